package vocab

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"countyboard/data"

	"golang.org/x/text/width"
)

// Mark is what stands in a cell instead of a number, or beside it.
type Mark struct {
	Status data.Status // of a cell that has no number; "" where a number stands
	Flag   data.Status // of a number with a flag behind it: 5.8 p, 6.0 b
	Ask    bool        // "-" and "—": zero or not applicable, ask once a workbook
	Note   string      // footnote marks that stood beside the number
	// Letter: a mark that is a letter like others, and one only among numbers.
	Letter bool
}

var (
	quantityRE = regexp.MustCompile(`^(?:(上升|提高|增长|增加|扩大)|(回落|下降|降低|减少|缩小|收窄))?([+-]?)(\d[\d,]*(?:\.\d+)?)(%|‰|\D*\p{Han}\D*)$`)
	numberRE   = regexp.MustCompile(`^([+-]?)(\d{1,3}(?:[, ']\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d+)?(\.\d+)?(e[+-]?\d{1,3})?( ?%)?$`)
	// beside are footnote marks: ①, ¹), \1, *, # and superscript digits.
	beside = regexp.MustCompile(`(?:\\\d+|[¹²³⁴⁵⁶⁷⁸⁹]\)?|[①-⑳]|[*#]|\s+\d\))+$`)
	// flagged is a number with the letter of its status: 102411p, 143533(p), 6.0 b.
	flagged = regexp.MustCompile(`^([+-]?[\d., ']*\d%?)(?: ?\(([a-z]{1,2})\)| ([a-z]{1,2})|([prb]))$`)
	// colon is Eurostat's mark of a missing value, with or without a flag.
	colon = regexp.MustCompile(`^: ?[a-z]{0,2}$`)
	// thousands are blanks and signs that part the digits of a number.
	thousands = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "’", "'")
	// arrows are signs of growth before a number.
	arrows   = strings.NewReplacer("↑", "+", "↓", "-")
	unparted = strings.NewReplacer(",", "", " ", "", "'", "")
)

// flags are the letters of status as statistical offices write them behind numbers.
var flags = map[string]data.Status{
	"p": data.Provisional, "e": data.Estimated, "s": data.Estimated, "b": data.Break, "u": data.LowReliability, "d": data.DefinitionDiff,
	"pe": data.Provisional, "ep": data.Provisional, "bp": data.Break, "bu": data.Break, "be": data.Break, "r": data.Normal, "f": data.Estimated,
}

// missing are the marks that stand alone in a cell without a number.
// Missing is not zero: … in Chinese yearbooks is below the table's smallest
// unit, .. is not available, * # x c S are suppressed.
var missing = map[string]Mark{
	"…": {Status: data.Missing, Note: "below-unit"}, "……": {Status: data.Missing, Note: "below-unit"},
	"...": {Status: data.Missing, Note: "below-unit"}, "......": {Status: data.Missing, Note: "below-unit"},
	"..": {Status: data.Missing}, ".": {Status: data.Missing}, "n/a": {Status: data.Missing}, "na": {Status: data.Missing}, "#n/a": {Status: data.Missing},
	"n.a.": {Status: data.Missing}, "n.a": {Status: data.Missing}, "(na)": {Status: data.Missing}, "(n.a.)": {Status: data.Missing}, "(n)": {Status: data.Missing},
	"np": {Status: data.Suppressed}, "///": {Status: data.Suppressed}, "!": {Status: data.Missing},
	"(x)": {Status: data.DoesNotApply}, "(z)": {Status: data.Missing, Note: "below-unit"},
	"(d)": {Status: data.Suppressed}, "(s)": {Status: data.Suppressed}, "(b)": {Status: data.Suppressed}, "(c)": {Status: data.Suppressed},
	"d": {Status: data.Suppressed, Letter: true}, "n": {Status: data.Missing, Letter: true}, "f": {Status: data.Suppressed, Letter: true}, "u": {Status: data.Missing, Letter: true},
	"-": {Status: data.DoesNotApply, Ask: true}, "--": {Status: data.DoesNotApply, Ask: true},
	"*": {Status: data.Suppressed}, "**": {Status: data.Suppressed}, "#": {Status: data.Suppressed},
	"x": {Status: data.Suppressed}, "c": {Status: data.Suppressed}, "s": {Status: data.Suppressed},
	"持平": {Status: data.DoesNotApply, Ask: true}, "基本持平": {Status: data.DoesNotApply, Ask: true},
	// Where the base of a profit is not above zero there is no rate.
	"扭亏": {Status: data.DoesNotApply, Note: "扭亏"}, "扭亏为盈": {Status: data.DoesNotApply, Note: "扭亏为盈"}, "由亏转盈": {Status: data.DoesNotApply, Note: "由亏转盈"},
	"转亏": {Status: data.DoesNotApply, Note: "转亏"}, "由盈转亏": {Status: data.DoesNotApply, Note: "由盈转亏"},
	"增亏": {Status: data.DoesNotApply, Note: "增亏"}, "减亏": {Status: data.DoesNotApply, Note: "减亏"},
}

// longestMark is the bytes of the longest word that stands for a number.
const longestMark = len("基本持平")

// fold brings letters and digits to their usual width. Most texts have none of
// another, and the transformer needs room even for those.
func fold(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r == '\u3000' || r >= '\uff00' && r <= '\uffef' }) < 0 {
		return s
	}
	return width.Fold.String(s)
}

// ParseNumber reads a number as text cells hold it: 1,234.5, １２３４, (12.3),
// 28189*, 12.5%, −3.1, ±0.2, 5.8 p, and the marks of missing values. percent
// reports a percent sign; the number before it is not divided. ok is false for
// any other text.
func ParseNumber(text string) (x float64, percent bool, m Mark, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) > 200 {
		return 0, false, Mark{}, false
	}
	if plainNumber(text) {
		x, err := strconv.ParseFloat(text, 64)
		return x, false, Mark{}, err == nil && !math.IsInf(x, 0)
	}
	if first, _ := utf8.DecodeRuneInString(text); len(text) > longestMark && unicode.IsLetter(first) && width.LookupRune(first).Kind() != width.EastAsianFullwidth {
		return 0, false, Mark{}, false // words
	}
	s := text
	if !ascii(s) || strings.Contains(s, "~") {
		s = strings.TrimSpace(dashes.Replace(fold(thousands.Replace(s))))
	}
	s = strings.ToLower(s)
	if m, known := missing[s]; known {
		return 0, false, m, true
	}
	s = arrows.Replace(s)
	if noNumber(s) {
		return 0, false, Mark{}, false
	}
	if colon.MatchString(s) {
		m = Mark{Status: data.Missing}
		if strings.HasSuffix(s, "c") {
			m.Status = data.Suppressed
		}
		return 0, false, m, true
	}
	if note := beside.FindString(s); note != "" {
		s, m.Note = strings.TrimSpace(strings.TrimSuffix(s, note)), strings.TrimSpace(note)
	}
	if g := flagged.FindStringSubmatch(s); g != nil {
		flag := g[2] + g[3] + g[4]
		// 1b is a label like any other, 102411p is not.
		if status, known := flags[flag]; known && (g[4] == "" || len(g[1]) > 2) {
			s, m.Flag, m.Note = g[1], status, flag
		}
	}
	if inner, found := inBrackets(s); found {
		s = "-" + strings.TrimPrefix(inner, "-") // accountants' minus
	}
	g := numberRE.FindStringSubmatch(strings.TrimPrefix(s, "±"))
	if g == nil || g[2] == "" && g[3] == "" {
		return 0, false, Mark{}, false
	}
	x, err := strconv.ParseFloat(unparted.Replace(g[1]+g[2]+g[3]+g[4]), 64)
	if err != nil || math.IsInf(x, 0) {
		return 0, false, Mark{}, false
	}
	return x, g[5] != "", m, true
}

// inBrackets is what stands in the brackets of (12.3), (4.8)%, 〔4.8〕; a whole number
// of few digits in square ones sends to a footnote.
func inBrackets(s string) (inner string, ok bool) {
	g := bracketed.FindStringSubmatch(s)
	if g == nil || g[1] != "(" && !squareFigure.MatchString(g[2]+g[3]) {
		return "", false
	}
	return g[2] + g[3], true
}

var (
	bracketed    = regexp.MustCompile(`^([(\[〔【]) ?([^()\[\]〔〕【】]*?) ?[)\]〕】]( ?%)?$`)
	squareFigure = regexp.MustCompile(`[.,%]`)
)

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// noNumber finds most texts that are none by a look: words, dates, codes with dots.
func noNumber(s string) bool {
	if s == "" || s[0] >= 'a' && s[0] <= 'z' || strings.Count(s, ".") > 1 {
		return true
	}
	i := strings.LastIndexByte(s, '-')
	return i > 0 && s[i-1] != 'e' && s[i-1] != '('
}

// plainNumber reports whether a text is digits with at most a minus and one
// point: most numbers are, and need no more than that.
func plainNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	digits, points := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		default:
			return false
		}
	}
	return digits > 0 && points < 2 && s[len(s)-1] != '.'
}

// isDigit reports a digit, or the 年 whose digits may be Chinese.
func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' || r == '年' }

// ParseQuantity reads a number with its unit in one text and nothing else:
// 186户, 62.35亿元, -0.1个百分点; 下降0.3个百分点 is negative. A number alone is none.
func ParseQuantity(text string) (x float64, u data.Unit, ok bool) {
	if len(text) > 200 {
		return 0, data.Unit{}, false
	}
	if ascii(text) && !strings.Contains(text, "%") || strings.IndexFunc(text, isDigit) < 0 {
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
