package chart

import (
	"context"

	"countyboard/data"
)

// Glance is the one figure of a place that a list of places shows; ok is false
// where it has none. It looks at one indicator only.
func Glance(ctx context.Context, s Sources, p Params) (h Headline, ok bool, err error) {
	held, err := figuresHeld(ctx, s, p)
	if err != nil || len(held) == 0 {
		return h, false, err
	}
	d := Definition{Slug: "output", Indicator: held[0].Indicator, Measures: []data.Measure{data.Level}}
	f, err := newFrame(ctx, d, s, Params{Places: p.Places, Lang: p.Lang, AsOf: p.AsOf})
	if err != nil || f.c.Empty != nil {
		return h, false, err
	}
	look := newestLevel
	if held[0].Measure != data.Level {
		look = newestRate
	}
	if h, ok = look(f); ok {
		f.finish()
		h.Illustrative, h.Population = f.c.Illustrative, f.population()
	}
	return h, ok, nil
}
