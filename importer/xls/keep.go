package xls

import (
	"strconv"
	"unsafe"

	"countyboard/data"
	"countyboard/importer"
)

// keeper counts the bytes of what is kept of a workbook. They may be as many as
// those of the cells that the limit allows, and no more than mostKept: whether a
// file is large by cells, rows, texts or merged ranges, it stops at the same size.
type keeper struct {
	left  int64
	limit int64
	importer.CellStore
}

const (
	mostKept  = 88 << 20 // beside a file of 50 MB and its stream of records
	cellSize  = int64(unsafe.Sizeof(importer.Cell{}))
	rowSize   = int64(unsafe.Sizeof(importer.Row{}))
	rangeSize = int64(unsafe.Sizeof(importer.Range{}))
	sheetSize = 8 << 10
	textSize  = 4 * int64(unsafe.Sizeof("")) // tables of texts grow by copying
)

func newKeeper(limit importer.Limits) *keeper {
	n := min(int64(limit.Cells)*cellSize, mostKept)
	return &keeper{left: n, limit: n}
}

func (k *keeper) take(n int64) error {
	if k.left -= n; k.left < 0 {
		return data.Fail(data.TooLarge, "unzipped-size", "limit", strconv.FormatInt(k.limit>>20, 10)+" MB")
	}
	return nil
}
