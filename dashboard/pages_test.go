package dashboard_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
	"countyboard/data/vocab"

	"github.com/chromedp/chromedp"
)

// TestEachParameter: what makes no sense is refused with what would do; what
// makes sense and has no figures says which have.
func TestEachParameter(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	tests := []struct {
		path   string
		status int
		says   string
	}{
		{"output?place=512022&from=2024-06&to=2023-12", 400, "from=2021&amp;to=2024"},
		{"output?place=512022&view=pie", 400, "months, cumulated"},
		{"enterprise-count?place=512022&view=months", 400, "view"},
		{"output?place=512022&view=cumulated", 200, "1月起累计"},
		{"output?place=512022&freq=W", 400, "YTD"},
		{"output?place=512022&basis=guess", 400, "implied"},
		{"output?place=512022&group=铝材", 400, "cluster/"},
		{"output?place=512022&theme=neon", 400, "dark"},
		{"output?place=512022&to=soon", 400, "2024-Q3"},
		{"output?place=512022&indicator=a%00b", 400, "indicator"},
		{"output?place=512022&indicator=happiness", 404, "happiness"},
		{"output?place=512022&freq=S", 200, "没有半年数字"},
		{"output?place=512022&from=2031", 200, "没有数字"},
		{"output?place=512022&group=park/月球", 404, "cluster/铝材"},
		{"output?place=512022&group=size/大型", 200, "没有“大型企业”的数字"},
		{"output?place=512022&group=cluster/月球,size/规上", 404, "没有分组“cluster/月球”"},
		{"concentration?place=512022&view=nope", 400, "可用：top-shares, hhi<"},
		{"output?place=512022&measure=foo", 400, "可用：level<"},
		{"growth-share?place=512022&basis=implied", 200, "没有“当期推算（隐含基数）”的增速"},
		{"cluster-growth?place=512022&basis=nominal&to=2023-12", 200, "按两期数值计算"},
		{"cluster-growth?place=512022&from=&to=&basis=", 302, "/charts/cluster-growth?place=512022"},
		{"output?place=512022&group=size/规上&group=cluster/铝材", 200, "规模以上工业铝材产出"},
		{"output?place=512022&group=cluster/铝材", 200, "规模以上工业铝材产出"},
		{"output?place=512022&place=512000", 400, "最多 1 个"},
		{"shift-share?place=512022&place=512021", 200, "参照：安岳县"},
		{"shift-share?place=512022&place=512021&place=512002", 400, "最多 2 个"},
		{"compare-places?place=1&place=2&place=3&place=4&place=5&place=6&place=7&place=8&place=9", 400, "给了 9 个地区，这里一次最多 8 个"},
		{"compare-places?place=512022&place=999999", 404, "999999"},
		{"compare-places?place=512022&place=&measure=yoy", 302, "/charts/compare-places?measure=yoy&place=512022"},
		{"compare-places?place=512022&place=110000", 200, "没有可与乐至县比较"},
		{"doubling?place=512022&to=2028&from=2022", 200, "到2028年达到目标，今后每年需增长"},
		{"doubling?place=512022&from=2031", 200, "另选基年"},
		{"enterprise-flow?place=512022&to=2023", 200, "2023年1—12月净增6户"},
	}
	for _, path := range []string{"/places/512022?theme=neon", "/places?theme=neon", "/methods?theme=neon", "/charts?measure=median"} {
		if a := s.get(t, path); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "可用：") {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
	}
	if a := s.get(t, "/charts?place=512022&place=512021"); a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "最多 1 个") {
		t.Errorf("two places: %d", a.StatusCode)
	}
	for _, tt := range tests {
		a := s.get(t, "/charts/"+strings.ReplaceAll(tt.path, "铝材", url.QueryEscape("铝材")))
		if a.StatusCode != tt.status || !strings.Contains(a.body+a.Header.Get("Location"), tt.says) {
			t.Errorf("%s: %d, want %d with %q: %.400s", tt.path, a.StatusCode, tt.status, tt.says, a.body[strings.Index(a.body+"<main", "<main"):])
		}
		option := s.get(t, "/charts/"+strings.Replace(tt.path, "?", ".option.json?", 1))
		if tt.status != http.StatusFound && option.StatusCode != tt.status {
			t.Errorf("%s as data: %d, want %d", tt.path, option.StatusCode, tt.status)
		}
	}
}

var (
	selects  = regexp.MustCompile(`(?s)<select name="([a-z]+)">(.*?)</select>`)
	options  = regexp.MustCompile(`<option value="([^"]*)"`)
	boxes    = regexp.MustCompile(`<input type="checkbox" name="([a-z]+)" value="([^"]*)"`)
	kept     = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)"`)
	selected = regexp.MustCompile(`<select name="group">.*?value="([^"]*)" selected`)
	switches = regexp.MustCompile(`(?s)<nav class="switch".*?</nav>`)
	links    = regexp.MustCompile(`href="([^"]*)"`)
)

// TestEveryPlaceIsKept: forms, switches, files and embeds name all places of
// the address, in its order.
func TestEveryPlaceIsKept(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	page := s.get(t, "/charts/compare-places?place=512022&place=512021&place=512000").body
	const all = "place=512022&amp;place=512021&amp;place=512000"
	for _, link := range []string{"/charts/compare-places.csv?" + all, "/charts/compare-places.json?" + all, "/charts/compare-places?measure=yoy&amp;" + all, "/charts/compare-places.option.json?" + all} {
		if !strings.Contains(page, link) {
			t.Errorf("no link to %s", link)
		}
	}
	const kept = `type="hidden" name="place"`
	look := page[strings.Index(page, `<form class="look"`):]
	look = look[:strings.Index(look, "</form>")]
	if n := strings.Count(look, kept); n != 3 {
		t.Errorf("the form of an embed's look keeps %d places", n)
	}
	if n := strings.Count(page, kept) - 3; n != 1 {
		t.Errorf("the form keeps %d places besides those to choose", n)
	}
	for _, chosen := range []string{`name="place" value="512021" checked`, `name="place" value="512000" checked`} {
		if !strings.Contains(page, chosen) {
			t.Errorf("%s is missing", chosen)
		}
	}
	if page = s.get(t, "/charts/shift-share?place=512022&place=512021").body; !strings.Contains(page, `<option value="512021" selected>`) {
		t.Error("the reference is not chosen")
	}
	if csv := s.get(t, "/charts/compare-places.csv?place=512022&place=512021").body; !strings.Contains(csv, "安岳县") {
		t.Errorf("%.300s", csv)
	}
}

// TestEveryChoiceHasFigures: whatever a chart's form offers leads to a picture.
func TestEveryChoiceHasFigures(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s := openSample(t)
	for _, d := range chart.Catalogue {
		path := "/charts/" + d.Slug + "?place=512022&asof=r3&theme=dark&lang=zh-Hans"
		page := s.get(t, path).body
		if strings.Contains(page, `class="nothing"`) {
			continue // the sample has nothing for it
		}
		q := url.Values{}
		for _, m := range kept.FindAllStringSubmatch(page, -1) {
			q.Add(m[1], html.UnescapeString(m[2]))
		}
		if strings.Contains(page, "data-filters") && (q.Get("place") != "512022" || q.Get("asof") != "r3" || q.Get("theme") != "dark" || q.Get("lang") != "zh-Hans") {
			t.Errorf("%s: the form keeps %v", d.Slug, q)
		}
		population := selected.FindStringSubmatch(page)
		try := func(name, value string) {
			with := url.Values{}
			for k, v := range q {
				with[k] = append([]string{}, v...)
			}
			if population != nil && strings.HasPrefix(value, "cluster/") {
				with.Add("group", html.UnescapeString(population[1]))
			}
			with.Add(name, html.UnescapeString(value))
			if a := s.get(t, "/charts/"+d.Slug+"?"+with.Encode()); value != "" && (a.StatusCode != http.StatusOK || strings.Contains(a.body, `class="nothing"`)) {
				t.Errorf("%s with %s=%s: %d, or nothing to see", d.Slug, name, value, a.StatusCode)
			}
		}
		for _, m := range selects.FindAllStringSubmatch(page, -1) {
			for _, o := range options.FindAllStringSubmatch(m[2], -1) {
				try(m[1], o[1])
			}
		}
		for _, m := range boxes.FindAllStringSubmatch(page, -1) {
			try(m[1], m[2])
		}
		for _, m := range links.FindAllStringSubmatch(switches.FindString(page), -1) {
			if a := s.get(t, html.UnescapeString(m[1])); a.StatusCode != http.StatusOK || strings.Contains(a.body, `class="nothing"`) || !strings.Contains(m[1], "asof=r3") {
				t.Errorf("%s: %s: %d, or nothing to see, or another revision", d.Slug, m[1], a.StatusCode)
			}
		}
	}
}

// TestGallery: every chart of the catalogue is there with its question.
func TestGallery(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	for _, l := range lang.All {
		page := s.get(t, "/charts?lang="+string(l)).body
		for _, d := range chart.Catalogue {
			if !strings.Contains(page, `<li id="`+d.Slug+`"><h2>`+html.EscapeString(d.Question(l))+"</h2>") {
				t.Errorf("%s: %s is not there with its question", l, d.Slug)
			}
		}
		if strings.Contains(page, "⟨") || !strings.Contains(page, `data-option="/charts/output.option.json`) {
			t.Errorf("%s: words are missing, or pictures", l)
		}
	}
	if a := s.get(t, "/charts?place=000000"); a.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown place answers %d", a.StatusCode)
	}
	if a := open(t, nil).get(t, "/charts"); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "哪个产业集群长得快？") {
		t.Errorf("without any place: %d", a.StatusCode)
	}
}

// TestMethods: each chart's page leads to explanations that are there.
func TestMethods(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	for _, l := range lang.All {
		page := s.get(t, "/methods?lang="+string(l)).body
		if strings.Contains(page, "⟨") {
			t.Errorf("%s: words are missing", l)
		}
		for _, d := range chart.Catalogue {
			found := 0
			for _, m := range links.FindAllStringSubmatch(s.get(t, "/charts/"+d.Slug+"?place=512022&lang="+string(l)).body, -1) {
				if _, anchor, ok := strings.Cut(m[1], "/methods?lang="+string(l)+"#"); ok {
					found++
					if !strings.Contains(page, `<section id="`+anchor+`">`) {
						t.Errorf("%s: %s is not explained", l, anchor)
					}
				}
			}
			if found == 0 {
				t.Errorf("%s: %s names no formula", l, d.Slug)
			}
		}
	}
	if !strings.Contains(s.get(t, "/methods").body, "<var>g</var><sub><var>t</var></sub> = (<var>x</var>") {
		t.Error("formulas are not set")
	}
}

// TestTheLanguageIsKept: no link of a page leads to another language than the
// one that was chosen, but for the one that says so.
func TestTheLanguageIsKept(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s := openSample(t)
	for _, l := range lang.All {
		browser := "Accept-Language: en"
		if l == lang.En {
			browser = "Accept-Language: zh-CN"
		}
		seen := map[string]bool{}
		next := []string{"/places/512022?lang=" + string(l), "/places?lang=" + string(l), "/charts?lang=" + string(l), "/places?q=z&lang=" + string(l), "/nowhere?lang=" + string(l)}
		for len(next) > 0 {
			path := next[0]
			next = next[1:]
			if seen[path] {
				continue
			}
			seen[path] = true
			a := s.get(t, path, browser)
			if to := a.Header.Get("Location"); to != "" {
				next = append(next, to)
				continue
			}
			if !strings.Contains(a.body, `<html lang="`+string(l)+`"`) || strings.Contains(a.body, "⟨") {
				t.Errorf("%s is not all in %s", path, l)
			}
			for _, m := range regexp.MustCompile(`<a [^>]*?href="(/[^"]*)"[^>]*>`).FindAllStringSubmatch(a.body, -1) {
				u, err := url.Parse(html.UnescapeString(m[1]))
				if err != nil {
					t.Fatal(err)
				}
				if regexp.MustCompile(`\.(csv|json|md|svg|png|xlsx|zip)$`).MatchString(u.Path) || strings.Contains(m[0], "hreflang") {
					continue
				}
				if u.Query().Get("lang") != string(l) {
					t.Errorf("%s leads to %s", path, u)
				} else if u.Fragment = ""; len(seen) < 60 {
					next = append(next, u.String())
				}
			}
		}
		if len(seen) < 15 {
			t.Errorf("%s: only %d pages were seen", l, len(seen))
		}
	}
}

// openCountry has an enterprise count for each county of the country.
func openCountry(t testing.TB) (s site, places int) {
	t.Helper()
	s = open(t, nil)
	var obs []data.Observation
	var add func(code string)
	add = func(code string) {
		for _, p := range vocab.Embedded().Within(code) {
			add(p.Code)
			if strings.HasPrefix(p.Code, "region") {
				continue
			}
			obs = append(obs, data.Observation{
				Key: data.Key{Indicator: "enterprises", Place: p.Code, Measure: data.Level, Period: data.Year(2023)}, Unit: data.Unit{Label: "户", Base: data.BaseCount},
				Value: data.Value{Number: float64(len(obs) + 1), Status: data.Normal}, From: []data.CellRef{{Sheet: "S", Cell: fmt.Sprintf("A%d", len(obs)+1)}},
			})
		}
	}
	add("100000")
	s.publishFigures(t, obs)
	return s, len(obs)
}

// publishFigures publishes figures as if a workbook had said them.
func (s site) publishFigures(t testing.TB, obs []data.Observation) {
	t.Helper()
	sum := sha256.Sum256([]byte("x"))
	up := data.Upload{ID: hex.EncodeToString(sum[:]), File: "figures.xlsx"}
	b, _, err := s.store.SaveDraft(t.Context(), up, []byte("x"), data.Batch{Upload: up.ID, File: up.File}, obs)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.Publish(t.Context(), b.ID, "test", time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
}

// TestAPlaceShowsWhatItHas: a place and an indicator that only a workbook knows,
// without what the charts are made for; the change of a rate is in points.
func TestAPlaceShowsWhatItHas(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	words := []data.Word{{Kind: data.PlaceWord, Code: "x-Perry County， IN", Label: "Perry County, IN"}, {Kind: data.IndicatorWord, Code: "own-桥", Label: "桥梁"}}
	if _, err := s.store.SaveWords(t.Context(), words, "test"); err != nil {
		t.Fatal(err)
	}
	var obs []data.Observation
	figure := func(indicator string, year int, x float64, u data.Unit) {
		obs = append(obs, data.Observation{
			Key:   data.Key{Indicator: indicator, Place: words[0].Code, Measure: data.Level, Period: data.Year(year)},
			Value: data.Value{Number: x, Status: data.Normal}, Unit: u, From: []data.CellRef{{Sheet: "S", Cell: fmt.Sprintf("A%d", len(obs)+1)}},
		})
	}
	for year := range 23 {
		figure("unemployment-rate", 2000+year, 4-float64(year)/10, data.Unit{Label: "%", Base: data.BasePercent})
		figure(words[1].Code, 2000+year, float64(10+year), data.Unit{Label: "座", Base: data.BaseCount})
	}
	s.publishFigures(t, obs)
	page := s.get(t, "/places/"+url.PathEscape(words[0].Code)).body
	for _, want := range []string{"失业率", "−0.1个百分点", "桥梁", "32<small>座", "2022年桥梁为32座"} {
		if !strings.Contains(page, want) {
			t.Errorf("the place does not show %s", want)
		}
	}
	for _, m := range regexp.MustCompile(`href="(/charts/[^"]*)"|data-option="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if a := s.get(t, html.UnescapeString(m[1]+m[2])); a.StatusCode != http.StatusOK || strings.Contains(a.body, "empty") || strings.Contains(a.body, `class="nothing"`) {
			t.Errorf("%s leads to %d, or to nothing", m[0], a.StatusCode)
		}
	}
}

// TestAPlaceOfOnePeriod, or of rates alone: a bar is no chart where other places
// have figures to stand beside; rates are drawn over time.
func TestAPlaceOfOnePeriod(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	var obs []data.Observation
	figure := func(indicator, place string, m data.Measure, p data.Period, x float64, u data.Unit) {
		obs = append(obs, data.Observation{
			Key:   data.Key{Indicator: indicator, Place: place, Measure: m, Period: p},
			Value: data.Value{Number: x, Status: data.Normal}, Unit: u, From: []data.CellRef{{Sheet: "S", Cell: fmt.Sprintf("A%d", len(obs)+1)}},
		})
	}
	yuan := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
	for i, place := range []string{"510000", "110000", "320000"} {
		figure("enterprises", place, data.Level, data.Year(2010), float64(830+i), data.Unit{Label: "户", Base: data.BaseCount})
		figure("revenue", place, data.Level, data.Year(2010), float64(2105+i), yuan)
	}
	for m := 2; m < 9; m++ {
		figure("value-added", "100000", data.YoY, data.Month(2020, m), float64(m-4), data.Unit{Label: "%", Base: data.BasePercent})
	}
	s.publishFigures(t, obs)
	for path, want := range map[string][]string{
		"/places/510000": {"企业数830户，在3个地区中列第3", "营业收入2105亿元，在3个地区中列第3", "更新 2024"},
		"/places/100000": {"2020年8月工业增加值同比+4.0%", "+4.0<small>%", `data-slug="cluster-growth"`, "更新 2024"},
		"/wall/100000":   {"2020年8月工业增加值同比+4.0%"},
		"/wall/510000":   {"在3个地区中列第3"},
		"/places":        {"工业增加值同比"},
	} {
		page := html.UnescapeString(s.get(t, path).body)
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s does not say %s", path, w)
			}
		}
		if strings.Contains(page, `class="nothing"`) {
			t.Errorf("%s has an empty chart", path)
		}
	}
}

// TestManyPlaces: a country of counties stays usable, and its pages light.
func TestManyPlaces(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, n := openCountry(t)
	if n < 3000 {
		t.Fatalf("only %d places", n)
	}
	tests := []struct {
		path   string
		status int
		says   []string
		not    string
	}{
		{"/", 200, []string{fmt.Sprintf("%d 个地区有数字", n), `href="/places?within=512000"`, "资阳市"}, "乐至县"},
		{"/places?within=512000", 200, []string{"乐至县", "512022", "安岳县", "企业数 · 2023年"}, "朝阳区"},
		{"/places?within=none", 200, nil, "乐至县"},
		{"/places?within=zzz", 404, []string{"zzz"}, ""},
		{"/places?q=" + url.QueryEscape("乐至"), 200, []string{"乐至县", "资阳市", "1 个地区"}, "安岳县"},
		{"/places?q=512022", 200, []string{"乐至县"}, "安岳县"},
		{"/places?q=" + url.QueryEscape("朝阳"), 200, []string{"朝阳区", "北京市", "长春市"}, "乐至县"},
		{"/places?q=51", 200, []string{"第 1 页", "page=2"}, ""},
		{"/places?q=51&page=2", 200, []string{"第 2 页", "page=1", "page=3"}, ""},
		{"/places?q=51&page=99", 400, []string{"1–"}, ""},
		{"/places?page=x&within=512000", 400, []string{"page"}, ""},
		{"/places?q=qqq", 200, []string{"没有找到“qqq”", "512022"}, ""},
		{"/places?q=%3Cb%3E&lang=en", 200, []string{"&lt;b&gt;"}, "<b>"},
		{"/places?q=", 302, []string{"/places"}, ""},
		{"/places/512022", 200, []string{"上级", `href="/places/512000"`, "同级", "安岳县"}, ""},
		{"/places/512000", 200, []string{"下级", "乐至县", `href="/places/510000"`, `href="/places?within=510000"`}, ""},
		{"/charts", 200, []string{"选择地区"}, "data-option"},
		{"/charts/output", 400, []string{"place=", fmt.Sprintf("%d 个地区", n)}, ""},
	}
	for _, tt := range tests {
		a := s.get(t, tt.path)
		body := a.body + a.Header.Get("Location")
		for _, want := range tt.says {
			if a.StatusCode != tt.status || !strings.Contains(body, want) {
				t.Errorf("%s: %d, want %d with %q", tt.path, a.StatusCode, tt.status, want)
			}
		}
		if tt.not != "" && strings.Contains(body, tt.not) {
			t.Errorf("%s says %q", tt.path, tt.not)
		}
		if z := s.get(t, tt.path, "Accept-Encoding: gzip"); len(z.body) > 16<<10 || len(a.body) > 96<<10 {
			t.Errorf("%s weighs %d bytes, %d of them compressed", tt.path, len(a.body), len(z.body))
		}
	}
}

// TestTheBoardStaysShort: a board is no wall of charts.
func TestTheBoardStaysShort(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	page := s.get(t, "/places/512022").body
	if n := strings.Count(page, `<figure class="chart"`); n < 3 || n > 7 {
		t.Errorf("%d charts stand on the board", n)
	}
	for _, d := range chart.Catalogue {
		at := strings.Index(page, "/charts/"+d.Slug+"?")
		if empty := strings.Contains(s.get(t, "/charts/"+d.Slug+"?place=512022").body, `class="nothing"`); at < 0 && !empty {
			t.Errorf("the board does not lead to %s", d.Slug)
		}
	}
}

// TestBrowserFilters: a choice applies at once and changes the address; the
// choice keeps the focus, back goes back; the form is folded on a phone.
func TestBrowserFilters(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(s.URL+"/charts/output?place=512022"))
	b.drawn(1)
	b.do(`window.stays = true; (x => { x.focus(); x.value = "cumulated"; x.dispatchEvent(new Event("change", {bubbles: true})) })(document.querySelector("select[name=view]"))`)
	b.wait(`location.search.includes("view=cumulated") && document.querySelector(".sub").textContent.includes("1月起累计") && document.querySelector(".plot.drawn")`)
	if at := b.text(`location.search`); strings.Contains(at, "from=") {
		t.Errorf("what was left open is in the address: %s", at)
	}
	if !act(b, chromedp.Evaluate[bool](`window.stays && document.activeElement.name === "view"`)) {
		t.Error("the page was loaded anew, or the focus was lost")
	}
	b.do(`document.querySelector("details.many").open = true; document.querySelector("details.many input").click()`)
	b.wait(`new URLSearchParams(location.search).getAll("group").includes("cluster/铝材") && document.querySelector("h1").textContent.includes("铝材") && document.querySelector("details.many").open`)
	if address, fresh := b.text(`location.pathname + location.search`), b.text(`document.querySelector("h1").textContent`); !strings.Contains(html.UnescapeString(s.get(t, address).body), fresh) {
		t.Errorf("%s does not show what the page shows", address)
	}
	b.do(`history.back()`)
	b.wait(`!location.search.includes("group") && !document.querySelector("h1").textContent.includes("铝材") && document.querySelector(".sub").textContent.includes("1月起累计")`)
	b.do(`history.back()`)
	b.wait(`!location.search.includes("view") && document.querySelector(".sub").textContent.includes("当期")`)
	act(b, chromedp.Navigate(s.URL+"/charts/cluster-growth?place=512022"))
	b.drawn(1)
	b.do(`[...document.querySelectorAll(".switch a")].find(a => a.href.includes("points")).click()`)
	b.wait(`location.search.includes("measure=points") && document.querySelector(".switch [aria-current]").href.includes("points") && document.querySelector(".plot.drawn")`)
	act(b, chromedp.EmulateViewport(390, 800))
	if act(b, chromedp.Evaluate[bool](`document.querySelector(".filters form").checkVisibility({contentVisibilityAuto: true, opacityProperty: true}) && document.querySelector(".filters form").getBoundingClientRect().height > 0`)) {
		t.Error("the form is not folded on a phone")
	}
	for _, p := range []string{"/charts", "/methods", "/places", "/charts/output?place=512022"} {
		act(b, chromedp.Navigate(s.URL+p))
		b.do(`document.querySelectorAll("details").forEach(d => d.open = true)`)
		if over := act(b, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
			t.Errorf("%s is %v px wider than a phone", p, over)
		}
	}
	b.quiet()
}
