package chart

import (
	"slices"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

const (
	codeEnterprises = "enterprises"
	codeLeft        = "enterprises-left"
	codeMovedIn     = "enterprises-reclassified-in"
	codeMovedOut    = "enterprises-reclassified-out"
	codeMoved       = "enterprises-reclassified" // in − out
	codeRemainder   = "enterprises-remainder"
)

// account is what happened to a list of enterprises in a period.
type account struct {
	period     data.Period
	start, end data.Point
	entered    data.Point
	left       data.Point
	in, out    data.Point
	moves      bool // the source tells of reclassification
	measure.Flow
}

// enterpriseFlow answers: why did the count change? From the count at the end of
// the year before, over what entered, left and was reclassified since January,
// to the count at the period's end; what does not close is a step of its own.
func enterpriseFlow(f *frame) {
	f.offer.moment = true
	g, ok := f.one()
	if !ok {
		return
	}
	freq := f.freq(data.Level)
	a, ok := f.account(g, freq)
	if !ok {
		f.empty("no-flow", "place", f.c.PlaceName)
		return
	}
	steps, _ := a.Steps()
	f.c.Picture, f.c.UnitLabel = Waterfall, lang.UnitLabel(f.l, f.c.Unit)
	f.c.Indicator, f.c.IndicatorLabel = codeEnterprises, f.labelOf(codeEnterprises)
	f.c.Series = []Series{f.series(g)}
	s := &f.c.Series[0]
	s.GroupLabel = s.Name
	if s.Rank == RankTotal {
		s.Name = f.c.IndicatorLabel
	}
	step := func(n int, code, label, head string, period data.Period, shown string, points ...data.Point) {
		from, to := steps[n].From, steps[n].To
		p := Point{Period: period, Status: status(points), Has: true, Value: to - from, X: from, Y: to, Shown: shown, Cells: f.cells(points...)}
		f.rest(points...)
		s.Points = append(s.Points, p)
		f.c.Categories = append(f.c.Categories, Category{Label: label, Head: head, Indicator: code, IndicatorLabel: f.labelOf(code)})
	}
	figure := func(n int) string { return lang.Figure(f.l, steps[n].To-steps[n].From, f.c.Unit) }
	signed := func(n int) string { return lang.Signed(f.l, steps[n].To-steps[n].From, f.c.Unit) }
	step(0, codeEnterprises, text(f.l, "flow-start"), lang.EndOf(f.l, a.start.Period), a.start.Period, figure(0), a.start)
	step(1, f.indicator.Code, text(f.l, "flow-entered"), "", a.period, signed(1), a.entered)
	step(2, codeLeft, text(f.l, "flow-left"), "", a.period, signed(2), a.left)
	if a.moves {
		step(3, codeMoved, text(f.l, "flow-reclassified"), "", a.period, signed(3), a.in, a.out)
		s.Points[3].Detail = []Figure{
			{Label: text(f.l, "flow-in"), Shown: lang.Signed(f.l, a.in.Value.Number, f.c.Unit), Value: a.in.Value.Number, Unit: f.c.Unit},
			{Label: text(f.l, "flow-out"), Shown: lang.Signed(f.l, -a.out.Value.Number, f.c.Unit), Value: -a.out.Value.Number, Unit: f.c.Unit},
		}
	} else {
		f.c.Notes = append(f.c.Notes, text(f.l, "flow-no-moves"))
	}
	rest := a.Remainder().Value
	if rest != 0 {
		step(4, codeRemainder, text(f.l, "flow-remainder"), "", a.period, signed(4), a.start, a.end)
		f.c.Notes = append(f.c.Notes, text(f.l, "flow-open", "rest", signed(4)))
	}
	step(5, codeEnterprises, text(f.l, "flow-end"), lang.EndOf(f.l, a.end.Period), a.end.Period, figure(5), a.end)
	f.floor(steps[1:5], max(a.Start.Value, a.End.Value))
	f.subtitle(text(f.l, "flow-what"), text(f.l, "unit", "unit", f.c.UnitLabel), lang.Period(f.l, a.period))
	f.c.Notes = append(f.c.Notes, text(f.l, "flow-care"))
	f.c.Title = f.flowTitle(a, g)
}

// account is the newest that was asked for and has all its figures.
func (f *frame) account(g data.Group, freq data.Freq) (account, bool) {
	entered := f.find(g, data.Level, freq)
	groups, place := []data.Group{g}, f.place.Code
	ask := func(indicator string) figures {
		return f.ask(data.Query{Indicator: indicator, Places: []string{place}, Groups: groups, Measures: []data.Measure{data.Level}})
	}
	counts, gone, in, out := ask(codeEnterprises), ask(codeLeft), ask(codeMovedIn), ask(codeMovedOut)
	for _, e := range slices.Backward(entered) {
		y, m := e.Period.Start()
		a := account{period: e.Period, entered: e, moves: len(in)+len(out) > 0}
		a.start = counts.endingOn(time.Date(y, time.Month(m), 0, 0, 0, 0, 0, time.UTC))
		a.end = counts.endingOn(e.Period.LastDay())
		a.left, _ = gone.level(place, g, e.Period)
		a.in, _ = in.level(place, g, e.Period)
		a.out, _ = out.level(place, g, e.Period)
		a.Flow = measure.Flow{Start: f.figure(a.start), Entered: f.figure(a.entered), Left: f.figure(a.left), End: f.figure(a.end)}
		if came, went := f.figure(a.in), f.figure(a.out); a.moves && came.OK() && went.OK() {
			a.Reclassified = measure.Figure(came.Value-went.Value, true)
		} else if a.moves {
			a.Reclassified = measure.Figure(0, false)
		}
		if a.Remainder().OK() {
			return a, true
		}
	}
	return account{}, false
}

// endingOn is the count at the end of a day.
func (s figures) endingOn(day time.Time) data.Point {
	for _, x := range s {
		for _, p := range x.Points {
			if p.Period.LastDay().Equal(day) && p.Value.Status.HasNumber() {
				return p
			}
		}
	}
	return data.Point{}
}

// figure is a point's number in the chart's unit, if it has one.
func (f *frame) figure(p data.Point) measure.Result {
	x, ok := p.Unit.Convert(p.Value.Number, f.c.Unit)
	return measure.Figure(x, ok && p.Value.Status.HasNumber())
}

// status is that of what rests on several figures: provisional if one of them is.
func status(points []data.Point) data.Status {
	for _, p := range points {
		if p.Value.Status == data.Provisional {
			return data.Provisional
		}
	}
	return data.Normal
}

// least is the part of the axis that the largest step must take to be seen.
const least = 0.05

// floor cuts the axis where steps would be too small to be seen; the picture
// says so.
func (f *frame) floor(steps []measure.Step, top float64) {
	largest, low := 0.0, top
	for _, s := range steps {
		largest = max(largest, s.To-s.From, s.From-s.To)
		low = min(low, s.From, s.To)
	}
	if largest == 0 || largest >= least*top {
		return
	}
	f.c.Floor = roundDown(low - 2*(top-low) - largest)
	if f.c.Floor > 0 {
		f.c.UnitLabel = text(f.l, "axis-from", "unit", f.c.UnitLabel, "value", lang.Number(f.l, f.c.Floor, 0))
		f.c.Notes = append(f.c.Notes, text(f.l, "note-axis-from", "value", lang.Number(f.l, f.c.Floor, 0)))
	}
}

// roundDown is the next number below x of two digits; never below zero.
func roundDown(x float64) float64 {
	if x <= 0 {
		return 0
	}
	step := 1.0
	for x/step >= 100 {
		step *= 10
	}
	return float64(int(x/step)) * step
}

// labelOf is the name of another indicator of the picture, or of what it derives.
func (f *frame) labelOf(code string) string {
	i, ok := f.names.Indicator(code)
	switch {
	case !ok:
		return text(f.l, "label-"+code)
	case f.l == lang.En:
		return i.LabelEn
	}
	return i.Label
}

// flowTitle says how much the list gained or lost, and what entered and left.
func (f *frame) flowTitle(a account, g data.Group) string {
	d := a.End.Value - a.Start.Value
	key := "flow-more"
	switch {
	case d < 0:
		key = "flow-fewer"
	case d == 0:
		key = "flow-same"
	}
	figure := func(x float64) string { return lang.Figure(f.l, x, f.c.Unit) }
	return text(f.l, key, "who", f.who(g), "period", lang.Period(f.l, a.period), "change", figure(max(d, -d)),
		"entered", figure(a.Entered.Value), "left", figure(a.Left.Value), "end", figure(a.End.Value))
}
