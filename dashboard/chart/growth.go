package chart

import (
	"cmp"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// clusterGrowth answers: which cluster grows? By rate (now and a year before),
// as index since the first year, by contribution to the total's change, or in
// points of the total's growth. Without clusters: how does the whole grow?
func clusterGrowth(f *frame) {
	if len(f.clusters) == 0 && f.c.Empty == nil {
		f.c.Measures = nil // the others need clusters
		if f.measure != data.YoY {
			f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
			return
		}
		growthOverTime(f)
		return
	}
	switch f.measure {
	case data.IndexNumber:
		growthIndex(f)
	case data.Contribution, data.Points:
		growthParts(f)
	default:
		growthRates(f)
	}
}

// rates are the growth rates of a group by period: published ones where there
// are any, else computed from levels. One picture never mixes the two.
type rates struct {
	basis data.Basis
	freq  data.Freq
}

// chooseBasis keeps to published rates unless there are none or the reader asks
// otherwise. Nothing is computed of what is a rate itself.
// Single periods on the implied base are for charts that name them in also.
func (f *frame) chooseBasis(also ...data.Basis) (rates, bool) {
	all := []rates{{data.Published, f.freq(data.YoY)}}
	if f.indicator.Kind != data.Rate {
		all = append(all, rates{data.Nominal, f.freq(data.Level)})
	}
	if slices.Contains(also, data.Implied) && f.indicator.Kind == data.Flow && f.freq(data.YoY) == data.YearToDate && f.freq(data.Level) == data.YearToDate {
		all = append(all, rates{data.Implied, data.YearToDate})
	}
	f.offer.bases = nil
	for _, r := range all {
		if f.tells(r) {
			f.offer.bases = append(f.offer.bases, r.basis)
		}
	}
	f.uses("basis")
	for _, r := range all {
		if (f.c.Params.Basis == "" || f.c.Params.Basis == r.basis) && r.freq != "" {
			f.freq(r.measure()) // its periods are the ones to choose from
			return r, true
		}
	}
	return rates{}, false
}

// tells reports whether rates of this basis can be told at all: published ones,
// or levels of two years.
func (f *frame) tells(r rates) bool {
	return slices.ContainsFunc(f.answer.Series, func(s data.Series) bool {
		years := s.Points[len(s.Points)-1].Period.Year() - s.Points[0].Period.Year()
		return s.Measure == r.measure() && s.Group.Without(data.DimCluster) == f.c.Population && (r.basis == data.Published || years > 0)
	})
}

// measure is what the rates are read from.
func (r rates) measure() data.Measure {
	if r.basis == data.Nominal {
		return data.Level
	}
	return data.YoY
}

// rate is the growth of a group in a period, per cent.
func (f *frame) rate(r rates, g data.Group, p data.Period) Point {
	if r.basis == data.Implied {
		return f.ownRate(g, p)
	}
	return f.rateOf(func(m data.Measure, p data.Period) (data.Point, bool) { return f.at(g, m, p) }, r, p)
}

// rateOf is the growth in a period, per cent, of what at finds.
func (f *frame) rateOf(at func(data.Measure, data.Period) (data.Point, bool), r rates, p data.Period) Point {
	out := Point{Period: p, Status: data.Missing}
	if r.basis == data.Published {
		q, ok := at(data.YoY, p)
		if !ok {
			out.Status, out.Why = f.heldBack("status-O", q)
			return out
		}
		f.rest(q)
		out.Status, out.Has, out.Value, out.Cells = q.Value.Status, true, q.Value.Number, f.cells(q)
	} else {
		now, ok1 := at(data.Level, p)
		before, ok2 := at(data.Level, p.AddYears(-1))
		base, same := before.Unit.Convert(before.Value.Number, now.Unit)
		if !ok1 || !ok2 || !same {
			out.Status, out.Why = f.heldBack("why-missing", now, before)
			return out
		}
		x := measure.Growth(now.Value.Number, base)
		f.rest(now, before)
		out.Cells = f.cells(now, before)
		if !x.OK() {
			out.Why = text(f.l, "why-"+string(x.Why))
			if now.Value.Number < 0 || base < 0 {
				out.Word = out.Why
			}
			return out
		}
		out.Status, out.Has, out.Value = data.Normal, true, x.Value
	}
	out.Shown = signedPercent(f.l, out.Value)
	return out
}

// heldBack is the status and the reason of what cannot be told: confidential
// where one of its figures is, else the reason that is given.
func (f *frame) heldBack(why string, points ...data.Point) (data.Status, string) {
	for _, p := range points {
		if p.Value.Status == data.Suppressed {
			return data.Suppressed, text(f.l, "status-Q")
		}
	}
	return data.Missing, text(f.l, why)
}

// newest is the newest period that any group of the population has a rate for.
func (f *frame) newest(r rates) data.Period {
	var last data.Period
	for _, g := range append(slices.Clone(f.clusters), f.c.Population) {
		for _, p := range f.find(g, r.measure(), r.freq) {
			if p.Value.Status.HasNumber() && p.Period.Compare(last) > 0 {
				last = p.Period
			}
		}
	}
	return last
}

// growthRates: a row a cluster, ranked by the newest rate, with the same months
// of the year before; 其他 and the total stand last.
func growthRates(f *frame) {
	f.offer.moment = true
	r, ok := f.chooseBasis(data.Implied)
	now := f.newest(r)
	if !ok || now.IsZero() {
		f.noGrowth()
		return
	}
	rated, before := now, now.AddYears(-1)
	type line struct {
		s           Series
		now, before Point
	}
	var lines []line
	for _, g := range append(slices.Clone(f.clusters), f.c.Population) {
		l := line{f.series(g), f.rate(r, g, now), f.rate(r, g, before)}
		if l.now.Has || l.before.Has || l.now.Why != text(f.l, "status-O") {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(tail(a.s.Rank), tail(b.s.Rank)), -cmp.Compare(a.now.Value, b.now.Value))
	})
	f.c.Picture, f.c.Unit, f.c.UnitLabel = RankedDots, percent, "%"
	if r.basis == data.Implied {
		f.uses("own-rate")
		f.impliedNotes()
		f.offer.months = true
		now, before = between(f.previous(now), now), between(f.previous(before), before)
	}
	s := []Series{{Name: lang.Period(f.l, now), Rank: 0}, {Name: lang.Period(f.l, before), Rank: RankOther}}
	for _, l := range lines {
		f.c.Categories = append(f.c.Categories, Category{Facet: l.s.Facet, Rank: l.s.Rank, Label: l.s.Name})
		if l.now.Has && l.before.Has {
			l.now.Change = text(f.l, "change-points", "change", lang.Signed(f.l, l.now.Value-l.before.Value, points))
		}
		s[0].Points, s[1].Points = append(s[0].Points, l.now), append(s[1].Points, l.before)
	}
	if !slices.ContainsFunc(s[1].Points, func(p Point) bool { return p.Has }) {
		s = s[:1]
	}
	f.c.Series = s
	f.subtitle(f.label(), text(f.l, "yoy-of", "period", lang.Period(f.l, now)), text(f.l, "basis-"+string(r.basis)))
	f.secretNote(rated, rated.AddYears(-1))
	f.c.Title = f.growthTitle(now, rated)
}

// growthFigures are those that rates of a group rest on: where clusters stand
// beside each other, published ones of the newest period and of a year before,
// with the levels that a share is told from.
func growthFigures(f *frame, g data.Group) (all []data.Point) {
	r, ok := f.chooseBasis()
	if !ok {
		return nil
	}
	if r.basis != data.Published || len(f.clusters) == 0 {
		return f.whole(g, r.measure(), r.freq)
	}
	now := f.newest(r)
	for _, p := range []data.Period{now, now.AddYears(-1)} {
		for _, m := range []data.Measure{data.YoY, data.Level} {
			if q, ok := f.at(g, m, p); ok {
				all = append(all, q)
			}
		}
	}
	return all
}

// growthOverTime: the rate of the population, a column a period.
func growthOverTime(f *frame) {
	r, ok := f.chooseBasis()
	periods := f.ratedPeriods(r, []data.Group{f.c.Population})
	periods = slices.DeleteFunc(periods, func(p data.Period) bool { return !f.asked(p) })
	if n := len(periods) - mostColumns; n > 0 && f.c.Params.From.IsZero() {
		periods = periods[n:]
	}
	s := f.series(f.c.Population)
	s.Rank = 0
	for _, p := range periods {
		s.Points = append(s.Points, f.rate(r, f.c.Population, p))
	}
	last := len(periods) - 1
	for last >= 0 && !s.Points[last].Has {
		last--
	}
	if !ok || last < 0 {
		f.noGrowth()
		return
	}
	f.c.Picture, f.c.Unit, f.c.UnitLabel = Columns, percent, "%"
	f.periodCategories(periods)
	f.c.Series = []Series{s}
	of := text(f.l, "measure-yoy")
	if r.freq == data.YearToDate {
		of = text(f.l, "yoy-cumulated")
	}
	f.subtitle(f.label(), of, f.span(periods[0], periods[len(periods)-1]), text(f.l, "basis-"+string(r.basis)))
	f.c.Title = text(f.l, "growth-total", "what", f.label(), "rate", s.Points[last].Shown, "period", lang.Period(f.l, periods[last]))
}

// noGrowth is a chart of rates where none can be told; the change of what is a
// rate itself is in points, and no rate.
func (f *frame) noGrowth() {
	reason := "no-growth"
	if f.indicator.Kind == data.Rate {
		reason = "no-growth-of-rate"
	}
	f.empty(reason, "indicator", f.label(), "place", f.c.PlaceName)
}

func tail(rank int) int { return min(rank, 0) * -1 }

// growthTitle names the fastest cluster, and the one that fell; of which period
// the rates are is told by the figures up to rated.
func (f *frame) growthTitle(now, rated data.Period) string {
	var best, worst Category
	var top, low Point
	n := 0
	for i, c := range f.c.Categories {
		p := f.c.Series[0].Points[i]
		if !p.Has || c.Rank < 0 {
			continue
		}
		if n++; n == 1 || p.Value > top.Value {
			best, top = c, p
		}
		if n == 1 || p.Value < low.Value {
			worst, low = c, p
		}
	}
	args := []string{"best", best.Label, "rate", top.Shown, "worst", worst.Label, "low", low.Shown, "period", lang.Period(f.l, now)}
	switch {
	case n >= 2 && (f.mayBePassed(best, top) || f.unratedRival(f.clusters, rated, rated.AddYears(-1), f.drawn)): // rounding, or what nobody tells, leaves open which is first
	case n >= 2 && low.Value < 0 && top.Value > 0:
		return text(f.l, "growth-best-worst", args...)
	case n >= 2 && top.Value > low.Value:
		return text(f.l, "growth-best", args...)
	}
	if len(f.c.Series[0].Points) > 0 {
		if p := f.c.Series[0].Points[len(f.c.Series[0].Points)-1]; p.Has {
			return text(f.l, "growth-total", "what", f.label(), "rate", p.Shown, "period", lang.Period(f.l, now))
		}
	}
	return text(f.l, "title-"+f.c.Slug)
}

// drawn is a group's first value, as a chart of a row a group has it.
func (f *frame) drawn(g data.Group) Point {
	v, _ := g.Facet(data.DimCluster)
	for i, c := range f.c.Categories {
		if c.Facet == data.DimCluster+"/"+v {
			return f.c.Series[0].Points[i]
		}
	}
	return Point{Why: text(f.l, "status-O")}
}

// mayBePassed reports whether rounding allows another cluster to be above top.
func (f *frame) mayBePassed(best Category, top Point) bool {
	for i, c := range f.c.Categories {
		p := f.c.Series[0].Points[i]
		if c.Facet != best.Facet && c.Rank >= 0 && p.Has && top.Low < top.High && p.High > top.Low {
			return true
		}
	}
	return false
}

// growthParts: who carries the growth? The part of each cluster in the total's
// change between two years, in per cent or in points.
func growthParts(f *frame) {
	f.offer.moment = true
	r := rates{data.Nominal, f.freq(data.Level)}
	now := f.newest(r)
	before := now.AddYears(-1)
	total, ok1 := f.at(f.c.Population, data.Level, now)
	base, ok2 := f.at(f.c.Population, data.Level, before)
	b, same := base.Unit.Convert(base.Value.Number, total.Unit)
	if !ok1 || !ok2 || !same {
		f.empty("no-parts", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.c.Picture, f.c.Unit, f.c.UnitLabel = DivergingBars, percent, "%"
	if f.measure == data.Points {
		f.c.Unit, f.c.UnitLabel = points, lang.UnitLabel(f.l, points)
	}
	type bar struct {
		s Series
		p Point
	}
	var bars []bar
	for _, g := range f.clusters {
		bars = append(bars, bar{f.series(g), f.part(g, now, before, total, b)})
	}
	slices.SortStableFunc(bars, func(x, y bar) int {
		return cmp.Or(cmp.Compare(tail(x.s.Rank), tail(y.s.Rank)), -cmp.Compare(x.p.Value, y.p.Value))
	})
	s := Series{Name: text(f.l, "measure-"+string(f.measure)), Rank: 0}
	for _, x := range bars {
		f.c.Categories = append(f.c.Categories, Category{Facet: x.s.Facet, Rank: x.s.Rank, Label: x.s.Name})
		s.Points = append(s.Points, x.p)
	}
	f.closeParts(s.Points, total, b)
	f.c.Series = []Series{s}
	f.rest(total, base)
	whole := measure.Growth(total.Value.Number, b)
	f.subtitle(f.label(), text(f.l, "measure-"+string(f.measure)), lang.Period(f.l, now),
		text(f.l, "basis-nominal"), text(f.l, "total-grew", "rate", signedPercent(f.l, whole.Value)))
	f.secretNote(now, before)
	f.c.Title = text(f.l, "title-"+f.c.Slug)
	if len(bars) > 0 && bars[0].p.Has && bars[0].p.Value > 0 && bars[0].s.Rank >= 0 && !f.mayMoveMore(f.clusters, now, before, f.levelsOf, f.movedBy(bars[0].s.Group, now, before)) {
		f.c.Title = text(f.l, "parts-best-"+string(f.measure), "best", bars[0].s.Name, "value", s.Points[0].Shown)
	}
}

// movedBy is by how much a group's level moved, in the indicator's unit.
func (f *frame) movedBy(g data.Group, now, before data.Period) float64 {
	x, _ := f.levelsOf(now)(g)
	y, _ := f.levelsOf(before)(g)
	return x - y
}

// closeParts makes what is printed add up to the total that is printed; the values
// stay as they are.
func (f *frame) closeParts(parts []Point, total data.Point, base float64) {
	whole := measure.PointsContributed(total.Value.Number, base, base)
	if f.measure == data.Contribution {
		whole = measure.Contribution(total.Value.Number, base, total.Value.Number, base)
	}
	var known []float64
	for _, p := range parts {
		if p.Has {
			known = append(known, p.Value)
		}
	}
	closed := measure.Close(known, whole.Value, 1)
	for i, p := range parts {
		if p.Has {
			parts[i].close(f.l, closed.Parts[0], f.c.Unit)
			closed.Parts = closed.Parts[1:]
		}
	}
}

func (f *frame) part(g data.Group, now, before data.Period, total data.Point, base float64) Point {
	out := Point{Period: now, Status: data.Missing, Why: text(f.l, "why-missing")}
	x, ok1 := f.at(g, data.Level, now)
	y, ok2 := f.at(g, data.Level, before)
	xv, same1 := x.Unit.Convert(x.Value.Number, total.Unit)
	yv, same2 := y.Unit.Convert(y.Value.Number, total.Unit)
	if !ok1 || !ok2 || !same1 || !same2 {
		out.Status, out.Why = f.heldBack("why-missing", x, y)
		return out
	}
	r := measure.Contribution(xv, yv, total.Value.Number, base)
	if f.measure == data.Points {
		r = measure.PointsContributed(xv, yv, base)
	}
	if !r.OK() {
		out.Why = text(f.l, "why-"+string(r.Why))
		return out
	}
	f.rest(x, y)
	return Point{Period: now, Status: data.Normal, Has: true, Value: r.Value, Shown: lang.Signed(f.l, r.Value, f.c.Unit), Cells: f.cells(x, y)}
}
