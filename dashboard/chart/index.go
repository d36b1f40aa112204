package chart

import (
	"math"
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// growthIndex answers: who has come furthest since …? Each cluster against
// itself in the base period, which "from" chooses.
func growthIndex(f *frame) {
	if len(f.clusters) == 0 {
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	groups := slices.Clone(f.clusters)
	if !f.restricted() {
		groups = append(groups, f.c.Population)
	}
	freq := f.freq(data.Level)
	periods := f.alike(groups, freq)
	if len(periods) < 2 || f.indicator.Kind == data.Rate {
		f.empty("no-index", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.c.Picture, f.c.Unit = Lines, data.Unit{Label: "", Base: data.BaseIndex}
	f.c.UnitLabel = text(f.l, "index-of", "base", lang.Period(f.l, periods[0]))
	f.alikeCategories(periods)
	for _, g := range groups {
		s := f.series(g)
		base, ok := f.at(g, data.Level, periods[0])
		if !ok {
			f.c.Notes = append(f.c.Notes, text(f.l, "index-no-base", "name", s.Name, "base", lang.Period(f.l, periods[0])))
			continue
		}
		for _, p := range periods {
			s.Points = append(s.Points, f.indexed(g, p, base))
		}
		if last := s.Points[len(s.Points)-1]; !slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Notes = append(f.c.Notes, text(f.l, "index-not-drawn", "name", s.Name, "why", last.Why))
		}
		f.c.Series = append(f.c.Series, s)
	}
	if !slices.ContainsFunc(f.c.Series, func(s Series) bool { return s.Rank != RankTotal }) {
		f.c.Notes = nil
		f.empty("no-index", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	basis := "basis-nominal"
	if f.indicator.Kind == data.Stock {
		basis = "end-of-" + string(freq)
	}
	f.subtitle(f.label(), f.c.UnitLabel, text(f.l, basis))
	f.cutAxis()
	f.secretNote(periods...)
	f.c.Title = f.indexTitle()
}

// cutAxis lets the value axis begin near the least value where that is more than
// half of the greatest, and says so; else it begins at zero.
func (f *frame) cutAxis() {
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range f.c.Series {
		for _, p := range s.Points {
			if p.Has {
				low, high = min(low, p.Value), max(high, p.Value)
			}
		}
	}
	if 2*low > high {
		f.c.Floor = low
		f.c.Notes = append(f.c.Notes, text(f.l, "note-axis"))
	}
}

// alike are the asked periods of which one can be set against another: all of
// a stock and of years, of other flows the same months of every year. Those are
// the months of the period that "from" names, else of the newest.
func (f *frame) alike(groups []data.Group, freq data.Freq) []data.Period {
	var all []data.Period
	for _, g := range groups {
		for _, p := range f.whole(g, data.Level, freq) {
			if p.Value.Status.HasNumber() && !slices.Contains(all, p.Period) {
				all = append(all, p.Period)
			}
		}
	}
	slices.SortFunc(all, data.Period.Compare)
	same := func(p, q data.Period) bool { return f.indicator.Kind == data.Stock || sameMonths(p, q) }
	from := f.c.Params.From
	chosen := slices.Contains(all, from)
	f.offer.starts, f.offer.ends = []data.Period{}, []data.Period{}
	var periods []data.Period
	for _, p := range all {
		if f.asked(p) && (!chosen || same(p, from)) {
			periods = append(periods, p)
		}
		if slices.ContainsFunc(all, func(q data.Period) bool { return q.Compare(p) > 0 && same(p, q) && f.until(q) }) {
			f.offer.starts = append(f.offer.starts, p)
		}
		if slices.ContainsFunc(all, func(q data.Period) bool { return q.Compare(p) < 0 && same(p, q) && (!chosen || q == from) }) {
			f.offer.ends = append(f.offer.ends, p)
		}
	}
	if len(periods) == 0 {
		return nil
	}
	last := periods[len(periods)-1]
	return slices.DeleteFunc(periods, func(p data.Period) bool { return !same(p, last) })
}

func sameMonths(p, q data.Period) bool { return p.AddYears(q.Year()-p.Year()) == q }

// until reports whether p does not lie behind the last period asked for.
func (f *frame) until(p data.Period) bool {
	to := f.c.Params.To
	return to.IsZero() || p.LastMonth() <= to.LastMonth()
}

// alikeCategories names periods by their years where those alone differ.
func (f *frame) alikeCategories(periods []data.Period) {
	for _, p := range periods {
		if !sameMonths(p, periods[0]) {
			f.periodCategories(periods)
			return
		}
	}
	for _, p := range periods {
		f.c.Categories = append(f.c.Categories, Category{Period: p, Label: strconv.Itoa(p.Year())})
	}
}

func (f *frame) indexed(g data.Group, p data.Period, base data.Point) Point {
	out := Point{Period: p, Status: data.Missing, Why: text(f.l, "why-missing")}
	q, has := f.at(g, data.Level, p)
	x, same := q.Unit.Convert(q.Value.Number, base.Unit)
	if !has || !same {
		out.Status, out.Why = f.heldBack("why-missing", q)
		return out
	}
	r := measure.Index(x, base.Value.Number)
	if r.OK() && x < 0 { // a loss is not −49 % of a profit
		r = measure.Growth(x, base.Value.Number)
	}
	if !r.OK() {
		out.Why = text(f.l, "why-"+string(r.Why))
		return out
	}
	f.rest(q, base)
	out = Point{Period: p, Status: q.Value.Status, Has: true, Value: r.Value, Shown: lang.Number(f.l, r.Value, 1), Cells: f.cells(q, base)}
	if v, ok := f.inUnit(q); ok {
		out.Detail = []Figure{{Label: f.label(), Shown: lang.Figure(f.l, v, f.levelUnit()), Value: v, Unit: f.levelUnit()}}
	}
	return out
}

// atTheEnd is a group's last point, without a number where it is not drawn.
func (f *frame) atTheEnd(g data.Group) Point {
	for _, s := range f.c.Series {
		if s.Group == g {
			return s.Points[len(s.Points)-1]
		}
	}
	return Point{Why: text(f.l, "why-missing")}
}

// indexTitle names who has come furthest, and who stands below the start.
func (f *frame) indexTitle() string {
	best, top, worst, low := "", Point{}, "", Point{}
	n := 0
	for _, s := range f.c.Series {
		p, ok := s.last()
		if !ok || s.Rank < 0 || p.Period != f.c.Categories[len(f.c.Categories)-1].Period {
			continue
		}
		if n++; best == "" || p.Value > top.Value {
			best, top = s.Name, p
		}
		if worst == "" || p.Value < low.Value {
			worst, low = s.Name, p
		}
	}
	args := []string{
		"best", best, "times", lang.Number(f.l, top.Value/100, timesDigits(top.Value/100)), "base", lang.Period(f.l, f.c.Categories[0].Period),
		"now", lang.Period(f.l, top.Period), "worst", worst, "low", lang.Number(f.l, low.Value, 1),
	}
	switch {
	case n == 0 || top.Value <= 100 || n > 1 && f.unratedRival(f.clusters, top.Period, f.c.Categories[0].Period, f.atTheEnd):
		return text(f.l, "title-"+f.c.Slug)
	case n == 1:
		return text(f.l, "index-only", args...)
	case low.Value < 100:
		return text(f.l, "index-best-below", args...)
	}
	return text(f.l, "index-best", args...)
}

// timesDigits is how many digits after the point a multiple is told with: no more
// than three in all.
func timesDigits(times float64) int {
	switch {
	case times >= 100:
		return 0
	case times >= 10:
		return 1
	}
	return 2
}
