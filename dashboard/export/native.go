package export

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
)

// native is how a spreadsheet draws a picture. Where it has no such kind, as is
// the message that says which stands for it.
type native struct {
	kind excelize.ChartType
	line bool   // the total, or what is no part, is a line across the columns
	as   string // message key, "" where the kind is the page's own
}

var natives = map[chart.Picture]native{
	chart.StackedColumns: {kind: excelize.ColStacked, line: true},
	chart.Columns:        {kind: excelize.Col},
	chart.RankedDots:     {kind: excelize.Bar, as: "as-bars"},
	chart.DivergingBars:  {kind: excelize.Bar},
	chart.Lines:          {kind: excelize.Line},
	chart.Bubbles:        {kind: excelize.Bubble},
	chart.Diverging:      {kind: excelize.ColStacked, line: true},
	chart.Bumps:          {kind: excelize.Line, as: "as-lines"},
	chart.TwoRates:       {kind: excelize.Line},
	chart.Waterfall:      {kind: excelize.ColStacked, as: "as-waterfall"},
	chart.StackedBars:    {kind: excelize.BarStacked},
	chart.Progress:       {kind: excelize.Col, line: true},
	chart.PlaceLines:     {kind: excelize.Line},
	chart.Treemap:        {kind: excelize.Bar, as: "as-bars"},
	chart.ShareColumns:   {kind: excelize.ColStacked},
	chart.Heatmap:        {kind: excelize.Line, as: "as-heatmap"},
	chart.RatioDots:      {kind: excelize.Bar, as: "as-bars"},
	chart.TopShares:      {kind: excelize.Line},
	chart.Band:           {kind: excelize.Line},
}

// picture is the sheet with the chart that the spreadsheet draws, whose numbers
// are those of the data sheet.
func (b *book) picture() error {
	sheet := b.chartSheet()
	if err := b.heading(sheet); err != nil {
		return err
	}
	if err := b.f.SetColWidth(sheet, "A", "A", 24); err != nil {
		return err
	}
	if b.t.Empty != nil || len(b.table.Rows) == 0 {
		if b.t.Empty == nil {
			return nil
		}
		return b.put(sheet, 1, 5, b.t.Empty.Reason, "")
	}
	n, ok := natives[b.t.Picture]
	if !ok {
		n = native{kind: excelize.Line, as: "as-lines"}
	}
	if n.as != "" {
		b.kind = b.t.say(n.as)
	}
	main, over, err := b.charts(n)
	if err != nil {
		return err
	}
	if len(over.Series) > 0 {
		err = b.f.AddChart(sheet, "A5", main, over)
	} else {
		err = b.f.AddChart(sheet, "A5", main)
	}
	if err != nil {
		return err
	}
	row := 5 + chartRows + 1
	for _, s := range b.t.sources() {
		if err := b.put(sheet, 1, row, b.t.say("note-source")+" "+s, fontSoft); err != nil {
			return err
		}
		row++
	}
	return b.put(sheet, 1, row, b.t.say("note-revision")+" r"+strconv.Itoa(b.t.Revision)+" · "+b.t.say("note-licence")+" "+b.t.licence(), fontSoft)
}

const (
	chartWidth  = 960
	chartHeight = 520
	chartRows   = chartHeight/20 + 5 // rows are lower in some programs
)

// charts are the picture and the lines drawn over it.
func (b *book) charts(n native) (main, over *excelize.Chart, err error) {
	main, over = &excelize.Chart{Type: n.kind}, &excelize.Chart{Type: excelize.Line}
	gap := uint(45)
	main.GapWidth = &gap
	main.Dimension = excelize.ChartDimension{Width: chartWidth, Height: chartHeight}
	main.ShowBlanksAs, over.ShowBlanksAs = "gap", "gap"
	main.Legend = excelize.ChartLegend{Position: "bottom"}
	main.Title = excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: oneLine(b.t.Title), Font: &excelize.Font{Size: 14, Bold: true}}}}
	one := false
	main.VaryColors = &one
	main.YAxis.MajorGridLines = true
	soft := excelize.Font{Color: strings.TrimPrefix(echarts.Light.Muted, "#"), Size: 9}
	main.XAxis.Font, main.YAxis.Font, over.XAxis.Font, over.YAxis.Font = soft, soft, soft, soft
	main.XAxis.TickLabelPosition = excelize.ChartTickLabelLow
	if unit := b.t.DataUnit(); unit != "" {
		main.YAxis.Title = axisTitle(unit)
	}
	main.XAxis.TickLabelSkip = 1 + len(b.table.Rows)/24
	switch n.kind {
	case excelize.Bar, excelize.BarStacked:
		main.XAxis.ReverseOrder = true // the first stands on top, as in the table
	case excelize.Bubble:
		b.bubbles(main)
		return main, over, nil
	}
	switch b.t.Picture {
	case chart.Waterfall:
		return main, over, b.waterfall(main)
	case chart.Bumps:
		one, last := 1.0, float64(len(b.table.Columns))
		main.YAxis.ReverseOrder, main.YAxis.Minimum, main.YAxis.Maximum, main.YAxis.MajorUnit = true, &one, &last, 1
	case chart.ShareColumns:
		hundred := 100.0
		main.YAxis.Maximum = &hundred
	case chart.Heatmap:
		if err := b.shade(); err != nil {
			return nil, nil, err
		}
	}
	for j := range b.table.Columns {
		if !b.drawn(j) {
			continue
		}
		s := b.across(j, main.Type)
		if n.line && b.overlaid(j) {
			s.Line = excelize.LineOptions{Width: 2.25, Fill: s.Fill}
			over.Series = append(over.Series, s)
			continue
		}
		main.Series = append(main.Series, s)
	}
	if len(main.Series)+len(over.Series) == 1 {
		main.Legend = excelize.ChartLegend{Position: "none"}
	}
	return main, over, nil
}

func axisTitle(text string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: oneLine(text), Font: &excelize.Font{Size: 10}}}}
}

// drawn reports whether a column is in the picture's unit; what stands beside
// (an amount beside its share) is in the table only.
func (b *book) drawn(j int) bool {
	if j >= len(b.t.Series) {
		return false
	}
	if b.t.Picture == chart.StackedBars && b.t.Series[j].Rank == chart.RankTotal {
		return false // no line goes over bars; the parts end where it would
	}
	return b.unitOf(j).Base == b.unitOf(0).Base
}

// overlaid reports whether a column is no part of what stacks.
func (b *book) overlaid(j int) bool { return b.t.Series[j].Rank == chart.RankTotal }

// across is a column of the data sheet as a series.
func (b *book) across(j int, kind excelize.ChartType) excelize.ChartSeries {
	rank := b.t.Series[j].Rank
	for _, before := range b.t.Series[:j] {
		if before.Rank == rank { // no two of a picture share a colour
			rank = j
		}
	}
	fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour(rank)}}
	s := excelize.ChartSeries{
		Name: b.ref(j+2, headRow, j+2, headRow), Categories: b.down(1), Values: b.down(j + 2),
		Fill: fill, Marker: excelize.ChartMarker{Symbol: "none"},
	}
	if kind == excelize.Line {
		s.Line = excelize.LineOptions{Width: 2.25, Fill: fill}
	}
	return s
}

// bubbles are a series each: share across, growth upwards, size.
func (b *book) bubbles(c *excelize.Chart) {
	c.BubbleSize = 60
	c.XAxis.Title = axisTitle(b.t.XLabel)
	c.XAxis.MajorGridLines = true
	for i, s := range b.t.Series {
		row := firstRow + i
		c.Series = append(c.Series, excelize.ChartSeries{
			Name: b.ref(1, row, 1, row), Categories: b.ref(3, row, 3, row), Values: b.ref(2, row, 2, row), Sizes: b.ref(4, row, 4, row),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Transparency: 30, Color: []string{colour(s.Rank)}},
		})
	}
}

// waterfall stands each step on a column without colour. Its numbers stand right
// of the table, and their heads say what they are for.
func (b *book) waterfall(c *excelize.Chart) error {
	sheet, first := b.dataSheet(), len(b.table.Columns)+3
	colours := []string{"", colour(chart.RankTotal), colour(0), colour(1)}
	for k, head := range []string{"step-floor", "step-stands", "step-up", "step-down"} {
		if err := b.put(sheet, first+k, headRow, b.t.say(head), fontHead); err != nil {
			return err
		}
		s := excelize.ChartSeries{Name: b.ref(first+k, headRow, first+k, headRow), Categories: b.down(1), Values: b.down(first + k)}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colours[k]}}
		if k == 0 {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}, Transparency: 100}
		}
		c.Series = append(c.Series, s)
	}
	if b.t.Floor > 0 {
		floor := b.t.Floor
		c.YAxis.Minimum = &floor
	}
	none := 100
	c.Overlap = &none
	for i, p := range b.t.Series[0].Points {
		low, high := min(p.X, p.Y), max(p.X, p.Y)
		parts := [4]float64{low, 0, 0, 0}
		switch {
		case i == 0 || i == len(b.t.Series[0].Points)-1:
			parts = [4]float64{0, high, 0, 0}
		case p.Y >= p.X:
			parts[2] = high - low
		default:
			parts[3] = high - low
		}
		for k, x := range parts {
			if err := b.number(sheet, first+k, firstRow+i, x, b.t.Unit); err != nil {
				return err
			}
		}
	}
	return nil
}

// shade colours the table's cells as the page's squares are coloured.
func (b *book) shade() error {
	area := cell(2, firstRow) + ":" + cell(len(b.table.Columns)+1, firstRow+len(b.table.Rows)-1)
	return b.f.SetConditionalFormat(b.dataSheet(), area, []excelize.ConditionalFormatOptions{{
		Type: "3_color_scale", Criteria: "=", MinType: "min", MidType: "num", MidValue: "0", MaxType: "max",
		MinColor: "#C8643C", MidColor: "#F7F7F5", MaxColor: "#2F6F9F",
	}})
}

// ref is a range of the data sheet.
func (b *book) ref(col, row, lastCol, lastRow int) string {
	name := "'" + b.dataSheet() + "'!"
	from, to := "$"+column(col)+"$"+strconv.Itoa(row), "$"+column(lastCol)+"$"+strconv.Itoa(lastRow)
	if from == to {
		return name + from
	}
	return name + from + ":" + to
}

func (b *book) down(col int) string {
	return b.ref(col, firstRow, col, firstRow+len(b.table.Rows)-1)
}

// colour is that of the page's light theme, without its sign.
func colour(rank int) string {
	p := echarts.Light
	c := p.Ink
	switch {
	case rank == chart.RankOther:
		c = p.Other
	case rank >= 0:
		c = p.Groups[rank%len(p.Groups)]
	}
	return strings.TrimPrefix(c, "#")
}
