package suggest

import (
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"
)

// What English sentences compare: with another time, a part with the whole, an
// aim with a year.

const timesEN = `(?:the )?(?:first (?:\w+ months|half|quarter|three quarters)|(?:second|third|fourth) quarter|` + monthEN + `)(?:,?\s*(?:of )?(?:20\d\d|this year|last year))?`

var (
	// comparedEN is another time that a figure is compared with; what stands
	// behind it tells from July, a comparison, and from July to September, a time.
	comparedEN = regexp.MustCompile(`(?i)\b(?:than (?:in |for |that (?:of|in) )?|(?:from|on|over|compared (?:with|to)) (?:that (?:of|in) )?)(` + timesEN + `)(\s+(?:to|through|and)\b|\s?[-–—])?`)
	thanEN     = regexp.MustCompile(`(?i)\bthan (?:in|for|that (?:of|in)) [^,;.]*`)
	// pointsFromEN is 1.1 percentage points from January to August: a comparison after all.
	pointsFromEN = regexp.MustCompile(`(?i)\bpoints from [^,;.]*`)
	yearOnEN     = regexp.MustCompile(`(?i)\b(?:from|on|over|than in|compared (?:with|to)) 20\d\d`)
	fasterEN     = regexp.MustCompile(`(?i)\b(?:faster|quicker|higher|up|rose|increased|accelerated|picked up|quickened)\b`)
	slowerEN     = regexp.MustCompile(`(?i)\b(?:slower|lower|down|fell|decreased|dropped|slowed|decelerated|eased)\b`)
	ofRateEN     = regexp.MustCompile(`(?i)\b(?:growth|rate|pace)\b`)
	partOfEN     = regexp.MustCompile(`(?i)^(.*?)\b(?:account(?:ed|s|ing)? for|ma(?:de|kes?) up|represent(?:ed|s)?|contribut(?:ed|es?))\s+(.*?)(?:(\d+(?:\.\d+)?)\s?(?:percent|per cent|%)|\b(a quarter|one quarter|half|three quarters))\s+of\s+(.*)$`)
	doubleEN     = regexp.MustCompile(`(?i)\bdoubl(?:e|ing)\s+(?:its|the|their)\s+(.{3,80}?)\s+by\s+20\d\d(?:,?\s+(?:from|compared (?:with|to)|over|on)\s+(?:the |its |that |those )?(?:levels? )?(?:of |in )?(20\d\d)(?:\s+levels?)?)?$`)
	ownerEN      = regexp.MustCompile(`(?i)\b(?:compan(?:y|ies)|firms?|plants?|factor(?:y|ies)|ltd|corp|group|park|zone)\b`)
)

// hideYearBefore hides the year before that of a sentence where it is compared
// with: in 2023, down 1.9 percent from 2022.
func hideYearBefore(s string) string {
	return yearOnEN.ReplaceAllStringFunc(s, func(m string) string {
		y, err := strconv.Atoi(m[len(m)-4:])
		if err != nil || !strings.Contains(s, "in "+strconv.Itoa(y+1)) && !strings.Contains(s, "In "+strconv.Itoa(y+1)) {
			return m
		}
		return hidden(m)
	})
}

// hideCompared hides the times that figures are compared with.
func hideCompared(s string) string {
	at := 0
	var b strings.Builder
	for _, m := range comparedEN.FindAllStringSubmatchIndex(s, -1) {
		if m[4] >= 0 {
			continue // from January to July
		}
		b.WriteString(s[at:m[0]])
		b.WriteString(hidden(s[m[0]:m[1]]))
		at = m[1]
	}
	b.WriteString(s[at:])
	return thanEN.ReplaceAllStringFunc(pointsFromEN.ReplaceAllStringFunc(b.String(), hidden), hidden)
}

// versusEN reads what the words behind a figure count it from; false where that
// is no time, or one that comes after the figure's own.
func (r *reader) versusEN(behind string, t topic) (versus, bool) {
	m := comparedEN.FindStringSubmatchIndex(behind)
	switch {
	case m == nil:
		return versus{}, !thanEN.MatchString(behind)
	case m[4] >= 0:
		return versus{}, true
	case t.period.IsZero():
		return versus{}, false
	}
	g := timeEN.FindStringSubmatch(behind[m[2]:m[3]])
	if g == nil || strings.Join(g[1:], "") == "" {
		return versus{}, false
	}
	y := t.period.Year()
	if n, err := strconv.Atoi(g[7]); err == nil {
		y = n
	}
	p, ok := spanEN(g, y)
	if g[7] == "" && ok && !p.LastDay().Before(t.period.LastDay()) {
		p = p.AddYears(-1)
	}
	switch last := t.period.Freq() == data.Monthly && p == t.period.Previous(); {
	case !ok || strings.Contains(g[7], "year") || !p.LastDay().Before(t.period.LastDay()):
		return versus{}, false
	case p == t.period.AddYears(-1):
		return versus{}, true
	default:
		return versus{from: p, mom: last}, true
	}
}

// pointsEN proposes by how much a rate of growth changed from another time.
func (r *reader) pointsEN(text, subject, behind, number string, t topic) {
	up, down := fasterEN.MatchString(subject+behind), slowerEN.MatchString(subject+behind)
	v, ok := r.versusEN(behind, t)
	onYear := onYearEN.MatchString(behind)
	if t.indicator == "" || t.vague || up == down || !ok || v.from.IsZero() && !onYear || !t.growth && !ofRateEN.MatchString(subject) {
		return
	}
	if down {
		number = "-" + number
	}
	args := []string{"op", string(opEN(subject)), "value", number, "unit", "百分点"}
	if !v.from.IsZero() {
		args = append(args, "from", v.from.String())
	}
	r.add(strings.TrimSpace(text+behind), data.ClaimPoints, t, args, r.sure(t), "points")
}

// shareEN reads that a cluster or an industry is so much of the whole; true where
// the clause says so, be it understood or not.
func (r *reader) shareEN(text, masked string, t *topic) bool {
	g := partOfEN.FindStringSubmatch(masked)
	if g == nil {
		return false
	}
	now, left := r.aboutEN(g[1], *t)
	whole, unknown := r.aboutEN(g[5], topic{place: now.place, period: now.period, dated: now.dated})
	t.indicator, t.facets, t.growth = "", nil, false
	part := hasDim(now.facets, data.DimCluster) || hasDim(now.facets, data.DimIndustry)
	if !part || left+unknown != "" || whole.indicator == "" || now.said() && now.indicator != whole.indicator ||
		whole.place != now.place || hasDim(whole.facets, data.DimCluster) {
		return true
	}
	now.indicator, now.carried = whole.indicator, false
	if size := sizeOf(whole.facets); size != "" && sizeOf(now.facets) == "" {
		now.facets = append(now.facets[:len(now.facets):len(now.facets)], size)
	}
	f := figure{digits: g[3], op: opEN(g[2])}
	switch strings.ToLower(g[4]) {
	case "a quarter", "one quarter":
		f.digits = "25"
	case "half":
		f.digits = "50"
	case "three quarters":
		f.digits = "75"
	}
	r.share(strings.TrimSpace(text), f, now, false)
	return true
}

// doublingEN proposes the goal to double something from the level of a year.
func (r *reader) doublingEN(text, what, base string) {
	now, left := r.aboutEN(what, topic{place: r.home})
	var from data.Period
	if y, err := strconv.Atoi(base); err == nil {
		from = data.Year(y)
	}
	if left == "" && now.indicator != "" {
		r.goal(text, now, from, "x2", "", "goal")
	}
}
