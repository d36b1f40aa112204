package chart

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// Definition of a chart: one file here, one line in Catalogue. Its words are
// title-SLUG, question-SLUG and, for each view, choice-VIEW in data/lang.
type Definition struct {
	Slug        string
	Indicator   string         // when the address names none
	Measures    []data.Measure // that the reader may switch between; the first is the default
	Views       []string       // variants, the first is the default; none = one picture only
	Methods     []string       // codes of Methods that it rests on, besides its measures
	Board       bool           // stands on a place's board; the others are reached from there
	AllClusters bool           // makes no sense for some of the clusters: none may be left out
	Places      int            // how many places the address may name; 0 is one
	build       func(f *frame)
	rests       func(f *frame, g data.Group) []data.Point // see Sketch.May; nil where it may draw anything
}

// Catalogue is all charts, in the order a leader asks.
var Catalogue = []Definition{
	{Slug: "enterprise-count", Indicator: "enterprises", Measures: []data.Measure{data.Level}, Methods: []string{"stock"}, Board: true, build: enterpriseCount, rests: shownLevels},
	{Slug: "enterprise-flow", Indicator: "enterprises-entered", Measures: []data.Measure{data.Level}, Methods: []string{"stock", "flow"}, build: enterpriseFlow},
	{Slug: "output", Indicator: "output", Measures: []data.Measure{data.Level}, Views: []string{"months", "cumulated"}, Board: true, build: output, rests: outputFigures},
	{Slug: "cluster-growth", Indicator: "output", Measures: []data.Measure{data.YoY, data.IndexNumber, data.Contribution, data.Points}, Board: true, build: clusterGrowth, rests: growthFigures},
	{Slug: "growth-index", Indicator: "output", Measures: []data.Measure{data.IndexNumber}, build: growthIndex},
	{Slug: "growth-contribution", Indicator: "output", Measures: []data.Measure{data.Points, data.Contribution}, Views: []string{"cumulated", "months"}, Methods: []string{"closing"}, build: growthContribution},
	{Slug: "growth-share", Indicator: "output", Measures: []data.Measure{data.YoY}, Methods: []string{"share"}, Board: true, build: growthShare, rests: growthFigures},
	{Slug: "cluster-share", Indicator: "output", Measures: []data.Measure{data.Share}, Views: []string{"now", "over-time"}, Board: true, AllClusters: true, build: clusterShare, rests: (*frame).levels},
	{Slug: "growth-heatmap", Indicator: "output", Measures: []data.Measure{data.YoY}, build: growthHeatmap},
	{Slug: "specialisation", Indicator: "output", Measures: []data.Measure{data.LQ}, Methods: []string{"share"}, Places: 2, build: specialisation},
	{Slug: "shift-share", Indicator: "output", Measures: []data.Measure{data.Level}, Methods: []string{"shift-share"}, Places: 2, build: shiftShare},
	{Slug: "concentration", Indicator: "output", Measures: []data.Measure{data.Share}, Views: []string{"top-shares", "hhi"}, Methods: []string{"hhi"}, AllClusters: true, build: concentration},
	{Slug: "ranking", Indicator: "output", Measures: []data.Measure{data.Level}, Methods: []string{"rank"}, build: ranking},
	{Slug: "published-vs-computed", Indicator: "output", Measures: []data.Measure{data.YoY}, Views: []string{"cumulated", "months"}, Methods: []string{"basis", "band"}, build: publishedVsComputed},
	{Slug: "doubling", Indicator: "output", Measures: []data.Measure{data.Level}, Methods: []string{"doubling", "cagr"}, Board: true, build: doubling, rests: (*frame).levels},
	{Slug: "compare-places", Indicator: "output", Measures: []data.Measure{data.Level, data.YoY, data.IndexNumber}, Places: mostPlaces, build: comparePlaces},
}

// Amounts reports whether the chart tells of any amount what it tells of output;
// those of enterprises tell of enterprises alone.
func (d Definition) Amounts() bool { return d.Indicator == "output" }

// Question is what the chart answers, in words.
func (d Definition) Question(l lang.Lang) string { return text(l, "question-"+d.Slug) }

// Find returns the definition of a slug. Returns NotFound, listing what exists.
func Find(slug string) (Definition, error) {
	if i := slices.IndexFunc(Catalogue, func(d Definition) bool { return d.Slug == slug }); i >= 0 {
		return Catalogue[i], nil
	}
	if rs := []rune(slug); len(rs) > 60 {
		slug = string(rs[:60]) + "…"
	}
	return Definition{}, data.Fail(data.NotFound, "chart", "slug", slug, "known", strings.Join(Slugs(), ", "))
}

// Slugs are those of all charts.
func Slugs() []string {
	slugs := make([]string, len(Catalogue))
	for i, d := range Catalogue {
		slugs[i] = d.Slug
	}
	return slugs
}

// takes refuses measures and views that the chart does not have, and more places
// than it shows: leaving some out silently would mislead.
func (d Definition) takes(p Params) error {
	if p.View != "" && len(d.Views) == 0 {
		return data.Fail(data.Invalid, "parameter-none", "name", "view")
	}
	if err := cmp.Or(oneOf("measure", p.Measure, d.Measures), oneOf("view", p.View, d.Views)); err != nil {
		return err
	}
	return AtMost(max(d.Places, 1), p.Places)
}

// AtMost refuses more places than are shown.
func AtMost(most int, places []string) error {
	if len(places) <= most {
		return nil
	}
	return data.Fail(data.Invalid, "places-many", "got", strconv.Itoa(len(places)), "most", strconv.Itoa(most))
}

// Build makes a chart. A chart without data is no error: Chart.Empty says why.
// Returns Invalid for a measure or view that the chart does not have and for
// more places than it shows, and NotFound for a place, indicator or group that nobody knows.
func (d Definition) Build(ctx context.Context, s Sources, p Params) (Chart, error) {
	k, err := d.Sketch(ctx, s, p)
	if err != nil {
		return Chart{}, err
	}
	return k.Chart()
}
