package story

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"countyboard/data"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown leaves out raw HTML and dangerous addresses by itself.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))

// link is one of our addresses in the text, in its order.
type link struct {
	words, address string
	node           ast.Node
}

// links finds our addresses in a parsed text.
func links(doc ast.Node, src []byte) (all []link) {
	// The walker never fails: the function returns no error.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if dest, _ := destination(n); isOurs(string(dest)) {
			words := string(util.UnescapePunctuations([]byte(wordsOf(n, src))))
			all = append(all, link{words: words, address: string(dest), node: n})
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return all
}

func wordsOf(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch c := c.(type) {
			case *ast.Text:
				b.Write(c.Segment.Value(src))
			case *ast.String:
				b.Write(c.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return visible(html.UnescapeString(b.String()))
}

// visible leaves out what changes how other characters are read and is none
// itself: controls, and the marks that turn the order of writing, which would
// show 002 where 200 was checked.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

// parse reads a text; Invalid for one whose reading has no bound.
func parse(body string) (ast.Node, []byte, error) {
	if err := bounded(body); err != nil {
		return nil, nil, err
	}
	src := []byte(body)
	doc := markdown.Parser().Parse(text.NewReader(src))
	return doc, src, boundedLinks(doc)
}

var looksLikeOurs = regexp.MustCompile(`\]\((?:claim|value|chart):[^\s)]*`)

// broken finds what was meant as our links but is none, as Markdown reads it:
// mostly an address with blanks in it, or one within another link; and charts
// where a page has no room for them.
func broken(doc ast.Node, src []byte, lines lines, m *mistakes) {
	if n := nested(doc); n != nil {
		m.add(lines.of(n.Pos()), data.Fail(data.Invalid, "story-nested", "words", clip(wordsOf(n, src))))
	}
	for _, l := range links(doc, src) {
		if !strings.HasPrefix(l.address, chartScheme) || outermost(l.node) || l.node.Parent().Kind() == ast.KindLink {
			continue
		}
		if _, _, a := chartAddress(l); a.err() == nil { // else it is told what is wrong with that
			if m.full() {
				m.more = true
				break
			}
			m.add(lines.of(l.node.Pos()), data.Fail(data.Invalid, "story-chart-within", "words", clip(l.words)))
		}
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if !entering || n.Type() != ast.TypeBlock || n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		at, from := n.Pos(), max(n.Pos(), 0)
		for _, words := range looksLikeOurs.FindAllString(wordsOf(n, src), -1) {
			if m.full() {
				m.more = true
				return ast.WalkStop, nil
			}
			if i := bytes.Index(src[from:], []byte(words)); i >= 0 {
				at = from + i
				from = at + len(words)
			}
			m.add(lines.of(at), data.Fail(data.Invalid, "story-link", "words", clip(words)))
		}
		return ast.WalkContinue, nil
	})
}

// Claims lists the claims of a story in the order of its text; live values and
// charts are checked for their form as well.
// Returns Invalid for addresses that make no sense, saying on which line and what would do.
func Claims(s data.Story) ([]data.Claim, error) {
	doc, src, err := parse(s.Body)
	if err != nil {
		return nil, err
	}
	return claimsIn(doc, src, s)
}

// claimsIn are the claims of a story that is parsed.
func claimsIn(doc ast.Node, src []byte, s data.Story) ([]data.Claim, error) {
	var m mistakes
	all := claims(doc, src, linesOf(s), &m, nil)
	if err := m.err(); err != nil {
		return nil, err
	}
	return all, nil
}

func claims(doc ast.Node, src []byte, lines lines, m *mistakes, check *check) (all []data.Claim) {
	stands := sentences(doc, src)
	for _, l := range links(doc, src) {
		if m.full() {
			m.more = true
			break
		}
		line := lines.of(l.node.Pos())
		if strings.HasPrefix(l.address, chartScheme) {
			slug, q, a := chartAddress(l)
			if check != nil {
				check.chart(slug, q, &a)
			}
			m.add(line, a.err())
			continue
		}
		c, a := readClaim(l.words, l.address)
		if check != nil {
			check.claim(c, &a)
		}
		m.add(line, a.err())
		if strings.HasPrefix(l.address, claimScheme) {
			c.Line, c.Sentence = line, stands[l.node]
			all = append(all, c)
		}
	}
	return all
}

// chartAddress splits chart:SLUG?query; the query's meaning is the chart's business.
func chartAddress(l link) (slug string, q url.Values, a address) {
	a = address{words: l.words, text: l.address}
	slug, query, _ := strings.Cut(strings.TrimPrefix(l.address, chartScheme), "?")
	q, err := url.ParseQuery(query)
	if !codeLike(slug) {
		a.wrong("chart", slug, "", "chart:enterprise-count?place=512022")
	}
	if err != nil {
		a.complain("claim-query", "", brokenPair(query), "", "key=value&key=value")
	} else {
		a.said = q
	}
	return slug, q, a
}

// drawing renders one of our links; it returns whole, escaped HTML.
type drawing func(l link) string

// toHTML renders a parsed text, drawing our links by draw, and sanitises the result.
func toHTML(doc ast.Node, src []byte, draw drawing) (string, error) {
	drawn := make(map[ast.Node]string)
	for _, l := range links(doc, src) {
		drawn[l.node] = draw(l)
	}
	// A paragraph that holds nothing but a chart gives way to it.
	r := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(ourLinks(drawn), 100)))).Renderer()
	var b strings.Builder
	if err := r.Render(&b, src, doc); err != nil {
		return "", err
	}
	return visible(policy.Sanitize(unwrap(b.String()))), nil
}

var (
	paragraphs = regexp.MustCompile(`(?s)<p>.*?</p>`)
	noWords    = regexp.MustCompile(`<p>\s*</p>\n?`)
	aroundIt   = strings.NewReplacer("<figure", "</p>\n<figure", "</figure>", "</figure>\n<p>")
)

// unwrap ends paragraphs before figures that stand in them and begins others
// after: <p> may not hold them.
func unwrap(s string) string {
	return paragraphs.ReplaceAllStringFunc(s, func(p string) string {
		if !strings.Contains(p, "<figure") {
			return p
		}
		return strings.TrimSuffix(noWords.ReplaceAllString(aroundIt.Replace(p), ""), "\n")
	})
}

// inText reports whether a node stands in a paragraph or a list's item itself,
// and not within other marks.
func inText(n ast.Node) bool {
	return n.Parent() != nil && (n.Parent().Kind() == ast.KindParagraph || n.Parent().Kind() == ast.KindTextBlock)
}

// outermost reports whether a node stands in a paragraph of the text itself.
func outermost(n ast.Node) bool {
	return inText(n) && n.Parent().Parent() != nil && n.Parent().Parent().Kind() == ast.KindDocument
}

type ourLinks map[ast.Node]string

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (o ourLinks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, o.link)
	reg.Register(ast.KindImage, o.image)
	reg.Register(ast.KindAutoLink, o.auto)
}

func (o ourLinks) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if s, ours := o[n]; ours {
		if entering {
			_, err := w.WriteString(s)
			return ast.WalkSkipChildren, err
		}
		return ast.WalkContinue, nil
	}
	address := string(util.URLEscape(n.(*ast.Link).Destination, true))
	if !safe(address) || o.within(n) {
		return ast.WalkContinue, nil // the words stay, the address goes
	}
	tag := "</a>"
	if entering {
		tag = anchor(address)
	}
	_, err := w.WriteString(tag)
	return ast.WalkContinue, err
}

// within reports whether one of our links stands in a node: <a> holds no <a>.
func (o ourLinks) within(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ours := o[c]; ours || o.within(c) {
			return true
		}
	}
	return false
}

func anchor(address string) string {
	return `<a href="` + html.EscapeString(address) + `" rel="nofollow noopener">`
}

// auto renders <https://…>.
func (o ourLinks) auto(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	a := n.(*ast.AutoLink)
	out := html.EscapeString(string(a.Label(src)))
	if address := string(util.URLEscape(a.URL(src), false)); a.AutoLinkType == ast.AutoLinkURL && safe(address) {
		out = anchor(address) + out + "</a>"
	}
	_, err := w.WriteString(out)
	return ast.WalkContinue, err
}

// image draws charts only: a story fetches no pictures from elsewhere.
func (o ourLinks) image(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	s, ours := o[n]
	if !ours {
		s = html.EscapeString(wordsOf(n, src))
	}
	_, err := w.WriteString(s)
	return ast.WalkSkipChildren, err
}

// safe reports whether an address leads to this site or by its scheme to another;
// browsers read \ as /, and // as another site.
func safe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && !strings.HasPrefix(strings.ReplaceAll(address, `\`, "/"), "//") && slices.Contains([]string{"http", "https", ""}, u.Scheme)
}

// policy is the second lock behind goldmark's own: what may be in a story's HTML.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "del", "br", "hr", "code", "pre",
		"table", "thead", "tbody", "tr", "th", "td", "sup", "span", "figure", "figcaption", "data", "h1", "small")
	p.AllowURLSchemes("http", "https")
	p.AllowRelativeURLs(true)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("rel").OnElements("a")
	p.AllowAttrs("class", "id", "title").OnElements("a", "span", "sup", "small", "figure", "data")
	p.AllowAttrs("data-outcome", "data-illustrative", "data-chart", "aria-describedby").OnElements("a", "figure")
	p.AllowAttrs("aria-label", "role").OnElements("sup", "span")
	p.AllowAttrs("value").OnElements("data")
	return p
}()
