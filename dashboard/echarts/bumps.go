package echarts

import (
	"strconv"

	"countyboard/dashboard/chart"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// narrowRoom is what names may take of a narrow picture, in pixels.
const narrowRoom = 200

// bothSides is the share of a wide picture that names at both of its sides may take.
const bothSides = 0.45

// bumps are the places of groups over time: a line a group, the first on top.
// Those that moved have their colour, the others stand back.
func (d *drawing) bumps() {
	rows := 0
	for _, s := range d.Series {
		for _, p := range s.Points {
			rows = max(rows, int(p.Y))
		}
	}
	room := 20 + d.room(d.names(d.Series)...)
	d.top, d.left, d.right = 28, room, room+84
	both := float64(2*room) <= bothSides*d.wide()
	if d.compact && !d.narrowest() {
		both = 2*room <= narrowRoom
	}
	if d.compact {
		d.right = room
	}
	if !both {
		d.left = 16
	}
	if d.narrowest() {
		d.before = float64(d.left)
	}
	d.x = d.categoryAxis(d.periodLabels())
	d.x.AxisLine.Show = boolPtr(false)
	y := d.valueAxis("")
	y.Min, y.Max, y.Inverse = 0.5, float64(rows)+0.5, boolPtr(true)
	y.AxisLabel.Show, y.SplitLine.Show = boolPtr(false), boolPtr(false)
	d.y = asY(y)
	for _, s := range d.Series {
		d.series = append(d.series, d.bump(s, both))
	}
}

func (d *drawing) bump(s chart.Series, both bool) series {
	color, word, width, z := d.pal.Line, d.pal.Muted, 2.0, 2
	if s.Moved() {
		color, word, width, z = d.pal.color(s.Rank), d.pal.word(s.Rank), 4, 4
	}
	size := 14
	if s.Moved() {
		size = 22
	}
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: size},
		LineStyle:    map[string]any{"color": color, "width": width}, ItemStyle: map[string]any{"color": color, "borderColor": d.pal.Paper, "borderWidth": 2},
		LabelLayout: map[string]any{"hideOverlap": false},
		Z:           z,
	}
	first, last := -1, -1
	for i, p := range s.Points {
		if p.Has && first < 0 {
			first = i
		}
		if p.Has {
			last = i
		}
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: "-", Behind: d.behind(s.Name, string(s.Group), p)}
		if p.Has {
			it.Value = p.Y
		}
		switch {
		case i == first && i != last && !both:
			it.Label = with(d.text(word, s.Moved()), "position", "left", "distance", 6, "formatter", strconv.Itoa(int(p.Value)))
		case i == first && i != last:
			it.Label = d.placed(s, p, word, "left")
		case i == last:
			it.Label = d.placed(s, p, word, "right")
		}
		out.Data = append(out.Data, it)
	}
	return out
}

// placed is a name with its place; the name comes in by {a}, so that it is text.
func (d *drawing) placed(s chart.Series, p chart.Point, color, side string) map[string]any {
	place := strconv.Itoa(int(p.Value))
	format := "{a}  " + place
	if side == "right" {
		format = place + "  {a}"
		if !d.compact && len(p.Detail) > 0 {
			format += "  " + p.Detail[0].Shown
		}
	}
	return with(d.text(color, s.Moved()), "position", side, "distance", 6, "formatter", format)
}
