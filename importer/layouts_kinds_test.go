package importer_test

import (
	"fmt"
	"slices"
	"testing"

	"countyboard/importer"
)

// timesAndUnits writes each figure as "cell period value unit".
func timesAndUnits(rows [][]any, merges ...importer.Range) []string {
	var out []string
	for x := range interpret(home, sheet("Sheet1", rows, merges...)).Readings.All() {
		out = append(out, fmt.Sprint(x.From[0].Cell, " ", x.Key.Period, " ", x.Value.Number, x.Unit.Label))
	}
	return out
}

// TestKindsOfFigures: words beside figures say which unit of a row is theirs, whether
// they stand at the end of a span, and what numbers without signs are times.
func TestKindsOfFigures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		rows [][]any
		want []string
	}{
		{
			"a unit row for households and people", [][]any{
				{"各乡镇户籍情况（2021年）"}, {"单位：人、户"},
				{"乡镇", "农户户数", "户籍人口", "男", "女"},
				{"甲镇", 812, 2410, 1233, 1177}, {"乙镇", 655, 1980, 1001, 979},
			},
			[]string{"B4 2021 812户", "C4 2021 2410人", "D4 2021 1233人", "E5 2021 979人"},
		},
		{
			"months in Portuguese and Spanish", [][]any{
				{"Producción (toneladas)"}, {"Setor", "fevereiro 2022", "agosto 2022", "octubre 2022"},
				{"Aço", 5, 6, 7}, {"Papel", 8, 9, 10},
			},
			[]string{"B3 2022-02 5", "C3 2022-08 6", "D4 2022-10 10"},
		},
		{
			"what a legal person counts is no people", [][]any{
				{"各乡镇单位情况（2021年）"}, {"单位：人、户"},
				{"乡镇", "社团法人"}, {"甲镇", 8}, {"乙镇", 6},
			},
			[]string{"B4 2021 8", "B5 2021 6"},
		},
		{
			"stocks and flows of one span", [][]any{
				{"网约车平台运行表（2022年1—5月）"},
				{"平台", "期末在册车辆（辆）", "本期新增车辆（辆）"},
				{"甲平台", 512, 33}, {"乙平台", 208, 12},
			},
			[]string{"B3 2022-05 512辆", "C3 2022-01/P5M 33辆"},
		},
		{
			"months as numbers in a list", [][]any{
				{"数据月份", "街道", "指标", "单位", "数值"},
				{202211, "甲街道", "包裹量", "万件", 3.5}, {202211, "乙街道", "包裹量", "万件", 2.5},
				{202212, "甲街道", "包裹量", "万件", 4.5}, {202212, "乙街道", "包裹量", "万件", 1.5},
			},
			[]string{"E2 2022-11 3.5万件", "E5 2022-12 1.5万件"},
		},
		{
			"lakhs", [][]any{
				{"Registered workshops 2019"}, {"District", "Workers (persons)"},
				{"Arland", "12,34,567"}, {"Berland", "1,02,003"},
			},
			[]string{"B3 2019 1.234567e+06人", "B4 2019 102003人"},
		},
	} {
		got := timesAndUnits(c.rows)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: missing %q in %q", c.name, w, got)
			}
		}
	}
}
