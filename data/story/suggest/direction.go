package suggest

import (
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"
)

// trends are words that say where a figure goes, and what they say. Upgrading has
// no agreed statistic; growth is the nearest.
var trends = []struct {
	re      *regexp.Regexp
	trend   data.Trend
	guessed bool
}{
	{trendWord(`由负转正|由降转升|止跌回升|由降转增`), data.Turned, false},
	{trendWord(`创下?(?:历史)?新高|再创新高|创历史最高|实现(?:新)?突破|取得(?:新)?突破`), data.Record, false},
	{trendWord(`加快发展|加速发展|发展加快|加快增长|加速增长|提速|增速加快|加快|加速`), data.Accelerating, false},
	{trendWord(`增速放缓|增速回落|增长放缓|放缓|回落`), data.Slowing, false},
	{trendWord(`连月下降|下降|下滑|萎缩|走低|负增长|缩小|收窄|减少`), data.Falling, false},
	{trendWord(`成势|成型|初具规模|已成气候|(?:发展)?壮大|(?:较快|快速|稳步|稳定|平稳|保持|高速)?增长|上升|攀升|扩大|稳中有升|稳步提升|向好`), data.Rising, false},
	{trendWord(`提档升级|转型升级|提质升级|升级`), data.Rising, true},
}

func trendWord(words string) *regexp.Regexp {
	return regexp.MustCompile(`^(.*?)(?:正|已经|已|也|均|都|继续|不断|持续|全面|进一步|明显|有所|逐步|初步|连续|稳步|步伐|态势|呈现|呈|同比|保持|平稳)*(?:` + words + `)(?:了|态势|趋势|势头)?$`)
}

// scopes are among whom a rank is: the counties of the city, or clusters.
const scopes = `(?:(?:全|\p{Han}{2,5}?)[市州盟])?(?:各|\d{1,2}个|所辖)*(?:县（市、区）|区（市、县）|县\(市、区\)|县市区|县区|区县|市县|县)?|全县各?(?:产业)?集群|各(?:产业)?集群|(?:产业)?集群`

var (
	rankRE = regexp.MustCompile(`^(.*?)(增速|增幅|总量|规模|产值)?(?:稳|均|继续|持续|也)*(?:居|位居|位列|位于|列|排名|排|排在|排在了|跃居|在)(` + scopes + `)(?:中|排名|排|居|列|位居|位列)*(?:第([一二三四五六七八九十\d]+)(?:位|名)?|(首位|榜首))$`)
	// scopeFirst is 增幅全市排名第二.
	scopeFirst = regexp.MustCompile(`(全[市州盟])(?:排名|排|居|列|位居|位列)第`)
	// twoRanks is 总量和增速分别居全市第2位和第3位.
	twoRanks = regexp.MustCompile(`^(.*?)(总量|规模|产值|增速|增幅)[、和与](总量|规模|增速|增幅)分别(?:稳)?(?:居|位居|位列|列|排名|排在?)(` + scopes + `)第([一二三四五六七八九十\d]+)[位名]?[、和与](第([一二三四五六七八九十\d]+)[位名]?)\s*$`)
	cityRE   = regexp.MustCompile(`^(?:全|\p{Han}{2,5}?)[市州盟]`)
	baseOf   = regexp.MustCompile(`(?:比|较|在|以)(20\d\d)年(?:的)?(?:基础上|为基数|为基期)?`)
)

// wordsOnly reads a clause without figures: a direction, a rank, a doubling.
func (r *reader) wordsOnly(text, masked string, t *topic, plan bool) {
	said := strings.TrimSpace(text)
	s := strings.TrimSpace(masked)
	if m := doubled.FindStringSubmatchIndex(s); m != nil {
		r.doubling(said, s[:m[0]], s[m[1]:], doubled.FindStringSubmatch(s)[1], text, t, plan)
		return
	}
	if m := find(twoRanks, text, "分别"); m != nil {
		part := func(i int) string { return text[m[2*i]:m[2*i+1]] }
		r.rank(strings.TrimSpace(text[:m[11]]), []string{"", part(1), part(2), part(4), part(5), ""}, t)
		r.rank(strings.TrimSpace(text[m[12]:]), []string{"", "", part(3), part(4), part(7), ""}, t)
		return
	}
	if g := rankRE.FindStringSubmatch(scopeFirst.ReplaceAllString(s, "居${1}第")); g != nil {
		r.rank(said, g, t)
		return
	}
	for _, w := range trends {
		g := w.re.FindStringSubmatch(s)
		if g == nil {
			continue
		}
		if narrowing.MatchString(g[1]) {
			return // a fall that narrows is neither a rise nor a fall
		}
		now, left := r.ofDirection(g[1], t)
		if left == "" && now.indicator != "" && !plan {
			r.direction(said, now, trendOf(g[1], w.trend), w.guessed)
		}
		if left == "" && (now.indicator != "" && !plan || len(now.facets) > 0) {
			*t = now // 规上工业企业保持快速增长态势，
		} else if left != "" {
			t.miss(left)
			t.place, t.home = now.place, t.home || now.place == r.home
		}
		return
	}
	switch {
	case compared.MatchString(text) && saysNothing.ReplaceAllString(s, "") == "":
		t.basis = text // 与2020年相比，
		return
	case aside.MatchString(s):
		return
	}
	if g := find(isSomething, s, "是", "为", "系"); g != nil {
		if now, left := r.about(s[g[2]:g[3]], *t); left == "" && len(now.facets) > 0 {
			*t = now // 铝材产业是我县首位产业，
		} else {
			t.miss(s)
			t.foreign = t.foreign || left != ""
		}
		return
	}
	// A clause that only names what the next ones speak of.
	s = stepped.ReplaceAllString(s, "")
	if now, left := r.about(s, *t); left == "" {
		*t = now
	} else if strings.Trim(s, "#$ ") != "" {
		if !rankish.MatchString(s) {
			t.place, t.home = now.place, now.home
		}
		t.sum = t.sum || inAll.MatchString(s)
		strange := t.strange || !rankish.MatchString(s)
		t.miss(strings.ReplaceAll(left, "我们", "")) // speakers call the county so as well
		t.strange = strange
		t.lost = strings.ContainsAny(s, "0123456789")
	}
}

var (
	// aside are clauses that leave the subject as it is.
	aside = regexp.MustCompile(`^(?:[与和]之?(?:此|之|去年|上年)?(?:相比|同时)|相比之下|比较而言|(?:据|根据|从|分|按)\S{0,24}(?:统计|数据|显示|介绍|透露|反馈|核算|测算|口径|计算|来?看)|(?:数据|统计|结果|监测|公报|报告)(?:数据)?(?:显示|表明)|(?:总体|整体|具体)(?:上|来)?看|\S{0,12}(?:获悉|了解到|说|表示|指出|介绍)|其中|同时|此外|另外|` +
		`\S{0,4}?(?:#+|为|创下?|是|系)[^，]{0,16}?(?:最低|最高|新高|新低|最好|最快|最慢)(?:水平|增速|值|点)?|` +
		`(?:实现|迎来|喜迎|交出|首季|一季度|[“"「])*(?:开门红|开门稳|双过半|季季红|满堂红)[”"」]?|(?:运行|总体|整体|呈现|保持|持续|继续|延续|态势)*(?:稳中有进|稳中向好|稳中有升|稳中提质|回升向好|好于预期|符合预期)(?:的?(?:态势|势头))?)$`)
	rankish     = regexp.MustCompile(`居|位列|排名|前列|第|首位`)
	isSomething = regexp.MustCompile(`^(.{3,60}?)(?:是|作为|系|已成为|成为)(?:.{6,})$`)
	// stepped are words that a figure behind them makes exact.
	stepped = regexp.MustCompile(`(?:成功|首次|历史性地?|连续|一举|再次|再)*(?:跃上|迈上|站上|登上|跨上|迈过|跨过|越过|突破|迈入|跨入|进入|再上)[^#]{0,18}(?:台阶|大关|关口|行列|方阵)$`)
)

// trendOf is the trend of a rate where its rise or fall is spoken of.
func trendOf(subject string, t data.Trend) data.Trend {
	if rate := ofRate.MatchString(subject); rate && t == data.Rising {
		return data.Accelerating
	} else if rate && t == data.Falling {
		return data.Slowing
	}
	return t
}

// ofDirection is what a direction is said of: the words behind the last 的. A
// cluster without an indicator is meant by its output.
func (r *reader) ofDirection(words string, t *topic) (topic, string) {
	if i := strings.LastIndex(words, "的"); i >= 0 {
		words = words[i+len("的"):]
	}
	if strings.Trim(words, "#$ ") == "" {
		return topic{}, "" // nothing is said to grow
	}
	now, left := r.about(words, topic{place: t.place, period: t.period, dated: t.dated, future: t.future})
	if now.indicator == "" && (hasDim(now.facets, data.DimCluster) || hasDim(now.facets, data.DimIndustry)) {
		now.indicator, now.carried = "output", true
	}
	return now, left
}

func (r *reader) direction(text string, t topic, trend data.Trend, guessed bool) {
	sure, reason := Medium, "direction"
	if guessed {
		sure, reason = Low, "upgrading"
	}
	args := []string{"trend", string(trend)}
	if trend == data.Record {
		args = append(args, "measure", "level")
	}
	assumed := t.carried
	t.carried = false
	if assumed && !guessed {
		reason = "direction-output"
	}
	r.add(text, data.ClaimDirection, t, args, sure, reason)
}

func (r *reader) doubling(text, subject, tail, times, raw string, t *topic, plan bool) {
	now, left := r.about(subject, *t)
	left += saysNothing.ReplaceAllString(tail, "")
	if left != "" || now.indicator == "" {
		return
	}
	*t = now
	n := map[string]int{"": 2, "一": 2, "两": 4, "三": 8}[times]
	var base data.Period
	if g := baseOf.FindStringSubmatch(raw); g != nil {
		y, _ := strconv.Atoi(g[1]) // four digits
		base = data.Year(y)
	}
	if plan {
		r.goal(text, now, base, "x"+strconv.Itoa(n), "", "goal")
		return
	}
	if compared.MatchString(raw) || t.basis != "" || strings.Contains(raw, "同比") {
		r.growth(raw, figure{times: true, op: data.OpEQ}, float64(n-1)*100, now, false)
	}
}

func (r *reader) rank(text string, g []string, t *topic) {
	words := g[1]
	if g[2] == "产值" {
		words += "产值"
	}
	now, left := r.about(words, *t)
	among := "places"
	switch city := cityRE.FindString(g[3]); {
	case strings.HasSuffix(g[3], "集群"):
		among = "groups"
	case g[3] == "":
		return // first of what is not said
	case city != "" && city[:len("全")] != "全":
		if code, ok := r.names.Division(city, now.place); !ok || len(now.place) != 6 || code != now.place[:4]+"00" {
			return // among those of another city
		}
	}
	rank := 1.0
	if g[4] != "" {
		x, ok := numeral(g[4])
		if !ok {
			return
		}
		rank = x
	}
	if now.growth = t.growth; t.shared && now.carried {
		return
	}
	home, _ := r.names.Place(now.place)
	prefecture := strings.HasSuffix(now.place, "00")
	if left != "" || now.indicator == "" || among == "groups" && !hasDim(now.facets, data.DimCluster) || among == "places" && (prefecture || home.Parent == "") {
		return
	}
	args := []string{"rank", strconv.FormatFloat(rank, 'f', 0, 64), "among", among}
	if g[2] == "增速" || g[2] == "增幅" || g[2] == "" && t.growth && now.carried {
		args = append(args, "measure", "yoy")
	}
	r.add(text, data.ClaimRank, now, args, r.sure(now), "rank")
	*t = now
}
