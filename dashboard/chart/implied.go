package chart

import (
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// reading is what a flow and its published rate were, cumulated to a period,
// with the level a year before; levels are in one unit.
type reading struct {
	level, rate, before measure.Result
	now, growth, then   data.Point
	points              []data.Point // those of the three that there are, in this order
}

// reading finds the figures of a group in a period.
func (f *frame) reading(g data.Group, p data.Period) (r reading) {
	missing := measure.Figure(0, false)
	r.level, r.rate, r.before = missing, missing, missing
	level, ok := f.at(g, data.Level, p)
	if x, same := f.inUnit(level); ok && same {
		r.level, r.now, r.points = measure.Figure(x, true), level, append(r.points, level)
	}
	if q, has := f.at(g, data.YoY, p); has {
		r.rate, r.growth, r.points = measure.Figure(q.Value.Number, true), q, append(r.points, q)
	}
	before, ok := f.at(g, data.Level, p.AddYears(-1))
	if x, same := f.inUnit(before); ok && same {
		r.before, r.then, r.points = measure.Figure(x, true), before, append(r.points, before)
	}
	return r
}

// inUnit is a figure in the indicator's unit, or as it stands where a workbook
// gave none.
func (f *frame) inUnit(p data.Point) (float64, bool) {
	if x, ok := p.Unit.Convert(p.Value.Number, f.levelUnit()); ok {
		return x, true
	}
	return p.Value.Number, p.Unit.IsZero()
}

// levelUnit is the unit of levels, whatever the chart shows of them.
func (f *frame) levelUnit() data.Unit {
	if f.indicator.Unit.IsZero() {
		return unitOf(f.answer)
	}
	return f.indicator.Unit
}

// previous is the cumulated reading of the same year that stands before p, the
// same for every group: what lies between the two is compared.
func (f *frame) previous(p data.Period) (last data.Period) {
	for _, s := range f.answer.Series {
		if s.Freq != data.YearToDate || s.Measure != data.YoY || s.Group.Without(data.DimCluster) != f.c.Population {
			continue
		}
		for _, q := range s.Points {
			if q.Period.Year() == p.Year() && q.Period.Months() < p.Months() && q.Period.Months() > last.Months() && q.Value.Status.HasNumber() {
				last = q.Period
			}
		}
	}
	return last
}

// between is what lies after one cumulated reading up to another: a month, where
// none is missing.
func between(before, p data.Period) data.Period {
	return data.Span(p.Year(), before.Months()+1, p.Months()-before.Months())
}

// ownRate is the growth of the single period that ends with p, from the
// cumulated levels and their published rates, with what the rounding of the
// rates leaves open. The first of a year is the published rate itself. Where
// that rate is real and the level nominal the result is of low reliability.
func (f *frame) ownRate(g data.Group, p data.Period) Point {
	before := f.previous(p)
	out := Point{Period: between(before, p), Status: data.Missing, Why: text(f.l, "why-missing")}
	now := f.reading(g, p)
	if !now.level.OK() && !now.rate.OK() {
		out.Why = text(f.l, "status-O")
	}
	if !now.level.OK() || !now.rate.OK() {
		return out
	}
	band, rests := measure.PublishedBand(now.rate.Value), now.points[:2]
	if !before.IsZero() {
		then := f.reading(g, before)
		if !then.level.OK() || !then.rate.OK() {
			return out
		}
		band = measure.MonthRate(now.level.Value, now.rate.Value, then.level.Value, then.rate.Value)
		rests = append(slices.Clone(rests), then.points[:2]...)
	}
	if !band.OK() {
		out.Why = text(f.l, "why-"+string(band.Why))
		return out
	}
	f.rest(rests...)
	out = Point{Period: out.Period, Status: worse(rests...), Has: true, Value: band.Value, Low: band.Low, High: band.High, Cells: f.cells(rests...)}
	if f.indicator.Real {
		out.Status = data.LowReliability
	}
	out.Shown = signedPercent(f.l, out.Value)
	if !before.IsZero() { // of a rate as published everybody knows
		out.Full = text(f.l, "with-band", "value", out.Shown, "low", signedPercent(f.l, out.Low), "high", signedPercent(f.l, out.High))
		out.Detail = f.bandFigures(out, signedPercent, percent, data.YoY)
	}
	return out
}

// bandFigures are the ends of what rounding allows, in words and for files.
func (f *frame) bandFigures(p Point, shown func(lang.Lang, float64) string, unit data.Unit, code data.Measure) []Figure {
	return []Figure{
		{Label: text(f.l, "band"), Shown: text(f.l, "band-of", "low", shown(f.l, p.Low), "high", shown(f.l, p.High))},
		{Shown: shown(f.l, p.Low), Value: p.Low, Unit: unit, Measure: code + "-low"},
		{Shown: shown(f.l, p.High), Value: p.High, Unit: unit, Measure: code + "-high"},
	}
}
