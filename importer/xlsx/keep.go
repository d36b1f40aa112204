package xlsx

import (
	"unsafe"

	"countyboard/data"
	"countyboard/importer"
)

// keeper counts the bytes of what is kept of a workbook. They may be as many as
// those of the cells that the limit allows: whether a file is large by cells,
// rows, texts or merged ranges, it stops at the same size.
type keeper struct {
	left  int64
	limit int64
	free  []importer.Cell
}

const (
	cellSize  = int64(unsafe.Sizeof(importer.Cell{}))
	rowSize   = int64(unsafe.Sizeof(importer.Row{}))
	rangeSize = int64(unsafe.Sizeof(importer.Range{}))
	sheetSize = 32 << 10                     // an empty sheet costs the opening of its part
	textSize  = 2 * int64(unsafe.Sizeof("")) // tables of texts grow by copying

	mostTexts  = 96 << 20 // bytes of shared texts
	mostStyles = 1 << 16  // as Excel has it
	longest    = 1 << 20  // bytes of a cell's text; Excel has 32,767 letters
)

func newKeeper(limit importer.Limits) *keeper {
	n := int64(limit.Cells) * cellSize
	return &keeper{left: n, limit: n}
}

func (k *keeper) take(n int64) error {
	if k.left -= n; k.left < 0 {
		return data.Fail(data.TooLarge, "unzipped-size", "limit", megabytes(k.limit))
	}
	return nil
}

// cells keeps a copy of a row's cells. Rows share large pieces of memory, since
// each of its own would waste what its growth left over.
func (k *keeper) cells(row []importer.Cell) []importer.Cell {
	const piece = 8 << 10
	n := len(row)
	if n > piece/8 {
		return append(make([]importer.Cell, 0, n), row...)
	}
	if n > len(k.free) {
		k.free = make([]importer.Cell, piece)
	}
	kept := k.free[:n:n]
	copy(kept, row)
	k.free = k.free[n:]
	return kept
}
