package dashboard_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/story"
)

var (
	made    = regexp.MustCompile(`(?s)<textarea class="code"[^>]*>(.*?)</textarea>`)
	offered = regexp.MustCompile(`(?s)<select name="([^"]+)">(.*?)</select>`)
	values  = regexp.MustCompile(`<option value="([^"]*)"`)
)

// link is what a page of the picker made, "" where it made nothing.
func link(a answer) string {
	if m := made.FindStringSubmatch(a.body); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}

// offers are the values of each choice of a page.
func offers(a answer) map[string][]string {
	all := make(map[string][]string)
	for _, f := range offered.FindAllStringSubmatch(a.body, -1) {
		for _, v := range values.FindAllStringSubmatch(f[2], -1) {
			all[html.UnescapeString(f[1])] = append(all[html.UnescapeString(f[1])], html.UnescapeString(v[1]))
		}
	}
	return all
}

// TestPickerMakesAddresses: each kind of claim, live figure and chart, without
// script; what comes of it parses, and says what stands in the data.
func TestPickerMakesAddresses(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	for _, tt := range []struct{ query, says, makes string }{
		{"indicator=enterprises&group=park/经开区&words=超200户&op=gt&value=200&unit=户", "203户", "[超200户](claim:enterprises?kind=level&place=512022&group=park/经开区&period=latest&op=gt&value=200&unit=户)"},
		{"indicator=output&group=cluster/铝材,size/规上&period=2024-01/P9M&kind=growth&words=增长18.2%25&op=eq", "18.2%", "[增长18.2%](claim:output?kind=growth&place=512022&group=cluster/铝材,size/规上&period=2024-01/P9M&op=eq&value=18.2&unit=%25)"},
		{"indicator=output&group=cluster/铝材,size/规上&period=2024-01/P9M&kind=points&words=高2.5个百分点", "2.5个百分点", "&value=2.5&unit=百分点)"},
		{"indicator=output&group=cluster/铝材,size/规上&period=2024-01/P9M&kind=share&words=四分之一以上&op=gt&value=25", "27.2%", "&op=gt&value=25&unit=%25)"},
		{"indicator=output&group=cluster/铝材,size/规上&period=2024-01/P9M&kind=rank&words=第一&measure=yoy&rank=1&among=groups", "第1", "&measure=yoy&rank=1&among=groups)"},
		{"indicator=output&group=cluster/纺织服装,size/规上&kind=direction&words=连月下降&trend=falling", "相符", "&period=latest&trend=falling)"},
		{"indicator=output&group=size/规上&kind=goal&words=翻一番&base=2021&target=x2", "26.9%", "&base=2021&target=x2)"},
		{"indicator=output&group=size/规上&kind=none&words=打算&why=还没有结果 (计划)", "无法核实", "&why=还没有结果+%28计划%29)"},
		{"as=value&indicator=output&group=size/规上&period=2024-01/P9M", "98.6亿元", "[98.6亿元](value:output?place=512022&group=size/规上&period=2024-01/P9M)"},
		{"as=chart&chart=cluster-growth&words=集群增速", "示例数据", "![集群增速](chart:cluster-growth?place=512022)"},
		{"as=chart&chart=output&output.from=2023-06&words=产值", "示例数据", "![产值](chart:output?place=512022&from=2023-06)"},
	} {
		q, err := url.ParseQuery(strings.ReplaceAll(tt.query, "%25", "%2525"))
		if err != nil {
			t.Fatal(err)
		}
		for k := range q {
			q.Set(k, strings.ReplaceAll(q.Get(k), "%25", "%"))
		}
		q.Set("place", "512022")
		a := s.ask(t, c, http.MethodGet, "/admin/claims?"+q.Encode())
		if a.StatusCode != http.StatusOK || !strings.Contains(a.body, tt.says) || !strings.HasSuffix(link(a), tt.makes) {
			t.Errorf("%s answers %d, makes %s; wants %s and %s", tt.query, a.StatusCode, link(a), tt.says, tt.makes)
		}
		source := "---\ntitle: x\npublished: 2024-10-17\nplace: 512022\n---\n\n" + link(a) + "\n"
		if _, err := story.Parse("x", []byte(source)); err != nil {
			t.Errorf("%s: %v", link(a), err)
		}
	}
}

// TestPickerOffersWhatThereIs: indicators, groups and periods are those of the place;
// the figure is said before anything is claimed; a day bounds "latest".
func TestPickerOffersWhatThereIs(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	held, err := s.store.Holdings(t.Context(), "512021", data.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	a := s.ask(t, c, http.MethodGet, "/admin/claims?place=512021&lang=en")
	o := offers(a)
	for _, code := range o["indicator"] {
		if !slices.ContainsFunc(held, func(h data.Holding) bool { return h.Indicator == code }) {
			t.Errorf("%s is offered and has no figures", code)
		}
	}
	for _, h := range held {
		if !slices.Contains(o["indicator"], h.Indicator) || h.Indicator == o["indicator"][0] && !slices.Contains(o["group"], string(h.Group)) {
			t.Errorf("%s of %s is not offered", h.Indicator, h.Group)
		}
	}
	if !strings.Contains(a.body, ">Anyue<") || !strings.Contains(a.body, "Fill in the number") || link(a) != "" {
		t.Errorf("no English, or a claim of nothing: %s", link(a))
	}
	const park = "/admin/claims?place=512022&indicator=enterprises&group=park/经开区"
	if a = s.ask(t, c, http.MethodGet, park); !strings.Contains(a.body, "203户（2024年三季度）") || !strings.Contains(a.body, `class="sample"`) {
		t.Error("the figure is not said before the claim")
	}
	if a = s.ask(t, c, http.MethodGet, park+"&published=2023-12-31"); strings.Contains(a.body, "203户") || !strings.Contains(a.body, "户（2023年") {
		t.Error("“latest” looks beyond the story's day")
	}
	// A group of another indicator gives way to one that there is.
	if a = s.ask(t, c, http.MethodGet, "/admin/claims?place=512022&indicator=output&group=park/没有"); a.StatusCode != http.StatusOK || slices.Contains(offers(a)["group"], "park/没有") || !strings.Contains(a.body, "“park/没有”没有数据") {
		t.Errorf("%d %v", a.StatusCode, offers(a)["group"])
	}
}

// TestPickerMistakes are told with what would do; hostile words stay words.
func TestPickerMistakes(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	for _, tt := range []struct {
		query string
		code  int
		says  string
	}{
		{"place=999999", http.StatusNotFound, "没有数据"}, {"place=512022&kind=level&words=x&value=abc", http.StatusBadRequest, "200, 18.2"},
		{"place=512022&indicator=output&group=cluster/铝材,size/规上&kind=rank&words=x&rank=0", http.StatusBadRequest, "1, 2, 3"}, {"place=512022&as=chart&chart=output&output.from=x", http.StatusBadRequest, "2024"},
	} {
		if a := s.ask(t, c, http.MethodGet, "/admin/claims?"+tt.query); a.StatusCode != tt.code || !strings.Contains(html.UnescapeString(said.FindString(a.body)), tt.says) || link(a) != "" {
			t.Errorf("%s answers %d %s", tt.query, a.StatusCode, said.FindString(a.body))
		}
	}
	for _, words := range []string{`a]b`, `[x](claim:output?kind=none&place=1&why=y)`, `</textarea><script>alert(1)</script>`, "x](javascript:alert(1))[", `a\`, "**铝材**", "`x"} {
		a := s.ask(t, c, http.MethodGet, "/admin/claims?place=512022&kind=level&value=1&words="+url.QueryEscape(words))
		claims, err := story.Claims(data.Story{Body: link(a)})
		if a.StatusCode != http.StatusOK || err != nil || len(claims) != 1 || claims[0].Said != 1 || strings.Contains(a.body, "<script>alert") {
			t.Errorf("%q answers %d with %s: %v %v", words, a.StatusCode, link(a), claims, err)
		}
	}
	if a := s.ask(t, s.signInAs(t, data.Viewer), http.MethodGet, "/admin/claims"); a.StatusCode != http.StatusForbidden {
		t.Errorf("a viewer: %d", a.StatusCode)
	}
	empty := open(t, nil)
	if a := empty.ask(t, empty.signInAs(t, data.Editor), http.MethodGet, "/admin/claims"); a.StatusCode != http.StatusNotFound || !strings.Contains(a.body, "工作簿") {
		t.Errorf("without figures: %d", a.StatusCode)
	}
}

// TestPickerOpensWhatStands: each link of the sample stories, opened in the form,
// comes out of it as it went in.
func TestPickerOpensWhatStands(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signInAs(t, data.Editor)
	links := regexp.MustCompile(`\[([^\]]*)\]\(((claim|value|chart):[^)]*)\)`)
	n := 0
	for _, path := range []string{storyPath, "/stories/another-industrial-lezhi"} {
		source := s.get(t, path+".md").body + "\n![x](chart:output?place=512022&group=size/规上&group=cluster/铝材&from=2023-06)\n![x](chart:cluster-growth?place=512022&freq=YTD)\n[x](claim:output?kind=growth&place=512022&group=size/规上&period=2024-01/P9M&from=2022-01/P9M&op=eq&value=20&unit=%25&tol=1)\n"
		for _, m := range links.FindAllStringSubmatch(source, -1) {
			n++
			a := s.ask(t, c, http.MethodGet, "/admin/claims?published=2024-10-17&words="+url.QueryEscape(m[1])+"&link="+url.QueryEscape(m[2]))
			got := links.FindStringSubmatch(link(a))
			if got == nil || got[1] != m[1] {
				t.Errorf("%s becomes %s (%d)", m[0], link(a), a.StatusCode)
				continue
			}
			if m[3] == "chart" {
				was, _ := url.ParseQuery(m[2][strings.Index(m[2], "?")+1:])
				is, _ := url.ParseQuery(got[2][strings.Index(got[2], "?")+1:])
				if was.Encode() != is.Encode() {
					t.Errorf("%s becomes %s", m[2], got[2])
				}
				continue
			}
			was, err := story.ParseClaim(m[1], m[2])
			is, err2 := story.ParseClaim(m[1], got[2])
			is.Address = was.Address
			if err != nil || err2 != nil || was != is {
				t.Errorf("%s becomes %s: %v %v", m[2], got[2], err, err2)
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d links", n)
	}
}

// TestPickerAsksForWhatALinkLacks: a link whose group has no figures does not
// become one of the whole, ready to insert; the person's own choice does.
func TestPickerAsksForWhatALinkLacks(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	const right, wrong = "claim:output?kind=share&place=512022&group=cluster/铝材,size/规上&period=2024-01/P9M&op=gt&value=25&unit=%25", "claim:output?kind=share&place=512022&group=cluster/没有,size/规上&period=2024-01/P9M&op=gt&value=25&unit=%25"
	at := "/admin/claims?published=2024-10-17&words=" + url.QueryEscape("占四分之一以上") + "&link="
	if a := s.ask(t, c, http.MethodGet, at+url.QueryEscape(right)); !strings.Contains(a.body, "](claim:output?") {
		t.Error("a link that holds is not offered")
	}
	a := s.ask(t, c, http.MethodGet, at+url.QueryEscape(wrong))
	if strings.Contains(a.body, "](claim:output?") || !strings.Contains(a.body, "没有数据，换成了") || !strings.Contains(a.body, `class="wants"`) {
		t.Error("a link without figures becomes another")
	}
}
