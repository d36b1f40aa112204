package dashboard_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// batchOf finds an uploaded workbook of the sample by its name.
func (s site) batchOf(t testing.TB, file string) data.Batch {
	t.Helper()
	all, err := s.store.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if b.File == file {
			return b
		}
	}
	t.Fatal(file, " is not there")
	return data.Batch{}
}

var (
	says   = regexp.MustCompile(`<input type="checkbox" name="say" value="([^"]*)"( checked)?`)
	source = regexp.MustCompile(`(?s)<textarea id="source"[^>]*>\n?(.*?)</textarea>`)
)

// TestDraftFromAWorkbook is the way from a workbook's page to a story, without
// JavaScript: nothing is ticked, what is ticked becomes a draft, nothing is stored.
func TestDraftFromAWorkbook(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	b := s.batchOf(t, "lezhi-2024-09.xlsx")
	at := "/uploads/" + b.ID + "/story"
	if a := s.ask(t, c, http.MethodGet, "/uploads/"+b.ID); !strings.Contains(a.body, `href="`+at+`"`) {
		t.Error("the page of the workbook does not lead there")
	}
	for in, words := range map[string][]string{
		"":         {"98.6亿元", "示例数据", "按示例数据相符", "lezhi-2024-09.xlsx · "},
		"?in=en":   {"9.86 bn yuan", "按示例数据相符"},
		"?lang=en": {"9.86 bn yuan", "sample data", "lezhi-2024-09.xlsx · "},
	} {
		a := s.ask(t, c, http.MethodGet, at+in)
		text := html.UnescapeString(a.body)
		if a.StatusCode != http.StatusOK || a.Header.Get("Cache-Control") != "private, no-store" {
			t.Fatalf("%s answers %d", in, a.StatusCode)
		}
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %s", in, w)
			}
		}
		found := says.FindAllStringSubmatch(a.body, -1)
		if len(found) < 8 || strings.Count(a.body, `data-outcome="differs`) > 0 {
			t.Errorf("%s has %d sentences", in, len(found))
		}
		for _, m := range found {
			if m[2] != "" {
				t.Errorf("%s is ticked before anybody ticked it", m[1])
			}
		}
		var say []string
		for _, m := range found[:2] {
			say = append(say, html.UnescapeString(m[1]))
		}
		a = s.send(t, c, at+in, url.Values{"csrf": {s.token(t, c, at)}, "say": say})
		g := source.FindStringSubmatch(a.body)
		if a.StatusCode != http.StatusOK || g == nil {
			t.Fatalf("making a draft answers %d %s", a.StatusCode, alert(a.body))
		}
		st, err := story.Parse("x", []byte(html.UnescapeString(g[1])))
		if err != nil {
			t.Fatal(err)
		}
		l := lang.ZhHans
		if in != "" {
			l = lang.En
		}
		claims, err := story.Claims(st)
		if err != nil || len(claims) < 4 || st.Lang != string(l) || st.Place != "512022" || !strings.Contains(st.Title, "9") || st.Published.Format(time.DateOnly) != time.Now().Format(time.DateOnly) ||
			!strings.Contains(st.Body, "示例数据") || !strings.Contains(st.Note, "示例数据") {
			t.Errorf("%v %d claims: %+v", err, len(claims), st)
		}
		if n := strings.Count(a.body, `class="claim"`); n != len(claims) || strings.Contains(a.body, `data-outcome="differs`) || strings.Contains(a.body, `data-outcome="no-data`) {
			t.Errorf("the editor judges %d of %d claims", n, len(claims))
		}
	}
	// What rests on invented figures in part says so beside what does not; the home place comes first.
	a := html.UnescapeString(s.ask(t, c, http.MethodGet, "/uploads/"+s.batchOf(t, "published-figures.xlsx").ID+"/story").body)
	mixed := regexp.MustCompile(`(?s)44\.5亿元.*?<summary>(.*?)</summary>`).FindStringSubmatch(a)
	if mixed == nil || !strings.Contains(mixed[1], "</span> 相符") || !strings.Contains(mixed[1], "</span> 按示例数据相符") || strings.Index(a, "大安区") < strings.Index(a, "44.5亿元") {
		t.Errorf("%q", mixed)
	}
	if all, err := s.store.StoryDrafts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("a draft was stored that nobody saved: %+v %v", all, err)
	}
	// The made draft is saved as any other.
	f := s.form(t, c, "/admin/stories/new", "save", "---\ntitle: t\npublished: 2025-01-01\nplace: 512022\n---\n\nx\n")
	f.Set("slug", "x")
	if a := s.send(t, c, "/admin/stories/new", f); a.StatusCode != http.StatusSeeOther {
		t.Errorf("saving answers %d", a.StatusCode)
	}
}

// TestDraftingSaysWhatIsWrong: nothing ticked, data that moved, a workbook that was
// withdrawn or never was, a language that is none, a visitor who may not.
func TestDraftingSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	b := s.batchOf(t, "lezhi-park-2024q3.xlsx")
	at := "/uploads/" + b.ID + "/story"
	a := s.ask(t, c, http.MethodGet, at)
	first := html.UnescapeString(says.FindStringSubmatch(a.body)[1])
	token := s.token(t, c, at)
	if a = s.send(t, c, at, url.Values{"csrf": {token}}); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "至少勾选一句") {
		t.Errorf("nothing ticked: %d %s", a.StatusCode, alert(a.body))
	}
	a = s.send(t, c, at, url.Values{"csrf": {token}, "say": {first, "whole nothing"}})
	if a.StatusCode != http.StatusConflict || !strings.Contains(a.body, "有 1 句") || says.FindStringSubmatch(a.body)[2] == "" {
		t.Errorf("a sentence that is gone: %d %s", a.StatusCode, alert(a.body))
	}
	if a = s.send(t, c, at, url.Values{"csrf": {"x"}, "say": {first}}); a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusBadRequest {
		t.Errorf("a forged form answers %d", a.StatusCode)
	}
	for path, want := range map[string]int{at + "?in=fr": http.StatusBadRequest, "/uploads/000000000000/story": http.StatusNotFound} {
		if a = s.ask(t, c, http.MethodGet, path); a.StatusCode != want {
			t.Errorf("%s answers %d", path, a.StatusCode)
		}
	}
	if a = s.ask(t, s.signInAs(t, data.Viewer), http.MethodGet, at); a.StatusCode != http.StatusForbidden {
		t.Errorf("a viewer is answered %d", a.StatusCode)
	}
	if _, err := s.store.Withdraw(t.Context(), b.ID, "test"); err != nil {
		t.Fatal(err)
	}
	if a = s.ask(t, c, http.MethodGet, at); a.StatusCode != http.StatusConflict {
		t.Errorf("a withdrawn workbook answers %d", a.StatusCode)
	}
	if a = s.ask(t, c, http.MethodGet, "/uploads/"+b.ID); strings.Contains(a.body, at) {
		t.Error("the page of a withdrawn workbook leads there")
	}
}

// TestDraftingBeforePublication: the sentences of a draft are those after its
// publication, the page says so, and no visitor sees them before.
func TestDraftingBeforePublication(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	a := s.upload(t, c, "park.xlsx", park(t, []string{"铝材", "装备制造"}, 71), "place=512022")
	at := a.Header.Get("Location") + "/story"
	if a = s.ask(t, c, http.MethodGet, at); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "还没有发布") || !strings.Contains(a.body, "142户") || !strings.Contains(a.body, `data-outcome="agrees"`) {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}
