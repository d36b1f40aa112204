package importer

import (
	"regexp"
	"strings"

	"countyboard/data/vocab"
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
	t.unspread(r, shared)
	for i := range r.columns {
		c := &r.columns[i]
		if c.role != values {
			continue
		}
		c.path = t.oneWord(c, shared, heads)
		var out []heading
		row := 0 // of the last piece
		for _, h := range c.path {
			n := len(out) - 1
			own := h.col == c.col && shared[[2]int{h.row, h.col}] == 1
			if n >= 0 && own && out[n].col == c.col && !r.stands[out[n].row] && h.row == row+1 && heads[h.row] == "" && !t.foreignUnit(h.text) && t.oneLabel(out[n], h, shared) {
				out[n].text = glue(out[n].text, h.text)
			} else {
				out = append(out, h)
			}
			row = h.row
		}
		c.path = out
	}
	r.parentsOfParts()
	r.markTranslations(shared)
}

// foreignUnit reports whether a label is a unit in Latin letters: Tsd. EUR under Umsatz
// is no end of its word.
func (t *translator) foreignUnit(text string) bool {
	_, ok := t.v.Unit(text)
	return ok && !hasHan(text)
}

// oneWord joins the labels at the top of a column where only together they say
// something that is known: 地方一般 / 公共预算 / 收入. Below them may stand the same
// in another language.
func (t *translator) oneWord(c *column, shared map[[2]int]int, heads map[int]string) []heading {
	n := 0
	for ; n < len(c.path); n++ {
		h := c.path[n]
		if h.col != c.col || shared[[2]int{h.row, h.col}] != 1 || heads[h.row] != "" || hasHan(h.text) != hasHan(c.path[0].text) || n > 0 && h.row != c.path[n-1].row+1 {
			break
		}
	}
	if n < 3 {
		return c.path
	}
	whole := c.path[0]
	for _, h := range c.path[1:n] {
		whole.text = glue(whole.text, h.text)
	}
	if t.bilingual(whole.text, 0).Rest != "" {
		return c.path
	}
	whole.row = c.path[n-1].row
	return append([]heading{whole}, c.path[n:]...)
}

// unspread takes the first half of a word from the columns that it was carried
// to over blank cells: R&D经费 / 内部支出 is one label, and #人员劳务费 at its right
// no part of R&D经费.
func (t *translator) unspread(r *reading, shared map[[2]int]int) {
	for i := range r.columns {
		c := &r.columns[i]
		for k := 0; k+1 < len(c.path); k++ {
			at, next := c.path[k], c.path[k+1]
			key := [2]int{at.row, at.col}
			if c.role != values || at.col != c.col || next.col != c.col || next.row != at.row+1 || shared[key] < 2 || !t.cutWord(r, i, at, next) {
				continue
			}
			if _, merged := r.grid.merged(at.row, at.col); merged {
				continue
			}
			for j := range r.columns {
				if j == i {
					continue
				}
				other := &r.columns[j]
				for n, h := range other.path {
					if h == at {
						other.path = append(append([]heading{}, other.path[:n]...), other.path[n+1:]...)
						break
					}
				}
			}
			shared[key] = 1
		}
	}
}

// cutWord reports whether two labels of one column are one word, while the upper
// one with what stands below it in the other columns is none.
func (t *translator) cutWord(r *reading, i int, at, next heading) bool {
	whole := at.text
	for _, h := range r.columns[i].path {
		if h.col == at.col && h.row >= next.row && hasHan(h.text) == hasHan(at.text) {
			whole = glue(whole, h.text)
		}
	}
	if t.bilingual(next.text, 0).Rest == "" || t.bilingual(whole, 0).Rest != "" {
		return false
	}
	for j, c := range r.columns {
		for n, h := range c.path {
			if j == i || h != at || n+1 >= len(c.path) {
				continue
			}
			if t.bilingual(glue(at.text, c.path[n+1].text), 0).Rest == "" {
				return false
			}
		}
	}
	return true
}

var (
	frequencyHead = regexp.MustCompile(`(?i)^(频度|频率|frequency)$`)
	updatedHead   = regexp.MustCompile(`(?i)^(更新时间|更新日期|序列类型|series type|series id|series (?:start|end)|no\. obs.*|release date|next release|cdid|dataset identifier.*)$`)
)

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
	// A translation under a head, or a head cut in two, is no second head.
	han := 0
	for _, s := range heads {
		if hasHan(s) && len([]rune(s)) > 1 {
			han++
		} else if hasHan(s) {
			return nil
		}
	}
	if len(heads) < 2 || han == 1 {
		return nil
	}
	return heads
}

// oneLabel reports whether the lower label goes on where the upper ends.
func (t *translator) oneLabel(upper, lower heading, shared map[[2]int]int) bool {
	if strings.HasSuffix(upper.text, "-") || openSpan.MatchString(upper.text) && yearText.MatchString(lower.text) {
		return true
	}
	if hasHan(upper.text) != hasHan(lower.text) {
		return false
	}
	a, b := t.bilingual(upper.text, 0), t.bilingual(lower.text, 0)
	if saysNothing(a) && (shared[[2]int{upper.row, upper.col}] == 1 || ofWhich.MatchString(upper.text)) || a.Other && !hasHan(upper.text) && b.Rest != "" {
		return true // 当年价 / 总产值; Other / Funds
	}
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

// saysNothing reports whether a label is made of words without a meaning of their own.
func saysNothing(r vocab.Reading) bool {
	return r.Rest == "" && r.Indicator == "" && r.Place == "" && r.Measure == "" && len(r.Facets) == 0 && len(r.Units) == 0 && !r.Time.Says() && !r.Total && !r.Other
}

var (
	openSpan = regexp.MustCompile(`\d年?\s*[—–－~～至]\s*$`) // 1979—
	yearText = regexp.MustCompile(`^\s*\d{4}年?\s*$`)
)

// glue joins two pieces as their languages do.
func glue(a, b string) string {
	switch {
	case strings.HasSuffix(a, "-") && !yearText.MatchString(b):
		return strings.TrimSuffix(a, "-") + b
	case hasHan(a) || hasHan(b) || openSpan.MatchString(a):
		return a + b
	}
	return a + " " + b
}

// markTranslations finds the labels that only repeat a Chinese one above them in
// another language: in the column where they stand, or over the same columns.
func (t *table) markTranslations(shared map[[2]int]int) {
	span := func(h heading) int { return max(1, shared[[2]int{h.row, h.col}]) }
	found := make(map[heading]bool)
	for _, c := range t.columns {
		for i, h := range c.path {
			if hasHan(h.text) || !latinWord.MatchString(h.text) {
				continue
			}
			for _, up := range c.path[:i] {
				if hasHan(up.text) && up.col == h.col && (h.col == c.col && (span(h) == 1 || span(up) > 1) || span(up) == span(h)) {
					found[h] = true
				}
			}
		}
	}
	variables := t.variableRows()
	for i := range t.columns {
		c := &t.columns[i]
		c.translations = make([]bool, len(c.path))
		for k, h := range c.path {
			c.translations[k] = found[h] || variables[h.row] && hasHan(innermost(c.path).text)
		}
	}
}

var variableName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// variableRows are the header rows in which every column of values has the name of
// a variable (pgdp, rd, open); names in words stand below them.
func (t *table) variableRows() map[int]bool {
	rows := make(map[int]bool)
	for _, c := range t.columns {
		if c.role != values || len(c.path) < 2 {
			continue
		}
		for _, h := range c.path {
			is := variableName.MatchString(h.text)
			if before, seen := rows[h.row]; seen {
				is = is && before
			}
			rows[h.row] = is
		}
	}
	return rows
}
