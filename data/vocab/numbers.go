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
	numberRE = regexp.MustCompile(`^([+-]?)(\d{1,3}(?:[, ]\d{3})+|\d+)?(\.\d+)?(e[+-]?\d{1,3})?(%?)$`)
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
