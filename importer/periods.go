package importer

import (
	"regexp"
	"strconv"

	"countyboard/data"
	"countyboard/data/vocab"
)

// period is the time of a figure. Column and row say it before titles; a year
// from one and months from another make one period; 累计 and 当月 choose
// between the two readings of a month.
func (t *translator) period(r *reading, col *colMeaning, row *rowMeaning) data.Period {
	near := make([]vocab.Time, 0, 4)
	near = append(near, col.times...)
	near = append(near, row.times...)
	year := yearOf(near)
	ownYear := year > 0
	if !ownYear {
		year = yearOf(r.over.times)
	}
	p := pick(near, year)
	if p.IsZero() || p.Freq() == data.Annual && r.titleRefines() {
		if q := pick(r.over.times, year); !q.IsZero() {
			if ownYear && q.Freq() != data.OtherSpan && q.Year() != year {
				q = q.AddYears(year - q.Year())
			}
			if p.IsZero() || q.Freq() != data.Annual && q.Freq() != data.OtherSpan {
				p = q
			}
		}
	}
	return accumulate(p, near, r.over.times).AddYears(-ago(near))
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

// pick is the first time shorter than a year, else the first there is.
func pick(ts []vocab.Time, year int) data.Period {
	var p data.Period
	for _, x := range ts {
		if x.IsZero() {
			continue
		}
		q := x.In(year)
		if q.IsZero() {
			continue
		}
		if f := q.Freq(); f != data.Annual && f != data.OtherSpan {
			return q
		}
		if p.IsZero() {
			p = q
		}
	}
	return p
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

func saidAcc(ts []vocab.Time) vocab.Accumulation {
	for _, x := range ts {
		if x.Acc != vocab.Unsaid {
			return x.Acc
		}
	}
	return vocab.Unsaid
}

// spanText is a span of years with the last one cut short: 1976/80, 1921/25*.
var spanText = regexp.MustCompile(`^\s*(\d{4})/(\d\d)\D*$`)

func spanOf(s string) (vocab.Time, bool) {
	m := spanText.FindStringSubmatch(s)
	if m == nil {
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

// spanColumns are the columns of times in which 1901/05 is a span of years and
// no month, since 1976/80 in them can be nothing else.
func spanColumns(paths []rowPath) map[int]bool {
	spans := make(map[int]bool)
	for _, p := range paths {
		for _, h := range p.time {
			if m := spanText.FindStringSubmatch(h.text); m != nil && m[2] > "12" {
				spans[h.col] = true
			}
		}
	}
	return spans
}

// askPeriod asks for the time of a table that names none.
func (t *translator) askPeriod(r *reading, x *Reading) data.Period {
	row := r.body[0].shape.index
	if len(r.header) > 0 {
		row = r.header[0]
	}
	cell := CellName(row, r.first)
	a, ok := t.ask(question{id: "period:" + r.sheet + "!" + cell, code: "period-missing", sheet: r.sheet, cell: cell, got: r.title, passing: true})
	if !ok {
		x.Open = true
		return data.Period{}
	}
	if a.Ignore {
		x.Value.Status = ""
		return data.Period{}
	}
	if p, err := data.ParsePeriod(a.Use); err == nil {
		return p
	}
	if p, ok := vocab.ParseTime(a.Use, vocab.Context{}); ok && !p.Yearless {
		return p.Period
	}
	x.Open = true
	return data.Period{}
}
