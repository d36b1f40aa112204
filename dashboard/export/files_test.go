package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
)

// publisher is one that says all there is to say.
var publisher = export.Publisher{Name: "乐至县统计局", Licence: "CC-BY-4.0", LicenceURL: "https://creativecommons.org/licenses/by/4.0/", BaseURL: "https://example.org"}

func take(c chart.Chart) export.Taken { return publisher.Take(c) }

// written is a chart in a format.
func written(t *testing.T, f func(io.Writer, export.Taken) error, c export.Taken) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// table reads CSV.
func table(t *testing.T, b []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// unzipped are the files of a zip.
func unzipped(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return files
}

// forEachChart builds every chart in each of its views and measures.
func forEachChart(t *testing.T, langs []lang.Lang, do func(t *testing.T, c chart.Chart)) {
	t.Helper()
	s := charttest.Sources(t)
	for _, d := range chart.Catalogue {
		views := d.Views
		if len(views) == 0 {
			views = []string{""}
		}
		for _, view := range views {
			for _, m := range d.Measures {
				for _, l := range langs {
					t.Run(strings.Join([]string{d.Slug, view, string(m), string(l)}, "."), func(t *testing.T) {
						do(t, charttest.Build(t, s, d.Slug, chart.Params{View: view, Measure: m, Lang: l}))
					})
				}
			}
		}
	}
}

// close reports whether two numbers are the same but for binary noise.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a)) }

// TestWorkbookHasTheTable reads each chart's workbook back: the numbers of the
// data sheet are those of the chart's table, blanks are where it has none, and
// the provenance sheet has each value of the CSV with the same cells.
func TestWorkbookHasTheTable(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	forEachChart(t, lang.All, func(t *testing.T, c chart.Chart) {
		b := written(t, export.XLSX, take(c))
		f, err := excelize.OpenReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		sheets := f.GetSheetList()
		if len(sheets) != 4 {
			t.Fatalf("sheets %q", sheets)
		}
		raw := excelize.Options{RawCellValue: true}
		want := c.Table()
		numbers := 0
		for i, r := range want.Rows {
			for j, cell := range r.Cells {
				name, err := excelize.CoordinatesToCellName(j+2, i+6)
				if err != nil {
					t.Fatal(err)
				}
				got, err := f.GetCellValue(sheets[1], name, raw)
				if err != nil {
					t.Fatal(err)
				}
				x, err := strconv.ParseFloat(got, 64)
				switch {
				case !cell.Has && got != "":
					t.Errorf("%s has %q where the table says %s", name, got, cell.Why)
				case cell.Has && err != nil && got != cell.Shown:
					t.Errorf("%s has %q, want %v", name, got, cell.Value)
				case cell.Has && err == nil && !same(x, cell.Value):
					t.Errorf("%s has %v, want %v", name, x, cell.Value)
				case cell.Has:
					numbers++
				}
			}
		}
		if numbers == 0 {
			t.Error("no number stands in the data sheet")
		}
		if rows, err := f.GetRows(sheets[0]); err != nil || !strings.Contains(rows[2][0], "示例数据") {
			t.Errorf("the chart's sheet does not say what is invented: %v", err)
		}
		provenance(t, f, sheets[2], table(t, written(t, export.CSV, take(c))))
		files := unzipped(t, b)
		drawn := string(files["xl/charts/chart1.xml"])
		if !strings.Contains(drawn, "<c:f>'"+sheets[1]+"'!$") && !strings.Contains(drawn, "<f>'"+sheets[1]+"'!$") && !strings.Contains(drawn, "&#39;"+sheets[1]+"&#39;!$") {
			t.Errorf("the chart does not draw the data sheet: %.300s", drawn)
		}
		wellFormed(t, files)
	})
}

// TestWorkbookOnPaper: all sheets are printed on A4, in its width; long names are
// whole, in a column of bounded width.
func TestWorkbookOnPaper(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "cluster-growth", chart.Params{})
	const long = "四川省乐至县经济技术开发区高端装备制造与新能源汽车零部件特色产业园区（筹建）管理委员会"
	for i := range c.Categories {
		c.Categories[i].Label = []string{"短", "四川乐至经济技术开发区产业园", long}[i%3]
	}
	for i := range c.Series {
		c.Series[i].Name, c.Series[i].GroupLabel = long, long
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, export.XLSX, take(c))))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, sheet := range f.GetSheetList() {
		page, err := f.GetPageLayout(sheet)
		props, err2 := f.GetSheetProps(sheet)
		if err != nil || err2 != nil || *page.Size != 9 || *page.FitToWidth != 1 || !*props.FitToPage {
			t.Errorf("%s: %+v %v %v", sheet, page, err, err2)
		}
	}
	found := false
	for _, sheet := range []string{"数据", "出处"} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			if sheet == "数据" && r < 3 { // headings run over the columns beside them
				continue
			}
			found = found || sheet == "数据" && row[0] == long
			for i, text := range row {
				column, _ := excelize.ColumnNumberToName(i + 1)
				wide, err := f.GetColWidth(sheet, column)
				high, err2 := f.GetRowHeight(sheet, r+1)
				need := 0.0
				for _, letter := range text {
					need += min(float64(utf8.RuneLen(letter)), 2)
				}
				if err != nil || err2 != nil || wide > 40 || need > wide && need > (wide-1)*float64(int(high/15)) {
					t.Errorf("%s!%s%d %q: %v wide, %v high (%v, %v)", sheet, column, r+1, text, wide, high, err, err2)
				}
			}
		}
	}
	if !found {
		t.Error("no row has the long name")
	}
}

// provenance compares a sheet with the rows of the CSV.
func provenance(t *testing.T, f *excelize.File, sheet string, want [][]string) {
	t.Helper()
	got, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	at := 1
	for _, w := range want[1:] {
		if at >= len(got) {
			t.Fatalf("%s ends before %v", sheet, w)
		}
		g := append(got[at], make([]string, 14)...)
		x, _ := strconv.ParseFloat(g[5], 64)
		y, _ := strconv.ParseFloat(w[8], 64)
		if g[0] != w[1] || !same(x, y) || (g[5] == "") != (w[8] == "") {
			t.Fatalf("%s row %d: %q, want %q", sheet, at+1, g, w)
		}
		for range max(1, len(sheetsOf(w[13]))) { // a value of several sheets has a row for each
			g := append(got[at], make([]string, 14)...)
			for c := range strings.SplitSeq(g[11], ", ") {
				if (c == "") != (w[13] == "") || c != "" && !strings.Contains(w[13], g[10]+"!"+c) {
					t.Fatalf("%s row %d: cell %s!%s is not in %q", sheet, at+1, g[10], c, w[13])
				}
			}
			at++
		}
	}
	if at != len(got) {
		t.Errorf("%s has %d rows, the CSV's values take %d", sheet, len(got), at)
	}
}

// sheetsOf are the sheets of a CSV row's cells, of each workbook.
func sheetsOf(list string) map[string]bool {
	all := make(map[string]bool)
	for c := range strings.SplitSeq(list, "; ") {
		if i := strings.LastIndexByte(c, '!'); i >= 0 {
			all[c[:i]] = true
		}
	}
	return all
}

// wellFormed parses every XML part of a workbook.
func wellFormed(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, b := range files {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(b)); ; {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

// TestOneChartOneSetOfNumbers: GB18030, SDMX-CSV, JSON-stat and the zip have the
// values of the CSV, no more and no fewer, in each chart.
func TestOneChartOneSetOfNumbers(t *testing.T) {
	t.Parallel()
	forEachChart(t, lang.All[:1], func(t *testing.T, c chart.Chart) {
		taken := take(c)
		plain := written(t, export.CSV, taken)
		rows := table(t, plain)
		back, err := simplifiedchinese.GB18030.NewDecoder().Bytes(written(t, export.GB18030, taken))
		if err != nil || !bytes.Equal(back, bytes.TrimPrefix(plain, []byte("\ufeff"))) {
			t.Errorf("GB18030 is not the CSV in another encoding (%v)", err)
		}
		asSDMX := written(t, export.SDMX, taken)
		if !bytes.HasPrefix(asSDMX, []byte("DATAFLOW,FREQ,")) { // readers tell the version by the first word
			t.Errorf("SDMX-CSV begins with %q", asSDMX[:min(len(asSDMX), 20)])
		}
		sdmx := table(t, asSDMX)
		flow := regexp.MustCompile(`^COUNTYBOARD:[A-Z_]+\(1\.0\)$`)
		for i := range sdmx {
			if i > 0 && !flow.MatchString(sdmx[i][0]) {
				t.Errorf("dataflow %q", sdmx[i][0])
			}
			sdmx[i] = sdmx[i][1:]
		}
		if got, want := strings.Join(sdmx[0][:9], ","), "FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,CONF_STATUS"; got != want {
			t.Errorf("SDMX columns %s, want %s", got, want)
		}
		if len(sdmx) != len(rows) {
			t.Fatalf("%d rows of SDMX, %d of CSV", len(sdmx), len(rows))
		}
		values := 0
		keys := make(map[string]bool)
		for i := range rows[1:] {
			r, s := rows[i+1], sdmx[i+1]
			if r[8] != s[4] || r[10] != s[7] || r[0] != s[1] || r[2] != s[2] {
				t.Fatalf("SDMX %q, CSV %q", s, r)
			}
			key := strings.Join([]string{s[0], s[1], s[2], s[3], s[9], s[10]}, "|")
			if keys[key] {
				t.Errorf("two rows have the key %s", key)
			}
			if keys[key] = true; r[8] != "" {
				values++
			}
			if strings.Contains(s[3], "/P") != (s[0] == "_O") {
				t.Errorf("FREQ %s of %s", s[0], s[3])
			}
			if p, err := data.ParsePeriod(s[3]); err != nil || p.String() != r[7] {
				t.Errorf("period %s of %s: %v", s[3], r[7], err)
			}
		}
		var stat struct {
			ID        []string
			Size      []int
			Value     map[string]float64
			Updated   string
			Dimension map[string]struct {
				Category struct {
					Index []string
					Unit  map[string]struct{ Decimals *int }
				}
			}
		}
		if err := json.Unmarshal(written(t, export.JSONStat, taken), &stat); err != nil {
			t.Fatal(err)
		}
		if len(stat.Value) != values {
			t.Errorf("%d values of JSON-stat, %d of CSV", len(stat.Value), values)
		}
		positions := 1
		for i, id := range stat.ID {
			if positions *= stat.Size[i]; stat.Size[i] != len(stat.Dimension[id].Category.Index) {
				t.Errorf("dimension %s has %d categories, its size is %d", id, len(stat.Dimension[id].Category.Index), stat.Size[i])
			}
		}
		for at := range stat.Value {
			if n, err := strconv.Atoi(at); err != nil || n < 0 || n >= positions {
				t.Errorf("position %s of %d", at, positions)
			}
		}
		if files := unzipped(t, written(t, export.Zip, taken)); !bytes.Equal(files["data.csv"], plain) {
			t.Error("the zip's data.csv is another CSV")
		}
	})
}

// TestSameChartSameBytes: a file depends on nothing but its chart.
func TestSameChartSameBytes(t *testing.T) {
	t.Parallel()
	c := take(charttest.Build(t, charttest.Sources(t), "growth-share", chart.Params{}))
	for _, f := range c.Offered() {
		if !bytes.Equal(written(t, f.Write, c), written(t, f.Write, c)) {
			t.Errorf("%s%s changes", f.Ending, f.Suffix())
		}
	}
}

// nasty are names as nobody should give them.
var nasty = []string{
	"=cmd|'/C calc'!A0", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM", `"quoted", 'too'`, "</script><script>alert(1)</script>",
	"a\x00b\x01c\x0bd", "]]>", "<c:v>1</c:v>", "&amp;", "line\nbreak", "\ufeffmark", "\ufffe\uffff", "\xff\xfe broken", "'!A1", "[book]sheet", "{a}",
	"__f__alert(1)__f__", strings.Repeat("很长的名字", 8000), strings.Repeat("😀", 20000), "| a | b |", "# head", "**bold**", "../../etc/passwd", " lead", "",
}

// spoil puts a name wherever names from workbooks stand.
func spoil(c chart.Chart, name string) chart.Chart {
	c.PlaceName, c.IndicatorLabel, c.Title, c.Subtitle, c.UnitLabel, c.XLabel = name, name, name, name, name, name
	c.Notes = []string{name}
	c.Citations = []chart.Citation{{File: name, Source: name}}
	for i := range c.Series {
		s := &c.Series[i]
		s.Name, s.GroupLabel, s.PlaceName = name, name, name
		for j := range s.Points {
			s.Points[j].Cells = []chart.Cell{{File: name, Sheet: name, Cell: "A1"}}
			s.Points[j].Why = name
		}
	}
	for i := range c.Categories {
		c.Categories[i].Label = name
	}
	return c
}

// TestNastyNames: no name becomes a formula, markup, a sheet or a broken file,
// in any format.
func TestNastyNames(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s := charttest.Sources(t)
	for n, name := range nasty {
		for _, slug := range []string{"growth-share", []string{"cluster-share", "enterprise-flow", "ranking", "doubling"}[n%4]} {
			c := spoil(charttest.Build(t, s, slug, chart.Params{}), name)
			taken := take(c)
			taken.Name = name
			for _, r := range table(t, written(t, export.CSV, taken))[1:] {
				for i, field := range r {
					first, _ := utf8.DecodeRuneInString(field)
					if strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) && field != "" && i != 8 {
						t.Errorf("name %d: a field of %s begins a formula: %.40q", n, slug, field)
					}
				}
				if _, err := strconv.ParseFloat(r[8], 64); err != nil && r[8] != "" {
					t.Errorf("name %d: value %q is no number", n, r[8])
				}
			}
			for _, f := range []func(io.Writer, export.Taken) error{export.JSONStat, export.Option} {
				if b := written(t, f, taken); !json.Valid(b) || bytes.Contains(b, []byte("</script>")) {
					t.Errorf("name %d: %s gives JSON that is broken or ends a script", n, slug)
				}
			}
			if _, err := simplifiedchinese.GB18030.NewDecoder().Bytes(written(t, export.GB18030, taken)); err != nil {
				t.Errorf("name %d: %v", n, err)
			}
			nastyWorkbook(t, n, written(t, export.XLSX, taken))
			nastyZip(t, n, unzipped(t, written(t, export.Zip, taken)))
			for _, f := range export.Formats {
				if file := taken.FileName(f); strings.ContainsAny(file, "/\\:*?\"<>|\x00\n\r") || len(file) > 255 || strings.HasPrefix(file, ".") || !utf8.ValidString(file) {
					t.Errorf("name %d: file name %q", n, file)
				}
			}
		}
	}
}

func nastyWorkbook(t *testing.T, n int, b []byte) {
	t.Helper()
	files := unzipped(t, b)
	wellFormed(t, files)
	for name, part := range files {
		if strings.HasPrefix(name, "xl/worksheets/") && bytes.Contains(part, []byte("<f>")) {
			t.Errorf("name %d: %s holds a formula", n, name)
		}
		if bytes.Contains(part, []byte("TargetMode=\"External\"")) || name == "xl/workbook.xml" && bytes.Contains(part, []byte("cmd|")) {
			t.Errorf("name %d: %s leads out of the workbook", n, name)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("name %d: %v", n, err)
	}
	defer func() { _ = f.Close() }()
	if got := strings.Join(f.GetSheetList(), " "); got != "图 数据 出处 说明" {
		t.Errorf("name %d: sheets %s", n, got)
	}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatalf("name %d: %v", n, err)
		}
		for _, r := range rows {
			for _, text := range r {
				if utf8.RuneCountInString(text) > 32767 {
					t.Errorf("name %d: a cell holds %d letters", n, utf8.RuneCountInString(text))
				}
			}
		}
	}
}

func nastyZip(t *testing.T, n int, files map[string][]byte) {
	t.Helper()
	for _, name := range []string{"datapackage.json", "metadata.json"} {
		if !json.Valid(files[name]) {
			t.Errorf("name %d: %s is broken", n, name)
		}
	}
	readme := string(files["README.md"])
	if strings.Contains(readme, "<script") || strings.Contains(readme, "**bold**") || strings.Count(readme, "\n# ") > 0 {
		t.Errorf("name %d became markup: %.300s", n, readme)
	}
}

// TestDataPackage holds the zip's descriptions against the standard's rules: a
// name of its letters, resources with paths that are there, a schema with the
// columns that stand in the file, hashes that are theirs.
func TestDataPackage(t *testing.T) {
	t.Parallel()
	paint := publisher
	paint.Paint = func(c chart.Chart, ending, _ string) ([]byte, error) { return []byte(ending + c.Slug), nil }
	c := paint.Take(charttest.Build(t, charttest.Sources(t), "output", chart.Params{}))
	files := unzipped(t, written(t, export.Zip, c))
	var p struct {
		Name      string
		Profile   string
		Version   string
		Licenses  []map[string]string
		Sources   []map[string]string
		Resources []struct {
			Name, Path, Hash string
			Bytes            int
			Schema           *struct{ Fields []struct{ Name, Type string } }
		}
	}
	if err := json.Unmarshal(files["datapackage.json"], &p); err != nil {
		t.Fatal(err)
	}
	if p.Name != "output-512022-r7" || p.Profile != "data-package" || p.Version != "7.0.0" || p.Licenses[0]["name"] != "CC-BY-4.0" || !strings.Contains(p.Sources[0]["title"], ".xlsx") || len(p.Resources) != 4 {
		t.Errorf("%+v", p)
	}
	for _, r := range p.Resources {
		sum := sha256.Sum256(files[r.Path])
		if len(files[r.Path]) == 0 || r.Bytes != len(files[r.Path]) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Errorf("%s: %d bytes, %s", r.Path, r.Bytes, r.Hash)
		}
		if (r.Schema != nil) != (r.Path == "data.csv") {
			t.Errorf("%s: schema %v", r.Path, r.Schema)
		}
		if r.Schema != nil {
			header := table(t, files[r.Path])[0]
			for i, f := range r.Schema.Fields {
				if header[i] != f.Name {
					t.Errorf("column %d is %s, the schema says %s", i, header[i], f.Name)
				}
			}
		}
	}
	var m struct {
		Title, Description, Publisher, Citation, Released string
		Source                                            []string
		Licence                                           map[string]string
		Spatial                                           []map[string]string
		Temporal                                          map[string]string
		Revision                                          int
		Columns                                           []struct {
			Name  string
			Units []string
		}
		Illustrative bool
	}
	if err := json.Unmarshal(files["metadata.json"], &m); err != nil {
		t.Fatal(err)
	}
	if m.Title != c.Title || m.Publisher != "乐至县统计局" || m.Licence["name"] != "CC-BY-4.0" || m.Spatial[0]["code"] != "512022" || m.Temporal["end"] != "2024-09-30" ||
		m.Revision != 7 || m.Released == "" || len(m.Columns) != 15 || m.Columns[8].Units[0] != "亿元" || !m.Illustrative || !strings.Contains(m.Citation, "https://example.org/charts/output?asof=r7") {
		t.Errorf("%+v", m)
	}
	if readme := string(files["README.md"]); !strings.Contains(readme, "引用") || !strings.Contains(readme, "r7") || !strings.Contains(readme, "示例数据") || !strings.Contains(readme, "CC-BY-4.0") || !strings.Contains(readme, "`chart.png`") {
		t.Errorf("README: %s", readme)
	}
}

// TestZipWithoutPNG: a picture with a character that no font has is left out, and
// the zip says why; any other mistake of painting is one of the zip.
func TestZipWithoutPNG(t *testing.T) {
	t.Parallel()
	fault := error(data.Fail(data.Unsupported, "picture-glyph", "character", "𪚥", "code", "U+2A6A5"))
	paint := publisher
	paint.Paint = func(_ chart.Chart, ending, _ string) ([]byte, error) {
		if ending == "png" {
			return nil, fault
		}
		return []byte("<svg/>"), nil
	}
	c := paint.Take(charttest.Build(t, charttest.Sources(t), "output", chart.Params{}))
	files := unzipped(t, written(t, export.Zip, c))
	if files["chart.png"] != nil || files["chart.svg"] == nil || bytes.Contains(files["datapackage.json"], []byte("chart.png")) {
		t.Errorf("%d files", len(files))
	}
	for _, name := range []string{"README.md", "metadata.json"} {
		if text := string(files[name]); !strings.Contains(text, "chart.png") || !strings.Contains(text, "没有字体写得出“𪚥”") {
			t.Errorf("%s: %s", name, text)
		}
	}
	fault = errors.New("out of paint")
	if err := export.Zip(io.Discard, c); !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
}

// TestNoLicenceIsAssumed: who says none has none.
func TestNoLicenceIsAssumed(t *testing.T) {
	t.Parallel()
	c := export.Publisher{}.Take(charttest.Build(t, charttest.Sources(t), "output", chart.Params{}))
	files := unzipped(t, written(t, export.Zip, c))
	if bytes.Contains(files["datapackage.json"], []byte("licenses")) || !bytes.Contains(files["README.md"], []byte("未声明许可")) {
		t.Errorf("%s\n%s", files["datapackage.json"], files["README.md"])
	}
	if _, ok := files["chart.png"]; ok {
		t.Error("a picture that nobody painted")
	}
}

// FuzzCSV: whatever a label says, the file reads back as one row a value, no
// text begins as a formula, and nothing but its mark is added to the label.
func FuzzCSV(f *testing.F) {
	for _, name := range nasty {
		f.Add(name)
	}
	c := chart.Chart{Slug: "output", Place: "512022", Unit: data.Unit{Label: "户", Base: data.BaseCount}, Measure: data.Level}
	f.Fuzz(func(t *testing.T, name string) {
		c := c
		c.PlaceName = name
		c.Series = []chart.Series{{Name: name, Points: []chart.Point{{Period: data.Year(2024), Value: -1, Has: true, Status: data.Normal}}}}
		rows := table(t, written(t, export.CSV, take(c)))
		if len(rows) != 2 || len(rows[1]) != 15 || rows[1][8] != "-1" {
			t.Fatalf("%q", rows)
		}
		got := rows[1][1]
		want := strings.ReplaceAll(name, "\r\n", "\n") // encoding/csv reads it so
		if strings.TrimPrefix(got, "'") != strings.TrimPrefix(want, "'") || len(got)-len(want) > 1 {
			t.Errorf("%q became %q", name, got)
		}
		if first, _ := utf8.DecodeRuneInString(got); got != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
			t.Errorf("%q begins a formula", got)
		}
	})
}
