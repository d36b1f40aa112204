package echarts

import (
	"countyboard/dashboard/chart"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// waterfall: levels at both ends, and the steps between them, each from where
// the one before it ended. A bar that is not drawn carries each step.
func (d *drawing) waterfall() {
	labels := make([]string, len(d.Categories))
	for i, c := range d.Categories {
		if labels[i] = c.Label; c.Head != "" {
			labels[i] += "\n" + c.Head
		}
	}
	d.x = d.categoryAxis(labels)
	if d.compact {
		d.x.AxisLabel.FontSize = 11
	}
	d.y = asY(d.valueAxis(d.UnitLabel))
	d.y.Min = d.Floor
	d.top = 44
	s := d.Series[0]
	under := series{
		SingleSeries: charts.SingleSeries{Name: "", Type: "bar", Stack: "steps", BarCategoryGap: "34%", BarMaxWidth: "64"},
		ItemStyle:    map[string]any{"color": "transparent"}, Silent: true, Emphasis: map[string]any{"disabled": true},
		MarkLine: d.carried(s),
	}
	steps := series{SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", Stack: "steps", BarMaxWidth: "64"}}
	last := len(s.Points) - 1
	for i, p := range s.Points {
		low, high := min(p.X, p.Y), max(p.X, p.Y)
		if i == 0 || i == last {
			low = 0
		}
		under.Data = append(under.Data, item{Value: low})
		style := map[string]any{"color": d.pal.Other}
		switch {
		case d.Categories[i].Indicator == "enterprises-remainder":
			style["color"], style["borderColor"], style["borderType"], style["borderWidth"] = d.pal.Paper, d.pal.Muted, "dashed", 1
		case i > 0 && i < last && p.Value < 0:
			style["color"] = d.pal.Down
		case i > 0 && i < last:
			style["color"] = d.pal.Up
		}
		steps.Data = append(steps.Data, item{
			Name: d.Categories[i].Label, Value: high - low, ItemStyle: style, Behind: d.behind(d.Categories[i].Label, string(s.Group), p),
			Label: with(d.text(d.pal.Ink, i == 0 || i == last), "position", "top", "formatter", p.Shown, "distance", 5),
		})
	}
	d.series = []series{under, steps}
}

// carried are the lines that carry a level from each bar to the next.
func (d *drawing) carried(s chart.Series) map[string]any {
	var at []any
	for i := range s.Points[:len(s.Points)-1] {
		to := s.Points[i].Y
		at = append(at, []any{map[string]any{"coord": []any{i, to}}, map[string]any{"coord": []any{i + 1, to}}})
	}
	return map[string]any{
		"symbol": []string{"none", "none"}, "silent": true, "animation": false, "data": at, "label": map[string]any{"show": false},
		"lineStyle": map[string]any{"color": d.pal.Before, "type": "solid", "width": 1}, "z": 1,
	}
}
