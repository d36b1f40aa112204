package suggest_test

import (
	"strings"
	"testing"

	"countyboard/data/lang"
	"countyboard/data/story/suggest"
)

// TestHeads reads what stands over articles and between their sentences.
func TestHeads(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, page, title, place, outlet, authors, has, hasNot string }{
		{
			name: "a park in the headline, and a county that is compared with",
			page: "乐至经开区举行入驻仪式\n2024-11-05 来源：示例报\n园区有了新企业。对比安岳县，这里的规上工业总产值低些。", title: "乐至经开区举行入驻仪式", place: "512022", outlet: "示例报",
		},
		{
			name: "of two equals the headline's",
			page: "乐至县派人考察\n2024-11-05 来源：示例报\n安岳县接待了他们。安岳县的工业园不小。安岳县还有别的。", title: "乐至县派人考察", place: "512022", outlet: "示例报",
		},
		{
			name: "a bar of links is no headline, and the office is of a place",
			page: "乐至县人民政府网 首页 政务公开 互动交流\n全县工业经济运行情况\n发布日期：2024-10-22 来源：乐至县统计局\n前三季度，全县规上工业总产值98.6亿元。", title: "全县工业经济运行情况", place: "512022", outlet: "乐至县统计局",
		},
		{
			name: "a telephone number behind a goal",
			page: "安岳县工业工作安排\n2024-10-22 来源：示例报\n力争到2026年全县规上工业总产值突破200亿元。联系电话：028-23350000。会议于18日召开。", title: "安岳县工业工作安排", place: "512021", outlet: "示例报",
			has: "突破200亿元。会议于18日召开。", hasNot: "23350000",
		},
		{
			name: "an English page",
			page: `<html lang="en"><head><meta name="author" content="Jane Doe"><meta property="og:site_name" content="Sample Daily"></head><body><h1>Lezhi grows</h1>` +
				`<p>By Jane Doe, Oct 25, 2024</p><p>More than 200 enterprises have settled in the county, 17 more than a year earlier.</p></body></html>`,
			title: "Lezhi grows", place: "512022", outlet: "Sample Daily", authors: "Jane Doe", has: "17 more", hasNot: "By Jane",
		},
	} {
		d, err := suggest.Read([]byte(c.page), suggest.Options{Lang: lang.ZhHans})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d.Title != c.title || d.Place != c.place || d.Outlet != c.outlet || strings.Join(d.Authors, ", ") != c.authors {
			t.Errorf("%s: %q %s %q %q", c.name, d.Title, d.Place, d.Outlet, d.Authors)
		}
		if !strings.Contains(d.Body, c.has) || c.hasNot != "" && strings.Contains(d.Body, c.hasNot) {
			t.Errorf("%s: %q", c.name, d.Body)
		}
		for _, p := range d.Claims {
			if strings.Contains(p.Address, "value=17&") {
				t.Errorf("%s: a difference is no level: %s", c.name, p.Address)
			}
		}
	}
}

// TestFractions reads those that per cents write exactly, and leaves the others.
func TestFractions(t *testing.T) {
	t.Parallel()
	page := "乐至县工业\n2024-02-01 来源：示例报\n2023年，全县规上工业总产值较2021年增长四分之一。工业用电量增长三分之一，技改投资下降五分之二以上。"
	d, err := suggest.Read([]byte(page), suggest.Options{Lang: lang.ZhHans})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"period=2023&op=eq&value=25&unit=%25&from=2021", "tech-investment?kind=growth&place=512022&period=2023&op=le&value=-40"}
	if len(d.Claims) != len(want) {
		t.Fatalf("%+v", d.Claims)
	}
	for i, w := range want {
		if !strings.Contains(d.Claims[i].Address, w) {
			t.Errorf("%s lacks %s", d.Claims[i].Address, w)
		}
	}
}
