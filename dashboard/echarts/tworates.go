package echarts

import (
	"math"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// panels are two pictures one above the other over the same categories.
type panels struct {
	grids, xs, ys []any
}

// twoRates: above, two rates with what rounding leaves open of the first; below
// their gap, grey where rounding alone explains it.
func (d *drawing) twoRates() {
	published, nominal, gap := d.Series[0], d.Series[1], d.Series[2]
	const left = 44
	upper, lower, foot := "42%", "70%", 44
	right := 18 + d.room(published.Name, nominal.Name) + 40
	if d.compact {
		d.legend, right = d.legendOf([]string{published.Name, nominal.Name}), 72
		upper, lower, foot = "36%", "72%", 28
	}
	head := map[bool]int{true: 74, false: 48}[d.legend != nil]
	up := asY(d.valueAxis(d.UnitLabel))
	down := asY(d.valueAxis(twoLines(d.XLabel, d.wide()-left, labelType)))
	low, high := extent(published, nominal)
	rates := scaleOf(low, high, mostGridlines)
	most := 0.0
	for _, p := range gap.Points {
		if p.Has {
			most = max(most, math.Abs(p.Value), p.High-p.Value, p.Value-p.Low)
		}
	}
	gaps := scaleOf(0, most, 2)
	gaps.low = -gaps.high
	x := d.categoryAxis(d.endLabelled(d.periodLabels()))
	x.AxisLine.OnZero = boolPtr(false)
	bare := d.categoryAxis(make([]string, len(d.Categories)))
	bare.AxisLine.Show = boolPtr(false)
	bare.GridIndex, x.GridIndex = 0, 1
	up.GridIndex, down.GridIndex = 0, 1
	d.panels = &panels{
		grids: []any{
			map[string]any{"left": left, "right": right, "top": head, "height": upper},
			map[string]any{"left": left, "right": right, "top": lower, "bottom": foot},
		},
		xs: []any{bare, x},
		ys: []any{d.scaled(up, rates), d.scaled(down, gaps)},
	}
	d.series = append(d.series, d.zone(published, 0, func(p chart.Point) (float64, float64) { return p.Low, p.High })...)
	d.series = append(d.series, d.zone(gap, 1, func(p chart.Point) (float64, float64) { return p.Value - p.High, p.Value - p.Low })...)
	d.series = append(d.series, d.rate(nominal, 2, "dashed"), d.rate(published, 2.5, "solid"), d.gaps(gap))
}

// zone is what rounding leaves open, as an area: from its lower edge, which is
// not drawn, to the upper.
func (d *drawing) zone(s chart.Series, panel int, edges func(chart.Point) (low, high float64)) []series {
	part := func(opacity float64) series {
		return series{
			SingleSeries: charts.SingleSeries{Type: "line", Symbol: "none", Stack: "zone" + strconv.Itoa(panel), XAxisIndex: panel, YAxisIndex: panel},
			Strategy:     "all", Silent: true, Z: 1,
			LineStyle: map[string]any{"width": 0}, AreaStyle: map[string]any{"color": d.zoneColor(s), "opacity": opacity},
			ItemStyle: map[string]any{"color": d.zoneColor(s)},
		}
	}
	low, high := part(0), part(0.22)
	for _, p := range s.Points {
		a, b := edges(p)
		if !p.Has {
			low.Data, high.Data = append(low.Data, item{Value: "-"}), append(high.Data, item{Value: "-"})
			continue
		}
		low.Data, high.Data = append(low.Data, item{Value: round6(a)}), append(high.Data, item{Value: round6(b - a)})
	}
	return []series{low, high}
}

func (d *drawing) zoneColor(s chart.Series) string {
	if s.Rank < 0 {
		return d.pal.Other
	}
	return d.pal.color(s.Rank)
}

func (d *drawing) rate(s chart.Series, width float64, kind string) series {
	color := d.pal.color(s.Rank)
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 5},
		LineStyle:    map[string]any{"color": color, "width": width, "type": kind}, ItemStyle: map[string]any{"color": color},
		LabelLayout: map[string]any{"moveOverlap": "shiftY"},
		Z:           4,
	}
	last := len(s.Points) - 1
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		if soft(p.Status) {
			it.ItemStyle = map[string]any{"color": d.pal.Paper, "borderColor": color, "borderWidth": 1.5}
		}
		if i == last && p.Has {
			format := "{a} " + p.Shown
			if d.compact {
				format = p.Shown
			}
			out.EndLabel = with(d.text(d.pal.word(s.Rank), true), "formatter", format, "distance", 6, "lineHeight", 15)
		}
		out.Data = append(out.Data, it)
	}
	return out
}

// extent is the least and the greatest of series, with what rounding leaves open.
func extent(all ...chart.Series) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, s := range all {
		for _, p := range s.Points {
			if p.Has {
				low, high = min(low, p.Value), max(high, p.Value)
				if s.Rank != chart.RankOther && p.Low < p.High {
					low, high = min(low, p.Low), max(high, p.High)
				}
			}
		}
	}
	return low, high
}

// gaps are columns from zero; those that rounding explains are grey.
func (d *drawing) gaps(s chart.Series) series {
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", BarCategoryGap: "40%", BarMaxWidth: "18", XAxisIndex: 1, YAxisIndex: 1},
		ItemStyle:    map[string]any{"color": d.pal.Accent}, Emphasis: map[string]any{"disabled": false, "focus": "none"},
		LabelLayout: map[string]any{"hideOverlap": false},
		Z:           4,
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		color := d.pal.Accent
		if p.Low <= 0 && p.High >= 0 {
			color = d.pal.Other
		}
		it.ItemStyle = map[string]any{"color": color}
		if soft(p.Status) {
			it.ItemStyle["opacity"] = softer
		}
		if i == len(s.Points)-1 && p.Has {
			shown := p.Shown
			if d.compact {
				shown = lang.Number(d.Lang(), p.Value, 2)
			}
			it.Label = with(d.text(d.pal.Ink, true), "position", "right", "formatter", shown, "distance", 6)
		}
		out.Data = append(out.Data, it)
	}
	return out
}
