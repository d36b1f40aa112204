// Package echarts draws a chart as an ECharts option, with go-echarts' types
// for what they know and a visitor for the rest. An option holds no functions
// and no markup: names from workbooks stand in it as JSON strings, and labels
// refer to them by {a} and {b}, so no name can become code or a template.
package echarts

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// compactBelow is the width in pixels under which names go into a legend and
// axes keep their heads only.
const compactBelow = 520

// FontFamily is the reader's own fonts, as in tokens.css. No name is quoted:
// ECharts on the server does not escape attributes.
const FontFamily = "system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"

// Option is the chart's ECharts option as JSON; {"empty":{"reason":…}} for a
// chart without data. Its width decides between the full and the compact form.
func Option(c chart.Chart) ([]byte, error) {
	return option(c, false)
}

// Still is Option for a picture at which nobody points: without what stands
// behind its values, which is half of it.
func Still(c chart.Chart) ([]byte, error) {
	return option(c, true)
}

func option(c chart.Chart, still bool) ([]byte, error) {
	if c.Empty != nil {
		return json.Marshal(map[string]any{"empty": map[string]string{"reason": c.Empty.Reason, "hint": c.Empty.Hint}})
	}
	d := drawing{Chart: inUnitOfAxis(c.AsPrinted()), pal: Of(c.Params.Theme), compact: c.Params.Width > 0 && c.Params.Width < compactBelow, still: still}
	d.curtail()
	base := charts.NewBar()
	base.SetGlobalOptions(charts.WithAnimation(false))
	base.Colors = d.pal.Groups
	switch c.Picture {
	case chart.RankedDots:
		d.rankedDots()
	case chart.DivergingBars:
		d.divergingBars()
	case chart.Lines:
		d.lines()
	case chart.Bubbles:
		d.bubbles()
	case chart.Diverging:
		d.diverging()
	case chart.Bumps:
		d.bumps()
	case chart.TwoRates:
		d.twoRates()
	case chart.Waterfall:
		d.waterfall()
	case chart.StackedBars:
		d.stackedBars()
	case chart.Progress:
		d.progress()
	case chart.PlaceLines:
		d.placeLines()
	case chart.Treemap:
		d.treemap()
	case chart.ShareColumns:
		d.shareColumns()
	case chart.Heatmap:
		d.heatmap()
	case chart.RatioDots:
		d.ratioDots()
	case chart.TopShares:
		d.topShares()
	case chart.Band:
		d.band()
	default:
		d.columns()
	}
	if d.rest != "" {
		d.series = append(d.series, d.greyRest())
	}
	if labels, ok := d.x.Data.([]string); ok {
		base.SetXAxis(labels) // Validate puts these in place of the axis' own
	}
	base.SetGlobalOptions(charts.WithXAxisOpts(d.x), charts.WithYAxisOpts(d.y))
	base.Accept(&visitor{d: &d})
	base.Validate()
	return json.Marshal(base.JSON())
}

// inUnitOfAxis is a chart with its values as its axis has them.
func inUnitOfAxis(c chart.Chart) chart.Chart {
	by := c.DrawnBy
	if by == 0 {
		return c
	}
	c.Series, c.Lines, c.Floor = slices.Clone(c.Series), slices.Clone(c.Lines), c.Floor*by
	for i := range c.Lines {
		c.Lines[i].Value *= by
	}
	for i, s := range c.Series {
		if !s.Unit.IsZero() { // of its own unit: no axis has it
			continue
		}
		points := slices.Clone(s.Points)
		for j := range points {
			p := &points[j]
			p.Value, p.Low, p.High = p.Value*by, p.Low*by, p.High*by
		}
		c.Series[i].Points = points
	}
	return c
}

// drawing is an option being made.
type drawing struct {
	chart.Chart
	pal     Palette
	compact bool
	still   bool // nobody points at it
	x       opts.XAxis
	y       opts.YAxis
	series  []series
	legend  map[string]any
	left    int // of the grid, pixels
	right   int
	top     int
	bottom  int
	edges   bool           // categories begin and end at the picture's edges
	scale   scale          // of y, where its lines are counted
	numbers scale          // of x, in the narrowest picture
	parts   int            // into which ECharts is to divide it
	before  float64        // what stands at the left of the first category, pixels; 0 = numbers
	panels  *panels        // in place of x, y and the grid, where there are two
	field   any            // series of a picture without axes, in place of those above
	colours map[string]any // what the colours of values mean
	foot    string         // below the picture
	logBase float64        // of x, where it is logarithmic
	periods map[data.Period]periodWords
	rest    string            // the legend's entry of those without a colour
	rowLine int               // height of a line of the y axis' labels, where one has two
	full    map[string]string // whole names of series by what the picture has room for
}

// series is go-echarts' series with what its types lack.
type series struct {
	charts.SingleSeries
	Data        []item         `json:"data"`
	Strategy    string         `json:"stackStrategy,omitempty"`
	AreaStyle   map[string]any `json:"areaStyle,omitempty"`
	Label       map[string]any `json:"label,omitempty"`
	ItemStyle   map[string]any `json:"itemStyle,omitempty"`
	LineStyle   map[string]any `json:"lineStyle,omitempty"`
	EndLabel    map[string]any `json:"endLabel,omitempty"`
	LabelLayout map[string]any `json:"labelLayout,omitempty"`
	MarkLine    map[string]any `json:"markLine,omitempty"`
	Emphasis    map[string]any `json:"emphasis,omitempty"`
	Z           int            `json:"z,omitempty"`
	Silent      bool           `json:"silent,omitempty"`
}

// item is a drawn value and what the page's tooltip says of it.
type item struct {
	Name       string         `json:"name,omitempty"`
	Value      any            `json:"value"`
	Label      map[string]any `json:"label,omitempty"`
	ItemStyle  map[string]any `json:"itemStyle,omitempty"`
	SymbolSize float64        `json:"symbolSize,omitempty"`
	Behind     *behind        `json:"cb,omitempty"`
}

// behind is what stands behind a value, in words ready to be shown.
type behind struct {
	Name   string   `json:"name"`
	Shown  string   `json:"shown"`
	Period string   `json:"period"`
	Change string   `json:"change,omitempty"`
	Detail []string `json:"detail,omitempty"`
	Cells  []string `json:"cells"`
	More   int      `json:"more,omitempty"` // cells left out
	Group  string   `json:"group,omitempty"`
	Key    string   `json:"key,omitempty"` // period in house text
}

const mostCells = 4

// behind is nil in a still picture.
func (d *drawing) behind(name, group string, p chart.Point) *behind {
	if d.still {
		return nil
	}
	words := d.wordsOf(p.Period)
	b := &behind{Name: cmp.Or(d.full[name], name), Shown: p.Shown, Change: p.Change, Period: words.name, Group: group, Key: words.key, Cells: make([]string, 0, min(len(p.Cells), mostCells))}
	switch {
	case !p.Has:
		b.Shown = p.Why
	case p.Why != "":
		b.Detail = append(b.Detail, p.Why)
	}
	for _, f := range p.Detail {
		if f.Label == "" {
			continue
		}
		b.Detail = append(b.Detail, f.Label+"\u2003"+f.Shown)
	}
	for i, c := range p.Cells {
		if i == mostCells {
			b.More = len(p.Cells) - mostCells
			break
		}
		b.Cells = append(b.Cells, c.String())
	}
	return b
}

// periodWords are a period in words and in house text.
type periodWords struct{ name, key string }

// wordsOf writes each period once: hundreds of values share it.
func (d *drawing) wordsOf(p data.Period) periodWords {
	w, ok := d.periods[p]
	if !ok {
		w = periodWords{lang.Period(d.Lang(), p), p.String()}
		if d.periods == nil {
			d.periods = make(map[data.Period]periodWords, len(d.Categories)+1)
		}
		d.periods[p] = w
	}
	return w
}

// number rounds for drawing; a missing value is a gap.
func number(p chart.Point) any {
	if !p.Has {
		return "-"
	}
	return math.Round(p.Value*1e6) / 1e6
}

func (d *drawing) valueAxis(name string) opts.XAxis {
	return opts.XAxis{
		Type: "value", Name: name, SplitNumber: 4,
		AxisLine: &opts.AxisLine{Show: opts.Bool(false)}, AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Color: d.pal.Muted, FontSize: 12, ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: d.pal.Grid, Width: 1}},
	}
}

func (d *drawing) categoryAxis(labels []string) opts.XAxis {
	return opts.XAxis{
		Type: "category", Data: labels,
		AxisLine: &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: d.pal.Line, Width: 1}}, AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Color: d.pal.Muted, FontSize: 12, Interval: "0", ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}
}

// asY is an x axis' settings as a y axis': go-echarts has two types for them.
func asY(x opts.XAxis) opts.YAxis {
	return opts.YAxis{
		Type: x.Type, Name: x.Name, Data: x.Data, Inverse: x.Inverse, SplitNumber: x.SplitNumber, Scale: x.Scale, Min: x.Min, Max: x.Max,
		AxisLine: x.AxisLine, AxisLabel: x.AxisLabel, SplitLine: x.SplitLine,
	}
}

// text is a label's style.
func (d *drawing) text(color string, bold bool) map[string]any {
	m := map[string]any{"show": true, "color": color, "fontSize": 12, "fontFamily": FontFamily}
	if bold {
		m["fontWeight"] = 600
	}
	return m
}

func with(m map[string]any, pairs ...any) map[string]any {
	for i := 0; i+1 < len(pairs); i += 2 {
		if k, ok := pairs[i].(string); ok {
			m[k] = pairs[i+1]
		}
	}
	return m
}

// across is a line at a value that somebody named.
func (d *drawing) across(lines []chart.Line, axis string) map[string]any {
	if len(lines) == 0 {
		return nil
	}
	var at []any
	for _, l := range lines {
		at = append(at, map[string]any{axis: l.Value, "name": l.Label})
	}
	return map[string]any{
		"symbol": []string{"none", "none"}, "silent": true, "animation": false, "data": at,
		"lineStyle": map[string]any{"color": d.pal.Ink, "type": "dashed", "width": 1},
		"label":     with(d.text(d.pal.Ink, false), "position", "insideStartTop", "formatter", "{b}"),
	}
}

func (d *drawing) names(s []chart.Series) []string {
	var all []string
	for _, x := range s {
		if x.Rank != chart.RankTotal {
			all = append(all, x.Name)
		}
	}
	return all
}

// visitor puts in what go-echarts' types lack.
type visitor struct {
	charts.BaseConfigurationVisitor
	d *drawing
}

// VisitSeriesOpt replaces the series by ours.
func (v *visitor) VisitSeriesOpt(charts.MultiSeries) any {
	if v.d.field != nil {
		return v.d.field
	}
	return v.d.series
}

type logarithmic struct {
	opts.XAxis
	LogBase   float64        `json:"logBase"`
	SplitLine map[string]any `json:"splitLine"`
}

// VisitXAxis lets lines begin and end at the edges where that is asked.
func (v *visitor) VisitXAxis(xs []opts.XAxis) any {
	if v.d.numbers.step > 0 {
		return []any{v.d.acrossAxis(xs[0])}
	}
	if !v.d.edges {
		return xs
	}
	return []any{edged{XAxis: xs[0]}}
}

type edged struct {
	opts.XAxis
	BoundaryGap bool `json:"boundaryGap"`
}

// VisitYAxis gives the y axis its name's place.
func (v *visitor) VisitYAxis([]opts.YAxis) any {
	if v.d.scale.step > 0 {
		return []any{v.d.scaled(v.d.y, v.d.scale)}
	}
	return []any{v.d.headed(v.d.y)}
}

// headed is a y axis with its name above it.
func (d *drawing) headed(y opts.YAxis) named {
	return named{YAxis: y, AxisLabel: ruled{y.AxisLabel, d.rowLine}, NameLocation: "end", NameGap: 12, NameTextStyle: map[string]any{"color": d.pal.Muted, "fontSize": 12, "align": "left"}, AxisTick: map[string]any{"show": false}}
}

type named struct {
	opts.YAxis
	AxisLabel     ruled          `json:"axisLabel"`
	NameLocation  string         `json:"nameLocation,omitempty"`
	NameGap       int            `json:"nameGap,omitempty"`
	NameTextStyle map[string]any `json:"nameTextStyle,omitempty"`
	AxisTick      map[string]any `json:"axisTick,omitempty"`
	Interval      float64        `json:"interval,omitempty"`
}

// ruled are labels with the height of their lines in pixels, which go-echarts has
// as words.
type ruled struct {
	*opts.AxisLabel
	LineHeight int `json:"lineHeight,omitempty"`
}

// Visit sets the frame: our colours, font, grid and legend, no title (the page
// sets it) but the mark of invented figures, no tooltip (the page draws its own).
func (v *visitor) Visit(o map[string]any) {
	d := v.d
	for _, k := range []string{"title", "tooltip", "legend"} {
		delete(o, k)
	}
	if d.Illustrative {
		// In the picture itself: it may be taken out of its page.
		o["title"] = map[string]any{"text": lang.Text(d.Lang(), "page.sample"), "right": 0, "top": 0, "padding": 0, "textStyle": map[string]any{"color": d.pal.Muted, "fontSize": 12, "fontWeight": 400, "fontFamily": FontFamily}}
	}
	if d.foot != "" {
		titles := []any{map[string]any{"text": d.foot, "left": 0, "bottom": 0, "padding": 0, "textStyle": map[string]any{"color": d.pal.Muted, "fontSize": 12, "lineHeight": 16, "fontWeight": 400, "fontFamily": FontFamily}}}
		if mark, ok := o["title"]; ok {
			titles = append(titles, mark)
		}
		o["title"] = titles
	}
	if d.colours != nil {
		o["visualMap"] = d.colours
	}
	if d.legend != nil {
		o["legend"] = d.legend
	}
	o["color"] = d.pal.Groups
	o["backgroundColor"] = "transparent"
	o["textStyle"] = map[string]any{"fontFamily": FontFamily, "color": d.pal.Ink}
	o["grid"] = map[string]any{"left": max(d.left, 4), "right": max(d.right, 12), "top": max(d.top, 36), "bottom": max(d.bottom, 8), "containLabel": true}
	if d.panels != nil {
		o["grid"], o["xAxis"], o["yAxis"] = d.panels.grids, d.panels.xs, d.panels.ys
	}
	o["aria"] = map[string]any{"enabled": false}
	o["cb"] = map[string]string{"axes": "number." + string(d.Lang())} // dashboard/assets/src/formatters.ts
	if d.logBase > 0 {
		o["xAxis"] = []any{logarithmic{XAxis: d.x, LogBase: d.logBase, SplitLine: map[string]any{
			"show": true, "showMinLine": false, "showMaxLine": false, "lineStyle": map[string]any{"color": d.pal.Grid, "width": 1}, // its ends are no ticks
		}}}
	}
	if d.field != nil {
		for _, k := range []string{"grid", "xAxis", "yAxis"} {
			delete(o, k)
		}
	}
}

func boolPtr(b bool) types.Bool { return opts.Bool(b) }

// shown reports whether any point of a series has a value.
func hasAny(ps []chart.Point) bool {
	return slices.ContainsFunc(ps, func(p chart.Point) bool { return p.Has })
}
