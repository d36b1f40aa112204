package xls_test

import (
	"bytes"
	"context"
	"testing"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/xls"
)

var fuzzLimits = importer.Limits{Cells: 100_000, Columns: 1000, Time: importer.DefaultLimits.Time}

// readSoundly reads whatever there is: it ends in a workbook whose rows and
// columns ascend, or in an error with words.
func readSoundly(t *testing.T, b []byte) {
	t.Helper()
	w, err := xls.Reader{}.Read(context.Background(), b, importer.ReadOptions{Limits: fuzzLimits})
	if (w == nil) == (err == nil) {
		t.Fatal("neither a workbook nor an error, or both")
	}
	if err != nil {
		if data.CodeOf(err) == data.Internal {
			t.Fatalf("an error without words: %v", err)
		}
		return
	}
	for _, s := range w.Sheets {
		last := 0
		for _, r := range s.Rows {
			if r.Index <= last {
				t.Fatalf("row %d behind row %d", r.Index, last)
			}
			last = r.Index
			col := int32(0)
			for c := range s.Cells(r) {
				if c.Col <= col {
					t.Fatalf("row %d: column %d behind %d", r.Index, c.Col, col)
				}
				col = c.Col
				_ = c.Raw()
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	var w writer
	w.text(0, 0, "铝材")
	w.number(0, 1, 18.2)
	w.put(rec(0x00BD, le(uint16(2), uint16(1)), le(uint16(0), uint32(7<<2|2)), le(uint16(1))))
	w.put(rec(0x00E5, le(uint16(1), uint16(0), uint16(1), uint16(0), uint16(2))))
	f.Add(w.file())
	f.Add(w.stream())
	enc := writer{}
	var key func(uint32) []byte
	enc.filePass, key = rc4Pass(velvet)
	enc.text(0, 0, "x")
	s := enc.stream()
	encipher(s, rc4Stream(key))
	f.Add(container(s, "Workbook"))
	f.Add(s)
	pass, _ := xorPass(velvet)
	x := writer{filePass: pass}
	f.Add(x.stream())
	f.Fuzz(readSoundly)
}

// fuzzed are the records that FuzzRecords puts together.
var fuzzed = []uint16{
	0x0006, 0x003C, 0x0203, 0x00FD, 0x0207, 0x00BD, 0x027E, 0x0204, 0x00D6, 0x0205, 0x0208, 0x007D, 0x00E5,
	0x00FC, 0x00E0, 0x041E, 0x0022, 0x0085, 0x0809, 0x000A, 0x0406, 0x0201, 0x00BE,
}

// wrap makes records of bytes, so that each change of them is a change within a
// record: which one, how long, its data, and so on.
func wrap(b []byte) []byte {
	var out []byte
	for len(b) >= 2 {
		n := min(int(b[1]), len(b)-2)
		out = append(out, rec(fuzzed[int(b[0])%len(fuzzed)], b[2:2+n])...)
		b = b[2+n:]
	}
	return out
}

// unwrap is how a seed is written for wrap.
func unwrap(stream []byte) []byte {
	var out []byte
	for len(stream) >= 4 {
		id, n := uint16(stream[0])|uint16(stream[1])<<8, int(stream[2])|int(stream[3])<<8
		for i, known := range fuzzed {
			if known == id && n < 256 {
				out = append(append(out, byte(i), byte(n)), stream[4:4+n]...)
			}
		}
		stream = stream[4+n:]
	}
	return out
}

// FuzzRecords reads workbooks whose records are whole and whose content is anything.
func FuzzRecords(f *testing.F) {
	w := writer{cut: 20}
	for i, s := range []string{"铝材", "plain", "a text that goes on over records"} {
		w.text(uint16(i), 0, s)
	}
	globals := bytes.Join([][]byte{
		rec(0x0022, le(uint16(1))), rec(0x041E, le(uint16(164)), counted(`yyyy"年"`)),
		rec(0x00E0, le(uint16(0), uint16(164), uint16(0)), make([]byte, 14)),
		w.sst(),
		rec(0x00FC, le(uint32(1), uint32(1), uint16(2)), []byte{0x0D}, le(uint16(1), uint32(4)), le([]uint16{0x4E00, 0x4E8C}), make([]byte, 8)),
	}, nil)
	sheet := bytes.Join([][]byte{
		w.sheet.Bytes(),
		rec(0x0203, at(1, 1, 0), le(18.2)), rec(0x027E, at(1, 2, 0), le(uint32(7<<2|3))),
		rec(0x00BD, le(uint16(2), uint16(1)), le(uint16(0), uint32(7<<2|2), uint16(0), uint32(7<<2|2)), le(uint16(2))),
		rec(0x0006, at(3, 0, 0), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8)), rec(0x0207, counted("铝")),
		rec(0x0204, at(4, 0, 0), counted("x")), rec(0x0205, at(5, 0, 0), []byte{7, 1}),
		rec(0x00E5, le(uint16(1), uint16(0), uint16(1), uint16(0), uint16(2))),
		rec(0x007D, le(uint16(3), uint16(4), uint16(0), uint16(0), uint16(1), uint16(0))),
		rec(0x0208, le(uint16(6), uint16(0), uint16(1), uint16(0), uint16(0), uint16(0)), []byte{0x20, 0, 0, 0}),
	}, nil)
	f.Add(unwrap(globals), unwrap(sheet))
	f.Fuzz(func(t *testing.T, globals, sheet []byte) {
		head := append(bof(5), wrap(globals)...)
		pos := len(head) + len(boundSheet(0)) + 4
		readSoundly(t, bytes.Join([][]byte{head, boundSheet(pos), rec(0x000A), bof(0x10), wrap(sheet), rec(0x000A)}, nil))
	})
}

func boundSheet(pos int) []byte { return rec(0x0085, le(uint32(pos)), []byte{0, 0, 1}, letters("表")) }
