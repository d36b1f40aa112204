package xls_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// writer makes BIFF8 streams, records by hand, to try what producers may write.
type writer struct {
	globals, sheet bytes.Buffer
	texts          []string
	sheetName      string
	hiddenSheet    bool
	filePass       []byte
	// cut is where the table of texts is cut into CONTINUE records: at most so
	// many bytes in each.
	cut int
}

func le(v ...any) []byte {
	var b bytes.Buffer
	for _, x := range v {
		_ = binary.Write(&b, binary.LittleEndian, x)
	}
	return b.Bytes()
}

func rec(id uint16, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(le(id, uint16(len(body))), body...)
}

func bof(kind uint16) []byte { return rec(0x0809, le(uint16(0x0600), kind), make([]byte, 12)) }

// letters is a text without its count: flags, then one or two bytes a letter.
func letters(s string) []byte {
	units := utf16.Encode([]rune(s))
	wide := false
	for _, u := range units {
		wide = wide || u > 0xFF
	}
	if !wide {
		b := []byte{0}
		for _, u := range units {
			b = append(b, byte(u))
		}
		return b
	}
	return append([]byte{1}, le(units)...)
}

func counted(s string) []byte {
	return append(le(uint16(len(utf16.Encode([]rune(s))))), letters(s)...)
}

func (w *writer) put(b []byte)                  { w.sheet.Write(b) }
func at(row, col, xf uint16) []byte             { return le(row, col, xf) }
func (w *writer) number(r, c uint16, x float64) { w.put(rec(0x0203, at(r, c, 0), le(x))) }
func (w *writer) styled(r, c, xf uint16, x float64) {
	w.put(rec(0x0203, at(r, c, xf), le(x)))
}

func (w *writer) text(r, c uint16, s string) {
	w.put(rec(0x00FD, at(r, c, 0), le(uint32(len(w.texts)))))
	w.texts = append(w.texts, s)
}

// sst is the table of texts. Where it is cut within a text's letters, the next
// record begins with the flags again.
func (w *writer) sst() []byte {
	if w.cut == 0 {
		w.cut = 8224
	}
	var out []byte
	id, body := uint16(0x00FC), le(uint32(len(w.texts)), uint32(len(w.texts)))
	flush := func() { out, body, id = append(out, rec(id, body)...), nil, 0x003C }
	for _, t := range w.texts {
		b := counted(t)
		if len(body)+4 > w.cut {
			flush()
		}
		body = append(body, b[:3]...)
		step := 1 + int(b[2])
		for rest := b[3:]; len(rest) > 0; rest = rest[step:] {
			if len(body)+step > w.cut {
				flush()
				body = append(body, b[2])
			}
			body = append(body, rest[:step]...)
		}
	}
	flush()
	return out
}

// stream is the whole workbook: globals, then one sheet.
func (w *writer) stream() []byte {
	name := w.sheetName
	if name == "" {
		name = "Sheet1"
	}
	state := byte(0)
	if w.hiddenSheet {
		state = 1
	}
	head := bof(5)
	if w.filePass != nil {
		head = append(head, rec(0x002F, w.filePass)...)
	}
	n := byte(len(utf16.Encode([]rune(name))))
	boundSheet := func(pos int) []byte {
		return rec(0x0085, le(uint32(pos)), []byte{state, 0, n}, letters(name))
	}
	tail := append(append([]byte{}, w.globals.Bytes()...), w.sst()...)
	tail = append(tail, rec(0x000A)...)
	pos := len(head) + len(boundSheet(0)) + len(tail)
	out := append(append(head, boundSheet(pos)...), tail...)
	out = append(out, bof(0x10)...)
	out = append(out, w.sheet.Bytes()...)
	return append(out, rec(0x000A)...)
}

// container wraps a stream as OLE2: header, one chain of sectors for the
// stream, one for the directory, the FAT.
func container(stream []byte, name string) []byte {
	const sector = 512
	stream = append(append([]byte{}, stream...), make([]byte, max(0, 4096-len(stream)))...) // no mini stream
	size := len(stream)
	for len(stream)%sector != 0 {
		stream = append(stream, 0)
	}
	n := len(stream) / sector
	fats := 1
	for (n+1+fats)*4 > fats*sector {
		fats++
	}
	fat := make([]uint32, fats*sector/4)
	for i := range fat {
		fat[i] = math.MaxUint32
	}
	for i := range n {
		fat[i] = uint32(i + 1)
	}
	fat[n-1], fat[n] = 0xFFFFFFFE, 0xFFFFFFFE // the stream ends; the directory is one sector
	difat := make([]uint32, 109)
	for i := range difat {
		difat[i] = math.MaxUint32
	}
	for i := range fats {
		fat[n+1+i] = 0xFFFFFFFD
		difat[i] = uint32(n + 1 + i)
	}
	entry := func(name string, kind byte, child, start uint32, size int) []byte {
		b := make([]byte, 128)
		units := utf16.Encode([]rune(name))
		copy(b, le(units))
		copy(b[64:], le(uint16(2*len(units)+2), kind, byte(1), uint32(math.MaxUint32), uint32(math.MaxUint32), child))
		copy(b[116:], le(start, uint64(size)))
		return b
	}
	dir := append(entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), entry(name, 2, math.MaxUint32, 0, size)...)
	dir = append(dir, make([]byte, sector-len(dir))...)
	header := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 16)...)
	header = append(header, le(uint16(0x3E), uint16(3), uint16(0xFFFE), uint16(9), uint16(6), make([]byte, 6), uint32(0),
		uint32(fats), uint32(n), uint32(0), uint32(4096), uint32(0xFFFFFFFE), uint32(0), uint32(0xFFFFFFFE), uint32(0), difat)...)
	return bytes.Join([][]byte{header, stream, dir, le(fat)}, nil)
}

func (w *writer) file() []byte { return container(w.stream(), "Workbook") }
