package importer

// Workbook is a file as its format's reader understood it.
type Workbook struct {
	Sheets []Sheet
	Notes  []string // what the reader left out, as message keys
}

// Sheet is the cells of one sheet with content, row by row. Rows may be sparse.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // ascending Index; rows without content are left out
	Merges []Range
}

// Row is one row; Index is 1-based, as people count.
type Row struct {
	Index  int
	Hidden bool
	Cells  []Cell // ascending Col
}

// Cell is one cell with content. Col is 1-based.
type Cell struct {
	Col    int
	Kind   CellKind
	Number float64 // Number; for Date the number of the serial
	Text   string  // the raw text as the file holds it, of every kind
	// Date is yyyy-mm-dd… text of a Date cell, "" else.
	Date   string
	Indent int // of the cell's alignment
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

// Range is a rectangle of cells, ends included, 1-based.
type Range struct{ Row, Col, LastRow, LastCol int }
