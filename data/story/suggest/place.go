package suggest

import (
	"regexp"
	"strings"

	"countyboard/data/vocab"
)

// tally counts how often an article names places.
type tally struct {
	names  *vocab.Vocabulary
	count  map[string]int
	titled map[string]bool
	order  []string
}

// placeOf is the county (or larger place) that an article names most often by its
// full name, by that of its park or in English; what the headline names counts
// thrice, and what others are compared with not at all. Of equals the headline's.
func placeOf(v *vocab.Vocabulary, h head, paragraphs []string) string {
	t := tally{names: v, count: make(map[string]int), titled: make(map[string]bool)}
	t.add(h.title, 3)
	for c := range t.count {
		t.titled[c] = true
	}
	t.add(h.dateline, 1)
	t.add(h.outlet, 1)
	for _, p := range paragraphs {
		t.add(p, 1)
	}
	best := ""
	for _, c := range t.order {
		better := t.count[c] > t.count[best]
		if best != "" && t.count[c] == t.count[best] {
			better = t.titled[c] && !t.titled[best] || within(c, best) && t.titled[c] == t.titled[best]
		}
		if better {
			best = c
		}
	}
	return best
}

var (
	parkOf = regexp.MustCompile(`(\p{Han}{2,4}?)(?:国家级?|省级)?(?:经开区|高新区|经济(?:技术)?开发区|高新技术产业开发区|工业园区)`)
	// beside are words in front of a place that another one is compared with.
	beside  = regexp.MustCompile(`(?:对比|相比|比|较|与|高于|低于|快于|慢于|不如|落后于|超过)$`)
	latinRE = regexp.MustCompile(`\b[A-Z][a-z]{2,}\b`)
)

func (t *tally) add(text string, weight int) {
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。！？!?；;，,、“”\"：: ", r) }) {
		code, name, ok := divisionIn(t.names, s)
		if ok {
			before, _, _ := strings.Cut(s, name)
			ok = !beside.MatchString(before)
		} else {
			code, ok = t.ofPark(s)
		}
		if ok {
			t.found(code, weight)
		}
	}
	if hanCount(text) > 0 {
		return
	}
	for _, w := range latinRE.FindAllString(text, -1) {
		if read := t.names.Read(w, vocab.Context{}); len(read.Place) == 6 && read.Place != "100000" && read.Rest == "" {
			t.found(read.Place, weight)
		}
	}
}

func (t *tally) found(code string, weight int) {
	if t.count[code] == 0 {
		t.order = append(t.order, code)
	}
	t.count[code] += weight
}

// ofPark is the county in the name of a park: 乐至经开区.
func (t *tally) ofPark(s string) (string, bool) {
	g := parkOf.FindStringSubmatch(s)
	if g == nil {
		return "", false
	}
	for rs := []rune(g[1]); len(rs) > 1; rs = rs[1:] {
		for _, kind := range []string{"县", "市", "区"} {
			if code, ok := t.names.Division(string(rs) + kind); ok {
				return code, true
			}
		}
	}
	return "", false
}

var withKind = regexp.MustCompile(`\p{Han}{1,10}?(?:自治州|自治县|自治旗|县|市|区|旗|州|盟|省)`)

// divisionIn is the last place that a text names in full, and its name as it
// stands there. Labels write 至 as a dash, so texts are asked name by name (乐至县).
func divisionIn(v *vocab.Vocabulary, text string, near ...string) (code, name string, ok bool) {
	for _, m := range withKind.FindAllString(text, -1) {
		for rs := []rune(m); len(rs) > 2 || len(rs) == 2 && rs[1] == '县'; rs = rs[1:] {
			if c, found := v.Division(string(rs), near...); found {
				code, name, ok = c, string(rs), true
				break
			}
		}
	}
	return code, name, ok
}

// within reports whether a place lies in another by their codes.
func within(code, in string) bool {
	return len(code) == 6 && len(in) == 6 && code != in && strings.HasPrefix(code, strings.TrimRight(in, "0"))
}
