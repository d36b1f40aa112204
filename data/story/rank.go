package story

import (
	"cmp"
	"slices"
	"strconv"

	"countyboard/data"
)

// rank: among the groups of the same total, or among places with one parent.
func (l *look) rank(c data.Claim) error {
	if v, _ := c.Key.Group.Facet(data.DimCluster); v == data.Other {
		l.f.Outcome, l.f.Rule = data.NotCheckable, data.Say("story.rule-rank-rest")
		return nil
	}
	period := l.lastLevel
	if byRate(c) {
		period = l.lastRate
	}
	if !l.settles(&c, period) {
		return nil
	}
	p := c.Key.Period
	own, unit := l.standing(c, c.Key.Group, p)
	if !own.OK() {
		l.noData(c, c.Key.Group)
		return nil
	}
	l.rests(own.on...)
	rank, of, tied, unknown := 1, 1, false, 0
	// count takes a rival's standing; what is in no unit of ours is not known.
	count := func(r reading, u data.Unit) bool {
		x, same := u.Convert(r.Value, unit)
		switch known := r.OK() && same; {
		case !known:
			unknown++
			return false
		case x > own.Value:
			rank++
		case x == own.Value:
			tied = true
		}
		of++
		return true
	}
	if c.Among == "places" {
		if err := l.neighbours(c, p, count); err != nil {
			return err
		}
	} else {
		for _, g := range l.siblings(c.Key.Group) {
			if r, u := l.standing(c, g, p); count(r, u) {
				l.rests(r.on...)
			}
		}
	}
	if of+unknown == 1 {
		l.noData(c, c.Key.Group)
		return nil
	}
	l.found(float64(rank), data.Unit{}, p)
	l.f.Outcome = data.Differs
	rule := "story.rule-rank"
	switch {
	case unknown > 0 && rank <= c.Rank && c.Rank <= rank+unknown: // those without a figure may stand before it
		l.f.Outcome, rule = data.NoData, "story.rule-rank-open"
	case rank == c.Rank:
		l.f.Outcome = data.Agrees
	}
	if tied && unknown == 0 {
		rule = "story.rule-rank-tied"
	}
	l.f.Rule = data.Say(rule, "rank", strconv.Itoa(rank), "of", strconv.Itoa(of), "unknown", strconv.Itoa(unknown))
	return nil
}

// byRate reports whether a rank is one of growth.
func byRate(c data.Claim) bool { return c.Key.Measure == data.YoY || c.Key.Measure == data.MoM }

// standing is what ranks compare: growth or share where the claim's measure says
// so, the level where it says nothing, else what is published of that measure.
func (l *look) standing(c data.Claim, g data.Group, p data.Period) (reading, data.Unit) {
	switch {
	case byRate(c):
		return l.growthAt(c, g, p), data.PercentUnit
	case c.Key.Measure == data.Share:
		return l.shareAt(g, p), data.PercentUnit
	}
	q, ok := l.on(p, g, cmp.Or(c.Key.Measure, data.Level))
	if !ok {
		return missing, data.Unit{}
	}
	u := l.unitOf(c, q)
	x, _ := q.Unit.Convert(q.Value.Number, u)
	return read(x, q), u
}

// siblings are the other clusters of the same population, or the industries of
// the same rank; what is left over (其他) is no cluster.
func (l *look) siblings(g data.Group) (all []data.Group) {
	dim := data.DimCluster
	own, ok := g.Facet(dim)
	if !ok {
		dim = data.DimIndustry
		own, _ = g.Facet(dim)
	}
	for _, s := range l.answer.Series {
		v, ok := s.Group.Facet(dim)
		if dim == data.DimIndustry && len(v) != len(own) { // C17 stands below C
			continue
		}
		if ok && v != data.Other && s.Group != g && s.Group.Without(dim) == g.Without(dim) && !slices.Contains(all, s.Group) {
			all = append(all, s.Group)
		}
	}
	slices.SortFunc(all, l.byGroup)
	return all
}

// neighbours counts the places beside; one that has none of this kind may stand
// anywhere.
func (l *look) neighbours(c data.Claim, p data.Period, count func(reading, data.Unit) bool) error {
	for _, code := range l.rivals(l.ctx, c.Key.Place, l.asof) {
		a, err := l.bench.answer(l.ctx, c.Key.Indicator, code, l.asof)
		if err != nil {
			return err
		}
		there := *l
		there.answer, there.f = a, data.Finding{}
		if r, u := there.standing(c, c.Key.Group, p); count(r, u) {
			there.rests(r.on...)
			l.f.Cells = append(l.f.Cells, there.f.Cells...)
			l.f.Illustrative = l.f.Illustrative || there.f.Illustrative
			l.f.Revision = max(l.f.Revision, there.f.Revision)
		}
	}
	return l.err
}
