package importer

import (
	"strings"

	"countyboard/data"
)

// 同比增减 may be a rate or an amount. It is an amount beside a column of the same
// words with %, 率 or 幅; where no % stands anywhere it is asked.

// changeColumn looks at a column that is headed so and names no unit.
func (t *translator) changeColumn(r *reading, i int, a axis) {
	c, cm := &r.columns[i], &r.cols[i]
	if len(c.path) == 0 || cm.open || !cm.unit.IsZero() || cm.measure == "" {
		return
	}
	h := c.path[len(c.path)-1]
	x := t.bilingual(h.text, 0)
	if !x.Change || x.Rest != "" || r.percentCells(c.col) {
		return
	}
	beside := r.rateBeside(i, h.text)
	if !beside && r.saysPercent() {
		return
	}
	measure := cm.measure
	a.kind, a.many = data.IndicatorWord, ""
	t.unknown(&cm.meaning, r.sheet, h, a, x)
	cm.change = cm.open
	if beside {
		cm.measure = ""
	} else {
		cm.measure = measure
	}
}

// rateBeside reports whether another column of values is headed by the same words
// and a sign of a rate.
func (r *reading) rateBeside(i int, words string) bool {
	for k, c := range r.columns {
		if k == i || c.role != values || len(c.path) == 0 {
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
		for b := range r.each {
			if percent(label(r.bodyCell(b, c.col))) {
				return true
			}
		}
	}
	return false
}

// percentCells reports whether the numbers of a column are shown with a %.
func (r *reading) percentCells(col int) bool {
	for b := range r.each {
		if c := r.bodyCell(b, col); !c.none() && (c.Percent || strings.ContainsAny(c.Text, "%％")) {
			return true
		}
	}
	return false
}
