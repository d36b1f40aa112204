package draft

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// name is what is measured, within a sentence: 工业总产值, gross industrial output.
func (d *desk) name(s *subject) string {
	if key := "draft.name-" + s.indicator.Code; lang.Has(d.Lang, key) {
		return lang.Text(d.Lang, key)
	}
	return decapital(oneLine(cmp.Or(lang.Pick(d.Lang, s.indicator.Label, s.indicator.LabelEn), s.indicator.Code)))
}

// named are the dimensions whose values are names of their own and keep their
// capital within an English sentence.
var named = []string{data.DimPark}

// oneLine keeps a foreign label within its sentence.
func oneLine(label string) string { return strings.Join(strings.Fields(label), " ") }

func (d *desk) facetName(facet string) string {
	label := oneLine(d.Names.FacetLabel(facet, string(d.Lang)))
	if dim, _, _ := strings.Cut(facet, "/"); slices.Contains(named, dim) {
		return label
	}
	return decapital(label)
}

func (d *desk) partName(s *subject, g data.Group) string { return d.facetName(s.facet(g)) }

func (d *desk) placeName(p data.Place) string {
	return oneLine(cmp.Or(lang.Pick(d.Lang, p.Name, p.NameEn), p.Code))
}

// when is the time with which a sentence begins: a stock is told at its end.
func (d *desk) when(s *subject) string {
	if s.indicator.Kind == data.Stock {
		return d.t("at-end", "end", lang.EndOf(d.Lang, s.period))
	}
	return d.t("in", "period", lang.Period(d.Lang, s.period))
}

// lead begins a sentence about the population (part "") or one of its parts.
func (d *desk) lead(s *subject, part data.Group) string {
	var names []string
	for _, f := range s.population.Facets() {
		names = append(names, d.facetName(f))
	}
	population, name, place := strings.Join(names, d.t("facets")), d.name(s), ""
	if s.place.Short == "" || !strings.HasPrefix(population, s.place.Short) { // 乐至经开区 needs no 乐至县
		place = d.t("in-place", "place", d.placeName(s.place))
	}
	if part == "" {
		name = lang.Behind(population, name)
		if population != "" {
			population = d.t("in-population", "population", population)
		}
		return d.t("lead", "when", d.when(s), "place", place, "population", population, "name", name)
	}
	if population != "" {
		population = d.t("within-population", "population", population)
	}
	return d.t("lead-"+s.dim, "when", d.when(s), "place", place, "population", population, "name", lang.Behind(d.facetName(s.facet(part)), name), "part", d.partName(s, part))
}

// decapital is a label within an English sentence: Aluminium becomes aluminium, GDP stays.
func decapital(label string) string {
	r, n := utf8.DecodeRuneInString(label)
	if next, _ := utf8.DecodeRuneInString(label[n:]); !unicode.IsLower(next) {
		return label
	}
	return string(unicode.ToLower(r)) + label[n:]
}

// claim begins a claim about a group of a subject at its period.
func (s *subject) claim(kind data.ClaimKind, g data.Group) data.Claim {
	return data.Claim{Kind: kind, Key: data.Key{Indicator: s.indicator.Code, Place: s.place.Code, Group: g, Period: s.period}}
}

// said puts what was found into a claim and gives its words, without a sign.
func (d *desk) said(c data.Claim, f data.Finding) (data.Claim, string) {
	_, says, half := lang.Printed(d.Lang, f.Found, f.Unit)
	words, _, _ := lang.Printed(d.Lang, math.Abs(f.Found), f.Unit)
	c.Op, c.Said, c.HasSaid, c.Tolerance = data.OpEQ, says, true, half
	return c, words
}

// written is a unit as an address may carry it: one that only a workbook knows is
// left out, and means the same, since claims without a unit speak in the figure's own.
func written(u data.Unit) data.Unit {
	if known, ok := vocab.Embedded().Unit(u.Label); !ok || known != u {
		return data.Unit{}
	}
	return u
}

// level is the clause of a level; ok is false where there is none.
func (d *desk) level(c data.Claim, key, signed string) (clause, float64, bool) {
	c.Kind = data.ClaimLevel
	f, ok := d.find(c)
	if !ok {
		return clause{}, 0, false
	}
	c.Unit = written(f.Unit)
	c, words := d.said(c, f)
	if f.Found < 0 && signed == "" {
		words = "−" + words
	} else if signed != "" {
		key = signed
		if f.Found < 0 {
			key += "-loss"
		}
	}
	return clause{words: d.t(key, "value", words), claim: c}, f.Found, true
}

// growth is the clause of the growth rate on a year before: the published rate,
// else one computed from two levels, which it says. ok is false where neither may
// be told: there is none, a base is zero or less, or the definition changed.
func (d *desk) growth(s *subject, g data.Group) (c clause, x float64, ok bool) {
	if s.indicator.Kind == data.Rate || !s.positive(g, s.period) {
		return c, 0, false
	}
	ask := s.claim(data.ClaimGrowth, g)
	ask.Unit, ask.Basis = data.PercentUnit, data.Published
	f, ok := d.find(ask)
	if !ok && !s.broken(g, s.period.AddYears(-1), s.period) {
		ask.Basis = data.Nominal
		f, ok = d.find(ask)
	}
	if !ok {
		return c, 0, false
	}
	ask, words := d.said(ask, f)
	key := "up"
	switch {
	case ask.Said < 0:
		key = "down"
	case ask.Said == 0:
		key = "flat"
	}
	key = s.yearly(key)
	basis := "basis-" + string(ask.Basis)
	if s.indicator.Real {
		basis += "-real"
	}
	return clause{words: d.t(key, "value", words) + d.t(basis), claim: ask}, ask.Said, true
}

// positive reports whether growth on a year before means something: neither level
// that is known is zero or less.
func (s *subject) positive(g data.Group, p data.Period) bool {
	for _, at := range []data.Period{p, p.AddYears(-1)} {
		if q, known := s.at(g, data.Level, at); known && q.Value.Number <= 0 {
			return false
		}
	}
	return true
}

// faster is how the growth rate moved since a year before, on the same basis as
// the rate that is told; x is that rate.
func (d *desk) faster(s *subject, g data.Group, rate data.Claim, x float64) (c clause, ok bool) {
	before := s.period.AddYears(-1)
	ask := s.claim(data.ClaimPoints, g)
	ask.Unit, ask.Basis = data.PointUnit, rate.Basis
	if !s.positive(g, before) {
		return c, false
	}
	if rate.Basis == data.Published {
		if _, ok = s.at(g, data.YoY, before); !ok {
			return c, false
		}
	} else if s.broken(g, before.AddYears(-1), s.period) {
		return c, false
	}
	f, ok := d.find(ask)
	if !ok || f.Rule.Key == "story.rule-points-computed" && rate.Basis == data.Published {
		return c, false
	}
	ask, words := d.said(ask, f)
	key := "faster"
	switch {
	case ask.Said == 0:
		return c, false
	case x < 0 && x-ask.Said < 0 && ask.Said > 0:
		key = "fall-smaller"
	case x < 0 && x-ask.Said < 0:
		key = "fall-larger"
	case ask.Said < 0:
		key = "slower"
	}
	return clause{words: d.t(s.yearly(key), "value", words), claim: ask}, true
}

// yearly is the phrase for whole years, of which nobody says 同期.
func (s *subject) yearly(key string) string {
	if s.period.Freq() == data.Annual {
		return key + "-year"
	}
	return key
}

// place is the clause of a rank; ok is false where it is shared or open, or fewer
// than three stand in line.
func (d *desk) place(c data.Claim, key string) (cl clause, rank, of int, ok bool) {
	const fewest = 3
	c.Kind, c.Rank = data.ClaimRank, 1
	f, ok := d.find(c)
	if of, _ = strconv.Atoi(f.Rule.Args["of"]); !ok || of < fewest || f.Rule.Key != "story.rule-rank" || f.Rule.Args["unknown"] != "0" {
		return cl, 0, 0, false
	}
	c.Rank, c.Op = int(f.Found), data.OpEQ
	return clause{words: d.t(key, "nth", d.nth(c.Rank), "of", strconv.Itoa(of)), claim: c}, c.Rank, of, true
}

// nth is a place in an order.
func (d *desk) nth(n int) string {
	if key := "nth-" + strconv.Itoa(n); lang.Has(d.Lang, "draft."+key) {
		return d.t(key)
	}
	return d.t("nth", "n", strconv.Itoa(n))
}

// status is what must be said of a figure that is not final.
func (d *desk) status(s *subject, g data.Group) string {
	p, ok := s.at(g, data.Level, s.period)
	if q, has := s.at(g, data.YoY, s.period); has && (!ok || p.Value.Status == data.Normal) {
		p, ok = q, true
	}
	switch {
	case ok && p.Value.Status == data.Provisional:
		return d.t("provisional")
	case ok && p.Value.Status == data.Estimated:
		return d.t("estimated")
	}
	return ""
}
