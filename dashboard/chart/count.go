package chart

import (
	"math"
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
	f.overTime(func(g data.Group) []data.Point { return f.whole(g, data.Level, freq) }, false)
	if f.c.Empty != nil {
		return
	}
	f.subtitle(f.label(), text(f.l, "unit", "unit", f.c.UnitLabel), text(f.l, "end-of-"+string(freq)))
	f.saidLines()
	f.c.Title = f.countTitle()
}

// overTime makes one series for each cluster, what of the total no cluster has,
// and the total; a population without clusters is one series, and clusters of
// which some were left out have no total. points are whole series: what is not
// asked for is compared with. It returns what is not drawn: where singles is set,
// sums of several months among single ones.
func (f *frame) overTime(points func(data.Group) []data.Point, singles bool) (odd []data.Period) {
	groups := slices.Clone(f.clusters)
	if !f.restricted() {
		groups = append(groups, f.c.Population)
	}
	have := make(map[data.Group][]data.Point, len(groups))
	var periods []data.Period
	for _, g := range groups {
		have[g] = points(g)
		for _, p := range have[g] {
			if !slices.Contains(periods, p.Period) && f.asked(p.Period) {
				periods = append(periods, p.Period)
			}
		}
	}
	slices.SortFunc(periods, data.Period.Compare)
	if len(periods) == 0 {
		f.empty("no-figures", "indicator", f.label(), "place", f.c.PlaceName)
		return nil
	}
	if singles {
		periods, odd = evenly(periods)
	} else {
		periods = calendar(periods)
	}
	if n := len(periods) - mostColumns; n > 0 && f.c.Params.From.IsZero() {
		periods = periods[n:]
		odd = slices.DeleteFunc(odd, func(p data.Period) bool { return p.Compare(periods[0]) < 0 })
	}
	f.periodCategories(periods)
	f.c.Picture = StackedColumns
	if len(groups) == 1 {
		f.c.Picture = Columns
	}
	for _, g := range groups {
		s := f.series(g)
		for _, p := range periods {
			x := f.pointAt(have[g], p, odd)
			if !x.Has && singles && f.nextToSecret(g, p) {
				x.Status, x.Why = data.Suppressed, text(f.l, "status-Q")
			}
			s.Points = append(s.Points, x)
		}
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Series = append(f.c.Series, s)
		}
	}
	if len(f.clusters) > 0 && !f.restricted() {
		f.remainder()
	}
	f.axisUnit()
	return odd
}

// nextToSecret reports whether a month would be the difference of cumulated
// figures of which one is held back.
func (f *frame) nextToSecret(g data.Group, p data.Period) bool {
	return slices.ContainsFunc(cumulatedTo(p), func(q data.Period) bool { return f.statusAt(g, data.Level, q) == data.Suppressed })
}

// pointAt is what is drawn of a series in a period, with its change against a
// year before; where it is missing, the reason.
func (f *frame) pointAt(have []data.Point, p data.Period, odd []data.Period) Point {
	i, ok := data.PointAt(have, p)
	if !ok {
		out := Point{Period: p, Status: data.Missing, Why: text(f.l, "status-O")}
		if n := slices.IndexFunc(odd, func(q data.Period) bool {
			_, there := data.PointAt(have, q)
			return there && q.Covers(p)
		}); n >= 0 {
			out.Why = text(f.l, "why-sum-only", "period", lang.Period(f.l, odd[n]))
		}
		return out
	}
	d := f.point(have[i])
	if before, there := data.PointAt(have, p.AddYears(-1)); there && d.Has {
		d.Change = f.change(have[i], have[before])
	}
	return d
}

// remainder puts what of a total no cluster has before the total, unless a
// cluster is confidential: it would tell that one. Where the clusters make more
// than the total, or there is none, the notes say so.
func (f *frame) remainder() {
	at := slices.IndexFunc(f.c.Series, func(s Series) bool { return s.Rank == RankTotal })
	if at < 0 {
		f.c.Notes = append(f.c.Notes, text(f.l, "no-total"))
		return
	}
	half, secrets := f.finest(), f.secrets()
	rest := f.unlisted()
	over := ""
	for i, total := range f.c.Series[at].Points {
		p := f.restOf(total, i, half, secrets)
		if p.Has && p.Value < 0 {
			sum := measure.Exact(total.Value-p.Value, total.Value, p.Value)
			over = text(f.l, "note-overlapping", "period", lang.Period(f.l, p.Period), "sum", lang.Figure(f.l, sum, f.c.Unit), "total", total.Shown)
			p = Point{Period: p.Period, Status: data.DoesNotApply, Why: text(f.l, "why-overlapping")}
		}
		rest.Points = append(rest.Points, p)
	}
	if over != "" {
		f.c.Notes = append(f.c.Notes, over)
	}
	if slices.ContainsFunc(rest.Points, func(p Point) bool { return p.Has }) {
		f.c.Series = slices.Insert(f.c.Series, at, rest)
		f.c.Notes = append(f.c.Notes, text(f.l, "note-unlisted"))
	}
}

// secrets are the confidential levels of clusters.
func (f *frame) secrets() (all []data.Period) {
	for _, s := range f.answer.Series {
		if s.Measure != data.Level || !slices.Contains(f.clusters, s.Group) {
			continue
		}
		for _, p := range s.Points {
			if p.Value.Status == data.Suppressed {
				all = append(all, p.Period)
			}
		}
	}
	return all
}

// secretIn reports whether one of these levels is of a period, or of one that what
// is drawn of it is reckoned from.
func (f *frame) secretIn(p data.Period, secrets []data.Period) bool {
	before := 0
	if f.offer.singles { // a month is what cumulated figures differ by
		before = 1
	}
	return slices.ContainsFunc(secrets, func(q data.Period) bool {
		return end(q)+before > end(p)-p.Months() && end(q)-q.Months() < end(p)
	})
}

// restOf is a total less its clusters in the column i, where that is more than
// the printing of all of them explains: half is half a unit of their last digit.
// It has no cell of its own and rests on all of theirs.
func (f *frame) restOf(total Point, i int, half float64, secrets []data.Period) Point {
	out := Point{Period: total.Period, Status: data.DoesNotApply, Why: text(f.l, "status-M")}
	switch {
	case !total.Has:
		out.Status, out.Why = total.Status, total.Why
		return out
	case f.secretIn(total.Period, secrets):
		out.Why = text(f.l, "note-secret-rest")
		return out
	}
	terms, sum, readings := []float64{total.Value}, 0.0, 1
	if len(total.Cells) > 1 {
		readings = 2 // a difference of two
	}
	cells := slices.Clone(total.Cells)
	for _, s := range f.c.Series {
		p := s.Points[i]
		if s.Rank != RankTotal && p.Has {
			terms, sum, cells = append(terms, p.Value), sum+p.Value, append(cells, p.Cells...)
		}
	}
	left := measure.Exact(total.Value-sum, terms...)
	if math.Abs(left) <= float64(readings*len(terms))*half+dust {
		return out
	}
	sum = measure.Exact(sum, terms...)
	return Point{
		Period: total.Period, Status: total.Status, Has: true, Value: left, Shown: lang.Figure(f.l, left, f.c.Unit), Cells: cells, Why: text(f.l, "why-difference", "total", total.Shown, "sum", lang.Figure(f.l, sum, f.c.Unit)),
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
	percent = data.PercentUnit
	points  = data.PointUnit
)

func signedPercent(l lang.Lang, x float64) string { return lang.Signed(l, x, percent) }

// mostSaid is how many lines a picture has at the most: they cross it and are named.
const mostSaid = 2

// saidLines draws what stories say of this very population, in a period that is
// among the columns and as long as most of them; the newest first.
func (f *frame) saidLines() {
	if f.restricted() || f.said == nil {
		return
	}
	all, err := f.said()
	if err != nil {
		f.err = err
		return
	}
	said := slices.DeleteFunc(slices.Clone(all), func(s Said) bool {
		return f.c.Params.Story != "" && s.Story != f.c.Params.Story || s.Indicator != f.indicator.Code || s.Place != f.c.Place || s.Group != f.c.Population || !f.columnOf(s.Period)
	})
	slices.SortStableFunc(said, func(a, b Said) int { return -a.Period.Compare(b.Period) })
	for _, s := range said {
		x, ok := s.Unit.Convert(s.Value, f.c.Unit)
		if !ok || len(f.c.Lines) == mostSaid || slices.ContainsFunc(f.c.Lines, func(l Line) bool { return math.Abs(l.Value-x) < f.nameHigh() }) {
			continue
		}
		f.c.Lines = append(f.c.Lines, Line{Value: x, Label: text(f.l, "said", "value", lang.Figure(f.l, x, f.c.Unit)), Story: s.Story})
	}
}

// columnOf reports whether a period has a column among those of its length. Of a
// stock that is its last month, whatever the period is called.
func (f *frame) columnOf(p data.Period) bool {
	there, alike := false, 0
	for _, c := range f.c.Categories {
		if f.indicator.Kind == data.Stock {
			if end(c.Period) == end(p) {
				return true
			}
			continue
		}
		there = there || c.Period == p
		if c.Period.Months() == p.Months() {
			alike++
		}
	}
	return there && 2*alike > len(f.c.Categories)
}

// nameHigh is about how much of the value axis the name of a line takes.
func (f *frame) nameHigh() (high float64) {
	for _, s := range f.c.Series {
		for _, p := range s.Points {
			if p.Has {
				high = max(high, math.Abs(p.Value))
			}
		}
	}
	const names = 10 // in the height of the smallest picture
	return high / names
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
	earlier := now.Period.AddYears(-1)
	if best != "" && d > 0 && len(f.c.Series) > 1 && !f.mayMoveMore(f.clusters, now.Period, earlier, f.levelsOf, gain) {
		key += "-led"
		args = append(args, "best", best, "gain", lang.Figure(f.l, gain, f.c.Unit))
	}
	return text(f.l, key, args...)
}
