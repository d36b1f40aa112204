package importer_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
	"countyboard/data/vocab"
	"countyboard/importer"
	csvreader "countyboard/importer/csv"
	"countyboard/importer/html"
	"countyboard/importer/realtest"
	"countyboard/importer/xls"
	"countyboard/importer/xlsx"
)

var readers = []importer.Reader{xlsx.Reader{}, xls.Reader{}, html.Reader{}, csvreader.Reader{}}

func readFile(t testing.TB, file string, o importer.Options) (importer.Result, error) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return importer.Read(context.Background(), readers, filepath.Base(file), b, vocab.Embedded(), o)
}

type line struct {
	Type, Sheet, Cell, Unit, Period, Title, Indicator, Place, Group, Status string
	Value                                                                   *float64
	Rows, Cols                                                              []string
	IndicatorLabel                                                          string `json:"indicator_label"`
	PlaceLabel                                                              string `json:"place_label"`
}

// TestRealWorkbooks checks cells of real workbooks through
// the same lines that the command prints.
func TestRealWorkbooks(t *testing.T) {
	t.Parallel()
	race.Alone(t)
	dir := realtest.Workbooks(t)
	f, err := os.Open(filepath.Join(dir, "expected.tsv"))
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = '\t', -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]map[string][]line)
	for _, want := range rows[1:] {
		if files[want[0]] == nil {
			files[want[0]] = linesOf(t, filepath.Join(dir, want[0]))
		}
		got := files[want[0]][want[1]+"!"+want[2]]
		if want[1] == "*" { // whatever the sheet's name is
			got = nil
			for at, lines := range files[want[0]] {
				if strings.HasSuffix(at, "!"+want[2]) {
					got = append(got, lines...)
				}
			}
		}
		checkCell(t, append(want, "", "", ""), got)
	}
}

func linesOf(t *testing.T, file string) map[string][]line {
	t.Helper()
	res, err := readFile(t, file, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := importer.WriteJSONL(&b, res, vocab.Embedded(), lang.ZhHans); err != nil {
		t.Fatal(err)
	}
	m := make(map[string][]line)
	for text := range bytes.Lines(b.Bytes()) {
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			t.Fatal(err)
		}
		if l.Type == "observation" {
			m[l.Sheet+"!"+l.Cell] = append(m[l.Sheet+"!"+l.Cell], l)
		}
	}
	return m
}

func checkCell(t *testing.T, want []string, got []line) {
	t.Helper()
	at := want[0] + " " + want[1] + "!" + want[2]
	switch want[3] {
	case "EMPTY", "MISSING":
		for _, l := range got {
			if l.Value != nil || want[3] == "MISSING" && l.Status == "A" {
				t.Errorf("%s: %s, got %v %s", at, want[3], *l.Value, l.Status)
			}
		}
		return
	}
	x, err := strconv.ParseFloat(want[3], 64)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Value == nil || math.Abs(*got[0].Value-x) > 1e-9*math.Max(1, math.Abs(x)) {
		t.Errorf("%s: got %+v, want %v", at, got, x)
		return
	}
	l := got[0]
	if want[4] != "*" && l.Period != want[4] {
		t.Errorf("%s: period %q, want %q", at, l.Period, want[4])
	}
	if u := want[5]; u == "ASK" && l.Unit != "" || u != "ASK" && u != "*" && l.Unit != u {
		t.Errorf("%s: unit %q, want %q", at, l.Unit, u)
	}
	words := squeeze(strings.Join(append(append([]string{l.Title, l.Sheet, l.Indicator, l.Place, l.Group, l.IndicatorLabel, l.PlaceLabel}, l.Rows...), l.Cols...), "|"))
	for w := range strings.SplitSeq(want[6], ";") {
		if !strings.Contains(words, squeeze(w)) {
			t.Errorf("%s: %q is not among %q", at, w, words)
		}
	}
}

func squeeze(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "\u3000", " ")), ""))
}

// TestHostileWorkbooks: each ends in an answer or in an error with words.
func TestHostileWorkbooks(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(realtest.Workbooks(t), "hostile", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			_, err := readFile(t, file, importer.Options{Place: "512022"})
			if err != nil && (data.CodeOf(err) == data.Internal || !lang.Has(lang.En, data.AsError(err).Hint.Key)) {
				t.Errorf("an error without words: %v", err)
			}
		})
	}
}

// TestYearbook is the workbook that must publish without a question.
func TestYearbook(t *testing.T) {
	t.Parallel()
	res, err := readFile(t, filepath.Join(realtest.Workbooks(t), "layouts", "yb-hitech-2021--op-2021.xlsx"), importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := res.Report.Open(); n != 0 {
		t.Errorf("%d open questions: %v", n, problems(res))
	}
	places := make(map[string]bool)
	for _, o := range res.Observations() {
		if o.Key.Group != "industry/高技术产业" || o.Key.Period != data.Year(2021) {
			t.Errorf("%s", figure(o))
		}
		if o.Key.Indicator == "enterprises" {
			places[o.Key.Place] = true
		}
	}
	if len(places) != 31+1+4 || !places["100000"] || !places["region-northeast"] || !places["510000"] {
		t.Errorf("%d places: %v", len(places), places)
	}
}
