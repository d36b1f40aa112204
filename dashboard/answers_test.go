package dashboard_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// fields reads the hidden fields of a draft's form: the question's number by its ID.
func fields(body string) map[string]string {
	all := make(map[string]string)
	for _, m := range regexp.MustCompile(`name="id\.(\d+)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		all[strings.ReplaceAll(m[2], "&#34;", `"`)] = m[1]
	}
	return all
}

// TestAnswersOnThePage: a question is answered on the draft's page, a nonsense
// answer comes back at its question, and the answer serves the next workbook.
func TestAnswersOnThePage(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	clusters := []string{"铝材", "东方产业"}
	at := s.upload(t, c, "park-2024q4.xlsx", park(t, clusters, 71), "place=512022").Header.Get("Location")
	page := s.ask(t, c, http.MethodGet, at)
	n, ok := fields(page.body)["group:东方产业"]
	if !ok || strings.Contains(page.body, at+"/publish") {
		t.Fatalf("the page does not ask for 东方产业, or offers publication: %s", page.body)
	}
	send := func(pairs ...string) (string, answer) {
		form := url.Values{"csrf": {s.token(t, c, at)}, "id." + n: {"group:东方产业"}, "wants." + n: {"group"}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i]+"."+n, pairs[i+1])
		}
		a := s.send(t, c, at+"/answers", form)
		if a.StatusCode != http.StatusSeeOther {
			t.Fatalf("answers: %d %.300s", a.StatusCode, a.body)
		}
		to, _, _ := strings.Cut(a.Header.Get("Location"), "#")
		return to, s.ask(t, c, http.MethodGet, to)
	}
	at, page = send("text", "没有这个集群")
	if !strings.Contains(page.body, `class="refused"`) || !strings.Contains(page.body, `value="没有这个集群"`) {
		t.Errorf("a nonsense answer does not come back at its question: %s", page.body)
	}
	n = fields(page.body)["group:东方产业"]
	at, page = send("how", "new", "label", "东方产业", "dimension", "cluster")
	if len(fields(page.body)) != 0 || !strings.Contains(page.body, at+"/publish") || !strings.Contains(page.body, "142") {
		t.Fatalf("an answer leaves questions: %s", page.body)
	}
	if a := s.send(t, c, at+"/publish", url.Values{"csrf": {s.token(t, c, at)}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d", a.StatusCode)
	}
	if csv := s.get(t, "/charts/enterprise-count.csv?place=512022").body; !strings.Contains(csv, "cluster/东方产业") {
		t.Error(csv)
	}
	next := s.upload(t, c, "park-2025q1.xlsx", park(t, clusters, 72), "place=512022").Header.Get("Location")
	if page := s.ask(t, c, http.MethodGet, next); len(fields(page.body)) != 0 || !strings.Contains(page.body, `id="revises"`) {
		t.Errorf("the next workbook asks again, or does not say what it revises: %s", page.body)
	}
	// What is published takes no answers.
	if a := s.send(t, c, at+"/answers", url.Values{"csrf": {s.token(t, c, next)}}); a.StatusCode != http.StatusConflict {
		t.Errorf("%d", a.StatusCode)
	}
}

// TestAnswersAlike: many words are taken in one step; those answered one by one stay so.
func TestAnswersAlike(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	clusters := []string{"铝材", "甲产业", "乙产业", "丙产业", "丁产业"}
	at := s.upload(t, c, "park.xlsx", park(t, clusters, 71), "place=512022").Header.Get("Location")
	page := s.ask(t, c, http.MethodGet, at).body
	if !strings.Contains(page, `name="all.group"`) {
		t.Fatal("no way to answer many alike")
	}
	form := url.Values{"csrf": {s.token(t, c, at)}, "all.group": {"new"}}
	for id, n := range fields(page) {
		form.Set("id."+n, id)
		form.Set("wants."+n, "group")
		form.Set("label."+n, strings.TrimPrefix(id, "group:"))
		form.Set("dimension."+n, "cluster")
		if id == "group:甲产业" {
			form.Set("how."+n, "ignore")
		}
	}
	to, _, _ := strings.Cut(s.send(t, c, at+"/answers", form).Header.Get("Location"), "#")
	if page := s.ask(t, c, http.MethodGet, to).body; len(fields(page)) != 0 || !strings.Contains(page, "丁产业") || strings.Contains(page, ">甲产业<") {
		t.Error(page)
	}
}

// TestBrowserAnswers: by mouse and eye.
func TestBrowserAnswers(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	c := s.signIn(t, "admin", password)
	at := s.upload(t, c, "park-2024q4.xlsx", park(t, []string{"铝材", "东方产业", "新能原"}, 71), "place=512022").Header.Get("Location")
	act(b, chromedp.Navigate(s.URL+"/login?next="+url.QueryEscape(at)))
	b.do(`document.querySelector("input[name=name]").value = "admin"; document.querySelector("input[name=password]").value = "` + password + `"; document.querySelector("main form").requestSubmit()`)
	b.wait(`document.querySelectorAll(".answers fieldset").length === 2`)
	b.do(`document.querySelectorAll(".answers [value=new]").forEach(r => r.click())`)
	b.do(`document.querySelector(".answers").requestSubmit()`)
	b.wait(`document.querySelector('form[action$="/publish"]') && !document.querySelector(".answers")`)
	b.quiet()
}
