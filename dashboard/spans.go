package dashboard

import (
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

// stand notes where in a text the mistakes of an error are: on which line, and what
// of it is wrong.
func (p *problem) stand(source string, e *data.Error) {
	if lines := strings.Split(source, "\n"); e.Line >= 1 && e.Line <= len(lines) {
		line := lines[e.Line-1]
		if i := strings.Index(line, strings.TrimSuffix(e.Message.Args["address"], "…")); i > 0 {
			line = line[i:]
		}
		p.Quote, p.At = clip(line), lineSpan(source, e.Line)
	}
	for i, also := range e.Also {
		p.Also[i].stand(source, also)
	}
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
