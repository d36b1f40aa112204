package importer_test

import (
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/importer"
)

// clusters is a table of output by cluster, one column a period.
func clusters(title string, periods []any, rows ...[]any) importer.Sheet {
	all := [][]any{{title}, {"单位：亿元"}, append([]any{"产业集群"}, periods...)}
	return sheet("Sheet1", append(all, rows...))
}

func TestChecks(t *testing.T) {
	t.Parallel()
	const title = "乐至县规模以上工业总产值分产业集群"
	years := []any{"2022年", "2023年"}
	for name, c := range map[string]struct {
		sheet importer.Sheet
		want  []string
	}{
		"parts add up within rounding": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"铝材", 10.04, 11}, []any{"电子信息", 20, 22}), nil,
		},
		"parts miss the total": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"铝材", 10, 11}, []any{"电子信息", 20.1, 12}), []string{"total-differs:Sheet1!C4"},
		},
		"of which: need not add up": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"  其中：铝材", 10, 11}, []any{"  电子信息", 15, 12}), nil,
		},
		"of which: must not exceed": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"  其中：铝材", 10, 21}, []any{"  电子信息", 15, 22}), []string{"total-differs:Sheet1!C4"},
		},
		"of which with the rest: must add up": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"  其中：铝材", 10, 11}, []any{"  电子信息", 15, 12}, []any{"  其他", 5.1, 1}), []string{"total-differs:Sheet1!C4"},
		},
		"a part that is held back is given away": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"铝材", 10, 11}, []any{"电子信息", 20.1, "x"}), []string{"given-away:Sheet1!C6"},
		},
		"two that are held back are not": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"铝材", 10, 11}, []any{"电子信息", 19.1, "x"}, []any{"纺织服装", 1, "x"}), nil,
		},
		"nor is one beside a gap": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"铝材", 10, 11}, []any{"电子信息", 19.1, "x"}, []any{"纺织服装", 1, "…"}), nil,
		},
		"what is held back is no less than nothing": {
			clusters(title, years, []any{"合计", 30.1, 33.0}, []any{"铝材", 10, 36}, []any{"电子信息", 20.1, "x"}), []string{"total-differs:Sheet1!C4"},
		},
		"cumulated figures fall": {
			clusters(title, []any{"2024年1-8月", "2024年1-9月"}, []any{"铝材", 31.2, 27.5}), []string{"cumulated-falls:Sheet1!C4"},
		},
		"cumulated figures of another year may be smaller": {
			clusters(title, []any{"2023年1-12月", "2024年1-2月"}, []any{"铝材", 31.2, 7.5}), nil,
		},
		"a jump": {
			clusters(title, years, []any{"铝材", 31.2, 312}), []string{"jump:Sheet1!C4"},
		},
		"small figures do not jump": {
			clusters(title, years, []any{"铝材", 0.1, 0.6}), nil,
		},
		"a year is missing": {
			clusters(title, []any{"2018年", "2019年", "2020年", "2022年", "2023年"}, []any{"铝材", 10, 11, 12, 13, 14}), []string{"periods-missing:Sheet1!B4"},
		},
		"chosen years": {
			clusters(title, []any{"2000年", "2005年", "2010年", "2015年", "2020年"}, []any{"铝材", 10, 11, 12, 13, 14}), nil,
		},
		"months from February on": {
			sheet("Sheet1", [][]any{
				{title}, {"单位：亿元"}, {"产业集群", "2024年3月", "2024年4月", "2024年5月", "2024年6月"}, {"铝材", 3, 3, 3, 3},
			}), nil,
		},
		"a negative count": {
			sheet("Sheet1", [][]any{{"乐至县规上工业企业单位数"}, {"单位：户"}, {"产业集群", "2023年"}, {"铝材", -3}}), []string{"negative:Sheet1!B4"},
		},
		"a published rate far from the levels": {
			sheet("Sheet1", [][]any{
				{title}, {"产业集群", "2022年（亿元）", "2023年（亿元）", "2023年同比增长（%）"}, {"铝材", 100, 120, 9.5}, {"电子信息", 100, 120, 20.3},
			}), []string{"rate-differs:Sheet1!D3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			res := interpret(importer.Options{Place: "512022"}, c.sheet)
			if got := problems(res); !slices.Equal(got, c.want) {
				t.Errorf("problems %q, want %q\n%q", got, c.want, figures(res))
			}
			for _, p := range res.Report.Problems {
				if p.Severity != data.SeverityNote || p.Cell == "" {
					t.Errorf("%s: severity %s at %q", p.ID, p.Severity, p.Cell)
				}
			}
		})
	}
}

// TestProvincesAddUp: the country's figure is compared with its 31 provinces.
func TestProvincesAddUp(t *testing.T) {
	t.Parallel()
	names := []any{"北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
		"广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"}
	rows := [][]any{{"各地区规模以上工业企业单位数（2023年）"}, {"单位：个"}, {"地区", "企业单位数"}, {"全国", 32}, {"东部地区", 10}}
	for _, n := range names {
		rows = append(rows, []any{n, 1})
	}
	if got := problems(interpret(importer.Options{}, sheet("1", rows))); !slices.Equal(got, []string{"total-differs:1!B4"}) {
		t.Errorf("%q", got)
	}
	rows[3] = []any{"全国", 31}
	if got := problems(interpret(importer.Options{}, sheet("1", rows))); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

// TestScale: figures ten thousand times those published are asked about, and
// the answer mends their unit.
func TestScale(t *testing.T) {
	t.Parallel()
	known := func(k data.Key) (data.Point, bool) {
		p, err := data.ParsePeriod("2022")
		if err != nil {
			t.Error(err)
		}
		return data.Point{Period: p, Value: data.Value{Number: 30, Raw: "30", Status: data.Normal}, Unit: data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}}, k.Group != ""
	}
	table := clusters("乐至县规模以上工业总产值分产业集群", []any{"2023年"}, []any{"铝材", 312345}, []any{"电子信息", 298765})
	o := importer.Options{Place: "512022", Known: known}
	res := interpret(o, table)
	if got := problems(res); !slices.Equal(got, []string{"unit-scale:Sheet1!B4"}) || res.Report.Open() != 1 || len(res.Observations()) != 0 {
		t.Fatalf("%q, %d figures", got, len(res.Observations()))
	}
	if p := res.Report.Problems[0]; !slices.Equal(p.Options, []string{"万元", "亿元"}) {
		t.Errorf("options %q", p.Options)
	}
	o.Answers = map[string]data.AnswerTo{"unit-scale:Sheet1!B4": {Use: "万元"}}
	res = interpret(o, table)
	if obs := res.Observations(); len(obs) != 2 || obs[0].Unit.Label != "万元" || len(res.Recipes) != 1 || len(res.Recipes[0].Answers) != 0 {
		t.Errorf("%q %+v", problems(res), res.Recipes)
	}
	o.Answers["unit-scale:Sheet1!B4"] = data.AnswerTo{Use: "亿元"}
	if obs := interpret(o, table).Observations(); len(obs) != 2 || obs[0].Unit.Label != "亿元" {
		t.Errorf("%+v", obs)
	}
	small := clusters("乐至县规模以上工业总产值分产业集群", []any{"2023年"}, []any{"铝材", 31}, []any{"电子信息", 29})
	if got := problems(interpret(importer.Options{Place: "512022", Known: known}, small)); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

// TestPopulationDiffers: two tables of one name, of which one covers 规上 alone.
func TestPopulationDiffers(t *testing.T) {
	t.Parallel()
	table := func(name, scope string) importer.Sheet {
		return sheet(name, [][]any{{"乐至县工业总产值"}, {scope}, {"单位：亿元"}, {"产业集群", "2023年"}, {"铝材", 12}})
	}
	res := interpret(importer.Options{Place: "512022"}, table("表一", "（规模以上工业）"), table("表二", ""))
	if got := problems(res); !slices.Contains(got, "population-differs:表二!A4") {
		t.Errorf("%q", got)
	}
	res = interpret(importer.Options{Place: "512022"}, table("表一", "（规模以上工业）"), table("表二", "（规模以上工业）"))
	if got := problems(res); slices.Contains(got, "population-differs:表二!A4") {
		t.Errorf("%q", got)
	}
}

// TestConflictsDoNotWaitForUnits: two cells disagree, whatever their unit will be;
// figures of which a word is still asked about do not.
func TestConflictsDoNotWaitForUnits(t *testing.T) {
	t.Parallel()
	table := func(name string, x any) importer.Sheet {
		return sheet(name, [][]any{{"乐至县工业总产值（2023年）"}, {"集群", "产值"}, {"铝材", x}, {"东方产业", x}})
	}
	got := problems(interpret(home, table("甲", 12), table("乙", 13)))
	if !slices.Contains(got, "conflict:甲!B3") || slices.Contains(got, "conflict:甲!B4") {
		t.Errorf("%q", got)
	}
	if got := problems(interpret(home, table("甲", 12), table("乙", 12))); slices.ContainsFunc(got, func(id string) bool { return strings.HasPrefix(id, "conflict") }) {
		t.Errorf("%q", got)
	}
}

// TestCoarseFiguresAgree: 298652万元 and 29.87亿元 are one figure, 29.77亿元 is not.
func TestCoarseFiguresAgree(t *testing.T) {
	t.Parallel()
	for yi, want := range map[float64][]string{29.87: nil, 29.77: {"conflict:甲!B3"}} {
		res := interpret(home,
			sheet("甲", [][]any{{"乐至县工业总产值（2023年）"}, {"集群", "产值（万元）"}, {"铝材", 298652}}),
			sheet("乙", [][]any{{"乐至县工业总产值（2023年）"}, {"集群", "产值（亿元）"}, {"铝材", yi}}))
		if got := problems(res); !slices.Equal(got, want) {
			t.Errorf("%v: %q", yi, got)
		}
		for _, p := range res.Report.Problems {
			if p.Message.Args["value"] != "298652万元" || p.Message.Args["got"] != "29.77亿元" {
				t.Errorf("%v", p.Message)
			}
		}
	}
}

// TestTotalsWaitForTheirParts: while a part is an unknown word, its sum is not known.
func TestTotalsWaitForTheirParts(t *testing.T) {
	t.Parallel()
	const title = "乐至县规模以上工业总产值分产业集群"
	years := []any{"2022年", "2023年"}
	rows := [][]any{{"合计", 30, 33}, {"铝材", 10, 11}, {"电子信息", 10, 12}, {"东方产业", 10, 10}}
	if got := problems(interpret(home, clusters(title, years, rows...))); !slices.Equal(got, []string{"group:东方产业"}) {
		t.Errorf("%q", got)
	}
	rows[3][0] = "纺织服装"
	rows[3][2] = 30
	if got := problems(interpret(home, clusters(title, years, rows...))); !slices.Equal(got, []string{"total-differs:Sheet1!C4"}) {
		t.Errorf("%q", got)
	}
	// Without a unit, too.
	table := clusters(title, years, rows...)
	table.Rows = slices.Delete(table.Rows, 1, 2)
	if got := problems(interpret(home, table)); !slices.Contains(got, "total-differs:Sheet1!C4") {
		t.Errorf("%q", got)
	}
}

// TestContinuedTablesAddUp: the parts of a total stand in the table and in its 续表.
func TestContinuedTablesAddUp(t *testing.T) {
	t.Parallel()
	rows := [][]any{
		{"乐至县规模以上工业总产值分产业集群"}, {"单位：亿元"}, {"产业集群", "2023年"},
		{"合计", 40}, {"铝材", 10}, {"电子信息", 10},
		{}, {"续表"}, {"单位：亿元"}, {"产业集群", "2023年"},
		{"纺织服装", 10}, {"装备制造", 10},
	}
	if got := problems(interpret(home, sheet("Sheet1", rows))); len(got) > 0 {
		t.Errorf("%q", got)
	}
	rows[11][1] = 20
	if got := problems(interpret(home, sheet("Sheet1", rows))); !slices.Equal(got, []string{"total-differs:Sheet1!B4"}) {
		t.Errorf("%q", got)
	}
}

// TestMonthWithinItsYear: 本月 is not larger than 累计 of the same month.
func TestMonthWithinItsYear(t *testing.T) {
	t.Parallel()
	table := func(month float64) importer.Sheet {
		return sheet("Sheet1", [][]any{{"乐至县规模以上工业总产值（2024年9月）"}, {"单位：亿元"}, {"产业集群", "本月", "累计"}, {"铝材", month, 98.6}})
	}
	if got := problems(interpret(home, table(11.5))); len(got) > 0 {
		t.Errorf("%q", got)
	}
	if got := problems(interpret(home, table(115))); !slices.Equal(got, []string{"month-exceeds:Sheet1!B4"}) {
		t.Errorf("%q", got)
	}
}

// TestAgainstPublished: a workbook of one month is compared with what is known.
func TestAgainstPublished(t *testing.T) {
	t.Parallel()
	yi := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
	hu := data.Unit{Label: "户", Base: data.BaseCount}
	for name, c := range map[string]struct {
		head   string
		x      any
		period string
		known  float64
		unit   data.Unit
		want   []string
	}{
		"cumulated figures fall":      {"2024年1—9月产值（亿元）", 27.5, "2024-01/P8M", 31.2, yi, []string{"cumulated-below-published:Sheet1!B2"}},
		"they grow":                   {"2024年1—9月产值（亿元）", 35.5, "2024-01/P8M", 31.2, yi, nil},
		"they grow tenfold":           {"2024年1—12月产值（亿元）", 35.5, "2024-01/P2M", 3.2, yi, nil},
		"by ten thousand":             {"2024年1—9月产值（亿元）", 355000, "2024-01/P8M", 31.2, yi, []string{"jump-published:Sheet1!B2"}},
		"last year's whole is larger": {"2024年1—2月产值（亿元）", 3.5, "2023-01/P12M", 40, yi, nil},
		"the same months a year ago":  {"2024年1—9月产值（亿元）", 355, "2023-01/P9M", 31.2, yi, []string{"jump-published:Sheet1!B2"}},
		"a count jumps":               {"2024年9月企业数（户）", 180, "2024-08", 18, hu, []string{"jump-published:Sheet1!B2"}},
		"a count grows":               {"2024年9月企业数（户）", 20, "2024-08", 18, hu, nil},
		"too long ago":                {"2024年9月企业数（户）", 180, "2019-08", 18, hu, nil},
	} {
		known := func(k data.Key) (data.Point, bool) {
			p, err := data.ParsePeriod(c.period)
			if err != nil {
				t.Error(err)
			}
			return data.Point{Period: p, Value: data.Value{Number: c.known, Raw: "raw", Status: data.Normal}, Unit: c.unit}, k.Period.Compare(p) >= 0
		}
		rows := [][]any{{"集群", c.head}, {"铝材", c.x}, {"电子信息", c.known * 1.1}, {"纺织服装", c.known * 1.2}}
		res := interpret(importer.Options{Place: "512022", Known: known}, sheet("Sheet1", rows))
		if got := problems(res); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q %q", name, got, figures(res))
		}
	}
}
