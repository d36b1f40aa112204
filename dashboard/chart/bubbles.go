package chart

import (
	"cmp"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// growthShare answers: where do size, growth and share meet? A bubble a
// cluster: share of the total across, growth upwards, level as size; lines at
// the total's growth and at an even share part the field.
func growthShare(f *frame) {
	f.offer.moment = true
	r, ok := f.chooseBasis()
	now := f.newest(r)
	total, okTotal := f.at(f.c.Population, data.Level, now)
	if !ok || now.IsZero() || len(f.clusters) == 0 || !okTotal {
		f.empty("no-bubbles", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.c.Picture = Bubbles
	level, shown := f.indicator.Unit, f.shownShares(now)
	for _, g := range f.clusters {
		s := f.series(g)
		if p, ok := f.bubble(r, g, now, total, level, shown(g)); ok {
			s.Points = []Point{p}
			f.c.Series = append(f.c.Series, s)
		}
	}
	if len(f.c.Series) == 0 {
		f.empty("no-bubbles", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	f.rest(total)
	whole := f.rate(r, f.c.Population, now)
	if whole.Has {
		f.c.Lines = []Line{{Value: whole.Value, Label: text(f.l, "line-total", "rate", whole.Shown)}}
	}
	f.c.UnitLabel, f.c.XLabel = text(f.l, "axis-growth"), text(f.l, "axis-share")
	f.subtitle(f.label(), lang.Period(f.l, now), text(f.l, "basis-"+string(r.basis)), text(f.l, "bubble-size"))
	f.secretNote(now, now.AddYears(-1))
	f.c.Title = f.bubbleTitle(now, whole)
}

func (f *frame) bubble(r rates, g data.Group, now data.Period, total data.Point, unit data.Unit, shown string) (Point, bool) {
	x, ok := f.at(g, data.Level, now)
	growth := f.rate(r, g, now)
	v, same := x.Unit.Convert(x.Value.Number, total.Unit)
	share := measure.Share(v, total.Value.Number)
	size, okSize := x.Unit.Convert(x.Value.Number, unit)
	if !ok || !same || !okSize || !growth.Has || !share.OK() {
		return Point{}, false
	}
	f.rest(x)
	p := Point{Period: now, Status: data.Normal, Has: true, Value: size, X: share.Value, Y: growth.Value, Shown: lang.Figure(f.l, size, unit)}
	p.Detail = []Figure{
		{text(f.l, "axis-growth"), growth.Shown, growth.Value, percent, data.YoY},
		{text(f.l, "axis-share"), cmp.Or(shown, lang.Figure(f.l, share.Value, percent)), share.Value, percent, data.Share},
		{f.label(), p.Shown, size, unit, data.Level},
	}
	p.Cells = append(f.cells(x, total), growth.Cells...)
	return p, true
}

// bubbleTitle names the largest cluster and where its growth stands against the
// total's. One without a bubble may be larger.
func (f *frame) bubbleTitle(now data.Period, whole Point) string {
	var best Series
	for _, s := range f.c.Series {
		if s.Rank >= 0 && (best.Name == "" || s.Points[0].Value > best.Points[0].Value) {
			best = s
		}
	}
	level := f.levelsOf(now)
	larger := func(g data.Group) bool {
		x, ok := level(g)
		return ok && !isOther(g) && x > best.Points[0].Value
	}
	if best.Name == "" || !whole.Has || slices.ContainsFunc(f.clusters, larger) || f.mayBeLarger(f.clusters, now, best.Points[0].Value) {
		return text(f.l, "title-"+f.c.Slug)
	}
	key := "bubble-above"
	if best.Points[0].Y <= whole.Value {
		key = "bubble-below"
	}
	return text(f.l, key, "best", best.Name, "share", best.Points[0].Detail[1].Shown, "rate", best.Points[0].Detail[0].Shown)
}
