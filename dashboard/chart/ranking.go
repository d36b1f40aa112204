package chart

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// mostRanked is the number of periods of a ranking when the address does not say
// from when: beyond it the crossings cannot be told apart.
const mostRanked = 12

// placeCode is the measure under which a place in the order is taken along.
const placeCode data.Measure = "rank"

// ranking answers: who overtook whom? The clusters in the order of their
// figures; 其他 is no cluster and has no place. A place is among all clusters,
// those that are not shown too.
func ranking(f *frame) {
	ranked := slices.DeleteFunc(slices.Clone(f.ranks()), isOther)
	lumped := len(f.ranks()) > len(ranked)
	f.offer.clusters, f.clusters = ranked, slices.DeleteFunc(slices.Clone(f.clusters), isOther)
	if len(ranked) < 2 {
		f.empty("no-ranking", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	freq := f.freq(data.Level)
	periods := f.alike(ranked, freq)
	if len(periods) < 2 {
		f.empty("no-ranking", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	if n := len(periods) - mostRanked; n > 0 && f.c.Params.From.IsZero() {
		periods = periods[n:]
	}
	f.c.Picture, f.c.Unit, f.c.UnitLabel = Bumps, data.Unit{}, text(f.l, "place-axis")
	f.alikeCategories(periods)
	rows := make([][]Point, len(ranked))
	for _, p := range periods {
		for i, x := range f.places(ranked, p) {
			rows[i] = append(rows[i], x)
		}
	}
	for i, g := range ranked {
		s := f.series(g)
		s.Points, s.Measure, s.Unit = rows[i], placeCode, data.Unit{}
		if slices.Contains(f.clusters, g) && slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has }) {
			f.c.Series = append(f.c.Series, s)
		}
	}
	if !slices.ContainsFunc(f.c.Series, Series.twice) {
		f.c.Series, f.c.Categories = nil, nil
		f.empty("ranking-open", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.secretNote(periods...)
	if lumped {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-ranked"))
	}
	when := text(f.l, "end-of-"+string(freq))
	if f.indicator.Kind != data.Stock {
		when = text(f.l, "of-each-year", "months", lang.Short(f.l, periods[len(periods)-1]))
	}
	if freq == data.Annual && f.indicator.Kind != data.Stock {
		when = ""
	}
	f.subtitle(text(f.l, "ranked-by", "what", f.label()), when)
	f.c.Title = f.rankingTitle()
}

// places are the groups' places in a period: Value is what people say (2, 2, 4),
// Y where it is drawn, each in a row of its own. A place that a cluster without a
// figure may have is no place.
func (f *frame) places(groups []data.Group, p data.Period) []Point {
	levels := make([]measure.Result, len(groups))
	have := make([]data.Point, len(groups))
	for i, g := range groups {
		q, ok := f.at(g, data.Level, p)
		x, same := f.inUnit(q)
		have[i], levels[i] = q, measure.Figure(x, ok && same)
	}
	ranks := measure.Ranks(levels)
	most, untold := f.greatestUntold(groups, p)
	out := make([]Point, len(groups))
	for i, q := range have {
		out[i] = Point{Period: p, Status: data.Missing, Why: text(f.l, "status-O")}
		if q.Value.Status != "" && !q.Value.Status.HasNumber() {
			out[i].Status, out[i].Why = q.Value.Status, text(f.l, "status-"+string(q.Value.Status))
		}
		if ranks[i] == 0 {
			continue
		}
		if untold && most >= levels[i].Value {
			out[i].Why = text(f.l, "why-rank-open")
			continue
		}
		row := 1
		for j, x := range levels {
			if x.OK() && (ranks[j] < ranks[i] || ranks[j] == ranks[i] && j < i) {
				row++
			}
		}
		f.rest(q)
		level := lang.Figure(f.l, levels[i].Value, f.levelUnit())
		out[i] = Point{
			Period: p, Status: q.Value.Status, Has: true, Value: float64(ranks[i]), Y: float64(row), Cells: f.cells(q),
			Shown:  text(f.l, "place", "place", strconv.Itoa(ranks[i]), "value", level),
			Detail: []Figure{{Label: f.label(), Shown: level, Value: levels[i].Value, Unit: f.levelUnit(), Measure: data.Level}},
		}
	}
	return out
}

// twice reports whether a group has a place at two moments or more: one alone
// overtakes nobody.
func (s Series) twice() bool {
	n := 0
	for _, p := range s.Points {
		if p.Has {
			n++
		}
	}
	return n > 1
}

// Moved reports whether a group's place is not the same throughout.
func (s Series) Moved() bool {
	first := slices.IndexFunc(s.Points, func(p Point) bool { return p.Has })
	return first >= 0 && slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has && p.Value != s.Points[first].Value })
}

// rankingTitle says who overtook whom between the ends of what is shown; of
// several the one that stands highest now.
func (f *frame) rankingTitle() string {
	last := len(f.c.Categories) - 1
	var whole []Series // with a place at both ends
	for _, s := range f.c.Series {
		if s.Points[0].Has && s.Points[last].Has {
			whole = append(whole, s)
		}
	}
	slices.SortFunc(whole, func(a, b Series) int { return cmp.Compare(a.Points[last].Y, b.Points[last].Y) })
	args := []string{"base", lang.Period(f.l, f.c.Categories[0].Period), "now", lang.Period(f.l, f.c.Categories[last].Period)}
	for _, s := range whole {
		var passed []string
		for _, o := range whole {
			if s.Points[0].Value > o.Points[0].Value && s.Points[last].Value < o.Points[last].Value {
				passed = append(passed, o.Name)
			}
		}
		if len(passed) > 0 {
			return text(f.l, "ranking-passed", append(args, "best", s.Name, "others", strings.Join(passed, lang.Text(f.l, "page.comma")),
				"place", strconv.Itoa(int(s.Points[last].Value)))...)
		}
	}
	moved := slices.ContainsFunc(f.c.Series, Series.Moved)
	if len(whole) == 0 || moved || f.restricted() || len(whole) < len(f.clusters) {
		return text(f.l, "title-"+f.c.Slug)
	}
	return text(f.l, "ranking-same", append(args, "best", whole[0].Name)...)
}
