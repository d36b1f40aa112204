package lang

import (
	"math"
	"strconv"
	"strings"

	"countyboard/data"
)

// Number writes x with so many decimals, a real minus sign and, in English,
// grouped thousands (Chinese statistics do not group). Half a digit goes up.
func Number(l Lang, x float64, decimals int) string {
	s := rounded(math.Abs(x), decimals)
	if l == En {
		s = grouped(s)
	}
	if x < 0 && strings.ContainsAny(s, "123456789") {
		s = "−" + s
	}
	return s
}

// rounded rounds what x prints, and not the binary fraction next to it: 10.35, a hair
// less in binary, is 10.4.
func rounded(x float64, decimals int) string {
	_, digits, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	if len(digits) == decimals+1 && digits[decimals] == '5' {
		x = math.Nextafter(x, math.Inf(1))
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}

func grouped(s string) string {
	whole, frac, has := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if has {
		return whole + "." + frac
	}
	return whole
}

// Figure writes x, given in unit u, as a reader of the language writes it:
// 98.6亿元, 203户, 1.2万户, 9.8%, 2.1个百分点; 9.86 bn yuan, 203, 9.8%, 2.1 points.
func Figure(l Lang, x float64, u data.Unit) string {
	num, unit := Split(l, x, u)
	return joined(l, num, unit)
}

// Split is Figure with number and unit apart, for setting them differently.
func Split(l Lang, x float64, u data.Unit) (number, unit string) {
	p := printing(l, x, u)
	return Number(l, p.x, p.digits), p.unit
}

// Printed is Figure with what its digits say again as a number in u, and half a
// unit of the last of them: 9.86 bn yuan says 98.6, give or take 0.05, in 亿元.
func Printed(l Lang, x float64, u data.Unit) (text string, says, half float64) {
	p := printing(l, x, u)
	// Its own digits, read again: they are a number, since rounded wrote them.
	says, _ = strconv.ParseFloat(rounded(math.Abs(p.x), p.digits), 64)
	text = joined(l, Number(l, p.x, p.digits), p.unit)
	return text, math.Copysign(says*p.by, x) + 0, p.by * math.Pow10(-p.digits) / 2
}

// printed is how a figure is written: x with so many decimals before a unit that
// is by times the figure's own.
type printed struct {
	x      float64
	digits int
	unit   string
	by     float64
}

func printing(l Lang, x float64, u data.Unit) printed {
	switch u.Base {
	case data.BasePercent:
		return printed{x, 1, "%", 1}
	case data.BasePoint:
		return printed{x, 1, Text(l, "units.point"), 1}
	case data.BaseYuan, data.BaseDollar:
		return scaled(l, x, u)
	case data.BaseCount, data.BasePerson:
		return counted(l, x, u)
	case data.BaseIndex:
		return printed{x, 1, "", 1}
	}
	return printed{x, digitsFor(x), UnitLabel(l, u), 1}
}

// joined is a number with its unit, which English sets apart.
func joined(l Lang, number, unit string) string {
	if l == En && unit != "" && unit != "%" {
		return number + " " + unit
	}
	return number + unit
}

// Signed is Figure with a plus sign before what grows.
func Signed(l Lang, x float64, u data.Unit) string {
	s := Figure(l, x, u)
	if x > 0 && strings.ContainsAny(s, "123456789") {
		return "+" + s
	}
	return s
}

type step struct {
	from, by float64
	key      string
}

var moneySteps = map[Lang][]step{
	ZhHans: {{1e12, 1e12, "yi-wan"}, {1e8, 1e8, "yi"}, {1e4, 1e4, "wan"}, {0, 1, "one"}},
	En:     {{1e12, 1e12, "trn"}, {1e9, 1e9, "bn"}, {1e6, 1e6, "mn"}, {0, 1, "one"}},
}

func scaled(l Lang, x float64, u data.Unit) printed {
	own := math.Pow10(u.Power)
	for _, s := range moneySteps[l] {
		if math.Abs(x*own) >= s.from {
			v := x * own / s.by
			return printed{v, digitsFor(v), Text(l, "units."+u.Base+"-"+s.key), s.by / own}
		}
	}
	return printed{x * own, 0, Text(l, "units."+u.Base+"-one"), 1 / own}
}

func counted(l Lang, x float64, u data.Unit) printed {
	own := math.Pow10(u.Power)
	label := countLabel(l, u)
	if v := x * own / 1e4; l == ZhHans && math.Abs(v) >= 10 {
		return printed{v, digitsFor(v), "万" + label, 1e4 / own}
	}
	const dust = 1e-12 // 52.34万人 are 523400.00000000006 persons
	digits := 1
	if math.Abs(x*own-math.Round(x*own)) <= dust*math.Abs(x*own) {
		digits = 0
	}
	return printed{x * own, digits, label, 1 / own}
}

// countLabel drops the power from labels such as 万人: the number says it.
func countLabel(l Lang, u data.Unit) string {
	if l == ZhHans {
		return strings.TrimPrefix(strings.TrimPrefix(u.Label, "亿"), "万")
	}
	if u.Base == data.BasePerson {
		return Text(l, "units.person")
	}
	return ""
}

// digitsFor gives about three significant digits, two decimals at the most.
func digitsFor(x float64) int {
	switch a := math.Abs(x); {
	case a >= 1000:
		return 0
	case a >= 10:
		return 1
	}
	return 2
}

// UnitLabel is the unit as a reader of the language knows it; unknown units
// stay as the workbook has them.
func UnitLabel(l Lang, u data.Unit) string {
	if key := "units.label-" + u.Label; Has(l, key) {
		return Text(l, key)
	}
	return u.Label
}

// Scale writes figures that stand beside each other and add up: all in the same
// step (亿元, mn yuan) with the same decimals.
type Scale struct {
	By     float64 // times the figure is what is printed
	Digits int
	unit   string
	l      Lang
}

// ScaleOf is the scale for figures in unit u of which most is the largest.
func ScaleOf(l Lang, most float64, u data.Unit) Scale {
	s := Scale{By: 1, unit: UnitLabel(l, u), l: l}
	if u.IsMoney() {
		for _, step := range moneySteps[l] {
			if x := most * math.Pow10(u.Power); math.Abs(x) >= step.from {
				s.in(step, u)
				break
			}
		}
	}
	const two, one = 100, 1000 // below which there are two decimals, and one
	switch x := math.Abs(most * s.By); {
	case x < two:
		s.Digits = 2
	case x < one:
		s.Digits = 1
	}
	const finest = 2 // decimals of the house's units: a smaller step has fewer
	s.Digits = min(s.Digits, max(0, finest-int(math.Round(math.Log10(s.By)))))
	return s
}

// in sets the step of the unit u.
func (s *Scale) in(to step, u data.Unit) {
	s.By, s.unit = math.Pow10(u.Power)/to.by, Text(s.l, "units."+u.Base+"-"+to.key)
}

// ScaleOfAll is one scale for the amounts of money xs in unit u: the step of the
// smallest that is not zero, and none below the unit's own.
func ScaleOfAll(l Lang, xs []float64, u data.Unit) Scale {
	s := Scale{By: 1, unit: UnitLabel(l, u), l: l}
	least := math.Inf(1)
	for _, x := range xs {
		if x != 0 {
			least = min(least, math.Abs(x))
		}
	}
	whole := math.Pow10(u.Power)
	for _, step := range moneySteps[l] {
		if least*whole >= step.from || step.by <= whole {
			s.in(step, u)
			break
		}
	}
	return s
}

// Unit is the unit of what is printed, in words.
func (s Scale) Unit() string { return s.unit }

// Figure writes x, a figure before it is scaled, with about three digits.
func (s Scale) Figure(x float64) string {
	v := x * s.By
	return joined(s.l, Number(s.l, v, digitsFor(v)), s.unit)
}

// Signed writes what is printed (By times the figure, rounded), with a plus sign
// before what grows.
func (s Scale) Signed(printed float64) string {
	text := Number(s.l, printed, s.Digits)
	if printed > 0 && strings.ContainsAny(text, "123456789") {
		text = "+" + text
	}
	return joined(s.l, text, s.unit)
}
