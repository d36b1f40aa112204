package importer_test

import "testing"

func TestZZ(t *testing.T) {
	for _, rows := range [][][]any{
		{{"表一  经开区主要指标", nil, nil, nil, "表二  高新区主要指标"}, {"2023年", nil, nil, "单位：亿元", "2023年", nil, "单位：亿元"}, {"项目", "本年", "上年", nil, "项目", "本年", "上年"}, {"营业收入", 412.6, 380.2, nil, "税收", 655.31, 601.47}, {"利润总额", 13.8, 12.9, nil, "营业收入", 21.05, 19.66}},
		{{"居民消费价格指数（2023年8月）"}, {"项目", "以下各项为100"}, {nil, "上年同月", "上月", "1—8月（上年同期）"}, {"总指数", 100.2, 100.4, 100.7}, {"食品", 98.9, 100.6, 101.3}},
		{{"2023年县级一般公共预算支出决算表"}, {"单位：万元"}, {"科目", "年初预算数", "调整预算数", "决算数"}, {"合计", 312000, 355120, 340988}, {"教育支出", 80122, 88410, 86020}},
	} {
		res := interpret(home, sheet("Sheet1", rows))
		for x := range res.Readings.All() {
			t.Log(x.From[0].Cell, x.Key.Period, x.Key.Measure, x.Unit, x.Title, x.Key.Group)
		}
		t.Log(problems(res))
	}
}
