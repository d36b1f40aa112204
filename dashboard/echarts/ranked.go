package echarts

import (
	"math"
	"slices"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// groupAxis is a category axis of groups, the first on top.
func (d *drawing) groupAxis() {
	labels := make([]string, len(d.Categories))
	for i, c := range d.Categories {
		labels[i] = c.Label
	}
	d.groupAxisOf(labels)
}

func (d *drawing) groupAxisOf(labels []string) {
	y := d.categoryAxis(d.inRows(labels, len(labels)))
	y.Inverse = boolPtr(true)
	y.AxisLabel.Color, y.AxisLabel.FontSize = d.pal.Ink, rowType
	y.AxisLine.Show = boolPtr(false)
	d.y = asY(y)
	d.x = d.valueAxis("")
	d.right = 56
}

// zero is the line from which growth and decline part.
func (d *drawing) zero() map[string]any {
	return map[string]any{"xAxis": 0, "lineStyle": map[string]any{"color": d.pal.Muted, "type": "solid", "width": 1}, "label": map[string]any{"show": false}}
}

// rankedDots: a row a group, a hollow dot for the earlier period, a full one
// for now, a line between them.
func (d *drawing) rankedDots() {
	d.groupAxis()
	d.y.AxisLabel.Margin = 20 // a value at the left of the leftmost dot does not touch its name
	d.sparse(extent(d.Series...))
	d.legend = d.legendOf(nil)
	d.legend["icon"] = "circle"
	delete(d.legend, "data")
	for n := len(d.Series) - 1; n >= 0; n-- { // now is drawn above before
		s := d.Series[n]
		out := series{
			SingleSeries: charts.SingleSeries{Name: s.Name, Type: "scatter", SymbolSize: 13},
			ItemStyle:    map[string]any{"color": d.pal.Ink, "opacity": 1},
			LabelLayout:  map[string]any{"hideOverlap": false},
			Z:            4,
		}
		if n > 0 {
			out.SymbolSize, out.Z = 9, 3
			out.ItemStyle = map[string]any{"color": d.pal.Paper, "borderColor": d.pal.Before, "borderWidth": 2, "opacity": 1}
		}
		for i, p := range s.Points {
			cat := d.Categories[i]
			it := item{Name: cat.Label, Value: []any{number(p), i}, Behind: d.behind(cat.Label, d.groupOf(cat), p)}
			if n == 0 {
				it.ItemStyle = map[string]any{"color": d.pal.color(cat.Rank)}
				it.Label = with(d.text(d.pal.Ink, cat.Rank >= 0), "position", d.side(i), "formatter", p.Shown, "distance", 6)
			}
			if !p.Has {
				it.Value = []any{"-", i}
				it.Label = nil
			}
			if n == 0 && !p.Has && p.Word != "" { // stands where neither growth nor decline is
				it.Value, it.ItemStyle = []any{0, i}, map[string]any{"opacity": 0}
				it.Label = with(d.text(d.pal.Muted, false), "position", d.wordSide(i), "formatter", p.Word, "distance", 6, "opacity", 1)
			}
			out.Data = append(out.Data, it)
		}
		if n == 0 {
			out.MarkLine = d.links()
		}
		d.series = append(d.series, out)
	}
}

// wordSide is where a word at zero stands: above the row's earlier dot, else where
// the other rows' dots are.
func (d *drawing) wordSide(i int) string {
	if len(d.Series) > 1 && d.Series[1].Points[i].Has {
		return "top"
	}
	if _, high := extent(d.Series...); high <= 0 {
		return "left"
	}
	return "right"
}

// rowWithValue is how high a row is that has room for a value above its dot.
const rowWithValue = 30

// side is where a dot's value stands: away from the earlier dot; above it where
// there is no room beside.
func (d *drawing) side(i int) string {
	if row := d.rowHeight(len(d.Categories)); row >= rowWithValue && d.compact || d.Series[0].Points[i].Low < d.Series[0].Points[i].High {
		return "top"
	}
	if len(d.Series) > 1 && d.Series[1].Points[i].Has && d.Series[1].Points[i].Value > d.Series[0].Points[i].Value {
		return "left"
	}
	return "right"
}

func (d *drawing) groupOf(c chart.Category) string {
	if c.Facet == "" {
		return string(d.Population)
	}
	return string(d.Population.With(c.Facet))
}

// links join the two dots of each row, and mark zero.
func (d *drawing) links() map[string]any {
	at := []any{d.zero()}
	if len(d.Series) > 1 {
		for i := range d.Categories {
			a, b := d.Series[1].Points[i], d.Series[0].Points[i]
			if a.Has && b.Has {
				at = append(at, []any{map[string]any{"coord": []any{a.Value, i}}, map[string]any{"coord": []any{b.Value, i}}})
			}
		}
	}
	at = append(at, d.bandsOf(d.Series[0])...)
	return map[string]any{
		"symbol": []string{"none", "none"}, "silent": true, "animation": false, "data": at, "label": map[string]any{"show": false},
		"lineStyle": map[string]any{"color": d.pal.Line, "type": "solid", "width": 2}, "z": 1,
	}
}

// bandsOf are what rounding leaves open of each dot, as a broad stroke behind it.
func (d *drawing) bandsOf(s chart.Series) (at []any) {
	for i, p := range s.Points {
		if p.Has && p.Low < p.High {
			style := map[string]any{"color": d.pal.color(d.Categories[i].Rank), "width": 9, "opacity": 0.28, "type": "solid"}
			at = append(at, []any{map[string]any{"coord": []any{p.Low, i}, "lineStyle": style}, map[string]any{"coord": []any{p.High, i}}})
		}
	}
	return at
}

// divergingBars: a bar a group, to both sides of zero.
func (d *drawing) divergingBars() {
	d.groupAxis()
	d.top, d.left = 12, 16
	s := d.Series[0]
	var values []string
	for _, p := range s.Points {
		values = append(values, d.atBar(p))
	}
	d.right = max(d.right, d.room(values...))
	d.sparse(extent(s))
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", BarMaxWidth: "22", BarCategoryGap: "40%"},
		MarkLine:     map[string]any{"symbol": []string{"none", "none"}, "silent": true, "animation": false, "data": []any{d.zero()}, "label": map[string]any{"show": false}},
	}
	for i, p := range s.Points {
		cat := d.Categories[i]
		it := item{Name: cat.Label, Value: number(p), Behind: d.behind(cat.Label, d.groupOf(cat), p), ItemStyle: map[string]any{"color": d.pal.color(cat.Rank)}}
		where := "right"
		if p.Value < 0 {
			where = "left"
		}
		it.Label = with(d.text(d.pal.Ink, false), "position", where, "formatter", d.atBar(p))
		out.Data = append(out.Data, it)
	}
	d.series = []series{out}
}

// lines: one a group over time, named at their ends.
func (d *drawing) lines() {
	d.x = d.categoryAxis(d.periodLabels())
	d.x.AxisLabel.HideOverlap = boolPtr(true)
	d.edges = true
	d.y = asY(d.valueAxis(d.UnitLabel))
	low, high := extent(d.Series...)
	d.scale = scaleOf(min(low, d.Floor), high, mostGridlines)
	d.top, d.right = 44, endGap+10
	outermost := d.outermost()
	for _, s := range d.Series {
		if i := slices.IndexFunc(s.Points, func(p chart.Point) bool { return p.Has }); i >= 0 {
			d.right = max(d.right, endGap+8+d.room(s.Name+" "+s.Points[i].Shown))
		}
	}
	for _, s := range d.Series {
		if !hasAny(s.Points) {
			continue
		}
		color := d.pal.color(s.Rank)
		width := 2.5
		if s.Rank < 0 || s.Rank >= chart.Colours {
			width = 1.5
		}
		out := series{
			SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 6},
			LineStyle:    map[string]any{"color": color, "width": width}, ItemStyle: map[string]any{"color": color},
			LabelLayout: map[string]any{"moveOverlap": "shiftY"},
			EndLabel:    with(d.text(d.pal.word(s.Rank), s.Rank >= 0), "distance", endGap, "lineHeight", nameLine),
		}
		if s.Rank == chart.RankTotal {
			out.LineStyle["type"] = "dashed"
		}
		if s.Rank >= chart.Colours && len(outermost) > 0 && !slices.Contains(outermost, s.Name) { // the tip and the table name it
			out.EndLabel["show"] = false
		}
		if len(d.series) == 0 && d.Unit.Base == data.BaseIndex {
			out.MarkLine = d.level(100)
		}
		for _, p := range s.Points {
			if p.Has { // the last of them stands at the line's end
				out.EndLabel["formatter"] = "{a} " + p.Shown
			}
			p.Value = math.Round(p.Value*10) / 10
			out.Data = append(out.Data, item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)})
		}
		d.series = append(d.series, out)
	}
}

// outermost are the lines that end highest and lowest, where not all names have
// room beside each other.
func (d *drawing) outermost() (names []string) {
	if float64(len(d.Series)*nameLine) <= d.tall() {
		return nil
	}
	var high, low chart.Series
	most, least := math.Inf(-1), math.Inf(1)
	for _, s := range d.Series {
		end, has := 0.0, false
		for _, p := range s.Points {
			if p.Has {
				end, has = p.Value, true
			}
		}
		if has && end > most {
			most, high = end, s
		}
		if has && end < least {
			least, low = end, s
		}
	}
	return []string{high.Name, low.Name}
}

// level is a line across the picture from which values part.
func (d *drawing) level(y float64) map[string]any {
	return map[string]any{
		"symbol": []string{"none", "none"}, "silent": true, "animation": false, "label": map[string]any{"show": false}, "data": []any{map[string]any{"yAxis": y}},
		"lineStyle": map[string]any{"color": d.pal.Muted, "type": "solid", "width": 1},
	}
}
