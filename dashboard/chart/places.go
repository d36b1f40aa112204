package chart

import (
	"context"
	"maps"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
)

// store is what a chart asks beyond the figures of its place and indicator, at
// the revision of those.
type store struct {
	series func(data.Query) (data.Answer, error)
	places func() ([]string, error)
}

func storeAt(ctx context.Context, r data.Reader, asof data.AsOf, revision int) store {
	if asof == (data.AsOf{}) {
		asof.Revision = revision
	}
	return store{
		series: func(q data.Query) (data.Answer, error) {
			q.AsOf = asof
			return r.Series(ctx, q)
		},
		places: func() ([]string, error) { return r.Places(ctx, asof) },
	}
}

// figures are series beside the chart's own.
type figures []data.Series

// ask reads more figures; their batches stand beside those of the place's own.
func (f *frame) ask(q data.Query) figures {
	a, err := f.more.series(q)
	if err != nil {
		f.err = err
		return nil
	}
	batches := maps.Clone(f.answer.Batches) // the answer is shared
	if batches == nil {
		batches = make(map[string]data.BatchInfo)
	}
	maps.Copy(batches, a.Batches)
	f.answer.Batches = batches
	return a.Series
}

// level is a place's figure in a period, if it has a number.
func (s figures) level(place string, g data.Group, p data.Period) (data.Point, bool) {
	for _, x := range s {
		if x.Place != place || x.Group != g || x.Measure != data.Level || x.Freq != p.Freq() {
			continue
		}
		if q, ok := x.At(p); ok {
			return q, q.Value.Status.HasNumber()
		}
	}
	return data.Point{}, false
}

// one is the single group that is shown: the population, or the cluster that was
// asked for. Of several clusters no picture of one group can be made.
func (f *frame) one() (data.Group, bool) {
	switch {
	case !f.restricted():
		return f.c.Population, true
	case len(f.clusters) == 1:
		return f.clusters[0], true
	}
	f.empty("one-group", "indicator", f.label(), "place", f.c.PlaceName)
	return "", false
}

// who names what one group's figures are of.
func (f *frame) who(g data.Group) string {
	group := f.population()
	if g != f.c.Population {
		group = f.series(g).Name
	}
	if group == "" {
		return f.c.PlaceName
	}
	return text(f.l, "of-place", "place", f.c.PlaceName, "group", group)
}

// beside are the places with figures that have the same parent; a macro-region
// is the sum of some of them and stands beside macro-regions only.
func (f *frame) beside() (all []data.Place) {
	codes, err := f.more.places()
	if err != nil {
		f.err = err
	}
	for _, code := range codes {
		if p, ok := f.names.Place(code); ok && p.Parent == f.place.Parent && p.Code != f.place.Code && p.Region() == f.place.Region() {
			all = append(all, p)
		}
	}
	return all
}

// parent is the place above, if the vocabulary knows it.
func (f *frame) parent() (data.Place, bool) {
	if f.place.Parent == "" {
		return data.Place{}, false
	}
	return f.names.Place(f.place.Parent)
}

// holds reports whether q lies within p.
func (f *frame) holds(p, q data.Place) bool {
	for range 8 { // deeper than any division
		if q.Parent == "" {
			return false
		}
		if q.Parent == p.Code {
			return true
		}
		q, _ = f.names.Place(q.Parent)
	}
	return false
}

// placeFilter offers places beside the first one; several at once, or one that
// stands where none is chosen.
func (f *frame) placeFilter(label string, many bool, options []Option) {
	f.offer.own = append(f.offer.own, Filter{Name: "place", Label: lang.Text(f.l, "filters."+label), Many: many, Options: options})
}

func (f *frame) placeOption(p data.Place) Option {
	return Option{Value: p.Code, Label: placeName(f.l, p), Chosen: slices.Contains(f.c.Params.Places[1:], p.Code)}
}
