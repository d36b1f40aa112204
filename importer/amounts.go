package importer

import (
	"regexp"
	"strings"

	"countyboard/data"
)

// 同比增减 may be a rate or an amount. It is a rate where a % stands with it. It is
// an amount beside a column of the same words with %, 率 or 幅, where another column
// is headed as a rate, and of whole numbers under a count; else it is asked.

// changeColumn looks at a column that is headed so and names no unit.
func (t *translator) changeColumn(r *reading, i int, a axis) {
	c, cm := &r.columns[i], &r.cols[i]
	if len(c.path) == 0 {
		return
	}
	h := c.path[len(c.path)-1]
	if cm.open && amountWord.MatchString(h.text) {
		cm.change = true
		if cm.unit.IsZero() {
			cm.unit = r.unitOfLeft(i)
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
	amount := r.rateBeside(i, h.text, surely || counted) || r.rateElsewhere(i) && (surely || counted)
	switch {
	case amount, surely && counted && !r.saysPercent():
		amount = true
	case !surely || r.saysPercent():
		return
	}
	measure := cm.measure
	a.kind, a.many = data.IndicatorWord, ""
	t.unknown(&cm.meaning, r.sheet, h, a, x)
	if cm.change = cm.open; !amount {
		cm.measure = measure
		return
	}
	if cm.measure = ""; cm.open && cm.unit.IsZero() {
		cm.unit = r.unitOfLeft(i)
	}
}

// amountWord heads a change in the unit of what stands at its left.
var amountWord = regexp.MustCompile(`(?i)(?:增减|增加|增长|净增|变动|变化)(?:绝对|户|家)?[额数量]$|^(?:(?:absolute|net|annual|yearly|monthly) )?(?:change|increase)(?: (?:on|from|over) .*)?$`)

// levelAt is the column of a level at the left of the i-th under the same outer
// words, -1 for none.
func (r *reading) levelAt(i int) int {
	for k := i - 1; k >= 0; k-- {
		if n := &r.cols[k]; r.columns[k].role == values && !n.change && (n.measure == "" || n.measure == data.Level) {
			if r.sameThingBeside(i, k) {
				return k
			}
			return -1
		}
	}
	return -1
}

// unitOfLeft is the unit that the column of the level at the left names.
func (r *reading) unitOfLeft(i int) data.Unit {
	if k := r.levelAt(i); k >= 0 {
		return r.cols[k].unit
	}
	return data.Unit{}
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
		if c.role != units {
			continue
		}
		for b := range r.body {
			if percent(label(r.bodyCell(b, c.col))) {
				return true
			}
		}
	}
	return false
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
