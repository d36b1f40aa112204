package chart_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// TestTheWholeGrowsOverTime: without clusters a chart of growth has a column a
// period, and none of the words of clusters.
func TestTheWholeGrowsOverTime(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "value-added", have: map[data.Group]map[data.Measure]map[string]float64{
		"": {data.YoY: {"2019-01/P2M": 5.3, "2019-01/P3M": 6.5, "2020-01/P2M": -13.5, "2020-01/P3M": -8.4}},
	}}
	c := worked(t, f, "cluster-growth", chart.Params{Indicator: "value-added"})
	if c.Picture != chart.Columns || len(c.Measures) != 0 || !strings.Contains(c.Title, "−8.4%") || strings.Contains(c.Title+c.Subtitle, "集群") {
		t.Errorf("%s %v %q %q", c.Picture, c.Measures, c.Title, c.Subtitle)
	}
	// 1—4月 to 1—12月 of 2019 are columns of gaps: a hole in the calendar is not closed.
	rows := printed(c)
	if len(rows) != 13 || rows[0] != "2019年1—2月|+5.3%" || rows[12] != "2020年1—3月|−8.4%" {
		t.Errorf("%q", rows)
	}
	if c := worked(t, f, "growth-heatmap", chart.Params{Indicator: "value-added"}); c.Empty == nil || !strings.Contains(c.Empty.Reason, "没有分产业集群") {
		t.Errorf("a map of one row: %+v", c.Title)
	}
	if c := worked(t, figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2010": 5})}}, "cluster-growth", chart.Params{}); c.Empty == nil {
		t.Errorf("growth of one year: %q", c.Title)
	}
}

// TestHeadlineOfRates: a place of which rates alone are known says the newest.
func TestHeadlineOfRates(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "value-added", have: map[data.Group]map[data.Measure]map[string]float64{
		"": {data.YoY: {"2019-12": 6.9, "2020-03": -1.1, "2020-04": 3.9, "2019-04": 5.4}},
	}}
	got, until, err := chart.Headlines(t.Context(), chart.Sources{Reader: holding{f}, Names: vocab.Embedded()}, chart.Params{Places: []string{"100000"}})
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	h := got[0]
	if h.Label != "工业增加值同比" || h.Number != "+3.9" || h.Unit != "%" || h.Slug != "cluster-growth" || h.Indicator != "value-added" || !strings.Contains(h.Change, "−1.5个百分点") || until != data.Month(2020, 4) {
		t.Errorf("%+v until %v", h, until)
	}
}

// TestARateDoesNotGrow: 4.0 % after 5.0 % is a point less, and no fall by 20 %.
func TestARateDoesNotGrow(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "unemployment-rate", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2021": 5, "2022": 4})}}
	for _, slug := range []string{"cluster-growth", "doubling"} {
		if c := worked(t, f, slug, chart.Params{Indicator: "unemployment-rate"}); c.Empty == nil || !strings.Contains(c.Empty.Reason, "比率") {
			t.Errorf("%s: %q", slug, c.Title)
		}
	}
	f.indicator = "unemployment"
	if c := worked(t, f, "cluster-growth", chart.Params{Indicator: "unemployment"}); c.Empty != nil || !strings.Contains(c.Title, "−20.0%") {
		t.Errorf("of a number: %q %+v", c.Title, c.Empty)
	}
}

// TestRegionsAreNoRivals: the sum of provinces is not compared with one of them,
// and regions stand among themselves; the population is named.
func TestRegionsAreNoRivals(t *testing.T) {
	t.Parallel()
	const g = "industry/高技术产业"
	s := written(t, map[string]float64{
		"enterprises 510000 " + g + " 2010": 830, "enterprises 110000 " + g + " 2010": 1103, "enterprises 320000 " + g + " 2010": 4868,
		"enterprises region-east " + g + " 2010": 21444, "enterprises region-west " + g + " 2010": 2440,
	})
	c := charttest.Build(t, s, "compare-places", chart.Params{Indicator: "enterprises", Places: []string{"510000"}})
	if !strings.Contains(c.Title, "3个地区中列第3") || !strings.Contains(c.Title, "高技术产业") {
		t.Error(c.Title)
	}
	c = charttest.Build(t, s, "compare-places", chart.Params{Indicator: "enterprises", Places: []string{"region-west"}})
	if len(c.Ranked) != 2 || c.Ranked[0].Place != "region-east" {
		t.Errorf("%q", c.Title)
	}
}

// TestASubtitleSaysNothingTwice: enterprises are counted in enterprises.
func TestASubtitleSaysNothingTwice(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "enterprise-count", chart.Params{Lang: lang.En})
	parts := strings.Split(strings.ToLower(c.Subtitle), " · ")
	if slices.Sort(parts); len(slices.Compact(slices.Clone(parts))) != len(parts) || len(parts) < 3 {
		t.Errorf("%q", c.Subtitle)
	}
}

// TestTheReferenceCanBeChosen: both charts that measure against a place offer
// the same ones, the one that stands by itself first.
func TestTheReferenceCanBeChosen(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, slug := range []string{"specialisation", "shift-share"} {
		offered := func(places ...string) (values, chosen []string) {
			c := charttest.Build(t, s, slug, chart.Params{Places: places})
			for _, f := range c.Filters {
				if f.Name != "place" {
					continue
				}
				for _, o := range f.Options {
					values = append(values, o.Value+" "+o.Label)
					if o.Chosen {
						chosen = append(chosen, o.Label)
					}
				}
			}
			if c.Empty != nil || len(chosen) == 1 && !strings.Contains(c.Subtitle, chosen[0]) {
				t.Errorf("%s %v: %q %+v", slug, places, c.Subtitle, c.Empty)
			}
			return values, chosen
		}
		want := []string{" 资阳市", "512002 雁江区", "512021 安岳县"}
		if values, chosen := offered("512022"); !slices.Equal(values, want) || !slices.Equal(chosen, []string{"资阳市"}) {
			t.Errorf("%s offers %q, chosen %q", slug, values, chosen)
		}
		if values, chosen := offered("512022", "512021"); !slices.Equal(values, want) || !slices.Equal(chosen, []string{"安岳县"}) {
			t.Errorf("%s beside 安岳县 offers %q, chosen %q", slug, values, chosen)
		}
	}
}

// TestTheNearestReferenceWithBothYears: a city that has this year alone is no
// reference of a change; the province above it is.
func TestTheNearestReferenceWithBothYears(t *testing.T) {
	t.Parallel()
	s := written(t, map[string]float64{
		"output 512022 size/规上 2023": 100, "output 512022 size/规上 2024": 110, "output 512022 cluster/铝材,size/规上 2023": 40, "output 512022 cluster/铝材,size/规上 2024": 50,
		"output 512000 size/规上 2024": 500, "output 510000 size/规上 2023": 5000, "output 510000 size/规上 2024": 5200,
	})
	if c := charttest.Build(t, s, "shift-share", chart.Params{}); c.Empty != nil || !strings.Contains(c.Subtitle, "四川省") {
		t.Errorf("%q %+v", c.Subtitle, c.Empty)
	}
}

// TestALongRankingIsCut: of hundreds of places the table lists the first and
// those next to ours, and says so; none is lost to the files.
func TestALongRankingIsCut(t *testing.T) {
	t.Parallel()
	lines := map[string]float64{}
	var words []data.Word
	for i := range 300 {
		code := "own-" + strconv.Itoa(i)
		words = append(words, data.Word{Kind: data.PlaceWord, Code: code, Label: "County " + strconv.Itoa(i)})
		lines["output "+code+" size/规上 2024"] = float64(1000 - i)
	}
	s := written(t, lines)
	names, err := vocab.Embedded().With(words...)
	if err != nil {
		t.Fatal(err)
	}
	s.Names = names
	for mine, want := range map[int]int{0: 21, 10: 31, 150: 61, 299: 41} {
		c := charttest.Build(t, s, "compare-places", chart.Params{Places: []string{"own-" + strconv.Itoa(mine)}})
		r, ok := c.Ranking()
		gaps := 0
		for _, row := range r.Rows {
			if row.After {
				gaps++
			}
		}
		at := slices.IndexFunc(r.Rows, func(row chart.Row) bool { return row.Label == c.PlaceName })
		if !ok || len(c.Ranked) != 300 || len(r.Rows) != want || at < 0 || r.Rows[at].Cells[0].Shown != strconv.Itoa(mine+1) || gaps != min(mine/50, 1) {
			t.Errorf("%d: %d rows, %d gaps", mine, len(r.Rows), gaps)
		}
		if !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "300个见 CSV") }) {
			t.Errorf("%q", c.Notes)
		}
	}
}

// TestNamesShareAWord: 规模以上工业 and 工业总产值 say 工业 once.
func TestNamesShareAWord(t *testing.T) {
	t.Parallel()
	c := made(t, "output", chart.Params{}, row("512022", "", data.Level, data.Year(2022), 40, 44.5))
	if want := "2023年规模以上工业总产值为44.5亿元"; c.Title != want {
		t.Errorf("%q, want %q", c.Title, want)
	}
}
