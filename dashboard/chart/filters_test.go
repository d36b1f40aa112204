package chart_test

import (
	"slices"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// TestTheCatalogueHasItsWords: whoever adds a chart names it, its question, its
// views and measures in each language, and explains its formulas.
func TestTheCatalogueHasItsWords(t *testing.T) {
	t.Parallel()
	board := 0
	for _, d := range chart.Catalogue {
		keys := []string{"chart.title-" + d.Slug, "chart.question-" + d.Slug}
		for _, v := range d.Views {
			keys = append(keys, "chart.choice-"+v)
		}
		codes := slices.Clone(d.Methods)
		for _, m := range d.Measures {
			codes = append(codes, string(m))
			if len(d.Measures) > 1 {
				keys = append(keys, "chart.measure-"+string(m))
			}
		}
		for _, c := range codes {
			if !slices.ContainsFunc(chart.Methods, func(m chart.Method) bool { return m.Code == c }) {
				t.Errorf("%s rests on %s, which Methods does not explain", d.Slug, c)
			}
		}
		said(t, keys...)
		if d.Board {
			board++
		}
	}
	if board == 0 || board > 7 {
		t.Errorf("%d charts stand on the board", board)
	}
	for _, m := range chart.Methods {
		said(t, "methods.name-"+m.Code, "methods.what-"+m.Code, "methods.care-"+m.Code)
		for _, s := range m.Sources {
			said(t, "methods.source-"+s)
		}
	}
	// What ?measure= takes is explained, whether a chart shows it yet or not.
	for _, m := range []data.Measure{data.Level, data.YoY, data.MoM, data.IndexNumber, data.Share, data.Contribution, data.Points, data.CAGR, data.LQ} {
		said(t, "methods.name-"+string(m))
	}
}

func said(t *testing.T, keys ...string) {
	t.Helper()
	for _, k := range keys {
		for _, l := range lang.All {
			if !lang.Has(l, k) {
				t.Errorf("%s lacks %s", l, k)
			}
		}
	}
}

// TestWhatLiesBeforeIsComparedWith: "from" says what is shown, not what is known.
func TestWhatLiesBeforeIsComparedWith(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	all := charttest.Build(t, s, "output", chart.Params{})
	last := all.Series[0].Points[len(all.Series[0].Points)-1]
	c := charttest.Build(t, s, "output", chart.Params{From: last.Period})
	if p := c.Series[0].Points; len(p) != 1 || p[0].Value != last.Value || p[0].Change != last.Change || p[0].Change == "" {
		t.Errorf("from %s on: %+v, without: %+v", last.Period, p, last)
	}
	june := charttest.Build(t, s, "output", chart.Params{From: data.ToDate(2024, 6), To: data.Month(2024, 7)})
	if n := len(june.Categories); n != 2 || june.Categories[0].Period != data.Month(2024, 6) {
		t.Errorf("June and July are %+v", june.Categories)
	}
	nominal := charttest.Build(t, s, "cluster-growth", chart.Params{Basis: data.Nominal, From: data.Year(2024)})
	if nominal.Empty != nil || !nominal.Series[0].Points[0].Has {
		t.Errorf("the year before is not compared with: %+v", nominal.Empty)
	}
}

// TestChosenClusters: a cluster keeps its colour where others are left out, and
// what is left is no total.
func TestChosenClusters(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	all := charttest.Build(t, s, "output", chart.Params{})
	two := charttest.Build(t, s, "output", chart.Params{Groups: []data.Group{"size/规上", "cluster/电子信息", "cluster/装备制造"}})
	if len(two.Series) != 2 {
		t.Fatalf("%d series", len(two.Series))
	}
	for _, x := range two.Series {
		i := slices.IndexFunc(all.Series, func(y chart.Series) bool { return y.Group == x.Group })
		if i < 0 || all.Series[i].Rank != x.Rank {
			t.Errorf("%s has rank %d", x.Name, x.Rank)
		}
	}
	var err error
	if s.Names, err = vocab.Embedded().With(data.Word{Kind: data.FacetWord, Code: "cluster/没有", Label: "没有"}); err != nil {
		t.Fatal(err)
	}
	one := charttest.Build(t, s, "enterprise-count", chart.Params{Groups: []data.Group{"cluster/铝材,park/经开区", "cluster/没有,park/经开区"}})
	if one.Picture != chart.Columns || !strings.Contains(one.Title, "铝材") || len(one.Lines) > 0 || !slices.ContainsFunc(one.Notes, func(n string) bool { return strings.Contains(n, "没有") }) {
		t.Errorf("one cluster: %s %q, lines %v, notes %v", one.Picture, one.Title, one.Lines, one.Notes)
	}
}

// TestFiltersAreWhatThereIs: what is shown is chosen, once for each filter.
func TestFiltersAreWhatThereIs(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	names := func(p chart.Params, slug string) (out []string) {
		for _, f := range charttest.Build(t, s, slug, p).Filters {
			out = append(out, f.Name)
			chosen := 0
			for _, o := range f.Options {
				if o.Chosen {
					chosen++
				}
				if o.Label == "" || strings.Contains(o.Label, "⟨") {
					t.Errorf("%s: %s has no name for %q", slug, f.Name, o.Value)
				}
			}
			if !f.Many && chosen != 1 || len(f.Options) < 2 {
				t.Errorf("%s: %d of %d options of %s are chosen", slug, chosen, len(f.Options), f.Name)
			}
		}
		return out
	}
	if got := names(chart.Params{}, "output"); !slices.Contains(got, "view") || !slices.Contains(got, "from") || slices.Contains(got, "basis") {
		t.Errorf("output offers %v", got)
	}
	if got := names(chart.Params{}, "cluster-growth"); !slices.Contains(got, "basis") || slices.Contains(got, "from") || slices.Contains(got, "view") {
		t.Errorf("growth offers %v", got)
	}
	for _, p := range []chart.Params{{From: data.Year(2023)}, {To: data.Month(2023, 5)}, {View: "cumulated"}, {Freq: data.HalfYearly}, {Groups: []data.Group{"size/微型"}}} {
		names(p, "output")
	}
}
