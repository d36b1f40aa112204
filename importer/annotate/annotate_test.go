package annotate_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"countyboard/data/lang"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/annotate"
	"countyboard/importer/csv"
	"countyboard/importer/xlsx"
)

// book is a workbook with looks: bold header, a width, a comment of its author.
func book(t *testing.T, password string) []byte {
	t.Helper()
	f := excelize.NewFile()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 4})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"乐至县规模以上工业总产值"}, {"产业集群", "2022年", "2023年"}, {"铝材", 31.2, 312.5}, {"东方产业", 1.5, 2.5}} {
		if err := f.SetSheetRow("Sheet1", importer.CellName(i+1, 1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{
		f.SetCellStyle("Sheet1", "C3", "C3", bold),
		f.SetColWidth("Sheet1", "A", "A", 33),
		f.AddComment("Sheet1", excelize.Comment{Cell: "C3", Author: "张三", Text: "已核"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if password != "" {
		var out bytes.Buffer
		err = f.Write(&out, excelize.Options{Password: password})
		b = &out
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var readers = []importer.Reader{xlsx.Reader{}, csv.Reader{}}

// giveBack reads a workbook and writes it with its problems.
func giveBack(t *testing.T, b []byte, password string) (*excelize.File, importer.Result) {
	t.Helper()
	o := importer.Options{Place: "512022", Password: password}
	res, err := importer.Read(context.Background(), readers, "book.xlsx", b, vocab.Embedded(), o)
	if err != nil {
		t.Fatal(err)
	}
	w, format, err := importer.Open(context.Background(), readers, b, o)
	if err != nil {
		t.Fatal(err)
	}
	out, err := annotate.Write(annotate.Source{Bytes: b, Format: format, Password: password, Book: w}, res.Report, lang.En)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out), excelize.Options{Password: password})
	if err != nil {
		t.Fatal(err)
	}
	return f, res
}

func comment(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	all, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Cell == cell {
			for _, p := range c.Paragraph {
				c.Text += p.Text
			}
			return c.Text
		}
	}
	return ""
}

func TestMarksAndList(t *testing.T) {
	t.Parallel()
	f, res := giveBack(t, book(t, ""), "")
	if len(res.Report.Problems) < 2 {
		t.Fatalf("%+v", res.Report.Problems)
	}
	for cell, want := range map[string]string{"A3": "铝材", "B3": "31.2", "A4": "东方产业"} {
		if v, err := f.GetCellValue("Sheet1", cell); err != nil || v != want {
			t.Errorf("%s is %q", cell, v)
		}
	}
	if w, err := f.GetColWidth("Sheet1", "A"); err != nil || w != 33 {
		t.Errorf("width %v", w)
	}
	for _, p := range res.Report.Problems {
		if p.Cell == "" {
			continue
		}
		if text := comment(t, f, p.Sheet, p.Cell); !strings.Contains(text, lang.Say(lang.En, p.Message)) || !strings.Contains(text, lang.Say(lang.En, p.Hint)) {
			t.Errorf("%s is commented %q", p.Cell, text)
		}
		id, err := f.GetCellStyle(p.Sheet, p.Cell)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := f.GetStyle(id); err != nil || len(s.Fill.Color) == 0 {
			t.Errorf("%s has no fill", p.Cell)
		}
	}
	id, _ := f.GetCellStyle("Sheet1", "A4")
	if s, _ := f.GetStyle(id); len(s.Fill.Color) == 0 || s.Fill.Color[0] != "FFE699" {
		t.Errorf("the unknown cluster is filled %v", s.Fill.Color)
	}
	rows, err := f.GetRows("Problems found")
	if err != nil || len(rows) != len(res.Report.Problems)+1 {
		t.Fatalf("%d rows in the list, %v", len(rows), err)
	}
	if got := strings.Join(rows[1], "|"); !strings.Contains(got, res.Report.Problems[0].ID) {
		t.Errorf("first row %s", got)
	}
}

// TestTwice: marking a marked workbook gives one list and one comment each.
func TestTwice(t *testing.T) {
	t.Parallel()
	f, _ := giveBack(t, book(t, ""), "")
	var once bytes.Buffer
	if err := f.Write(&once); err != nil {
		t.Fatal(err)
	}
	again, res := giveBack(t, once.Bytes(), "")
	if rows, err := again.GetRows("Problems found"); err != nil || len(rows) != len(res.Report.Problems)+1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if text := comment(t, again, "Sheet1", "A4"); strings.Count(text, "东方产业") != 1 {
		t.Errorf("commented %q", text)
	}
}

func TestOwnCommentStays(t *testing.T) {
	t.Parallel()
	f, res := giveBack(t, book(t, ""), "")
	marked := false
	for _, p := range res.Report.Problems {
		marked = marked || p.Cell == "C3"
	}
	if text := comment(t, f, "Sheet1", "C3"); marked != strings.Contains(text, "[") || !strings.Contains(text, "已核") {
		t.Errorf("C3 (marked: %v) is commented %q", marked, text)
	}
}

func TestPasswordStays(t *testing.T) {
	t.Parallel()
	f, _ := giveBack(t, book(t, "geheim"), "geheim")
	if v, _ := f.GetCellValue("Sheet1", "A3"); v != "铝材" {
		t.Errorf("A3 is %q", v)
	}
}

// TestOtherFormats: cells keep their addresses; a formula in text stays text.
func TestOtherFormats(t *testing.T) {
	t.Parallel()
	f, res := giveBack(t, []byte("乐至县规模以上工业总产值（亿元）,,\n产业集群,2022年,2023年\n=1+1,1.5,2.5\n铝材,31.2,33\n"), "")
	for cell, want := range map[string]string{"A3": "=1+1", "B4": "31.2"} {
		if v, _ := f.GetCellValue("Sheet1", cell); v != want {
			t.Errorf("%s is %q", cell, v)
		}
	}
	if formula, _ := f.GetCellFormula("Sheet1", "A3"); formula != "" {
		t.Errorf("A3 has become the formula %q", formula)
	}
	if len(res.Report.Problems) == 0 || comment(t, f, "Sheet1", "A3") == "" {
		t.Error("the unknown word is not marked")
	}
}
