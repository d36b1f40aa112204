package dashboard_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"countyboard/dashboard"
	"countyboard/dashboard/export"
	"countyboard/data/story"

	"github.com/chromedp/chromedp"
)

type thing map[string]any

// linked are the things that a story's page describes in JSON-LD, by type.
func (s site) linked(t *testing.T, path string) (byType map[string][]thing, text string) {
	t.Helper()
	m := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`).FindAllStringSubmatch(s.get(t, path).body, -1)
	if len(m) != 1 {
		t.Fatalf("%s has %d descriptions", path, len(m))
	}
	var d struct {
		Context string  `json:"@context"`
		Graph   []thing `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(m[0][1]), &d); err != nil || d.Context != "https://schema.org" {
		t.Fatalf("%v: %s", err, m[0][1])
	}
	byType = make(map[string][]thing)
	for _, x := range d.Graph {
		kind, _ := x["@type"].(string)
		byType[kind] = append(byType[kind], x)
	}
	return byType, m[0][1]
}

func (x thing) sub(key string) thing {
	m, _ := x[key].(map[string]any)
	return m
}

// TestStoryIsDescribed: the article and what it is based on, its figures, a claim
// for each sentence that can be checked; a review only where published figures
// bear on another's sentence, never where invented ones do.
func TestStoryIsDescribed(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	verdicts := s.get(t, storyPath+".json").body
	var doc story.Document
	if err := json.Unmarshal([]byte(verdicts), &doc); err != nil {
		t.Fatal(err)
	}
	all, text := s.linked(t, storyPath)
	article := all["NewsArticle"][0]
	source := article.sub("isBasedOn")
	if article["headline"] != doc.Title || article["inLanguage"] != "zh-Hans" || article["datePublished"] != "2024-10-17T21:18:00+08:00" || article.sub("about")["identifier"] != "512022" ||
		article["url"] != "http://localhost:8080"+storyPath || source.sub("publisher")["name"] != "中新网四川" || !strings.Contains(text, `"吴平华"`) || article.sub("publisher")["name"] == "中新网四川" {
		t.Errorf("the article is %v", article)
	}
	figures := all["Dataset"][0]
	if figures["temporalCoverage"] != "2022-01-01/2024-09-30" || figures.sub("spatialCoverage")["name"] != "乐至县" || figures["license"] != nil ||
		!strings.Contains(figures["name"].(string), "示例数据") || !strings.Contains(figures["description"].(string), "示例数据") {
		t.Errorf("the figures are %v", figures)
	}
	files, _ := figures["distribution"].([]any)
	for _, f := range files {
		at := f.(map[string]any)["contentUrl"].(string)
		if a := s.get(t, strings.TrimPrefix(at, "http://localhost:8080")); a.StatusCode != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/csv") {
			t.Errorf("%s answers %d as %s", at, a.StatusCode, a.Header.Get("Content-Type"))
		}
	}
	if len(files) < 4 {
		t.Errorf("%d files", len(files))
	}
	claims, reviews := 0, map[string]string{}
	for _, c := range doc.Claims {
		if !strings.Contains(c.Address, "kind=none") {
			claims++
		}
		if len(c.Cells) > 0 && !c.Illustrative && c.Outcome != "not-checkable" {
			reviews[c.Sentence] = c.Label
		}
	}
	if len(all["Claim"]) != claims || claims < 10 {
		t.Errorf("%d claims, want %d", len(all["Claim"]), claims)
	}
	if len(all["ClaimReview"]) != len(reviews) || len(reviews) == 0 {
		t.Errorf("%d reviews, want %v", len(all["ClaimReview"]), reviews)
	}
	for _, r := range all["ClaimReview"] {
		words := r["claimReviewed"].(string)
		if !strings.HasSuffix(words, "。") {
			t.Errorf("what is reviewed is no sentence: %s", words)
		}
		if rating := r.sub("reviewRating"); reviews[words] == "" || rating["alternateName"] != reviews[words] || rating["ratingValue"] != 5.0 || rating["bestRating"] != 5.0 {
			t.Errorf("%s is reviewed as %v", words, rating)
		}
	}
	english, _ := s.linked(t, storyPath+"?lang=en")
	if got := english["ClaimReview"][0].sub("reviewRating")["alternateName"]; got != "Agrees" {
		t.Errorf("in English a rating is called %v", got)
	}
}

// TestOwnClaimsAreNotReviewed: a text without an outlet is the site's own; the
// licence is said where there is one.
func TestOwnClaimsAreNotReviewed(t *testing.T) {
	t.Parallel()
	s := open(t, func(c *dashboard.Config) {
		c.Publisher = export.Publisher{Name: "乐至县统计局", Licence: "CC-BY-4.0", LicenceURL: "https://creativecommons.org/licenses/by/4.0/"}
	})
	s.publishAt(t, "512022")
	s.tell(t, "own", "[总产值](claim:output?kind=level&place=512022&period=2023&op=eq&value=81.5&unit=亿元)")
	all, _ := s.linked(t, "/stories/own")
	if len(all["Claim"]) != 1 || len(all["ClaimReview"]) != 0 || len(all["Dataset"]) != 1 {
		t.Errorf("%v", all)
	}
	if all["NewsArticle"][0].sub("author")["name"] != "乐至县统计局" || all["Dataset"][0]["license"] != "https://creativecommons.org/licenses/by/4.0/" {
		t.Errorf("%v", all)
	}
}

// hostileTitle would end the element, or its language, if it were not escaped.
const hostileTitle = "</script><script>window.bad=1</script><!-- \u2028 \"'&amp;"

// TestDescriptionEndsWhereItShould, and a browser takes it for data: nothing of it
// runs, and the policy has nothing to refuse.
func TestDescriptionEndsWhereItShould(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	st, err := story.Parse("hostile", []byte("---\ntitle: "+hostileTitle+"\noutlet: "+hostileTitle+"\nauthors: "+hostileTitle+"\npublished: 2024-10-17\nplace: 512022\n---\n"+
		"[&lt;/script>&lt;script>window.bad=2&lt;/script>&lt;!--](claim:output?kind=level&place=512022&group=size/规上&period=2022-01/P5M&op=eq&value=44.5&unit=亿元)\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.store.SaveStory(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	all, text := s.linked(t, "/stories/hostile")
	if strings.ContainsAny(text, "<>\u2028\u2029") {
		t.Errorf("the description holds markup: %s", text)
	}
	if all["NewsArticle"][0]["headline"] != hostileTitle {
		t.Errorf("the title is %q", all["NewsArticle"][0]["headline"])
	}
	if got := all["ClaimReview"][0]["claimReviewed"]; got != "</script><script>window.bad=2</script><!--" {
		t.Errorf("the claim is %q", got)
	}
	b := newBrowser(t, 1280)
	for _, path := range []string{storyPath, "/stories/hostile"} {
		act(b, chromedp.Navigate(s.URL+path))
		b.wait(`JSON.parse(document.querySelector("script[type='application/ld+json']").textContent)["@graph"].length > 2`)
		b.wait(`window.bad === undefined && document.querySelector("main h1") !== null`)
	}
	b.quiet()
}
