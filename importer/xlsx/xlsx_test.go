package xlsx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/realtest"
	"countyboard/importer/xlsx"
)

func read(t testing.TB, b []byte) (*importer.Workbook, error) {
	t.Helper()
	return xlsx.Reader{}.Read(context.Background(), b, importer.ReadOptions{Limits: importer.DefaultLimits})
}

func bytesOf(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts is a zip of the given parts: what no library would write.
func parts(t testing.TB, content map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range content {
		p, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// minimal is a workbook of one sheet with the given XML.
func minimal(t testing.TB, sheet string, more ...string) []byte {
	t.Helper()
	m := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><workbookPr/><sheets><sheet name="表&amp;一" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="/xl/styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i]] = more[i+1]
	}
	return parts(t, m)
}

func TestCells(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	set := func(cell string, v any) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	style := func(cell string, s *excelize.Style) {
		id, err := f.NewStyle(s)
		if err == nil {
			err = f.SetCellStyle("Sheet1", cell, cell, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	set("A1", "  四    川")
	style("A1", &excelize.Style{Alignment: &excelize.Alignment{Indent: 2}})
	set("B1", 209895.50418)
	set("C1", "45646")
	set("D1", time.Date(2024, 9, 30, 0, 0, 0, 0, time.UTC))
	set("E1", true)
	set("F1", 0.098)
	style("F1", &excelize.Style{NumFmt: 10})
	if err := errors.Join(f.SetCellFormula("Sheet1", "G1", "=1+1"), f.MergeCell("Sheet1", "A3", "C4"), f.SetColVisible("Sheet1", "H", false), f.SetRowVisible("Sheet1", 5, false)); err != nil {
		t.Fatal(err)
	}
	set("A3", "合并")
	set("A5", 1)
	if _, err := f.NewSheet("藏"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetVisible("藏", false); err != nil {
		t.Fatal(err)
	}
	w, err := read(t, bytesOf(t, f))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range w.Sheets[0].Rows {
		for c := range w.Sheets[0].Cells(r) {
			got = append(got, fmt.Sprintf("%s %d %q %d %v %v", importer.CellName(r.Index, int(c.Col)), c.Kind, c.Raw(), c.Indent, c.Percent, r.Hidden))
		}
	}
	want := []string{
		`A1 0 "  四    川" 2 false false`, `B1 1 "209895.50418" 0 false false`, `C1 0 "45646" 0 false false`,
		`D1 3 "2024-09-30" 0 false false`, `E1 2 "TRUE" 0 false false`, `F1 1 "0.098" 0 true false`, `G1 5 "" 0 false false`,
		`A3 0 "合并" 0 false false`, `A5 1 "1" 0 false true`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if m := w.Sheets[0].Merges; len(m) != 1 || m[0].String() != "A3:C4" {
		t.Errorf("merges %v", m)
	}
	if h := w.Sheets[0].HiddenColumns; len(h) != 1 || h[0] != [2]int{8, 8} {
		t.Errorf("hidden columns %v", h)
	}
	if !w.Sheets[1].Hidden {
		t.Error("the hidden sheet is not known as hidden")
	}
}

// What producers other than Excel write.
func TestOtherProducers(t *testing.T) {
	t.Parallel()
	b := minimal(t, `<?xml version="1.0"?><!-- hand made --><x:worksheet xmlns:x="urn"><x:sheetData>`+
		`<x:row><x:c t="inlineStr"><x:is><x:r><x:t>营 </x:t></x:r><x:r><x:t>业</x:t></x:r><x:rPh><x:t>ying</x:t></x:rPh></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row>`+
		`<x:row r="3"><x:c r="C3" t="str"><x:f>A1</x:f><x:v><![CDATA[<b>]]>&#x4e59;</x:v></x:c><x:c r="B3" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>`+
		`<x:row r="2"><x:c r="A2" s="1"><x:v>0</x:v></x:c><x:c r="B2"><x:v>12345678901234567</x:v></x:c><x:c r="C2" t="d"><x:v>2024-02-29</x:v></x:c></x:row>`+
		`</x:sheetData></x:worksheet>`,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`)
	w, err := read(t, b)
	if err != nil {
		t.Fatal(err)
	}
	if w.Sheets[0].Name != "表&一" {
		t.Errorf("name %q", w.Sheets[0].Name)
	}
	var got []string
	for _, r := range w.Sheets[0].Rows {
		for c := range w.Sheets[0].Cells(r) {
			got = append(got, importer.CellName(r.Index, int(c.Col))+" "+c.Raw())
		}
	}
	want := "A1 营 业|B1 1|A2 1899-12-31|B2 12345678901234567|C2 2024-02-29|B3 #DIV/0!|C3 <b>乙"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	for i := range 200 {
		if err := f.SetCellValue("Sheet1", fmt.Sprintf("A%d", i+1), i); err != nil {
			t.Fatal(err)
		}
	}
	whole := bytesOf(t, f)
	sheet := `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`
	for _, c := range []struct {
		name string
		b    []byte
		key  string
		code data.ErrorCode
	}{
		{"truncated zip", whole[:len(whole)/2], "errors.zip-damaged", data.Invalid},
		{"no workbook in it", parts(t, map[string]string{"a.txt": "hello"}), "errors.zip-no-workbook", data.Unsupported},
		{"sheet cut off", minimal(t, sheet), "errors.sheet-damaged", data.Invalid},
		{"sheet cut off in a tag", minimal(t, sheet+"<row r="), "errors.sheet-damaged", data.Invalid},
		{"tags that do not nest", minimal(t, sheet+"</sheetData></row></worksheet>"), "errors.sheet-damaged", data.Invalid},
		{"a document type", minimal(t, `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`), "errors.sheet-damaged", data.Invalid},
		{"string that is not there", minimal(t, `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>5</v></c></row></sheetData></worksheet>`), "errors.sheet-damaged", data.Invalid},
		{"row number beyond any sheet", minimal(t, `<worksheet><sheetData><row r="99999999"><c><v>5</v></c></row></sheetData></worksheet>`), "errors.sheet-damaged", data.Invalid},
		{"content in the last column", minimal(t, `<worksheet><sheetData><row r="1"><c r="XFD1"><v>5</v></c></row></sheetData></worksheet>`), "errors.too-many-columns", data.TooLarge},
		{"sheet missing", parts(t, map[string]string{
			"xl/workbook.xml":            `<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`,
		}), "errors.part-missing", data.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, c.b)
			if e := data.AsError(err); err == nil || e.Code != c.code || e.Message.Key != c.key {
				t.Errorf("got %v, want %s", err, c.key)
			}
		})
	}
}

func TestTimeIsBounded(t *testing.T) {
	t.Parallel()
	limits := importer.DefaultLimits
	limits.Time = time.Nanosecond
	_, err := xlsx.Reader{}.Read(context.Background(), bytesOf(t, excelize.NewFile()), importer.ReadOptions{Limits: limits})
	if e := data.AsError(err); err == nil || e.Message.Key != "errors.reading-time" {
		t.Errorf("got %v", err)
	}
}

// A bomb is refused quickly and with little memory, whether its directory is
// honest about the size or lies.
func TestBomb(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	p, err := w.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	chunk := []byte(strings.Repeat(" ", 1<<20))
	for range 300 {
		if _, err := p.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 400<<10 {
		t.Fatalf("the bomb itself has %d bytes", b.Len())
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	_, err = read(t, b.Bytes())
	runtime.ReadMemStats(&after)
	if e := data.AsError(err); err == nil || e.Code != data.TooLarge {
		t.Errorf("got %v", err)
	}
	if d := time.Since(begin); d > 2*time.Second {
		t.Errorf("it took %v", d)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 4<<20 {
		t.Errorf("it took %d bytes", n)
	}
	limits := importer.DefaultLimits
	limits.Unzipped = 1 << 20
	lying := minimal(t, "<worksheet>"+strings.Repeat("<a/>", 1<<19)+"</worksheet>")
	_, err = xlsx.Reader{}.Read(context.Background(), lying, importer.ReadOptions{Limits: limits})
	if e := data.AsError(err); err == nil || e.Code != data.TooLarge {
		t.Errorf("limit on what is inflated: %v", err)
	}
}

// The library that everybody uses is the oracle: same cells, same values.
func TestAgreesWithExcelize(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	f := excelize.NewFile()
	for range 400 {
		cell, err := excelize.CoordinatesToCellName(1+r.IntN(20), 1+r.IntN(60))
		if err != nil {
			t.Fatal(err)
		}
		var v any
		switch r.IntN(5) {
		case 0:
			v = r.NormFloat64() * 1e6
		case 1:
			v = r.IntN(1e9)
		case 2:
			v = fmt.Sprintf(" 文 %d\n<&>\"' ", r.IntN(100))
		case 3:
			v = r.IntN(2) == 0
		case 4:
			v = ""
		}
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, bytesOf(t, f))
}

// compare reads b both ways; dates and numbers are compared as numbers.
func compare(t *testing.T, b []byte) {
	t.Helper()
	w, err := read(t, b)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range w.Sheets {
		have := make(map[string]importer.Cell)
		for _, r := range s.Rows {
			for c := range s.Cells(r) {
				have[importer.CellName(r.Index, int(c.Col))] = c
			}
		}
		rows, err := f.Rows(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 1; rows.Next(); i++ {
			cells, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for k, want := range cells {
				c, ok := have[importer.CellName(i, k+1)]
				if !ok && strings.TrimSpace(want) == "" {
					continue
				}
				n++
				if !sameValue(c, want) {
					t.Fatalf("%s!%s: %q, excelize says %q", s.Name, importer.CellName(i, k+1), c.Raw(), want)
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing was compared")
	}
}

func sameValue(c importer.Cell, want string) bool {
	switch c.Kind {
	case importer.Number, importer.Date:
		var x float64
		_, err := fmt.Sscan(want, &x)
		return err == nil && (x == c.Number || c.Kind == importer.Date)
	case importer.Bool:
		return (want == "1" || want == "TRUE") == (c.Text == "TRUE")
	case importer.ErrorCell, importer.Uncalculated:
		return true
	}
	return strings.ReplaceAll(c.Text, "\r\n", "\n") == strings.ReplaceAll(want, "\r\n", "\n")
}

func TestRealWorkbooksAgreeWithExcelize(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"yb-hitech-2021--op-2021", "yb-guishang-2019--firm-2019", "nz-suppressed--purpose", "multi-table--CBS", "us-oes--national_M2019_dl"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(filepath.Join(realtest.Workbooks(t), "layouts", name+".xlsx"))
			if err != nil {
				t.Skip(err)
			}
			compare(t, b)
		})
	}
}

func TestEncrypted(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	if err := f.SetCellValue("Sheet1", "A1", 1); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, excelize.Options{Password: "秘密"}); err != nil {
		t.Fatal(err)
	}
	if !(xlsx.Reader{}).Sniff(b.Bytes()) {
		t.Fatal("not recognised")
	}
	for password, key := range map[string]string{"": "errors.password-needed", "wrong": "errors.password-wrong", "秘密": ""} {
		_, err := xlsx.Reader{}.Read(context.Background(), b.Bytes(), importer.ReadOptions{Password: password, Limits: importer.DefaultLimits})
		if err != nil {
			if got := data.AsError(err).Message.Key; got != key {
				t.Errorf("password %q: %v", password, err)
			}
		} else if key != "" {
			t.Errorf("password %q opens it", password)
		}
	}
}

// County is the shape of the largest real workbook: 3,277 rows of 100 columns.
func county(b testing.TB) []byte {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for r := 1; r <= 3277; r++ {
		row := make([]any, 100)
		for c := range row {
			switch {
			case c < 3:
				row[c] = fmt.Sprintf("County %d, %d", r, c)
			default:
				row[c] = float64(r*c) + 0.5
			}
		}
		if err := w.SetRow(importer.CellName(r, 1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return bytesOf(b, f)
}

func BenchmarkRead(b *testing.B) {
	book := county(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(b, book); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExcelizeRows is what the library needs merely to iterate the same cells.
func BenchmarkExcelizeRows(b *testing.B) {
	book := county(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
