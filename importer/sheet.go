package importer

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"time"
)

// Workbook is a file as its format's reader understood it.
type Workbook struct {
	Sheets []Sheet
}

// Sheet is the cells of one sheet with content, row by row. Rows may be sparse.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // ascending Index; rows without content are left out
	Merges []Range
	// HiddenColumns are 1-based spans of columns that Excel does not show.
	HiddenColumns [][2]int
	// Store keeps the cells; the sheets of a workbook may share one. nil = its own.
	Store *CellStore
}

// Add puts a row behind the others; its cells are copied.
func (s *Sheet) Add(index int, hidden bool, cells []Cell) {
	if s.Store == nil {
		s.Store = &CellStore{}
	}
	at, n := s.Store.keep(cells)
	s.Rows = append(s.Rows, Row{Index: index, Hidden: hidden, at: at, n: n})
}

// Cells are the cells of a row of the sheet, in order of their columns.
func (s *Sheet) Cells(r Row) iter.Seq[Cell] { return s.Store.each(r) }

// Change visits all cells; those for which visit says so are kept as it leaves
// them, each at its place.
func (s *Sheet) Change(visit func(c *Cell) bool) {
	for i := range s.Rows {
		if s.Rows[i].n == 0 {
			continue
		}
		cells := s.Store.row(&s.Rows[i])
		for k := range cells {
			if c := s.Store.cell(&cells[k]); visit(&c) {
				cells[k] = s.Store.pack(&c)
			}
		}
	}
}

// Sort brings rows and cells into order where a producer wrote them otherwise;
// of two cells at one place the later one counts.
func (s *Sheet) Sort() {
	column := func(p *packed) int { return int(p.col) }
	slices.SortStableFunc(s.Rows, func(a, b Row) int { return cmp.Compare(a.Index, b.Index) })
	rows := s.Rows[:0]
	for i := 0; i < len(s.Rows); {
		row, n := s.Rows[i], 1
		for i+n < len(s.Rows) && s.Rows[i+n].Index == row.Index {
			row.Hidden = row.Hidden || s.Rows[i+n].Hidden
			n++
		}
		if n > 1 {
			var cells []packed
			for k := range n {
				cells = append(cells, s.Store.row(&s.Rows[i+k])...)
			}
			cells = lastAtEach(cells, column)
			row.at, row.n = s.Store.keepPacked(cells[:min(len(cells), mostCells)])
		} else if row.n > 0 {
			row.n = uint16(len(lastAtEach(s.Store.row(&row), column)))
		}
		rows = append(rows, row)
		i += n
	}
	s.Rows = rows
}

// Row is one row; Index is 1-based, as people count. Its sheet knows its cells.
type Row struct {
	Index  int
	at     uint32
	n      uint16
	Hidden bool
	kind   rowKind // of a row of a table, as it was looked at
}

// Len is how many cells of the row have content.
func (r Row) Len() int { return int(r.n) }

// Cell is one cell with content, as readers give it and the sheet gives it back;
// the sheet keeps it smaller.
type Cell struct {
	Number float64 // of a Number; of a Date its serial in the 1900 system
	// Text is the text of a Text, Bool, ErrorCell or Uncalculated cell. Of a
	// Number it is empty, but for integers that a float64 cannot hold exactly:
	// then it has the digits as the file holds them.
	Text string
	// Shared is the ID of a text that the store has already; Text goes without it then.
	Shared uint32
	Col    int32 // 1-based
	Kind   CellKind
	Indent uint8 // of the cell's alignment
	// Percent: the cell is shown as a percentage; Number 0.125 reads 12.5 %.
	Percent bool
	look    uint8 // what lookOf saw
}

// none reports whether there is no cell: those that are have a column.
func (c Cell) none() bool { return c.Col == 0 }

// TextCell is the cell of a format that has nothing but text, at a 1-based
// column: a Number where the text is how a number prints. Everything else (codes
// with leading zeros, 1,234, marks) stays text and is for the importer to read.
func TextCell(text string, col int) Cell {
	c := Cell{Text: text, Col: int32(col)}
	if x, err := strconv.ParseFloat(text, 64); err == nil && strconv.FormatFloat(x, 'f', -1, 64) == text {
		c = Cell{Number: x, Col: c.Col, Kind: Number}
	}
	return c
}

// CellKind says what a cell holds.
type CellKind uint8

// The kinds. An Uncalculated cell has a formula whose value was never stored;
// an ErrorCell holds #DIV/0! and its like.
const (
	Text CellKind = iota
	Number
	Bool
	Date
	ErrorCell
	Uncalculated
)

// Raw is what the cell holds, as text: numbers in their shortest exact form,
// dates as yyyy-mm-dd.
func (c Cell) Raw() string {
	switch c.Kind {
	case Number:
		if c.Text == "" {
			return strconv.FormatFloat(c.Number, 'f', -1, 64)
		}
	case Date:
		t := c.Time()
		if t.Hour() == 0 && t.Minute() == 0 {
			return t.Format(time.DateOnly)
		}
		return t.Format("2006-01-02 15:04")
	}
	return c.Text
}

// Time is the moment of a Date cell. Serial 60 is the 29 February 1900 that
// never was; Excel counts it, so earlier serials are a day later than they seem.
func (c Cell) Time() time.Time {
	days := c.Number
	if days < 60 {
		days++
	}
	whole := int(days)
	rest := time.Duration((days - float64(whole)) * float64(24*time.Hour)).Round(time.Second)
	return time.Date(1899, time.December, 30+whole, 0, 0, 0, 0, time.UTC).Add(rest)
}

// Range is a rectangle of cells, ends included, 1-based.
type Range struct{ Row, Col, LastRow, LastCol int }

// String is the range as people write it: "A5:E47".
func (r Range) String() string {
	return CellName(r.Row, r.Col) + ":" + CellName(r.LastRow, r.LastCol)
}

// ColumnName is the letters of a 1-based column: 28 is "AB".
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// CellName is the address of a cell: row 11, column 4 is "D11".
func CellName(row, col int) string { return ColumnName(col) + strconv.Itoa(row) }
