package dashboard_test

import (
	"archive/zip"
	"bytes"
	"image/png"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"countyboard/dashboard"
	"countyboard/dashboard/export"
	"countyboard/data/sample"
)

// openFiles is openSample of a publisher who says all there is to say.
func openFiles(t testing.TB) site {
	t.Helper()
	s := open(t, func(c *dashboard.Config) {
		c.Publisher = export.Publisher{
			Name: "乐至县统计局", Licence: "CC-BY-4.0", LicenceURL: "https://creativecommons.org/licenses/by/4.0/",
		}
	})
	for _, w := range sample.Workbooks() {
		s.publish(t, w.Name, w.Bytes, w.Released)
	}
	return s
}

// TestFilesOverHTTP: each file that the menu of a chart's page lists is there,
// with a name, a tag that answers 304, and what must be said of it.
func TestFilesOverHTTP(t *testing.T) {
	t.Parallel()
	s := openFiles(t)
	page := s.get(t, "/charts/output?place=512022").body
	nav := regexp.MustCompile(`(?s)<nav aria-label="下载">(.*?)</nav>`).FindStringSubmatch(page)
	if nav == nil {
		t.Fatal("the page has no menu of files")
	}
	links := regexp.MustCompile(`<a href="([^"]+)">([^<]+)</a>`).FindAllStringSubmatch(nav[1], -1)
	if len(links) != 8 {
		t.Fatalf("the menu has %d files: %v", len(links), links)
	}
	media := map[string]string{
		"svg": "image/svg+xml", "png": "image/png", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"csv": "text/csv; charset=utf-8", "json": "application/json", "zip": "application/zip",
	}
	for _, l := range links {
		path := strings.ReplaceAll(l[1], "&amp;", "&")
		u, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		ending := u.Path[strings.LastIndexByte(u.Path, '.')+1:]
		want := media[ending]
		if u.Query().Get("charset") == "gb18030" {
			want = "text/csv; charset=gb18030"
		}
		a := s.get(t, path)
		if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != want || a.body == "" {
			t.Errorf("%s: %d %s", path, a.StatusCode, a.Header.Get("Content-Type"))
		}
		_, names, err := mime.ParseMediaType(a.Header.Get("Content-Disposition"))
		if err != nil || !strings.HasPrefix(names["filename"], "乐至县-工业产值-r7") || !strings.HasSuffix(names["filename"], "."+ending) {
			t.Errorf("%s is called %q (%v)", path, names["filename"], err)
		}
		if plain := a.Header.Get("Content-Disposition"); !strings.Contains(plain, `filename="output-512022-r7`) {
			t.Errorf("%s has no name in ASCII: %s", path, plain)
		}
		for _, w := range []string{`<https://creativecommons.org/licenses/by/4.0/>; rel="license"`, `<http://localhost:8080/charts/output?asof=r7&place=512022>; rel="describedby"`, `<http://localhost:8080/charts/output?place=512022>; rel="latest-version"`} {
			if !strings.Contains(strings.Join(a.Header.Values("Link"), "\n"), w) {
				t.Errorf("%s: no Link %s in %v", path, w, a.Header.Values("Link"))
			}
		}
		if a.Header.Get("Countyboard-Revision") != "r7" || !strings.Contains(a.Header.Get("Countyboard-Source"), "lezhi-2024-09.xlsx") || a.Header.Get("Countyboard-Illustrative") != "true" {
			t.Errorf("%s: %v", path, a.Header)
		}
		if b := s.get(t, path, "If-None-Match: "+a.Header.Get("ETag")); b.StatusCode != http.StatusNotModified || b.Header.Get("Link") == "" {
			t.Errorf("%s with its tag answers %d", path, b.StatusCode)
		}
		if h := s.ask(t, plain, http.MethodHead, path); h.StatusCode != http.StatusOK || h.body != "" || h.Header.Get("ETag") != a.Header.Get("ETag") || h.Header.Get("Content-Length") != a.Header.Get("Content-Length") {
			t.Errorf("HEAD %s: %d %v", path, h.StatusCode, h.Header)
		}
	}
	a := s.get(t, "/charts/output.zip?place=512022")
	z, err := zip.NewReader(bytes.NewReader([]byte(a.body)), int64(len(a.body)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "data.csv data.xlsx chart.svg chart.png datapackage.json metadata.json README.md" {
		t.Errorf("the zip holds %s", got)
	}
	f, err := z.Open("chart.png")
	if err != nil {
		t.Fatal(err)
	}
	if m, err := png.Decode(f); err != nil || m.Bounds().Dx() != 1200 {
		t.Errorf("chart.png: %v", err)
	}
}

// TestFilesThatAreNotThere say what is.
func TestFilesThatAreNotThere(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	for _, tt := range []struct {
		path   string
		status int
		says   string
	}{
		{"/charts/output.pdf?place=512022", 404, ".xlsx, .csv, .json, .option.json, .zip"},
		{"/charts/output.gif?place=512022", 404, ".svg, .png"},
		{"/charts/output.csv?place=512022&charset=latin1", 400, "gb18030"},
		{"/charts/output.csv?place=512022&format=xml", 400, "sdmx"},
		{"/charts/output.csv?place=512022&charset=utf-8", 200, "\ufeffplace,"},
		{"/charts/output.csv?place=512022&format=sdmx", 200, "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,"},
		{"/charts/output.xlsx?place=110000", 200, ""},
		{"/charts/output.zip?place=110000", 200, ""},
		{"/charts/output.xlsx?place=999999", 404, "999999"},
	} {
		if a := s.get(t, tt.path); a.StatusCode != tt.status || !strings.Contains(a.body, tt.says) {
			t.Errorf("GET %s: %d, want %d with %q: %.300s", tt.path, a.StatusCode, tt.status, tt.says, a.body)
		}
	}
	if l := s.get(t, "/charts/output.csv?place=512022").Header.Values("Link"); strings.Contains(strings.Join(l, ""), "license") {
		t.Errorf("a licence was invented: %v", l)
	}
}

// TestWeChatPage: an editor gets the text, the pictures and the code, and the
// address of the live chart; strangers and viewers get nothing.
func TestWeChatPage(t *testing.T) {
	t.Parallel()
	s := openFiles(t)
	const path = "/wechat/output?place=512022"
	if a := s.get(t, path); a.StatusCode != http.StatusSeeOther || !strings.Contains(a.Header.Get("Location"), "/login") {
		t.Errorf("a stranger gets %d", a.StatusCode)
	}
	if a := s.get(t, "/charts/output?place=512022"); strings.Contains(a.body, "/wechat/") {
		t.Error("a stranger is led to what editors do")
	}
	c := s.signIn(t, "admin", password)
	page := s.ask(t, c, http.MethodGet, "/charts/output?place=512022").body
	link := regexp.MustCompile(`href="(/wechat/output[^"]+)"`).FindStringSubmatch(page)
	if link == nil {
		t.Fatal("the chart's page does not lead to the article")
	}
	a := s.ask(t, c, http.MethodGet, strings.ReplaceAll(link[1], "&amp;", "&"))
	for _, want := range []string{"http://localhost:8080/charts/output?place=512022", "没有会丢失的内容", "part=1", "part=qr", "part=text"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page does not have %q: %d %.2000s", want, a.StatusCode, a.body)
		}
	}
	if a.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("Cache-Control %s", a.Header.Get("Cache-Control"))
	}
	for part, want := range map[string]string{"text": "<section style=", "qr": "\x89PNG", "1": "\x89PNG"} {
		b := s.ask(t, c, http.MethodGet, path+"&part="+part)
		if b.StatusCode != http.StatusOK || !strings.Contains(b.body, want) || b.Header.Get("Cache-Control") != "private, no-store" {
			t.Errorf("part %s: %d %.200s", part, b.StatusCode, b.body)
		}
	}
	if b := s.ask(t, c, http.MethodGet, path+"&part=text"); strings.Contains(b.Header.Get("Content-Security-Policy"), "script-src") || !strings.Contains(b.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("the text may run scripts: %s", b.Header.Get("Content-Security-Policy"))
	}
	if b := s.ask(t, c, http.MethodGet, path+"&part=9"); b.StatusCode != http.StatusNotFound || !strings.Contains(b.body, "text, qr, 1") {
		t.Errorf("part 9: %d %.300s", b.StatusCode, b.body)
	}
}
