package importer

import (
	"slices"
	"strings"

	"countyboard/data/vocab"
)

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
			if from < n && (f.apart(p, i, from, s) || f.titleInTwo(i, from) || f.aboutTable(p, &f.pending[from], s)) {
				return from
			}
		case timesRow:
			if from < n && p.nums == 1 && (f.aboutTable(p, &f.pending[from], s) || p.texts == 1 && f.apart(p, i, from, s)) {
				return from
			}
		case lineRow:
			if !f.loneHeader(p, s, left, i+1, from) {
				return from
			}
		}
		left = min(left, f.leftmost(p))
		from = i
		taken++
	}
	return from
}

// apart reports whether a row with a blank one under it is a title with
// something beside it (its number, a date), and no header: it has a text too long
// for one, or texts over few of the columns.
func (f *finder) apart(p *rowShape, at, from int, s *rowShape) bool {
	below := &f.pending[from]
	gap := below.index - p.index - 1 - (from - at - 1)
	for _, row := range f.skipped {
		if row > p.index && row < below.index {
			gap--
		}
	}
	if gap < 1 {
		return false
	}
	for i := range p.cells {
		if p.looks[i] == text && len([]rune(label(&p.cells[i]))) > 2*headerLength {
			return true
		}
	}
	first, over := 1<<30, 0
	values := f.valueColumns(s)
	for c := range values {
		first = min(first, c)
	}
	for i := range p.cells {
		if p.looks[i] != blank && int(p.cells[i].Col) >= first {
			over++
		}
	}
	return f.leftmost(p) < first && over <= 1 && f.leftmost(p) <= f.leftmost(below) && !f.spreads(p, s)
}

// titleInTwo reports whether a row is a title with its translation beside it: one text
// in Chinese and one in another language, and a 单位 row between them and the header.
func (f *finder) titleInTwo(at, from int) bool {
	p := &f.pending[at]
	if p.texts != 2 || p.nums+p.marks > 0 {
		return false
	}
	var han []bool
	for i := range p.cells {
		if p.looks[i] == text {
			han = append(han, hasHan(p.cells[i].Text))
		}
	}
	return han[0] && !han[1] && slices.ContainsFunc(f.pending[at+1:from], func(s rowShape) bool { return s.kind == unitRow && !s.loneUnit })
}

// spreads reports whether the texts of a row stand over half of the columns of
// values, merged cells over all that they cover.
func (f *finder) spreads(p, s *rowShape) bool {
	values, over := f.valueColumns(s), 0
	for c := range values {
		if label(f.grid.shown(p.index, c)) != "" {
			over++
		}
	}
	return over*2 >= len(values)
}

// aboutTable reports whether a row says something about the table as a key and
// its value do (Data type: | All employees), and heads none of its columns.
func (f *finder) aboutTable(p, below, s *rowShape) bool {
	first := strings.TrimSpace(p.first().Text)
	if p.officeAndTime() {
		return true
	}
	return p.texts+p.nums == 2 && (strings.HasSuffix(first, ":") || strings.HasSuffix(first, "：")) && !unitLine.MatchString(first) && (!f.spreads(p, s) || below.texts > 2)
}

// officeAndTime reports whether a row is who made the table and of when it is, and
// nothing else.
func (s *rowShape) officeAndTime() bool {
	if s.texts+s.nums != 2 || !madeBy.MatchString(strings.TrimSpace(s.first().Text)) {
		return false
	}
	for i := len(s.cells) - 1; i > 0; i-- {
		if s.looks[i] != blank {
			_, ok := vocab.ParseTime(s.cells[i].Text, vocab.Context{})
			return ok || s.cells[i].Kind == Date
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
// below it and not a title: it does not begin at the left edge, it is short or
// begins where the values do, and it stands directly on the header.
func (f *finder) loneHeader(p, s *rowShape, left, below, from int) bool {
	col := f.leftmost(p)
	if col <= left || below != from {
		return false
	}
	if from < len(f.pending) && f.pending[from].index-p.index > 1 {
		return false
	}
	first := 1 << 30
	for c := range f.valueColumns(s) {
		first = min(first, c)
	}
	m, merged := f.grid.merged(p.index, col)
	if _, timely := vocab.ParseTime(label(f.grid.cell(p.index, col)), vocab.Context{}); timely && !merged && from < len(f.pending) && f.headsAll(&f.pending[from], s) {
		return false // the month of the table, over columns that all have heads
	}
	if from < len(f.pending) && f.timesFrom(&f.pending[from], col) {
		return true // what is measured, over the times at which it was
	}
	return len([]rune(label(f.grid.cell(p.index, col)))) <= headerLength || col == first && from < len(f.pending) || merged && m.Col >= first
}

// timesFrom reports whether a header row has nothing but times from a column on.
func (f *finder) timesFrom(p *rowShape, col int) bool {
	n := 0
	for i := range p.cells {
		if p.looks[i] == blank || int(p.cells[i].Col) < col {
			continue
		}
		if _, timely := lookOf(&p.cells[i]); timely {
			n++
			continue
		}
		if _, ok := vocab.ParseTime(p.cells[i].Text, vocab.Context{}); !ok {
			return false
		}
		n++
	}
	return n > 1
}
