package echarts

import (
	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// softer is the opacity of what is provisional or of low reliability.
const softer = 0.55

func soft(s data.Status) bool {
	return s == data.Provisional || s == data.Estimated || s == data.LowReliability
}

// diverging columns stack to both sides of zero; the total is a line over them.
func (d *drawing) diverging() {
	d.y = asY(d.valueAxis(d.UnitLabel))
	down, up := d.stacked()
	d.scale = divergingScale(down, up)
	d.top, d.right = 44, 14+d.room(d.names(d.Series)...)
	shift, _, ok := d.beside()
	if d.compact || !ok {
		d.right = 40
		d.listed(d.legendOf(d.groupsListed()))
	}
	d.x = d.categoryAxis(d.endLabelled(d.periodLabels()))
	// The labels stand below the picture, zero is a line of its own.
	d.x.AxisLine = &opts.AxisLine{Show: boolPtr(false), OnZero: boolPtr(false)}
	for _, s := range d.Series {
		if s.Rank == chart.RankTotal {
			d.series = append(d.series, d.totalLine(s)...)
			continue
		}
		out := d.bars(s, true)
		for i, p := range s.Points {
			if soft(p.Status) {
				out.Data[i].ItemStyle = map[string]any{"opacity": softer}
			}
		}
		if d.legend == nil {
			d.nameBeside(&out, s, nextToColumn, shift[len(d.series)])
		}
		d.series = append(d.series, out)
	}
	if len(d.series) > 0 {
		d.series[0].MarkLine = d.level(0)
	}
}

// endLabelled names the newest category too, where there is room.
func (d *drawing) endLabelled(labels []string) []string {
	last := len(labels) - 1
	if d.compact || last < 3 || labels[last] != "" || labels[last-1] != "" || labels[last-2] != "" {
		return labels
	}
	labels[last] = d.Categories[last].Label
	return labels
}

// totalLine runs over the columns, with its last value.
func (d *drawing) totalLine(s chart.Series) []series {
	if d.Measure == data.Contribution { // a hundred throughout says nothing
		return []series{d.silentTotal(s)}
	}
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 5},
		LineStyle:    map[string]any{"color": d.pal.Ink, "width": 2}, ItemStyle: map[string]any{"color": d.pal.Ink, "borderColor": d.pal.Paper, "borderWidth": 1},
		LabelLayout: map[string]any{"hideOverlap": false},
		Z:           5,
	}
	// Its name stands above the column, which may be higher than the line.
	name := d.carrier(s)
	for i, p := range s.Points {
		out.Data = append(out.Data, item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)})
		if i == len(s.Points)-1 && p.Has {
			at := &name.Data[i]
			at.Value = round6(max(d.topUnder(i, TextWidth(s.Name+" "+p.Shown, labelType, true), 0), p.Value))
			at.Label = with(d.text(d.pal.Ink, true), "position", "top", "align", "right", "formatter", "{a} "+p.Shown, "distance", 5)
		}
	}
	return []series{out, name}
}

// silentTotal can be pointed at and is not drawn.
func (d *drawing) silentTotal(s chart.Series) series {
	out := d.totals(s)[0]
	for i := range out.Data {
		out.Data[i].Label = nil
	}
	return out
}

// stacked is how far the columns reach below and above zero.
func (d *drawing) stacked() (down, up float64) {
	for i := range d.Categories {
		v, u := d.column(i)
		up, down = max(up, u), min(down, v)
	}
	return down, up
}

func (d *drawing) column(i int) (down, up float64) {
	for _, s := range d.Series {
		if p := s.Points[i]; p.Has && s.Rank != chart.RankTotal {
			up, down = up+max(p.Value, 0), down+min(p.Value, 0)
		}
	}
	return down, up
}
