package echarts

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"countyboard/data/lang"

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

// sparse is an axis of values across the narrowest picture: its ends are those of
// the values, zero among them, and it has as many numbers as fit, at least two.
func (d *drawing) sparse(low, high float64) {
	if !d.narrowest() || !(high >= low) {
		return
	}
	low, high = min(low, 0), max(high, 0)
	if low == high {
		return
	}
	names := 0.0
	if all, ok := d.y.Data.([]string); ok {
		for _, n := range all {
			for line := range strings.SplitSeq(n, "\n") {
				names = max(names, TextWidth(line, rowType, false))
			}
		}
	}
	plot := max(1, d.wide()-float64(max(d.left, 4)+d.right)-names-float64(cmp.Or(d.y.AxisLabel.Margin, 8)))
	for parts := mostGridlines; parts > 0; parts-- {
		step, wide := niceStep((high-low)/float64(parts)), 0.0
		if step > max(-low, high) { // zero alone
			break
		}
		for at := math.Ceil(low/step) * step; at <= high; at += step {
			wide = max(wide, TextWidth(axisNumber(d.Lang(), at), labelType, false))
		}
		d.numbers, d.parts = scale{low: low, high: high, step: step}, parts
		if step/(high-low)*plot >= wide+numberGap {
			break
		}
	}
}

// axisNumber is a number as an axis writes it.
func axisNumber(l lang.Lang, x float64) string {
	_, after, _ := strings.Cut(strconv.FormatFloat(round6(x), 'f', -1, 64), ".")
	return lang.Number(l, x, len(after))
}

// numberGap parts the numbers of an axis, in pixels.
const numberGap = 10

// acrossAxis is an x axis whose ends are no lines of it.
type acrossAxis struct {
	opts.XAxis
	SplitLine map[string]any `json:"splitLine"`
}

func (d *drawing) acrossAxis(x opts.XAxis) acrossAxis {
	s := d.numbers
	x.Min, x.Max, x.SplitNumber = round6(s.low), round6(s.high), d.parts
	label := *x.AxisLabel
	label.ShowMinLabel, label.ShowMaxLabel = boolPtr(s.isLine(s.low)), boolPtr(s.isLine(s.high))
	x.AxisLabel = &label
	return acrossAxis{x, map[string]any{
		"show": true, "showMinLine": s.isLine(s.low), "showMaxLine": s.isLine(s.high), "lineStyle": map[string]any{"color": d.pal.Grid, "width": 1},
	}}
}

func (s scale) isLine(x float64) bool {
	n := x / s.step
	return math.Abs(n-math.Round(n)) < 1e-6
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }
