package echarts

import (
	"slices"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// progress: a column a year, a line at the goal, and dotted where the pace leads;
// dashed, the path to a target year.
func (d *drawing) progress() {
	d.x = d.categoryAxis(d.thinned())
	d.y = asY(d.valueAxis(d.UnitLabel))
	d.y.SplitNumber = 3
	d.top, d.right = 44, 28
	d.named()
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

// named puts the lines' names into a legend where their ends may be close.
func (d *drawing) named() {
	if d.leads("path") && d.leads("pace") || d.narrowest() && d.leads("pace") {
		d.legend = d.legendOf(nil)
		var entries []any
		for _, s := range d.Series {
			if color, ok := map[data.Measure]string{"pace": d.pal.Ink, "path": d.pal.color(1)}[s.Measure]; ok {
				entries = append(entries, map[string]any{"name": s.Name, "icon": "rect", "itemStyle": map[string]any{"color": color, "borderWidth": 0}})
			}
		}
		d.legend["data"] = entries
	}
}

// leads reports whether a line of this kind is drawn.
func (d *drawing) leads(kind data.Measure) bool {
	return slices.ContainsFunc(d.Series, func(s chart.Series) bool { return s.Measure == kind })
}

// yearBars are the years that have figures; the last one says how far it is.
func (d *drawing) yearBars(s chart.Series) series {
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", BarCategoryGap: "34%", BarMaxWidth: "64"},
		ItemStyle:    map[string]any{"color": d.pal.color(s.Rank)},
	}
	path, pace := d.leads("path"), d.leads("pace")
	newest := 0
	for i, p := range s.Points {
		if p.Has {
			newest = i
		}
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p)}
		if i <= newest {
			it.Behind = d.behind(s.Name, string(s.Group), p)
		}
		color := d.pal.color(s.Rank)
		if i == 0 { // what the others are measured against
			color = d.pal.Other
			it.ItemStyle = map[string]any{"color": color}
		}
		switch ends := i == newest || i == 0; {
		case !p.Has || !ends || i == 0 && TextWidth(p.Shown, labelType, false) > d.step():
		case path: // it passes close above the columns
			if TextWidth(p.Shown, labelType, i == newest) > min(widestBar, full*d.step()) {
				break
			}
			it.Label = with(d.text(d.pal.on(color), i == newest), "position", "insideTop", "formatter", p.Shown, "distance", 9)
		default:
			it.Label = with(d.text(d.pal.Ink, i == newest), "position", "top", "formatter", p.Shown)
			if i == newest && pace { // it leaves to the right
				it.Label["align"], it.Label["distance"] = "right", 7
			}
		}
		out.Data = append(out.Data, it)
	}
	return out
}

const (
	widestBar = 64   // of a column, pixels
	full      = 0.66 // what a column takes of its category
)

// step is the width of a category, pixels.
func (d *drawing) step() float64 {
	const axis = 70
	return (d.wide() - axis) / float64(len(d.Categories))
}

// ahead is a line of what is reckoned, named at its end.
func (d *drawing) ahead(n int, s chart.Series) series {
	kind, color, word := "dotted", d.pal.Ink, d.pal.Ink
	if s.Measure == "path" {
		kind, color, word = "dashed", d.pal.color(1), d.pal.word(1)
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
		it := item{Name: s.Name, Value: number(p)}
		if p.Has { // what it does not reach is no gap
			it.Behind = d.behind(s.Name, string(s.Group), p)
		}
		if i == end && d.legend == nil {
			name := s.Name
			if s.Measure == "pace" {
				name += " " + strconv.Itoa(p.Period.Year())
			}
			it.Label = with(d.text(word, s.Measure == "pace"), "position", "top", "align", "right", "formatter", name)
		}
		out.Data = append(out.Data, it)
	}
	return out
}

// thinned names as many categories as there is room for, back from the newest.
func (d *drawing) thinned() []string {
	const axis, label = 44, 40
	room := max(1, min(mostLabels, int(d.wide()-axis-float64(d.right))/label))
	n := len(d.Categories)
	labels := make([]string, n)
	for i := n - 1; i >= 0; i -= (n-1)/room + 1 {
		labels[i] = d.Categories[i].Label
	}
	return labels
}
