package story

import (
	"cmp"
	"slices"

	"countyboard/data"
)

// level: the figure itself against what was said.
func (l *look) level(c data.Claim) {
	m := cmp.Or(c.Key.Measure, data.Level)
	rule := "story.rule-level-" + string(c.Op)
	p, ok := l.figure(c, c.Key.Group, m)
	x, on := p.Value.Number, []data.Point{p}
	if r := l.difference(c.Key.Period, c.Key.Group); !ok && m == data.Level && r.OK() {
		p, x, on, ok = r.on[0], r.Value, r.on, true
		p.Period, rule = c.Key.Period, "story.rule-level-difference"
	}
	if !ok {
		if !l.otherReading(c, c.Key.Period, data.Unit{}) {
			l.noData(c, c.Key.Group)
		}
		return
	}
	u := l.unitOf(c, p)
	x, _ = p.Unit.Convert(x, u)
	l.rests(on...)
	l.found(x, u, p.Period)
	l.f.Outcome = compare(c, x)
	l.f.Rule = data.Say(rule)
	if !c.Unit.IsZero() && c.Unit.Base != u.Base {
		l.otherUnit(c, u)
		return
	}
	if l.f.Outcome == data.Differs && !l.slip(c, u, x) {
		l.otherReading(c, p.Period, u)
	}
}

// otherUnit: what was said is of another kind than what was found, so equal
// numbers prove nothing.
func (l *look) otherUnit(c data.Claim, u data.Unit) {
	if !agrees(l.f.Outcome) {
		l.f.Outcome = data.Differs
		return
	}
	l.f.Outcome = data.DiffersDefinition
	l.f.Rule = data.Say("story.rule-other-kind", "said", c.Unit.Label, "found", u.Label)
	rates := []string{data.BasePercent, data.BasePoint}
	if slices.Contains(rates, c.Unit.Base) && slices.Contains(rates, u.Base) {
		l.f.Rule = data.Say("story.rule-other-points")
	}
}

// exactly is a claim with its bound taken away: of a slip the number itself is asked.
func exactly(c data.Claim) data.Claim {
	c.Op = data.OpEQ
	return c
}

// slip: 万 said for 亿, or the other way round.
func (l *look) slip(c data.Claim, u data.Unit, x float64) bool {
	if c.Said == 0 || u.Base == data.BasePercent || u.Base == data.BasePoint || u.Base == data.BaseIndex {
		return false
	}
	for _, f := range []float64{1e4, 1e-4} {
		if agrees(compare(exactly(c), x*f)) {
			l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-unit")
			return true
		}
	}
	return false
}

// otherScope is the other population: 全部 of 规上, 规上 of 全部.
func otherScope(g data.Group) data.Group {
	if all := g.Without(data.DimSize); all != g {
		return all
	}
	return g.With(data.DimSize + "/规上")
}

// otherReading looks whether another definition of the same measure would
// agree: 规上 for 全部, 累计 for 当月. u is the unit of what was found; zero where
// nothing was, and then the reading that agrees is what is shown.
func (l *look) otherReading(c data.Claim, at data.Period, u data.Unit) bool {
	m := cmp.Or(c.Key.Measure, data.Level)
	fits := func(q data.Point, which string) bool {
		to := u
		if to.IsZero() {
			to = l.unitOf(c, q)
		}
		y, ok := q.Unit.Convert(q.Value.Number, to)
		if !ok || !q.Value.Status.HasNumber() || !c.Unit.IsZero() && c.Unit.Base != to.Base || !agrees(compare(c, y)) {
			return false
		}
		l.rests(q)
		if !l.f.HasFound {
			l.found(y, to, q.Period)
		}
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-"+which)
		return true
	}
	if q, ok := l.on(at, otherScope(c.Key.Group), m); ok && fits(q, "scope") {
		return true
	}
	if l.indicator.Kind == data.Stock { // it has moments, no spans
		return false
	}
	ay, am := at.End()
	for _, s := range l.series(c.Key.Group, m) {
		for _, q := range s.Points {
			if qy, qm := q.Period.End(); q.Period.Months() != at.Months() && qy == ay && qm == am && fits(q, "span") {
				return true
			}
		}
	}
	return false
}
