package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/measure"
)

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// level: the figure itself against what was said.
func (l *look) level(c data.Claim) {
	m := cmp.Or(c.Key.Measure, data.Level)
	p, ok := l.point(c, c.Key.Group, m)
	if !ok {
		l.noData(c, c.Key.Group)
		return
	}
	u := l.unitOf(c, p)
	x, _ := p.Unit.Convert(p.Value.Number, u)
	l.rests(p)
	l.found(x, u, p.Period)
	l.f.Outcome = compare(c.Op, x, c.Said, c.Tolerance)
	l.f.Rule = data.Say("story.rule-level-" + string(c.Op))
	if l.f.Outcome == data.Differs {
		l.otherReadings(c, p, x)
	}
}

// otherReadings looks whether another definition would agree: 万 for 亿, 规上 for
// 全部, 累计 for 当月.
func (l *look) otherReadings(c data.Claim, p data.Point, x float64) {
	say := func(which string) {
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-"+which)
	}
	for _, f := range []float64{1e4, 1e-4} {
		if agrees(compare(data.OpEQ, x*f, c.Said, c.Tolerance)) {
			say("unit")
			return
		}
	}
	above := data.NewGroup(data.DimSize + "/规上")
	other := c.Key.Group.Without(data.DimSize)
	if other == c.Key.Group {
		other = c.Key.Group.With(above.Facets()...)
	}
	if q, ok := l.point(c, other, cmp.Or(c.Key.Measure, data.Level)); ok {
		if y, ok := q.Unit.Convert(q.Value.Number, l.f.Unit); ok && agrees(compare(c.Op, y, c.Said, c.Tolerance)) {
			say("scope")
			return
		}
	}
	for _, s := range l.series(c.Key.Group, cmp.Or(c.Key.Measure, data.Level)) {
		for _, q := range s.Points {
			qy, qm := q.Period.End()
			py, pm := p.Period.End()
			if q.Period == p.Period || qy != py || qm != pm || !q.Value.Status.HasNumber() {
				continue
			}
			if y, ok := q.Unit.Convert(q.Value.Number, l.f.Unit); ok && agrees(compare(c.Op, y, c.Said, c.Tolerance)) {
				say("span")
				return
			}
		}
	}
}

// growthAt is the growth rate of a period in per cent: the published one where
// there is one, else computed from two levels.
func (l *look) growthAt(c data.Claim, g data.Group, p data.Period) (rate float64, published, ok bool) {
	if c.Basis != data.Nominal {
		if q, found := l.at(p, g, cmp.Or(rateOf(c), data.YoY)); found {
			l.rests(q)
			return q.Value.Number, true, true
		}
	}
	before := p.AddYears(-1)
	if rateOf(c) == data.MoM {
		before = p.Previous()
	}
	now, ok1 := l.at(p, g, data.Level)
	then, ok2 := l.at(before, g, data.Level)
	if !ok1 || !ok2 || c.Basis == data.Published {
		return 0, false, false
	}
	base, same := then.Unit.Convert(then.Value.Number, now.Unit)
	r := measure.Growth(now.Value.Number, base)
	if !same || !r.OK() {
		return 0, false, false
	}
	l.rests(now, then)
	return r.Value, false, true
}

func rateOf(c data.Claim) data.Measure {
	if c.Key.Measure == data.MoM {
		return data.MoM
	}
	return data.YoY
}

// periodOf is the period a claim about a group speaks of, looked up among its
// levels and rates.
func (l *look) periodOf(c data.Claim, g data.Group) (data.Period, bool) {
	if !c.Latest {
		return c.Key.Period, true
	}
	best, ok := l.point(c, g, data.Level)
	if r, found := l.point(c, g, rateOf(c)); found && (!ok || r.Period.Compare(best.Period) > 0) {
		best, ok = r, true
	}
	return best.Period, ok
}

// rate: growth in per cent, or the difference of two rates in percentage points.
func (l *look) rate(c data.Claim) {
	p, ok := l.periodOf(c, c.Key.Group)
	if !ok {
		l.noData(c, c.Key.Group)
		return
	}
	x, published, ok := l.growthAt(c, c.Key.Group, p)
	unit := data.Unit{Label: "%", Base: data.BasePercent}
	rule := "story.rule-growth-computed"
	if published {
		rule = "story.rule-growth-published"
	}
	if ok && c.Kind == data.ClaimPoints {
		before := p.AddYears(-1)
		if !c.From.IsZero() {
			before = c.From
		}
		y, _, had := l.growthAt(c, c.Key.Group, before)
		x, ok, unit, rule = x-y, had, data.Unit{Label: "百分点", Base: data.BasePoint}, "story.rule-points"
	}
	if !ok {
		c.Key.Period = p
		l.noData(c, c.Key.Group)
		return
	}
	l.found(x, unit, p)
	l.f.Outcome = compare(c.Op, x, c.Said, c.Tolerance)
	l.f.Rule = data.Say(rule)
	// A rate said in points, or a difference said in per cent, is another thing
	// even where the number is right.
	if c.Unit.Base != "" && c.Unit.Base != unit.Base && agrees(l.f.Outcome) {
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-points")
	}
}

// totalOf is the population that a group is a part of.
func totalOf(g data.Group) data.Group {
	if t := g.Without(data.DimCluster); t != g {
		return t
	}
	return g.Without(data.DimIndustry)
}

// share: part of the total of the same table, in per cent.
func (l *look) share(c data.Claim) {
	part, ok := l.point(c, c.Key.Group, data.Level)
	whole, ok2 := l.at(part.Period, totalOf(c.Key.Group), data.Level)
	if !ok || !ok2 || totalOf(c.Key.Group) == c.Key.Group {
		l.noData(c, c.Key.Group)
		return
	}
	x, same := part.Unit.Convert(part.Value.Number, whole.Unit)
	r := measure.Share(x, whole.Value.Number)
	if !same || !r.OK() {
		l.noData(c, c.Key.Group)
		return
	}
	l.rests(part, whole)
	l.found(r.Value, data.Unit{Label: "%", Base: data.BasePercent}, part.Period)
	l.f.Outcome = compare(c.Op, r.Value, c.Said, c.Tolerance)
	l.f.Rule = data.Say("story.rule-share")
}

// rank: among the groups of the same total, or among places with one parent.
func (l *look) rank(c data.Claim) error {
	p, ok := l.periodOf(c, c.Key.Group)
	if !ok {
		l.noData(c, c.Key.Group)
		return nil
	}
	own, ok := l.valueOf(c, c.Key.Group, p)
	if !ok {
		l.noData(c, c.Key.Group)
		return nil
	}
	rank, of := 1, 1
	count := func(x float64) {
		of++
		if x > own {
			rank++
		}
	}
	if c.Among == "places" {
		if err := l.neighbours(c, p, count); err != nil {
			return err
		}
	} else {
		for _, g := range l.siblings(c.Key.Group) {
			if x, ok := l.valueOf(c, g, p); ok {
				count(x)
			}
		}
	}
	if of == 1 {
		l.noData(c, c.Key.Group)
		return nil
	}
	l.found(float64(rank), data.Unit{}, p)
	l.f.Outcome = data.Differs
	if rank == c.Rank {
		l.f.Outcome = data.Agrees
	}
	l.f.Rule = data.Say("story.rule-rank", "rank", strconv.Itoa(rank), "of", strconv.Itoa(of))
	return nil
}

// valueOf is what ranks compare: growth when the claim's measure says so, else the level.
func (l *look) valueOf(c data.Claim, g data.Group, p data.Period) (float64, bool) {
	if c.Key.Measure == data.YoY || c.Key.Measure == data.MoM {
		x, _, ok := l.growthAt(c, g, p)
		return x, ok
	}
	q, ok := l.at(p, g, data.Level)
	if !ok {
		return 0, false
	}
	l.rests(q)
	x, _ := q.Unit.Convert(q.Value.Number, l.unitOf(c, q))
	return x, true
}

// siblings are the other clusters of the same population; what is left over
// (其他) is no cluster.
func (l *look) siblings(g data.Group) (all []data.Group) {
	for _, s := range l.answer.Series {
		v, ok := s.Group.Facet(data.DimCluster)
		if ok && v != "其他" && s.Group != g && s.Group.Without(data.DimCluster) == g.Without(data.DimCluster) && !slices.Contains(all, s.Group) {
			all = append(all, s.Group)
		}
	}
	slices.SortFunc(all, l.byGroup)
	return all
}

func (l *look) neighbours(c data.Claim, p data.Period, count func(float64)) error {
	home, _ := l.Names.Place(c.Key.Place)
	codes, err := l.Reader.Places(l.ctx, l.asof)
	if err != nil {
		return err
	}
	for _, code := range codes {
		n, ok := l.Names.Place(code)
		if !ok || code == home.Code || n.Parent != home.Parent || n.Region() {
			continue
		}
		a, err := l.bench.answer(l.ctx, c.Key.Indicator, code, l.asof)
		if err != nil {
			return err
		}
		there := look{bench: l.bench, ctx: l.ctx, asof: l.asof, answer: a}
		if x, ok := there.valueOf(c, c.Key.Group, p); ok {
			count(x)
			l.f.Cells = append(l.f.Cells, there.f.Cells...)
			l.f.Illustrative = l.f.Illustrative || there.f.Illustrative
		}
	}
	return nil
}

// readings is how many of the last readings a direction is judged by.
const readings = 3

// direction: what the last readings did. Flows are read by their growth rate
// (the season moves their levels), stocks by their level.
func (l *look) direction(c data.Claim) {
	xs, points := l.recent(c)
	need := 2
	if c.Trend == data.Accelerating || c.Trend == data.Slowing {
		need = readings
	}
	if len(xs) < need {
		l.noData(c, c.Key.Group)
		return
	}
	last := points[len(points)-1]
	l.found(xs[len(xs)-1], last.Unit, last.Period)
	l.rests(points...)
	t := measure.TrendOf(xs)
	flow := last.Unit.Base == data.BasePercent
	var ok bool
	switch c.Trend {
	case data.Rising:
		ok = t.Up || flow && all(xs, func(x float64) bool { return x > 0 })
	case data.Falling:
		ok = t.Down && !flow || flow && all(xs, func(x float64) bool { return x < 0 })
	case data.Accelerating:
		ok = t.Up
	case data.Slowing:
		ok = t.Down
	case data.Record:
		ok = t.Record
	case data.Turned:
		ok = xs[len(xs)-1]*xs[len(xs)-2] < 0
	}
	l.f.Outcome = data.Differs
	if ok {
		l.f.Outcome = data.Agrees
	}
	kind := "stock"
	if flow {
		kind = "flow"
	}
	l.f.Rule = data.Say("story.rule-direction-"+string(c.Trend)+"-"+kind, "readings", spell(xs), "n", strconv.Itoa(len(xs)))
}

func all(xs []float64, f func(float64) bool) bool {
	return !slices.ContainsFunc(xs, func(x float64) bool { return !f(x) })
}

func spell(xs []float64) string {
	words := make([]string, len(xs))
	for i, x := range xs {
		words[i] = strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strings.Join(words, " → ")
}

// recent gives the last readings: growth rates of a flow, levels of a stock;
// the change of a stock's level where acceleration is claimed. A record looks at
// all there is: of a flow at the level of the same months of every year.
func (l *look) recent(c data.Claim) (xs []float64, points []data.Point) {
	i, _ := l.Names.Indicator(c.Key.Indicator)
	m := data.Level
	if i.Kind == data.Flow && c.Trend != data.Record {
		m = data.YoY
	}
	if c.Key.Measure != "" {
		m = c.Key.Measure
	}
	latest, ok := l.point(data.Claim{Latest: c.Latest, Key: c.Key}, c.Key.Group, m)
	if !ok {
		return nil, nil
	}
	for _, s := range l.series(c.Key.Group, m) {
		if s.Freq != latest.Period.Freq() {
			continue
		}
		for _, p := range s.Points {
			_, pm := p.Period.Start()
			_, lm := latest.Period.Start()
			sameMonths := p.Period.Months() == latest.Period.Months() && pm == lm
			if p.Period.Compare(latest.Period) > 0 || !p.Value.Status.HasNumber() || c.Trend == data.Record && i.Kind == data.Flow && !sameMonths {
				continue
			}
			points, xs = append(points, p), append(xs, p.Value.Number)
		}
	}
	if n := len(xs) - readings; n > 0 && c.Trend != data.Record {
		points, xs = points[n:], xs[n:]
	}
	return xs, points
}

// goal: how far it is from the base to the target; a goal that is not reached
// is no false sentence, and cannot be judged yet.
func (l *look) goal(c data.Claim) {
	now, ok := l.point(data.Claim{Latest: c.Latest, Key: c.Key}, c.Key.Group, data.Level)
	_, m := now.Period.Start()
	by, _ := c.Base.Start()
	base := c.Base
	if ok && now.Period.Freq() != base.Freq() { // the same months of the base year
		base = now.Period.AddYears(by - now.Period.Year())
	}
	then, ok2 := l.at(base, c.Key.Group, data.Level)
	if !ok || !ok2 || m == 0 {
		l.noData(c, c.Key.Group)
		return
	}
	x0, same := then.Unit.Convert(then.Value.Number, now.Unit)
	if !same {
		l.noData(c, c.Key.Group)
		return
	}
	target := c.Target
	if !c.Times {
		in, _ := c.Unit.Convert(c.Target, now.Unit)
		target = in / x0
	}
	years := now.Period.Year() - by
	d := measure.DoublingOf(now.Value.Number, x0, float64(years), target)
	l.rests(now, then)
	if !d.Progress.OK() {
		l.noData(c, c.Key.Group)
		return
	}
	l.found(d.Progress.Value, data.Unit{Label: "%", Base: data.BasePercent}, now.Period)
	pairs := []string{"base", base.String(), "progress", strconv.FormatFloat(d.Progress.Value, 'f', 0, 64), "target", number(target)}
	switch {
	case d.Progress.Value >= 100:
		l.f.Outcome, l.f.Rule = data.Agrees, data.Say("story.rule-goal-reached", pairs...)
	case d.YearsLeft.OK():
		// The pace reaches the target within that year.
		y := now.Period.Year() + int(d.YearsLeft.Value) + 1
		l.f.Outcome, l.f.Rule = data.NotCheckable, data.Say("story.rule-goal-open", append(pairs, "year", strconv.Itoa(y))...)
	default:
		l.f.Outcome, l.f.Rule = data.NotCheckable, data.Say("story.rule-goal-never", pairs...)
	}
}
