package chart_test

import (
	"net/url"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sample"
)

// TestTitlesStateTheFinding reads each chart of the sample county in both languages.
func TestTitlesStateTheFinding(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	tests := []struct {
		slug    string
		measure data.Measure
		zh, en  string
	}{
		{"enterprise-count", "", "乐至经开区达203户，比一年前多17户，铝材增加最多", "203 enterprises"},
		{"output", "", "98.6亿元，同比+9.8%", "9.86 bn yuan"},
		{"cluster-growth", data.YoY, "铝材增长最快，同比+18.2%；纺织服装回落，−2.2%", "Aluminium grew fastest"},
		{"cluster-growth", data.IndexNumber, "走得最远", "Aluminium"},
		{"cluster-growth", data.Contribution, "贡献最大", "Aluminium"},
		{"cluster-growth", data.Points, "拉动最多", "Aluminium"},
		{"growth-index", "", "铝材走得最远：2024年1—9月为2021年1—9月的1.53倍；纺织服装不及起点（97.4）", "1.53 times"},
		{"growth-contribution", data.Points, "增长9.8%，铝材拉动最多，为4.6个百分点", "grew 9.8%"},
		{"growth-contribution", data.Contribution, "铝材对工业总产值变动的贡献率最高，为47.2%", "47.2%"},
		{"ranking", "", "电子信息超过纺织服装，居第3位", "Electronics overtook Textiles and apparel"},
		{"published-vs-computed", "", "公布同比+9.8%，名义+9.75%：相差0.05个百分点，四舍五入即可解释", "rounding alone explains"},
		{"growth-share", "", "铝材规模最大，占27.2%", "Aluminium is largest"},
		{"enterprise-flow", "", "乐至县规模以上工业企业2024年1—9月净增6户：入库10户，退库4户", "6 enterprises more"},
		{"shift-share", "", "乐至县工业总产值增加8.76亿元：随资阳市增长+6.06亿元，产业结构+1.68亿元，本地自身+1.02亿元", "876 mn yuan: +606"},
		{"doubling", "", "再造进度27%：按2021年1—9月以来的速度，2030年翻一番", "doubled in 2030"},
		{"compare-places", data.Level, "乐至县工业总产值98.6亿元，在3个地区中列第3", "no. 3 of 3"},
		{"compare-places", data.YoY, "同比+9.8%，在3个地区中最快", "the fastest of 3"},
		{"compare-places", data.IndexNumber, "2021年1—9月的126.9%，在3个地区中走得最远", "further than any of 3"},
	}
	for _, tt := range tests {
		for l, want := range map[lang.Lang]string{lang.ZhHans: tt.zh, lang.En: tt.en} {
			c := charttest.Build(t, s, tt.slug, chart.Params{Measure: tt.measure, Lang: l})
			if !strings.Contains(c.Title, want) {
				t.Errorf("%s %s %s: %q, want %q in it", tt.slug, tt.measure, l, c.Title, want)
			}
			if !c.Illustrative || c.Subtitle == "" || c.Alt == "" || len(c.Citations) == 0 || c.Revision != len(sample.Workbooks()) {
				t.Errorf("%s: illustrative %v, subtitle %q, alt %q, %d citations, revision %d", tt.slug, c.Illustrative, c.Subtitle, c.Alt, len(c.Citations), c.Revision)
			}
			traced(t, c)
		}
	}
}

// traced checks that each value names its cell, and each gap its reason.
func traced(t *testing.T, c chart.Chart) {
	t.Helper()
	values := 0
	for _, r := range c.Table().Rows {
		for _, cell := range r.Cells {
			switch {
			case cell.Has && (len(cell.From) == 0 || cell.From[0].File == "" || cell.Shown == ""):
				t.Errorf("%s %s: a value without a cell: %+v", c.Slug, r.Label, cell)
			case !cell.Has && cell.Why == "":
				t.Errorf("%s %s: a gap without a reason", c.Slug, r.Label)
			case cell.Has:
				values++
			}
		}
	}
	if values == 0 {
		t.Errorf("%s has no values", c.Slug)
	}
}

// TestPartsAddUp: the clusters add up to the total, contributions to a hundred.
func TestPartsAddUp(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	c := charttest.Build(t, s, "enterprise-count", chart.Params{})
	for i := range c.Categories {
		sum, total := 0.0, 0.0
		for _, x := range c.Series {
			if x.Rank == chart.RankTotal {
				total = x.Points[i].Value
			} else {
				sum += x.Points[i].Value
			}
		}
		if sum != total {
			t.Errorf("%s: the clusters make %v, the total is %v", c.Categories[i].Label, sum, total)
		}
	}
	p := charttest.Build(t, s, "cluster-growth", chart.Params{Measure: data.Contribution})
	sum := 0.0
	for i, x := range p.Series[0].Points {
		if p.Categories[i].Rank != chart.RankTotal {
			sum += x.Value
		}
	}
	if sum < 99 || sum > 101 {
		t.Errorf("contributions add up to %v", sum)
	}
	last := c.Series[len(c.Series)-2]
	if last.Rank != chart.RankOther {
		t.Errorf("其他 does not stand last: %s", last.Name)
	}
}

func TestTheLineBelongsToItsPopulation(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	if c := charttest.Build(t, s, "enterprise-count", chart.Params{}); len(c.Lines) != 1 || c.Lines[0].Value != 200 || c.Population != "park/经开区" {
		t.Errorf("population %s, lines %+v", c.Population, c.Lines)
	}
	if c := charttest.Build(t, s, "output", chart.Params{}); len(c.Lines) != 0 && c.Lines[0].Value == 200 {
		t.Errorf("output has lines %+v", c.Lines)
	}
}

func TestEmptyChartsSayWhatWouldFillThem(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, d := range chart.Catalogue {
		for _, place := range []string{"110000", "512022"} {
			p := chart.Params{Places: []string{place}}
			if place == "512022" {
				p.Groups = []data.Group{"size/微型"}
			}
			c := charttest.Build(t, s, d.Slug, p)
			if c.Empty == nil || c.Empty.Reason == "" || c.Empty.Hint == "" || strings.Contains(c.Empty.Reason+c.Empty.Hint, "⟨") {
				t.Errorf("%s of %s: %+v", d.Slug, place, c.Empty)
			}
		}
	}
}

func TestParams(t *testing.T) {
	t.Parallel()
	for query, would := range map[string]string{
		"measure=median": "yoy", "basis=guess": "implied", "freq=W": "YTD", "theme=neon": "dark", "width=1": "200", "width=x": "200",
		"from=2024-13": "", "asof=yesterday": "", "lang=fr": "", "group=铝材": "", "place=51%202022": "512022", "view=pie": "months",
	} {
		q, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		_, err = chart.ParseParams(q)
		if data.CodeOf(err) != data.Invalid {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if hint := lang.Say(lang.En, data.AsError(err).Hint); !strings.Contains(hint, would) || strings.Contains(hint, "⟨") {
			t.Errorf("%s: the hint is %q", query, hint)
		}
	}
	q, err := url.ParseQuery("place=512022&measure=yoy&from=2021&width=643&asof=r12&lang=en&group=park/经开区,cluster/铝材")
	if err != nil {
		t.Fatal(err)
	}
	p, err := chart.ParseParams(q)
	if err != nil || p.Width != 640 || p.AsOf.Revision != 12 || p.Groups[0] != "cluster/铝材,park/经开区" {
		t.Errorf("%+v, %v", p, err)
	}
	if again, err := chart.ParseParams(p.Values()); err != nil || again.Values().Encode() != p.Values().Encode() {
		t.Errorf("%v does not survive: %v, %v", p.Values(), again.Values(), err)
	}
}

func TestHeadlines(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	got, until, err := chart.Headlines(t.Context(), s, chart.Params{Places: []string{"512022"}, Lang: lang.ZhHans})
	if err != nil || len(got) != 4 || until.IsZero() {
		t.Fatalf("%d headlines until %s, %v", len(got), until, err)
	}
	for i, want := range []string{"203户 比上年+17户", "98.6亿元 同比+9.8%", "铝材 同比+18.2%", "27% 按现速2030年翻一番"} {
		if h := got[i]; h.Number+h.Unit+" "+h.Change != want || !h.Illustrative || len(h.Cells) == 0 || len(h.Spark) < 3 {
			t.Errorf("headline %d is %+v, want %s", i, h, want)
		}
	}
}
