package measure

import (
	"cmp"
	"math"
	"slices"
)

const (
	// mostUnits of the last digit can be counted without loss.
	mostUnits = 1 << 50
	// slack, in units of the last digit, is what floating point may be off: 0.3·10 is below 3.
	slack = 1e-6
)

// Closed is a table's column as it is shown.
type Closed struct {
	Parts []float64
	Total float64
	// OK: the parts as shown add up to the total as shown.
	OK bool
}

// Close rounds parts and total to digits after the point so that what is shown
// adds up (largest remainder); no part moves by a whole unit of its last digit.
// Where the parts miss the total by more than rounding, each is rounded for
// itself and the column is not OK: that gap is a finding, not to be smoothed over.
func Close(parts []float64, total float64, digits int) Closed {
	scale := math.Pow10(digits)
	c := Closed{Parts: make([]float64, len(parts)), Total: round(total, digits)}
	floor, order := make([]float64, len(parts)), make([]int, len(parts))
	sum, largest := 0.0, math.Abs(total)
	for i, x := range parts {
		c.Parts[i], order[i] = round(x, digits), i
		floor[i] = math.Floor(x*scale + slack)
		sum += x
		largest = max(largest, math.Abs(x))
	}
	if math.IsNaN(largest) || largest*scale > mostUnits || math.Abs(sum-total)*scale > 0.5+slack {
		return c
	}
	up := math.Round(c.Total * scale)
	for _, x := range floor {
		up -= x
	}
	if up < 0 || up > float64(len(parts)) {
		return c
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(-cmp.Compare(parts[i]*scale-floor[i], parts[j]*scale-floor[j]), -cmp.Compare(math.Abs(parts[i]), math.Abs(parts[j])))
	})
	for _, i := range order[:int(up)] {
		floor[i]++
	}
	for i, x := range floor {
		c.Parts[i] = round(x/scale, digits)
	}
	c.OK = true
	return c
}

// round is x to digits after the point, and never −0.
func round(x float64, digits int) float64 {
	p := math.Pow10(digits)
	if math.IsInf(x*p, 0) {
		return x
	}
	return math.Round(x*p)/p + 0
}
