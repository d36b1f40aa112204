package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data/vocab"
)

// headerPaths gives each column its header labels, outermost first. A label
// reaches right over blank cells as long as the rows below divide it: merged
// or merely left blank, both are how people write groups of columns.
func (t *table) headerPaths() {
	for h, row := range t.header {
		if t.spanners(h, row) || t.blockHeader(h, row) {
			continue
		}
		last := h == len(t.header)-1 || t.writtenOut(row)
		var open *heading // label that blank cells to its right continue
		var over heading  // the one above it, which they must share
		for i := range t.columns {
			c := &t.columns[i]
			cell := t.grid.shown(row, c.col)
			text := label(cell)
			m, merged := t.grid.merged(row, c.col)
			switch {
			case text != "":
				at := heading{text, row, c.col}
				if merged {
					at.row, at.col = m.Row, m.Col
				}
				if n := len(c.path); n > 0 && c.path[n-1] == at {
					continue // one merged cell over several header rows
				}
				over, open = innermost(c.path), nil
				c.path = append(c.path, at)
				if c.role == spacer && !merged && !last && !t.divided(h, c.col) {
					t.spacerLabel(i, h, at)
				}
				if !merged && !last && c.role != labels && (t.divided(h, c.col) || t.childBeside(h, row, i)) {
					open = &at
				}
			case open != nil && !merged && c.role != labels && t.divided(h, c.col) && innermost(c.path) == over:
				c.path = append(c.path, *open)
			case c.role != spacer:
				open = nil
			}
		}
	}
	t.grandTotal()
	for i := range t.columns {
		t.columns[i].path = joinCut(t.columns[i].path)
	}
}

// grandTotal takes the year from a total at the right of several years, where none of
// the others has a total of its own: it is the total of them all.
func (t *table) grandTotal() {
	last, years := -1, make(map[heading]bool)
	for i, c := range t.columns {
		if c.role == values {
			last = i
		}
	}
	if last < 0 || len(t.columns[last].path) < 2 {
		return
	}
	c := &t.columns[last]
	n := len(c.path)
	total, year := c.path[n-1], c.path[n-2]
	if !sumLabel.MatchString(total.text) || year.col == c.col || !timeLabel(year.text) {
		return
	}
	if _, merged := t.grid.merged(year.row, c.col); merged {
		return
	}
	for _, other := range t.columns[:last] {
		for _, h := range other.path {
			if h.row == year.row && h != year && timeLabel(h.text) {
				years[h] = true
			}
			if h.row == total.row && h.text == total.text {
				return
			}
		}
	}
	if len(years) > 0 {
		c.path = slices.Delete(slices.Clone(c.path), n-2, n-1)
	}
}

// writtenOut reports whether a header row repeats its labels over each of their
// columns (2021 | 2021 | 2022 | 2022), so that one over which nothing stands has none.
func (t *table) writtenOut(row int) bool {
	again, blanks, left := 0, 0, ""
	for _, c := range t.columns {
		if c.role != values {
			continue
		}
		text := label(t.grid.cell(row, c.col))
		switch {
		case text != "" && text == left:
			again++
		case text == "" && left != "":
			blanks++
		}
		left = text
	}
	return again > 1 && blanks < 2
}

// spanners reads a header row whose labels stand over groups of columns that
// blank columns part, one label a group, wherever in its group it stands.
func (t *table) spanners(h, row int) bool {
	if h == len(t.header)-1 {
		return false
	}
	type group struct{ from, to, texts, at int }
	var groups []group
	for i, c := range t.columns {
		if c.role == labels || c.role == times && len(groups) == 0 {
			continue
		}
		if _, merged := t.grid.merged(row, c.col); merged {
			return false
		}
		if c.role == spacer && !t.divided(h-1, c.col) {
			if n := len(groups); n > 0 && groups[n-1].to == i-1 {
				groups = append(groups, group{from: i + 1, to: i})
			}
			continue
		}
		if len(groups) == 0 {
			groups = append(groups, group{from: i})
		}
		g := &groups[len(groups)-1]
		g.to = i
		if label(t.grid.cell(row, c.col)) != "" {
			g.texts++
			g.at = i
		}
	}
	centred := false
	for _, g := range groups {
		if g.texts != 1 || g.to <= g.from {
			return false
		}
		centred = centred || g.at > g.from
	}
	if len(groups) < 2 || !centred {
		return false
	}
	for _, g := range groups {
		at := heading{label(t.grid.cell(row, t.columns[g.at].col)), row, t.columns[g.at].col}
		for i := g.from; i <= g.to; i++ {
			t.columns[i].path = append(t.columns[i].path, at)
		}
	}
	for i := range t.columns {
		if c := &t.columns[i]; c.role == labels {
			if text := label(t.grid.cell(row, c.col)); text != "" {
				c.path = append(c.path, heading{text, row, c.col})
			}
		}
	}
	return true
}

// spacerLabel gives a label that stands over a blank column to the columns at
// both sides of it.
func (t *table) spacerLabel(i, h int, at heading) {
	if i == 0 || i+1 >= len(t.columns) {
		return
	}
	for _, c := range []*column{&t.columns[i-1], &t.columns[i+1]} {
		if c.role == values && label(t.grid.shown(at.row, c.col)) == "" && t.divided(h, c.col) && innermost(c.path).row != at.row {
			c.path = append(c.path, at)
		}
	}
}

// childBeside reports whether the blank columns right of a label have parts of it
// below: 生产资料 over #采掘, whose own column has nothing more.
func (t *table) childBeside(h, row, i int) bool {
	if i+1 >= len(t.columns) {
		return false
	}
	next := t.columns[i+1].col
	if label(t.grid.shown(row, next)) != "" {
		return false
	}
	for _, below := range t.header[h+1:] {
		if ofWhich.MatchString(label(t.grid.cell(below, next))) {
			return true
		}
	}
	return false
}

// parentsOfParts gives columns of parts (#大型, 其中：出口) the label that they are
// parts of, where no header row says it: the nearest column at the left that is
// no part itself.
func (t *table) parentsOfParts() {
	whole := heading{}
	for i := range t.columns {
		c := &t.columns[i]
		if c.role != values || len(c.path) == 0 {
			continue
		}
		at := lastChinese(c.path)
		if !ofWhich.MatchString(c.path[at].text) {
			if !oneOfTwo.MatchString(c.path[at].text) {
				whole = c.path[at]
			}
			continue
		}
		said := whole.text == "" || sumLabel.MatchString(whole.text)
		for _, h := range c.path {
			said = said || h == whole
		}
		if !said {
			c.path = append(append(append([]heading{}, c.path[:at]...), whole), c.path[at:]...)
		}
	}
}

// oneOfTwo is a half of a whole: what is a part beside it (合计 | 男 | 女 | #城镇) is
// a part of the whole, not of the half.
var oneOfTwo = regexp.MustCompile(`^[\s\p{Zs}]*(?:男|女|城镇|乡村|农村|轻工业|重工业)(?:性|人口)?(?:[(（]|$)`)

// lastChinese is the place of the innermost label that is no translation.
func lastChinese(path []heading) int {
	for i := len(path) - 1; i >= 0; i-- {
		if hasHan(path[i].text) {
			return i
		}
	}
	return len(path) - 1
}

func innermost(path []heading) heading {
	if len(path) == 0 {
		return heading{}
	}
	return path[len(path)-1]
}

// divided reports whether a lower header row has a label at this column.
func (t *table) divided(h, col int) bool {
	for _, row := range t.header[h+1:] {
		if label(t.grid.cell(row, col)) != "" {
			return true
		}
	}
	return false
}

// joinCut puts words together that were cut across header rows: 新产品开发 /
// 经费支出. A piece that begins or ends as no word does belongs to its neighbour.
func joinCut(path []heading) []heading {
	var out []heading
	for _, h := range path {
		if n := len(out); n > 0 && (strings.HasPrefix(h.text, "(") || strings.HasPrefix(h.text, "（")) && !strings.ContainsAny(out[n-1].text, "(（") {
			out[n-1].text += h.text // a unit or a remark on its own row
			continue
		}
		out = append(out, h)
	}
	return out
}

// labelColumns are the columns that name the rows, in order: labels and times.
func (t *table) labelColumns() []int {
	var cols []int
	atLeft := false
	for i, c := range t.columns {
		if c.role == labels || c.role == times {
			cols = append(cols, i)
		} else if c.role == values && len(cols) > 0 {
			atLeft = true
		}
	}
	if !atLeft && len(cols) > 0 && t.columns[cols[0]].role == labels && !slices.ContainsFunc(cols, func(i int) bool { return t.columns[i].second }) && slices.ContainsFunc(t.columns[:cols[0]], func(c column) bool { return c.role == values }) {
		slices.Reverse(cols) // all at the right of the values: the outermost is the last
	}
	return cols
}

// texts are the words of headings.
func texts(path []heading) []string {
	out := make([]string, 0, len(path))
	for _, h := range path {
		out = append(out, h.text)
	}
	return out
}

func parseNumber(s string) (float64, bool) {
	x, _, _, ok := vocab.ParseNumber(s)
	if !ok {
		x, _, ok = vocab.ParseQuantity(s)
	}
	return x, ok
}
