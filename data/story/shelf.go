package story

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"countyboard/data"
)

// shelf is what a sitting has fetched of one indicator and place, known at one
// moment. What is asked for and was not fetched, it fetches: plan saves
// questions, it decides nothing.
type shelf struct {
	bench            *bench
	indicator, place string
	asof             data.AsOf
	beside           []string // places that are asked about together with this one

	Series   []data.Series // where groups are ranked: all there are, without points
	Batches  map[string]data.BatchInfo
	Revision int

	points map[line]map[data.Period]data.Point
	series map[data.Group][]data.Series // of groups that were fetched whole
	ones   map[groupEnd]bool            // fetched by themselves
	areas  []area                       // fetched together
}

// area is every one of some groups (nil: of all) in every one of some months.
type area struct {
	groups map[data.Group]bool
	ends   map[int]bool
}

type line struct {
	group   data.Group
	measure data.Measure
}

type groupEnd struct {
	group data.Group
	end   int // month, as Period.LastMonth counts
}

func (b *bench) shelf(indicator, place string, asof data.AsOf) *shelf {
	k := asked{indicator, place, asof}
	s, ok := b.shelves[k]
	if !ok {
		s = &shelf{
			bench: b, indicator: indicator, place: place, asof: asof,
			Batches: make(map[string]data.BatchInfo), points: make(map[line]map[data.Period]data.Point),
			series: make(map[data.Group][]data.Series), ones: make(map[groupEnd]bool),
		}
		b.shelves[k] = s
	}
	return s
}

func (s *shelf) has(g data.Group, end int) bool {
	return s.series[g] != nil || s.ones[groupEnd{g, end}] ||
		slices.ContainsFunc(s.areas, func(a area) bool { return a.ends[end] && (a.groups == nil || a.groups[g]) })
}

// at is the figure of a period, with or without a number.
func (s *shelf) at(ctx context.Context, g data.Group, m data.Measure, p data.Period) (data.Point, bool) {
	if p.IsZero() {
		return data.Point{}, false
	}
	if !s.has(g, p.LastMonth()) {
		groups := []data.Group{g}
		if s.Series != nil { // the others are asked for next
			groups = nil
		}
		s.bench.fetch(ctx, s.asof, s.indicator, s.together(), groups, []data.Period{p})
	}
	q, ok := s.points[line{g, m}][p]
	return q, ok
}

// latest is the figure of the last period that had ended by day and has a number.
func (s *shelf) latest(ctx context.Context, g data.Group, m data.Measure, day time.Time) (best data.Point, found bool) {
	look := func() {
		for _, q := range s.points[line{g, m}] {
			if q.Value.Status.HasNumber() && !q.Period.LastDay().After(day) && (!found || q.Period.Compare(best.Period) > 0) {
				best, found = q, true
			}
		}
	}
	window := recently(day)
	if missing := slices.DeleteFunc(slices.Clone(window), func(p data.Period) bool { return s.has(g, p.LastMonth()) }); len(missing) > 0 {
		s.bench.fetch(ctx, s.asof, s.indicator, []string{s.place}, []data.Group{g}, missing)
	}
	if look(); !found || best.Period.LastMonth() < window[len(window)-1].LastMonth() {
		s.whole(ctx, g)
		look()
	}
	return best, found
}

// recentMonths is how far back the latest figure is looked for at first: that of
// last year's same months lies within, which growth is computed from.
const recentMonths = 15

// recently are the months up to a day, the newest first.
func recently(day time.Time) []data.Period {
	months := make([]data.Period, recentMonths)
	for i := range months {
		t := time.Date(day.Year(), day.Month()-time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		months[i] = data.Month(t.Year(), int(t.Month()))
	}
	return months
}

// whole gives all series of a group.
func (s *shelf) whole(ctx context.Context, g data.Group) []data.Series {
	if s.series[g] == nil {
		s.bench.fetch(ctx, s.asof, s.indicator, []string{s.place}, []data.Group{g}, nil)
	}
	return s.series[g]
}

func (s *shelf) together() []string {
	if s.beside == nil {
		return []string{s.place}
	}
	return s.beside
}

// fetch asks for figures of places and puts them on their shelves: of groups (nil:
// all) those that end with one of ends (nil: all). An error stays with the bench.
func (b *bench) fetch(ctx context.Context, asof data.AsOf, indicator string, places []string, groups []data.Group, ends []data.Period) {
	const atOnce = 500 // a query has room for so many words
	for some := range pieces(groups, atOnce) {
		for months := range pieces(ends, atOnce) {
			b.fetchOne(ctx, data.Query{Indicator: indicator, Places: places, Groups: some, Ends: months, AsOf: asof})
		}
	}
}

// pieces are those of a list; nil, which stands for all, is one piece.
func pieces[T any](list []T, most int) iter.Seq[[]T] {
	if list == nil {
		return func(yield func([]T) bool) { yield(nil) }
	}
	return slices.Chunk(list, most)
}

func (b *bench) fetchOne(ctx context.Context, q data.Query) {
	if b.err != nil {
		return
	}
	a, err := b.ask(ctx, q)
	if err != nil {
		b.err = err
		return
	}
	for _, place := range q.Places {
		s := b.shelf(q.Indicator, place, q.AsOf)
		s.Revision = a.Revision
		maps.Copy(s.Batches, a.Batches)
		s.note(q.Groups, q.Ends)
	}
	for _, x := range a.Series {
		b.shelf(q.Indicator, x.Place, q.AsOf).put(x, q.Ends == nil)
	}
}

// note remembers what was fetched.
func (s *shelf) note(groups []data.Group, ends []data.Period) {
	switch {
	case ends == nil:
		for _, g := range groups {
			s.series[g] = []data.Series{}
		}
	case len(groups) == 1 && len(ends) == 1:
		s.ones[groupEnd{groups[0], ends[0].LastMonth()}] = true
	default:
		a := area{ends: make(map[int]bool, len(ends))}
		for _, p := range ends {
			a.ends[p.LastMonth()] = true
		}
		if groups != nil {
			a.groups = make(map[data.Group]bool, len(groups))
		}
		for _, g := range groups {
			a.groups[g] = true
		}
		s.areas = append(s.areas, a)
	}
}

func (s *shelf) put(x data.Series, whole bool) {
	if whole {
		s.series[x.Group] = append(s.series[x.Group], x)
	}
	k := line{x.Group, x.Measure}
	if s.points[k] == nil {
		s.points[k] = make(map[data.Period]data.Point, len(x.Points))
	}
	for _, p := range x.Points {
		s.points[k][p.Period] = p
	}
}

// ask asks the store. What was known by the story's date is what is known now,
// unless something that was released later stands in its place.
func (b *bench) ask(ctx context.Context, q data.Query) (data.Answer, error) {
	if q.AsOf == b.then && (b.now.Date.IsZero() || !b.now.Date.Before(b.date)) {
		now := q
		now.AsOf = b.now
		a, err := b.Reader.Series(ctx, now)
		if err != nil || releasedBy(a, b.date) {
			return a, err
		}
	}
	return b.Reader.Series(ctx, q)
}

func releasedBy(a data.Answer, day time.Time) bool {
	for _, batch := range a.Batches {
		if batch.Released.After(day) {
			return false
		}
	}
	return true
}

// name lists the series that there are, for ranks: a group without a figure in
// the period counts as one that may stand before.
func (s *shelf) name(ctx context.Context) {
	if s.Series != nil || s.bench.err != nil {
		return
	}
	held, err := s.bench.holdings(ctx, s.place, s.asof)
	if err != nil {
		s.bench.err = err
		return
	}
	s.Series = []data.Series{}
	for _, h := range held {
		if h.Indicator == s.indicator {
			s.Series = append(s.Series, data.Series{Indicator: h.Indicator, Place: h.Place, Group: h.Group, Measure: h.Measure, Freq: h.Freq})
		}
	}
}

func (b *bench) holdings(ctx context.Context, place string, asof data.AsOf) (held []data.Holding, err error) {
	k := asked{place: place, asof: asof}
	held, ok := b.held[k]
	if !ok {
		if held, err = b.Reader.Holdings(ctx, place, asof); err == nil {
			b.held[k] = held
		}
	}
	return held, err
}
