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
		if w := strings.TrimSpace(line); w != "" && !strings.HasPrefix(w, "#") {
			v.learn(w, entry{kind: noiseEntry})
		}
	}
	v.learnMeasures()
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
		Code: f[0], Label: f[1], LabelEn: f[2], Unit: u, Kind: data.Kind(f[4]), Real: f[5] == "real", Aliases: aliases(f[6]),
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
	if value == otherValue {
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

// learnMeasures teaches the words for rates and for cumulated figures.
func (v *Vocabulary) learnMeasures() {
	for m, names := range map[data.Measure]string{
		data.YoY: "同比增长速度;同比增长率;同比增速;同比增长;同比增减;同比±;同比;比上年同期增长;比上年同期增减;比上年同期;比上年增长;比上年增减;比去年同期增长;较上年同期;" +
			"增长速度;增长率;增速;增长;增减;增幅;year-on-year growth;year on year;growth rate;yoy",
		data.MoM:         "环比增长速度;环比增长;环比增速;环比;比上月增长;比上月;month on month;mom",
		data.Share:       "所占比重;占比;比重;占全部比重;构成;share",
		data.IndexNumber: "定基指数;指数;index",
	} {
		for _, name := range strings.Split(names, ";") {
			v.learn(name, entry{kind: measureEntry, code: string(m)})
		}
	}
	for _, name := range []string{"累计", "累计值", "1-本月累计", "1-本月", "本年累计", "累计数", "本月止累计", "自年初累计", "年初累计", "year to date", "cumulative"} {
		v.learn(name, entry{kind: accEntry, acc: Cumulated})
	}
	for _, name := range []string{"当期", "当期值", "当月值", "本期", "当月", "本月", "当季", "本季", "当月数", "本月数", "本月实际"} {
		v.learn(name, entry{kind: accEntry, acc: Current})
	}
	for _, name := range []string{"上年同期", "去年同期", "上年同月", "去年同月", "上年同季", "上年", "去年", "上年累计", "same period of last year", "same period last year", "previous year", "last year"} {
		v.learn(name, entry{kind: agoEntry, ago: 1})
	}
	for _, name := range []string{"合计", "总计", "总数", "共计", "total", "sum"} {
		v.learn(name, entry{kind: totalEntry})
	}
}
