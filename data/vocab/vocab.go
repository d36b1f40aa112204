// Package vocab turns the words of people into codes: names of indicators,
// places, groups and measures, units, numbers and times, as Chinese and English
// statistics write them. The importer reads workbooks with it, data/story reads
// sentences with it.
//
// A label is taken apart by the longest known word at each place. What is not
// known stays visible as Rest: 东方产业营业收入 is revenue of something unknown, and
// must never pass for revenue.
package vocab

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"countyboard/data"
)

// Vocabulary is the embedded catalogue and what was added to it. It is
// immutable and safe for concurrent use; it implements data.Names.
type Vocabulary struct {
	indicators     map[string]data.Indicator
	indicatorCodes []string
	places         map[string]data.Place
	placeCodes     []string
	facets         map[string]facet
	units          map[string]data.Unit
	unitLabels     []string
	words          map[rune][]word // by first letter, longest first
	own            map[rune]bool   // lists of words that no other vocabulary shares
}

type facet struct {
	code, label, labelEn string
	order                int
}

type entryKind uint8

const (
	noiseEntry entryKind = iota // says nothing
	aloneEntry                  // says nothing in a title, or with no other word
	indicatorEntry
	facetEntry
	placeEntry
	measureEntry
	accEntry
	agoEntry
	totalEntry
	wholeEntry // 全市: of which place is for who knows where the label stands
)

type entry struct {
	kind entryKind
	code string
	acc  Accumulation
	ago  int
	step Step
}

// word is a normalised name and what it means.
type word struct {
	text string
	entry
}

func empty() *Vocabulary {
	return &Vocabulary{
		indicators: make(map[string]data.Indicator), places: make(map[string]data.Place),
		facets: make(map[string]facet), units: make(map[string]data.Unit), words: make(map[rune][]word), own: make(map[rune]bool),
	}
}

// learn adds a name; a name learned again means the new thing.
func (v *Vocabulary) learn(name string, e entry) {
	text := norm(name)
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return
	}
	list := v.words[first]
	if !v.own[first] {
		list, v.own[first] = slices.Clone(list), true
	}
	longest := func(w word, size int) int { return cmp.Compare(size, len(w.text)) }
	from, _ := slices.BinarySearchFunc(list, len(text), longest)
	to, _ := slices.BinarySearchFunc(list, len(text)-1, longest)
	if i := slices.IndexFunc(list[from:to], func(w word) bool { return w.text == text }); i >= 0 {
		list = slices.Delete(list, from+i, from+i+1)
		to--
	}
	v.words[first] = slices.Insert(list, to, word{text, e})
}

// With returns a vocabulary that also knows words; later words win.
// Returns Invalid if a word has no code or label, or contradicts the form of codes.
func (v *Vocabulary) With(words ...data.Word) (*Vocabulary, error) {
	if len(words) == 0 {
		return v, nil
	}
	n := *v
	n.indicators, n.places, n.facets, n.words = maps.Clone(v.indicators), maps.Clone(v.places), maps.Clone(v.facets), maps.Clone(v.words)
	n.own = make(map[rune]bool)
	n.indicatorCodes, n.placeCodes = slices.Clone(v.indicatorCodes), slices.Clone(v.placeCodes)
	for _, w := range words {
		if w.Code == "" || w.Label == "" {
			return nil, data.Fail(data.Invalid, "word-empty", "code", w.Code)
		}
		names := append([]string{w.Label}, w.Aliases...)
		switch w.Kind {
		case data.IndicatorWord:
			n.addIndicator(data.Indicator{Code: w.Code, Label: w.Label, LabelEn: cmp.Or(w.LabelEn, w.Label), Unit: w.Unit, Kind: w.Of, Aliases: w.Aliases})
		case data.PlaceWord:
			n.addPlace(data.Place{Code: w.Code, Name: w.Label, NameEn: cmp.Or(w.LabelEn, w.Label), Parent: w.Parent, Aliases: w.Aliases})
		case data.FacetWord:
			if _, err := data.ParseGroup(w.Code); err != nil || strings.Contains(w.Code, ",") {
				return nil, data.Fail(data.Invalid, "group-text", "got", w.Code)
			}
			order := w.Order
			if old, known := n.facets[w.Code]; known && order == 0 {
				order = old.order
			} else if order == 0 {
				order = len(n.facets) + 1000
			}
			n.addFacet(facet{w.Code, w.Label, cmp.Or(w.LabelEn, w.Label), order}, names)
		default:
			return nil, data.Fail(data.Invalid, "word-kind", "got", string(w.Kind))
		}
	}
	return &n, nil
}

// Indicator implements data.Names.
func (v *Vocabulary) Indicator(code string) (data.Indicator, bool) {
	i, ok := v.indicators[code]
	return i, ok
}

// Indicators lists the catalogue in its order.
func (v *Vocabulary) Indicators() []data.Indicator {
	all := make([]data.Indicator, len(v.indicatorCodes))
	for i, c := range v.indicatorCodes {
		all[i] = v.indicators[c]
	}
	return all
}

// Place implements data.Names.
func (v *Vocabulary) Place(code string) (data.Place, bool) {
	if p, ok := v.places[code]; ok {
		return p, true
	}
	return division(code)
}

// FindPlace reads the name (long, short, with blanks inside) or the code of a
// place; what stands behind a code is left out. A name that several divisions
// bear finds none.
func (v *Vocabulary) FindPlace(text string) (data.Place, bool) {
	text = strings.TrimSpace(text)
	code, _, _ := strings.Cut(text, " ")
	if p, ok := v.Place(code); ok {
		return p, true
	}
	if p, ok := v.known(text); ok {
		return p, true
	}
	if c, ok := one(allDivisions().byName[bare(text)], ""); ok {
		return division(c)
	}
	return data.Place{}, false
}

// known is a place among the words by its name.
func (v *Vocabulary) known(text string) (data.Place, bool) {
	w, ok := v.exact(norm(text))
	if !ok || w.kind != placeEntry {
		return data.Place{}, false
	}
	return v.places[w.code], true
}

func (v *Vocabulary) exact(text string) (word, bool) {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range v.words[first] {
		if w.text == text {
			return w, true
		}
	}
	return word{}, false
}

// FacetLabel implements data.Names.
func (v *Vocabulary) FacetLabel(code, lang string) string {
	f, ok := v.facets[code]
	switch {
	case ok && lang == "en":
		return f.labelEn
	case ok:
		return f.label
	}
	_, value, _ := strings.Cut(code, "/")
	return value
}

// FacetOrder implements data.Names.
func (v *Vocabulary) FacetOrder(code string) int {
	if f, ok := v.facets[code]; ok {
		return f.order
	}
	return 1 << 20
}

// FacetLabels lists the labels of a dimension in its fixed order, 其他 last.
func (v *Vocabulary) FacetLabels(dim string) []string {
	var all []facet
	for code, f := range v.facets {
		if strings.HasPrefix(code, dim+"/") {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b facet) int {
		return cmp.Or(cmp.Compare(rest(a.code), rest(b.code)), cmp.Compare(a.order, b.order), cmp.Compare(a.code, b.code))
	})
	labels := make([]string, len(all))
	for i, f := range all {
		labels[i] = f.label
	}
	return labels
}

// FacetNamed is the code of a dimension's facet by its whole name, in Chinese or in
// English: names such as Textiles mean one only where it is said what they are of.
func (v *Vocabulary) FacetNamed(dim, name string) (code string, ok bool) {
	text := norm(name)
	for c, f := range v.facets {
		if strings.HasPrefix(c, dim+"/") && (norm(f.labelEn) == text || norm(f.label) == text) {
			return c, true
		}
	}
	return "", false
}

// rest is 1 for what gathers the rest.
func rest(code string) int {
	if strings.HasSuffix(code, "/"+data.Other) {
		return 1
	}
	return 0
}

// Known reports whether a facet is in the vocabulary.
func (v *Vocabulary) Known(facet string) bool { _, ok := v.facets[facet]; return ok }

// Unit reads a unit alone: 亿元, 万元, 户, %, 元/人, "100 million yuan".
func (v *Vocabulary) Unit(text string) (data.Unit, bool) { return v.unitOf(norm(text)) }

// UnitOf is the unit of a base at a power of ten: yuan at 4 is 万元.
func (v *Vocabulary) UnitOf(base string, power int) (data.Unit, bool) {
	for _, l := range v.unitLabels {
		if u := v.units[norm(l)]; u.Base == base && u.Power == power {
			return u, true
		}
	}
	return data.Unit{}, false
}
