package story

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// ends are where sentences end; a full stop ends one before a blank only, since
// figures have points.
var ends = regexp.MustCompile(`[。！？!?；;]|\.\s`)

// farthest is how many bytes around a link are looked at for the ends of its
// sentence: stories are foreign text, and may have none.
const farthest = 400

// sentences are those that our links stand in, as plain text.
func sentences(doc ast.Node, src []byte) map[ast.Node]string {
	all := make(map[ast.Node]string)
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if !entering || n.Type() != ast.TypeBlock || n.FirstChild() == nil || n.FirstChild().Type() == ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		sentencesOf(n, src, all)
		return ast.WalkSkipChildren, nil
	})
	return all
}

// sentencesOf adds those of one block.
func sentencesOf(block ast.Node, src []byte, all map[ast.Node]string) {
	var text strings.Builder
	type span struct {
		link     ast.Node
		from, to int
	}
	var spans []span
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		switch n := n.(type) {
		case *ast.Link, *ast.Image:
			if entering {
				spans = append(spans, span{link: n, from: text.Len()})
				break
			}
			for i := len(spans) - 1; i >= 0; i-- { // an image may stand in a link
				if spans[i].link == n {
					spans[i].to = text.Len()
					break
				}
			}
		case *ast.Text:
			if entering {
				words := html.UnescapeString(string(n.Segment.Value(src)))
				text.WriteString(words)
				if n.SoftLineBreak() && words != "" && words[len(words)-1] < 0x80 {
					text.WriteString(" ")
				}
			}
		case *ast.String:
			if entering {
				text.WriteString(html.UnescapeString(string(n.Value)))
			}
		}
		return ast.WalkContinue, nil
	})
	for _, s := range spans {
		all[s.link] = around(text.String(), s.from, s.to)
	}
}

// First is the first sentence of a text, 120 characters at the most.
func First(text string) string { return around(strings.ReplaceAll(text, joiner, ""), 0, 0) }

// around is the sentence of a text that has the bytes from to to.
func around(text string, from, to int) string {
	to = min(to, from+farthest)
	first, last := max(0, from-farthest), min(len(text), to+farthest)
	if m := ends.FindAllStringIndex(text[first:from], -1); m != nil {
		first += m[len(m)-1][1]
	}
	if m := ends.FindStringIndex(text[to:last]); m != nil {
		last = to + m[1]
	}
	return clip(strings.TrimSpace(strings.ToValidUTF8(text[first:last], "")))
}
