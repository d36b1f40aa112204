package importer_test

import (
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/importer"
)

// Each layout is one that a bureau really uses; the figures say how it must be read.
func TestLayouts(t *testing.T) {
	t.Parallel()
	date := importer.Cell{Kind: importer.Date, Number: 45536} // 2024-09-01
	for _, c := range []struct {
		name      string
		options   importer.Options
		sheet     importer.Sheet
		want      []string
		questions []string
	}{
		{
			name: "cumulated table with published growth",
			sheet: sheet("2024年", [][]any{
				{"乐至县规模以上工业总产值分产业集群（2024年1—9月）"},
				{"单位：亿元"},
				{"产业集群", "1—8月", nil, "1—9月", nil},
				{nil, "累计", "同比±%", "累计", "同比±%"},
				{"合  计", 87.1, 9.6, 98.6, 9.8},
				{"  其中：铝材", 27.5, 17.9, 31.2, 18.2},
				{"  其他", 59.6, 4.2, "67.4", "4.3"},
				{"注：同比按可比口径计算。"},
			}, merged(1, 1, 1, 5), merged(3, 1, 4, 1), merged(3, 2, 3, 3), merged(3, 4, 3, 5)),
			want: []string{
				"B5 output 512022 size/规上 level 2024-01/P8M 87.1亿元 A",
				"C5 output 512022 size/规上 yoy 2024-01/P8M 9.6% A",
				"D5 output 512022 size/规上 level 2024-01/P9M 98.6亿元 A",
				"E5 output 512022 size/规上 yoy 2024-01/P9M 9.8% A",
				"B6 output 512022 cluster/铝材,size/规上 level 2024-01/P8M 27.5亿元 A",
				"C6 output 512022 cluster/铝材,size/规上 yoy 2024-01/P8M 17.9% A",
				"D6 output 512022 cluster/铝材,size/规上 level 2024-01/P9M 31.2亿元 A",
				"E6 output 512022 cluster/铝材,size/规上 yoy 2024-01/P9M 18.2% A",
				"B7 output 512022 cluster/其他,size/规上 level 2024-01/P8M 59.6亿元 A",
				"C7 output 512022 cluster/其他,size/规上 yoy 2024-01/P8M 4.2% A",
				"D7 output 512022 cluster/其他,size/规上 level 2024-01/P9M 67.4亿元 A",
				"E7 output 512022 cluster/其他,size/规上 yoy 2024-01/P9M 4.3% A",
			},
		},
		{
			name:    "blank continuation instead of merged cells; current month and year to date",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"主要经济指标完成情况（2024年9月）"},
				{"指标", "计量单位", "绝对值", nil, "同比增长（%）", nil},
				{nil, nil, "本月", "累计", "本月", "累计"},
				{"规模以上工业总产值", "亿元", 11.5, 98.6, 10.1, 9.8},
				{"规上工业企业单位数", "户", nil, 71, nil, 2.9},
			}),
			want: []string{
				"C4 output 512022 size/规上 level 2024-09 11.5亿元 A",
				"D4 output 512022 size/规上 level 2024-01/P9M 98.6亿元 A",
				"E4 output 512022 size/规上 yoy 2024-09 10.1% A",
				"F4 output 512022 size/规上 yoy 2024-01/P9M 9.8% A",
				"D5 enterprises 512022 size/规上 level 2024-09 71户 A",
				"F5 enterprises 512022 size/规上 yoy 2024-09 2.9% A",
			},
		},
		{
			name:    "a title's 主要产业集群 says nothing of what is measured",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"主要产业集群工业总产值（亿元）"},
				{"集群", "2022年", "2023年"},
				{"铝材", 25.5, 31.2},
			}),
			want: []string{
				"B3 output 512022 cluster/铝材 level 2022 25.5亿元 A",
				"C3 output 512022 cluster/铝材 level 2023 31.2亿元 A",
			},
		},
		{
			name: "全省 is the whole of the places below it",
			sheet: sheet("Sheet1", [][]any{
				{"各市规模以上工业总产值（2020年）"},
				{"单位：亿元"},
				{"地区", "总产值"},
				{"全省", 100.5},
				{"广安市", 60.5},
				{"资阳市", 40},
			}),
			want: []string{
				"B4 output 510000 size/规上 level 2020 100.5亿元 A",
				"B5 output 511600 size/规上 level 2020 60.5亿元 A",
				"B6 output 512000 size/规上 level 2020 40亿元 A",
			},
		},
		{
			name:    "a text that holds a number with its unit",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"主要经济指标（2024年1—9月）"},
				{"指标", "累计", "同比增长（%）"},
				{"规上工业企业数", "186户", "2.9"},
				{"规上工业营业收入", "62.35亿元", "下降3.1%"},
				{"规上工业利润总额", "5,123万元", "扭亏为盈"},
				{"规上工业总产值", "98.6亿元", "回落0.3个百分点"},
			}),
			want: []string{
				"B3 enterprises 512022 size/规上 level 2024-09 186户 A",
				"C3 enterprises 512022 size/规上 yoy 2024-09 2.9% A",
				"B4 revenue 512022 size/规上 level 2024-01/P9M 62.35亿元 A",
				"C4 revenue 512022 size/规上 yoy 2024-01/P9M -3.1% A",
				"B5 profit 512022 size/规上 level 2024-01/P9M 5123万元 A",
				"C5 profit 512022 size/规上 yoy 2024-01/P9M -% M",
				"B6 output 512022 size/规上 level 2024-01/P9M 98.6亿元 A",
				"C6 output 512022 size/规上 yoy 2024-01/P9M -0.3百分点 A",
			},
			questions: []string{"unit:Sheet1!C"},
		},
		{
			name: "yearbook: bilingual, numbers as text, spacer rows, units in the header",
			sheet: sheet("1", [][]any{
				{"5-2  各地区高技术产业生产经营情况 (2021年)"},
				{"Statistics on Production in High-tech Industry by Region(2021)"},
				{},
				{"单位：个，亿元", nil, nil, "(unit,100 million yuan)"},
				{"地    区", "Region", "企业数(个)", "利 润总额\n(亿元)\nProfits\n(100 million yuan)"},
				{},
				{"全    国", " National Total", "45646", "18434.61465"},
				{"   "},
				{"东部地区", " Eastern Region", "30485", "13198.15291"},
				{"四    川", " Sichuan", "1837*", "…"},
				{"资料来源：《中国高技术产业统计年鉴》"},
			}),
			want: []string{
				"C7 enterprises 100000 industry/高技术产业 level 2021 45646个 A",
				"D7 profit 100000 industry/高技术产业 level 2021 18434.61465亿元 A",
				"C9 enterprises region-east industry/高技术产业 level 2021 30485个 A",
				"D9 profit region-east industry/高技术产业 level 2021 13198.15291亿元 A",
				"C10 enterprises 510000 industry/高技术产业 level 2021 1837个 A",
				"D10 profit 510000 industry/高技术产业 level 2021 -亿元 O",
			},
		},
		{
			name: "long table with unit and source columns",
			sheet: sheet("公布", [][]any{
				{"指标", "地区", "时期", "数值", "单位", "来源"},
				{"地区生产总值", "乐至县", "2022年", 223.9, "亿元", "乐至融媒，2023-08-07"},
				{"规模以上工业增加值同比增长", "乐至", "2022年1—5月", 5.3, "%", "四川新闻网"},
				{"企业数", "资阳市", 2024, 2020, "户", "公报"},
			}),
			want: []string{
				"D2 gdp 512022 · level 2022 223.9亿元 A",
				"D3 value-added 512022 size/规上 yoy 2022-01/P5M 5.3% A",
				"D4 enterprises 512000 · level 2024 2020户 A",
			},
		},
		{
			name:    "years as numbers over months; stacked tables with a title each",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"工业企业数", nil, nil, nil, nil},
				{"单位：户"},
				{nil, 2023, 2024, 2024},
				{"集群", "12月", "1—8月", "9月"},
				{"铝材", 31, 36, 37},
				{},
				{"利润总额（2023年）"},
				{"单位：万元"},
				{"集群", "一季度", "上半年", "前三季度"},
				{"铝材", 310, 720, "1,150.5"},
			}),
			want: []string{
				"B5 enterprises 512022 cluster/铝材 level 2023-12 31户 A",
				"C5 enterprises 512022 cluster/铝材 level 2024-08 36户 A",
				"D5 enterprises 512022 cluster/铝材 level 2024-09 37户 A",
				"B10 profit 512022 cluster/铝材 level 2023-Q1 310万元 A",
				"C10 profit 512022 cluster/铝材 level 2023-S1 720万元 A",
				"D10 profit 512022 cluster/铝材 level 2023-01/P9M 1150.5万元 A",
			},
		},
		{
			name:    "two tables side by side",
			options: home,
			sheet: sheet("2024年", [][]any{
				{"集群", "企业数(户)", nil, "集群", "利润总额(亿元)"},
				{"铝材", 37, nil, "铝材", 1.5},
				{"电子信息", 28, nil, "电子信息", 0.9},
			}),
			want: []string{
				"B2 enterprises 512022 cluster/铝材 level 2024 37户 A",
				"B3 enterprises 512022 cluster/电子信息 level 2024 28户 A",
				"E2 profit 512022 cluster/铝材 level 2024 1.5亿元 A",
				"E3 profit 512022 cluster/电子信息 level 2024 0.9亿元 A",
			},
		},
		{
			name:    "rows are periods, the year only in the first row; dates as Excel dates",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"时间", "工业总产值(亿元)", "增速"},
				{"2024年1—2月", 18.3, 8.9},
				{"1—3月", 30.0, 9.1},
				{date, 11.5, 9.8},
			}),
			want: []string{
				"B2 output 512022 · level 2024-01/P2M 18.3亿元 A",
				"C2 output 512022 · yoy 2024-01/P2M 8.9% A",
				"B3 output 512022 · level 2024-01/P3M 30亿元 A",
				"C3 output 512022 · yoy 2024-01/P3M 9.1% A",
				"B4 output 512022 · level 2024-09 11.5亿元 A",
				"C4 output 512022 · yoy 2024-09 9.8% A",
			},
		},
		{
			name:    "indicator only in the first row of its block",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{nil, nil, "北京", "天津"},
				{"企业数(户)", "2023", 5, 6},
				{nil, "2024", 7, 8},
				{"利润总额(亿元)", "2024", 1.5, 2.5},
			}),
			want: []string{
				"C2 enterprises 110000 · level 2023 5户 A", "D2 enterprises 120000 · level 2023 6户 A",
				"C3 enterprises 110000 · level 2024 7户 A", "D3 enterprises 120000 · level 2024 8户 A",
				"C4 profit 110000 · level 2024 1.5亿元 A", "D4 profit 120000 · level 2024 2.5亿元 A",
			},
		},
		{
			name:    "financial years whose neighbours say that they are none of the months",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"税收（万元）"},
				{"集群", "2009-10", "2010-11", "2011-12"},
				{"铝材", 320, 280, 290},
			}),
			want: []string{
				"B3 tax 512022 cluster/铝材 level 2009/2010 320万元 A", "C3 tax 512022 cluster/铝材 level 2010/2011 280万元 A", "D3 tax 512022 cluster/铝材 level 2011/2012 290万元 A",
			},
		},
		{
			name:    "months that look like financial years",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"税收（万元）"},
				{"集群", "2010-10", "2010-11", "2010-12"},
				{"铝材", 320, 280, 290},
			}),
			want: []string{
				"B3 tax 512022 cluster/铝材 level 2010-10 320万元 A", "C3 tax 512022 cluster/铝材 level 2010-11 280万元 A", "D3 tax 512022 cluster/铝材 level 2010-12 290万元 A",
			},
		},
		{
			name:    "one label that may be a month or a financial year, over what the title says",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"2012年税收（万元）"},
				{"集群", "2010-11"},
				{"铝材", 320},
			}),
			want:      []string{"B3 tax 512022 cluster/铝材 level · 320万元 A"},
			questions: []string{"period:Sheet1!A2"},
		},
		{
			name:    "flags in columns without a header; footnotes in brackets; letters among numbers",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"税收（万元）"},
				{"集群", "2023年", nil, "2024年", nil},
				{"铝材", 320.5, "b", 330.5, nil},
				{"电子信息", 280.5, nil, "(2)", nil},
				{"合计", "D", nil, 290.5, "p"},
			}),
			want: []string{
				"B3 tax 512022 cluster/铝材 level 2023 320.5万元 B", "D3 tax 512022 cluster/铝材 level 2024 330.5万元 A",
				"B4 tax 512022 cluster/电子信息 level 2023 280.5万元 A", "D4 tax 512022 cluster/电子信息 level 2024 -万元 O",
				"B5 tax 512022 · level 2023 -万元 Q", "D5 tax 512022 · level 2024 290.5万元 P",
			},
		},
		{
			name:    "a row of units in brackets; years as the only names of rows",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"Item", "税收", "从业人员"},
				{nil, "(million yuan)", "(1,000)"},
				{2021, 320, 11},
				{2022, 330, 12},
				{2023, 340, 13},
			}),
			want: []string{
				"B3 tax 512022 · level 2021 320百万元 A", "C3 employees 512022 · level 2021 111,000 A", "B4 tax 512022 · level 2022 330百万元 A",
				"C4 employees 512022 · level 2022 121,000 A", "B5 tax 512022 · level 2023 340百万元 A", "C5 employees 512022 · level 2023 131,000 A",
			},
		},
		{
			name:    "scales beside units",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"指标", "时间", "unit", "scale", "value"},
				{"税收", "2023", "yuan", "millions", 320},
				{"利润总额", "2023", "yuan", "units", 280},
			}),
			want: []string{"E2 tax 512022 · level 2023 320百万元 A", "E3 profit 512022 · level 2023 280元 A"},
		},
		{
			name:    "points contributed to growth in the unit of the unit row",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"三次产业对地区生产总值增长的拉动"}, {nil, "单位：百分点"}, {"年份", "地区生产总值", "第一产业增加值"}, {"2022", 6, 0.2}, {"2023", 8.4, 0.5},
			}),
			want: []string{
				"B4 gdp 512022 · points 2022 6百分点 A", "C4 primary-value-added 512022 · points 2022 0.2百分点 A",
				"B5 gdp 512022 · points 2023 8.4百分点 A", "C5 primary-value-added 512022 · points 2023 0.5百分点 A",
			},
		},
		{
			name:    "a title of rates of contribution is asked about, and its figures are no levels",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"三次产业贡献率"}, {nil, "单位：%"}, {"年份", "第一产业增加值", "第二产业增加值"}, {"2022", 3.9, 32.6}, {"2023", 6.5, 38.9},
			}),
			want: []string{
				"B4 primary-value-added 512022 · contribution 2022 3.9% A", "C4 secondary-value-added 512022 · contribution 2022 32.6% A",
				"B5 primary-value-added 512022 · contribution 2023 6.5% A", "C5 secondary-value-added 512022 · contribution 2023 38.9% A",
			},
			questions: []string{"indicator:Sheet1!A1"},
		},
		{
			name:    "bases of indices stand over what follows, whatever the unit row says",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"地区生产总值指数"}, {nil, nil, "单位：亿元"}, {"年份", "地区生产总值", "第一产业增加值"},
				{nil, "上年=100 (preceding year=100)"}, {"2022", 103, 104.2}, {"2023", 105.1, 103.8},
				{nil, "1978=100"}, {"2022", 4241.6, 607.2}, {"2023", 4460.4, 632.2},
			}),
			want: []string{
				"B5 gdp 512022 · index 2022 103上年=100 A", "C5 primary-value-added 512022 · index 2022 104.2上年=100 A",
				"B6 gdp 512022 · index 2023 105.1上年=100 A", "C6 primary-value-added 512022 · index 2023 103.8上年=100 A",
				"B8 gdp 512022 · index 2022 4241.61978=100 A", "C8 primary-value-added 512022 · index 2022 607.21978=100 A",
				"B9 gdp 512022 · index 2023 4460.41978=100 A", "C9 primary-value-added 512022 · index 2023 632.21978=100 A",
			},
			questions: []string{"conflict:Sheet1!B5", "conflict:Sheet1!C5", "conflict:Sheet1!B6", "conflict:Sheet1!C6"}, // which of the two to publish
		},
		{
			name:    "a base in two languages under the title; one under 指数 is of its column",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"工业增加值指数（2023年）"}, {"（上年=100）", nil, "(preceding year=100)"}, {"地区", "工业增加值", "第一产业增加值"}, {"四川", 103, 104.2}, {"重庆", 105.1, 103.8},
				{"地区生产总值及指数（2023年）"}, {"地区", "地区生产总值（亿元）", "指数"}, {nil, nil, "上年=100"}, {"四川", 60132.9, 106}, {"重庆", 30145.8, 106.1},
			}),
			want: []string{
				"B4 value-added 510000 · index 2023 103上年=100 A", "C4 primary-value-added 510000 · index 2023 104.2上年=100 A",
				"B5 value-added 500000 · index 2023 105.1上年=100 A", "C5 primary-value-added 500000 · index 2023 103.8上年=100 A",
				"B9 gdp 510000 · level 2023 60132.9亿元 A", "C9 gdp 510000 · index 2023 106上年=100 A",
				"B10 gdp 500000 · level 2023 30145.8亿元 A", "C10 gdp 500000 · index 2023 106.1上年=100 A",
			},
		},
		{
			name: "全市 and 全省 over counties are their prefecture and its province",
			sheet: sheet("Sheet1", [][]any{
				{"2023年工业增加值（亿元）"}, {"地区", "2023年"}, {"全市", 113}, {"雁江区", 71}, {"乐至县", 42}, {"全省", 16705},
			}),
			want: []string{
				"B3 value-added 512000 · level 2023 113亿元 A", "B4 value-added 512002 · level 2023 71亿元 A", "B5 value-added 512022 · level 2023 42亿元 A", "B6 value-added 510000 · level 2023 16705亿元 A",
			},
		},
		{
			name:    "全县 beside 全市 in the report of a county",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"2024年1—9月主要指标"}, {"指标", "比上年同期增长（%）", nil}, {nil, "全县", "全市"}, {"工业增加值", 9.1, 8.2}, {"工业投资", 10.1, 6.5},
			}, merged(2, 2, 2, 3)),
			want: []string{
				"B4 value-added 512022 · yoy 2024-01/P9M 9.1% A", "C4 value-added 512000 · yoy 2024-01/P9M 8.2% A",
				"B5 investment 512022 · yoy 2024-01/P9M 10.1% A", "C5 investment 512000 · yoy 2024-01/P9M 6.5% A",
			},
		},
		{
			name: "the code beside 全省 says which",
			sheet: sheet("Sheet1", [][]any{
				{"2023年工业增加值（亿元）"}, {"行政区划代码", "地区", "2023年"}, {"510000", "全省", 16705}, {"512000", "全市", 168},
			}),
			want: []string{"C3 value-added 510000 · level 2023 16705亿元 A", "C4 value-added 512000 · level 2023 168亿元 A"},
		},
		{
			name:      "a county that is not near is asked for",
			options:   importer.Options{Place: "512000"},
			sheet:     sheet("Sheet1", [][]any{{"2023年"}, {"集群", "企业数(户)"}, {"铝材", 37}, {"全县", 71}}),
			want:      []string{"B3 enterprises 512000 cluster/铝材 level 2023 37户 A", "B4 enterprises · · level 2023 71户 A"},
			questions: []string{"place:全县"},
		},
		{
			name:    "time and unit in one row of facts; 各县（区） in the title",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"资阳市各县（区）工业增加值"}, {"报告期：2024年8月", "填报单位：统计局", "金额单位：亿元"}, {"地区", "合计"}, {"乐至县", 42.1}, {"安岳县", 70.2},
			}),
			want: []string{"B4 value-added 512022 · level 2024-08 42.1亿元 A", "B5 value-added 512021 · level 2024-08 70.2亿元 A"},
		},
		{
			name: "names of variables over names in words",
			sheet: sheet("Sheet1", [][]any{
				{"省份", "年份", "GDP", "rd", "open"}, {nil, nil, "地区生产总值(亿元)", "R&D经费(万元)", "进出口总额(万美元)"}, {"四川", 2022, 56749.8, 1215, 1000}, {"四川", 2023, 60132.9, 1358, 990},
			}),
			want: []string{
				"C3 gdp 510000 · level 2022 56749.8亿元 A", "D3 rd-spending 510000 · level 2022 1215万元 A", "E3 trade 510000 · level 2022 1000万美元 A",
				"C4 gdp 510000 · level 2023 60132.9亿元 A", "D4 rd-spending 510000 · level 2023 1358万元 A", "E4 trade 510000 · level 2023 990万美元 A",
			},
		},
		{
			name:    "入库 beside 退库 is of enterprises",
			options: home,
			sheet:   sheet("Sheet1", [][]any{{"2024年规上工业企业变动"}, {"集群", "入库（户）", "退库（户）"}, {"铝材", 6, 2}}),
			want:    []string{"B3 enterprises-entered 512022 cluster/铝材,size/规上 level 2024 6户 A", "C3 enterprises-left 512022 cluster/铝材,size/规上 level 2024 2户 A"},
		},
		{
			name:      "总产值 and 增加值 under a title of another sector",
			sheet:     sheet("Sheet1", [][]any{{"各地区建筑业企业主要指标（2021年）"}, {"地区", "总产值(亿元)", "增加值(亿元)"}, {"北京", 14000, 1600}}),
			want:      []string{"B3 construction-output 110000 · level 2021 14000亿元 A", "C3 construction-value-added 110000 · level 2021 1600亿元 A"},
			questions: []string{"group:建筑业企业"},
		},
		{
			name:      "总产值 of a sector that has none here is asked for",
			sheet:     sheet("Sheet1", [][]any{{"各地区服务业主要指标（2021年）"}, {"地区", "总产值(亿元)"}, {"北京", 14000}}),
			want:      []string{"B3 · 110000 · level 2021 14000亿元 A"},
			questions: []string{"indicator:Sheet1!B2", "group:服务业"},
		},
		{
			name:      "figures that describe other figures",
			sheet:     sheet("Sheet1", [][]any{{"描述性统计"}, {"变量", "样本量", "均值", "标准差", "最小值", "最大值"}, {"地区生产总值", 6, 9000.1, 3021.2, 1001.1, 19999}, {"城镇化率", 6, 35.1, 8.2, 20.1, 49.9}}),
			questions: []string{"descriptive-table:Sheet1!A3"},
		},
		{
			name:    "an amount that nobody knows has the time of its neighbours",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"2024年8月"}, {"集群", "利润总额（亿元）", nil, nil}, {nil, "当月", "累计", "增减额"}, {"铝材", 0.91, 6.8, 0.42},
			}, merged(2, 2, 2, 4)),
			want: []string{
				"B4 profit 512022 cluster/铝材 level 2024-08 0.91亿元 A", "C4 profit 512022 cluster/铝材 level 2024-01/P8M 6.8亿元 A", "D4 · 512022 cluster/铝材 level 2024-01/P8M 0.42亿元 A",
			},
			questions: []string{"indicator:Sheet1!D3"},
		},
		{
			name:    "this year and last year under a title of months",
			options: home,
			sheet: sheet("Sheet1", [][]any{
				{"2024年1—9月税收"},
				{"集群", "2024年(万元)", "2023年(万元)"},
				{"铝材", 320, 280},
			}),
			want: []string{
				"B3 tax 512022 cluster/铝材 level 2024-01/P9M 320万元 A",
				"C3 tax 512022 cluster/铝材 level 2023-01/P9M 280万元 A",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			expect(t, interpret(c.options, c.sheet), c.want, c.questions...)
		})
	}
}

// What the workbook does not say is asked, once for each word or column.
func TestQuestions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		options   importer.Options
		rows      [][]any
		want      []string
		questions []string
	}{
		{
			name: "no unit, unknown group, near miss of a unit", options: home,
			rows: [][]any{
				{"2024年企业情况"},
				{"集群", "企业数", "利润总额(力元)"},
				{"铝材", 37, 15},
				{"东方产业", 5, 2},
			},
			want: []string{
				"B3 enterprises 512022 cluster/铝材 level 2024 37 A", "C3 profit 512022 cluster/铝材 level 2024 15 A",
				"B4 enterprises 512022 · level 2024 5 A", "C4 profit 512022 · level 2024 2 A",
			},
			questions: []string{"unit:力元", "group:东方产业", "unit:Sheet1!B"},
		},
		{
			name: "classes of a distribution are groups, not times and units", options: home,
			rows: [][]any{
				{"规模以上工业企业按营业收入分组（2023年）"}, {"分组", "企业数（户）", "利润总额（万元）"}, {"2000万元以下", 21, 1020}, {"2000万元-1亿元", 62, 8010},
			},
			want: []string{
				"B3 enterprises 512022 size/规上 level 2023 21户 A", "C3 profit 512022 size/规上 level 2023 1020万元 A",
				"B4 enterprises 512022 size/规上 level 2023 62户 A", "C4 profit 512022 size/规上 level 2023 8010万元 A",
			},
			questions: []string{"group:2000万元以下", "group:2000万元-1亿元"},
		},
		{
			name: "single ages name the rows", options: home,
			rows: [][]any{{"2020年常住人口（人）"}, {"年龄", "男", "女"}, {"0岁", 100, 98}, {"1岁", 101, 99}},
			want: []string{
				"B3 · 512022 sex/男 level 2020 100人 A", "C3 · 512022 sex/女 level 2020 98人 A", "B4 · 512022 sex/男 level 2020 101人 A", "C4 · 512022 sex/女 level 2020 99人 A",
			},
			questions: []string{"group:0岁", "group:1岁"},
		},
		{
			name: "columns of classes beside their total", options: home,
			rows: [][]any{{"按从业人员规模分的企业数（2021年）"}, {"集群", "企业数（个）", "20-99人", "1000人及以上"}, {"铝材", 37, 30, 1}},
			want: []string{
				"B3 enterprises 512022 cluster/铝材 level 2021 37个 A", "C3 · 512022 cluster/铝材 level 2021 30 A", "D3 · 512022 cluster/铝材 level 2021 1 A",
			},
			questions: []string{"group:20-99人", "group:1000人及以上"},
		},
		{
			name: "a change beside its rate is an amount, which nobody named", options: home,
			rows: [][]any{
				{"2024年6月"}, {"指标", "单位", "本月", "同比增减", "同比增减%"}, {"工业用电量", "万千瓦时", 2901.1, 190.1, 7.0}, {"税收", "万元", 1820.2, 120.2, 7.1},
			},
			want: []string{
				"C3 electricity 512022 · level 2024-06 2901.1万千瓦时 A", "D3 · 512022 · level 2024-06 190.1万千瓦时 A", "E3 electricity 512022 · yoy 2024-06 7% A",
				"C4 tax 512022 · level 2024-06 1820.2万元 A", "D4 · 512022 · level 2024-06 120.2万元 A", "E4 tax 512022 · yoy 2024-06 7.1% A",
			},
			questions: []string{"indicator:Sheet1!D2"},
		},
		{
			name: "a change of whole numbers under a count is asked about in its unit", options: home,
			rows: [][]any{
				{"2024年"}, {"集群", "企业数(户)", "同比增减"}, {"铝材", 37, 4}, {"电子信息", 28, -2},
			},
			want: []string{
				"B3 enterprises 512022 cluster/铝材 level 2024 37户 A", "C3 · 512022 cluster/铝材 level 2024 4户 A",
				"B4 enterprises 512022 cluster/电子信息 level 2024 28户 A", "C4 · 512022 cluster/电子信息 level 2024 -2户 A",
			},
			questions: []string{"indicator:Sheet1!C2"},
		},
		{
			name: "a change that may be a rate is asked about where no % stands", options: home,
			rows: [][]any{{"2024年"}, {"集群", "税收(万元)", "同比增减"}, {"铝材", 37.5, 4.1}},
			want: []string{
				"B3 tax 512022 cluster/铝材 level 2024 37.5万元 A", "C3 · 512022 cluster/铝材 level 2024 4.1万元 A",
			},
			questions: []string{"indicator:Sheet1!C2"},
		},
		{
			name: "no home place", options: importer.Options{},
			rows: [][]any{{"2024年"}, {"集群", "企业数(户)"}, {"铝材", 37}, {"电子信息", 28}},
			want: []string{
				"B3 enterprises · cluster/铝材 level 2024 37户 A", "B4 enterprises · cluster/电子信息 level 2024 28户 A",
			},
			questions: []string{"place:home"},
		},
		{
			name: "an unknown place never becomes the home place", options: home,
			rows: [][]any{{"2024年"}, {"地区", "企业数(户)"}, {"四川", 37}, {"北海道", 28}},
			want: []string{
				"B3 enterprises 510000 · level 2024 37户 A", "B4 enterprises · · level 2024 28户 A",
			},
			questions: []string{"place:北海道"},
		},
		{
			name: "no time, and a word in a header that narrows the indicator", options: home,
			rows:      [][]any{{"集群", "有电子商务的企业数(户)"}, {"铝材", 37}},
			want:      []string{"B2 · 512022 cluster/铝材 level · 37户 A"},
			questions: []string{"indicator:Sheet1!B1", "period:Sheet1!A1"},
		},
		{
			name: "a unit that the indicator cannot have", options: home,
			rows:      [][]any{{"2024年"}, {"集群", "企业数(亿元)"}, {"铝材", 37}},
			want:      []string{"B3 enterprises 512022 cluster/铝材 level 2024 37亿元 A"},
			questions: []string{"unit:Sheet1!B"},
		},
		{
			name: "a dash is asked about once", options: home,
			rows:      [][]any{{"2024年"}, {"集群", "企业数(户)", "利润总额(亿元)"}, {"铝材", 37, "—"}, {"电子信息", "—", 2}},
			want:      []string{"B3 enterprises 512022 cluster/铝材 level 2024 37户 A", "C3 profit 512022 cluster/铝材 level 2024 -亿元 M", "B4 enterprises 512022 cluster/电子信息 level 2024 -户 M", "C4 profit 512022 cluster/电子信息 level 2024 2亿元 A"},
			questions: []string{"mark:—"},
		},
		{
			name: "two cells claim one figure", options: home,
			rows:      [][]any{{"2024年"}, {"集群", "企业数(户)"}, {"铝材", 37}, {"铝材", 38}},
			want:      []string{"B3 enterprises 512022 cluster/铝材 level 2024 37户 A", "B4 enterprises 512022 cluster/铝材 level 2024 38户 A"},
			questions: []string{"conflict:Sheet1!B3"},
		},
		{
			name: "a list of enterprises", options: home,
			rows: [][]any{
				{"序号", "企业名称", "产值(万元)"}, {1, "奋安铝业有限公司", 100}, {2, "联友纺织有限公司", 200}, {3, "艾比酷电子有限公司", 300},
			},
			questions: []string{"enterprise-list:Sheet1"},
		},
		{
			name: "no table", options: home,
			rows:      [][]any{{"说明"}, {"本表由统计局编制"}},
			questions: []string{"no-table:"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res := interpret(c.options, sheet("Sheet1", c.rows))
			expect(t, res, c.want, c.questions...)
			for _, p := range res.Report.Problems {
				if p.Message.Key == "" || p.Cells == 0 {
					t.Errorf("problem %s says nothing: %+v", p.ID, p)
				}
			}
		})
	}
}

// A population or place in a title that nobody knows is asked about before its
// figures pass for those of the whole; what every title says is not.
func TestScopesInTitles(t *testing.T) {
	t.Parallel()
	table := func(title string) importer.Sheet {
		return sheet("Sheet1", [][]any{{title}, {"单位：万元"}, {"集群", "营业收入"}, {"铝材", 320.5}, {"电子信息", 280.5}})
	}
	for title, want := range map[string]string{
		"限额以上批发业企业主要指标（2023年）":     "group:限额以上批发业企业",
		"乐至县童家镇主要经济指标（2023年）":      "group:童家镇",
		"全县工业企业财务状况（2023年）":        "",
		"乐至县规模以上工业企业主要经济指标（2023年）": "",
		"各乡镇主要指标完成情况（2023年）":       "",
		"乐至经开区园区企业情况（2023年）":       "",
	} {
		res := interpret(home, table(title))
		var got string
		for _, p := range res.Report.Problems {
			got += p.ID
			if p.Cells != 2 {
				t.Errorf("%s: %s touches %d cells, want 2", title, p.ID, p.Cells)
			}
		}
		if got != want {
			t.Errorf("%s: asks %q, want %q", title, got, want)
		}
	}
	o := home
	o.Answers = map[string]data.AnswerTo{"group:童家镇": {New: &data.NewWord{Code: "town/童家镇", Label: "童家镇"}}}
	obs := interpret(o, table("乐至县童家镇主要经济指标（2023年）")).Observations()
	if len(obs) != 2 || obs[0].Key.Group != "cluster/铝材,town/童家镇" {
		t.Errorf("answered: %+v", obs)
	}
}

// TestYearsBehindNamesAndRunningText: indicators that are taken as they are lose the
// year behind them; letters among places are no units; sentences over a table do
// not say whom its figures are of.
func TestYearsBehindNamesAndRunningText(t *testing.T) {
	t.Parallel()
	rows := [][]any{
		{"Unemployment for the U.S., States, and counties"},
		{"For definitions of rural classifications, see the webpage. Note that counties not existing then have no values."},
		{"State", "Area_Name", "Civilian_labor_force_2000", "Civilian_labor_force_2001"},
		{"US", "United States", 142601576, 143786537},
		{"AL", "Alabama", 2147173, 2134845},
		{"MT", "Montana", 470069, 468865},
	}
	o := importer.Options{Answers: map[string]data.AnswerTo{
		"place:US": {Blank: true}, "place:AL": {Blank: true}, "place:MT": {Blank: true},
		"place:*": {Take: "as-is", Prefix: "us"}, "indicator:*": {Take: "as-is"},
	}}
	res := interpret(o, sheet("1", rows))
	for _, id := range problems(res) {
		if strings.HasPrefix(id, "unit:") {
			o.Answers[id] = data.AnswerTo{Use: "人"}
		}
	}
	res = interpret(o, sheet("1", rows))
	for _, want := range []string{
		"C6 own-Civilian_labor_force us-Montana · level 2000 470069人 A",
		"D6 own-Civilian_labor_force us-Montana · level 2001 468865人 A",
	} {
		if !slices.Contains(figures(res), want) {
			t.Errorf("no %s in %q, %q", want, figures(res), problems(res))
		}
	}
}

// TestProseOverTables: sentences under a title speak of other things than the figures.
func TestProseOverTables(t *testing.T) {
	t.Parallel()
	for name, prose := range map[string]string{
		"English":         "For definitions of rural areas, see the classification of 2013.",
		"a long sentence": "The estimates of rural areas were benchmarked to the census of population in the year 2010.",
		"Chinese":         "本表不含农村地区，2020年起口径有调整。",
	} {
		res := interpret(home, sheet("Sheet1", [][]any{
			{"GDP by region, 2023"}, {prose}, {"Region", "GDP (100 million yuan)"}, {"Sichuan", 60132.9}, {"Beijing", 43760.7},
		}))
		want := []string{"B4 gdp 510000 · level 2023 60132.9亿元 A", "B5 gdp 110000 · level 2023 43760.7亿元 A"}
		if got := figures(res); !slices.Equal(got, want) {
			t.Errorf("%s: %q, %q", name, got, problems(res))
		}
	}
}
