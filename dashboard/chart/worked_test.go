package chart_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/vocab"
)

// figures are a few worked numbers as a store would answer them: by group
// ("" the total), measure and period.
type figures struct {
	data.Reader
	indicator string
	have      map[data.Group]map[data.Measure]map[string]float64
	status    map[string]data.Status // by period, where not A
	source    string
}

func (f figures) Series(_ context.Context, q data.Query) (data.Answer, error) {
	a := data.Answer{Batches: map[string]data.BatchInfo{"b": {File: "worked.xlsx", Source: f.source, Released: time.Date(2024, 10, 15, 0, 0, 0, 0, time.UTC)}}, Revision: 1}
	if q.Indicator != f.indicator {
		return a, nil
	}
	for g, measures := range f.have {
		for m, periods := range measures {
			series := make(map[data.Freq]*data.Series)
			for text, x := range periods {
				p, err := data.ParsePeriod(text)
				if err != nil {
					return a, err
				}
				unit := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
				if q.Indicator == "enterprises" {
					unit = data.Unit{Label: "户", Base: data.BaseCount}
				}
				if m == data.YoY {
					unit = data.Unit{Label: "%", Base: data.BasePercent}
				}
				s := series[p.Freq()]
				if s == nil {
					s = &data.Series{Indicator: q.Indicator, Place: q.Places[0], Group: g, Measure: m, Freq: p.Freq()}
					series[p.Freq()] = s
				}
				v := data.Value{Number: x, Status: data.Normal}
				if st, ok := f.status[text]; ok {
					v.Status = st
				}
				s.Points = append(s.Points, data.Point{Period: p, Value: v, Unit: unit, From: []data.CellRef{{Sheet: "表", Cell: "B2"}}, Batch: "b"})
			}
			for _, s := range series {
				slices.SortFunc(s.Points, func(a, b data.Point) int { return a.Period.Compare(b.Period) })
				a.Series = append(a.Series, *s)
			}
		}
	}
	return a, nil
}

type byPeriod = map[string]float64

func levels(x byPeriod) map[data.Measure]map[string]float64 {
	return map[data.Measure]map[string]float64{data.Level: x}
}

func worked(t *testing.T, f figures, slug string, p chart.Params) chart.Chart {
	t.Helper()
	d, err := chart.Find(slug)
	if err != nil {
		t.Fatal(err)
	}
	p.Places, p.Indicator = []string{"512022"}, f.indicator
	c, err := d.Build(t.Context(), chart.Sources{Reader: f, Names: vocab.Embedded()}, p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// column is a series' points as a table shows them.
func column(t *testing.T, c chart.Chart, name string) (shown []string) {
	t.Helper()
	table := c.Table()
	i := slices.Index(table.Columns, name)
	if i < 0 {
		t.Fatalf("%s: no column %s in %v (empty %+v)", c.Slug, name, table.Columns, c.Empty)
	}
	for _, r := range table.Rows {
		if r.Cells[i].Has {
			shown = append(shown, r.Cells[i].Shown)
		} else {
			shown = append(shown, "("+r.Cells[i].Why+")")
		}
	}
	return shown
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// TestPartsCloseToTheLastDigit: 0.34, 0.33 and 0.33 points of 1.00 are printed
// as 0.4, 0.3 and 0.3.
func TestPartsCloseToTheLastDigit(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":             levels(byPeriod{"2023-01/P9M": 1000, "2024-01/P9M": 1010}),
		"cluster/铝材":   levels(byPeriod{"2023-01/P9M": 500, "2024-01/P9M": 503.4}),
		"cluster/装备制造": levels(byPeriod{"2023-01/P9M": 300, "2024-01/P9M": 303.3}),
		"cluster/其他":   levels(byPeriod{"2023-01/P9M": 200, "2024-01/P9M": 203.3}),
	}}
	c := worked(t, f, "growth-contribution", chart.Params{})
	equal(t, "铝材", column(t, c, "铝材"), "+0.4个百分点")
	equal(t, "装备制造", column(t, c, "装备制造"), "+0.3个百分点")
	equal(t, "其他", column(t, c, "其他"), "+0.3个百分点")
	equal(t, "合计", column(t, c, "合计"), "+1.0个百分点")
	if want := "2024年1—9月工业总产值按两期数值计算增长1.0%，铝材拉动最多，为0.4个百分点"; c.Title != want {
		t.Errorf("%q, want %q", c.Title, want)
	}
	bars := worked(t, f, "cluster-growth", chart.Params{Measure: data.Points})
	var shown []string
	for _, p := range bars.Series[0].Points {
		shown = append(shown, p.Shown)
	}
	equal(t, "bars", shown, "+0.4个百分点", "+0.3个百分点", "+0.3个百分点")
	if bars.Title != "铝材拉动最多：+0.4个百分点" {
		t.Errorf("%q is not what its bar says", bars.Title)
	}
	// Files have what was reckoned, the picture what adds up.
	for _, x := range []chart.Chart{c, bars} {
		exact, drawn := x.Series[0].Points[0].Value, x.AsPrinted().Series[0].Points[0].Value
		if math.Abs(exact-0.34) > 1e-9 || drawn != 0.4 {
			t.Errorf("%s: %v is drawn as %v, want 0.34 and 0.4", x.Slug, exact, drawn)
		}
	}

	f.have["cluster/其他"] = levels(byPeriod{"2023-01/P9M": 200, "2024-01/P9M": 213.3})
	if c = worked(t, f, "growth-contribution", chart.Params{}); !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "分项加起来与合计不一致") }) {
		t.Errorf("parts of 2.0 points beside a total of 1.0: %v", c.Notes)
	}
	equal(t, "其他", column(t, c, "其他"), "+1.3个百分点")
}

// TestWhatIsMissingIsNoPart: a cluster without its base is a gap with a reason,
// and the others keep their own numbers; where clusters were left out there is
// no total and no story.
func TestWhatIsMissingIsNoPart(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":             levels(byPeriod{"2022-01/P9M": 100, "2023-01/P9M": 110, "2024-01/P9M": 99}),
		"cluster/铝材":   levels(byPeriod{"2022-01/P9M": 60, "2023-01/P9M": 66, "2024-01/P9M": 50}),
		"cluster/电子信息": levels(byPeriod{"2023-01/P9M": 44, "2024-01/P9M": 49}),
	}, status: map[string]data.Status{"2024-01/P9M": data.Provisional}}
	c := worked(t, f, "growth-contribution", chart.Params{})
	equal(t, "电子信息", column(t, c, "电子信息"), "(缺少对比所需的数字)", "+4.5个百分点")
	equal(t, "铝材", column(t, c, "铝材"), "+6.0个百分点", "−14.5个百分点")
	equal(t, "合计", column(t, c, "合计"), "+10.0个百分点", "−10.0个百分点")
	if !strings.Contains(c.Title, "下降10.0%，铝材拉低最多，为14.5个百分点") || c.Series[0].Points[1].Status != data.Provisional {
		t.Errorf("%q, status %s", c.Title, c.Series[0].Points[1].Status)
	}
	one := worked(t, f, "growth-contribution", chart.Params{Groups: []data.Group{"cluster/铝材"}})
	if len(one.Series) != 1 || one.Series[0].Name != "铝材" || one.Title != "各产业集群对增长的拉动" {
		t.Errorf("one cluster: %d series, %q", len(one.Series), one.Title)
	}
	equal(t, "铝材", column(t, one, "铝材"), "+6.0个百分点", "−14.5个百分点")
}

// TestCountsAreNotNominal: a count has neither a price nor a published rate.
func TestCountsAreNotNominal(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "enterprises", have: map[data.Group]map[data.Measure]map[string]float64{
		"": levels(byPeriod{"2023-Q3": 100, "2024-Q3": 110}), "cluster/铝材": levels(byPeriod{"2023-Q3": 100, "2024-Q3": 110}),
	}}
	c := worked(t, f, "growth-contribution", chart.Params{})
	if c.Empty != nil || strings.Contains(c.Title+c.Subtitle, "名义") || strings.Contains(c.Title, "按两期") {
		t.Errorf("%q, %q, %+v", c.Title, c.Subtitle, c.Empty)
	}
}

// TestSinceWhen: "from" chooses the base, and with it the months compared.
func TestSinceWhen(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":             levels(byPeriod{"2021-01/P6M": 80, "2021-01/P9M": 120, "2022-01/P6M": 100, "2022-01/P9M": 150, "2023-01/P6M": 110, "2023-01/P9M": 180}),
		"cluster/铝材":   levels(byPeriod{"2021-01/P6M": 40, "2021-01/P9M": 60, "2022-01/P6M": 50, "2022-01/P9M": 75, "2023-01/P6M": 60, "2023-01/P9M": 90}),
		"cluster/装备制造": levels(byPeriod{"2021-01/P6M": 20, "2021-01/P9M": 40, "2022-01/P6M": 25, "2022-01/P9M": 50, "2023-01/P6M": 20, "2023-01/P9M": 30}),
		"cluster/电子信息": levels(byPeriod{"2022-01/P9M": 25, "2023-01/P9M": 60}),
	}}
	c := worked(t, f, "growth-index", chart.Params{})
	equal(t, "铝材", column(t, c, "铝材"), "100.0", "125.0", "150.0")
	equal(t, "合计", column(t, c, "合计"), "100.0", "125.0", "150.0")
	if c.Title != "铝材走得最远：2023年1—9月为2021年1—9月的1.50倍；装备制造不及起点（75.0）" {
		t.Error(c.Title)
	}
	if !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "电子信息没有2021年1—9月的数字") }) {
		t.Errorf("who cannot be compared is not named: %v", c.Notes)
	}
	june := worked(t, f, "growth-index", chart.Params{From: data.ToDate(2022, 6)})
	equal(t, "铝材 since June 2022", column(t, june, "铝材"), "100.0", "120.0")
	equal(t, "装备制造 since June 2022", column(t, june, "装备制造"), "100.0", "80.0")
	if c := worked(t, f, "growth-index", chart.Params{From: data.ToDate(2023, 9)}); c.Empty == nil {
		t.Error("one period is no comparison")
	}
	i := slices.IndexFunc(c.Filters, func(x chart.Filter) bool { return x.Name == "from" })
	if i < 0 || len(c.Filters[i].Options) != 1+4 { // the default, and both months of 2021 and 2022
		t.Errorf("from offers %+v", c.Filters)
	}
}

// TestALossHasNoIndex: no number, but the word for it.
func TestALossHasNoIndex(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "profit", have: map[data.Group]map[data.Measure]map[string]float64{
		"cluster/铝材": levels(byPeriod{"2022": 2, "2023": 3}), "cluster/纺织服装": levels(byPeriod{"2022": 2, "2023": -1}),
		"cluster/电子信息": levels(byPeriod{"2022": -2, "2023": 1}),
	}}
	c := worked(t, f, "growth-index", chart.Params{})
	equal(t, "铝材", column(t, c, "铝材"), "100.0", "150.0")
	equal(t, "纺织服装", column(t, c, "纺织服装"), "100.0", "(转亏)")
	equal(t, "电子信息", column(t, c, "电子信息"), "(基数为负，不能计算)", "(基数为负，不能计算)")
}

// TestWhoOvertookWhom: 其他 has no place, equals share one.
func TestWhoOvertookWhom(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":             levels(byPeriod{"2022": 100, "2023": 110}),
		"cluster/铝材":   levels(byPeriod{"2022": 30, "2023": 31}),
		"cluster/装备制造": levels(byPeriod{"2022": 20, "2023": 21}),
		"cluster/电子信息": levels(byPeriod{"2022": 20, "2023": 34}),
		"cluster/纺织服装": levels(byPeriod{"2022": 10, "2023": 8}),
		"cluster/其他":   levels(byPeriod{"2022": 90, "2023": 90}),
	}}
	c := worked(t, f, "ranking", chart.Params{})
	equal(t, "铝材", column(t, c, "铝材"), "第1位（30.0亿元）", "第2位（31.0亿元）")
	equal(t, "装备制造", column(t, c, "装备制造"), "第2位（20.0亿元）", "第3位（21.0亿元）")
	equal(t, "电子信息", column(t, c, "电子信息"), "第2位（20.0亿元）", "第1位（34.0亿元）")
	equal(t, "纺织服装", column(t, c, "纺织服装"), "第4位（10.0亿元）", "第4位（8.00亿元）")
	if c.Title != "电子信息超过铝材，居第1位" || slices.Contains(c.Table().Columns, "其他") {
		t.Errorf("%q, columns %v", c.Title, c.Table().Columns)
	}
	rows := map[float64]bool{}
	for _, s := range c.Series {
		if rows[s.Points[0].Y] {
			t.Errorf("two lines begin in row %v", s.Points[0].Y)
		}
		rows[s.Points[0].Y] = true
		if moved := s.Name != "纺织服装"; s.Moved() != moved {
			t.Errorf("%s moved: %v", s.Name, s.Moved())
		}
	}
	two := worked(t, f, "ranking", chart.Params{Groups: []data.Group{"cluster/装备制造", "cluster/纺织服装"}})
	equal(t, "among all", column(t, two, "纺织服装"), "第4位（10.0亿元）", "第4位（8.00亿元）")
	if two.Title != "各产业集群的位次" {
		t.Errorf("nobody overtook anybody here: %q", two.Title)
	}
	f.have["cluster/电子信息"] = levels(byPeriod{"2022": 15, "2023": 16})
	if c := worked(t, f, "ranking", chart.Params{}); c.Title != "从2022年到2023年位次未变，铝材一直居首" {
		t.Error(c.Title)
	}
}

// TestTwoRates: 98.6 after 88.9 with +9.8 % published; the implied base is
// 89.80 (89.76 to 89.84), the nominal rate 10.91 %.
func TestTwoRates(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"":           {data.Level: {"2023-01/P9M": 88.9, "2024-01/P9M": 98.6}, data.YoY: {"2024-01/P9M": 9.8}},
		"cluster/铝材": {data.Level: {"2023-01/P9M": 22.66, "2024-01/P9M": 26.79}, data.YoY: {"2024-01/P9M": 18.2}},
	}}
	c := worked(t, f, "published-vs-computed", chart.Params{})
	equal(t, "published", column(t, c, "公布"), "+9.8%")
	equal(t, "nominal", column(t, c, "名义"), "+10.91%")
	equal(t, "gap", column(t, c, "差距（百分点）"), "−1.11个百分点")
	equal(t, "last year's", column(t, c, "上年同期公布数（亿元）"), "88.90")
	equal(t, "implied", column(t, c, "隐含基数（亿元）"), "89.80（89.76至89.84）")
	for i, cells := range []int{1, 2, 3, 1, 2} { // the rate's own; both levels; all; last year's; level and rate
		if n := len(c.Series[i].Points[0].Cells); n != cells {
			t.Errorf("%s rests on %d cells, want %d", c.Series[i].Name, n, cells)
		}
	}
	if c.Title != "2024年1—9月公布同比+9.8%，比名义同比（+10.91%）低1.11个百分点" {
		t.Error(c.Title)
	}
	// 26.79/22.66 = 1.18226: 18.2 is what it rounds to.
	one := worked(t, f, "published-vs-computed", chart.Params{Groups: []data.Group{"cluster/铝材"}})
	if one.Title != "2024年1—9月铝材公布同比+18.2%，名义+18.23%：相差0.03个百分点，四舍五入即可解释" {
		t.Error(one.Title)
	}
	if two := worked(t, f, "published-vs-computed", chart.Params{Groups: []data.Group{"cluster/铝材", "cluster/装备制造"}}); two.Title != one.Title || !slices.ContainsFunc(two.Notes, func(n string) bool { return strings.Contains(n, "没有“装备制造”的数字") }) {
		t.Errorf("%q, notes %v", two.Title, two.Notes)
	}
	i := slices.IndexFunc(one.Filters, func(x chart.Filter) bool { return x.Name == "group" })
	if i < 0 || one.Filters[i].Many || !slices.ContainsFunc(one.Filters[i].Options, func(o chart.Option) bool { return o.Value == "cluster/铝材" && o.Chosen }) {
		t.Errorf("filters %+v", one.Filters)
	}

	f.indicator = "value-added" // real growth, nominal level
	added := worked(t, f, "published-vs-computed", chart.Params{})
	last := added.Series[len(added.Series)-1].Points[0]
	if last.Status != data.LowReliability || !slices.ContainsFunc(added.Notes, func(n string) bool { return strings.Contains(n, "（U）") }) {
		t.Errorf("the implied base of value added: %+v, notes %v", last, added.Notes)
	}
}

// TestTheMonthsOwnRate: 100 after 88 cumulated, +8.0 and +8.2 % published, make
// 6.6 % (5.8 to 7.3) for the month between.
func TestTheMonthsOwnRate(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"cluster/铝材": {data.Level: {"2024-01/P2M": 18, "2024-01/P8M": 88, "2024-01/P9M": 100}, data.YoY: {"2024-01/P2M": 9.1, "2024-01/P8M": 8.2, "2024-01/P9M": 8.0}},
	}}
	at := func(p chart.Params) chart.Chart {
		p.Basis = data.Implied
		return worked(t, f, "cluster-growth", p)
	}
	c := at(chart.Params{})
	equal(t, "September", column(t, c, "2024年9月"), "+6.6%（+5.8%至+7.3%）")
	if n := len(c.Series[0].Points[0].Cells); n != 4 {
		t.Errorf("it rests on %d cells, want four", n)
	}
	if c = at(chart.Params{To: data.ToDate(2024, 2)}); c.Empty != nil {
		t.Fatalf("January and February: %+v", c.Empty)
	}
	equal(t, "January and February", column(t, c, "2024年1—2月"), "+9.1%")
	delete(f.have["cluster/铝材"][data.YoY], "2024-01/P8M")
	if c = at(chart.Params{}); c.Series[0].Points[0].Period != data.Span(2024, 3, 7) {
		t.Errorf("a missing reading leaves a bucket: %s", c.Series[0].Points[0].Period)
	}
	f.indicator = "value-added"
	if c = at(chart.Params{}); c.Series[0].Points[0].Status != data.LowReliability {
		t.Errorf("from a real rate: %s", c.Series[0].Points[0].Status)
	}
	f.indicator = "enterprises" // a stock has no months of its own
	if c = at(chart.Params{}); c.Empty == nil {
		t.Error("a stock has a rate of its own month")
	}
}

// TestRoundingMayHideWhoIsFirst: where bands overlap no cluster is called fastest.
func TestRoundingMayHideWhoIsFirst(t *testing.T) {
	t.Parallel()
	of := func(y8, g8, y9, g9 float64) map[data.Measure]map[string]float64 {
		return map[data.Measure]map[string]float64{data.Level: {"2024-01/P8M": y8, "2024-01/P9M": y9}, data.YoY: {"2024-01/P8M": g8, "2024-01/P9M": g9}}
	}
	f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
		"cluster/铝材": of(88, 8.2, 100, 8.0), "cluster/装备制造": of(88, 8.2, 100, 8.1), "": of(176, 8.2, 200, 8.0),
	}}
	c := worked(t, f, "cluster-growth", chart.Params{Basis: data.Implied})
	if strings.Contains(c.Title, "最快") {
		t.Errorf("%q, though rounding leaves it open", c.Title)
	}
	if c = worked(t, f, "cluster-growth", chart.Params{}); !strings.Contains(c.Title, "装备制造增长最快") {
		t.Error(c.Title)
	}
}

// TestReachedIsSaidAsReached: the year is the first whole one; what is doubled
// is not told a year to come.
func TestReachedIsSaidAsReached(t *testing.T) {
	t.Parallel()
	for last, want := range map[float64]string{200: "已翻一番", 141.4213562373095: "按现速2026年翻一番", 90: ""} {
		f := figures{indicator: "output", have: map[data.Group]map[data.Measure]map[string]float64{
			"": levels(byPeriod{"2022": 100, "2023": 110, "2024": last}),
		}}
		got, _, err := chart.Headlines(t.Context(), chart.Sources{Reader: holding{f}, Names: vocab.Embedded()}, chart.Params{Places: []string{"512022"}})
		i := slices.IndexFunc(got, func(h chart.Headline) bool { return h.Label == "再造进度" })
		if err != nil || i < 0 || got[i].Change != want {
			t.Errorf("%v after 100: %+v, %v", last, got, err)
		}
	}
}

type holding struct{ figures }

func (holding) Holdings(context.Context, string, data.AsOf) ([]data.Holding, error) { return nil, nil }
