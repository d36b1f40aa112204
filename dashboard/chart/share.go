package chart

import (
	"cmp"
	"math"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

const (
	shareDigits = 1
	// shareSlack is what the parts of a published table may miss their total by, in
	// percentage points.
	shareSlack = 0.05
)

// clusterShare answers: how is industry made up? The newest period as areas, or
// the same months of each year as columns of a hundred per cent.
func clusterShare(f *frame) {
	over := f.c.Params.View == "over-time"
	f.offer.moment = !over
	freq := f.freq(data.Level)
	if len(f.clusters) == 0 {
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	all := f.makeups(freq, over)
	if len(all) == 0 {
		f.empty(f.whyNoShares(freq), "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	now := all[len(all)-1]
	if slices.ContainsFunc(all, func(m makeup) bool { return m.negative }) {
		f.empty("negative-part", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	if slices.ContainsFunc(all, func(m makeup) bool { return m.overlaps }) {
		f.empty("overlapping", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.c.Unit, f.c.UnitLabel = percent, "%"
	for _, m := range all {
		f.rest(m.total)
	}
	if over {
		f.shareColumns(all)
	} else {
		f.shareAreas(now)
	}
}

// whyNoShares is the reason that no period has a share: there is no total, none
// of which there are shares, or no cluster beside it.
func (f *frame) whyNoShares(freq data.Freq) string {
	for _, p := range slices.Backward(f.find(f.c.Population, data.Level, freq)) {
		switch {
		case !p.Value.Status.HasNumber():
		case p.Value.Number <= 0:
			return "no-whole"
		default:
			return "no-part"
		}
	}
	return "no-shares"
}

// makeups are those of the periods to show, the newest last.
func (f *frame) makeups(freq data.Freq, over bool) (all []makeup) {
	most := 1
	if over {
		if most = mostColumns; !f.c.Params.From.IsZero() {
			most = math.MaxInt
		}
	}
	for _, p := range slices.Backward(f.find(f.c.Population, data.Level, freq)) {
		if len(all) == most {
			break
		}
		if len(all) > 0 && freq == data.YearToDate && !ofSameMonths(p.Period, all[0].total.Period) {
			continue
		}
		if m := f.makeup(p); m.known {
			all = append(all, m)
		}
	}
	slices.Reverse(all)
	return all
}

func ofSameMonths(p, now data.Period) bool { return p.AddYears(now.Year()-p.Year()) == now }

// makeup is what a total is made of in one period, in per cent of it.
type makeup struct {
	total    data.Point
	known    bool    // at least one part has a share
	parts    []Point // a cluster each, as frame.ranks
	rest     Point   // what the source does not break down
	overlaps bool    // the parts make more than the total
	negative bool    // a part is below zero: a loss
	closed   bool    // a part is printed otherwise than rounded for itself, so that all add up
}

// makeup takes a total apart. What is printed adds up to 100.0 where the parts
// add up to the total. What is left over is a part of its own, unless a part is
// confidential: it would tell that one.
func (f *frame) makeup(total data.Point) makeup {
	return f.makeupOf(total, func(g data.Group) (data.Point, bool) { return f.at(g, data.Level, total.Period) })
}

// makeupOf takes the total of any place apart, whose clusters at tells.
func (f *frame) makeupOf(total data.Point, at func(data.Group) (data.Point, bool)) makeup {
	m := makeup{total: total}
	if !total.Value.Status.HasNumber() {
		return m
	}
	sum, secret := 0.0, false
	var shares []float64
	for _, g := range f.ranks() {
		q, has := at(g)
		p := Point{Period: total.Period, Status: cmp.Or(q.Value.Status, data.Missing), Cells: f.cells(q)}
		secret = secret || p.Status == data.Suppressed
		x, same := q.Unit.Convert(q.Value.Number, total.Unit)
		m.negative = m.negative || has && x < 0
		s := measure.Share(x, total.Value.Number)
		switch {
		case !has:
			p.Why = text(f.l, "status-"+string(p.Status))
		case !same:
			p.Why = text(f.l, "other-unit", "unit", q.Unit.Label)
		case !s.OK() || x < 0:
			p.Why = text(f.l, "why-"+string(cmp.Or(s.Why, measure.NegativeBase)))
		default:
			p.Has, p.Value = true, s.Value
			p.Cells = append(p.Cells, f.cells(total)...)
			if level, ok := q.Unit.Convert(q.Value.Number, f.indicator.Unit); ok {
				p.Detail = []Figure{f.levelFigure(level)}
			}
			m.known = true
			sum += s.Value
		}
		m.parts, shares = append(m.parts, p), append(shares, p.Value)
	}
	left := 100 - sum
	m.overlaps = left < -shareSlack
	if left > shareSlack && !secret {
		m.rest = Point{Period: total.Period, Status: total.Value.Status, Has: true, Value: left, Cells: f.cells(total)}
		if whole, ok := total.Unit.Convert(total.Value.Number, f.indicator.Unit); ok {
			m.rest.Detail = []Figure{f.levelFigure(whole * left / 100)}
		}
		shares = append(shares, left)
	}
	whole := 100.0
	if secret {
		whole = sum
	}
	closed := measure.Close(shares, whole, shareDigits)
	for i := range m.parts {
		if p := &m.parts[i]; p.Has {
			p.Shown = lang.Figure(f.l, closed.Parts[i], percent)
			m.closed = m.closed || p.Shown != lang.Figure(f.l, p.Value, percent)
		}
	}
	if m.rest.Has {
		m.rest.Shown = lang.Figure(f.l, closed.Parts[len(closed.Parts)-1], percent)
	}
	return m
}

// shownShares tells a cluster's share as the picture of all shares prints it: a
// share is the same number wherever it stands. "" where there is none.
func (f *frame) shownShares(p data.Period) func(data.Group) string {
	var m makeup
	if total, ok := f.at(f.c.Population, data.Level, p); ok {
		m = f.makeup(total)
	}
	return m.shown(f)
}

func (m makeup) shown(f *frame) func(data.Group) string {
	return func(g data.Group) string {
		i := slices.Index(f.ranks(), g)
		if i < 0 || !m.known || m.overlaps || m.negative {
			return ""
		}
		return m.parts[i].Shown
	}
}

// moved notes how a share moved against a year before.
func (f *frame) moved(now, before Point) Point {
	if now.Has && before.Has {
		now.Change = text(f.l, "change-points", "change", lang.Signed(f.l, now.Value-before.Value, points))
	}
	return now
}

// Unlisted is the facet of what the source does not break down.
const Unlisted = data.DimCluster + "/未分列"

// unlisted is what the source does not break down.
func (f *frame) unlisted() Series {
	return Series{Name: text(f.l, "unlisted"), Group: f.c.Population.With(Unlisted), Facet: Unlisted, Rank: RankOther}
}

// yearBefore is the makeup of the same months a year before.
func (f *frame) yearBefore(m makeup) makeup {
	if q, ok := f.at(f.c.Population, data.Level, m.total.Period.AddYears(-1)); ok {
		if b := f.makeup(q); b.known && !b.overlaps && !b.negative {
			return b
		}
	}
	return makeup{parts: make([]Point, len(m.parts))}
}

// shareAreas: an area a cluster, the largest first, 其他 and what is not broken
// down last.
func (f *frame) shareAreas(m makeup) {
	f.c.Picture = Treemap
	now := m.total.Period
	before := f.yearBefore(m)
	type part struct {
		s Series
		p Point
	}
	var parts []part
	for i, g := range f.clusters {
		parts = append(parts, part{f.series(g), f.moved(m.parts[i], before.parts[i])})
	}
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(tail(a.s.Rank), tail(b.s.Rank)), -cmp.Compare(a.p.Value, b.p.Value))
	})
	if m.rest.Has {
		parts = append(parts, part{f.unlisted(), m.rest})
	}
	s := Series{Name: text(f.l, "measure-share")}
	for _, x := range parts {
		f.c.Categories = append(f.c.Categories, Category{Facet: x.s.Facet, Rank: x.s.Rank, Label: x.s.Name})
		s.Points = append(s.Points, x.p)
	}
	f.c.Series = []Series{s}
	f.shareNotes(m)
	f.subtitle(f.label(), text(f.l, "share-of", "total", f.shownLevel(m.total)), lang.Period(f.l, now))
	f.c.Title = f.areasTitle(m.total)
}

// levelFigure is a level in the indicator's unit, to be told beside a share.
func (f *frame) levelFigure(x float64) Figure {
	return Figure{f.label(), lang.Figure(f.l, x, f.indicator.Unit), x, f.indicator.Unit, data.Level}
}

// shownLevel is a figure as people read it, in the indicator's unit.
func (f *frame) shownLevel(p data.Point) string {
	if x, ok := p.Unit.Convert(p.Value.Number, f.indicator.Unit); ok {
		return lang.Figure(f.l, x, f.indicator.Unit)
	}
	return lang.Figure(f.l, p.Value.Number, p.Unit)
}

// areasTitle names the largest cluster, and what the three largest make together,
// where no cluster without a figure can be among them.
func (f *frame) areasTitle(total data.Point) string {
	var named []int
	three := 0.0
	for i, c := range f.c.Categories {
		if p := f.c.Series[0].Points[i]; c.Rank >= 0 && p.Has {
			if named = append(named, i); len(named) <= 3 {
				three += p.Value
			}
		}
	}
	whole, _ := f.inUnit(total)
	unsure := func(n int) bool {
		return f.mayBeLarger(f.clusters, total.Period, f.c.Series[0].Points[named[n]].Value*whole/100)
	}
	if len(named) < 2 || f.c.Series[0].Points[named[0]].Value == f.c.Series[0].Points[named[1]].Value || unsure(0) {
		return text(f.l, "title-"+f.c.Slug)
	}
	args := []string{"best", f.c.Categories[named[0]].Label, "share", f.c.Series[0].Points[named[0]].Shown, "three", lang.Figure(f.l, three, percent)}
	if len(named) < 4 || unsure(2) {
		return text(f.l, "share-largest", args...)
	}
	return text(f.l, "share-largest-three", args...)
}

// shareColumns: a column of a hundred per cent a period.
func (f *frame) shareColumns(all []makeup) {
	f.c.Picture = ShareColumns
	periods := make([]data.Period, len(all))
	rest := f.unlisted()
	for n, m := range all {
		periods[n] = m.total.Period
		f.shareNotes(m)
		p := m.rest
		if !p.Has {
			p = Point{Period: m.total.Period, Status: data.DoesNotApply, Why: text(f.l, "status-M")}
		}
		rest.Points = append(rest.Points, p)
	}
	f.periodCategories(periods)
	before := make([]makeup, len(all))
	for n, m := range all {
		before[n] = f.yearBefore(m)
	}
	for i, g := range f.clusters {
		s := f.series(g)
		for n, m := range all {
			s.Points = append(s.Points, f.moved(m.parts[i], before[n].parts[i]))
		}
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Series = append(f.c.Series, s)
		}
	}
	if slices.ContainsFunc(rest.Points, func(p Point) bool { return p.Has }) {
		f.c.Series = append(f.c.Series, rest)
	}
	basis := ""
	if periods[0].Freq() == data.YearToDate {
		basis = text(f.l, "same-months")
	}
	f.subtitle(f.label(), text(f.l, "share-of-total"), basis)
	f.c.Title = f.columnsTitle(all)
}

// columnsTitle names the cluster whose share moved most between the ends.
func (f *frame) columnsTitle(all []makeup) string {
	var most Series
	moved := 0.0
	last := len(all) - 1
	for _, s := range f.c.Series {
		a, b := s.Points[0], s.Points[last]
		if d := b.Value - a.Value; s.Rank >= 0 && a.Has && b.Has && math.Abs(d) > math.Abs(moved) {
			most, moved = s, d
		}
	}
	if most.Name == "" || math.Abs(moved) < 0.1 {
		return text(f.l, "title-"+f.c.Slug)
	}
	key := "share-rose"
	if moved < 0 {
		key = "share-fell"
	}
	a, b := most.Points[0], most.Points[last]
	return text(f.l, key, "best", most.Name, "from", lang.Period(f.l, a.Period), "before", a.Shown, "to", lang.Period(f.l, b.Period), "now", b.Shown)
}

// shareNotes says what a picture of parts leaves open.
func (f *frame) shareNotes(m makeup) {
	note := func(key string) {
		if n := text(f.l, key); !slices.Contains(f.c.Notes, n) {
			f.c.Notes = append(f.c.Notes, n)
		}
	}
	if m.rest.Has {
		note("note-unlisted")
	}
	if m.closed {
		note("note-closed")
	}
	if slices.ContainsFunc(m.parts, func(p Point) bool { return p.Status == data.Suppressed }) {
		note("note-secret")
	}
	if _, month := m.total.Period.End(); month == 2 && m.total.Period.Freq() == data.YearToDate {
		note("note-january")
	}
}
