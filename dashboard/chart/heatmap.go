package chart

import (
	"cmp"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
)

// mostMonths of a heat map when the address does not say from when: five years.
const mostMonths = 60

// growthHeatmap answers: since when? A row a cluster, a column a period, the
// rate as colour; 其他 and the total stand last. A period that nobody reported
// is a column of gaps.
func growthHeatmap(f *frame) {
	if len(f.clusters) == 0 { // the whole alone is a chart of columns (growthOverTime)
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	r, ok := f.chooseBasis()
	groups := slices.Clone(f.clusters)
	if !f.restricted() {
		groups = append(groups, f.c.Population)
	}
	known := f.ratedPeriods(r, groups)
	periods := slices.DeleteFunc(slices.Clone(known), func(p data.Period) bool { return !f.asked(p) })
	if n := len(periods) - mostMonths; n > 0 && f.c.Params.From.IsZero() {
		periods = periods[n:]
	}
	if !ok || len(periods) == 0 {
		f.noGrowth()
		return
	}
	f.c.Picture, f.c.Unit, f.c.UnitLabel = Heatmap, percent, "%"
	f.periodCategories(periods)
	for _, g := range groups {
		s := f.series(g)
		for _, p := range periods {
			s.Points = append(s.Points, f.rate(r, g, p))
		}
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Series = append(f.c.Series, s)
		}
	}
	last := len(periods) - 1
	slices.SortStableFunc(f.c.Series, func(a, b Series) int {
		return cmp.Or(cmp.Compare(tail(a.Rank), tail(b.Rank)), -cmp.Compare(a.Points[last].Value, b.Points[last].Value))
	})
	if slices.ContainsFunc(f.c.Series, func(s Series) bool {
		return slices.ContainsFunc(s.Points, func(p Point) bool { return !p.Has })
	}) {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-grey"))
	}
	of := text(f.l, "measure-yoy")
	if r.freq == data.YearToDate {
		of = text(f.l, "yoy-cumulated")
		f.c.Notes = append(f.c.Notes, text(f.l, "note-january"))
	}
	f.subtitle(f.label(), of, f.span(periods[0], periods[last]), text(f.l, "basis-"+string(r.basis)))
	f.secretNote(periods...)
	f.c.Title = f.heatTitle(r, known[:slices.Index(known, periods[last])+1])
}

// ratedPeriods are those from the first to the last that any group has a rate
// for, without a hole in the calendar; the columns are the ones asked for.
func (f *frame) ratedPeriods(r rates, groups []data.Group) []data.Period {
	var have []data.Period
	for _, g := range groups {
		for _, p := range f.whole(g, r.measure(), r.freq) {
			_, before := f.at(g, data.Level, p.Period.AddYears(-1))
			if p.Value.Status.HasNumber() && (before || r.basis == data.Published) && !slices.Contains(have, p.Period) {
				have = append(have, p.Period)
			}
		}
	}
	slices.SortFunc(have, data.Period.Compare)
	return calendar(have)
}

// calendar fills the holes between periods, in the step in which they come.
func calendar(have []data.Period) []data.Period {
	step := stepOf(have)
	if step == 0 {
		return have
	}
	january := slices.ContainsFunc(have, func(p data.Period) bool { _, m := p.End(); return m == 1 })
	var all []data.Period
	for at := end(have[0]); at <= end(have[len(have)-1]); at += step {
		y, m := at/12, at%12+1
		p := data.Period{}
		switch freq := have[0].Freq(); {
		case freq == data.YearToDate && m > 1:
			p = data.ToDate(y, m)
		case freq == data.Monthly && (m > 1 || january):
			p = data.Month(y, m)
		case freq == data.Quarterly && m%3 == 0:
			p = data.Quarter(y, m/3)
		case freq == data.HalfYearly && m%6 == 0:
			p = data.Half(y, m/6)
		case freq == data.Annual:
			p = data.Year(y)
		}
		if !p.IsZero() {
			all = append(all, p)
		}
	}
	for _, p := range have { // those out of step are not lost
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, data.Period.Compare)
	return all
}

// stepOf is the least distance between periods, in months; 0 where there is none.
func stepOf(have []data.Period) (step int) {
	for i := 1; i < len(have); i++ {
		if d := end(have[i]) - end(have[i-1]); d > 0 && (step == 0 || d < step) {
			step = d
		}
	}
	return step
}

// end is the last month of a period, in months since year 0.
func end(p data.Period) int { return p.LastMonth() - 1 }

// run is how long a series has grown, or fallen, without a break until the last period.
type run struct {
	s     Series
	n     int
	down  bool
	since data.Period
}

func (f *frame) runOf(r rates, s Series, periods []data.Period) run {
	out := run{s: s}
	for _, period := range slices.Backward(periods) {
		p := f.rate(r, s.Group, period)
		if !p.Has || p.Value == 0 || out.n > 0 && p.Value < 0 != out.down {
			break
		}
		out.n, out.down, out.since = out.n+1, p.Value < 0, p.Period
	}
	return out
}

// allGrew reports whether each cluster grew in the last period; one without a
// rate is not known to.
func (f *frame) allGrew(rates rates, last data.Period) bool {
	return !slices.ContainsFunc(f.clusters, func(g data.Group) bool {
		p := f.rate(rates, g, last)
		return !isOther(g) && (!p.Has || p.Value <= 0)
	})
}

// heatTitle says since when a cluster has been falling, and which has grown
// longest; only what has lasted two periods is a finding. What lies before the
// columns counts: "from" does not change since when.
func (f *frame) heatTitle(rates rates, known []data.Period) string {
	var up, down run
	falling := 0
	for _, s := range f.c.Series {
		r := f.runOf(rates, s, known)
		switch {
		case s.Rank < 0 || r.n < 2:
		case r.down:
			if falling++; r.n > down.n {
				down = r
			}
		case r.n > up.n:
			up = r
		}
	}
	if f.restricted() || up.n+down.n == 0 {
		return text(f.l, "title-"+f.c.Slug)
	}
	args := []string{
		"best", up.s.Name, "worst", down.s.Name,
		"up", lang.Period(f.l, up.since), "down", lang.Period(f.l, down.since),
	}
	switch {
	case up.n == 0:
		return text(f.l, "heat-fell", args...)
	case falling == 0 && f.allGrew(rates, known[len(known)-1]):
		return text(f.l, "heat-grew", args...)
	case falling == 0:
		return text(f.l, "heat-rose", args...)
	}
	return text(f.l, "heat-both", args...)
}
