package chart

import (
	"math"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// A cluster whose figure is held back (Q) or missing is there all the same. No
// chart says first, fastest or second where it might be the one. What it can be
// at most is what the total leaves, which bounds levels and their changes; rates
// and indices have no bound.

// levelAt is a group's level in the indicator's unit, in a period that its
// caller knows.
type levelAt func(data.Group) (float64, bool)

// levelsOf are the levels of a period.
func (f *frame) levelsOf(p data.Period) levelAt {
	return func(g data.Group) (float64, bool) {
		q, ok := f.at(g, data.Level, p)
		x, same := f.inUnit(q)
		return x, ok && same
	}
}

// leftFor is the most that a cluster without a figure can be: what the total
// leaves. +Inf where there is no total, where clusters overlap, and where figures
// may be below zero, since one part may then be more than the whole.
func (f *frame) leftFor(level levelAt) float64 {
	left, ok := level(f.c.Population)
	if !ok || f.signed() {
		return math.Inf(1)
	}
	for _, g := range f.all {
		if x, ok := level(g); ok {
			left -= x
		}
	}
	const readings = 2 // of a month, which is a difference
	slack := readings*float64(len(f.all)+1)*f.finest() + dust
	if left < -slack {
		return math.Inf(1)
	}
	return max(left, 0) + slack
}

// untold reports whether a cluster may have a level in a period that nobody
// tells. Before its first figure and after its last one a table without a total
// does not list it; a total's remainder may hold it at any time.
func (f *frame) untold(g data.Group, p data.Period, bounded bool) bool {
	points := f.whole(g, data.Level, p.Freq())
	i, found := data.PointAt(points, p)
	if found {
		s := points[i].Value.Status
		return !s.HasNumber() && s != data.DoesNotApply
	}
	earlier := slices.ContainsFunc(points, func(q data.Point) bool { return q.Period.Compare(p) < 0 })
	later := slices.ContainsFunc(points, func(q data.Point) bool { return q.Period.Compare(p) > 0 })
	return (earlier || later) && (bounded || earlier && later)
}

// greatestUntold is how large the largest of some clusters without a figure may
// be; none where there is no such cluster.
func (f *frame) greatestUntold(groups []data.Group, p data.Period) (most float64, there bool) {
	level := f.levelsOf(p)
	most = f.leftFor(level)
	return most, slices.ContainsFunc(groups, func(g data.Group) bool {
		_, known := level(g)
		return !known && !isOther(g) && f.untold(g, p, !math.IsInf(most, 1))
	})
}

// mayBeLarger reports whether one of these clusters that has no figure may be as
// large as x, in the indicator's unit.
func (f *frame) mayBeLarger(groups []data.Group, p data.Period, x float64) bool {
	most, there := f.greatestUntold(groups, p)
	return there && most >= x
}

// mayMoveMore reports whether a cluster without one of its figures may have
// moved by as much as x, upwards where x is above zero, else downwards.
func (f *frame) mayMoveMore(groups []data.Group, now, before data.Period, at func(data.Period) levelAt, x float64) bool {
	levelNow, levelBefore := at(now), at(before)
	mostNow, mostBefore := f.leftFor(levelNow), f.leftFor(levelBefore)
	for _, g := range groups {
		a, okA := levelNow(g)
		b, okB := levelBefore(g)
		if isOther(g) || okA && okB || !okA && !okB && !f.untold(g, now, !math.IsInf(mostNow, 1)) && !f.untold(g, before, !math.IsInf(mostBefore, 1)) {
			continue
		}
		high, low := a-b, a-b // what is missing is between nothing and what is left
		if !okA {
			high += mostNow
		}
		if !okB {
			low -= mostBefore
		}
		if x > 0 && high >= x || x < 0 && low <= x {
			return true
		}
	}
	return false
}

// unratedRival reports whether a cluster that has figures of both moments, told
// or held back, lacks a number of its growth from one to the other. One that
// begins later has no growth and is no rival.
func (f *frame) unratedRival(groups []data.Group, now, before data.Period, rated func(data.Group) Point) bool {
	return slices.ContainsFunc(groups, func(g data.Group) bool {
		p := rated(g)
		if isOther(g) || p.Has || p.Why != text(f.l, "why-missing") && p.Why != text(f.l, "status-O") && p.Why != text(f.l, "status-Q") {
			return false
		}
		for _, m := range []data.Measure{data.Level, data.YoY} {
			if f.statusAt(g, m, now) == data.Missing || f.secret(g, now, before) {
				return true
			}
			if _, had := f.at(g, m, before); had {
				return true
			}
		}
		return false
	})
}

// statusAt is the status that a table gives for a figure, "" where it has none.
func (f *frame) statusAt(g data.Group, m data.Measure, p data.Period) data.Status {
	points := f.whole(g, m, p.Freq())
	if i, ok := data.PointAt(points, p); ok {
		return points[i].Value.Status
	}
	return ""
}

// secret reports whether a group's level or rate is held back in one of these
// periods.
func (f *frame) secret(g data.Group, periods ...data.Period) bool {
	return slices.ContainsFunc(periods, func(p data.Period) bool {
		return f.statusAt(g, data.Level, p) == data.Suppressed || f.statusAt(g, data.YoY, p) == data.Suppressed
	})
}

// secretNote names the clusters that are held back in what a chart compares.
func (f *frame) secretNote(periods ...data.Period) {
	var names []string
	for _, g := range f.all {
		if f.secret(g, periods...) {
			names = append(names, f.series(g).Name)
		}
	}
	if len(names) > 0 {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-held-back", "names", strings.Join(names, lang.Text(f.l, "page.comma"))))
	}
}

// isOther reports whether a group lumps clusters together.
func isOther(g data.Group) bool {
	v, _ := g.Facet(data.DimCluster)
	return v == data.Other
}

// cumulatedTo are cumulated periods as the table has them that a month stands on:
// up to its end, and up to what lies before it.
func cumulatedTo(p data.Period) []data.Period {
	y, m := p.End()
	all := []data.Period{p, data.ToDate(y, m)}
	if first := m - p.Months(); first > 0 {
		all = append(all, data.ToDate(y, first))
	}
	return all
}
