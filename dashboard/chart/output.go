package chart

import (
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// output answers: how much, by cluster? Cumulated flows are shown as what each
// month added (January–February as one), or cumulated where the reader asks.
func output(f *frame) {
	freq := f.freq(data.Level)
	months := f.indicator.Kind == data.Flow && freq == data.YearToDate
	if !months {
		f.offer.views = nil
	}
	months = months && f.c.Params.View != "cumulated"
	f.offer.months = months
	f.overTime(func(g data.Group) []data.Point {
		have := f.whole(g, data.Level, freq)
		if months {
			return f.decumulated(have)
		}
		return have
	})
	if f.c.Empty != nil {
		return
	}
	basis := "view-" + map[bool]string{true: "months", false: "levels"}[months]
	if !months && freq == data.YearToDate {
		basis = "view-cumulated"
	}
	f.subtitle(f.label(), text(f.l, "unit", "unit", f.c.UnitLabel), text(f.l, basis))
	f.saidLines()
	f.c.Title = f.outputTitle(freq)
	if months {
		f.uses("months")
		f.c.Notes = append(f.c.Notes, text(f.l, "note-months"))
	}
}

// decumulated turns cumulated figures into what each month added; every bucket
// rests on the cells of both readings.
func (f *frame) decumulated(cumulated []data.Point) (out []data.Point) {
	byYear := make(map[int][]data.Point)
	var years []int
	for _, p := range cumulated {
		y := p.Period.Year()
		if _, seen := byYear[y]; !seen {
			years = append(years, y)
		}
		if p.Value.Status.HasNumber() {
			byYear[y] = append(byYear[y], p)
		}
	}
	slices.Sort(years)
	for _, y := range years {
		have := byYear[y]
		readings := make([]measure.Cumulated, len(have))
		for i, p := range have {
			_, m := p.Period.End()
			x, _ := p.Unit.Convert(p.Value.Number, have[0].Unit)
			readings[i] = measure.Cumulated{Until: m, Level: x}
		}
		for i, b := range measure.Decumulate(readings) {
			p := have[i]
			d := data.Point{
				Period: data.Span(y, b.From, b.To-b.From+1), Unit: have[0].Unit, From: p.From, Source: p.Source, Batch: p.Batch,
				Value: data.Value{Number: b.Level, Status: p.Value.Status},
			}
			if i > 0 {
				d.From = append(slices.Clone(p.From), have[i-1].From...)
			}
			if b.Negative {
				d.Note = "negative-month"
				if n := text(f.l, "note-negative"); !slices.Contains(f.c.Notes, n) {
					f.c.Notes = append(f.c.Notes, n)
				}
			}
			out = append(out, d)
		}
	}
	return out
}

// outputTitle says the newest level and the rate that was published with it.
func (f *frame) outputTitle(freq data.Freq) string {
	who, of := f.population(), f.c.Population
	if f.restricted() {
		if len(f.clusters) > 1 {
			return text(f.l, "title-"+f.c.Slug)
		}
		of = f.clusters[0]
		who += f.series(of).Name
	}
	have := f.find(of, data.Level, freq)
	if len(have) == 0 {
		return text(f.l, "title-"+f.c.Slug)
	}
	last := have[len(have)-1]
	p := f.point(last)
	if !p.Has {
		return text(f.l, "title-"+f.c.Slug)
	}
	args := []string{"period", lang.Period(f.l, last.Period), "what", f.label(), "who", who, "value", p.Shown}
	if r, ok := f.at(of, data.YoY, last.Period); ok {
		return text(f.l, "output-rate", append(args, "rate", signedPercent(f.l, r.Value.Number))...)
	}
	return text(f.l, "output-plain", args...)
}
