package vocab

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"countyboard/data"
)

// misses gathers what looks like a word, to answer with the nearest.
type misses[T any] struct {
	text string
	all  []miss[T]
}

type miss[T any] struct {
	what     T
	label    string // decides between equals, and is given once
	distance int
}

func near[T any](unknown string) misses[T] { return misses[T]{text: norm(unknown)} }

// consider takes a thing where a name of it is at most half another word.
func (m *misses[T]) consider(name, label string, what T) {
	d := distance(m.text, norm(name))
	if longest := max(utf8.RuneCountInString(m.text), utf8.RuneCountInString(name)); d*2 <= longest {
		m.all = append(m.all, miss[T]{what, label, d})
	}
}

// best are up to n of them, nearest first.
func (m *misses[T]) best(n int) (best []T) {
	slices.SortFunc(m.all, func(a, b miss[T]) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.label, b.label))
	})
	seen := make(map[string]bool)
	for _, c := range m.all {
		if len(best) < n && !seen[c.label] {
			seen[c.label], best = true, append(best, c.what)
		}
	}
	return best
}

// Near gives up to n of words that look like another, best first (perod → period).
func Near(unknown string, words []string, n int) []string {
	m := near[string](unknown)
	for _, w := range words {
		m.consider(w, w, w)
	}
	return m.best(n)
}

// NearIndicators gives up to n indicators whose code or name looks like text,
// best first: outptu and 产值 mean output.
func (v *Vocabulary) NearIndicators(text string, n int) []data.Indicator {
	m := near[data.Indicator](text)
	for _, c := range v.indicatorCodes {
		i := v.indicators[c]
		for _, name := range append([]string{i.Code, i.Label, i.LabelEn}, i.Aliases...) {
			m.consider(name, i.Code, i)
		}
	}
	return m.best(n)
}

// NearFacets gives the codes of up to n facets whose value or name looks like that of
// another, best first, those of its dimension before others: cluster/铝才 means
// cluster/铝材. Others than the vocabulary's own may be meant.
func (v *Vocabulary) NearFacets(facet string, others []string, n int) []string {
	dim, value, ok := strings.Cut(facet, "/")
	if !ok {
		value = facet
	}
	own, all := near[string](value), near[string](value)
	consider := func(code string, names ...string) {
		for _, name := range names {
			all.consider(name, code, code)
			if strings.HasPrefix(code, dim+"/") {
				own.consider(name, code, code)
			}
		}
	}
	for _, f := range v.facets {
		consider(f.code, f.label, f.labelEn)
	}
	for _, code := range others {
		_, name, _ := strings.Cut(code, "/")
		consider(code, name)
	}
	if best := own.best(n); len(best) > 0 {
		return best
	}
	return all.best(n)
}

// NearPlaces gives up to n places of the country whose code or name looks like
// text, best first. A code differs in one or two digits, or has two in the wrong
// order; those that it begins like stand before others.
func (v *Vocabulary) NearPlaces(text string, n int) []data.Place {
	if p, ok := v.FindPlace(text); ok {
		return []data.Place{p}
	}
	m := near[data.Place](text)
	consider := func(p data.Place) {
		if strings.Trim(text, "0123456789") != "" {
			m.consider(p.Name, p.Code, p)
			m.consider(p.Short, p.Code, p)
			return
		}
		common := 0
		for common < min(len(text), len(p.Code)) && text[common] == p.Code[common] {
			common++
		}
		d := distance(text, p.Code)
		if rest := text[common:]; len(rest) > 1 && text[:common]+rest[1:2]+rest[:1]+rest[2:] == p.Code {
			d = 1
		}
		if d < 3 {
			m.all = append(m.all, miss[data.Place]{p, p.Code, 10*d - common})
		}
	}
	for _, c := range v.placeCodes {
		consider(v.places[c])
	}
	for c := range allDivisions().names {
		if _, own := v.places[c]; !own {
			p, _ := division(c)
			consider(p)
		}
	}
	return m.best(n)
}

// Suggest gives up to n known words that look like word, best first (力元 → 万元).
// kind is "unit", "indicator", "place" or "facet".
func (v *Vocabulary) Suggest(kind, unknown string, n int) []string {
	m := near[string](unknown)
	switch kind {
	case "unit":
		for _, l := range v.unitLabels {
			m.consider(l, l, l)
		}
	case "indicator":
		for _, c := range v.indicatorCodes {
			i := v.indicators[c]
			for _, name := range append([]string{i.Label}, i.Aliases...) {
				m.consider(name, i.Label, i.Label)
			}
		}
	case "place":
		for _, c := range v.placeCodes {
			p := v.places[c]
			m.consider(p.Name, p.Name, p.Name)
			m.consider(p.Short, p.Name, p.Name)
		}
	case "facet":
		for _, f := range v.facets {
			m.consider(f.label, f.label, f.label)
		}
	}
	return m.best(n)
}

// distance is the number of letters to add, drop or change (Levenshtein); only
// the first 40 letters of a count.
func distance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	ra = ra[:min(len(ra), 40)]
	row := make([]int, len(rb)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range ra {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range rb {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(rb)]
}
