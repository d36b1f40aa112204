package vocab

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"countyboard/data"
)

// Reading is what one label says. Zero fields were not said.
type Reading struct {
	Indicator string
	Facets    []string // scopes and groups: "size/规上", "cluster/铝材"
	Place     string
	Whole     string // the level of places that 全省, 全市, 全县 name: 省, 市, 县
	Measure   data.Measure
	Unit      data.Unit
	Units     []data.Unit // all that were named: 单位：个，亿元 names two, and Unit is zero
	Time      Time
	Total     bool   // 合计, 总计, 总数
	OfWhich   bool   // 其中, #
	Other     bool   // 其他: what is left of the neighbours' dimension
	Rest      string // words that were not understood, tidied; "" = everything was
	Bare      bool   // the indicator is industry's by custom only: 总产值, 增加值
	Change    bool   // 同比增减, 增长, ± without a unit: a rate or an amount
	Class     bool   // a class of a distribution is among the Rest: 0-14岁, 2000万元以下

	signed    bool // ±%: growth, if nothing else says what
	attribute bool // 增长企业数: the word for growth says which enterprises
}

var (
	ofWhichRE  = regexp.MustCompile(`^(?:#|其中[::]?|of which:?)\s*`)
	ordinalRE  = regexp.MustCompile(`^([一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}、|\d{1,2}\.|\d{1,2}-\d{1,2})(?:[^\d月季份年.\-]|$)`)
	comparedRE = regexp.MustCompile(`年初(?:预算|计划|目标|安排|下达|任务)|[为比占较与超](?:上年|去年|同期|上月|上季|上期)|(?i)\b(?:change|changes|increase|decrease|difference|growth|compared) (?:from|on|over|since|to|with)\b`)
	unitHeads  = regexp.MustCompile(`^(?:计量)?单位(?::|$)`)
	// whole names all of what an axis lists: 全省 over its prefectures.
	whole = regexp.MustCompile(`^(全[省市区县州旗]|全部)(?:合计|总计|总数|小计)?[a-z ]*$`)
)

// Read takes a label apart: 规上工业总产值(亿元) is an indicator, a scope and a unit;
// 同比增长(%) a measure and a unit; 1—9月累计 a time.
func (v *Vocabulary) Read(label string, ctx Context) Reading {
	var r Reading
	s := norm(label)
	if m := ofWhichRE.FindString(s); m != "" {
		r.OfWhich, s = true, s[len(m):]
	}
	if m := ordinalRE.FindStringSubmatch(s); m != nil && classOf(s) == 0 {
		s = strings.TrimSpace(s[len(m[1]):])
	}
	if moneyOfScale.MatchString(s) {
		if u, ok := v.unitOf(s); ok {
			r.Unit, r.Units = u, []data.Unit{u}
			return r
		}
	}
	s = v.takeBases(s, &r)
	if slices.Contains([]string{"其他", "其它", "others", "other"}, s) {
		r.Other = true
		return r
	}
	if m := whole.FindStringSubmatch(s); m != nil {
		r.Total = true
		if m[1] != "全部" {
			r.Whole = strings.TrimPrefix(m[1], "全")
		}
		return r
	}
	if bare := withoutStatus(s); bare != s {
		if _, ok := ParseTime(bare, ctx); ok {
			s = bare
		}
	}
	if g := changeSign.FindStringSubmatch(s); g != nil {
		if r.Measure, r.Change = data.YoY, g[1] == ""; !r.Change {
			r.Unit = v.units["%"]
			r.Units = []data.Unit{r.Unit}
		}
		return r
	}
	s = v.tradeWord(s, ctx)
	rest := v.scan(s, ctx, &r)
	if r.Measure == "" && r.signed && len(r.Units) == 1 && v.indicators[r.Indicator].Kind != data.Rate {
		r.Measure = data.YoY
	}
	if !r.Time.IsZero() && !r.Time.Yearless || comparedRE.MatchString(s) {
		r.Time.Ago, r.Time.Back = 0, NoStep // 上年同期（2023年1—9月） names it; 为上年决算数% is of this year
	}
	if len(r.Units) == 1 {
		r.Unit = r.Units[0]
	}
	r.Change = r.Change && len(r.Units) == 0
	r.Rest = v.unsaid(rest, ctx.Title || r.Indicator == "" && len(r.Facets) == 0 && r.Place == "")
	if r.Time.Yearless && r.Rest != "" && strings.IndexFunc(s, isHan) < 0 {
		r.Time = Time{Acc: r.Time.Acc, Ago: r.Time.Ago, Back: r.Time.Back} // Cape May County is no month
	}
	if r.attribute || r.contradicts() {
		r.Rest, r.Measure = s, ""
	}
	return r
}

var (
	// changeSign is a head that says growth by its sign alone.
	changeSign = regexp.MustCompile(`^[(]?(?:±|\+-|\+/-|\+ -)[)]?( ?\(%\)| ?%|)$`)
	// changeWord is a word for growth that may be one of amounts.
	changeWord = regexp.MustCompile(`(?:增减|增长|增加|变动|变化|±|\+-|比|年|月|季|季度|同期|相比)$`)
	tradeNoun  = regexp.MustCompile(`(^|[^a-z0-9&' -]\s*|\d{4}\s+)((?:ex|im)ports)(?: of goods)?($|[^a-z0-9&' -]| ?[(,;:])`)
)

// tradeWord writes exports where it is the whole name of what is measured as the
// indicator is called: in exports of cars or enterprises with exports it is none.
func (v *Vocabulary) tradeWord(s string, ctx Context) string {
	g := tradeNoun.FindStringSubmatchIndex(s)
	if g == nil || hasHan(s) || len(tradeNoun.FindAllStringIndex(s, -1)) > 1 {
		return s
	}
	named := s[:g[4]] + "total " + s[g[4]:g[5]] + s[g[6]:]
	var r Reading
	if v.unsaid(v.scan(named, ctx, &r), ctx.Title) != "" || len(r.Facets) > 0 {
		return s
	}
	return named
}

func hasHan(s string) bool { return strings.IndexFunc(s, isHan) >= 0 }

// scan walks over the normalised text and returns the stretches it did not know.
func (v *Vocabulary) scan(s string, ctx Context, r *Reading) (rest []string) {
	from, prev := 0, ' '
	rate := false // the word that ended here is one for growth
	flush := func(to int) {
		if t := strings.TrimSpace(s[from:to]); t != "" {
			rest = append(rest, t)
		}
	}
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if separates(c) {
			flush(i)
			prev, i, rate = c, i+size, false
			from = i
			continue
		}
		var t token
		if begins(prev, c) {
			t = v.take(s, i, from, prev, ctx, r)
		} else if c == '%' {
			t.n = v.takeUnit(s[i:], r)
		}
		if t.n == 0 {
			prev, i, rate = c, i+size, false
			continue
		}
		r.attribute = r.attribute || rate && t.kind == indicatorEntry
		rate = !t.unknown && (t.kind == measureEntry || rate && t.kind == facetEntry)
		if !t.unknown {
			flush(i)
		}
		prev, _ = utf8.DecodeLastRuneInString(s[i : i+t.n])
		i += t.n
		if !t.unknown {
			from = i
		}
	}
	flush(len(s))
	return rest
}

// token is one word of a label.
type token struct {
	n       int // its length, 0 = none begins here
	kind    entryKind
	unknown bool // it is known to mean nothing that we know
}

func separates(c rune) bool {
	return unicode.IsSpace(c) || strings.ContainsRune("()[]{}<>《》【】〔〕,，、;；:：|_/·“”\"'。=", c)
}

// begins reports whether a word may begin at c after prev: Chinese anywhere,
// Latin and digits not within a word or number.
func begins(prev, c rune) bool {
	if isHan(c) || !isWord(c) {
		return true
	}
	return !isWord(prev)
}

func isWord(c rune) bool { return c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c)) }

// endsUnit reports whether a unit may follow prev: at the beginning, in
// brackets, after a comma.
func endsUnit(prev rune) bool { return separates(prev) }

// take reads the word that begins at label[i:], where label[from:i] was not understood.
func (v *Vocabulary) take(label string, i, from int, prev rune, ctx Context, r *Reading) token {
	s := label[i:]
	if n := notTime(s); n > 0 {
		return token{n: n, unknown: true}
	}
	if n := v.takeClass(s, r); n > 0 {
		return token{n: n, unknown: true}
	}
	if n := v.englishRate(s, r); n > 0 {
		return token{n: n, kind: measureEntry}
	}
	if n := len(inPercent.FindString(s)); n > 0 {
		r.addUnit(v.units["%"]) // which change or part it is, is not said
		return token{n: n, unknown: true}
	}
	if i == from && endsUnit(prev) {
		if m := unitHeads.FindString(s); m != "" {
			return token{n: len(m)}
		}
		if !nounInText(s, label[:i]) {
			if n := v.takeUnit(s, r); n > 0 {
				return token{n: n}
			}
		}
	}
	if t, n := scanTime(s); n > 0 && (!t.Yearless || !endsSpan(label[:i])) {
		r.setTime(t.within(ctx))
		return token{n: n}
	}
	if n := notRate(s); n > 0 {
		return token{n: n, unknown: true}
	}
	if n, known := r.pulledBy(s); n > 0 {
		return token{n: n, kind: measureEntry, unknown: !known}
	}
	if n, known := r.growthOn(s); n > 0 {
		return token{n: n, kind: measureEntry, unknown: !known}
	}
	if n := v.against(s, r); n > 0 {
		return token{n: n, unknown: true}
	}
	c, _ := utf8.DecodeRuneInString(s)
	for _, w := range v.words[c] {
		if !strings.HasPrefix(s, w.text) || w.kind <= aloneEntry {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(w.text)
		next, _ := utf8.DecodeRuneInString(s[len(w.text):])
		if isWord(last) && isWord(next) {
			continue
		}
		if n := v.takeAmount(w.entry, s[len(w.text):], r); n > 0 {
			return token{n: len(w.text) + n, unknown: true}
		}
		if w.kind == wholeEntry && i != from {
			continue // 占全市
		}
		if w.step != NoStep && !standsApart(label[:i]) || w.text == samePeriod && (i != from || isHan(next)) {
			continue // change from previous month, 同期增长
		}
		if w.text == "national" && s != label {
			continue // a title's word: national accounts
		}
		if w.code == aboveSize && otherSector.MatchString(s[len(w.text):]) {
			return token{n: len(w.text), unknown: true}
		}
		if r.set(w.entry) {
			r.Bare = r.Bare || w.kind == indicatorEntry && slices.Contains(bareOutput, w.text)
			r.Change = r.Change || w.kind == measureEntry && changeWord.MatchString(w.text)
			return token{n: len(w.text) - v.lent(w, s), kind: w.kind}
		}
		return token{}
	}
	if strings.HasPrefix(s, "±") || strings.HasPrefix(s, "%") {
		return token{n: v.takeUnit(s, r)}
	}
	return token{}
}

// inPercent begins what is measured in per cent, whatever it is.
var inPercent = regexp.MustCompile(`^(?:percent|per cent|percentage) (?:change|distribution|increase|decrease|of total)`)

// notTime is how much of the beginning of a text names a year that is none of the
// figures': of prices, of a base, of a release.
func notTime(s string) int {
	if c := s[0]; c < utf8.RuneSelf && !strings.ContainsRune(asideBegins, rune(c)) {
		return 0
	}
	if n := len(dayOfYear.FindString(s)); n > 0 && !yearNext.MatchString(s[n:]) && !shortYears.MatchString(s) {
		return n
	}
	return len(aside.FindString(s))
}

var (
	// dayOfYear is a day of reference that each year has: as of 1 July, am 31. Dezember.
	dayOfYear = regexp.MustCompile(`^(?:\d{1,2}(?:\.|st|nd|rd|th)? (?:of )?` + englRE + `|` + englRE + ` \d{1,2}(?:st|nd|rd|th)?)(?:[ ),;]|$)`)
	// shortYears are months with years of two digits: Dec 18 - Feb 19.
	shortYears = regexp.MustCompile(`^` + englRE + `[ '-]*\d\d ?(?:-|to) ?` + englRE + `[ '-]*\d\d$`)
	yearNext   = regexp.MustCompile(`^[ ,]*\d{4}`)
)

const asideBegins = "0123456789abcdefijlmnoprsu("

var aside = regexp.MustCompile(`^(?:` +
	`(?:chained|constant|fixed)(?: |-)?\(?` + yearRE + `\)?(?: us| u\.s\.)?(?: dollars| prices| euros?| pounds)?|` +
	yearRE + `(?: us| u\.s\.)? (?:dollars|prices|ppp|constant prices|euros|pounds)|` +
	`(?:base|reference) (?:year|period)s?[ :=]*` + yearRE + `(?:[-/]\d{2,4})?|base[ :]+` + yearRE + `(?:[-/]\d{2,4})?|` +
	`(?:released?|next release|release date|last (?:revised|updated?)|updated|extracted|published|data (?:published|extracted)|file created|date of issue|stand:|©|\(c\) )[^;\n]*|` +
	`rev(?:\.|ision) ?` + yearRE + `|` +
	`(?:发布|更新|下载|提取|公布|导出|查询|打印)(?:日期|时间)[^;\n]*|` +
	`(?:按|以)?` + yearRE + `年?(?:可比价|不变价|价格计算|为基期)|(?:基期|基年)[:为]?` + yearRE + `年?)`)

// nounInText reports whether a text begins with a noun that is a unit in brackets
// and behind commas and colons, and stands in none (1 unit, Item), or with a power
// of ten that ends a number.
func nounInText(s, before string) bool {
	before = strings.TrimRight(before, " ")
	if unitPower.MatchString(s) {
		return before != "" && !strings.ContainsRune("([", rune(before[len(before)-1])) // $5,001-$10,000
	}
	if !unitNoun.MatchString(s) {
		return false
	}
	return before == "" || !strings.ContainsRune("([:,;|/", rune(before[len(before)-1])) && !hanEnd(before)
}

func hanEnd(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return isHan(c)
}

var (
	unitNoun  = regexp.MustCompile(`^(?:unit|item|piece|number|no\.)s?(?:$|[^a-z])`)
	unitPower = regexp.MustCompile(`^(?:1[, ]000|'?000)(?:$|[^0-9a-z ])`)
)

// aboveSize is the scope of industry; 规模以上服务业 is another one.
const aboveSize = "size/规上"

var otherSector = regexp.MustCompile(`^(?:服务业|建筑业|文化|批发|零售|批零|住宿|餐饮|房地产|交通|互联网|科技服务|贸易|商贸)`)

// bareOutput are names of indicators of industry that other sectors have as well.
var bareOutput = []string{"总产值", "产值", "增加值", "value added"}

// spanStart is the beginning of a span whose end is no time by itself: 1-3季度.
var spanStart = regexp.MustCompile(`[\d一二三四五六七八九十]-$`)

func endsSpan(before string) bool {
	return strings.HasSuffix(before, "-") && spanStart.MatchString(before)
}

// standsApart reports whether a word behind a text begins anew: at the beginning,
// in brackets, behind a comma.
func standsApart(before string) bool {
	before = strings.TrimRight(before, " ")
	c, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || separates(c) || c >= '0' && c <= '9' || isHan(c) && !strings.HasSuffix(before, "与")
}

// samePeriod alone is the same months of the year before; in words it compares.
const samePeriod = "同期"

// enterprise ends the names of many populations and begins the names of many
// indicators: in 规模以上工业企业数 it does both.
const enterprise = "企业"

// lent is the length of the end of a population's name that begins an
// indicator's name as well.
func (v *Vocabulary) lent(w word, s string) int {
	if w.kind != facetEntry || !strings.HasSuffix(w.text, enterprise) {
		return 0
	}
	tail := s[len(w.text)-len(enterprise):]
	c, _ := utf8.DecodeRuneInString(tail)
	for _, other := range v.words[c] {
		if other.kind != indicatorEntry || len(other.text) <= len(enterprise) || !strings.HasPrefix(tail, other.text) {
			continue
		}
		// 企业数量情况 is no indicator: what follows must be a word as well.
		if next := tail[len(other.text):]; v.beginsWord(next) {
			return len(enterprise)
		}
	}
	return 0
}

func (v *Vocabulary) beginsWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return !isHan(c) || slices.ContainsFunc(v.words[c], func(w word) bool { return strings.HasPrefix(s, w.text) })
}

// setTime keeps the first time, or completes a year by its months: 2024年 with
// 1—9月 elsewhere in the label.
func (r *Reading) setTime(t Time) {
	switch {
	case r.Time.IsZero():
		t.Ago, t.Back = r.Time.Ago, r.Time.Back
		if t.Acc == Unsaid {
			t.Acc = r.Time.Acc
		}
		r.Time = t
	case r.Time.Yearless && !t.Yearless && t.Period.Freq() == data.Annual:
		r.Time.Period, r.Time.Yearless = r.Time.In(t.Period.Year()), false
	case !r.Time.Yearless && t.Yearless && r.Time.Period.Freq() == data.Annual:
		r.Time = Time{Period: t.In(r.Time.Period.Year()), Acc: t.Acc, Ago: r.Time.Ago}
	case t.Yearless && r.Time.Period.Freq() == data.OtherSpan && r.Time.Period.Months() == 24:
		r.Time.Period = t.InSplit(r.Time.Period.Year()) // 2018/19 (Dec-Feb)
	case t.Yearless && t.Period.Freq() == data.Monthly && r.Time.Period.Freq() == data.Quarterly:
		if p := t.In(r.Time.Period.Year()); r.Time.Yearless && r.Time.Period.Covers(t.Period) || r.Time.Period.Covers(p) {
			r.Time.Period = cmp.Or(p, t.Period) // 三季度8月
		}
	}
}

// set notes a word; false where it contradicts what the label said before.
func (r *Reading) set(e entry) bool {
	switch e.kind {
	case indicatorEntry:
		if r.Indicator != "" && r.Indicator != e.code {
			return false
		}
		r.Indicator = e.code
	case facetEntry:
		if !slices.Contains(r.Facets, e.code) {
			r.Facets = append(r.Facets, e.code)
		}
	case placeEntry:
		r.Place = e.code
	case measureEntry:
		if r.Measure == "" {
			r.Measure = data.Measure(e.code)
		}
	case accEntry:
		r.Time.Acc = e.acc
	case agoEntry:
		if r.Time.Ago, r.Time.Back = e.ago, e.step; e.acc != Unsaid {
			r.Time.Acc = e.acc
		}
	case totalEntry:
		r.Total = true
	case wholeEntry:
		if r.Whole != "" && r.Whole != e.code {
			return false
		}
		r.Whole = e.code
	}
	return true
}

// takeUnit reads a unit that ends at a separator or the end; 元/人 is one, and
// 户/% are two.
func (v *Vocabulary) takeUnit(s string, r *Reading) int {
	r.signed = r.signed || signed(s)
	for _, ends := range []string{")],，、;；|([", ")],，、;；|([/"} {
		end := len(s)
		for i, c := range s {
			if strings.ContainsRune(ends, c) && !strings.HasPrefix(s[i:], ",000") {
				end = i
				break
			}
		}
		if u, ok := v.unitOf(strings.TrimSpace(s[:end])); ok {
			r.addUnit(u)
			return end
		}
	}
	if signed(s) || strings.HasPrefix(s, "%") {
		n := strings.IndexByte(s, '%') + 1
		r.addUnit(v.units["%"])
		return n
	}
	return 0
}

func (r *Reading) addUnit(u data.Unit) {
	if !slices.Contains(r.Units, u) {
		r.Units = append(r.Units, u)
	}
}

// unsaid joins the stretches that were not understood, without words that say
// nothing (or nothing alone) and without a translation beside Chinese that was understood.
func (v *Vocabulary) unsaid(rest []string, alone bool) string {
	var han, latin []string
	for _, t := range rest {
		switch {
		case v.allNoise(t, alone):
		case strings.IndexFunc(t, isHan) >= 0:
			han = append(han, t)
		case strings.IndexFunc(t, unicode.IsLetter) >= 0, strings.ContainsAny(t, "=+@&"):
			latin = append(latin, t)
		}
	}
	if len(han) > 0 {
		return strings.Join(han, " ")
	}
	return strings.Join(latin, " ")
}

// allNoise reports whether a stretch is made of words that say nothing; alone
// lets those count that do so only where no other word stands.
func (v *Vocabulary) allNoise(s string, alone bool) bool {
	if strings.ContainsAny(s, "=+@&") {
		return false // =1+1 is no label that says nothing
	}
	for s != "" {
		c, size := utf8.DecodeRuneInString(s)
		if !unicode.IsLetter(c) {
			s = s[size:]
			continue
		}
		n := 0
		for _, w := range v.words[c] {
			if (w.kind == noiseEntry || w.kind == wholeEntry || alone && w.kind == aloneEntry) && strings.HasPrefix(s, w.text) {
				n = len(w.text)
				break
			}
		}
		if n == 0 {
			return false
		}
		s = s[n:]
	}
	return true
}
