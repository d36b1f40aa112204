package story

import (
	"cmp"
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/measure"
)

// readings is how many of the last readings a direction is judged by.
const readings = 3

// How the readings of a direction were made; rules are worded by it.
const (
	byPublished = "flow"     // rates that a source published
	byComputed  = "computed" // rates computed from levels
	byLevel     = "stock"    // levels, one after the other
	bySeason    = "season"   // levels of the same months of each year
)

// course is what a direction is judged by: readings in the order of time.
type course struct {
	how  string
	xs   []float64
	unit data.Unit
	last data.Period
	on   []data.Point
}

func (r *course) add(x float64, u data.Unit, p data.Period, on ...data.Point) {
	r.xs, r.unit, r.last, r.on = append(r.xs, x), u, p, append(r.on, on...)
}

// direction: what the last readings did. Flows are read by their growth rate
// (the season moves their levels), stocks by their level.
func (l *look) direction(c data.Claim) {
	r := l.course(c)
	need := 2
	if c.Trend == data.Accelerating || c.Trend == data.Slowing {
		need = readings
	}
	if len(r.xs) < need {
		l.noData(c, c.Key.Group)
		return
	}
	l.found(r.xs[len(r.xs)-1], r.unit, r.last)
	l.rests(r.on...)
	l.f.Outcome = data.Differs
	if r.does(c.Trend) {
		l.f.Outcome = data.Agrees
	}
	l.f.Rule = data.Say("story.rule-direction-"+string(c.Trend)+"-"+r.how, "readings", putAll(r.xs, r.unit), "n", strconv.Itoa(len(r.xs)))
}

// does reports whether the readings did what a trend says.
func (r course) does(trend data.Trend) bool {
	rates := r.how == byPublished || r.how == byComputed
	t := measure.TrendOf(r.xs)
	n := len(r.xs)
	switch trend {
	case data.Rising:
		return t.Up && !rates || rates && all(r.xs, func(x float64) bool { return x > 0 })
	case data.Falling:
		return t.Down && !rates || rates && all(r.xs, func(x float64) bool { return x < 0 })
	case data.Record:
		return t.Record
	case data.Turned:
		return r.xs[n-1]*r.xs[n-2] < 0
	}
	if !rates {
		t = measure.TrendOf(steps(r.xs)) // a level is faster where its changes grow
	}
	return trend == data.Accelerating && t.Up || trend == data.Slowing && t.Down
}

// course gathers the readings: rates of a flow, published or, where there are
// none, computed; levels of a stock. A record is one of levels, and looks at all
// there is. Where a loss leaves no rate, a turn is one of the levels of the same
// months.
func (l *look) course(c data.Claim) course {
	flow := l.indicator.Kind == data.Flow
	m := data.Level
	if flow && c.Trend != data.Record {
		m = data.YoY
	}
	m = cmp.Or(c.Key.Measure, m)
	r := l.observed(c, m)
	if len(r.xs) == 0 && m == data.YoY {
		if r = l.computed(c); len(r.xs) < 2 && flow && c.Trend == data.Turned && c.Key.Measure == "" {
			r = l.observed(c, data.Level)
		}
	}
	return r
}

// observed are figures as they stand up to the claim's period, of its frequency.
func (l *look) observed(c data.Claim, m data.Measure) course {
	r := course{how: byLevel}
	season := l.indicator.Kind == data.Flow && m == data.Level
	switch {
	case m == data.YoY || m == data.MoM:
		r.how = byPublished
	case season:
		r.how = bySeason
	}
	points := l.upTo(c, m, season)
	if n := len(points); season && c.Trend == data.Turned && n == 2 && points[0].Period != points[1].Period.AddYears(-1) {
		return r // of the year between nobody knows
	}
	for _, p := range points {
		r.add(p.Value.Number, p.Unit, p.Period, p)
	}
	return r
}

// computed are growth rates from levels, where a nominal rate may speak for growth.
func (l *look) computed(c data.Claim) course {
	r := course{how: byComputed}
	if c.Basis == data.Published || l.indicator.Real && c.Basis != data.Nominal {
		return r
	}
	c.Basis, c.Key.Measure = data.Nominal, data.YoY
	for _, p := range l.upTo(c, data.Level, false) {
		if g := l.growthAt(c, c.Key.Group, p.Period); g.OK() {
			r.add(g.Value, data.PercentUnit, p.Period, g.on[1], g.on[0])
		} else {
			r = course{how: byComputed} // a year without a rate breaks the run
		}
	}
	return r
}

// upTo are the last points of a series up to the claim's period, two for a turn;
// all of them for a record, and from where the claim begins.
func (l *look) upTo(c data.Claim, m data.Measure, season bool) (points []data.Point) {
	latest, ok := l.figure(c, c.Key.Group, m)
	if !ok {
		return nil
	}
	_, month := latest.Period.Start()
	freq := latest.Period.Freq()
	for _, s := range l.series(c.Key.Group, m) {
		for _, p := range s.Points {
			if s.Freq != freq && (freq != data.Monthly || !firstOfYear(p.Period)) {
				continue
			}
			_, first := p.Period.Start()
			same := p.Period.Months() == latest.Period.Months() && first == month
			if p.Value.Status.HasNumber() && p.Period.Compare(latest.Period) <= 0 && !before(p.Period, c.From) && (same || !season) {
				points = append(points, p)
			}
		}
	}
	slices.SortStableFunc(points, func(a, b data.Point) int { return a.Period.Compare(b.Period) })
	most := readings
	if c.Trend == data.Turned {
		most = 2
	}
	if n := len(points) - most; n > 0 && c.Trend != data.Record && (c.From.IsZero() || c.Trend == data.Turned) {
		points = points[n:]
	}
	return points
}

// firstOfYear reports whether p is January–February, which months begin a year with.
func firstOfYear(p data.Period) bool { return p.Freq() == data.YearToDate && p.Months() == 2 }

// before reports whether p ends before a stated first period does.
func before(p, first data.Period) bool { return !first.IsZero() && p.Compare(first) < 0 }

// steps are the changes from each of xs to the next.
func steps(xs []float64) []float64 {
	ds := make([]float64, len(xs)-1)
	for i := range ds {
		ds[i] = xs[i+1] - xs[i]
	}
	return ds
}

func all(xs []float64, f func(float64) bool) bool {
	return !slices.ContainsFunc(xs, func(x float64) bool { return !f(x) })
}
