package importer

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// period is the time of a figure. Column and row say it before titles; a year
// from one and months from another make one period; 累计 and 当月 choose
// between the two readings of a month.
func (t *translator) period(r *reading, col *colMeaning, row *rowMeaning) data.Period {
	near := make([]vocab.Time, 0, 4)
	near = append(near, col.times...)
	near = append(near, *row.when...)
	if (col.timeOpen || row.timeOpen) && pick(near, 0).IsZero() {
		return data.Period{} // what was not understood there must not give way to the title's time
	}
	if quarterOfSpan(near) {
		return data.Period{} // when a financial year begins, its quarters do not say
	}
	year := yearOf(near)
	ownYear := year > 0
	if !ownYear {
		year = yearOf(r.over.times)
		if y := financialYear(r.over.times); y > 0 {
			near = append(near, vocab.Time{Period: data.Years(y, y+1)})
		}
	}
	p := pick(near, year)
	if p.IsZero() || p.Freq() == data.Annual && r.titleRefines() && !slices.ContainsFunc(near, allYear) {
		if q := pick(r.over.times, year); !q.IsZero() {
			if ownYear && q.Freq() != data.OtherSpan && q.Year() != year {
				q = q.AddYears(year - q.Year())
			}
			if p.IsZero() || q.Freq() != data.Annual && q.Freq() != data.OtherSpan {
				p = q
			}
		}
	}
	p = accumulate(p, near, r.over.times)
	if r.bases(col, row) {
		return p
	}
	if step := back(near); step != vocab.NoStep {
		return step.From(p, saidAcc(near))
	}
	return p.AddYears(-ago(near))
}

// bases reports whether the step that labels speak of is the base of an index, and
// not a time of its own: 上年同月 | 上月 of a table of indices without 本月.
func (r *reading) bases(col *colMeaning, row *rowMeaning) bool {
	index := r.over.indices || col.measure == data.IndexNumber || row.measure == data.IndexNumber || col.unit.Base == data.BaseIndex
	return index && !slices.ContainsFunc(r.cols, func(c colMeaning) bool { return saidAcc(c.times) == vocab.Current && !before(c.times) })
}

// back is the step before the table's time that labels speak of: 上月, 上年末.
func back(ts []vocab.Time) vocab.Step {
	for _, x := range ts {
		if x.Back != vocab.NoStep {
			return x.Back
		}
	}
	return vocab.NoStep
}

// before reports whether labels speak of a time before the table's own.
func before(ts []vocab.Time) bool { return ago(ts) != 0 || back(ts) != vocab.NoStep }

// allYear reports whether a label says 全年, which no title's months make shorter.
func allYear(x vocab.Time) bool { return x.Yearless && x.Period.Freq() == data.Annual }

// quarterOfSpan reports whether labels name a quarter or half of a span of years:
// 2022-23 | Q1.
func quarterOfSpan(ts []vocab.Time) bool {
	span, part := false, false
	for _, x := range ts {
		if x.IsZero() {
			continue
		}
		f := x.In(2000).Freq()
		span = span || !x.Yearless && f == data.OtherSpan
		part = part || x.Yearless && (f == data.Quarterly || f == data.HalfYearly)
	}
	return span && part
}

// ago is how many years before the table's time labels say that a figure is.
func ago(ts []vocab.Time) int {
	for _, x := range ts {
		if x.Ago != 0 {
			return x.Ago
		}
	}
	return 0
}

func yearOf(ts []vocab.Time) int {
	for _, x := range ts {
		if !x.IsZero() && !x.Yearless {
			return x.Period.Year()
		}
	}
	return 0
}

// pick is the first time shorter than a year, or one within it, else the first
// there is.
func pick(ts []vocab.Time, year int) data.Period {
	var p, best data.Period
	split := financialYear(ts)
	for _, x := range ts {
		if x.IsZero() {
			continue
		}
		q := x.In(year)
		if split > 0 {
			q = x.InSplit(split)
		}
		switch f := q.Freq(); {
		case q.IsZero():
		case f == data.Annual || q.Months() >= 12:
			if p.IsZero() {
				p = q
			}
		case x.Yearless && f == data.Monthly && p.Freq() == data.OtherSpan:
			// at the end of June, in columns of financial years
		case best.IsZero(), refines(q, best):
			best = q
		}
	}
	if best.IsZero() {
		return p
	}
	return best
}

// refines reports whether a period is a part of a quarter or half-year: August of
// the third quarter.
func refines(q, p data.Period) bool {
	return (p.Freq() == data.Quarterly || p.Freq() == data.HalfYearly && q.Freq() != data.YearToDate) && q.Months() < p.Months() && p.Covers(q)
}

// financialYear is the year in which the financial year that labels name begins,
// 0 for none: 2018/19.
func financialYear(ts []vocab.Time) int {
	for _, x := range ts {
		if x.Period.Freq() == data.OtherSpan && x.Period.Months() == 24 {
			return x.Period.Year()
		}
	}
	return 0
}

// titleRefines reports whether a title's months apply to columns that name
// years: 2024年1—9月 over the columns 2024年 and 2023年. Over a longer run of
// years it is the day of the table, not the span of its figures.
func (r *reading) titleRefines() bool {
	y := r.year
	if y == 0 {
		return false
	}
	for named := range r.years {
		if named != y && named != y-1 {
			return false
		}
	}
	return true
}

// accumulate applies 累计 and 当月 to a period that could be read either way. A
// title's 当月 says nothing of columns that name their months, and
// January–February is never split.
func accumulate(p data.Period, near, far []vocab.Time) data.Period {
	acc := saidAcc(near)
	if acc == vocab.Unsaid {
		if acc = saidAcc(far); acc == vocab.Current && !pick(near, p.Year()).IsZero() {
			return p
		}
	}
	y, m := p.End()
	switch {
	case acc == vocab.Cumulated && (p.Freq() == data.Monthly || p.Freq() == data.Quarterly || p.Freq() == data.HalfYearly):
		return data.ToDate(y, m)
	case acc == vocab.Current && p.Freq() == data.YearToDate && m > 2:
		return data.Month(y, m)
	}
	return p
}

var (
	monthHead   = regexp.MustCompile(`(?i)^(?:月|月份|month)$`)
	quarterHead = regexp.MustCompile(`(?i)^(?:季|季度|quarter(?: ended| ending)?)$`)
	fewDigits   = regexp.MustCompile(`^0?(\d{1,2})$`)
)

// monthNumber writes out the number in a column of months or quarters: 年 | 月.
func monthNumber(head, text string) string {
	g := fewDigits.FindStringSubmatch(text)
	switch {
	case g == nil:
	case monthHead.MatchString(head):
		return g[1] + "月"
	case quarterHead.MatchString(head):
		return g[1] + "季度"
	}
	return text
}

func saidAcc(ts []vocab.Time) vocab.Accumulation {
	for _, x := range ts {
		if x.Acc != vocab.Unsaid {
			return x.Acc
		}
	}
	return vocab.Unsaid
}

// spanText is a span of years with the last one cut short: 1976/80, 2010-11, 1921/25*.
var spanText = regexp.MustCompile(`^\s*(\d{4})\s*[/—–-]\s*(\d\d)\D*$`)

func spanOf(s string) (vocab.Time, bool) {
	m := spanText.FindStringSubmatch(s)
	if m == nil || monthWord.MatchString(s[len(m[1]):]) {
		return vocab.Time{}, false
	}
	from, errFrom := strconv.Atoi(m[1])
	to, errTo := strconv.Atoi(m[1][:2] + m[2])
	if errFrom != nil || errTo != nil || to == from {
		return vocab.Time{}, false
	}
	if to < from {
		to += 100 // 1896/00
	}
	return vocab.Time{Period: data.Years(from, to)}, true
}

// spanKind says what labels such as 2010-11 are among their neighbours.
type spanKind uint8

const (
	noSpans    spanKind = iota // months
	spans                      // one of them can be no month, or each ends a year after it begins
	maybeSpans                 // 2010-11 alone: November, or a financial year
)

// spansIn looks at the labels of one axis.
func spansIn(labels []heading) spanKind {
	kind, first := noSpans, ""
	for _, h := range labels {
		m := spanText.FindStringSubmatch(h.text)
		if m == nil || monthWord.MatchString(h.text) {
			continue
		}
		from, errFrom := strconv.Atoi(m[1])
		to, errTo := strconv.Atoi(m[2])
		switch {
		case errFrom != nil || errTo != nil:
		case to > 12 || to == 0:
			return spans
		case (from+1)%100 != to:
			first, kind = "months", noSpans
		case first == "":
			first, kind = m[1], maybeSpans
		case first != "months" && first != m[1]:
			kind = spans
		}
	}
	return kind
}

// spanColumns looks at the columns of times.
func spanColumns(byCol map[int][]heading) map[int]spanKind {
	kinds := make(map[int]spanKind)
	for col, labels := range byCol {
		kinds[col] = spansIn(labels)
	}
	return kinds
}

// spanTime reads a label on an axis of spans; open reports that it may be a month
// as well.
func spanTime(text string, kind spanKind) (x vocab.Time, open, ok bool) {
	if kind == noSpans {
		return x, false, false
	}
	x, ok = spanOf(text)
	return x, ok && kind == maybeSpans, ok
}

// askPeriod asks for the time of figures that have none: of the whole table, or
// of the column or row that alone lacks it. The answer stands where a title would:
// 累计 and 本月 keep their meaning.
func (t *translator) askPeriod(r *reading, x *Reading, i, k int) data.Period {
	col, row := &r.cols[k], &r.rows[i]
	top := r.body[0].Index
	if len(r.header) > 0 {
		top = r.header[0]
	}
	q := question{code: "period-missing", sheet: r.sheet, cell: CellName(top, r.first), got: r.title, passing: true}
	q.id, _ = t.idOf("period:", "of "+r.sheet, r.sheet+"!"+q.cell)
	switch {
	case slices.ContainsFunc(r.cols, func(c colMeaning) bool { return dated(c.times) }):
		q.code, q.cell, q.got = "period-missing-part", x.at.String(), strings.Join(col.labels, " › ")
		q.id = "period:" + r.sheet + "!" + ColumnName(r.columns[k].col)
	case len(r.years) > 0: // that rows name
		at := int(row.timesOf)
		q.code, q.cell, q.got = "period-missing-part", CellName(r.body[at].Index, r.first), strings.Join(t.rowText(r, at), " › ")
		// The same words beside the same years mean the same time on every sheet.
		q.id, _ = t.idOf("period:", fmt.Sprint(q.got, slices.Sorted(maps.Keys(r.years))), r.sheet+"!"+q.cell)
	}
	a, ok := t.ask(q)
	switch {
	case !ok:
		x.Open = true
		return data.Period{}
	case a.Ignore:
		x.Value.Status = ""
		return data.Period{}
	}
	said, _ := timeOf(a.Use)
	with := *r
	with.over.times = append([]vocab.Time{said}, r.over.times...)
	with.year = said.Period.Year()
	return t.period(&with, col, row)
}

// dated reports whether labels name a time with its year.
func dated(ts []vocab.Time) bool { return yearOf(ts) > 0 }
