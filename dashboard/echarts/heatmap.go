package echarts

import (
	"math"
	"slices"
	"sort"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// present is the third number of a cell: ECharts draws no cell without one. The
// rate is the fourth; a gap has none and takes the colour of gaps.
const present = 1

// tints are how far the classes on each side of zero are drawn towards paper.
var tints = []float64{0.68, 0.45, 0.22, 0}

// heatmap: a row a series, a column a period, colour by classes that are as wide
// on both sides of zero. Values stand in the cells where they fit; those of the
// last period stand at the right in any case.
func (d *drawing) heatmap() {
	d.top, d.bottom, d.right = 40, 8, 60
	names := d.inRows(d.lineNames(), len(d.Series)+1)
	rows := make([]any, 0, len(d.Series)+1)
	at := make([]int, len(d.Series))
	for i, s := range d.Series {
		row := map[string]any{"value": names[i]}
		if s.Rank == chart.RankTotal {
			if len(rows) > 0 { // the total stands apart
				rows = append(rows, map[string]any{"value": ""})
			}
			row["textStyle"] = map[string]any{"fontWeight": 600}
		}
		at[i] = len(rows)
		rows = append(rows, row)
	}
	y := d.categoryAxis(nil)
	y.Data, y.Inverse = rows, boolPtr(true)
	y.AxisLine.Show = boolPtr(false)
	y.AxisLabel.Color, y.AxisLabel.FontSize = d.pal.Ink, 13
	d.y = asY(y)
	d.before = min(d.nameRoom(), float64(d.room(names...))) + 12
	d.x = d.categoryAxis(d.headLabels())
	d.x.AxisLine.Show = boolPtr(false)
	step := d.classes()
	wide := (d.wide() - float64(24+d.right) - min(d.nameRoom(), float64(d.room(names...)))) / float64(max(1, len(d.Categories)))
	out := series{
		SingleSeries: charts.SingleSeries{Name: d.IndicatorLabel, Type: "heatmap"},
		ItemStyle:    map[string]any{"borderColor": d.pal.Paper, "borderWidth": 1},
		Emphasis:     map[string]any{"itemStyle": map[string]any{"borderColor": d.pal.Ink, "borderWidth": 1}},
	}
	if wide < narrowCell {
		out.ItemStyle["borderWidth"] = 0.4
	}
	inside := wide >= 7*d.longestRate()+6
	for i, s := range d.Series {
		for x, p := range s.Points {
			it := item{Name: s.Name, Value: []any{x, at[i], present, number(p)}, Behind: d.behind(s.Name, string(s.Group), p)}
			switch {
			case !p.Has:
			case inside:
				it.Label = with(d.text(d.pal.on(d.tint(p.Value, step)), false), "position", "inside", "formatter", lang.Number(d.Lang(), p.Value, 1))
			case x == len(s.Points)-1:
				it.Label = with(d.text(d.pal.Ink, s.Rank != chart.RankOther), "position", "right", "formatter", p.Shown, "distance", 6)
			}
			if p.Has && p.Status == data.Provisional {
				it.ItemStyle = map[string]any{"borderColor": d.pal.Ink, "borderType": "dashed"}
			}
			out.Data = append(out.Data, it)
		}
	}
	d.series = []series{out}
	if inside {
		d.right = 12
	}
}

// narrowCell is the width, in pixels, under which the lines between cells would
// outshine them.
const narrowCell = 12

// headLabels: each period where there is room, else the years.
func (d *drawing) headLabels() []string {
	labels := d.periodLabels()
	for i, c := range d.Categories {
		if len(d.Categories) > mostLabels && labels[i] != "" && c.Period.Freq() != data.Annual {
			labels[i] = c.Head
		}
	}
	return labels
}

func (d *drawing) longestRate() float64 {
	longest := 0
	for _, s := range d.Series {
		for _, p := range s.Points {
			if p.Has {
				longest = max(longest, len([]rune(lang.Number(d.Lang(), p.Value, 1))))
			}
		}
	}
	return float64(longest)
}

// classes sets the scale: as many classes on each side of zero, as wide as it
// takes for all but one in twenty cells to lie within them. Of those at the
// ends only the ones that some cell is in are listed. It returns their width.
func (d *drawing) classes() float64 {
	var sizes []float64
	gaps, low, high := false, 0.0, 0.0
	zeros := false
	for _, s := range d.Series {
		for _, p := range s.Points {
			gaps = gaps || !p.Has
			if p.Has {
				sizes = append(sizes, math.Abs(p.Value))
				low, high, zeros = min(low, p.Value), max(high, p.Value), zeros || p.Value == 0
			}
		}
	}
	slices.Sort(sizes)
	step := 1.0
	if len(sizes) > 0 {
		step = rounded(ordinary(sizes) / float64(len(tints)))
	}
	digits := 0
	if step < 1 {
		digits = 1
	}
	word := func(key string, from, to float64) string {
		return lang.Text(d.Lang(), "chart."+key, "from", lang.Number(d.Lang(), from, digits), "to", lang.Number(d.Lang(), to, digits))
	}
	var pieces []any
	room := 0.0
	add := func(color, label string, limits ...any) {
		pieces = append(pieces, with(map[string]any{"color": color, "label": label}, limits...))
		room += TextWidth(label, labelType, false) + swatch + 2*legendGap
	}
	if gaps { // the colour of what is out of every class; nothing falls by more than all
		add(d.gap(), lang.Text(d.Lang(), "chart.no-number"), "lt", -1e9)
	}
	most := float64(len(tints)-1) * step
	if low < -most {
		add(d.tint(-2*most-step, step), word("heat-below", -most, -most), "lt", -most)
	}
	for at := -most; at < 0; at += step {
		if low < at+step {
			add(d.tint(at+step/2, step), word("heat-class", at, at+step), "gte", at, "lt", at+step)
		}
	}
	if zeros {
		add(d.tint(0, step), "0", "value", 0)
	}
	for at := 0.0; at < most; at += step {
		if high > at {
			add(d.tint(at+step/2, step), word("heat-class", at, at+step), "gt", at, "lte", at+step)
		}
	}
	if high > most {
		add(d.tint(2*most+step, step), word("heat-above", most, most), "gt", most)
	}
	d.colours = map[string]any{
		"type": "piecewise", "orient": "horizontal", "left": 0, "top": 0, "padding": 0, "itemWidth": swatch, "itemHeight": 12, "itemGap": legendGap, "itemSymbol": "rect",
		"dimension": 3, "seriesIndex": 0, "selectedMode": false, "hoverLink": false, "pieces": pieces,
		"textStyle":  map[string]any{"color": d.pal.Muted, "fontSize": 12, "fontFamily": FontFamily},
		"outOfRange": map[string]any{"color": d.gap()},
	}
	if room > d.wide()-markRoom { // the ends say what the steps between are
		d.colours["text"] = []string{label(pieces[len(pieces)-1]), label(pieces[0])}
		d.colours["itemGap"] = 2
	}
	return step
}

// The list of classes, in pixels; the mark of invented figures stands at its right.
const (
	swatch    = 14
	legendGap = 8
	markRoom  = 84
)

func label(piece any) string {
	if m, ok := piece.(map[string]any); ok {
		s, _ := m["label"].(string)
		return s
	}
	return ""
}

// ordinary is how large the sorted sizes of rates are but for a few: one in twenty,
// and those far beyond what half of them have, so that they do not flatten the
// others.
func ordinary(sizes []float64) float64 {
	const far = 4
	some := sizes[sort.SearchFloat64s(sizes, math.SmallestNonzeroFloat64):]
	if len(some) == 0 {
		return 0
	}
	return min(sizes[len(sizes)*19/20], far*some[len(some)/2])
}

// rounded is the next of 1, 2, 5 times a power of ten, 0.1 at the least.
func rounded(x float64) float64 {
	x = max(x, 0.1)
	power := math.Pow10(int(math.Floor(math.Log10(x))))
	for _, by := range []float64{1, 2, 5} {
		if power*by >= x-1e-9 {
			return power * by
		}
	}
	return power * 10
}

func (d *drawing) gap() string { return d.pal.Line }

// tint is the colour of a rate: blue for growth, orange for decline.
func (d *drawing) tint(x, step float64) string {
	colour, size := d.pal.Up, math.Abs(x)
	if x < 0 {
		colour = d.pal.Down
	}
	if x == 0 {
		return d.pal.Grid
	}
	class := min(int(math.Ceil(size/step-1e-9)), len(tints))
	return mix(colour, d.pal.Paper, tints[class-1])
}
