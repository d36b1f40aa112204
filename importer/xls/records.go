package xls

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// The records that are read, by their numbers in [MS-XLS] 2.3.
const (
	recFormula     = 0x0006
	recEOF         = 0x000A
	recDate1904    = 0x0022
	recFilePass    = 0x002F
	recContinue    = 0x003C
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recMulRk       = 0x00BD
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMergeCells  = 0x00E5
	recSST         = 0x00FC
	recLabelSst    = 0x00FD
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recRk          = 0x027E
	recFormula4    = 0x0406 // as Excel 4 numbers it; Numbers for Mac does so
	recFormat      = 0x041E
	recBOF         = 0x0809
	sheetSubstream = 0x0010
)

func uint16At(b []byte, i int) uint16 { return binary.LittleEndian.Uint16(b[i:]) }
func uint32At(b []byte, i int) uint32 { return binary.LittleEndian.Uint32(b[i:]) }

// record is one record; data begins at pos of the stream.
type record struct {
	id   uint16
	pos  int
	data []byte
}

// records walks over a stream. It stops at the stream's end, and at a record
// that claims more bytes than there are: then cut is true.
type records struct {
	b   []byte
	pos int
	cut bool
}

func (r *records) next() (record, bool) {
	if r.pos+4 > len(r.b) {
		r.cut = r.cut || r.pos < len(r.b) && !zero(r.b[r.pos:])
		return record{}, false
	}
	n := int(uint16At(r.b, r.pos+2))
	rec := record{id: uint16At(r.b, r.pos), pos: r.pos + 4}
	if rec.pos+n > len(r.b) {
		r.cut = true
		return record{}, false
	}
	rec.data = r.b[rec.pos : rec.pos+n]
	r.pos = rec.pos + n
	return rec, true
}

// continued is the record's data with those of the CONTINUE records behind it.
func (r *records) continued(rec record) fragments { return fragments{part: rec.data, more: r} }

func zero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

var errShort = errors.New("a record ends before what it holds")

// fragments is a record's data in the pieces that its CONTINUE records make.
type fragments struct {
	part []byte   // the piece in hand
	pos  int      // in it
	more *records // where the next one stands; nil = there is none
	text []byte   // for the letters of the next text
}

// rest is what is left of the piece in hand, or the next one; empty pieces are
// passed over.
func (f *fragments) rest() []byte {
	for f.pos == len(f.part) {
		if f.more == nil {
			return nil
		}
		at := f.more.pos
		next, ok := f.more.next()
		if !ok || next.id != recContinue {
			f.more.pos, f.more = at, nil
			return nil
		}
		f.part, f.pos = next.data, 0
	}
	return f.part[f.pos:]
}

// take copies n bytes, across pieces where need be.
func (f *fragments) take(b []byte) error {
	for len(b) > 0 {
		rest := f.rest()
		if len(rest) == 0 {
			return errShort
		}
		n := copy(b, rest)
		f.pos += n
		b = b[n:]
	}
	return nil
}

func (f *fragments) skip(n int) error {
	for n > 0 {
		rest := f.rest()
		if len(rest) == 0 {
			return errShort
		}
		k := min(n, len(rest))
		f.pos += k
		n -= k
	}
	return nil
}

func (f *fragments) uint16() (int, error) {
	var b [2]byte
	err := f.take(b[:])
	return int(binary.LittleEndian.Uint16(b[:])), err
}

// string is an XLUnicodeRichExtendedString ([MS-XLS] 2.5.293), or the plainer
// kinds, whose flags never say rich or extended: a count of letters, flags, the
// letters in one or two bytes each. Where they go on in a CONTINUE record, that
// begins with flags of its own. Of one that is cut short, the letters that are
// there come with the error.
func (f *fragments) string() (string, error) {
	n, err := f.uint16()
	if err != nil {
		return "", err
	}
	return f.letters(n)
}

func (f *fragments) letters(n int) (string, error) {
	if n == 0 && len(f.rest()) == 0 {
		return "", nil // some leave the flags of no letters away
	}
	var flags [1]byte
	if err := f.take(flags[:]); err != nil {
		return "", err
	}
	runs, extra := 0, 0
	var err error
	if flags[0]&0x08 != 0 {
		if runs, err = f.uint16(); err != nil {
			return "", err
		}
	}
	if flags[0]&0x04 != 0 {
		var b [4]byte
		if err := f.take(b[:]); err != nil {
			return "", err
		}
		extra = int(binary.LittleEndian.Uint32(b[:]))
	}
	f.text = f.text[:0]
	wide := flags[0]&1 != 0
	var high rune // the first half of a letter beyond 16 bits
	for left := n; left > 0; {
		if f.pos == len(f.part) {
			rest := f.rest()
			if len(rest) == 0 {
				return string(f.text), errShort
			}
			wide = rest[0]&1 != 0
			f.pos++
		}
		rest := f.rest()
		width := 1
		if wide {
			width = 2
		}
		k := min(left, len(rest)/width)
		if k == 0 {
			return string(f.text), errShort // half a letter at the end of a piece
		}
		if wide {
			for i := range k {
				high = f.unit(high, rune(uint16At(rest, 2*i)))
			}
		} else {
			for _, c := range rest[:k] {
				high = f.unit(high, rune(c))
			}
		}
		f.pos += width * k
		left -= k
	}
	if high != 0 {
		f.text = utf8.AppendRune(f.text, utf8.RuneError)
	}
	if err := f.skip(4*runs + extra); err != nil {
		return "", err
	}
	return string(f.text), nil
}

// unit adds a unit of UTF-16 to the text, where high is the first half of a
// letter that waits for its second; it returns the half that waits now.
func (f *fragments) unit(high, u rune) rune {
	if high != 0 {
		if r := utf16.DecodeRune(high, u); r != utf8.RuneError {
			f.text = utf8.AppendRune(f.text, r)
			return 0
		}
		f.text = utf8.AppendRune(f.text, utf8.RuneError)
	}
	if u >= 0xD800 && u < 0xDC00 {
		return u
	}
	f.text = utf8.AppendRune(f.text, u)
	return 0
}
