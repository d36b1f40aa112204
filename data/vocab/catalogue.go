package vocab

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"countyboard/data"
)

// The catalogue is tab-separated text with a header line each, so that a
// statistician can read and correct it; aliases are separated by semicolons.
//
//go:embed catalogue
var catalogue embed.FS

// Embedded is the catalogue that comes with the binary.
var Embedded = sync.OnceValue(func() *Vocabulary {
	v, err := load()
	if err != nil {
		panic(err) // a mistake of the build; a test reads the catalogue
	}
	return v
})

func load() (*Vocabulary, error) {
	v := empty()
	steps := []struct {
		file    string
		columns int
		add     func(f []string) error
	}{
		{"units.tsv", 4, v.addUnitRow},
		{"indicators.tsv", 7, v.addIndicatorRow},
		{"facets.tsv", 4, v.addFacetRow},
		{"places.tsv", 6, v.addPlaceRow},
	}
	for _, s := range steps {
		if err := rows(s.file, s.columns, s.add); err != nil {
			return nil, err
		}
	}
	text, err := catalogue.ReadFile("catalogue/noise.txt")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		w := strings.TrimSpace(line)
		switch alone, only := strings.CutPrefix(w, "="); {
		case w == "" || strings.HasPrefix(w, "#"):
		case only:
			v.learn(alone, entry{kind: aloneEntry})
		default:
			v.learn(w, entry{kind: noiseEntry})
		}
	}
	v.learnMeasures()
	v.learnWholes()
	return v, nil
}

func rows(file string, columns int, add func(f []string) error) error {
	text, err := catalogue.ReadFile("catalogue/" + file)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return fmt.Errorf("%s, line %d: %d columns instead of %d", file, n+2, len(f), columns)
		}
		if err := add(f); err != nil {
			return fmt.Errorf("%s, line %d: %w", file, n+2, err)
		}
	}
	return nil
}

func aliases(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ";")
}

func (v *Vocabulary) addUnitRow(f []string) error {
	power, err := strconv.Atoi(f[2])
	if err != nil {
		return err
	}
	u := data.Unit{Label: f[0], Base: f[1], Power: power}
	for _, name := range append(aliases(f[3]), u.Label) {
		v.units[norm(name)] = u
	}
	v.unitLabels = append(v.unitLabels, u.Label)
	return nil
}

func (v *Vocabulary) addIndicatorRow(f []string) error {
	u, ok := v.Unit(f[3])
	if !ok {
		return fmt.Errorf("unit %q is not in units.tsv", f[3])
	}
	v.addIndicator(data.Indicator{
		Code: f[0], Label: f[1], LabelEn: f[2], Unit: u, Kind: data.Kind(f[4]), Real: f[5] == "real", Signed: f[5] == "signed", Aliases: aliases(f[6]),
	})
	return nil
}

func (v *Vocabulary) addIndicator(i data.Indicator) {
	if _, known := v.indicators[i.Code]; !known {
		v.indicatorCodes = append(v.indicatorCodes, i.Code)
	}
	v.indicators[i.Code] = i
	for _, name := range append([]string{i.Label}, i.Aliases...) {
		v.learn(name, entry{kind: indicatorEntry, code: i.Code})
	}
}

func (v *Vocabulary) addFacetRow(f []string) error {
	v.addFacet(facet{code: f[0], label: f[1], labelEn: f[2], order: len(v.facets)}, aliases(f[3]))
	return nil
}

func (v *Vocabulary) addFacet(f facet, names []string) {
	v.facets[f.code] = f
	_, value, _ := strings.Cut(f.code, "/")
	if value == data.Other {
		return // 其他 belongs to the dimension of its neighbours: the importer decides
	}
	for _, name := range append([]string{f.label}, names...) {
		v.learn(name, entry{kind: facetEntry, code: f.code})
	}
}

func (v *Vocabulary) addPlaceRow(f []string) error {
	v.addPlace(data.Place{Code: f[0], Name: f[1], Short: f[2], NameEn: f[3], Parent: f[4], Aliases: aliases(f[5])})
	return nil
}

func (v *Vocabulary) addPlace(p data.Place) {
	if _, known := v.places[p.Code]; !known {
		v.placeCodes = append(v.placeCodes, p.Code)
	}
	v.places[p.Code] = p
	for _, name := range append([]string{p.Name, p.Short, p.NameEn}, p.Aliases...) {
		if name != "" {
			v.learn(name, entry{kind: placeEntry, code: p.Code})
		}
	}
}
