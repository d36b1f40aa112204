package chart

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// frame is a chart being made: what was asked, the figures, and what the
// figures that were used rest on.
type frame struct {
	c         Chart
	l         lang.Lang
	measure   data.Measure
	indicator data.Indicator
	names     data.Names
	place     data.Place
	said      func() ([]Said, error)
	goals     []Goal
	more      store
	err       error // of asking for more
	answer    data.Answer
	clusters  []data.Group // of the population, in the fixed order of the place; those that were asked for
	all       []data.Group // of the population, whatever was asked for
	coloured  []data.Group // those that have a colour where there are more
	offer     offer
	used      map[string]bool

	contradictions []contradiction
}

func newFrame(ctx context.Context, d Definition, s Sources, p Params) (*frame, error) {
	f := &frame{l: cmp.Or(p.Lang, lang.ZhHans), measure: cmp.Or(p.Measure, d.Measures[0]), names: s.Names, said: s.Said, goals: s.Goals, used: make(map[string]bool)}
	if len(p.Places) == 0 {
		return nil, bad("place", "", "512022")
	}
	for _, code := range p.Places {
		if _, ok := s.Names.Place(code); !ok {
			return nil, data.Fail(data.NotFound, "place", "code", code)
		}
	}
	place, _ := s.Names.Place(p.Places[0])
	code := cmp.Or(p.Indicator, d.Indicator)
	var ok bool
	if f.indicator, ok = s.Names.Indicator(code); !ok {
		return nil, data.Fail(data.NotFound, "indicator", "code", code)
	}
	f.place = place
	f.c = Chart{Slug: d.Slug, Params: p, Place: place.Code, PlaceName: placeName(f.l, place), Unit: f.indicator.Unit, Indicator: code, Measure: f.measure}
	f.c.IndicatorLabel = f.label()
	f.offer.views = d.Views
	f.uses(string(f.measure))
	f.uses(d.Methods...)
	for _, m := range d.Measures {
		if len(d.Measures) > 1 {
			f.c.Measures = append(f.c.Measures, Choice{Measure: m, Label: text(f.l, "measure-"+string(m)), Chosen: m == f.measure})
		}
	}
	var err error
	f.answer, err = s.Reader.Series(ctx, data.Query{
		Indicator: code, Places: []string{place.Code}, Measures: []data.Measure{data.Level, data.YoY}, AsOf: p.AsOf,
	})
	if err != nil {
		return nil, err
	}
	f.c.Revision = f.answer.Revision
	f.more = storeAt(ctx, s.Reader, p.AsOf, f.answer.Revision)
	if f.c.Unit.IsZero() { // a word that a workbook brought along
		f.c.Unit = unitOf(f.answer)
	}
	f.choosePopulation(p.Groups, d.AllClusters)
	return f, nil
}

// unitOf is the first unit that levels are in.
func unitOf(a data.Answer) data.Unit {
	for _, s := range a.Series {
		for _, p := range s.Points {
			if s.Measure == data.Level && !p.Unit.IsZero() {
				return p.Unit
			}
		}
	}
	return data.Unit{}
}

func placeName(l lang.Lang, p data.Place) string { return lang.Pick(l, p.Name, p.NameEn) }

// choosePopulation takes the groups apart. The first group that was asked for
// names the population; those with a cluster restrict the clusters, unless the
// chart needs them all. Otherwise populations with clusters come before those
// without, and the whole comes first; of a stock the population that counts most,
// so that the 规上 do not stand for all enterprises where more are known; then
// 规上, the park, and the rest.
func (f *frame) choosePopulation(asked []data.Group, all bool) {
	clusters := make(map[data.Group][]data.Group)
	for _, s := range f.answer.Series {
		pop := s.Group.Without(data.DimCluster)
		if _, seen := clusters[pop]; !seen {
			clusters[pop] = nil
		}
		if s.Group != pop && !slices.Contains(clusters[pop], s.Group) {
			clusters[pop] = append(clusters[pop], s.Group)
		}
	}
	covers := make(map[data.Group]float64, len(clusters))
	for g := range clusters {
		covers[g] = f.covers(g)
	}
	f.offer.populations = slices.SortedFunc(maps.Keys(clusters), func(a, b data.Group) int {
		return cmp.Or(-cmp.Compare(min(1, len(clusters[a])), min(1, len(clusters[b]))),
			-cmp.Compare(covers[a], covers[b]), cmp.Compare(preference(a), preference(b)), cmp.Compare(a, b))
	})
	if len(f.offer.populations) > 0 {
		f.c.Population = f.offer.populations[0]
	}
	if len(asked) > 0 {
		pop := asked[0].Without(data.DimCluster)
		if len(clusters[""]) > 0 || pop != "" || asked[0] == "" { // else a cluster by its name alone
			f.c.Population = pop
		}
	}
	found, ok := clusters[f.c.Population]
	if !ok {
		f.noGroup(f.groupLabel(f.c.Population), f.offer.populations)
		return
	}
	slices.SortFunc(found, func(a, b data.Group) int {
		return cmp.Or(cmp.Compare(f.facetRank(a), f.facetRank(b)), cmp.Compare(a, b))
	})
	f.clusters, f.all = found, found
	if all {
		return
	}
	f.offer.clusters = found
	f.restrict(asked)
}

// restrict keeps the clusters that were asked for: by name, within the
// population.
func (f *frame) restrict(asked []data.Group) {
	var only []data.Group
	for _, g := range asked {
		if v, ok := g.Facet(data.DimCluster); ok {
			only = append(only, f.c.Population.With(data.DimCluster+"/"+v))
		}
	}
	if len(only) == 0 {
		return
	}
	f.clusters = slices.DeleteFunc(slices.Clone(f.clusters), func(g data.Group) bool { return !slices.Contains(only, g) })
	lacks := slices.DeleteFunc(only, func(g data.Group) bool { return slices.Contains(f.clusters, g) })
	var names []string
	for _, g := range lacks {
		names = append(names, f.series(g).Name)
	}
	got := strings.Join(names, lang.Text(f.l, "page.comma"))
	switch {
	case len(f.clusters) == 0:
		f.noGroup(got, f.offer.clusters)
	case len(lacks) > 0:
		f.c.Notes = append(f.c.Notes, text(f.l, "no-group", "got", got))
	}
}

// restricted reports whether the reader left clusters out: what is shown is not
// the whole.
func (f *frame) restricted() bool { return len(f.clusters) < len(f.offer.clusters) }

// noGroup is a chart of a group without figures; it names those that have some.
func (f *frame) noGroup(got string, have []data.Group) {
	if len(have) == 0 {
		f.empty("no-figures", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	names := make([]string, len(have))
	for i, g := range have {
		if names[i] = f.groupLabel(g); g != g.Without(data.DimCluster) {
			names[i] = f.series(g).Name
		}
	}
	f.empty("no-group", "indicator", f.label(), "place", f.c.PlaceName, "got", got, "have", strings.Join(names, lang.Text(f.l, "page.comma")))
}

// covers is the newest level of a population where the indicator is a stock, so
// that levels of different frequencies can be compared.
func (f *frame) covers(g data.Group) float64 {
	if f.indicator.Kind != data.Stock {
		return 0
	}
	if g == "" {
		return math.Inf(1)
	}
	return f.newestLevel(g)
}

// newestLevel is the newest level of a group in the indicator's unit, 0 where it has none.
func (f *frame) newestLevel(g data.Group) float64 {
	var last data.Period
	most := 0.0
	for _, s := range f.answer.Series {
		if s.Group != g || s.Measure != data.Level {
			continue
		}
		for _, p := range s.Points {
			if x, ok := p.Unit.Convert(p.Value.Number, f.indicator.Unit); ok && p.Value.Status.HasNumber() && (last.IsZero() || p.Period.LastDay().After(last.LastDay())) {
				last, most = p.Period, x
			}
		}
	}
	return most
}

func preference(g data.Group) int {
	switch {
	case g == "":
		return 0
	case g == data.DimSize+"/规上":
		return 1
	case strings.HasPrefix(string(g), data.DimPark+"/"):
		return 2
	}
	return 3
}

// facetRank puts the vocabulary's order first and 其他 last.
func (f *frame) facetRank(g data.Group) int {
	v, _ := g.Facet(data.DimCluster)
	if v == data.Other {
		return 1 << 30
	}
	return f.names.FacetOrder(data.DimCluster + "/" + v)
}

// series starts a drawn series for a group.
func (f *frame) series(g data.Group) Series {
	v, ok := g.Facet(data.DimCluster)
	s := Series{Group: g, Rank: RankTotal, Name: text(f.l, "total")}
	if ok {
		s.Facet = data.DimCluster + "/" + v
		s.Name = f.names.FacetLabel(s.Facet, string(f.l))
		if s.Rank = f.colour(g); v == data.Other {
			s.Rank = RankOther
		}
	}
	return s
}

// ranks is the order of all clusters of the population: a cluster keeps its
// colour where others are left out.
func (f *frame) ranks() []data.Group {
	if len(f.offer.clusters) > 0 {
		return f.offer.clusters
	}
	return f.clusters
}

// find is the series of a group, measure and frequency between the periods that
// the reader asked for: what is shown. What it is compared with may lie before.
func (f *frame) find(g data.Group, m data.Measure, freq data.Freq) []data.Point {
	return f.within(f.whole(g, m, freq))
}

// whole is the series of a group, measure and frequency from its beginning on.
func (f *frame) whole(g data.Group, m data.Measure, freq data.Freq) []data.Point {
	for _, s := range f.answer.Series {
		if s.Group == g && s.Measure == m && s.Freq == freq {
			return s.Points
		}
	}
	return nil
}

func (f *frame) at(g data.Group, m data.Measure, p data.Period) (data.Point, bool) {
	points := f.whole(g, m, p.Freq())
	i, ok := slices.BinarySearchFunc(points, p, func(q data.Point, p data.Period) int { return q.Period.Compare(p) })
	if !ok {
		return data.Point{}, false
	}
	return points[i], points[i].Value.Status.HasNumber()
}

// freq is the frequency to show: the one that was asked for where a measure has
// it ("" where not), else the one whose figures reach furthest, the finer one
// where they end together.
func (f *frame) freq(m data.Measure) data.Freq {
	var best data.Series
	var have []data.Freq
	for _, s := range f.answer.Series {
		if s.Measure != m || s.Group.Without(data.DimCluster) != f.c.Population {
			continue
		}
		if !slices.Contains(have, s.Freq) && s.Freq != data.OtherSpan {
			have = append(have, s.Freq)
		}
		last := s.Points[len(s.Points)-1].Period
		if len(best.Points) == 0 || last.LastDay().After(best.Points[len(best.Points)-1].Period.LastDay()) ||
			last.LastDay().Equal(best.Points[len(best.Points)-1].Period.LastDay()) && len(s.Points) > len(best.Points) {
			best = s
		}
	}
	if len(have) > 0 {
		f.offer.measure, f.offer.freqs, f.offer.freq = m, have, best.Freq
	}
	if asked := f.c.Params.Freq; asked != "" {
		if !slices.Contains(have, asked) {
			return ""
		}
		return asked
	}
	return best.Freq
}

// point turns a figure into a drawn point, in the chart's unit, and notes what
// it rests on.
func (f *frame) point(p data.Point) Point {
	out := Point{Period: p.Period, Status: p.Value.Status}
	f.rest(p)
	out.Cells = f.cells(p)
	if !p.Value.Status.HasNumber() {
		out.Why = text(f.l, "status-"+string(p.Value.Status))
		return out
	}
	x, ok := p.Unit.Convert(p.Value.Number, f.c.Unit)
	if !ok && p.Unit.IsZero() {
		x, ok = p.Value.Number, true
	}
	if !ok {
		out.Why = text(f.l, "other-unit", "unit", p.Unit.Label)
		return out
	}
	out.Value, out.Has, out.Shown = x, true, lang.Figure(f.l, x, f.c.Unit)
	return out
}

// rest notes the batches, the newest release and the end of what was used.
func (f *frame) rest(points ...data.Point) {
	for _, p := range points {
		f.used[p.Batch] = true
		for _, c := range p.From { // what a month added may rest on two workbooks
			f.used[cmp.Or(c.Batch, p.Batch)] = true
		}
		if p.Period.Compare(f.c.DataUntil) > 0 || f.c.DataUntil.IsZero() {
			f.c.DataUntil = p.Period
		}
	}
}

func (f *frame) cells(points ...data.Point) (all []Cell) {
	for _, p := range points {
		for _, c := range p.From {
			from := cmp.Or(c.Batch, p.Batch)
			b := f.answer.Batches[from]
			all = append(all, Cell{File: b.File, Batch: from, Sheet: c.Sheet, Cell: c.Cell, Released: b.Released, Illustrative: b.Illustrative})
		}
	}
	return all
}

func (f *frame) empty(reason string, pairs ...string) {
	f.c.Empty = &Empty{Reason: text(f.l, "empty-"+reason, pairs...), Hint: text(f.l, "empty-"+reason+"-hint", pairs...)}
}

// sayWhyNothing gives a chart whose values are all missing their reasons in place
// of a picture.
func (f *frame) sayWhyNothing() {
	if f.c.Empty != nil {
		return
	}
	var reasons []string
	for _, s := range f.c.Series {
		for _, p := range s.Points {
			if p.Has {
				return
			}
			if p.Why != "" && !slices.Contains(reasons, p.Why) {
				reasons = append(reasons, p.Why)
			}
		}
	}
	if len(reasons) == 0 {
		reasons = []string{text(f.l, "status-O")}
	}
	const most = 3
	f.c.Series, f.c.Ranked, f.c.Categories, f.c.Lines, f.c.Notes = nil, nil, nil, nil, nil
	f.empty("nothing-told", "indicator", f.label(), "place", f.c.PlaceName, "why", strings.Join(reasons[:min(most, len(reasons))], lang.Text(f.l, "page.comma")))
}

// label is the indicator's name.
func (f *frame) label() string {
	if f.l == lang.En {
		return f.indicator.LabelEn
	}
	return f.indicator.Label
}

// population is the population's name, "" for the whole.
func (f *frame) population() string {
	if f.c.Population == "" {
		return ""
	}
	return f.groupLabel(f.c.Population)
}

// subtitle joins what is said below the title, leaving out what is not.
func (f *frame) subtitle(parts ...string) {
	clusters := ""
	if f.restricted() {
		names := make([]string, len(f.clusters))
		for i, g := range f.clusters {
			names[i] = f.series(g).Name
		}
		clusters = strings.Join(names, lang.Text(f.l, "page.comma"))
	}
	var said []string
	for _, part := range append([]string{f.c.PlaceName, f.population(), clusters}, parts...) {
		if part != "" && !slices.ContainsFunc(said, func(s string) bool { return strings.EqualFold(s, part) }) { // enterprises are in enterprises
			said = append(said, part)
		}
	}
	f.c.Subtitle = strings.Join(said, text(f.l, "sep"))
}

// finish fills in what every chart carries.
func (f *frame) finish() {
	f.filters()
	for id := range f.used {
		b := f.answer.Batches[id]
		f.c.Citations = append(f.c.Citations, Citation{File: b.File, Source: f.source(b.Source), Released: b.Released, Illustrative: b.Illustrative})
		if b.Released.After(f.c.Updated) {
			f.c.Updated = b.Released
		}
	}
	slices.SortFunc(f.c.Citations, func(a, b Citation) int {
		return cmp.Or(-a.Released.Compare(b.Released), cmp.Compare(a.File, b.File))
	})
	invented := func(c Citation) bool { return c.Illustrative }
	f.c.Illustrative = slices.ContainsFunc(f.c.Citations, invented)
	f.c.Partly = f.c.Illustrative && slices.ContainsFunc(f.c.Citations, func(c Citation) bool { return !c.Illustrative })
	if f.c.Empty != nil {
		f.c.Title = text(f.l, "title-"+f.c.Slug)
		f.subtitle(f.label())
		f.c.Alt = f.c.Empty.Reason
		return
	}
	if f.c.Illustrative {
		key := "illustrative"
		if f.c.Partly {
			key = "illustrative-partly"
		}
		f.c.Notes = append(f.c.Notes, text(f.l, key))
	}
	if f.c.Alt == "" {
		f.c.Alt = text(f.l, "alt", "title", f.c.Title, "subtitle", f.c.Subtitle)
	}
	for _, s := range f.c.Series {
		for _, p := range s.Points {
			if p.Status == data.Provisional && !slices.Contains(f.c.Notes, text(f.l, "provisional")) {
				f.c.Notes = append(f.c.Notes, text(f.l, "provisional"))
			}
		}
	}
}
