package importer

import (
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
