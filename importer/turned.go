package importer

import "maps"

// Some tables are turned: their header stands under the body, or their labels at the
// right of the values; the label of a block may stand at its end or in its middle.

// takeFooter makes the rows right under a body that has no header over it its header:
// texts, or times, that stand under most columns of values, the outermost last. It
// returns the rows that are left.
func (f *finder) takeFooter(pending []rowShape) []rowShape {
	t := f.open
	if len(t.header) > 0 || len(t.body) < 2 {
		return pending
	}
	var rows []int
	if n := len(t.body) - 1; n > 1 && t.body[n].shape.kind == timesRow && t.body[n].shape.texts == 0 && t.body[0].shape.kind == dataRow && t.body[n-1].shape.kind == dataRow {
		rows = append(rows, t.body[n].shape.index)
		t.body = t.body[:n]
	}
	last := &t.body[len(t.body)-1].shape
	values := make(map[int]bool) // of all rows: the last may have blanks
	for i := range t.body[:min(len(t.body), 50)] {
		maps.Copy(values, f.valueColumns(&t.body[i].shape))
	}
	taken := 0
	for i := range pending {
		p := &pending[i]
		if p.index != last.index+len(rows)+1 || len(rows) == maxHeader || !standsIn(p, values) {
			break
		}
		if len(rows) == 0 && (p.kind != textRow && p.kind != timesRow || p.texts+p.nums < 2 || (p.texts+p.nums)*2 < len(values)) {
			break
		}
		rows = append(rows, p.index)
		taken = i + 1
	}
	for i := len(rows) - 1; i >= 0; i-- {
		t.header = append(t.header, rows[i])
	}
	return pending[taken:]
}

// standsIn reports whether all texts of a row stand in columns of values.
func standsIn(p *rowShape, values map[int]bool) bool {
	from, to := 1<<30, 0
	for c := range values {
		from, to = min(from, c), max(to, c)
	}
	for i := range p.cells {
		if c := int(p.cells[i].Col); p.looks[i] != blank && (c < from || c > to) {
			return false
		}
	}
	return p.kind != noteRow && p.kind != unitRow
}

// labelsAtRight reports whether a row begins with a number and ends with a text.
func (s *rowShape) labelsAtRight() bool {
	k, _ := lookOf(s.first())
	return k == number && s.cells[len(s.cells)-1].Kind == Text && s.looks[len(s.looks)-1] == text
}

// blockLabels finds, for labels that stand in any place of their blocks (the last, the
// middle), the place of the label of each place; nil where they stand in the first,
// as they mostly do. Each block begins with the same inner label and has one label.
func blockLabels(filled []bool, inner []string) []int {
	if len(filled) < 4 || filled[0] || inner[0] == "" {
		return nil
	}
	out := make([]int, len(filled))
	start, at, blocks := 0, -1, 0
	for i := range len(filled) + 1 {
		if i == len(filled) || i > 0 && inner[i] == inner[0] {
			if at < 0 || i-start < 2 {
				return nil
			}
			for k := start; k < i; k++ {
				out[k] = at
			}
			start, at = i, -1
			blocks++
		}
		if i == len(filled) {
			break
		}
		if filled[i] {
			if at >= 0 {
				return nil
			}
			at = i
		}
	}
	if blocks < 2 {
		return nil
	}
	return out
}

// blockHeader reads a header row whose labels stand at the end or in the middle of
// the columns that they head.
func (t *table) blockHeader(h, row int) bool {
	if h == len(t.header)-1 {
		return false
	}
	lowest := t.header[len(t.header)-1]
	var cols []int
	var filled []bool
	var inner []string
	for i, c := range t.columns {
		if c.role == spacer {
			continue
		}
		if _, merged := t.grid.merged(row, c.col); merged {
			return false
		}
		if c.role == values {
			cols = append(cols, i)
			filled = append(filled, label(t.grid.cell(row, c.col)) != "")
			inner = append(inner, label(t.grid.cell(lowest, c.col)))
		}
	}
	of := blockLabels(filled, inner)
	if of == nil {
		return false
	}
	if t.stands == nil {
		t.stands = make(map[int]bool)
	}
	t.stands[row] = true
	for k, i := range cols {
		at := t.columns[cols[of[k]]].col
		t.columns[i].path = append(t.columns[i].path, heading{label(t.grid.cell(row, at)), row, at})
	}
	for i := range t.columns {
		if c := &t.columns[i]; c.role != values {
			if text := label(t.grid.cell(row, c.col)); text != "" {
				c.path = append(c.path, heading{text, row, c.col})
			}
		}
	}
	return true
}

// blockRows finds the body row that has the label of each body row in a column, nil
// where labels stand in the first rows of their blocks.
func (t *table) blockRows(col, inner int) []int {
	if first := t.body[0].shape.index; label(t.grid.shown(first, col)) != "" {
		return nil
	}
	filled, words := make([]bool, len(t.body)), make([]string, len(t.body))
	for i := range t.body {
		row := t.body[i].shape.index
		if _, merged := t.grid.merged(row, col); merged {
			return nil
		}
		filled[i], words[i] = label(t.grid.cell(row, col)) != "", label(t.grid.shown(row, inner))
	}
	return blockLabels(filled, words)
}
