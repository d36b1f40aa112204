package importer_test

import (
	"slices"
	"testing"
)

// TestForeignHeaders: layouts of statistical offices abroad, whose headers say times
// and rates in other ways.
func TestForeignHeaders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		rows      [][]any
		want      []string
		questions []string
	}{
		{
			"a change from one month to another", [][]any{
				{"GDP"}, {nil, "October 2023", "November 2023", "October to November 2023", "November 2022 to November 2023"},
				{nil, "million yuan", "million yuan", "% change", "% change"}, {"Sichuan", 700.5, 710.5, 1.2, 0.5},
			},
			[]string{
				"B4 gdp 510000 · level 2023-10 700.5百万元 A", "C4 gdp 510000 · level 2023-11 710.5百万元 A",
				"D4 gdp 510000 · mom 2023-11 1.2% A", "E4 gdp 510000 · yoy 2023-11 0.5% A",
			}, nil,
		},
		{
			"a change over several years is no rate on the year before", [][]any{
				{"GDP"}, {nil, "2020", "2023", "2020 to 2023"}, {nil, "million yuan", "million yuan", "% change"}, {"Sichuan", 650.5, 700.5, 10.2},
			},
			[]string{"B4 gdp 510000 · level 2020 650.5百万元 A", "C4 gdp 510000 · level 2023 700.5百万元 A", "D4 · 510000 · yoy 2020/2023 10.2% A"}, []string{"indicator:Sheet1!D3"},
		},
		{
			"per cent below the word for change", [][]any{
				{"Region", "GDP, Nov. 2023 (million yuan)", "GDP, Dec. 2023 (million yuan)", "Over-the-month change", nil}, {nil, nil, nil, "Number", "Percent"},
				{"Sichuan", 700.5, 710.5, 10, 1.4},
			},
			[]string{
				"B3 gdp 510000 · level 2023-11 700.5百万元 A", "C3 gdp 510000 · level 2023-12 710.5百万元 A",
				"D3 · 510000 · level · 10 A", "E3 gdp 510000 · mom 2023-12 1.4% A",
			}, nil,
		},
		{
			"quarters of a financial year have no period until it is said", [][]any{
				{"GDP (million yuan)"}, {"Region", "2022-23", nil}, {nil, "Q1", "Q2"}, {"Sichuan", 1, 2}, {"Beijing", 3, 4},
			},
			[]string{
				"B4 gdp 510000 · level · 1百万元 A", "C4 gdp 510000 · level · 2百万元 A", "B5 gdp 110000 · level · 3百万元 A", "C5 gdp 110000 · level · 4百万元 A",
			}, []string{"period:Sheet1!B", "period:Sheet1!C"},
		},
		{
			"keys and values over a blank row, and a corner in two rows", [][]any{
				{"Dataset:", "GDP"}, {"Time frequency", nil, "Annual"}, {"Unit of measure", nil, "million yuan"}, {},
				{"TIME", "2020", "2021", "2022", "2023"}, {"GEO (Labels)"}, {"Sichuan", 1.5, 2.5, 3.5, 4.5},
			},
			[]string{
				"B7 gdp 510000 · level 2020 1.5百万元 A", "C7 gdp 510000 · level 2021 2.5百万元 A",
				"D7 gdp 510000 · level 2022 3.5百万元 A", "E7 gdp 510000 · level 2023 4.5百万元 A",
			}, nil,
		},
		{
			"a total at the right of two years is of neither", [][]any{
				{"规模以上工业总产值（亿元）"}, {"集群", "2022年", nil, "2023年", nil, nil}, {nil, "11月", "12月", "11月", "12月", "合计"}, {"铝材", 1, 2, 3, 4, 10},
			},
			[]string{
				"B4 output 512022 cluster/铝材,size/规上 level 2022-11 1亿元 A", "C4 output 512022 cluster/铝材,size/规上 level 2022-12 2亿元 A",
				"D4 output 512022 cluster/铝材,size/规上 level 2023-11 3亿元 A", "E4 output 512022 cluster/铝材,size/规上 level 2023-12 4亿元 A",
				"F4 output 512022 cluster/铝材,size/规上 level · 10亿元 A",
			}, []string{"period:Sheet1!F"},
		},
		{
			"changes of one time on another", [][]any{
				{"GDP"}, {nil, "million yuan", nil, "Percentage changes", nil}, {nil, "Oct. 2022", "Oct. 2023", "Oct. 2023 / Oct. 2022", "Oct. 23 / Sep. 23"},
				{"Sichuan", 1, 2, 0.5, 0.1}, {"Beijing", 3, 4, 0.6, 0.2},
			},
			[]string{
				"B4 gdp 510000 · level 2022-10 1百万元 A", "C4 gdp 510000 · level 2023-10 2百万元 A", "D4 gdp 510000 · yoy 2023-10 0.5% A", "E4 gdp 510000 · mom 2023-10 0.1% A",
				"B5 gdp 110000 · level 2022-10 3百万元 A", "C5 gdp 110000 · level 2023-10 4百万元 A", "D5 gdp 110000 · yoy 2023-10 0.6% A", "E5 gdp 110000 · mom 2023-10 0.2% A",
			}, []string{},
		},
		{
			"a title with its translation beside it, labels at the right in two languages", [][]any{
				{"乐至县主要指标", "Main Indicators of Lezhi"}, {"单位：万元", nil, nil, "(10 000 yuan)"}, {"2022", "2023", "指  标", "Item"},
				{521, 602, "工业总产值", "Gross Output"}, {509, 588, "营业收入", "Revenue"},
			},
			[]string{
				"A4 output 512022 · level 2022 521万元 A", "B4 output 512022 · level 2023 602万元 A", "A5 revenue 512022 · level 2022 509万元 A", "B5 revenue 512022 · level 2023 588万元 A",
			}, []string{},
		},
		{
			"codes in Japanese", [][]any{
				{"地域 コード", "地域", "時間軸 コード", "時間軸", "GDP（百万元）"}, {"51000", "四川", 2019000000, "2019年", 5}, {"11000", "北京", 2020000000, "2020年", 6},
			},
			[]string{"E2 gdp 510000 · level 2019 5百万元 A", "E3 gdp 110000 · level 2020 6百万元 A"}, nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res := interpret(home, sheet("Sheet1", c.rows))
			if got := figures(res); !slices.Equal(got, c.want) {
				t.Errorf("%q\nwant %q", got, c.want)
			}
			if got := problems(res); c.questions != nil && !slices.Equal(got, c.questions) {
				t.Errorf("problems %q", got)
			}
		})
	}
}
