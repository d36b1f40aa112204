package echarts_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
)

// longNames are a name that takes more than a picture's width, and one that begins
// like it.
var longNames = []string{
	"高端装备与智能制造及新能源汽车核心零部件研发生产一体化产业集群",
	"Machinery and special-purpose equipment manufacturing industries",
	"高端装备与智能制造及新能源汽车核心零部件研发生产一体化产业集群（二期）",
}

// TestLongNamesAreCut: names never take more of the picture than their share, no
// two become the same, and the tip has them whole.
func TestLongNamesAreCut(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, slug := range []string{"output", "cluster-growth", "growth-index", "growth-contribution", "growth-share", "growth-heatmap", "shift-share", "specialisation", "ranking", "cluster-share"} {
		for _, p := range []chart.Params{{Width: 360}, {Width: 400, Height: 340}, {Width: 800, Height: 330}, {Width: 960}} {
			c := charttest.Build(t, s, slug, p)
			for i := range min(len(c.Series), len(longNames)) {
				c.Series[i].Name = longNames[i]
			}
			rows := 0
			for i := range c.Categories {
				if c.Categories[i].Period.IsZero() && rows < len(longNames) {
					c.Categories[i].Label = longNames[rows]
					rows++
				}
			}
			raw, err := echarts.Option(c)
			if err != nil {
				t.Fatal(err)
			}
			var o struct {
				Legend struct{ Data []any }
				YAxis  []struct{ Data []any }
				Series []struct{ Name, Type string }
			}
			if err := json.Unmarshal(raw, &o); err != nil {
				t.Fatal(err)
			}
			most := 0.4 * float64(p.Width)
			if p.Width >= 520 {
				most = 0.3 * float64(p.Width)
			}
			seen := make(map[string]bool)
			for _, x := range o.Series {
				if c.Picture == chart.StackedBars || c.Picture == chart.Treemap { // names of parts are ours; areas wrap
					continue
				}
				if w := echarts.TextWidth(x.Name, 12, true); w > most && x.Type != "heatmap" && len(c.Series) > 2 {
					t.Errorf("%s %d: %q is %.0f wide, more than %.0f", slug, p.Width, x.Name, w, most)
				}
				if strings.Contains(x.Name, "…") && seen[x.Name] {
					t.Errorf("%s %d: two series are %q", slug, p.Width, x.Name)
				}
				seen[x.Name] = true
			}
			for _, y := range o.YAxis {
				for _, l := range y.Data {
					if m, ok := l.(map[string]any); ok {
						l = m["value"]
					}
					for _, line := range strings.Split(fmt.Sprint(l), "\n") {
						if w := echarts.TextWidth(line, 13, false); w > most {
							t.Errorf("%s %d: row %q is %.0f wide, more than %.0f", slug, p.Width, line, w, most)
						}
					}
				}
			}
			if !strings.Contains(string(raw), `"name":"`+longNames[0]+`","shown"`) {
				t.Errorf("%s %d: no tip has the whole name", slug, p.Width)
			}
		}
	}
}
