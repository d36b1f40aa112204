package xlsx_test

import (
	"archive/zip"
	"bytes"
	"testing"

	"countyboard/data"
)

// readSoundly reads whatever there is: it ends in a workbook whose rows and
// columns ascend, or in an error with words.
func readSoundly(t *testing.T, b []byte) {
	t.Helper()
	w, err := read(t, b)
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
				t.Fatalf("row %d after %d", r.Index, last)
			}
			last = r.Index
			col := int32(0)
			for c := range s.Cells(r) {
				if c.Col <= col {
					t.Fatalf("column %d after %d", c.Col, col)
				}
				col = c.Col
				_ = c.Raw()
			}
		}
		for _, m := range s.Merges {
			if m.LastRow < m.Row || m.LastCol < m.Col {
				t.Fatalf("merged %v", m)
			}
		}
	}
}

const (
	fuzzStyles  = `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"><alignment indent="2"/></xf></cellXfs></styleSheet>`
	fuzzStrings = `<sst><si><t>铝&#26448;</t></si><si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>x</t></rPh></si></sst>`
	fuzzBook    = `<workbook><workbookPr date1904="1"/><sheets><sheet name="表&amp;一" sheetId="1" r:id="r1"/><sheet name="b" state="hidden" r:id="r1"/></sheets></workbook>`
	fuzzRels    = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="../xl/sharedStrings.xml"/></Relationships>`
)

var fuzzSheets = []string{
	`<worksheet><cols><col min="1" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a&#65;</t></is></c><c r="B1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
	`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c s="1"><v>45000</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-02-29T10:00:00</v></c><c t="str"><f>A1</f><v>x_x000D_</v></c></row>`,
	`<x:worksheet><!-- > --><x:c a='">' /></x:worksheet>`,
	"\xff\xfe<\x00a\x00/\x00>\x00",
}

func FuzzRead(f *testing.F) {
	for _, s := range fuzzSheets {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, sheet []byte) {
		if len(sheet) <= 1<<16 {
			readSoundly(t, minimal(t, string(sheet), "xl/styles.xml", fuzzStyles))
		}
	})
}

// FuzzParts changes the parts around a sheet.
func FuzzParts(f *testing.F) {
	f.Add(fuzzBook, fuzzRels, fuzzStrings, fuzzStyles, fuzzSheets[1]+"</sheetData></worksheet>")
	f.Fuzz(func(t *testing.T, book, rels, texts, styles, sheet string) {
		if len(book)+len(rels)+len(texts)+len(styles)+len(sheet) <= 1<<16 {
			readSoundly(t, minimal(t, sheet, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", rels, "xl/sharedStrings.xml", texts, "xl/styles.xml", styles))
		}
	})
}

// FuzzZip changes the container: its directory, sizes, flags and methods.
func FuzzZip(f *testing.F) {
	sheet := fuzzSheets[0]
	f.Add(minimal(f, sheet))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{{"xl/workbook.xml", fuzzBook}, {"xl/_rels/workbook.xml.rels", fuzzRels}, {"xl/worksheets/sheet1.xml", sheet}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) <= 1<<16 {
			readSoundly(t, b)
		}
	})
}
