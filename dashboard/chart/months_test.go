package chart_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

func noted(c chart.Chart, words ...string) bool {
	return slices.ContainsFunc(c.Notes, func(n string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(n, w) })
	})
}

// rows are the periods of a chart with what a series shows.
func rows(t *testing.T, c chart.Chart, name string) (all []string) {
	t.Helper()
	shown := column(t, c, name)
	for i, r := range c.Table().Rows {
		all = append(all, r.Label+" "+shown[i])
	}
	return all
}

// TestWhatNoClusterHas: the rest of the total is drawn under the name that it
// has among the shares, rests on the cells of all, and is no confidential part.
func TestWhatNoClusterHas(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":             levels(byPeriod{"2023": 73.5, "2024": 73.5}),
		"cluster/铝材":   levels(byPeriod{"2023": 40, "2024": 50}),
		"cluster/装备制造": levels(byPeriod{"2023": 15, "2024": 23.5}),
	}}
	c := worked(t, f, "output", chart.Params{})
	equal(t, "rest", rows(t, c, "未分列"), "2023年 18.5亿元", "2024年 (不适用)")
	rest := c.Series[len(c.Series)-2]
	if p := rest.Points[0]; len(p.Cells) != 3 || !strings.Contains(p.Why, "73.5亿元") || !strings.Contains(p.Why, "55.0亿元") || rest.Facet != chart.Unlisted {
		t.Errorf("%+v", p)
	}
	if share := worked(t, f, "cluster-share", chart.Params{To: data.Year(2023)}); !slices.ContainsFunc(share.Categories, func(c chart.Category) bool { return c.Label == rest.Name }) {
		t.Errorf("among the shares it has another name: %+v", share.Categories)
	}
	if !noted(c, "未分列") || noted(c, "大于合计") {
		t.Errorf("%q", c.Notes)
	}

	f.have["cluster/装备制造"][data.Level]["2024"] = 30
	if c = worked(t, f, "output", chart.Params{}); !noted(c, "大于合计", "2024年", "80.0亿元", "73.5亿元") {
		t.Errorf("parts above their total: %q", c.Notes)
	}
}

// TestTheRestKeepsSecrets: a rest that would tell a confidential figure is not
// drawn, neither of its period nor of a month that is reckoned from it.
func TestTheRestKeepsSecrets(t *testing.T) {
	t.Parallel()
	rest := func(c chart.Chart) string {
		for _, s := range c.Series {
			if s.Facet == chart.Unlisted {
				return shown(s)
			}
		}
		return ""
	}
	year, march := data.Year(2023), data.ToDate(2024, 3)
	parts := []data.Series{row(lezhi, "", data.Level, year, 100, 100), row(lezhi, "铝材", data.Level, year, 40, 40), row(lezhi, "装备制造", data.Level, year, math.NaN(), 50)}
	if got := rest(made(t, "output", chart.Params{}, parts...)); got != "(有的集群未公布（保密），不单列余额) 10.0亿元" {
		t.Error(got)
	}
	parts = []data.Series{row(lezhi, "", data.Level, march, 30.5, 40.5, 50.5, 60.5), row(lezhi, "铝材", data.Level, march, 15, 20, 25, 30), row(lezhi, "装备制造", data.Level, march, 10, math.NaN(), 14, 16)}
	if c := made(t, "output", chart.Params{}, parts...); !strings.HasSuffix(rest(c), "不单列余额) (有的集群未公布（保密），不单列余额) 3.00亿元") {
		t.Error(rest(c), c.Categories)
	}
}

// TestRoundingIsNoRest: three parts of one digit each may miss their total by two
// tenths.
func TestRoundingIsNoRest(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":             levels(byPeriod{"2024": 100.2}),
		"cluster/铝材":   levels(byPeriod{"2024": 50}),
		"cluster/装备制造": levels(byPeriod{"2024": 30.1}),
		"cluster/其他":   levels(byPeriod{"2024": 20}),
	}}
	if c := worked(t, f, "output", chart.Params{}); noted(c, "未分列") || len(c.Series) != 4 {
		t.Errorf("%q", c.Notes)
	}
	f.have["cluster/其他"] = levels(byPeriod{"2024": 19.5})
	if c := worked(t, f, "output", chart.Params{}); !noted(c, "未分列") {
		t.Errorf("0.6 of 100.2 is a rest: %q", c.Notes)
	}
}

var mixed = byPeriod{
	"2024-01/P2M": 12.5, "2024-01/P3M": 20.1, "2024-01/P4M": 27.5, "2024-01/P5M": 35.2, "2024-01/P9M": 73.5, "2024-01/P10M": 81.7,
	"2024-05": 8.9, "2024-08": 8.0, "2024-10": 8.2,
}

// TestPublishedMonths: a published month is drawn, else the difference; what
// covers several months is not drawn among single ones, a month without a figure
// is an empty place, and what contradicts is said.
func TestPublishedMonths(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(mixed)}}
	c := worked(t, f, "output", chart.Params{})
	equal(t, "months", rows(t, c, "合计"),
		"2024年1—2月 12.5亿元", "2024年3月 7.60亿元", "2024年4月 7.40亿元", "2024年5月 8.90亿元",
		"2024年6月 (只有2024年6—9月的合计，不能拆成单月)", "2024年7月 (只有2024年6—9月的合计，不能拆成单月)", "2024年8月 8.00亿元",
		"2024年9月 (只有2024年6—9月的合计，不能拆成单月)", "2024年10月 8.20亿元")
	if !noted(c, "1处不一致", "2024年5月", "8.90亿元", "7.70亿元") || noted(c, "10月", "不一致") || !noted(c, "2024年6—9月（38.3亿元）") {
		t.Errorf("%q", c.Notes)
	}
	if !strings.Contains(c.Title, "2024年1—10月") || !strings.Contains(c.Subtitle, "公布的当月数") {
		t.Errorf("%q %q", c.Title, c.Subtitle)
	}
	c = worked(t, f, "output", chart.Params{View: "cumulated"})
	equal(t, "cumulated", rows(t, c, "合计"),
		"2024年1—2月 12.5亿元", "2024年1—3月 20.1亿元", "2024年1—4月 27.5亿元", "2024年1—5月 35.2亿元", "2024年1—6月 (没有数据)", "2024年1—7月 (没有数据)",
		"2024年1—8月 (没有数据)", "2024年1—9月 73.5亿元", "2024年1—10月 81.7亿元")
	if noted(c, "不一致") {
		t.Errorf("of the cumulated: %q", c.Notes)
	}
}

// TestColumnsOfOneLength: quarters told from cumulated figures are columns, the
// same months of each year too; a nine-month sum after single months is none.
func TestColumnsOfOneLength(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		have byPeriod
		want []string
	}{
		"quarters":         {byPeriod{"2024-01/P3M": 20, "2024-01/P6M": 41, "2024-01/P9M": 63}, []string{"2024年1—3月 20.0亿元", "2024年4—6月 21.0亿元", "2024年7—9月 22.0亿元"}},
		"years":            {byPeriod{"2021-01/P9M": 50, "2023-01/P9M": 60, "2024-01/P9M": 63}, []string{"2021年1—9月 50.0亿元", "2022年1—9月 (没有数据)", "2023年1—9月 60.0亿元", "2024年1—9月 63.0亿元"}},
		"a sum at the end": {byPeriod{"2023-01/P10M": 70, "2023-01/P11M": 77, "2023-01/P12M": 85, "2023-10": 7, "2024-01/P9M": 63}, []string{"2023年10月 7.00亿元", "2023年11月 7.00亿元", "2023年12月 8.00亿元"}},
		"months of years":  {byPeriod{"2022-01/P12M": 90, "2023-01/P2M": 12, "2023-01/P3M": 20, "2023-01/P4M": 28}, []string{"2023年1—2月 12.0亿元", "2023年3月 8.00亿元", "2023年4月 8.00亿元"}},
		"both months":      {byPeriod{"2024-01": 6, "2024-02": 5, "2024-03": 7, "2024-01/P2M": 11, "2024-01/P3M": 18}, []string{"2024年1月 6.00亿元", "2024年2月 5.00亿元", "2024年3月 7.00亿元"}},
	} {
		f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(x.have)}}
		equal(t, name, rows(t, worked(t, f, "output", chart.Params{}), "合计"), x.want...)
	}
}

// TestAGapOfCounts: a quarter without a figure is an empty place.
func TestAGapOfCounts(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "enterprises", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2023-Q4": 190, "2024-Q1": 195, "2024-Q3": 203})}}
	equal(t, "quarters", rows(t, worked(t, f, "enterprise-count", chart.Params{}), "合计"), "2023年四季度 190户", "2024年一季度 195户", "2024年二季度 (没有数据)", "2024年三季度 203户")
}

// says is what stories say, as sources have it.
func says(all ...chart.Said) func() ([]chart.Said, error) {
	return func() ([]chart.Said, error) { return all, nil }
}

// TestALineIsOfItsKind: what a story says of a month is a line across months of
// which that is one; cumulated columns of a year are of as many lengths.
func TestALineIsOfItsKind(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(mixed)}}
	d, err := chart.Find("output")
	if err != nil {
		t.Fatal(err)
	}
	yi := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
	for _, x := range []struct {
		period data.Period
		view   string
		lines  int
	}{{data.ToDate(2024, 10), "", 0}, {data.ToDate(2024, 10), "cumulated", 0}, {data.Month(2024, 10), "", 1}, {data.Month(2022, 10), "", 0}, {data.Month(2024, 10), "cumulated", 0}, {data.ToDate(2024, 2), "", 0}, {data.Year(2024), "", 0}, {data.Period{}, "", 0}} {
		s := chart.Sources{Reader: f, Names: vocab.Embedded(), Said: says(chart.Said{Indicator: "output", Place: "512022", Period: x.period, Value: 44.5, Unit: yi})}
		c, err := d.Build(t.Context(), s, chart.Params{Places: []string{"512022"}, View: x.view})
		if err != nil || len(c.Lines) != x.lines {
			t.Errorf("%v on %q: %d lines, %v", x.period, x.view, len(c.Lines), err)
		}
	}
}

// TestLinesAreOfTheColumnsShown: a line stands across counts of any time that
// has a column, by whichever name of it; two at the most, the newest, and none
// whose name would touch another's.
func TestLinesAreOfTheColumnsShown(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "enterprises", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2023-Q4": 190, "2024-Q1": 195, "2024-Q2": 199, "2024-Q3": 203})}}
	d, err := chart.Find("enterprise-count")
	if err != nil {
		t.Fatal(err)
	}
	say := func(p data.Period, x float64) chart.Said {
		return chart.Said{Indicator: "enterprises", Place: "512022", Period: p, Value: x, Unit: data.Unit{Label: "户", Base: data.BaseCount}}
	}
	for name, x := range map[string]struct {
		said []chart.Said
		want []float64
	}{
		"of a time that is not shown": {[]chart.Said{say(data.Quarter(2022, 3), 150)}, nil},
		"of a quarter's last month":   {[]chart.Said{say(data.Month(2024, 9), 200)}, []float64{200}},
		"of January to September":     {[]chart.Said{say(data.ToDate(2024, 9), 200)}, []float64{200}},
		"whose names touch":           {[]chart.Said{say(data.Quarter(2024, 2), 195), say(data.Quarter(2024, 3), 200)}, []float64{200}},
		"of which there are too many": {[]chart.Said{say(data.Quarter(2023, 4), 100), say(data.Quarter(2024, 2), 150), say(data.Quarter(2024, 3), 200)}, []float64{200, 150}},
	} {
		c, err := d.Build(t.Context(), chart.Sources{Reader: f, Names: vocab.Embedded(), Said: says(x.said...)}, chart.Params{Places: []string{"512022"}})
		var got []float64
		for _, l := range c.Lines {
			got = append(got, l.Value)
		}
		if err != nil || !slices.Equal(got, x.want) {
			t.Errorf("lines %s: %v, want %v, %v", name, got, x.want, err)
		}
	}
}

// TestTheHeadlineIsTheNewest: a newer figure of the park takes the tile, says
// that it is the park's, and leads to its chart; one of an industry never does.
func TestTheHeadlineIsTheNewest(t *testing.T) {
	t.Parallel()
	have := map[data.Group]map[data.Measure]map[string]float64{
		"": levels(byPeriod{"2023": 480}), "cluster/铝材": levels(byPeriod{"2023": 60}),
		"park/经开区": levels(byPeriod{"2024-09": 203}), "industry/高技术产业": levels(byPeriod{"2024-10": 20}),
	}
	s := chart.Sources{Reader: holding{figures{indicator: "enterprises", have: have}}, Names: vocab.Embedded()}
	got, until, err := chart.Headlines(t.Context(), s, chart.Params{Places: []string{"512022"}})
	if err != nil || len(got) == 0 {
		t.Fatal(err, got)
	}
	if h := got[0]; h.Number != "203" || h.Population != "乐至经开区" || h.Group != "park/经开区" || h.Period != "2024年9月" || until != data.Month(2024, 9) {
		t.Errorf("%+v until %v", h, until)
	}
	have[""] = levels(byPeriod{"2023": 480, "2024": 500})
	if got, _, err = chart.Headlines(t.Context(), s, chart.Params{Places: []string{"512022"}}); err != nil || got[0].Number != "500" || got[0].Population != "" || got[0].Group != "" {
		t.Errorf("the whole is newer: %+v, %v", got, err)
	}
}

// TestOneUnitOfMoney: the axis has the unit of the labels, files that of the house.
func TestOneUnitOfMoney(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		l    lang.Lang
		most float64
		axis string
		by   float64
	}{{lang.En, 73.5, "bn yuan", 0.1}, {lang.En, 7.35, "mn yuan", 100}, {lang.ZhHans, 73.5, "亿元", 0}, {lang.ZhHans, 0.735, "万元", 1e4}} {
		f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2023": x.most * 0.9, "2024": x.most})}}
		for _, slug := range []string{"output", "doubling"}[:1+int(x.most)/50] { // a goal of twice as much is in larger units
			c := worked(t, f, slug, chart.Params{Lang: x.l})
			if c.UnitLabel != x.axis || c.DrawnBy != x.by || c.DataUnit() != lang.UnitLabel(x.l, c.Unit) || !strings.Contains(c.Subtitle, x.axis) {
				t.Errorf("%s of %v: %q by %v, files %q, %q", slug, x.most, c.UnitLabel, c.DrawnBy, c.DataUnit(), c.Subtitle)
			}
		}
	}
}

// TestSourcesByTheirNames: offices of the place and above it have English names;
// what nobody knows stays, and Chinese stays Chinese.
func TestSourcesByTheirNames(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"乐至县统计局":              "Lezhi Bureau of Statistics",
		"国家统计局；四川省统计局":        "National Bureau of Statistics; Sichuan Bureau of Statistics",
		"四川统计年鉴2023":          "Sichuan Statistical Yearbook 2023",
		"示例数据，Countyboard 编制": "Sample data, compiled by Countyboard",
		"帅乡工业协会":              "帅乡工业协会",
	} {
		f := figures{indicator: "output", source: said, have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2024": 1})}}
		if c := worked(t, f, "output", chart.Params{Lang: lang.En}); c.Citations[0].Source != want {
			t.Errorf("%s: %q", said, c.Citations[0].Source)
		}
		if c := worked(t, f, "output", chart.Params{}); c.Citations[0].Source != said {
			t.Errorf("%s: %q", said, c.Citations[0].Source)
		}
	}
}

// TestLabelsAsTheAxis: 800 mn yuan beside 7.35 bn are 0.80 bn; the table has
// them as precise as they are, in one unit; what would lose its digits stays.
func TestLabelsAsTheAxis(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2022": 0.05, "2023": 8, "2024": 73.5})}}
	c := worked(t, f, "output", chart.Params{Lang: lang.En})
	var labels []string
	for _, p := range c.Series[0].Points {
		labels = append(labels, p.Shown)
	}
	equal(t, "labels", labels, "5.00 mn yuan", "0.80 bn yuan", "7.35 bn yuan")
	equal(t, "table", column(t, c, "Total"), "5.00 mn yuan", "800.0 mn yuan", "7,350 mn yuan")
}
