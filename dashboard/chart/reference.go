package chart

import "countyboard/data"

// reference is the place that this one is measured against.
type reference struct {
	place   data.Place
	above   bool // it holds this place
	figures figures
}

// references are the places to measure against, best first: the one that the
// address names second, else those above this one, the nearest first.
func (f *frame) references() (all []data.Place, above bool) {
	if len(f.c.Params.Places) > 1 {
		p, _ := f.names.Place(f.c.Params.Places[1])
		return []data.Place{p}, false
	}
	const levels = 8 // more than there are; names that go in circles end
	p, ok := f.names.Place(f.c.Place)
	for len(all) < levels && ok && p.Parent != "" {
		if p, ok = f.names.Place(p.Parent); ok {
			all = append(all, p)
		}
	}
	return all, true
}

// against finds the reference, and the newest period in which both places have
// the total and a cluster in common.
func (f *frame) against(freq data.Freq) (reference, data.Period) {
	candidates, above := f.references()
	if len(candidates) == 0 {
		return reference{}, data.Period{}
	}
	codes := make([]string, len(candidates))
	for i, p := range candidates {
		codes[i] = p.Code
	}
	found := f.ask(data.Query{Indicator: f.c.Indicator, Places: codes, Measures: []data.Measure{data.Level}})
	have := f.find(f.c.Population, data.Level, freq)
	for _, p := range candidates {
		r := reference{p, above, found}
		for i := len(have) - 1; i >= 0; i-- {
			now := have[i].Period
			if have[i].Value.Status.HasNumber() && f.inCommon(r, now) {
				return r, now
			}
		}
	}
	return reference{candidates[0], above, found}, data.Period{}
}

// inCommon reports whether the reference has the total of a period, and both
// places one cluster.
func (f *frame) inCommon(r reference, now data.Period) bool {
	if _, ok := r.at(f.c.Population, now); !ok {
		return false
	}
	for _, g := range f.clusters {
		_, here := f.at(g, data.Level, now)
		if _, there := r.at(g, now); here && there {
			return true
		}
	}
	return false
}

func (r reference) at(g data.Group, p data.Period) (data.Point, bool) {
	return r.figures.level(r.place.Code, g, p)
}
