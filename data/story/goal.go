package story

import (
	"math"
	"strconv"

	"countyboard/data"
	"countyboard/data/measure"
)

// goal: how far it is from the base to the target; a goal that is not reached
// is no false sentence, and cannot be judged yet.
func (l *look) goal(c data.Claim) {
	now, ok1 := l.figure(c, c.Key.Group, data.Level)
	then, ok2 := l.baseOf(c, now.Period)
	x0, same := then.Unit.Convert(then.Value.Number, now.Unit)
	target := c.Target
	if !c.Times {
		in, fits := l.unitOf(c, now).Convert(c.Target, now.Unit)
		same = same && fits && x0 > 0 && speaks(c, now.Unit)
		target = in / x0
	}
	if !ok1 || !ok2 || !same {
		l.noData(c, c.Key.Group)
		return
	}
	y := now.Period.Year()
	d := measure.DoublingOf(now.Value.Number, x0, float64(y-then.Period.Year()), target)
	if !d.Progress.OK() {
		l.noData(c, c.Key.Group)
		return
	}
	const hundredths = 100 // of a multiple that was worked out
	l.rests(now, then)
	l.found(d.Progress.Value, data.PercentUnit, now.Period)
	pairs := []string{"base", then.Period.String(), "progress", strconv.FormatFloat(d.Progress.Value, 'f', 0, 64), "target", number(math.Round(target*hundredths) / hundredths)}
	year, ahead := d.Reached(y)
	switch {
	case d.Progress.Value >= 100:
		l.f.Outcome, l.f.Rule = data.Agrees, data.Say("story.rule-goal-reached", pairs...)
	case ahead:
		l.f.Outcome, l.f.Rule = data.NotCheckable, data.Say("story.rule-goal-open", append(pairs, "year", strconv.Itoa(year))...)
	default:
		l.f.Outcome, l.f.Rule = data.NotCheckable, data.Say("story.rule-goal-never", pairs...)
	}
}

// baseOf is the figure of a goal's base: of the same months as now, where now is
// part of a year and the base a whole one; a stock may stand at the base's end.
func (l *look) baseOf(c data.Claim, now data.Period) (data.Point, bool) {
	if !now.IsZero() && now.Freq() != c.Base.Freq() {
		by, _ := c.Base.Start()
		p, ok := l.on(now.AddYears(by-now.Year()), c.Key.Group, data.Level)
		if ok || l.indicator.Kind != data.Stock {
			return p, ok
		}
	}
	return l.on(c.Base, c.Key.Group, data.Level)
}
