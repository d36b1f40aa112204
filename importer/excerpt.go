package importer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
)

// Excerpt is a piece of a sheet around one cell, as people look at it: the
// header and the labels of its table, and the rows and columns beside it.
type Excerpt struct {
	Title   string
	Columns []ExcerptColumn
	Rows    []ExcerptRow
}

// ExcerptColumn is a column's letters; After says that columns are left out before it.
type ExcerptColumn struct {
	Name  string
	After bool
}

// ExcerptRow is a row by its number; After says that rows are left out before it.
type ExcerptRow struct {
	Index int
	After bool
	Cells []ExcerptCell
}

// ExcerptCell is a cell's text. Head: it is of the header or of the labels.
type ExcerptCell struct {
	Text               string
	Number, Head, Here bool
}

// What an excerpt shows on each side of its cell, and at the most of headers,
// labels and characters.
const (
	besideCell   = 3
	mostHeadRows = 6
	mostLabelled = 4
	mostExcerpt  = 80
)

// Around is the piece of the sheet around a cell; tables are those that were found
// in the workbook. ok is false for a name that is none or lies outside the sheet.
func (s *Sheet) Around(cell string, tables []data.TableReport) (x Excerpt, ok bool) {
	row, col, ok := positionOf(cell)
	if !ok || len(s.Rows) == 0 || row > s.Rows[len(s.Rows)-1].Index {
		return x, false
	}
	var heads, labels []int
	for _, t := range tables {
		if t.Sheet != s.Name || !holdsCell(t.Range, row, col) {
			continue
		}
		x.Title = t.Title
		for i := t.HeaderRows[0]; i > 0 && i <= t.HeaderRows[1] && len(heads) < mostHeadRows; i++ {
			heads = append(heads, i)
		}
		for _, name := range t.LabelColumns[:min(len(t.LabelColumns), mostLabelled)] {
			if _, c, ok := positionOf(name + "1"); ok {
				labels = append(labels, c)
			}
		}
		break
	}
	g := newGrid(s)
	rows := around(heads, row, s.Rows[len(s.Rows)-1].Index)
	cols := around(labels, col, g.lastColumn(rows))
	for i, c := range cols {
		x.Columns = append(x.Columns, ExcerptColumn{ColumnName(c), i > 0 && c > cols[i-1]+1})
	}
	for i, r := range rows {
		line := ExcerptRow{Index: r, After: i > 0 && r > rows[i-1]+1}
		for _, c := range cols {
			here := g.shown(r, c)
			e := ExcerptCell{Head: slices.Contains(heads, r) || slices.Contains(labels, c), Here: r == row && c == col}
			if here != nil {
				e.Text, e.Number = asShown(*here), here.Kind == Number
			}
			line.Cells = append(line.Cells, e)
		}
		x.Rows = append(x.Rows, line)
	}
	return x, true
}

// around are the fixed numbers and those beside at, in order, up to last.
func around(fixed []int, at, last int) []int {
	all := slices.Clone(fixed)
	for i := max(1, at-besideCell); i <= max(at, min(last, at+besideCell)); i++ {
		all = append(all, i)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// lastColumn is the last with content in some rows.
func (g *grid) lastColumn(rows []int) (last int) {
	for i := range g.sheet.Rows {
		if r := &g.sheet.Rows[i]; len(r.Cells) > 0 && slices.Contains(rows, r.Index) {
			last = max(last, int(r.Cells[len(r.Cells)-1].Col))
		}
	}
	return last
}

// asShown is a cell's text about as a spreadsheet shows it.
func asShown(c Cell) string {
	text := c.Raw()
	if c.Kind == Number && c.Text == "" {
		x := c.Number
		if c.Percent {
			x *= 100
		}
		const digits = 12 // those beyond are noise of the binary form
		text = strconv.FormatFloat(x, 'g', digits, 64)
		if y, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(y) < 1e15 {
			text = strconv.FormatFloat(y, 'f', -1, 64)
		}
		if c.Percent {
			text += "%"
		}
	}
	text = strings.Join(strings.Fields(text), " ")
	if rs := []rune(text); len(rs) > mostExcerpt {
		text = string(rs[:mostExcerpt]) + "…"
	}
	return text
}

// positionOf reads a cell's name.
func positionOf(name string) (row, col int, ok bool) {
	letters := strings.TrimRight(name, "0123456789")
	row, err := strconv.Atoi(name[len(letters):])
	if err != nil || row < 1 || len(letters) < 1 || len(letters) > 3 {
		return 0, 0, false
	}
	for _, r := range letters {
		if r < 'A' || r > 'Z' {
			return 0, 0, false
		}
		col = col*26 + int(r-'A') + 1
	}
	return row, col, true
}

// holdsCell reports whether a range such as "A5:E47" holds a cell.
func holdsCell(area string, row, col int) bool {
	first, last, _ := strings.Cut(area, ":")
	r0, c0, ok0 := positionOf(first)
	r1, c1, ok1 := positionOf(last)
	return ok0 && ok1 && row >= r0 && row <= r1 && col >= c0 && col <= c1
}
