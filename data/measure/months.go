package measure

import "math"

// Cumulated is a flow cumulated from January to month Until (2 to 12, and 1
// where a source publishes January).
type Cumulated struct {
	Until int
	Level float64
}

// Bucket is what a flow was in the months From to To of a year: one month, the
// combined January–February, or several where a cumulated figure is missing.
type Bucket struct {
	From, To int
	Level    float64
	// Negative: the figure fell, so an earlier month was revised. It is shown
	// and flagged, never clipped.
	Negative bool
}

// Decumulate turns the cumulated levels of one year, in order of Until, into
// what each month added: March = (1–3) − (1–2). Nothing is interpolated and
// January–February never split. It is for flows only: a stock (an enterprise
// count) is never de-cumulated.
func Decumulate(year []Cumulated) []Bucket {
	var out []Bucket
	before, level := 0, 0.0
	for _, c := range year {
		if c.Until <= before || c.Until > 12 {
			continue
		}
		b := Bucket{From: before + 1, To: c.Until, Level: Exact(c.Level-level, c.Level, level)}
		b.Negative = b.Level < 0
		out = append(out, b)
		before, level = c.Until, c.Level
	}
	return out
}

// Band is a figure with the least and the greatest value that rounding allows.
type Band struct {
	Result
	Low, High float64
}

// rounding is half a unit of the last digit of a published rate (0.1 point), as a fraction.
const rounding = 0.0005

// ImpliedBase is the base of last year on this year's terms, Y/(1+g), from a
// level and its published rate in per cent; the band is δB ≈ Y·0.0005/(1+g)²,
// the rounding of the rate to 0.1 point. Use it where the published rate is
// nominal: for value added (real growth, nominal level) the result is of low
// reliability.
func ImpliedBase(level, rate float64) Band {
	f := 1 + rate/100
	if f <= 0 {
		return Band{Result: none(NegativeBase)}
	}
	r := value(level / f)
	if !r.OK() {
		return Band{Result: r}
	}
	delta := math.Abs(level) * rounding / (f * f)
	return Band{Result: r, Low: r.Value - delta, High: r.Value + delta}
}

// MonthRate is the growth of the single period between two cumulated readings,
// (Yₜ−Yₜ₋₁)/(Bₜ−Bₜ₋₁) − 1 in per cent, with B the implied bases; the band comes
// from the rounding of both rates. It follows the published (comparable) basis.
func MonthRate(level, rate, levelBefore, rateBefore float64) Band {
	b, bb := ImpliedBase(level, rate), ImpliedBase(levelBefore, rateBefore)
	if !b.OK() {
		return b
	}
	if !bb.OK() {
		return bb
	}
	change, base := level-levelBefore, b.Value-bb.Value
	r := Growth(change, base)
	if !r.OK() {
		return Band{Result: r}
	}
	// The two rates were rounded apart: in the worst case their errors add.
	delta := (b.High - b.Value) + (bb.High - bb.Value)
	low, high := Growth(change, base+delta), Growth(change, base-delta)
	if !low.OK() || !high.OK() {
		return Band{Result: none(NoBase)}
	}
	return Band{Result: r, Low: low.Value, High: high.Value}
}

// GrowthBand is Growth with what the printing of both levels leaves open: each
// may be off by half a unit of its last digit.
func GrowthBand(x, base, half float64) Band {
	r := Growth(x, base)
	low, high := Growth(x-half, base+half), Growth(x+half, base-half)
	switch {
	case !r.OK():
		return Band{Result: r}
	case !low.OK() || !high.OK():
		return Band{Result: none(NoBase)}
	}
	return Band{Result: r, Low: low.Value, High: high.Value}
}

// PublishedBand is a published rate with what its rounding to 0.1 point leaves open.
func PublishedBand(rate float64) Band {
	return Band{Result: value(rate), Low: rate - rounding*100, High: rate + rounding*100}
}

// Between is a − b, from the least to the greatest that both bands allow.
func Between(a, b Band) Band {
	switch {
	case !a.OK():
		return Band{Result: a.Result}
	case !b.OK():
		return Band{Result: b.Result}
	}
	return Band{Result: value(a.Value - b.Value), Low: a.Low - b.High, High: a.High - b.Low}
}

// Covers reports whether x lies within what rounding allows.
func (b Band) Covers(x float64) bool { return b.OK() && b.Low <= x && x <= b.High }

// Basis sets a published rate beside what two published levels give, and says
// what base the published rate implies.
type Basis struct {
	Published Result // per cent
	Nominal   Band   // per cent; the band is what the printing of the levels leaves open
	// Gap is published − nominal in percentage points, with what the rounding of
	// the published rate and of the levels leaves open: where 0 lies within,
	// there may be none.
	Gap Band
	// Implied is last year's figure on this year's terms, Y/(1+g).
	Implied Band
	// Moved is the implied base against last year's figure as published, in per
	// cent: how far enterprises that came, went or were reclassified, revisions
	// and prices have moved the base.
	Moved Band
}

// BasisOf compares a level, its published rate in per cent, and the level of
// the year before; half is half a unit of the levels' last digit (0 where they
// are exact). What is missing has its reason, and the rest stands.
func BasisOf(level, rate, before Result, half float64) Basis {
	missing := Band{Result: none(Missing)}
	b := Basis{Published: rate, Nominal: missing, Gap: missing, Implied: missing, Moved: missing}
	if level.OK() && before.OK() {
		b.Nominal = GrowthBand(level.Value, before.Value, half)
	}
	if rate.OK() {
		b.Gap = Between(PublishedBand(rate.Value), b.Nominal)
	}
	if level.OK() && rate.OK() {
		b.Implied = ImpliedBase(level.Value, rate.Value)
	}
	if b.Implied.OK() && before.OK() {
		b.Moved = Band{Result: Growth(b.Implied.Value, before.Value)}
		low, high := Growth(b.Implied.Low, before.Value), Growth(b.Implied.High, before.Value)
		if b.Moved.OK() && low.OK() && high.OK() {
			b.Moved.Low, b.Moved.High = low.Value, high.Value
		}
	}
	return b
}
