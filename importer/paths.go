package importer

import (
	"regexp"
	"strings"

	"countyboard/data/vocab"
)

// headerPaths gives each column its header labels, outermost first. A label
// reaches right over blank cells as long as the rows below divide it: merged
// or merely left blank, both are how people write groups of columns.
func (t *table) headerPaths() {
	for h, row := range t.header {
		last := h == len(t.header)-1
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
				if !merged && !last && c.role != labels && t.divided(h, c.col) {
					open = &at
				}
			case open != nil && !merged && c.role != labels && t.divided(h, c.col) && innermost(c.path) == over:
				c.path = append(c.path, *open)
			case c.role != spacer:
				open = nil
			}
		}
	}
	for i := range t.columns {
		t.columns[i].path = joinCut(t.columns[i].path)
	}
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

// rowPath is the labels of a body row, outermost first.
type rowPath struct {
	parts []heading // label columns and captions
	time  []heading // time columns
}

var ofWhich = regexp.MustCompile(`^\s*(?:#|其中|(?i:of which))`)

// rowPaths reads the labels of all body rows. A blank label column inherits
// from above while a column to its right goes on: the label stands only in the
// first row of its block. Deeper set labels and 其中 get the labels they belong to.
func (t *table) rowPaths() []rowPath {
	paths := make([]rowPath, len(t.body))
	cols := t.labelColumns()
	var held []heading
	if len(cols) > 0 {
		held = make([]heading, len(cols))
	}
	var stack []level
	for i := range t.body {
		p := &paths[i]
		row := t.body[i].shape.index
		for _, s := range t.body[i].sections {
			p.parts = append(p.parts, heading{s.text, s.row, s.col})
		}
		deepest := -1
		for k, c := range cols {
			cell := t.grid.shown(row, t.columns[c].col)
			if text := label(cell); text != "" {
				at := heading{text, row, t.columns[c].col}
				if m, ok := t.grid.merged(row, t.columns[c].col); ok {
					at.row = m.Row
				}
				held[k] = at
				clear(held[k+1:])
				deepest = k
			} else if t.columns[c].role == times && t.grid.cell(row, t.columns[c].col) != nil {
				deepest = k
			}
		}
		stack = t.addLabels(p, cols, held, deepest, row, stack)
	}
	return paths
}

// level is a label within the hierarchy of the innermost label column.
type level struct {
	depth int
	at    heading
}

func (t *table) addLabels(p *rowPath, cols []int, held []heading, deepest, row int, stack []level) []level {
	last := len(cols) - 1
	for last >= 0 && (t.columns[cols[last]].second || t.columns[cols[last]].role == times) {
		last-- // the hierarchy stands in the innermost column that we read
	}
	for k, c := range cols {
		h := held[k]
		col := t.columns[c]
		own := h.row == row || k <= deepest
		if h.text == "" || !own {
			continue
		}
		switch {
		case col.role == times:
			p.time = append(p.time, h)
		case k == last:
			stack = descend(stack, level{depthOf(t.grid.shown(row, col.col)), h})
			for _, l := range stack {
				p.parts = append(p.parts, l.at)
			}
		default:
			p.parts = append(p.parts, h)
		}
	}
	return stack
}

// depthOf is how deep a label stands below others: by indentation, and one
// step more for 其中 and #.
func depthOf(c *Cell) int {
	d := 2 * indent(c)
	if c != nil && ofWhich.MatchString(c.Text) {
		d++
	}
	return d
}

// descend drops what does not stand over the new label.
func descend(stack []level, l level) []level {
	for len(stack) > 0 && stack[len(stack)-1].depth >= l.depth {
		stack = stack[:len(stack)-1]
	}
	return append(stack, l)
}

// labelColumns are the columns that name the rows, in order: labels and times.
func (t *table) labelColumns() []int {
	var cols []int
	for i, c := range t.columns {
		if c.role == labels || c.role == times {
			cols = append(cols, i)
		}
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
	return x, ok
}
