package draw

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks that begin no line, and those that end none.
const (
	notFirst = "，。、；：！？）》」』】〉”’％%…—·,.;:!?)]}"
	notLast  = "（《「『【〈“‘([{"
)

// joiner keeps what stands beside it on one line; it is not drawn.
const joiner = '\u2060'

// Widths of Latin characters, in em, as the fonts of most readers have them
// (Helvetica's, which Arial shares); those that are not here are as wide as a digit.
var widths = func() map[rune]float64 {
	m := make(map[rune]float64)
	for width, characters := range map[float64]string{
		0.22: "ijl'|", 0.28: " .,:;!/ft[]I·’‘", 0.33: "()-r“”`", 0.39: "\"*", 0.5: "cksvxyzJ", 0.61: "FTZL",
		0.67: "ABEKPSVXY&", 0.72: "CDHNRUw", 0.78: "GOQ", 0.83: "mM", 0.89: "%", 0.94: "W", 1: "@—…",
	} {
		for _, r := range characters {
			m[r] = width
		}
	}
	return m
}()

// ems is how wide a text is, in its own size. It is more exact than
// echarts.TextWidth, which leaves room for labels: here each line is to be filled.
func ems(text string) (w float64) {
	for _, r := range text {
		switch known, ok := widths[r]; {
		case ok:
			w += known
		case r == joiner:
		case r >= 0x2e80:
			w++
		default:
			w += 0.556
		}
	}
	return w
}

// wrap breaks a text into lines of at most so many em (of its own size): between
// Chinese characters, and at blanks. A line never begins with a closing mark nor
// ends with an opening one; a word that is longer than a line is cut.
func wrap(text string, room float64) (lines []string) {
	line, width := "", 0.0
	for _, word := range words(text) {
		w := ems(word)
		if line != "" && width+ems(strings.TrimRight(word, " ")) > room {
			lines, line, width = append(lines, strings.TrimRight(line, " ")), "", 0
			word = strings.TrimLeft(word, " ")
		}
		for w > room { // longer than any line
			var head string
			head, word = cut(word, room)
			lines, w = append(lines, head), ems(word)
		}
		line, width = line+word, width+w
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// What a line's end costs where it is not at a mark, beside what its length costs.
const (
	atBlank  = 0.04
	inPhrase = 0.5
)

// balanced wraps a text into so many lines, of lengths as alike as can be, and
// rather after a mark than within a phrase.
func balanced(text string, room float64, count int) []string {
	all := words(text)
	n := len(all)
	if count < 2 || n < count {
		return wrap(text, room)
	}
	upTo := make([]float64, n+1)
	for i, w := range all {
		upTo[i+1] = upTo[i] + ems(w)
	}
	even := upTo[n] / float64(count)
	best := make([][]float64, count+1) // of so many lines, ending before word i
	from := make([][]int, count+1)
	for k := range best {
		best[k], from[k] = make([]float64, n+1), make([]int, n+1)
		for i := range best[k] {
			best[k][i] = math.Inf(1)
		}
	}
	best[0][0] = 0
	for k := 1; k <= count; k++ {
		for i := 1; i <= n; i++ {
			for j := range i {
				length := upTo[i] - upTo[j]
				if length > room {
					continue
				}
				cost := best[k-1][j] + math.Pow(length/even-1, 2)
				if i < n {
					cost += endCost(all[i-1])
				}
				if cost < best[k][i] {
					best[k][i], from[k][i] = cost, j
				}
			}
		}
	}
	if math.IsInf(best[count][n], 1) {
		return wrap(text, room)
	}
	lines := make([]string, count)
	for k, i := count, n; k > 0; k, i = k-1, from[k][i] {
		lines[k-1] = strings.TrimRight(strings.Join(all[from[k][i]:i], ""), " ")
	}
	return lines
}

func endCost(word string) float64 {
	trimmed := strings.TrimRight(word, " ")
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	switch {
	case strings.ContainsRune("，。；：、,;:", r):
		return 0
	case trimmed != word && !unicode.IsDigit(r):
		return atBlank
	}
	return inPhrase
}

// words are the pieces of a text that stay whole, blanks at their ends.
func words(text string) (all []string) {
	rs := []rune(text)
	from := 0
	for i := 1; i < len(rs); i++ {
		if mayBreak(rs[i-1], rs[i]) {
			all, from = append(all, string(rs[from:i])), i
		}
	}
	if from < len(rs) {
		all = append(all, string(rs[from:]))
	}
	return all
}

func mayBreak(before, after rune) bool {
	switch {
	case before == joiner || after == joiner:
		return false
	case strings.ContainsRune(notFirst, after) || strings.ContainsRune(notLast, before) || after == ' ':
		return false
	case before == ' ':
		return true
	}
	// 9.8%， 1—9月 and 2024年10月15日 stay whole; between two Chinese characters, or beside one
	// a Latin word, a line may end.
	if strings.ContainsRune("年月", before) && unicode.IsDigit(after) {
		return false
	}
	return wide(before) && wide(after) || wide(before) != wide(after) && !unicode.IsDigit(before) && !strings.ContainsRune("—％%", before)
}

func wide(r rune) bool { return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0xfff0 }

// cut takes as much of a word as a line holds, one character at the least.
func cut(word string, room float64) (head, rest string) {
	width := 0.0
	for i, r := range word {
		if width += ems(string(r)); width > room && i > 0 {
			return word[:i], word[i:]
		}
	}
	return word, ""
}

// shorten is the first so many lines; the last of them says that there was more.
func shorten(lines []string, most int) []string {
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	last := []rune(lines[most-1])
	lines[most-1] = string(last[:max(0, len(last)-1)]) + "…"
	return lines
}
