package dashboard_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"countyboard/data"
)

const (
	newText = "/admin/stories/new/text"
	pasted  = `首页 > 新闻 > 工业
乐至县前三季度工业运行平稳
2024-10-17 21:18 来源：乐至日报 作者：张三 李四

截至9月底，乐至经开区入驻工业企业超过200户。2024年1—9月，乐至县规模以上工业总产值98.6亿元，同比增长19.8%。铝材集群产值同比增长18.2%。

<b>下一步</b>，力争全年规模以上工业总产值突破150亿元 *不含税* 。

责任编辑：王五
版权声明：未经授权不得转载。`
)

var (
	ticks  = regexp.MustCompile(`<input type="checkbox" name="claim" value="([^"]*)"( checked)?>`)
	inputs = regexp.MustCompile(`<input [^>]*name="(csrf|slug|title|published|place|outlet|authors|address)" value="([^"]*)"`)
	areas  = regexp.MustCompile(`(?s)<textarea name="(body)"[^>]*>\n(.*?)</textarea>`)
	said   = regexp.MustCompile(`(?s)<div class="alert" role="alert">.*?</div>`)
	chosen = regexp.MustCompile(`<option value="([^"]*)" selected>`)
)

// retold is the second form as the page has it; no box is ticked.
func retold(t *testing.T, a answer) url.Values {
	t.Helper()
	main := a.body[strings.Index(a.body, "<main"):]
	f := url.Values{}
	for _, m := range append(inputs.FindAllStringSubmatch(main, -1), areas.FindAllStringSubmatch(main, -1)...) {
		f.Set(m[1], html.UnescapeString(m[2]))
	}
	if m := chosen.FindStringSubmatch(main); m != nil {
		f.Set("language", m[1])
	}
	if !f.Has("body") {
		t.Fatalf("%d: no second form: %s", a.StatusCode, alert(a.body))
	}
	return f
}

// paste sends a text to the first form.
func (s site) paste(t *testing.T, c *http.Client, text string) answer {
	t.Helper()
	return s.send(t, c, newText, url.Values{"csrf": {s.token(t, c, newText)}, "do": {"read"}, "text": {strings.ReplaceAll(text, "\n", "\r\n")}})
}

// box is the value of the box whose words hold what is asked for.
func box(t *testing.T, a answer, words string) string {
	t.Helper()
	for _, m := range ticks.FindAllStringSubmatch(a.body, -1) {
		if v := html.UnescapeString(m[1]); strings.Contains(v[strings.Index(v, " "):], words) {
			return v
		}
	}
	t.Fatalf("no proposal for %q: %q", words, ticks.FindAllString(a.body, -1))
	return ""
}

// TestStoryFromText: a pasted article is read, its claims are proposed with what
// they are bound to and their verdict, none is ticked, and the draft has as links
// those that a person ticked. Nothing is kept before.
func TestStoryFromText(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	a := s.paste(t, c, pasted)
	text := html.UnescapeString(a.body)
	for _, says := range []string{
		`value="乐至县前三季度工业运行平稳"`, `value="乐至日报"`, `value="张三、李四"`, `value="2024-10-17T21:18:00+08:00"`, `value="512022 乐至县"`,
		"<mark>", "规模以上工业总产值", "乐至县", "2024年1—9月", "= 19.8%", "98.6亿元", "有出入", "相符", "把握", "铝材", "> 200户",
	} {
		if !strings.Contains(text, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	if strings.Contains(text, "责任编辑") || strings.Contains(text, "版权声明") || strings.Contains(a.body, " checked") || len(ticks.FindAllString(a.body, -1)) < 4 {
		t.Errorf("not cleaned, ticked without a person, or too few: %q", ticks.FindAllString(a.body, -1))
	}
	if d, err := s.store.StoryDrafts(t.Context()); err != nil || len(d) != 0 {
		t.Fatalf("reading kept something: %+v %v", d, err)
	}
	f := retold(t, a)
	f.Set("do", "draft")
	f.Set("slug", "yunxing")
	f["claim"] = []string{box(t, a, "18.2%"), box(t, a, "200户")}
	if a = s.send(t, c, newText, f); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/admin/stories/yunxing" {
		t.Fatalf("making the draft answers %d: %s", a.StatusCode, alert(a.body))
	}
	d, err := s.store.StoryDraft(t.Context(), "yunxing")
	if err != nil || strings.Count(d.Source, "](claim:") != 2 || !strings.Contains(d.Source, "title: 乐至县前三季度工业运行平稳\n") || !strings.Contains(d.Source, `\<b\>`[:3]) || !strings.Contains(d.Source, "place: 512022\n") {
		t.Errorf("%v: %s", err, d.Source)
	}
	if a = s.ask(t, c, http.MethodGet, "/admin/stories/yunxing"); strings.Count(a.body, `class="claim"`) != 2 || !strings.Contains(a.body, "&lt;b&gt;下一步&lt;/b&gt;") || !strings.Contains(a.body, "*不含税*") {
		t.Errorf("the draft reads otherwise: %s", alert(a.body))
	}
}

// TestTextsMistakes: each is told with what to do, what was ticked stays ticked, and
// nothing is kept.
func TestTextsMistakes(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	a := s.paste(t, c, pasted)
	ticked := box(t, a, "18.2%")
	first := retold(t, a)
	first["claim"] = []string{ticked}
	first.Set("slug", "yunxing")
	first.Set("do", "draft")
	for _, tt := range []struct {
		name, value string
		code        int
		says, mend  string
	}{
		{"slug", "a/b", 400, "a/b", "连字符"}, {"slug", "", 400, "还没有给文章起", "连字符"}, {"slug", "new", 400, "new", "连字符"},
		{"slug", "zaizao-gongye-lezhi", 409, "已经有", "换一个"}, {"published", "昨天", 400, "昨天", "2024-10-17"}, {"published", "", 400, "没有填日期", "标题"},
		{"place", "乐知县", 400, "乐知县", "乐至县"}, {"place", "", 400, "没有填地区", "标题"}, {"title", "", 400, "没有填标题", "日期"},
		{"body", "改过的正文。", 409, "18.2%", "再勾选"}, {"address", "javascript:alert(1)", 400, "javascript:alert(1)", "https://"},
	} {
		f := url.Values{}
		for k, v := range first {
			f[k] = v
		}
		f.Set(tt.name, tt.value)
		a := s.send(t, c, newText, f)
		told := html.UnescapeString(said.FindString(a.body))
		if a.StatusCode != tt.code || !strings.Contains(told, tt.says) || !strings.Contains(told, tt.mend) {
			t.Errorf("%s=%q answers %d: %s", tt.name, tt.value, a.StatusCode, told)
		}
		if kept := html.UnescapeString(a.body); tt.code == 400 && tt.name == "slug" && !strings.Contains(kept, `value="`+ticked+`" checked`) {
			t.Errorf("%s=%q: the tick is lost", tt.name, tt.value)
		}
	}
	f := url.Values{"csrf": first["csrf"], "do": {"nothing"}}
	if a := s.send(t, c, newText, f); a.StatusCode != http.StatusBadRequest {
		t.Errorf("do=nothing answers %d", a.StatusCode)
	}
	for _, text := range []string{"", "  \n ", "一"} {
		if a := s.paste(t, c, text); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%q answers %d", text, a.StatusCode)
		}
	}
	if a := s.paste(t, c, "题目\n\n"+strings.Repeat("工业总产值增长5%。", 30_000)); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a text of 800 KB answers %d", a.StatusCode)
	}
	if d, err := s.store.StoryDrafts(t.Context()); err != nil || len(d) != 0 {
		t.Errorf("mistakes kept something: %+v %v", d, err)
	}
	viewer := s.signInAs(t, data.Viewer)
	if a := s.ask(t, viewer, http.MethodGet, newText); a.StatusCode != http.StatusForbidden {
		t.Errorf("a viewer: %d", a.StatusCode)
	}
	first.Set("csrf", "x")
	if a := s.send(t, c, newText, first); a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusBadRequest {
		t.Errorf("a forged form answers %d", a.StatusCode)
	}
}

// hand sends a saved file, and perhaps a text with it.
func (s site) handText(t *testing.T, c *http.Client, name string, file []byte, text string) answer {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, v := range map[string]string{"csrf": s.token(t, c, newText), "do": "read", "text": text} {
		if err := m.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	w, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = w.Write(file)
	}
	if err != nil || m.Close() != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+newText, &b)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(t, c, r)
}

// TestTextFromFile: any encoding, text or page; what is no text is told.
func TestTextFromFile(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(pasted))
	if err != nil {
		t.Fatal(err)
	}
	page := `<!doctype html><html><meta charset="utf-8"><nav>首页</nav><h1>乐至县工业</h1><p>2024-10-17 来源：乐至日报</p><p>2024年1—9月，乐至县规模以上工业总产值98.6亿元。</p></html>`
	for name, file := range map[string][]byte{"gb.txt": gb, "utf8.txt": []byte(pasted), "page.html": []byte(page)} {
		a := s.handText(t, c, name, file, "")
		if f := retold(t, a); a.StatusCode != http.StatusOK || f.Get("outlet") != "乐至日报" || box(t, a, "98.6亿元") == "" {
			t.Errorf("%s answers %d %v", name, a.StatusCode, f)
		}
	}
	for name, tt := range map[string]struct {
		file []byte
		text string
		code int
		says string
	}{
		"a.mhtml": {[]byte("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n=E4=B9=90"), "", http.StatusUnsupportedMediaType, "仅 HTML"},
		"a.docx":  {[]byte("PK\x03\x04\x00\x00\x00\x01"), "", http.StatusBadRequest, "不是文字"},
		"b.txt":   {gb, pasted, http.StatusBadRequest, "只留一样"},
	} {
		if a := s.handText(t, c, name, tt.file, tt.text); a.StatusCode != tt.code || !strings.Contains(said.FindString(a.body), tt.says) {
			t.Errorf("%s answers %d: %s", name, a.StatusCode, said.FindString(a.body))
		}
	}
}
