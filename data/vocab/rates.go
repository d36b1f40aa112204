package vocab

import (
	"regexp"
	"strings"

	"countyboard/data"
)

// How English labels say a rate of growth: a word for what it is compared with
// (annual, month-on-month), for per cent, and for change, in either order.
const (
	perCent   = `(?:%|percent|per cent|percentage|pct)`
	changing  = `(?:change|increase|decrease|growth|variation)(?:s)?(?: rate)?`
	yearly    = `(?:year[- ](?:on|over|to)[- ]year|over[- ]the[- ]year|y[/-]?o[/-]?y|y/y|annual|yearly|12[- ]months?|twelve[- ]months?|4[- ]quarters?)`
	monthly   = `(?:month[- ](?:on|over|to)[- ]month|over[- ]the[- ]month|m[/-]?o[/-]?m|m/m|monthly|1[- ]month|one[- ]month|quarter[- ](?:on|over|to)[- ]quarter|q[/-]?o[/-]?q|q/q|quarterly)`
	before    = `(?:on|from|over|compared with|against)(?: an?| the)?(?: (?:same|corresponding) (?:month|quarter|period)(?: of| in)?(?: the| a)?)?(?: (?:previous|last|prior|preceding))?`
	untilHere = `(?:[ ,;)(\]]|$)`
)

var (
	englishRates = []struct {
		re   *regexp.Regexp
		m    data.Measure
		bare bool // it is a rate only beside a word for per cent
	}{
		{regexp.MustCompile(`^` + yearly + `(?: ` + perCent + `)? ` + changing + untilHere), data.YoY, true},
		{regexp.MustCompile(`^` + monthly + `(?: ` + perCent + `)? ` + changing + untilHere), data.MoM, true},
		{regexp.MustCompile(`^` + perCent + ` ` + changing + `[ ,(]{1,2}` + yearly + untilHere), data.YoY, false},
		{regexp.MustCompile(`^` + perCent + ` ` + changing + `[ ,(]{1,2}` + monthly + untilHere), data.MoM, false},
		{regexp.MustCompile(`^(?:` + perCent + ` )?` + changing + ` ` + before + ` year(?: (?:earlier|ago|before))?` + untilHere), data.YoY, true},
		{regexp.MustCompile(`^(?:` + perCent + ` )?` + changing + ` ` + before + ` (?:month|quarter)(?: (?:earlier|ago|before))?` + untilHere), data.MoM, true},
		{regexp.MustCompile(`^(?:y/y|yoy)` + untilHere), data.YoY, false},
		{regexp.MustCompile(`^(?:m/m|q/q|qoq)` + untilHere), data.MoM, false},
		{regexp.MustCompile(`^` + perCent + ` ` + changing + `$`), data.YoY, false},
		{regexp.MustCompile(`^` + changing + ` ?\(` + perCent + `\)$`), data.YoY, false},
		{regexp.MustCompile(`^(?:veränderung(?:srate)?|zuwachs|wachstum) (?:gegenüber|gegen|zum|zu) (?:dem )?vorjahr(?:es(?:zeitraum|monat|quartal))?` + untilHere), data.YoY, true},
		{regexp.MustCompile(`^(?:veränderung(?:srate)?|zuwachs|wachstum) (?:gegenüber|gegen|zum|zu) (?:dem )?vor(?:monat|quartal)` + untilHere), data.MoM, true},
		{regexp.MustCompile(`^(?:variation|évolution|croissance|glissement) (?:annuel(?:le)?|sur un an)` + untilHere), data.YoY, true},
		{regexp.MustCompile(`^(?:variation|évolution|croissance) (?:mensuelle|trimestrielle|sur un mois)` + untilHere), data.MoM, true},
		{regexp.MustCompile(`^` + perCent + ` of (?:the )?total(?:[,;)(\]]|$)`), data.Share, false},
	}
	inWords   = regexp.MustCompile(`(?:%|percent|per cent|percentage|pct)(?:[^a-z]|$)|growth|\brate\b`)
	pointWord = regexp.MustCompile(`percentage points?|\bpp\b`)
	meanOf    = regexp.MustCompile(`\b(?:average annual|annual average|mean annual|compound annual)\b`)
	// meanRate is a mean over years, which is no rate on the year before.
	meanRate = regexp.MustCompile(`^(?:average annual|annual average|mean annual|compound annual)(?: ` + perCent + `)? (?:rates? of )?` + changing + untilHere)
)

// englishRate reads % change on year earlier, month-on-month growth, annual growth rate
// (%) and percent of total. A change that says no per cent may be an amount.
func (v *Vocabulary) englishRate(s string, r *Reading) int {
	if pointWord.MatchString(s) {
		return 0
	}
	rate := len(r.Units) > 0 && r.Units[len(r.Units)-1].Base == data.BasePercent || inWords.MatchString(s)
	for _, f := range englishRates {
		if f.bare && !rate {
			continue
		}
		if n := len(strings.TrimRight(f.re.FindString(s), " ,;)(]")); n > 0 {
			r.Measure = f.m
			r.addUnit(v.units["%"])
			return n
		}
	}
	return 0
}
