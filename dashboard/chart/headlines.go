package chart

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
)

// Headline is one of the figures at the top of a place's page.
type Headline struct {
	Label        string
	Population   string
	Number       string
	Named        bool // Number is a name
	Unit         string
	Period       string
	Change       string
	Spark        []float64 // oldest first; nil when there is too little
	Cells        []Cell
	Slug         string // the chart that shows more
	Indicator    string // that the chart is to show, "" for its own
	Group        string // the population that the chart is to show, "" for its own
	Illustrative bool
	Updated      time.Time // newest release among its figures
}

// others are shown where a place has no more than a few figures.
var others = []string{"revenue", "profit", "value-added", "gdp", "employees", "investment", "tax", "export-value"}

const mostHeadlines = 4

// Headlines are what a leader asks first: how many enterprises, how much
// output, which cluster grows fastest, how far the doubling has come; where a
// place lacks those, what it has. It returns the newest period among them.
func Headlines(ctx context.Context, s Sources, p Params) (all []Headline, until data.Period, err error) {
	add := func(indicator, slug string, look func(*frame) (Headline, bool)) {
		if err != nil || len(all) == mostHeadlines {
			return
		}
		var f *frame
		d := Definition{Slug: slug, Indicator: indicator, Measures: []data.Measure{data.Level}}
		f, err = newFrame(ctx, d, s, Params{Places: p.Places, Lang: p.Lang, AsOf: p.AsOf})
		if err != nil || f.c.Empty != nil {
			return
		}
		own := f.c.Population
		if h, ok := look(f); ok {
			f.finish()
			if f.c.Population != own {
				h.Group = string(f.c.Population)
			}
			h.Slug, h.Illustrative, h.Updated, h.Population = slug, f.c.Illustrative, f.c.Updated, f.population()
			if own, _ := Find(slug); own.Indicator != indicator {
				h.Indicator = indicator
			}
			all = append(all, h)
			if f.c.DataUntil.LastDay().After(until.LastDay()) || until.IsZero() {
				until = f.c.DataUntil
			}
		}
	}
	add("enterprises", "enterprise-count", newestLevel)
	add("output", "output", newestLevel)
	add("output", "cluster-growth", fastest)
	add("output", "doubling", towards)
	either := func(indicator string) {
		before := len(all)
		if add(indicator, "output", newestLevel); len(all) == before {
			add(indicator, "cluster-growth", newestRate)
		}
	}
	for _, code := range others {
		either(code)
	}
	if err != nil || len(all) > 0 {
		return all, until, err
	}
	held, err := figuresHeld(ctx, s, p)
	for _, h := range held {
		if err == nil {
			either(h.Indicator)
		}
	}
	return all, until, err
}

// figuresHeld are the levels and the rates that a place has figures of, each
// indicator once, by its levels where it has some: what a leader asks first,
// then the newest.
func figuresHeld(ctx context.Context, s Sources, p Params) ([]data.Holding, error) {
	held, err := s.Reader.Holdings(ctx, p.Places[0], p.AsOf)
	held = slices.DeleteFunc(held, func(x data.Holding) bool {
		_, known := s.Names.Indicator(x.Indicator)
		return x.Measure != data.Level && x.Measure != data.YoY || !known
	})
	first := append([]string{"enterprises", "output"}, others...)
	rank := func(x data.Holding) int {
		if i := slices.Index(first, x.Indicator); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortFunc(held, func(a, b data.Holding) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Measure, b.Measure), -a.Last.Compare(b.Last), a.First.Compare(b.First), cmp.Compare(a.Indicator, b.Indicator))
	})
	return slices.CompactFunc(held, func(a, b data.Holding) bool { return a.Indicator == b.Indicator }), err
}

// Held are the indicators that a place has figures of, what a leader asks first
// first.
func Held(ctx context.Context, s Sources, p Params) (codes []string, err error) {
	held, err := figuresHeld(ctx, s, p)
	for _, h := range held {
		codes = append(codes, h.Indicator)
	}
	return codes, err
}

// newestPopulation turns to the population with the newest figure, of those that
// may stand for the place: all, the 规上 and the park. The one that charts show by
// themselves keeps its place where it is as new.
func (f *frame) newestPopulation(m data.Measure) {
	const standing = 2 // preference
	best, last := f.c.Population, f.reaches(f.c.Population, m)
	for _, g := range f.offer.populations {
		if at := f.reaches(g, m); preference(g) <= standing && at.After(last) {
			best, last = g, at
		}
	}
	if best != f.c.Population {
		f.choosePopulation([]data.Group{best}, false)
	}
}

// reaches is the end of a population's newest figure of its own.
func (f *frame) reaches(g data.Group, m data.Measure) (last time.Time) {
	for _, s := range f.answer.Series {
		if s.Group != g || s.Measure != m {
			continue
		}
		for _, p := range slices.Backward(s.Points) {
			if p.Value.Status.HasNumber() {
				if end := p.Period.LastDay(); end.After(last) {
					last = end
				}
				break
			}
		}
	}
	return last
}

// newestLevel is the newest figure of the place.
func newestLevel(f *frame) (Headline, bool) {
	f.newestPopulation(data.Level)
	have := f.find(f.c.Population, data.Level, f.freq(data.Level))
	i := len(have) - 1
	for i >= 0 && !have[i].Value.Status.HasNumber() {
		i--
	}
	if i < 0 {
		return Headline{}, false
	}
	p := have[i]
	d := f.point(p)
	if !d.Has {
		return Headline{}, false
	}
	h := Headline{Label: f.label(), Period: lang.Period(f.l, p.Period), Cells: d.Cells}
	h.Number, h.Unit = lang.Split(f.l, d.Value, f.c.Unit)
	if r, ok := f.at(f.c.Population, data.YoY, p.Period); ok {
		f.rest(r)
		h.Change = text(f.l, "change-flow", "change", signedPercent(f.l, r.Value.Number))
		h.Cells = append(h.Cells, f.cells(r)...)
	} else if b, ok := f.at(f.c.Population, data.Level, p.Period.AddYears(-1)); ok {
		h.Change = f.change(p, b)
	}
	if p.Period.Freq() == data.YearToDate && f.indicator.Kind == data.Flow {
		have = f.decumulated(have)
	}
	for _, q := range have {
		if q.Value.Status.HasNumber() {
			h.Spark = append(h.Spark, q.Value.Number)
		}
	}
	h.Spark = shortened(h.Spark)
	return h, true
}

// newestRate is the newest published rate of the population, where there are no
// levels.
func newestRate(f *frame) (Headline, bool) {
	f.newestPopulation(data.YoY)
	have := f.find(f.c.Population, data.YoY, f.freq(data.YoY))
	have = slices.DeleteFunc(slices.Clone(have), func(p data.Point) bool { return !p.Value.Status.HasNumber() })
	if len(have) == 0 {
		return Headline{}, false
	}
	p := have[len(have)-1]
	f.rest(p)
	h := Headline{Label: text(f.l, "rate-of", "what", f.label()), Unit: "%", Period: lang.Period(f.l, p.Period), Cells: f.cells(p)}
	h.Number = strings.TrimSuffix(signedPercent(f.l, p.Value.Number), "%")
	if b, ok := f.at(f.c.Population, data.YoY, p.Period.AddYears(-1)); ok {
		h.Change = text(f.l, "change-points", "change", lang.Signed(f.l, p.Value.Number-b.Value.Number, points))
	}
	for _, q := range have {
		h.Spark = append(h.Spark, q.Value.Number)
	}
	h.Spark = shortened(h.Spark)
	return h, true
}

// shortened keeps the last figures; two or fewer make no line.
func shortened(xs []float64) []float64 {
	if len(xs) < 3 {
		return nil
	}
	return xs[max(0, len(xs)-mostColumns):]
}

// fastest is the cluster with the highest newest rate.
func fastest(f *frame) (Headline, bool) {
	r, ok := f.chooseBasis()
	now := f.newest(r)
	if !ok || now.IsZero() || len(f.clusters) < 2 {
		return Headline{}, false
	}
	var best data.Group
	var top Point
	for _, g := range f.clusters {
		if isOther(g) {
			continue
		}
		if p := f.rate(r, g, now); p.Has && (best == "" || p.Value > top.Value) {
			best, top = g, p
		}
	}
	rated := func(g data.Group) Point { return f.rate(r, g, now) }
	if best == "" || f.unratedRival(f.clusters, now, now.AddYears(-1), rated) {
		return Headline{}, false
	}
	h := Headline{Label: text(f.l, "fastest"), Number: f.series(best).Name, Named: true, Change: text(f.l, "change-flow", "change", top.Shown), Period: lang.Period(f.l, now), Cells: top.Cells}
	for _, p := range f.find(best, data.YoY, r.freq) {
		if p.Value.Status.HasNumber() {
			h.Spark = append(h.Spark, p.Value.Number)
		}
	}
	h.Spark = shortened(h.Spark)
	return h, true
}

// towards is how far the newest figure has come from the base year towards the
// goal, as the chart of it tells.
func towards(f *frame) (Headline, bool) {
	w, ok := f.way(f.c.Population, f.freq(data.Level))
	if !ok || len(w.years) < 3 {
		return Headline{}, false
	}
	f.rest(w.now, w.base)
	h := Headline{
		Label: text(f.l, "doubling"), Number: lang.Number(f.l, w.Progress.Value, 0), Unit: "%",
		Period: text(f.l, "since", "base", lang.Period(f.l, w.base.Period)), Cells: f.cells(w.now, w.base),
	}
	switch {
	case w.Progress.Value >= 100:
		h.Change = text(f.l, "reached")
	case w.reached > w.nowYear():
		h.Change = text(f.l, "reached-in", "year", strconv.Itoa(w.reached))
	}
	for _, p := range w.years {
		h.Spark = append(h.Spark, f.figure(p).Value)
	}
	h.Spark = shortened(h.Spark)
	return h, true
}
