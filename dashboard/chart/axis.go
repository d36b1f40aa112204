package chart

import (
	"cmp"
	"math"

	"countyboard/data/lang"
)

// axisUnit names the unit of the value axis, the one in which the labels write
// the largest value: money is in 亿元 or 万元, in English in bn or mn yuan. It is
// called once the series are there.
func (f *frame) axisUnit() {
	f.c.UnitLabel, f.c.DrawnBy = lang.UnitLabel(f.l, f.c.Unit), 0
	most := 0.0
	for _, s := range f.c.Series {
		for _, p := range s.Points {
			if p.Has && s.Unit.IsZero() {
				most = max(most, math.Abs(p.Value))
			}
		}
	}
	scale := lang.ScaleOf(f.l, most, f.c.Unit)
	if most == 0 || scale.By == 1 {
		return
	}
	f.c.UnitLabel, f.c.DrawnBy = scale.Unit(), scale.By
	for _, s := range f.c.Series {
		for i := range s.Points {
			f.inAxisUnit(&s.Points[i], scale)
		}
	}
}

// inAxisUnit writes a point's value in the unit of the axis where that keeps two
// digits; tables have it as it was.
func (f *frame) inAxisUnit(p *Point, scale lang.Scale) {
	const least = 0.1
	if p.Has && p.Shown == lang.Figure(f.l, p.Value, f.c.Unit) && math.Abs(p.Value*scale.By) >= least {
		if shown := scale.Figure(p.Value); shown != p.Shown {
			p.Full, p.Shown = cmp.Or(p.Full, p.Shown), shown
		}
	}
}
