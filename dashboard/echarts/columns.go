package echarts

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// mostLabels is how many category labels stand beside each other before only
// the years do.
const mostLabels = 16

// plainWidth is that of a picture whose width nobody asked for, in pixels.
const plainWidth = 960

// columns are stacked by group, or plain for one series; bars start at zero.
func (d *drawing) columns() {
	d.y = asY(d.valueAxis(d.UnitLabel))
	if d.compact {
		d.y.SplitNumber = 3
	}
	stacked := d.Picture == chart.StackedColumns
	d.top = 40
	var shift []int
	away := 0
	if stacked {
		names := d.room(d.names(d.Series)...)
		d.right = 14 + names
		var ok bool
		if shift, away, ok = d.beside(); ok && !d.compact {
			d.right = 8 + away + names
		} else {
			shift = nil
			d.right = 32
			d.listed(d.legendOf(d.groupsListed()))
			for _, s := range d.Series {
				if s.Rank == chart.RankTotal { // its last value is wider than its column
					d.right = max(d.right, int(TextWidth(lastShown(s), labelType, true)/2-d.columnWidth()/2)+4)
				}
			}
		}
	}
	if !stacked && len(d.Series) > 0 {
		if shown, above := d.fitting(lastShown(d.Series[0]), true); !above {
			d.right = int(TextWidth(shown, labelType, true)-(d.step()-d.columnWidth())/2) + nextToColumn + 4
		}
	}
	d.x = d.categoryAxis(d.periodLabels())
	mark := d.across(d.Lines, "yAxis")
	if slices.ContainsFunc(d.Series, goesBelow) {
		// The labels stand below the picture, zero is a line of its own.
		d.x.AxisLine = &opts.AxisLine{Show: boolPtr(false), OnZero: boolPtr(false)}
		if mark == nil {
			mark = d.level(0)
		}
	}
	for _, s := range d.Series {
		if stacked && s.Rank == chart.RankTotal {
			d.series = append(d.series, d.totals(s)...)
			continue
		}
		bars := d.bars(s, stacked)
		if n := len(d.series); n < len(shift) {
			d.nameBeside(&bars, s, away, shift[n])
		}
		d.series = append(d.series, bars)
	}
	if len(d.series) > 0 {
		d.series[len(d.series)-1].MarkLine = mark
	}
}

func goesBelow(s chart.Series) bool {
	return slices.ContainsFunc(s.Points, func(p chart.Point) bool { return p.Has && p.Value < 0 })
}

// periodLabels: the short name, and the year below the first of its year; with
// many categories the years alone. Of many years as many as there is room for.
func (d *drawing) periodLabels() []string {
	if len(d.Categories) > 0 && d.Categories[0].Period.Freq() == data.Annual {
		return d.thinned()
	}
	labels := make([]string, len(d.Categories))
	each := 0 // so many categories have one label
	switch {
	case len(d.Categories) <= 6:
		each = 1
	case len(d.Categories) <= mostLabels:
		each = d.roomForLabels()
	}
	head, years := 0, d.yearsWithRoom()
	for i, c := range d.Categories {
		if c.Head != "" {
			head = i
		}
		switch {
		case each == 0 && c.Head != "" && !years[i]:
		case each > 0 && c.Head == "" && (i-head)%each == 0 && !d.headWithin(i, each):
			labels[i] = c.Label
		case c.Head != "" && !d.compact, each > 0 && c.Head != "":
			labels[i] = c.Label + "\n" + c.Head
		default:
			labels[i] = c.Head
		}
	}
	return labels
}

// yearsWithRoom are the categories that may be headed by their year: all that are
// headed, or as many as there is room for, back from the newest.
func (d *drawing) yearsWithRoom() map[int]bool {
	const label = 40
	var heads []int
	for i, c := range d.Categories {
		if c.Head != "" {
			heads = append(heads, i)
		}
	}
	room := max(1, int(d.wide()-cmp.Or(d.before, axisOfColumns)-float64(d.right))/label)
	all := make(map[int]bool, len(heads))
	for n := len(heads) - 1; n >= 0; n -= (len(heads)-1)/room + 1 {
		all[heads[n]] = true
	}
	return all
}

// headWithin reports whether a year begins at the next few categories.
func (d *drawing) headWithin(i, few int) bool {
	return slices.ContainsFunc(d.Categories[i:min(len(d.Categories), i+few)], func(c chart.Category) bool { return c.Head != "" })
}

// roomForLabels is of how many categories one label has room below its column.
func (d *drawing) roomForLabels() int {
	const axis = 40
	const gap = 6
	longest := 0.0
	for _, c := range d.Categories {
		longest = max(longest, TextWidth(c.Label, labelType, false)+gap)
	}
	return max(1, int(math.Ceil(float64(len(d.Categories))*longest/max(1, d.wide()-axis-float64(d.right)))))
}

// thinColumn is the width in pixels below which gaps and edges would leave
// nothing of a stacked column's colours.
const thinColumn = 4

func (d *drawing) bars(s chart.Series, stacked bool) series {
	rank := s.Rank
	if !stacked && rank < 0 { // ink is for totals above parts
		rank = 0
	}
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", BarCategoryGap: "26%", BarMaxWidth: strconv.Itoa(widestColumn)},
		ItemStyle:    map[string]any{"color": d.pal.color(rank)},
		Emphasis:     map[string]any{"disabled": false, "focus": "none"},
		LabelLayout:  map[string]any{"hideOverlap": true},
	}
	if stacked {
		out.Stack = "all"
		if d.step() < thinColumn {
			out.BarCategoryGap = "0%"
		} else {
			out.ItemStyle["borderColor"], out.ItemStyle["borderWidth"] = d.pal.Paper, 0.5
		}
		out.LabelLayout = nil
		if s.Facet == chart.Unlisted { // no group of its own
			out.ItemStyle = d.unparted()
		}
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		if last := i == len(s.Points)-1; !stacked && (len(s.Points) <= 8 || last) {
			switch shown, above := d.fitting(p.Shown, last); {
			case !above && last: // its neighbour may be taller
				end := "0%"
				if p.Value < 0 {
					end = "100%"
				}
				it.Label = with(d.text(d.pal.Ink, last), "position", []string{"100%", end}, "align", "left", "verticalAlign", "middle", "formatter", shown, "padding", []int{0, 0, 0, nextToColumn})
			case above:
				it.Label = with(d.text(d.pal.Ink, last), "position", "top", "formatter", shown)
				if p.Value < 0 && (i == 0 || s.Points[i-1].Value >= p.Value) { // else a deeper column stands there
					it.Label["position"] = "bottom"
				}
			}
		}
		out.Data = append(out.Data, it)
	}
	return out
}

// totals are labels on top of the stacks; the line that carries them is not drawn.
func (d *drawing) totals(s chart.Series) []series {
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 6},
		LineStyle:    map[string]any{"width": 0},
		ItemStyle:    map[string]any{"color": "transparent"},
		LabelLayout:  map[string]any{"hideOverlap": true},
		Z:            5,
	}
	raised, above := d.carrier(s), false
	last, columns := len(s.Points)-1, 0
	for _, p := range s.Points {
		if p.Has {
			columns++
		}
	}
	for i, p := range s.Points {
		it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
		yearly := last >= 0 && p.Period.AddYears(s.Points[last].Period.Year()-p.Period.Year()) == s.Points[last].Period
		if p.Has && (i == last || columns <= 8 && last < mostLabels || yearly && last < mostLabels) {
			shown, fits := p.Shown, true
			if i != last && columns <= 8 {
				shown, fits = d.fitting(p.Shown, false)
			}
			if !fits {
				out.Data = append(out.Data, it)
				continue
			}
			label := with(d.text(d.pal.Ink, i == last), "position", "top", "formatter", shown, "distance", 4, "backgroundColor", d.pal.Paper, "padding", []int{1, 2})
			half := TextWidth(shown, labelType, i == last) / 2
			if top := d.topUnder(i, half, half); top > p.Value+d.visible() {
				raised.Data[i] = item{Name: s.Name, Value: round6(top), Label: label}
				above = true
			} else {
				it.Label = label
			}
		}
		out.Data = append(out.Data, it)
	}
	if above {
		return []series{out, raised}
	}
	return []series{out}
}

// visible is what one can see of the columns' height.
func (d *drawing) visible() float64 {
	_, up := d.stacked()
	return up / d.tall()
}

// carrier is a line that is not drawn and carries labels where columns reach higher
// than their total.
func (d *drawing) carrier(s chart.Series) series {
	out := series{
		SingleSeries: charts.SingleSeries{Name: s.Name, Type: "line", Symbol: "circle", SymbolSize: 1},
		LineStyle:    map[string]any{"width": 0}, ItemStyle: map[string]any{"color": "transparent"},
		LabelLayout: map[string]any{"hideOverlap": false},
		Silent:      true, Z: 6,
	}
	for range s.Points {
		out.Data = append(out.Data, item{Name: s.Name, Value: "-"})
	}
	return out
}

// topUnder is how high the columns reach below a label at one of them that is so
// many pixels wide to its left and right.
func (d *drawing) topUnder(at int, left, right float64) float64 {
	pitch := d.pitch()
	half := d.columnWidth() / 2
	_, most := d.column(at)
	for i := range d.Categories {
		if away := float64(i-at) * pitch; away-half < right && away+half > -left {
			_, up := d.column(i)
			most = max(most, up)
		}
	}
	return most
}

// fitting is a value that is no wider than its category: without its unit, which
// the axis has, where that is too wide.
func (d *drawing) fitting(shown string, bold bool) (string, bool) {
	if TextWidth(shown, labelType, bold) <= d.step() {
		return shown, true
	}
	shown = d.unitless(shown)
	return shown, TextWidth(shown, labelType, bold) <= d.step()
}

// unitless is a value without its unit, where that is the axis's.
func (d *drawing) unitless(shown string) string {
	return strings.TrimSpace(strings.TrimSuffix(shown, d.UnitLabel))
}
