package xls

import (
	"context"
	"errors"
	"math"
	"strconv"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/numfmt"
)

// book is the workbook while its stream is read.
type book struct {
	ctx     context.Context
	limit   importer.Limits
	left    int // cells that the workbook may still have
	keep    *keeper
	stream  []byte
	passed  int    // bytes of the sheets read so far
	letters []byte // of the text read last, for the next

	sheets    []sheetPart
	texts     int    // of the table that cells share
	firstText uint32 // its ID
	formats   map[int]string
	styles    []style
	formatOf  []int // number format of each style
	date1904  bool
}

type sheetPart struct {
	name   string
	pos    int // where its substream begins
	hidden bool
}

// style is what matters of a cell format.
type style struct {
	date    bool
	percent bool
	indent  uint8
}

func damaged(err error) error { return data.Fail(data.Invalid, "xls-damaged").Because(err) }

var (
	errCut    = errors.New("the stream ends within a record")
	errNoEnd  = errors.New("a substream has no end")
	errTwice  = errors.New("several sheets share their records")
	errString = errors.New("a cell names a text that is not there")
)

func (bk *book) read() (*importer.Workbook, error) {
	if err := bk.globals(); err != nil {
		if data.CodeOf(err) != data.Internal {
			return nil, err
		}
		return nil, damaged(err)
	}
	w := &importer.Workbook{}
	for _, p := range bk.sheets {
		s, err := bk.sheet(p)
		if err != nil {
			if data.CodeOf(err) != data.Internal {
				return nil, err
			}
			return nil, data.Fail(data.Invalid, "sheet-damaged", "sheet", p.name).Because(err)
		}
		w.Sheets = append(w.Sheets, s)
	}
	if len(w.Sheets) == 0 {
		return nil, data.Fail(data.Unsupported, "ole-no-workbook")
	}
	return w, nil
}

// globals reads the first substream: what the sheets share.
func (bk *book) globals() error {
	r := records{b: bk.stream}
	bk.formats = make(map[int]string)
	for {
		rec, ok := r.next()
		if !ok {
			if r.cut {
				return errCut
			}
			return errNoEnd
		}
		var err error
		switch rec.id {
		case recEOF:
			bk.resolveStyles()
			return nil
		case recDate1904:
			bk.date1904 = len(rec.data) >= 2 && uint16At(rec.data, 0) == 1
		case recBoundSheet:
			err = bk.boundSheet(rec.data)
		case recFormat:
			if len(rec.data) > 2 {
				// Crystal Reports counts a letter too many: what is there decides.
				f := fragments{part: rec.data[2:]}
				bk.formats[int(uint16At(rec.data, 0))], _ = f.string()
			}
		case recXF:
			bk.style(rec.data)
		case recSST:
			err = bk.sharedStrings(r.continued(rec))
		}
		if err != nil {
			return err
		}
	}
}

func (bk *book) boundSheet(b []byte) error {
	if len(b) < 8 {
		return errShort
	}
	if b[5] != 0 {
		return nil // a chart, macros
	}
	f := fragments{part: b[7:]}
	name, err := f.letters(int(b[6]))
	if err != nil {
		return err
	}
	bk.sheets = append(bk.sheets, sheetPart{name: name, pos: int(uint32At(b, 0)), hidden: b[4]&3 != 0})
	return bk.keep.take(sheetSize)
}

func (bk *book) style(b []byte) {
	if len(bk.styles) > math.MaxUint16 {
		return // no cell can name it
	}
	s, format := style{}, 0
	if len(b) >= 9 {
		format = int(uint16At(b, 2))
		s.indent = b[8] & 0x0F
	}
	bk.styles = append(bk.styles, s)
	bk.formatOf = append(bk.formatOf, format)
}

// resolveStyles waits for the end, since formats may stand behind styles.
func (bk *book) resolveStyles() {
	for i, id := range bk.formatOf {
		code, custom := bk.formats[id]
		if !custom {
			code = numfmt.Builtin(id)
		}
		bk.styles[i].date, bk.styles[i].percent = numfmt.IsDate(code), numfmt.IsPercent(code)
	}
}

func (bk *book) sharedStrings(f fragments) error {
	if err := f.skip(4); err != nil {
		return err
	}
	var b [4]byte
	if err := f.take(b[:]); err != nil {
		return err
	}
	n := int(uint32At(b[:], 0))
	for range n {
		if len(f.rest()) == 0 {
			return nil // fewer than claimed: a cell that names a lost one is told of
		}
		text, err := f.string()
		if err != nil {
			return err
		}
		if id := bk.keep.NewText(text); bk.texts == 0 {
			bk.firstText = id
		}
		bk.texts++
		if err := bk.keep.take(textSize + int64(len(text))); err != nil {
			return err
		}
	}
	return nil
}

func (bk *book) tooMany() error {
	return data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(bk.limit.Cells))
}
