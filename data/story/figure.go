package story

import (
	"strconv"

	"countyboard/data"
	"countyboard/data/measure"
)

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// reading is a number with the figures it rests on, or why there is none.
type reading struct {
	measure.Result
	on        []data.Point
	published bool // the rate of a source, not computed
}

// missing is a reading of what nobody published.
var missing = reading{Result: measure.Result{Why: measure.Missing}}

func read(x float64, on ...data.Point) reading {
	return reading{Result: measure.Result{Value: x}, on: on}
}

// figure is the point that a claim speaks of.
func (l *look) figure(c data.Claim, g data.Group, m data.Measure) (data.Point, bool) {
	if c.Latest {
		return l.point(c, g, m)
	}
	return l.on(c.Key.Period, g, m)
}

// on is the figure of a period, under whichever name of that time it is kept:
// 一季度 is 1—3月, and a stock of 三季度末 is that of the end of September.
func (l *look) on(p data.Period, g data.Group, m data.Measure) (data.Point, bool) {
	if q, ok := l.at(p, g, m); ok {
		return q, true
	}
	for _, same := range l.sameTime(p) {
		if q, ok := l.at(same, g, m); ok {
			return q, true
		}
	}
	return data.Point{}, false
}

// sameTime lists the other names of a period: of the same months, for a stock of
// the same last month.
func (l *look) sameTime(p data.Period) (all []data.Period) {
	if p.IsZero() {
		return nil
	}
	from, first := p.Start()
	y, m := p.End()
	for _, q := range []data.Period{
		data.Month(y, m), data.Quarter(y, (m-1)/3+1), data.Half(y, (m-1)/6+1), data.Year(y), data.Span(from, first, p.Months()),
	} {
		qy, qm := q.End()
		if q != p && qy == y && qm == m && (l.indicator.Kind == data.Stock || q.Months() == p.Months()) {
			all = append(all, q)
		}
	}
	return all
}

// difference is a flow in months that nobody published by themselves: cumulated
// to their end less cumulated to before them. January–February is never split.
func (l *look) difference(p data.Period, g data.Group) reading {
	y, m := p.End()
	from, first := p.Start()
	if l.indicator.Kind != data.Flow || from != y {
		return missing
	}
	to, ok1 := l.on(data.ToDate(y, m), g, data.Level)
	before, ok2 := l.on(data.ToDate(y, first-1), g, data.Level)
	less, same := before.Unit.Convert(before.Value.Number, to.Unit)
	if !ok1 || !ok2 || !same {
		return missing
	}
	return read(measure.Exact(to.Value.Number-less, to.Value.Number, less), to, before)
}
