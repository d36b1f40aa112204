package chart

import (
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// most columns of a picture when the address does not say from when.
const mostColumns = 24

// enterpriseCount answers: how many enterprises, where? A stock: the figures of
// a period stand for its end and are never summed over time.
func enterpriseCount(f *frame) {
	freq := f.freq(data.Level)
	f.overTime(func(g data.Group) []data.Point { return f.whole(g, data.Level, freq) })
	if f.c.Empty != nil {
		return
	}
	f.subtitle(f.label(), text(f.l, "unit", "unit", f.c.UnitLabel), text(f.l, "end-of-"+string(freq)))
	f.saidLines()
	f.c.Title = f.countTitle()
}

// overTime makes one series for each cluster, and the total; a population
// without clusters is one series, and clusters of which some were left out have
// no total. points are whole series: what is not asked for is compared with.
func (f *frame) overTime(points func(data.Group) []data.Point) {
	groups := slices.Clone(f.clusters)
	if !f.restricted() {
		groups = append(groups, f.c.Population)
	}
	var periods []data.Period
	for _, g := range groups {
		for _, p := range points(g) {
			if !slices.Contains(periods, p.Period) && f.asked(p.Period) {
				periods = append(periods, p.Period)
			}
		}
	}
	slices.SortFunc(periods, data.Period.Compare)
	if len(periods) == 0 {
		f.empty("no-figures", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	if n := len(periods) - mostColumns; n > 0 && f.c.Params.From.IsZero() {
		periods = periods[n:]
	}
	f.c.UnitLabel = lang.UnitLabel(f.l, f.c.Unit)
	f.periodCategories(periods)
	f.c.Picture = StackedColumns
	if len(groups) == 1 {
		f.c.Picture = Columns
	}
	for _, g := range groups {
		s := f.series(g)
		have := points(g)
		for _, p := range periods {
			i := slices.IndexFunc(have, func(q data.Point) bool { return q.Period == p })
			if i < 0 {
				s.Points = append(s.Points, Point{Period: p, Status: data.Missing, Why: text(f.l, "status-O")})
				continue
			}
			d := f.point(have[i])
			if before := slices.IndexFunc(have, func(q data.Point) bool { return q.Period == p.AddYears(-1) }); before >= 0 && d.Has {
				d.Change = f.change(have[i], have[before])
			}
			s.Points = append(s.Points, d)
		}
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Series = append(f.c.Series, s)
		}
	}
	if len(f.clusters) > 0 && !f.restricted() && !slices.ContainsFunc(f.c.Series, func(s Series) bool { return s.Rank == RankTotal }) {
		f.c.Notes = append(f.c.Notes, text(f.l, "no-total"))
	}
}

// periodCategories labels periods briefly, the year once with the first of its year.
func (f *frame) periodCategories(periods []data.Period) {
	year := 0
	for _, p := range periods {
		c := Category{Period: p, Label: lang.Short(f.l, p)}
		if y, _ := p.End(); y != year && p.Freq() != data.Annual {
			c.Head, year = strconv.Itoa(y), y
		}
		f.c.Categories = append(f.c.Categories, c)
	}
}

// change is how a figure moved against a year before: stocks by their number,
// rates by points, flows by the rate.
func (f *frame) change(now, before data.Point) string {
	b, ok := before.Unit.Convert(before.Value.Number, now.Unit)
	if !ok || !before.Value.Status.HasNumber() {
		return ""
	}
	if f.indicator.Kind == data.Stock {
		return text(f.l, "change-stock", "change", lang.Signed(f.l, now.Value.Number-b, now.Unit))
	}
	if f.indicator.Kind == data.Rate || now.Unit.Base == data.BasePercent {
		return text(f.l, "change-points", "change", lang.Signed(f.l, now.Value.Number-b, points))
	}
	r := measure.Growth(now.Value.Number, b)
	if !r.OK() {
		return text(f.l, "why-"+string(r.Why))
	}
	return text(f.l, "change-flow", "change", signedPercent(f.l, r.Value))
}

var (
	percent = data.Unit{Label: "%", Base: data.BasePercent}
	points  = data.Unit{Label: "百分点", Base: data.BasePoint}
)

func signedPercent(l lang.Lang, x float64) string { return lang.Signed(l, x, percent) }

// saidLines draws what stories say of this very population and unit.
func (f *frame) saidLines() {
	if f.restricted() {
		return
	}
	for _, s := range f.said {
		if s.Indicator != f.indicator.Code || s.Place != f.c.Place || s.Group != f.c.Population {
			continue
		}
		x, ok := s.Unit.Convert(s.Value, f.c.Unit)
		if !ok || slices.ContainsFunc(f.c.Lines, func(l Line) bool { return l.Value == x }) {
			continue
		}
		f.c.Lines = append(f.c.Lines, Line{Value: x, Label: text(f.l, "said", "value", lang.Figure(f.l, x, f.c.Unit)), Story: s.Story})
	}
}

func (f *frame) total() *Series {
	for i := range f.c.Series {
		if f.c.Series[i].Rank == RankTotal {
			return &f.c.Series[i]
		}
	}
	return nil
}

// last is the last point with a number.
func (s *Series) last() (Point, bool) {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if s.Points[i].Has {
			return s.Points[i], true
		}
	}
	return Point{}, false
}

func (s *Series) at(p data.Period) (Point, bool) {
	for _, q := range s.Points {
		if q.Period == p && q.Has {
			return q, true
		}
	}
	return Point{}, false
}

// countTitle says how many there are, how many more than a year before, and
// which cluster added most.
func (f *frame) countTitle() string {
	who := f.population()
	if who == "" {
		who = f.c.PlaceName
	}
	t := f.total()
	if t == nil && len(f.c.Series) == 1 {
		t = &f.c.Series[0]
		who += text(f.l, "and") + t.Name
	}
	if t == nil {
		return text(f.l, "title-"+f.c.Slug)
	}
	now, ok := t.last()
	if !ok {
		return text(f.l, "title-"+f.c.Slug)
	}
	args := []string{"who", who, "what", f.label(), "total", now.Shown, "period", lang.Period(f.l, now.Period)}
	before, ok := t.at(now.Period.AddYears(-1))
	if !ok {
		return text(f.l, "count-plain", args...)
	}
	d := now.Value - before.Value
	key := "count-more"
	switch {
	case d < 0:
		key = "count-fewer"
	case d == 0:
		key = "count-same"
	}
	args = append(args, "change", lang.Figure(f.l, max(d, -d), f.c.Unit))
	best, gain := "", 0.0
	for _, s := range f.c.Series {
		a, okA := s.at(now.Period)
		b, okB := s.at(now.Period.AddYears(-1))
		if s.Rank >= 0 && okA && okB && a.Value-b.Value > gain {
			best, gain = s.Name, a.Value-b.Value
		}
	}
	if best != "" && d > 0 && len(f.c.Series) > 1 {
		key += "-led"
		args = append(args, "best", best, "gain", lang.Figure(f.l, gain, f.c.Unit))
	}
	return text(f.l, key, args...)
}
