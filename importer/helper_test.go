package importer_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"countyboard/data"
	"countyboard/data/vocab"
	"countyboard/importer"
)

// sheet is a sheet drawn as rows of values: nil is an empty cell, "A1:C1" in
// merges a merged range.
func sheet(name string, rows [][]any, merges ...importer.Range) importer.Sheet {
	s := importer.Sheet{Name: name, Merges: merges}
	for r, row := range rows {
		var out []importer.Cell
		for c, v := range row {
			cell := importer.Cell{Col: int32(c + 1)}
			switch v := v.(type) {
			case nil:
				continue
			case string:
				cell.Text = v
			case int:
				cell.Kind, cell.Number = importer.Number, float64(v)
			case float64:
				cell.Kind, cell.Number = importer.Number, v
			case importer.Cell:
				v.Col = cell.Col
				cell = v
			}
			out = append(out, cell)
		}
		if len(out) > 0 {
			s.Add(r+1, false, out)
		}
	}
	return s
}

func merged(row, col, lastRow, lastCol int) importer.Range {
	return importer.Range{Row: row, Col: col, LastRow: lastRow, LastCol: lastCol}
}

func interpret(o importer.Options, sheets ...importer.Sheet) importer.Result {
	res, err := importer.Interpret(context.Background(), &importer.Workbook{Sheets: sheets}, vocab.Embedded(), o)
	if err != nil {
		panic(err)
	}
	return res
}

// figures writes each reading as "cell indicator place group measure period value unit status".
func figures(res importer.Result) []string {
	var out []string
	for x := range res.Readings.All() {
		out = append(out, figure(x.Observation))
	}
	return out
}

func figure(o data.Observation) string {
	value := "-"
	if o.Value.Status.HasNumber() {
		value = fmt.Sprint(o.Value.Number)
	}
	return fmt.Sprintf("%s %s %s %s %s %s %s%s %s", o.From[0].Cell, or(o.Key.Indicator), or(o.Key.Place), or(string(o.Key.Group)),
		o.Key.Measure, or(o.Key.Period.String()), value, o.Unit.Label, o.Value.Status)
}

func or(s string) string {
	if s == "" {
		return "·"
	}
	return s
}

func problems(res importer.Result) []string {
	var out []string
	for _, p := range res.Report.Problems {
		out = append(out, p.ID)
	}
	return out
}

func expect(t *testing.T, res importer.Result, want []string, questions ...string) {
	t.Helper()
	got := figures(res)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing %q", w)
		}
	}
	if t.Failed() || len(got) != len(want) {
		for _, g := range got {
			t.Log(g)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d figures, want %d", len(got), len(want))
	}
	if p := problems(res); !slices.Equal(p, questions) {
		t.Errorf("problems %q, want %q", p, questions)
	}
}

var home = importer.Options{Place: "512022"}
