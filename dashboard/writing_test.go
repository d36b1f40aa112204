package dashboard_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"countyboard/dashboard"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/vocab"
	"countyboard/importer"

	"github.com/xuri/excelize/v2"
)

var csrfField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// token is the form's token of a page.
func (s site) token(t testing.TB, c *http.Client, path string) string {
	t.Helper()
	m := csrfField.FindStringSubmatch(s.ask(t, c, http.MethodGet, path).body)
	if m == nil {
		t.Fatalf("%s has no form", path)
	}
	return html.UnescapeString(m[1])
}

// send submits a form, as a browser does.
func (s site) send(t testing.TB, c *http.Client, path string, form url.Values) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(t, c, r)
}

func (s site) signIn(t testing.TB, name, password string) *http.Client {
	t.Helper()
	c := visitor(t)
	a := s.send(t, c, "/login", url.Values{"csrf": {s.token(t, c, "/login")}, "name": {name}, "password": {password}})
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("sign-in answers %d: %.300s", a.StatusCode, a.body)
	}
	return c
}

// signInAs makes an account of a role, named after it, and signs it in.
func (s site) signInAs(t testing.TB, role data.Role) *http.Client {
	t.Helper()
	hash, err := dashboard.HashPassword(password)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.SaveAccount(t.Context(), data.Account{Name: string(role), Role: role, Password: hash}); err != nil {
		t.Fatal(err)
	}
	return s.signIn(t, string(role), password)
}

// upload hands in a file on the upload page.
func (s site) upload(t testing.TB, c *http.Client, name string, b []byte, fields ...string) answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("csrf", s.token(t, c, "/uploads"))
	for _, f := range fields {
		key, value, _ := strings.Cut(f, "=")
		_ = w.WriteField(key, value)
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(b)
	_ = w.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/uploads", &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return s.do(t, c, r)
}

// park is a small workbook as a bureau makes it: enterprises of the park by cluster.
func park(t testing.TB, clusters []string, last float64) []byte {
	t.Helper()
	f := excelize.NewFile()
	set := func(cell string, v any) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	set("A1", "乐至经开区入驻工业企业数（2024年四季度，季末）")
	set("A2", "单位：户")
	set("A3", "产业集群")
	set("B3", "2024年三季度")
	set("C3", "2024年四季度")
	total := 0.0
	for i, name := range clusters {
		cell := func(col string) string { return col + string(rune('5'+i)) }
		set(cell("A"), name)
		set(cell("B"), 10)
		set(cell("C"), last)
		total += last
	}
	set("A4", "合计")
	set("B4", 10*len(clusters))
	set("C4", total)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var known = []string{"铝材", "装备制造", "电子信息"}

// TestUploadReviewPublishWithdraw is the statistician's way.
func TestUploadReviewPublishWithdraw(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	a := s.upload(t, c, "park-2024q4.xlsx", park(t, known, 71), "place=512022", "released=2025-01-10")
	at := a.Header.Get("Location")
	if a.StatusCode != http.StatusSeeOther || !strings.HasPrefix(at, "/uploads/") {
		t.Fatalf("upload answers %d %s: %.500s", a.StatusCode, at, a.body)
	}
	review := s.ask(t, c, http.MethodGet, at)
	for _, says := range []string{"Sheet1!C5", "铝材", "2024年四季度", "71", `data-state="draft"`, "Sheet1!A3:C7"} {
		if !strings.Contains(review.body, says) {
			t.Errorf("the review does not say %q", says)
		}
	}
	if cc := review.Header.Get("Cache-Control"); cc != "private, no-store" {
		t.Errorf("a review is cached: %s", cc)
	}
	const chart = "/charts/enterprise-count.csv?place=512022"
	before := len(sample.Workbooks()) + len(sample.Stories()) // each made a revision
	if strings.Contains(s.get(t, chart).body, "2024-Q4") {
		t.Error("a draft is on the chart")
	}
	if a := s.send(t, c, at+"/publish", url.Values{"csrf": {s.token(t, c, at)}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("publish answers %d: %.300s", a.StatusCode, a.body)
	}
	if now := s.get(t, chart).body; !strings.Contains(now, "2024-Q4,213,") || !strings.Contains(now, "park-2024q4.xlsx") {
		t.Errorf("the published figure is not on the chart: %s", now)
	}
	if old := s.get(t, fmt.Sprintf("%s&asof=r%d", chart, before)).body; strings.Contains(old, "2024-Q4") {
		t.Error("an older revision shows it")
	}
	if old := s.get(t, chart+"&asof=2024-10-17").body; strings.Contains(old, "2024-Q4") || !strings.Contains(old, "2024-Q3,203,") {
		t.Error("asof a day before shows it, or does not show what was there")
	}
	if a := s.send(t, c, at+"/discard", url.Values{"csrf": {s.token(t, c, at)}}); a.StatusCode != http.StatusConflict {
		t.Errorf("a published batch is discarded: %d", a.StatusCode)
	}
	if a := s.send(t, c, at+"/withdraw", url.Values{"csrf": {s.token(t, c, at)}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("withdraw answers %d", a.StatusCode)
	}
	if now := s.get(t, chart).body; strings.Contains(now, "2024-Q4") || !strings.Contains(now, "2024-Q3,203,") {
		t.Error("withdrawing does not bring the old figures back")
	}
	if then := s.get(t, fmt.Sprintf("%s&asof=r%d", chart, before+1)).body; !strings.Contains(then, "2024-Q4,213,") {
		t.Error("the pinned revision changed its figures")
	}
}

// TestLaterReleaseWins: a release of a later day revises; one of an earlier day,
// published later, displaces only what is invented.
func TestLaterReleaseWins(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	const chart = "/charts/enterprise-count.csv?place=512022"
	s.publish(t, "old-yearbook.xlsx", park(t, known, 50), day("2020-01-01"))
	waitFor(t, func() bool { return strings.Contains(s.get(t, chart).body, "2024-Q4,150,") })
	if now := s.get(t, chart).body; !strings.Contains(now, "2024-Q3,30,") {
		t.Error("invented figures stand before published ones")
	}
	s.publish(t, "revision.xlsx", park(t, known, 60), day("2025-02-01"))
	waitFor(t, func() bool { return strings.Contains(s.get(t, chart).body, "2024-Q4,180,") })
	s.publish(t, "another-yearbook.xlsx", park(t, known[:2], 70), day("2021-01-01"))
	waitFor(t, func() bool { return strings.Contains(s.get(t, chart+"&asof=2024-12-31").body, "2024-Q4,140,") })
	if now := s.get(t, chart).body; !strings.Contains(now, "2024-Q4,180,") || !strings.Contains(now, "2024-Q3,30,") {
		t.Error("an old yearbook loaded late displaces newer figures")
	}
}

// waitFor gives another process' publication the time that it may take.
func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	for range 40 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("the server does not notice what another process published")
}

var hostileNames = []string{`</script><script>alert(1)</script>`, `__f__alert(1)__f__`, `" onload="alert(1)`}

// openHostile is the sample county with clusters whose names look like code.
func openHostile(t *testing.T) site {
	t.Helper()
	s, names := openSample(t), hostileNames
	words := make([]data.Word, len(names))
	for i, n := range names {
		words[i] = data.Word{Kind: data.FacetWord, Code: "cluster/x" + string(rune('a'+i)), Label: n, LabelEn: n}
	}
	if _, err := s.store.SaveWords(t.Context(), words, "test"); err != nil {
		t.Fatal(err)
	}
	answers := make(map[string]data.AnswerTo)
	for i, n := range names {
		answers["group:"+n] = data.AnswerTo{Use: words[i].Code}
	}
	h := importer.Handed{File: `"><img src=x onerror=alert(1)>.xlsx`, Bytes: park(t, names, 71), By: "test"}
	h.Place, h.Answers = sample.Place, answers
	b, res, _, err := importer.Desk{Store: s.store, Readers: readers, Embedded: vocab.Embedded()}.Import(t.Context(), h)
	if err != nil || res.Report.Open() > 0 {
		t.Fatalf("%v %+v", err, res.Report.Problems)
	}
	if _, err := s.store.Publish(t.Context(), b.ID, "test", time.Date(2025, 1, 10, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestHostileNames: cluster names that look like code come out as text everywhere.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	s := openHostile(t)
	paths := []string{"/places/512022", "/charts/enterprise-count?place=512022", "/embed/enterprise-count?place=512022"}
	for _, p := range paths {
		body := s.get(t, p).body
		for _, bad := range []string{"<script>alert", `" onload="`, "<img src=x"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", p, bad)
			}
		}
	}
	if page := s.get(t, paths[1]).body; !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Errorf("the name is not shown as text")
	}
	option := s.get(t, "/charts/enterprise-count.option.json?place=512022").body
	if strings.Contains(option, "<script") || !strings.Contains(option, `__f__alert(1)__f__`) || !strings.Contains(option, `\u003cscript\u003e`) {
		t.Error("names in the option are not plain JSON strings")
	}
	csv := s.get(t, "/charts/enterprise-count.csv?place=512022").body
	if !strings.Contains(csv, `__f__alert(1)__f__`) {
		t.Error("the CSV has lost a name")
	}
}

// TestBadUploads: each gets an answer that says what and how to mend it, nothing
// is stored, and the server goes on.
func TestBadUploads(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := s.signIn(t, "admin", password)
	whole := sample.Workbooks()[0].Bytes
	tests := []struct {
		name   string
		bytes  []byte
		fields []string
		status int
		says   string
	}{
		{"empty.xlsx", nil, nil, 400, "文件是空的"},
		{"text.xlsx", []byte("a,b\n1,2\n"), nil, 415, "另存为"},
		{"page.xls", []byte("<html><table>"), nil, 415, "网页"},
		{"cut.xlsx", whole[:len(whole)-300], nil, 400, "损坏"},
		{"sheet.xlsx", damagedSheet(t, whole), nil, 400, "不完整"},
		{"bomb.xlsx", bomb(t), nil, 413, "解压后超过"},
		{"place.xlsx", whole, []string{"place=Atlantis"}, 400, "Atlantis"},
		{"day.xlsx", whole, []string{"released=2024-13-01"}, 400, "2024-10-15"},
	}
	for _, tt := range tests {
		a := s.upload(t, c, tt.name, tt.bytes, tt.fields...)
		if a.StatusCode != tt.status || !strings.Contains(a.body, tt.says) {
			t.Errorf("%s: %d, want %d with %q: %s", tt.name, a.StatusCode, tt.status, tt.says, alert(a.body))
		}
	}
	if all, err := s.store.Batches(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%d batches were stored, %v", len(all), err)
	}
	if a := s.send(t, c, "/uploads", url.Values{"csrf": {s.token(t, c, "/uploads")}}); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "没有选择文件") {
		t.Errorf("no file: %d %s", a.StatusCode, alert(a.body))
	}
	if a := s.get(t, "/healthz"); a.StatusCode != http.StatusOK {
		t.Error("the server is gone")
	}
}

// TestOddWorkbooks are read, and say at which cell what is the matter; they
// cannot be published.
func TestOddWorkbooks(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := s.signIn(t, "admin", password)
	sheet := func(change map[string]any) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(park(t, known, 71)))
		if err != nil {
			t.Fatal(err)
		}
		for cell, v := range change {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	tests := []struct {
		name   string
		change map[string]any
		says   []string
	}{
		{"unit", map[string]any{"A2": "单位：力元"}, []string{"力元", "万元"}},
		{"period", map[string]any{"C3": "2024年13月"}, []string{"Sheet1"}},
		{"cluster", map[string]any{"A5": "东方产业"}, []string{"东方产业", "Sheet1!A5", `value="group:东方产业"`}},
		{"long name", map[string]any{"A5": strings.Repeat("铝", 10_000)}, []string{"Sheet1!A5"}},
		{"text for a number", map[string]any{"C5": "很多"}, []string{"Sheet1!C5", "很多"}},
		{"no table", map[string]any{"B3": nil, "C3": nil, "B4": nil, "C4": nil, "B5": nil, "C5": nil, "B6": nil, "C6": nil, "B7": nil, "C7": nil}, []string{"没有找到数据表"}},
	}
	for _, tt := range tests {
		a := s.upload(t, c, tt.name+".xlsx", sheet(tt.change), "place=512022")
		if a.StatusCode != http.StatusSeeOther {
			if !strings.Contains(a.body, tt.says[0]) {
				t.Errorf("%s: %d %s", tt.name, a.StatusCode, alert(a.body))
			}
			continue
		}
		page := s.ask(t, c, http.MethodGet, a.Header.Get("Location")).body
		for _, says := range tt.says {
			if !strings.Contains(page, says) {
				t.Errorf("%s: the report does not say %q: %.1500s", tt.name, says, problems(page))
			}
		}
	}
}

func alert(body string) string {
	return regexp.MustCompile(`(?s)<div class="alert.*?</div>|<h1>.*?</h1>.*?</p>`).FindString(body)
}

func problems(body string) string {
	return strings.Join(regexp.MustCompile(`(?s)<div class="problem.*?</div>`).FindAllString(body, -1), "\n")
}

// damagedSheet cuts the XML of a workbook's sheets in the middle.
func damagedSheet(t *testing.T, workbook []byte) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(f.Name, "worksheets/sheet") {
			b = b[:len(b)/2]
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = to.Write(b)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bomb is 1.2 GB of blanks in about a megabyte, within a sheet.
func bomb(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(o io.Writer) (io.WriteCloser, error) { return flate.NewWriter(o, flate.BestSpeed) })
	small := map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	}
	for name, text := range small {
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(p, text)
	}
	p, err := w.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(p, `<worksheet><sheetData>`)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range 1200 {
		_, _ = p.Write(blanks)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestUploadWithoutSigningIn: a stranger is told to sign in, and nothing is stored.
func TestUploadWithoutSigningIn(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	a := s.send(t, visitor(t), "/uploads", url.Values{})
	if a.StatusCode != http.StatusUnauthorized || !strings.Contains(a.body, "请先登录") {
		t.Errorf("%d %s", a.StatusCode, alert(a.body))
	}
	if all, err := s.store.Batches(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%d batches, %v", len(all), err)
	}
}

// TestForgedForms: a form without the token of its session changes nothing.
func TestForgedForms(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	all, err := s.store.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []url.Values{{}, {"csrf": {"x"}}, {"csrf": {strings.Repeat("a", 32)}}} {
		if a := s.send(t, c, "/uploads/"+all[0].ID+"/withdraw", form); a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusBadRequest {
			t.Errorf("a form with %v answers %d", form, a.StatusCode)
		}
	}
	if b, err := s.store.Batch(t.Context(), all[0].ID); err != nil || b.State != data.Live {
		t.Errorf("a forged form withdrew a batch: %v %v", b.State, err)
	}
}

// TestSigningIn: cookies are closed to scripts, ten failures slow down, a changed
// password ends sessions, redirects stay on the site.
func TestSigningIn(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	c := visitor(t)
	form := url.Values{"csrf": {s.token(t, c, "/login")}, "name": {"admin"}, "password": {password}, "next": {"//evil.example/"}}
	a := s.send(t, c, "/login", form)
	if a.Header.Get("Location") != "/uploads" {
		t.Errorf("sign-in leads to %s", a.Header.Get("Location"))
	}
	for _, cookie := range a.Cookies() {
		if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure {
			t.Errorf("cookie %s: HttpOnly %v, SameSite %v, Secure %v", cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Secure)
		}
	}
	if a := s.ask(t, c, http.MethodGet, "/uploads"); a.StatusCode != http.StatusOK {
		t.Fatalf("signed in, /uploads answers %d", a.StatusCode)
	}
	hash, err := dashboard.HashPassword("another-password")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.SaveAccount(t.Context(), data.Account{Name: "admin", Role: data.Admin, Password: hash}); err != nil {
		t.Fatal(err)
	}
	if a := s.ask(t, c, http.MethodGet, "/uploads"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("the session outlives its password: %d", a.StatusCode)
	}
	c = visitor(t)
	form = url.Values{"csrf": {s.token(t, c, "/login")}, "name": {"admin"}, "password": {"wrong"}}
	for i := range 10 {
		if a := s.send(t, c, "/login", form); a.StatusCode != http.StatusUnauthorized {
			t.Fatalf("failure %d answers %d", i+1, a.StatusCode)
		}
	}
	form.Set("password", "another-password")
	if a := s.send(t, c, "/login", form); a.StatusCode != http.StatusTooManyRequests || a.Header.Get("Retry-After") == "" {
		t.Errorf("after ten failures: %d", a.StatusCode)
	}
}

// TestRoles: viewers look, editors upload, publishers publish.
func TestRoles(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	viewer, editor := s.signInAs(t, data.Viewer), s.signInAs(t, data.Editor)
	if strings.Contains(s.ask(t, viewer, http.MethodGet, "/uploads").body, `type="file"`) {
		t.Error("a viewer is shown the upload form")
	}
	at := s.upload(t, editor, "a.xlsx", park(t, known, 71), "place=512022").Header.Get("Location")
	token := url.Values{"csrf": {s.token(t, editor, at)}}
	if a := s.send(t, editor, at+"/publish", token); a.StatusCode != http.StatusForbidden {
		t.Errorf("an editor publishes: %d", a.StatusCode)
	}
	if a := s.send(t, editor, at+"/discard", token); a.StatusCode != http.StatusSeeOther {
		t.Errorf("an editor cannot discard a draft: %d", a.StatusCode)
	}
}

// TestACellInItsSurroundings: signed-in people see the cell of a figure among its
// neighbours, with the header and the labels of its table; others see nothing.
func TestACellInItsSurroundings(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	page := s.ask(t, c, http.MethodGet, "/charts/enterprise-count?place=512022")
	link := regexp.MustCompile(`<a class="from" href="([^"]*)" data-cell="([^"]*)">([^<]*)<`).FindStringSubmatch(page.body)
	if link == nil {
		t.Fatalf("no figure leads to its cell: %.300s", page.body)
	}
	at := html.UnescapeString(link[1])
	a := s.ask(t, c, http.MethodGet, at)
	number := regexp.MustCompile(`[\d.]+`).FindString(link[3])
	here := regexp.MustCompile(`aria-current="true">([^<]*)<`).FindStringSubmatch(a.body)
	if a.StatusCode != http.StatusOK || here == nil || here[1] != number || !strings.Contains(a.body, html.UnescapeString(link[2])) || a.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("%s shows %q, want %s of %s", at, here, number, link[2])
	}
	if n := strings.Count(a.body, `class="head `); n < 4 {
		t.Errorf("%d cells of headers and labels", n)
	}
	if len(a.body) > 30<<10 {
		t.Errorf("%d bytes", len(a.body))
	}
	if other := s.get(t, "/charts/enterprise-count?place=512022"); strings.Contains(other.body, "/uploads/") || strings.Contains(other.body, `class="from"`) {
		t.Error("a stranger's page leads to cells")
	}
	if other := s.get(t, at); other.StatusCode != http.StatusSeeOther || !strings.HasPrefix(other.Header.Get("Location"), "/login") || strings.Contains(other.body, "<table") {
		t.Errorf("a stranger is answered %d", other.StatusCode)
	}
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{
		"": 404, "sheet=x&cell=A1": 404, "sheet=" + url.QueryEscape(u.Query().Get("sheet")) + "&cell=%3Cb%3E": 404,
		"sheet=" + url.QueryEscape(u.Query().Get("sheet")) + "&cell=A999999999999": 404, "sheet=" + url.QueryEscape(u.Query().Get("sheet")) + "&cell=ZZ3": 200,
	} {
		if a := s.ask(t, c, http.MethodGet, u.Path+"?"+query); a.StatusCode != want || strings.Contains(a.body, "<b>") {
			t.Errorf("%s is answered %d, want %d", query, a.StatusCode, want)
		}
	}
	if a := s.ask(t, c, http.MethodGet, "/uploads/ffffffffffff/cell?sheet=x&cell=A1"); a.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown batch is answered %d", a.StatusCode)
	}
	// The page of a batch leads to the cells as well.
	if a := s.ask(t, c, http.MethodGet, strings.TrimSuffix(u.Path, "/cell")); !strings.Contains(a.body, `<a class="from" href="`+u.Path) {
		t.Error("the page of the batch does not lead to its cells")
	}
}

// TestSecureCookies under https.
func TestSecureCookies(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *dashboard.Config) { c.BaseURL = "https://board.example" })
	a := s.get(t, "/login")
	if len(a.Cookies()) == 0 || !a.Cookies()[0].Secure || a.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("cookies %v, %s", a.Cookies(), a.Header.Get("Strict-Transport-Security"))
	}
}
