package vocab_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/vocab"
)

func TestReadTakesLabelsApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		label string
		ctx   vocab.Context
		want  string
	}{
		{"规上工业总产值(亿元)", vocab.Context{}, "output size/规上 亿元"},
		{"主营业务收入(亿元)", vocab.Context{}, "revenue 亿元"},
		{"利 润总额（亿元）", vocab.Context{}, "profit 亿元"},
		{"企业数(个)", vocab.Context{}, "enterprises 个"},
		{"同比增长(%)", vocab.Context{}, "yoy %"},
		{"增速(±%)", vocab.Context{}, "yoy %"},
		{"同比±%", vocab.Context{}, "yoy %"},
		{"累计增长(%)", vocab.Context{}, "yoy cumulated %"},
		{"1—9月累计", vocab.Context{Year: 2024}, "2024-01/P9M cumulated"},
		{"1—2月", vocab.Context{}, "yearless 1000-01/P2M"},
		{"当月", vocab.Context{}, "current"},
		{"其中：铝材", vocab.Context{}, "cluster/铝材 of-which"},
		{"#铝材产业集群", vocab.Context{}, "cluster/铝材 of-which"},
		{"一、装备制造产业", vocab.Context{}, "cluster/装备制造"},
		{"1.铝材", vocab.Context{}, "cluster/铝材"},
		{"其他", vocab.Context{}, "other"},
		{"合  计", vocab.Context{}, "total"},
		{"全    国", vocab.Context{}, "100000"},
		{" Eastern Region", vocab.Context{}, "region-east"},
		{"北京", vocab.Context{}, "110000"},
		{"5-2  各地区高技术产业生产经营情况 (2021年)", vocab.Context{}, "industry/高技术产业 2021"},
		{"Statistics on Production and Management in High-tech Industry by Region(2021)", vocab.Context{}, "industry/高技术产业 2021 rest"},
		{"2-4 各地区规上工业企业数量情况(2019年)", vocab.Context{}, "size/规上 2019"},
		{"规模以上工业企业数", vocab.Context{}, "enterprises size/规上"},
		{"规上企业单位数", vocab.Context{}, "enterprises size/规上"},
		{"规模以上工业企业数同比增长", vocab.Context{}, "enterprises size/规上 yoy"},
		{"东方产业营业收入", vocab.Context{}, "revenue rest:东方产业"},
		{"有电子商务\r\n的企业数\r\nNumber of\r\nEnterprises", vocab.Context{}, "enterprises rest:有电子商务的"},
		{"有研发机构\r\n的企业数", vocab.Context{}, "rd-institution-enterprises"},
		{"固定资产投资（不含农户）（亿元）", vocab.Context{}, "fixed-investment 亿元"},
		{"地方一般公共预算收入", vocab.Context{}, "budget-revenue"},
		{"第三产业增加值（亿元）", vocab.Context{}, "tertiary-value-added 亿元"},
		{"人均GDP（元）", vocab.Context{}, "gdp-per-capita 元"},
		{"亏损企业亏损总额", vocab.Context{}, "losses"},
		{"R&D人员全时当量（人年）", vocab.Context{}, "rd-fte 人年"},
		{"大型企业数", vocab.Context{}, "enterprises size/大型"},
		{"#大型", vocab.Context{}, "size/大型 of-which"},
		{"国有企业", vocab.Context{}, "ownership/国有"},
		{"国有及国有控股工业企业单位数", vocab.Context{}, "enterprises ownership/国有控股"},
		{"State-owned and State-holding Enterprises", vocab.Context{}, "ownership/国有控股"},
		{"港、澳、台商投资企业", vocab.Context{}, "ownership/港澳台投资"},
		{"外商及港澳台商投资企业", vocab.Context{}, "ownership/外商及港澳台投资"},
		{"民营企业", vocab.Context{}, "ownership/民营"},
		{"股份有限公司", vocab.Context{}, "ownership/股份有限公司"},
		{"重工业增加值", vocab.Context{}, "value-added weight/重工业"},
		{"单位：亿元", vocab.Context{}, "亿元"},
		{"单位：个，亿元", vocab.Context{}, "units:个,亿元"},
		{"2008, percent", vocab.Context{}, "2008 %"},
		{"Unemployed_2000", vocab.Context{}, "unemployment 2000"},
		{"乐至县规模以上工业总产值（2024年1—9月）", vocab.Context{}, "output size/规上 512022 2024-01/P9M"},
		{"乐至经开区入驻工业企业数", vocab.Context{}, "enterprises park/经开区"},
		{"营业利润", vocab.Context{}, "operating-profit"},
		{"全  国 National Total", vocab.Context{}, "100000"},
		{"1-3季度", vocab.Context{Year: 2024}, "2024-01/P9M"},
		{"±%", vocab.Context{}, "yoy %"},
		{"(+-%)", vocab.Context{}, "yoy %"},
		{"产值±%", vocab.Context{}, "output yoy %"},
		{"比去年同期±%", vocab.Context{}, "yoy %"},
		{"比同期±%", vocab.Context{}, "yoy %"},
		{"比上年±%", vocab.Context{}, "yoy %"},
		{"涨幅", vocab.Context{}, "yoy"},
		{"同比增幅(%)", vocab.Context{}, "yoy %"},
		{"名义增速", vocab.Context{}, "yoy"},
		{"实际增长(%)", vocab.Context{}, "yoy %"},
		{"可比增长", vocab.Context{}, "yoy"},
		{"2021年比2020年增长(%)", vocab.Context{}, "yoy 2021 %"},
		{"2021年比上年增长%", vocab.Context{}, "yoy 2021 %"},
		{"比上月增长(%)", vocab.Context{}, "mom %"},
		{"当季值", vocab.Context{}, "current"},
		{"累计值", vocab.Context{}, "cumulated"},
		{"_当季值", vocab.Context{}, "current"},
		{"当季同比(%)", vocab.Context{}, "yoy current %"},
		{"自年初累计", vocab.Context{}, "cumulated"},
		{"年初至本月", vocab.Context{}, "cumulated"},
		{"本月止累计", vocab.Context{}, "cumulated"},
		{"累计数", vocab.Context{}, "cumulated"},
		{"本月数", vocab.Context{}, "current"},
		{"上年同期数", vocab.Context{}, ""}, {"数量", vocab.Context{}, ""}, {"2020年实际", vocab.Context{}, "2020"}, {"上年同期累计", vocab.Context{}, "cumulated"}, {"比上年±百分点", vocab.Context{}, "百分点 rest:比上年±百分点"}, {"本期金额（万元）", vocab.Context{}, "万元"},
		{"主要产业集群工业总产值", vocab.Context{Title: true}, "output"},
		{"表5-2021年", vocab.Context{}, "2021"},
		{"总量", vocab.Context{}, ""}, {"绝对额（亿元）", vocab.Context{}, "亿元"}, {"完成值", vocab.Context{}, ""}, {"金额(万元)", vocab.Context{}, "万元"},
		{"数额", vocab.Context{}, ""}, {"期末数", vocab.Context{}, ""}, {"本年", vocab.Context{}, ""}, {"本期", vocab.Context{}, ""}, {"产业集群", vocab.Context{}, ""},
		{"工业总产值（现价）", vocab.Context{}, "output"},
		{"营业收入（快报）", vocab.Context{}, "revenue"},
		{"地区生产总值（当年价格）", vocab.Context{}, "gdp"},
		{"地区生产总值（初步核算）", vocab.Context{}, "gdp"},
		{"小计", vocab.Context{}, "total"}, {"全省", vocab.Context{}, "whole-省 total"}, {"全县合计", vocab.Context{}, "whole-县 total"}, {"全部", vocab.Context{}, "total"}, {"全市 Total", vocab.Context{}, "whole-市 total"},
		{"全市工业增加值", vocab.Context{}, "value-added whole-市"}, {"占全市比重（%）", vocab.Context{}, "share % rest:占全市"}, {"全省平均（%）", vocab.Context{}, "whole-省 % rest:平均"},
		{"增加值（亿元）", vocab.Context{}, "value-added 亿元"},
		{"产值及增速（亿元，%）", vocab.Context{}, "output yoy units:亿元,%"},
		{"营业收入（亿元）同比增长（%）", vocab.Context{}, "revenue yoy units:亿元,%"},
		// Classes of a distribution are groups: neither units nor years.
		{"0-14岁", vocab.Context{}, "class rest:0-14岁"}, {"65 岁及以上", vocab.Context{}, "class rest:65岁及以上"}, {"20～99人", vocab.Context{}, "class rest:20-99人"},
		{"2000万元以下", vocab.Context{}, "class rest:2000万元以下"}, {"2000万元-1亿元", vocab.Context{}, "class rest:2000万元-1亿元"}, {"1000-1999元", vocab.Context{}, "class rest:1000-1999元"},
		{"2000亿以上", vocab.Context{}, "class rest:2000亿以上"}, {"2000人", vocab.Context{}, "class rest:2000人"}, {"60岁及以上人口（人）", vocab.Context{}, "人 class rest:60岁及以上人口"},
		{"2023人均GDP（元）", vocab.Context{}, "gdp-per-capita 2023 元"}, {"2023户籍人口", vocab.Context{}, "registered-population 2023"}, {"2-1 利润总额", vocab.Context{}, "profit"},
		{"拉动增长（百分点）", vocab.Context{}, "points 百分点"}, {"拉动点数", vocab.Context{}, "points"}, {"拉动GDP增长（百分点）", vocab.Context{}, "points 百分点"},
		{"三次产业对国内生产总值增长的拉动", vocab.Context{}, "points rest:三次产业"}, {"工业增加值拉动（百分点）", vocab.Context{}, "value-added points 百分点"},
		{"贡献率（%）", vocab.Context{}, "contribution % rest:贡献率"}, {"对GDP增长的贡献率(%)", vocab.Context{}, "contribution % rest:对gdp增长的贡献率"}, {"总资产贡献率(%)", vocab.Context{}, "asset-contribution %"},
		{"居民消费价格指数(上年同月=100)", vocab.Context{}, "index 上年同月=100 rest:居民消费价格"}, {"地区生产总值指数（上月=100）", vocab.Context{}, "gdp index 上月=100"}, {"上年=100 (preceding year=100)", vocab.Context{}, "index 上年=100"},
		{"(preceding year=100)", vocab.Context{}, "index 上年=100"}, {"1978年=100", vocab.Context{}, "index 1978年=100"}, {"以2020年为100", vocab.Context{}, "index 2020年=100"},
		{"构成（合计=100）", vocab.Context{}, "share"}, {"构成(2020年=100)", vocab.Context{}, "share"}, {"(总计=100)", vocab.Context{}, "share"},
		{"Veränderung gegenüber Vorjahr (%)", vocab.Context{}, "yoy %"}, {"Veränderung zum Vormonat (%)", vocab.Context{}, "mom %"}, {"Variation annuelle (%)", vocab.Context{}, "yoy %"},
		{"annual growth rate (%)", vocab.Context{}, "yoy %"}, {"Percent change", vocab.Context{}, "yoy %"}, {"12-month % change", vocab.Context{}, "yoy %"},
		{"Year-on-year change (%)", vocab.Context{}, "yoy %"}, {"% change, year on year", vocab.Context{}, "yoy %"}, {"Change (%)", vocab.Context{}, "yoy %"},
		{"Month-on-month change (%)", vocab.Context{}, "mom %"}, {"Change from previous month (%)", vocab.Context{}, "mom %"}, {"Monthly % change", vocab.Context{}, "mom %"}, {"q/q", vocab.Context{}, "mom %"},
		{"Change from a year ago", vocab.Context{}, "rest:change from"}, {"Average annual percent change", vocab.Context{}, "rest:average annual percent change"}, {"Change in percentage points", vocab.Context{}, "百分点 rest:change in"},
		{"% change on year earlier", vocab.Context{}, "yoy %"}, {"% change on month", vocab.Context{}, "mom %"}, {"Percent change from previous year", vocab.Context{}, "yoy %"},
		{"2010, percent of total", vocab.Context{}, "share 2010 %"}, {"percent of total employed", vocab.Context{}, "% rest:percent of total employed"}, {"percent change from previous period", vocab.Context{}, "% rest:percent change from previous period"},
		{"增速较1-8月变动（百分点）", vocab.Context{Year: 2024}, "百分点 rest:增速较1-8月变动(百分点)"}, {"较上半年±百分点", vocab.Context{}, "百分点 rest:较上半年±百分点"}, {"2021年比2020年增长(%)", vocab.Context{}, "yoy 2021 %"},
		{"规模以上服务业营业收入", vocab.Context{}, "revenue rest:规模以上服务业"}, {"规上建筑业企业", vocab.Context{}, "rest:规上建筑业企业"}, {"规上工业", vocab.Context{}, "size/规上"},
		{"人口自然增长率(‰)", vocab.Context{}, "‰ rest:人口自然增长率"}, {"男性", vocab.Context{}, "sex/男"}, {"农村", vocab.Context{}, "area/乡村"}, {"城镇化率", vocab.Context{}, "urbanisation"}, {"人口数", vocab.Context{}, ""},
		{"2021年为2020年%", vocab.Context{}, "index 2021 %"}, {"为上年同期（%）", vocab.Context{}, "index %"},
		{strings.Repeat("铝", 10000), vocab.Context{}, "rest"},
		{"</script><script>alert(1)</script>", vocab.Context{}, "rest"},
	}
	for _, tt := range tests {
		if got := said(vocab.Embedded().Read(tt.label, tt.ctx)); !matches(got, tt.want) {
			t.Errorf("Read(%.60q) says %q, want %q", tt.label, got, tt.want)
		}
	}
}

// said writes a reading in a few words.
func said(r vocab.Reading) string {
	var w []string
	add := func(s string) {
		if s != "" {
			w = append(w, s)
		}
	}
	add(r.Indicator)
	for _, f := range r.Facets {
		add(f)
	}
	add(r.Place)
	if r.Whole != "" {
		add("whole-" + r.Whole)
	}
	add(string(r.Measure))
	if r.Time.Yearless {
		add("yearless")
	}
	add(r.Time.Period.String())
	add([]string{"", "cumulated", "current"}[r.Time.Acc])
	add(r.Unit.Label)
	if len(r.Units) > 1 {
		var l []string
		for _, u := range r.Units {
			l = append(l, u.Label)
		}
		add("units:" + strings.Join(l, ","))
	}
	for name, is := range map[string]bool{"total": r.Total, "of-which": r.OfWhich, "other": r.Other, "class": r.Class} {
		if is {
			add(name)
		}
	}
	if r.Rest != "" {
		add("rest:" + r.Rest)
	}
	return strings.Join(w, " ")
}

func matches(got, want string) bool {
	if before, ok := strings.CutSuffix(want, "rest"); ok {
		return strings.HasPrefix(got, before+"rest:")
	}
	return got == want
}

// What only looks like a rate of growth, like a whole or like a known
// indicator must be asked about.
func TestReadAsksWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, label := range []string{
		"增长企业数（户）", "增长规上企业数", "下降企业数（户）", "停产企业数", "同比增长（万元）", "占比（户）",
		"增减额", "增减值", "增减量", "增减绝对额", "增减户数（户）", "增加额", "增长额（亿元）", "同比增减额", "同比增减绝对额", "比上年增减额", "较年初增减", "较年初增减（%）", "比年初增长%",
		"年均增长(%)", "平均每年增长", "年平均增长速度", "2018—2022年年均增长(%)", "2018-2022年均增速", "年均递增", "Average annual growth rate",
		"比上月增减(百分点)", "比上年±百分点", "资产负债率同比增减（百分点）", "2021年比2015年增长(%)", "同比增加值",
		"其中：产业集群产值", "主要产业集群产值", "全部产业集群产值", "出口金额（万元）", "全部工业企业",
		"人均一般公共预算收入", "农业总产值（亿元）", "服务业增加值", "Value added of agriculture",
		"园区", "园区企业数", "经济开发区", "服务业企业营业收入", "户籍人口城镇化率", "农业增加值", "新产品出口额", "流动资产平均余额", "居民生活用电量", "国有单位",
		"税收收入占一般公共预算收入比重", "利润（力元）", "产值（万）",
	} {
		if r := vocab.Embedded().Read(label, vocab.Context{}); r.Rest == "" {
			t.Errorf("Read(%q) says %q, and should not understand it", label, said(r))
		}
	}
}

func TestUnitsAreReadByTheirForm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, base string
		power      int
	}{
		{"千公顷", data.BaseOther, 3}, {"亿立方米", data.BaseOther, 8}, {"万吨标准煤", data.BaseOther, 4}, {"万辆", data.BaseOther, 4}, {"千升", data.BaseOther, 0},
		{"万米", data.BaseOther, 4}, {"次/年", data.BaseOther, 0}, {"元/人", data.BaseOther, 0}, {"人/平方公里", data.BaseOther, 0}, {"万元/人", data.BaseOther, 4},
		{"吨标准煤/万元", data.BaseOther, 0}, {"万户", data.BaseCount, 4}, {"万个", data.BaseCount, 4}, {"百万人", data.BasePerson, 6}, {"千美元", data.BaseDollar, 3},
		{"百亿元", data.BaseYuan, 10}, {"万亿元", data.BaseYuan, 12}, {"亿度", data.BaseOther, 8}, {"千 公 顷", data.BaseOther, 3},
		{"thousand", data.BaseOther, 3}, {"millions", data.BaseOther, 6}, {"£ million", data.BaseOther, 6}, {"million US$", data.BaseDollar, 6}, {"% of GDP", data.BasePercent, 0},
		{"Thousand persons", data.BasePerson, 3}, {"tonnes", data.BaseOther, 0}, {"1,000 tons", data.BaseOther, 3}, {"1000 q", data.BaseOther, 3}, {"1000 hl", data.BaseOther, 3}, {"hl", data.BaseOther, 0},
		{"1 000 hectares", data.BaseOther, 3}, {"billion yuan", data.BaseYuan, 9}, {"kg/ha", data.BaseOther, 0}, {"yuan per capita", data.BaseOther, 0},
		{"千公顷 1 000 hectares", data.BaseOther, 3},
	}
	v := vocab.Embedded()
	for _, tt := range tests {
		u, ok := v.Unit(tt.text)
		if !ok || u.Base != tt.base || u.Power != tt.power || u.Label == "" {
			t.Errorf("%s is %+v, %v", tt.text, u, ok)
		}
		for _, label := range []string{"营业收入(" + tt.text + ")", "单位：" + tt.text} {
			if r := v.Read(label, vocab.Context{}); r.Unit != u || r.Rest != "" {
				t.Errorf("%s: %+v", label, r)
			}
		}
	}
	for _, no := range []string{"万", "亿", "q", "t", "度", "户/个", "元/铝材", "力元", "公顷千", "growth", "industry of tons", "2000 tons of", "人均", "万万元"} {
		if u, ok := v.Unit(no); ok {
			t.Errorf("%s is a unit: %+v", no, u)
		}
	}
}

func TestParseTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		year int
		want string
	}{
		{"2023年", 0, "2023"}, {"2023", 0, "2023"}, {"2023年度", 0, "2023"}, {"2023年末", 0, "2023"},
		{"2023年1-9月", 0, "2023-01/P9M"}, {"2023年1—9月", 0, "2023-01/P9M"}, {"2023年1～9月份", 0, "2023-01/P9M"},
		{"2023年1至9月", 0, "2023-01/P9M"}, {"2023年一至九月", 0, "2023-01/P9M"}, {"１—２月", 2024, "2024-01/P2M"},
		{"1—2月", 2024, "2024-01/P2M"}, {"1-2月", 0, ""}, {"2024.09", 0, "2024-09"}, {"2024.9", 0, "2024-09"},
		{"2024-09", 0, "2024-09"}, {"2024/9", 0, "2024-09"}, {"202409", 0, "2024-09"}, {"2024-09-30", 0, "2024-09"},
		{"2024年三季度", 0, "2024-Q3"}, {"2024年第3季度", 0, "2024-Q3"}, {"2024Q3", 0, "2024-Q3"}, {"2024年Q3", 0, "2024-Q3"},
		{"3季度末", 2024, "2024-Q3"}, {"一季度末", 2024, "2024-Q1"}, {"2024年3月末", 0, "2024-03"}, {"2024年9月底", 0, "2024-09"},
		{"前三季度", 2024, "2024-01/P9M"}, {"2024年前三季度", 0, "2024-01/P9M"}, {"上半年", 2024, "2024-S1"}, {"2024年下半年", 0, "2024-S2"},
		{"全年", 2024, "2024"}, {"Jan–Sep 2024", 0, "2024-01/P9M"}, {"Sept 2021", 0, "2021-09"}, {"2024 Q3", 0, "2024-Q3"}, {"Q3 2024", 0, "2024-Q3"},
		{"1950-1955", 0, "1950/1955"}, {"1841/45*", 0, "1841/1845"}, {"截至2024年9月末", 0, "2024-09"}, {"2020-01-01/P4M", 0, "2020-01/P4M"},
		{"（2024年1—9月）", 0, "2024-01/P9M"}, {"九月", 2024, "2024-09"}, {"12月", 2024, "2024-12"},
		{"1-3季度", 2024, "2024-01/P9M"}, {"一至三季度", 2024, "2024-01/P9M"}, {"前3季度", 2024, "2024-01/P9M"}, {"2024年前两个季度", 0, "2024-01/P6M"}, {"2024年1—4季度", 0, "2024-01/P12M"}, {"2024年1-2季度", 0, "2024-01/P6M"},
		{"2024年二至三季度", 0, "2024-04/P6M"}, {"3-1季度", 2024, ""}, {"元-9月", 2024, "2024-01/P9M"}, {"元月", 2024, "2024-01"},
		{"24年1-9月", 0, "2024-01/P9M"}, {"24年9月", 0, "2024-09"}, {"24年3季度", 0, "2024-Q3"}, {"98年1-9月", 0, "1998-01/P9M"}, {"24年", 0, ""},
		{"二〇二〇年", 0, "2020"}, {"二○二○年", 0, "2020"}, {"二〇一一年一至九月", 0, "2011-01/P9M"}, {"一九九八年", 0, "1998"}, {"二O二四年", 0, "2024"},
		{"13月", 2024, ""}, {"2024年1-13月", 0, ""}, {"2024年9-1月", 0, ""}, {"99999", 0, ""}, {"20245", 0, ""}, {"45646", 0, ""},
		{"2020M10", 0, "2020-10"}, {"Y1961", 0, "1961"}, {"1Q20", 0, "2020-Q1"}, {"IV/2019", 0, "2019-Q4"}, {"2019 1e kwartaal*", 0, "2019-Q1"}, {"1. Quartal 2019", 0, "2019-Q1"},
		{"Q3 (p)", 2017, "2017-Q3"}, {"Apr-18", 0, "2018-04"}, {"März", 2020, "2020-03"}, {"août 2020", 0, "2020-08"}, {"januari", 2020, "2020-01"},
		{"Nov-Jan 2019", 0, "2018-11/P3M"}, {"Oct 2019-Sep 2020", 0, "2019-10/P12M"}, {"2018 Q3 to 2019 Q2", 0, "2018-07/P12M"}, {"1971 to 1980", 0, "1971/1980"},
		{"2017-18", 0, "2017/2018"}, {"1961-70", 0, "1961/1970"}, {"1999-00", 0, "1999/2000"}, {"2019R", 0, "2019"}, {"Sep", 2020, "2020-09"}, {"Sept. 2020(p)", 0, "2020-09"},
		{"28.5", 0, ""}, {"", 0, ""}, {"2024年0月", 0, ""}, {"mayor", 0, ""}, {"1234", 0, ""},
	}
	for _, tt := range tests {
		got, _ := vocab.ParseTime(tt.text, vocab.Context{Year: tt.year})
		text := got.Period.String()
		if got.Yearless {
			text = ""
		}
		if text != tt.want {
			t.Errorf("ParseTime(%q, %d) = %q, want %q", tt.text, tt.year, text, tt.want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		x       float64
		percent bool
		status  data.Status
		ask, ok bool
	}{
		{"28189", 28189, false, "", false, true}, {" 1,234.5 ", 1234.5, false, "", false, true}, {"１２３４", 1234, false, "", false, true},
		{"(12.3)", -12.3, false, "", false, true}, {"28189*", 28189, false, "", false, true}, {"12.5%", 12.5, true, "", false, true},
		{"−3.1", -3.1, false, "", false, true}, {"209895.50417999999", 209895.50417999999, false, "", false, true}, {"1 234 567", 1234567, false, "", false, true},
		{".5", .5, false, "", false, true}, {"0", 0, false, "", false, true},
		{"…", 0, false, data.Missing, false, true}, {"..", 0, false, data.Missing, false, true}, {"—", 0, false, data.DoesNotApply, true, true},
		{"持平", 0, false, data.DoesNotApply, true, true}, {"扭亏为盈", 0, false, data.DoesNotApply, false, true}, {"增亏", 0, false, data.DoesNotApply, false, true},
		{"*", 0, false, data.Suppressed, false, true}, {"x", 0, false, data.Suppressed, false, true},
		{"(NA)", 0, false, data.Missing, false, true}, {"n.a.", 0, false, data.Missing, false, true}, {":", 0, false, data.Missing, false, true}, {": c", 0, false, data.Suppressed, false, true},
		{"(D)", 0, false, data.Suppressed, false, true}, {"D", 0, false, data.Suppressed, false, true}, {"(X)", 0, false, data.DoesNotApply, false, true},
		{"657\u202f856", 657856, false, "", false, true}, {"529\u00a0374", 529374, false, "", false, true}, {"8'544'527", 8544527, false, "", false, true}, {"±0.2", .2, false, "", false, true},
		{"1b", 0, false, "", false, false}, {"12 m", 0, false, "", false, false}, {"1.2.3", 0, false, "", false, false}, {"2020-01", 0, false, "", false, false},
		{"", 0, false, "", false, false}, {"铝材", 0, false, "", false, false}, {"1,23", 0, false, "", false, false}, {"2024年", 0, false, "", false, false},
		{"1e999", 0, false, "", false, false}, {"NaN", 0, false, "", false, false}, {"+Inf", 0, false, "", false, false},
	}
	for _, tt := range tests {
		x, percent, m, ok := vocab.ParseNumber(tt.text)
		if x != tt.x || percent != tt.percent || m.Status != tt.status || m.Ask != tt.ask || ok != tt.ok {
			t.Errorf("ParseNumber(%q) = %v %v %+v %v", tt.text, x, percent, m, ok)
		}
	}
}

func TestNumbersKeepTheirFlags(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		x    float64
		flag data.Status
	}{
		"5.8 p": {5.8, data.Provisional}, "102411p": {102411, data.Provisional}, "143533(P)": {143533, data.Provisional}, "14,900,332 E": {14900332, data.Estimated},
		"6.0 b": {6, data.Break}, "52 400 (e)": {52400, data.Estimated}, "51 877 r": {51877, data.Normal}, "3.7 u": {3.7, data.LowReliability}, "5.8": {5.8, ""},
	} {
		x, _, m, ok := vocab.ParseNumber(text)
		if !ok || x != want.x || m.Flag != want.flag || m.Status != "" {
			t.Errorf("ParseNumber(%q) = %v %+v %v, want %v %q", text, x, m, ok, want.x, want.flag)
		}
	}
}

func TestYearsThatAreNoTime(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"Billions of Chained 2012 Dollars": "", "In constant (2008) dollars": "", "at 2015 prices": "", "(Base Year : 2004-05)": "", "reference year 2015": "",
		"Released at 11:30 am (Canberra time) Fri 29 May 2020": "", "Last Revised on: September 26, 2019 - Next Release Date October 30, 2019": "", "© BFS, Neuchâtel 2020": "",
		"发布日期：2024年10月18日": "", "按2015年价格计算": "", "2010=100": "", "as of 1 July (thousands)": "", "am 31. Dezember": "",
		"at 31 December 2019": "2019-12", "Population: 1960 to 2009": "1960/2009", "Employment (Oct 2019-Sep 2020)": "2019-10/P12M", "2024年1—9月工业总产值": "2024-01/P9M",
	} {
		if got := vocab.Embedded().Read(label, vocab.Context{}).Time.Period.String(); got != want {
			t.Errorf("Read(%q) names the time %q, want %q", label, got, want)
		}
	}
}

func TestNounsAreUnitsInBracketsOnly(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"Item": "", "1 unit": "", "$5,001-$10,000": "", "Dwellings (unit)": "个", "Returns (1,000)": "1,000", "Assets (bil. dol.)": "bil. dol.", "Percent change": "%",
		"Unadjusted percent change": "%", "% of total labor force": "%", "$m": "$m",
	} {
		if got := vocab.Embedded().Read(label, vocab.Context{}).Unit.Label; got != want {
			t.Errorf("Read(%q) names the unit %q, want %q", label, got, want)
		}
	}
}

func TestParseQuantity(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		x    float64
		unit string
	}{
		{"186户", 186, "户"}, {"62.35亿元", 62.35, "亿元"}, {"8,562人", 8562, "人"}, {" 8562 人 ", 8562, "人"}, {"１８６户", 186, "户"}, {"3.2万吨", 3.2, "万吨"},
		{"-0.1个百分点", -.1, "百分点"}, {"上升0.2个百分点", .2, "百分点"}, {"回落0.3个百分点", -.3, "百分点"}, {"下降0.3个百分点", -.3, "百分点"},
		{"降低3.2%", -3.2, "%"}, {"减少5户", -5, "户"}, {"提高1个百分点", 1, "百分点"}, {"增长8.5%", 8.5, "%"}, {"增加5户", 5, "户"}, {"−3.1%", -3.1, "%"},
		{"186", 0, ""}, {"2024年", 0, ""}, {"12月", 0, ""}, {"1号", 0, ""}, {"下降-0.3个百分点", 0, ""}, {"增长8.5", 0, ""}, {"1,23户", 0, ""}, {"户", 0, ""},
		{"约186户", 0, ""}, {"186户左右", 0, ""}, {"5亿元以上", 0, ""}, {"2000万元-1亿元", 0, ""}, {"3元5角", 0, ""}, {"1.2亿", 0, ""}, {"铝材", 0, ""}, {"186户186户", 0, ""}, {"3 m", 0, ""}, {"", 0, ""},
	}
	for _, tt := range tests {
		x, u, ok := vocab.ParseQuantity(tt.text)
		if x != tt.x || u.Label != tt.unit || ok != (tt.unit != "") {
			t.Errorf("ParseQuantity(%q) = %v %v %v", tt.text, x, u, ok)
		}
	}
}

func TestNearMisses(t *testing.T) {
	t.Parallel()
	v := vocab.Embedded()
	if got := vocab.Near("perod", []string{"place", "period", "from"}, 3); !slices.Equal(got, []string{"period"}) {
		t.Errorf("perod: %v", got)
	}
	for text, code := range map[string]string{"outptu": "output", "产值": "output", "工业总产质": "output", "Revenu": "revenue"} {
		if got := v.NearIndicators(text, 3); len(got) == 0 || got[0].Code != code {
			t.Errorf("%s: %v", text, got)
		}
	}
	for text, code := range map[string]string{"512202": "512022", "51202": "512022", "乐至": "512022", "乐至城": "512022"} {
		if got := v.NearPlaces(text, 3); !slices.ContainsFunc(got, func(p data.Place) bool { return p.Code == code }) {
			t.Errorf("%s: %v", text, got)
		}
	}
	if got := v.NearPlaces("nowhere at all", 3); len(got) > 0 {
		t.Errorf("nowhere: %v", got)
	}
}

func TestSuggestFindsNearMisses(t *testing.T) {
	t.Parallel()
	v := vocab.Embedded()
	if got := v.Suggest("unit", "力元", 3); !slices.Contains(got, "万元") && !slices.Contains(got, "亿元") {
		t.Errorf("力元: %q", got)
	}
	if got := v.Suggest("indicator", "企业户数量", 3); len(got) == 0 || got[0] != "企业数" {
		t.Errorf("企业户数量: %q", got)
	}
	if got := v.Suggest("unit", "completely different words", 3); len(got) != 0 {
		t.Errorf("far away: %q", got)
	}
}

func TestAddedWordsWin(t *testing.T) {
	t.Parallel()
	base := vocab.Embedded()
	v, err := base.With(data.Word{Kind: data.FacetWord, Code: "cluster/东方", Label: "东方产业"})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(v.Read("东方产业营业收入", vocab.Context{})); got != "revenue cluster/东方" {
		t.Errorf("with the word: %q", got)
	}
	if got := said(base.Read("东方产业营业收入", vocab.Context{})); !strings.Contains(got, "rest") {
		t.Errorf("the vocabulary it came from changed: %q", got)
	}
	if v.FacetLabel("cluster/东方", "zh-Hans") != "东方产业" {
		t.Error("no label")
	}
	for _, bad := range []data.Word{{Kind: data.FacetWord, Code: "x", Label: "x"}, {Kind: "?", Code: "a/b", Label: "x"}, {Kind: data.PlaceWord}} {
		if _, err := base.With(bad); data.CodeOf(err) != data.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestEveryCodeFindsItselfByItsLabel(t *testing.T) {
	t.Parallel()
	v := vocab.Embedded()
	for _, i := range v.Indicators() {
		for _, name := range append([]string{i.Label}, i.Aliases...) {
			if r := v.Read(name, vocab.Context{}); r.Indicator != i.Code || r.Rest != "" {
				t.Errorf("%s: %q reads as %+v", i.Code, name, r)
			}
		}
		if i.Label == "" || i.LabelEn == "" || i.Kind == "" {
			t.Errorf("%s is incomplete", i.Code)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"规上工业总产值(亿元)", "1—9月累计", "单位：个，亿元", "_x000D_", "2008, percent", "\u202e(", "%%%±%", "1."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := vocab.Embedded().Read(s, vocab.Context{Year: 2024})
		if _, err := data.ParseGroup(string(data.NewGroup(r.Facets...))); err != nil {
			t.Errorf("facets of %q are no group: %v", s, r.Facets)
		}
		x, _, _, ok := vocab.ParseNumber(s)
		if ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
			t.Errorf("%q is %v", s, x)
		}
		if x, u, ok := vocab.ParseQuantity(s); ok && (math.IsNaN(x) || math.IsInf(x, 0) || u.IsZero()) {
			t.Errorf("%q is %v %v", s, x, u)
		}
		if tm, ok := vocab.ParseTime(s, vocab.Context{}); ok && tm.Period.IsZero() {
			t.Errorf("%q is a time without a period", s)
		}
	})
}

func TestEnglishMonthsAreReadWhole(t *testing.T) {
	t.Parallel()
	for m := time.January; m <= time.December; m++ {
		for _, text := range []string{m.String(), m.String()[:3], m.String()[:3] + "."} {
			got, ok := vocab.ParseTime(text, vocab.Context{Year: 2021})
			if !ok || got.Period != data.Month(2021, int(m)) {
				t.Errorf("%s is %v, %v", text, got, ok)
			}
		}
	}
}

// 全省, 全市 and 全县 are the places around those that stand near.
func TestAncestorIsThePlaceOfALevel(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ level, near, want string }{
		{"省", "512022", "510000"}, {"市", "512022", "512000"}, {"县", "512022", "512022"}, {"区", "512002", "512002"},
		{"市", "512000", "512000"}, {"县", "512000", ""}, {"市", "510000", ""}, {"省", "500000", ""}, {"市", "500101", "500000"},
		{"州", "513201", "513200"}, {"区", "450102", "450102"}, {"区", "450100", "450000"}, {"市", "510185", "510185"}, {"省", "100000", ""}, {"省", "own-1", ""},
	} {
		if got, _ := vocab.Embedded().Ancestor(tt.level, tt.near); got != tt.want {
			t.Errorf("全%s near %s is %q, want %q", tt.level, tt.near, got, tt.want)
		}
	}
}

// TestWordsAreKeptApart: two vocabularies made from one know nothing of each
// other, nor does the one that they were made from.
func TestWordsAreKeptApart(t *testing.T) {
	t.Parallel()
	base := vocab.Embedded()
	word := func(label, code string) data.Word {
		return data.Word{Kind: data.FacetWord, Code: "cluster/" + code, Label: label}
	}
	one, err1 := base.With(word("东方产业", "甲"), word("东风产业", "乙"))
	two, err2 := base.With(word("东方产业", "丙"))
	three, err3 := one.With(word("东方产业", "丁"))
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	for i, c := range []struct {
		v    *vocab.Vocabulary
		want string
	}{{base, "[]"}, {one, "[cluster/甲]"}, {two, "[cluster/丙]"}, {three, "[cluster/丁]"}} {
		if r := c.v.Read("东方产业", vocab.Context{}); fmt.Sprint(r.Facets) != c.want {
			t.Errorf("%d: %v, want %s", i, r.Facets, c.want)
		}
	}
}

// BenchmarkWith learns the counties of a country.
func BenchmarkWith(b *testing.B) {
	words := make([]data.Word, 3277)
	for i := range words {
		words[i] = data.Word{Kind: data.PlaceWord, Code: fmt.Sprint("own-", i), Label: fmt.Sprint("County ", i)}
	}
	base := vocab.Embedded()
	for b.Loop() {
		if _, err := base.With(words...); err != nil {
			b.Fatal(err)
		}
	}
}
