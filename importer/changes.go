package importer

import (
	"regexp"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// changeBelow joins the upper label of a column to the word for per cent below it:
// Over-the-month change | Percent is one rate. at is the upper label's place.
func (t *translator) changeBelow(path []heading) (joined string, at int) {
	n := len(path) - 1
	if n < 1 || hasHan(path[n].text) {
		return "", -1
	}
	below := t.label(path[n].text, 0)
	if below.Rest != "" || below.Unit.Base != data.BasePercent || below.Measure != "" {
		return "", -1
	}
	joined = path[n-1].text + " (%)"
	if alone := t.label(path[n-1].text, 0); alone.Rest == "" {
		return "", -1
	}
	if r := t.label(joined, 0); r.Rest != "" || r.Measure != data.YoY && r.Measure != data.MoM {
		return "", -1
	}
	return joined, n - 1
}

// betweenTimes parts Oct. 2023 / Sep. 2023, what a change is of and on what it is.
var betweenTimes = regexp.MustCompile(`^\s*([^/]{4,14}?)\s*/\s*([^/]{4,14}?)\s*$`)

// compared reads a label under a word for change that names two times: the change of
// the first on the second, where these are a month or a year apart.
func (t *translator) compared(cm *colMeaning, text string) bool {
	if cm.measure != data.YoY && cm.measure != data.MoM {
		return false
	}
	g := betweenTimes.FindStringSubmatch(text)
	if g == nil {
		return false
	}
	of, okOf := t.time(fullYear.ReplaceAllString(g[1], "${1} 20${2}"))
	on, okOn := t.time(fullYear.ReplaceAllString(g[2], "${1} 20${2}"))
	if !okOf || !okOn || of.Yearless || on.Yearless || of.Period.Freq() != on.Period.Freq() {
		return false
	}
	switch on.Period {
	case of.Period.AddYears(-1):
		cm.measure = data.YoY
	case of.Period.Previous():
		cm.measure = data.MoM
	default:
		return false
	}
	cm.times = []vocab.Time{of}
	return true
}

// fullYear is a month with a year of two digits.
var fullYear = regexp.MustCompile(`^([A-Za-z]{3,9}\.?)[ -](\d\d)$`)

// rateOfSpan reads a rate between two times that an English header names (October to
// November 2023 | % change): of the latter, on the one before or on a year before.
// Any other distance is no rate that we know, and is asked.
func (t *translator) rateOfSpan(r *reading, cm *colMeaning, path []heading, a axis) {
	if cm.open || cm.measure != data.YoY && cm.measure != data.MoM || len(path) == 0 {
		return
	}
	p := pick(cm.times, 0)
	_, first := p.Start()
	if p.IsZero() || p.Months() < 2 || first == 1 && p.Months()%12 > 0 || p.Freq() == data.Annual || !spanWords(path) {
		return
	}
	y, m := p.End()
	end := data.Month(y, m)
	switch {
	case first == 1 && p.Months() == 24:
		end, cm.measure = data.Year(y), data.YoY
	case p.Months() == 2:
		cm.measure = data.MoM
	case p.Months() == 13:
		cm.measure = data.YoY
	default:
		h := innermost(path)
		h.text = strings.Join(texts(path), " › ")
		a.kind = data.IndicatorWord
		t.unknown(&cm.meaning, r.sheet, h, a, vocab.Reading{})
		return
	}
	cm.times = []vocab.Time{{Period: end}}
}

// spanWords reports whether a label in English goes from one time to another.
func spanWords(path []heading) bool {
	for _, h := range path {
		if !hasHan(h.text) && strings.Contains(strings.ToLower(h.text), " to ") {
			return true
		}
	}
	return false
}
