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
		if !l.otherReading(c, c.Key.Period, data.Unit{}) {
			l.noData(c, c.Key.Group)
		}
		return
	}
	u := l.unitOf(c, p)
	x, _ := p.Unit.Convert(p.Value.Number, u)
	l.rests(p)
	l.found(x, u, p.Period)
	l.f.Outcome = compare(c, x)
	l.f.Rule = data.Say("story.rule-level-" + string(c.Op))
	if !c.Unit.IsZero() && c.Unit.Base != u.Base {
		l.otherUnit(c, u)
		return
	}
	if l.f.Outcome == data.Differs && !l.slip(c, u, x) {
		l.otherReading(c, p.Period, u)
	}
}

// otherUnit: what was said is of another kind than what was found, so equal
// numbers prove nothing.
func (l *look) otherUnit(c data.Claim, u data.Unit) {
	if !agrees(l.f.Outcome) {
		l.f.Outcome = data.Differs
		return
	}
	l.f.Outcome = data.DiffersDefinition
	l.f.Rule = data.Say("story.rule-other-kind", "said", c.Unit.Label, "found", u.Label)
	rates := []string{data.BasePercent, data.BasePoint}
	if slices.Contains(rates, c.Unit.Base) && slices.Contains(rates, u.Base) {
		l.f.Rule = data.Say("story.rule-other-points")
	}
}

// exactly is a claim with its bound taken away: of a slip the number itself is asked.
func exactly(c data.Claim) data.Claim {
	c.Op = data.OpEQ
	return c
}

// slip: 万 said for 亿, or the other way round.
func (l *look) slip(c data.Claim, u data.Unit, x float64) bool {
	if c.Said == 0 || u.Base == data.BasePercent || u.Base == data.BasePoint || u.Base == data.BaseIndex {
		return false
	}
	for _, f := range []float64{1e4, 1e-4} {
		if agrees(compare(exactly(c), x*f)) {
			l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-unit")
			return true
		}
	}
	return false
}

// otherReading looks whether another definition of the same measure would
// agree: 规上 for 全部, 累计 for 当月. u is the unit of what was found; zero where
// nothing was, and then the reading that agrees is what is shown.
func (l *look) otherReading(c data.Claim, at data.Period, u data.Unit) bool {
	m := cmp.Or(c.Key.Measure, data.Level)
	other := c.Key.Group.Without(data.DimSize)
	if other == c.Key.Group {
		other = c.Key.Group.With(data.DimSize + "/规上")
	}
	fits := func(q data.Point, which string) bool {
		to := u
		if to.IsZero() {
			to = l.unitOf(c, q)
		}
		y, ok := q.Unit.Convert(q.Value.Number, to)
		if !ok || !q.Value.Status.HasNumber() || !c.Unit.IsZero() && c.Unit.Base != to.Base || !agrees(compare(c, y)) {
			return false
		}
		l.rests(q)
		if !l.f.HasFound {
			l.found(y, to, q.Period)
		}
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-"+which)
		return true
	}
	here := data.Claim{Key: data.Key{Period: at}}
	if q, ok := l.point(here, other, m); ok && fits(q, "scope") {
		return true
	}
	ay, am := at.End()
	for _, s := range l.series(c.Key.Group, m) {
		for _, q := range s.Points {
			if qy, qm := q.Period.End(); q.Period != at && qy == ay && qm == am && fits(q, "span") {
				return true
			}
		}
	}
	return false
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

var perCent = data.Unit{Label: "%", Base: data.BasePercent}

// rate: growth in per cent, or the difference of two rates in percentage points.
func (l *look) rate(c data.Claim) {
	p, ok := l.periodOf(c, c.Key.Group)
	if !ok {
		l.noData(c, c.Key.Group)
		return
	}
	c.Latest, c.Key.Period = false, p
	if c.Kind == data.ClaimPoints {
		l.points(c)
		return
	}
	var x float64
	rule := "story.rule-growth-computed"
	if c.From.IsZero() {
		var published bool
		if x, published, ok = l.growthAt(c, c.Key.Group, p); published {
			rule = "story.rule-growth-published"
		}
	} else {
		x, ok = l.between(c.Key.Group, c.From, p)
	}
	c.Key.Measure = rateOf(c)
	if !ok {
		if !c.From.IsZero() || !l.otherReading(c, p, perCent) {
			l.noData(c, c.Key.Group)
		}
		return
	}
	l.found(x, perCent, p)
	l.f.Outcome, l.f.Rule = compare(c, x), data.Say(rule)
	switch {
	case !c.Unit.IsZero() && c.Unit.Base != data.BasePercent:
		l.otherUnit(c, perCent)
	case l.f.Outcome != data.Differs:
	case abs(c.Said) >= 100 && agrees(compare(exactly(c), x+100)): // 增长到两倍 is 增长一倍
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-times")
	case c.From.IsZero():
		l.otherRate(c, x)
	}
}

// otherRate: the nominal rate said for the published one, or another definition.
func (l *look) otherRate(c data.Claim, x float64) {
	other := c
	other.Basis = data.Nominal
	if y, _, ok := l.growthAt(other, c.Key.Group, c.Key.Period); ok && y != x && agrees(compare(c, y)) {
		l.f.Outcome, l.f.Rule = data.DiffersDefinition, data.Say("story.rule-other-basis")
		return
	}
	l.otherReading(c, c.Key.Period, perCent)
}

// between is the growth of a level from one stated period to another.
func (l *look) between(g data.Group, from, to data.Period) (float64, bool) {
	now, ok1 := l.at(to, g, data.Level)
	then, ok2 := l.at(from, g, data.Level)
	if !ok1 || !ok2 {
		return 0, false
	}
	base, same := then.Unit.Convert(then.Value.Number, now.Unit)
	r := measure.Growth(now.Value.Number, base)
	if !same || !r.OK() {
		return 0, false
	}
	l.rests(now, then)
	return r.Value, true
}

// points: how far a rate moved, in percentage points: the indicator itself where
// it is a rate, a share where the claim says so, else growth. Of two growth
// rates both are published or both computed, never one of each.
func (l *look) points(c data.Claim) {
	before := c.Key.Period.AddYears(-1)
	if !c.From.IsZero() {
		before = c.From
	}
	i, _ := l.Names.Indicator(c.Key.Indicator)
	at := func(p data.Period) (x float64, published, ok bool) {
		switch {
		case c.Key.Measure == data.Share:
			x, ok = l.shareAt(c, p)
			return x, true, ok
		case i.Kind == data.Rate && (c.Key.Measure == "" || c.Key.Measure == data.Level):
			q, ok := l.at(p, c.Key.Group, data.Level)
			l.rests(q)
			return q.Value.Number, true, ok
		}
		return l.growthAt(c, c.Key.Group, p)
	}
	x, px, ok := at(c.Key.Period)
	y, py, had := at(before)
	rule := "story.rule-points"
	if ok && had && px != py {
		c.Basis, l.f.Cells, l.f.Illustrative = data.Nominal, nil, false
		x, _, ok = at(c.Key.Period)
		y, _, had = at(before)
		rule = "story.rule-points-computed"
	}
	if !ok || !had {
		l.f.Cells = nil
		l.noData(c, c.Key.Group)
		return
	}
	unit := data.Unit{Label: "百分点", Base: data.BasePoint}
	l.found(x-y, unit, c.Key.Period)
	l.f.Outcome, l.f.Rule = compare(c, x-y), data.Say(rule)
	if !c.Unit.IsZero() && c.Unit.Base != data.BasePoint {
		l.otherUnit(c, unit)
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
	x, known := l.shareAt(c, part.Period)
	if !ok || !known {
		l.noData(c, c.Key.Group)
		return
	}
	l.found(x, perCent, part.Period)
	l.f.Outcome, l.f.Rule = compare(c, x), data.Say("story.rule-share")
	if !c.Unit.IsZero() && c.Unit.Base != data.BasePercent {
		l.otherUnit(c, perCent)
	}
}

// shareAt is the share in per cent of the total of one period.
func (l *look) shareAt(c data.Claim, p data.Period) (float64, bool) {
	total := totalOf(c.Key.Group)
	part, ok1 := l.at(p, c.Key.Group, data.Level)
	whole, ok2 := l.at(p, total, data.Level)
	if !ok1 || !ok2 || total == c.Key.Group {
		return 0, false
	}
	x, same := part.Unit.Convert(part.Value.Number, whole.Unit)
	r := measure.Share(x, whole.Value.Number)
	if !same || !r.OK() {
		return 0, false
	}
	l.rests(part, whole)
	return r.Value, true
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
	rank, of, tied, unknown := 1, 1, false, 0
	count := func(x float64, known bool) {
		if of++; !known {
			of, unknown = of-1, unknown+1
		} else if x > own {
			rank++
		} else if x == own {
			tied = true
		}
	}
	if c.Among == "places" {
		if err := l.neighbours(c, p, count); err != nil {
			return err
		}
	} else {
		for _, g := range l.siblings(c.Key.Group) {
			count(l.valueOf(c, g, p))
		}
	}
	if of == 1 {
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
		if ok && v != "其他" && s.Group != g && s.Group.Without(dim) == g.Without(dim) && !slices.Contains(all, s.Group) {
			all = append(all, s.Group)
		}
	}
	slices.SortFunc(all, l.byGroup)
	return all
}

func (l *look) neighbours(c data.Claim, p data.Period, count func(x float64, known bool)) error {
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
		x, ok := there.valueOf(c, c.Key.Group, p)
		if ok || len(there.series(c.Key.Group, data.Level)) > 0 {
			count(x, ok)
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
	xs, points, m := l.recent(c)
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
	flow := m == data.YoY || m == data.MoM
	if !flow && (c.Trend == data.Accelerating || c.Trend == data.Slowing) {
		t = measure.TrendOf(steps(xs)) // a stock is faster where its changes grow
	}
	var ok bool
	switch c.Trend {
	case data.Rising:
		ok = t.Up && !flow || flow && all(xs, func(x float64) bool { return x > 0 })
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

// steps are the changes from each of xs to the next.
func steps(xs []float64) []float64 {
	ds := make([]float64, len(xs)-1)
	for i := range ds {
		ds[i] = xs[i+1] - xs[i]
	}
	return ds
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
func (l *look) recent(c data.Claim) (xs []float64, points []data.Point, m data.Measure) {
	i, _ := l.Names.Indicator(c.Key.Indicator)
	m = data.Level
	if i.Kind == data.Flow && c.Trend != data.Record {
		m = data.YoY
	}
	if c.Key.Measure != "" {
		m = c.Key.Measure
	}
	latest, ok := l.point(data.Claim{Latest: c.Latest, Key: c.Key}, c.Key.Group, m)
	if !ok {
		return nil, nil, m
	}
	for _, s := range l.series(c.Key.Group, m) {
		if s.Freq != latest.Period.Freq() {
			continue
		}
		for _, p := range s.Points {
			_, pm := p.Period.Start()
			_, lm := latest.Period.Start()
			sameMonths := p.Period.Months() == latest.Period.Months() && pm == lm
			if p.Period.Compare(latest.Period) > 0 || before(p.Period, c.From) || !p.Value.Status.HasNumber() || c.Trend == data.Record && i.Kind == data.Flow && !sameMonths {
				continue
			}
			points, xs = append(points, p), append(xs, p.Value.Number)
		}
	}
	if n := len(xs) - readings; n > 0 && c.Trend != data.Record && c.From.IsZero() {
		points, xs = points[n:], xs[n:]
	}
	return xs, points, m
}

// before reports whether p ends before a stated first period does.
func before(p, first data.Period) bool { return !first.IsZero() && p.Compare(first) < 0 }

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
		in, same := l.unitOf(c, now).Convert(c.Target, now.Unit)
		if !same || x0 <= 0 || !c.Unit.IsZero() && c.Unit.Base != now.Unit.Base {
			l.noData(c, c.Key.Group)
			return
		}
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
