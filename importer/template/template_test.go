package template_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/template"
	"countyboard/importer/xlsx"
)

func blank(t *testing.T) []byte {
	t.Helper()
	v := vocab.Embedded()
	s := template.Sheet{
		Title: "乐至县规模以上工业主要指标", Places: []string{"乐至县"}, Groups: append([]string{"合计"}, v.FacetLabels("cluster")...),
		Periods: []string{"2024年1—9月", "2023年"}, Lang: lang.ZhHans,
	}
	s.Indicators = v.Indicators()
	b, err := template.Write(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t *testing.T, b []byte) importer.Result {
	t.Helper()
	res, err := importer.Read(context.Background(), []importer.Reader{xlsx.Reader{}}, "t.xlsx", b, vocab.Embedded(), importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestBlankGivesNothing(t *testing.T) {
	t.Parallel()
	res := read(t, blank(t))
	if res.Readings.Len() != 0 || res.Report.Open() != 0 || res.Illustrative {
		t.Errorf("%d figures, %+v", res.Readings.Len(), res.Report.Problems)
	}
}

// TestFilledInImportsWithoutAQuestion fills each column for each group and period.
func TestFilledInImportsWithoutAQuestion(t *testing.T) {
	t.Parallel()
	f, err := excelize.OpenReader(bytes.NewReader(blank(t)))
	if err != nil {
		t.Fatal(err)
	}
	groups := append([]string{"合计"}, vocab.Embedded().FacetLabels("cluster")...)
	columns := 0
	row := 4
	for _, g := range groups {
		for _, p := range []string{"2024年1—9月", "2023年"} {
			cells := []any{"乐至县", g, p}
			columns = 0
			for _, i := range vocab.Embedded().Indicators() {
				n := 2
				if i.Kind == data.Rate {
					n = 1
				}
				for range n {
					cells = append(cells, 12.5)
					columns++
				}
			}
			if err := f.SetSheetRow("填报", importer.CellName(row, 1), &cells); err != nil {
				t.Fatal(err)
			}
			row++
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	res := read(t, out.Bytes())
	if want := columns * len(groups) * 2; res.Report.Open() != 0 || len(res.Observations()) != want {
		t.Errorf("%d figures of %d, %d open", len(res.Observations()), want, res.Report.Open())
		for _, p := range res.Report.Problems {
			if p.Severity == data.SeverityQuestion {
				t.Log(p.ID, p.Got)
			}
		}
	}
}

// TestChoices: what may be chosen is a list, and figures must be numbers.
func TestChoices(t *testing.T) {
	t.Parallel()
	f, err := excelize.OpenReader(bytes.NewReader(blank(t)))
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.GetDataValidations("填报")
	if err != nil || len(all) != 4 {
		t.Fatalf("%d validations, %v", len(all), err)
	}
	lists := 0
	for _, v := range all {
		if v.Type == "list" {
			lists++
		}
	}
	if lists != 3 {
		t.Errorf("%d lists", lists)
	}
	if panes, err := f.GetPanes("填报"); err != nil || !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("the header is not frozen: %+v %v", panes, err)
	}
	// The example counts whole enterprises.
	rows, err := f.GetRows("填报")
	if err != nil {
		t.Fatal(err)
	}
	for i, head := range rows[1] {
		if strings.Contains(head, "（户）") && strings.Contains(rows[2][i], ".") {
			t.Errorf("%s: the example says %s", head, rows[2][i])
		}
	}
	if !slices.ContainsFunc(rows[1], func(head string) bool { return strings.Contains(head, "（户）") }) {
		t.Errorf("nothing is counted: %q", rows[1])
	}
}
