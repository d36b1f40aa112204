package chart

import (
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
	if scale := lang.ScaleOf(f.l, most, f.c.Unit); most > 0 && scale.By != 1 {
		f.c.UnitLabel, f.c.DrawnBy = scale.Unit(), scale.By
	}
}
