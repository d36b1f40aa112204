package dashboard_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"countyboard/data"
)

const written = `---
title: 铝材增长最快
published: 2024-10-17
place: 512022
---

铝材[增长18.2%](claim:output?kind=growth&place=512022&group=cluster/铝材,size/规上&period=2024-01/P9M&value=18.2&unit=%25)。<script>alert(1)</script>
`

var hidden = regexp.MustCompile(`name="(csrf|number|base)" value="([^"]*)"`)

// form is what the editor's page would send, with a text of one's own.
func (s site) form(t *testing.T, c *http.Client, path, do, source string) url.Values {
	t.Helper()
	a := s.ask(t, c, http.MethodGet, path)
	f := url.Values{"do": {do}, "source": {source}}
	for _, m := range hidden.FindAllStringSubmatch(a.body[strings.Index(a.body, "<main"):], -1) {
		f.Set(m[1], html.UnescapeString(m[2]))
	}
	if f.Get("csrf") == "" || !f.Has("number") {
		t.Fatalf("%s (%d) has no editor", path, a.StatusCode)
	}
	return f
}

// TestStoryFromDraftToPublication is the press officer's way, without JavaScript.
func TestStoryFromDraftToPublication(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	const at, reader = "/admin/stories/lvcai", "/stories/lvcai"
	f := s.form(t, c, "/admin/stories/new", "check", strings.ReplaceAll(written, "\n", "\r\n"))
	f.Set("slug", "lvcai")
	a := s.send(t, c, "/admin/stories/new", f)
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, `data-outcome="agrees"`) || strings.Contains(a.body, "<script>alert") {
		t.Fatalf("a check answers %d: %s", a.StatusCode, a.body)
	}
	if d, err := s.store.StoryDraft(t.Context(), "lvcai"); err != nil || d.Source != "" {
		t.Errorf("a check saved: %+v %v", d, err)
	}
	f.Set("do", "save")
	if a = s.send(t, c, "/admin/stories/new", f); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != at {
		t.Fatalf("saving answers %d %s", a.StatusCode, a.Header.Get("Location"))
	}
	if a = s.get(t, reader); a.StatusCode != http.StatusNotFound {
		t.Errorf("a draft is public: %d", a.StatusCode)
	}
	if a = s.ask(t, c, http.MethodGet, at); !strings.Contains(a.body, "铝材增长最快") || !strings.Contains(a.body, "admin 于") || !strings.Contains(a.body, `data-outcome="agrees"`) {
		t.Errorf("the draft does not come back: %.2000s", a.body)
	}
	if a = s.ask(t, c, http.MethodGet, "/admin/stories"); !strings.Contains(a.body, "草稿，未发布") {
		t.Error("the list does not name the draft")
	}
	if a = s.send(t, c, at, s.form(t, c, at, "publish", written)); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("publication answers %d: %s", a.StatusCode, alert(a.body))
	}
	if a = s.get(t, reader+".md"); a.body != written {
		t.Errorf("published is %d %q", a.StatusCode, a.body)
	}
	if all, err := s.store.StoryDrafts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("publication leaves a draft: %+v %v", all, err)
	}
	first, err := s.store.Story(t.Context(), "lvcai", data.AsOf{})
	if err != nil || first.By != "admin" {
		t.Fatal(first.By, err)
	}
	second := strings.Replace(written, "铝材增长最快", "铝材领先", 1)
	if a = s.send(t, c, at, s.form(t, c, at, "publish", second)); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("the second version answers %d: %s", a.StatusCode, alert(a.body))
	}
	old := at + "?asof=" + data.AsOf{Revision: first.Revision}.String()
	if a = s.ask(t, c, http.MethodGet, old); !strings.Contains(a.body, "title: 铝材增长最快") {
		t.Error("an old version cannot be loaded")
	}
	if a = s.ask(t, c, http.MethodGet, at); !strings.Contains(a.body, "title: 铝材领先") || !strings.Contains(a.body, html.EscapeString(old)) {
		t.Error("the newest version is not shown, or does not name the first")
	}
	if a = s.send(t, c, at, s.form(t, c, old, "publish", written)); a.StatusCode != http.StatusSeeOther || s.get(t, reader+".md").body != written {
		t.Errorf("restoring answers %d: %s", a.StatusCode, alert(a.body))
	}
}

// TestNobodySavesOverTheUnseen: whoever comes second sees the other's text and
// decides; neither is lost.
func TestNobodySavesOverTheUnseen(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	slug := "lvcai"
	at := "/admin/stories/" + slug
	f := s.form(t, c, "/admin/stories/new", "save", written)
	f.Set("slug", slug)
	s.send(t, c, "/admin/stories/new", f)
	mine, theirs := s.form(t, c, at, "save", written+"mine"), s.form(t, c, at, "save", written+"THEIRS")
	s.send(t, c, at, theirs)
	a := s.send(t, c, at, mine)
	over := regexp.MustCompile(`name="over" value="([^"]+)"`).FindStringSubmatch(a.body)
	if a.StatusCode != http.StatusConflict || !strings.Contains(a.body, "THEIRS") || !strings.Contains(a.body, "mine") || over == nil {
		t.Fatalf("saving over the unseen answers %d: %s", a.StatusCode, alert(a.body))
	}
	mine.Del("do")
	mine.Set("over", over[1])
	if a = s.send(t, c, at, mine); a.StatusCode != http.StatusSeeOther {
		t.Errorf("saving over what was shown answers %d", a.StatusCode)
	}
	// Another process publishes meanwhile.
	mine = s.form(t, c, at, "publish", written+"mine")
	if _, _, err := s.store.SaveStory(t.Context(), data.Story{Slug: slug, Title: "x", Place: "512022", Source: "ELSEWHERE"}); err != nil {
		t.Fatal(err)
	}
	if a = s.send(t, c, at, mine); a.StatusCode != http.StatusConflict || !strings.Contains(a.body, "ELSEWHERE") {
		t.Errorf("publishing over the unseen answers %d: %s", a.StatusCode, alert(a.body))
	}
}

// TestMistakesOfAStory stand at their line with what would do; a draft may hold them.
func TestMistakesOfAStory(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	for _, tt := range []struct{ from, to, says, mend string }{
		{"published: 2024-10-17", "published: gestern", "第 3 行：“gestern”", "2024-10-17"},
		{"kind=growth", "kind=growht", "第 7 行：“增长18.2%”", "是不是 growth"},
		{"place: 512022\n", "", "place", "title"},
		{"place: 512022", "colour: red", "第 4 行：文章头没有“colour”", "outlet"},
	} {
		f := s.form(t, c, "/admin/stories/new", "check", strings.Replace(written, tt.from, tt.to, 1))
		f.Set("slug", "x")
		a := s.send(t, c, "/admin/stories/new", f)
		text := html.UnescapeString(a.body)
		if i := strings.Index(text, `role="alert"`); a.StatusCode != http.StatusOK || i < 0 || !strings.Contains(text[i:], tt.says) || !strings.Contains(text[i:], tt.mend) {
			t.Errorf("%s: %d %s", tt.to, a.StatusCode, text[max(i, 0):])
		}
		f.Set("do", "publish")
		if a = s.send(t, c, "/admin/stories/new", f); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: publication answers %d", tt.to, a.StatusCode)
		}
	}
	// Two equal addresses are two mistakes, each at its own line.
	f := s.form(t, c, "/admin/stories/new", "check", written+"\n[甲](claim:output?place=512022&perod=2023&value=9)\n\n[乙](claim:output?place=512022&perod=2023&value=9)\n\n[丙](claim:outptu?place=512022&value=9)\n")
	f.Set("slug", "x")
	if a := s.send(t, c, "/admin/stories/new", f); !strings.Contains(a.body, "第 9 行：“甲”") || !strings.Contains(a.body, "第 11 行：“乙”") || strings.Count(a.body, `">claim:output?`) != 2 {
		t.Errorf("two equal mistakes are told as %s", alert(a.body))
	}
	// What nobody knows is told where the words are at hand, and not published.
	f = s.form(t, c, "/admin/stories/new", "publish", written+"\n[丙](claim:outptu?place=512022&value=9)\n")
	f.Set("slug", "x")
	if a := s.send(t, c, "/admin/stories/new", f); a.StatusCode != http.StatusBadRequest || !strings.Contains(html.UnescapeString(a.body), "output (工业总产值)") {
		t.Errorf("an unknown indicator answers %d: %s", a.StatusCode, alert(a.body))
	}
	for _, slug := range []string{"", "new", "a.b", "a/b"} {
		f := s.form(t, c, "/admin/stories/new", "save", written)
		f.Set("slug", slug)
		if a := s.send(t, c, "/admin/stories/new", f); a.StatusCode != http.StatusBadRequest {
			t.Errorf("the slug %q answers %d", slug, a.StatusCode)
		}
	}
	// A name that cannot be one hides none of the other mistakes.
	for slug, want := range map[string]string{"": "还没有给文章起地址里的名字", "new": "新建文章的页面", "a.md": "里面不能有“.”"} {
		f := s.form(t, c, "/admin/stories/new", "save", written+"\n[甲](claim:output?place=512022&perod=2023&value=9)\n\n[丙](claim:outptu?value=9)\n\n![图](chart:nochart?place=512022)\n")
		f.Set("slug", slug)
		a := s.send(t, c, "/admin/stories/new", f)
		told := html.UnescapeString(a.body)
		for _, part := range []string{want, "perod", "没有指标“outptu”", "缺少 place", "没有图“nochart”"} {
			if a.StatusCode != http.StatusBadRequest || !strings.Contains(told, part) {
				t.Errorf("the slug %q answers %d without %s: %s", slug, a.StatusCode, part, alert(a.body))
			}
		}
	}
	if a := s.ask(t, c, http.MethodGet, "/admin/stories/nothing"); a.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown story answers %d", a.StatusCode)
	}
}

// TestWhoMayWriteStories: editors save, publishers publish, forged forms do nothing.
func TestWhoMayWriteStories(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	viewer, editor := s.signInAs(t, data.Viewer), s.signInAs(t, data.Editor)
	if a := s.ask(t, viewer, http.MethodGet, "/admin/stories/new"); a.StatusCode != http.StatusForbidden {
		t.Errorf("a viewer is given the editor: %d", a.StatusCode)
	}
	f := s.form(t, editor, "/admin/stories/new", "publish", written)
	f.Set("slug", "lvcai")
	if a := s.send(t, editor, "/admin/stories/new", f); a.StatusCode != http.StatusForbidden {
		t.Errorf("an editor publishes: %d", a.StatusCode)
	}
	f.Set("do", "save")
	if a := s.send(t, editor, "/admin/stories/new", f); a.StatusCode != http.StatusSeeOther {
		t.Errorf("an editor cannot save: %d", a.StatusCode)
	}
	f.Set("csrf", "x")
	if a := s.send(t, editor, "/admin/stories/lvcai", f); a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusBadRequest {
		t.Errorf("a forged form answers %d", a.StatusCode)
	}
}
