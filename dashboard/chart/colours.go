package chart

import (
	"cmp"
	"slices"

	"countyboard/data"
)

// Colours is how many clusters of a place have one of their own.
const Colours = 7

// colour is which colour a cluster has: its place in the fixed order among the
// seven largest of the population by their newest level; of the others, a number
// beyond all colours.
func (f *frame) colour(g data.Group) int {
	all := slices.DeleteFunc(slices.Clone(f.ranks()), isOther)
	at := slices.Index(all, g)
	if len(all) <= Colours || at < 0 {
		return at
	}
	if f.coloured == nil {
		levels := make(map[data.Group]float64, len(all))
		for _, x := range all {
			levels[x] = f.newestLevel(x)
		}
		largest := slices.SortedStableFunc(slices.Values(all), func(a, b data.Group) int { return -cmp.Compare(levels[a], levels[b]) })[:Colours]
		f.coloured = slices.DeleteFunc(slices.Clone(all), func(x data.Group) bool { return !slices.Contains(largest, x) })
	}
	if own := slices.Index(f.coloured, g); own >= 0 {
		return own
	}
	return Colours + at
}
