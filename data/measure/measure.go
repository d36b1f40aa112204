// Package measure is the arithmetic of the house: growth, share, contribution
// and their kin, as pure functions. A result is a number or the reason why
// there is none; it is never NaN or infinite, and never rounded.
//
// Formulas are those of the table “Measures” in the project's methods: rates in
// per cent, differences of rates in percentage points.
package measure

import "math"

// Why says why a figure cannot be computed; "" means that it was.
type Why string

// The reasons. Those from TurnedToProfit on stand for growth of a figure that
// may be negative (profits): there is a direction but no rate.
const (
	Missing        Why = "missing"          // a figure is not there
	NoBase         Why = "no-base"          // the base is zero
	NegativeBase   Why = "negative-base"    // the base is below zero where that makes no sense
	NoChange       Why = "no-change"        // the whole did not change: shares of its change are undefined
	NotInReference Why = "not-in-reference" // the reference place does not have the item
	TooLarge       Why = "too-large"        // beyond what a number can hold
	TurnedToProfit Why = "turned-to-profit" // 扭亏
	TurnedToLoss   Why = "turned-to-loss"   // 转亏
	LossGrew       Why = "loss-grew"        // 增亏
	LossShrank     Why = "loss-shrank"      // 减亏
)

// Result is a number, or the reason why there is none.
type Result struct {
	Value float64
	Why   Why
}

// Figure is x where there is one, else Missing.
func Figure(x float64, there bool) Result {
	if !there {
		return none(Missing)
	}
	return value(x)
}

// OK reports whether there is a number.
func (r Result) OK() bool { return r.Why == "" }

func value(x float64) Result {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Result{Why: TooLarge}
	}
	return Result{Value: x}
}

func none(why Why) Result { return Result{Why: why} }

// Growth is 同比 or 环比, (x/base − 1)·100 in per cent. From a base of zero or
// less there is no rate; for figures that may be negative the reason names the
// direction.
func Growth(x, base float64) Result {
	switch {
	case base > 0 && x < 0:
		return none(TurnedToLoss)
	case base > 0:
		return value((x/base - 1) * 100)
	case base == 0:
		return none(NoBase)
	case x >= 0:
		return none(TurnedToProfit)
	case x < base:
		return none(LossGrew)
	}
	return none(LossShrank)
}

// CAGR is the mean growth a year, ((x/first)^(1/years) − 1)·100 in per cent;
// years is the number of years between the two, not of figures.
func CAGR(x, first, years float64) Result {
	switch {
	case years <= 0:
		return none(NoBase)
	case first == 0:
		return none(NoBase)
	case first < 0 || x < 0:
		return none(NegativeBase)
	}
	return value((math.Pow(x/first, 1/years) - 1) * 100)
}

// Index is 100·x/base.
func Index(x, base float64) Result {
	switch {
	case base == 0:
		return none(NoBase)
	case base < 0:
		return none(NegativeBase)
	}
	return value(100 * x / base)
}

// Share 比重 is part/total·100 in per cent; total must be the total of the same table.
func Share(part, total float64) Result {
	switch {
	case total == 0:
		return none(NoBase)
	case total < 0:
		return none(NegativeBase)
	}
	return value(part / total * 100)
}

// Contribution 贡献率 is Δpart/Δtotal·100, the per cent of the total's change
// that a part made; it may be below 0 and above 100. It says nothing when the
// total hardly changed: less than a tenth of a per cent of its base.
func Contribution(part, partBase, total, totalBase float64) Result {
	change := total - totalBase
	if math.Abs(change) <= math.Abs(totalBase)*0.001 {
		return none(NoChange)
	}
	return value((part - partBase) / change * 100)
}

// PointsContributed 拉动 is Δpart/totalBase·100, the percentage points that a
// part gave to the total's growth; over all parts they sum to that growth.
func PointsContributed(part, partBase, totalBase float64) Result {
	switch {
	case totalBase == 0:
		return none(NoBase)
	case totalBase < 0:
		return none(NegativeBase)
	}
	return value((part - partBase) / totalBase * 100)
}

// Trend is how the last readings of a series moved.
type Trend struct {
	Steps  int  // how many comparisons were made
	Up     bool // every one rose
	Down   bool // every one fell
	Record bool // the last is above all before it
}

// TrendOf compares each of xs with the one before; equal neighbours are neither
// up nor down. Fewer than two figures make no trend.
func TrendOf(xs []float64) Trend {
	t := Trend{Steps: len(xs) - 1}
	if t.Steps < 1 {
		return Trend{}
	}
	t.Up, t.Down, t.Record = true, true, true
	last := xs[len(xs)-1]
	for i := 1; i < len(xs); i++ {
		t.Up = t.Up && xs[i] > xs[i-1]
		t.Down = t.Down && xs[i] < xs[i-1]
		t.Record = t.Record && xs[i-1] < last
	}
	return t
}
