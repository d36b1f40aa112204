package suggest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/vocab"
)

// Times of clauses: what they name is read, and what they only compare with is hidden.

const (
	monthsOf = `首季度|前三季度|一至三季度|1[-—–~～至到]3季度|前两个?季度|上半年|下半年|第?[一二三四]季度|前[一二三四五六七八九十两\d]{1,2}个?月|(?:1[0-2]|[1-9])(?:月份?)?[-—–~～至到](?:1[0-2]|[1-9])月份?|(?:1[0-2]|[1-9])月份?|全年`
	yearOf   = `20\d\d年|去年|上年|前年|今年|本年`
	pastYear = `过去(?:的)?一年|上一?年度`
)

var (
	timeRE = regexp.MustCompile(`(?:截[至止])?(?:(20\d\d)年度?|(` + pastYear + `|今年|去年|上年|前年|本年度?))?(` + monthsOf + `)?(当月|单月|累计|末|底)?`)
	// planEnd is the last year of a five-year plan: “十四五”末.
	planEnd = regexp.MustCompile(`“?十([一二三四五])五”?(?:规划)?末期?`)
	// asidesOfTime are times that a figure is a record of: 为今年以来首次.
	asidesOfTime = regexp.MustCompile(`(?:为|是|系|创下?|达到|也是)(?:今年以来|年内|去年以来|去年\d{1,2}月(?:份)?以来|近[一二两三四五六七八九十\d]{1,2}个?[年月]来?)`)
	timesOfYear  = regexp.MustCompile(`(?:是|为|相当于)20\d\d年(?:同期|末|底)?的`)
	// yearEnd is the end of the year that a report is on.
	yearEnd = regexp.MustCompile(`^\s*年[末底]`)
	frontOf = regexp.MustCompile(`^前([一二三四五六七八九十两\d]{1,2})个?月$`)
)

// hidden stands for words that are read, in as many bytes.
func hidden(m string) string { return strings.Repeat("#", len(m)) }

// takeTime reads the times of a clause into the topic and hides them behind as many bytes.
func (r *reader) takeTime(s string, t *topic) string {
	if strings.Contains(s, "倍") {
		s = timesOfYear.ReplaceAllStringFunc(s, hidden) // 是2012年的14倍
	}
	if s = compared.ReplaceAllStringFunc(s, hidden); strings.Contains(s, "来") || strings.Contains(s, "年内") {
		s = asidesOfTime.ReplaceAllStringFunc(s, hidden)
	}
	year, last := r.published.Year(), t.period
	t.before = false
	s = sameTime.ReplaceAllStringFunc(s, func(m string) string {
		from, ok := r.versusOf("比"+m, *t)
		switch {
		case !ok || t.period.IsZero():
			return m
		case from.from.IsZero():
			from.from = t.period.AddYears(-1)
		}
		t.period, t.before = from.from, true
		return hidden(m)
	})
	s = planEnd.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := numeral(planEnd.FindStringSubmatch(m)[1]) // one to five
		t.period, t.dated = data.Year(2005+5*int(n)), true
		if t.future = t.period.LastDay().After(r.published.AddDate(0, 1, 0)); t.future {
			t.period = data.Period{}
		}
		return hidden(m)
	})
	s = yearEnd.ReplaceAllStringFunc(s, func(m string) string {
		switch {
		case last.Freq() == data.Annual && !last.IsZero():
		case r.published.Month() <= time.June:
			t.period, t.dated = data.Year(year-1), true
		default:
			return m
		}
		return hidden(m)
	})
	return timeRE.ReplaceAllStringFunc(s, func(m string) string {
		g := timeRE.FindStringSubmatch(m)
		if g[1] == "" && g[2] == "" && g[3] == "" {
			return m
		}
		y := year
		switch {
		case g[1] != "":
			y, _ = strconv.Atoi(g[1]) // four digits
		case strings.HasPrefix(g[2], "过去") && r.published.Month() > time.April:
			return m // which year is meant?
		case g[2] == "去年" || strings.HasPrefix(g[2], "上") || strings.HasPrefix(g[2], "过去"):
			y--
		case g[2] == "前年":
			y -= 2
		}
		yearless := g[1] == "" && g[2] == ""
		told := yearless && !last.IsZero() && last.Freq() == data.Annual && last.Year() < y // 2021年…。一季度…
		if told && g[3] == "全年" {
			y = last.Year()
		}
		p, ok := r.periodOf(g[3], y)
		if yearless && !told && g[3] == "全年" && r.published.Month() > time.April {
			t.period, t.dated, t.vague = data.Period{}, false, true // the year that runs, or the last?
			return hidden(m)
		}
		t.vague = told && g[3] != "全年" && ok && !p.LastDay().After(r.published)
		if yearless && ok && p.LastDay().After(r.published) {
			p = p.AddYears(-1) // in January 12月 is of the year before
		}
		t.dated, t.future = true, false
		if ok && !slices.Contains(t.spans, p) {
			t.spans = append(slices.Clone(t.spans), p)
		}
		switch {
		case ok && g[1] != "" && g[3] == "" && y == year && r.published.Month() <= time.March:
			t.period, t.future = data.Period{}, true // 2025年 said in January is what is to come
		case !ok || g[3] == "" && y == year:
			t.period, t.dated = data.Period{}, false // 今年: the latest there is
		case p.LastDay().After(r.published.AddDate(0, 1, 0)):
			t.period, t.future = data.Period{}, true
		default:
			t.period = p
			until := strings.HasPrefix(m, "截") && (p.Freq() == data.Monthly || p.Freq() == data.Quarterly) // 截至二季度
			if _, month := p.End(); month > 1 && (until || g[4] == "累计" && p.Freq() == data.Monthly) {
				t.period = data.ToDate(y, month)
			}
		}
		return hidden(m)
	})
}

func (r *reader) periodOf(months string, y int) (data.Period, bool) {
	if months == "" || months == "全年" {
		return data.Year(y), true
	}
	if g := frontOf.FindStringSubmatch(months); g != nil {
		n, ok := numeral(g[1])
		return data.ToDate(y, int(n)), ok && n > 1
	}
	tm, ok := vocab.ParseTime(strings.NewReplacer("份", "", "到", "-", "首季度", "一季度", "一至三季度", "前三季度", "前两个季度", "上半年", "前两季度", "上半年").Replace(months), vocab.Context{Year: y})
	return tm.Period, ok && !tm.Period.IsZero()
}
