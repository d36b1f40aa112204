package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"countyboard/dashboard"
)

// TestAddresses asks each address as a stranger does.
func TestAddresses(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	tests := []struct {
		path   string
		status int
		says   string // in the body, or the redirect's goal
	}{
		{"/", 302, "/places/512022"},
		{"/places/512022", 200, "乐至经开区达203户"},
		{"/places/512022?lang=en", 200, "203 enterprises in Lezhi"},
		{"/places/512022", 200, "按示例数据"},
		{"/places/000000", 404, "没有地区"},
		{"/charts/enterprise-count?place=512022", 200, "lezhi-park-2024q3.xlsx · 园区企业!P6"},
		{"/charts/enterprise-count", 302, "/charts/enterprise-count?place=512022"},
		{"/charts/enterprise-count.csv", 302, "/charts/enterprise-count.csv?place=512022"},
		{"/charts/nothing?place=512022", 404, "enterprise-count"},
		{"/charts/enterprise-count.docx?place=512022", 404, ".option.json"},
		{"/charts/cluster-growth?place=512022&measure=contribution", 200, "贡献"},
		{"/charts/cluster-growth?place=512022&measure=index", 200, "指数"},
		{"/charts/cluster-growth?place=512022&measure=median", 400, "yoy"},
		{"/charts/output?place=512022&from=2024-13", 400, "2024-Q3"},
		{"/charts/output?place=512022&width=9", 400, "200–4000"},
		{"/charts/output?place=512022&asof=r99", 404, "r99"},
		{"/charts/output?place=512022&asof=soon", 400, "2024-10-17"},
		{"/charts/output?place=512022&lang=fr", 400, "zh-Hans"},
		{"/charts/output?place=110000", 200, "还没有"},
		{"/charts/output.option.json?place=110000", 200, `{"empty":{`},
		{"/charts/output.csv?place=512022", 200, "\ufeffplace,"},
		{"/charts/output.json?place=512022", 200, `"class":"dataset"`},
		{"/embed/growth-share?place=512022", 200, "示例数据"},
		{"/stories/zaizao-gongye-lezhi", 200, "逐句核对"},
		{"/stories/zaizao-gongye-lezhi.md", 200, "claim:enterprises"},
		{"/stories/zaizao-gongye-lezhi.json", 200, `"illustrative": true`},
		{"/stories/zaizao-gongye-lezhi.pdf", 404, ".json"},
		{"/stories/nothing", 404, "nothing"},
		{"/uploads", 303, "/login?next=%2Fuploads"},
		{"/uploads/abcdef", 303, "/login"},
		{"/login", 200, "password"},
		{"/assets/nothing.js", 404, ""},
		{"/assets/..%2fmanifest.json", 404, ""},
		{"/nowhere", 404, "/nowhere"},
		{"/healthz", 200, "ok"},
		{"/readyz", 200, "ready"},
		{"/metrics", 200, "countyboard_http_request_seconds"},
	}
	for _, tt := range tests {
		a := s.get(t, tt.path)
		if a.StatusCode != tt.status || !strings.Contains(a.body+a.Header.Get("Location"), tt.says) {
			t.Errorf("GET %s: %d, want %d with %q; %s %.300s", tt.path, a.StatusCode, tt.status, tt.says, a.Header.Get("Location"), a.body)
		}
		h := s.ask(t, plain, http.MethodHead, tt.path)
		if h.StatusCode != a.StatusCode || h.body != "" {
			t.Errorf("HEAD %s: %d with %d bytes, GET says %d", tt.path, h.StatusCode, len(h.body), a.StatusCode)
		}
		if a.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("GET %s: no nosniff", tt.path)
		}
	}
}

// TestRoutesSayWhoMayCallThem asks each route that needs a role without signing in.
func TestRoutesSayWhoMayCallThem(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	asked := 0
	for _, r := range dashboard.Routes {
		if r.Who == "" {
			continue
		}
		asked++
		a := s.ask(t, plain, r.Method, strings.NewReplacer(":id", "abcdef", ":name", "x").Replace(r.Path))
		if a.StatusCode != http.StatusSeeOther && a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusUnauthorized && a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s %s answers %d to a stranger", r.Method, r.Path, a.StatusCode)
		}
	}
	if asked < 6 {
		t.Errorf("only %d routes were asked", asked)
	}
}

// TestCaching: tags answer 304, in lists and weak forms; encodings have tags of
// their own; a new publication changes them; pinned data never change.
func TestCaching(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	const path = "/charts/output.option.json?place=512022"
	a := s.get(t, path)
	tag := a.Header.Get("ETag")
	if !regexp.MustCompile(`^"[^"]+"$`).MatchString(tag) || a.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("ETag %s, Cache-Control %s", tag, a.Header.Get("Cache-Control"))
	}
	for _, have := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		if b := s.get(t, path, "If-None-Match: "+have); b.StatusCode != http.StatusNotModified || b.body != "" {
			t.Errorf("If-None-Match %s answers %d", have, b.StatusCode)
		}
	}
	if b := s.get(t, path, "If-None-Match: \"other\""); b.StatusCode != http.StatusOK {
		t.Errorf("another tag answers %d", b.StatusCode)
	}
	z := s.get(t, path, "Accept-Encoding: gzip")
	if z.Header.Get("Content-Encoding") != "gzip" || z.Header.Get("ETag") == tag || len(z.body) >= len(a.body) {
		t.Errorf("gzip: %s %s %d of %d bytes", z.Header.Get("Content-Encoding"), z.Header.Get("ETag"), len(z.body), len(a.body))
	}
	if b := s.get(t, path, "Accept-Encoding: gzip;q=0, br"); b.Header.Get("Content-Encoding") != "" {
		t.Error("gzip was sent to who refuses it")
	}
	pinned := s.get(t, path+"&asof=r2")
	if !strings.Contains(pinned.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("pinned data: %s", pinned.Header.Get("Cache-Control"))
	}
	page := s.get(t, "/places/512022")
	if !strings.Contains(page.Header.Get("Vary"), "Accept-Language") {
		t.Errorf("a page's Vary is %s", page.Header.Get("Vary"))
	}
	if en := s.get(t, "/places/512022", "Accept-Language: en-GB, zh;q=0.5"); !strings.Contains(en.body, `lang="en"`) || en.Header.Get("ETag") == page.Header.Get("ETag") {
		t.Error("an English browser gets the Chinese page, or its tag")
	}
}

// TestNothingInline: no page has inline scripts, styles or handlers, and frames
// are allowed for embeds only.
func TestNothingInline(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	inline := regexp.MustCompile(`(?i)<script[^>]*>[^<]|<style|\sstyle="|\son[a-z]+="|javascript:`)
	for _, path := range []string{"/places/512022", "/charts/output?place=512022", "/stories/zaizao-gongye-lezhi", "/login", "/nowhere", "/embed/output?place=512022"} {
		a := s.get(t, path)
		body := regexp.MustCompile(`(?s)<textarea class="code".*?</textarea>|<script type="application/ld\+json">[^<]*</script>`).ReplaceAllString(a.body, "") // what is shown, and data that is never run
		if m := inline.FindString(body); m != "" {
			t.Errorf("%s holds %q", path, m)
		}
		csp := a.Header.Get("Content-Security-Policy")
		if strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") {
			t.Errorf("%s: %s", path, csp)
		}
		embed := strings.HasPrefix(path, "/embed/")
		if strings.Contains(csp, "frame-ancestors 'none'") == embed || (a.Header.Get("X-Frame-Options") == "DENY") == embed {
			t.Errorf("%s: frames: %s, %s", path, csp, a.Header.Get("X-Frame-Options"))
		}
	}
}

// TestStoryJSON compares the document with the contract: illustrative verdicts
// are counted apart.
func TestStoryJSON(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	var doc struct {
		Counts       map[string]int `json:"counts"`
		Illustrative map[string]int `json:"counts_illustrative"`
		Claims       []struct {
			Text, Address, Outcome, Label, Rule string
			Found                               *float64
			Cells                               []string
			Illustrative                        bool
		}
	}
	if err := json.Unmarshal([]byte(s.get(t, "/stories/zaizao-gongye-lezhi.json").body), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Claims) < 8 || doc.Illustrative["agrees"] == 0 || doc.Illustrative["differs"] != 1 || doc.Counts["agrees"] != 1 {
		t.Errorf("%d claims, %v, illustrative %v", len(doc.Claims), doc.Counts, doc.Illustrative)
	}
	for _, c := range doc.Claims {
		if c.Outcome == "agrees" && (c.Found == nil || len(c.Cells) == 0 || c.Rule == "") {
			t.Errorf("%s agrees without a figure, cell or rule", c.Text)
		}
		if c.Outcome == "agrees" && c.Illustrative != strings.HasPrefix(c.Label, "按示例数据") {
			t.Errorf("%s: illustrative %v, label %s", c.Text, c.Illustrative, c.Label)
		}
	}
}

// TestTheStorysLineIsDrawnForItsPopulationOnly: 200 is said of the park.
func TestTheStorysLineIsDrawnForItsPopulationOnly(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	option := func(q url.Values) string {
		return s.get(t, "/charts/enterprise-count.option.json?"+q.Encode()).body
	}
	if !strings.Contains(option(url.Values{"place": {"512022"}}), "报道所说的") {
		t.Error("no line for the park")
	}
	if strings.Contains(option(url.Values{"place": {"512022"}, "group": {"size/规上"}}), "报道所说的") {
		t.Error("the line is drawn for a population that the story does not speak of")
	}
}

// TestMetricsStayAtHome: behind a proxy on the same machine every caller seems
// local, so what came through one is refused.
func TestMetricsStayAtHome(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, header := range []string{"X-Forwarded-For: 10.0.0.1", "Forwarded: for=10.0.0.1"} {
		if a := s.get(t, "/metrics", header); a.StatusCode != http.StatusNotFound {
			t.Errorf("with %s: %d", header, a.StatusCode)
		}
	}
	r := httptest.NewRequest(http.MethodGet, "/metrics", nil) // comes from 192.0.2.1
	w := httptest.NewRecorder()
	s.Config.Handler.ServeHTTP(w, r)
	if w.Code != http.StatusNotFound {
		t.Errorf("a stranger gets %d", w.Code)
	}
}

// TestAbsoluteAddressesIgnoreHost: they come from the configuration only.
func TestAbsoluteAddressesIgnoreHost(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/charts/output?place=512022", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "evil.example"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	if a := s.do(t, plain, r); strings.Contains(a.body, "evil.example") || !strings.Contains(a.body, "http://localhost:8080/embed/output") {
		t.Error("the embed code follows the request's host")
	}
}
