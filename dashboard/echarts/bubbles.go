package echarts

import (
	"cmp"
	"math"
	"slices"

	"countyboard/dashboard/chart"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// Of bubbles and their names, in pixels.
const (
	leastBubble  = 8.0
	widestBubble = 74.0
	widestSmall  = 46.0 // in the compact form
	nameGap      = 5.0  // between a bubble and its name
	nameClear    = 4.0  // between a name and whatever else stands there
	nameTall     = 15.0
	besideField  = 44.0 // numbers of the axis, at the left of the field
	rightOfField = 40.0
)

// bubbles: share across, growth upwards, size as area. Each is named beside it
// where its name touches nothing, the others in a legend.
func (d *drawing) bubbles() {
	d.x = d.valueAxis(d.XLabel)
	d.x.Min, d.x.NameLocation, d.x.NameGap, d.bottom = 0, "middle", 26, 28
	d.y = asY(d.valueAxis(d.UnitLabel))
	d.top, d.right = 44, rightOfField
	most, low, high := 0.0, 0.0, 0.0
	for _, s := range d.Series {
		p := s.Points[0]
		most, low, high = max(most, p.Value), min(low, p.Y), max(high, p.Y)
	}
	for _, l := range d.Lines {
		low, high = min(low, l.Value), max(high, l.Value)
	}
	widest := widestBubble
	if d.compact {
		widest = widestSmall
	}
	sizes := make([]float64, len(d.Series))
	reach, under := high, low // of the bubbles, with room for a name above
	for i, s := range d.Series {
		p := s.Points[0]
		sizes[i] = leastBubble
		if p.Value > 0 {
			sizes[i] = math.Round(max(leastBubble, widest*math.Sqrt(p.Value/most)))
		}
		unit := max(high-low, 1e-6) / d.least().h
		reach, under = max(reach, p.Y+unit*(sizes[i]/2+nameGap+nameTall)), min(under, p.Y-unit*sizes[i]/2)
	}
	d.scale = scaleOf(under, reach, mostGridlines)
	sides := d.bubbleSides(sizes)
	var left []any
	grey := 0
	for i, s := range d.Series {
		p := s.Points[0]
		color := d.pal.color(s.Rank)
		out := series{
			SingleSeries: charts.SingleSeries{Name: s.Name, Type: "scatter"},
			ItemStyle:    map[string]any{"color": color, "opacity": 0.82},
		}
		switch {
		case sides[i] == "" && s.Rank >= chart.Colours:
			grey++
		case sides[i] == "":
			left = append(left, map[string]any{"name": s.Name, "icon": "circle"})
		default:
			out.Label = with(d.text(d.pal.Ink, s.Rank >= 0), "position", sides[i], "formatter", "{a}", "distance", nameGap)
		}
		out.Data = []item{{Name: s.Name, Value: []any{p.X, p.Y}, SymbolSize: sizes[i], Behind: d.behind(s.Name, string(s.Group), p)}}
		d.series = append(d.series, out)
	}
	if d.restOf(grey) {
		left = append(left, map[string]any{"name": d.rest, "icon": "circle"})
	}
	if len(left) > 0 {
		legend := d.legendOf(nil)
		legend["data"] = left
		d.listed(legend)
	}
	lines := d.across(d.Lines, "yAxis")
	if lines == nil {
		return
	}
	lines["label"] = with(d.text(d.pal.Ink, false), "position", "insideStartTop", "formatter", "{b}")
	d.series[0].MarkLine = lines
}

// least is the field of bubbles in the smallest size in which it is shown.
func (d *drawing) least() box { return d.fields()[0] }

// fields are the fields of bubbles in the sizes in which the picture may be shown.
func (d *drawing) fields() (all []box) {
	const heads, under = 44 + 24, 52 // a legend and the axis' head; numbers and name of the other axis
	if d.Params.Height > 0 {
		return []box{{d.wide() - besideField - rightOfField, max(60, float64(d.Params.Height)-heads-under)}}
	}
	for _, w := range d.widths() {
		for _, tall := range []float64{300, 340, 380, 440} {
			all = append(all, box{w - besideField - rightOfField, tall - heads - under})
		}
	}
	return all
}

// area is a rectangle, in pixels.
type area struct{ left, top, right, bottom float64 }

func (a area) meets(b area) bool {
	return a.left < b.right+nameClear && b.left < a.right+nameClear && a.top < b.bottom && b.top < a.bottom
}

// touches reports whether a disc comes near an area.
func (a area) touches(x, y, radius float64) bool {
	dx, dy := max(a.left-x, 0, x-a.right), max(a.top-y, 0, y-a.bottom)
	return math.Hypot(dx, dy) < radius+nameClear
}

// bubbleSides says where the name of each bubble stands, the largest first: above,
// beside or below it, where in every size it touches neither another bubble nor a
// name; "" where there is no such place.
func (d *drawing) bubbleSides(sizes []float64) []string {
	fields := d.fields()
	right := 0.0
	for _, s := range d.Series {
		right = max(right, s.Points[0].X)
	}
	right, _ = niceEnds(0, right, d.x.SplitNumber)
	right = max(right, 1e-6)
	at := func(f box, p chart.Point) (x, y float64) {
		return p.X / right * f.w, (d.scale.high - p.Y) / (d.scale.high - d.scale.low) * f.h
	}
	taken := make([][]area, len(fields))
	for n, f := range fields {
		for _, l := range d.Lines { // their labels
			_, y := at(f, chart.Point{Y: l.Value})
			taken[n] = append(taken[n], area{0, y - nameTall - 4, TextWidth(l.Label, labelType, false) + 8, y})
		}
	}
	name := func(i int, side string, f box) area {
		s := d.Series[i]
		x, y := at(f, s.Points[0])
		w, r := TextWidth(s.Name, labelType, true), sizes[i]/2+nameGap
		switch side {
		case "right":
			return area{x + r, y - nameTall/2, x + r + w, y + nameTall/2}
		case "left":
			return area{x - r - w, y - nameTall/2, x - r, y + nameTall/2}
		case "bottom":
			return area{x - w/2, y + r, x + w/2, y + r + nameTall}
		}
		return area{x - w/2, y - r - nameTall, x + w/2, y - r}
	}
	free := func(i int, side string, onLines bool) bool {
		for n, f := range fields {
			a := name(i, side, f)
			if a.left < 0 || a.top < 0 || a.right > f.w+rightOfField-nameClear || a.bottom > f.h {
				return false
			}
			if slices.ContainsFunc(taken[n], a.meets) {
				return false
			}
			for _, l := range d.Lines {
				if _, y := at(f, chart.Point{Y: l.Value}); !onLines && a.top < y && y < a.bottom {
					return false
				}
			}
			for j, s := range d.Series {
				if x, y := at(f, s.Points[0]); j != i && a.touches(x, y, sizes[j]/2) {
					return false
				}
			}
		}
		return true
	}
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return -cmp.Compare(sizes[i], sizes[j]) })
	sides := make([]string, len(sizes))
	all := []string{"top", "right", "left", "bottom"}
	for _, i := range order {
		n := slices.IndexFunc(all, func(side string) bool { return free(i, side, false) })
		if n < 0 {
			n = slices.IndexFunc(all, func(side string) bool { return free(i, side, true) })
		}
		if n < 0 {
			continue
		}
		sides[i] = all[n]
		for k, f := range fields {
			taken[k] = append(taken[k], name(i, all[n], f))
		}
	}
	return sides
}
