package chart

import (
	"cmp"
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// mostPlaces is how many places a picture has room for.
const mostPlaces = 8

// comparison is one figure of many places over time.
type comparison struct {
	f       *frame
	group   data.Group
	rates   rates // of growth
	freq    data.Freq
	periods []data.Period
	figures figures
}

// comparePlaces answers: how do we stand among others? A line a place, ours in
// colour, the others grey; a table ranks all of them by their newest value.
// Growth and index stand beside the place above, which is no rival.
func comparePlaces(f *frame) {
	g, ok := f.one()
	if !ok {
		return
	}
	c := comparison{f: f, group: g}
	if ok := c.times(); !ok {
		return
	}
	candidates, explicit := c.candidates()
	f.c.Ranked = c.ranking(candidates)
	drawn := c.nearest(candidates)
	if !explicit && f.measure != data.Level {
		if p, ok := f.parent(); ok {
			drawn = append(drawn, p)
		}
	}
	c.figures = f.ask(data.Query{Indicator: f.c.Indicator, Places: codes(drawn), Groups: []data.Group{g}, Measures: []data.Measure{c.measure()}})
	f.periodCategories(c.periods)
	if c.freq == data.YearToDate && f.measure != data.YoY { // the subtitle says which months
		for i, p := range c.periods {
			f.c.Categories[i].Label, f.c.Categories[i].Head = strconv.Itoa(p.Year()), ""
		}
	}
	for _, p := range drawn {
		s := c.series(p)
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Series = append(f.c.Series, s)
		} else if explicit {
			f.c.Notes = append(f.c.Notes, text(f.l, "compare-lacks", "place", s.Name, "indicator", f.label()))
		}
	}
	if len(f.c.Series) < 2 || f.c.Series[0].Place != f.place.Code {
		f.c.Categories, f.c.Series, f.c.Ranked = nil, nil, nil
		f.empty("no-places", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.c.Picture = PlaceLines
	c.words(candidates)
}

func codes(places []data.Place) []string {
	all := make([]string, len(places))
	for i, p := range places {
		all[i] = p.Code
	}
	return all
}

// measure is what the values are read from.
func (c *comparison) measure() data.Measure {
	if c.f.measure == data.YoY {
		return c.rates.measure()
	}
	return data.Level
}

// times finds the periods that are shown: those of the place's own figures. Of
// cumulated levels the same months of every year, since 1—9月 and 1—8月 are no
// two points of one line.
func (c *comparison) times() bool {
	f := c.f
	c.freq = f.freq(data.Level)
	if f.measure == data.YoY {
		var ok bool
		if c.rates, ok = f.chooseBasis(); !ok {
			f.noGrowth()
			return false
		}
		c.freq = c.rates.freq
	}
	for _, p := range f.find(c.group, c.measure(), c.freq) {
		if p.Value.Status.HasNumber() {
			c.periods = append(c.periods, p.Period)
		}
	}
	if len(c.periods) == 0 {
		f.empty("no-figures", "indicator", f.label(), "place", f.c.PlaceName)
		return false
	}
	now := c.now()
	if c.freq == data.YearToDate && f.measure != data.YoY {
		c.periods = slices.DeleteFunc(c.periods, func(p data.Period) bool { return p.AddYears(now.Year()-p.Year()) != now })
	}
	if n := len(c.periods) - mostColumns; n > 0 && f.c.Params.From.IsZero() {
		c.periods = c.periods[n:]
	}
	return true
}

func (c *comparison) now() data.Period { return c.periods[len(c.periods)-1] }

// candidates are the places that the address names, the first of them ours, or
// those beside ours; explicit tells which.
func (c *comparison) candidates() (all []data.Place, explicit bool) {
	f := c.f
	beside := f.beside()
	var options []Option
	for _, p := range beside {
		options = append(options, f.placeOption(p))
	}
	all = []data.Place{f.place}
	for _, code := range f.c.Params.Places[1:] {
		p, _ := f.names.Place(code) // newFrame has looked
		all = append(all, p)
		if !slices.ContainsFunc(options, func(o Option) bool { return o.Value == p.Code }) {
			options = append(options, f.placeOption(p))
		}
	}
	if len(options) <= mostOffered {
		f.placeFilter("places", true, options)
	}
	if len(all) > 1 {
		return all, true
	}
	return append(all, beside...), false
}

// ranking is the newest value of each place that has one, the highest first.
func (c *comparison) ranking(places []data.Place) (all []Series) {
	f := c.f
	needs := []data.Period{c.now()}
	switch {
	case f.measure == data.IndexNumber:
		needs = append(needs, c.periods[0])
	case f.measure == data.YoY && c.rates.basis == data.Nominal:
		needs = append(needs, c.now().AddYears(-1))
	}
	for _, p := range needs {
		c.figures = append(c.figures, f.ask(data.Query{
			Indicator: f.c.Indicator, Places: codes(places), Groups: []data.Group{c.group}, Measures: []data.Measure{c.measure()}, From: p, To: p,
		})...)
	}
	at := c.index()
	for _, p := range places {
		if x := c.value(p, c.now(), at[p.Code]); x.Has {
			all = append(all, Series{Place: p.Code, PlaceName: placeName(f.l, p), Name: placeName(f.l, p), Group: c.group, GroupLabel: f.series(c.group).Name, Points: []Point{x}})
		}
	}
	slices.SortStableFunc(all, func(a, b Series) int { return -cmp.Compare(a.Points[0].Value, b.Points[0].Value) })
	return all
}

// index finds the figures of each place: there may be thousands.
func (c *comparison) index() map[string]figures {
	at := make(map[string]figures)
	for _, s := range c.figures {
		at[s.Place] = append(at[s.Place], s)
	}
	return at
}

// nearest are the places that the picture has room for, ours first: those next
// to it in the ranking.
func (c *comparison) nearest(places []data.Place) []data.Place {
	f := c.f
	if len(places) <= mostPlaces {
		return places
	}
	mine := slices.IndexFunc(f.c.Ranked, func(s Series) bool { return s.Place == f.place.Code })
	from := max(0, min(mine-mostPlaces/2, len(f.c.Ranked)-mostPlaces))
	all := []data.Place{f.place}
	for _, s := range f.c.Ranked[from:min(len(f.c.Ranked), from+mostPlaces)] {
		if s.Place != f.place.Code {
			p, _ := f.names.Place(s.Place)
			all = append(all, p)
		}
	}
	return all
}

func (c *comparison) series(p data.Place) Series {
	s := Series{Place: p.Code, PlaceName: placeName(c.f.l, p), Name: placeName(c.f.l, p), Rank: RankOther, Group: c.group, GroupLabel: c.f.series(c.group).Name}
	switch p.Code {
	case c.f.place.Code:
		s.Rank = 0
	case c.f.place.Parent:
		s.Rank = RankTotal
	}
	for _, t := range c.periods {
		s.Points = append(s.Points, c.value(p, t, c.figures))
	}
	return s
}

// value is a place's figure in a period, in the measure that is shown.
func (c *comparison) value(place data.Place, t data.Period, in figures) Point {
	f := c.f
	at := func(m data.Measure, p data.Period) (data.Point, bool) {
		for _, s := range in {
			if s.Place == place.Code && s.Measure == m && s.Freq == p.Freq() && s.Group == c.group {
				if q, ok := s.At(p); ok {
					return q, q.Value.Status.HasNumber()
				}
			}
		}
		return data.Point{}, false
	}
	switch f.measure {
	case data.YoY:
		return f.rateOf(at, c.rates, t)
	case data.IndexNumber:
		base, ok := at(data.Level, c.periods[0])
		now, has := at(data.Level, t)
		x, same := now.Unit.Convert(now.Value.Number, base.Unit)
		if r := measure.Index(x, base.Value.Number); ok && has && same && r.OK() {
			f.rest(now, base)
			return Point{Period: t, Status: status([]data.Point{now, base}), Has: true, Value: r.Value, Shown: lang.Number(f.l, r.Value, 1), Cells: f.cells(now, base)}
		}
		return Point{Period: t, Status: data.Missing, Why: text(f.l, "why-missing")}
	}
	q, ok := at(data.Level, t)
	if !ok && q.Value.Status == "" {
		return Point{Period: t, Status: data.Missing, Why: text(f.l, "status-O")}
	}
	p := f.point(q)
	if before, ok := at(data.Level, t.AddYears(-1)); ok && p.Has {
		p.Change = f.change(q, before)
	}
	return p
}

// words are title, subtitle and notes.
func (c *comparison) words(candidates []data.Place) {
	f := c.f
	basis := ""
	switch f.measure {
	case data.Level:
		f.axisUnit()
	case data.YoY:
		f.c.Unit, f.c.UnitLabel, basis = percent, "%", text(f.l, "basis-"+string(c.rates.basis))
	case data.IndexNumber:
		f.c.Unit, f.c.UnitLabel = data.Unit{Base: data.BaseIndex}, text(f.l, "index-of", "base", lang.Period(f.l, c.periods[0]))
		basis = text(f.l, "basis-nominal")
		f.c.Notes = append(f.c.Notes, text(f.l, "note-axis-cut"))
	}
	months := ""
	if c.freq == data.YearToDate && f.measure != data.YoY {
		months = f.sameMonths(c.now())
	}
	what := f.c.UnitLabel
	if f.measure == data.YoY {
		what = text(f.l, "yoy-of", "period", lang.Period(f.l, c.now()))
	}
	f.subtitle(f.label(), what, months, basis)
	if n := len(f.c.Ranked) - len(f.c.Series); len(candidates) > mostPlaces && n > 0 {
		key := "compare-nearest"
		if len(f.c.Ranked) > longRanking {
			key = "compare-nearest-cut"
		}
		f.c.Notes = append(f.c.Notes, text(f.l, key, "count", strconv.Itoa(len(f.c.Series)), "all", strconv.Itoa(len(f.c.Ranked)), "first", strconv.Itoa(firstRanks), "near", strconv.Itoa(nearRanks)))
	}
	f.c.Title = text(f.l, "title-"+f.c.Slug)
	mine := slices.IndexFunc(f.c.Ranked, func(s Series) bool { return s.Place == f.place.Code })
	if mine < 0 || len(f.c.Ranked) < 2 {
		return
	}
	who := f.c.PlaceName
	if c.group != f.c.Population || preference(c.group) > 1 { // 规上 goes without saying
		who = f.who(c.group)
	}
	rank := 1 + slices.IndexFunc(f.c.Ranked, func(s Series) bool { return s.Points[0].Value == f.c.Ranked[mine].Points[0].Value })
	key := "compare-" + string(f.measure)
	if rank == 1 && f.c.Ranked[1].Points[0].Value < f.c.Ranked[mine].Points[0].Value {
		key += "-first"
	}
	f.c.Title = text(f.l, key, "who", who, "what", f.label(), "value", f.c.Ranked[mine].Points[0].Shown, "rank", strconv.Itoa(rank),
		"count", strconv.Itoa(len(f.c.Ranked)), "period", lang.Period(f.l, c.now()), "base", lang.Period(f.l, c.periods[0]))
}

// What a table lists of a ranking of thousands: the first places, and those next
// to ours.
const (
	firstRanks  = 20
	nearRanks   = 20
	longRanking = 100
)

// Ranking is the table of all places of a comparison, of very many the first and
// those next to ours; ok is false for other charts.
func (c Chart) Ranking() (t Table, ok bool) {
	if len(c.Ranked) == 0 {
		return t, false
	}
	l := c.Lang()
	newest := c.Ranked[0].Points[0].Period
	t = Table{Corner: text(l, "corner-place"), Columns: []string{text(l, "corner-rank"), lang.Period(l, newest)}}
	mine := slices.IndexFunc(c.Ranked, func(s Series) bool { return s.Place == c.Place })
	rank, left := 0, false
	for i, s := range c.Ranked {
		p := s.Points[0]
		if i == 0 || p.Value != c.Ranked[i-1].Points[0].Value {
			rank = i + 1
		}
		if len(c.Ranked) > longRanking && i >= firstRanks && max(i-mine, mine-i) > nearRanks {
			left = true
			continue
		}
		t.Rows = append(t.Rows, Row{Label: s.Name, After: left, Cells: []TableCell{
			{Shown: strconv.Itoa(rank), Has: true, From: p.Cells, Point: p},
			{Shown: p.Shown, Why: p.Why, Has: p.Has, Value: p.Value, Unit: cmp.Or(s.Unit, c.Unit), From: p.Cells, Group: string(s.Group), Point: p},
		}})
		left = false
	}
	t.oneUnit(l)
	return t, true
}
