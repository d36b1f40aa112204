package chart

import (
	"math"
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// Measures of the way to a goal, as exports name them.
const (
	wayProgress = data.Measure("progress")
	wayPace     = data.Measure("pace")
	wayPath     = data.Measure("path")
)

// farthest is how many years ahead the way at the present pace is drawn.
const farthest = 20

// way is how far a group's figure has come from a base year towards a multiple of
// it, comparing the same months of each year.
type way struct {
	base, now data.Point
	x0, x     float64
	target    float64 // times the base
	years     []data.Point
	measure.Doubling
	reached int // year, 0 where the pace never leads there
}

func (w way) baseYear() int { return w.base.Period.Year() }
func (w way) nowYear() int  { return w.now.Period.Year() }

// way starts in the base year that the reader asks for, else in that of a
// story's goal, else in the first full year, or the first there is; it ends at
// the newest figure whose months the base year has too.
func (f *frame) way(g data.Group, freq data.Freq) (w way, ok bool) {
	have := slices.DeleteFunc(slices.Clone(f.whole(g, data.Level, freq)), func(p data.Point) bool { return !p.Value.Status.HasNumber() })
	year, goal := f.baseYear(g, have)
	for _, now := range slices.Backward(have) {
		same := slices.DeleteFunc(slices.Clone(have), func(p data.Point) bool {
			return p.Period.Year() < year || p.Period.AddYears(now.Period.Year()-p.Period.Year()) != now.Period
		})
		if len(same) < 2 || same[0].Period.Year() != year {
			continue
		}
		w = way{base: same[0], now: now, x0: f.figure(same[0]).Value, x: f.figure(now).Value, target: 2, years: same}
		if goal != nil && goal.Base.Year() == year {
			w.target = f.times(*goal, w.x0)
		}
		w.Doubling = measure.DoublingOf(w.x, w.x0, float64(w.nowYear()-year), w.target)
		w.reached, _ = w.Reached(w.nowYear())
		return w, f.figure(w.base).OK() && f.figure(now).OK() && w.Progress.OK()
	}
	return w, false
}

// baseYear is where the way starts, and the story's goal for this group.
func (f *frame) baseYear(g data.Group, have []data.Point) (year int, goal *Goal) {
	for i, x := range f.goals {
		if x.Indicator == f.indicator.Code && x.Place == f.place.Code && x.Group == g {
			goal = &f.goals[i]
			break
		}
	}
	full := slices.IndexFunc(have, func(p data.Point) bool { _, m := p.Period.End(); return m == 12 })
	switch {
	case !f.c.Params.From.IsZero():
		return f.c.Params.From.Year(), goal
	case goal != nil:
		return goal.Base.Year(), goal
	case full >= 0:
		return have[full].Period.Year(), nil
	case len(have) > 0:
		return have[0].Period.Year(), nil
	}
	return 0, nil
}

// times is a goal as a multiple of the base; a doubling where it cannot be told.
func (f *frame) times(goal Goal, base float64) float64 {
	if goal.Times && goal.Target > 1 {
		return goal.Target
	}
	if x, ok := goal.Unit.Convert(goal.Target, f.c.Unit); ok && base > 0 && x > base {
		return x / base
	}
	return 2
}

// doubling answers: how far is “再造一个工业乐至”? The same months of each year
// since the base year, the goal, the year in which the present pace leads there
// and, where the reader names a target year, the path that it takes.
func doubling(f *frame) {
	g, ok := f.one()
	if !ok {
		return
	}
	if f.indicator.Kind == data.Rate {
		f.empty("no-way-of-rate", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	w, ok := f.way(g, f.freq(data.Level))
	f.offerYears(g)
	if why := w.Progress.Why; !ok && why != "" {
		f.empty("no-way-told", "indicator", f.label(), "place", f.c.PlaceName, "why", text(f.l, "why-"+string(why)))
		return
	}
	if !ok {
		f.empty("no-way", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.c.Picture = Progress
	base, now := lang.Period(f.l, w.base.Period), lang.Period(f.l, w.now.Period)
	f.c.Lines = []Line{{Value: w.x0 * w.target, Label: f.goalLabel(w)}}
	f.drawWay(g, w)
	f.axisUnit()
	f.subtitle(f.label(), text(f.l, "unit", "unit", f.c.UnitLabel), f.sameMonths(w.now.Period), text(f.l, "since", "base", base), text(f.l, "basis-nominal"))
	f.c.Notes = append(f.c.Notes, text(f.l, "way-care"))
	to := f.c.Params.To.Year()
	if f.c.Params.To.IsZero() {
		to = 0
	}
	args := []string{
		"who", f.who(g), "what", f.label(), "progress", lang.Number(f.l, w.Progress.Value, 0), "base", base, "now", now,
		"year", strconv.Itoa(w.reached), "pace", signedPercent(f.l, w.Pace.Value), "times", lang.Number(f.l, w.x/w.x0, timesDigits(w.x/w.x0)), "goal", f.goalWord(w),
	}
	key := "way-reached-in"
	switch {
	case w.Progress.Value >= 100:
		key = "way-done"
	case w.Progress.Value < 0:
		key = "way-back"
	case w.reached == 0:
		key = "way-never"
	}
	f.c.Title = text(f.l, key, args...)
	if to > w.nowYear() && w.Progress.Value < 100 {
		if need := measure.NeededPace(w.x, w.x0*w.target, float64(to-w.nowYear())); need.OK() {
			f.c.Notes = append(f.c.Notes, text(f.l, "way-needed", "year", strconv.Itoa(to), "need", signedPercent(f.l, need.Value), "pace", signedPercent(f.l, w.Pace.Value), "base", base))
		}
	}
}

func (f *frame) goalWord(w way) string {
	if w.target == 2 {
		return text(f.l, "way-doubled")
	}
	return text(f.l, "way-times", "times", lang.Number(f.l, w.target, digits(w.target)))
}

func digits(x float64) int {
	if x == math.Trunc(x) {
		return 0
	}
	return 2
}

func (f *frame) goalLabel(w way) string {
	return text(f.l, "way-goal", "value", lang.Figure(f.l, w.x0*w.target, f.c.Unit), "goal", f.goalWord(w))
}

// sameMonths names the months that are compared, nothing of whole years.
func (f *frame) sameMonths(p data.Period) string {
	if p.Months() == 12 {
		return text(f.l, "way-years")
	}
	return text(f.l, "way-months", "months", lang.Short(f.l, p))
}

// drawWay makes the columns and where they lead.
func (f *frame) drawWay(g data.Group, w way) {
	last := w.nowYear()
	if w.reached > last && w.reached-last <= farthest {
		last = w.reached
	}
	to := f.c.Params.To
	planned := !to.IsZero() && to.Year() > w.baseYear() && to.Year()-w.baseYear() <= 2*farthest
	if planned {
		last = max(last, to.Year())
	}
	actual := f.series(g)
	actual.Name = f.label()
	if actual.Rank < 0 {
		actual.Rank = 0
	}
	progress := Series{Name: text(f.l, "measure-progress"), Group: g, Measure: wayProgress, Unit: percent}
	pace := Series{Name: text(f.l, "measure-pace"), Group: g, Rank: RankTotal, Measure: wayPace}
	path := Series{Name: text(f.l, "way-path", "year", strconv.Itoa(to.Year())), Group: g, Rank: RankTotal, Measure: wayPath}
	ends := f.cells(w.now, w.base)
	for y := w.baseYear(); y <= last; y++ {
		p := w.now.Period.AddYears(y - w.nowYear())
		f.c.Categories = append(f.c.Categories, Category{Period: p, Label: strconv.Itoa(y)})
		actual.Points = append(actual.Points, f.yearOf(g, w, p))
		progress.Points = append(progress.Points, f.progressOf(w, actual.Points[len(actual.Points)-1]))
		derived := func(x measure.Result, why string, show bool) Point {
			if !show || !x.OK() {
				return Point{Period: p, Status: data.Missing, Why: text(f.l, "why-"+why)}
			}
			return Point{Period: p, Status: data.Estimated, Has: true, Value: x.Value, Shown: lang.Figure(f.l, x.Value, f.c.Unit), Cells: ends}
		}
		onPace := measure.Figure(w.x*math.Pow(1+w.Pace.Value/100, float64(y-w.nowYear())), w.Pace.OK())
		pace.Points = append(pace.Points, derived(onPace, "no-projection", w.reached > 0 && y >= w.nowYear() && y <= w.reached))
		path.Points = append(path.Points, derived(measure.PathAt(w.x0, w.x0*w.target, float64(to.Year()-w.baseYear()), float64(y-w.baseYear())), "no-path", planned && y <= to.Year()))
	}
	f.rest(w.years...)
	f.c.Series = []Series{actual, progress}
	if w.reached > w.nowYear() && w.reached-w.nowYear() <= farthest {
		f.c.Series = append(f.c.Series, pace)
	}
	if planned {
		f.c.Series = append(f.c.Series, path)
	}
}

func (f *frame) yearOf(g data.Group, w way, p data.Period) Point {
	for _, q := range w.years {
		if q.Period != p {
			continue
		}
		out := f.point(q)
		if before, ok := f.at(g, data.Level, p.AddYears(-1)); ok && out.Has {
			out.Change = f.change(q, before)
		}
		return out
	}
	why := "status-O"
	if p.Compare(w.now.Period) > 0 {
		why = "why-not-yet"
	}
	return Point{Period: p, Status: data.Missing, Why: text(f.l, why)}
}

func (f *frame) progressOf(w way, of Point) Point {
	x := measure.DoublingOf(of.Value, w.x0, float64(of.Period.Year()-w.baseYear()), w.target).Progress
	if !of.Has || !x.OK() {
		return Point{Period: of.Period, Status: data.Missing, Why: of.Why}
	}
	return Point{Period: of.Period, Status: of.Status, Has: true, Value: x.Value, Shown: lang.Number(f.l, x.Value, 0) + "%", Cells: append(slices.Clone(of.Cells), f.cells(w.base)...)}
}

// offerYears lets the reader choose the base year and a target year.
func (f *frame) offerYears(g data.Group) {
	p := f.c.Params
	var first, last int
	from := []Option{{"", lang.Text(f.l, "filters.first"), p.From.IsZero()}}
	for _, q := range f.whole(g, data.Level, f.freq(data.Level)) {
		y := q.Period.Year()
		if first == 0 {
			first = y
		}
		if y == last {
			continue
		}
		last = y
		from = append(from, Option{data.Year(y).String(), strconv.Itoa(y), !p.From.IsZero() && p.From.Year() == y})
	}
	if last == 0 {
		return
	}
	from = from[:len(from)-1] // the newest year is no base
	to := []Option{{"", lang.Text(f.l, "filters.no-target"), p.To.IsZero()}}
	for y := last + 1; y <= last+12; y++ {
		to = append(to, Option{data.Year(y).String(), strconv.Itoa(y), !p.To.IsZero() && p.To.Year() == y})
	}
	for _, chosen := range []struct {
		p       data.Period
		options *[]Option
	}{{p.From, &from}, {p.To, &to}} {
		if !chosen.p.IsZero() && !slices.ContainsFunc(*chosen.options, func(o Option) bool { return o.Chosen }) {
			*chosen.options = append(*chosen.options, Option{chosen.p.String(), strconv.Itoa(chosen.p.Year()), true})
		}
	}
	f.offer.own = append(f.offer.own,
		Filter{Name: "from", Label: lang.Text(f.l, "filters.base-year"), Options: from},
		Filter{Name: "to", Label: lang.Text(f.l, "filters.target-year"), Options: to})
}
