package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// The parts of a change, as measures of the export.
const (
	partNational = data.Measure("national")
	partMix      = data.Measure("mix")
	partOwn      = data.Measure("own")
	partUnparted = data.Measure("unparted")
	partChange   = data.Measure("change")
)

// shiftShare answers: is it us, our mix, or the country? The change of each
// cluster, and of all of them, in three parts that add up to it: growth at the
// rate of the reference place, what the mix of clusters gives, and the place's
// own. What the reference lacks stays unparted.
func shiftShare(f *frame) {
	freq := f.freq(data.Level)
	if len(f.clusters) == 0 {
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	now := f.newest(rates{data.Nominal, freq})
	if now.IsZero() {
		f.empty("no-figures", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	base := f.baseOf(now)
	ref, at := f.against([]data.Period{now}, func(r reference, now data.Period) bool {
		_, before := r.at(f.c.Population, base)
		_, has := r.at(f.c.Population, now)
		return before && has
	})
	switch {
	case at.IsZero() && len(f.c.Params.Places) < 2 && len(ref.figures) == 0:
		f.empty("no-reference", "indicator", f.label(), "place", f.c.PlaceName)
		return
	case at.IsZero():
		f.empty("no-shift", "indicator", f.label(), "place", f.c.PlaceName, "reference", placeName(f.l, ref.place))
		return
	}
	refBase, _ := ref.at(f.c.Population, base)
	refNow, _ := ref.at(f.c.Population, now)
	s := shift{f: f, ref: ref, base: base, now: now}
	s.take(refBase, refNow)
	f.rest(refBase, refNow)
	f.c.Picture = StackedBars
	s.draw(f.cells(refBase, refNow))
	f.axisUnit()
	name := placeName(f.l, ref.place)
	f.subtitle(f.label(), text(f.l, "shift-span", "base", lang.Period(f.l, base), "now", lang.Period(f.l, now)),
		text(f.l, "shift-reference", "reference", name), text(f.l, "unit", "unit", f.c.UnitLabel), text(f.l, "basis-nominal"))
	if ref.above {
		f.c.Notes = append(f.c.Notes, text(f.l, "shift-holds", "reference", name, "place", f.c.PlaceName))
	}
	f.c.Notes = append(f.c.Notes, text(f.l, "shift-care"))
	f.secretNote(base, now)
	f.c.Title = s.title()
}

// ofTheTotal reports whether the changes of the clusters make up that of the
// place's own total; a table may name less than there is, or more.
func (s *shift) ofTheTotal() bool {
	f := s.f
	now, okNow := f.levelsOf(s.now)(f.c.Population)
	base, okBase := f.levelsOf(s.base)(f.c.Population)
	if !okNow || !okBase {
		return false
	}
	const readings = 2 // of a change
	change := measure.Exact(now-base, now, base)
	if math.Abs(change-s.total.Change.Value) <= readings*float64(len(f.all)+1)*f.finest()+dust {
		return true
	}
	f.c.Notes = append(f.c.Notes, text(f.l, "shift-not-total", "place", f.c.PlaceName, "total", lang.Signed(f.l, change, f.c.Unit)))
	return false
}

// baseOf is the same months of the year that the reader asked to start from, else
// of the year before.
func (f *frame) baseOf(now data.Period) data.Period {
	from := f.c.Params.From
	if from.IsZero() || from.Year() >= now.Year() {
		return now.AddYears(-1)
	}
	return now.AddYears(from.Year() - now.Year())
}

// shift is a change being taken apart.
type shift struct {
	f         *frame
	ref       reference
	base, now data.Period
	rows      []shifted
	total     measure.Shift
}

// shifted is a cluster's change with the figures that it rests on.
type shifted struct {
	series Series
	measure.Shift
	points []data.Point // here
	there  []data.Point // in the reference
}

func (s *shift) take(refBase, refNow data.Point) {
	f := s.f
	var items []measure.Item
	for _, g := range f.clusters {
		x0, _ := f.at(g, data.Level, s.base)
		x1, _ := f.at(g, data.Level, s.now)
		y0, _ := s.ref.at(g, s.base)
		y1, _ := s.ref.at(g, s.now)
		items = append(items, measure.Item{Base: f.figure(x0), Now: f.figure(x1), RefBase: f.figure(y0), RefNow: f.figure(y1)})
		s.rows = append(s.rows, shifted{series: f.series(g), points: []data.Point{x0, x1}, there: []data.Point{y0, y1}})
	}
	parts, total := measure.ShiftShare(items, f.figure(refBase), f.figure(refNow))
	for i := range s.rows {
		s.rows[i].Shift = parts[i]
	}
	s.total = total
	slices.SortStableFunc(s.rows, func(a, b shifted) int {
		return cmp.Or(cmp.Compare(tail(a.series.Rank), tail(b.series.Rank)), -cmp.Compare(a.Change.Value, b.Change.Value))
	})
	if !f.restricted() && len(s.rows) > 1 {
		all := shifted{series: f.series(f.c.Population), Shift: total}
		all.series.Name = text(f.l, "shift-all")
		for _, r := range s.rows {
			all.points, all.there = append(all.points, r.points...), append(all.there, r.there...)
		}
		s.rows = append(s.rows, all)
	}
}

// draw makes a series of each part, printed so that each row adds up, and one of
// the changes. A part's rank is its colour, in pictures and workbooks.
func (s *shift) draw(reference []Cell) {
	f := s.f
	series := []Series{
		{Measure: partNational, Name: text(f.l, "part-national", "reference", placeName(f.l, s.ref.place)), Rank: RankOther},
		{Measure: partMix, Name: text(f.l, "measure-mix"), Rank: 3},
		{Measure: partOwn, Name: text(f.l, "measure-own"), Rank: 0},
		{Measure: partUnparted, Name: text(f.l, "measure-unparted"), Rank: 4},
		{Measure: partChange, Name: text(f.l, "measure-change"), Rank: RankTotal},
	}
	most, unparted := 0.0, false
	for _, r := range s.rows {
		for _, x := range []measure.Result{r.National, r.Mix, r.Own, r.Change} {
			most = max(most, math.Abs(x.Value))
		}
		unparted = unparted || r.Unparted != 0 && r.Change.OK()
	}
	scale := lang.ScaleOf(f.l, most, f.c.Unit)
	for _, r := range s.rows {
		f.c.Categories = append(f.c.Categories, Category{Facet: r.series.Facet, Rank: r.series.Rank, Label: r.series.Name})
		f.rest(known(r.points)...)
		f.rest(known(r.there)...)
		parts := []measure.Result{r.National, r.Mix, r.Own, measure.Figure(r.Unparted, r.Unparted != 0), r.Change}
		printed := closed(parts, scale)
		for i, x := range parts {
			series[i].Points = append(series[i].Points, s.point(r, x, printed[i], scale, i, reference))
		}
	}
	if !unparted {
		series = slices.Delete(series, 3, 4)
	} else {
		f.c.Notes = append(f.c.Notes, text(f.l, "shift-unparted", "reference", placeName(f.l, s.ref.place)))
	}
	f.c.Series = series
}

// closed are the numbers of a row as they are printed: the parts add up to the
// change, the last of them.
func closed(parts []measure.Result, scale lang.Scale) []float64 {
	var xs []float64
	var at []int
	last := len(parts) - 1
	out := make([]float64, len(parts))
	for i, p := range parts {
		if out[i] = p.Value * scale.By; p.OK() && i < last {
			xs, at = append(xs, out[i]), append(at, i)
		}
	}
	c := measure.Close(xs, out[last], scale.Digits)
	for n, i := range at {
		out[i] = c.Parts[n]
	}
	out[last] = c.Total
	return out
}

func (s *shift) point(r shifted, x measure.Result, printed float64, scale lang.Scale, part int, reference []Cell) Point {
	f := s.f
	if !x.OK() {
		why := string(x.Why)
		if part == 3 {
			why = "nothing-unparted"
		}
		return Point{Period: s.now, Status: data.Missing, Why: text(f.l, "why-"+why)}
	}
	p := Point{Period: s.now, Status: status(r.points), Has: true, Value: x.Value, Shown: scale.Signed(printed), Cells: f.cells(known(r.points)...)}
	if part < 3 { // the reference's figures bear the parts out, not the change
		p.Cells = append(append(p.Cells, f.cells(known(r.there)...)...), reference...)
	}
	return p
}

func known(points []data.Point) []data.Point {
	return slices.DeleteFunc(slices.Clone(points), func(p data.Point) bool { return !p.Value.Status.HasNumber() })
}

// title says how the whole change divides, or what is first of one cluster.
func (s *shift) title() string {
	f := s.f
	i := len(s.rows) - 1
	if s.rows[i].series.Rank != RankTotal && i > 0 || !s.rows[i].Own.OK() {
		return text(f.l, "title-"+f.c.Slug)
	}
	shown := func(m data.Measure) string {
		for _, x := range f.c.Series {
			if x.Measure == m {
				return x.Points[i].Shown
			}
		}
		return ""
	}
	who := f.c.PlaceName
	switch {
	case i == 0:
		who = f.who(f.clusters[0])
	case !s.ofTheTotal():
		who = text(f.l, "shift-sum-of", "place", f.c.PlaceName)
	}
	key := "shift-more"
	if s.rows[i].Change.Value < 0 {
		key = "shift-less"
	}
	title := text(f.l, key, "who", who, "what", f.label(), "change", strings.TrimLeft(shown(partChange), "+−"), "reference", placeName(f.l, s.ref.place),
		"national", shown(partNational), "mix", shown(partMix), "own", shown(partOwn))
	if rest := shown(partUnparted); rest != "" && s.rows[i].Unparted != 0 {
		title += text(f.l, "shift-rest", "rest", rest)
	}
	return title
}
