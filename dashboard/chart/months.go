package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// singles is a flow by single months: as published, and where no month is, what
// two cumulated figures differ by (January–February as one).
func (f *frame) singles(g data.Group) []data.Point {
	published := f.whole(g, data.Level, data.Monthly)
	var derived []data.Point
	for _, b := range f.decumulated(f.whole(g, data.Level, data.YearToDate)) {
		var months []data.Point
		for _, p := range published {
			if b.Period.Covers(p.Period) && p.Value.Status.HasNumber() {
				months = append(months, p)
			}
		}
		if len(months) == b.Period.Months() {
			f.contradicted(g, b, months)
			continue
		}
		derived = append(derived, b)
	}
	slices.SortFunc(derived, func(a, b data.Point) int { return a.Period.Compare(b.Period) })
	out := slices.DeleteFunc(slices.Clone(published), func(p data.Point) bool { // one without a number
		_, known := data.PointAt(derived, p.Period)
		return known
	})
	out = append(out, derived...)
	slices.SortFunc(out, func(a, b data.Point) int { return a.Period.Compare(b.Period) })
	return out
}

// contradiction is a difference of cumulated figures that is not what was
// published for its months.
type contradiction struct {
	who               string
	period            data.Period
	published, differ float64
}

// contradicted keeps what published months and the difference of cumulated
// figures differ by, where rounding does not explain it.
func (f *frame) contradicted(g data.Group, difference data.Point, months []data.Point) {
	sum := 0.0
	for _, p := range months {
		x, ok := f.inUnit(p)
		if !ok {
			return
		}
		sum += x
	}
	x, ok := f.inUnit(difference)
	const readings = 2 // cumulated ones, each rounded by itself
	if tolerance := float64(len(months)+readings)*f.finest() + dust; !ok || math.Abs(x-sum) <= tolerance {
		return
	}
	f.contradictions = append(f.contradictions, contradiction{f.nameOf(g), difference.Period, sum, x})
}

// finest is half a unit of the last digit of the population's table: a row of
// round numbers is printed no coarser than the others.
func (f *frame) finest() float64 {
	half := f.half(f.c.Population)
	for _, g := range f.ranks() {
		half = min(half, f.half(g))
	}
	return half
}

// dust is what floating point may be off, in a unit of a chart.
const dust = 1e-9

// contradictionNote says how often published months and cumulated figures differ
// in what is shown, and by what at last.
func (f *frame) contradictionNote(shown []data.Period) {
	all := slices.DeleteFunc(f.contradictions, func(c contradiction) bool {
		return !slices.ContainsFunc(shown, func(p data.Period) bool { return c.period.Covers(p) })
	})
	if len(all) == 0 {
		return
	}
	last := slices.MaxFunc(all, func(a, b contradiction) int {
		return cmp.Or(a.period.Compare(b.period), cmp.Compare(math.Abs(a.published-a.differ), math.Abs(b.published-b.differ)))
	})
	f.c.Notes = append(f.c.Notes, text(f.l, "note-contradicted", "count", strconv.Itoa(len(all)), "who", last.who, "period", lang.Period(f.l, last.period),
		"published", lang.Figure(f.l, last.published, f.c.Unit), "difference", lang.Figure(f.l, last.differ, f.c.Unit)))
}

// length is how many months a column stands for; January–February, which are
// never published apart, are as one.
func length(p data.Period) int {
	if p == data.ToDate(p.Year(), 2) {
		return 1
	}
	return p.Months()
}

// evenly keeps the periods that may stand beside each other as columns, all of
// one length: the shortest of which there are three, else the most frequent. What
// lies between them without a figure is among them; the others are odd.
func evenly(have []data.Period) (even, odd []data.Period) {
	count := make(map[int]int)
	for _, p := range have {
		count[length(p)]++
	}
	const several = 3
	months := 0
	for _, p := range slices.Backward(have) { // of equally many the newest
		n := length(p)
		enough, had := count[n] >= several, count[months] >= several
		if months == 0 || enough && (!had || n < months) || !enough && !had && count[n] > count[months] {
			months = n
		}
	}
	for _, p := range have {
		apart := p.Months() > 1 && months == 1 && slices.ContainsFunc(have, func(q data.Period) bool { return q != p && p.Covers(q) })
		if length(p) != months || apart {
			odd = append(odd, p)
		} else {
			even = append(even, p)
		}
	}
	return withHoles(even, months), odd
}

// withHoles adds to periods of one length those between them, in the step in
// which they come.
func withHoles(even []data.Period, months int) []data.Period {
	step := stepOf(even)
	if step == 0 {
		return even
	}
	january := func(y int) bool {
		return slices.ContainsFunc(even, func(p data.Period) bool { return p == data.Month(y, 1) || p == data.Month(y, 2) })
	}
	all := slices.Clone(even)
	for at := end(even[0]) + step; at < end(even[len(even)-1]); at += step {
		y, m := at/12, at%12+1
		if slices.ContainsFunc(even, func(p data.Period) bool { return end(p) == at }) {
			continue
		}
		switch {
		case months > 1 && m >= months:
			all = append(all, data.Span(y, m-months+1, months))
		case months == 1 && m == 2 && !january(y):
			all = append(all, data.ToDate(y, 2))
		case months == 1 && (m > 1 || january(y)):
			all = append(all, data.Month(y, m))
		}
	}
	slices.SortFunc(all, data.Period.Compare)
	return all
}

// oddNote says which sums of several months are not drawn beside single ones.
func (f *frame) oddNote(odd []data.Period, total []data.Point) {
	const most = 3
	var said []string
	for _, p := range slices.Backward(odd) {
		if len(said) == most {
			said = append(said, text(f.l, "and-earlier"))
			break
		}
		words := lang.Period(f.l, p)
		if i := slices.IndexFunc(total, func(q data.Point) bool { return q.Period == p }); i >= 0 {
			if x, ok := f.inUnit(total[i]); ok {
				words = text(f.l, "with-value", "what", words, "value", lang.Figure(f.l, x, f.c.Unit))
			}
		}
		said = append(said, words)
	}
	if len(said) > 0 {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-uneven", "periods", strings.Join(said, lang.Text(f.l, "page.comma"))))
	}
}
