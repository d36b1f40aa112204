package echarts

import (
	"math"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// ratioDots: a row a group, a dot as many times to the right of 1 as it weighs
// more, to the left as it weighs less: the axis is logarithmic, unless a
// quotient is zero.
func (d *drawing) ratioDots() {
	d.groupAxis()
	d.y.AxisLabel.Margin = 34
	d.top, d.right = 28, 56
	if d.compact { // values stand above their dots
		d.y.AxisLabel.Margin, d.right = 14, 24
	}
	s := d.Series[0]
	least, most := 1.0, 1.0
	for _, p := range s.Points {
		if p.Has {
			least, most = min(least, p.Value), max(most, p.Value)
		}
	}
	if least > 0 {
		d.x.Type = "log"
		d.x.Min, d.x.Max, d.logBase = ends(least, most)
		d.x.AxisLabel.ShowMinLabel, d.x.AxisLabel.ShowMaxLabel = boolPtr(false), boolPtr(false)
	} else {
		d.x.Min = 0
	}
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "scatter", SymbolSize: 13},
		LabelLayout:  map[string]any{"hideOverlap": false},
		MarkLine:     d.stems(),
		Z:            4,
	}
	for i, p := range s.Points {
		cat := d.Categories[i]
		it := item{Name: cat.Label, Value: []any{number(p), i}, Behind: d.behind(cat.Label, d.groupOf(cat), p)}
		if p.Has {
			side := "right"
			switch {
			case d.compact:
				side = "top"
			case p.Value < 1:
				side = "left"
			}
			it.ItemStyle = map[string]any{"color": d.pal.color(cat.Rank), "opacity": 1}
			if p.Status == data.Provisional {
				it.ItemStyle = map[string]any{"color": d.pal.Paper, "borderColor": d.pal.color(cat.Rank), "borderWidth": 2, "opacity": 1}
			}
			it.Label = with(d.text(d.pal.Ink, cat.Rank >= 0), "position", side, "formatter", p.Shown, "distance", 5, "backgroundColor", d.pal.Paper, "padding", []int{1, 2})
		}
		out.Data = append(out.Data, it)
	}
	d.series = []series{out}
}

// ends are those of a logarithmic axis, with room beside the outermost dots and
// 0.5 to 2 in any case; its base is a power of two of which at most five lie
// between them.
func ends(least, most float64) (low, high, base float64) {
	const room = 1.25
	low, high, base = min(0.5, least)/room, max(2, most)*room, 2
	for math.Floor(math.Log(high)/math.Log(base))-math.Ceil(math.Log(low)/math.Log(base)) >= 5 {
		base *= 2
	}
	return math.Round(low*1e4) / 1e4, math.Round(high*1e4) / 1e4, base
}

// stems join each dot with 1; the lines that the chart names stand behind.
func (d *drawing) stems() map[string]any {
	var at []any
	for n, l := range d.Lines {
		line := map[string]any{"xAxis": l.Value, "name": l.Label, "lineStyle": map[string]any{"color": d.pal.Muted, "type": []string{"solid", "dashed"}[min(n, 1)], "width": 1}}
		line["label"] = with(d.text(d.pal.Muted, false), "position", "start", "formatter", "{b}", "distance", 6)
		if n > 0 && d.compact { // no room for two; the axis has the number
			line["label"] = map[string]any{"show": false}
		}
		at = append(at, line)
	}
	for i, p := range d.Series[0].Points {
		if p.Has {
			at = append(at, []any{map[string]any{"coord": []any{1, i}}, map[string]any{"coord": []any{p.Value, i}}})
		}
	}
	for i, p := range d.Series[0].Points {
		if !p.Has { // the row says why it is empty
			label := with(d.text(d.pal.Muted, false), "position", "end", "formatter", "{b}", "distance", 6)
			at = append(at, []any{
				map[string]any{"coord": []any{1, i}, "name": p.Why, "label": label, "lineStyle": map[string]any{"width": 0}},
				map[string]any{"coord": []any{1.001, i}},
			})
		}
	}
	return map[string]any{
		"symbol": []string{"none", "none"}, "silent": true, "animation": false, "data": at, "label": map[string]any{"show": false},
		"lineStyle": map[string]any{"color": d.pal.Line, "type": "solid", "width": 2}, "z": 1,
	}
}

// topShares: lines from zero, named at their ends.
func (d *drawing) topShares() {
	d.overTime()
	d.y.Min = 0
	for n, s := range d.Series {
		d.series = append(d.series, d.line(s, d.lineColor(n)))
	}
}

// band: what lies between two lines, as an area.
func (d *drawing) band() {
	d.overTime()
	d.y.Scale = boolPtr(true)
	high := d.line(d.Series[0], d.lineColor(0))
	if len(d.Series) == 1 {
		d.series = []series{high}
		return
	}
	low := d.line(d.Series[1], d.lineColor(1))
	low.Stack, high.Stack = "band", "band"
	for i, p := range d.Series[0].Points { // the upper one stands on the lower
		if q := d.Series[1].Points[i]; p.Has && q.Has {
			p.Value -= q.Value
			high.Data[i].Value = number(p)
		}
	}
	high.AreaStyle = map[string]any{"color": d.pal.Accent, "opacity": 0.14}
	d.series = []series{low, high}
}

// overTime are the axes of lines, with room for what stands at their ends.
func (d *drawing) overTime() {
	d.x = d.categoryAxis(d.headLabels())
	d.y = asY(d.valueAxis(d.UnitLabel))
	d.top = 40
	d.right = 24 + d.room(d.lineNames()...) + 44
	if d.compact {
		d.right = 56
		d.listed(d.legendOf(d.lineNames()))
		d.y.SplitNumber = 3
	}
}

func (d *drawing) lineNames() []string {
	names := make([]string, len(d.Series))
	for i, s := range d.Series {
		names[i] = s.Name
	}
	return names
}

// lineColor: the accent for the first, grey for the others; these lines are no clusters.
func (d *drawing) lineColor(n int) string {
	if n == 0 {
		return d.pal.Accent
	}
	return d.pal.Muted
}

func (d *drawing) line(s chart.Series, color string) series {
	end := ""
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 4},
		LineStyle:    map[string]any{"color": color, "width": 2.5}, ItemStyle: map[string]any{"color": color},
		LabelLayout: map[string]any{"moveOverlap": "shiftY"},
	}
	for _, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		if p.Has {
			end = p.Shown
		}
		if p.Has && p.Status == data.Provisional {
			it.ItemStyle = map[string]any{"color": d.pal.Paper, "borderColor": color, "borderWidth": 2}
		}
		out.Data = append(out.Data, it)
	}
	name := "{a} " + end
	if d.compact {
		name = end
	}
	out.EndLabel = with(d.text(color, color == d.pal.Accent), "formatter", name, "distance", 6)
	return out
}
