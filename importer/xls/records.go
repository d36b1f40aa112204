package xls

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
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
func (r *records) continued(rec record) fragments {
	parts := [][]byte{rec.data}
	for {
		at := r.pos
		next, ok := r.next()
		if !ok || next.id != recContinue {
			r.pos = at
			return fragments{parts: parts}
		}
		parts = append(parts, next.data)
	}
}

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
	parts [][]byte
	part  int
	pos   int
}

// rest is what is left of the piece in hand; empty pieces are passed over.
func (f *fragments) rest() []byte {
	for f.part < len(f.parts) {
		if b := f.parts[f.part][f.pos:]; len(b) > 0 {
			return b
		}
		f.part++
		f.pos = 0
	}
	return nil
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

// text is an XLUnicodeRichExtendedString ([MS-XLS] 2.5.293), or the plainer
// kinds, whose flags never say rich or extended: a count of letters, flags, the
// letters in one or two bytes each. Where they go on in a CONTINUE record, that
// begins with flags of its own. Of one that is cut short, the letters that are
// there come with the error.
func (f *fragments) text() (string, error) {
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
	units := make([]uint16, 0, min(n, 1024))
	wide := flags[0]&1 != 0
	for len(units) < n {
		if f.part < len(f.parts) && f.pos == len(f.parts[f.part]) {
			rest := f.rest()
			if len(rest) == 0 {
				return string(utf16.Decode(units)), errShort
			}
			wide = rest[0]&1 != 0
			f.pos++
		}
		rest := f.rest()
		if !wide {
			k := min(n-len(units), len(rest))
			for _, c := range rest[:k] {
				units = append(units, uint16(c))
			}
			f.pos += k
			if k == 0 {
				return "", errShort
			}
			continue
		}
		k := min(n-len(units), len(rest)/2)
		for i := range k {
			units = append(units, uint16At(rest, 2*i))
		}
		f.pos += 2 * k
		if k == 0 {
			return "", errShort // half a letter at the end of a piece
		}
	}
	if err := f.skip(4*runs + extra); err != nil {
		return "", err
	}
	return string(utf16.Decode(units)), nil
}
