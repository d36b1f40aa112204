package dashboard_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"countyboard/dashboard"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

const storyPath = "/stories/zaizao-gongye-lezhi"

// TestStoryRestsOnItsCharts: the sample has claims of each kind; each that rests
// on cells has a chart that stands on the page before it, and a note that says
// what was said and found, where, how it was judged, then and now.
func TestStoryRestsOnItsCharts(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	for _, path := range []string{storyPath, "/stories/another-industrial-lezhi"} {
		source := s.get(t, path+".md").body
		for _, kind := range []string{"level", "growth", "points", "share", "rank", "direction", "goal", "none"} {
			if !strings.Contains(source, "kind="+kind+"&") {
				t.Errorf("%s has no claim of the kind %s", path, kind)
			}
		}
		body := s.get(t, path).body
		notes := regexp.MustCompile(`(?s)<li id="verdict-(\d+)".*?</li>`).FindAllStringSubmatch(body, -1)
		if len(notes) != strings.Count(source, "](claim:") {
			t.Fatalf("%s: %d notes for %d claims", path, len(notes), strings.Count(source, "](claim:"))
		}
		for _, n := range notes {
			note, number := n[0], n[1]
			claim := strings.Index(body, `id="claim-`+number+`"`)
			if claim < 0 || !strings.Contains(note, `href="#claim-`+number+`"`) {
				t.Errorf("%s: note %s has no way to its sentence", path, number)
			}
			rests := strings.Contains(note, `class="cells"`)
			figure := regexp.MustCompile(`data-figure="([^"]+)"`).FindStringSubmatch(note)
			if rests != (figure != nil) {
				t.Errorf("%s: note %s has cells: %v, a chart: %v", path, number, rests, figure)
			}
			if figure == nil {
				continue
			}
			if at := strings.Index(body, `id="`+figure[1]+`"`); at < 0 || at > claim {
				t.Errorf("%s: the chart %s of claim %s does not stand before it", path, figure[1], number)
			}
			for _, what := range []string{"查到", "怎样核对", "报道当时", "2024年10月17日", "现在", "版"} {
				if !strings.Contains(note, what) {
					t.Errorf("%s: note %s does not say %s: %s", path, number, what, note)
				}
			}
		}
	}
}

// TestStoryChartsFitTheirSentences: a sentence of a rate's change is beside the
// chart with both rates, the figure of 2022 beside one of 2022.
func TestStoryChartsFitTheirSentences(t *testing.T) {
	t.Parallel()
	body := openSample(t).get(t, storyPath).body
	for words, slug := range map[string]string{"已经超过200户": "enterprise-count", "再造一个“工业乐至”": "doubling", "比上年同期高2.5个百分点": "cluster-growth", "占四分之一以上": "growth-share", "为44.5亿元": "output"} {
		note := regexp.MustCompile(`data-figure="([^"]+)">\s*<p class="outcome"[^\n]*\n<p class="said">[^\n]*` + regexp.QuoteMeta(words)).FindStringSubmatch(body)
		if note == nil {
			t.Errorf("%s has no chart", words)
			continue
		}
		if !regexp.MustCompile(`id="` + note[1] + `" data-slug="` + slug + `"`).MatchString(body) {
			t.Errorf("%s is shown by %s, want %s", words, note[1], slug)
		}
	}
	if !strings.Contains(body, "data-option=\"/charts/output.option.json?") || !strings.Contains(body, "2022年1—12月") {
		t.Error("the published figure of 2022 has no chart of 2022")
	}
}

// TestStoryReadsWithoutScript: pictures in the article, a live figure that says
// so and of when it is; nothing inline that the policy would refuse.
func TestStoryReadsWithoutScript(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	body := s.get(t, storyPath).body
	if got := strings.Count(body, "<noscript><picture>"); got != strings.Count(body, `<figure class="chart scene`) || got < 4 {
		t.Errorf("%d pictures", got)
	}
	pictures := regexp.MustCompile(`(?:src|srcset)="(/charts/[^"]+\.svg\?[^"]+)"`).FindAllStringSubmatch(body, -1)
	for _, p := range pictures[:5] {
		if a := s.get(t, strings.ReplaceAll(p[1], "&amp;", "&")); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "<svg") {
			t.Errorf("%s answers %d", p[1], a.StatusCode)
		}
	}
	if !strings.Contains(body, `98.6亿元</data><small class="live-when">2024年1—9月，示例数据，随数据更新</small>`) {
		t.Error("the live figure does not say that it is, and of when")
	}
	s.tell(t, "missing", "产值[7.5亿元](value:output?place=512022&period=1999)。\n")
	if got := s.get(t, "/stories/missing").body; !strings.Contains(got, `<span class="live-missing">7.5亿元</span><small class="live-when">缺数据，这是原文的数字</small>`) {
		t.Errorf("a live figure without data is not marked: %s", got)
	}
	if strings.Contains(body, " style=") || strings.Contains(body, "<script>") {
		t.Error("something inline")
	}
}

// asking counts what a store is asked about the home county's figures, by
// indicator; what was known on a day is another question.
type asking struct {
	data.Store
	mu    sync.Mutex
	asked map[string]int
}

func (a *asking) Series(ctx context.Context, q data.Query) (data.Answer, error) {
	if len(q.Places) == 1 && q.Places[0] == sample.Place && q.AsOf.Date.IsZero() {
		a.mu.Lock()
		a.asked[q.Indicator]++
		a.mu.Unlock()
	}
	return a.Store.Series(ctx, q)
}

// TestStoryAsksOnce: judge and charts of a page ask the store for an indicator once.
func TestStoryAsksOnce(t *testing.T) {
	t.Parallel()
	a := &asking{Store: openSample(t).store, asked: make(map[string]int)}
	h, err := dashboard.New(dashboard.Config{Store: a, Readers: readers, Embedded: vocab.Embedded(), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, storyPath, nil))
	if w.Code != http.StatusOK || a.asked["output"] == 0 {
		t.Fatalf("%d, asked %v", w.Code, a.asked)
	}
	for indicator, n := range a.asked {
		if n > 1 {
			t.Errorf("asked %d times for %s", n, indicator)
		}
	}
}

// TestStoryCellsLeadToTheWorkbook for those who may see it, and for nobody else.
func TestStoryCellsLeadToTheWorkbook(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	link := regexp.MustCompile(`href="(/uploads/[^"]+/cell\?[^"]+)"`)
	if got := link.FindString(s.get(t, storyPath).body); got != "" {
		t.Errorf("anybody is led to %s", got)
	}
	editor := s.signIn(t, "admin", password)
	got := link.FindStringSubmatch(s.ask(t, editor, http.MethodGet, storyPath).body)
	if got == nil {
		t.Fatal("no cell leads to its workbook")
	}
	if a := s.ask(t, editor, http.MethodGet, strings.ReplaceAll(got[1], "&amp;", "&")); a.StatusCode != http.StatusOK {
		t.Errorf("%s answers %d", got[1], a.StatusCode)
	}
}

// tell adds a story of the home county's.
func (s site) tell(t testing.TB, slug, body string) {
	t.Helper()
	st, err := story.Parse(slug, []byte("---\ntitle: "+slug+"\npublished: 2024-10-17\nplace: 512022\n---\n"+body))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.store.SaveStory(t.Context(), st); err != nil {
		t.Fatal(err)
	}
}

// TestStoryWithoutCharts: a story of a place without figures is read all the
// same, with a chart's address that makes no sense kept as a link.
func TestStoryWithoutCharts(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	s.tell(t, "plain", "[多少](claim:output?kind=level&place=110000&period=latest&op=gt&value=5&unit=亿元)。\n\n![没有的图](chart:nothing?place=110000)\n\n- 一\n- 二\n")
	body := s.get(t, "/stories/plain").body
	if !strings.Contains(body, `href="/charts/nothing?place=110000">没有的图</a>`) || !strings.Contains(body, "<li>二</li>") || strings.Contains(body, "data-figure") {
		t.Error("the story is not told: " + strconv.Itoa(len(body)))
	}
}
