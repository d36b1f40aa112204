package vocab

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

var escaped = regexp.MustCompile(`(?i)_x[0-9a-f]{4}_`)

// Tidy removes line breaks, _x000D_ escapes, control characters and blanks
// inside Chinese words; single blanks between Latin words stay. It keeps the
// letters as the workbook has them.
func Tidy(label string) string {
	label = escaped.ReplaceAllString(strings.ToValidUTF8(label, ""), " ")
	rs := make([]rune, 0, len(label))
	for _, r := range label {
		switch {
		case unicode.IsSpace(r) || r == '\u3000':
			r = ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			continue
		}
		if r == ' ' && (len(rs) == 0 || rs[len(rs)-1] == ' ') {
			continue
		}
		rs = append(rs, r)
	}
	var b strings.Builder
	for i, r := range rs {
		if r == ' ' && (i == len(rs)-1 || isHan(rs[i-1]) && isHan(rs[i+1])) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// longest is how many letters of a label are read: nobody's header is longer.
const longest = 2000

var dashes = strings.NewReplacer("—", "-", "–", "-", "―", "-", "－", "-", "～", "-", "~", "-", "−", "-", "至", "-", "一一", "-")

// norm is the form in which words are compared: tidied, half-width, lower case,
// one kind of dash, no blanks beside Chinese.
func norm(s string) string {
	s = Tidy(s)
	if rs := []rune(s); len(rs) > longest {
		s = string(rs[:longest])
	}
	s = dashes.Replace(hanYears(strings.ToLower(width.Fold.String(s))))
	rs := []rune(s)
	var b strings.Builder
	for i, r := range rs {
		if r == ' ' && (i == 0 || i == len(rs)-1 || isHan(rs[i-1]) || isHan(rs[i+1]) || rs[i-1] == ' ') {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hanYear is a year in Chinese digits: 二〇二四年, with any of the signs for 0.
var (
	hanYear  = regexp.MustCompile(`[一二][一二三四五六七八九〇○零o0]{3}年`)
	hanZeros = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "o", "0", "一", "1", "二", "2", "三", "3", "四", "4",
		"五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

func hanYears(s string) string {
	if !strings.Contains(s, "年") {
		return s
	}
	return hanYear.ReplaceAllStringFunc(s, hanZeros.Replace)
}

// Says reports whether a label contains one of the names as it is written, but for
// spaces, width and case.
func Says(label string, names ...string) bool {
	text := norm(label)
	return slices.ContainsFunc(names, func(n string) bool { n = norm(n); return n != "" && strings.Contains(text, n) })
}
