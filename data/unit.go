package data

import "math"

// Unit is a unit of measure as the workbook writes it, with what it means: so
// many powers of ten of a base. 亿元 is {Label: "亿元", Base: "yuan", Power: 8}.
// The zero Unit is "the workbook does not say".
type Unit struct {
	Label string `json:"label"`
	Base  string `json:"base"`
	Power int    `json:"power"`
}

// Bases. Units of different bases are never converted into each other.
const (
	BaseYuan    = "yuan"
	BaseDollar  = "dollar"
	BaseCount   = "count" // 户, 家, 个, 项
	BasePerson  = "person"
	BasePercent = "percent"
	BasePoint   = "point" // 百分点: a difference of rates, never a rate
	BaseIndex   = "index" // 上年=100
	BaseOther   = "other" // a known word; no arithmetic with other units
)

// The units of rates, shares and their differences.
var (
	PercentUnit = Unit{Label: "%", Base: BasePercent}
	PointUnit   = Unit{Label: "百分点", Base: BasePoint}
)

// IsZero reports whether no unit is known.
func (u Unit) IsZero() bool { return u == Unit{} }

// IsMoney reports whether u measures amounts of money.
func (u Unit) IsMoney() bool { return u.Base == BaseYuan || u.Base == BaseDollar }

// Convert turns x in units u into units to. It reports false where the two do
// not measure the same thing.
func (u Unit) Convert(x float64, to Unit) (float64, bool) {
	switch d := u.Power - to.Power; {
	case u.Base != to.Base || u.Base == "" || (u.Base == BaseOther && u.Label != to.Label):
		return 0, false
	case d > 0:
		return x * math.Pow10(d), true
	case d < 0:
		return x / math.Pow10(-d), true
	}
	return x, true
}
