package dashboard_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"countyboard/dashboard"
	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
)

// elsewhere is a page of another origin.
func elsewhere(t *testing.T, body string) string {
	t.Helper()
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<!doctype html><html lang="zh"><title>elsewhere</title><link rel="icon" href="data:,"><body style="margin:0">%s</body>`, body)
	}))
	t.Cleanup(web.Close)
	return web.URL
}

// TestBrowserEmbed: on a page of another origin a frame, an element and what an
// oEmbed consumer was given are as tall as the charts they show.
func TestBrowserEmbed(t *testing.T) {
	s := openSample(t)
	address := s.URL + "/charts/enterprise-count?place=512022"
	given := strings.ReplaceAll(consume(t, s, "http://localhost:8080/charts/output?place=512022")["html"].(string), "http://localhost:8080", s.URL)
	page := elsewhere(t, `<iframe id="plain" data-countyboard title="one" width="100%" height="480" src="`+s.URL+`/embed/growth-index?place=512022"></iframe>
<county-chart id="element" title="two" src="`+address+`"><a href="`+address+`">without script</a></county-chart>
<county-chart id="wrong" src="javascript:alert(1)">kept</county-chart>
<county-chart class="nowhere"></county-chart><county-chart class="nowhere" src="`+s.URL+`/places/512022"></county-chart><county-chart lang="en" class="nowhere" src="output"></county-chart>
<div id="given">`+given+`</div>
<iframe id="liar" title="liar" srcdoc="<script>parent.postMessage({countyboard:{height:9}},'*')</script>"></iframe>
<script async src="`+s.URL+`/embed.js"></script>`)
	b := newBrowser(t, 800)
	act(b, chromedp.Navigate(page))
	frame := `document.querySelector("#element").shadowRoot.querySelector("iframe")`
	for _, f := range []string{frame, `document.querySelector("#plain")`, `document.querySelector("#given iframe")`} {
		b.do(f + `.scrollIntoView()`)
		b.wait(f + `.style.height && ` + f + `.offsetHeight > 300 && ` + f + `.offsetHeight < 900`)
	}
	if got := b.text(frame + `.src + " " + ` + frame + `.title`); !strings.Contains(got, "/embed/enterprise-count?place=512022") || !strings.HasSuffix(got, " two") {
		t.Error(got)
	}
	if got := b.text(`(w => w.shadowRoot.querySelector("iframe") || !w.shadowRoot.querySelector("slot").assignedNodes().length ? "lost" : w.textContent)(document.querySelector("#wrong"))`); got != "kept" {
		t.Errorf("an address that is no page: %s", got)
	}
	if got := b.text(`[...document.querySelectorAll(".nowhere")].map(w => w.shadowRoot.textContent).join("|")`); got != "这个地址不是图表：|这个地址不是图表："+s.URL+"/places/512022|This is no address of a chart: output" {
		t.Errorf("addresses of no chart say %s", got)
	}
	if got := b.text(`document.querySelector("#liar").style.height`); got != "" {
		t.Errorf("a stranger's frame was resized to %s", got)
	}
	// A height is a number within bounds, and only a chart's own frame may tell it.
	if got := b.text(`(f => [1e9, 1, "99", NaN, null].map(height => {
		dispatchEvent(new MessageEvent("message", {data: height && {countyboard: {height}}, source: f.contentWindow}));
		return f.style.height;
	}).join())(document.querySelector("#plain"))`); got != "4000px,80px,80px,80px,80px" {
		t.Error(got)
	}
	b.do(`document.querySelector("#element").remove()`)
	b.quiet()
}

// TestBrowserSandboxed: in a frame that scripts share no origin with, as content
// systems show what they do not trust, a chart is drawn and tells its height.
func TestBrowserSandboxed(t *testing.T) {
	s := openSample(t)
	to, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	var options atomic.Int32
	way := httputil.NewSingleHostReverseProxy(to)
	way.ModifyResponse = func(a *http.Response) error {
		if strings.HasSuffix(a.Request.URL.Path, ".option.json") && a.Request.Header.Get("Origin") == "null" && a.Request.Header.Get("Cookie") == "" && a.StatusCode == http.StatusOK {
			options.Add(1)
		}
		return nil
	}
	watched := httptest.NewServer(way)
	t.Cleanup(watched.Close)
	page := elsewhere(t, `<iframe id="f" title="chart" sandbox="allow-scripts" data-countyboard width="100%" height="480" src="`+watched.URL+`/embed/growth-index?place=512022"></iframe>
<script async src="`+s.URL+`/embed.js"></script>`)
	b := newBrowser(t, 800)
	act(b, chromedp.Navigate(page))
	b.wait(`(f => f.style.height && f.offsetHeight > 300 && f.offsetHeight !== 480)(document.querySelector("#f"))`)
	for range 100 {
		if options.Load() > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if options.Load() == 0 {
		t.Error("the chart never asked for its figures")
	}
	b.quiet()
}

// TestReadable: scripts elsewhere may read what knows no session, and nothing else.
func TestReadable(t *testing.T) {
	s := openSample(t)
	script := regexp.MustCompile(`/assets/embed-[^"]+\.js`).FindString(s.get(t, "/embed/output?place=512022").body)
	h := s.get(t, "/charts/output.csv?place=512022", "Origin: null").Header
	for _, name := range []string{"Countyboard-Revision", "Link", "Content-Disposition", "ETag"} {
		if !strings.Contains(h.Get("Access-Control-Expose-Headers"), name) || h.Get(name) == "" {
			t.Errorf("scripts elsewhere cannot read %s: %v", name, h)
		}
	}
	for path, anybody := range map[string]bool{
		script: true, "/embed.js": true, "/feed.atom": true, "/stories/zaizao-gongye-lezhi.json": true,
		"/charts/output.option.json?place=512022": true, "/charts/output.csv?place=512022": true, "/charts/output.svg?place=512022": true,
		"/charts/output?place=512022": false, "/embed/output?place=512022": false, "/places/512022": false, "/login": false, "/uploads": false, "/admin/embeds": false,
	} {
		h := s.get(t, path, "Origin: null").Header
		if got := h.Get("Access-Control-Allow-Origin"); (got == "*") != anybody || got != "*" && got != "" || h.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %q, readable for anybody: %v", path, got, anybody)
		}
	}
}

// TestFramers: a list of sources is a policy, or no server starts with it.
func TestFramers(t *testing.T) {
	for list, policy := range map[string]string{
		"": "*", "*": "*", "'none'": "'self'", "'self'": "'self'", "https:": "'self' https:",
		"https://a.example\n *.b.example:8443  http://*": "'self' https://a.example *.b.example:8443 http://*",
		"'self' localhost:*":                             "'self' localhost:*",
	} {
		s := open(t, func(c *dashboard.Config) { c.FrameAncestors = dashboard.Framers(list) })
		if got := s.get(t, "/embed/output?place=512022").Header.Get("Content-Security-Policy"); !strings.HasSuffix(got, "; frame-ancestors "+policy) {
			t.Errorf("%q: %s", list, got)
		}
	}
	for _, list := range []string{
		"https://a.example,https://b.example", "a.example; script-src *", "javascript:", "data:", "'none' a.example", "'unsafe-inline'", "'nonce-x'",
		"https://a.example/news", "https://a.example?x", "https://例.cn", "https://a..example", "*.*.example", "a.*", "https://", "https://a.example:port", "none'", "none", "NONE", "self", "self https://a.example",
	} {
		if _, err := dashboard.ParseFramers(list); data.CodeOf(err) != data.Invalid {
			t.Errorf("%q makes a policy", list)
		}
	}
	// Shells take quotes away: the hint has those that must stay.
	if _, err := dashboard.ParseFramers("none"); lang.Say(lang.En, data.AsError(err).Hint) == "" || data.AsError(err).Hint.Args["would"] != "'none'" {
		t.Errorf("none: %v", err)
	}
}

// TestNobodyFrames: where no page may frame a chart, no way is offered that would
// show an empty frame; the picture's stand.
func TestNobodyFrames(t *testing.T) {
	b, err := sampleDatabase()
	if err != nil {
		t.Fatal(err)
	}
	s := serveFile(t, charttest.Place(t, b), func(c *dashboard.Config) { c.FrameAncestors = "'none'" })
	page := html.UnescapeString(s.get(t, "/charts/output?place=512022").body)
	for _, bad := range []string{"<iframe", "<county-chart", "oembed", "way-iframe"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, want := range []string{`id="way-image"`, `id="way-markdown"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if a := s.get(t, "/oembed?url="+url.QueryEscape("http://localhost:8080/charts/output?place=512022")); a.StatusCode != http.StatusNotFound || !strings.Contains(a.body, ".png") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}

// TestCodesName: a live chart's code says what it is about, neither what it finds
// nor of which period, since both change; a pinned one's says its finding.
func TestCodesName(t *testing.T) {
	race.Alone(t)
	s := openSample(t)
	title := regexp.MustCompile(`(?: title| alt)="([^"]*)"|^\[!\[([^\]]*)\]`)
	area := regexp.MustCompile(`(?s)<div class="as-(live|pinned)"><textarea[^>]*>(.*?)</textarea>`)
	for _, d := range chart.Catalogue {
		for _, l := range []string{"zh-Hans", "en"} {
			query := d.Slug + "?place=512022&lang=" + l
			page := s.get(t, "/charts/"+query).body
			found := html.UnescapeString(regexp.MustCompile(`<h1 class="out-of-sight">(.*?)</h1>`).FindStringSubmatch(page)[1])
			name := consume(t, s, "http://localhost:8080/charts/"+query)["title"].(string)
			if regexp.MustCompile(`20\d\d|[0-9]%`).MatchString(name) || name == found || !strings.Contains(name, map[string]string{"en": "Lezhi", "zh-Hans": "乐至"}[l]) {
				t.Errorf("%s is called %q", query, name)
			}
			n := 0
			for _, code := range area.FindAllStringSubmatch(page, -1) {
				for _, m := range title.FindAllStringSubmatch(html.UnescapeString(code[2]), -1) {
					n++
					got, want := html.UnescapeString(m[1]+m[2]), name
					if code[1] == "pinned" {
						want = found
					}
					if m[2] == "" && got != want {
						t.Errorf("%s, %s: %q, want %q", query, code[1], got, want)
					}
				}
			}
			if n != 10 { // frame, element with its image, image, Markdown
				t.Errorf("%s: %d names in codes", query, n)
			}
		}
	}
}

// TestCodesLook: what is pasted is light, since most pages are; the form changes
// every code without script, and oEmbed keeps to the address.
func TestCodesLook(t *testing.T) {
	s := openSample(t)
	area := regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`)
	for _, x := range []struct{ ask, has, lacks, oembed string }{
		{"", "theme=light", "background", "theme=light"},
		{"&look=dark&clear=1", "background=transparent&lang=zh-Hans&place=512022&theme=dark", "light", "theme=dark"},
		{"&look=auto", "lang=zh-Hans", "theme=", "/embed/"},
	} {
		page := html.UnescapeString(s.get(t, "/charts/output?place=512022"+x.ask).body)
		all := area.FindAllStringSubmatch(page, -1)
		if len(all) != 10 {
			t.Fatalf("%d codes", len(all))
		}
		for i, m := range all {
			code := html.UnescapeString(m[1])
			if i < 8 && (!strings.Contains(strings.ReplaceAll(code, "asof=r9&", ""), x.has) || strings.Contains(code, x.lacks)) {
				t.Errorf("%q: %s", x.ask, code)
			}
			if i == 8 {
				frame := html.UnescapeString(consume(t, s, code)["html"].(string))
				if !strings.Contains(frame, x.oembed) || x.lacks == "theme=" && strings.Contains(frame, "theme=") || strings.Contains(x.ask, "clear") != strings.Contains(frame, "background=transparent") {
					t.Errorf("%s: %s", code, frame)
				}
			}
		}
		preview := regexp.MustCompile(`<iframe src="(/embed/[^"]+)"`).FindStringSubmatch(page)[1]
		if !strings.Contains(preview, x.has) || strings.Contains(preview, x.lacks) || s.get(t, preview).StatusCode != http.StatusOK {
			t.Errorf("%q: the preview is %s", x.ask, preview)
		}
		if strings.Contains(page, " style=\"border") {
			t.Error("a code has a style that strict policies refuse")
		}
	}
	if a := s.get(t, "/charts/output?place=512022&look=pink"); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "light, dark, auto") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}

// consume asks as an oEmbed consumer does.
func consume(t *testing.T, s site, address string, more ...string) map[string]any {
	t.Helper()
	a := s.get(t, "/oembed?url="+url.QueryEscape(address)+strings.Join(more, ""))
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	var m map[string]any
	if err := json.Unmarshal([]byte(a.body), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestBrowserFramePolicy: where a list says who may frame a chart, others may not.
func TestBrowserFramePolicy(t *testing.T) {
	s := open(t, func(c *dashboard.Config) { c.FrameAncestors = "https://paper.example" })
	page := elsewhere(t, `<iframe id="f" title="chart" src="`+s.URL+`/embed/output?place=512022"></iframe>`)
	b := newBrowser(t, 800)
	act(b, chromedp.Navigate(page))
	refused := func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return strings.Contains(strings.Join(b.complain, "\n"), "frame-ancestors")
	}
	for range 100 {
		if refused() {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if !refused() {
		t.Errorf("nothing was refused: %v", b.complain)
	}
	if got := s.get(t, "/embed/output?place=512022").Header.Get("Content-Security-Policy"); !strings.HasSuffix(got, "frame-ancestors 'self' https://paper.example") {
		t.Error(got)
	}
	if got := s.get(t, "/places/512022").Header.Get("Content-Security-Policy"); !strings.HasSuffix(got, "frame-ancestors 'none'") {
		t.Error(got)
	}
}

// TestOEmbed: 1.0, in both forms, within the sizes asked for, for our addresses only.
func TestOEmbed(t *testing.T) {
	s := openSample(t)
	const address = "http://localhost:8080/charts/output?place=512022"
	m := consume(t, s, address, "&maxwidth=400&maxheight=300")
	frame := m["html"].(string)
	if m["type"] != "rich" || m["version"] != "1.0" || m["width"] != 400.0 || m["height"] != 300.0 || m["title"] == "" || !strings.Contains(frame, `width="400" height="300"`) ||
		!strings.Contains(frame, "http://localhost:8080/embed/output?lang=zh-Hans&amp;place=512022") || strings.Contains(frame, "<script") {
		t.Errorf("%v", m)
	}
	// A thumbnail stays within what was asked for, and is as large as it says.
	for _, x := range []struct{ most, want string }{
		{"", "1200 675"}, {"&maxwidth=1300", "1200 675"}, {"&maxwidth=400&maxheight=300", "400 220"}, {"&maxwidth=200", "200 200"}, {"&maxheight=205", "360 200"},
	} {
		m := consume(t, s, address+"&width=900", x.most)
		if got := fmt.Sprint(m["thumbnail_width"], m["thumbnail_height"]); got != x.want {
			t.Errorf("%q: a thumbnail of %s, want %s", x.most, got, x.want)
		}
		at, err := url.Parse(m["thumbnail_url"].(string))
		if err != nil {
			t.Fatal(err)
		}
		p, err := png.DecodeConfig(strings.NewReader(s.get(t, at.RequestURI()).body))
		if got := fmt.Sprint(p.Width, p.Height); err != nil || got != x.want {
			t.Errorf("%q: the picture is of %s, want %s: %v", x.most, got, x.want, err)
		}
	}
	pinned := consume(t, s, "http://localhost:8080/embed/output?place=512022&asof=r9&lang=en")
	if h := pinned["html"].(string); !strings.Contains(h, "asof=r9") || !strings.Contains(h, "lang=en") {
		t.Error(h)
	}
	a := s.get(t, "/oembed?format=xml&url="+url.QueryEscape(address))
	var x struct {
		XMLName xml.Name `xml:"oembed"`
		HTML    string   `xml:"html"`
		Version string   `xml:"version"`
	}
	if err := xml.Unmarshal([]byte(a.body), &x); err != nil || x.Version != "1.0" || !strings.HasPrefix(x.HTML, "<iframe ") || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/xml") {
		t.Errorf("%v %+v %s", err, x, a.Header.Get("Content-Type"))
	}
	for _, c := range []struct {
		query string
		code  int
		says  string
	}{
		{"url=" + url.QueryEscape(address) + "&format=yaml", 501, "json"},
		{"url=" + url.QueryEscape("http://elsewhere.example/charts/output?place=512022"), 404, "/charts/"},
		{"url=" + url.QueryEscape("http://localhost:8080@elsewhere.example/charts/output?place=512022"), 404, "/charts/"},
		{"url=" + url.QueryEscape("http://localhost:8080/charts/nothing?place=512022"), 404, "output"},
		{"url=" + url.QueryEscape("http://localhost:8080/charts/output?place=512022&measure=x"), 404, "place="},
		{"url=" + url.QueryEscape("http://localhost:8080/places/512022"), 404, "/charts/"},
		{"url=" + url.QueryEscape("http://localhost:8080/uploads/abc"), 401, "/charts/"},
		{"url=%00%7f", 404, "/charts/"},
		{"", 404, "/charts/"},
		{"url=" + url.QueryEscape(address) + "&maxwidth=150", 400, "200…"},
		{"url=" + url.QueryEscape(address) + "&maxheight=100", 400, "200…"},
	} {
		a := s.get(t, "/oembed?"+c.query)
		if a.StatusCode != c.code || !strings.Contains(a.body, c.says) || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") {
			t.Errorf("%s: %d %s", c.query, a.StatusCode, a.body)
		}
	}
	// Pages say where to ask.
	page := html.UnescapeString(s.get(t, "/charts/output?place=512022").body)
	for _, want := range []string{`type="application/json+oembed" href="http://localhost:8080/oembed?format=json&url=http%3A%2F%2Flocalhost%3A8080%2Fcharts%2Foutput%3Fplace%3D512022"`, `type="text/xml+oembed"`, `property="og:title"`, `name="twitter:card"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the chart's page lacks %s", want)
		}
	}
}

// TestEmbedHostile: names of groups and places stay text in codes and oEmbed.
func TestEmbedHostile(t *testing.T) {
	race.Alone(t)
	s := openHostile(t)
	for _, c := range []string{"enterprise-count", "output", "cluster-growth"} {
		m := consume(t, s, "http://localhost:8080/charts/"+c+"?place=512022")
		for _, bad := range []string{"<script", "\" on", "<img"} {
			if strings.Contains(m["html"].(string), bad) {
				t.Errorf("%s: %s", c, m["html"])
			}
		}
	}
}

// TestPinned: a pinned embed keeps its figures, and says when they were revised.
func TestPinned(t *testing.T) {
	race.Alone(t)
	s := openSample(t)
	head, err := s.store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pinned := fmt.Sprintf("/embed/enterprise-count?place=512022&asof=r%d", head.Number)
	before := s.get(t, pinned).body
	if strings.Contains(before, `class="revised"`) {
		t.Error("nothing was revised yet")
	}
	s.publish(t, "park-2024q4.xlsx", park(t, known, 71), time.Now())
	time.Sleep(400 * time.Millisecond) // as long as the newest revision is believed
	after := s.get(t, pinned).body
	if !strings.Contains(after, `class="revised"`) || !strings.Contains(after, "#revised") {
		t.Errorf("a revision is not told: %s", after)
	}
	// One figure was revised: what the picture derives from it is counted as its values.
	changed := len(regexp.MustCompile(`<tr><th scope="row">[^<]* · `).FindAllString(s.get(t, strings.Replace(pinned, "/embed/", "/charts/", 1)).body, -1))
	if english := s.get(t, pinned+"&lang=en").body; changed < 2 || !strings.Contains(english, fmt.Sprintf(">%d values of this picture have changed since revision %d<", changed, head.Number)) {
		t.Errorf("%d values changed: %s", changed, english)
	}
	page := s.get(t, strings.Replace(pinned, "/embed/", "/charts/", 1)).body
	if !strings.Contains(page, `id="revised"`) || !strings.Contains(page, "<td>203户</td>") {
		t.Error("old does not stand beside new")
	}
	for l, want := range map[string]string{"en": "1 value of this picture has changed since", "zh-Hans": "这张图有 1 个数值变动"} {
		if one := s.get(t, pinned+"&group=cluster/铝材&lang="+l).body; !strings.Contains(one, want) {
			t.Errorf("one value changed: %s", one)
		}
	}
	if live := s.get(t, "/embed/enterprise-count?place=512022").body; strings.Contains(live, `class="revised"`) {
		t.Error("a live chart speaks of revisions")
	}
}

// TestShowings: the sites around frames are noted, once, and nobody else.
func TestShowings(t *testing.T) {
	s := openSample(t)
	for _, h := range [][]string{
		{"Referer: https://paper.example/a/story?reader=1", "Sec-Fetch-Dest: iframe"},
		{"Referer: https://paper.example/another", "Sec-Fetch-Dest: iframe"},
		{"Referer: http://localhost:8080/charts/output", "Sec-Fetch-Dest: iframe"},
		{"Referer: https://linked.example/", "Sec-Fetch-Dest: document"},
		{"Referer: javascript:alert(1)"}, {"Referer: https://<b>/"}, {},
	} {
		s.get(t, "/embed/output?place=512022", h...)
		time.Sleep(20 * time.Millisecond)
	}
	for range 100 {
		if all, err := s.store.Showings(t.Context()); err != nil {
			t.Fatal(err)
		} else if len(all) > 0 {
			if len(all) != 1 || all[0].Site != "https://paper.example" || all[0].Chart != "output" {
				t.Errorf("%+v", all)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("no site was noted")
}

// TestBrowserEmbedDialog: from a board the ways to embed come up in a dialog,
// which works by keyboard and copies.
func TestBrowserEmbedDialog(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(s.URL+"/places/512022"))
	b.drawn(act(b, chromedp.Evaluate[int](`document.querySelectorAll(".plot").length`)))
	b.do(`document.querySelector("#chart-output a.to-embed").focus()`)
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelector("dialog[open] .way")`)
	if got := b.text(`document.querySelector("dialog textarea.code").value`); !strings.Contains(got, "/embed/output?") || strings.Contains(got, "asof") {
		t.Error(got)
	}
	b.do(`document.querySelector("dialog [value=pinned]").click()`)
	b.wait(`[...document.querySelectorAll("dialog textarea.code")].filter(c => c.checkVisibility()).every(c => c.value.includes("asof=r"))`)
	// The look is chosen by keyboard; what was chosen before stays.
	b.do(`document.querySelector("dialog [name=look]:checked").focus()`)
	act(b, chromedp.KeyEvent(kb.ArrowRight))
	b.wait(`[...document.querySelectorAll("dialog textarea.code")].slice(0, 8).every(c => c.value.includes("theme=dark")) && document.querySelector("dialog .preview iframe").src.includes("theme=dark") && document.activeElement.matches("dialog [name=look]:checked[value=dark]")`)
	act(b, chromedp.KeyEvent(kb.Tab))
	act(b, chromedp.KeyEvent(" "))
	b.wait(`[...document.querySelectorAll("dialog textarea.code")].slice(0, 8).every(c => c.value.includes("background=transparent")) && document.querySelector("dialog [name=clear]").checked && document.activeElement.name === "clear"`)
	b.wait(`[...document.querySelectorAll("dialog textarea.code")].filter(c => c.checkVisibility()).every(c => c.value.includes("asof=r"))`)
	if got := b.text(`[...document.querySelectorAll("dialog .way > div")].map(e => getComputedStyle(e).borderBottomWidth).filter(w => w !== "0px").join()`); got != "" {
		t.Errorf("a line under the code boxes: %s", got)
	}
	b.do(`document.execCommand = () => true; document.querySelector("dialog [data-copy]").focus()`)
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelector("dialog [role=status]").textContent === "已复制"`)
	b.do(`document.querySelector("dialog .preview summary").click()`)
	b.wait(`document.querySelector("dialog .preview iframe").style.height`)
	act(b, chromedp.KeyEvent(kb.Escape))
	b.wait(`!document.querySelector("dialog") && document.activeElement.matches("#chart-output a.to-embed")`)
	b.quiet()
}

// TestEmbedStandsWithoutScript: the picture is in the page, in each width and
// theme, with nothing that the page's policy refuses, and light enough to travel.
func TestEmbedStandsWithoutScript(t *testing.T) {
	race.Alone(t)
	s := openSample(t)
	for _, d := range chart.Catalogue {
		path := "/embed/" + d.Slug + "?place=512022"
		a := s.get(t, path, "Accept-Encoding: gzip")
		const most = 40_000
		if a.StatusCode != http.StatusOK || len(a.body) > most {
			t.Errorf("%s: %d, %d bytes over the wire", d.Slug, a.StatusCode, len(a.body))
		}
		page := s.get(t, path).body
		if strings.Count(page, `<div class="still `) != 4 || strings.Contains(page, " style=") || strings.Contains(page, "<style") {
			t.Errorf("%s: %d stills", d.Slug, strings.Count(page, `<div class="still `))
		}
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
			if ids[m[1]] {
				t.Errorf("%s: two things are called %s", d.Slug, m[1])
			}
			ids[m[1]] = true
		}
		if dark := s.get(t, path+"&theme=dark&background=transparent").body; strings.Count(dark, `<div class="still `) != 2 || !strings.Contains(dark, `class="clear"`) {
			t.Errorf("%s: dark and transparent: %.400s", d.Slug, dark)
		}
	}
	if a := s.get(t, "/embed/output?place=512022&background=pink"); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "transparent") {
		t.Errorf("%d", a.StatusCode)
	}
}

// TestBrowserEmbedTakesOver: without script the picture stands; with it the live
// one takes its place, and nothing moves.
func TestBrowserEmbedTakesOver(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 640)
	for _, x := range []struct{ prefers, theme, still string }{{"light", "&theme=light", "in-light"}, {"light", "", "in-light"}, {"dark", "", "in-dark"}} {
		b.prefers("prefers-color-scheme", x.prefers)
		act(b, chromedp.Navigate(s.URL+"/embed/cluster-growth?place=512022"+x.theme))
		b.wait(`document.querySelector(".plot.drawn .canvas svg path")`)
		if got := b.text(`[...document.querySelectorAll(".still")].filter(e => e.checkVisibility()).length + " " + document.querySelector(".plot").offsetHeight`); got != "0 340" {
			t.Errorf("%+v: stills beside the live chart, or another height: %s", x, got)
		}
		b.do(`document.querySelector(".plot").classList.remove("drawn"); document.querySelector(".canvas").remove()`)
		if got := b.text(`[...document.querySelectorAll(".still")].filter(e => e.checkVisibility()).map(e => e.className + " " + e.offsetHeight).join()`); got != "still wide "+x.still+" 340" {
			t.Errorf("%+v, without the live chart: %s", x, got)
		}
	}
	b.quiet()
}

// TestBrowserEmbedDrawsTheSame: the live chart says what the picture in whose place
// it comes says, word for word, and invented figures are marked once.
func TestBrowserEmbedDrawsTheSame(t *testing.T) {
	s := openSample(t)
	for _, width := range []int64{390, 640} {
		b := newBrowser(t, width)
		for _, slug := range []string{"output", "growth-contribution", "cluster-share", "growth-index"} {
			act(b, chromedp.Navigate(s.URL+"/embed/"+slug+"?place=512022&theme=light"))
			b.wait(`document.querySelector(".plot.drawn .canvas svg path")`)
			still := `[...document.querySelectorAll(".still")].find(e => e.classList.contains(innerWidth < 544 ? "narrow" : "wide"))`
			words := func(of string) string {
				return b.text(`[...` + of + `.querySelectorAll("text")].map(e => e.textContent.trim()).filter(Boolean).sort().join("|")`)
			}
			if was, is := words(still), words(`document.querySelector(".canvas")`); was != is || was == "" {
				t.Errorf("%s at %d:\n%s\nbecomes\n%s", slug, width, was, is)
			}
			if n := b.text(`String([...document.querySelectorAll(".sub .sample, .canvas text")].filter(e => e.textContent.includes("示例数据")).length)`); n != "1" {
				t.Errorf("%s at %d: invented figures are marked %s times", slug, width, n)
			}
		}
		b.quiet()
	}
}

// TestEmbedCaveats: an embed says what the picture and the page say that a reader
// must know, and of which revision, day and period its figures are, live or pinned.
func TestEmbedCaveats(t *testing.T) {
	race.Alone(t)
	s := openSample(t)
	note := regexp.MustCompile(`(?s)<div class="foot">\s*<ul>(.*?)</ul>`)
	told := 0
	for _, d := range chart.Catalogue {
		for _, l := range []string{"zh-Hans", "en"} {
			query := d.Slug + "?place=512022&lang=" + l
			page, embed := s.get(t, "/charts/"+query).body, s.get(t, "/embed/"+query).body
			if m := note.FindStringSubmatch(page); m != nil {
				told++
				if !strings.Contains(embed, m[1]) {
					t.Errorf("%s: the embed lacks %s", query, m[1])
				}
			}
			for _, want := range []string{`>r9</a>`, map[string]string{"en": "Data to ", "zh-Hans": "数据截至 "}[l], map[string]string{"en": "released ", "zh-Hans": "发布 "}[l]} {
				if !strings.Contains(embed, want) {
					t.Errorf("%s: the embed does not say %q", query, want)
				}
			}
		}
	}
	if told < len(chart.Catalogue) {
		t.Errorf("only %d charts have something to note", told)
	}
}

// TestBrowserEmbedFallbackHeight: the height that a frame is given where no script
// tells it cuts nothing and leaves little over, in each width and language.
func TestBrowserEmbedFallbackHeight(t *testing.T) {
	s := openSample(t)
	for _, width := range []int64{640, 300} {
		b := newBrowser(t, width)
		queries := []string{"output?place=110000"} // no figures
		for _, d := range chart.Catalogue {
			queries = append(queries, d.Slug+"?place=512022")
		}
		for i, query := range queries {
			for _, l := range []string{"zh-Hans", "en"} {
				query := query + "&lang=" + l
				act(b, chromedp.Navigate(s.URL+"/embed/"+query))
				b.wait(`document.readyState === "complete"`)
				high := act(b, chromedp.Evaluate[float64](`document.documentElement.getBoundingClientRect().height`))
				told := consume(t, s, "http://localhost:8080/charts/"+query, fmt.Sprintf("&maxwidth=%d", width))
				guess := told["height"].(float64)
				if told["width"] != float64(width) || guess < high || guess > high*1.15 {
					t.Errorf("%s at %d: %v high, given %v (%+.0f%%)", query, width, high, guess, 100*(guess/high-1))
				}
				if codes := s.get(t, "/charts/"+query).body; i > 0 && width == 640 && !strings.Contains(codes, fmt.Sprintf("height=&#34;%v&#34; frameborder", guess)) {
					t.Errorf("%s: the code is not %v high", query, guess)
				}
			}
		}
	}
}

// TestEmbedErrors: what goes wrong in a frame is a small page of its own, under
// the same policy, and its link leaves the frame.
func TestEmbedErrors(t *testing.T) {
	race.Alone(t)
	s := openSample(t)
	policy := s.get(t, "/embed/output?place=512022").Header.Get("Content-Security-Policy")
	for path, status := range map[string]int{
		"/embed/nope?place=512022": 404, "/embed/output?place=999999": 404, "/embed/output?place=512022&asof=r99": 404,
		"/embed/output?place=512022&theme=neon": 400, "/embed/output?place=512022&measure=x": 400,
	} {
		for _, l := range []string{"zh-Hans", "en"} {
			a := s.get(t, path+"&lang="+l)
			if a.StatusCode != status || a.Header.Get("Content-Security-Policy") != policy || a.Header.Get("X-Frame-Options") != "" {
				t.Errorf("%s: %d %v", path, a.StatusCode, a.Header)
			}
			if strings.Contains(a.body, "<nav") || strings.Contains(a.body, "<header") || strings.Count(a.body, "<a ") != 1 || !strings.Contains(a.body, `target="_blank" rel="noopener"`) || !strings.Contains(a.body, `lang="`+l+`"`) {
				t.Errorf("%s: %s", path, a.body)
			}
		}
	}
}

// TestBrowserEmbedUnknown: an element whose chart is not there shows what is wrong,
// as high as the words are, and so does one whose address becomes another.
func TestBrowserEmbedUnknown(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 800)
	act(b, chromedp.Navigate(elsewhere(t, `<county-chart id="unknown" src="`+s.URL+`/charts/nope?place=512022"></county-chart><script async src="`+s.URL+`/embed.js"></script>`)))
	unknown := `document.querySelector("#unknown").shadowRoot.querySelector("iframe")`
	b.wait(unknown + `.style.height && ` + unknown + `.offsetHeight < 300`)
	b.do(`document.querySelector("#unknown").setAttribute("src", "/nothing")`)
	if got := b.text(`document.querySelector("#unknown").shadowRoot.textContent`); got != "这个地址不是图表：/nothing" {
		t.Errorf("an address that became wrong says %q", got)
	}
}

// TestBrowserEmbedTransparent: the page around shows through, also where the
// chart's colours are those of the other scheme.
func TestBrowserEmbedTransparent(t *testing.T) {
	s := openSample(t)
	src := s.URL + "/embed/output?place=512022&background=transparent&theme="
	for _, x := range []struct{ body, theme string }{{"#204060", "dark"}, {"#f0e0c0", "light"}} {
		b := newBrowser(t, 640)
		b.prefers("prefers-color-scheme", "dark")
		act(b, chromedp.Navigate(elsewhere(t, `<iframe title="chart" src="`+src+x.theme+`" width="100%" height="600" frameborder="0" data-countyboard></iframe><script async src="`+s.URL+`/embed.js"></script>`)))
		b.do(`document.body.style.background = "` + x.body + `"`)
		b.wait(`document.querySelector("iframe").style.height`)
		p, err := png.Decode(bytes.NewReader(act(b, chromedp.CaptureScreenshot())))
		if err != nil {
			t.Fatal(err)
		}
		red, green, blue, _ := p.At(3, 3).RGBA()
		if got := fmt.Sprintf("#%02x%02x%02x", red>>8, green>>8, blue>>8); got != x.body {
			t.Errorf("%s on %s: %s shows", x.theme, x.body, got)
		}
		b.quiet()
	}
}

// TestBrowserCodesOnStrictPage: on a page whose policy refuses style attributes
// the codes of frame and element show the chart without a border or a complaint.
func TestBrowserCodesOnStrictPage(t *testing.T) {
	s := openSample(t)
	area := regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`)
	var codes string
	for _, m := range area.FindAllStringSubmatch(s.get(t, "/charts/output?place=512022").body, 4) {
		codes += strings.ReplaceAll(html.UnescapeString(m[1]), "http://localhost:8080", s.URL)
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data: "+s.URL+"; script-src "+s.URL+"; frame-src "+s.URL)
		_, _ = fmt.Fprintf(w, `<!doctype html><html lang="zh"><title>strict</title><link rel="icon" href="data:,"><body>%s</body>`, codes)
	}))
	t.Cleanup(web.Close)
	b := newBrowser(t, 800)
	act(b, chromedp.Navigate(web.URL))
	all := `[...document.querySelectorAll("iframe"), ...[...document.querySelectorAll("county-chart")].map(e => e.shadowRoot.querySelector("iframe"))]`
	for i := range 4 {
		b.do(fmt.Sprintf(`%s[%d].scrollIntoView()`, all, i))
		b.wait(fmt.Sprintf(`(f => f.style.height && f.clientWidth === f.offsetWidth && f.offsetHeight > 300)(%s[%d])`, all, i))
	}
	b.quiet()
}
