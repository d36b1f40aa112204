package chart

import (
	"slices"
	"strings"

	"countyboard/data"
)

// knows refuses groups that neither the vocabulary nor a figure has heard of.
// Returns NotFound, listing those of the figures at hand; a group that is known
// and has no figures is no error.
func (f *frame) knows(asked []data.Group) error {
	var have []string
	for _, s := range f.answer.Series {
		for _, facet := range s.Group.Facets() {
			if !slices.Contains(have, facet) {
				have = append(have, facet)
			}
		}
	}
	for _, g := range asked {
		for _, facet := range g.Facets() {
			if f.names.Known(facet) || slices.Contains(have, facet) {
				continue
			}
			if len(have) == 0 {
				return data.Fail(data.NotFound, "group-none", "got", facet, "place", f.c.PlaceName, "indicator", f.label())
			}
			slices.Sort(have)
			const most = 20
			return data.Fail(data.NotFound, "group", "got", facet, "known", strings.Join(have[:min(len(have), most)], ", "))
		}
	}
	return nil
}
