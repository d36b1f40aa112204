package importer

import (
	"regexp"
	"strings"

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
	above   *table // the table over this one in the same sheet
}

// line is a row of text outside header and body.
type line struct {
	row, col int
	text     string
}

// bodyRow is a row of values with the captions that stand over it within the body.
type bodyRow struct {
	shape    rowShape
	sections []line
}

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
		s := g.shape(&g.rows[i])
		if s.texts+s.nums+s.marks == 0 || f.headed() && s.numbering() || f.stray(&s) {
			continue
		}
		if exampleText.MatchString(s.cells[0].Text) {
			f.examples = append(f.examples, line{s.index, int(s.cells[0].Col), label(&s.cells[0])})
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
	above := f.grid.cell(f.open.body[len(f.open.body)-1].shape.index, col)
	return above != nil && above.Kind == Text && col == f.open.first
}

// exampleText begins a row that shows how to fill in a form.
var exampleText = regexp.MustCompile(`^\s*[（(【\[]?(?:示例行|填写示例|填报示例|(?i:example row))`)

type finder struct {
	grid     *grid
	tables   []*table
	open     *table
	pending  []rowShape // text rows since the last row of values
	sections []line     // captions in force
	examples []line     // rows of forms that only show how to fill in
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
		return !f.yearHeader(s)
	}
	return false
}

// numberedLine reports whether a row is a title or note with a number before it
// (1 | Estimate rounded to nearest 10000) and not a row of a table: nothing heads
// it, or the table's other rows have no number there.
func (f *finder) numberedLine(s *rowShape) bool {
	if s.nums != 1 || s.marks > 0 || s.texts != 1 || len(s.cells) < 2 || s.looks[0] != number {
		return false
	}
	if c := &s.cells[len(s.cells)-1]; len([]rune(strings.TrimSpace(c.Text))) < 8 {
		return false
	}
	if f.open == nil {
		return !f.headed()
	}
	above := &f.open.body[len(f.open.body)-1].shape
	for i := range above.cells {
		if above.cells[i].Col == s.cells[0].Col && above.looks[i] == number {
			return false
		}
	}
	return len(f.pending) == 0 || !f.overBoth(s)
}

// overBoth reports whether the last pending row has a text over each cell of a row.
func (f *finder) overBoth(s *rowShape) bool {
	head := f.pending[len(f.pending)-1].index
	for i := range s.cells {
		if s.looks[i] != blank && label(f.grid.shown(head, int(s.cells[i].Col))) == "" {
			return false
		}
	}
	return true
}

// yearHeader reports whether a row whose numbers may all be years heads columns.
func (f *finder) yearHeader(s *rowShape) bool {
	var years []float64
	firstNum, textsBefore, textsAfter := -1, 0, 0
	for i, k := range s.looks {
		switch {
		case k == number:
			if firstNum < 0 {
				firstNum = i
			}
			years = append(years, numberOf(&s.cells[i]))
		case k == text && firstNum < 0:
			textsBefore++
		case k == text:
			textsAfter++
		}
	}
	if s.dated > 0 && len(years)+s.dated > 2 && textsBefore > 0 {
		return true // 2000 | 2004 \1 | 2005 \1: some of the years carry marks
	}
	if f.open != nil && len(f.pending) == 0 {
		// Within a body a row is values, unless it repeats as a header would.
		return len(years) > 2 && stepped(years) && (textsBefore == 0 || len(years) > 3 && textsBefore == 1 && oneByOne(years))
	}
	if len(years) == 1 {
		// 指标 | 2021 heads a table; 四川 | 2024 | … after a header does not.
		return !f.headed() && textsAfter == 0 || textsBefore == 0 && len(s.cells) == 1
	}
	return stepped(years) || gapped(years) && (!f.headed() || textsBefore == 0)
}

// oneByOne reports whether years go on one by one, some perhaps repeated.
func oneByOne(years []float64) bool {
	for i := 1; i < len(years); i++ {
		if d := years[i] - years[i-1]; d < 0 || d > 1 {
			return false
		}
	}
	return years[0] != years[len(years)-1]
}

// gapped reports whether at least three years run up or down without a step:
// 2000 2005 2010 2015 2016.
func gapped(years []float64) bool {
	if len(years) < 3 {
		return false
	}
	up := years[1] > years[0]
	for i := 1; i < len(years); i++ {
		if years[i] == years[i-1] || years[i] > years[i-1] != up {
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

// stepped reports whether years run up or down by the same step, or stand
// still: 2021 2021 2022 2022 counts too.
func stepped(years []float64) bool {
	var step float64
	for i := 1; i < len(years); i++ {
		d := years[i] - years[i-1]
		switch {
		case d == 0:
		case step == 0:
			step = d
		case d != step && d != -step*float64(len(years)):
			// A new block of columns may begin with the first year again.
			if d*step > 0 || years[i] != years[0] {
				return false
			}
		}
	}
	return step == 0 || step >= -10 && step <= 10
}

func numberOf(c *Cell) float64 {
	if c.Kind == Date {
		return float64(c.Time().Year())
	}
	if c.Kind == Number {
		return c.Number
	}
	x, _ := parseNumber(c.Text)
	return x
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
	f.open.body = append(f.open.body, bodyRow{shape: s, sections: f.sections})
	f.pending = nil
}

// begins reports whether the pending rows head a new table: one of them has
// text over a column of values.
func (f *finder) begins(s *rowShape) bool {
	if !f.overlaps(s) {
		return true
	}
	values := f.valueColumns(s)
	for _, p := range f.pending {
		if p.kind != textRow && p.kind != timesRow && p.kind != lineRow {
			continue
		}
		for i := range p.cells {
			if p.looks[i] == blank {
				continue
			}
			if values[int(p.cells[i].Col)] {
				return true
			}
		}
	}
	return false
}

// overlaps reports whether a row has values within the columns of the open table.
func (f *finder) overlaps(s *rowShape) bool {
	for c := range f.valueColumns(s) {
		if c >= f.open.first && c <= f.open.last {
			return true
		}
	}
	return false
}

// valueColumns are the columns of the numbers of a row, codes and row numbers
// at its left end left out.
func (f *finder) valueColumns(s *rowShape) map[int]bool {
	m := make(map[int]bool)
	texts := 0
	for i, k := range s.looks {
		switch {
		case k == text:
			texts++
		case (k == number || k == mark) && (texts > 0 || s.texts == 0):
			m[int(s.cells[i].Col)] = true
		}
	}
	if len(m) > 0 {
		return m
	}
	for i, k := range s.looks {
		if k == number || k == mark {
			m[int(s.cells[i].Col)] = true
		}
	}
	return m
}

// caption makes the pending rows sections of the rows that follow: 一、分地区,
// SALES. Notes between rows stay notes.
func (f *finder) caption() {
	var lines []line
	for _, p := range f.pending {
		for i := range p.cells {
			if p.looks[i] == blank || f.emptyMonth(&p, i) {
				continue
			}
			l := line{p.index, int(p.cells[i].Col), label(&p.cells[i])}
			switch p.kind {
			case noteRow:
				f.open.notes = append(f.open.notes, l)
			case unitRow:
				if unitLine.MatchString(l.text) || unitGloss.MatchString(l.text) {
					f.open.units = append(f.open.units, l)
				} else {
					lines = append(lines, l)
				}
			default:
				lines = append(lines, l)
			}
			if p.kind != unitRow && i == 0 {
				break // the rest is its translation, or the rest of a note
			}
		}
	}
	if len(lines) > 0 {
		f.sections = lines
	}
}

// emptyMonth reports whether a text names a time as the label of the row of
// values above it does: a row without values and no caption.
func (f *finder) emptyMonth(p *rowShape, i int) bool {
	above := f.grid.cell(f.open.body[len(f.open.body)-1].shape.index, int(p.cells[i].Col))
	if p.kind != lineRow || above == nil || above.Kind != Text {
		return false
	}
	a, okA := vocab.ParseTime(above.Text, vocab.Context{})
	b, okB := vocab.ParseTime(p.cells[i].Text, vocab.Context{})
	return okA && okB && a.Yearless == b.Yearless && a.Period.Freq() == b.Period.Freq()
}

// begin opens a table under the pending rows.
func (f *finder) begin(s *rowShape) {
	t := &table{grid: f.grid, above: f.open}
	captions := f.takeCaptions(s)
	from := f.headerStart(s)
	rest := f.pending[:from]
	if f.open != nil {
		rest = f.endNotes(rest)
	}
	for _, p := range rest {
		t.addLine(p)
	}
	for _, p := range f.pending[from:] {
		switch p.kind {
		case unitRow, noteRow:
			t.addLine(p)
		default:
			t.header = append(t.header, p.index)
		}
	}
	t.first, t.last = int(s.cells[0].Col), 0
	f.widen(t, s)
	for _, p := range f.pending[from:] {
		if p.kind != unitRow && p.kind != noteRow {
			f.widen(t, &p)
		}
	}
	f.open, f.sections = t, captions
	f.tables = append(f.tables, t)
}

// takeCaptions takes the lone texts between a header and its first row of values
// off the pending rows: they say what follows (SALES, 一、工业).
func (f *finder) takeCaptions(s *rowShape) []line {
	n := len(f.pending)
	for n > 0 && f.pending[n-1].kind == lineRow && f.leftmost(&f.pending[n-1]) <= int(s.cells[0].Col) {
		n--
	}
	if n == 0 || n == len(f.pending) || len(f.pending)-n > 2 {
		return nil
	}
	head := &f.pending[n-1]
	if head.kind != textRow && head.kind != timesRow || !f.overValues(head, s) {
		return nil
	}
	var lines []line
	for _, p := range f.pending[n:] {
		col := f.leftmost(&p)
		lines = append(lines, line{p.index, col, label(f.grid.cell(p.index, col))})
	}
	f.pending = f.pending[:n]
	return lines
}

// overValues reports whether a row has texts over at least two columns of
// values; the row below it need not have all of them.
func (f *finder) overValues(head, s *rowShape) bool {
	values, over, right := f.valueColumns(s), 0, 0
	for i := range head.cells {
		if head.looks[i] == blank {
			continue
		}
		col := int(head.cells[i].Col)
		if values[col] {
			over++
		}
		if col > int(s.cells[0].Col) {
			right++
		}
	}
	return over > 0 && right > 1
}

func (f *finder) widen(t *table, s *rowShape) {
	for i := range s.cells {
		if s.looks[i] != blank {
			t.first, t.last = min(t.first, int(s.cells[i].Col)), max(t.last, int(s.cells[i].Col))
		}
	}
}

// endNotes gives the note rows at the beginning of rows to the table above.
func (f *finder) endNotes(rows []rowShape) []rowShape {
	n := 0
	for i, p := range rows {
		if p.kind == noteRow {
			n = i + 1
		}
	}
	for _, p := range rows[:n] {
		for i := range p.cells {
			if p.looks[i] == text {
				f.open.notes = append(f.open.notes, line{p.index, int(p.cells[i].Col), label(&p.cells[i])})
			}
		}
	}
	return rows[n:]
}

func (t *table) addLine(p rowShape) {
	valueOfUnit := false // 单位 | 亿元
	for i := range p.cells {
		if p.looks[i] == blank {
			continue
		}
		l := line{p.index, int(p.cells[i].Col), label(&p.cells[i])}
		switch p.kind {
		case noteRow:
			t.notes = append(t.notes, l)
		case unitRow:
			if isUnit := unitLine.MatchString(l.text) || unitHead.MatchString(l.text); isUnit || valueOfUnit || unitGloss.MatchString(l.text) {
				t.units = append(t.units, l)
				valueOfUnit = isUnit && !strings.ContainsAny(strings.TrimRight(l.text, ":： "), ":：")
				continue
			}
			t.titles = append(t.titles, l) // 2024年1—9月 | | 单位：万元
		default:
			t.addTitle(l)
		}
	}
}

// addTitle adds a line over the table; a unit at its end is a line of its own.
func (t *table) addTitle(l line) {
	if m := unitAtEnd.FindStringSubmatch(l.text); m != nil {
		t.titles = append(t.titles, line{l.row, l.col, m[1]})
		t.units = append(t.units, line{l.row, l.col, m[2]})
		return
	}
	t.titles = append(t.titles, l)
}

// unitAtEnd is a title with its unit behind it: 表二：重点产业单位：亿元.
var unitAtEnd = regexp.MustCompile(`^(.*[^报表位制算计量]\s*)[(（]?((?:计量)?单位\s*[:：].{1,40}?)[)）]?$`)

// headerStart is the index in pending from which on the rows are the header block.
func (f *finder) headerStart(s *rowShape) int {
	n := len(f.pending)
	left := int(s.cells[0].Col)
	from, taken := n, 0
	for i := n - 1; i >= 0 && taken < maxHeader; i-- {
		p := &f.pending[i]
		switch p.kind {
		case unitRow, noteRow:
			continue // may stand between title and header
		case textRow:
			if from < n && f.pending[from].index-p.index > 1 && f.longWinded(p) {
				return from
			}
		case lineRow:
			if !f.loneHeader(p, left, i+1, from) {
				return from
			}
		}
		left = min(left, f.leftmost(p))
		from = i
		taken++
	}
	return from
}

// longWinded reports whether a row apart from the header below it has a text
// too long for a header: a title with its number beside it.
func (f *finder) longWinded(p *rowShape) bool {
	for i := range p.cells {
		if p.looks[i] == text && len([]rune(label(&p.cells[i]))) > 2*headerLength {
			return true
		}
	}
	return false
}

func (f *finder) leftmost(p *rowShape) int {
	for i, k := range p.looks {
		if k != blank {
			return int(p.cells[i].Col)
		}
	}
	return 1
}

// loneHeader reports whether a single text is the top of the header block
// below it and not a title: it does not begin at the left edge, it is short,
// and it stands directly on the header.
func (f *finder) loneHeader(p *rowShape, left, below, from int) bool {
	col := f.leftmost(p)
	c := f.grid.cell(p.index, col)
	if col <= left || below != from || len([]rune(label(c))) > headerLength {
		return false
	}
	if from < len(f.pending) {
		return f.pending[from].index-p.index <= 1
	}
	return true
}

// finish gives what is left at the end of the sheet to the last table.
func (f *finder) finish() {
	if f.open == nil {
		return
	}
	for _, p := range f.pending {
		for i := range p.cells {
			if p.looks[i] == text {
				f.open.notes = append(f.open.notes, line{p.index, int(p.cells[i].Col), label(&p.cells[i])})
			}
		}
	}
}
