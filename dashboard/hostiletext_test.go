package dashboard_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"countyboard/data"
	"countyboard/data/race"
)

// live is what in a page's HTML could act: an element, a handler, an address that
// is not this site's.
func live(page string) string {
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return ""
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		if slices.Contains([]string{"script", "img", "svg", "iframe", "style", "object", "embed", "base", "meta", "link"}, t.Data) {
			return t.String()
		}
		for _, a := range t.Attr {
			at := a.Key == "href" || a.Key == "src" || a.Key == "action"
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "autofocus" || at && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") {
				return t.String()
			}
		}
	}
}

// TestHostileText: whatever is pasted stays text, on the page and in the draft, and
// takes bounded time, which is looked at without the race detector.
func TestHostileText(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	const sentence = "2024年1—9月，乐至县规模以上工业总产值98.6亿元。"
	lines := make([]string, 500)
	for i := range lines {
		lines[i] = sentence + "铝材产值增长" + strconv.Itoa(i) + ".2%，装备制造产值增长" + strconv.Itoa(i) + ".3%。"
	}
	for name, text := range map[string]string{
		"script":     "题目\n\n" + sentence + `<script>alert(1)</script><img src=x onerror=alert(1)>`,
		"page":       `<html><body onload=x><h1>题目"><script>alert(1)</script></h1><script>alert(2)</script><svg onload=alert(3)></svg><p>` + sentence + `</p><a href="javascript:alert(4)">点</a><form action="https://example.org"><input name=csrf value=stolen></form>`,
		"attributes": "题目\" onfocus=alert(1) autofocus x=\"\n\n" + sentence,
		"textarea":   "题目\n\n" + sentence + "</textarea></form><script>alert(1)</script>",
		"markdown":   "题目\n\n" + sentence + "[点](javascript:alert(1)) [x](claim:output?kind=level) ![图](https://example.org/x.png) <https://example.org>\n\n---\ntitle: 别的\n---",
		"header":     "题目\n---\nplace: 110000\n\n" + sentence,
		"bidi":       "题\u202e目\n\n" + sentence + "\u202e\u2066反\u0007\u200b",
		"nested":     "<html><h1>题目</h1>" + strings.Repeat("<div><blockquote>", 20_000) + "<p>" + sentence + "</p>",
		"unclosed":   "<html><h1>题目</h1><p>" + sentence + strings.Repeat("<a href='", 5_000),
		"entities":   "<html><h1>题目</h1><p>" + sentence + strings.Repeat("&lt;script&gt;&#x3c;img src=x onerror=alert(1)&#62;", 2) + "</p>",
		"brackets":   "题目\n\n" + sentence + strings.Repeat("[", 5_000) + strings.Repeat("(", 5_000),
		"figures":    "题目\n\n" + strings.Join(lines, "\n"),
		"one clause": "题目\n\n" + sentence + strings.Repeat("产值5亿元", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a := s.paste(t, c, text)
			if a.StatusCode != http.StatusOK {
				t.Fatalf("answers %d: %s", a.StatusCode, said.FindString(a.body))
			}
			main := a.body[strings.Index(a.body, "<main"):]
			if hit := live(main); hit != "" {
				t.Errorf("the page has %s", hit)
			}
			f := retold(t, a)
			if f.Get("place") != "512022 乐至县" || strings.ContainsAny(f.Get("title")+f.Get("body"), "\u202e\u2066\u0007") {
				t.Errorf("read as %q %q", f.Get("title"), f.Get("place"))
			}
			slug := strings.ReplaceAll(name, " ", "-")
			f.Set("published", "2024-10-17")
			f.Set("slug", slug)
			f.Set("do", "again")
			a = s.send(t, c, newText, f)
			f["claim"] = []string{box(t, a, "98.6亿元")}
			f.Set("do", "draft")
			if a = s.send(t, c, newText, f); a.StatusCode != http.StatusSeeOther {
				t.Fatalf("the draft answers %d: %s", a.StatusCode, said.FindString(a.body))
			}
			a = s.ask(t, c, http.MethodGet, "/admin/stories/"+slug)
			shown := a.body[strings.Index(a.body, `<section class="checked"`):]
			if hit := live(shown); hit != "" || strings.Count(shown, `class="claim"`) != 1 || strings.Contains(shown, "example.org\"") {
				t.Errorf("the draft has %q and %d claims: %s", hit, strings.Count(shown, `class="claim"`), said.FindString(a.body))
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %s", took)
			} else {
				t.Log(took)
			}
		})
	}
}
