package chart_test

import (
	"math"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
)

// TestNoSuperlativeThatAHiddenClusterCouldChange: of 200 the total leaves 110 for
// what is held back, or missing, so that 60 need not be the most; where it leaves
// 20, 60 is.
func TestNoSuperlativeThatAHiddenClusterCouldChange(t *testing.T) {
	t.Parallel()
	year := data.Year(2022)
	secret, none := math.NaN(), math.Inf(1)
	table := func(total1, total2, hidden1, hidden2 float64) []data.Series {
		return []data.Series{
			row(lezhi, "", data.Level, year, total1, total2), row(lezhi, "铝材", data.Level, year, 40, 60),
			row(lezhi, "电子信息", data.Level, year, 30, 30), row(lezhi, "装备制造", data.Level, year, hidden1, hidden2),
		}
	}
	large, small := table(170, 200, secret, secret), table(80, 110, secret, secret)
	gone, held := table(170, 200, 100, none), table(80, 110, 10, secret)
	for _, tt := range []struct {
		what, slug   string
		p            chart.Params
		series       []data.Series
		superlative  string
		told, secret bool
	}{
		{"large", "cluster-share", chart.Params{}, large, "居各集群之首", false, true},
		{"small", "cluster-share", chart.Params{}, small, "居各集群之首", true, true},
		{"gone", "cluster-share", chart.Params{}, gone, "居各集群之首", false, false},
		{"large", "growth-share", chart.Params{}, large, "规模最大", false, true},
		{"small", "growth-share", chart.Params{}, small, "规模最大", true, true},
		{"gone", "growth-share", chart.Params{}, gone, "规模最大", false, false},
		{"large", "growth-contribution", chart.Params{}, large, "拉动最多", false, true},
		{"the rest may go from 0 to 20", "growth-contribution", chart.Params{}, table(70, 100, secret, secret), "拉动最多", true, true},
		{"gone, and may have grown", "growth-contribution", chart.Params{}, gone, "拉动最多", true, false}, // from 100 to 110 at most
		{"large", "cluster-growth", chart.Params{Measure: data.Points}, large, "拉动最多", false, true},
		{"large", "cluster-growth", chart.Params{Measure: data.Contribution}, large, "贡献最大", false, true},
		{"a rate has no bound", "cluster-growth", chart.Params{}, small, "增长最快", false, true},
		{"held back now", "cluster-growth", chart.Params{}, held, "增长最快", false, true},
		{"one that begins has no rate", "cluster-growth", chart.Params{}, table(170, 200, none, 1), "增长最快", true, false},
		{"an index has no bound", "growth-index", chart.Params{}, small, "走得最远", false, true},
		{"large", "ranking", chart.Params{}, large, "居首", false, true},
		{"held back now", "growth-heatmap", chart.Params{}, held, "各集群均在增长", false, true},
	} {
		for _, l := range []lang.Lang{lang.ZhHans, lang.En} {
			tt.p.Lang = l
			c := made(t, tt.slug, tt.p, tt.series...)
			title, notes := c.Title, strings.Join(c.Notes, " ")
			if l == lang.En {
				if strings.Contains(title+notes, "⟨") || tt.secret && !strings.Contains(notes, "confidential") && c.Empty == nil {
					t.Errorf("%s, %s: %q, notes %q", tt.slug, tt.what, title, notes)
				}
				continue
			}
			if c.Empty == nil && (strings.Contains(title, tt.superlative) != tt.told || strings.Contains(notes, "保密") != tt.secret) || c.Empty != nil && tt.told {
				t.Errorf("%s, %s: %q, notes %q, empty %+v", tt.slug, tt.what, title, notes, c.Empty)
			}
		}
	}
}

// TestAPlaceThatAHiddenClusterCouldChange is none: 60 stands above all that the
// total leaves (50), 30 does not.
func TestAPlaceThatAHiddenClusterCouldChange(t *testing.T) {
	t.Parallel()
	year, secret := data.Year(2022), math.NaN()
	series := []data.Series{
		row(lezhi, "", data.Level, year, 140, 140), row(lezhi, "铝材", data.Level, year, 60, 60),
		row(lezhi, "电子信息", data.Level, year, 30, 30), row(lezhi, "装备制造", data.Level, year, secret, 50),
	}
	c := made(t, "ranking", chart.Params{}, series...)
	equal(t, "铝材", column(t, c, "铝材"), "第1位（60.0亿元）", "第1位（60.0亿元）")
	equal(t, "电子信息", column(t, c, "电子信息"), "(有集群缺数字或未公布，可能排在前面，位次不能确定)", "第3位（30.0亿元）")
	equal(t, "装备制造", column(t, c, "装备制造"), "(未公布（保密）)", "第2位（50.0亿元）")
	if c.Title != "各产业集群的位次" {
		t.Error(c.Title)
	}
	series[0] = row(lezhi, "", data.Level, year)
	if c = made(t, "ranking", chart.Params{}, series[1:]...); c.Empty == nil || !strings.Contains(c.Empty.Reason, "位次不能确定") {
		t.Errorf("without a total nothing bounds it, and one moment is no ranking: %q %+v", c.Title, c.Empty)
	}
	series[3] = row(lezhi, "装备制造", data.Level, year, math.Inf(1), 50)
	c = made(t, "ranking", chart.Params{}, series[1:]...)
	equal(t, "before its first figure", column(t, c, "铝材"), "第1位（60.0亿元）", "第1位（60.0亿元）")
}

// TestAllClustersGrow only where each of them does: one that fell in the last
// period alone makes no run, and yet it fell.
func TestAllClustersGrow(t *testing.T) {
	t.Parallel()
	first := data.ToDate(2023, 2)
	grew := row(lezhi, "铝材", data.YoY, first, 3, 4, 5)
	for want, last := range map[string]float64{"各集群均在增长，铝材自2023年1—2月以来未曾下降": 1, "铝材自2023年1—2月以来未曾下降": -1} {
		c := made(t, "growth-heatmap", chart.Params{}, grew, row(lezhi, "装备制造", data.YoY, first, 2, 0, last))
		if c.Title != want {
			t.Errorf("%v: %q, want %q", last, c.Title, want)
		}
	}
}

// TestShiftOfTheSum: 3 more in the clusters is not 10 more in the place, nor does
// a total that a table lacks rise.
func TestShiftOfTheSum(t *testing.T) {
	t.Parallel()
	year := data.Year(2022)
	series := []data.Series{
		row(lezhi, "铝材", data.Level, year, 10, 12), row(lezhi, "装备制造", data.Level, year, 10, 11),
		row(ziyang, "", data.Level, year, 100, 110), row(ziyang, "铝材", data.Level, year, 50, 55), row(ziyang, "装备制造", data.Level, year, 50, 55),
	}
	for want, total := range map[string]float64{"乐至县工业总产值增加3.00亿元": 23, "乐至县各集群合计的工业总产值增加3.00亿元": 30} {
		c := made(t, "shift-share", chart.Params{}, append(series, row(lezhi, "", data.Level, year, 20, total))...)
		if !strings.HasPrefix(c.Title, want) || strings.Contains(strings.Join(c.Notes, " "), "合计的增量是+10.0亿元") != (total == 30) {
			t.Errorf("%q, want %q; notes %q", c.Title, want, c.Notes)
		}
	}
	c := made(t, "shift-share", chart.Params{Lang: lang.En}, series...)
	if !strings.Contains(c.Title, "of the clusters of Lezhi together rose") {
		t.Error(c.Title)
	}
}

// TestNoNeighbourIsTheReference: without a place above nothing is invented, and
// the chart says how to choose one.
func TestNoNeighbourIsTheReference(t *testing.T) {
	t.Parallel()
	year := data.Year(2022)
	var series []data.Series
	for _, place := range []string{lezhi, "512021"} {
		series = append(series, row(place, "", data.Level, year, 20, 23), row(place, "铝材", data.Level, year, 20, 23))
	}
	for _, l := range lang.All {
		c := made(t, "shift-share", chart.Params{Lang: l}, series...)
		if c.Empty == nil || len(c.Series) > 0 || !strings.Contains(c.Empty.Hint, "place=512022&place=512000") {
			t.Errorf("%q %+v", c.Title, c.Empty)
		}
	}
	if c := made(t, "shift-share", chart.Params{Places: []string{lezhi, "512021"}}, series...); c.Empty != nil {
		t.Errorf("chosen: %+v", c.Empty)
	}
}

// TestTheAxisOfAnIndex begins at zero, or the notes say that it does not.
func TestTheAxisOfAnIndex(t *testing.T) {
	t.Parallel()
	for last, cut := range map[float64]bool{110: true, 250: false, 0: false} {
		c := made(t, "growth-index", chart.Params{}, row(lezhi, "铝材", data.Level, data.Year(2022), 100, last))
		if strings.Contains(strings.Join(c.Notes, " "), "纵轴不从零起") != cut || (c.Floor > 0) != cut {
			t.Errorf("up to %v: from %v, notes %q", last, c.Floor, c.Notes)
		}
	}
}

// TestWhatALossIsToldAs: reasons of profits are those of profits.
func TestWhatALossIsToldAs(t *testing.T) {
	t.Parallel()
	f := figures{indicator: "profit", have: map[data.Group]map[data.Measure]map[string]float64{
		"":           levels(byPeriod{"2022": -5, "2023": -3, "2024": -1}),
		"cluster/铝材": levels(byPeriod{"2022": 2, "2023": 3, "2024": 4}), "cluster/纺织服装": levels(byPeriod{"2022": -7, "2023": -6, "2024": -8}),
	}}
	for slug, want := range map[string]string{"cluster-share": "合计不大于零", "doubling": "基数为负，不能计算"} {
		if c := worked(t, f, slug, chart.Params{}); c.Empty == nil || !strings.Contains(c.Empty.Reason, want) {
			t.Errorf("%s: %+v, want %q", slug, c.Empty, want)
		}
	}
	c := worked(t, f, "cluster-growth", chart.Params{})
	equal(t, "2024", column(t, c, "2024年"), "+33.3%", "(增亏)", "(减亏)")
	for i, want := range []string{"", "增亏", "减亏"} {
		if got := c.Series[0].Points[i].Word; got != want {
			t.Errorf("%s has the word %q in the picture, want %q", c.Categories[i].Label, got, want)
		}
	}
	if c = worked(t, f, "growth-index", chart.Params{}); !strings.Contains(strings.Join(c.Notes, " "), "纺织服装没有指数（基数为负，不能计算），未画出") {
		t.Errorf("notes %q", c.Notes)
	}
}

// TestALosingMonthIsNoRevision: a profit may fall within a year, an output may not.
func TestALosingMonthIsNoRevision(t *testing.T) {
	t.Parallel()
	for indicator, revised := range map[string]bool{"profit": false, "output": true} {
		f := figures{indicator: indicator, have: map[data.Group]map[data.Measure]map[string]float64{"": levels(byPeriod{"2024-01/P2M": 5, "2024-01/P3M": 8, "2024-01/P4M": 7})}}
		c := worked(t, f, "output", chart.Params{})
		if got := strings.Contains(strings.Join(c.Notes, " "), "修订"); got != revised {
			t.Errorf("%s: notes %q", indicator, c.Notes)
		}
	}
}

// TestADifferenceBesideASecretIsSecret: of what is held back in March neither
// March nor April can be told, and not for want of data.
func TestADifferenceBesideASecretIsSecret(t *testing.T) {
	t.Parallel()
	first := data.ToDate(2024, 2)
	c := made(t, "output", chart.Params{}, row(lezhi, "", data.Level, first, 10, 20, 30, 40), row(lezhi, "铝材", data.Level, first, 2, math.NaN(), 6, 8))
	for i, want := range []data.Status{data.Normal, data.Suppressed, data.Suppressed, data.Normal} {
		if p := c.Series[0].Points[i]; p.Status != want || p.Has != (want == data.Normal) {
			t.Errorf("%s: %s %q, want %s", p.Period, p.Status, p.Shown+p.Why, want)
		}
	}
}
