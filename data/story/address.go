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

// wrong says what is wrong with an address, and what would do.
func wrong(address, key, got, would string) *data.Error {
	return data.Fail(data.Invalid, "claim-address", "address", clip(address), "key", key, "got", clip(got), "would", would)
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 120 {
		return string(rs[:120]) + "…"
	}
	return s
}

// ParseClaim reads one claim: or value: address; text is the words it stands on.
// Returns Invalid for unknown keys and values, saying what would do.
func ParseClaim(text, address string) (data.Claim, error) {
	c := data.Claim{Text: text, Address: address, Kind: data.ClaimLevel}
	rest, isValue := strings.CutPrefix(address, valueScheme)
	known := keys
	if isValue {
		known = keys[:valueKeys]
	} else if rest, isValue = strings.CutPrefix(address, claimScheme); !isValue {
		return c, wrong(address, "", address, "claim:… value:…")
	}
	indicator, query, _ := strings.Cut(rest, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		return c, wrong(address, "?", query, "key=value&key=value").Because(err)
	}
	c.Key.Indicator, _ = url.PathUnescape(indicator)
	if _, ok := vocab.Embedded().Indicator(c.Key.Indicator); !ok && !codeLike(c.Key.Indicator) {
		return c, wrong(address, "indicator", indicator, "enterprises, output, revenue …")
	}
	names := make([]string, 0, len(q))
	for k := range q {
		names = append(names, k)
	}
	slices.Sort(names) // so that the first complaint is always the same one
	for _, k := range names {
		v := q.Get(k)
		if !slices.Contains(known, k) || len(q[k]) > 1 && k != "group" {
			return c, wrong(address, k, v, strings.Join(known, ", "))
		}
		if allowed := choices[k]; allowed != nil && !slices.Contains(allowed, v) {
			return c, wrong(address, k, v, strings.Join(allowed, ", "))
		}
		if err := assign(&c, k, strings.Join(q[k], ","), address); err != nil {
			return c, err
		}
	}
	return c, whole(&c, address)
}

func codeLike(s string) bool {
	return s != "" && len(s) < 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// assign sets one key; words with choices have been checked.
func assign(c *data.Claim, key, v, address string) (err error) {
	period := func(p *data.Period) {
		if *p, err = data.ParsePeriod(v); err != nil {
			err = wrong(address, key, v, "2024, 2024-Q3, 2024-09, 2024-01/P9M").Because(err)
		}
	}
	number := func(x *float64) {
		n, _, m, ok := vocab.ParseNumber(v)
		if !ok || m.Status != "" {
			err = wrong(address, key, v, "200, 18.2")
		}
		*x = n
	}
	switch key {
	case "kind":
		c.Kind = data.ClaimKind(v)
	case "place":
		c.Key.Place = v
	case "group":
		if c.Key.Group, err = data.ParseGroup(v); err != nil {
			err = wrong(address, key, v, "cluster/铝材,park/经开区").Because(err)
		}
	case "period":
		if c.Latest = v == "latest"; !c.Latest {
			period(&c.Key.Period)
		}
	case "from":
		period(&c.From)
	case "to":
		period(&c.To)
	case "measure":
		c.Key.Measure = data.Measure(v)
	case "basis":
		c.Basis = data.Basis(v)
	case "op":
		c.Op = data.Op(v)
	case "value":
		number(&c.Said)
		c.HasSaid = err == nil
		if !c.HasTolerance {
			c.Tolerance = halfDigit(v)
		}
	case "tol":
		number(&c.Tolerance)
		if err == nil && c.Tolerance < 0 {
			err = wrong(address, key, v, "0, 0.5, 1 …")
		}
		c.HasTolerance = err == nil
	case "unit":
		var ok bool
		if c.Unit, ok = vocab.Embedded().Unit(v); !ok {
			err = wrong(address, key, v, "户, 亿元, 万元, %, 百分点")
		}
	case "among":
		c.Among = v
	case "rank":
		if c.Rank, err = strconv.Atoi(v); err != nil || c.Rank < 1 {
			err = wrong(address, key, v, "1, 2, 3 …")
		}
	case "trend":
		c.Trend = data.Trend(v)
	case "base":
		period(&c.Base)
	case "target":
		text, times := strings.CutPrefix(v, "x")
		if c.Times = times; times {
			v = text
		}
		number(&c.Target)
	case "why":
		c.Why = v
	}
	return err
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
func whole(c *data.Claim, address string) error {
	need := func(ok bool, key, would string) error {
		if ok {
			return nil
		}
		return wrong(address, key, "", would)
	}
	if c.Key.Period.IsZero() && !c.Latest {
		c.Key.Period, c.Latest = c.To, c.To.IsZero()
	}
	if strings.HasPrefix(address, valueScheme) {
		return need(c.Key.Place != "", "place", "512022")
	}
	if c.Op == "" {
		c.Op = data.OpEQ
	}
	if !c.HasTolerance && c.Unit.Base == data.BasePercent && math.Mod(c.Said, 10) == 0 && tenths.MatchString(c.Text) {
		c.Tolerance = 5
	}
	var err error
	switch c.Kind {
	case data.ClaimNone:
		return need(c.Why != "", "why", "…")
	case data.ClaimLevel, data.ClaimGrowth, data.ClaimPoints, data.ClaimShare:
		err = need(c.HasSaid, "value", "200")
	case data.ClaimRank:
		if c.Among == "" {
			c.Among = "groups"
		}
		err = need(c.Rank > 0, "rank", "1, 2, 3 …")
	case data.ClaimDirection:
		err = need(c.Trend != "", "trend", strings.Join(choices["trend"], ", "))
	case data.ClaimGoal:
		if err = need(!c.Base.IsZero(), "base", "2021"); err == nil {
			err = need(c.Target > 0, "target", "x2, 100")
		}
	}
	if err == nil {
		err = need(c.Key.Place != "", "place", "512022")
	}
	return err
}
