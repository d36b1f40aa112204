package echarts

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// mostGridlines that a picture bears.
const mostGridlines = 5

// scale is a value axis with round ends and few lines.
type scale struct {
	low, high, step float64
	loose           bool // the lower end is no line: a little lies below zero
}

// scaleOf is the narrowest round scale that holds both ends with at most lines
// gridlines.
func scaleOf(low, high float64, lines int) scale {
	if !(high > low) {
		low, high = low-0.5, high+0.5
	}
	for step := math.Pow10(int(math.Floor(math.Log10((high-low)/float64(lines)))) - 1); ; step *= 10 {
		for _, m := range []float64{1, 2, 2.5, 3, 5} {
			s := scale{low: math.Floor(low/(step*m)+1e-9) * step * m, high: math.Ceil(high/(step*m)-1e-9) * step * m, step: step * m}
			if (s.high-s.low)/s.step < float64(lines)-0.5 {
				return s
			}
		}
	}
}

// divergingScale is one around zero. Where only a little lies below zero no
// whole step is given to it.
func divergingScale(low, high float64) scale {
	s := scaleOf(low, high, mostGridlines)
	for step := math.Pow10(int(math.Floor(math.Log10(max(high, 1e-6))))-1) * 2; low < 0 && step < high; step *= 1.5 {
		unit := math.Pow10(int(math.Floor(math.Log10(step))))
		nice := []float64{1, 2, 3, 5}[min(3, max(0, int(step/unit+0.5)-1))] * unit // the steps that ECharts takes
		top := math.Ceil(high/nice-1e-9) * nice
		if below := top*0.04 - low; top/nice < mostGridlines-0.5 && below/top < 0.18 { // more, and ECharts takes another step
			return scale{low: -below, high: top, step: nice, loose: true}
		}
	}
	return s
}

type looseAxis struct {
	named
	SplitLine any `json:"splitLine"`
}

// scaled is a y axis with its name above it and the lines of a scale.
func (d *drawing) scaled(y opts.YAxis, s scale) any {
	y.Min, y.Max, y.SplitNumber = round6(s.low), round6(s.high), 0
	n := d.headed(y)
	if s.loose {
		n.SplitNumber = int(math.Round(s.high / s.step))
		n.YAxis.AxisLabel.ShowMinLabel = boolPtr(false)
		return looseAxis{n, map[string]any{"show": true, "showMinLine": false, "lineStyle": map[string]any{"color": d.pal.Grid, "width": 1}}}
	}
	n.Interval = round6(s.step)
	return n
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }
