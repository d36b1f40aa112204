package vocab

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"

	"golang.org/x/text/width"
)

// Mark is what stands in a cell instead of a number, or beside it.
type Mark struct {
	Status data.Status // of a cell that has no number; "" where a number stands
	Ask    bool        // "-" and "—": zero or not applicable, ask once a workbook
	Note   string      // footnote marks that stood beside the number
}

var (
	quantityRE = regexp.MustCompile(`^(?:(上升|提高|增长|增加|扩大)|(回落|下降|降低|减少|缩小|收窄))?([+-]?)(\d[\d,]*(?:\.\d+)?)(%|‰|\D*\p{Han}\D*)$`)
	numberRE   = regexp.MustCompile(`^([+-]?)(\d{1,3}(?:[, ]\d{3})+|\d+)?(\.\d+)?(e[+-]?\d{1,3})?(%?)$`)
	// beside are footnote marks: ①, ¹), \1, *, # and superscript digits.
	beside = regexp.MustCompile(`(?:\\\d+|[¹²³⁴⁵⁶⁷⁸⁹]\)?|[①-⑳]|[*#]|\s+\d\))+$`)
)

var thousands = strings.NewReplacer(",", "", " ", "")

// missing are the marks that stand alone in a cell without a number.
// Missing is not zero: … in Chinese yearbooks is below the table's smallest
// unit, .. is not available, * # x c S are suppressed.
var missing = map[string]Mark{
	"…": {Status: data.Missing, Note: "below-unit"}, "……": {Status: data.Missing, Note: "below-unit"},
	"...": {Status: data.Missing, Note: "below-unit"}, "......": {Status: data.Missing, Note: "below-unit"},
	"..": {Status: data.Missing}, "n/a": {Status: data.Missing}, "na": {Status: data.Missing}, "#n/a": {Status: data.Missing},
	"-": {Status: data.DoesNotApply, Ask: true}, "--": {Status: data.DoesNotApply, Ask: true},
	"*": {Status: data.Suppressed}, "**": {Status: data.Suppressed}, "#": {Status: data.Suppressed},
	"x": {Status: data.Suppressed}, "c": {Status: data.Suppressed}, "s": {Status: data.Suppressed},
	"持平": {Status: data.DoesNotApply, Ask: true}, "基本持平": {Status: data.DoesNotApply, Ask: true},
	// Where the base of a profit is not above zero there is no rate.
	"扭亏": {Status: data.DoesNotApply, Note: "扭亏"}, "扭亏为盈": {Status: data.DoesNotApply, Note: "扭亏为盈"}, "由亏转盈": {Status: data.DoesNotApply, Note: "由亏转盈"},
	"转亏": {Status: data.DoesNotApply, Note: "转亏"}, "由盈转亏": {Status: data.DoesNotApply, Note: "由盈转亏"},
	"增亏": {Status: data.DoesNotApply, Note: "增亏"}, "减亏": {Status: data.DoesNotApply, Note: "减亏"},
}

// ParseNumber reads a number as text cells hold it: 1,234.5, １２３４, (12.3),
// 28189*, 12.5%, −3.1, and the marks of missing values. percent reports a percent
// sign; the number before it is not divided. ok is false for any other text.
func ParseNumber(text string) (x float64, percent bool, m Mark, ok bool) {
	if len(text) > 200 {
		return 0, false, Mark{}, false
	}
	s := strings.TrimSpace(strings.ToLower(dashes.Replace(width.Fold.String(strings.TrimSpace(text)))))
	if m, known := missing[s]; known {
		return 0, false, m, true
	}
	if note := beside.FindString(s); note != "" {
		s, m.Note = strings.TrimSpace(strings.TrimSuffix(s, note)), strings.TrimSpace(note)
	}
	if inner, found := strings.CutPrefix(s, "("); found && strings.HasSuffix(inner, ")") {
		s = "-" + strings.TrimSuffix(inner, ")") // accountants' minus
	}
	g := numberRE.FindStringSubmatch(s)
	if g == nil || g[2] == "" && g[3] == "" {
		return 0, false, Mark{}, false
	}
	plain := thousands.Replace(g[1] + g[2] + g[3] + g[4])
	x, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(x, 0) {
		return 0, false, Mark{}, false
	}
	return x, g[5] == "%", m, true
}

// ParseQuantity reads a number with its unit in one text and nothing else:
// 186户, 62.35亿元, -0.1个百分点; 下降0.3个百分点 is negative. A number alone is none.
func ParseQuantity(text string) (x float64, u data.Unit, ok bool) {
	if len(text) > 200 {
		return 0, data.Unit{}, false
	}
	g := quantityRE.FindStringSubmatch(norm(text))
	if g == nil || g[3] != "" && g[1]+g[2] != "" {
		return 0, data.Unit{}, false // 下降-0.3 says two things
	}
	x, percent, m, isNumber := ParseNumber(g[3] + g[4])
	u, known := Embedded().unitOf(g[5])
	if !isNumber || percent || m != (Mark{}) || !known {
		return 0, data.Unit{}, false
	}
	if g[2] != "" {
		x = -x
	}
	return x, u, true
}
