package suggest

import (
	"regexp"
	"slices"
	"strings"
)

// sentences cuts a paragraph at what ends sentences.
func sentences(p string) (all []string) {
	return strings.FieldsFunc(p, func(c rune) bool { return strings.ContainsRune("。！？!?", c) })
}

// part is a clause; inside tells that it stands in brackets.
type part struct {
	words  string
	inside bool
	after  rune // what stands before it: ';' for either semicolon
}

// kindsOfCounty is one word: 全市各县（市、区）.
var kindsOfCounty = regexp.MustCompile(`[县市区旗][（(][县市区旗](?:[、,，][县市区旗])*[）)]`)

// clauses cuts a sentence at commas (not those in numbers) and brackets.
func clauses(s string) (all []part) {
	from, inside, after := 0, false, ' '
	var kinds [][]int
	if strings.ContainsAny(s, "（(") {
		kinds = kindsOfCounty.FindAllStringIndex(s, -1)
	}
	cut := func(to, next int) {
		if strings.TrimSpace(s[from:to]) != "" {
			all = append(all, part{s[from:to], inside, after})
		}
		from = next
	}
	for i, c := range s {
		if !strings.ContainsRune("，,；;（）()：:", c) {
			continue
		}
		if slices.ContainsFunc(kinds, func(k []int) bool { return k[0] < i && i < k[1] }) {
			continue
		}
		if c == ',' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]) {
			continue
		}
		cut(i, i+len(string(c)))
		if after = c; c == '；' {
			after = ';'
		}
		inside = strings.ContainsRune("（(", c) || inside && !strings.ContainsRune("）)", c)
	}
	cut(len(s), len(s))
	return all
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
