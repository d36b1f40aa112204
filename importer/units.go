package importer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/data/vocab"
)

// setUnit finds the unit of a figure: the cell itself (186户), column header,
// indicator's name, a 单位 column, the 单位 row, else a question. A rate is never in the unit of its level.
func (t *translator) setUnit(r *reading, x *Reading, i, k int, ind *data.Indicator, percent bool) {
	col, row := &r.cols[k], &r.rows[i]
	x.Open = x.Open || col.unitOpen || row.unitOpen
	rate := x.Key.Measure != data.Level
	near := x.Unit
	if percent {
		near = data.PercentUnit
	}
	for _, u := range [...]*data.Unit{&near, &x.Unit, &col.unit, row.unit, &row.meaning.unit} {
		if u.IsZero() || rate && !rateUnit(*u) || u == &col.unit && row.ratio.refuses(*u) || (u == row.unit || u == &row.meaning.unit) && col.ratio.refuses(*u) {
			continue
		}
		x.Unit = *u
		if !rate && ind.Code != "" && !fits(ind, *u) || rate && u.Base == data.BasePoint && x.Key.Measure != data.Points && !x.Open {
			t.askOddUnit(r, x, k, ind, *u)
		}
		return
	}
	if rate {
		x.Unit = r.unitOfRate(x.Key.Measure)
		return
	}
	if col.unitOpen || row.unitOpen {
		return
	}
	if u, ok := fromUnitRow(r.unit, ind); ok && (ratioOf(r.title) != noRatio || !row.ratio.refuses(u) && !col.ratio.refuses(u)) {
		x.Unit = u
		return
	}
	if u, ok := r.unitByWord(col, row); ok && ind.Code == "" {
		x.Unit = u
		return
	}
	if u, ok := t.units[ind.Code]; ok {
		x.Unit = u
		return
	}
	t.askUnit(r, x, i, k, ind)
}

// unitOfRate is the unit of a rate that names none: that of the 单位 row, else the
// one that it has by its nature.
func (r *reading) unitOfRate(m data.Measure) data.Unit {
	if u, ok := r.rateOfRow(); ok && (u.Base == data.BasePoint) == (m == data.Points) {
		return u
	}
	switch m {
	case data.IndexNumber:
		return data.Unit{}
	case data.Points:
		return data.PointUnit
	}
	return data.PercentUnit
}

// rateOfRow is the unit of a 单位 row that names a unit of rates and nothing else:
// the figures below are no levels.
func (r *reading) rateOfRow() (data.Unit, bool) {
	if len(r.unit) == 0 || !oneUnit(r.unit) || !rateUnit(r.unit[0]) {
		return data.Unit{}, false
	}
	return r.unit[0], true
}

func rateUnit(u data.Unit) bool {
	return u.Base == data.BasePercent || u.Base == data.BasePoint || u.Base == data.BaseIndex || u.Label == "‰"
}

// fits reports whether an indicator can be measured in a unit.
func fits(ind *data.Indicator, u data.Unit) bool {
	return ind.Unit.Base == u.Base || ind.Unit.Base == data.BaseOther || ind.Unit.IsZero() || u.Base == data.BaseOther ||
		ind.Unit.Base == data.BaseYuan && u.Base == data.BaseDollar
}

// fromUnitRow takes the unit of a 单位 row that the indicator can have, if there
// is exactly one: such rows name several units for several columns, or the
// wrong one for some.
func fromUnitRow(row []data.Unit, ind *data.Indicator) (data.Unit, bool) {
	var found data.Unit
	n := 0
	for _, u := range row {
		if u == found {
			continue // 单位：万元 (10 000 yuan)
		}
		if ind.Code == "" && oneUnit(row) || ind.Code != "" && fits(ind, u) {
			found = u
			n++
		}
	}
	return found, n == 1
}

// legalPerson are words with 人 in them that speak of units and not of people.
var legalPerson = regexp.MustCompile(`法人|人民|人均|承包人|负责人`)

// unitByWord takes, of the several units of a 单位 row, the one whose word the labels
// of a column have: 户 of 总户数, 人 of 总人口 and of men and women.
func (r *reading) unitByWord(col *colMeaning, row *rowMeaning) (data.Unit, bool) {
	if len(r.unit) < 2 || oneUnit(r.unit) {
		return data.Unit{}, false
	}
	words := legalPerson.ReplaceAllString(strings.Join(col.labels, " "), "")
	sexes := slices.ContainsFunc(slices.Concat(col.facets, row.facets), func(f string) bool { return strings.HasPrefix(f, "sex/") })
	var found data.Unit
	n := 0
	for _, u := range r.unit {
		if hasHan(u.Label) && strings.Contains(words, strings.TrimLeft(u.Label, "十百千万亿")) || sexes && u.Base == data.BasePerson {
			found = u
			n++
		}
	}
	return found, n == 1
}

func oneUnit(us []data.Unit) bool {
	for _, u := range us {
		if u != us[0] {
			return false
		}
	}
	return true
}

// askUnit asks once for each thing that is measured, whatever its times, places
// and groups are; where only the title says what it is, once for the table.
// While the indicator itself is asked, the unit is not: its answer may settle it.
func (t *translator) askUnit(r *reading, x *Reading, i, k int, ind *data.Indicator) {
	if q, may := t.askedWord(r, ind); may {
		t.takeUnit(x, q)
		return
	}
	if x.Key.Indicator == "" {
		x.Open = true
		return
	}
	col, row := &r.cols[k], &r.rows[i]
	said, place := col.said, ColumnName(r.columns[k].col)
	if col.indicator == "" && row.indicator != "" {
		said = row.said
		place = CellName(int(row.saidRow), said.col)
	}
	what := t.measured(said.text)
	q, asked := r.unitQuestions[what]
	if !asked {
		q = question{
			code: "unit-unknown", sheet: r.sheet, cell: x.at.String(), lasting: "unit:=" + what,
			args: []string{"what", firstOf(ind.Label, what)}, options: r.unitOptions(ind),
		}
		q.id, _ = t.idOf("unit:", t.layout+" "+what, r.sheet+"!"+place)
		r.unitQuestions[what] = q
	}
	t.takeUnit(x, q)
}

// likelyUnits are the units that a word in brackets behind an indicator may have
// been meant for: those spelt alike, of which those that the indicator can have
// come first, and of a single character (戸) those of the indicator. None where
// it looks like no unit.
func (t *translator) likelyUnits(word, indicator string) []string {
	ind, _ := t.v.Indicator(indicator)
	near := t.v.Suggest("unit", word, 4)
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(t.misfit(&ind, a), t.misfit(&ind, b)) })
	if len(near) == 0 && utf8.RuneCountInString(word) == 1 && hasHan(word) {
		return unitOptions(&ind)
	}
	return near
}

// misfit is 1 where a unit is not of the kind of an indicator's own. It is stricter
// than fits, which lets units of unknown kinds pass: 万吨 is no guess for a count.
func (t *translator) misfit(ind *data.Indicator, unit string) int {
	if u, ok := t.v.Unit(unit); ok && u.Base != ind.Unit.Base && ind.Unit.Base != data.BaseOther && !ind.Unit.IsZero() {
		return 1
	}
	return 0
}

// askedWord is the question about the misspelt word of the 单位 row, where that may
// be meant for an indicator; found once for each, since all its figures ask it.
func (t *translator) askedWord(r *reading, ind *data.Indicator) (q question, may bool) {
	w := r.unknownUnit
	if w.text == "" {
		return q, false
	}
	q, known := r.wordQuestions[ind.Code]
	if !known {
		if t.mayBeUnit(r, w.text, ind) {
			q = question{id: "unit:" + w.text, code: "unit-word", sheet: r.sheet, cell: CellName(w.row, w.col), got: w.text, options: t.likelyUnits(w.text, ind.Code)}
		}
		r.wordQuestions[ind.Code] = q
	}
	return q, q.id != ""
}

// mayBeUnit reports whether a misspelt word of a 单位 row may be meant for an
// indicator: 万圆 says nothing of a count of enterprises where output stands beside it.
func (t *translator) mayBeUnit(r *reading, word string, ind *data.Indicator) bool {
	near := t.v.Suggest("unit", word, 4)
	fits := func(ind *data.Indicator) bool {
		return slices.ContainsFunc(near, func(n string) bool { return t.misfit(ind, n) == 0 })
	}
	if ind.Code == "" || len(near) == 0 || fits(ind) {
		return true
	}
	other := func(m *meaning) bool {
		i, ok := t.v.Indicator(m.indicator)
		return ok && m.indicator != ind.Code && fits(&i)
	}
	return !slices.ContainsFunc(r.cols, func(c colMeaning) bool { return other(&c.meaning) }) &&
		!slices.ContainsFunc(r.rows[:min(len(r.rows), 100)], func(row rowMeaning) bool { return row.meaning != nil && other(row.meaning) })
}

// measured is the words that name an indicator without their time, so that
// Unemployed_2000 and Unemployed_2001 are one thing.
func (t *translator) measured(said string) string {
	what, known := t.measures[said]
	if !known {
		what = said
		if x := t.bilingual(said, 0); !x.Time.IsZero() {
			what = firstOf(x.Indicator, x.Rest)
		}
		t.measures[said] = what
	}
	return what
}

// askWordOfUnit asks about a unit in a header or a 单位 column that nobody knows.
func (t *translator) askWordOfUnit(m *meaning, q question) {
	q.code, q.word = "unit-word", true
	a, ok := t.ask(q)
	switch {
	case ok && a.Ignore:
		m.ignore = true
	case ok:
		m.unit = t.unitOf(q, a)
	default:
		m.unitOpen, m.asks = true, append(m.asks, q.id)
	}
}

func (t *translator) unitOf(q question, a data.AnswerTo) data.Unit {
	switch {
	case a.New != nil:
		return t.unitNamed(a.New.Label)
	case a.Take != "":
		return t.unitNamed(q.got)
	}
	return t.unitNamed(a.Use)
}

// unitNamed is a known unit, or one that is nothing but its name.
func (t *translator) unitNamed(name string) data.Unit {
	u, seen := t.named[name]
	if !seen {
		var ok bool
		if u, ok = t.v.Unit(name); !ok {
			u = data.Unit{Label: vocab.Tidy(name), Base: data.BaseOther}
		}
		t.named[name] = u
	}
	return u
}

// takeUnit asks a question whose answer is a unit.
func (t *translator) takeUnit(x *Reading, q question) {
	a, ok := t.ask(q)
	switch {
	case !ok:
		x.Open = true
	case a.Ignore:
		x.Value.Status = ""
	default:
		x.Unit = t.unitOf(q, a)
	}
}

func (t *translator) askOddUnit(r *reading, x *Reading, k int, ind *data.Indicator, u data.Unit) {
	t.takeUnit(x, question{
		id: "unit:" + r.sheet + "!" + ColumnName(r.columns[k].col), lasting: "unit:!" + ColumnName(r.columns[k].col), code: "unit-odd", sheet: r.sheet, cell: x.at.String(), got: u.Label,
		args: []string{"what", ind.Label}, options: unitOptions(ind),
	})
}

// unitOptions are the units of the table's 单位 row where it names several, else
// the likely ones of the indicator.
func (r *reading) unitOptions(ind *data.Indicator) []string {
	var named []string
	for _, u := range r.unit {
		if fits(ind, u) && !slices.Contains(named, u.Label) {
			named = append(named, u.Label)
		}
	}
	if len(named) > 1 {
		return named
	}
	return unitOptions(ind)
}

// unitOptions are the likely units of an indicator.
func unitOptions(ind *data.Indicator) []string {
	switch ind.Unit.Base {
	case data.BaseCount:
		return []string{"户", "家", "个"}
	case data.BasePerson:
		return []string{"人", "万人"}
	case data.BaseYuan:
		return []string{"亿元", "万元"}
	case data.BasePercent:
		return []string{"%"}
	case "":
		return []string{}
	}
	return []string{ind.Unit.Label}
}

func last(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}
