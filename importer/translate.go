package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// sheet reads the tables of one sheet.
func (t *translator) sheet(s *Sheet) {
	g := newGrid(s)
	if g.hidden > 0 {
		t.raise(question{id: "hidden-cells:" + s.Name, code: "hidden-cells", sheet: s.Name, args: []string{"count", itoa(g.hidden)}}, data.SeverityNote)
	}
	content := 0
	for _, r := range g.rows {
		content += len(r.Cells)
	}
	t.invents = t.invents || illustrative(s.Name)
	if contents.MatchString(strings.TrimSpace(s.Name)) {
		t.note("contents-sheet", s.Name, "")
		t.report.Ignored += content
		return
	}
	known := 0
	tables, examples := findTables(g)
	for _, e := range examples {
		t.note("example-row", s.Name, CellName(e.row, e.col))
	}
	for _, found := range tables {
		found.understandColumns()
		found.headerPaths()
		for _, one := range splitBeside(found) {
			known += t.table(s, one)
		}
	}
	t.orphans(g)
	t.report.Ignored += max(0, content-known)
}

// orphans looks at the texts of a sheet for what speaks of the whole workbook.
func (t *translator) orphans(g *grid) {
	for i := range g.rows {
		if len(g.rows[i].Cells) > 3 {
			continue
		}
		for k := range g.rows[i].Cells {
			c := &g.rows[i].Cells[k]
			if c.Kind == Text {
				t.invents = t.invents || illustrative(c.Text)
			}
		}
	}
}

// reading is one table while it is being read.
type reading struct {
	*table
	sheet       string
	title       string
	over        meaning // of titles, captions and the sheet's name
	year        int     // of the titles
	unit        []data.Unit
	unknownUnit line         // of a 单位 row that was not understood
	years       map[int]bool // that columns and rows name
	cols        []colMeaning
	// namesMeasure reports that a column or row says which rate or level it is.
	namesMeasure bool
	rows         []rowMeaning
	origin       *origin
	// unitQuestions are those about what the table measures, by its words.
	unitQuestions map[string]question
}

type colMeaning struct {
	meaning
	labels []string
	flags  int // the column of flags at its right, 0 = none
}

type rowMeaning struct {
	meaning
	labels []string
	unit   data.Unit // of a 单位 column
	source string
	remark string
}

// table reads one table and returns how many cells it understood.
func (t *translator) table(s *Sheet, tb *table) int {
	if !tb.hasValues() {
		return 0
	}
	layout := tb.fingerprint()
	r := &reading{table: tb, sheet: s.Name, years: make(map[int]bool), unitQuestions: make(map[string]question)}
	t.titles(r)
	t.enter(layout, family(r))
	t.describe(r, layout)
	if tb.firmList() {
		t.raise(question{
			id: "enterprise-list:" + s.Name, code: "enterprise-list", sheet: s.Name, cell: CellName(tb.body[0].shape.index, tb.first),
			args: []string{"rows", itoa(len(tb.body))},
		}, data.SeverityNote)
		return 0
	}
	for _, c := range tb.columns {
		if c.role == ranks {
			t.note("rank-column", s.Name, CellName(tb.body[0].shape.index, c.col))
		}
	}
	t.checkPopulation(r)
	paths := tb.rowPaths()
	t.columnMeanings(r, paths)
	t.rowMeanings(r, paths)
	for i := range r.cols {
		r.namesMeasure = r.namesMeasure || r.cols[i].measure != ""
	}
	for i := range r.rows {
		r.namesMeasure = r.namesMeasure || r.rows[i].measure != ""
	}
	before := len(t.read)
	t.values(r)
	t.remember(r, before)
	return len(t.read) - before + tb.labelCells()
}

// hasValues reports whether a table has at least one number: marks of missing
// values alone are prose.
func (t *table) hasValues() bool {
	for _, c := range t.columns {
		if c.role != values {
			continue
		}
		for i := range t.body {
			if cell := t.bodyCell(i, c.col); cell != nil {
				if k, _ := lookOf(cell); k == number || cell.Kind == ErrorCell || cell.Kind == Uncalculated {
					return true
				}
			}
		}
	}
	return false
}

// labelCells counts the cells that name things, for the count of what was ignored.
func (t *table) labelCells() int {
	n := len(t.titles) + len(t.units) + len(t.notes)
	for _, row := range t.header {
		n += len(t.grid.rows[t.grid.at[row]].Cells)
	}
	for _, c := range t.columns {
		if c.role != values && c.role != spacer && c.role != codes {
			n += len(t.body) - c.blanks
		}
	}
	return n
}

// monthWord marks a time that was meant as one; in raw-2018-1 the last number
// counts sheets.
var monthWord = regexp.MustCompile(`(?i)[月季]|半年|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec`)

// sheetTimes trusts a sheet's name with months only where they are written as
// such, or where the name is nothing but a time (2024.09).
func sheetTimes(name string, times []vocab.Time) []vocab.Time {
	if _, whole := vocab.ParseTime(name, vocab.Context{}); whole || monthWord.MatchString(name) {
		return times
	}
	for i, x := range times {
		if !x.IsZero() && !x.Yearless {
			times[i].Period = data.Year(x.Period.Year())
		}
	}
	return times
}

// liesIn reports whether a division lies in another, by their codes.
func liesIn(code, in string) bool {
	return len(code) == 6 && len(in) == 6 && strings.HasPrefix(code, strings.TrimRight(strings.TrimRight(in, "0")+"0", "0"))
}

// unitsOf reads a 单位 row, which may name several units for several columns.
func (t *translator) unitsOf(text string) []data.Unit {
	if !hasHan(text) && len(t.v.Read(text, vocab.Context{}).Units) == 0 {
		return nil
	}
	r := t.v.Read(text, vocab.Context{})
	if len(r.Units) == 0 && !r.Unit.IsZero() {
		return []data.Unit{r.Unit}
	}
	return r.Units
}

// describe adds the table to the report.
func (t *translator) describe(r *reading, layout string) {
	tr := data.TableReport{Sheet: r.sheet, Title: r.title, Fingerprint: layout, LabelColumns: []string{}}
	top := r.body[0].shape.index
	if len(r.header) > 0 {
		top = r.header[0]
		tr.HeaderRows = [2]int{r.header[0], r.header[len(r.header)-1]}
	}
	tr.Range = Range{top, r.first, r.body[len(r.body)-1].shape.index, r.last}.String()
	r.origin = t.originOf(r, tr.Range)
	for _, c := range r.columns {
		if c.role == labels || c.role == times {
			tr.LabelColumns = append(tr.LabelColumns, ColumnName(c.col))
		}
	}
	t.report.Tables = append(t.report.Tables, tr)
}

// columnMeanings reads the headers of the columns of values.
func (t *translator) columnMeanings(r *reading, paths []rowPath) {
	r.cols = make([]colMeaning, len(r.columns))
	t.joinWords(r)
	rowsSay := t.rowsSayIndicator(r, paths)
	var all []heading
	for _, c := range r.columns {
		if c.role == values {
			for k, h := range c.path {
				if !c.translations[k] {
					all = append(all, h)
				}
			}
		}
	}
	fallback := data.IndicatorWord
	if r.over.indicator != "" || rowsSay {
		fallback = data.FacetWord
	}
	byRow, heads := make(map[int]axis), r.rowHeads()
	for _, row := range r.header {
		var own []heading
		for _, h := range all {
			if h.row == row {
				own = append(own, h)
			}
		}
		byRow[row] = t.surveyAxis(own, heads[row], fallback, r.sheet)
	}
	lastYear := 0
	for i := range r.columns {
		c := &r.columns[i]
		if c.role != values {
			continue
		}
		cm := &r.cols[i]
		if i+1 < len(r.columns) && r.columns[i+1].role == flags {
			cm.flags = r.columns[i+1].col
		}
		if len(c.path) == 0 && len(all) > 0 {
			t.unheaded(r, i)
		}
		for k, h := range c.path {
			a := byRow[h.row]
			if h.col != c.col && a.kind == "" {
				a.kind = fallback
			}
			if head := heads[h.row]; frequencyHead.MatchString(head) || head != "" && (codeHead.MatchString(head) || sourceHead.MatchString(head) || updatedHead.MatchString(head)) {
				continue
			}
			if u, ok := t.v.Unit(h.text); ok && unitHead.MatchString(heads[h.row]) {
				cm.unit = u
				continue
			}
			if !c.translations[k] {
				t.add(&cm.meaning, r.sheet, h, a, 0)
			}
		}
		for k, h := range c.path {
			if c.translations[k] {
				t.fill(&cm.meaning, h)
			}
		}
		cm.labels = texts(c.path)
		lastYear = carryYear(cm.times, lastYear, r.years)
		r.agoOfLeft(i)
		t.fromNeighbour(r, i)
	}
}

// agoOfLeft gives a column that says only "a year ago" the months of the column
// at its left that names some: 累计 | 上年同期.
func (r *reading) agoOfLeft(i int) {
	c := &r.cols[i]
	if ago(c.times) == 0 || saidAcc(c.times) != vocab.Unsaid || !pick(c.times, 2000).IsZero() {
		return
	}
	for k := i - 1; k >= 0; k-- {
		if n := &r.cols[k]; r.columns[k].role == values && len(n.times) > 0 && ago(n.times) == 0 {
			c.times = append(slices.Clone(c.times), n.times...)
			return
		}
	}
}

// unheaded asks about a column of values without a header beside others that have
// one: what stands in it must not pass for what the title measures.
func (t *translator) unheaded(r *reading, i int) {
	cell := CellName(r.body[0].shape.index, r.columns[i].col)
	id := "column-unnamed:" + r.sheet + "!" + ColumnName(r.columns[i].col)
	a, ok := t.ask(question{id: id, lasting: "column-unnamed:!" + ColumnName(r.columns[i].col), code: "column-unnamed", sheet: r.sheet, cell: cell})
	r.cols[i].open, r.cols[i].ignore = !ok, ok && a.Ignore
}

// rowsSayIndicator reports whether the labels of the rows name indicators.
func (t *translator) rowsSayIndicator(r *reading, paths []rowPath) bool {
	for i, p := range paths {
		for _, h := range p.parts {
			if x := t.bilingual(h.text, 0); x.Indicator != "" && x.Rest == "" {
				return true
			}
		}
		if i > 200 {
			break
		}
	}
	for _, c := range r.columns {
		if c.role == labels && !c.second && len(c.path) > 0 && itemHead.MatchString(c.path[len(c.path)-1].text) {
			return true
		}
	}
	return false
}

// carryYear gives times without a year the year that was last named beside
// them (1—2月 of 2024, then 1—3月), and notes the years that are named.
func carryYear(ts []vocab.Time, last int, years map[int]bool) int {
	named := 0
	for _, x := range ts {
		if !x.IsZero() && !x.Yearless {
			named = x.Period.Year()
			years[named] = true
		}
	}
	if named > 0 {
		return named
	}
	for i := range ts {
		if last > 0 && ts[i].Yearless {
			ts[i].Period, ts[i].Yearless = ts[i].In(last), false
		}
	}
	return last
}

// fromNeighbour completes a column that says only a rate (同比增长) by the
// column at its left, whose growth it is; one that names its indicator, but no
// time, by the time of its indicator's column there.
func (t *translator) fromNeighbour(r *reading, i int) {
	c := &r.cols[i]
	if c.open || c.measure == "" || c.measure == data.Level || c.indicator != "" && len(c.times) > 0 {
		return
	}
	for k := i - 1; k >= 0; k-- {
		n := &r.cols[k]
		if r.columns[k].role != values || ago(n.times) != 0 && r.levelBefore(k) {
			continue // 本年 | 上年同期 | 同比: the growth is this year's
		}
		if c.indicator != "" {
			if c.indicator == n.indicator && !n.open {
				c.times = r.newest(k)
			}
			return
		}
		if n.open {
			c.open, c.asks = true, n.asks
			return
		}
		c.indicator, c.said = n.indicator, n.said
		c.facets = withFacets(n.facets, c.facets)
		if len(c.times) == 0 {
			c.times = r.newest(k)
		}
		if c.place == "" {
			c.place = n.place
		}
		return
	}
}

// newest are the times of the latest among the levels of one thing that stand
// side by side up to the k-th column: in 2023年 | 2022年 | 比上年增长 the growth is
// that of 2023.
func (r *reading) newest(k int) []vocab.Time {
	n := &r.cols[k]
	best := n.times
	for i := k - 1; i >= 0 && r.columns[i].role != labels; i-- {
		c := &r.cols[i]
		if r.columns[i].role != values {
			continue
		}
		if c.measure != "" && c.measure != data.Level || c.indicator != n.indicator || c.place != n.place || !slices.Equal(c.facets, n.facets) {
			break
		}
		if p, q := pick(c.times, 0), pick(best, 0); !p.IsZero() && !q.IsZero() && p.AddYears(-1) == q {
			best = c.times
		}
	}
	return best
}

// levelBefore reports whether a column of this year's level stands left of the
// k-th, under the same outer words.
func (r *reading) levelBefore(k int) bool {
	for i := k - 1; i >= 0; i-- {
		if r.columns[i].role == values {
			return ago(r.cols[i].times) == 0
		}
	}
	return false
}

// rowMeanings reads the labels of the rows.
func (t *translator) rowMeanings(r *reading, paths []rowPath) {
	r.rows = make([]rowMeaning, len(r.body))
	columnsSay := r.over.indicator != ""
	for i := range r.cols {
		columnsSay = columnsSay || r.cols[i].indicator != ""
	}
	fallback := data.FacetWord
	if !columnsSay {
		fallback = data.IndicatorWord
	}
	axes := t.rowAxes(r, paths, fallback)
	lastYear := 0
	spanOf := spanColumns(paths)
	for i := range paths {
		p, m := &paths[i], &r.rows[i]
		for k, h := range p.parts {
			m.labels = append(m.labels, h.text)
			if r.second(h.col) {
				continue
			}
			before := m.meaning
			t.add(&m.meaning, r.sheet, h, axes[h.col], 0)
			if yearAside.MatchString(h.text) && !hasHan(h.text) {
				m.times = before.times
			}
			if k > 0 && ofWhich.MatchString(h.text) && !m.open && sameThing(before, m.meaning) {
				t.unknown(&m.meaning, r.sheet, h, axes[h.col], vocab.Reading{})
			}
		}
		for _, h := range p.time {
			m.labels = append(m.labels, h.text)
			if x, open, ok := spanTime(h.text, spanOf[h.col]); open {
				m.timeOpen = true
			} else if ok {
				m.times = append([]vocab.Time{x}, m.times...)
			} else if x, ok := t.time(h.text); ok {
				m.times = append([]vocab.Time{x}, m.times...)
			} else {
				n := len(m.times)
				t.add(&m.meaning, r.sheet, h, axes[h.col], 0)
				m.timeOpen = m.timeOpen || len(m.times) == n && strings.ContainsAny(h.text, "0123456789")
			}
		}
		lastYear = carryYear(m.times, lastYear, r.years)
		t.fromAbove(r, i)
		if p.bare && t.unnamed(r, i, paths) {
			m.open = true
		}
		t.rowExtras(r, i)
	}
}

// yearAside is a year in brackets that says which area or group is meant: Euro area
// (EA11-1999, EA19-2015), European Union - 27 countries (from 2020).
var yearAside = regexp.MustCompile(`[A-Za-z].*\([^()]*[A-Za-z][^()]*\d{4}[^()]*\)|[A-Za-z].*\([^()]*\d{4}[^()]*[A-Za-z]{4}[^()]*\)`)

// sameThing reports whether a label added nothing to what those over it say: a
// part that is the whole was not understood.
func sameThing(a, b meaning) bool {
	return a.indicator == b.indicator && a.place == b.place && a.measure == b.measure && len(a.times) == len(b.times) && slices.Equal(a.facets, b.facets)
}

// fromAbove completes a row that says only a rate (同比增长) by the row above it,
// whose growth it is.
func (t *translator) fromAbove(r *reading, i int) {
	m := &r.rows[i]
	if m.open || m.measure == "" || m.measure == data.Level || m.indicator != "" || m.place != "" || len(m.facets) > 0 {
		return
	}
	for k := i - 1; k >= 0; k-- {
		up := &r.rows[k]
		if up.measure != "" && up.measure != data.Level {
			continue
		}
		m.indicator, m.said, m.facets, m.place, m.total = up.indicator, up.said, up.facets, up.place, up.total
		m.open, m.openPlace, m.asks = up.open, up.openPlace, up.asks
		return
	}
}

// unnamed asks about rows of values without any label where the other rows of the
// table have one: nobody can say what they are.
func (t *translator) unnamed(r *reading, i int, paths []rowPath) bool {
	bare := 0
	for _, p := range paths {
		if p.bare {
			bare++
		}
	}
	if bare*2 > len(paths) {
		return false // the rows of this table have no names
	}
	cell := CellName(r.body[i].shape.index, r.first)
	a, ok := t.ask(question{id: "row-unnamed:" + r.origin.area, code: "row-unnamed", sheet: r.sheet, cell: cell, got: r.origin.area, passing: true})
	r.rows[i].ignore = ok && a.Ignore
	return !ok
}

// rowAxes surveys each label column, and the captions as one.
func (t *translator) rowAxes(r *reading, paths []rowPath, fallback data.WordKind) map[int]axis {
	byCol := make(map[int][]heading)
	for _, p := range paths {
		for _, h := range p.parts {
			byCol[h.col] = append(byCol[h.col], h)
		}
	}
	axes := make(map[int]axis)
	for col, hs := range byCol {
		axes[col] = t.surveyAxis(hs, r.headText(col), fallback, r.sheet)
	}
	return axes
}

func (t *table) second(col int) bool {
	for _, c := range t.columns {
		if c.col == col {
			return c.second
		}
	}
	return false
}

// rowExtras reads the unit, source and remark columns of a row.
func (t *translator) rowExtras(r *reading, i int) {
	row, m := r.body[i].shape.index, &r.rows[i]
	scale := ""
	for _, c := range r.columns {
		switch c.role {
		case units:
			if s := label(r.grid.shown(row, c.col)); s != "" && m.unit.IsZero() && !m.unitOpen {
				u := t.unitWord(s)
				if u.IsZero() {
					u = t.askUnitWord(&m.meaning, r.sheet, row, c.col, s)
				}
				m.unit = u
			}
		case scales:
			scale = label(r.grid.shown(row, c.col))
		case sources:
			m.source = label(r.grid.shown(row, c.col))
		case remarks:
			m.remark = label(r.grid.shown(row, c.col))
		}
	}
	m.unit = t.scaled(m.unit, scale)
}

// unitWord is the unit that a unit column says, once for each text: known, or taken
// as it stands where it is no near miss of a known one. It is zero for others.
func (t *translator) unitWord(s string) data.Unit {
	u, known := t.unitWords[s]
	if !known {
		var ok bool
		if u, ok = t.v.Unit(s); !ok && !hasHan(s) && latinWord.MatchString(s) && len(t.v.Suggest("unit", s, 1)) == 0 {
			u = data.Unit{Label: s, Base: data.BaseOther}
		}
		t.unitWords[s] = u
	}
	return u
}

// scaled is a unit with the power of ten that stands in a column of its own.
func (t *translator) scaled(u data.Unit, scale string) data.Unit {
	scale = strings.ToLower(strings.TrimSpace(scale))
	word, known := scaleWords[scale]
	if u.IsZero() || known && word == "" || scale == "" {
		return u
	}
	if !known {
		return data.Unit{} // nobody knows how large the unit is: ask
	}
	label := word + " " + u.Label
	if v := t.unitWord(label); v.Base != data.BaseOther && !v.IsZero() {
		return v
	}
	if v, ok := t.v.UnitOf(u.Base, u.Power+scalePowers[word]); ok && u.Base != data.BaseOther {
		return v
	}
	return data.Unit{Label: label, Base: u.Base, Power: u.Power + scalePowers[word]}
}

// scaleWords are what columns of scales hold, in words or as a power of ten.
var (
	scaleWords = map[string]string{
		"": "", "0": "", "unit": "", "units": "", "3": "thousand", "thousand": "thousand", "thousands": "thousand",
		"6": "million", "million": "million", "millions": "million", "9": "billion", "billion": "billion", "billions": "billion",
		"12": "trillion", "trillion": "trillion", "trillions": "trillion",
	}
	scalePowers = map[string]int{"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
)

func (t *translator) askUnitWord(m *meaning, sheet string, row, col int, word string) data.Unit {
	t.askWordOfUnit(m, question{id: "unit:" + word, sheet: sheet, cell: CellName(row, col), got: word, options: t.v.Suggest("unit", word, 4)})
	return m.unit
}
