package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// Codes under which the values of publishedVsComputed are taken along.
const (
	nominalCode data.Measure = "yoy-nominal"
	gapCode     data.Measure = "yoy-gap"
	beforeCode  data.Measure = "base-published"
	impliedCode data.Measure = "base-implied"
)

// twoRates is one period of publishedVsComputed.
type twoRates struct {
	published, nominal, gap, before, implied Point
}

// publishedVsComputed answers: why do two growth rates differ? The published
// rate, the one that two published levels give, and the base that the published
// rate implies; cumulated, or for single months by the rates of their own.
func publishedVsComputed(f *frame) {
	f.offer.one = true
	freq := f.freq(data.YoY)
	cumulated := f.indicator.Kind == data.Flow && freq == data.YearToDate
	if !cumulated {
		f.offer.views = nil
	}
	months := cumulated && f.c.Params.View == "months"
	f.offer.months = months
	g, name := f.c.Population, f.population()
	if one, ok := f.oneCluster(); ok {
		if f.restricted() && len(f.clusters) > 1 {
			f.c.Notes = append(f.c.Notes, text(f.l, "note-one", "name", f.series(one).Name))
		}
		g, f.clusters = one, []data.Group{one}
		name += f.series(g).Name
	}
	half := f.half(g)
	var all []twoRates
	var periods, told []data.Period
	for _, q := range f.whole(g, data.YoY, freq) {
		if r := f.reading(g, q.Period); r.level.OK() && r.before.OK() {
			told = append(told, q.Period)
		}
	}
	f.offer.starts, f.offer.ends = told, told
	for _, q := range f.find(g, data.YoY, freq) {
		c := f.compared(g, q.Period, half)
		if months {
			c = f.comparedMonths(g, q.Period, half)
		}
		if c.published.Has {
			all, periods = append(all, c), append(periods, c.published.Period)
		}
	}
	if !slices.ContainsFunc(all, func(c twoRates) bool { return c.gap.Has }) {
		f.empty("no-comparison", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	shown := f.recent(periods)
	all, periods = all[len(all)-len(shown):], shown
	unit := lang.UnitLabel(f.l, f.levelUnit())
	f.c.Picture, f.c.Unit, f.c.UnitLabel, f.c.XLabel = TwoRates, percent, text(f.l, "axis-growth"), text(f.l, "axis-gap")
	f.periodCategories(periods)
	first := "rate-published"
	if months {
		first = "rate-own"
		f.uses("own-rate", "months")
	}
	s := func(key string, code data.Measure, u data.Unit, rank int, point func(twoRates) Point) {
		x := Series{Name: text(f.l, key, "unit", unit), GroupLabel: f.nameOf(g), Group: g, Rank: rank, Measure: code, Unit: u}
		for _, c := range all {
			x.Points = append(x.Points, point(c))
		}
		f.c.Series = append(f.c.Series, x)
	}
	s(first, data.YoY, percent, f.series(g).Rank, func(c twoRates) Point { return c.published })
	s("rate-nominal", nominalCode, percent, RankOther, func(c twoRates) Point { return c.nominal })
	s("rate-gap", gapCode, points, RankOther, func(c twoRates) Point { return c.gap })
	if !months {
		s("base-published", beforeCode, f.levelUnit(), RankOther, func(c twoRates) Point { return c.before })
		s("base-implied", impliedCode, f.levelUnit(), RankOther, func(c twoRates) Point { return c.implied })
	}
	f.impliedNotes()
	basis := "view-levels"
	switch {
	case months:
		basis = "view-own"
	case cumulated:
		basis = "view-cumulated"
	}
	f.subtitle(f.label(), text(f.l, "yoy-word"), text(f.l, basis))
	f.c.Title = f.comparedTitle(name, all[len(all)-1], months)
}

// nameOf is a cluster's name, or that of the population.
func (f *frame) nameOf(g data.Group) string {
	if g == f.c.Population {
		return f.groupLabel(g)
	}
	return f.series(g).Name
}

// oneCluster is the first cluster that was asked for.
func (f *frame) oneCluster() (data.Group, bool) {
	for _, g := range f.c.Params.Groups {
		if v, ok := g.Facet(data.DimCluster); ok && slices.Contains(f.clusters, f.c.Population.With(data.DimCluster+"/"+v)) {
			return f.c.Population.With(data.DimCluster + "/" + v), true
		}
	}
	return "", false
}

// half is half a unit of the last digit in which a group's levels are printed.
func (f *frame) half(g data.Group) float64 {
	most := 0
	for _, s := range f.answer.Series {
		if s.Group != g || s.Measure != data.Level {
			continue
		}
		for _, p := range s.Points {
			x, ok := f.inUnit(p)
			_, decimals, _ := strings.Cut(strconv.FormatFloat(math.Round(x*1e8)/1e8, 'f', -1, 64), ".") // 万元 to 亿元 leaves dust
			if ok && p.Value.Status.HasNumber() {
				most = max(most, len(decimals))
			}
		}
	}
	return 0.5 * math.Pow10(-most)
}

// compared sets the published rate of a period beside what the levels give.
func (f *frame) compared(g data.Group, p data.Period, half float64) twoRates {
	r := f.reading(g, p)
	b := measure.BasisOf(r.level, r.rate, r.before, half)
	f.rest(r.points...)
	point := func(x measure.Band, shown string, rests ...data.Point) Point {
		if !x.OK() {
			return Point{Period: p, Status: data.Missing, Why: text(f.l, "why-"+string(x.Why))}
		}
		return Point{Period: p, Status: worse(rests...), Has: true, Value: x.Value, Low: x.Low, High: x.High, Shown: shown, Cells: f.cells(rests...)}
	}
	c := twoRates{
		nominal: point(b.Nominal, twoDigits(f.l, b.Nominal.Value), r.now, r.then),
		gap:     point(b.Gap, f.gapShown(b.Gap.Value), r.points...),
		before:  point(measure.Band{Result: r.before}, f.exact(r.before.Value), r.then),
		implied: point(b.Implied, text(f.l, "with-band", "value", f.exact(b.Implied.Value), "low", f.exact(b.Implied.Low), "high", f.exact(b.Implied.High)), r.now, r.growth),
	}
	c.published = Point{Period: p, Status: data.Missing, Why: text(f.l, "why-missing")}
	if r.rate.OK() {
		c.published = point(measure.PublishedBand(r.rate.Value), signedPercent(f.l, r.rate.Value), r.growth)
	}
	if f.indicator.Real && c.implied.Has {
		c.implied.Status = data.LowReliability
	}
	c.implied.Detail = nil
	if c.implied.Has {
		c.implied.Detail = f.bandFigures(c.implied, func(_ lang.Lang, x float64) string { return f.exact(x) }, f.levelUnit(), impliedCode)[1:]
	}
	f.explainGap(&c, b.Moved)
	return c
}

// explainGap lets each rate carry what a reader asks of it next.
func (f *frame) explainGap(c *twoRates, moved measure.Band) {
	var why []Figure
	if c.gap.Has {
		why = append(why, Figure{Label: text(f.l, "rate-gap"), Shown: c.gap.Shown})
	}
	if c.before.Has {
		why = append(why, Figure{Label: text(f.l, "base-published", "unit", lang.UnitLabel(f.l, f.levelUnit())), Shown: c.before.Shown})
	}
	if c.implied.Has {
		why = append(why, Figure{Label: text(f.l, "base-implied", "unit", lang.UnitLabel(f.l, f.levelUnit())), Shown: c.implied.Shown})
	}
	if moved.OK() {
		why = append(why, Figure{Label: text(f.l, "base-moved"), Shown: twoDigits(f.l, moved.Value)})
	}
	for _, p := range []*Point{&c.published, &c.nominal, &c.gap} {
		if p.Has {
			p.Detail = why
		}
	}
}

// comparedMonths is the same for the single period that ends with p: its own
// rate from the implied bases, and what the differences of the levels give.
func (f *frame) comparedMonths(g data.Group, p data.Period, half float64) twoRates {
	c := twoRates{published: f.ownRate(g, p)}
	c.nominal = Point{Period: c.published.Period, Status: data.Missing, Why: text(f.l, "why-missing")}
	c.gap = c.nominal
	now, zero := f.reading(g, p), measure.Figure(0, true)
	then := reading{level: zero, before: zero}
	printed := 1.0 // levels whose printing may be off
	if before := f.previous(p); !before.IsZero() {
		then, printed = f.reading(g, before), 2
	}
	if !c.published.Has || !now.before.OK() || !then.before.OK() {
		return c
	}
	nominal := measure.GrowthBand(now.level.Value-then.level.Value, now.before.Value-then.before.Value, printed*half)
	gap := measure.Between(measure.Band{Result: measure.Figure(c.published.Value, true), Low: c.published.Low, High: c.published.High}, nominal)
	if !gap.OK() {
		c.nominal.Why = text(f.l, "why-"+string(gap.Why))
		c.gap.Why = c.nominal.Why
		return c
	}
	levels := []data.Point{now.now, now.then}
	if printed > 1 {
		levels = append(levels, then.now, then.then)
	}
	all := append(slices.Clone(now.points), then.points...)
	f.rest(all...)
	c.nominal = Point{Period: c.nominal.Period, Status: worse(levels...), Has: true, Value: nominal.Value, Low: nominal.Low, High: nominal.High, Shown: signedPercent(f.l, nominal.Value), Cells: f.cells(levels...)}
	c.gap = Point{Period: c.nominal.Period, Status: c.published.Status, Has: true, Value: gap.Value, Low: gap.Low, High: gap.High, Shown: f.gapShown(gap.Value), Cells: f.cells(all...)}
	return c
}

// impliedNotes say what an implied base is, and when it is none.
func (f *frame) impliedNotes() {
	f.c.Notes = append(f.c.Notes, text(f.l, "note-implied"))
	if f.indicator.Real {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-implied-real"))
	}
}

// twoDigits is a rate that is computed: one digit would hide what it differs by.
func twoDigits(l lang.Lang, x float64) string {
	s := lang.Number(l, x, 2) + "%"
	if x >= 0.005 {
		return "+" + s
	}
	return s
}

func (f *frame) gapShown(x float64) string {
	s := lang.Number(f.l, x, 2)
	if x >= 0.005 {
		s = "+" + s
	}
	return text(f.l, "in-points", "value", s)
}

// exact is a level with two digits more than a headline needs.
func (f *frame) exact(x float64) string { return lang.Number(f.l, x, 2) }

// comparedTitle says whether the newest two rates differ, and what that makes of
// the base.
func (f *frame) comparedTitle(name string, c twoRates, months bool) string {
	if !c.gap.Has {
		return text(f.l, "title-"+f.c.Slug)
	}
	args := []string{
		"period", lang.Period(f.l, c.gap.Period), "who", name, "what", f.label(), "rate", c.published.Shown, "nominal", c.nominal.Shown,
		"gap", text(f.l, "in-points", "value", lang.Number(f.l, math.Abs(c.gap.Value), 2)), "low", signedPercent(f.l, c.published.Low), "high", signedPercent(f.l, c.published.High),
	}
	side := "higher"
	if c.gap.Value < 0 {
		side = "lower"
	}
	if c.gap.Low <= 0 && c.gap.High >= 0 {
		side = "same"
	}
	if months {
		side = "months-" + side
	}
	return text(f.l, "compared-"+side, args...)
}
