package story

import (
	"strings"
	"time"
	"unicode"

	"countyboard/data"

	"github.com/yuin/goldmark/ast"
)

// Write is the file of a story: its header, then its Body. Parse reads the same
// back; what has no value is left out, but for the keys that a story must have.
func Write(s data.Story) string {
	var b strings.Builder
	line := func(key, value string, must bool) {
		value = strings.Join(strings.FieldsFunc(value, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
		if must || value != "" {
			b.WriteString(key + ": " + value + "\n")
		}
	}
	published := ""
	switch {
	case s.Published.IsZero():
	case s.Published.Equal(day(s.Published)) && s.Published.Format("-0700") == "+0000": // eight in China is a time of day
		published = s.Published.Format(time.DateOnly)
	default:
		published = s.Published.Format(time.RFC3339)
	}
	b.WriteString("---\n")
	line("title", s.Title, true)
	line("outlet", s.Outlet, false)
	line("authors", strings.Join(s.Authors, "、"), false)
	line("published", published, true)
	line("address", s.Address, false)
	line("place", s.Place, true)
	line("licence", s.Licence, false)
	line("lang", s.Lang, false)
	line("note", s.Note, false)
	b.WriteString("---\n\n" + s.Body)
	return b.String()
}

// Tie is a stretch of a plain text, in bytes, that is to stand on an address.
type Tie struct {
	From, To int
	Address  string
}

// Markdown writes plain text as Markdown that reads as the text stands, with links
// at ties: in their order, apart from each other, each within a line. Blank
// lines part paragraphs.
func Markdown(text string, ties ...Tie) string {
	var b strings.Builder
	at := 0
	for line := range strings.Lines(text) {
		from, whole := at, strings.TrimSpace(line)
		at += len(line)
		if whole != "" {
			from += strings.Index(line, whole)
		}
		before := rune(0)
		for i, r := range whole {
			ties = tie(&b, ties, from+i)
			if strings.ContainsRune(marking, r) || r == '(' && before == ']' || heads(whole, i) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
			before = r
		}
		ties = tie(&b, ties, from+len(whole))
		if strings.HasSuffix(line, "\n") {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// tie opens and closes the links that begin or end at a byte of the text.
func tie(b *strings.Builder, ties []Tie, at int) []Tie {
	if len(ties) > 0 && ties[0].To == at {
		b.WriteString("](" + ties[0].Address + ")")
		ties = ties[1:]
	}
	if len(ties) > 0 && ties[0].From == at {
		b.WriteByte('[')
	}
	return ties
}

// marking are the characters with which Markdown marks something within a line.
const marking = "\\`*_[]<&~|"

// heads reports whether a line's character at i makes it more than a line of text: a
// heading, a quotation, a list, a rule, the rule of a table.
func heads(line string, i int) bool {
	rest := line[i+1:]
	next := func(chars string) bool { return rest == "" || strings.ContainsRune(chars, rune(rest[0])) }
	switch line[i] {
	case '>':
		return i == 0
	case '#':
		return i == 0 && next("# \t")
	case '-', '+':
		return i == 0 && next("-: \t")
	case '=':
		return i == 0 && next("=")
	case ':':
		return i == 0 && next("-")
	case '.', ')':
		return i > 0 && strings.Trim(line[:i], "0123456789") == "" && next(" \t")
	}
	return false
}

// Link puts an address under words that are plain text.
func Link(words, address string) string {
	words = strings.Join(strings.Fields(words), " ")
	return Markdown(words, Tie{0, len(words), address})
}

// inAddress is what an address in Markdown cannot carry as it is.
var inAddress = strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", "#", "%23", ";", "%3B", "(", "%28", ")", "%29",
	"<", "%3C", ">", "%3E", "\\", "%5C", `"`, "%22", "*", "%2A", "_", "%5F", "`", "%60", "[", "%5B", "]", "%5D", " ", "+", "\t", "+", "\n", "+", "\r", "")

// Address makes an address of a scheme (claim:, value:, chart:), what it is of, and
// key, value pairs; pairs without a value are left out.
func Address(scheme, of string, pairs ...string) string {
	var q []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q = append(q, pairs[i]+"="+inAddress.Replace(pairs[i+1]))
		}
	}
	if len(q) == 0 {
		return scheme + of
	}
	return scheme + of + "?" + strings.Join(q, "&")
}

// Spot is where a claim's link stands in the Source of its story: bytes, and the
// line, counted from 1. Line is 0 where it cannot be told.
type Spot struct{ From, To, Line int }

// Spots are those of all claims, in the order of Claims.
func Spots(s data.Story) (all []Spot) {
	doc, src, err := parse(s.Body)
	if err != nil {
		return nil
	}
	head := len(s.Source) - len(s.Body) // the body ends the file
	for _, l := range links(doc, src) {
		if !strings.HasPrefix(l.address, claimScheme) {
			continue
		}
		at := l.node.Pos()
		if at < 0 || at >= len(src) || head < 0 {
			all = append(all, Spot{})
			continue
		}
		to := at + 1
		_ = ast.Walk(l.node, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
			if t, ok := n.(*ast.Text); ok && entering {
				to = max(to, t.Segment.Stop)
			}
			return ast.WalkContinue, nil
		})
		if rest, ok := strings.CutPrefix(string(src[to:]), "]("+l.address+")"); ok {
			to = len(src) - len(rest)
		}
		all = append(all, Spot{From: head + at, To: head + to, Line: strings.Count(s.Source[:head+at], "\n") + 1})
	}
	return all
}
