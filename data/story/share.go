package story

import (
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/measure"
)

// parts are the dimensions in the order in which a share is taken: what a
// cluster is a part of keeps its park and its size.
var parts = []string{data.DimCluster, data.DimIndustry, data.DimTag, "", data.DimPark, data.DimSize}

// totalOf is the population that a group is a part of.
func totalOf(g data.Group) data.Group {
	first, least := "", len(parts)
	for _, f := range g.Facets() {
		dim, _, _ := strings.Cut(f, "/")
		at := slices.Index(parts, dim)
		if at < 0 {
			at = slices.Index(parts, "")
		}
		if at < least {
			first, least = dim, at
		}
	}
	return g.Without(first)
}

// share: part of the total of the same table, in per cent.
func (l *look) share(c data.Claim) {
	part, ok := l.figure(c, c.Key.Group, data.Level)
	r := l.shareAt(c.Key.Group, part.Period)
	if !ok || !r.OK() {
		l.noData(c, c.Key.Group)
		return
	}
	l.rests(r.on...)
	l.found(r.Value, data.PercentUnit, part.Period)
	l.f.Outcome, l.f.Rule = compare(c, r.Value), data.Say("story.rule-share")
	if !speaks(c, data.PercentUnit) {
		l.otherUnit(c, data.PercentUnit)
		return
	}
	if l.f.Outcome != data.Differs {
		return
	}
	if other := l.shareAt(otherScope(c.Key.Group), part.Period); other.OK() && compare(c, other.Value).Agrees() {
		l.rests(other.on...)
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-scope")
	}
}

// shareAt is the share in per cent of the total of one period.
func (l *look) shareAt(g data.Group, p data.Period) reading {
	total := totalOf(g)
	part, ok1 := l.on(p, g, data.Level)
	whole, ok2 := l.on(p, total, data.Level)
	x, same := part.Unit.Convert(part.Value.Number, whole.Unit)
	if !ok1 || !ok2 || !same || total == g {
		return missing
	}
	return reading{Result: measure.Share(x, whole.Value.Number), on: []data.Point{part, whole}}
}
