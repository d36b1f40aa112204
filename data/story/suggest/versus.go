package suggest

import (
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"
)

// A change is counted from the same time of the year before unless its words name
// another time: 较2020年, 比年初, 比一季度, 环比.

var (
	compared = regexp.MustCompile(`(?:相?比|相?较|与|超)于?(?:(?:` + yearOf + `)(?:同期|同月|年?末|年?底|` + monthsOf + `)?|同期|上月末?|上季度末?|上期|年初)(?:相比)?|(?:比|较)(?:` + monthsOf + `)(?:相比)?|(?:与|同|跟|和)(?:` + yearOf + `)?(?:` + monthsOf + `)(?:基本|大体|大致)?(?:持平|相当|一致|相比)`)
	// sameTime is a figure of the year before, told beside this year's.
	sameTime = regexp.MustCompile(`(20\d\d年|去年|上年|前年)同[期月]`)
	versusRE = regexp.MustCompile(`(?:比|较|与)于?(?:(20\d\d)年|(去年|上年|前年|今年))?(同期|同月|年?末|年?底|` + monthsOf + `)?`)
	// onYear says that a change is counted from the year before, lastYear where it began then.
	onYear    = regexp.MustCompile(`同比|(?:比|较)(?:上年|去年|同期)`)
	lastYear  = regexp.MustCompile(`上年|去年|同期|上一年`)
	yearBegan = regexp.MustCompile(`年初|(?:去年|上年)年?(?:末|底)`)
	onMonth   = regexp.MustCompile(`环比|上月`)
	onQuarter = regexp.MustCompile(`环比|上季度`)
)

// versus is what the words of a change count it from.
type versus struct {
	from data.Period // zero = the same time of the year before
	mom  bool        // the month before, as a measure of its own
}

// versusOf reads what a change is counted from; false where that cannot be said
// of the figure's own period.
func (r *reader) versusOf(words string, t topic) (versus, bool) {
	p := t.period
	switch {
	case onMonth.MatchString(words) && p.Freq() == data.Monthly:
		return versus{from: p.Previous(), mom: true}, true
	case onQuarter.MatchString(words) && p.Freq() == data.Quarterly:
		return versus{from: p.Previous()}, true
	case onMonth.MatchString(words), onQuarter.MatchString(words), strings.Contains(words, "上期"):
		return versus{}, false
	case yearBegan.MatchString(words) && p.Freq() != data.Annual:
		_, month := p.End()
		ind, _ := r.names.Indicator(t.indicator)
		return versus{from: data.Month(p.Year()-1, 12)}, !p.IsZero() && ind.Kind == data.Stock && month > 0
	}
	var g []string
	for _, m := range versusRE.FindAllStringSubmatch(words, -1) { // 与 may join as well
		if m[1]+m[2]+m[3] != "" {
			g = m
		}
	}
	if g == nil {
		return versus{}, true
	}
	y := r.published.Year()
	switch {
	case g[1] != "":
		y, _ = strconv.Atoi(g[1]) // four digits
	case g[2] == "" && g[3] != "同期" && g[3] != "同月": // 比一季度
		from, ok := r.periodOf(g[3], p.Year())
		return versus{from: from}, ok && !p.IsZero()
	case g[2] == "":
		return versus{}, true
	case g[2] == "前年":
		y -= 2
	case g[2] != "今年" && p.IsZero():
		y--
	case g[2] != "今年":
		y = p.Year() - 1 // of a report on 2022, 上年 is 2021
	}
	switch span := g[3]; {
	case p.IsZero():
		return versus{}, y == r.published.Year()-1
	case span != "" && !strings.HasPrefix(span, "同") && !strings.ContainsAny(span, "末底"): // 比去年全年
		from, ok := r.periodOf(span, y)
		return versus{from: from}, ok
	case y == p.Year()-1:
		return versus{}, true
	case p.Freq() == data.Annual || strings.HasPrefix(span, "同"):
		return versus{from: p.AddYears(y - p.Year())}, y < p.Year()
	}
	return versus{}, false
}
