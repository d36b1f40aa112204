package story

import (
	"cmp"
	"slices"

	"countyboard/data"
)

// level: the figure itself against what was said.
func (l *look) level(c data.Claim) {
	m := cmp.Or(c.Key.Measure, data.Level)
	rule := levelRule(c)
	p, ok := l.figure(c, c.Key.Group, m)
	x, on := p.Value.Number, []data.Point{p}
	if r := l.difference(c.Key.Period, c.Key.Group); !ok && m == data.Level && r.OK() {
		p, x, on, ok = r.on[0], r.Value, r.on, true
		p.Period, rule = c.Key.Period, "difference"
		c.Tolerance += l.roundings(c, r.on)
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
	if c.Unit.IsZero() {
		c.Unit = u
	}
	l.f.Rule = data.Say("story.rule-level-"+rule, "least", put(-whole(-least(c), c.Unit), c.Unit), "most", put(whole(most(c), c.Unit), c.Unit))
	if !speaks(c, u) {
		l.otherUnit(c, u)
		return
	}
	if l.f.Outcome == data.Differs && !l.slip(c, u, x) {
		l.otherReading(c, p.Period, u)
	}
}

// levelRule names the rule by which a figure is compared: 余 is none of 约.
func levelRule(c data.Claim) string {
	if c.Op == data.OpAbout && andMore.MatchString(c.Text) {
		return "more"
	}
	return string(c.Op)
}

// roundings is what two figures may be off together, half of the last digit of
// each, in the claim's unit; none where the claim states its tolerance.
func (l *look) roundings(c data.Claim, on []data.Point) (sum float64) {
	if c.HasTolerance {
		return 0
	}
	for _, p := range on {
		half, _ := p.Unit.Convert(halfDigit(number(p.Value.Number)), l.unitOf(c, p))
		sum += half
	}
	return sum
}

// speaks reports whether a claim speaks in a unit that compares with u.
func speaks(c data.Claim, u data.Unit) bool {
	_, same := u.Convert(1, c.Unit)
	return same || c.Unit.IsZero()
}

// otherUnit: what was said is of another kind than what was found, so equal
// numbers prove nothing, and others only where the kinds are known.
func (l *look) otherUnit(c data.Claim, u data.Unit) {
	switch {
	case agrees(l.f.Outcome):
	case c.Unit.Base == data.BaseOther || u.Base == data.BaseOther:
		l.f.Outcome, l.f.Rule = data.NoData, data.Say("story.rule-no-unit", "said", c.Unit.Label, "found", u.Label)
		return
	default:
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
	fits := func(c data.Claim, r reading, p data.Period, which string) bool {
		to, own := u, r.on[0].Unit
		if to.IsZero() {
			to = l.unitOf(c, r.on[0])
		}
		y, ok := own.Convert(r.Value, to)
		if !ok || !speaks(c, to) || !agrees(compare(c, y)) {
			return false
		}
		l.rests(r.on...)
		if !l.f.HasFound {
			l.found(y, to, p)
		}
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-"+which)
		return true
	}
	if q, ok := l.on(at, otherScope(c.Key.Group), m); ok && fits(c, read(q.Value.Number, q), q.Period, "scope") {
		return true
	}
	if l.indicator.Kind == data.Stock { // it has moments, no spans
		return false
	}
	ay, am := at.End()
	for _, s := range l.series(c.Key.Group, m) {
		for _, q := range s.Points {
			if qy, qm := q.Period.End(); q.Period.Months() != at.Months() && qy == ay && qm == am && q.Value.Status.HasNumber() && fits(c, read(q.Value.Number, q), q.Period, "span") {
				return true
			}
		}
	}
	if m != data.Level || at.IsZero() {
		return false
	}
	for _, p := range []data.Period{data.Month(ay, am), data.Quarter(ay, (am-1)/3+1)} { // nobody published it by itself
		r := l.difference(p, c.Key.Group)
		if _, end := p.End(); !r.OK() || end != am || p.Months() == at.Months() {
			continue
		}
		worked := c
		worked.Tolerance += l.roundings(c, r.on)
		if fits(worked, r, p, "span") {
			return true
		}
	}
	return false
}
