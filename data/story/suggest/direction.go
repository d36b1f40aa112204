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

var (
	rankRE = regexp.MustCompile(`^(.*?)(增速|增幅|总量|规模|产值)?(?:稳|均)?(?:居|位居|位列|列|排名|排|排在)(全市|全州|全盟|各县区?|各县（市、区）|县区|全县各?(?:产业)?集群|各(?:产业)?集群|(?:产业)?集群)?(?:第([一二三四五六七八九十\d]+)(?:位|名)?|(首位|榜首))$`)
	baseOf = regexp.MustCompile(`(?:比|较|在|以)(20\d\d)年(?:的)?(?:基础上|为基数|为基期)?`)
)

// wordsOnly reads a clause without figures: a direction, a rank, a doubling.
func (r *reader) wordsOnly(text, masked string, t *topic, plan bool) {
	said := strings.TrimSpace(text)
	s := strings.TrimSpace(masked)
	if m := doubled.FindStringSubmatchIndex(s); m != nil {
		r.doubling(said, s[:m[0]], s[m[1]:], doubled.FindStringSubmatch(s)[1], text, t, plan)
		return
	}
	if g := rankRE.FindStringSubmatch(s); g != nil {
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
			r.direction(said, now, ofRate(g[1], w.trend), w.guessed)
			*t = now
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
	// A clause that only names what the next ones speak of.
	s = stepped.ReplaceAllString(s, "")
	if now, left := r.about(s, *t); left == "" {
		*t = now
	} else if strings.Trim(s, "#$ ") != "" {
		t.miss(left)
	}
}

var (
	// aside are clauses that leave the subject as it is.
	aside = regexp.MustCompile(`^(?:[与和]之?(?:此|之|去年|上年)?(?:相比|同时)|相比之下|比较而言|(?:据|根据|从|分)\S{0,24}(?:统计|数据|显示|介绍|透露|反馈|核算|测算|口径|计算|来?看)|(?:数据|统计|结果|监测|公报|报告)(?:数据)?(?:显示|表明)|(?:总体|整体|具体)(?:上|来)?看|\S{0,12}(?:获悉|了解到|说|表示|指出|介绍)|其中|同时|此外|另外)$`)
	// stepped are words that a figure behind them makes exact.
	stepped = regexp.MustCompile(`(?:成功|首次|历史性地?|连续|一举|再次|再)*(?:跃上|迈上|站上|登上|跨上|迈过|跨过|越过|突破|迈入|跨入|进入|再上)[^#]{0,18}(?:台阶|大关|关口|行列|方阵)$`)
)

// ofRate is the trend of a rate where its rise or fall is spoken of.
func ofRate(subject string, t data.Trend) data.Trend {
	if rate := strings.Contains(subject, "增速") || strings.Contains(subject, "增幅"); rate && t == data.Rising {
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
		r.goal(text, now, base, "x"+strconv.Itoa(n), "", Medium, "goal")
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
	among := "groups"
	switch g[3] {
	case "全市", "全州", "全盟", "各县区", "各县", "各县（市、区）", "县区":
		among = "places"
	case "":
		return // first of what is not said
	}
	rank := 1.0
	if g[4] != "" {
		x, ok := numeral(g[4])
		if !ok {
			return
		}
		rank = x
	}
	now.growth = t.growth
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
