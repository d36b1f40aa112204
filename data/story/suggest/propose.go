package suggest

import (
	"math"
	"regexp"
	"slices"
	"strconv"
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
}

func propose(o Options, home string, published time.Time, paragraphs []string) []Claim {
	r := &reader{names: o.Names, home: home, published: published, lang: o.Lang, seen: make(map[string]bool), claims: []Claim{}}
	if r.published.IsZero() {
		r.published = time.Now()
	}
	for _, p := range paragraphs {
		t := topic{place: home}
		for _, s := range sentences(p) {
			t = topic{place: home, period: t.period, future: t.future}
			r.sentence(s, &t)
		}
	}
	return r.claims
}

// sentences cuts a paragraph at what ends sentences.
func sentences(p string) (all []string) {
	return strings.FieldsFunc(p, func(c rune) bool { return strings.ContainsRune("。！？!?", c) })
}

// clauses cuts a sentence at commas (not those in numbers) and brackets.
func clauses(s string) (all []string) {
	from := 0
	cut := func(to, next int) {
		if strings.TrimSpace(s[from:to]) != "" {
			all = append(all, s[from:to])
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
	for _, c := range clauses(s) {
		plan = plan || planned.MatchString(strings.ReplaceAll(c, "将近", ""))
		r.clause(c, t, plan)
	}
}

var (
	rebuild    = regexp.MustCompile(`再造(?:一个|1个)[“"「]?工业\p{Han}{2,6}?[”"」]|再造(?:一个|1个)工业\p{Han}{2}`)
	doubled    = regexp.MustCompile(`翻了?([一两三])番|翻了?倍`)
	attendance = regexp.MustCompile(`负责人|代表|嘉宾|参会|到会|与会|出席|参加|齐聚`)
	hedges     = `(?:了|约|近|超过|超|逾|达到|达|为|突破|不足|不到|接近|将近|高达|大约|是|#|\s)*$`
	toEnd      = regexp.MustCompile(`(?:增长|上升|增加|提高|扩大|提升|上涨|壮大|发展|下降|减少|降低|降|增)(?:到|至)` + hedges)
	riseEnd    = regexp.MustCompile(`(?:增长|上升|增加|提高|扩大|上涨|攀升|提升|增|加快)` + hedges)
	fallEnd    = regexp.MustCompile(`(?:负增长|下降|减少|降低|下滑|回落|收窄|缩小|下跌|放缓|降)` + hedges)
	rateEnd    = regexp.MustCompile(`(?:增速|增幅|增长率)` + hedges)
	shareOf    = regexp.MustCompile(`(?:占|占到)(.*?)(?:的)?(?:比重|比例)?(?:(?:提高|提升|上升|下降)[到至])?` + hedges)
	shareEnd   = regexp.MustCompile(`(?:占比|比重)(?:提高到|提升到|提高至|提升至|上升到|上升至|下降到|下降至)?` + hedges)
	timesOf    = regexp.MustCompile(`[是为达到](?:上年|去年|同期|#)*的` + hedges)
	since      = regexp.MustCompile(`20\d\d年[底末]?(?:以来|至今|到现在)|“十[一二三四五]+五”|(?:建县|建园|成立|改革开放|党的十\p{Han}大)以来`)
	startEnd   = regexp.MustCompile(`[从由][约近]?\s*$`)
	otherPlace = regexp.MustCompile(`(?:高于|低于|快于|慢于|超过|比|较)(?:全国|全省|全市|全县|\p{Han}{2,6}(?:平均|水平))|(?:高于|低于|快于|慢于)`)
	fromMonths = regexp.MustCompile(`(?:比|较)(` + monthsOf + `)`)
	pulled     = regexp.MustCompile(`拉动|贡献|对`)
)

// longestClause is the bytes of a clause that are read.
const longestClause = 900

// clause proposes what one clause says and leaves in t what it speaks of.
func (r *reader) clause(text string, t *topic, plan bool) {
	if len(text) > longestClause {
		return // no sentence; each number would be looked at with all that stands before it
	}
	masked := r.takeTime(mask(text), t)
	plan = plan || t.future
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

// figure proposes one number; false where its words are not understood.
func (r *reader) figure(text, subject, tail, clause string, f figure, t *topic, plan bool) bool {
	if m := shareOf.FindStringSubmatchIndex(subject); m != nil && f.unit.Base == data.BasePercent && !shareEnd.MatchString(subject) {
		now, left := r.about(subject[:m[0]], *t)
		whole, unknown := r.about(subject[m[2]:m[3]], topic{place: now.place, indicator: now.indicator})
		if left+unknown+saysNothing.ReplaceAllString(tail, "") != "" || hasDim(whole.facets, data.DimCluster) || now.place != whole.place {
			return false
		}
		if now.indicator == "" || now.carried {
			now.indicator = whole.indicator
		} else if whole.indicator != now.indicator {
			return false
		}
		if size := sizeOf(whole.facets); size != "" && sizeOf(now.facets) == "" {
			now.facets = append(slices.Clone(now.facets), size)
		}
		*t = now
		return r.share(text, f, now, plan)
	}
	counts := f.unit.Base == data.BaseCount
	words := subject
	if counts {
		words += " " + tail
	}
	now, left := r.about(words, *t)
	if counts && !now.said() {
		// 200余户企业: a noun behind the number is its indicator.
		if enterpriseWord.MatchString(words) || hasDim(now.facets, data.DimTag) || sizeOf(now.facets) != "" && now.indicator == "" {
			now.indicator, left = "enterprises", enterpriseWord.ReplaceAllString(left, "")
		} else if now.indicator == "" {
			return false
		}
	}
	if !counts {
		left += saysNothing.ReplaceAllString(tail, "")
	}
	if left != "" {
		t.indicator, t.facets = "", nil
		return false
	}
	*t = now
	up, down, to, rate := riseEnd.MatchString(subject), fallEnd.MatchString(subject), toEnd.MatchString(subject), rateEnd.MatchString(subject)
	switch {
	case now.indicator == "":
		return false
	case startEnd.MatchString(subject):
		return true // 从31户增加到86户: where it began, at a time that is seldom said
	case f.times && (to || timesOf.MatchString(subject)):
		return r.growth(text, f, (f.x-1)*100, now, plan)
	case f.times && up:
		return r.growth(text, f, f.x*100, now, plan)
	case f.times:
		return false
	case f.unit.Base == data.BasePoint:
		return r.points(text, subject, clause, f, now, plan, up, down, t)
	case f.unit.Base == data.BasePercent && shareEnd.MatchString(subject):
		return r.share(text, f, now, plan)
	case f.unit.Base == data.BasePercent && !to && (up || rate) && !otherPlace.MatchString(subject):
		t.growth = true
		return r.growth(text, f, f.x, now, plan)
	case f.unit.Base == data.BasePercent && !to && down && !otherPlace.MatchString(subject):
		t.growth = true
		return r.growth(text, f, -f.x, now, plan)
	case (up || down) && !to:
		return true // a change in amounts has no claim of its own
	}
	return r.level(text, f, now, plan)
}

// said reports whether the words name the indicator themselves.
func (t topic) said() bool { return t.indicator != "" && !t.carried }

func (r *reader) level(text string, f figure, t topic, plan bool) bool {
	ind, _ := r.names.Indicator(t.indicator)
	want := ind.Unit
	if want.Base != f.unit.Base || want.Base == data.BaseOther && want.Label != f.label {
		return false
	}
	if plan {
		return r.goal(text, t, data.Period{}, f.digits, f.label, Medium, "goal")
	}
	if ind.Kind == data.Stock {
		t.period = t.period.AsStock()
	}
	return r.add(text, data.ClaimLevel, t, []string{"op=" + string(f.op), "value=" + f.digits, "unit=" + escaped(f.label)}, r.sure(t), "level")
}

func (r *reader) growth(text string, f figure, x float64, t topic, plan bool) bool {
	if plan {
		return r.none(text, "plan")
	}
	if ind, _ := r.names.Indicator(t.indicator); ind.Kind == data.Rate {
		return false
	}
	op := f.op
	if x < 0 {
		op = map[data.Op]data.Op{data.OpGT: data.OpLT, data.OpLT: data.OpGT, data.OpGE: data.OpLE, data.OpLE: data.OpGE}[op]
		if op == "" {
			op = f.op
		}
	}
	value := strconv.FormatFloat(x, 'f', -1, 64)
	if !f.times && x == math.Abs(f.x) {
		value = f.digits
	}
	return r.add(text, data.ClaimGrowth, t, []string{"op=" + string(op), "value=" + value, "unit=%25"}, r.sure(t), "growth")
}

func (r *reader) points(text, subject, clause string, f figure, t topic, plan, up, down bool, last *topic) bool {
	if plan || pulled.MatchString(subject) || otherPlace.MatchString(clause) && !strings.Contains(clause, "#") || !up && !down {
		return false
	}
	if !last.growth && !strings.Contains(subject, "增速") && !strings.Contains(subject, "增幅") || strings.Contains(subject, "占比") || strings.Contains(subject, "比重") {
		return false
	}
	value := f.digits
	if down {
		value = "-" + value
	}
	args := []string{"op=" + string(f.op), "value=" + value, "unit=" + escaped("百分点")}
	if g := fromMonths.FindStringSubmatch(text); g != nil {
		from, ok := r.periodOf(g[1], t.period.Year())
		if !ok || t.period.IsZero() {
			return false
		}
		args = append(args, "from="+from.String())
	}
	return r.add(text, data.ClaimPoints, t, args, r.sure(t), "points")
}

func (r *reader) share(text string, f figure, t topic, plan bool) bool {
	if plan || !hasDim(t.facets, data.DimCluster) && !hasDim(t.facets, data.DimIndustry) || t.indicator == "" {
		return false
	}
	return r.add(text, data.ClaimShare, t, []string{"op=" + string(f.op), "value=" + f.digits, "unit=%25"}, r.sure(t), "share")
}

// respectively reads 铝材、装备制造分别增长18.2%、10.1%: as many subjects as numbers.
func (r *reader) respectively(text, masked string, figs []figure, t *topic, plan bool) {
	head, _, _ := strings.Cut(masked, "分别")
	verb := masked[len(head)+len("分别") : figs[0].from]
	if strings.Trim(masked[figs[len(figs)-1].to:], " #") != "" {
		return
	}
	subjects := regexp.MustCompile(`、|和|与|及`).Split(head, -1)
	if len(subjects) != len(figs) {
		t.indicator, t.facets = "", nil
		return
	}
	base := *t
	// What stands behind the last subject (三大产业产值) is of all of them.
	last, left := r.about(subjects[len(subjects)-1], base)
	if left != "" {
		return
	}
	if last.indicator != "" {
		base.indicator = last.indicator
	}
	for i, f := range figs {
		now := base
		said := text[:figs[i].to]
		if i > 0 {
			said = strings.TrimLeft(text[figs[i-1].to:f.to], "、和与及 ")
		}
		r.figure(said, subjects[i]+verb, "", masked, f, &now, plan)
	}
	t.indicator, t.facets = "", nil
}

// goal proposes a goal; without a base the year before the article is taken, and
// the reason says so.
func (r *reader) goal(text string, t topic, base data.Period, target, unit string, sure Confidence, reason string) bool {
	if base.IsZero() {
		base = data.Year(r.published.Year() - 1)
		sure = Low
	}
	t.period = data.Period{}
	args := []string{"base=" + base.String(), "target=" + target}
	if unit != "" {
		args = append(args, "unit="+escaped(unit))
	}
	return r.add(text, data.ClaimGoal, t, args, sure, reason)
}

// none proposes to say of a sentence why it cannot be checked.
func (r *reader) none(text, why string) bool {
	address := "claim:enterprises?kind=none&place=" + r.home + "&why=" + strings.ReplaceAll(lang.Text(lang.ZhHans, "suggest.why-"+why), " ", "+")
	r.keep(text, address, data.ClaimNone, Medium, why+text, lang.Text(r.lang, "suggest.reason-"+why))
	return true
}

func (r *reader) sure(t topic) Confidence {
	if t.carried || t.period.IsZero() || !t.dated {
		return Medium
	}
	return High
}

// add puts an address together and keeps the proposal.
func (r *reader) add(text string, kind data.ClaimKind, t topic, args []string, sure Confidence, reason string) bool {
	if hasDim(t.facets, data.DimCluster) && sizeOf(t.facets) == "" && t.indicator != "enterprises" && slices.Contains(ofIndustry, t.indicator) {
		t.facets = append(slices.Clone(t.facets), data.DimSize+"/规上")
	}
	period := "latest"
	if !t.period.IsZero() {
		period = t.period.String()
	}
	q := []string{"kind=" + string(kind), "place=" + t.place}
	if g := data.NewGroup(t.facets...); g != "" {
		q = append(q, "group="+escaped(string(g)))
	}
	q = append(q, "period="+period)
	address := "claim:" + t.indicator + "?" + strings.Join(append(q, args...), "&")
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

// escaped is a value as an address in Markdown may carry it.
func escaped(s string) string {
	return strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", "#", "%23", "(", "%28", ")", "%29", " ", "+").Replace(s)
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
