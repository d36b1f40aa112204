package importer

import (
	"regexp"
	"strings"
)

// joinWords puts words together that were cut across header rows: 主营业 / 务收入,
// Winter- / weizen. Two labels of one column, one right under the other, are one
// where the upper says nothing by itself, or where only both together say
// something. A label over several columns is a parent and stays by itself.
func (t *translator) joinWords(r *reading) {
	shared, heads := make(map[[2]int]int), r.rowHeads()
	for _, c := range r.columns {
		for _, h := range c.path {
			shared[[2]int{h.row, h.col}]++
		}
	}
	for i := range r.columns {
		c := &r.columns[i]
		if c.role != values {
			continue
		}
		var out []heading
		row := 0 // of the last piece
		for _, h := range c.path {
			n := len(out) - 1
			own := h.col == c.col && shared[[2]int{h.row, h.col}] == 1
			if n >= 0 && own && out[n].col == c.col && h.row == row+1 && heads[h.row] == "" && t.oneLabel(out[n], h, shared) {
				out[n].text = glue(out[n].text, h.text)
			} else {
				out = append(out, h)
			}
			row = h.row
		}
		c.path = out
		c.translations = second(out, c.col, shared)
	}
}

var frequencyHead = regexp.MustCompile(`(?i)^(频度|频率|frequency)$`)

// rowHeads are the words at the left of the header's rows where they head those
// rows and not the column under them: 指标, 地区, 频度, 单位, one below the other.
func (t *table) rowHeads() map[int]string {
	heads := make(map[int]string)
	for _, c := range t.columns {
		if c.role == values {
			break
		}
		if c.role != labels && c.role != times {
			continue
		}
		for _, row := range t.header {
			if s := label(t.grid.cell(row, c.col)); s != "" && heads[row] == "" {
				heads[row] = s
			}
		}
		break
	}
	if len(heads) < 2 {
		return nil
	}
	return heads
}

// oneLabel reports whether the lower label goes on where the upper ends.
func (t *translator) oneLabel(upper, lower heading, shared map[[2]int]int) bool {
	if strings.HasSuffix(upper.text, "-") {
		return true
	}
	if hasHan(upper.text) != hasHan(lower.text) {
		return false
	}
	a, b := t.bilingual(upper.text, 0), t.bilingual(lower.text, 0)
	if a.Rest == "" && b.Rest == "" {
		return false
	}
	if whole := t.bilingual(glue(upper.text, lower.text), 0); whole.Rest == "" {
		return true
	}
	// A parent whose only other children are blank would be joined as well: what
	// is asked about then has both words, and they mean the same.
	return a.Rest != "" && shared[[2]int{upper.row, upper.col}] == 1
}

// glue joins two pieces as their languages do.
func glue(a, b string) string {
	switch {
	case strings.HasSuffix(a, "-"):
		return strings.TrimSuffix(a, "-") + b
	case hasHan(a) || hasHan(b):
		return a + b
	}
	return a + " " + b
}

// second finds the labels that only repeat a Chinese one of the same column in
// another language, by their places in the path.
func second(path []heading, col int, shared map[[2]int]int) []bool {
	out := make([]bool, len(path))
	han := false
	for i, h := range path {
		own := h.col == col && shared[[2]int{h.row, h.col}] <= 1
		if hasHan(h.text) {
			han = han || own
			continue
		}
		out[i] = han && own && latinWord.MatchString(h.text)
	}
	return out
}
