package html_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/html"
)

// show is a sheet as text: a line a row, its number first, cells by column.
func show(t *testing.T, page []byte) (string, importer.Sheet) {
	t.Helper()
	if !(html.Reader{}).Sniff(page) {
		t.Fatal("not taken for a page with a table")
	}
	w, err := html.Reader{}.Read(context.Background(), page, importer.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range w.Sheets[0].Rows {
		fmt.Fprintf(&b, "%d:", r.Index)
		for c := range w.Sheets[0].Cells(r) {
			fmt.Fprintf(&b, " %s=%s", importer.ColumnName(int(c.Col)), c.Raw())
		}
		b.WriteString("\n")
	}
	return b.String(), w.Sheets[0]
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ page, want, merges string }{
		"a title, spans, tags left open": {
			`<html><head><title>工业</title><style>td{}</style></head><body><h3>2024年9月工业</h3><p>单位：亿元</p>
<table><tr><th rowspan=2>指标<th colspan=2>1-9月</tr><tr><td>产值<td>增速(%)<tr><td>铝材</td><td>12.5</td><td>18.2</td></table>`,
			"1: A=2024年9月工业\n2: A=单位：亿元\n3: A=指标 B=1-9月\n4: B=产值 C=增速(%)\n5: A=铝材 B=12.5 C=18.2\n", "[A3:A4 B3:C3]",
		},
		"two tables and a note": {
			"<table><tr><td>a<td>1</table>\n<table><tr><td>b<td>2</table>注：<br>示例<script>var x='<td>9'</script>",
			"1: A=a B=1\n2: A=b B=2\n3: A=注：\n4: A=示例\n", "[]",
		},
		"a table in a cell": {
			"<table><tr><td>x<td><table><tr><td>in<td>3</table><tr><td>y<td>4</table>",
			"1: A=x\n2: B=in C=3\n3: A=y B=4\n", "[]",
		},
		"what cells hold": {
			`<table><tr><td>&nbsp;&nbsp;其中</td><td x:num="209895.50418">209,896</td><td x:str>007</td><td>1,234</td><td x:num=0.182>18.2%</td><td>a<br>b</td><td> </td></tr></table>`,
			"1: A=\u00a0\u00a0其中 B=209895.50418 C=007 D=1,234 E=0.182 F=a\nb\n", "[]",
		},
		"rows and cells without their tags": {"<table><td>a<td>b<tr><td>c</table></td></table>", "1: A=a B=b\n2: A=c\n", "[]"},
		"spans beyond sense":                {`<table><tr><td rowspan=99999999>a<td colspan=-3>b<tr><td>c</table>`, "1: A=a B=b\n2: A=c\n", "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			got, sheet := show(t, []byte(c.page))
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if m := fmt.Sprint(sheet.Merges); m != c.merges {
				t.Errorf("merged %s, want %s", m, c.merges)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"></head><table><tr><td>乐至县<td>37</table>`
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(fmt.Sprintf(page, "gb2312"))
	lying, _ := simplifiedchinese.GB18030.NewEncoder().String(fmt.Sprintf(page, ""))
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(fmt.Sprintf(page, "unicode"))
	for name, b := range map[string]string{"utf-8": fmt.Sprintf(page, "utf-8"), "gb2312": gb, "undeclared": lying, "utf-16": wide, "bom": "\xEF\xBB\xBF" + fmt.Sprintf(page, "utf-8")} {
		if got, _ := show(t, []byte(b)); got != "1: A=乐至县 B=37\n" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestHiddenRow(t *testing.T) {
	t.Parallel()
	if _, s := show(t, []byte(`<table><tr style="height:0; display: none"><td>a<tr><td>b</table>`)); !s.Rows[0].Hidden || s.Rows[1].Hidden {
		t.Errorf("%+v", s.Rows)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	limits := importer.Limits{Cells: 10, Columns: 20, Time: importer.DefaultLimits.Time}
	for name, page := range map[string]string{
		"cells":   "<table>" + strings.Repeat("<tr><td>1<td>2", 6) + "</table>",
		"columns": "<table><tr>" + strings.Repeat("<td>", 30) + "</table>",
		"colspan": "<table><tr><td colspan=60000>x</table>",
	} {
		_, err := html.Reader{}.Read(context.Background(), []byte(page), importer.ReadOptions{Limits: limits})
		if data.CodeOf(err) != data.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
	deep := strings.Repeat("<table><tr><td>", 100_000)
	if _, err := (html.Reader{}).Read(context.Background(), []byte(deep+"x"), importer.ReadOptions{}); err != nil {
		t.Errorf("deep: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("<html><title>t</title><h3>标题</h3><table><tr><th rowspan=2>指标<th colspan=2>1-9月<tr><td x:num=1>1</table>"))
	f.Add([]byte("<table><tr><td><table><tr><td>1</table></table><p>注</p>"))
	f.Add([]byte("\xff\xfe<\x00t\x00a\x00b\x00l\x00e\x00"))
	limits := importer.Limits{Cells: 10_000, Columns: 100, Time: importer.DefaultLimits.Time}
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := html.Reader{}.Read(context.Background(), b, importer.ReadOptions{Limits: limits})
		if err != nil {
			if data.CodeOf(err) == data.Internal {
				t.Fatalf("an error without words: %v", err)
			}
			return
		}
		last := 0
		for _, r := range w.Sheets[0].Rows {
			if r.Index <= last {
				t.Fatalf("row %d behind row %d", r.Index, last)
			}
			last = r.Index
			col := int32(0)
			for c := range w.Sheets[0].Cells(r) {
				if c.Col <= col {
					t.Fatalf("row %d: column %d behind %d", r.Index, c.Col, col)
				}
				col = c.Col
			}
		}
	})
}

// TestMemory: a page of a few bytes over and over takes little more than itself,
// and no longer than reading it.
func TestMemory(t *testing.T) {
	const size = 4 << 20
	limits := importer.DefaultLimits
	limits.Cells = 100_000
	for name, c := range map[string]struct {
		begin, over string
		refused     bool
	}{
		"rows":           {"<table>", "<tr>", false},
		"cells":          {"<table>", "<tr><td>1", true},
		"lines":          {"<table></table>", "<p>x", true},
		"nested tables":  {"", "<table><tr><td>", false},
		"line breaks":    {"<table><tr><td>", "<br>", false},
		"one text":       {"<table><tr><td>", "x &amp; y ", true},
		"one tag":        {"<table><tr><td ", "a=b ", false},
		"wide cells":     {"", "<table><tr><td colspan=4000 rowspan=2>1</table>", true},
		"covered cells":  {"<table><tr><td colspan=4000 rowspan=60000>1", "<tr><td>", true},
		"unknown values": {"<table><tr>", "<td a b c>", true},
	} {
		page := []byte(c.begin + strings.Repeat(c.over, size/len(c.over)))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begin := time.Now()
		_, err := html.Reader{}.Read(context.Background(), page, importer.ReadOptions{Limits: limits})
		runtime.ReadMemStats(&after)
		if (err != nil) != c.refused || err != nil && data.CodeOf(err) != data.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 20*size {
			t.Errorf("%s: %d MB for a page of %d MB", name, n>>20, size>>20)
		}
		if d := time.Since(begin); d > 10*time.Second {
			t.Errorf("%s: it took %v", name, d)
		}
	}
}

// TestUnknown: how programs write that there is no value is no number.
func TestUnknown(t *testing.T) {
	t.Parallel()
	w, err := html.Reader{}.Read(context.Background(), []byte("<table><tr><td>NaN<td>-Inf<td>-1.5</table>"), importer.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := slices.Collect(w.Sheets[0].Cells(w.Sheets[0].Rows[0]))
	for i, want := range []importer.Cell{{Text: "NaN", Col: 1}, {Text: "-Inf", Col: 2}, {Number: -1.5, Kind: importer.Number, Col: 3}} {
		if got[i] != want {
			t.Errorf("%+v, want %+v", got[i], want)
		}
	}
}
