package echarts_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data"
	"countyboard/data/lang"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestOptions compares each chart's option with its golden file.
func TestOptions(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for name, p := range map[string]struct {
		slug string
		chart.Params
	}{
		"enterprise-count":                  {"enterprise-count", chart.Params{}},
		"enterprise-count.narrow.dark":      {"enterprise-count", chart.Params{Width: 360, Theme: "dark"}},
		"enterprise-count.en":               {"enterprise-count", chart.Params{Lang: lang.En}},
		"output":                            {"output", chart.Params{}},
		"output.one-cluster":                {"output", chart.Params{Groups: []data.Group{"size/规上", "cluster/电子信息"}}}, // in its own colour
		"cluster-growth":                    {"cluster-growth", chart.Params{}},
		"cluster-growth.index":              {"cluster-growth", chart.Params{Measure: data.IndexNumber}},
		"cluster-growth.contribution":       {"cluster-growth", chart.Params{Measure: data.Contribution}},
		"cluster-growth.implied":            {"cluster-growth", chart.Params{Basis: data.Implied}},
		"growth-index":                      {"growth-index", chart.Params{}},
		"growth-index.stock.en":             {"growth-index", chart.Params{Indicator: "enterprises", Lang: lang.En}},
		"growth-index.narrow.dark":          {"growth-index", chart.Params{Width: 360, Theme: "dark"}},
		"growth-contribution":               {"growth-contribution", chart.Params{}},
		"growth-contribution.en":            {"growth-contribution", chart.Params{Lang: lang.En, View: "months"}},
		"growth-contribution.narrow.dark":   {"growth-contribution", chart.Params{Width: 360, Theme: "dark", Measure: data.Contribution}},
		"growth-share":                      {"growth-share", chart.Params{}},
		"ranking":                           {"ranking", chart.Params{}},
		"ranking.en":                        {"ranking", chart.Params{Lang: lang.En, Indicator: "enterprises"}},
		"ranking.narrow.dark":               {"ranking", chart.Params{Width: 360, Theme: "dark"}},
		"ranking.narrow.en":                 {"ranking", chart.Params{Width: 360, Lang: lang.En}}, // the names fit at one end only
		"published-vs-computed":             {"published-vs-computed", chart.Params{}},
		"published-vs-computed.en":          {"published-vs-computed", chart.Params{Lang: lang.En, View: "months", Groups: []data.Group{"size/规上", "cluster/电子信息"}}},
		"published-vs-computed.narrow.dark": {"published-vs-computed", chart.Params{Width: 360, Theme: "dark"}},
		"enterprise-flow":                   {"enterprise-flow", chart.Params{}},
		"enterprise-flow.narrow.en":         {"enterprise-flow", chart.Params{Width: 360, Lang: lang.En}},
		"shift-share":                       {"shift-share", chart.Params{}},
		"shift-share.narrow.dark.en":        {"shift-share", chart.Params{Width: 360, Theme: "dark", Lang: lang.En}},
		"shift-share.unparted":              {"shift-share", chart.Params{Places: []string{"512022", "512021"}}},
		"doubling":                          {"doubling", chart.Params{}},
		"doubling.narrow.dark.en":           {"doubling", chart.Params{Width: 360, Theme: "dark", Lang: lang.En}},
		"doubling.target":                   {"doubling", chart.Params{To: data.Year(2028)}},
		"compare-places":                    {"compare-places", chart.Params{}},
		"compare-places.yoy.en":             {"compare-places", chart.Params{Measure: data.YoY, Lang: lang.En}},
		"compare-places.narrow.dark":        {"compare-places", chart.Params{Measure: data.IndexNumber, Width: 360, Theme: "dark"}},
		"cluster-share":                     {"cluster-share", chart.Params{}},
		"cluster-share.en":                  {"cluster-share", chart.Params{Lang: lang.En}},
		"cluster-share.narrow.dark":         {"cluster-share", chart.Params{Width: 360, Theme: "dark"}},
		"cluster-share.over-time":           {"cluster-share", chart.Params{View: "over-time"}},
		"growth-heatmap":                    {"growth-heatmap", chart.Params{From: data.ToDate(2023, 6)}},
		"growth-heatmap.en":                 {"growth-heatmap", chart.Params{Lang: lang.En, From: data.ToDate(2023, 6)}},
		"growth-heatmap.narrow.dark":        {"growth-heatmap", chart.Params{Width: 360, Theme: "dark", From: data.ToDate(2023, 6)}},
		"specialisation":                    {"specialisation", chart.Params{}},
		"specialisation.en":                 {"specialisation", chart.Params{Lang: lang.En}},
		"specialisation.narrow.dark":        {"specialisation", chart.Params{Width: 360, Theme: "dark", Places: []string{"512022", "512021"}}},
		"concentration":                     {"concentration", chart.Params{From: data.ToDate(2023, 6)}},
		"concentration.en":                  {"concentration", chart.Params{Lang: lang.En, From: data.ToDate(2023, 6)}},
		"concentration.hhi.narrow":          {"concentration", chart.Params{View: "hhi", Width: 360, Theme: "dark", From: data.ToDate(2023, 6)}},
		"empty":                             {"output", chart.Params{Places: []string{"110000"}}},
	} {
		got, err := echarts.Option(charttest.Build(t, s, p.slug, p.Params))
		if err != nil {
			t.Fatal(err)
		}
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, got, "", " "); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(file, pretty.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), pretty.String()); d != "" {
			t.Errorf("%s (go test -update writes it anew):\n%.2000s", name, d)
		}
	}
}

// TestInventedFiguresAreMarkedInThePicture: in each picture, in both languages,
// and in no picture of published figures.
func TestInventedFiguresAreMarkedInThePicture(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, d := range chart.Catalogue {
		for l, mark := range map[lang.Lang]string{lang.ZhHans: "示例数据", lang.En: "Sample data"} {
			c := charttest.Build(t, s, d.Slug, chart.Params{Lang: l})
			got, err := echarts.Option(c)
			if err != nil || !strings.Contains(string(got), `"text":"`+mark+`"`) {
				t.Errorf("%s in %s is not marked: %v", d.Slug, l, err)
			}
			c.Illustrative = false
			if got, err = echarts.Option(c); err != nil || strings.Contains(string(got), `"text":"`+mark+`"`) {
				t.Errorf("%s in %s is marked without need: %v", d.Slug, l, err)
			}
		}
	}
}

// TestOptionsHoldNoCode: names that look like code stay strings; nothing in an
// option is a function or markup.
func TestOptionsHoldNoCode(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, name := range []string{`</script><script>alert(1)</script>`, `__f__alert(1)__f__`, `" onload="alert(1)`} {
		for _, slug := range []string{"enterprise-count", "growth-index", "growth-contribution", "ranking", "published-vs-computed"} {
			c := charttest.Build(t, s, slug, chart.Params{})
			for i := range c.Series {
				c.Series[i].Name = name
			}
			got, err := echarts.Option(c)
			if err != nil {
				t.Fatal(err)
			}
			var back map[string]any
			if err := json.Unmarshal(got, &back); err != nil {
				t.Errorf("%s breaks the JSON: %v", name, err)
			}
			if strings.Contains(string(got), "<script") || strings.Contains(string(got), "function") {
				t.Errorf("%s comes out as code", name)
			}
			all, _ := back["series"].([]any)
			if last, ok := all[len(all)-1].(map[string]any); !ok || last["name"] != name {
				t.Errorf("%s is lost in %s", name, slug)
			}
		}
	}
}

// TestNamesStayNames: clusters and places that look like code stay strings on
// every picture.
func TestNamesStayNames(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, name := range []string{`</script><script>alert(1)</script>`, `__f__alert(1)__f__`, `" onload="alert(1)`} {
		for _, slug := range []string{"enterprise-flow", "shift-share", "doubling", "compare-places"} {
			c := charttest.Build(t, s, slug, chart.Params{})
			for i := range c.Series {
				c.Series[i].Name = name
			}
			for i := range c.Categories {
				c.Categories[i].Label = name
			}
			got, err := echarts.Option(c)
			var back map[string]any
			if err != nil || json.Unmarshal(got, &back) != nil || strings.Contains(string(got), "<script") || strings.Contains(string(got), "function") {
				t.Errorf("%s of %s comes out as code: %v", name, slug, err)
			}
		}
	}
}

// BenchmarkOption makes each chart's option from 60 periods and 10 groups; none
// may take longer than 2 ms.
func BenchmarkOption(b *testing.B) {
	s := charttest.Large(6, 10)
	for _, d := range chart.Catalogue {
		c := charttest.Build(b, s, d.Slug, chart.Params{From: data.Month(2019, 2), Freq: ""})
		if c.Empty != nil {
			b.Errorf("%s: %s", d.Slug, c.Empty.Reason)
			continue
		}
		b.Run(d.Slug, func(b *testing.B) {
			report := charttest.CPU(b)
			for b.Loop() {
				if _, err := echarts.Option(c); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(c.Categories)*len(c.Series)), "values")
			report()
		})
	}
}

// TestFewGridlines: a picture of these has at most five, and its values lie
// between them.
func TestFewGridlines(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, p := range []chart.Params{{}, {Places: []string{"512000"}}, {Indicator: "revenue"}, {Indicator: "enterprises"}} {
		for _, slug := range []string{"growth-index", "growth-contribution", "published-vs-computed"} {
			c := charttest.Build(t, s, slug, p)
			if c.Empty != nil {
				continue
			}
			got, err := echarts.Option(c)
			if err != nil {
				t.Fatal(err)
			}
			var o struct {
				YAxis []struct {
					Min, Max, Interval float64
					SplitNumber        int
				}
			}
			if err := json.Unmarshal(got, &o); err != nil {
				t.Fatal(err)
			}
			for _, y := range o.YAxis {
				lines := y.SplitNumber + 1
				if y.Interval > 0 {
					lines = int((y.Max-y.Min)/y.Interval+0.5) + 1
				}
				if lines > 5 || lines < 3 || y.Max <= y.Min {
					t.Errorf("%s %v: %d lines from %v to %v", slug, p, lines, y.Min, y.Max)
				}
			}
			for _, x := range c.Series {
				for _, v := range x.Points {
					if c.Picture == chart.Lines && v.Has && (v.Value < o.YAxis[0].Min || v.Value > o.YAxis[0].Max) {
						t.Errorf("%s: %v lies outside %v to %v", slug, v.Value, o.YAxis[0].Min, o.YAxis[0].Max)
					}
				}
			}
		}
	}
}
