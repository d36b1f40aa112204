package importer_test

import (
	"slices"
	"testing"

	"countyboard/importer"
)

// TestHabitsOfOffices: what a label means by the habits of those who keep such tables.
func TestHabitsOfOffices(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rows [][]any
		want []string // cell, period, unit of some figures
		none []string // cells that are no figures
	}{
		"the base of an index is no time of its own": {
			[][]any{{"居民消费价格指数（2023年8月）"}, {"项目", "以下各项为100"}, {nil, "上年同月", "上月", "1—8月（上年同期）"}, {"总指数", 100.2, 100.4, 100.7}, {"食品", 98.9, 100.6, 101.3}},
			[]string{"B4 2023-08 ", "C4 2023-08 ", "D5 2023-01/P8M "}, nil,
		},
		"beside 本月 it is one": {
			[][]any{{"工业生产者出厂价格指数（2023年8月）"}, {"项目", "本月", "上年同月"}, {"总指数", 100.2, 99.4}, {"食品", 98.9, 100.6}},
			[]string{"B3 2023-08 ", "C3 2022-08 "}, nil,
		},
		"a budget of the year's beginning is this year's": {
			[][]any{{"2023年财政支出决算表"}, {"单位：万元"}, {"科目", "年初预算数", "年初数", "决算数"}, {"教育支出", 80122, 70000, 86020}, {"农林水支出", 312, 300, 340}},
			[]string{"B4 2023 万元", "C4 2022 万元", "D4 2023 万元"}, nil,
		},
		"what there is at the end is of the last month": {
			[][]any{{"市场主体登记表"}, {"统计期：2023年1—9月"}, {"类型", "期末实有", nil, "本期新登记"}, {nil, "主体（个）", "资本（亿元）", "主体（个）"}, {"私营", 23377, 850.3, 2879}, {"合作社", 1342, 1.99, 61}},
			[]string{"B5 2023-09 个", "D5 2023-01/P9M 个"}, nil,
		},
		"one of several units by its word": {
			[][]any{{"历年户数和人口"}, {nil, nil, nil, "单位：户、人"}, {"年份", "总户数", "总人口", "男"}, {1990, 148005, 566710, 290466}, {2000, 170338, 571992, 295004}},
			[]string{"B4 1990 户", "C4 1990 人", "D5 2000 人"}, nil,
		},
		"months as numbers under their head": {
			[][]any{{"统计月份", "镇街", "指标名称", "计量单位", "数值"}, {202301, "南坪街道", "工业总产值", "万元", 744.1}, {202302, "南坪街道", "工业总产值", "万元", 57.9}, {202302, "花溪镇", "工业总产值", "万元", 41}},
			[]string{"E2 2023-01 万元", "E4 2023-02 万元"}, []string{"A2", "A3"},
		},
		"lakhs": {
			[][]any{{"Workers by district, 2018"}, {"District", "Workers (No.)"}, {"Coimbatore", "1,60,244"}, {"State", "12,75,159"}},
			[]string{"B3 2018 个", "B4 2018 个"}, nil,
		},
		"units below their words": {
			[][]any{{"Betriebe im Verarbeitenden Gewerbe 2020"}, {"Wirtschaftszweig", "Betriebe", "Umsatz"}, {nil, "Anzahl", "Tsd. EUR"}, {"Nahrungsmittel", 5621, 160233418}, {"Getränke", 611, 21455107}},
			[]string{"B4 2020 Anzahl", "C4 2020 tsd. eur"}, nil,
		},
		"a currency with its scale in brackets": {
			[][]any{{"Overseas merchandise trade"}, {"Period", "Milk powder", "Meat"}, {nil, "NZ$(000)", "NZ$(000)"}, {"2010M01", 806096, 232171}, {"2010M02", 733442, 818010}},
			[]string{"B4 2010-01 nz$(000)", "C5 2010-02 nz$(000)"}, nil,
		},
		"Korean months": {
			[][]any{{"Employed persons by region"}, {nil, "2023. 9", "2023. 10"}, {"Seoul", 5190, 5198}, {"Jeju", 401, 404}},
			[]string{"B3 2023-09 ", "C4 2023-10 "}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			res := interpret(home, sheet("Sheet1", tt.rows))
			var got []string
			for x := range res.Readings.All() {
				got = append(got, x.From[0].Cell+" "+x.Key.Period.String()+" "+x.Unit.Label)
				if slices.Contains(tt.none, x.From[0].Cell) {
					t.Errorf("%s is a figure", x.From[0].Cell)
				}
			}
			for _, want := range tt.want {
				if !slices.Contains(got, want) {
					t.Errorf("no %q in %q", want, got)
				}
			}
		})
	}
}

// TestTitlesOfTablesBesideEachOther stand in the order of the sheet.
func TestTitlesOfTablesBesideEachOther(t *testing.T) {
	t.Parallel()
	res := interpret(importer.Options{Place: "512022"}, sheet("Sheet1", [][]any{
		{"表一 经开区主要指标", nil, nil, nil, "表二 高新区主要指标"}, {"2023年", nil, nil, "单位：亿元", "2023年", nil, "单位：亿元"},
		{"项目", "本年", "上年", nil, "项目", "本年", "上年"}, {"营业收入", 412.6, 380.2, nil, "利润总额", 655.31, 601.47}, {"利润总额", 13.8, 12.9, nil, "营业收入", 21.05, 19.66},
	}))
	for x := range res.Readings.All() {
		if want := map[bool]string{true: "表二高新区主要指标", false: "表一经开区主要指标"}[x.From[0].Cell[0] >= 'E']; x.Title != want {
			t.Errorf("%s: %q, want %q", x.From[0].Cell, x.Title, want)
		}
	}
}
