package echarts

import (
	"slices"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// placeLines: a line a place, named at its end; ours in colour above the others.
func (d *drawing) placeLines() {
	labels := d.periodLabels()
	if !slices.ContainsFunc(d.Categories, func(c chart.Category) bool { return c.Head != "" }) {
		labels = d.thinned() // years
	}
	d.x = d.categoryAxis(labels)
	d.edges = true
	y := d.valueAxis(d.UnitLabel)
	if d.Measure == data.IndexNumber { // the others are read from zero
		y.Scale, y.SplitNumber = boolPtr(true), 3
	}
	d.y = asY(y)
	var ends []string
	for _, s := range d.Series {
		ends = append(ends, s.Name+" "+lastShown(s))
	}
	d.top, d.right, d.left = 44, 20+12*longestName(ends), 12
	for n, s := range d.Series {
		color, word, width := d.pal.Other, d.pal.Muted, 1.5
		switch s.Rank {
		case chart.RankTotal:
			color, word = d.pal.Ink, d.pal.Ink
		case chart.RankOther:
		default:
			color, word, width = d.pal.color(s.Rank), d.pal.word(s.Rank), 3
		}
		out := series{
			SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 6},
			LineStyle:    map[string]any{"color": color, "width": width}, ItemStyle: map[string]any{"color": color},
			LabelLayout: map[string]any{"moveOverlap": "shiftY"},
			Z:           3,
		}
		group := ""
		if n == 0 {
			group, out.Z = string(s.Group), 5
		}
		if s.Rank == chart.RankTotal {
			out.LineStyle["type"] = "dashed"
		}
		for _, p := range s.Points {
			it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, group, p)}
			if p.Status == data.Provisional {
				it.ItemStyle = map[string]any{"color": d.pal.Paper, "borderColor": color, "borderWidth": 1.5}
			}
			out.Data = append(out.Data, it)
		}
		out.EndLabel = with(d.text(word, n == 0), "formatter", "{a} "+lastShown(s), "distance", 6)
		d.series = append(d.series, out)
	}
}

// lastShown is the newest value of a series as it is read.
func lastShown(s chart.Series) (shown string) {
	for _, p := range s.Points {
		if p.Has {
			shown = p.Shown
		}
	}
	return shown
}
