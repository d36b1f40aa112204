package suggest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
)

// English pages say less of their figures in fewer ways. A sentence that plans,
// denies, compares over years or speaks of a firm is not read at all.

const monthEN = `January|February|March|April|May|June|July|August|September|October|November|December`

var (
	endEN    = regexp.MustCompile(`[.!?](?:["”)]*\s+|["”)]*$)`)
	commaEN  = regexp.MustCompile(`[,;:()]\s+(?:(?:and|while|whereas|but|with)\s)?|[()]|\s(?:while|whereas|but|with)\s`)
	unreadEN = regexp.MustCompile(`(?i)\b(?:will|would|shall|plans?|planned|aims?|aiming|targets?|targeted|expects?|expected|projected|forecasts?|is to|are to|by 20\d\d|goals?|hopes?|strives?|intends?|not|never|no|none|without|failed?|since|compared (?:with|to) 20\d\d|than in 20\d\d|from 20\d\d|annual(?:ly)? average|average annual|on average|per year|annually|over the (?:past|last)|in the past|past \w+ years|doubl\w+|tripl\w+|cumulative\w*|compan(?:y|ies)|firms?|plants?|factory|factories|ltd|corp|month[- ]on[- ]month)\b`)
	onYearEN = regexp.MustCompile(`(?i)\b(?:year[- ](?:on|over)[- ]year|(?:(?:from|than|over|on|compared (?:with|to)) )?(?:a year (?:earlier|ago|before)|the (?:previous|preceding) year|(?:that of )?the same period (?:of )?(?:last|the previous) year))\b`)
	timeEN   = regexp.MustCompile(`(?i:\b(?:from|in|by|at|as of|during|for)\s+)?(?i:the )?(?i:end of\s+)?(?:January\s?(?:to|through|and|[-–—])\s?(` + monthEN + `)|\b(?i:first (\w+) months)|\b(?i:(first|second|third|fourth)[ -]quarter)|\b(?i:(first half))|\b(?i:(first three quarters))|\b(` + monthEN + `)\b)?(?i:,?\s*(?:of )?\s*\b(20\d\d|this year|last year)\b)?`)
	figureEN = regexp.MustCompile(`(?i)(?:(?:RMB|CNY|¥)\s?)?(\d[\d,]*(?:\.\d+)?)\s?(billion|million|trillion)?[\s-]?(percentage points?|percent\b|per cent\b|%|yuan\b|RMB\b)?`)
	riseEN   = regexp.MustCompile(`(?i)\b(?:rose|rises?|risen|rising|climb|grow|increase|grew|grown|growing|increased|increasing|increase of|climbed|expanded|gained|up|jumped|surged|growth(?: rate)? (?:of|was|reached)|gr(?:ew|owth) at)\b`)
	fallEN   = regexp.MustCompile(`(?i)\b(?:fell|fall|drop|decline|decrease|fallen|falling|dropped|decreased|declined|down|shrank|contracted|slid|decrease of|decline of|drop of)\b`)
	toEN     = regexp.MustCompile(`(?i)\bto\s*(?:about|nearly|over|more than|around)?\s*$`)
	moreEN   = regexp.MustCompile(`(?i)\b(?:more than|over|above|exceed(?:ed|ing|s)?|top(?:ped|ping|s)|surpass(?:ed|ing|es)?)\s*$`)
	lessEN   = regexp.MustCompile(`(?i)\b(?:nearly|almost|less than|fewer than|close to)\s*$`)
	aboutEN  = regexp.MustCompile(`(?i)\b(?:about|around|approximately|some|roughly)\s*$`)
	leastEN  = regexp.MustCompile(`(?i)\b(?:at least|reach(?:ed|ing|es)?|hit)\s*$`)
	levelEN  = regexp.MustCompile(`(?i)\b(county|district|city|prefecture|province|country|nation)(?:'s|’s)?\b|\b(nationwide|national)\b`)
	fillEN   = regexp.MustCompile(`(?i)\b(?:the|a|an|of|in|by|at|from|its|their|it|which|and|s|that|to|for|total(?:l?ed|l?ing)?|reach(?:ed|ing|es)?|hit|was|were|is|are|stood|amount(?:ed|ing)|came|record(?:ed|ing)?|registered|achieved|completed|realized|posted|had|has|have|there|been|respectively|year|whole|full|same|period|generated|produced|yielded|delivered|also|now|currently|already|alone|active|settled|located|home|cluster|sector|more|than|over|above|exceed(?:ed|ing|s)?|top(?:ped|ping|s)|surpass(?:ed|ing|es)?|nearly|almost|less|fewer|close|about|around|approximately|some|roughly|least|numbered|their|they|these|operating|edged|inched|slightly|sharply|steadily|further|saw|see|county|district|city|industrial)\b|[#$'’"“”]`)
	partEN   = regexp.MustCompile(`(?i)^\s*(?:and\s)?(?:of which|of whom|of them|among (?:which|them)|including)\b`)
	theirEN  = regexp.MustCompile(`^\s*(?:Their|They|These)\b`)
	tradeEN  = regexp.MustCompile(`(?i)(^\W*|['’]s\s+|\b(?:its|their|the)\s+)(exports|imports|profits?)(?: of goods)?\b`)
	thatEN   = regexp.MustCompile(`(?i)\bthat of (?:the )?(primary|secondary|tertiary) industry\b`)
	// appositionEN says what an indicator is: …, an important economic indicator, …
	appositionEN = regexp.MustCompile(`(?i)^\s*(?:an?|the|which is)\b[^,]{0,40}\b(?:indicator|gauge|measure|barometer)\s*$`)
	// differenceEN says that a number is a difference: 17 more than a year earlier.
	differenceEN = regexp.MustCompile(`(?i)^\s*(?:\w+\s+)?(?:more|fewer|less|higher|lower)\b`)
	enterpriEN   = regexp.MustCompile(`(?i)\benterprises?\b`)
)

// inEnglish reports whether a paragraph is written in Latin letters.
func inEnglish(p string) bool {
	letters := 0
	for i := range len(p) {
		if c := p[i] | 0x20; c >= 'a' && c <= 'z' {
			letters++
		}
	}
	return letters > 20 && hanCount(p)*4 < letters
}

// english reads a paragraph written in English.
func (r *reader) english(p string) {
	t := topic{place: r.home}
	for _, s := range endEN.Split(p, -1) {
		before := t
		t = topic{place: r.home, period: before.period}
		if theirEN.MatchString(s) {
			t.place, t.facets = before.place, before.facets
		}
		if g := doubleEN.FindStringSubmatch(s); g != nil && !ownerEN.MatchString(s) && len(s) < longestClause {
			r.doublingEN(strings.TrimSpace(s), g[1], g[2])
		}
		s = hideYearBefore(s)
		if unreadEN.MatchString(s) || len(s) > longestClause {
			t.period = data.Period{}
			continue
		}
		open := hideCompared(onYearEN.ReplaceAllStringFunc(s, hidden))
		t.spans = nil
		masked := r.takeTimeEN(open, &t)
		several := len(t.spans) > 1 // each clause has a time of its own
		t.vague = several
		timed := strings.IndexByte(masked, '#')
		from := 0
		for _, m := range append(commaEN.FindAllStringIndex(masked, -1), []int{len(s), len(s)}) {
			if m[0] > from {
				t.early = m[0] <= timed
				if several {
					t.spans = nil
					r.takeTimeEN(open[from:m[0]], &t)
					t.vague = t.vague && len(t.spans) == 0 || len(t.spans) > 1
				}
				r.clauseEN(s[from:m[0]], masked[from:m[0]], &t)
			}
			from = max(from, m[1])
		}
	}
}

// takeTimeEN reads the times of a sentence and hides them.
func (r *reader) takeTimeEN(s string, t *topic) string {
	return timeEN.ReplaceAllStringFunc(s, func(m string) string {
		g := timeEN.FindStringSubmatch(m)
		if g == nil || strings.Join(g[1:], "") == "" {
			return m
		}
		y := r.published.Year()
		n, err := strconv.Atoi(g[7])
		switch {
		case err == nil:
			y = n
		case strings.EqualFold(g[7], "last year"):
			y--
		}
		p, ok := spanEN(g, y)
		if g[7] == "" && ok && p.LastDay().After(r.published) {
			p = p.AddYears(-1)
		}
		if ok && p.Freq() == data.Annual && y == r.published.Year() && t.dated && !t.period.IsZero() {
			return hidden(m) // by the end of July, …, five of them new this year
		}
		t.dated = true
		switch {
		case !ok || p.Freq() == data.Annual && y == r.published.Year(), p.LastDay().After(r.published.AddDate(0, 1, 0)):
			t.period, t.dated = data.Period{}, false // this year: the latest there is
		default:
			t.period = p
		}
		if !slices.Contains(t.spans, p) {
			t.spans = append(t.spans, p)
		}
		return hidden(m)
	})
}

// spanEN is the period that the groups of timeEN name in a year.
func spanEN(g []string, y int) (data.Period, bool) {
	months := strings.Split(monthEN, "|")
	ordinals := []string{"", "first", "second", "third", "fourth"}
	numbers := []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"}
	switch {
	case g[1] != "":
		n := slices.Index(months, g[1]) + 1
		return data.ToDate(y, n), n > 1
	case g[2] != "":
		n := slices.Index(numbers, strings.ToLower(g[2]))
		if x, err := strconv.Atoi(g[2]); err == nil {
			n = x
		}
		return data.ToDate(y, n), n > 1 && n < 12
	case g[3] != "":
		return data.Quarter(y, slices.Index(ordinals, strings.ToLower(g[3]))), true
	case g[4] != "":
		return data.Half(y, 1), true
	case g[5] != "":
		return data.ToDate(y, 9), true
	case g[6] != "":
		return data.Month(y, slices.Index(months, g[6])+1), true
	}
	return data.Year(y), true
}
