package importer_test

import (
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/importer"
)

func answered(answers map[string]data.AnswerTo) importer.Options {
	return importer.Options{Place: "512022", Answers: answers}
}

// TestNonsenseIsNoAnswer: what a question cannot use leaves it open, and a
// problem says why.
func TestNonsenseIsNoAnswer(t *testing.T) {
	t.Parallel()
	months := sheet("1-9月", [][]any{{"乐至县规模以上工业总产值"}, {"集群", "产值"}, {"铝材", 12}})
	words := sheet("2024年", [][]any{{"集群", "企业数(户)", "怪指标(户)"}, {"铝材", 5, 6}, {"东方产业", "—", 7}, {"铝材", 8, 6}})
	bare := sheet("2024年", [][]any{{"集群", "产值(万元)", nil, "利润总额(万元)"}, {"铝材", 5, 6, 1}, {"电子信息", 8, 6, 2}})
	for _, c := range []struct {
		id, code string
		answer   data.AnswerTo
		sheet    importer.Sheet
	}{
		{"period:1-9月!A2", "answer-unfit-period", data.AnswerTo{Use: "9月"}, months},
		{"group:东方产业", "answer-unfit-group", data.AnswerTo{Use: "2023-01/P9M"}, words},
		{"group:东方产业", "answer-unfit-group", data.AnswerTo{Use: "cluster/没有"}, words},
		{"group:东方产业", "answer-unfit-group", data.AnswerTo{New: &data.NewWord{Code: "东方", Label: "东方产业"}}, words},
		{"group:东方产业", "answer-unfit-group", data.AnswerTo{Take: "somehow"}, words},
		{"indicator:2024年!C1", "answer-unfit-indicator", data.AnswerTo{Use: "no-such-code"}, words},
		{"indicator:2024年!C1", "answer-unfit-indicator", data.AnswerTo{New: &data.NewWord{Label: "无代码"}}, words},
		{"mark:—", "answer-unfit-mark", data.AnswerTo{Use: "zero"}, words},
		{"mark:—", "answer-unfit-mark", data.AnswerTo{Blank: true}, words},
		{"conflict:2024年!B2", "answer-unfit-cell", data.AnswerTo{Use: "2024年!Z9"}, words},
		{"column-unnamed:2024年!C", "answer-unfit-label", data.AnswerTo{Use: "利润总额"}, bare},
	} {
		res := interpret(answered(map[string]data.AnswerTo{c.id: c.answer}), c.sheet)
		got := problems(res)
		i := slices.Index(got, "answer-unfit:"+c.id)
		if i < 0 || !slices.Contains(got, c.id) {
			t.Errorf("%s %+v: problems %q", c.id, c.answer, got)
			continue
		}
		if p := res.Report.Problems[i]; p.Code != c.code || p.Severity != data.SeverityError || p.Expected.Key == "" {
			t.Errorf("%s: %+v", c.id, p)
		}
		if slices.Contains(got, "answer-unused:"+c.id) {
			t.Errorf("%s counts as unused", c.id)
		}
	}
	// A unit that does not exist.
	odd := sheet("2024年", [][]any{{"集群", "产值(力元)"}, {"铝材", 5}})
	for use, want := range map[string][]string{"刀元": {"answer-unfit:unit:力元", "unit:力元"}, "万元": nil} {
		if got := problems(interpret(answered(map[string]data.AnswerTo{"unit:力元": {Use: use}}), odd)); !slices.Equal(got, want) {
			t.Errorf("%s: %q", use, got)
		}
	}
	res := interpret(answered(map[string]data.AnswerTo{"unit:力元": {Take: "as-is"}}), odd)
	if got := figures(res); len(problems(res)) > 0 || !slices.Equal(got, []string{"B2 output 512022 cluster/铝材 level 2024 5力元 A"}) {
		t.Errorf("%q %q", got, problems(res))
	}
}

func TestUnusedAnswersAreNoted(t *testing.T) {
	t.Parallel()
	res := interpret(answered(map[string]data.AnswerTo{"unit:Sheet1!Z": {Use: "户"}}), sheet("2024年", [][]any{{"集群", "企业数(户)"}, {"铝材", 5}}))
	if got := problems(res); !slices.Equal(got, []string{"answer-unused:unit:Sheet1!Z"}) || res.Report.Open() != 0 {
		t.Errorf("%q", got)
	}
}

// TestWordsThatSayNothing: {"use": ""} takes a label as if it were not there.
func TestWordsThatSayNothing(t *testing.T) {
	t.Parallel()
	table := sheet("2024年", [][]any{
		{"集群", "企业数(户)", "怪词", nil},
		{nil, nil, "工业总产值(万元)", "利润总额(万元)"},
		{"铝材", 5, 60, 6},
		{"虚词", 6, 70, 7},
	}, merged(1, 3, 1, 4))
	blank := data.AnswerTo{Blank: true}
	res := interpret(answered(map[string]data.AnswerTo{"indicator:2024年!C1": blank, "group:虚词": blank}), table)
	expect(t, res, []string{
		"B3 enterprises 512022 cluster/铝材 level 2024 5户 A", "C3 output 512022 cluster/铝材 level 2024 60万元 A", "D3 profit 512022 cluster/铝材 level 2024 6万元 A",
		"B4 enterprises 512022 · level 2024 6户 A", "C4 output 512022 · level 2024 70万元 A", "D4 profit 512022 · level 2024 7万元 A",
	})
	for _, p := range interpret(home, table).Report.Problems {
		if !strings.Contains(p.Hint.Key, "-unknown.hint") {
			t.Errorf("%s: no hint of it", p.ID)
		}
	}
}

// TestOneWordUnderTwoIndicators: 怪量 of output is not 怪量 of profit; each is
// asked, and the answer to one leaves the other alone, next month as well.
func TestOneWordUnderTwoIndicators(t *testing.T) {
	t.Parallel()
	table := func(name string) importer.Sheet {
		return sheet(name, [][]any{
			{"年份", "工业总产值", nil, "利润总额", nil},
			{nil, "怪指标(万元)", "同比增长(%)", "怪指标(万元)", "同比增长(%)"},
			{"2023年", 60, 1, 6, 2},
		}, merged(1, 2, 1, 3), merged(1, 4, 1, 5))
	}
	res := interpret(home, table("表"))
	if got := problems(res); !slices.Contains(got, "indicator:表!B2") || !slices.Contains(got, "indicator:表!D2") {
		t.Fatalf("%q", got)
	}
	o := answered(map[string]data.AnswerTo{"indicator:表!B2": {Blank: true}})
	res = interpret(o, table("表"))
	if got := figures(res); !slices.Contains(got, "B3 output 512022 · level 2023 60万元 A") || !slices.Contains(got, "D3 · 512022 · level 2023 6万元 A") {
		t.Errorf("%q", got)
	}
	kept := res.Recipes[0]
	o = importer.Options{Place: "512022", Recipe: func(f, _ string) (data.Recipe, bool) { return kept, f == kept.Fingerprint }}
	if got := problems(interpret(o, table("又一表"))); !slices.Contains(got, "indicator:又一表!D2") || slices.Contains(got, "indicator:又一表!B2") {
		t.Errorf("next month: %q", got)
	}
}

// TestAnsweredPeriod: the answer gives year and months, the columns say which of
// them they hold.
func TestAnsweredPeriod(t *testing.T) {
	t.Parallel()
	table := sheet("快报", [][]any{{"集群", "工业总产值", nil}, {nil, "本月(万元)", "累计(万元)"}, {"铝材", 5, 60}}, merged(1, 2, 1, 3))
	for _, use := range []string{"2024-09", "2024年1—9月"} {
		res := interpret(answered(map[string]data.AnswerTo{"period:快报!A1": {Use: use}}), table)
		expect(t, res, []string{"B3 output 512022 cluster/铝材 level 2024-09 5万元 A", "C3 output 512022 cluster/铝材 level 2024-01/P9M 60万元 A"})
	}
	part := sheet("快报", [][]any{{"集群", "2023年产值(万元)", "产值(万元)"}, {"铝材", 5, 60}, {"电子信息", 5, 60}})
	res := interpret(home, part)
	if p := res.Report.Problems; len(p) != 1 || p[0].ID != "period:快报!C" || p[0].Cells != 2 || !strings.Contains(p[0].Message.Args["got"], "产值") {
		t.Errorf("%+v", p)
	}
	res = interpret(answered(map[string]data.AnswerTo{"period:快报!C": {Use: "2024"}}), part)
	if got := figures(res); !slices.Contains(got, "C2 output 512022 cluster/铝材 level 2024 60万元 A") || !slices.Contains(got, "B2 output 512022 cluster/铝材 level 2023 5万元 A") {
		t.Errorf("%q %q", got, problems(res))
	}
	rows := sheet("快报", [][]any{{"时间", "产值(万元)", "利润总额(万元)"}, {"2023年", 5, 60}, {"2024年", 5, 60}, {"本期", 5, 60}})
	for _, p := range interpret(home, rows).Report.Problems {
		if p.Code == "period-missing" {
			t.Errorf("%+v: a table whose rows name their times", p)
		}
	}
}

// TestNewIndicatorBringsItsUnit: no second round of questions, and it behaves in
// time as the answer says.
func TestNewIndicatorBringsItsUnit(t *testing.T) {
	t.Parallel()
	table := sheet("2024年1-9月", [][]any{{"集群", "怪指标", "奇指标"}, {"铝材", 5, 6}})
	res := interpret(answered(map[string]data.AnswerTo{
		"indicator:2024年1-9月!B1": {New: &data.NewWord{Code: "odd", Label: "怪指标", Unit: "户", Kind: data.Stock}},
		"indicator:2024年1-9月!C1": {New: &data.NewWord{Code: "queer", Label: "奇指标", Unit: "人年"}},
	}), table)
	expect(t, res, []string{"B2 odd 512022 cluster/铝材 level 2024-09 5户 A", "C2 queer 512022 cluster/铝材 level 2024-01/P9M 6人年 A"})
	if len(res.Words) != 2 || res.Words[0].Of != data.Stock || res.Words[0].Unit.Label != "户" || res.Words[1].Of != data.Flow {
		t.Errorf("%+v", res.Words)
	}
	// Next month the word is known and the recipe still gives the unit.
	d := desk(t)
	var last importer.Result
	for _, h := range []importer.Handed{
		{Options: answered(map[string]data.AnswerTo{"indicator:表!B2": {New: &data.NewWord{Code: "odd", Label: "怪指标", Unit: "户", Kind: data.Stock}}}), Bytes: bookOf(t, "表", [][]any{{"2024年9月"}, {"集群", "怪指标"}, {"铝材", 5}})},
		{Options: home, Bytes: bookOf(t, "表", [][]any{{"2024年10月"}, {"集群", "怪指标"}, {"铝材", 6}})},
	} {
		h.File, h.By = "a.xlsx", "test"
		_, res, _, err := d.Import(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		last = res
	}
	expect(t, last, []string{"B3 odd 512022 cluster/铝材 level 2024-10 6户 A"})
}

// TestUnitQuestions: what is measured is asked once, whatever groups, places and
// times it is given for, and not before the indicator is known.
func TestUnitQuestions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sheet importer.Sheet
		want  []string
	}{
		"places over the columns": {sheet("2024年", [][]any{{"指标", "北京", "上海", "天津"}, {"工业总产值", 1, 2, 3}, {"利润总额", 1, 2, 3}}), []string{"unit:2024年!A2", "unit:2024年!A3"}},
		"groups over the columns": {
			sheet("2024年", [][]any{{"地区", "工业总产值", nil}, {nil, "铝材", "电子信息"}, {"四川", 1, 2}, {"北京", 3, 4}}, merged(1, 2, 1, 3)), []string{"unit:2024年!B"},
		},
		"the indicator first": {sheet("2024年", [][]any{{"指标", "四川"}, {"工业总产值", 1}, {"怪指标", 2}, {"奇指标", 2}}), []string{"indicator:2024年!A3", "indicator:2024年!A4", "unit:2024年!A2"}},
	} {
		got := problems(interpret(home, c.sheet))
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	// Two new indicators are two questions; a 单位 row that names several units gives the options.
	table := sheet("2024年", [][]any{{"单位：户，万元，亿元"}, {"指标", "四川"}, {"怪指标", 1}, {"工业总产值", 2}})
	res := interpret(answered(map[string]data.AnswerTo{"indicator:2024年!A3": {New: &data.NewWord{Code: "odd", Label: "怪指标"}}}), table)
	p := res.Report.Problems
	if got := problems(res); !slices.Equal(got, []string{"unit:2024年!A3", "unit:2024年!A4"}) {
		t.Fatalf("%q", got)
	}
	if !slices.Equal(p[0].Options, []string{"户", "万元", "亿元"}) || !slices.Equal(p[1].Options, []string{"万元", "亿元"}) {
		t.Errorf("%q %q", p[0].Options, p[1].Options)
	}
}

// TestQuestionsCountTheirCells: a word over a block touches each figure under it.
func TestQuestionsCountTheirCells(t *testing.T) {
	t.Parallel()
	res := interpret(home, sheet("2024年", [][]any{
		{"集群", "怪指标", nil, "企业数(户)"}, {nil, "2023年(户)", "2024年(户)", nil},
		{"铝材", 1, 2, 3}, {"东方产业", 4, 5, 6}, {"电子信息", 7, 8, 9},
	}, merged(1, 2, 1, 3)))
	got := make(map[string]int)
	for _, p := range res.Report.Problems {
		got[p.ID] = p.Cells
	}
	if got["indicator:2024年!B1"] != 6 || got["group:东方产业"] != 3 || len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// TestGroupsAreListed: where nothing looks alike, the groups of the neighbours'
// dimension are the options.
func TestGroupsAreListed(t *testing.T) {
	t.Parallel()
	res := interpret(home, sheet("2024年", [][]any{{"产业集群", "企业数(户)"}, {"铝材", 1}, {"电子信息", 2}, {"QQQQ", 3}}))
	p := res.Report.Problems
	if len(p) != 1 || p[0].ID != "group:QQQQ" || !slices.Contains(p[0].Options, "铝材") {
		t.Errorf("%+v", p)
	}
}
