package data

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Group says of whom a figure speaks: sorted facets "dimension/value" joined by
// commas, as in "cluster/铝材,park/经开区". The empty Group is the indicator's
// whole population and nothing else.
type Group string

// Dimensions of facets that the house itself speaks of. Others are allowed.
const (
	DimCluster  = "cluster"  // a county's own grouping of enterprises or industries
	DimIndustry = "industry" // GB/T 4754 code or a named statistical population
	DimPark     = "park"
	DimSize     = "size" // size/规上
	DimTag      = "tag"  // overlapping tags (亿元企业): never added up
)

// Other is the value of a facet that gathers what belongs to no group: it is no
// rival of groups, and stands last.
const Other = "其他"

const maxFacet = 200 // characters; a longer name is no name

// NewGroup sorts and joins facets; duplicates count once. Facets must be valid
// (see ParseGroup): it is for facets that code or the vocabulary made.
func NewGroup(facets ...string) Group {
	fs := slices.DeleteFunc(slices.Clone(facets), func(f string) bool { return f == "" })
	slices.Sort(fs)
	return Group(strings.Join(slices.Compact(fs), ","))
}

// ParseGroup reads facets in any order from foreign text.
// Returns Invalid if a facet is not "dimension/value".
func ParseGroup(text string) (Group, error) {
	if text == "" {
		return "", nil
	}
	facets := strings.Split(text, ",")
	for _, f := range facets {
		dim, value, ok := strings.Cut(f, "/")
		if !ok || dim == "" || value == "" || utf8.RuneCountInString(f) > maxFacet || strings.TrimSpace(f) != f {
			return "", Fail(Invalid, "group-text", "got", clip(text))
		}
	}
	return NewGroup(facets...), nil
}

// Facets are the facets in order; none for the whole population.
func (g Group) Facets() []string {
	if g == "" {
		return nil
	}
	return strings.Split(string(g), ",")
}

// Facet is the value of the first facet of a dimension.
func (g Group) Facet(dim string) (value string, ok bool) {
	for _, f := range g.Facets() {
		if d, v, _ := strings.Cut(f, "/"); d == dim {
			return v, true
		}
	}
	return "", false
}

// With adds facets.
func (g Group) With(facets ...string) Group { return NewGroup(append(g.Facets(), facets...)...) }

// Without drops all facets of a dimension.
func (g Group) Without(dim string) Group {
	return NewGroup(slices.DeleteFunc(g.Facets(), func(f string) bool {
		d, _, _ := strings.Cut(f, "/")
		return d == dim
	})...)
}
