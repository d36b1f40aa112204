package story

import (
	"slices"

	"countyboard/data"
	"countyboard/data/measure"
)

func rateOf(c data.Claim) data.Measure {
	if c.Key.Measure == data.MoM {
		return data.MoM
	}
	return data.YoY
}

// growthAt is the growth rate of a period in per cent: the published one where
// there is one, else computed from two levels. What cannot be computed: a rate of
// a rate, a real rate from nominal levels, 环比 of cumulated figures.
func (l *look) growthAt(c data.Claim, g data.Group, p data.Period) reading {
	if !slices.Contains([]data.Measure{"", data.Level, data.YoY, data.MoM}, c.Key.Measure) {
		return missing // 贡献率 and the like are no growth
	}
	m := rateOf(c)
	if c.Basis != data.Nominal {
		if q, found := l.on(p, g, m); found {
			r := read(q.Value.Number, q)
			r.published = true
			return r
		}
		if c.Basis == data.Published || l.indicator.Real {
			return missing
		}
	}
	before := p.AddYears(-1)
	if m == data.MoM {
		if before = p.Previous(); p.Freq() == data.YearToDate {
			return missing
		}
	}
	return l.change(g, before, p)
}

// change is the growth in per cent of a level from one period to another.
func (l *look) change(g data.Group, from, to data.Period) reading {
	now, then, base, ok := l.pair(g, from, to)
	if !ok {
		return missing
	}
	return reading{Result: measure.Growth(now.Value.Number, base), on: []data.Point{now, then}}
}

// pair is a level at two times, base being the earlier in the unit of the later.
// Of flows both have as many months; of rates there is no growth.
func (l *look) pair(g data.Group, from, to data.Period) (now, then data.Point, base float64, ok bool) {
	now, ok1 := l.on(to, g, data.Level)
	then, ok2 := l.on(from, g, data.Level)
	base, same := then.Unit.Convert(then.Value.Number, now.Unit)
	alike := l.indicator.Kind == data.Stock || now.Period.Months() == then.Period.Months()
	return now, then, base, ok1 && ok2 && same && alike && l.indicator.Kind != data.Rate
}

// between is the growth from one stated period to another, the mean of a year
// where the claim says so (年均). It is computed, so real growth has none.
func (l *look) between(c data.Claim, p data.Period) reading {
	if l.indicator.Real && c.Basis != data.Nominal || c.Basis == data.Published {
		return missing
	}
	if c.Key.Measure != data.CAGR {
		return l.change(c.Key.Group, c.From, p)
	}
	now, then, base, ok := l.pair(c.Key.Group, c.From, p)
	if !ok {
		return missing
	}
	y, m := now.Period.End()
	by, bm := then.Period.End()
	return reading{Result: measure.CAGR(now.Value.Number, base, float64(12*(y-by)+m-bm)/12), on: []data.Point{now, then}}
}

// lastLevel is the period of a claim about levels.
func (l *look) lastLevel(c data.Claim, g data.Group) (data.Period, bool) {
	if !c.Latest {
		return c.Key.Period, true
	}
	p, ok := l.point(c, g, data.Level)
	return p.Period, ok
}

// lastRate is the period of a claim about growth: the last with a rate,
// published or computed.
func (l *look) lastRate(c data.Claim, g data.Group) (data.Period, bool) {
	level, ok := l.lastLevel(c, g)
	if !c.Latest {
		return level, ok
	}
	r, found := l.point(c, g, rateOf(c))
	if found && (!ok || r.Period.Compare(level) > 0 || !l.growthAt(c, g, level).OK()) {
		return r.Period, true
	}
	return level, ok
}

// settles turns a claim to the period that it speaks of; where there is none, that
// is the finding.
func (l *look) settles(c *data.Claim, period func(data.Claim, data.Group) (data.Period, bool)) bool {
	p, ok := period(*c, c.Key.Group)
	if !ok {
		l.noData(*c, c.Key.Group)
		return false
	}
	c.Latest, c.Key.Period = false, p
	return true
}

// growth in per cent.
func (l *look) growth(c data.Claim) {
	period := l.lastRate
	if !c.From.IsZero() {
		period = l.lastLevel
	}
	if !l.settles(&c, period) {
		return
	}
	p := c.Key.Period
	r, rule := l.growthAt(c, c.Key.Group, p), "story.rule-growth-"
	switch {
	case !c.From.IsZero() && c.Key.Measure == data.CAGR:
		r, rule = l.between(c, p), rule+"mean"
	case !c.From.IsZero():
		r, rule = l.between(c, p), rule+"between"
	case r.published && rateOf(c) == data.MoM:
		rule += "published-mom"
	case r.published:
		rule += "published"
	case c.Basis == data.Nominal:
		rule += "nominal"
	default:
		rule += "computed"
	}
	if !r.OK() {
		l.noGrowth(c, r.Why)
		return
	}
	l.rests(r.on...)
	l.found(r.Value, data.PercentUnit, p)
	l.f.Outcome, l.f.Rule = compare(c, r.Value), data.Say(rule)
	switch {
	case !speaks(c, data.PercentUnit):
		l.otherUnit(c, data.PercentUnit)
	case l.f.Outcome != data.Differs:
	case abs(c.Said) >= 100 && (compare(exactly(c), r.Value+100).Agrees() || compare(exactly(c), r.Value-100).Agrees()): // 增长到两倍 is 增长一倍
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-times")
	case c.From.IsZero() && !l.otherBasis(c, "basis"):
		c.Key.Measure = rateOf(c)
		l.otherReading(c, p, data.PercentUnit)
	}
}

// noGrowth: there is no rate to compare with; another definition may have one.
func (l *look) noGrowth(c data.Claim, why measure.Why) {
	switch {
	case l.indicator.Kind == data.Rate:
		l.noData(c, c.Key.Group)
		l.f.Rule = data.Say("story.rule-no-rate-of-rate")
		return
	case why != measure.Missing:
		l.noData(c, c.Key.Group)
		l.f.Rule = data.Say("story.rule-no-rate", "reason", string(why))
		return
	case l.indicator.Real && l.otherBasis(c, "real"):
		return
	}
	if c.Key.Measure == "" {
		c.Key.Measure = data.YoY
	}
	if !c.From.IsZero() || !l.otherReading(c, c.Key.Period, data.PercentUnit) {
		l.noData(c, c.Key.Group)
	}
}

// otherBasis: the nominal rate was said for the published one.
func (l *look) otherBasis(c data.Claim, which string) bool {
	if c.Basis != "" || !speaks(c, data.PercentUnit) {
		return false
	}
	c.Basis = data.Nominal
	r := l.growthAt(c, c.Key.Group, c.Key.Period)
	if !c.From.IsZero() {
		r = l.between(c, c.Key.Period)
	}
	if !r.OK() || !compare(c, r.Value).Agrees() {
		return false
	}
	l.rests(r.on...)
	if !l.f.HasFound {
		l.found(r.Value, data.PercentUnit, c.Key.Period)
	}
	l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-"+which)
	return true
}

// points: how far a rate moved, in percentage points: the indicator itself where
// it is a rate, a share where the claim says so, else growth. Of two growth
// rates both are published or both computed, never one of each.
func (l *look) points(c data.Claim) {
	level := l.indicator.Kind == data.Rate && (c.Key.Measure == "" || c.Key.Measure == data.Level)
	period := l.lastRate
	if level || c.Key.Measure == data.Share {
		period = l.lastLevel
	}
	if !l.settles(&c, period) {
		return
	}
	p := c.Key.Period
	before := p.AddYears(-1)
	if !c.From.IsZero() {
		before = c.From
	}
	at := func(p data.Period) reading {
		switch {
		case c.Key.Measure == data.Share:
			return l.shareAt(c.Key.Group, p)
		case level:
			if q, ok := l.on(p, c.Key.Group, data.Level); ok {
				return read(q.Value.Number, q)
			}
			return missing
		}
		return l.growthAt(c, c.Key.Group, p)
	}
	now, then := at(p), at(before)
	rule := "story.rule-points"
	if now.OK() && then.OK() && now.published != then.published {
		c.Basis = data.Nominal
		now, then = at(p), at(before)
		rule = "story.rule-points-computed"
	}
	if !now.OK() || !then.OK() {
		l.noData(c, c.Key.Group)
		return
	}
	unit := data.PointUnit
	x := measure.Exact(now.Value-then.Value, now.Value, then.Value)
	l.rests(append(now.on, then.on...)...)
	l.found(x, unit, p)
	l.f.Outcome, l.f.Rule = compare(c, x), data.Say(rule)
	if !speaks(c, unit) {
		l.otherUnit(c, unit)
	}
}
