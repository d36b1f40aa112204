package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// table is an area of a sheet that holds one table, before its columns are
// understood.
type table struct {
	grid    *grid
	titles  []line // over the header: titles, captions, database lines
	units   []line // 单位 rows
	notes   []line // under the body, and 注 rows over it
	header  []int  // row numbers of the header block
	body    []bodyRow
	columns []column // from left to right
	first   int      // first and last column
	last    int
	stands  map[int]bool // header rows whose labels are whole words, each over a block
	above   *table       // the table over this one in the same sheet

	timeTexts map[string]bool // texts of its cells: whether they are times
}

// line is a row of text outside header and body.
type line struct {
	row, col int
	text     string
}

// bodyRow is a row of values with the captions that stand over it within the body.
type bodyRow struct {
	Row
	under *[]line
}

// sections are those captions.
func (b *bodyRow) sections() []line {
	if b.under == nil {
		return nil
	}
	return *b.under
}

// each is the indexes of the body's rows, until the time is over.
func (t *table) each(yield func(i int) bool) {
	for i := range t.body {
		if t.grid.watch.late(1) || !yield(i) {
			return
		}
	}
}

// lastRow is the last row of the body.
func (t *table) lastRow() *Row { return &t.body[len(t.body)-1].Row }

const (
	maxHeader    = 8  // rows of a header block
	headerLength = 30 // letters of a lone text that may still be a header
)

// findTables walks down a sheet. Rows of text gather until a row of values
// says what they were: header and titles of a new table, or captions within
// the one at hand.
func findTables(g *grid) (tables []*table, examples []line) {
	f := finder{grid: g}
	for i := range g.rows {
		f.at = i
		if g.watch.late(1 + g.rows[i].Len()) {
			break
		}
		if n := g.rows[i].Len(); n > 1 && n <= maxKeys && g.mayBeKey(&g.rows[i]) {
			g.joinKeys(i)
		}
		s := g.shape(&g.rows[i])
		if s.texts+s.nums+s.marks == 0 || f.headed() && (s.numbering() || f.numbersOverCodes(&s)) || f.numbersUnderYears(&s) || f.stray(&s) || f.codesUnderHead(&s) || f.footer(&s) {
			continue
		}
		if f.aboutSeries(&s) {
			f.skipped = append(f.skipped, s.index)
			continue
		}
		f.unitsUnderHead(&s)
		if n := len(f.pending); s.loneUnit && n > 0 && f.pending[n-1].index == s.index-1 && label(g.cell(s.index-1, int(s.first().Col))) != "" {
			s.kind = lineRow
		}
		if exampleText.MatchString(s.text(0)) {
			f.examples = append(f.examples, line{s.index, s.col(0), label(s.cell(0))})
			continue
		}
		if f.isData(&s) {
			f.data(s)
		} else {
			f.pending = append(f.pending, s)
		}
	}
	f.finish()
	return f.tables, f.examples
}

// stray reports whether a row is a number alone where nothing stands for it: the
// number of a page over or under a table.
func (f *finder) stray(s *rowShape) bool {
	if s.nums != 1 || s.texts+s.marks+s.timely > 0 {
		return false
	}
	if f.open == nil && len(f.pending) == 0 {
		return true
	}
	col := int(s.first().Col)
	if f.open == nil || len(f.pending) > 0 {
		return false
	}
	above := f.grid.cell(f.open.body[len(f.open.body)-1].Index, col)
	return !above.none() && above.Kind == Text && col == f.open.first
}

// aboutSeries reports whether a row over the figures says something of their series
// that is no part of them: Series Start, Next release, Important Notes.
func (f *finder) aboutSeries(s *rowShape) bool {
	return (f.open == nil || len(f.pending) > 0) && s.texts+s.nums != 2 && s.look(0) == text && seriesFact.MatchString(strings.TrimRight(strings.TrimSpace(s.text(0)), ": "))
}

var seriesFact = regexp.MustCompile(`(?i)^(?:frequency|series (?:start|end|id)|collection month|no\. obs\.?|release date|next release|cdid|source dataset id|preunit|important notes|last updated?(?: date)?|extracted on)$`)

// footer reports whether a row explains marks or footnotes under a table: what
// follows the line Footnotes: or Symbol legend: with at most a mark before each text.
func (f *finder) footer(s *rowShape) bool {
	if f.open == nil {
		return false
	}
	filled := s.texts + s.nums + s.marks
	if first := strings.TrimSpace(s.first().Text); filled == 1 && legendHead.MatchString(first) || filled == 2 && footnoteHead.MatchString(first) {
		f.legend = true
		return false // a line like others
	}
	f.legend = f.legend && filled < 3 && (filled == 1 || int(s.first().Col) == s.col(0) && len([]rune(strings.TrimSpace(s.first().Raw()))) < 4)
	if f.legend && filled == 2 {
		f.pending = append(f.pending, rowShape{index: s.index, kind: noteRow, row: s.row, cells: s.cells, store: s.store, texts: s.texts})
		return true
	}
	return false
}

var (
	legendHead   = regexp.MustCompile(`(?i)^(?:foot ?notes?|symbols?(?: legend)?|legend(?: ?/ ?footnotes)?|special values?|available flags|notes?)\s*:?$`)
	footnoteHead = regexp.MustCompile(`(?i)^footnote ?seq ?id$`)
)

// codesUnderHead reports whether a row holds the codes of the columns (CDID | J5AH |
// EAFS) under a header, with or without one row of numbers (weights) between.
func (f *finder) codesUnderHead(s *rowShape) bool {
	if s.texts < 2 || s.nums+s.marks > 0 {
		return false
	}
	codes, others := 0, 0
	for i := range s.cells {
		switch {
		case s.look(i) != text:
		case seriesCode.MatchString(strings.TrimSpace(s.text(i))):
			codes++
		default:
			others++
		}
	}
	if codes < 2 || others > 1 || others == 1 && seriesCode.MatchString(strings.TrimSpace(s.first().Text)) {
		return false
	}
	if f.open != nil && len(f.pending) == 0 {
		return len(f.open.body) < 3 && len(f.open.header) > 0
	}
	return f.headed() && len(f.pending) > 1 && f.overBoth(s) && !f.codesOnly(&f.pending[len(f.pending)-1])
}

// codesOnly reports whether a row has nothing but codes: no header stands in it.
func (f *finder) codesOnly(p *rowShape) bool {
	for i := range p.cells {
		if p.look(i) == text && !seriesCode.MatchString(strings.TrimSpace(p.text(i))) {
			return false
		}
	}
	return true
}

// seriesCode is the identifier of a series: MGSL, A84423127L.
var seriesCode = regexp.MustCompile(`^[A-Z][A-Z0-9]{3,15}$`)

// numbersUnderYears reports whether a row numbers the columns, that of labels
// included, right under a header that has years as numbers: S.No. | State | 2017.
func (f *finder) numbersUnderYears(s *rowShape) bool {
	n := len(f.pending)
	return n > 0 && f.pending[n-1].kind == timesRow && f.pending[n-1].texts > 0 && s.nums > 3 && s.numbering() && f.overBoth(s)
}

// numbersOverCodes reports whether a row under a header numbers its columns: People
// | 1 | 2 | 3 with their codes below it.
func (f *finder) numbersOverCodes(s *rowShape) bool {
	if s.nums < 2 || s.texts > 1 || s.marks > 0 || f.at+1 >= len(f.grid.rows) {
		return false
	}
	next := 1.0
	for i := range s.cells {
		if s.look(i) != number {
			continue
		}
		if numberOf(s.cell(i)) != next {
			return false
		}
		next++
	}
	below := f.grid.shape(&f.grid.rows[f.at+1])
	codes := 0
	for i := range below.cells {
		if below.look(i) == text && seriesCode.MatchString(strings.TrimSpace(below.text(i))) {
			codes++
		}
	}
	return codes == s.nums
}

// unitsUnderHead makes a row of units in brackets under a header one of its rows:
// (1,000) | (bil. dol.) | (percent) has no number.
func (f *finder) unitsUnderHead(s *rowShape) {
	if f.open != nil && len(f.pending) == 0 || len(f.pending) == 0 || f.pending[len(f.pending)-1].kind != textRow {
		return
	}
	powers := false
	for i := range s.cells {
		c := s.cell(i)
		if s.look(i) == blank {
			continue
		}
		if c.Kind != Text || !bracketed.MatchString(c.Text) || s.look(i) == number && !powerOfTen.MatchString(c.Text) {
			return
		}
		powers = powers || s.look(i) == number
	}
	if !powers {
		return // texts alone are a header already
	}
	for i := range s.cells {
		if s.look(i) == number {
			s.show(i, text)
			s.nums--
			s.texts++
		}
	}
	s.timely, s.kind = 0, textRow
}

var (
	bracketed  = regexp.MustCompile(`^\s*[(（].*[)）]\s*$`)
	powerOfTen = regexp.MustCompile(`^\s*[(（]1?0{0,2}[, ]?(?:000)(?:[, ]?000)*[)）]\s*$`)
)

// unitOfAll reports whether a row under a header is one unit of money or of what
// is counted, at the left end of the values: it is of all of them.
func (f *finder) unitOfAll(p, s *rowShape) bool {
	if p.texts != 1 || p.nums+p.marks > 0 {
		return false
	}
	col := f.leftmost(p)
	for c := range f.valueColumns(s) {
		if c < col {
			return false
		}
	}
	u, ok := unitAlone(p.first().Text)
	return ok && (u.Base != data.BaseOther || bracketed.MatchString(p.first().Text)) && !rateUnit(u)
}

// exampleText begins a row that shows how to fill in a form.
var exampleText = regexp.MustCompile(`^\s*[（(【\[]?(?:示例行|填写示例|填报示例|(?i:example row))`)

type finder struct {
	grid     *grid
	at       int // index of the row at hand in grid.rows
	tables   []*table
	open     *table
	pending  []rowShape // text rows since the last row of values
	captions *[]line    // in force
	examples []line     // rows of forms that only show how to fill in
	skipped  []int      // rows between pending ones that say nothing of the figures
	legend   bool       // the rows at hand explain marks and footnotes
}

// isData decides what shape alone does not: whether numbers that may be years
// head a table or stand in it.
func (f *finder) isData(s *rowShape) bool {
	switch s.kind {
	case dataRow:
		if f.numberedLine(s) {
			s.kind = lineRow
			return false
		}
		return s.nums > 0 || f.open != nil || s.marks > 1 || s.marks > 0 && s.texts > 0 && len(f.pending) > 0
	case timesRow:
		if f.open == nil && s.nums == 1 && s.texts == 1 && s.look(0) == text && s.cell(len(s.cells)-1).Kind == Date {
			return false // Last updated | 2021-05-25
		}
		return !f.yearHeader(s)
	case textRow:
		return f.marksOnly(s)
	}
	return false
}

// numberedLine reports whether a row is a title or note with a number before it
// (1 | Estimate rounded to nearest 10000) and not a row of a table: nothing heads
// it, or the table's other rows have no number there.
func (f *finder) numberedLine(s *rowShape) bool {
	if s.nums != 1 || s.marks > 0 || s.texts != 1 || len(s.cells) < 2 || s.look(0) != number {
		return false
	}
	if c := s.cell(len(s.cells) - 1); len([]rune(strings.TrimSpace(c.Text))) < 8 {
		return false
	}
	if f.open == nil {
		return !f.headed()
	}
	above := f.grid.shapeless(f.open.lastRow())
	for i := range above.cells {
		if above.col(i) == s.col(0) && above.look(i) == number {
			return false
		}
	}
	return len(f.pending) == 0 || !f.overBoth(s)
}

// overBoth reports whether the last pending row has a text over each cell of a row.
func (f *finder) overBoth(s *rowShape) bool {
	head := f.pending[len(f.pending)-1].index
	for i := range s.cells {
		if s.look(i) != blank && label(f.grid.shown(head, s.col(i))) == "" {
			return false
		}
	}
	return true
}

// headed reports whether the pending rows end with what may be a header.
func (f *finder) headed() bool {
	n := len(f.pending)
	return n > 0 && f.pending[n-1].kind == textRow
}

// data takes a row of values.
func (f *finder) data(s rowShape) {
	if f.open != nil && len(f.pending) == 0 && s.texts == 0 && !f.overlaps(&s) {
		return // numbers beside the table, under no header: nobody can say what they are
	}
	if f.open == nil || f.begins(&s) {
		f.begin(&s)
	} else {
		f.caption()
	}
	if c := s.first(); c.Kind == Text && int(c.Col) < f.open.first {
		f.open.first = int(c.Col) // a label further left than those above it
	}
	if c := s.cell(len(s.cells) - 1); c.Kind == Text && int(c.Col) == f.open.last+1 && flagText.MatchString(c.Text) {
		f.open.last++ // the first flag of a column of flags
	}
	if c := s.col(len(s.cells) - 1); c == f.open.last+1 && s.labelsAtRight() {
		f.open.last++ // the outer labels of a table that has its labels at the right
	}
	if n := len(f.open.body); n == cap(f.open.body) && n > 1<<10 {
		// A table that is long already may reach to the end of the sheet.
		f.open.body = slices.Grow(f.open.body, min(4*n, len(f.grid.rows)-f.at))
	}
	f.open.body = append(f.open.body, bodyRow{s.seen(), f.captions})
	f.pending, f.skipped = nil, nil
}

// begin opens a table under the pending rows.
func (f *finder) begin(s *rowShape) {
	if n := len(f.pending); f.open != nil && n > 0 && s.index > f.pending[n-1].index+1 {
		f.pending = f.takeFooter(f.pending)
	}
	t := &table{grid: f.grid, above: f.open}
	bases := f.takeBases()
	corner := f.takeCorner(s)
	captions := append(bases, f.takeCaptions(s)...)
	from := f.headerStart(s)
	rest := f.pending[:from]
	if f.open != nil {
		rest = f.endNotes(rest)
	}
	for _, p := range rest {
		t.addLine(p)
	}
	for i, p := range f.pending[from:] {
		switch {
		case p.kind == unitRow || p.kind == noteRow:
			t.addLine(p)
		case i > 0 && f.unitOfAll(&p, s):
			p.kind = unitRow
			t.addLine(p)
		default:
			t.header = append(t.header, p.index)
		}
	}
	if corner > 0 {
		t.header = append(t.header, corner)
	}
	t.first, t.last = s.col(0), 0
	f.widen(t, s)
	for _, p := range f.pending[from:] {
		if p.kind != unitRow && p.kind != noteRow {
			f.widen(t, &p)
		}
	}
	f.open, f.captions = t, &captions
	f.tables = append(f.tables, t)
}

func (f *finder) widen(t *table, s *rowShape) {
	for i := range s.cells {
		if s.look(i) != blank {
			t.first, t.last = min(t.first, s.col(i)), max(t.last, s.col(i))
		}
	}
}

// finish gives what is left at the end of the sheet to the last table.
func (f *finder) finish() {
	if f.open == nil {
		return
	}
	f.pending = f.takeFooter(f.pending)
	for _, p := range f.pending {
		for i := range p.cells {
			if p.look(i) == text {
				f.open.notes = append(f.open.notes, line{p.index, p.col(i), label(p.cell(i))})
			}
		}
	}
}

func numberOf(c Cell) float64 {
	if c.Kind == Date {
		return float64(c.Time().Year())
	}
	if c.Kind == Number {
		return c.Number
	}
	x, ok := parseNumber(c.Text)
	if !ok {
		x, _, _ = vocab.ParseQuantity(c.Text)
	}
	return x
}
