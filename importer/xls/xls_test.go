package xls_test

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"maps"
	"math/bits"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/realtest"
	"countyboard/importer/xls"
)

func read(t testing.TB, b []byte, password string) *importer.Workbook {
	t.Helper()
	if !(xls.Reader{}).Sniff(b) {
		t.Fatal("not taken for an .xls")
	}
	w, err := xls.Reader{}.Read(context.Background(), b, importer.ReadOptions{Password: password})
	if err != nil {
		t.Fatalf("%v: %v", err, data.AsError(err).Cause)
	}
	return w
}

// cells of the first sheet by their addresses.
func cells(w *importer.Workbook) map[string]importer.Cell {
	m := make(map[string]importer.Cell)
	for _, r := range w.Sheets[0].Rows {
		for c := range w.Sheets[0].Cells(r) {
			m[importer.CellName(r.Index, int(c.Col))] = c
		}
	}
	return m
}

func TestKindsOfCells(t *testing.T) {
	t.Parallel()
	var w writer
	w.sheetName = "规上工业"
	w.globals.Write(rec(0x041E, le(uint16(164)), counted("yyyy\"年\"m\"月\"")))
	xf := func(format uint16, indent byte) {
		w.globals.Write(rec(0x00E0, le(uint16(0), format, uint16(0)), []byte{0, 0, indent}, make([]byte, 11)))
	}
	xf(0, 0)   // 0: general
	xf(164, 0) // 1: a date of its own
	xf(14, 0)  // 2: a built-in date
	xf(10, 0)  // 3: per cent
	xf(0, 2)   // 4: indented
	w.text(0, 0, "乐至县")
	w.put(rec(0x00FD, at(0, 1, 4), le(uint32(0))))
	w.number(1, 0, 209895.50418)
	w.put(rec(0x027E, at(1, 1, 0), le(uint32(12345<<2|3))))             // 123.45
	w.put(rec(0x027E, at(1, 2, 0), le(uint32(0xFFFFFFFF-7<<2+1|2)&^1))) // a negative integer
	w.put(rec(0x027E, at(1, 3, 0), le(uint32(0x3FF80000))))             // 1.5
	w.put(rec(0x00BD, le(uint16(2), uint16(1)), le(uint16(0), uint32(7<<2|2), uint16(3), uint32(0x3FE00000)), le(uint16(2))))
	w.styled(3, 0, 1, 45536)
	w.styled(3, 1, 2, 45536)
	w.put(rec(0x0205, at(4, 0, 0), []byte{1, 0}))
	w.put(rec(0x0205, at(4, 1, 0), []byte{7, 1}))
	formula := func(c uint16, v []byte) { w.put(rec(0x0006, at(5, c, 0), v, make([]byte, 8))) }
	formula(0, le(2.5))
	formula(1, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF})
	w.put(rec(0x04BC, make([]byte, 10))) // a shared formula stands between
	w.put(rec(0x0207, counted("铝材")))
	formula(2, []byte{1, 0, 1, 0, 0, 0, 0xFF, 0xFF})
	formula(3, []byte{2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF})
	formula(4, []byte{3, 0, 0, 0, 0, 0, 0xFF, 0xFF})
	formula(5, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}) // its text never comes
	w.put(rec(0x0204, at(6, 0, 0), counted("plain")))
	w.put(bof(0x20)) // a chart in the sheet, with records that look like cells
	w.number(0, 9, 99)
	w.put(rec(0x000A))
	w.put(rec(0x00E5, le(uint16(1), uint16(0), uint16(1), uint16(0), uint16(2))))
	w.put(rec(0x007D, le(uint16(3), uint16(4), uint16(0), uint16(0), uint16(1), uint16(0))))
	w.put(rec(0x0208, le(uint16(6), uint16(0), uint16(1), uint16(0), uint16(0), uint16(0)), []byte{0x20, 0, 0, 0}))
	book := read(t, w.file(), "")
	s := book.Sheets[0]
	if s.Name != "规上工业" || s.Hidden {
		t.Errorf("sheet %q hidden %v", s.Name, s.Hidden)
	}
	got := cells(book)
	for cell, want := range map[string]importer.Cell{
		"A1": {Text: "乐至县"},
		"B1": {Text: "乐至县", Indent: 2},
		"A2": {Number: 209895.50418, Kind: importer.Number},
		"B2": {Number: 123.45, Kind: importer.Number},
		"C2": {Number: -7, Kind: importer.Number},
		"D2": {Number: 1.5, Kind: importer.Number},
		"B3": {Number: 7, Kind: importer.Number},
		"C3": {Number: 0.5, Kind: importer.Number, Percent: true},
		"A4": {Number: 45536, Kind: importer.Date},
		"B4": {Number: 45536, Kind: importer.Date},
		"A5": {Text: "TRUE", Kind: importer.Bool},
		"B5": {Text: "#DIV/0!", Kind: importer.ErrorCell},
		"A6": {Number: 2.5, Kind: importer.Number},
		"B6": {Text: "铝材"},
		"C6": {Text: "TRUE", Kind: importer.Bool},
		"D6": {Text: "#N/A", Kind: importer.ErrorCell},
		"F6": {Kind: importer.Uncalculated},
		"A7": {Text: "plain"},
	} {
		c, ok := got[cell]
		want.Col = c.Col
		if !ok || c != want {
			t.Errorf("%s is %+v, want %+v", cell, c, want)
		}
		delete(got, cell)
	}
	for cell, c := range got {
		t.Errorf("%s came from nowhere: %+v", cell, c)
	}
	if len(s.Merges) != 1 || s.Merges[0].String() != "A1:C2" {
		t.Errorf("merged: %v", s.Merges)
	}
	if len(s.HiddenColumns) != 1 || s.HiddenColumns[0] != [2]int{4, 5} {
		t.Errorf("hidden columns: %v", s.HiddenColumns)
	}
	if !s.Rows[len(s.Rows)-1].Hidden || s.Rows[0].Hidden {
		t.Error("the seventh row is hidden, the first is not")
	}
}

// TestOtherProducers: what Excel does not write, and reads.
func TestOtherProducers(t *testing.T) {
	t.Parallel()
	var w writer
	w.globals.Write(rec(0x041E, le(uint16(164), uint16(9)), letters("yyyy/mm/")))          // a letter too many is counted
	w.globals.Write(rec(0x00E0, le(uint16(0), uint16(164), uint16(0)), make([]byte, 14)))  // 0: that format
	w.globals.Write(rec(0x00E0, make([]byte, 8), []byte{3}, make([]byte, 11)))             // 1: indented
	w.put(rec(0x0406, at(0, 0, 0), le(45536.0), make([]byte, 8)))                          // a formula as Excel 4 numbers it
	w.put(rec(0x0006, at(0, 1, 1), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8))) // an indented formula
	w.put(rec(0x0207, counted("其中：铝材")))
	w.put(rec(0x0204, at(0, 2, 0), le(uint16(0)))) // an empty text without flags
	w.put(rec(0x0204, at(0, 3, 1), counted("x")))
	got := cells(read(t, container(w.stream(), "BOOK"), ""))
	want := map[string]importer.Cell{
		"A1": {Number: 45536, Kind: importer.Date, Col: 1},
		"B1": {Text: "其中：铝材", Indent: 3, Col: 2},
		"D1": {Text: "x", Indent: 3, Col: 4},
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// TestTextsOverRecords cuts the table of texts after each possible number of bytes.
func TestTextsOverRecords(t *testing.T) {
	t.Parallel()
	want := []string{"铝材", "plain text", strings.Repeat("规模以上工业企业", 40), "x", "é", strings.Repeat("abc", 100), "𠮷野家"}
	for cut := 12; cut < 120; cut++ {
		w := writer{cut: cut}
		for i, s := range want {
			w.text(uint16(i), 0, s)
		}
		got := read(t, w.file(), "").Sheets[0]
		for i, s := range want {
			for c := range got.Cells(got.Rows[i]) {
				if c.Text != s {
					t.Fatalf("cut at %d: text %d is %q", cut, i, c.Text)
				}
			}
		}
	}
}

func Test1904AndHiddenSheet(t *testing.T) {
	t.Parallel()
	w := writer{hiddenSheet: true}
	w.globals.Write(rec(0x0022, le(uint16(1))))
	w.globals.Write(rec(0x00E0, le(uint16(0), uint16(14), uint16(0)), make([]byte, 14)))
	w.number(0, 0, 44074)
	book := read(t, w.file(), "")
	if c := cells(book)["A1"]; c.Raw() != "2024-09-01" {
		t.Errorf("A1 reads %s", c.Raw())
	}
	if !book.Sheets[0].Hidden {
		t.Error("the sheet is hidden")
	}
}

// The ciphers are written here once more, from the other side.

const velvet = "VelvetSweatshop"

func utf16le(s string) []byte { return le(utf16.Encode([]rune(s))) }

func rc4Pass(password string) ([]byte, func(uint32) []byte) {
	salt := []byte("0123456789abcdef")
	h := md5.Sum(utf16le(password))
	h = md5.Sum(bytes.Repeat(append(append([]byte{}, h[:5]...), salt...), 16))
	key := func(block uint32) []byte {
		k := md5.Sum(binary.LittleEndian.AppendUint32(append([]byte{}, h[:5]...), block))
		return k[:]
	}
	verifier := []byte("a verifier of 16")
	sum := md5.Sum(verifier)
	both := append(append([]byte{}, verifier...), sum[:]...)
	c, _ := rc4.NewCipher(key(0))
	c.XORKeyStream(both, both)
	return bytes.Join([][]byte{le(uint16(1), uint16(1), uint16(1)), salt, both}, nil), key
}

func capiPass(password string) ([]byte, func(uint32) []byte) {
	salt := []byte("0123456789abcdef")
	h := sha1.Sum(append(append([]byte{}, salt...), utf16le(password)...))
	key := func(block uint32) []byte {
		k := sha1.Sum(binary.LittleEndian.AppendUint32(append([]byte{}, h[:]...), block))
		return k[:16]
	}
	verifier := []byte("a verifier of 16")
	sum := sha1.Sum(verifier)
	both := append(append([]byte{}, verifier...), sum[:]...)
	c, _ := rc4.NewCipher(key(0))
	c.XORKeyStream(both, both)
	header := append(le(uint32(4), uint32(0), uint32(0x6801), uint32(0x8004), uint32(128), uint32(1), uint32(0), uint32(0)), utf16le("CSP\x00")...)
	return bytes.Join([][]byte{le(uint16(1), uint16(2), uint16(2), uint32(4), uint32(len(header))), header, le(uint32(16)), salt, both[:16], le(uint32(20)), both[16:]}, nil), key
}

// encipher goes over the records behind the FILEPASS.
func encipher(stream []byte, f func(b []byte, pos, size int)) {
	on := false
	for pos := 0; pos+4 <= len(stream); {
		id, n := binary.LittleEndian.Uint16(stream[pos:]), int(binary.LittleEndian.Uint16(stream[pos+2:]))
		pos += 4
		from := 0
		switch id {
		case 0x0809, 0x002F:
			from = n
		case 0x0085:
			from = 4
		}
		if on {
			f(stream[pos+from:pos+n], pos+from, n)
		}
		on = on || id == 0x002F
		pos += n
	}
}

func rc4Stream(key func(uint32) []byte) func(b []byte, pos, size int) {
	return func(b []byte, pos, _ int) {
		for i := range b {
			c, _ := rc4.NewCipher(key(uint32((pos + i) / 1024)))
			pad := make([]byte, (pos+i)%1024+1)
			c.XORKeyStream(pad, pad)
			b[i] ^= pad[len(pad)-1]
		}
	}
}

func xorPass(password string) ([]byte, func(b []byte, pos, size int)) {
	const key = 0xB359
	v := uint16(0)
	array := append([]byte{byte(len(password))}, password...)
	for i := len(array) - 1; i >= 0; i-- {
		v = (v>>14&1 | v<<1&0x7FFF) ^ uint16(array[i])
	}
	v ^= 0xCE4B
	full := append([]byte(password), 0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00, 0x00)
	return le(uint16(0), uint16(key), v), func(b []byte, pos, size int) {
		for i := range b {
			j := (pos + i + size) % 16
			k := byte(key & 0xFF)
			if j%2 == 1 {
				k = key >> 8
			}
			b[i] = bits.RotateLeft8(b[i], 5) ^ bits.RotateLeft8(full[j]^k, -1)
		}
	}
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	kinds := map[string]func(string) ([]byte, func(b []byte, pos, size int)){
		"rc4": func(p string) ([]byte, func(b []byte, pos, size int)) {
			pass, key := rc4Pass(p)
			return pass, rc4Stream(key)
		},
		"cryptoapi": func(p string) ([]byte, func(b []byte, pos, size int)) {
			pass, key := capiPass(p)
			return pass, rc4Stream(key)
		},
		"xor": xorPass,
	}
	for kind, pass := range kinds {
		for _, password := range []string{velvet, "geheim"} {
			var w writer
			var crypt func(b []byte, pos, size int)
			w.filePass, crypt = pass(password)
			for i := range 300 {
				w.text(uint16(i), 0, "园区工业企业")
				w.number(uint16(i), 1, float64(i)+0.5)
			}
			stream := w.stream()
			encipher(stream, crypt)
			file := container(stream, "Workbook")
			given := password
			if given == velvet {
				given = ""
			} else {
				refused(t, file, "", "password-needed")
				refused(t, file, "wrong", "password-wrong")
			}
			before := bytes.Clone(file)
			got := cells(read(t, file, given))
			if got["A300"].Text != "园区工业企业" || got["B300"].Number != 299.5 || len(got) != 600 {
				t.Errorf("%s %q: %d cells, A300 %+v", kind, password, len(got), got["A300"])
			}
			if !bytes.Equal(before, file) {
				t.Errorf("%s: the caller's bytes were changed", kind)
			}
		}
	}
}

// TestExcelsOwnVerifier: Excel writes 59 B3 0A 9A for its built-in password.
func TestExcelsOwnVerifier(t *testing.T) {
	t.Parallel()
	if pass, _ := xorPass(velvet); !bytes.Equal(pass, []byte{0, 0, 0x59, 0xB3, 0x0A, 0x9A}) {
		t.Errorf("% X", pass)
	}
}

func refused(t *testing.T, b []byte, password, key string) {
	t.Helper()
	_, err := xls.Reader{}.Read(context.Background(), b, importer.ReadOptions{Password: password})
	if err == nil || data.AsError(err).Message.Key != "errors."+key {
		t.Errorf("%v, want %s", err, key)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	var w writer
	w.text(0, 0, "x")
	for i := range 400 {
		w.number(uint16(i), 1, 1)
	}
	good := w.stream()
	old := bytes.Clone(good)
	old[5] = 0x05 // BIFF5
	lost := writer{}
	lost.put(rec(0x00FD, at(0, 0, 0), le(uint32(9))))
	wide := writer{}
	wide.number(0, 5000, 1)
	for name, c := range map[string]struct {
		file []byte
		key  string
	}{
		"Excel 95":          {container(old, "Workbook"), "xls-old"},
		"Excel 95's stream": {container(old, "Book"), "xls-old"},
		"Excel 4":           {[]byte("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"), "xls-old"},
		"Word":              {container(good, "WordDocument"), "ole-other"},
		"something":         {container(good, "Contents"), "ole-no-workbook"},
		"cut within cells":  {container(good[:len(good)-3000], "Workbook"), "sheet-damaged"},
		"cut within header": {container(w.stream(), "Workbook")[:700], "xls-damaged"},
		"a lost text":       {lost.file(), "sheet-damaged"},
		"too wide":          {wide.file(), "too-many-columns"},
		"unknown cipher":    {func() []byte { w := writer{filePass: []byte{1, 0, 9, 0, 9, 0}}; return w.file() }(), "encryption-unknown"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.file, "", c.key) })
	}
	_, err := xls.Reader{}.Read(context.Background(), container(good, "Workbook"), importer.ReadOptions{Limits: importer.Limits{Cells: 100, Columns: 100, Time: importer.DefaultLimits.Time}})
	if data.CodeOf(err) != data.TooLarge {
		t.Errorf("401 cells of 100: %v", err)
	}
}

// TestRealWorkbooks: each .xls that is one yields cells; the yearbook under
// Excel's built-in key opens without a password.
func TestRealWorkbooks(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(filepath.Join(realtest.Workbooks(t), "*", "*.xls"))
	if len(files) < 10 {
		t.Fatalf("%d files", len(files))
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !(xls.Reader{}).Sniff(b) {
			continue // an .xlsx in disguise
		}
		if strings.Contains(file, "biff5") {
			refused(t, b, "", "xls-old")
			continue
		}
		if w := read(t, b, ""); len(w.Sheets) == 0 || len(w.Sheets[0].Rows) == 0 {
			t.Errorf("%s: no cells", file)
		}
	}
}

// BenchmarkRead reads 1,000 rows of 20 numbers.
func BenchmarkRead(b *testing.B) {
	var w writer
	for r := range uint16(1000) {
		for c := range uint16(20) {
			w.number(r, c, float64(r)*float64(c))
		}
	}
	file := w.file()
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (xls.Reader{}).Read(context.Background(), file, importer.ReadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
