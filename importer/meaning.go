package importer

import (
	"regexp"
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
	measure   data.Measure
	unit      data.Unit
	unitOpen  bool         // a unit stands there that nobody knows
	asks      []string     // IDs of the open questions about its words
	times     []vocab.Time // innermost first
	timeOpen  bool         // a time stands there that was not understood
	doubt     heading      // the title that names the indicator, where it says more than was understood
	total     bool
	open      bool // something was not understood and is asked
	openPlace bool // and that may be the place
	ignore    bool // an answer says that these cells are nothing to take
}

// axis is a set of labels that are alike: a label column, a header row. What
// most of them are is what an unknown one among them is likely to be.
type axis struct {
	kind    data.WordKind // "" where nothing is known
	dim     string        // of the facets, for 其他
	top     string        // the place that the places have in common above them
	spans   spanKind      // of labels such as 2010-11
	many    string        // where more is unknown than known: ID of one question for all
	cell    string        // of that question
	lasting string
	name    string
	head    string // label over the axis
}

var (
	placeHead = regexp.MustCompile(`(?i)地区|区域|省份|^省|城市|市州|县区|区县|region|area|province|county|country|state`)
	itemHead  = regexp.MustCompile(`(?i)指标|项目|indicator|item|series|variable`)
	groupHead = regexp.MustCompile(`(?i)集群|行业|产业|分组|分类|类别|类型|企业类型|园区|industry|group|type|sector|category`)
	emptyHead = regexp.MustCompile(`^[\s　\\/／*—-]*$`)
	unitTail  = regexp.MustCompile(`^(.*)[(（\[【]([^()（）\[\]【】]{1,12})[)）\]】]\s*$`)
	latinWord = regexp.MustCompile(`[A-Za-z]{2,}`)
)

const manyUnknown = 12 // distinct unknown words on one axis that become one question

// surveyAxis looks at the labels of an axis. head is the label over a label column.
func (t *translator) surveyAxis(labels []heading, head string, fallback data.WordKind, sheet string) axis {
	a := axis{spans: spansIn(labels)}
	count := make(map[data.WordKind]int)
	dims := make(map[string]int)
	seen := make(map[string]bool)
	parents := make(map[string]int)
	unknown, divisions := 0, 0
	var first heading
	for _, h := range labels {
		if seen[h.text] || h.text == "" {
			continue
		}
		seen[h.text] = true
		r := t.bilingual(h.text, 0)
		switch {
		case r.Rest != "" && t.isDivision(h.text):
			divisions++
		case r.Rest != "":
			if unknown == 0 {
				first = h
			}
			unknown++
		case r.Indicator != "":
			count[data.IndicatorWord]++
		case r.Place != "":
			count[data.PlaceWord]++
			if p, ok := t.v.Place(r.Place); ok {
				parents[p.Parent]++
			}
		case len(r.Facets) > 0:
			count[data.FacetWord]++
			for _, f := range r.Facets {
				d, _, _ := strings.Cut(f, "/")
				dims[d]++
			}
		}
	}
	most := 0
	for _, k := range []data.WordKind{data.IndicatorWord, data.FacetWord, data.PlaceWord} {
		if count[k] > most {
			a.kind, most = k, count[k]
		}
	}
	// Names of divisions are places where places stand; elsewhere 东方 and 白银
	// are words like others.
	if divisions > 0 && (placeHead.MatchString(head) || divisions+count[data.PlaceWord] > most+unknown) {
		a.kind, most = data.PlaceWord, divisions+count[data.PlaceWord]
	} else {
		unknown += divisions
	}
	a.dim, a.top, a.head = commonest(dims), commonest(parents), head
	if a.kind == "" {
		a.kind = kindOfHead(head, fallback)
	}
	if unknown > manyUnknown && unknown > most {
		a.many = questionName(a.kind) + ":" + sheet + "!" + ColumnName(first.col)
		a.lasting = questionName(a.kind) + ":!" + ColumnName(first.col)
		a.cell, a.name = CellName(first.row, first.col), head
	}
	return a
}

func kindOfHead(head string, fallback data.WordKind) data.WordKind {
	switch {
	case placeHead.MatchString(head):
		return data.PlaceWord
	case itemHead.MatchString(head):
		return data.IndicatorWord
	case groupHead.MatchString(head):
		return data.FacetWord
	}
	return fallback
}

func commonest(m map[string]int) string {
	best, most := "", 0
	for k, n := range m {
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return best
}

func questionName(k data.WordKind) string {
	if k == data.FacetWord {
		return "group"
	}
	return string(k)
}

// add joins one more, inner label to a meaning.
func (t *translator) add(m *meaning, sheet string, h heading, a axis, year int) {
	if emptyHead.MatchString(h.text) {
		return
	}
	if x, open, ok := spanTime(h.text, a.spans); ok {
		m.timeOpen = m.timeOpen || open
		if !open {
			m.times = append([]vocab.Time{x}, m.times...)
		}
		return
	}
	r := t.bilingual(h.text, year)
	if r.Time.Says() {
		m.times = append([]vocab.Time{r.Time}, m.times...)
	}
	if r.Measure != "" {
		m.measure = r.Measure
	}
	if !r.Unit.IsZero() && (r.Rest == "" || rateUnit(r.Unit) || hasHan(h.text) || strings.ContainsAny(h.text, "([")) { // a party of ONE PERSON has no unit
		m.unit, m.unitOpen = r.Unit, false
	}
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
			m.place, m.ignore = code, false
			return
		}
		t.unknown(m, sheet, h, a, r)
		return
	}
	if r.Indicator != "" || r.Place != "" || len(r.Facets) > 0 {
		m.ignore = false // what an answer says of an outer label is not about the inner one
	}
	t.take(m, h, r)
	if r.Total && a.kind == data.PlaceWord && r.Place == "" && m.place == "" && a.top != "" {
		m.place = a.top
	}
}

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

func (t *translator) take(m *meaning, h heading, r vocab.Reading) {
	if r.Indicator != "" {
		m.indicator, m.said = r.Indicator, h
	}
	if r.Place != "" && !t.within(m.place, r.Place) { // 成都市 | 四川省: the narrower one
		m.place = r.Place
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
	near := t.v.Suggest("unit", g[2], 4)
	if len(near) == 0 {
		return false
	}
	t.take(m, h, before)
	t.askWordOfUnit(m, question{id: "unit:" + vocab.Tidy(g[2]), sheet: sheet, cell: CellName(h.row, h.col), got: g[2], options: near})
	return true
}

// unknown asks about a word that was not understood; the part of the key that
// it would have filled stays empty.
func (t *translator) unknown(m *meaning, sheet string, h heading, a axis, r vocab.Reading) {
	kind := a.kind
	switch {
	case r.Indicator != "":
		kind = data.IndicatorWord
	case kind == "" && len(r.Facets) > 0:
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
	answer, ok := t.answerFor(q, kind)
	if !ok {
		m.open, m.asks = true, append(m.asks, q.id)
		m.openPlace = m.openPlace || kind == data.PlaceWord
		if kind == data.IndicatorWord {
			m.indicator, m.said = "", h
		}
		return
	}
	t.apply(m, h, kind, answer)
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
	all := t.v.FacetLabels(firstOf(a.dim, dimOfHead(a.head)))
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
		code = asIs(kind, a.Prefix, h.text)
		t.learn(data.Word{Kind: kind, Code: code, Label: h.text, LabelEn: h.text})
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
