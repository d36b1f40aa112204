package chart

import (
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// output answers: how much, by cluster? Of flows that are published cumulated
// what each single month was (January–February as one), or the cumulated figures
// where the reader asks.
func output(f *frame) {
	newest := f.freq(data.Level)
	freq, months := f.cumulates(newest)
	if !months {
		f.offer.views = nil
	}
	months = months && !f.cumulated()
	f.offer.months, f.offer.singles = months, months
	odd := f.overTime(func(g data.Group) []data.Point { return f.inColumns(g, freq, months) }, months)
	if f.c.Empty != nil {
		return
	}
	var shown []data.Period
	for _, c := range f.c.Categories {
		shown = append(shown, c.Period)
	}
	basis := "levels"
	switch {
	case months && f.publishes(shown):
		basis = "singles"
	case months:
		basis = "months"
	case freq == data.YearToDate:
		basis, newest = "cumulated", freq
	}
	f.subtitle(f.label(), text(f.l, "unit", "unit", f.c.UnitLabel), text(f.l, "view-"+basis))
	f.saidLines(func(p data.Period) bool {
		if months { // of the length of the columns, and not cumulated
			return p.Freq() != data.YearToDate && p.Months() == length(f.c.Categories[0].Period)
		}
		return p.Freq() == freq
	})
	f.c.Title = f.outputTitle(newest)
	if months {
		f.uses("months")
		f.c.Notes = append(f.c.Notes, text(f.l, "note-"+basis))
		f.oddNote(odd, f.decumulated(f.whole(f.c.Population, data.Level, data.YearToDate)))
		f.contradictionNote(shown)
	}
}

// cumulated reports whether the reader asked for cumulated figures.
func (f *frame) cumulated() bool { return f.c.Params.View == "cumulated" }

// inColumns is a group's flow as the columns show it.
func (f *frame) inColumns(g data.Group, freq data.Freq, months bool) []data.Point {
	if months {
		return f.singles(g)
	}
	return f.whole(g, data.Level, freq)
}

// outputFigures are those of a group between the periods that the reader asked for.
func outputFigures(f *frame, g data.Group) []data.Point {
	freq, months := f.cumulates(f.freq(data.Level))
	return f.within(f.inColumns(g, freq, months && !f.cumulated()))
}

// publishes reports whether any of these months is published as a single one.
func (f *frame) publishes(shown []data.Period) bool {
	return slices.ContainsFunc(append(slices.Clone(f.clusters), f.c.Population), func(g data.Group) bool {
		return slices.ContainsFunc(f.whole(g, data.Level, data.Monthly), func(p data.Point) bool {
			return p.Value.Status.HasNumber() && slices.Contains(shown, p.Period)
		})
	})
}

// cumulates reports whether single months are to be told from cumulated figures,
// and the frequency that stands for both. Where single months are published beside
// them, the two views say all that the choice of a frequency would.
func (f *frame) cumulates(newest data.Freq) (freq data.Freq, ok bool) {
	if f.indicator.Kind != data.Flow || f.c.Params.Freq != "" && f.c.Params.Freq != data.YearToDate {
		return newest, false
	}
	if newest == data.YearToDate || newest == data.Monthly && slices.Contains(f.offer.freqs, data.YearToDate) {
		if f.c.Params.Freq == "" {
			f.offer.freqs = slices.DeleteFunc(f.offer.freqs, func(q data.Freq) bool { return q == data.Monthly })
			f.offer.freq = data.YearToDate
		}
		return data.YearToDate, true
	}
	return newest, false
}

// signed reports whether figures may be below zero, so that a cumulated one may
// fall without a revision.
func (f *frame) signed() bool {
	return f.indicator.Signed || slices.ContainsFunc(f.answer.Series, func(s data.Series) bool {
		return s.Measure == data.Level && slices.ContainsFunc(s.Points, func(p data.Point) bool { return p.Value.Status.HasNumber() && p.Value.Number < 0 })
	})
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
			if b.Negative && !f.signed() {
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
