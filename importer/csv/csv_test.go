package csv_test

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/csv"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func read(t *testing.T, b []byte) (*importer.Workbook, error) {
	t.Helper()
	if !(csv.Reader{}).Sniff(b) {
		t.Fatalf("%.40q is not taken for a table of text", b)
	}
	return csv.Reader{}.Read(t.Context(), b, importer.ReadOptions{Limits: importer.DefaultLimits})
}

func drawn(book *importer.Workbook) string {
	var b strings.Builder
	for _, r := range book.Sheets[0].Rows {
		for c := range book.Sheets[0].Cells(r) {
			kind := ""
			if c.Kind == importer.Number {
				kind = "#"
			}
			b.WriteString(importer.CellName(r.Index, int(c.Col)) + "=" + kind + c.Raw() + " ")
		}
	}
	return b.String()
}

// TestEncodingsAndSeparators: the same table in each gives the same cells.
func TestEncodingsAndSeparators(t *testing.T) {
	t.Parallel()
	const text = "乐至县工业,,\n\n集群,企业数,\"产值\n(亿元)\"\n铝材,37,26.8\n纺织,\"1,234\",007\n"
	const want = "A1=乐至县工业 A3=集群 B3=企业数 C3=产值\n(亿元) A4=铝材 B4=#37 C4=#26.8 A5=纺织 B5=1,234 C5=007 "
	encode := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, b := range map[string][]byte{
		"utf-8":     []byte(text),
		"bom":       []byte("\ufeff" + text),
		"crlf":      []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"gb18030":   encode(simplifiedchinese.GB18030, text),
		"utf-16-le": encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text),
		"utf-16-be": encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), text),
		"tab":       []byte(strings.NewReplacer(`"1,234"`, "1,234", ",", "\t").Replace(strings.ReplaceAll(text, `"1,234"`, "1\u0000234"))),
		"semicolon": []byte(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(text, `"1,234"`, "\x01"), ",", ";"), "\x01", "1,234")),
	} {
		if name == "tab" {
			b = []byte(strings.ReplaceAll(string(b), "1\u0000234", "1,234"))
		}
		book, err := read(t, b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := drawn(book); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestWhatIsNoTable(t *testing.T) {
	t.Parallel()
	for _, b := range []string{"", "PK\x03\x04", "<html><table>", "one line", "a sentence, with a comma\nand another\nand more\nand more\n", "\x00\x01\x02,\n\x00,\n", "%PDF-1.4\na,b\na,b\n"} {
		if (csv.Reader{}).Sniff([]byte(b)) {
			t.Errorf("%q is taken for a table of text", b)
		}
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	wide := []byte(strings.Repeat("1,", 5000) + "\n" + strings.Repeat("1,", 5000) + "\n")
	_, err := csv.Reader{}.Read(t.Context(), wide, importer.ReadOptions{Limits: importer.DefaultLimits})
	if data.CodeOf(err) != data.TooLarge {
		t.Errorf("10,000 columns: %v", err)
	}
	long := []byte(strings.Repeat("1,2\n", 100))
	_, err = csv.Reader{}.Read(t.Context(), long, importer.ReadOptions{Limits: importer.Limits{Cells: 50, Columns: 10}})
	if data.CodeOf(err) != data.TooLarge {
		t.Errorf("200 cells where 50 are allowed: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (csv.Reader{}).Read(ctx, long, importer.ReadOptions{Limits: importer.DefaultLimits}); err == nil {
		t.Error("a cancelled reading went on")
	}
}

// FuzzRead: whatever is taken is read or refused in words; rows and columns ascend.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("\xff\xfea\x00,\x00"))
	f.Add([]byte("\"a\n\";b\n\n1;2\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if !(csv.Reader{}).Sniff(b) {
			return
		}
		book, err := csv.Reader{}.Read(context.Background(), b, importer.ReadOptions{Limits: importer.DefaultLimits})
		if err != nil {
			if data.CodeOf(err) == data.Internal {
				t.Error(err)
			}
			return
		}
		last := 0
		for _, r := range book.Sheets[0].Rows {
			if r.Index <= last {
				t.Fatalf("row %d after row %d", r.Index, last)
			}
			last = r.Index
			col := int32(0)
			for c := range book.Sheets[0].Cells(r) {
				if c.Col <= col {
					t.Fatalf("column %d after %d", c.Col, col)
				}
				col = c.Col
			}
		}
	})
}

// TestQuotes: fields are parted as spreadsheets part them.
func TestQuotes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a,b\n\"x\"\"y\",2\n":                             `A1=a B1=b A2=x"y B2=#2 `,
		"a,b\n\"x,\r\ny\",2\r\n3,4":                       "A1=a B1=b A2=x,\ny B2=#2 A3=#3 B3=#4 ",
		"a,b\n\"安岳县\"（含）,2\n3,4\n":                        "A1=a B1=b A2=安岳县（含） B2=#2 A3=#3 B3=#4 ",
		"a,b\nNaN,-Inf\n-,-1.5\n":                         "A1=a B1=b A2=NaN B2=-Inf A3=- B3=#-1.5 ",
		"a,b\n5\" pipe,2\n3,4\n":                          `A1=a B1=b A2=5" pipe B2=#2 A3=#3 B3=#4 `,
		"a,b\n\"\",2\n,\"\"\n3,\"4":                       `A1=a B1=b B2=#2 A4=#3 B4="4 `,
		"a,b\n1," + strings.Repeat(",", 9000) + "\n3,4\n": "A1=a B1=b A2=#1 A3=#3 B3=#4 ",
	} {
		book, err := read(t, []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := drawn(book); got != want {
			t.Errorf("%.60q: %q, want %q", text, got, want)
		}
	}
	_, err := read(t, []byte("a,b\n1,2\n3,\"4\n5,6\n7,8\n"))
	if e := data.AsError(err); err == nil || e.Message.Key != "errors.csv-damaged" {
		t.Errorf("a quote that swallows the rest of the file: %v", err)
	}
}

// TestMemory: a text of many cells, or of one, takes little more than itself.
func TestMemory(t *testing.T) {
	const size = 8 << 20
	for name, b := range map[string][]byte{
		"columns":  []byte("a,b\n1,2\n" + strings.Repeat("1,", size/2)),
		"empty":    []byte("a,b\n1,2\n" + strings.Repeat(",", size)),
		"quotes":   []byte("a,b\n1,2\n" + strings.Repeat(`"""",`, size/5)),
		"one line": []byte("a,b\n1,2\n" + strings.Repeat("x", size)),
		"cells":    []byte(strings.Repeat("a,b\n", size/4)),
	} {
		limits := importer.DefaultLimits
		limits.Cells = 200_000
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := csv.Reader{}.Read(t.Context(), b, importer.ReadOptions{Limits: limits})
		runtime.ReadMemStats(&after)
		if err != nil && data.CodeOf(err) != data.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 5*size {
			t.Errorf("%s: %d MB for a file of %d MB", name, n>>20, size>>20)
		}
	}
}

func TestDecimalCommas(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		want []float64 // of the last column
	}{
		"the column has numbers with two dots": {"a;b\nx;47.385.107\ny;386.464\n", []float64{47385107, 386464}},
		"decimal commas":                       {"a;b\nx;25,4\ny;1.234,5\nz;16,0\n", []float64{25.4, 1234.5, 16}},
		"commas in quotes":                     {"a,b\nx,\"25,4\"\ny,\"31,75\"\n", []float64{25.4, 31.75}},
		"another column of the file says it":   {"a;b;c\nx;25,4;386.464\ny;1.100,5;86.261\n", []float64{386464, 86261}},
		"dots are decimal signs":               {"a;b\nx;386.464\ny;86.26\n", []float64{386.464, 86.26}},
		"nothing says that they are not":       {"a,b\nx,386.464\ny,86.261\n", []float64{386.464, 86.261}},
	} {
		book, err := csv.Reader{}.Read(context.Background(), []byte(c.file), importer.ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, want := range c.want {
			cells := slices.Collect(book.Sheets[0].Cells(book.Sheets[0].Rows[i+1]))
			if got := cells[len(cells)-1]; got.Kind != importer.Number || got.Number != want {
				t.Errorf("%s: row %d is %v %v, want %v", name, i+2, got.Number, got.Text, want)
			}
		}
	}
}

// TestWesternLetters: text of Western offices is no GB18030, whose pairs of bytes
// their lone accented letters would seem to begin; Chinese text stays what it is.
func TestWesternLetters(t *testing.T) {
	t.Parallel()
	western, err := charmap.Windows1252.NewEncoder().String("Löhne für Bäcker;;\n;Löhne (€);Größe\n2019;12,5;7,25\n2020;13,0;7,5\n")
	if err != nil {
		t.Fatal(err)
	}
	chinese, err := simplifiedchinese.GB18030.NewEncoder().String("镇,值\n甲镇,1\n乙镇,2\n")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		western: "A1=Löhne für Bäcker B2=Löhne (€) C2=Größe A3=#2019 B3=#12,5 C3=#7,25 A4=#2020 B4=#13,0 C4=#7,5 ",
		chinese: "A1=镇 B1=值 A2=甲镇 B2=#1 A3=乙镇 B3=#2 ",
	} {
		book, err := read(t, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := drawn(book); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
