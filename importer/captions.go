package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// begins reports whether the pending rows head a new table: one of them has
// text over a column of values.
func (f *finder) begins(s *rowShape) bool {
	if !f.overlaps(s) {
		return true
	}
	if len(f.pending) == 0 || f.onlyCaption(s) {
		return false
	}
	values := f.valueColumns(s)
	for _, p := range f.pending {
		if p.kind != textRow && p.kind != timesRow && p.kind != lineRow {
			continue
		}
		for i := range p.cells {
			if p.look(i) == blank {
				continue
			}
			if values[p.col(i)] {
				return true
			}
		}
	}
	return false
}

// onlyCaption reports whether the pending rows are one text, perhaps written
// several times, over rows that go on as those above: a caption set over the
// middle of the table (国有控股企业), and no header.
func (f *finder) onlyCaption(s *rowShape) bool {
	said, rows, copies := "", 0, 0
	for _, p := range f.pending {
		if p.kind == noteRow || p.kind == unitRow || p.kind == baseRow {
			continue
		}
		rows++
		for i := range p.cells {
			if p.look(i) == blank {
				continue
			}
			copies++
			if t := label(p.cell(i)); said == "" {
				said = t
			} else if t != said {
				return false
			}
		}
	}
	first := f.grid.counted(&f.open.body[0].Row)
	if rows != 1 || len(f.valueColumns(s)) < 2 && label(s.first()) != label(first.first()) {
		return false
	}
	return s.first().Col == first.first().Col && (s.texts > 0) == (first.texts > 0) && (copies == 1 || label(s.first()) == label(first.first()))
}

// overlaps reports whether a row has values within the columns of the open table.
func (f *finder) overlaps(s *rowShape) bool {
	if f.open.first <= s.col(0) && s.col(len(s.cells)-1) <= f.open.last {
		return s.nums+s.marks > 0
	}
	for c := range f.valueColumns(s) {
		if c >= f.open.first && c <= f.open.last {
			return true
		}
	}
	return false
}

// valueColumns are the columns of the numbers of a row, codes and row numbers
// at its left end left out, and years where the open table has years at its left
// edge.
func (f *finder) valueColumns(s *rowShape) map[int]bool {
	m := make(map[int]bool)
	texts := 0
	for i := range s.cells {
		k := s.look(i)
		switch {
		case k == text:
			texts++
		case (k == number || k == mark) && (texts > 0 || s.texts == 0):
			m[s.col(i)] = true
		}
	}
	if len(m) > 1 && s.texts == 0 && f.yearsAtLeft(s) {
		delete(m, int(s.first().Col))
	}
	if len(m) > 0 {
		return m
	}
	for i := range s.cells {
		k := s.look(i)
		if k == number || k == mark {
			m[s.col(i)] = true
		}
	}
	return m
}

// yearsAtLeft reports whether a row and those of the open table begin with years.
func (f *finder) yearsAtLeft(s *rowShape) bool {
	if f.open == nil || !timelyAt(s) {
		return false
	}
	for i := range min(4, len(f.open.body)) {
		b := f.grid.shapeless(&f.open.body[len(f.open.body)-1-i].Row)
		if b.first().Col != s.first().Col || !timelyAt(&b) {
			return false
		}
	}
	return len(f.open.body) > 1
}

// timelyAt reports whether the first cell of a row may be a year or a day.
func timelyAt(s *rowShape) bool {
	k, timely := lookOf(s.first())
	return k == number && timely
}

// caption makes the pending rows sections of the rows that follow: 一、分地区,
// SALES. Notes between rows stay notes.
func (f *finder) caption() {
	var lines []line
	for _, p := range f.pending {
		for i := range p.cells {
			if p.look(i) == blank || f.emptyMonth(&p, i) || f.translates(&p, i) {
				continue
			}
			l := line{p.index, p.col(i), label(p.cell(i))}
			switch p.kind {
			case noteRow:
				f.open.notes = append(f.open.notes, l)
			case unitRow:
				if p.texts == 1 && saysUnit(l.text) {
					lines = append(f.withoutUnits(), l) // of the rows below it, until the next one
				} else if unitLine.MatchString(l.text) || unitGloss.MatchString(l.text) || p.texts == 1 {
					f.open.units = append(f.open.units, l)
				} else {
					lines = append(lines, l)
				}
			default:
				for _, part := range labelParts(p.cell(i), l.text) {
					lines = append(lines, line{l.row, l.col, part})
				}
			}
			if p.kind != unitRow {
				break // the rest is its translation, or the rest of a note
			}
		}
	}
	if len(lines) > 0 {
		own := f.underBase(lines)
		f.captions = &own
	}
}

// unitAlone is the unit of a text that is a unit and nothing else: 单位：户, (%).
func unitAlone(text string) (data.Unit, bool) {
	return vocab.Embedded().Unit(strings.Trim(strings.TrimSpace(unitLine.ReplaceAllString(text, "")), "()（）[]【】:： "))
}

func saysUnit(text string) bool {
	_, ok := unitAlone(text)
	return ok
}

// withoutUnits are the captions in force that say no unit.
func (f *finder) withoutUnits() []line {
	if f.captions == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(*f.captions), func(l line) bool { return saysUnit(l.text) })
}

// underBase keeps the base of an index over captions that name none: it holds
// until the next one.
func (f *finder) underBase(lines []line) []line {
	isBase := func(l line) bool { return vocab.IsIndexBase(l.text) }
	if f.captions == nil {
		return lines
	}
	if i := slices.IndexFunc(*f.captions, isBase); i >= 0 && !slices.ContainsFunc(lines, isBase) {
		return append([]line{(*f.captions)[i]}, lines...)
	}
	return lines
}

// takeBases takes the bases of indices that stand alone between title and body off
// the pending rows: they hold for all columns. One under 指数 is that of its column.
func (f *finder) takeBases() []line {
	var lines []line
	var kept []rowShape
	for _, p := range f.pending {
		col := f.leftmost(&p)
		if p.kind != baseRow || len(kept) > 0 && kept[len(kept)-1].kind == textRow && indexHead.MatchString(label(f.grid.shown(kept[len(kept)-1].index, col))) {
			kept = append(kept, p)
			continue
		}
		lines = []line{{p.index, col, label(f.grid.cell(p.index, col))}}
	}
	f.pending = kept
	return lines
}

var indexHead = regexp.MustCompile(`(?i)指数|发展速度|index|indices`)

// emptyMonth reports whether a text names a time as the label of the row of
// values above it does: a row without values and no caption.
func (f *finder) emptyMonth(p *rowShape, i int) bool {
	above := f.grid.cell(f.open.body[len(f.open.body)-1].Index, p.col(i))
	if p.kind != lineRow || above.none() || above.Kind != Text {
		return false
	}
	a, okA := vocab.ParseTime(above.Text, vocab.Context{})
	b, okB := vocab.ParseTime(p.text(i), vocab.Context{})
	return okA && okB && a.Yearless == b.Yearless && a.Period.Freq() == b.Period.Freq()
}

// translates reports whether a lone text goes on, in another language, with the
// label of the row above it: Extraction of Petroleum and / Natural Gas.
func (f *finder) translates(p *rowShape, i int) bool {
	last := f.open.lastRow()
	if hasKey(p.text(i)) || p.kind != lineRow || p.index != last.Index+1 || hasHan(p.text(i)) || !latinWord.MatchString(p.text(i)) {
		return false
	}
	for c := range f.grid.store.each(*last) {
		if c.Kind == Text && hasHan(c.Text) {
			return true
		}
	}
	return false
}

// takeCaptions takes the lone texts between a header and its first row of values
// off the pending rows: they say what follows (SALES, 一、工业).
func (f *finder) takeCaptions(s *rowShape) []line {
	n := len(f.pending)
	for n > 0 && f.pending[n-1].kind == lineRow && (f.leftmost(&f.pending[n-1]) <= s.col(0) || n > 1 && f.headsAll(&f.pending[f.headOver(n-1)], s) && f.again(f.leftmost(&f.pending[n-1])) && !strings.HasPrefix(vocab.Tidy(f.pending[n-1].first().Text), "(") && !strings.HasPrefix(vocab.Tidy(f.pending[n-1].first().Text), "（")) {
		n--
	}
	if n == 0 || n == len(f.pending) || len(f.pending)-n > 2 {
		return nil
	}
	head := &f.pending[f.headOver(n)]
	if head.kind != textRow && head.kind != timesRow || !f.overValues(head, s, hasKey(f.pending[n].first().Text)) {
		return nil
	}
	var lines []line
	for _, p := range f.pending[n:] {
		col := f.leftmost(&p)
		c := f.grid.cell(p.index, col)
		for _, part := range labelParts(c, label(c)) {
			lines = append(lines, line{p.index, col, part})
		}
	}
	f.pending = f.pending[:n]
	return lines
}

// headOver is the index of the last pending row before the n-th that does not say a
// unit alone; 0 where there is none.
func (f *finder) headOver(n int) int {
	n--
	for n > 0 && (f.pending[n].kind == unitRow || f.pending[n].kind == lineRow && saysUnit(f.pending[n].first().Text)) {
		n--
	}
	return n
}

// takeCorner takes the lower half of the corner of a header off the pending rows and
// returns its row, 0 for none: TIME over GEO (Labels), a blank over Quarter. It heads
// the labels below it, and stands alone between the header and them.
func (f *finder) takeCorner(s *rowShape) int {
	n := len(f.pending)
	if n < 2 || f.pending[n-1].kind != lineRow || f.pending[n-1].index+1 != s.index {
		return 0
	}
	p, head := &f.pending[n-1], &f.pending[n-2]
	col := f.leftmost(p)
	if head.kind != textRow && head.kind != timesRow || head.index+1 != p.index || col > s.col(0) || !f.overValues(head, s, false) || !cornerText.MatchString(strings.TrimSpace(p.first().Text)) {
		return 0
	}
	f.pending = f.pending[:n-1]
	return p.index
}

var cornerText = regexp.MustCompile(`(?i)^(?:geo|geography|country|countries|regions?|states?|provinces?|areas?|industry|industries|sectors?|products?|items?|indicators?|quarters?|months?|years?|periods?|dates?|指标|地区|城市|县区|行业|集群|产业集群|项目|产品|年份|年度|月份|季度)(?:\s*[(（].*[)）])?$`)

// again reports whether a lone text stands at a column further down as well: a
// caption over the middle of a table is seldom the only one.
func (f *finder) again(col int) bool {
	for i := f.at + 1; i < min(f.at+200, len(f.grid.rows)); i++ {
		n, at := 0, 0
		for c := range f.grid.store.each(f.grid.rows[i]) {
			if look, _ := lookOf(c); look != blank {
				n++
				at = int(c.Col)
			}
		}
		if n == 1 && at == col {
			return true
		}
	}
	return false
}

// headsAll reports whether a row has a text of its own over each of at least two
// columns of values, so that a lone text under it heads none of them.
func (f *finder) headsAll(head, s *rowShape) bool {
	values := f.valueColumns(s)
	for c := range values {
		if label(f.grid.cell(head.index, c)) == "" {
			return false
		}
	}
	return len(values) > 1
}

// overValues reports whether a row has texts over at least two columns of values, or
// one where the row below it is no header for sure; that need not have all of them.
func (f *finder) overValues(head, s *rowShape, sure bool) bool {
	values, over, right := f.valueColumns(s), 0, 0
	for i := range head.cells {
		if head.look(i) == blank {
			continue
		}
		col := head.col(i)
		if values[col] {
			over++
		}
		if col > s.col(0) {
			right++
		}
	}
	return over > 0 && (right > 1 || sure)
}

// marksOnly reports whether a row of texts under rows of values has short texts,
// all alike, where those have values: (NA) (NA) (NA). They stand for missing
// values, whatever they mean.
func (f *finder) marksOnly(s *rowShape) bool {
	if f.open == nil || len(f.pending) > 0 {
		return false
	}
	last := f.grid.counted(f.open.lastRow())
	values, sign, n := f.valueColumns(&last), "", 0
	for i := range s.cells {
		if s.look(i) != text || !values[s.col(i)] {
			continue
		}
		t := strings.TrimSpace(s.text(i))
		if len([]rune(t)) > 5 || sign != "" && t != sign && !markLetter(s.cell(i)) {
			return false
		}
		if !markLetter(s.cell(i)) {
			sign = t
		}
		n++
	}
	return n > 1 && s.first().Col == last.first().Col
}
