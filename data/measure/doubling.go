package measure

import "math"

// Doubling is how far “再造一个” has come: +100 % of the base.
type Doubling struct {
	Goal     float64
	Progress Result // (x − base)/base·100, per cent of the way
	Pace     Result // CAGR since the base, per cent a year
	// YearsLeft until the goal at that pace; no number where the pace never gets there.
	YearsLeft Result
}

// DoublingOf measures x against base, years later, on the way to target·base
// (2 for a doubling).
func DoublingOf(x, base, years, target float64) Doubling {
	d := Doubling{Goal: value(base * target).Value, Progress: Share(x-base, base*(target-1)), Pace: CAGR(x, base, years)}
	switch {
	case !d.Pace.OK():
		d.YearsLeft = none(d.Pace.Why)
	case x >= base*target:
		d.YearsLeft = value(0)
	case d.Pace.Value <= 0:
		d.YearsLeft = none(NoChange)
	default:
		d.YearsLeft = value(math.Log(base*target/x) / math.Log(1+d.Pace.Value/100))
	}
	return d
}

// longest that a pace is followed, in years: beyond it no year is worth naming.
const longest = 100

// Reached is the first whole year in which the goal is reached at the pace, year
// being that of x. It reports false where the pace never gets there, or not
// within a hundred years.
func (d Doubling) Reached(year int) (int, bool) {
	if !d.YearsLeft.OK() || d.YearsLeft.Value > longest {
		return 0, false
	}
	return year + int(math.Ceil(d.YearsLeft.Value-1e-9)), true
}

// PathAt is where a path of constant growth from base to goal, span years
// later, stands after years: base·(goal/base)^(years/span).
func PathAt(base, goal, span, years float64) Result {
	switch {
	case span <= 0 || base == 0:
		return none(NoBase)
	case base < 0 || goal < 0:
		return none(NegativeBase)
	}
	return value(base * math.Pow(goal/base, years/span))
}

// NeededPace is the growth a year, in per cent, that leads from x to the goal in
// the years left; below zero where the goal is passed already.
func NeededPace(x, goal, yearsLeft float64) Result { return CAGR(goal, x, yearsLeft) }
