package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/export"
	"countyboard/data"
)

// TestEachValueHasAPlaceOfItsOwn: of these charts, each with several kinds of
// values, as many come out of JSON-stat as of CSV, and kinds have names.
func TestEachValueHasAPlaceOfItsOwn(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, tt := range []struct {
		slug  string
		p     chart.Params
		rows  int
		kinds string
	}{
		{"cluster-share", chart.Params{}, 6 * 2, "output/share output/level"},
		{"cluster-share", chart.Params{View: "over-time"}, 4 * 6 * 2, "output/share output/level"},
		{"growth-heatmap", chart.Params{}, 41 * 7, "output/yoy"},
		{"specialisation", chart.Params{}, 6 * 2, "output/lq output/share"},
		{"concentration", chart.Params{}, 41 * 2, "output/top-3 output/top-1"},
		{"concentration", chart.Params{View: "hhi"}, 41 * 2, "output/hhi output/hhi-low"},
	} {
		c := charttest.Build(t, s, tt.slug, tt.p)
		var stat, text bytes.Buffer
		if err := export.JSONStat(&stat, take(c)); err != nil {
			t.Fatal(err)
		}
		if err := export.CSV(&text, take(c)); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Dimension struct {
				Metric struct {
					Category struct {
						Index []string
						Label map[string]string
					}
				}
			}
			Value map[string]float64
		}
		if err := json.Unmarshal(stat.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text.String(), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Value) != tt.rows || len(rows)-1 != tt.rows {
			t.Errorf("%s: %d values, %d rows, want %d", tt.slug, len(got.Value), len(rows)-1, tt.rows)
		}
		m := got.Dimension.Metric.Category
		if kinds := strings.Join(m.Index, " "); kinds != tt.kinds {
			t.Errorf("%s has %s, want %s", tt.slug, kinds, tt.kinds)
		}
		for code, label := range m.Label {
			if strings.Contains(label, "⟨") {
				t.Errorf("%s has no name: %s", code, label)
			}
		}
	}
}

// TestSharesInCSV: a share and the amount that it is the share of, with their
// units and cells.
func TestSharesInCSV(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "cluster-share", chart.Params{})
	var b bytes.Buffer
	if err := export.CSV(&b, take(c)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	share, level := rows[1], rows[2]
	if share[4] != "cluster/铝材,size/规上" || share[6] != "share" || share[9] != "%" || !strings.HasPrefix(share[8], "27.1") && !strings.HasPrefix(share[8], "27.2") || share[13] == "" {
		t.Errorf("%q", share)
	}
	if level[4] != share[4] || level[6] != string(data.Level) || level[9] != "亿元" || !strings.HasPrefix(level[8], "26.79") {
		t.Errorf("%q", level)
	}
}
