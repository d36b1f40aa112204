package importer

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"countyboard/data/vocab"
)

// grid is the visible cells of a sheet, with merged cells resolved.
type grid struct {
	sheet  *Sheet
	rows   []Row
	copied bool // rows are its own
	traits map[string]traits
	free   []look // room for looks
	cover  map[[2]int]Range
	hidden int // cells in hidden rows and columns
}

const (
	maxLabel   = 300     // characters of a label; longer texts are prose
	maxCovered = 200_000 // cells under merged ones
)

func newGrid(s *Sheet) *grid {
	g := &grid{sheet: s, traits: make(map[string]traits), cover: make(map[[2]int]Range)}
	if !s.hides() {
		g.rows = s.Rows
		g.resolveMerges()
		return g
	}
	for _, row := range s.Rows {
		if row.Hidden {
			g.hidden += len(row.Cells)
			continue
		}
		if len(s.HiddenColumns) > 0 {
			kept := make([]Cell, 0, len(row.Cells))
			for _, c := range row.Cells {
				if s.columnHidden(int(c.Col)) {
					g.hidden++
				} else {
					kept = append(kept, c)
				}
			}
			row.Cells = kept
		}
		if len(row.Cells) > 0 {
			g.rows = append(g.rows, row)
		}
	}
	g.resolveMerges()
	return g
}

// hides reports whether some of its rows are not to be seen, or empty.
func (s *Sheet) hides() bool {
	return len(s.HiddenColumns) > 0 || slices.ContainsFunc(s.Rows, func(r Row) bool { return r.Hidden || len(r.Cells) == 0 })
}

func (s *Sheet) columnHidden(col int) bool {
	for _, span := range s.HiddenColumns {
		if span[0] <= col && col <= span[1] {
			return true
		}
	}
	return false
}

// resolveMerges notes which cells a merged one covers, within the used part of
// the sheet: people merge whole columns.
func (g *grid) resolveMerges() {
	if len(g.rows) == 0 {
		return
	}
	lastRow, lastCol := g.rows[len(g.rows)-1].Index, 0
	for _, r := range g.rows {
		lastCol = max(lastCol, int(r.Cells[len(r.Cells)-1].Col))
	}
	left := maxCovered
	for _, m := range g.sheet.Merges {
		m.LastRow, m.LastCol = min(m.LastRow, lastRow), min(m.LastCol, lastCol)
		if m.LastRow < m.Row || m.LastCol < m.Col {
			continue
		}
		if left -= (m.LastRow - m.Row + 1) * (m.LastCol - m.Col + 1); left < 0 {
			return
		}
		for r := m.Row; r <= m.LastRow; r++ {
			for c := m.Col; c <= m.LastCol; c++ {
				g.cover[[2]int{r, c}] = m
			}
		}
	}
}

// row is the row of that number; nil where it has nothing to see. Most sheets
// have content in each row, most rows in each column: there it is found at once.
func (g *grid) row(number int) *Row {
	if len(g.rows) == 0 {
		return nil
	}
	if i := number - g.rows[0].Index; i >= 0 && i < len(g.rows) && g.rows[i].Index == number {
		return &g.rows[i]
	}
	i := sort.Search(len(g.rows), func(i int) bool { return g.rows[i].Index >= number })
	if i == len(g.rows) || g.rows[i].Index != number {
		return nil
	}
	return &g.rows[i]
}

// cell is the cell's own content; nil where there is none.
func (g *grid) cell(row, col int) *Cell {
	r := g.row(row)
	if r == nil {
		return nil
	}
	return r.cell(int32(col))
}

func (r *Row) cell(col int32) *Cell {
	cells := r.Cells
	if len(cells) == 0 {
		return nil
	}
	if i := int(col - cells[0].Col); i >= 0 && i < len(cells) && cells[i].Col == col {
		return &cells[i]
	}
	lo, hi := 0, len(cells)
	for lo < hi {
		if mid := (lo + hi) / 2; cells[mid].Col < col {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(cells) && cells[lo].Col == col {
		return &cells[lo]
	}
	return nil
}

// shown is the cell that people see at a place: a merged one all over its range.
func (g *grid) shown(row, col int) *Cell {
	if c := g.cell(row, col); c != nil {
		return c
	}
	if m, ok := g.cover[[2]int{row, col}]; ok {
		return g.cell(m.Row, m.Col)
	}
	return nil
}

// merged is the merged range that covers a cell.
func (g *grid) merged(row, col int) (Range, bool) {
	m, ok := g.cover[[2]int{row, col}]
	return m, ok
}

// label is a cell's text, tidied; "" for nil, errors and formulas without a value.
func label(c *Cell) string {
	if c == nil || c.Kind == ErrorCell || c.Kind == Uncalculated {
		return ""
	}
	if c.Kind == Date {
		return dateLabel(c)
	}
	text := c.Raw()
	if c.Kind != Text {
		return text
	}
	if plainLabel(text) {
		return text
	}
	if len(text) > 8*maxLabel {
		text = strings.ToValidUTF8(text[:8*maxLabel], "")
	}
	return clipLabel(withoutMark(beforeBracket.ReplaceAllString(vocab.Tidy(text), "$1$2")))
}

// plainLabel reports whether a text is a label as it stands: letters, digits and
// single blanks between ASCII, without anything that is taken off or put in order.
func plainLabel(s string) bool {
	if len(s) > maxLabel || len(s) > 0 && s[len(s)-1] == ' ' {
		return false
	}
	before := rune(0)
	for _, r := range s {
		switch {
		case r == ' ':
			if before == 0 || before == ' ' || before >= utf8.RuneSelf {
				return false
			}
		case r == '_' || r == '\\' || r == '*' || r < ' ' || r == 0x7f:
			return false
		case r >= utf8.RuneSelf && (before == ' ' || r < '一' || r > '鿋') && !plainSign(r):
			return false
		}
		before = r
	}
	return true
}

// plainSign are the signs that Chinese labels are full of.
func plainSign(r rune) bool { return strings.ContainsRune("（），、：；％", r) }

// footMark is what sends a reader to a footnote: \1, ¹), ①, *, †.
var footMark = regexp.MustCompile(`(?:\s*(?:\\\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)）]?|[①-⑳]+|[*＊]+|[†‡]+))+$`)

// withoutMark takes footnote marks off a label; a label that is nothing else,
// and the square and cube of units, stay.
func withoutMark(s string) string {
	if s == "" || isPlain(s[len(s)-1]) && !strings.Contains(s, `\`) {
		return s
	}
	m := footMark.FindStringIndex(s)
	if m == nil || m[0] == 0 || squared.MatchString(s) {
		return s
	}
	return s[:m[0]]
}

func isPlain(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

var squared = regexp.MustCompile(`(?i)(?:[kcdm]?m|米|里)[²³]$`)

// beforeBracket is a blank between Chinese and a bracket: 情况 (2021年).
var beforeBracket = regexp.MustCompile(`(\p{Han}) +([(（])`)

// dateLabel writes a date that stands for a month as that month.
func dateLabel(c *Cell) string {
	t := c.Time()
	if t.Day() == 1 || t.AddDate(0, 0, 1).Day() == 1 {
		return t.Format("2006-01")
	}
	return c.Raw()
}

func clipLabel(s string) string {
	if len(s) <= maxLabel {
		return s
	}
	n := 0
	for i := range s {
		if n == maxLabel {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// indent is how deep a label is set: by alignment or by blanks before it.
func indent(c *Cell) int {
	if c == nil || c.Kind != Text {
		return 0
	}
	n := 0
	for _, r := range c.Text {
		switch r {
		case ' ', '\u00a0':
			n++
		case '\u3000', '\t':
			n += 2
		default:
			return n + 2*int(c.Indent)
		}
	}
	return n
}
