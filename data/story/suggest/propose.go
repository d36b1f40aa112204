package suggest

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// reader goes through an article and keeps what it proposes.
type reader struct {
	names     *vocab.Vocabulary
	home      string
	published time.Time
	lang      lang.Lang
	claims    []Claim
	seen      map[string]bool // addresses: what is said twice is proposed once
	foreign   bool            // the paragraph is in English, of which less is understood: nothing is sure
}

func propose(o Options, home string, published time.Time, paragraphs []string) []Claim {
	r := &reader{names: o.Names, home: home, published: published, lang: o.Lang, seen: make(map[string]bool), claims: []Claim{}}
	if r.published.IsZero() {
		r.published = time.Now()
	}
	elsewhere := false
	for _, p := range paragraphs {
		if r.foreign = inEnglish(p); r.foreign {
			r.english(p)
			continue
		}
		t := topic{place: home, foreign: elsewhere}
		quoted := false // somebody speaks, it may be of a firm
		for _, s := range sentences(p) {
			switch on := goesOn.FindStringSubmatch(s); {
			case on == nil || t.indicator == "":
				t = t.next(home)
			case on[1] != "": // 分地区看: the parts that were listed before are no part of it
				t.facets = slices.DeleteFunc(slices.Clone(t.facets), func(f string) bool { return partOfSize([]string{f}) })
			}
			t.spans = nil
			t.carried, t.happened, t.part, t.strange, t.span, t.each = t.indicator != "", false, false, quoted || strings.HasPrefix(strings.TrimSpace(s), "“"), false, nil
			quoted = (quoted || strings.LastIndex(s, "“") >= 0) && strings.LastIndex(s, "”") <= strings.LastIndex(s, "“")
			r.sentence(s, &t)
		}
		elsewhere = t.place != home && !t.home
	}
	return r.claims
}

var planned = regexp.MustCompile(`力争|争取|确保|目标|计划|预期|预计|有望|规划|拟|将|下一步|下步|要(?:在|把|到|实现|达)|努力|奋力|冲刺|今后|未来(?:[几两三五十\d]{1,2}|的?若干)年|必须|不少于|不低于`)

func (r *reader) sentence(s string, t *topic) {
	if since.MatchString(s) {
		return // growth over years has no claim of its own
	}
	plan, estimated := false, false
	if again := rebuild.FindString(s); again != "" {
		r.goal(again, topic{indicator: "output", facets: []string{data.DimSize + "/规上"}, place: r.home}, data.Period{}, "x2", "", "goal-again")
	}
	outside := *t
	defer func() {
		if plan && !t.future && strings.Contains(s, "全年") {
			t.period = data.Period{} // 预计全年…: the next sentence tells what is
		}
	}()
	for _, c := range clauses(s) {
		if !c.inside {
			*t = outside
		}
		if c.after == ';' && estimated {
			plan, estimated = false, false // 预计完成680亿元；新增22户
		}
		words := strings.ReplaceAll(c.words, "将近", "")
		estimated = estimated || !plan && estimate.MatchString(words) && !planned.MatchString(estimate.ReplaceAllString(words, ""))
		plan = plan || planned.MatchString(words)
		r.clause(c.words, t, plan)
		if !c.inside {
			outside = *t
		}
	}
}

var (
	rebuild    = regexp.MustCompile(`再造(?:一个|1个)[“"「]?工业\p{Han}{2,6}?[”"」]|再造(?:一个|1个)工业\p{Han}{2}`)
	doubled    = regexp.MustCompile(`翻了?([一两三])番|翻了?倍`)
	attendance = regexp.MustCompile(`负责人|代表|嘉宾|参会|到会|与会|出席|参加|齐聚`)
	hedges     = `(?:了|约|近|超过|超|逾|达到|达|为|突破|不足|不到|接近|将近|高达|大约|是|#|\s)*$`
	toEnd      = regexp.MustCompile(`(?:增长|上升|增加|提高|扩大|提升|上涨|壮大|发展|攀升|跃升|回落|回升|加快|放缓|收窄|下降|减少|降低|降|增|升)(?:到|至)` + hedges)
	riseEnd    = regexp.MustCompile(`(?:增长|上升|增加|提高|扩大|上涨|攀升|提升|增|加快|回升|反弹|提速)` + hedges)
	fallEnd    = regexp.MustCompile(`(?:负增长|下降|减少|降低|下滑|回落|收窄|缩小|下跌|放缓|降幅|跌幅|降)` + hedges)
	fasterEnd  = regexp.MustCompile(`[高快]` + hedges)
	slowerEnd  = regexp.MustCompile(`[低慢]` + hedges)
	rateEnd    = regexp.MustCompile(`(?:增速|增幅|增长率)` + hedges)
	shareOf    = regexp.MustCompile(`(?:占|占到)(.*?)(?:的)?(?:比重|比例)?(?:(?:提高|提升|上升|下降)[到至])?` + hedges)
	shareEnd   = regexp.MustCompile(`(?:占比|比重)(?:提高到|提升到|提高至|提升至|上升到|上升至|下降到|下降至)?` + hedges)
	timesOf    = regexp.MustCompile(`[是为达到](?:上年|去年|同期|#)*的` + hedges)
	since      = regexp.MustCompile(`20\d\d年[底末]?(?:以来|至今|到现在)|“?十[一二三四五]五”?(?:规划)?(?:以来|期间|时期)|(?:过去|近|这)?(?:[两三四五六七八九十]|十[一二三四五])年(?:来|间|里|以来)|(?:过去|近)的?(?:[两三四五六七八九十]|十[一二三四五])年|(?:建县|建园|成立|改革开放|党的十\p{Han}大)以来`)
	shareBegan = regexp.MustCompile(`(?:占比|比重)#*[从由]`)
	startEnd   = regexp.MustCompile(`[由从](?:(?:[^\d#于业事此来][^\d#]{0,8})?#+[^\d#]{0,8}|[^\d#于业事此来][^\d#]{0,8})?$`)
	otherPlace = regexp.MustCompile(`(?:高于|低于|快于|慢于|超过|比|较)(?:全国|全省|全市|全县|\p{Han}{2,6}(?:平均|水平))|(?:高于|低于|快于|慢于)`)
	// fromTimeTo is 由2019年的628户增至2023年的914户: two figures, each of its own time.
	// Where the second says none, it is of what the sentence is of.
	fromTimeTo = regexp.MustCompile(`[由从](?:20\d\d年|“?十[一二三四五]五”?(?:规划)?|上半年|[一二三]季度|1[-—–~至]\d{1,2}月份?)[初年末底时期]*的?[^\d]{0,12}\d[\d.,]*[万亿]*[余多]?[元户家人件%％](?:左右)?((?:增长?|增加|提高|提升|上升|扩大|发展|壮大|跃升|攀升|扩张|回落|回升|加快|放缓|收窄|下降|减少|降低|降|升)[至到].*|[转变][为至].*)$`)
	// thenRank is 增长8.6%、总量居全市第3位: a figure and a rank in one clause.
	thenRank = regexp.MustCompile(`\d[%％亿万元户家]*(、)(?:总量|增速|增幅|规模)?(?:稳|均|分别)?(?:居|位居|列|位列|排名|排在?)[^、\d]*第`)
	sinceNow = regexp.MustCompile(`^[^\d]*[至到](?:目前|现在|如今|今年|当前)`)
	ofRate   = regexp.MustCompile(`增速|增幅`)
	gapWord  = regexp.MustCompile(`收窄|扩大|缩小`)
	estimate = regexp.MustCompile(`预计`)
	// goesOn begins a sentence on the parts of what the one before told.
	goesOn    = regexp.MustCompile(`^\s*(?:其中|([分从按]\S{1,12}?(?:看|分)))`)
	narrowing = regexp.MustCompile(`降幅|跌幅`)
	averages  = regexp.MustCompile(`(?:[两二三四五六七八九十]|\d)年(?:来)?平均|年均|月均|连续(?:[两三四五六七八九十]|\d{1,2})个?[年月]`)
	besides   = regexp.MustCompile(`较|[^占同环]比|^比|高于|低于|快于|慢于|高出`)
	// happened are verbs of what is counted as it comes, stands those of what there is.
	happened = regexp.MustCompile(`新增|新培育|培育|培养|认定|引进|净增|新建|新开工|新投产|获评|入选|新签|签约|升规|挂牌|新入`)
	stands   = regexp.MustCompile(`达|现有|已有|共有|总数|总量|累计|目前|[末底]|在库|存量`)
	// unknownOwner is who has the figures of a clause, where its words are not known.
	unknownOwner = regexp.MustCompile(`我们|咱们|开发区|园区|入园|园内|集聚区|集中区|办事处|基地|工业园|产业园|示范区|高新区|新区|新城|公司|集团|工厂|街道|[^城乡]镇|[^城]乡$`)
	allOf        = regexp.MustCompile(`总数|总量|在库|存量`)
	pulled       = regexp.MustCompile(`拉动|贡献|对`)
)

// longestClause is the bytes of a clause that are read.
const longestClause = 900

// clause proposes what one clause says and leaves in t what it speaks of.
func (r *reader) clause(text string, t *topic, plan bool) {
	if len(text) > longestClause {
		return // no sentence; each number would be looked at with all that stands before it
	}
	// What words are asked for first is for speed: most clauses have none of them.
	if m := find(thenRank, text, "第"); m != nil {
		r.clause(text[:m[2]], t, plan)
		r.clause(text[m[3]:], t, plan)
		return
	}
	if m := find(fromTimeTo, text, "由", "从"); m != nil && !t.began {
		start := *t
		start.began = true
		r.clause(text[:m[2]], &start, plan)
		t.indicator, t.facets, t.place, t.carried, t.foreign, t.span = start.indicator, start.facets, start.place, start.carried, start.foreign, true
		if sinceNow.MatchString(text[m[2]:]) {
			t.period, t.dated = data.Period{}, false
		}
		r.clause(text[m[2]:], t, plan)
		return
	}
	period, dated, future := t.period, t.dated, t.future
	masked := r.takeTime(mask(text), t)
	if t.before {
		defer func() { t.period, t.before = period, false }()
	}
	plan = plan || t.future
	if find(averages, masked, "均", "连续") != nil {
		return // 两年平均增长6.1%
	}
	if t.foreign && !r.namesPlace(masked) || t.lost && strings.HasPrefix(strings.TrimSpace(masked), "其中") {
		t.foreign = true // 其中: a part of what was not understood
		return
	}
	t.foreign, t.lost = false, false
	figs := figures(r.names, masked)
	if attendance.MatchString(masked) && (strings.Contains(masked, "家") || strings.Contains(masked, "户") || strings.Contains(masked, "人")) {
		for _, f := range figs {
			if f.unit.Base == data.BaseCount || f.unit.Base == data.BasePerson {
				r.none(strings.TrimSpace(text), "event")
				break
			}
		}
		return
	}
	if len(figs) == 0 {
		r.wordsOnly(text, masked, t, plan)
		if lead := strings.TrimLeft(masked, " 截至止在到"); !period.IsZero() && !strings.HasPrefix(lead, "#") && !strings.HasSuffix(masked, "#") {
			t.period, t.dated, t.future = period, dated, future // a time within words is not that of what follows
		}
		return
	}
	if strings.Contains(masked, "分别") {
		if !r.atTimes(text, masked, figs, t, plan) {
			r.respectively(text, masked, figs, t, plan)
		}
		return
	}
	from, failed := 0, false
	for i, f := range figs {
		tail := masked[f.to:]
		if i+1 < len(figs) {
			tail = ""
		}
		said := strings.TrimLeft(text[from:f.to], " 、；和及与“”")
		before := len(r.claims)
		if failed = failed && listed.MatchString(firstWord(masked[from:f.from])) || !r.figure(said, masked[from:f.from], tail, masked, f, t, plan); failed && i+1 < len(figs) {
			t.indicator, t.facets = "", nil // what follows belongs to something that was not understood
		}
		if from = f.to; !failed && len(r.claims) > before && r.claims[len(r.claims)-1].Kind == data.ClaimLevel {
			now := *t
			now.each = nil
			t.each = append(slices.Clone(t.each), now) // 利税12亿元、利润8亿元，分别增长…
		} else {
			t.each = nil
		}
	}
}

// find is where an expression matches a text that holds one of some words.
func find(re *regexp.Regexp, text string, words ...string) []int {
	for _, w := range words {
		if strings.Contains(text, w) {
			return re.FindStringSubmatchIndex(text)
		}
	}
	return nil
}

// firstWord is the first character of words.
func firstWord(words string) string {
	for _, c := range words {
		return string(c)
	}
	return ""
}

// none proposes to say of a sentence why it cannot be checked.
func (r *reader) none(text, why string) bool {
	address := story.Address("claim:", "enterprises", "kind", string(data.ClaimNone), "place", r.home, "why", lang.Text(lang.ZhHans, "suggest.why-"+why))
	r.keep(text, address, data.ClaimNone, Medium, why+text, lang.Text(r.lang, "suggest.reason-"+why))
	return true
}

func (r *reader) sure(t topic) Confidence {
	if r.foreign || t.carried || t.period.IsZero() || !t.dated {
		return Medium
	}
	return High
}

// add puts an address together and keeps the proposal; args are keys and values.
func (r *reader) add(text string, kind data.ClaimKind, t topic, args []string, sure Confidence, reason string) bool {
	if strings.HasPrefix(t.indicator, "enterprises-") { // of the list of 规上 by definition
		t.facets = slices.DeleteFunc(slices.Clone(t.facets), func(f string) bool { return f == data.DimSize+"/规上" })
	}
	if hasDim(t.facets, data.DimCluster) && sizeOf(t.facets) == "" && t.indicator != "enterprises" && slices.Contains(ofIndustry, t.indicator) {
		t.facets = append(slices.Clone(t.facets), data.DimSize+"/规上")
	}
	period := "latest"
	if !t.period.IsZero() {
		period = t.period.String()
	}
	of := []string{"kind", string(kind), "place", t.place, "group", string(data.NewGroup(t.facets...)), "period", period}
	address := story.Address("claim:", t.indicator, append(of, args...)...)
	ind, _ := r.names.Indicator(t.indicator)
	why := lang.Text(r.lang, "suggest.reason-"+reason, "indicator", labelOf(ind, r.lang))
	if t.carried {
		why += lang.Text(r.lang, "suggest.and-carried")
	}
	if t.period.IsZero() {
		why += lang.Text(r.lang, "suggest.and-latest")
	}
	r.keep(text, address, kind, sure, address, why)
	return true
}

func (r *reader) keep(text, address string, kind data.ClaimKind, sure Confidence, once, reason string) {
	if r.seen[once] {
		return
	}
	if _, err := story.ParseClaim(text, address); err != nil {
		return // an address that the story would refuse is no proposal
	}
	r.seen[once] = true
	r.claims = append(r.claims, Claim{Text: strings.Trim(text, " ，,、；;"), Address: address, Kind: kind, Confidence: sure, Reason: reason})
}

func labelOf(i data.Indicator, l lang.Lang) string {
	if l == lang.En {
		return i.LabelEn
	}
	return i.Label
}
