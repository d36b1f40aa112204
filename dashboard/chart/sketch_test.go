package chart_test

import (
	"slices"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/sample"
)

// TestWhatAChartDrawsItMayDraw: a sketch refuses no value that its chart has, by
// none of its cells; over indicators, populations, years, views and measures.
func TestWhatAChartDrawsItMayDraw(t *testing.T) {
	t.Parallel()
	asked, refused := 0, 0
	look := func(s chart.Sources, slug string, p chart.Params) {
		d, err := chart.Find(slug)
		if err != nil {
			t.Fatal(err)
		}
		k, err := d.Sketch(t.Context(), s, p)
		if err != nil {
			return // not made for that
		}
		c, err := d.Build(t.Context(), s, p)
		if err != nil {
			t.Fatal(err)
		}
		if c.Empty != nil {
			return
		}
		for _, x := range c.Series {
			for i, v := range x.Points {
				g := c.GroupAt(x, i)
				if f, _ := g.Facet(data.DimCluster); !v.Has || v.Status == data.Estimated || data.DimCluster+"/"+f == chart.Unlisted {
					continue // a projection and what nobody published stand for no figure
				}
				for _, from := range v.Cells {
					asked++
					if ref := (data.CellRef{Batch: from.Batch, Sheet: from.Sheet, Cell: from.Cell}); !k.May(g, v.Period, []data.CellRef{ref}) {
						t.Errorf("%s %v draws %s of %q from %s and says that it may not", slug, p.Values(), v.Period, g, from)
					}
				}
				if !k.May(g, v.Period.AddYears(-100), []data.CellRef{{Batch: v.Cells[0].Batch, Sheet: v.Cells[0].Sheet, Cell: v.Cells[0].Cell}}) {
					refused++
				}
			}
		}
		again, err := k.Chart()
		if err != nil {
			t.Fatal(err)
		}
		if again.Title != c.Title || !slices.Equal(again.Notes, c.Notes) || !slices.Equal(again.Methods, c.Methods) || len(again.Filters) != len(c.Filters) {
			t.Errorf("%s %v: being asked changed the chart: %q %q, %q %q", slug, p.Values(), again.Title, again.Notes, c.Title, c.Notes)
		}
	}
	county := charttest.Sources(t)
	county.Reader = data.Remember(county.Reader)
	for _, s := range []chart.Sources{county, charttest.Large(3, 5)} {
		for _, d := range chart.Catalogue {
			for _, indicator := range []string{"", "output", "enterprises", "revenue", "profit"} {
				for _, groups := range [][]data.Group{nil, {""}, {"size/规上"}, {"cluster/铝材"}, {"park/经开区"}} {
					for _, year := range []int{0, 2022, 2024} {
						p := chart.Params{Places: []string{sample.Place}, Indicator: indicator, Groups: groups, From: data.Year(year), To: data.Year(year)}
						for _, view := range append([]string{""}, d.Views...) {
							p.View = view
							look(s, d.Slug, p)
						}
						p.View = ""
						for _, m := range d.Measures[1:] {
							p.Measure = m
							look(s, d.Slug, p)
						}
						for _, b := range []data.Basis{data.Nominal, data.Implied} {
							p.Measure, p.Basis = "", b
							look(s, d.Slug, p)
						}
					}
				}
			}
		}
	}
	if asked < 10_000 || refused < 1000 {
		t.Errorf("%d values were asked about, %d others refused", asked, refused)
	}
}

// TestSketchRefuses what a chart of the same figures does not draw: the growth of
// a past month, a cumulated figure among single months, another population, other
// cells.
func TestSketchRefuses(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	const regulated, park = data.Group("size/规上"), data.Group("park/经开区")
	for _, tt := range []struct {
		slug, view string
		shown, of  data.Group   // the chart's population, and the figure's
		measure    data.Measure // of the figure
		period     data.Period
		may        bool
	}{
		{"cluster-growth", "", regulated, regulated, data.YoY, data.ToDate(2024, 9), true},
		{"cluster-growth", "", regulated, regulated, data.YoY, data.ToDate(2024, 6), false},
		{"cluster-growth", "", regulated, regulated, data.Level, data.ToDate(2024, 6), false},
		{"output", "", regulated, regulated, data.Level, data.ToDate(2024, 9), false},
		{"output", "cumulated", regulated, regulated, data.Level, data.ToDate(2024, 9), true},
		{"output", "cumulated", regulated, regulated, data.YoY, data.ToDate(2024, 9), false},
		{"enterprise-count", "", regulated, park, data.Level, data.Quarter(2024, 3), false},
		{"enterprise-count", "", park, park, data.Level, data.Quarter(2024, 3), true},
	} {
		d, err := chart.Find(tt.slug)
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.Reader.Series(t.Context(), data.Query{
			Indicator: d.Indicator, Places: []string{sample.Place}, Groups: []data.Group{tt.of}, Measures: []data.Measure{tt.measure},
		})
		if err != nil || len(a.Series) != 1 {
			t.Fatal(len(a.Series), err)
		}
		figure, ok := a.Series[0].At(tt.period)
		if !ok {
			t.Fatalf("no %s of %q in %s", tt.measure, tt.of, tt.period)
		}
		k, err := d.Sketch(t.Context(), s, chart.Params{Places: []string{sample.Place}, View: tt.view, Groups: []data.Group{tt.shown}})
		if err != nil {
			t.Fatal(err)
		}
		if got := k.May(tt.of, tt.period, figure.From); got != tt.may {
			t.Errorf("%s %s: %s of %q in %s: may %v, want %v", tt.slug, tt.view, tt.measure, tt.of, tt.period, got, tt.may)
		}
	}
}
