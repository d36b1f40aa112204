package importer

import (
	"cmp"
	"slices"
)

// splitBeside divides tables that stand side by side: labels, values, a gap,
// and labels with values again.
func splitBeside(t *table) []*table {
	cut := t.seam()
	if cut == 0 {
		return []*table{t}
	}
	left, right := t.part(t.first, cut-1), t.part(cut, t.last)
	var out []*table
	if left != nil {
		out = append(out, left)
	}
	if right != nil {
		right.above = t.above
		out = append(out, splitBeside(right)...)
	}
	return out
}

// seam is the column at which a second table begins, 0 for none: a label
// column after values, with values of its own to its right, and either an
// empty column before it or the header of the first label column again.
func (t *table) seam() int {
	seenLabels, seenValues := -1, false
	for i, c := range t.columns {
		switch c.role {
		case values:
			seenValues = true
		case labels:
			if seenLabels < 0 {
				if seenValues {
					return 0 // labels at the right of their values
				}
				seenLabels = i
				continue
			}
			if !seenValues || !t.valuesAfter(i) {
				continue
			}
			gap := t.columns[i-1].role == spacer && len(t.columns[i-1].path) == 0
			first := t.columns[seenLabels]
			again := len(c.path) > 0 && len(first.path) > 0 && c.path[len(c.path)-1].text == first.path[len(first.path)-1].text
			if gap || again {
				return c.col
			}
		}
	}
	return 0
}

func (t *table) valuesAfter(i int) bool {
	for _, c := range t.columns[i+1:] {
		if c.role == values {
			return true
		}
	}
	return false
}

// part is the table within columns from..to; nil if nothing of it is left.
func (t *table) part(from, to int) *table {
	p := &table{grid: t.grid, above: t.above, header: t.header, units: within(t.units, from, to), notes: t.notes}
	p.titles = within(t.titles, from, to)
	p.first, p.last = to, from
	for i := range t.each {
		b := &t.body[i]
		s := t.grid.shapeless(&b.Row)
		t.grid.watch.late(len(s.cells))
		numbers := false
		for i := range s.cells {
			if c := s.col(i); c >= from && c <= to && s.look(i) != blank {
				p.first, p.last = min(p.first, c), max(p.last, c)
				numbers = numbers || s.look(i) == number || s.look(i) == mark
			}
		}
		if numbers {
			under := within(b.sections(), from, to)
			p.body = append(p.body, bodyRow{b.Row, &under})
		}
	}
	if len(p.body) == 0 {
		return nil
	}
	p.captions(from, to)
	slices.SortStableFunc(p.titles, func(a, b line) int { return cmp.Compare(a.row, b.row) })
	p.understandColumns()
	p.headerPaths()
	return p
}

// captions takes the header rows that have one text of this part, at its left
// edge, for its titles: what each of the tables beside each other is called.
func (t *table) captions(from, to int) {
	for len(t.header) > 1 {
		row, n, at := t.header[0], 0, 0
		for c := from; c <= to; c++ {
			if label(t.grid.cell(row, c)) != "" {
				n++
				at = c
			}
		}
		text := label(t.grid.cell(row, t.first))
		if n != 1 || at != t.first || label(t.grid.cell(t.header[1], at)) == "" && headWord(text) {
			return
		}
		t.addTitle(line{row, at, label(t.grid.cell(row, at))})
		t.header = t.header[1:]
	}
}

// within keeps the lines that begin in columns from..to, and those that stand
// alone in their row: a 单位 row at the right end speaks for all parts.
func within(lines []line, from, to int) []line {
	inRow := make(map[int]int)
	for _, l := range lines {
		inRow[l.row]++
	}
	var out []line
	for _, l := range lines {
		if l.col >= from && l.col <= to || inRow[l.row] == 1 {
			out = append(out, l)
		}
	}
	return out
}

// headWord reports whether a text heads a column of labels and names no table.
func headWord(s string) bool {
	return hasHan(s) || placeHead.MatchString(s) || itemHead.MatchString(s) || groupHead.MatchString(s) || timeHead.MatchString(s)
}
