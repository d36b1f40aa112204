package echarts_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data"
	"countyboard/data/lang"
)

// drawn is an option as a browser gets it.
type drawn struct {
	VisualMap struct {
		Dimension int
		Pieces    []map[string]any
	}
	XAxis, YAxis []map[string]any
	Title        any
	Series       []struct {
		Type      string
		Data      []drawnItem
		ItemStyle map[string]any
	}
}

type drawnItem struct {
	Name      string
	Value     any
	Label     map[string]any
	ItemStyle map[string]any
	CB        *struct{ Name, Shown string }
}

func option(t *testing.T, c chart.Chart) (d drawn, text string) {
	t.Helper()
	b, err := echarts.Option(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	return d, string(b)
}

var (
	makeupCharts = []string{"cluster-share", "growth-heatmap", "specialisation", "concentration"}
	makeupViews  = map[string][]string{"cluster-share": {"", "over-time"}, "concentration": {"", "hhi"}, "growth-heatmap": {""}, "specialisation": {""}}
)

// TestEveryValueSaysWhatStandsBehind in each picture of these, in each width.
func TestEveryValueSaysWhatStandsBehind(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, slug := range makeupCharts {
		for _, view := range makeupViews[slug] {
			for _, width := range []int{360, 640, 960} {
				c := charttest.Build(t, s, slug, chart.Params{View: view, Width: width})
				d, _ := option(t, c)
				n := 0
				for _, x := range d.Series {
					for _, it := range x.Data {
						if n++; it.CB == nil || it.CB.Shown == "" {
							t.Errorf("%s %s: nothing stands behind %+v", slug, view, it)
						}
					}
				}
				if want := len(c.Categories) * len(c.Series); n != want {
					t.Errorf("%s %s: %d values are drawn of %d", slug, view, n, want)
				}
			}
		}
	}
}

// TestNamesOfClustersAreText, whatever they look like.
func TestNamesOfClustersAreText(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, name := range []string{`</script><script>alert(1)</script>`, `__f__alert(1)__f__`, `{c}{s|1}`, `" onload="alert(1)`} {
		for _, slug := range makeupCharts {
			for _, view := range makeupViews[slug] {
				c := charttest.Build(t, s, slug, chart.Params{View: view, Width: 360})
				for i := range c.Categories {
					if c.Categories[i].Period.IsZero() {
						c.Categories[i].Label = name
					}
				}
				for i := range c.Series {
					c.Series[i].Name = name
				}
				d, text := option(t, c)
				if strings.Contains(text, "<script") || strings.Contains(text, "function") {
					t.Errorf("%s: %s comes out as code", slug, name)
				}
				if got := d.Series[0].Data[0]; !strings.HasPrefix(name, strings.Split(got.Name, "…")[0]) || got.CB.Name != name {
					t.Errorf("%s: %s is lost: %+v", slug, name, got)
				}
				if strings.Contains(fmt.Sprint(d.Series[0].Data[0].Label["formatter"]), name) {
					t.Errorf("%s: %s is a template", slug, name)
				}
			}
		}
	}
}

// TestWordsInAreasCanBeRead: what is written on a colour has the contrast of
// text against it, in each theme.
func TestWordsInAreasCanBeRead(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	seen := 0
	for _, theme := range []string{"light", "dark"} {
		for _, p := range []struct {
			slug string
			chart.Params
		}{
			{"cluster-share", chart.Params{Theme: theme}},
			{"cluster-share", chart.Params{Theme: theme, View: "over-time", Width: 360}},
			{"growth-heatmap", chart.Params{Theme: theme, From: data.ToDate(2024, 2)}},
		} {
			c := charttest.Build(t, s, p.slug, p.Params)
			b, err := echarts.Option(c)
			if err != nil {
				t.Fatal(err)
			}
			var d struct {
				VisualMap struct{ Pieces []piece }
				Series    []struct {
					ItemStyle map[string]any
					Data      []drawnItem
				}
			}
			if err := json.Unmarshal(b, &d); err != nil {
				t.Fatal(err)
			}
			for _, x := range d.Series {
				for _, it := range x.Data {
					at, _ := it.Label["position"].(string)
					ink, _ := it.Label["color"].(string)
					if !strings.HasPrefix(at, "inside") {
						continue
					}
					ground, _ := it.ItemStyle["color"].(string)
					if ground == "" {
						ground, _ = x.ItemStyle["color"].(string)
					}
					if v, ok := it.Value.([]any); ok {
						ground = colourOf(t, d.VisualMap.Pieces, v[3].(float64))
					}
					seen++
					a, b := parse(t, ink).luminance(), parse(t, ground).luminance()
					if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < 4.5 {
						t.Errorf("%s, %s: %s on %s has contrast %.2f", p.slug, theme, ink, ground, contrast)
					}
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d words were looked at", seen)
	}
}

type piece struct {
	Color, Label     string
	Lt, Lte, Gt, Gte *float64
	Value            *float64
}

// colourOf is the class of a rate; there is exactly one.
func colourOf(t *testing.T, pieces []piece, x float64) string {
	t.Helper()
	var found []string
	for _, p := range pieces {
		if p.Value != nil && *p.Value != x || p.Lt != nil && x >= *p.Lt || p.Lte != nil && x > *p.Lte || p.Gt != nil && x <= *p.Gt || p.Gte != nil && x < *p.Gte {
			continue
		}
		found = append(found, p.Color)
	}
	if len(found) != 1 {
		t.Fatalf("%v lies in %d classes", x, len(found))
	}
	return found[0]
}

// TestGapsOfTheHeatmap have no number, a colour of their own, and a word for it.
func TestGapsOfTheHeatmap(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "growth-heatmap", chart.Params{})
	c.Series[0].Points[3].Has, c.Series[0].Points[3].Why = false, "没有数据"
	d, text := option(t, c)
	if v := d.Series[0].Data[3].Value.([]any); v[3] != "-" || d.VisualMap.Dimension != 3 {
		t.Errorf("a gap is drawn as %v", v)
	}
	if !strings.Contains(text, `"outOfRange":{"color":"`) || d.VisualMap.Pieces[0]["label"] != lang.Text(lang.ZhHans, "chart.no-number") {
		t.Errorf("gaps are not told: %v", d.VisualMap.Pieces[0])
	}
}

// TestTheAxisOfQuotients is logarithmic around 1, but from zero where one is zero.
func TestTheAxisOfQuotients(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "specialisation", chart.Params{})
	d, _ := option(t, c)
	low, high := d.XAxis[0]["min"].(float64), d.XAxis[0]["max"].(float64)
	if d.XAxis[0]["type"] != "log" || d.XAxis[0]["logBase"] != 2.0 || low > 0.45 || high < 4.01 {
		t.Errorf("%v", d.XAxis[0])
	}
	c.Series[0].Points[0].Value = 0.001
	c.Series[0].Points[1].Value = 900
	if d, _ = option(t, c); d.XAxis[0]["logBase"] == 2.0 {
		t.Error("a wide axis has a line for each power of two")
	}
	c.Series[0].Points[0].Value = 0
	if d, _ = option(t, c); d.XAxis[0]["type"] != "value" || d.XAxis[0]["min"] != 0.0 {
		t.Errorf("with a zero: %v", d.XAxis[0])
	}
}

// TestSmallPartsAreNamedBelow: no name is cut, and none is left out.
func TestSmallPartsAreNamedBelow(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "cluster-share", chart.Params{Width: 360})
	c.Categories[4].Label = "一个名字很长很长很长很长的产业集群"
	d, text := option(t, c)
	for i, it := range d.Series[0].Data {
		below := strings.Contains(fmt.Sprint(d.Title), c.Categories[i].Label)
		if inside := strings.HasPrefix(fmt.Sprint(it.Label["formatter"]), "{b}"); inside == below {
			t.Errorf("%s: inside %v, below %v", it.Name, inside, below)
		}
	}
	if !strings.Contains(text, "一个名字很长很长很长很长的产业集群 6.9%") {
		t.Error("the long name is not told")
	}
}

// TestEachPartIsNamed: however long names are, each stands in its area or below,
// cut if need be, or the words below end with how many are left out.
func TestEachPartIsNamed(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, l := range lang.All {
		for _, p := range []chart.Params{{Lang: l, Width: 360}, {Lang: l, Width: 400, Height: 260}, {Lang: l, Width: 700, Height: 300}} {
			for _, small := range []int{0, 30} {
				c := charttest.Build(t, s, "cluster-share", p)
				c.Series = slices.Clone(c.Series)
				points := slices.Clone(c.Series[0].Points)
				for i := range small {
					c.Categories, points = append(c.Categories, chart.Category{Rank: chart.RankOther}), append(points, points[i%5])
				}
				c.Series[0].Points = points
				for i := range c.Categories {
					c.Categories[i].Label = string(rune('A'+i%26)) + strconv.Itoa(i) + strings.Repeat("高端装备与智能制造核心零部件研发生产", 3)
				}
				d, _ := option(t, c)
				below, left := fmt.Sprint(d.Title), 0
				for i, it := range d.Series[0].Data {
					if !strings.HasPrefix(fmt.Sprint(it.Label["formatter"]), "{b}") && !strings.Contains(below, strings.Split(c.Categories[i].Label, "端")[0]) {
						left++
					}
				}
				if left > 0 && !strings.Contains(below, lang.Text(l, "chart.without-colour", "count", strconv.Itoa(left))) {
					t.Errorf("%+v: %d parts stand nowhere: %s", p, left, below)
				}
				if left > 0 && small == 0 {
					t.Errorf("%+v: %d of six parts have no name: %s", p, left, below)
				}
			}
		}
	}
}

// TestWhatIsNotBrokenDownIsNoGroup: it has no group's colour, as an area and in
// columns.
func TestWhatIsNotBrokenDownIsNoGroup(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	areas := charttest.Build(t, s, "cluster-share", chart.Params{})
	last := len(areas.Categories) - 1
	areas.Categories[last].Facet = chart.Unlisted
	columns := charttest.Build(t, s, "cluster-share", chart.Params{View: "over-time"})
	columns.Series[len(columns.Series)-1].Facet = chart.Unlisted
	a, _ := option(t, areas)
	c, _ := option(t, columns)
	if style := a.Series[0].Data[last].ItemStyle; style["borderType"] != "dashed" || style["color"] != echarts.Light.Paper {
		t.Errorf("area: %v", style)
	}
	if style := c.Series[len(c.Series)-1].ItemStyle; style["borderType"] != "dashed" || style["color"] != echarts.Light.Paper {
		t.Errorf("columns: %v", style)
	}
}

// TestProvisionalFiguresLookSo: with a dashed edge, or hollow.
func TestProvisionalFiguresLookSo(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, slug := range makeupCharts {
		for _, view := range makeupViews[slug] {
			c := charttest.Build(t, s, slug, chart.Params{View: view})
			last := len(c.Series[0].Points) - 1
			before, _ := option(t, c)
			c.Series[0].Points[last].Status = data.Provisional
			after, _ := option(t, c)
			n := len(before.Series) - 1 // the band's upper line is drawn last
			if view != "hhi" {
				n = 0
			}
			was, is := before.Series[n].Data[last].ItemStyle, after.Series[n].Data[last].ItemStyle
			if was["borderColor"] != nil || is["borderColor"] == nil {
				t.Errorf("%s %s: %v became %v", slug, view, was, is)
			}
		}
	}
}

// TestPlacesOfOnePeriodAreBars: with names that end within the picture.
func TestPlacesOfOnePeriodAreBars(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "compare-places", chart.Params{From: data.ToDate(2024, 9), To: data.ToDate(2024, 9)})
	if len(c.Categories) != 1 {
		t.Fatalf("%d periods", len(c.Categories))
	}
	b, err := echarts.Option(c)
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		YAxis  []struct{ Data []string }
		Series []struct {
			Type string
			Data []drawnItem
		}
	}
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	if len(o.Series) != 1 || o.Series[0].Type != "bar" || len(o.Series[0].Data) != len(c.Series) || len(o.YAxis[0].Data) != len(c.Series) {
		t.Fatalf("%+v", o)
	}
	for i := 1; i < len(c.Series); i++ {
		if o.Series[0].Data[i].Value.(float64) > o.Series[0].Data[i-1].Value.(float64) {
			t.Errorf("bar %d is longer than the one above", i)
		}
	}
}

// TestLongNamesLeaveRoomForTheLines: on a phone, names of places that would take
// the picture's width are cut.
func TestLongNamesLeaveRoomForTheLines(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "compare-places", chart.Params{Width: 360})
	for i := range c.Series {
		c.Series[i].Name = "Prince of Wales-Outer Ketchikan Census Area, AK"
	}
	b, err := echarts.Option(c)
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		Grid   struct{ Right float64 }
		Series []struct{ EndLabel map[string]any }
	}
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, s := range o.Series {
		if s.EndLabel != nil {
			named++
		}
	}
	if named != len(c.Series) || o.Grid.Right > 180 {
		t.Errorf("%d names, %v pixels at the right", named, o.Grid.Right)
	}
}

// TestPartsOfAChangeHaveTheColoursOfTheirRanks: files colour by rank, so parts have
// ranks of their own, and the picture goes by them.
func TestPartsOfAChangeHaveTheColoursOfTheirRanks(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "shift-share", chart.Params{})
	d, _ := option(t, c)
	seen := make(map[int]bool)
	for i, s := range c.Series[:len(c.Series)-1] {
		want := echarts.Light.Other
		if s.Rank >= 0 {
			want = echarts.Light.Groups[s.Rank]
		}
		if got := d.Series[i].ItemStyle["color"]; got != want || seen[s.Rank] {
			t.Errorf("%s of rank %d is %v, not %s", s.Name, s.Rank, got, want)
		}
		seen[s.Rank] = true
	}
}
