package vocab

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A class of a distribution is bounded by numbers: 0-14岁, 2000万元-1亿元, 65岁及以上.
// It is a group that only its workbook knows: neither its unit is one of the
// figures nor 2000 a year.

const (
	classNouns = `(?:[十百千]?[万亿]?(?:元|人|岁|周岁|亩|公顷|平方公里|平方米|户|家|吨标准煤|吨|千瓦时|千瓦|公里|厘米|公斤|千克|克|小时|分钟|床|辆|台)|[十百千]?[万亿])`
	classBound = `(?:\(含[^()]*\)|\(不含[^()]*\))?(?:及以上|及以下|以上|以下|以内|以外|不足|及其以上|组|档)`
	classDigit = `\d[\d,]*(?:\.\d+)?`
)

var (
	classRange = regexp.MustCompile(`^` + classDigit + classNouns + `?-` + classDigit + classNouns + `(?:` + classBound + `)?`)
	classOpen  = regexp.MustCompile(`^` + classDigit + classNouns + `(` + classBound + `)?`)
	classYear  = regexp.MustCompile(`^(?:19|20)\d\d(?:人|户|家|台|辆|元)$`)
)

// classOf is the length of the class of a distribution at the beginning of a text.
func classOf(s string) int {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0
	}
	if n := len(classRange.FindString(s)); n > 0 {
		return n
	}
	g := classOpen.FindStringSubmatch(s)
	if g == nil {
		return 0
	}
	next, _ := utf8.DecodeRuneInString(s[len(g[0]):])
	if g[1] == "" && isHan(next) && classYear.MatchString(g[0]) {
		return 0 // 2023人均生产总值, 2023户籍人口
	}
	return len(g[0])
}

// IsClass reports whether a text begins with a class of a distribution.
func IsClass(text string) bool { return classOf(norm(text)) > 0 }

// takeClass reads a class that the words do not know as a group, and returns its length.
func (v *Vocabulary) takeClass(s string, r *Reading) int {
	n := classOf(s)
	if n == 0 || v.knows(s, n) {
		return 0
	}
	r.Class = true
	return n
}

// knows reports whether a word of at least n bytes stands at the beginning of a text.
func (v *Vocabulary) knows(s string, n int) bool {
	c, _ := utf8.DecodeRuneInString(s)
	for _, w := range v.words[c] {
		if len(w.text) >= n && strings.HasPrefix(s, w.text) {
			return true
		}
	}
	return false
}
