package importer

import (
	"regexp"
	"strings"

	"countyboard/data"
)

// ratio says of a label that it measures no amount: the unit that the rest of its
// table has is not its own.
type ratio uint8

const (
	noRatio  ratio = iota
	perHead        // 人均: yuan perhaps, but not the table's 亿元
	quotient       // ratios, rates, average hours: in no unit of amounts at all
)

var (
	quotientWord = regexp.MustCompile(`(?i)\bratios?\b|\b(?:per ?cent|percentage|%) of\b|\baverage (?:weekly|daily|annual|monthly)?\s*hours\b|\bquotient\b` +
		`|[^汇功效]率(?:[(（\s]|$)|比例(?:[(（\s]|$)|比率|系数(?:[(（\s]|$)|周转天数|平均(?:每周|周|每日|日)工作(?:小时|时间)`)
	perHeadWord = regexp.MustCompile(`(?i)\bper (?:capita|head|person|worker|employee|hour|household)\b|人均|户均|亩均|平均每人|每人平均`)
)

func ratioOf(text string) ratio {
	switch {
	case quotientWord.MatchString(text):
		return quotient
	case perHeadWord.MatchString(text):
		return perHead
	}
	return noRatio
}

// within is what a label below says; one that names an indicator speaks for itself.
func (r ratio) within(text string, indicator bool) ratio {
	if own := ratioOf(text); own != noRatio || indicator {
		return own
	}
	return r
}

// refuses reports whether a unit that does not stand in the label itself is that of
// amounts and not of this ratio.
func (r ratio) refuses(u data.Unit) bool {
	if r == noRatio || rateUnit(u) || strings.Contains(u.Label, "/") {
		return false
	}
	switch u.Base {
	case data.BaseYuan, data.BaseDollar:
		return r == quotient || u.Power > 0
	case data.BaseCount, data.BasePerson:
		return true
	}
	return u.Power > 0
}
