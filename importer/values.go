package importer

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

func itoa(n int) string { return strconv.Itoa(n) }

// dense is the part of a column that must have content for a blank in it to be
// a missing value and not merely nothing.
const dense = 0.8

// values makes the readings of a table, row by row.
func (t *translator) values(r *reading) {
	group := make(map[string]data.Group)
	var cols []int // of values
	for k, c := range r.columns {
		if c.role == values {
			cols = append(cols, k)
		}
	}
	cells := make([]Cell, len(cols))
	for i := range r.each {
		row := r.grid.row(r.body[i].Index)
		n := 0
		for j, k := range cols {
			if cells[j] = r.grid.at(row, r.columns[k].col); !cells[j].none() {
				n++
			}
		}
		full := n*2 >= len(cols) && n > 0 // a value in at least half of the columns
		for j, k := range cols {
			c, cell := &r.columns[k], cells[j]
			if cell.none() || cell.Kind == Text && label(cell) == "" {
				if _, covered := r.grid.merged(row.Index, c.col); covered || !full || float64(c.blanks) > (1-dense)*float64(len(r.body)) {
					continue
				}
				cell = Cell{}
			}
			t.value(r, i, k, cell, group)
		}
	}
}

// value makes one reading.
func (t *translator) value(r *reading, i, k int, cell Cell, group map[string]data.Group) {
	col, row := &r.cols[k], &r.rows[i]
	if col.ignore || row.ignore {
		return
	}
	at := cellAt{r.body[i].Index, r.columns[k].col}
	t.figure++
	x := &t.draft
	*x = Reading{at: at, table: r.origin}
	x.Open, x.openRow, x.openCol = col.open || row.open || r.scopeOpen, row.open, col.open
	if r.scopeOpen {
		t.touch(r.over.asks)
	}
	x.total, x.ofWhich = col.total || row.total, row.ofWhich || col.ofWhich
	if !t.figureAt(r, x, at, i, k, cell, group) {
		return
	}
	if col.heads == 0 {
		t.read.heads = append(t.read.heads, col.labels)
		col.heads = uint32(len(t.read.heads))
	}
	t.read.add(x, at, col.heads-1, row.labels)
	if !x.Unit.IsZero() && col.unitFrom == 0 {
		col.unitFrom = t.read.n
	}
}

// figureAt fills in a reading; false where there is none.
func (t *translator) figureAt(r *reading, x *Reading, at cellAt, i, k int, cell Cell, group map[string]data.Group) bool {
	col, row := &r.cols[k], &r.rows[i]
	val, percent, ok := t.number(r, x, cell, at)
	if ok && !cell.none() && r.columns[k].footnotes && footnote.MatchString(cell.Text) {
		val, percent = data.Value{Status: data.Missing, Raw: val.Raw}, false
	}
	if !ok {
		return false
	}
	x.Value = val
	if val.Status == data.Normal && col.flags > 0 {
		x.Value.Status, x.Note = flagStatus(r.grid.cell(at.row, col.flags), x.Note)
	}
	x.Source, x.Note = row.aside.source, joinNotes(x.Note, row.aside.remark)
	key := &x.Key
	if key.Indicator = firstOf(col.indicator, row.indicator); key.Indicator == "" {
		if key.Indicator = r.over.indicator; r.over.doubt.text != "" && !x.Open {
			key.Indicator = t.askTitle(r, x)
		}
	}
	facets := col.facets
	if col.indicator != "" && row.indicator != "" && col.indicator != row.indicator {
		facets = withFacets(facets, t.askClash(r, x, i))
	}
	if col.mayBeIndicator() && col.indicator == "" || row.mayBeIndicator() && row.indicator == "" && col.indicator == "" {
		key.Indicator = "" // an unknown word may be the indicator: the title's must not stand in
	}
	if key.Measure = data.Measure(firstOf(string(col.measure), string(row.measure))); key.Measure == "" {
		key.Measure = data.Measure(firstOf(string(r.titleMeasure(col, row, t.kindOf(key.Indicator))), string(data.Level)))
	}
	if key.Measure == data.Contribution && col.measure == "" && row.measure == "" {
		t.askContribution(r, x)
	}
	key.Place = t.place(r, x, col, row)
	key.Group = groupOf(group, r.over.facets, facets, row.facets)
	ind := t.indicatorOf(key.Indicator)
	key.Period = t.period(r, col, row)
	if key.Period.IsZero() {
		key.Period = t.askPeriod(r, x, i, k)
	}
	if ind.Kind == data.Stock || ind.Code == "" && slices.ContainsFunc(col.labels, stockWord.MatchString) {
		key.Period = key.Period.AsStock()
	}
	if key.Indicator == "" && !x.Open {
		t.askIndicator(r, x, k)
	}
	x.keyed = !x.Open
	t.setUnit(r, x, i, k, ind, percent)
	t.touch(col.asks)
	t.touch(row.asks)
	return x.Value.Status != "" // an answer says to ignore it
}

// mayBeIndicator reports whether a word that was not understood may name what is
// measured: one that stands among places, or behind a key, does not.
func (m *meaning) mayBeIndicator() bool { return m.open && !m.openSure }

// titleMeasure is the rate that a title speaks of, where no column or row names
// one and no unit contradicts it, or where none but rates can stand: 工业增加值增长速度 with 单位：%.
func (r *reading) titleMeasure(col *colMeaning, row *rowMeaning, kind data.Kind) data.Measure {
	if r.over.measure == "" {
		return ""
	}
	if _, rates := r.rateOfRow(); r.namesMeasure && !r.over.indices && (!rates || kind == data.Rate) {
		return ""
	}
	for _, u := range append([]data.Unit{col.unit, *row.unit, row.meaning.unit}, r.unit...) {
		if !u.IsZero() && !rateUnit(u) {
			return ""
		}
	}
	return r.over.measure
}

// kindOf is how an indicator behaves in time.
func (t *translator) kindOf(code string) data.Kind {
	i, _ := t.indicator(code)
	return i.Kind
}

// stockWord heads what there is at the end of a time: 期末实有 | 户数.
var stockWord = regexp.MustCompile(`^(?:期末|年末|月末|季末|本期末|实有|存量|在册|累计实有|库存|余额)|(?:实有|余额|库存量?|保有量|存量)$`)

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

func joinNotes(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func groupOf(cache map[string]data.Group, over, col, row []string) data.Group {
	if len(col) == 0 && len(row) == 0 && len(over) == 0 {
		return ""
	}
	var room [128]byte
	id := room[:0]
	for _, f := range col {
		id = append(append(id, f...), ',')
	}
	id = append(id, '|')
	for _, f := range row {
		id = append(append(id, f...), ',')
	}
	g, ok := cache[string(id)]
	if !ok {
		g = data.NewGroup(withFacets(withFacets(over, col), row)...)
		cache[string(id)] = g
	}
	return g
}

// number reads a cell; ok is false where it gives no observation.
func (t *translator) number(r *reading, x *Reading, c Cell, at cellAt) (v data.Value, percent, ok bool) {
	if c.none() {
		return data.Value{Status: data.Missing}, false, true
	}
	v = data.Value{Status: data.Normal, Raw: c.Raw()}
	switch c.Kind {
	case Number:
		v.Number = c.Number
		if c.Percent {
			v.Number = math.Round(c.Number*1e14) / 1e12
		}
		x.plain = !c.Percent && c.Text == ""
		return v, c.Percent, true
	case Date, Bool:
		t.raise(question{id: "not-a-number:" + r.sheet + "!" + ColumnName(at.col), code: "not-a-number", sheet: r.sheet, cell: at.String(), got: v.Raw}, data.SeverityError)
		return v, false, false
	case ErrorCell, Uncalculated:
		code := "cell-error"
		if c.Kind == Uncalculated {
			code = "uncalculated"
		}
		t.raise(question{id: code + ":" + r.sheet + "!" + ColumnName(at.col), code: code, sheet: r.sheet, cell: at.String(), got: v.Raw}, data.SeverityError)
		v.Status = data.Missing
		x.Note = code
		return v, false, true
	}
	v.Raw = clipLabel(v.Raw)
	num, percent, m, isNumber := vocab.ParseNumber(c.Text)
	if !isNumber {
		num, x.Unit, isNumber = vocab.ParseQuantity(c.Text)
	}
	if !isNumber {
		t.raise(question{id: "not-a-number:" + r.sheet + "!" + ColumnName(at.col), code: "not-a-number", sheet: r.sheet, cell: at.String(), got: v.Raw}, data.SeverityError)
		return v, false, false
	}
	m = t.legendMark(r.sheet, c.Text, m)
	x.Note = m.Note
	if m.Status == "" {
		v.Number = num
		if m.Flag != "" {
			v.Status = m.Flag
		}
		return v, percent, true
	}
	v.Status = m.Status
	if m.Ask {
		t.askMark(r, x, &v, at)
	}
	return v, percent, true
}

// askMark asks once a workbook whether - means zero or not applicable.
func (t *translator) askMark(r *reading, x *Reading, v *data.Value, at cellAt) {
	mark := strings.TrimSpace(v.Raw)
	a, ok := t.ask(question{id: "mark:" + mark, code: "mark-unclear", sheet: r.sheet, cell: at.String(), got: mark, options: []string{"0", "M", "O"}})
	switch {
	case !ok:
		x.Open = true
	case a.Ignore:
		v.Status = data.Missing
	case a.Use == "0":
		v.Status, v.Number = data.Normal, 0
	case a.Use == "M" || a.Use == "O" || a.Use == "Q":
		v.Status = data.Status(a.Use)
	}
}

// place is where a figure belongs: its row or column says it, else the title,
// else it is the home place.
func (t *translator) place(r *reading, x *Reading, col *colMeaning, row *rowMeaning) string {
	if p := firstOf(row.place, col.place); p != "" {
		return p
	}
	w := firstWhole(row.whole, col.whole)
	if w.level == "" && x.Open && (row.open || col.open) && t.placesOpen(row, col) {
		return ""
	}
	if w.level == "" {
		w = firstWhole(r.over.whole)
	}
	if w.level == "" && r.over.openPlace {
		return "" // its caption names a place that nobody knows
	}
	if w.level == "" {
		return firstOf(r.over.place, t.home(r, x))
	}
	return t.wholePlace(r, x, w)
}

// home is the place of the workbook, which is asked where nothing says it.
func (t *translator) home(r *reading, x *Reading) string {
	if p := t.o.Place; p != "" || r.over.place != "" {
		return p
	}
	a, ok := t.ask(question{id: "place:home", code: "place-missing", sheet: r.sheet, cell: CellName(r.body[0].Index, r.first)})
	if !ok || a.Ignore {
		x.Open = true
		return ""
	}
	if p, found := t.v.FindPlace(a.Use); found {
		return p.Code
	}
	if a.New != nil {
		t.learn(data.Word{Kind: data.PlaceWord, Code: a.New.Code, Label: a.New.Label, LabelEn: a.New.Label})
		return a.New.Code
	}
	x.Open = true
	return ""
}

// placesOpen reports whether the word that was not understood may be a place:
// then the home place must not stand in for it.
func (t *translator) placesOpen(row *rowMeaning, col *colMeaning) bool {
	return row.openPlace || col.openPlace
}

// askIndicator asks what is measured where neither column, row nor title says it.
func (t *translator) askIndicator(r *reading, x *Reading, k int) {
	c := r.columns[k]
	q := question{code: "indicator-missing", sheet: r.sheet, got: r.headText(c.col)}
	row := r.body[0].Index
	if len(r.header) > 0 {
		row = r.header[0]
	}
	q.cell = CellName(row, r.first)
	q.id, q.lasting = "indicator:"+r.sheet+"!"+q.cell, "indicator:!"
	a, ok := t.ask(q)
	switch {
	case !ok:
		x.Open = true
	case a.Ignore:
		x.Value.Status = ""
	case a.New != nil:
		x.Key.Indicator = a.New.Code
		t.newIndicator(a.New, "", r.cols[k].unit)
	default:
		x.Key.Indicator = t.codeOf(a.Use)
	}
}

// askClash asks what a row's word means that names an indicator where the column
// names another one: 亏损企业 beside 营业收入 is a population, and its figures are
// not those of the whole.
func (t *translator) askClash(r *reading, x *Reading, i int) []string {
	word := partMark.ReplaceAllString(last(t.rowText(r, i)), "")
	a, ok := t.ask(question{id: "group:" + word, code: "group-unknown", sheet: r.sheet, cell: CellName(r.body[i].Index, r.first), got: word, options: t.v.Suggest("facet", word, 4)})
	switch {
	case !ok:
		x.Open = true
	case a.Ignore:
		x.Value.Status = ""
	default:
		var m meaning
		t.apply(&m, heading{text: word, row: r.body[i].Index, col: r.first}, data.FacetWord, a)
		x.Open = x.Open || m.open
		return m.facets
	}
	return nil
}
