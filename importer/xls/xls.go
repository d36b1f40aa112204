// Package xls reads Excel's binary workbooks (.xls of Excel 97 to 2003, and .et
// of WPS) for the importer: BIFF8 records in the stream "Workbook" of an OLE2
// container, as [MS-XLS] describes them. Workbooks under the key that Excel has
// built in open without a password, as they do there; others take theirs
// (obfuscation by XOR and both kinds of RC4, [MS-OFFCRYPTO] 2.3.6 and 2.3.7).
package xls

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"countyboard/data"
	"countyboard/importer"
)

// Reader implements importer.Reader.
type Reader struct{}

// Name implements importer.Reader.
func (Reader) Name() string { return "xls" }

var (
	oleMark = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	// bareMarks begin workbooks of Excel 2 to 4, which have no container.
	bareMarks = [][]byte{{0x09, 0x00, 0x04, 0x00}, {0x09, 0x02, 0x06, 0x00}, {0x09, 0x04, 0x06, 0x00}, {0x09, 0x08}}
)

// Sniff reports whether b is an OLE2 container, or a workbook older than those.
// Encrypted .xlsx are such containers as well: their reader is asked first.
func (Reader) Sniff(b []byte) bool {
	if bytes.HasPrefix(b, oleMark) {
		return true
	}
	for _, m := range bareMarks {
		if bytes.HasPrefix(b, m) {
			return true
		}
	}
	return false
}

// Read implements importer.Reader. Errors: Invalid for a damaged container or
// record, TooLarge beyond a limit, Unsupported for workbooks older than Excel
// 97, containers without a workbook, and a password that is missing or wrong.
func (Reader) Read(ctx context.Context, b []byte, o importer.ReadOptions) (w *importer.Workbook, err error) {
	if o.Limits == (importer.Limits{}) {
		o.Limits = importer.DefaultLimits
	}
	ctx, cancel := context.WithTimeout(ctx, o.Limits.Time)
	defer cancel()
	var stream []byte // deciphered in place, so never b itself
	if !bytes.HasPrefix(b, oleMark) {
		stream = bytes.Clone(b)
	} else if stream, err = workbookStream(b); err != nil {
		return nil, err
	}
	if !biff8(stream) {
		return nil, data.Fail(data.Unsupported, "xls-old")
	}
	if err := decrypt(stream, o.Password); err != nil {
		return nil, err
	}
	bk := book{ctx: ctx, limit: o.Limits, left: o.Limits.Cells, keep: newKeeper(o.Limits), stream: stream}
	return bk.read()
}

// workbookStream takes the stream of records out of its container. The library
// follows what the file claims; a panic of it is a damaged file.
func workbookStream(b []byte) (stream []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			stream, err = nil, data.Fail(data.Invalid, "xls-damaged").Because(fmt.Errorf("%v", r))
		}
	}()
	doc, err := mscfb.New(&bounded{r: bytes.NewReader(b), left: 4*len(b)/512 + 1000})
	if err != nil {
		return nil, data.Fail(data.Invalid, "xls-damaged").Because(err)
	}
	var book *mscfb.File
	other := false
	for _, f := range doc.File {
		switch name := strings.ToLower(f.Name); {
		case name == "workbook" && f.Size > 0:
			return wholeStream(f, len(b))
		case name == "book":
			book = f // of Excel 95, but some write newer records into it
		case name == "worddocument", name == "powerpoint document":
			other = true
		}
	}
	switch {
	case book != nil:
		return wholeStream(book, len(b))
	case other:
		return nil, data.Fail(data.Unsupported, "ole-other")
	}
	return nil, data.Fail(data.Unsupported, "ole-no-workbook")
}

func wholeStream(f *mscfb.File, most int) ([]byte, error) {
	if f.Size > int64(most) {
		return nil, data.Fail(data.Invalid, "xls-damaged").Because(errors.New("a stream longer than its file"))
	}
	stream := make([]byte, f.Size)
	// In one go, the library's time grows with the square of the size.
	const piece = 64 << 10
	for at := 0; at < len(stream); at += piece {
		if _, err := io.ReadFull(f, stream[at:min(at+piece, len(stream))]); err != nil {
			return nil, data.Fail(data.Invalid, "xls-damaged").Because(err)
		}
	}
	return stream, nil
}

// bounded ends chains of sectors that never end: an honest container is read
// with two calls a sector.
type bounded struct {
	r    io.ReaderAt
	left int // calls
}

var errChain = errors.New("a chain of sectors does not end")

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left--; b.left < 0 {
		return 0, errChain
	}
	return b.r.ReadAt(p, off)
}

// biff8 reports whether the first record says Excel 97 or later.
func biff8(stream []byte) bool {
	r := records{b: stream}
	rec, ok := r.next()
	return ok && rec.id == recBOF && len(rec.data) >= 2 && uint16At(rec.data, 0) == 0x0600
}
