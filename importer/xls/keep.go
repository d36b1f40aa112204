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
	left               int64
	limit              int64
	importer.CellStore // of all sheets
}

const (
	mostKept  = 88 << 20 // beside a file of 50 MB and its stream of records
	rangeSize = int64(unsafe.Sizeof(importer.Range{}))
	sheetSize = 8 << 10
	textSize  = importer.TextSize + 8 // letters are kept in rounded sizes
)

func newKeeper(limit importer.Limits) *keeper {
	n := min(int64(limit.Cells)*2*importer.CellSize, mostKept)
	return &keeper{left: n, limit: n}
}

func (k *keeper) take(n int64) error {
	if k.left -= n; k.left < 0 {
		return data.Fail(data.TooLarge, "unzipped-size", "limit", strconv.FormatInt(k.limit>>20, 10)+" MB")
	}
	return nil
}

// takeCell counts a cell, and the text of one that has its own.
func (k *keeper) takeCell(c *importer.Cell) error {
	n := int64(importer.CellSize)
	switch {
	case c.Kind == importer.Number && c.Text != "":
		n += importer.CellSize + textSize + int64(len(c.Text))
	case c.Kind == importer.Text && c.Shared == 0:
		n += textSize
	}
	return k.take(n)
}
