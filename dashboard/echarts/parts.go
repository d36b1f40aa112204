package echarts

import (
	"countyboard/dashboard/chart"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// stackedBars: a row a group; its parts stack to both sides of zero, a dot
// stands at their sum, with its value.
func (d *drawing) stackedBars() {
	d.groupAxis()
	d.y.AxisLabel.Margin = 14
	d.x.Name, d.x.NameLocation = "", ""
	parts := d.Series[:len(d.Series)-1]
	sum := d.Series[len(d.Series)-1]
	for n, s := range parts {
		out := series{
			SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", Stack: "parts", BarMaxWidth: "24", BarCategoryGap: "44%"},
			ItemStyle:    map[string]any{"color": d.pal.color(s.Rank), "borderColor": d.pal.Paper, "borderWidth": 0.5},
		}
		if s.Measure == "unparted" {
			out.ItemStyle = d.unparted()
		}
		for i, p := range s.Points {
			out.Data = append(out.Data, d.partItem(s, i, p))
		}
		if n == 0 {
			out.MarkLine = map[string]any{"symbol": []string{"none", "none"}, "silent": true, "animation": false, "data": []any{d.zero()}, "label": map[string]any{"show": false}}
		}
		d.series = append(d.series, out)
	}
	legend := d.legendOf(nil)
	var entries []any
	for _, s := range d.Series {
		icon := "rect"
		if s.Rank == chart.RankTotal {
			icon = "circle"
		}
		entries = append(entries, map[string]any{"name": s.Name, "icon": icon})
	}
	legend["data"] = entries
	d.listed(legend)
	d.top -= headRow - 8 // its axis has no head
	var values []string
	for _, p := range sum.Points {
		values = append(values, d.atBar(p))
	}
	d.right = 14 + d.room(values...)
	d.sparse(d.reach(parts))
	d.series = append(d.series, d.sums(sum), d.ends(sum, parts))
}

// atBar is a value at a bar; a narrow picture leaves its unit to the words around it.
func (d *drawing) atBar(p chart.Point) string {
	if d.narrowest() {
		return d.unitless(p.Shown)
	}
	return p.Shown
}

// reach is how far the parts of a row stack to each side of zero, at most.
func (d *drawing) reach(parts []chart.Series) (low, high float64) {
	for i := range d.Categories {
		left, right := 0.0, 0.0
		for _, s := range parts {
			if p := s.Points[i]; p.Has {
				left, right = left+min(p.Value, 0), right+max(p.Value, 0)
			}
		}
		low, high = min(low, left), max(high, right)
	}
	return low, high
}

// part is how a part of a whole is filled: a group in its colour, what the source
// does not break down as paper within a dashed line.
func (d *drawing) part(facet string, rank int) (ground string, style map[string]any) {
	if facet == chart.Unlisted {
		return d.pal.Paper, d.unparted()
	}
	ground = d.pal.color(rank)
	return ground, map[string]any{"color": ground}
}

// unparted is the style of what belongs to no part.
func (d *drawing) unparted() map[string]any {
	return map[string]any{"color": d.pal.Paper, "borderColor": d.pal.Muted, "borderType": "dashed", "borderWidth": 1}
}

func (d *drawing) partItem(s chart.Series, i int, p chart.Point) item {
	cat := d.Categories[i]
	b := d.behind(cat.Label, d.groupOf(cat), p)
	if b != nil {
		b.Detail = append([]string{s.Name}, b.Detail...)
	}
	return item{Name: cat.Label, Value: number(p), Behind: b}
}

// sums are dots at what the parts of each row add up to.
func (d *drawing) sums(sum chart.Series) series {
	out := series{
		SingleSeries: charts.SingleSeries{Name: sum.Name, Type: "scatter", SymbolSize: 9},
		ItemStyle:    map[string]any{"color": d.pal.Paper, "borderColor": d.pal.Ink, "borderWidth": 2, "opacity": 1},
		Z:            5,
	}
	for i, p := range sum.Points {
		it := d.partItem(sum, i, p)
		it.Value = []any{number(p), i}
		out.Data = append(out.Data, it)
	}
	return out
}

// ends carry the values of the sums, beyond the longest bar of each row.
func (d *drawing) ends(sum chart.Series, parts []chart.Series) series {
	out := series{
		SingleSeries: charts.SingleSeries{Type: "scatter", SymbolSize: 9},
		ItemStyle:    map[string]any{"color": "transparent", "opacity": 1}, Silent: true, Z: 4,
	}
	for i, p := range sum.Points {
		high := p.Value
		reach := 0.0
		for _, s := range parts {
			reach += max(0, s.Points[i].Value)
		}
		high = max(high, reach)
		it := item{Value: []any{number(chart.Point{Value: high, Has: p.Has}), i}}
		if p.Has {
			it.Label = with(d.text(d.pal.Ink, d.Categories[i].Rank == chart.RankTotal), "position", "right", "formatter", d.atBar(p), "distance", 6)
		}
		out.Data = append(out.Data, it)
	}
	return out
}
