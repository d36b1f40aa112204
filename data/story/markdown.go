package story

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

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
		var dest []byte
		switch n := n.(type) {
		case *ast.Link:
			dest = n.Destination
		case *ast.Image:
			dest = n.Destination
		default:
			return ast.WalkContinue, nil
		}
		if isOurs(string(dest)) {
			words := string(util.UnescapePunctuations([]byte(wordsOf(n, src))))
			all = append(all, link{words: words, address: string(dest), node: n})
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
	return html.UnescapeString(b.String())
}

func parse(body string) (ast.Node, []byte) {
	src := []byte(body)
	return markdown.Parser().Parse(text.NewReader(src)), src
}

var looksLikeOurs = regexp.MustCompile(`\]\((?:claim|value|chart):[^\s)]*`)

// broken finds what was meant as one of our links but is none, as Markdown
// reads it: mostly an address with blanks in it. "" = there is none.
func broken(body string) (words string) {
	doc, src := parse(body)
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if entering && words == "" && n.Type() == ast.TypeBlock && n.Kind() != ast.KindDocument {
			words = looksLikeOurs.FindString(wordsOf(n, src))
		}
		return ast.WalkContinue, nil
	})
	return words
}

// Claims lists the claims of a story in the order of its text; live values and
// charts are checked for their form as well.
// Returns Invalid for an address that makes no sense, saying which and what would do.
func Claims(s data.Story) ([]data.Claim, error) {
	doc, src := parse(s.Body)
	var all []data.Claim
	for _, l := range links(doc, src) {
		if strings.HasPrefix(l.address, chartScheme) {
			if _, _, err := chartAddress(l.address); err != nil {
				return nil, err
			}
			continue
		}
		c, err := ParseClaim(l.words, l.address)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(l.address, claimScheme) {
			all = append(all, c)
		}
	}
	return all, nil
}

// chartAddress splits chart:SLUG?query; the query's meaning is the chart's business.
func chartAddress(address string) (slug, query string, err error) {
	slug, query, _ = strings.Cut(strings.TrimPrefix(address, chartScheme), "?")
	q, err := url.ParseQuery(query)
	if err != nil || !codeLike(slug) {
		return "", "", wrong(address, "chart", slug, "chart:enterprise-count?place=512022")
	}
	return slug, q.Encode(), nil
}

// drawing renders one of our links; it returns whole, escaped HTML.
type drawing func(l link) string

// toHTML renders a text, drawing our links by draw, and sanitises the result.
func toHTML(body string, draw drawing) (string, error) {
	doc, src := parse(body)
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
	return policy.Sanitize(unwrap(b.String())), nil
}

// unwrap takes figures out of their paragraphs: <p> may not hold them.
func unwrap(s string) string {
	s = strings.ReplaceAll(s, "<p><figure", "<figure")
	return strings.ReplaceAll(s, "</figure></p>", "</figure>")
}

type ourLinks map[ast.Node]string

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (o ourLinks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, o.link)
	reg.Register(ast.KindImage, o.image)
}

func (o ourLinks) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if s, ours := o[n]; ours {
		if entering {
			_, err := w.WriteString(s)
			return ast.WalkSkipChildren, err
		}
		return ast.WalkContinue, nil
	}
	dest := n.(*ast.Link).Destination
	if strings.HasPrefix(string(dest), "//") || !safe(string(dest)) {
		return ast.WalkContinue, nil // the words stay, the address goes
	}
	tag := "</a>"
	if entering {
		tag = `<a href="` + html.EscapeString(string(util.URLEscape(dest, true))) + `" rel="nofollow noopener">`
	}
	_, err := w.WriteString(tag)
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

func safe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.Contains([]string{"http", "https", ""}, u.Scheme)
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
