package chart

import (
	"slices"

	"countyboard/data"
)

// reference is the place that this one is measured against.
type reference struct {
	place   data.Place
	above   bool // it holds this place
	figures figures
}

// mostOffered is how many places a form can offer.
const mostOffered = 40

// against finds the place to measure against, and the first of some periods of
// which it has enough: the place that the address names second, else the nearest
// above this one. Neighbours are offered and never taken by themselves: what
// is measured against would move with what they publish. The others
// with figures are offered too. Where none has enough the period is zero and the
// place the one that was looked at first, if any.
func (f *frame) against(periods []data.Period, enough func(reference, data.Period) bool) (reference, data.Period) {
	if len(periods) == 0 {
		return reference{}, data.Period{}
	}
	above := f.above()
	known := append(slices.Clone(above), f.beside()...)
	usual, now := f.firstWith(above, periods, enough)
	chosen, at := usual, now
	if len(f.c.Params.Places) > 1 {
		p, _ := f.names.Place(f.c.Params.Places[1])
		chosen, at = f.firstWith([]data.Place{p}, periods, enough)
	}
	f.offerReferences(known, usual, !now.IsZero(), chosen, periods[0])
	if f.err != nil {
		return reference{}, data.Period{}
	}
	return chosen, at
}

// firstWith is the first place that has enough, at the first period of which it
// does.
func (f *frame) firstWith(places []data.Place, periods []data.Period, enough func(reference, data.Period) bool) (first reference, _ data.Period) {
	groups := append(slices.Clone(f.clusters), f.c.Population)
	places = places[:min(len(places), mostOffered)]
	for i, p := range places {
		r := reference{p, f.holds(p, f.place), f.ask(data.Query{Indicator: f.c.Indicator, Places: []string{p.Code}, Groups: groups, Measures: []data.Measure{data.Level}})}
		if i == 0 {
			first = r
		}
		if len(r.figures) == 0 {
			continue
		}
		for _, t := range periods {
			if enough(r, t) {
				return r, t
			}
		}
	}
	return first, data.Period{}
}

// offerReferences offers the place that stands where none is chosen, first, and
// the others that have the total of a period.
func (f *frame) offerReferences(known []data.Place, usual reference, stands bool, chosen reference, at data.Period) {
	if len(known) > mostOffered {
		known = f.above()
	}
	if len(known) == 0 {
		return
	}
	totals := f.ask(data.Query{Indicator: f.c.Indicator, Places: codes(known), Groups: []data.Group{f.c.Population}, Measures: []data.Measure{data.Level}, From: at, To: at})
	var options []Option
	if stands {
		options = append(options, Option{Label: placeName(f.l, usual.place), Chosen: usual.place.Code == chosen.place.Code})
	}
	for _, p := range known {
		if _, ok := totals.level(p.Code, f.c.Population, at); ok && (!stands || p.Code != usual.place.Code) {
			options = append(options, f.placeOption(p))
		}
	}
	if len(f.c.Params.Places) > 1 && !slices.ContainsFunc(options, func(o Option) bool { return o.Chosen }) {
		options = append(options, f.placeOption(chosen.place))
	}
	f.placeFilter("reference", false, options)
}

// above are the places that hold this one, the nearest first.
func (f *frame) above() (all []data.Place) {
	const levels = 8 // more than there are; names that go in circles end
	p := f.place
	for len(all) < levels && p.Parent != "" {
		var ok bool
		if p, ok = f.names.Place(p.Parent); !ok {
			break
		}
		all = append(all, p)
	}
	return all
}

func (r reference) at(g data.Group, p data.Period) (data.Point, bool) {
	return r.figures.level(r.place.Code, g, p)
}
