package dashboard

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf16"

	"countyboard/data"
	"countyboard/data/story"
)

// span is a stretch of a text as a textarea counts it: UTF-16 units, each end of
// line one of them. Line is counted from 1; 0 = it is not known where it stands.
type span struct{ From, To, Line int }

// counter turns bytes of a text into units of a textarea; it is quick for bytes
// that are asked for in their order.
type counter struct {
	text     string
	at, unit int
}

func (c *counter) units(at int) int {
	if at < c.at {
		c.at, c.unit = 0, 0
	}
	for i, r := range c.text[c.at:at] {
		if r != '\r' || !strings.HasPrefix(c.text[c.at+i+1:], "\n") {
			c.unit += utf16.RuneLen(r)
		}
	}
	c.at = at
	return c.unit
}

// standAt notes where the sentences of verdicts stand in their text.
func (t *telling) standAt(st data.Story) {
	c := counter{text: st.Source}
	for i, x := range story.Spots(st) {
		if i < len(t.Verdicts) && x.Line > 0 {
			t.Verdicts[i].At = span{c.units(x.From), c.units(x.To), x.Line}
		}
	}
}

// lineOf finds the line of a text that a message speaks of: by its number, else
// by the address or the words that it quotes.
func lineOf(source string, args map[string]string) (number int, text string, ok bool) {
	lines := strings.Split(source, "\n")
	if n, err := strconv.Atoi(args["line"]); err == nil && n >= 1 && n <= len(lines) {
		return n, lines[n-1], true
	}
	quoted := strings.TrimSuffix(cmp.Or(args["address"], args["words"]), "…")
	if quoted == "" {
		return 0, "", false
	}
	for i, l := range lines {
		if strings.Contains(l, quoted) {
			return i + 1, l[strings.Index(l, quoted):], true
		}
	}
	return 0, "", false
}

// lineSpan is a whole line of a text.
func lineSpan(text string, line int) span {
	from := 0
	for range line - 1 {
		from += strings.IndexByte(text[from:], '\n') + 1
	}
	to := len(text)
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		to = from + i
	}
	c := counter{text: text}
	return span{c.units(from), c.units(to), line}
}
