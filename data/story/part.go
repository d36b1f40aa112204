package story

import (
	"countyboard/data"
	"countyboard/data/measure"
)

// part: what a group gave to the growth of its total on a year before, in points
// of that growth (measure=points) or as per cent of it (measure=contribution),
// computed from levels. It reports false where the claim is of something else or a
// source published the figure: that is a level like others.
func (l *look) part(c data.Claim) bool {
	if c.Key.Measure != data.Points && c.Key.Measure != data.Contribution {
		return false
	}
	if _, published := l.figure(c, c.Key.Group, c.Key.Measure); published {
		return false
	}
	g, total := c.Key.Group, totalOf(c.Key.Group)
	p, known := l.lastLevel(c, g)
	now, then, was, ok1 := l.pair(g, p.AddYears(-1), p)
	whole, before, base, ok2 := l.pair(total, p.AddYears(-1), p)
	x, same := now.Unit.Convert(now.Value.Number, whole.Unit)
	y, _ := now.Unit.Convert(was, whole.Unit)
	unit, r := data.PointUnit, measure.PointsContributed(x, y, base)
	if c.Key.Measure == data.Contribution {
		unit, r = data.PercentUnit, measure.Contribution(x, y, whole.Value.Number, base)
	}
	if !known || !ok1 || !ok2 || !same || !r.OK() || total == g {
		l.noData(c, g)
		return true
	}
	l.rests(now, then, whole, before)
	l.found(r.Value, unit, p)
	l.f.Outcome, l.f.Rule = compare(c, r.Value), data.Say("story.rule-part-"+string(c.Key.Measure))
	if !c.Unit.IsZero() && c.Unit.Base != unit.Base {
		l.otherUnit(c, unit)
	}
	return true
}
