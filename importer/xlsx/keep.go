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
	importer.CellStore
	texts map[string]string // of cells that hold their text themselves
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
	return &keeper{left: n, limit: n, texts: make(map[string]string)}
}

func (k *keeper) take(n int64) error {
	if k.left -= n; k.left < 0 {
		return data.Fail(data.TooLarge, "unzipped-size", "limit", megabytes(k.limit))
	}
	return nil
}

// text keeps the text of a cell. Columns of labels repeat a few short ones.
func (k *keeper) text(b []byte) string {
	const short, most = 64, 1 << 15
	if s, known := k.texts[string(b)]; known {
		return s
	}
	s := string(b)
	k.left -= int64(len(s)) // what is beyond the limit shows with the next cell
	if len(s) <= short && len(k.texts) < most {
		k.texts[s] = s
	}
	return s
}
