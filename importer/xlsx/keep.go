package xlsx

import (
	"strconv"
	"unsafe"

	"countyboard/data"
	"countyboard/importer"
)

// keeper counts the bytes of what is kept of a workbook: whether a file is large by
// cells, rows, texts or merged ranges, it stops at the same size.
type keeper struct {
	importer.CellStore // of all sheets

	left  int64
	limit int64
	cells int
	sheet string // that is being read
	row   int
}

const (
	// mostKept leaves, of 256 MB for the process, room for a file of 50 MB and the
	// program itself.
	mostKept = 152 << 20

	rangeSize = int64(unsafe.Sizeof(importer.Range{}))
	sheetSize = 8 << 10 // an empty sheet costs the opening of its part

	mostStyles = 1 << 16 // as Excel has it
	longest    = 1 << 20 // bytes of a cell's text; Excel has 32,767 letters
)

// newKeeper counts for a workbook of which so many bytes are there beside its file.
func newKeeper(limit importer.Limits, beside int) *keeper {
	n := min(int64(limit.Cells)*2*importer.CellSize, max(mostKept-int64(beside), 0))
	return &keeper{left: n, limit: n}
}

func (k *keeper) take(n int64) error {
	if k.left -= n; k.left < 0 {
		args := []string{"limit", megabytes(k.limit), "cells", strconv.Itoa(k.cells), "texts", strconv.Itoa(k.Texts()), "sheet", k.sheet, "row", strconv.Itoa(k.row)}
		if k.row == 0 {
			return data.Fail(data.TooLarge, "workbook-texts", args...)
		}
		return data.Fail(data.TooLarge, "workbook-memory", args...)
	}
	return nil
}

// takeCell counts a cell.
func (k *keeper) takeCell() error {
	k.cells++
	return k.take(importer.CellSize)
}
