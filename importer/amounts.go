package importer

import (
	"math"
	"regexp"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// 同比增减 may be a rate or an amount. It is a rate where a % stands with it, or where
// it is reckoned so from two levels beside it. It is an amount where it is their
// difference, beside a column of the same words with %, 率 or 幅, where another column
// is headed as a rate, and of whole numbers under a count; else it is asked.

// changeColumn looks at a column that is headed so and names no unit.
func (t *translator) changeColumn(r *reading, i int, a axis) {
	c, cm := &r.columns[i], &r.cols[i]
	if len(c.path) == 0 {
		return
	}
	at := t.changeWord(c.path)
	h := c.path[at]
	if cm.open && isAmountWord(h.text) {
		cm.change = true
		if !rateUnit(cm.unit) && !r.percentCells(c.col) {
			cm.measure = ""
		}
		if k := r.levelAt(i); k >= 0 && len(cm.times) == 0 {
			cm.times = r.newest(k)
		}
		if cm.unit.IsZero() {
			cm.unit = t.unitOfLeft(r, i)
		}
		return
	}
	if cm.open || rateUnit(cm.unit) || cm.measure == "" {
		return
	}
	x := t.bilingual(h.text, 0)
	if !x.Change || x.Rest != "" || x.Indicator != "" || r.percentCells(c.col) || r.percentOver(i) {
		return
	}
	surely := strings.HasSuffix(h.text, "增减") // other words are of rates, as a rule
	counted := r.counts(t, i)
	way, _, _ := r.reckoned(i)
	amount := way == byDifference || t.ownAmount(c.path[at:]) || r.rateBeside(i, h.text, surely || counted) || r.rateElsewhere(i) && (surely || counted)
	switch {
	case way == byRatio:
		return
	case amount, surely && counted && !r.saysPercent():
		amount = true
	case !surely || r.saysPercent():
		return
	}
	measure := cm.measure
	a.kind, a.many = data.IndicatorWord, ""
	t.unknown(&cm.meaning, r.sheet, h, a, x)
	switch cm.change = cm.open; {
	case cm.open:
		if k := r.levelAt(i); k >= 0 && len(cm.times) == 0 {
			cm.times = r.newest(k)
		}
		if cm.measure = ""; cm.unit.IsZero() {
			cm.unit = t.unitOfLeft(r, i)
		}
	case amount:
		cm.measure = ""
	default:
		cm.measure = measure // an answer says that the word means no more than it does
	}
}

// changeWord is the index of the innermost label that is no unit and no word for an
// amount alone: 增减 over 绝对额, over 户.
func (t *translator) changeWord(path []heading) int {
	for k := len(path) - 1; k > 0; k-- {
		x := t.bilingual(path[k].text, 0)
		if x.Rest != "" || x.Measure != "" || x.Indicator != "" || len(x.Facets) > 0 || x.Place != "" || x.Time.Says() {
			return k
		}
	}
	return 0
}

// ownAmount reports whether a word for a change has, by itself or below it in its own
// column, a unit that is no rate or a word for an amount.
func (t *translator) ownAmount(path []heading) bool {
	for k, h := range path {
		x := t.bilingual(h.text, 0)
		if len(x.Units) == 1 && !rateUnit(x.Units[0]) || k > 0 && amountNoun.MatchString(h.text) {
			return true
		}
	}
	return false
}

var (
	amountNoun = regexp.MustCompile(`^(?:绝对[额数量值]|[额数量]|数额|数量|户数|家数)(?:[(（].*[)）])?$`)
	// amountWord heads a change in the unit of what stands at its left.
	amountWord = regexp.MustCompile(`(?i)(?:增减|增加|增长|净增|减少|变动|变化)(?:绝对|户|家)?[额数量值]?$|^(?:(?:absolute|net|annual|yearly|monthly) )?(?:change|increase)(?: (?:on|from|over) .*)?$`)
)

// isAmountWord reports whether a label that was not understood is one for a change,
// its unit left out.
func isAmountWord(text string) bool {
	if g := unitTail.FindStringSubmatch(text); g != nil && !strings.ContainsAny(g[2], "%％") {
		text = g[1]
	}
	return amountWord.MatchString(strings.TrimSpace(text))
}

// levelAt is the column of a level at the left of the i-th under the same outer
// words, this time's before one of a time before; -1 for none.
func (r *reading) levelAt(i int) int {
	earlier := -1
	for k := i - 1; k >= 0; k-- {
		n := &r.cols[k]
		if r.columns[k].role != values || n.change || n.measure != "" && n.measure != data.Level {
			continue
		}
		if !r.sameThingBeside(i, k) {
			break
		}
		if !before(n.times) {
			return k
		}
		earlier = max(earlier, k)
	}
	return earlier
}

// unitOfLeft is the unit of the level at the left of a change, as its column or the
// unit row says it.
func (t *translator) unitOfLeft(r *reading, i int) data.Unit {
	k := r.levelAt(i)
	if k < 0 {
		return data.Unit{}
	}
	n := &r.cols[k]
	if code := firstOf(n.indicator, r.over.indicator); n.unit.IsZero() && code != "" {
		u, _ := fromUnitRow(r.unit, t.indicatorOf(code))
		return u
	}
	return n.unit
}

// counts reports whether a column of whole numbers stands beside one of counted
// things that are whole as well.
func (r *reading) counts(t *translator, i int) bool {
	k := r.levelAt(i)
	if k < 0 || !r.wholeNumbers(r.columns[i].col) || !r.wholeNumbers(r.columns[k].col) {
		return false
	}
	n := &r.cols[k]
	base := n.unit.Base
	if base == "" {
		base = t.indicatorOf(firstOf(n.indicator, r.over.indicator)).Unit.Base
	}
	return base == data.BaseCount || base == data.BasePerson
}

// percentOver reports whether a % stands among the words over a column.
func (r *reading) percentOver(i int) bool {
	for _, h := range r.columns[i].path {
		if strings.ContainsAny(h.text, "%％率幅") {
			return true
		}
	}
	return false
}

// rateElsewhere reports whether another column of values has a % in its head or in
// its cells: where changes are rates, this table says so.
func (r *reading) rateElsewhere(i int) bool {
	for k, c := range r.columns {
		if k != i && c.role == values && (strings.ContainsAny(innermost(c.path).text, "%％") && growthWord.MatchString(innermost(c.path).text) || r.percentCells(c.col)) {
			return true
		}
	}
	return false
}

// growthWord is a word for growth in a head; 占比% is none.
var growthWord = regexp.MustCompile(`(?i)增|同比|环比|±|\+/?-|比上|change|growth|increase`)

// rateBeside reports whether another column of values is headed by the same words
// and a sign of a rate; anywhere, or of the same level.
func (r *reading) rateBeside(i int, words string, anywhere bool) bool {
	for k, c := range r.columns {
		if k == i || c.role != values || len(c.path) == 0 || !anywhere && r.levelAt(k) != r.levelAt(i) {
			continue
		}
		tail, ok := strings.CutPrefix(innermost(c.path).text, words)
		if ok && strings.ContainsAny(tail, "%％率幅") {
			return true
		}
	}
	return false
}

// saysPercent reports whether a % stands in the header, the titles or the units of
// a table.
func (r *reading) saysPercent() bool {
	for _, u := range r.unit {
		if rateUnit(u) {
			return true
		}
	}
	percent := func(s string) bool { return strings.ContainsAny(s, "%％") }
	for _, l := range r.titles {
		if percent(l.text) {
			return true
		}
	}
	for _, c := range r.columns {
		for _, h := range c.path {
			if percent(h.text) {
				return true
			}
		}
		if c.role == units && r.onlyPercent(c.col) {
			return true
		}
	}
	return false
}

// onlyPercent reports whether a column of units has no other than %: one for some
// rows says nothing of the changes of others.
func (r *reading) onlyPercent(col int) bool {
	n := 0
	for b := range r.body {
		s := label(r.bodyCell(b, col))
		if s == "" {
			continue
		}
		if !strings.ContainsAny(s, "%％") {
			return false
		}
		n++
	}
	return n > 0
}

// The ways in which a change may be reckoned from the levels at its left.
const (
	notReckoned = iota
	byDifference
	byRatio
)

// reckoned finds two levels at the left of the i-th column, under the same outer
// words, whose difference or whose ratio in per cent it is in each row.
func (r *reading) reckoned(i int) (way, now, was int) {
	var levels []int
	for k := i - 1; k >= 0 && len(levels) < 4; k-- {
		if n := &r.cols[k]; r.columns[k].role == values && !n.change && (n.measure == "" || n.measure == data.Level) && r.sameThingBeside(i, k) {
			levels = append(levels, k)
		}
	}
	for _, now := range levels {
		for _, was := range levels {
			if now == was {
				continue
			}
			if way := r.reckonedFrom(i, now, was); way != notReckoned {
				return way, now, was
			}
		}
	}
	return notReckoned, 0, 0
}

// plainRate is a word for growth with a % that does not say on what.
var plainRate = regexp.MustCompile(`(?i)^(?:增长|增减|增速|增幅|增长率|增减率|增减幅|±|(?:per ?cent |percentage |% ?)?(?:change|growth|increase|chg)(?: rate)?)\s*(?:[(（,，]?\s*(?:±?[%％]|per ?cent|percentage)\s*[)）]?)?$`)

// rateOfLevels is the rate of growth that a column is by its numbers: that of the
// level of a year or of a month on the one before at its left.
func (r *reading) rateOfLevels(i int) data.Measure {
	c := &r.columns[i]
	if len(c.path) == 0 || !plainRate.MatchString(innermost(c.path).text) {
		return ""
	}
	way, now, was := r.reckoned(i)
	if way != byRatio {
		return ""
	}
	a, b := r.cols[now].times, r.cols[was].times
	p, q := pick(a, 2000), pick(b, 2000)
	switch step := back(b); {
	case before(a):
	case ago(b) == 1, !q.IsZero() && p.AddYears(-1) == q, step == vocab.LastPeriod && r.over.annual():
		return data.YoY
	case step == vocab.LastMonth, step == vocab.LastQuarter, step == vocab.LastPeriod, !q.IsZero() && p.Previous() == q && p.Freq() != data.YearToDate:
		return data.MoM
	}
	return ""
}

// annual reports whether titles name a year, or a cumulated span of one.
func (m *meaning) annual() bool {
	f := pick(m.times, 2000).Freq()
	return f == data.Annual || f == data.YearToDate
}

func (r *reading) reckonedFrom(i, a, b int) int {
	n, differs, rates := 0, true, true
	for row := range r.body {
		x, okX := r.numberAt(row, i)
		now, okNow := r.numberAt(row, a)
		was, okWas := r.numberAt(row, b)
		if !okX || !okNow || !okWas {
			continue
		}
		n++
		differs = differs && math.Abs(now-was-x) <= 1e-4*(math.Abs(now)+math.Abs(was))+1e-6
		rates = rates && was > 0 && math.Abs((now/was-1)*100-x) <= 0.06
		if !differs && !rates || n > 200 {
			break
		}
	}
	switch {
	case n == 0 || differs && rates:
		return notReckoned
	case differs:
		return byDifference
	case rates:
		return byRatio
	}
	return notReckoned
}

// numberAt is the number of a body row in the k-th column.
func (r *reading) numberAt(row, k int) (float64, bool) {
	c := r.bodyCell(row, r.columns[k].col)
	if c == nil {
		return 0, false
	}
	if look, _ := lookOf(c); look != number {
		return 0, false
	}
	return numberOf(c), true
}

// percentCells reports whether the numbers of a column are shown with a %.
func (r *reading) percentCells(col int) bool {
	for b := range r.body {
		if c := r.bodyCell(b, col); c != nil && (c.Percent || strings.ContainsAny(c.Text, "%％")) {
			return true
		}
	}
	return false
}

// changeRow asks about a row that is headed as a change (增减) where it is one of
// amounts: the row of the same word with a % is below it, or it is the difference of
// the two rows of levels above it.
func (t *translator) changeRow(r *reading, w *rowWords, p *rowPath, i, level int) {
	m := &r.rows[i]
	if m.open || m.measure != data.YoY && m.measure != data.MoM || len(p.parts) == 0 {
		return
	}
	h := p.parts[len(p.parts)-1]
	x := t.bilingual(h.text, 0)
	if !x.Change || x.Rest != "" || strings.ContainsAny(h.text, "%％率幅") || r.percentRow(i) || !r.rateBelow(i, h) && !r.differs(i, level) {
		return
	}
	v := variant{meaning: m.meaning, up: r.rows[level].meaning, word: "change"}
	m.meaning = w.with(v, func(m *meaning) {
		m.measure = ""
		t.unknown(m, r.sheet, h, axis{kind: data.IndicatorWord}, x)
	})
}

// percentRow reports whether a number of a body row is shown with a %.
func (r *reading) percentRow(i int) bool {
	for _, c := range r.columns {
		if cell := r.bodyCell(i, c.col); c.role == values && cell != nil && (cell.Percent || strings.ContainsAny(cell.Text, "%％")) {
			return true
		}
	}
	return false
}

// rateBelow reports whether the next row is headed by the same words with a sign of a rate.
func (r *reading) rateBelow(i int, h heading) bool {
	if i+1 >= len(r.body) {
		return false
	}
	tail, ok := strings.CutPrefix(label(r.bodyCell(i+1, h.col)), h.text)
	return ok && strings.ContainsAny(tail, "%％率幅")
}

// differs reports whether the numbers of a body row are the differences of the last
// level above it and the one above that.
func (r *reading) differs(i, level int) bool {
	if level == 0 || level != i-1 {
		return false
	}
	n := 0
	for k, c := range r.columns {
		if c.role != values {
			continue
		}
		x, okX := r.numberAt(i, k)
		a, okA := r.numberAt(level, k)
		b, okB := r.numberAt(level-1, k)
		if !okX || !okA || !okB {
			continue
		}
		n++
		if d := math.Abs(a - b); math.Abs(d-math.Abs(x)) > 1e-4*(math.Abs(a)+math.Abs(b))+1e-6 {
			return false
		}
	}
	return n > 0
}
