package measure

import (
	"math"
	"strconv"
	"strings"
)

// surely is how many significant digits a float64 holds of any decimal number.
const surely = 15

// Exact is a sum or difference of decimal numbers with as many decimals as the
// finest of its terms has: 1.1061699999997 of 7.33417 and 6.228 is 1.10617.
func Exact(sum float64, terms ...float64) float64 {
	digits := 0
	for _, x := range terms {
		_, decimals, _ := strings.Cut(decimal(x, surely), ".")
		digits = max(digits, len(decimals))
	}
	if math.Abs(sum)*math.Pow10(digits) > mostUnits {
		return sum
	}
	return parsed(strconv.FormatFloat(sum, 'f', digits, 64)) + 0
}

// WithoutDust is x where that has no dust of floating point in its last digits,
// else the decimal number that it stands for: 9.800000000000011 is 9.8, and
// 4.166666666666667 stays.
func WithoutDust(x float64) float64 {
	const digits, dust = 12, 1e-13
	if plain := parsed(decimal(x, digits)); math.Abs(plain-x) < dust*max(1, math.Abs(x)) {
		return plain
	}
	return x
}

// decimal writes x with so many significant digits, closing zeros left out.
func decimal(x float64, digits int) string {
	return strconv.FormatFloat(parsed(strconv.FormatFloat(x, 'g', digits, 64)), 'f', -1, 64)
}

func parsed(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}
