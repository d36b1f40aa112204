package measure

import (
	"math"
	"slices"
)

// HHI is Σs²·10⁴ over the shares of parts in their sum: 10000 where one has
// all, 10000/n where n are equal. rest is what a table lumps together (其他; 0
// where it does not): the number counts it as one part, as the table does, and
// Low as countless small ones, so the truth lies between Low and High.
func HHI(parts []float64, rest float64) Band {
	all, why := whole(parts, rest)
	if why != "" {
		return Band{Result: none(why)}
	}
	squares := 0.0
	for _, x := range parts {
		squares += (x / all) * (x / all)
	}
	low := value(squares * 1e4)
	r := value((squares + (rest/all)*(rest/all)) * 1e4)
	return Band{Result: r, Low: low.Value, High: r.Value}
}

// TopShare is the per cent that the k largest of parts have of all; rest counts
// in the whole and never among the largest.
func TopShare(parts []float64, rest float64, k int) Result {
	all, why := whole(parts, rest)
	if why != "" {
		return none(why)
	}
	sorted := slices.Clone(parts)
	slices.Sort(sorted)
	top := 0.0
	for _, x := range sorted[len(sorted)-max(0, min(k, len(sorted))):] {
		top += x
	}
	return Share(top, all)
}

// whole is the sum of parts of which none is below zero.
func whole(parts []float64, rest float64) (float64, Why) {
	sum, least := rest, rest
	for _, x := range parts {
		sum, least = sum+x, min(least, x)
	}
	switch {
	case least < 0:
		return 0, NegativeBase
	case sum == 0 && len(parts) == 0:
		return 0, Missing
	case sum == 0:
		return 0, NoBase
	case math.IsInf(sum, 0) || math.IsNaN(sum):
		return 0, TooLarge
	}
	return sum, ""
}

// Ranks are the places of figures from the largest down: 1, 2, 2, 4. Equal
// figures share a rank; what is missing has none and is 0.
func Ranks(xs []Result) []int {
	ranks := make([]int, len(xs))
	for i, x := range xs {
		if !x.OK() {
			continue
		}
		ranks[i] = 1
		for _, y := range xs {
			if y.OK() && y.Value > x.Value {
				ranks[i]++
			}
		}
	}
	return ranks
}
