package export_test

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/sqldb"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

// TestWhatAMonthAdded: the difference of two cells has the decimals that they
// have, and names both, each in its own workbook.
func TestWhatAMonthAdded(t *testing.T) {
	t.Parallel()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	desk := importer.Desk{Store: db, Readers: []importer.Reader{xlsx.Reader{}}, Embedded: vocab.Embedded()}
	for i, w := range []struct {
		name, period string
		value        float64
	}{{"二月.xlsx", "2024年1—2月", 13488.228}, {"三月.xlsx", "2024年1—3月", 13489.33417}} {
		f := excelize.NewFile()
		for at, v := range map[string]any{"A1": "地区", "B1": w.period + "工业总产值（亿元）", "A2": "乐至县", "B2": w.value} {
			if err := f.SetCellValue("Sheet1", at, v); err != nil {
				t.Fatal(err)
			}
		}
		var book bytes.Buffer
		if err := f.Write(&book); err != nil {
			t.Fatal(err)
		}
		h := importer.Handed{File: w.name, Bytes: book.Bytes(), Released: time.Date(2024, time.Month(3+i), 20, 0, 0, 0, 0, time.UTC)}
		h.Place = "512022"
		b, _, _, err := desk.Import(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Publish(t.Context(), b.ID, "test", h.Released); err != nil {
			t.Fatal(err)
		}
	}
	c := charttest.Build(t, chart.Sources{Reader: db, Names: vocab.Embedded()}, "output", chart.Params{View: "months"})
	if n := len(c.Citations); n != 2 {
		t.Errorf("the chart cites %d workbooks", n)
	}
	var b bytes.Buffer
	if err := export.CSV(&b, take(c)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := func(name string) int { return slices.Index(rows[0], name) }
	for _, want := range [][]string{
		{data.Span(2024, 1, 2).String(), "13488.228", "二月.xlsx", "Sheet1!B2"},
		{data.Month(2024, 3).String(), "1.10617", "三月.xlsx; 二月.xlsx", "[三月.xlsx]Sheet1!B2; [二月.xlsx]Sheet1!B2"},
	} {
		i := slices.IndexFunc(rows, func(r []string) bool { return r[col("period")] == want[0] })
		if i < 0 {
			t.Fatalf("no %s in %q", want[0], rows)
		}
		if got := []string{rows[i][col("period")], rows[i][col("value")], rows[i][col("source")], rows[i][col("cell")]}; !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}
