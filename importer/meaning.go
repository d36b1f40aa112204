package importer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"countyboard/data"
	"countyboard/data/vocab"
)

// meaning is what a path of labels says. Inner labels go before outer ones.
type meaning struct {
	indicator string
	said      heading // where the indicator was said
	facets    []string
	place     string
	whole     whole // the level of places that stands for one
	measure   data.Measure
	indices   bool // a title that ends in 指数: what says nothing else is an index
	unit      data.Unit
	unitOpen  bool         // a unit stands there that nobody knows
	ratio     ratio        // what it measures has no unit of amounts
	asks      []string     // IDs of the open questions about its words
	times     []vocab.Time // innermost first
	timeOpen  bool         // a time stands there that was not understood
	scopes    []scope      // populations and places that a title names and nobody knows
	doubt     heading      // the title that names the indicator, where it says more than was understood
	named     bool         // a key says the indicator: 指标名称：税收
	total     bool
	open      bool // something was not understood and is asked
	openPlace bool // and that may be the place
	openSure  bool // and that is a place or group for sure, not what is measured
	ignore    bool // an answer says that these cells are nothing to take
}

// add joins one more, inner label to a meaning.
func (t *translator) add(m *meaning, sheet string, h heading, a axis, year int) {
	if emptyHead.MatchString(h.text) {
		return
	}
	if kind, key, value, ok := keyed(h.text); ok {
		if h.text = value; kind != data.IndicatorWord && wholeValue.MatchString(value) {
			return
		}
		a = axis{kind: kind, head: key, dim: a.dim, top: a.top, sure: kind != data.IndicatorWord}
	}
	if x, open, ok := spanTime(h.text, a.spans); ok {
		m.timeOpen = m.timeOpen || open
		if !open {
			m.times = append([]vocab.Time{x}, m.times...)
		}
		return
	}
	r := t.ofSector(t.bilingual(a.entering(h.text), year), h.text)
	if a.kind == data.PlaceWord && r.Rest == "" && r.Indicator == "" && !r.Unit.IsZero() && latinOnly.MatchString(h.text) {
		r = vocab.Reading{Rest: h.text} // MT among states is Montana, and no megaton
	}
	if r.Time.Says() {
		m.times = append([]vocab.Time{r.Time}, m.times...)
	}
	if r.Measure != "" {
		m.measure = r.Measure
	}
	if !r.Unit.IsZero() && (r.Rest == "" || rateUnit(r.Unit) || hasHan(h.text) || strings.ContainsAny(h.text, "([")) { // a party of ONE PERSON has no unit
		m.unit, m.unitOpen = r.Unit, false
	}
	m.ratio = m.ratio.within(h.text, r.Indicator != "")
	m.total = r.Total
	if r.Other {
		if a.dim == "" {
			t.unknown(m, sheet, h, a, r)
			return
		}
		m.facets = withFacets(m.facets, []string{a.dim + "/其他"})
		return
	}
	if r.Rest != "" && t.unknownUnit(m, sheet, h, &r) {
		return
	}
	if r.Rest != "" {
		if code, ok := t.division(m, h.text, a); ok {
			m.place, m.whole, m.ignore = code, whole{}, false
			t.readAs(sheet, h, "", code, nil)
			return
		}
		if code, ok := t.facetNamed(a, h.text); ok {
			m.facets, m.ignore = withFacets(m.facets, []string{code}), false
			t.readAs(sheet, h, "", "", []string{code})
			return
		}
		t.unknown(m, sheet, h, a, r)
		return
	}
	if r.Indicator != "" || r.Place != "" || len(r.Facets) > 0 {
		m.ignore = false // what an answer says of an outer label is not about the inner one
	}
	t.take(m, h, r)
	t.readAs(sheet, h, r.Indicator, r.Place, r.Facets)
	switch {
	case r.Place != "":
	case r.Whole != "":
		m.place, m.whole = "", whole{r.Whole, a.top, h}
	case r.Total && a.kind == data.PlaceWord && m.place == "" && m.whole.level == "" && a.top != "":
		m.place = a.top
	}
}

// entering is a label with 入库 as the enterprises that enter, where others leave.
func (a axis) entering(text string) string {
	if g := enterWord.FindStringSubmatch(text); a.leaving && g != nil {
		return "入库企业数" + g[1]
	}
	return text
}

var enterWord = regexp.MustCompile(`^(?:新增|新)?入库(?:数|户数|企业|企业数)?((?:[(（].*[)）])?)$`)

func (t *translator) isDivision(text string) bool {
	_, ok := t.v.Division(chinese(text), t.o.Place)
	return ok || len(t.v.Namesakes(chinese(text))) > 0
}

// division reads the name of a prefecture or county on an axis of places: the
// one within the place named around it, then the one near home.
func (t *translator) division(m *meaning, text string, a axis) (code string, ok bool) {
	if a.kind != data.PlaceWord {
		return "", false
	}
	return t.v.Division(chinese(text), m.place, a.top, t.o.Place)
}

// facetNamed reads the English name of a group behind a key that says of what
// dimension it is: Industry: Textiles.
func (t *translator) facetNamed(a axis, text string) (code string, ok bool) {
	if !a.sure || a.kind != data.FacetWord || !groupHead.MatchString(a.head) {
		return "", false
	}
	return t.v.FacetNamed(dimOfHead(a.head), partMark.ReplaceAllString(text, ""))
}

func (t *translator) take(m *meaning, h heading, r vocab.Reading) {
	if r.Indicator != "" {
		m.indicator, m.said = r.Indicator, h
	}
	if r.Place != "" && !t.within(m.place, r.Place) { // 成都市 | 四川省: the narrower one
		m.place, m.whole = r.Place, whole{}
	}
	m.facets = withFacets(m.facets, r.Facets)
}

// within reports whether a place lies in another one.
func (t *translator) within(code, in string) bool {
	for range 6 {
		p, ok := t.v.Place(code)
		if code == "" || !ok || p.Parent == "" {
			return false
		}
		if p.Parent == in {
			return true
		}
		code = p.Parent
	}
	return false
}

// fill takes from a translation only what no label before it said.
func (t *translator) fill(m *meaning, h heading) {
	r := t.bilingual(h.text, 0)
	if m.open || r.Rest != "" || r.Other {
		return
	}
	if m.indicator == "" && r.Indicator != "" {
		m.indicator, m.said = r.Indicator, h
		if m.measure == "" {
			m.measure = r.Measure
		}
	}
	if m.unit.IsZero() && !m.unitOpen {
		m.unit = r.Unit
	}
	if len(m.times) == 0 && r.Time.Says() {
		m.times = []vocab.Time{r.Time}
	}
}

// withFacets adds inner facets; of one dimension the inner one counts.
func withFacets(outer, inner []string) []string {
	if len(inner) == 0 {
		return outer
	}
	out := make([]string, 0, len(outer)+len(inner))
	for _, o := range outer {
		d, _, _ := strings.Cut(o, "/")
		replaced := false
		for _, i := range inner {
			replaced = replaced || strings.HasPrefix(i, d+"/")
		}
		if !replaced {
			out = append(out, o)
		}
	}
	return append(out, inner...)
}

// unknownUnit handles 产值(力元): all but the bracket is understood. It reports
// whether that is what was the matter.
func (t *translator) unknownUnit(m *meaning, sheet string, h heading, r *vocab.Reading) bool {
	g := unitTail.FindStringSubmatch(h.text)
	if g == nil || !r.Unit.IsZero() {
		return false
	}
	before := t.label(g[1], 0)
	if before.Rest != "" || before.Indicator == "" {
		return false
	}
	near := t.likelyUnits(g[2], before.Indicator)
	if len(near) == 0 {
		return false
	}
	t.take(m, h, before)
	t.readAs(sheet, h, before.Indicator, before.Place, before.Facets)
	t.askWordOfUnit(m, question{id: "unit:" + vocab.Tidy(g[2]), sheet: sheet, cell: CellName(h.row, h.col), got: g[2], options: near})
	return true
}

// unknown asks about a word that was not understood; the part of the key that
// it would have filled stays empty.
func (t *translator) unknown(m *meaning, sheet string, h heading, a axis, r vocab.Reading) {
	kind := a.kind
	switch {
	case r.Indicator != "", isAmountWord(h.text):
		kind = data.IndicatorWord
	case r.Class || kind == "" && len(r.Facets) > 0:
		kind = data.FacetWord
	}
	if kind == data.IndicatorWord && a.assumed && a.many == "" && r.Indicator == "" && r.Unit.IsZero() && a.crossed.divides(a.index, h.text) {
		kind = data.FacetWord
	}
	q := question{word: true, sheet: sheet, cell: CellName(h.row, h.col), got: partMark.ReplaceAllString(chinese(h.text), "")}
	switch {
	case a.many != "" && kind == a.kind:
		q.id, q.lasting, q.code, q.cell, q.got = a.many, a.lasting, questionName(kind)+"s-unknown", a.cell, a.name
	case kind == data.IndicatorWord:
		q.id, q.lasting = t.idOf("indicator:", under(m.said.text, h.text), sheet+"!"+q.cell)
		q.code, q.options = "indicator-unknown", t.likely(r.Indicator, q.got)
	case kind == data.PlaceWord:
		q.id, q.code, q.options = "place:"+q.got, "place-unknown", append(t.v.Namesakes(q.got), t.v.Suggest("place", q.got, 4)...)
	default:
		q.id, q.code, q.options = "group:"+q.got, "group-unknown", t.likelyGroups(q.got, a)
	}
	m.leaveParent(kind, a)
	answer, ok := t.answerFor(q, kind)
	if !ok {
		if q.id == a.many {
			t.wordOf(q.id, chinese(h.text), sheet, h)
		}
		m.openSure = (kind == data.PlaceWord || a.sure) && (m.openSure || !m.open)
		m.open, m.asks = true, append(m.asks, q.id)
		m.openPlace = m.openPlace || kind == data.PlaceWord
		if kind == data.IndicatorWord {
			m.indicator, m.said = "", h
		}
		return
	}
	t.apply(m, h, kind, answer)
}

// leaveParent takes from a meaning what the labels over an unknown one say of the
// same part of the key: #青川 under 广元 is not 广元.
func (m *meaning) leaveParent(kind data.WordKind, a axis) {
	switch {
	case kind == data.PlaceWord:
		m.place, m.whole = "", whole{}
	case kind == data.FacetWord && a.dim != "":
		m.facets = slices.DeleteFunc(slices.Clone(m.facets), func(f string) bool { return strings.HasPrefix(f, a.dim+"/") })
	}
}

// idOf is the ID of the question about a word: it names the cell where the word
// stood first. The lasting one names the word.
func (t *translator) idOf(kind, word, at string) (id, lasting string) {
	lasting = kind + "=" + word
	if t.ids[lasting] == "" {
		t.ids[lasting] = kind + at
	}
	return t.ids[lasting], lasting
}

// under names a word by the indicator over it: 总量 of one is another figure
// than 总量 of the next.
func under(outer, word string) string {
	if outer == "" {
		return word
	}
	return outer + " › " + word
}

// mostOptions of a question are listed.
const mostOptions = 30

// likelyGroups are the groups that look alike, else those of the dimension that
// its neighbours are of.
func (t *translator) likelyGroups(word string, a axis) []string {
	if near := t.v.Suggest("facet", word, 4); len(near) > 0 {
		return near
	}
	all := slices.DeleteFunc(t.v.FacetLabels(firstOf(a.dim, dimOfHead(a.head))), func(label string) bool { return label == data.Other }) // which rest, no label says
	return all[:min(len(all), mostOptions)]
}

func dimOfHead(head string) string {
	for _, d := range []struct{ word, dim string }{{"行业", "industry"}, {"industr", "industry"}, {"园区", "park"}, {"park", "park"}, {"规模", "size"}, {"size", "size"}} {
		if strings.Contains(strings.ToLower(head), d.word) {
			return d.dim
		}
	}
	return "cluster"
}

// likely puts the indicator that was read in part before the ones that look alike.
func (t *translator) likely(code, word string) []string {
	out := t.v.Suggest("indicator", word, 4)
	if i, ok := t.v.Indicator(code); ok {
		for _, o := range out {
			if o == i.Label {
				return out
			}
		}
		out = append([]string{i.Label}, out...)
	}
	return out
}

// answerFor asks, and knows that "place:*" answers for every place.
func (t *translator) answerFor(q question, kind data.WordKind) (data.AnswerTo, bool) {
	if _, own := t.answers[q.id]; !own {
		all := q
		all.id = questionName(kind) + ":*"
		if _, ok := t.answers[all.id]; ok {
			return t.ask(all)
		}
	}
	return t.ask(q)
}

func (t *translator) apply(m *meaning, h heading, kind data.WordKind, a data.AnswerTo) {
	code := a.Use
	switch {
	case a.Ignore:
		m.ignore = true
		return
	case a.Blank:
		return
	case a.New != nil && kind == data.IndicatorWord:
		code = a.New.Code
		t.newIndicator(a.New, chinese(h.text), m.unit)
	case a.New != nil:
		code = a.New.Code
		t.learn(data.Word{Kind: kind, Code: code, Label: a.New.Label, LabelEn: a.New.Label, Aliases: []string{chinese(h.text)}})
	case a.Take == "as-is":
		if g := yearBehind.FindStringSubmatch(h.text); g != nil && kind == data.IndicatorWord && len(m.times) > 0 {
			h.text = g[1] // Employed_2000 and Employed_2001 are years of one series
		}
		code = asIs(kind, a.Prefix, h.text)
		label := cmp.Or(strings.TrimSpace(strings.ReplaceAll(h.text, "_", " ")), h.text) // Civilian_labor_force is a column's name, no title of a chart
		t.learn(data.Word{Kind: kind, Code: code, Label: label, LabelEn: label, Aliases: []string{h.text}})
	}
	switch kind {
	case data.IndicatorWord:
		m.indicator, m.said = t.codeOf(code), h
	case data.PlaceWord:
		m.place = t.placeOf(code)
	default:
		if a.Use != "" {
			m.facets = withFacets(m.facets, t.facetsOf(code))
		} else {
			m.facets = withFacets(m.facets, []string{code})
		}
	}
}

// kindFor is how a new indicator behaves in time, by its unit: what is counted
// is a stock, shares and rates are rates, amounts flow.
func kindFor(u data.Unit) data.Kind {
	switch u.Base {
	case data.BaseCount, data.BasePerson:
		return data.Stock
	case data.BasePercent, data.BasePoint, data.BaseIndex:
		return data.Rate
	}
	return data.Flow
}

var latinOnly = regexp.MustCompile(`^[A-Za-z]+$`)

// yearBehind is a name with a year behind it: Employed_2000.
var yearBehind = regexp.MustCompile(`^(.*\p{L})[\s_,-]+(?:19|20)\d\d$`)

// inCodes writes what has a meaning in codes as other characters.
var inCodes = strings.NewReplacer("/", "∕", ",", "，")

// asIs makes a code of a word that is taken as it is.
func asIs(kind data.WordKind, prefix, word string) string {
	word = inCodes.Replace(word)
	if prefix == "" {
		prefix = "own"
	}
	if kind == data.FacetWord {
		return prefix + "/" + word
	}
	return prefix + "-" + word
}

// chinese is the Chinese part of a label that also carries its translation:
// 利润总额(亿元) Profits (100 million yuan). Labels such as 人均 GDP look alike, so
// it is tried only where the whole was not understood.
func chinese(s string) string {
	end := 0
	for i, r := range s {
		if isHan(r) {
			end = i + len(string(r))
		}
	}
	if end == 0 {
		return s
	}
	at := strings.IndexFunc(s[end:], func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) })
	if at <= 0 || !strings.ContainsRune(" )", rune(s[end+at-1])) || !latinWord.MatchString(s[end+at:]) {
		return s
	}
	return strings.TrimSpace(s[:end+at])
}

// bilingual reads a label, and its Chinese part alone where that is understood
// and the whole is not.
func (t *translator) bilingual(text string, year int) vocab.Reading {
	r := t.label(text, year)
	if r.Rest == "" {
		return r
	}
	if part := chinese(text); part != text {
		if q := t.label(part, year); q.Rest == "" || hasHan(q.Rest) {
			return q
		}
	}
	return r
}
