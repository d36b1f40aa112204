package importer

import (
	"strconv"
	"strings"

	"countyboard/data"
)

// cellAt is a cell's place; it is named only where somebody asks.
type cellAt struct{ row, col int }

func (c cellAt) String() string { return CellName(c.row, c.col) }

// refs makes the references of readings to their cells. There may be millions:
// many share a piece of memory, and so do their names.
type refs struct {
	free    []data.CellRef
	names   strings.Builder
	columns []string
}

const refsPiece = 1 << 10

func (r *refs) one(sheet string, at cellAt) []data.CellRef {
	if len(r.free) == 0 {
		r.free = make([]data.CellRef, refsPiece)
	}
	ref := r.free[:1:1]
	r.free = r.free[1:]
	ref[0] = data.CellRef{Sheet: sheet, Cell: r.name(at)}
	return ref
}

func (r *refs) name(at cellAt) string {
	for len(r.columns) <= at.col {
		r.columns = append(r.columns, ColumnName(len(r.columns)))
	}
	var room [16]byte
	row := strconv.AppendInt(room[:0], int64(at.row), 10)
	n := len(r.columns[at.col]) + len(row)
	if r.names.Cap()-r.names.Len() < n {
		r.names = strings.Builder{} // what was taken from the last one stays
		r.names.Grow(8 * refsPiece)
	}
	begin := r.names.Len()
	r.names.WriteString(r.columns[at.col])
	r.names.Write(row)
	return r.names.String()[begin:]
}
