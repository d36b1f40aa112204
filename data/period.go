package data

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Period is a stretch of whole months: a year, a half-year, a quarter, a month,
// a span of months (January to September, the combined January–February) or a
// span of years. The zero Period means "no period". Periods are comparable with
// == and may be map keys. Spans of one month are that month; 2024-Q1 and
// 2024-01/P3M cover the same months and are different periods, since one
// belongs to a quarterly and the other to a cumulated series.
type Period struct {
	start  int32 // months since January of year 0
	months int32
	form   form
}

type form uint8

const (
	formNone form = iota
	formYear
	formHalf
	formQuarter
	formMonth
	formSpan  // months, written 2024-01/P9M
	formYears // years, written 1950/1955
)

// Freq says which kind of series a period belongs to.
type Freq string

// The frequencies, as addresses name them, and spans that are none of them.
const (
	Annual     Freq = "A"
	HalfYearly Freq = "S"
	Quarterly  Freq = "Q"
	Monthly    Freq = "M"
	YearToDate Freq = "YTD" // from January of the year, two months and more
	OtherSpan  Freq = "SPAN"
)

const (
	firstYear = 1000
	lastYear  = 2999
)

func made(year, month, months int, f form) Period {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || months < 1 || months > 12*(lastYear-firstYear) {
		return Period{}
	}
	return Period{start: int32(year*12 + month - 1), months: int32(months), form: f}
}

// Year is a calendar year. Like all constructors it returns the zero Period for
// arguments that are no time between the years 1000 and 2999.
func Year(y int) Period { return made(y, 1, 12, formYear) }

// Half is the first (1) or second (2) half of a year.
func Half(y, h int) Period { return within(h, 2, made(y, 6*(h-1)+1, 6, formHalf)) }

// Quarter is quarter 1 to 4 of a year.
func Quarter(y, q int) Period { return within(q, 4, made(y, 3*(q-1)+1, 3, formQuarter)) }

// Month is month 1 to 12 of a year.
func Month(y, m int) Period { return made(y, m, 1, formMonth) }

// Span is n months from month m of year y on; a span of one month is a month.
func Span(y, m, n int) Period {
	if n == 1 {
		return Month(y, m)
	}
	return made(y, m, n, formSpan)
}

// ToDate is January to month m of a year (累计).
func ToDate(y, m int) Period { return within(m, 12, Span(y, 1, m)) }

// Years is a span of years, both ends named as sources name them (1950–1955).
func Years(from, to int) Period {
	if to <= from {
		return Period{}
	}
	return made(from, 1, 12*(to-from+1), formYears)
}

func within(n, most int, p Period) Period {
	if n < 1 || n > most {
		return Period{}
	}
	return p
}

// IsZero reports whether p is no period at all.
func (p Period) IsZero() bool { return p.form == formNone }

// Start is the year and month (1–12) with which p begins.
func (p Period) Start() (year, month int) { return int(p.start) / 12, int(p.start)%12 + 1 }

// End is the year and month (1–12) with which p ends, included.
func (p Period) End() (year, month int) {
	last := int(p.start + p.months - 1)
	return last / 12, last%12 + 1
}

// FirstMonth is the month with which p begins, counted so that those of year y are
// 12y+1 to 12y+12.
func (p Period) FirstMonth() int { return int(p.start) + 1 }

// LastMonth is the month with which p ends, counted as FirstMonth is.
func (p Period) LastMonth() int { return int(p.start + p.months) }

// Year is the year in which p begins; 0 for the zero Period.
func (p Period) Year() int { y, _ := p.Start(); return y }

// Months is the number of months p covers.
func (p Period) Months() int { return int(p.months) }

// LastDay is the last day of p at 00:00 UTC.
func (p Period) LastDay() time.Time {
	y, m := p.End()
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
}

// Freq is the frequency of the series that p belongs to; "" for the zero Period.
func (p Period) Freq() Freq {
	switch p.form {
	case formNone:
		return ""
	case formYear:
		return Annual
	case formHalf:
		return HalfYearly
	case formQuarter:
		return Quarterly
	case formMonth:
		return Monthly
	}
	if _, m := p.Start(); p.form == formSpan && m == 1 && p.months <= 12 {
		return YearToDate
	}
	return OtherSpan
}

// AddYears is the same period n years later (earlier for n < 0).
func (p Period) AddYears(n int) Period { return p.addMonths(12 * n) }

// Previous is the period of the same length and form directly before p; for a
// cumulated period the one a month shorter (none before January–February), as
// de-cumulation needs it.
func (p Period) Previous() Period {
	if p.Freq() == YearToDate {
		y, m := p.End()
		return ToDate(y, m-1)
	}
	return p.addMonths(-int(p.months))
}

func (p Period) addMonths(n int) Period {
	if p.IsZero() {
		return p
	}
	at := int(p.start) + n
	return made(at/12, at%12+1, int(p.months), p.form)
}

// AsStock is the moment a stock (an enterprise count) is observed in p: the
// last month of a span of months (1—8月 means the end of August), p otherwise.
func (p Period) AsStock() Period {
	if p.form != formSpan {
		return p
	}
	return Month(p.End())
}

// Covers reports whether all months of q lie in p.
func (p Period) Covers(q Period) bool {
	return !p.IsZero() && !q.IsZero() && p.start <= q.start && q.start+q.months <= p.start+p.months
}

// Compare orders periods by end, then by length (shorter first), then by form.
func (p Period) Compare(q Period) int {
	return cmp.Or(
		cmp.Compare(p.start+p.months, q.start+q.months),
		cmp.Compare(p.months, q.months),
		cmp.Compare(p.form, q.form),
	)
}

// String is the house text, which addresses and JSON lines carry: 2020, 2020-S1,
// 2020-Q2, 2020-04, 2020-01/P4M, 1950/1955; "" for the zero Period.
func (p Period) String() string {
	y, m := p.Start()
	switch p.form {
	case formYear:
		return fmt.Sprintf("%04d", y)
	case formHalf:
		return fmt.Sprintf("%04d-S%d", y, (m-1)/6+1)
	case formQuarter:
		return fmt.Sprintf("%04d-Q%d", y, (m-1)/3+1)
	case formMonth:
		return fmt.Sprintf("%04d-%02d", y, m)
	case formSpan:
		return fmt.Sprintf("%04d-%02d/P%dM", y, m, p.months)
	case formYears:
		last, _ := p.End()
		return fmt.Sprintf("%04d/%04d", y, last)
	}
	return ""
}

// SDMX is the text that SDMX exports carry: as String, but spans of months
// start with a day (2020-01-01/P4M).
func (p Period) SDMX() string {
	if p.form != formSpan {
		return p.String()
	}
	y, m := p.Start()
	return fmt.Sprintf("%04d-%02d-01/P%dM", y, m, p.months)
}

// ParsePeriod reads the texts that String and SDMX write, and no others; how
// people write times is known to data/vocab.
func ParsePeriod(text string) (Period, error) {
	p := parsePeriod(text)
	if p.IsZero() {
		return p, Fail(Invalid, "period-text", "got", clip(text))
	}
	return p, nil
}

func parsePeriod(text string) Period {
	head, tail, slashed := strings.Cut(text, "/")
	y, ok := digits(head, 4)
	switch {
	case slashed && len(head) == 4:
		if to, okTo := digits(tail, 4); ok && okTo {
			return Years(y, to)
		}
		return Period{}
	case slashed:
		head = strings.TrimSuffix(head, "-01")
		if len(head) == 4 { // "2020-01/P4M" has lost its month, not its day
			head += "-01"
		}
		n, okN := digits(strings.TrimSuffix(strings.TrimPrefix(tail, "P"), "M"), 0)
		from := parsePeriod(head)
		if !okN || n < 2 || from.form != formMonth || tail != "P"+strconv.Itoa(n)+"M" {
			return Period{}
		}
		fy, fm := from.Start()
		return Span(fy, fm, n)
	case len(head) == 4 && ok:
		return Year(y)
	case len(head) == 7 && head[4] == '-':
		y, ok = digits(head[:4], 4)
		if !ok {
			return Period{}
		}
		if n, okN := digits(head[5:], 2); okN {
			return Month(y, n)
		}
		n, okN := digits(head[6:], 1)
		switch {
		case okN && head[5] == 'S':
			return Half(y, n)
		case okN && head[5] == 'Q':
			return Quarter(y, n)
		}
	}
	return Period{}
}

// digits reads a number of exactly n ASCII digits (any count up to 5 for n = 0).
func digits(s string, n int) (int, bool) {
	if s == "" || len(s) > 5 || (n > 0 && len(s) != n) {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// MarshalText writes the house text.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the house text; empty text is the zero Period.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	q, err := ParsePeriod(string(text))
	*p = q
	return err
}
