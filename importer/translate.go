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
	if t.tooMany(len(s.Rows)) || t.stopped() {
		return
	}
	g := newGrid(s, t.watch)
	if g.hidden > 0 {
		t.raise(question{id: "hidden-cells:" + s.Name, code: "hidden-cells", sheet: s.Name, args: []string{"count", itoa(g.hidden)}}, data.SeverityNote)
	}
	content := 0
	for _, r := range g.rows {
		content += r.Len()
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
	if t.stopped() {
		return
	}
	for _, found := range tables {
		found.understandColumns()
		found.headerPaths()
		parts := splitBeside(found)
		if t.stopped() {
			return
		}
		for _, one := range parts {
			if known += t.table(s, one); t.stopped() {
				return
			}
		}
	}
	t.orphans(g)
	t.report.Ignored += max(0, content-known)
}

// orphans looks at the texts of a sheet for what speaks of the whole workbook.
func (t *translator) orphans(g *grid) {
	for i := range g.rows {
		if t.watch.late(1) {
			return
		}
		if g.rows[i].Len() > 3 {
			continue
		}
		for c := range g.store.each(g.rows[i]) {
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
	scopeOpen   bool // a population that its title names is asked about
	// namesMeasure reports that a column or row says which rate or level it is.
	namesMeasure bool
	rows         []rowMeaning
	origin       *origin
	// unitQuestions are those about what the table measures, by its words.
	unitQuestions map[string]question
	// wordQuestions are those about unknownUnit by indicator, zero where it is none of its.
	wordQuestions map[string]question
}

type colMeaning struct {
	meaning
	labels   []string
	heads    uint32 // ID of the labels, once there is a figure
	flags    int    // the column of flags at its right, 0 = none
	ofWhich  bool   // its innermost label says 其中
	unitFrom int    // 1 + the index of its first figure with a unit, 0 = none
	// changeOver is the label over Number and Percent that says whose change they are.
	changeOver heading
	change     bool // 同比增减 that may be an amount, which is asked
}

// table reads one table and returns how many cells it understood.
func (t *translator) table(s *Sheet, tb *table) int {
	if !tb.hasValues() {
		return 0
	}
	layout := tb.fingerprint()
	r := &reading{table: tb, sheet: s.Name, years: make(map[int]bool), unitQuestions: make(map[string]question), wordQuestions: make(map[string]question)}
	t.titles(r)
	t.enter(layout, family(r))
	t.describe(r, layout)
	if tb.firmList() {
		t.raise(question{
			id: "enterprise-list:" + s.Name, code: "enterprise-list", sheet: s.Name, cell: CellName(tb.body[0].Index, tb.first),
			args: []string{"rows", itoa(len(tb.body))},
		}, data.SeverityNote)
		return 0
	}
	if tb.recordList() {
		t.raise(question{
			id: "record-list:" + s.Name, code: "record-list", sheet: s.Name, cell: CellName(tb.body[0].Index, tb.first),
			args: []string{"rows", itoa(len(tb.body))},
		}, data.SeverityNote)
		return 0
	}
	if tb.descriptive() {
		t.note("descriptive-table", s.Name, CellName(tb.body[0].Index, tb.first))
		return 0
	}
	for _, c := range tb.columns {
		if c.role == ranks {
			t.note("rank-column", s.Name, CellName(tb.body[0].Index, c.col))
		}
	}
	if t.tooMany(t.read.n + r.contents()) {
		return 0
	}
	t.checkPopulation(r)
	t.columnMeanings(r)
	if t.rowMeanings(r); t.stopped() {
		return 0
	}
	for i := range r.cols {
		r.namesMeasure = r.namesMeasure || r.cols[i].measure != ""
	}
	for i := range r.rows {
		r.namesMeasure = r.namesMeasure || r.rows[i].measure != ""
	}
	t.askScope(r)
	before := t.read.n
	if t.values(r); t.stopped() {
		return 0
	}
	t.remember(r, before)
	return t.read.n - before + tb.labelCells()
}

// hasValues reports whether a table has at least one number: marks of missing
// values alone are prose.
func (t *table) hasValues() bool {
	for _, c := range t.columns {
		if c.role != values {
			continue
		}
		for i := range t.each {
			if cell := t.bodyCell(i, c.col); !cell.none() {
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
		n += t.grid.row(row).Len()
	}
	for _, c := range t.columns {
		if c.role != values && c.role != spacer && c.role != codes {
			n += len(t.body) - c.blanks
		}
	}
	last := 0 // row of the newest caption
	for i := range t.body {
		for _, l := range t.body[i].sections() {
			if l.row > last {
				n, last = n+1, l.row
			}
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
	top, bottom := r.body[0].Index, r.body[len(r.body)-1].Index
	if len(r.header) > 0 {
		first, last := slices.Min(r.header), slices.Max(r.header)
		tr.HeaderRows = [2]int{first, last}
		top, bottom = min(top, first), max(bottom, last)
	}
	tr.Range = Range{top, r.first, bottom, r.last}.String()
	r.origin = t.originOf(r, tr.Range)
	for _, c := range r.columns {
		if c.role == labels || c.role == times {
			tr.LabelColumns = append(tr.LabelColumns, ColumnName(c.col))
		}
	}
	t.report.Tables = append(t.report.Tables, tr)
}

// yearAside is a year in brackets that says which area or group is meant: Euro area
// (EA11-1999, EA19-2015), European Union - 27 countries (from 2020).
var yearAside = regexp.MustCompile(`[A-Za-z].*\([^()]*[A-Za-z][^()]*\d{4}[^()]*\)|[A-Za-z].*\([^()]*\d{4}[^()]*[A-Za-z]{4}[^()]*\)`)

// sameThing reports whether a label added nothing to what those over it say: a
// part that is the whole was not understood.
func sameThing(a, b meaning) bool {
	return a.indicator == b.indicator && a.place == b.place && a.whole.level == b.whole.level && a.measure == b.measure && len(a.times) == len(b.times) && slices.Equal(a.facets, b.facets)
}

func (t *table) second(col int) bool {
	for _, c := range t.columns {
		if c.col == col {
			return c.second
		}
	}
	return false
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
