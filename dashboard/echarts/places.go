package echarts

import (
	"cmp"
	"slices"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// placeLines: a line a place, named at its end; ours in colour above the others.
// Of one period: a bar a place, the highest on top.
func (d *drawing) placeLines() {
	if len(d.Categories) == 1 {
		d.placeBars()
		return
	}
	y := d.valueAxis(d.UnitLabel)
	if d.Measure == data.IndexNumber { // the others are read from zero
		y.Scale, y.SplitNumber = boolPtr(true), 3
	}
	d.y = asY(y)
	room, after := d.namesAtEnds()
	d.top, d.right, d.left = 44, endGap+room, 12
	labels := d.periodLabels()
	if !slices.ContainsFunc(d.Categories, func(c chart.Category) bool { return c.Head != "" }) {
		labels = d.thinned() // years
	}
	d.x = d.categoryAxis(labels)
	d.edges = true
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
		out.EndLabel = with(d.text(word, n == 0), "formatter", "{a}"+after[n], "distance", endGap, "lineHeight", 17, "width", room, "overflow", "truncate")
		d.series = append(d.series, out)
	}
	slices.SortStableFunc(d.series, func(a, b series) int { // names that are moved apart keep the order of their lines
		return -cmp.Compare(endOf(a), endOf(b))
	})
}

// endOf is the newest value of a line.
func endOf(s series) (end float64) {
	for _, it := range s.Data {
		if v, ok := it.Value.(float64); ok {
			end = v
		}
	}
	return end
}

// namesAtEnds is what stands at the end of each line after its name: the value, in
// a narrow picture without the unit where that is too wide.
func (d *drawing) namesAtEnds() (room int, after []string) {
	for _, write := range []func(string) string{
		func(shown string) string { return " " + shown },
		func(shown string) string { return " " + d.unitless(shown) },
	} {
		after = nil
		var ends []string
		for _, s := range d.Series {
			value := write(lastShown(s))
			ends, after = append(ends, s.Name+value), append(after, value)
		}
		room = d.room(ends...)
		if fits := func(end string) bool { return TextWidth(end, labelType, true)+8 <= d.nameRoom() }; !d.compact || !slices.ContainsFunc(ends, func(e string) bool { return !fits(e) }) {
			break
		}
	}
	return room, after
}

// endGap keeps the names of lines off the last period's, which stands below the
// end of the axis, in pixels.
const endGap = 22

func (d *drawing) placeBars() {
	all := slices.Clone(d.Series)
	slices.SortStableFunc(all, func(a, b chart.Series) int { return -cmp.Compare(a.Points[0].Value, b.Points[0].Value) })
	labels := make([]string, len(all))
	out := series{SingleSeries: charts.SingleSeries{Name: d.IndicatorLabel, Type: "bar", BarMaxWidth: "22", BarCategoryGap: "40%"}}
	for i, s := range all {
		labels[i] = s.Name
		p, color, group := s.Points[0], d.pal.Other, ""
		if s.Place == d.Place {
			color, group = d.pal.color(s.Rank), string(s.Group)
		}
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, group, p), ItemStyle: map[string]any{"color": color}}
		if p.Has {
			it.Label = with(d.text(d.pal.Ink, s.Place == d.Place), "position", "right", "formatter", p.Shown)
			if p.Value < 0 {
				it.Label["position"] = "left"
			}
		}
		out.Data = append(out.Data, it)
	}
	d.groupAxisOf(labels)
	d.x.Name, d.top, d.right = "", 12, 84
	d.sparse(extent(d.Series...))
	d.series = []series{out}
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
