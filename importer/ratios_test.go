package importer_test

import "testing"

// TestRatiosHaveNoUnitOfAmounts: the unit over a table is not that of the ratios
// in it.
func TestRatiosHaveNoUnitOfAmounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		rows      [][]any
		want      []string
		questions []string
	}{
		{
			"a caption over ratios", [][]any{
				{"Wholesalers"}, {"Kind of business", "2007 (billions)", "2008 (billions)"},
				{"SALES"}, {"Cars", 41.5, 45.1}, {"RATIO OF INVENTORIES TO SALES"}, {"Cars", 1.2, 1.3},
			},
			[]string{
				"B4 · 512022 · level 2007 41.5billions A", "C4 · 512022 · level 2008 45.1billions A",
				"B6 · 512022 · level 2007 1.2 A", "C6 · 512022 · level 2008 1.3 A",
			},
			[]string{"indicator:Sheet1!A3", "group:Cars", "indicator:Sheet1!A5"},
		},
		{
			"a column per head under 单位：亿元", [][]any{
				{"主要指标（2023年）"}, {"单位：亿元"}, {"地区", "地区生产总值", "人均地区生产总值", "规模以上工业营业收入利润率"},
				{"资阳市", 1008.5, 44000, 5.1}, {"乐至县", 238.1, 48000, 5.2},
			},
			[]string{
				"B4 gdp 512000 · level 2023 1008.5亿元 A", "C4 gdp-per-capita 512000 · level 2023 44000 A", "D4 profit-margin 512000 size/规上 level 2023 5.1 A",
				"B5 gdp 512022 · level 2023 238.1亿元 A", "C5 gdp-per-capita 512022 · level 2023 48000 A", "D5 profit-margin 512022 size/规上 level 2023 5.2 A",
			},
			[]string{"unit:Sheet1!C", "unit:Sheet1!D"},
		},
		{
			"all of it is per head, as the title says", [][]any{
				{"各地区人均地区生产总值"}, {"单位：万元"}, {"地区", "2022年", "2023年"}, {"资阳市", 4.2, 4.4}, {"乐至县", 4.5, 4.8},
			},
			[]string{
				"B4 gdp-per-capita 512000 · level 2022 4.2万元 A", "C4 gdp-per-capita 512000 · level 2023 4.4万元 A",
				"B5 gdp-per-capita 512022 · level 2022 4.5万元 A", "C5 gdp-per-capita 512022 · level 2023 4.8万元 A",
			},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			expect(t, interpret(home, sheet("Sheet1", c.rows)), c.want, c.questions...)
		})
	}
}

// TestRatesInEnglish: a row or column that says a change in per cent is a rate, and
// no level.
func TestRatesInEnglish(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		rows [][]any
		want []string
	}{
		{
			"columns", [][]any{
				{"Region", "GDP (million yuan)", "Percent change", "Month-on-month change (%)"},
				{"Sichuan", 500.5, 5.5, 0.4},
			},
			[]string{"B2 gdp 510000 · level · 500.5百万元 A", "C2 gdp 510000 · yoy · 5.5% A", "D2 gdp 510000 · mom · 0.4% A"},
		},
		{
			"rows", [][]any{
				{"Item", "2022", "2023"},
				{"GDP (million yuan)", 500.5, 520.5}, {"% change from year earlier", 5.5, 4}, {"Monthly % change", 0.5, 0.2},
			},
			[]string{
				"B2 gdp 512022 · level 2022 500.5百万元 A", "C2 gdp 512022 · level 2023 520.5百万元 A",
				"B3 gdp 512022 · yoy 2022 5.5% A", "C3 gdp 512022 · yoy 2023 4% A", "B4 gdp 512022 · mom 2022 0.5% A", "C4 gdp 512022 · mom 2023 0.2% A",
			},
		},
		{
			"Chinese", [][]any{
				{"指标（2024年9月）"}, {"指标", "绝对值（亿元）", "比上年增长%", "比上月增长%"}, {"工业总产值", 50.5, 6.1, 0.3},
			},
			[]string{"B3 output 512022 · level 2024-09 50.5亿元 A", "C3 output 512022 · yoy 2024-09 6.1% A", "D3 output 512022 · mom 2024-09 0.3% A"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := figures(interpret(home, sheet("Sheet1", c.rows)))
			if len(got) != len(c.want) {
				t.Fatalf("%q", got)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("%q, want %q", got[i], c.want[i])
				}
			}
		})
	}
}
