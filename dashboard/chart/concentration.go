package chart

import (
	"cmp"
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// Measures that only this chart has.
const (
	measureTop1   data.Measure = "top-1"
	measureTop3   data.Measure = "top-3"
	measureHHI    data.Measure = "hhi"
	measureHHILow data.Measure = "hhi-low"
)

// concentration answers: how dependent are we on few? The share of the largest
// clusters over time, or the Herfindahl–Hirschman index: a band where 其他
// lumps some together, since it may be one cluster or many.
func concentration(f *frame) {
	freq := f.freq(data.Level)
	if len(f.clusters) < 2 {
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	var periods []data.Period
	for _, g := range f.clusters {
		for _, p := range f.find(g, data.Level, freq) {
			if p.Value.Status.HasNumber() && !slices.Contains(periods, p.Period) {
				periods = append(periods, p.Period)
			}
		}
	}
	slices.SortFunc(periods, data.Period.Compare)
	periods = calendar(periods)
	if n := len(periods) - mostMonths; n > 0 && f.c.Params.From.IsZero() {
		periods = periods[n:]
	}
	index := f.c.Params.View == "hhi"
	if index {
		f.c.Series = []Series{{Name: text(f.l, "hhi-high"), Measure: measureHHI}, {Name: text(f.l, "hhi-low"), Measure: measureHHILow}}
	} else {
		f.c.Series = []Series{{Name: text(f.l, "top-three"), Measure: measureTop3}, {Name: text(f.l, "top-one"), Measure: measureTop1}}
	}
	for i := range f.c.Series {
		f.c.Series[i].Group, f.c.Series[i].Rank = f.c.Population, RankTotal
	}
	banded := false
	for _, p := range periods {
		var one, two Point
		if parts := f.partsOf(p); index {
			one, two = parts.hhi(f)
			banded = banded || one.Has && one.Value-two.Value >= 1
		} else {
			one, two = parts.tops(f)
		}
		f.c.Series[0].Points, f.c.Series[1].Points = append(f.c.Series[0].Points, one), append(f.c.Series[1].Points, two)
	}
	now, ok := f.c.Series[0].last()
	if !ok {
		f.c.Series = nil
		f.empty("no-parts-whole", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.periodCategories(periods)
	f.c.Picture, f.c.Unit, f.c.UnitLabel = TopShares, percent, "%"
	of := text(f.l, "top-shares-of")
	if index {
		f.c.Picture, f.c.Unit, f.c.UnitLabel = Band, data.Unit{Base: data.BaseIndex}, ""
		of = text(f.l, "hhi-of")
		f.c.Notes = append(f.c.Notes, text(f.l, "note-hhi"), text(f.l, "note-scale"))
		if !banded {
			f.c.Series = f.c.Series[:1]
			f.c.Series[0].Name = text(f.l, "measure-hhi")
		} else {
			f.c.Notes = append(f.c.Notes, text(f.l, "note-band"))
		}
	}
	if freq == data.YearToDate {
		of += text(f.l, "sep") + text(f.l, "view-cumulated")
		f.c.Notes = append(f.c.Notes, text(f.l, "note-january"))
	}
	f.subtitle(f.label(), of, f.span(periods[0], periods[len(periods)-1]))
	f.c.Title = f.concentrationTitle(now, index)
}

// parts is a total taken apart: named clusters, and what is lumped together.
type parts struct {
	period data.Period
	names  []string
	groups []data.Group // of the names
	levels []float64
	rest   float64
	from   []data.Point
	why    string // why it cannot be told; "" = it can
	status data.Status
}

// partsOf takes a period apart. A cluster without a figure might be the
// largest, so that nothing is told without it.
func (f *frame) partsOf(p data.Period) parts {
	out := parts{period: p, status: data.Normal}
	unit := f.indicator.Unit
	sum := 0.0
	for _, g := range f.clusters {
		q, has := f.at(g, data.Level, p)
		if unit.IsZero() {
			unit = q.Unit
		}
		x, same := q.Unit.Convert(q.Value.Number, unit)
		if !has || !same {
			out.why = text(f.l, "why-part-missing", "item", f.series(g).Name)
			return out
		}
		if x < 0 {
			out.why = text(f.l, "why-negative-base")
			return out
		}
		out.from = append(out.from, q)
		sum += x
		if s := f.series(g); s.Rank == RankOther {
			out.rest = x
		} else {
			out.names, out.groups, out.levels = append(out.names, s.Name), append(out.groups, g), append(out.levels, x)
		}
		if q.Value.Status == data.Provisional {
			out.status = data.Provisional
		}
	}
	if t, ok := f.at(f.c.Population, data.Level, p); ok {
		total, same := t.Unit.Convert(t.Value.Number, unit)
		gap := measure.Share(total-sum, total)
		switch {
		case !same || !gap.OK():
		case gap.Value < -shareSlack:
			out.why = text(f.l, "why-overlapping")
		case gap.Value > shareSlack: // the table names less than all there is
			out.rest += total - sum
			out.from = append(out.from, t)
		}
	}
	return out
}

func (p parts) point(f *frame, r measure.Result, unit data.Unit, shown string) Point {
	out := Point{Period: p.period, Status: data.Missing, Why: cmp.Or(p.why, text(f.l, "why-"+string(r.Why)))}
	if p.why != "" || !r.OK() {
		return out
	}
	f.rest(p.from...)
	return Point{Period: p.period, Status: p.status, Has: true, Value: r.Value, Shown: cmp.Or(shown, lang.Figure(f.l, r.Value, unit)), Cells: f.cells(p.from...)}
}

// tops are the shares of the three largest clusters and of the largest, with
// their names; a cluster's share is printed as in the picture of all shares.
func (p parts) tops(f *frame) (three, one Point) {
	three = p.point(f, measure.TopShare(p.levels, p.rest, 3), percent, "")
	if !three.Has {
		return three, three
	}
	order, shares := make([]int, len(p.levels)), make([]float64, len(p.levels)+1)
	all := p.rest
	for i, x := range p.levels {
		order[i] = i
		all += x
	}
	for i, x := range p.levels {
		shares[i] = measure.Share(x, all).Value
	}
	shares[len(p.levels)] = measure.Share(p.rest, all).Value
	closed := measure.Close(shares, 100, shareDigits)
	slices.SortStableFunc(order, func(i, j int) int { return -cmp.Compare(p.levels[i], p.levels[j]) })
	shown := f.shownShares(p.period)
	for _, i := range order[:min(3, len(order))] {
		three.Detail = append(three.Detail, Figure{p.names[i], cmp.Or(shown(p.groups[i]), lang.Figure(f.l, closed.Parts[i], percent)), shares[i], percent, ""})
	}
	one = three
	one.Value = measure.TopShare(p.levels, p.rest, 1).Value
	one.Shown, one.Detail = three.Detail[0].Shown, three.Detail[:1]
	return three, one
}

// hhi is the index where what is lumped together is one cluster, and where it
// is countless small ones.
func (p parts) hhi(f *frame) (high, low Point) {
	b := measure.HHI(p.levels, p.rest)
	high = p.point(f, b.Result, ratio, lang.Number(f.l, b.High, 0))
	l := b.Result
	l.Value = b.Low
	return high, p.point(f, l, ratio, lang.Number(f.l, b.Low, 0))
}

// concentrationTitle says how much the largest make, and how that moved against
// a year before; of a band, only what both ends bear out.
func (f *frame) concentrationTitle(now Point, index bool) string {
	before, ok := f.c.Series[0].at(now.Period.AddYears(-1))
	if !index {
		args := []string{"what", f.label(), "share", now.Shown, "count", strconv.Itoa(len(now.Detail)), "period", lang.Period(f.l, now.Period)}
		if len(now.Detail) < 3 || !ok {
			return text(f.l, "top-plain", args...)
		}
		d := now.Value - before.Value
		key := "top-more"
		switch {
		case d < -shareSlack:
			key = "top-less"
		case d <= shareSlack:
			key = "top-same"
		}
		return text(f.l, key, append(args, "change", lang.Figure(f.l, max(d, -d), points))...)
	}
	low := func(p Point) Point {
		if len(f.c.Series) > 1 {
			p, _ = f.c.Series[1].at(p.Period)
		}
		return p
	}
	args := []string{"low", low(now).Shown, "high", now.Shown, "period", lang.Period(f.l, now.Period)}
	key := "hhi-plain"
	switch {
	case !ok:
	case low(now).Value > before.Value:
		key = "hhi-rose"
	case now.Value < low(before).Value:
		key = "hhi-fell"
	default:
		key = "hhi-open"
	}
	if low(now).Shown == now.Shown {
		key += "-one"
	}
	return text(f.l, key, args...)
}
