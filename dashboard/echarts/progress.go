package echarts

import (
	"slices"
	"strconv"

	"countyboard/dashboard/chart"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// progress: a column a year, a line at the goal, and dotted where the pace leads;
// dashed, the path to a target year.
func (d *drawing) progress() {
	d.x = d.categoryAxis(d.thinned())
	d.y = asY(d.valueAxis(d.UnitLabel))
	d.y.SplitNumber = 3
	d.top, d.right = 44, 28
	for n, s := range d.Series {
		switch s.Measure {
		case "progress": // the table's
			continue
		case "":
			d.series = append(d.series, d.yearBars(s))
		default:
			d.series = append(d.series, d.ahead(n, s))
		}
	}
	d.series[0].MarkLine = d.across(d.Lines, "yAxis")
}

// yearBars are the years that have figures; the last one says how far it is.
func (d *drawing) yearBars(s chart.Series) series {
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", BarCategoryGap: "34%", BarMaxWidth: "56"},
		ItemStyle:    map[string]any{"color": d.pal.color(s.Rank)},
	}
	rising := slices.ContainsFunc(d.Series, func(s chart.Series) bool { return s.Measure != "" && s.Measure != "progress" })
	newest := 0
	for i, p := range s.Points {
		if p.Has {
			newest = i
		}
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		if p.Has && (i == newest || i == 0 && (!d.compact || len(s.Points) <= 6)) {
			it.Label = with(d.text(d.pal.Ink, i == newest), "position", "top", "formatter", p.Shown)
			if i == newest && rising { // the line ahead leaves to the right
				it.Label["align"], it.Label["distance"] = "right", 7
			}
		}
		if i == 0 || !p.Has { // what the others are measured against
			it.ItemStyle = map[string]any{"color": d.pal.Other}
		}
		out.Data = append(out.Data, it)
	}
	return out
}

// ahead is a line of what is reckoned, named at its end.
func (d *drawing) ahead(n int, s chart.Series) series {
	kind, color := "dotted", d.pal.Ink
	if s.Measure == "path" {
		kind, color = "dashed", d.pal.Down
	}
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 5},
		LineStyle:    map[string]any{"color": color, "type": kind, "width": 2},
		ItemStyle:    map[string]any{"color": d.pal.Paper, "borderColor": color, "borderWidth": 1.5},
		LabelLayout:  map[string]any{"moveOverlap": "shiftY"},
		Z:            3 + n,
	}
	end := -1
	for i, p := range s.Points {
		if p.Has {
			end = i
		}
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		if i == end && s.Measure == "pace" {
			it.Label = with(d.text(d.pal.Ink, true), "position", "top", "align", "right", "formatter", s.Name+" "+strconv.Itoa(p.Period.Year()))
		}
		out.Data = append(out.Data, it)
	}
	return out
}

// thinned are as many of the categories' labels as there is room for, back from
// the last.
func (d *drawing) thinned() []string {
	room := mostLabels
	if d.compact {
		room = 6
	}
	n := len(d.Categories)
	labels := make([]string, n)
	for i := n - 1; i >= 0; i -= (n-1)/room + 1 {
		labels[i] = d.Categories[i].Label
	}
	return labels
}
