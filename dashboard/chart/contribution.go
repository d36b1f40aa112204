package chart

import (
	"math"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// growthContribution answers: who carries the growth? Period by period the part
// of each cluster in the total's growth on a year before, in percentage points
// or as per cent of the change; what is printed adds up to the total printed.
func growthContribution(f *frame) {
	freq := f.freq(data.Level)
	months := f.indicator.Kind == data.Flow && freq == data.YearToDate
	if !months {
		f.offer.views = nil
	}
	months = months && f.c.Params.View == "months"
	f.offer.months = months
	if len(f.clusters) == 0 {
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	levels := make(map[data.Group][]data.Point)
	for _, g := range append(slices.Clone(f.ranks()), f.c.Population) {
		if levels[g] = f.whole(g, data.Level, freq); months {
			levels[g] = f.decumulated(levels[g])
		}
	}
	var told []data.Period
	for _, p := range levels[f.c.Population] {
		if _, _, _, ok := pair(levels[f.c.Population], p.Period); ok {
			told = append(told, p.Period)
		}
	}
	f.offer.starts, f.offer.ends = told, told
	periods := slices.DeleteFunc(slices.Clone(told), func(p data.Period) bool { return !f.asked(p) })
	if len(periods) == 0 || f.indicator.Kind == data.Rate {
		f.empty("no-parts", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	periods = f.recent(periods)
	f.c.Picture, f.c.Unit, f.c.UnitLabel = Diverging, points, lang.UnitLabel(f.l, points)
	if f.measure == data.Contribution {
		f.c.Unit, f.c.UnitLabel = percent, "%"
	}
	f.periodCategories(periods)
	f.parts(levels, periods)
	basis := "view-levels"
	switch {
	case months:
		basis = "view-months"
		f.uses("months")
	case freq == data.YearToDate:
		basis = "view-cumulated"
	}
	nominal := text(f.l, "basis-nominal")
	if f.indicator.Kind == data.Stock {
		basis, nominal = "end-of-"+string(freq), ""
	}
	f.subtitle(f.label(), text(f.l, "measure-"+string(f.measure)), text(f.l, basis), nominal)
	f.contributionNote(periods)
	f.c.Title = f.contributionTitle(levels)
}

// enough columns to see how a year went.
const enoughColumns = 12

// recent are the newest periods, as many as a picture holds, where the address
// does not say from when; it begins with a year if enough are left.
func (f *frame) recent(periods []data.Period) []data.Period {
	if !f.c.Params.From.IsZero() {
		return periods
	}
	if n := len(periods) - mostColumns; n > 0 {
		periods = periods[n:]
	}
	for i := 1; i <= len(periods)-enoughColumns; i++ {
		if _, m := periods[i].Start(); periods[i].Year() != periods[i-1].Year() && m == 1 {
			return periods[i:]
		}
	}
	return periods
}

// pair is a figure, the one a year before in its unit, and both as they stand.
func pair(have []data.Point, p data.Period) (now, before data.Point, base float64, ok bool) {
	at := func(p data.Period) (data.Point, bool) {
		i := slices.IndexFunc(have, func(q data.Point) bool { return q.Period == p && q.Value.Status.HasNumber() })
		if i < 0 {
			return data.Point{}, false
		}
		return have[i], true
	}
	now, ok1 := at(p)
	before, ok2 := at(p.AddYears(-1))
	base, same := before.Unit.Convert(before.Value.Number, now.Unit)
	return now, before, base, ok1 && ok2 && same
}

// parts makes a series of each cluster, and the total's where nothing was left
// out. All clusters are counted in the closing, those not shown too.
func (f *frame) parts(levels map[data.Group][]data.Point, periods []data.Period) {
	all := f.ranks()
	rows := make([][]Point, len(all)+1) // by group, the total last
	var open []string
	for _, p := range periods {
		column, gap := f.column(levels, all, p)
		for i, x := range column {
			rows[i] = append(rows[i], x)
		}
		if gap {
			open = append(open, lang.Period(f.l, p))
		}
	}
	for i, g := range append(slices.Clone(all), f.c.Population) {
		whole := i == len(all)
		if whole && f.restricted() || !whole && !slices.Contains(f.clusters, g) {
			continue
		}
		if s := f.series(g); slices.ContainsFunc(rows[i], func(p Point) bool { return p.Has || p.Why != text(f.l, "why-missing") }) {
			s.Points = rows[i]
			f.c.Series = append(f.c.Series, s)
		}
	}
	if len(open) > 0 && !f.restricted() {
		f.c.Notes = append(f.c.Notes, text(f.l, "parts-open", "period", open[len(open)-1]))
	}
}

// column is the parts of one period and their total, as they are printed; open
// where the parts that are known miss the total by more than rounding.
func (f *frame) column(levels map[data.Group][]data.Point, groups []data.Group, p data.Period) (column []Point, open bool) {
	total, totalBefore, base, _ := pair(levels[f.c.Population], p)
	whole := measure.PointsContributed(total.Value.Number, base, base)
	if f.measure == data.Contribution {
		whole = measure.Contribution(total.Value.Number, base, total.Value.Number, base)
	}
	f.rest(total, totalBefore)
	var known []float64
	var at []int
	for i, g := range groups {
		x, y, yv, ok := pair(levels[g], p)
		xv, same1 := x.Unit.Convert(x.Value.Number, total.Unit)
		yv, same2 := x.Unit.Convert(yv, total.Unit)
		out := Point{Period: p, Status: data.Missing, Why: text(f.l, "why-missing")}
		if ok && same1 && same2 {
			r := measure.PointsContributed(xv, yv, base)
			if f.measure == data.Contribution {
				r = measure.Contribution(xv, yv, total.Value.Number, base)
			}
			out.Why = text(f.l, "why-"+string(r.Why))
			if r.OK() {
				f.rest(x, y)
				out = Point{Period: p, Status: worse(x, y), Has: true, Cells: f.cells(x, y)}
				out.Detail = f.changed(measure.Exact(xv-yv, xv, yv), total.Unit)
				out.Value = r.Value
				known, at = append(known, r.Value), append(at, i)
			}
		}
		if !out.Has && f.secret(g, append(cumulatedTo(p), cumulatedTo(p.AddYears(-1))...)...) {
			out.Status, out.Why = data.Suppressed, text(f.l, "status-Q")
		}
		column = append(column, out)
	}
	sum := Point{Period: p, Status: data.Missing, Why: text(f.l, "why-"+string(whole.Why))}
	if whole.OK() {
		sum = Point{Period: p, Status: worse(total, totalBefore), Has: true, Cells: f.cells(total, totalBefore)}
		sum.Detail = f.changed(measure.Exact(total.Value.Number-base, total.Value.Number, base), total.Unit)
	}
	closed := measure.Close(known, whole.Value, 1)
	for n, i := range at {
		column[i].close(f.l, closed.Parts[n], f.c.Unit)
	}
	if sum.Has {
		sum.Value = whole.Value
		sum.close(f.l, closed.Total, f.c.Unit)
	}
	return append(column, sum), whole.OK() && !closed.OK
}

// changed says by how much a figure moved, in the indicator's unit.
func (f *frame) changed(change float64, unit data.Unit) []Figure {
	v, ok := f.inUnit(data.Point{Value: data.Value{Number: change}, Unit: unit})
	if !ok {
		return nil
	}
	return []Figure{{Label: text(f.l, "change-of", "what", f.label()), Shown: lang.Signed(f.l, v, f.levelUnit()), Value: v, Unit: f.levelUnit()}}
}

// worse is the status of what rests on both figures: provisional where one is.
func worse(points ...data.Point) data.Status {
	for _, p := range points {
		if p.Value.Status != data.Normal {
			return p.Value.Status
		}
	}
	return data.Normal
}

// contributionNote names the clusters that are held back in what the columns
// rest on.
func (f *frame) contributionNote(periods []data.Period) {
	var at []data.Period
	for _, p := range periods {
		at = slices.Concat(at, cumulatedTo(p), cumulatedTo(p.AddYears(-1)))
	}
	f.secretNote(at...)
}

// mayCarryMore reports whether a cluster without its figures may have moved more
// than the best that is known, in the same direction.
func (f *frame) mayCarryMore(levels map[data.Group][]data.Point, best data.Group, now data.Period) bool {
	at := func(p data.Period) levelAt {
		return func(g data.Group) (float64, bool) {
			i, ok := data.PointAt(levels[g], p)
			if !ok || !levels[g][i].Value.Status.HasNumber() {
				return 0, false
			}
			return f.inUnit(levels[g][i])
		}
	}
	x, _ := at(now)(best)
	y, _ := at(now.AddYears(-1))(best)
	return f.mayMoveMore(f.clusters, now, now.AddYears(-1), at, x-y)
}

// contributionTitle says the total's growth and who carried, or dragged, most.
func (f *frame) contributionTitle(levels map[data.Group][]data.Point) string {
	t := f.total()
	if t == nil {
		return text(f.l, "title-"+f.c.Slug)
	}
	now, ok := t.last()
	if !ok || now.Period != f.c.Categories[len(f.c.Categories)-1].Period {
		return text(f.l, "title-"+f.c.Slug)
	}
	up := f.measure == data.Contribution || now.Value > 0
	var best Series
	var most Point
	for _, s := range f.c.Series {
		p, has := s.at(now.Period)
		if s.Rank < 0 || !has {
			continue
		}
		if best.Name == "" || up && p.Value > most.Value || !up && p.Value < most.Value {
			best, most = s, p
		}
	}
	how := text(f.l, "by-levels") // the published rate may be another
	if f.indicator.Kind == data.Stock {
		how = ""
	}
	args := []string{
		"period", lang.Period(f.l, now.Period), "what", f.label(), "best", best.Name, "how", how,
		"total", lang.Figure(f.l, math.Abs(now.closed), percent), "value", lang.Figure(f.l, math.Abs(most.closed), f.c.Unit),
	}
	switch {
	case best.Name == "" || f.mayCarryMore(levels, best.Group, now.Period) || now.closed == 0 || most.closed == 0 || most.Value > 0 != up:
		return text(f.l, "title-"+f.c.Slug)
	case f.measure == data.Contribution:
		return text(f.l, "contribution-best", args...)
	case up:
		return text(f.l, "points-up", args...)
	}
	return text(f.l, "points-down", args...)
}
