package vocab

import (
	"regexp"
	"strings"

	"countyboard/data"
)

// The words for growth on a year and on a month before are made of what is
// compared with and of how that is said: 比上年同期 and 增长.
var (
	againstYear = []string{
		"同比", "比同期", "较同期", "比上年", "较上年", "比上年同期", "较上年同期", "比上年同月", "比上年同季", "比去年", "较去年",
		"比去年同期", "较去年同期", "比去年同月", "与上年同期相比", "与去年同期相比", "与上年相比", "与去年相比",
	}
	againstMonth = []string{"环比", "比上月", "较上月", "比上季", "较上季", "比上季度", "较上季度"}
	growing      = []string{"", "增长", "增减", "增速", "增幅", "增长率", "增减率", "增长速度", "增长幅度", "增减幅度", "升降", "变动", "变化", "上涨", "涨跌", "涨幅", "±", "+-"}
	growth       = []string{
		"增长", "增减", "增速", "增幅", "增长率", "增减率", "增长速度", "增长幅度", "增减幅度", "涨幅", "名义增速", "名义增长", "实际增速", "实际增长",
		"可比增长", "可比增速", "可比价增长", "可比价增速", "按可比价格计算增长", "不变价增长", "不变价增速", "year-on-year growth", "year on year", "growth rate", "yoy",
	}
)

// learnMeasures teaches the words for rates and for cumulated figures.
func (v *Vocabulary) learnMeasures() {
	teach := func(e entry, names ...string) {
		for _, n := range names {
			v.learn(n, e)
		}
	}
	for m, against := range map[data.Measure][]string{data.YoY: againstYear, data.MoM: againstMonth} {
		for _, a := range against {
			for _, g := range growing {
				teach(entry{kind: measureEntry, code: string(m)}, a+g)
			}
		}
	}
	for m, names := range map[data.Measure][]string{
		data.YoY:         growth,
		data.MoM:         {"month on month", "mom"},
		data.Share:       {"所占比重", "占比", "比重", "占全部比重", "构成", "share"},
		data.IndexNumber: {"定基指数", "指数", "index"},
	} {
		teach(entry{kind: measureEntry, code: string(m)}, names...)
	}
	teach(entry{kind: accEntry, acc: Cumulated}, "累计", "累计值", "累计额", "1-本月累计", "1-本月", "本年累计", "本年累计数", "累计数", "本月止累计", "本年止累计",
		"自年初累计", "年初累计", "年初至本月", "年初至本月累计", "年初至今", "年初至报告期", "累计完成", "year to date", "year-to-date", "ytd", "cumulative")
	teach(entry{kind: accEntry, acc: Current}, "当期", "当期值", "当月值", "当季值", "当月", "本月", "当季", "本季", "当月数", "本月数", "当季数", "本季数", "本月实际", "本月值", "本月末", "本季末", "本季度末", "current month", "current quarter", "this month", "this quarter")
	teach(entry{kind: agoEntry, ago: 1}, "上年同期", "去年同期", "上年同月", "去年同月", "上年同季", "去年同季", "上年", "去年",
		"上年同期数", "去年同期数", "上年同期值", "去年同期值", "上年数", "去年数", "同期", "同期数", "同期值", "同期累计数", "去年同期实际", "上年同期实际", "上年实际", "上年同期末", "去年同期末",
		"same month of last year", "same month last year", "same month of previous year", "same month previous year", "same month of the previous year", "same period of previous year", "same period of the previous year",
		"same quarter of last year", "same quarter last year", "same quarter of previous year", "corresponding period of last year", "corresponding period last year", "year earlier", "year ago", "a year ago", "a year earlier", "prior year",
		"same period of last year", "same period last year", "previous year", "last year")
	teach(entry{kind: agoEntry, ago: 1, acc: Cumulated}, "上年累计", "去年累计", "上年同期累计", "去年同期累计", "上年同期累计数", "去年同期累计数", "同期累计")
	for step, names := range map[Step][]string{
		LastMonth:      {"上月", "上月末", "上月底", "上月数", "上月值", "上月实际", "上个月", "上月期末", "last month", "previous month"},
		LastQuarter:    {"上季", "上季度", "上季数", "上季度数", "last quarter", "previous quarter"},
		LastQuarterEnd: {"上季末", "上季度末", "end of last quarter"},
		LastPeriod:     {"上期", "上期数", "上期值", "上期末", "上期金额", "上期实际", "previous period", "last period"},
		LastYearEnd:    {"上年末", "去年末", "上年底", "去年底", "上年年末", "去年年末", "上年末数", "年初", "年初数", "end of last year", "end of previous year"},
	} {
		teach(entry{kind: agoEntry, step: step}, names...)
	}
	teach(entry{kind: agoEntry, step: LastMonth, acc: Cumulated}, "上月累计", "上月止累计", "至上月累计", "上月累计数", "上月止", "至上月", "1-上月")
	teach(entry{kind: totalEntry}, "合计", "总计", "总数", "共计", "小计", "total", "sum")
}

// Words that look like a rate and are none.
var (
	// otherRate is a mean rate over years, or a change since the year began.
	otherRate = regexp.MustCompile(`^(?:(?:人口)?自然增长率|` +
		`(?:年均|年平均|平均每年|每年平均|平均|均|年均复合|年复合|复合)(?:每年)?(?:递增|增长|增速|增幅)(?:率|速度)?` +
		`|[比较](?:今年|本年)?(?:年初|期初|上年末|去年末|上年底|去年底|年底)(?:数)?(?:增长|增减|增加|增幅|增速|±|\+-)?` +
		`|average annual growth(?: rate)?|annual average growth(?: rate)?|growth rate,?(?: on| over)?(?: the)? pre(?:vious|ceding) (?:period|quarter|month))`)
	// amount after a word for growth makes it an amount (增减额, 同比增减绝对额) or a
	// difference of rates (比上年±百分点).
	amount = regexp.MustCompile(`^(?:(?:绝对|[户家])?[额值量数]|个?(百分点))`)
	// pulled are points contributed to the growth of what the words around name,
	// which is not what the figure is of: 对地区生产总值增长的拉动, 拉动GDP增长(百分点).
	pulled = regexp.MustCompile(`^(?:对[^,;()]{2,40}?)?的?拉动(?:[^,;()]{0,40}?(?:增长|增速|回升))?(?:的?(?:百分点|点数|作用|率|力))?`)
	// contributed is a part of growth, not of a level; to what, only its workbook says.
	contributed = regexp.MustCompile(`^(?:对[^,;()]{2,40}?)?的?贡献率`)
	// comparedTime compares with another time, which is none of the figure's:
	// 较1-8月变动, 增速较上半年±百分点.
	comparedTime = regexp.MustCompile(`^(?:相比)?(?:增减|变动|变化|提高|回落|上升|下降|±|\+-)?(个?百分点)?`)
	// asPart is an index by its words: 2021年为2020年%.
	asPart = regexp.MustCompile(`^为(?:(?:19|20)\d\d年?|上年|去年|上年同期|去年同期)的?\(?%\)?$`)
	// onBase compares with a year that is named: 比2020年增长.
	onBase = regexp.MustCompile(`^[比较]((?:19|20)\d\d)年(?:同期|同月|同季)?(?:增长率|增长速度|增长|增减|增速|增幅|±|\+-)`)
)

// growthOn reads 2021年比2020年增长 at its 比: growth on the year before. Where the
// base is another year it is no rate that we know.
func (r *Reading) growthOn(s string) (n int, known bool) {
	if asPart.MatchString(s) {
		r.Measure = data.IndexNumber
		return strings.IndexAny(s, "(%"), true
	}
	g := onBase.FindStringSubmatch(s)
	if g == nil {
		return 0, false
	}
	p := r.Time.Period
	known = p.IsZero() || r.Time.Yearless || p.Year() == num(g[1])+1
	if known {
		r.Measure = data.YoY
	}
	return len(g[0]), known
}

// pulledBy reads the words for what something adds to the growth of something
// else. A rate of contribution is no measure that workbooks may bring: it is asked.
func (r *Reading) pulledBy(s string) (n int, known bool) {
	if n := len(pulled.FindString(s)); n > 0 {
		r.Measure = data.Points
		return n, true
	}
	n = len(contributed.FindString(s))
	if n > 0 {
		r.Measure = data.Contribution
	}
	return n, false
}

// against reads a comparison with a time: 较1-8月变动.
func (v *Vocabulary) against(s string, r *Reading) int {
	rest, ok := strings.CutPrefix(s, "较")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "比"); !ok {
			return 0
		}
	}
	_, n := scanTime(rest)
	if n == 0 {
		return 0
	}
	g := comparedTime.FindStringSubmatch(rest[n:])
	if u, ok := v.units[g[1]]; ok {
		r.addUnit(u)
	}
	return len(s) - len(rest) + n + len(g[0])
}

// contradicts reports whether a label names a rate of growth and a unit that it
// cannot have: 增长企业数(户) counts enterprises, 同比增减(百分点) is a difference of rates.
func (r *Reading) contradicts() bool {
	switch r.Measure {
	case data.YoY, data.MoM, data.Share, data.Points:
	default:
		return false
	}
	if meanOf.MatchString(r.Rest) {
		return true
	}
	for _, u := range r.Units {
		if u.Base == data.BasePercent || u.Base == data.BaseIndex || u.Label == "‰" || r.Measure == data.Points && u.Base == data.BasePoint {
			return false
		}
	}
	return len(r.Units) > 0
}

// signed is a unit that says growth by its sign.
func signed(s string) bool { return strings.HasPrefix(s, "±%") || strings.HasPrefix(s, "+-%") }

// notRate is how much of the beginning of a text looks like a rate of growth and is none.
func notRate(s string) int {
	return max(len(otherRate.FindString(s)), len(strings.TrimRight(meanRate.FindString(s), " ,;)(]")))
}

// takeAmount reads the rest of a word for growth that makes it no rate, and
// returns its length.
func (v *Vocabulary) takeAmount(e entry, rest string, r *Reading) int {
	if e.kind != measureEntry || e.code != string(data.YoY) && e.code != string(data.MoM) {
		return 0
	}
	g := amount.FindStringSubmatch(rest)
	if g == nil {
		return 0
	}
	if u, ok := v.units[g[1]]; ok {
		r.addUnit(u)
	}
	return len(g[0])
}
