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
	for _, p := range paragraphs {
		if r.foreign = inEnglish(p); r.foreign {
			r.english(p)
			continue
		}
		t := topic{place: home}
		for _, s := range sentences(p) {
			t = t.next(home)
			r.sentence(s, &t)
		}
	}
	return r.claims
}

// sentences cuts a paragraph at what ends sentences.
func sentences(p string) (all []string) {
	return strings.FieldsFunc(p, func(c rune) bool { return strings.ContainsRune("。！？!?", c) })
}

// part is a clause; inside tells that it stands in brackets.
type part struct {
	words  string
	inside bool
}

// clauses cuts a sentence at commas (not those in numbers) and brackets.
func clauses(s string) (all []part) {
	from, inside := 0, false
	cut := func(to, next int) {
		if strings.TrimSpace(s[from:to]) != "" {
			all = append(all, part{s[from:to], inside})
		}
		from = next
	}
	for i, c := range s {
		if !strings.ContainsRune("，,；;（）()：:", c) {
			continue
		}
		if c == ',' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1]) {
			continue
		}
		cut(i, i+len(string(c)))
		inside = strings.ContainsRune("（(", c) || inside && !strings.ContainsRune("）)", c)
	}
	cut(len(s), len(s))
	return all
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

var planned = regexp.MustCompile(`力争|争取|确保|目标|计划|预期|预计|有望|规划|拟|将|下一步|下步|要(?:在|把|到|实现|达)|努力`)

func (r *reader) sentence(s string, t *topic) {
	if since.MatchString(s) {
		return // growth over years has no claim of its own
	}
	plan := false
	if again := rebuild.FindString(s); again != "" {
		r.goal(again, topic{indicator: "output", facets: []string{data.DimSize + "/规上"}, place: r.home}, data.Period{}, "x2", "", Medium, "goal-again")
	}
	outside := *t
	for _, c := range clauses(s) {
		if !c.inside {
			*t = outside
		}
		plan = plan || planned.MatchString(strings.ReplaceAll(c.words, "将近", ""))
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
	toEnd      = regexp.MustCompile(`(?:增长|上升|增加|提高|扩大|提升|上涨|壮大|发展|攀升|跃升|下降|减少|降低|降|增|升)(?:到|至)` + hedges)
	riseEnd    = regexp.MustCompile(`(?:增长|上升|增加|提高|扩大|上涨|攀升|提升|增|加快)` + hedges)
	fallEnd    = regexp.MustCompile(`(?:负增长|下降|减少|降低|下滑|回落|收窄|缩小|下跌|放缓|降幅|跌幅|降)` + hedges)
	rateEnd    = regexp.MustCompile(`(?:增速|增幅|增长率)` + hedges)
	shareOf    = regexp.MustCompile(`(?:占|占到)(.*?)(?:的)?(?:比重|比例)?(?:(?:提高|提升|上升|下降)[到至])?` + hedges)
	shareEnd   = regexp.MustCompile(`(?:占比|比重)(?:提高到|提升到|提高至|提升至|上升到|上升至|下降到|下降至)?` + hedges)
	timesOf    = regexp.MustCompile(`[是为达到](?:上年|去年|同期|#)*的` + hedges)
	since      = regexp.MustCompile(`20\d\d年[底末]?(?:以来|至今|到现在)|“?十[一二三四五]五”?(?:规划)?(?:以来|期间|时期)|(?:过去|近|这)?(?:[两三四五六七八九十]|十[一二三四五])年(?:来|间|里|以来)|(?:过去|近)的?(?:[两三四五六七八九十]|十[一二三四五])年|连续[两三四五六七八九十]年|(?:建县|建园|成立|改革开放|党的十\p{Han}大)以来`)
	shareBegan = regexp.MustCompile(`(?:占比|比重)#*[从由]`)
	startEnd   = regexp.MustCompile(`[从由](?:去年|上年|同期|末|底|#)*的?[约近]?\s*$`)
	otherPlace = regexp.MustCompile(`(?:高于|低于|快于|慢于|超过|比|较)(?:全国|全省|全市|全县|\p{Han}{2,6}(?:平均|水平))|(?:高于|低于|快于|慢于)`)
	narrowing  = regexp.MustCompile(`降幅|跌幅`)
	// unknownOwner is who has the figures of a clause, where its words are not known.
	unknownOwner = regexp.MustCompile(`开发区|园区|工业园|产业园|示范区|高新区|新区|新城|公司|集团|工厂|街道|[^城乡]镇|[^城]乡$`)
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
	period := t.period
	masked := r.takeTime(mask(text), t)
	if t.before {
		defer func() { t.period, t.before = period, false }()
	}
	plan = plan || t.future
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
		return
	}
	if strings.Contains(masked, "分别") {
		r.respectively(text, masked, figs, t, plan)
		return
	}
	t.each = nil
	from := 0
	for i, f := range figs {
		tail := masked[f.to:]
		if i+1 < len(figs) {
			tail = ""
		}
		said := strings.TrimLeft(text[from:f.to], " 、；和及与“”")
		if !r.figure(said, masked[from:f.from], tail, masked, f, t, plan) && i+1 < len(figs) {
			from = f.to // what follows belongs to something that was not understood
			t.indicator, t.facets = "", nil
			continue
		}
		from = f.to
	}
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
