package story

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"countyboard/data"
	"countyboard/data/vocab"
)

// The schemes of the addresses that a story may carry.
const (
	claimScheme = "claim:"
	valueScheme = "value:"
	chartScheme = "chart:"
)

func isOurs(address string) bool {
	return strings.HasPrefix(address, claimScheme) || strings.HasPrefix(address, valueScheme) || strings.HasPrefix(address, chartScheme)
}

// choices of the keys whose values are words.
var choices = map[string][]string{
	"kind":    {"level", "growth", "points", "share", "rank", "direction", "goal", "none"},
	"op":      {"gt", "ge", "lt", "le", "eq", "about"},
	"trend":   {"rising", "falling", "accelerating", "slowing", "record", "turned"},
	"measure": {"level", "yoy", "mom", "index", "share", "contribution", "points", "cagr", "lq"},
	"basis":   {"published", "nominal", "implied"},
	"among":   {"groups", "places"},
}

// keys are all the keys of a claim; value: addresses take the first of them.
var keys = []string{"place", "group", "period", "from", "to", "measure", "basis", "kind", "op", "value", "unit", "tol", "among", "rank", "trend", "base", "target", "why"}

const valueKeys = 7

// ParseClaim reads one claim: or value: address; text is the words it stands on.
// Returns Invalid for unknown keys and values, saying what would do; all that is
// wrong with the address is in the error and its Also.
func ParseClaim(text, claim string) (data.Claim, error) {
	c, a := readClaim(text, claim)
	return c, a.err()
}

// readClaim reads as much of an address as makes sense, and what is wrong with it.
func readClaim(text, claim string) (data.Claim, address) {
	c := data.Claim{Text: text, Address: claim, Kind: data.ClaimLevel}
	a := address{words: text, text: claim}
	rest, isValue := strings.CutPrefix(claim, valueScheme)
	known := keys
	if isValue {
		known = keys[:valueKeys]
	} else if rest, isValue = strings.CutPrefix(claim, claimScheme); !isValue {
		a.complain("claim-query", "", claim, "", "claim:output?place=512022&period=2024&value=9")
		return c, a
	}
	indicator, query, _ := strings.Cut(rest, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		a.complain("claim-query", "", brokenPair(query), "", "key=value&key=value")
		return c, a
	}
	a.said = q
	c.Key.Indicator, _ = url.PathUnescape(indicator)
	if _, ok := vocab.Embedded().Indicator(c.Key.Indicator); !ok && !codeLike(c.Key.Indicator) {
		a.indicator(c.Key.Indicator, vocab.Embedded())
	}
	names := make([]string, 0, len(q))
	for k := range q {
		names = append(names, k)
	}
	slices.Sort(names) // so that complaints always come in the same order
	for _, k := range names {
		if a.full() {
			a.more = true
			break
		}
		v := q.Get(k)
		allowed := choices[k]
		switch {
		case !slices.Contains(known, k):
			a.meant = append(a.meant, vocab.Near(k, known, mostNear)...)
			a.complain("claim-key", k, k, nearest(k, known), strings.Join(known, ", "))
		case len(q[k]) > 1 && k != "group":
			a.complain("claim-twice", k, strings.Join(q[k], ", "), "", k+"="+v)
		case allowed != nil && !slices.Contains(allowed, v):
			a.wrong(k, v, nearest(v, allowed), strings.Join(allowed, ", "))
		default:
			a.assign(&c, k, strings.Join(q[k], ","))
		}
	}
	a.whole(&c)
	return c, a
}

// brokenPair is the first key=value of a query that is not written as one.
func brokenPair(query string) string {
	for pair := range strings.SplitSeq(query, "&") {
		if _, err := url.ParseQuery(pair); err != nil {
			return pair
		}
	}
	return query
}

func codeLike(s string) bool {
	return s != "" && len(s) < 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// assign sets one key; words with choices have been checked.
func (a *address) assign(c *data.Claim, key, v string) {
	var err error
	switch key {
	case "kind":
		c.Kind = data.ClaimKind(v)
	case "place":
		c.Key.Place = v
	case "group":
		if c.Key.Group, err = data.ParseGroup(v); err != nil {
			a.badGroup(v)
		}
	case "period":
		if c.Latest = v == "latest"; !c.Latest {
			c.Key.Period = a.period(key, v)
		}
	case "from":
		c.From = a.period(key, v)
	case "to":
		c.To = a.period(key, v)
	case "base":
		c.Base = a.period(key, v)
	case "measure":
		c.Key.Measure = data.Measure(v)
	case "basis":
		c.Basis = data.Basis(v)
	case "op":
		c.Op = data.Op(v)
	case "value":
		if c.Said, c.HasSaid = a.number(key, v); !c.HasTolerance {
			c.Tolerance = halfDigit(v)
		}
	case "tol":
		if c.Tolerance, c.HasTolerance = a.number(key, v); c.Tolerance < 0 {
			a.wrong(key, v, "", "0, 0.5, 1 …")
		}
	case "unit":
		var ok bool
		if c.Unit, ok = vocab.Embedded().Unit(v); !ok {
			a.wrong(key, v, strings.Join(vocab.Embedded().Suggest("unit", v, mostNear), ", "), "户, 亿元, 万元, %25, 百分点")
		}
	case "among":
		c.Among = v
	case "rank":
		if c.Rank, err = strconv.Atoi(v); err != nil || c.Rank < 1 {
			a.wrong(key, v, "", "1, 2, 3 …")
		}
	case "trend":
		c.Trend = data.Trend(v)
	case "target":
		text, times := strings.CutPrefix(v, "x")
		c.Times = times
		if n := strings.Trim(v, timesWords); n != text && isNumber(n) { // y2, 2倍
			a.wrong(key, v, "x"+n, "x2, 100")
		} else {
			c.Target, _ = a.number(key, text)
		}
	case "why":
		c.Why = v
	}
}

func (a *address) badGroup(v string) { a.wrong("group", v, "", "cluster/铝材,park/经开区") }

// period reads house text; of another time it says how the house writes it.
func (a *address) period(key, v string) data.Period {
	p, err := data.ParsePeriod(v)
	if err != nil {
		near := ""
		if t, ok := vocab.ParseTime(v, vocab.Context{}); ok {
			near = t.Period.String()
		} else if key == "period" {
			near = nearest(v, []string{"latest"})
		}
		a.wrong(key, v, near, "2024, 2024-Q3, 2024-09, 2024-01/P9M")
	}
	return p
}

// number reads a number alone; a unit has a key of its own.
func (a *address) number(key, v string) (float64, bool) {
	x, _, m, ok := vocab.ParseNumber(v)
	if ok = ok && m.Status == ""; !ok {
		near := ""
		if x, u, quantity := vocab.ParseQuantity(v); quantity {
			near = key + "=" + number(x) + "&unit=" + url.QueryEscape(u.Label)
			if u.Label != "%" {
				near = key + "=" + number(x) + "&unit=" + u.Label
			}
		}
		a.wrong(key, v, near, "200, 18.2")
	}
	return x, ok
}

// timesWords are what people write for the x of x2.
const timesWords = "xXyY×*＊倍 "

func isNumber(v string) bool {
	_, _, m, ok := vocab.ParseNumber(v)
	return ok && m.Status == ""
}

// halfDigit is half of the last digit said: 0.05 for 18.2, 0.5 for 200.
func halfDigit(v string) float64 {
	_, frac, _ := strings.Cut(strings.ReplaceAll(v, "．", "."), ".")
	tol, digits := 0.5, 0
	for _, r := range frac {
		if digits++; !unicode.IsDigit(r) || digits > 15 {
			break
		}
		tol /= 10
	}
	return tol
}

// tenths is 四成: its last digit says tens of per cent.
var tenths = regexp.MustCompile(`[\d一二两三四五六七八九]成`)

// whole checks that a claim has what its kind needs, and fills in defaults.
func (a *address) whole(c *data.Claim) {
	need := func(ok bool, key, would string) {
		if name := "claim-lacks"; !ok && !a.mistaken(key) {
			if key == "why" {
				name += "-why"
			}
			a.complain(name, key, "", "", key+"="+would)
		}
	}
	if c.Key.Period.IsZero() && !c.Latest {
		c.Key.Period, c.Latest = c.To, c.To.IsZero()
	}
	if strings.HasPrefix(a.text, valueScheme) {
		need(c.Key.Place != "", "place", "512022")
		return
	}
	if c.Op == "" {
		c.Op = data.OpEQ
	}
	if !c.HasTolerance && c.Unit.Base == data.BasePercent && math.Mod(c.Said, 10) == 0 && tenths.MatchString(c.Text) {
		c.Tolerance = 5
	}
	need(c.Key.Place != "" || c.Kind == data.ClaimNone, "place", "512022")
	if a.mistaken("kind") { // what it needs nobody knows
		return
	}
	switch c.Kind {
	case data.ClaimNone:
		need(c.Why != "", "why", "")
	case data.ClaimLevel, data.ClaimGrowth, data.ClaimPoints, data.ClaimShare:
		need(c.HasSaid, "value", "200")
	case data.ClaimRank:
		if c.Among == "" {
			c.Among = "groups"
		}
		need(c.Rank > 0, "rank", "1")
	case data.ClaimDirection:
		need(c.Trend != "", "trend", strings.Join(choices["trend"], ", "))
	case data.ClaimGoal:
		need(!c.Base.IsZero(), "base", "2021")
		need(c.Target > 0, "target", "x2")
	}
}
