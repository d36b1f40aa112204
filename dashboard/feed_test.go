package dashboard_test

import (
	"bytes"
	"encoding/xml"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/story"

	"github.com/xuri/excelize/v2"
)

// atom is the feed as a reader's program reads it.
type atom struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated time.Time  `xml:"updated"`
	Author  string     `xml:"author>name"`
	Links   []atomLink `xml:"link"`
	Entries []struct {
		ID       string     `xml:"id"`
		Title    string     `xml:"title"`
		Updated  time.Time  `xml:"updated"`
		Links    []atomLink `xml:"link"`
		Category struct {
			Term string `xml:"term,attr"`
		} `xml:"category"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

func (s site) feed(t *testing.T, path string) atom {
	t.Helper()
	a := s.get(t, path)
	if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%s answers %d as %s: %s", path, a.StatusCode, a.Header.Get("Content-Type"), a.body)
	}
	var f atom
	if err := xml.Unmarshal([]byte(a.body), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// revised is a workbook of the sample with other figures in some cells.
func revised(t *testing.T, name, sheet string, cells map[string]any) []byte {
	t.Helper()
	for _, w := range sample.Workbooks() {
		if w.Name != name {
			continue
		}
		f, err := excelize.OpenReader(bytes.NewReader(w.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		for cell, v := range cells {
			if err := f.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	t.Fatalf("the sample has no %s", name)
	return nil
}

// publishByHand hands in a workbook as an editor does, and publishes it.
func (s site) publishByHand(t *testing.T, c *http.Client, name string, b []byte, fields ...string) (at string) {
	t.Helper()
	a := s.upload(t, c, name, b, fields...)
	at = a.Header.Get("Location")
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s is not taken: %d %s", name, a.StatusCode, a.body)
	}
	if a := s.send(t, c, at+"/publish", url.Values{"csrf": {s.token(t, c, at)}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s is not published: %d %s", name, a.StatusCode, a.body)
	}
	return at
}

// TestVerdictsFollowTheFigures: a county publishes its park's figures anew, with
// 198 enterprises instead of 203. What a story says of them was right when it
// appeared and is no more; the feed, the editors' page and the batch's say so, and
// the story as it was pinned before still shows the old verdict.
func TestVerdictsFollowTheFigures(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	const words = "已经超过200户"
	outcome := func(path string) string {
		m := regexp.MustCompile(`id="claim-3"[^>]*data-outcome="([^"]+)"[^>]*>` + words).FindStringSubmatch(s.get(t, path).body)
		if m == nil {
			t.Fatalf("%s has no such sentence", path)
		}
		return m[1]
	}
	if got := outcome(storyPath); got != "agrees" {
		t.Fatalf("at first the sentence %s", got)
	}
	before := s.feed(t, "/feed.atom")
	head, err := s.store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	c := s.signIn(t, "admin", password)
	batch := s.publishByHand(t, c, "lezhi-park-revised.xlsx", revised(t, "lezhi-park-2024q3.xlsx", "园区企业", map[string]any{"P6": 198}), "place=512022", "released=2024-11-20")

	if got := outcome(storyPath); got != "revised" {
		t.Errorf("now the sentence %s", got)
	}
	pinned := storyPath + "?asof=r" + data.AsOf{Revision: head.Number}.String()[1:]
	if got := outcome(pinned); got != "agrees" {
		t.Errorf("pinned, the sentence %s", got)
	}
	s.pinnedReading(t, pinned, head.Number)

	after := s.feed(t, "/feed.atom")
	if len(after.Entries) <= len(before.Entries) || after.ID != before.ID || !after.Updated.After(before.Updated) {
		t.Fatalf("the feed had %d entries, has %d", len(before.Entries), len(after.Entries))
	}
	for i, e := range before.Entries[:3] { // what was there stays as it was
		if late := after.Entries[len(after.Entries)-len(before.Entries)+i]; late.ID != e.ID || late.Content != e.Content {
			t.Errorf("entry %q is now %q", e.Title, late.Title)
		}
	}
	if e := after.Entries[0]; e.Category.Term != "published" || e.Title != "数据发布：lezhi-park-revised.xlsx（示例数据）" {
		t.Errorf("first stands %q of %q", e.Title, e.Category.Term)
	}
	found := false
	for _, e := range after.Entries {
		if e.Category.Term != "verdicts" || !strings.Contains(e.Content.Text, words) {
			continue
		}
		found = true
		for _, says := range []string{
			"按示例数据相符</span>：203户", "按示例数据已修订</span>：198户", "lezhi-park-revised.xlsx · 园区企业!P6",
			`href="http://localhost:8080` + storyPath + `#claim-3"`, `href="http://localhost:8080` + pinned + `"`,
		} {
			if !strings.Contains(e.Content.Text, says) {
				t.Errorf("the entry does not say %s: %s", says, e.Content.Text)
			}
		}
		if !strings.HasPrefix(e.Title, "核对结果有变：再造一个") || !strings.HasSuffix(e.Title, "（示例数据）") {
			t.Errorf("its title is %q", e.Title)
		}
		break
	}
	if !found {
		t.Error("the feed does not tell of the sentence")
	}

	body := html.UnescapeString(s.ask(t, c, http.MethodGet, batch+"?lang=zh-Hans").body)
	link := regexp.MustCompile(`id="verdicts-changed"><a href="([^"]+)">(\d+) 处核对结果改变`).FindStringSubmatch(body)
	if link == nil || link[2] == "0" {
		t.Fatalf("the batch's page does not say how many verdicts it changed: %v", link)
	}
	page := html.UnescapeString(s.ask(t, c, http.MethodGet, link[1]).body)
	if !strings.Contains(page, words) || !strings.Contains(page, "数据发布：lezhi-park-revised.xlsx") || strings.Contains(page, "数据发布：lezhi-2024-09.xlsx") {
		t.Error("the page of changed verdicts does not tell of the sentence, or of other revisions")
	}
	if other := s.ask(t, c, http.MethodGet, "/admin/verdicts?story=another-industrial-lezhi").body; !strings.Contains(other, "more than 200 industrial enterprises") || strings.Contains(other, words) {
		t.Error("the page of one story tells of others, or not of its own")
	}
	for path, code := range map[string]int{"/admin/verdicts?story=nothing": http.StatusNotFound, "/admin/verdicts?revision=r999": http.StatusNotFound, "/admin/verdicts?revision=2024": http.StatusBadRequest} {
		if a := s.ask(t, c, http.MethodGet, path); a.StatusCode != code {
			t.Errorf("%s answers %d", path, a.StatusCode)
		}
	}
	if !strings.Contains(page, "/cell?cell=P6") {
		t.Error("an editor is not led to the cell")
	}

	if a := s.send(t, c, batch+"/withdraw", url.Values{"csrf": {s.token(t, c, batch)}}); a.StatusCode != http.StatusSeeOther {
		t.Fatal(a.StatusCode)
	}
	if got := outcome(storyPath); got != "agrees" {
		t.Errorf("withdrawn, the sentence %s", got)
	}
	if e := s.feed(t, "/feed.atom").Entries[0]; e.Category.Term != "withdrawn" {
		t.Errorf("the withdrawal is not told: %q", e.Title)
	}
}

// TestFeedIsAtom: what RFC 4287 wants of a feed; in both languages, pinned, kept by
// its tag; nothing that a signed-in person sees gets into it.
func TestFeedIsAtom(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	if first := s.ask(t, c, http.MethodGet, "/feed.atom"); strings.Contains(first.body, "/uploads/") {
		t.Error("what is kept for everybody leads to workbooks")
	}
	ids := map[string]bool{}
	for _, path := range []string{"/feed.atom", "/feed.atom?lang=en"} {
		f := s.feed(t, path)
		if f.Title == "" || f.Author == "" || f.Updated.IsZero() || len(f.Entries) < 9 {
			t.Errorf("%s: %q by %q of %s, %d entries", path, f.Title, f.Author, f.Updated, len(f.Entries))
		}
		if len(f.Links) != 2 || f.Links[0] != (atomLink{"self", "http://localhost:8080" + path}) {
			t.Errorf("%s links to %v", path, f.Links)
		}
		last := f.Updated
		urn := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
		for _, e := range f.Entries {
			if ids[e.ID] || !urn.MatchString(e.ID) || e.Title == "" || e.Updated.After(last) || e.Content.Type != "html" || strings.TrimSpace(e.Content.Text) == "" {
				t.Errorf("%s: entry %+v", path, e)
			}
			ids[e.ID], last = true, e.Updated
			if len(e.Links) == 0 || e.Links[0].Rel != "alternate" {
				t.Errorf("%s: %s leads nowhere", path, e.Title)
			}
			for _, l := range append(regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(html.UnescapeString(e.Content.Text), -1), []string{"", e.Links[0].Href}) {
				at, ours := strings.CutPrefix(l[1], "http://localhost:8080")
				at, _, _ = strings.Cut(at, "#")
				if a := s.get(t, at); !ours || a.StatusCode != http.StatusOK {
					t.Errorf("%s: %s leads to %s: %d", path, e.Title, l[1], a.StatusCode)
				}
			}
		}
	}
	a := s.get(t, "/feed.atom")
	if b := s.get(t, "/feed.atom", "If-None-Match: "+a.Header.Get("ETag")); b.StatusCode != http.StatusNotModified {
		t.Errorf("the same feed is sent again: %d", b.StatusCode)
	}
	if f := s.feed(t, "/feed.atom?asof=r3"); len(f.Entries) != 3 {
		t.Errorf("as of r3 there are %d entries", len(f.Entries))
	}
	if a := s.get(t, "/feed.atom?asof=r999"); a.StatusCode != http.StatusNotFound {
		t.Errorf("a revision to come answers %d", a.StatusCode)
	}
	for path, href := range map[string]string{"/places/512022": "/feed.atom", storyPath + "?lang=en": "/feed.atom?lang=en"} {
		if !strings.Contains(s.get(t, path).body, `<link rel="alternate" type="application/atom+xml" href="`+href+`"`) {
			t.Errorf("%s does not name the feed", path)
		}
	}
}

// TestRewrittenStoryInTheFeed: sentences are known again by their address when a
// text is rewritten; those that came and went are told, and markup is text.
func TestRewrittenStoryInTheFeed(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	const aluminium = "kind=level&place=512022&group=cluster/铝材,size/规上&period=2024-01/P9M&op=eq&unit=亿元&value="
	s.tell(t, "kept", "[早](claim:output?"+aluminium+"1)，[没变](claim:output?"+aluminium+"26.8)，[走了](claim:output?"+aluminium+"2)。")
	s.tell(t, "kept", "[新来的\u0001<b>](claim:output?"+aluminium+"3)，[没变](claim:output?"+aluminium+"26.8)，[换了说法](claim:output?"+aluminium+"1)。")
	e := s.feed(t, "/feed.atom").Entries[0]
	if e.Category.Term != "rewritten" {
		t.Fatalf("first stands %q", e.Title)
	}
	text := e.Content.Text
	for _, says := range []string{"新来的", "新句子", "<del>走了</del>", "句子已删去", "2 处核对结果改变，0 处只是数字改变", "报道的文字改写过"} {
		if !strings.Contains(text, says) {
			t.Errorf("the entry does not say %s: %s", says, text)
		}
	}
	if strings.Contains(text, "没变") || strings.Contains(text, "换了说法") || strings.Contains(text, "<b>") {
		t.Errorf("what did not change is told, or markup gets through: %s", text)
	}
	st, err := s.store.Story(t.Context(), "kept", data.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	if claims, err := story.Claims(st); err != nil || len(claims) != 3 {
		t.Fatal(len(claims), err)
	}
	s.tell(t, "kept", strings.TrimSpace(st.Body)+"又一句。")
	first := e.ID
	waitFor(t, func() bool { e = s.feed(t, "/feed.atom").Entries[0]; return e.ID != first })
	if !strings.Contains(e.Title, "（示例数据）") || !strings.Contains(e.Content.Text, "核对结果没有改变") || strings.Contains(e.Content.Text, "0 处") {
		t.Errorf("of a text alone the feed says %q, %s", e.Title, e.Content.Text)
	}
}
