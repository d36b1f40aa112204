package chart_test

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sample"
	"countyboard/data/vocab"
)

// table is a store that holds a few series.
type table struct {
	data.Reader
	series []data.Series
}

func (t table) Series(_ context.Context, q data.Query) (data.Answer, error) {
	a := data.Answer{Batches: map[string]data.BatchInfo{"b": {File: "b.xlsx"}}, Revision: 1}
	for _, place := range q.Places {
		for _, s := range t.series {
			if s.Place == place && s.Indicator == q.Indicator && slices.Contains(q.Measures, s.Measure) {
				a.Series = append(a.Series, s)
			}
		}
	}
	return a, nil
}

func (t table) Places(context.Context, data.AsOf) (all []string, err error) {
	for _, s := range t.series {
		if !slices.Contains(all, s.Place) {
			all = append(all, s.Place)
		}
	}
	slices.Sort(all)
	return all, nil
}

// row is a series of 亿元, or of per cent; NaN is confidential, +Inf is left out.
func row(place, cluster string, m data.Measure, first data.Period, values ...float64) data.Series {
	g := data.Group("size/规上")
	if cluster != "" {
		g = g.With("cluster/" + cluster)
	}
	s := data.Series{Indicator: "output", Place: place, Group: g, Measure: m, Freq: first.Freq()}
	unit := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
	if m == data.YoY {
		unit = data.Unit{Label: "%", Base: data.BasePercent}
	}
	for i, x := range values {
		p := data.Point{Period: first.AddYears(i), Value: data.Value{Number: x, Status: data.Normal}, Unit: unit, Batch: "b", From: []data.CellRef{{Sheet: "表", Cell: "B" + strconv.Itoa(i+1)}}}
		if first.Freq() == data.YearToDate {
			y, month := first.End()
			p.Period = data.ToDate(y, month+i)
		}
		if math.IsNaN(x) {
			p.Value = data.Value{Status: data.Suppressed}
		}
		if !math.IsInf(x, 0) {
			s.Points = append(s.Points, p)
		}
	}
	return s
}

func made(t *testing.T, slug string, p chart.Params, series ...data.Series) chart.Chart {
	t.Helper()
	return charttest.Build(t, chart.Sources{Reader: table{series: series}, Names: vocab.Embedded()}, slug, p)
}

// shown are the values of a series as they are printed.
func shown(s chart.Series) string {
	var all []string
	for _, p := range s.Points {
		switch {
		case p.Has:
			all = append(all, p.Shown)
		default:
			all = append(all, "("+p.Why+")")
		}
	}
	return strings.Join(all, " ")
}

func labels(c chart.Chart) string {
	var all []string
	for _, x := range c.Categories {
		all = append(all, x.Label)
	}
	return strings.Join(all, " ")
}

const lezhi, ziyang = "512022", "512000"

// TestMakeup: what is printed adds up to 100.0; what the source does not break
// down is a part of its own, unless it would tell a confidential one; parts that
// make more than the whole are none.
func TestMakeup(t *testing.T) {
	t.Parallel()
	year := data.Year(2023)
	level := func(cluster string, x float64) data.Series { return row(lezhi, cluster, data.Level, year, x) }
	secret := math.NaN()
	tests := []struct {
		name          string
		series        []data.Series
		labels, shown string
		title, note   string
	}{
		{"thirds", []data.Series{level("", 300), level("铝材", 100), level("装备制造", 100), level("其他", 100)},
			"铝材 装备制造 其他", "33.4% 33.3% 33.3%", "各产业集群的比重", ""},
		{"a part is not broken down", []data.Series{level("", 200), level("铝材", 60), level("装备制造", 100)},
			"装备制造 铝材 未分列", "50.0% 30.0% 20.0%", "装备制造占50.0%，居各集群之首", "未分列"},
		{"a part is confidential", []data.Series{level("", 200), level("铝材", 60), level("装备制造", secret), level("电子信息", 100)},
			"电子信息 铝材 装备制造", "50.0% 30.0% (未公布（保密）)", "电子信息占50.0%，居各集群之首", "保密"},
	}
	for _, tt := range tests {
		c := made(t, "cluster-share", chart.Params{}, tt.series...)
		if c.Empty != nil || labels(c) != tt.labels || shown(c.Series[0]) != tt.shown || c.Title != tt.title {
			t.Errorf("%s: %q %q %q, empty %v", tt.name, labels(c), shown(c.Series[0]), c.Title, c.Empty)
		}
		if !strings.Contains(strings.Join(c.Notes, " "), tt.note) {
			t.Errorf("%s: notes %q", tt.name, c.Notes)
		}
		if rest := c.Series[0].Points[len(c.Categories)-1]; tt.note == "未分列" && (len(rest.Detail) != 1 || rest.Detail[0].Shown != "40.0亿元") {
			t.Errorf("%s: amount %v", tt.name, rest.Detail)
		}
	}
	for name, series := range map[string][]data.Series{
		"大于合计":  {level("", 100), level("铝材", 80), level("装备制造", 40)},
		"缺少合计":  {level("铝材", 80), level("装备制造", 40)},
		"分产业集群": {level("", 100)},
	} {
		if c := made(t, "cluster-share", chart.Params{}, series...); c.Empty == nil || !strings.Contains(c.Empty.Reason, name) || c.Empty.Hint == "" {
			t.Errorf("%s: %+v", name, c.Empty)
		}
	}
}

// TestSharesOfTheSampleClose in each column, and the title's ends are its columns'.
func TestSharesOfTheSampleClose(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	over := charttest.Build(t, s, "cluster-share", chart.Params{View: "over-time"})
	now := charttest.Build(t, s, "cluster-share", chart.Params{})
	tenths := func(p chart.Point) int {
		x, err := strconv.ParseFloat(strings.TrimSuffix(p.Shown, "%"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return int(math.Round(x * 10))
	}
	for i, c := range over.Categories {
		sum := 0
		for _, x := range over.Series {
			sum += tenths(x.Points[i])
		}
		if sum != 1000 {
			t.Errorf("%s adds up to %d tenths", c.Period, sum)
		}
	}
	sum := 0
	for _, p := range now.Series[0].Points {
		sum += tenths(p)
	}
	if sum != 1000 || len(over.Categories) != 4 {
		t.Errorf("now adds up to %d tenths; %d columns", sum, len(over.Categories))
	}
	if want := "铝材的比重从2021年1—9月的22.6%升至2024年1—9月的27.2%"; over.Title != want {
		t.Errorf("%q, want %q", over.Title, want)
	}
	traced(t, now)
	traced(t, over)
}

// TestRunsOfTheHeatmap: a run ends at a gap, and begins where it begins however little
// of it is shown.
func TestRunsOfTheHeatmap(t *testing.T) {
	t.Parallel()
	first, none := data.ToDate(2023, 2), math.Inf(1)
	series := []data.Series{
		row(lezhi, "铝材", data.YoY, first, 3, 4, none, 6, 7, 8, 9),
		row(lezhi, "装备制造", data.YoY, first, 3, 0, -1, -2, -3, -4, -5),
		row(lezhi, "电子信息", data.YoY, first, 3, 2, none, 1, -1, -2, -3),
		row(lezhi, "", data.YoY, first, 3, 2, none, 1, 1, 1, 1),
	}
	want := "装备制造自2023年1—4月起连续下降；铝材自2023年1—5月以来一直增长"
	for _, p := range []chart.Params{{}, {From: data.ToDate(2023, 7)}} {
		if c := made(t, "growth-heatmap", p, series...); c.Title != want {
			t.Errorf("from %s: %q, want %q", p.From, c.Title, want)
		}
	}
	c := made(t, "growth-heatmap", chart.Params{}, series...)
	if len(c.Categories) != 7 || c.Series[len(c.Series)-1].Rank != chart.RankTotal || !strings.Contains(shown(c.Series[0]), "+4.0% (没有数据) +6.0%") {
		t.Errorf("%d columns, %q", len(c.Categories), shown(c.Series[0]))
	}
	// A month that nobody reported is a column all the same.
	hole := made(t, "growth-heatmap", chart.Params{}, row(lezhi, "铝材", data.YoY, first, 1, 2, 3, none, 5))
	if got := shown(hole.Series[0]); got != "+1.0% +2.0% +3.0% (没有数据) +5.0%" || !strings.Contains(strings.Join(hole.Notes, " "), "灰格") {
		t.Errorf("%q, notes %q", got, hole.Notes)
	}
	two := made(t, "growth-heatmap", chart.Params{Groups: []data.Group{"size/规上", "cluster/铝材", "cluster/电子信息"}}, series...)
	if len(two.Series) != 2 || two.Title != "各产业集群历期同比" {
		t.Errorf("%d rows, %q", len(two.Series), two.Title)
	}
}

// TestComputedRatesOfTheHeatmap: they begin a year after the levels do.
func TestComputedRatesOfTheHeatmap(t *testing.T) {
	t.Parallel()
	c := made(t, "growth-heatmap", chart.Params{Basis: data.Nominal}, row(lezhi, "铝材", data.Level, data.Year(2020), 100, 110, 99), row(lezhi, "", data.Level, data.Year(2020), 200, 220, 242))
	if got := shown(c.Series[0]); got != "+10.0% −10.0%" || shown(c.Series[1]) != "+10.0% +10.0%" {
		t.Errorf("%q and %q", got, shown(c.Series[1]))
	}
}

// TestSpecialisation: 30 of 100 here, 20 of 200 there: (30/100)/(20/200) = 3.
func TestSpecialisation(t *testing.T) {
	t.Parallel()
	year := data.Year(2023)
	here := []data.Series{
		row(lezhi, "", data.Level, year, 100, 120), row(lezhi, "铝材", data.Level, year, 30, 60),
		row(lezhi, "装备制造", data.Level, year, 50, 40), row(lezhi, "电子信息", data.Level, year, 20, 20),
	}
	there := []data.Series{row(ziyang, "", data.Level, year, 200), row(ziyang, "铝材", data.Level, year, 20), row(ziyang, "装备制造", data.Level, year, 180)}
	all := slices.Concat(here, there)
	c := made(t, "specialisation", chart.Params{}, all...)
	if c.Empty != nil || c.DataUntil != year || labels(c) != "铝材 装备制造 电子信息" || shown(c.Series[0]) != "3.00 0.56 (参照地区没有这一项)" {
		t.Fatalf("%s until %s: %q, empty %v", labels(c), c.DataUntil, shown(c.Series[0]), c.Empty)
	}
	if want := "铝材的比重是资阳市的3.00倍（30.0%对10.0%）"; c.Title != want {
		t.Errorf("%q, want %q", c.Title, want)
	}
	if p := c.Series[0].Points[0]; len(p.Cells) != 4 {
		t.Errorf("3.00 rests on %d cells", len(p.Cells))
	}
	// Without a reference nothing is told; of a sister county, what it has.
	for _, p := range []chart.Params{{}, {Places: []string{lezhi, "512021"}}} {
		if c := made(t, "specialisation", p, here...); c.Empty == nil || len(c.Series) > 0 || c.Empty.Hint == "" {
			t.Errorf("%v without a reference: %+v", p.Places, c.Empty)
		}
	}
	if c := made(t, "specialisation", chart.Params{Places: []string{"100000"}}, row("100000", "", data.Level, year, 5), row("100000", "铝材", data.Level, year, 5)); c.Empty == nil || !strings.Contains(c.Empty.Reason, "没有可与全国对比") {
		t.Errorf("the country: %+v", c.Empty)
	}
	back := made(t, "specialisation", chart.Params{Places: []string{ziyang, lezhi}}, all...)
	if shown(back.Series[0]) != "1.80 0.33" || strings.Contains(strings.Join(back.Notes, " "), "包含") {
		t.Errorf("the other way round: %q, %q", shown(back.Series[0]), back.Notes)
	}
}

// TestPlacesThatAnAddressNames: a chart takes as many as it shows.
func TestPlacesThatAnAddressNames(t *testing.T) {
	t.Parallel()
	src := chart.Sources{Reader: table{}, Names: vocab.Embedded()}
	for _, tt := range []struct {
		slug   string
		places []string
		want   data.ErrorCode
	}{
		{"output", []string{lezhi, ziyang}, data.Invalid},
		{"specialisation", []string{lezhi, ziyang, "512021"}, data.Invalid},
		{"specialisation", []string{lezhi, "nowhere"}, data.NotFound},
	} {
		d, err := chart.Find(tt.slug)
		if err != nil {
			t.Fatal(err)
		}
		s := src
		s.Reader = table{series: []data.Series{row(lezhi, "", data.Level, data.Year(2023), 2), row(lezhi, "铝材", data.Level, data.Year(2023), 1)}}
		if _, err := d.Build(t.Context(), s, chart.Params{Places: tt.places}); data.CodeOf(err) != tt.want {
			t.Errorf("%s of %v: %v", tt.slug, tt.places, err)
		}
	}
}

// TestConcentration: of 50, 30 and 其他 20 the index is 50² + 30² + 20² = 3800,
// or 3400 where 其他 is countless small ones.
func TestConcentration(t *testing.T) {
	t.Parallel()
	year := data.Year(2021)
	series := []data.Series{
		row(lezhi, "", data.Level, year, 100, 100, 100, 200), row(lezhi, "铝材", data.Level, year, 50, 50, math.NaN(), 100),
		row(lezhi, "装备制造", data.Level, year, 30, 30, 30, 60), row(lezhi, "其他", data.Level, year, 20, 20, 20, 20),
	}
	c := made(t, "concentration", chart.Params{View: "hhi"}, series...)
	if got := shown(c.Series[0]) + " / " + shown(c.Series[1]); got != "3800 3800 (缺少“铝材”的数字) 3800 / 3400 3400 (缺少“铝材”的数字) 3400" {
		t.Error(got) // in the last year 20 are not broken down: 其他 and these are 40 of 200
	}
	if want := "2024年的集中度指数（HHI）在3400至3800之间"; c.Title != want { // 2023 cannot be told
		t.Errorf("%q, want %q", c.Title, want)
	}
	top := made(t, "concentration", chart.Params{To: data.Year(2022)}, series...)
	if got := shown(top.Series[0]) + " / " + shown(top.Series[1]); got != "80.0% 80.0% / 50.0% 50.0%" || top.Title != "最大的2个集群占工业总产值的80.0%" {
		t.Errorf("%q %q", got, top.Title)
	}
	rose := made(t, "concentration", chart.Params{View: "hhi"}, row(lezhi, "铝材", data.Level, year, 50, 60), row(lezhi, "装备制造", data.Level, year, 50, 40))
	if len(rose.Series) != 1 || shown(rose.Series[0]) != "5000 5200" || rose.Title != "集中度指数（HHI）为5200，高于一年前" {
		t.Errorf("without 其他: %q %q", shown(rose.Series[0]), rose.Title)
	}
	loss := made(t, "concentration", chart.Params{}, row(lezhi, "铝材", data.Level, year, 50), row(lezhi, "装备制造", data.Level, year, -5))
	if loss.Empty == nil || loss.Empty.Hint == "" {
		t.Errorf("with a loss: %+v", loss.Empty)
	}
}

// TestMakeupChartsOfTheSample: each value names its cell, in both languages the
// title states the finding.
func TestMakeupChartsOfTheSample(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, tt := range []struct{ slug, view, zh, en string }{
		{"cluster-share", "", "铝材占27.2%，居各集群之首；最大的三个合占65.1%", "Aluminium makes up 27.2%, the largest of all clusters; the three largest together 65.1%"},
		{"growth-heatmap", "", "纺织服装自2023年1—5月起连续下降；铝材自2021年1—2月以来一直增长", "Textiles and apparel has fallen since Jan–May 2023; Aluminium has grown throughout since Jan–Feb 2021"},
		{"specialisation", "", "铝材的比重是资阳市的4.01倍（27.2%对6.8%）", "Aluminium weighs 4.01 times as much here as in Ziyang (27.2% against 6.8%)"},
		{"concentration", "", "最大的三个集群占工业总产值的65.1%，比一年前多1.7个百分点", "The three largest clusters make 65.1% of the total, 1.7 points more than a year before"},
		{"concentration", "hhi", "集中度指数（HHI）在1735至1921之间，与一年前分不出高低", "not to be told apart from a year before"},
	} {
		for l, want := range map[lang.Lang]string{lang.ZhHans: tt.zh, lang.En: tt.en} {
			c := charttest.Build(t, s, tt.slug, chart.Params{View: tt.view, Lang: l})
			if !strings.Contains(c.Title, want) || !c.Illustrative || len(c.Citations) == 0 || !strings.Contains(c.Alt, c.Title) {
				t.Errorf("%s: %q, want %q", tt.slug, c.Title, want)
			}
			if strings.Contains(c.Title+c.Subtitle+strings.Join(c.Notes, ""), "⟨") {
				t.Errorf("%s lacks a word: %q %q %q", tt.slug, c.Title, c.Subtitle, c.Notes)
			}
			traced(t, c)
		}
	}
	if c := charttest.Build(t, s, "specialisation", chart.Params{Places: []string{sample.Place, "512021"}}); !strings.Contains(strings.Join(c.Notes, " "), "铝材") || c.Citations[0].File == c.Citations[1].File {
		t.Errorf("against 安岳: notes %q, sources %+v", c.Notes, c.Citations)
	}
}

// TestAShareIsOneNumber: each chart that prints a cluster's share, here or in the
// reference place, prints the one that adds up with the others, of titles as well;
// where that is not the share rounded for itself, the picture of all shares says so.
func TestAShareIsOneNumber(t *testing.T) {
	t.Parallel()
	place := func(code string) []data.Series {
		at := data.ToDate(2023, 9)
		var all []data.Series
		for i, c := range []string{"", "铝材", "装备制造", "电子信息", "汽车零部件", "纺织服装"} {
			x := []float64{98.6, 26.88, 22.04, 20.34, 15.35, 13.99}[i] // 22.353 is 22.3 beside the others, and 22.4 alone
			all = append(all, row(code, c, data.Level, at, x, x), row(code, c, data.YoY, at, 5, 5))
		}
		return all
	}
	s := chart.Sources{Reader: table{series: append(place("512022"), place("512000")...)}, Names: vocab.Embedded()}
	for _, l := range lang.All {
		p := chart.Params{Lang: l}
		want := make(map[data.Group]string)
		areas := charttest.Build(t, s, "cluster-share", p)
		exact := make(map[data.Group]string)
		for i, c := range areas.Categories {
			g := areas.Population.With(c.Facet)
			want[g], exact[g] = areas.Series[0].Points[i].Shown, lang.Figure(l, areas.Series[0].Points[i].Value, data.Unit{Label: "%", Base: data.BasePercent})
		}
		closes := slices.ContainsFunc(areas.Categories, func(c chart.Category) bool {
			g := areas.Population.With(c.Facet)
			return want[g] != exact[g]
		})
		if !closes || !slices.Contains(areas.Notes, lang.Text(l, "chart.note-closed")) {
			t.Errorf("%s: %v for %v, notes %v", l, want, exact, areas.Notes)
		}
		for _, s := range charttest.Build(t, s, "growth-share", p).Series {
			if got := s.Points[0].Detail[1].Shown; got != want[s.Group] {
				t.Errorf("%s: growth-share prints %s of %s, not %s", l, got, s.Name, want[s.Group])
			}
		}
		lq := charttest.Build(t, s, "specialisation", p)
		for i, c := range lq.Categories {
			g := lq.Population.With(c.Facet)
			for _, d := range lq.Series[0].Points[i].Detail {
				if d.Shown != want[g] {
					t.Errorf("%s: specialisation prints %s of %s, not %s", l, d.Shown, c.Label, want[g])
				}
			}
		}
		top := charttest.Build(t, s, "concentration", p)
		for _, x := range top.Series[0].Points[len(top.Series[0].Points)-1].Detail {
			i := slices.IndexFunc(areas.Categories, func(c chart.Category) bool { return c.Label == x.Label })
			if i < 0 || areas.Series[0].Points[i].Shown != x.Shown {
				t.Errorf("%s: concentration prints %s of %s", l, x.Shown, x.Label)
			}
		}
		best := areas.Series[0].Points[0].Shown
		for _, slug := range []string{"cluster-share", "growth-share"} {
			if title := charttest.Build(t, s, slug, p).Title; !strings.Contains(title, best) {
				t.Errorf("%s: %q is without %s", l, title, best)
			}
		}
		if one := top.Series[1].Points[len(top.Series[1].Points)-1]; one.Shown != best {
			t.Errorf("%s: the largest is %s, not %s", l, one.Shown, best)
		}
	}
}
