package chart

import (
	"cmp"
	"context"
	"slices"

	"countyboard/data"
)

// Glance is the one figure of a place that a list of places shows; ok is false
// where it has none. It looks at one indicator only.
func Glance(ctx context.Context, s Sources, p Params) (h Headline, ok bool, err error) {
	held, err := s.Reader.Holdings(ctx, p.Places[0], p.AsOf)
	held = slices.DeleteFunc(held, func(x data.Holding) bool {
		_, known := s.Names.Indicator(x.Indicator)
		return x.Measure != data.Level || !known
	})
	if err != nil || len(held) == 0 {
		return h, false, err
	}
	first := append([]string{"enterprises", "output"}, others...)
	rank := func(x data.Holding) int {
		if i := slices.Index(first, x.Indicator); i >= 0 {
			return i
		}
		return len(first)
	}
	best := slices.MinFunc(held, func(a, b data.Holding) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), -a.Last.Compare(b.Last), cmp.Compare(a.Indicator, b.Indicator))
	})
	d := Definition{Slug: "output", Indicator: best.Indicator, Measures: []data.Measure{data.Level}}
	f, err := newFrame(ctx, d, s, Params{Places: p.Places, Lang: p.Lang, AsOf: p.AsOf})
	if err != nil || f.c.Empty != nil {
		return h, false, err
	}
	if h, ok = newestLevel(f); ok {
		f.finish()
		h.Illustrative, h.Population = f.c.Illustrative, f.population()
	}
	return h, ok, nil
}
