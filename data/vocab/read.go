package vocab

import (
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
	Measure   data.Measure
	Unit      data.Unit
	Units     []data.Unit // all that were named: 单位：个，亿元 names two, and Unit is zero
	Time      Time
	Total     bool   // 合计, 总计, 总数
	OfWhich   bool   // 其中, #
	Other     bool   // 其他: what is left of the neighbours' dimension
	Rest      string // words that were not understood, tidied; "" = everything was

	signed    bool // ±%: growth, if nothing else says what
	attribute bool // 增长企业数: the word for growth says which enterprises
}

var (
	ofWhichRE = regexp.MustCompile(`^(?:#|其中[::]?|of which:?)\s*`)
	ordinalRE = regexp.MustCompile(`^([一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}、|\d{1,2}\.|\d{1,2}-\d{1,2})(?:[^\d月季份年.\-]|$)`)
	// baseRE is what an index counts from, which is no time of its figures.
	baseRE     = regexp.MustCompile(`(?:\(|以)?[^\s(),;]*\s*(?:=|为)\s*100(?:%|\)|$)+`)
	comparedRE = regexp.MustCompile(`[为比占较与超](?:上年|去年|同期)`)
	unitHeads  = regexp.MustCompile(`^(?:计量)?单位(?::|$)`)
	// whole names all of what an axis lists: 全省 over its prefectures.
	whole = regexp.MustCompile(`^(?:全省|全市|全区|全县|全州|全部)(?:合计|总计|总数)?[a-z ]*$`)
)

// Read takes a label apart: 规上工业总产值(亿元) is an indicator, a scope and a unit;
// 同比增长(%) a measure and a unit; 1—9月累计 a time.
func (v *Vocabulary) Read(label string, ctx Context) Reading {
	var r Reading
	s := norm(label)
	if m := ofWhichRE.FindString(s); m != "" {
		r.OfWhich, s = true, s[len(m):]
	}
	if m := ordinalRE.FindStringSubmatch(s); m != nil {
		s = strings.TrimSpace(s[len(m[1]):])
	}
	if m := baseRE.FindStringIndex(s); m != nil {
		s, r.Measure = strings.TrimSpace(s[:m[0]]+" "+s[m[1]:]), data.IndexNumber
	}
	if slices.Contains([]string{"其他", "其它", "others", "other"}, s) {
		r.Other = true
		return r
	}
	if whole.MatchString(s) {
		r.Total = true
		return r
	}
	if bare := withoutStatus(s); bare != s {
		if _, ok := ParseTime(bare, ctx); ok {
			s = bare
		}
	}
	rest := v.scan(s, ctx, &r)
	if r.Measure == "" && r.signed && len(r.Units) == 1 && v.indicators[r.Indicator].Kind != data.Rate {
		r.Measure = data.YoY
	}
	if !r.Time.IsZero() && !r.Time.Yearless || comparedRE.MatchString(s) {
		r.Time.Ago = 0 // 上年同期（2023年1—9月） names it; 为上年决算数% is of this year
	}
	if len(r.Units) == 1 {
		r.Unit = r.Units[0]
	}
	r.Rest = v.unsaid(rest, ctx.Title || r.Indicator == "" && len(r.Facets) == 0 && r.Place == "")
	if r.attribute || r.contradicts() {
		r.Rest, r.Measure = s, ""
	}
	return r
}

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
	if n, known := r.growthOn(s); n > 0 {
		return token{n: n, kind: measureEntry, unknown: !known}
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
		if w.text == "national" && s != label {
			continue // a title's word: national accounts
		}
		if r.set(w.entry) {
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
	if n := len(dayOfYear.FindString(s)); n > 0 && !yearNext.MatchString(s[n:]) {
		return n
	}
	return len(aside.FindString(s))
}

var (
	// dayOfYear is a day of reference that each year has: as of 1 July, am 31. Dezember.
	dayOfYear = regexp.MustCompile(`^(?:\d{1,2}(?:\.|st|nd|rd|th)? (?:of )?` + englRE + `|` + englRE + ` \d{1,2}(?:st|nd|rd|th)?)(?:[ ),;]|$)`)
	yearNext  = regexp.MustCompile(`^[ ,]*\d{4}`)
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
	unitNoun  = regexp.MustCompile(`^(?:unit|item|piece)s?(?:$|[^a-z])`)
	unitPower = regexp.MustCompile(`^(?:1[, ]000|'?000)(?:$|[^0-9a-z ])`)
)

// spanStart is the beginning of a span whose end is no time by itself: 1-3季度.
var spanStart = regexp.MustCompile(`[\d一二三四五六七八九十]-$`)

func endsSpan(before string) bool {
	return strings.HasSuffix(before, "-") && spanStart.MatchString(before)
}

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
		t.Ago = r.Time.Ago
		if t.Acc == Unsaid {
			t.Acc = r.Time.Acc
		}
		r.Time = t
	case r.Time.Yearless && !t.Yearless && t.Period.Freq() == data.Annual:
		r.Time.Period, r.Time.Yearless = r.Time.In(t.Period.Year()), false
	case !r.Time.Yearless && t.Yearless && r.Time.Period.Freq() == data.Annual:
		r.Time = Time{Period: t.In(r.Time.Period.Year()), Acc: t.Acc, Ago: r.Time.Ago}
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
		if r.Time.Ago = e.ago; e.acc != Unsaid {
			r.Time.Acc = e.acc
		}
	case totalEntry:
		r.Total = true
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
			if (w.kind == noiseEntry || alone && w.kind == aloneEntry) && strings.HasPrefix(s, w.text) {
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
