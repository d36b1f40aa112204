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
	p, ok := c.Key.Period, true
	if c.Latest {
		var last data.Point
		last, ok = l.point(c, c.Key.Group, data.Level)
		p = last.Period
	}
	if _, published := l.at(p, c.Key.Group, c.Key.Measure); published {
		return false
	}
	total := totalOf(c.Key.Group)
	var x [4]data.Point // the part now and before, the whole now and before
	var y [4]float64
	for i, g := range []data.Group{c.Key.Group, c.Key.Group, total, total} {
		at := p
		if i%2 == 1 {
			at = p.AddYears(-1)
		}
		var there, same bool
		x[i], there = l.at(at, g, data.Level)
		y[i], same = x[i].Unit.Convert(x[i].Value.Number, x[0].Unit)
		ok = ok && there && same
	}
	unit, r := data.Unit{Label: "百分点", Base: data.BasePoint}, measure.PointsContributed(y[0], y[1], y[3])
	if c.Key.Measure == data.Contribution {
		unit, r = perCent, measure.Contribution(y[0], y[1], y[2], y[3])
	}
	if !ok || !r.OK() || total == c.Key.Group {
		l.noData(c, c.Key.Group)
		return true
	}
	l.rests(x[:]...)
	l.found(r.Value, unit, p)
	l.f.Outcome, l.f.Rule = compare(c, r.Value), data.Say("story.rule-part-"+string(c.Key.Measure))
	if !c.Unit.IsZero() && c.Unit.Base != unit.Base {
		l.otherUnit(c, unit)
	}
	return true
}
