package suggest

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed traditional.txt
var traditionalTable string

// simplification replaces characters and, before them, phrases whose characters
// become others than alone (乾坤).
type simplification struct {
	runes   map[rune]bool // that change
	replace *strings.Replacer
}

var simplified = sync.OnceValue(func() simplification {
	lines := strings.Split(strings.TrimSpace(traditionalTable), "\n")
	var phrases []string
	for _, l := range lines[2:] {
		if from, to, ok := strings.Cut(l, " "); ok {
			phrases = append(phrases, from, to)
		}
	}
	s := simplification{runes: make(map[rune]bool)}
	pairs := []rune(lines[1])
	for i := 0; i+1 < len(pairs); i += 2 {
		s.runes[pairs[i]] = true
		phrases = append(phrases, string(pairs[i]), string(pairs[i+1]))
	}
	s.replace = strings.NewReplacer(phrases...) // earlier pairs go first
	return s
})

// keepsZhu are words in which 著 is no 着.
var keepsZhu = regexp.MustCompile(`(?:显|名|原|专|论|编|昭|土|卓|遗|合|巨|译)著|著(?:名|作|称|者|述|录)`)

// Simplify writes traditional characters as simplified ones; the number of
// characters stays. 著 in a text that has others is mostly 着 (著力).
func Simplify(text string) string {
	if !HasTraditional(text) {
		return text
	}
	out := simplified().replace.Replace(text)
	if !strings.ContainsRune(out, '著') {
		return out
	}
	var b strings.Builder
	at := 0
	for _, m := range keepsZhu.FindAllStringIndex(out, -1) {
		b.WriteString(strings.ReplaceAll(out[at:m[0]], "著", "着") + out[m[0]:m[1]])
		at = m[1]
	}
	return b.String() + strings.ReplaceAll(out[at:], "著", "着")
}

// HasTraditional reports whether a character stands in a text that simplified
// Chinese writes otherwise, wherever it stands.
func HasTraditional(text string) bool {
	s := simplified()
	return strings.ContainsFunc(text, func(r rune) bool { return s.runes[r] && !bothScripts[r] })
}

// bothScripts are characters of the table that simplified Chinese has as well, in other words.
var bothScripts = map[rune]bool{'乾': true, '瞭': true, '藉': true, '麽': true, '徵': true, '夥': true}

const toned = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜüńňǹ"

var (
	pinyin     = regexp.MustCompile(`([\p{Han}])[(（]\s?([a-z` + toned + `]{1,6})\s?[)）]`)
	plainTones = strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ă", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ĕ", "e",
		"ī", "i", "í", "i", "ǐ", "i", "ì", "i", "ĭ", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ŏ", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u", "ŭ", "u",
		"ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "ü", "v", "ń", "n", "ň", "n", "ǹ", "n")
	syllable = regexp.MustCompile(`^(?:(?:[bpmf]|[dtnlgkhjqxrzcsyw]|zh|ch|sh)?` +
		`(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|v|ve|ue|er))$`)
)

// dropPinyin takes out the pinyin that a failed conversion left behind a
// character: 業(yè). Without a tone, (lan) may be a word of its own; it goes
// where the character before it is traditional or the text has others that failed.
func dropPinyin(text string) (clean string, dropped int) {
	found := pinyin.FindAllStringSubmatchIndex(text, -1)
	failed := 0
	for _, m := range found {
		if strings.ContainsAny(text[m[4]:m[5]], toned) || HasTraditional(text[m[2]:m[3]]) {
			failed++
		}
	}
	var b strings.Builder
	at := 0
	for _, m := range found {
		word := text[m[4]:m[5]]
		if marked := strings.ContainsAny(word, toned); !marked && failed == 0 || !marked && utf8.RuneCountInString(word) < 2 || !syllable.MatchString(plainTones.Replace(word)) {
			continue
		}
		b.WriteString(text[at:m[3]])
		at = m[1]
		dropped++
	}
	return b.String() + text[at:], dropped
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func hanCount(s string) (n int) {
	for _, r := range s {
		if isHan(r) {
			n++
		}
	}
	return n
}
