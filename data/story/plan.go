package story

import (
	"cmp"
	"context"
	"slices"

	"countyboard/data"
)

// wish is what the claims about one indicator and place will look at.
type wish struct {
	groups, whole []data.Group
	ends          []data.Period
	ranked        []data.Period // of all groups
	abroad        []data.Group  // among the neighbours
	abroadEnds    []data.Period
}

func addNew[T comparable](list *[]T, more ...T) {
	for _, x := range more {
		if !slices.Contains(*list, x) {
			*list = append(*list, x)
		}
	}
}

// plan fetches what claims will look at, a few questions for each indicator and
// place instead of some for each claim.
func (b *bench) plan(ctx context.Context, claims []data.Claim) {
	wishes := make(map[asked]*wish)
	var order []asked
	for _, c := range claims {
		if c.Kind == data.ClaimNone {
			continue
		}
		k := asked{indicator: c.Key.Indicator, place: c.Key.Place}
		w := wishes[k]
		if w == nil {
			w = new(wish)
			wishes[k] = w
			order = append(order, k)
		}
		w.add(c, b)
	}
	for _, asof := range []data.AsOf{b.then, b.now} {
		for _, k := range order {
			b.grant(ctx, k, wishes[k], asof)
		}
	}
}

func (w *wish) add(c data.Claim, b *bench) {
	g := c.Key.Group
	ends := b.ends(c)
	switch {
	case c.Kind == data.ClaimDirection:
		addNew(&w.whole, g)
		return
	case c.Kind == data.ClaimRank && c.Among == "places":
		addNew(&w.abroad, g)
		addNew(&w.abroadEnds, ends...)
	case c.Kind == data.ClaimRank && !c.Latest:
		addNew(&w.ranked, ends...)
		return
	case c.Kind == data.ClaimShare || c.Key.Measure == data.Share:
		addNew(&w.groups, totalOf(g))
	}
	addNew(&w.groups, g)
	addNew(&w.ends, ends...)
}

func (b *bench) grant(ctx context.Context, k asked, w *wish, asof data.AsOf) {
	here := []string{k.place}
	if len(w.whole) > 0 {
		b.fetch(ctx, asof, k.indicator, here, w.whole, nil)
	}
	if len(w.ranked) > 0 {
		b.fetch(ctx, asof, k.indicator, here, nil, w.ranked)
	}
	if groups := slices.DeleteFunc(w.groups, func(g data.Group) bool { return slices.Contains(w.whole, g) }); len(groups) > 0 && len(w.ends) > 0 {
		b.fetch(ctx, asof, k.indicator, here, groups, w.ends)
	}
	if len(w.abroad) == 0 {
		return
	}
	others := b.rivals(ctx, k.place, asof)
	if len(others) > 0 {
		b.fetch(ctx, asof, k.indicator, others, w.abroad, w.abroadEnds)
	}
	for _, place := range others {
		b.shelf(k.indicator, place, asof).beside = others
	}
}

// rivals are the other places with the same parent that have any figures; a sitting
// looks among all places once.
func (b *bench) rivals(ctx context.Context, place string, asof data.AsOf) []string {
	k := asked{place: place, asof: asof}
	found, ok := b.beside[k]
	if ok {
		return found
	}
	home, ok := b.Names.Place(place)
	if !ok || home.Parent == "" {
		return nil
	}
	codes, err := b.Reader.Places(ctx, asof)
	b.err = cmp.Or(b.err, err)
	found = slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
		n, ok := b.Names.Place(code)
		return !ok || code == place || n.Parent != home.Parent || n.Region()
	})
	b.beside[k] = found
	return found
}

// ends are the months that a claim's periods end with, and those that they are
// compared with.
func (b *bench) ends(c data.Claim) (all []data.Period) {
	if c.Latest {
		all = recently(b.date)
	}
	for _, p := range []data.Period{c.Key.Period, c.From, c.Base} {
		if p.IsZero() {
			continue
		}
		addNew(&all, endMonth(p), endMonth(p.AddYears(-1)))
		if y, m := p.Start(); m > 1 { // single months are differences of cumulated ones
			addNew(&all, data.Month(y, m-1))
		}
		if before := p.Previous(); c.Key.Measure == data.MoM && !before.IsZero() {
			addNew(&all, endMonth(before))
		}
	}
	if c.Kind == data.ClaimGoal { // the same months of the base year
		for _, p := range slices.Clone(all) {
			addNew(&all, p.AddYears(c.Base.Year()-p.Year()))
		}
	}
	return all
}

func endMonth(p data.Period) data.Period { return data.Month(p.End()) }
