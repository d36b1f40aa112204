package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// columnMeanings reads the headers of the columns of values.
func (t *translator) columnMeanings(r *reading) {
	r.cols = make([]colMeaning, len(r.columns))
	t.joinWords(r)
	rowsSay := t.rowsSayIndicator(r)
	var all []heading
	for _, c := range r.columns {
		if c.role == values {
			for k, h := range c.path {
				if !c.translations[k] {
					all = append(all, h)
				}
			}
		}
	}
	fallback := data.IndicatorWord
	if r.over.indicator != "" || rowsSay {
		fallback = data.FacetWord
	}
	byRow, heads, crossed := make(map[int]axis), r.rowHeads(), t.newCrossing()
	for _, c := range r.columns {
		if c.role == values {
			crossed.add(c.path, func(h heading) int { return h.row })
		}
	}
	for _, row := range r.header {
		var own []heading
		for _, h := range all {
			if h.row == row {
				own = append(own, h)
			}
		}
		a := t.surveyAxis(own, heads[row], fallback, r.sheet)
		a.crossed, a.index = crossed, row
		byRow[row] = a
	}
	lastYear := 0
	for i := range r.columns {
		c := &r.columns[i]
		if c.role != values {
			continue
		}
		cm := &r.cols[i]
		if i+1 < len(r.columns) && r.columns[i+1].role == flags {
			cm.flags = r.columns[i+1].col
		}
		if len(c.path) == 0 && len(all) > 0 {
			t.unheaded(r, i)
		}
		change, changeAt := t.changeBelow(c.path)
		for k, h := range c.path {
			if k+1 < len(c.path) && isPureHeading(h.text) {
				continue
			}
			if m := r.rateOfLevels(i); m != "" && k+1 == len(c.path) {
				cm.measure, cm.unit = m, data.PercentUnit
				continue
			}
			a := byRow[h.row]
			if k == changeAt {
				h.text = change
			}
			if h.col != c.col && a.kind == "" {
				a.kind = fallback
			}
			if head := heads[h.row]; frequencyHead.MatchString(head) || head != "" && (codeHead.MatchString(head) || sourceHead.MatchString(head) || updatedHead.MatchString(head)) {
				continue
			}
			if k > 0 && ofWhich.MatchString(h.text) {
				a = t.asParent(a, c.path[k-1])
			}
			if u, ok := t.v.Unit(h.text); ok && unitHead.MatchString(heads[h.row]) {
				cm.unit = u
				continue
			}
			if !c.translations[k] && !t.compared(cm, h.text) {
				t.add(&cm.meaning, r.sheet, h, a, 0)
			}
		}
		for k, h := range c.path {
			if c.translations[k] {
				t.fill(&cm.meaning, h)
			}
		}
		for _, h := range c.path {
			if g := baseOfYears.FindStringSubmatch(h.text); g != nil { // the years below are what it is compared with
				if x, ok := vocab.ParseTime(g[1], vocab.Context{}); ok {
					cm.times = []vocab.Time{x}
				}
			}
		}
		t.rateOfSpan(r, cm, c.path, byRow[innermost(c.path).row])
		if changeAt >= 0 {
			cm.changeOver = c.path[changeAt]
		}
		cm.labels = texts(c.path)
		cm.ofWhich = ofWhich.MatchString(last(cm.labels))
		lastYear = carryYear(cm.times, lastYear, r.years)
		r.agoOfLeft(i)
		if !rowsSay {
			r.timeOfLeft(i)
		}
		t.changeColumn(r, i, byRow[innermost(c.path).row])
		t.fromNeighbour(r, i)
	}
}

// asParent is the axis of a part, whose kind is that of what it is a part of.
func (t *translator) asParent(a axis, parent heading) axis {
	x := t.bilingual(parent.text, 0)
	switch {
	case x.Rest != "" || x.Indicator != "":
	case x.Place != "":
		a.kind = data.PlaceWord
	case len(x.Facets) > 0 && a.dim == "":
		a.kind = data.FacetWord
		a.dim, _, _ = strings.Cut(x.Facets[len(x.Facets)-1], "/")
	}
	return a
}

// baseOfYears is the year of figures in per cent of those of the years below it:
// 2021年为以下各年%.
var baseOfYears = regexp.MustCompile(`((?:19|20)\d\d)年?(?:为|比)(?:以下|下列)各年`)

// agoOfLeft gives a column that says only "a year ago" or "last month" the months of
// the column at its left that names some: 累计 | 上年同期.
func (r *reading) agoOfLeft(i int) {
	c := &r.cols[i]
	if !before(c.times) || saidAcc(c.times) != vocab.Unsaid && back(c.times) == vocab.NoStep || !pick(c.times, 2000).IsZero() {
		return
	}
	for k := i - 1; k >= 0; k-- {
		n := &r.cols[k]
		if r.columns[k].role != values || before(n.times) || !r.sameThingBeside(i, k) {
			continue
		}
		if len(n.times) > 0 {
			c.times = append(slices.Clone(c.times), n.times...)
		}
		if c.indicator == "" && !c.open && !n.open && n.measure == "" {
			c.indicator, c.said, c.facets = n.indicator, n.said, withFacets(n.facets, c.facets)
			if c.unit.IsZero() {
				c.unit = n.unit
			}
			if c.place == "" && c.whole.level == "" {
				c.place, c.whole = n.place, n.whole
			}
		}
		if len(n.times) > 0 || c.indicator != "" {
			return
		}
	}
}

// timeOfLeft gives a column that says a time and nothing else the indicator of the
// column at its left, where neither title nor rows say one: 税收 | 其中：8月.
func (r *reading) timeOfLeft(i int) {
	c := &r.cols[i]
	if c.indicator != "" || c.open || r.over.indicator != "" || len(c.times) == 0 || c.measure != "" || len(c.facets) > 0 || c.place != "" {
		return
	}
	for k := i - 1; k >= 0; k-- {
		n := &r.cols[k]
		if r.columns[k].role != values || n.change || n.measure != "" && n.measure != data.Level {
			continue
		}
		if n.indicator != "" && !n.open && r.sameThingBeside(i, k) {
			c.indicator, c.said, c.facets = n.indicator, n.said, n.facets
			if c.unit.IsZero() {
				c.unit = n.unit
			}
		}
		return
	}
}

// sameThingBeside reports whether the k-th column may be of the same thing as the
// i-th one, which names none: it stands under the same outer words, where those are
// over several columns.
func (r *reading) sameThingBeside(i, k int) bool {
	a, b := r.columns[i].path, r.columns[k].path
	if len(a) < 2 || len(b) > 0 && a[0] == b[0] {
		return true
	}
	for _, n := range []int{i - 1, i + 1} {
		if n >= 0 && n < len(r.columns) && len(r.columns[n].path) > 0 && r.columns[n].path[0] == a[0] {
			return false
		}
	}
	return true
}

// unheaded asks about a column of values without a header beside others that have
// one: what stands in it must not pass for what the title measures.
func (t *translator) unheaded(r *reading, i int) {
	cell := CellName(r.body[0].Index, r.columns[i].col)
	id := "column-unnamed:" + r.sheet + "!" + ColumnName(r.columns[i].col)
	a, ok := t.ask(question{id: id, lasting: "column-unnamed:!" + ColumnName(r.columns[i].col), code: "column-unnamed", sheet: r.sheet, cell: cell})
	r.cols[i].open, r.cols[i].ignore = !ok, ok && a.Ignore
}

// rowsSayIndicator reports whether the labels of the rows name indicators.
func (t *translator) rowsSayIndicator(r *reading) bool {
	for i, p := range r.paths {
		for _, h := range p.parts {
			if x := t.bilingual(h.text, 0); x.Indicator != "" && x.Rest == "" {
				return true
			}
		}
		if i > 200 {
			break
		}
	}
	for _, c := range r.columns {
		if c.role == labels && !c.second && len(c.path) > 0 && itemHead.MatchString(c.path[len(c.path)-1].text) {
			return true
		}
	}
	return false
}

// carryYear gives times without a year the year that was last named beside
// them (1—2月 of 2024, then 1—3月), and notes the years that are named.
func carryYear(ts []vocab.Time, last int, years map[int]bool) int {
	named, span := 0, false
	for _, x := range ts {
		if !x.IsZero() && !x.Yearless {
			named = x.Period.Year()
			years[named] = true
			if x.Period.Freq() == data.OtherSpan && x.Period.Months() > 12 {
				span = true
			}
		}
	}
	switch {
	case span:
		return 0 // which year a quarter beside 2022-23 is of, it does not say
	case named > 0:
		return named
	}
	for i := range ts {
		if last > 0 && ts[i].Yearless {
			ts[i].Period, ts[i].Yearless = ts[i].In(last), false
		}
	}
	return last
}

// fromNeighbour completes a column that says only a rate (同比增长) by the
// column at its left, whose growth it is; one that names its indicator, but no
// time, by the time of its indicator's column there.
func (t *translator) fromNeighbour(r *reading, i int) {
	c := &r.cols[i]
	if c.open && len(c.times) == 0 {
		c.times = r.timesBeside(i)
	}
	if c.open || c.measure == "" || c.measure == data.Level || c.indicator != "" && len(c.times) > 0 {
		return
	}
	for k := i - 1; k >= 0; k-- {
		n := &r.cols[k]
		if r.columns[k].role != values || n.change || before(n.times) && r.levelBefore(k) {
			continue // 本年 | 上年同期 | 同比: the growth is this year's
		}
		if c.changeOver.text != "" && slices.Contains(r.columns[k].path, c.changeOver) {
			continue // change | Number, Percent
		}
		if c.indicator != "" {
			if c.indicator == n.indicator && !n.open {
				c.times = r.newest(k)
			}
			return
		}
		if n.open {
			c.open, c.openPlace, c.openSure, c.asks = true, n.openPlace, n.openSure, n.asks
			return
		}
		c.indicator, c.said = n.indicator, n.said
		c.facets = withFacets(n.facets, c.facets)
		if len(c.times) == 0 {
			c.times = r.newest(k)
		}
		if c.place == "" && c.whole.level == "" {
			c.place, c.whole = n.place, n.whole
		}
		return
	}
}

// timesBeside are the times of the column at the left under the same outer words,
// for one that was not understood: 当月 | 累计 | 增减额.
func (r *reading) timesBeside(i int) []vocab.Time {
	path := r.columns[i].path
	if len(path) < 2 || i == 0 || r.columns[i-1].role != values {
		return nil
	}
	if left := r.columns[i-1].path; len(left) < 2 || left[0] != path[0] {
		return nil
	}
	return r.newest(i - 1)
}

// newest are the times of the latest among the levels of one thing that stand
// side by side up to the k-th column: in 2023年 | 2022年 | 比上年增长 the growth is
// that of 2023.
func (r *reading) newest(k int) []vocab.Time {
	n := &r.cols[k]
	best := n.times
	for i := k - 1; i >= 0 && r.columns[i].role != labels; i-- {
		c := &r.cols[i]
		if r.columns[i].role != values {
			continue
		}
		if c.measure != "" && c.measure != data.Level || c.indicator != n.indicator || c.place != n.place || c.whole.level != n.whole.level || !slices.Equal(c.facets, n.facets) {
			break
		}
		if p, q := pick(c.times, 0), pick(best, 0); !p.IsZero() && !q.IsZero() && p.AddYears(-1) == q {
			best = c.times
		}
	}
	return best
}

// levelBefore reports whether a column of this year's level stands left of the
// k-th, under the same outer words.
func (r *reading) levelBefore(k int) bool {
	for i := k - 1; i >= 0; i-- {
		if r.columns[i].role == values && !before(r.cols[i].times) {
			return r.sameThingBeside(k, i)
		}
	}
	return false
}
