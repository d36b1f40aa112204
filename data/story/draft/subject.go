package draft

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"countyboard/data"
)

// subject is an indicator of a population at the newest period that the batch
// brought of it, with the parts that it brought as well.
type subject struct {
	indicator  data.Indicator
	place      data.Place
	population data.Group
	dim        string       // of the parts: cluster or industry
	parts      []data.Group // in the vocabulary's order
	period     data.Period
	series     []data.Series // all that is known of population and parts
	counts     []data.Series // of enterprises, of the same groups
}

// Codes of the counts that stand together: what is on a list, and what moved on it.
const (
	codeEnterprises = "enterprises"
	codeEntered     = "enterprises-entered"
	codeLeft        = "enterprises-left"
	codeMovedIn     = "enterprises-reclassified-in"
	codeMovedOut    = "enterprises-reclassified-out"
)

// asked is the order in which a county's leader asks; others follow.
var asked = []string{codeEnterprises, codeEntered, "output", "value-added", "revenue", "profit", "investment", "gdp", "tax"}

// smallGroups are those whose amounts would tell of single enterprises.
const smallGroups = 3

var classified = regexp.MustCompile(`^[A-Z]\d{0,4}$`)

// split takes a group apart into its population and what it is a part by; dim is ""
// for a population.
func split(g data.Group) (population data.Group, dim string) {
	if _, ok := g.Facet(data.DimCluster); ok {
		return g.Without(data.DimCluster), data.DimCluster
	}
	if code, ok := g.Facet(data.DimIndustry); ok && classified.MatchString(code) {
		return g.Without(data.DimIndustry), data.DimIndustry
	}
	return g, ""
}

// of is what subjects are told apart by.
type of struct {
	indicator, place string
	population       data.Group
}

// subjects are what the batch speaks of, the most important first.
func (d *desk) subjects() ([]*subject, error) {
	found := make(map[of]*subject)
	tells := func(o data.Observation) bool {
		return o.Value.Status.HasNumber() && (o.Key.Measure == data.Level || o.Key.Measure == data.YoY)
	}
	figures := make(map[string]int) // by place
	for _, o := range d.Observations {
		if !tells(o) {
			continue
		}
		figures[o.Key.Place]++
		population, _ := split(o.Key.Group)
		k := of{o.Key.Indicator, o.Key.Place, population}
		s := found[k]
		if s == nil {
			s = &subject{population: population}
			s.indicator, _ = d.Names.Indicator(k.indicator)
			s.place, _ = d.Names.Place(k.place)
			s.indicator.Code, s.place.Code = k.indicator, k.place
			found[k] = s
		}
		if o.Key.Period.Compare(s.period) > 0 {
			s.period = o.Key.Period
		}
	}
	rank := func(code string) int {
		if i := slices.Index(asked, code); i >= 0 {
			return i
		}
		return len(asked)
	}
	var all []*subject
	for _, s := range found {
		if !slices.Contains([]string{codeLeft, codeMovedIn, codeMovedOut}, s.indicator.Code) { // told with those that entered
			all = append(all, s)
		}
	}
	home := func(s *subject) int {
		if s.place.Code == d.Batch.Place {
			return 0
		}
		return 1
	}
	slices.SortFunc(all, func(a, b *subject) int {
		return cmp.Or(cmp.Compare(home(a), home(b)), -cmp.Compare(figures[a.place.Code], figures[b.place.Code]), cmp.Compare(a.place.Code, b.place.Code),
			cmp.Compare(rank(a.indicator.Code), rank(b.indicator.Code)), cmp.Compare(a.indicator.Code, b.indicator.Code),
			cmp.Compare(len(a.population), len(b.population)), cmp.Compare(a.population, b.population))
	})
	all = all[:min(len(all), mostSubjects)]
	for _, o := range d.Observations {
		population, dim := split(o.Key.Group)
		s := found[of{o.Key.Indicator, o.Key.Place, population}]
		if s == nil || dim == "" || o.Key.Period != s.period || !tells(o) || slices.Contains(s.parts, o.Key.Group) || !slices.Contains(all, s) {
			continue
		}
		if s.dim = cmp.Or(s.dim, dim); s.dim == dim && len(s.parts) < mostParts {
			s.parts = append(s.parts, o.Key.Group)
		}
	}
	for _, s := range all {
		if err := d.read(s); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(all, func(s *subject) bool { return !d.stands(s) }), nil
}

// mostParts of a table are compared.
const mostParts = 60

// read fetches what is known of a subject.
func (d *desk) read(s *subject) error {
	q := data.Query{Indicator: s.indicator.Code, Places: []string{s.place.Code}, Groups: append([]data.Group{s.population}, s.parts...), Measures: []data.Measure{data.Level, data.YoY}}
	a, err := d.Reader.Series(d.ctx, q)
	if err != nil {
		return err
	}
	s.series = a.Series
	q.Indicator, q.Measures = codeEnterprises, []data.Measure{data.Level}
	a, err = d.Reader.Series(d.ctx, q)
	s.counts = a.Series
	slices.SortFunc(s.parts, func(x, y data.Group) int {
		return cmp.Or(cmp.Compare(d.Names.FacetOrder(s.facet(x)), d.Names.FacetOrder(s.facet(y))), cmp.Compare(x, y))
	})
	return err
}

// facet is what tells a part from the others.
func (s *subject) facet(g data.Group) string {
	v, _ := g.Facet(s.dim)
	return s.dim + "/" + v
}

// gathers reports whether a part is what is left over, and no rival of others.
func (s *subject) gathers(g data.Group) bool {
	v, _ := g.Facet(s.dim)
	return v == data.Other
}

// stands reports whether the batch's figures of a subject are what is known today:
// those that a later release displaced are no news.
func (d *desk) stands(s *subject) bool {
	for _, x := range s.series {
		for _, p := range x.Points {
			if p.Period == s.period && p.Batch == d.Batch.ID {
				return true
			}
		}
	}
	return false
}

// at is a figure of a subject that has a number.
func (s *subject) at(g data.Group, m data.Measure, p data.Period) (data.Point, bool) {
	for _, x := range s.series {
		if x.Group != g || x.Measure != m || x.Freq != p.Freq() {
			continue
		}
		for _, q := range x.Points {
			if q.Period == p && q.Value.Status.HasNumber() {
				return q, true
			}
		}
	}
	return data.Point{}, false
}

// quiet reports whether nothing is to be said of a group: the source itself calls
// the figure unreliable, or its amount rests on so few enterprises that it would
// tell of them.
func (s *subject) quiet(g data.Group) bool {
	p, ok := s.at(g, data.Level, s.period)
	if ok && p.Value.Status == data.LowReliability {
		return true
	}
	if !s.indicator.Unit.IsMoney() && !p.Unit.IsMoney() {
		return false
	}
	for _, at := range []data.Period{s.period, s.period.AddYears(-1)} { // a rate or a difference tells of both
		if n, ok := s.enterprises(g, at.LastDay()); ok && n < smallGroups {
			return true
		}
	}
	return false
}

// enterprises is how many there were by a day, as far as that was counted.
func (s *subject) enterprises(g data.Group, day time.Time) (n float64, ok bool) {
	var last time.Time
	for _, x := range s.counts {
		for _, p := range x.Points {
			if end := p.Period.LastDay(); x.Group == g && !end.After(day) && end.After(last) && p.Value.Status.HasNumber() {
				n, last, ok = p.Value.Number, end, true
			}
		}
	}
	return n, ok
}

// broken reports whether the levels of a group from one period to another are not of
// one definition: the series breaks after the first of them, or a figure among them
// is of another. No rate is computed across that, and no record told.
func (s *subject) broken(g data.Group, from, to data.Period) bool {
	for _, x := range s.series {
		if x.Group != g || x.Measure != data.Level {
			continue
		}
		for _, p := range x.Points {
			after := p.Period.Compare(from)
			if p.Period.Compare(to) <= 0 && (after > 0 && p.Value.Status == data.Break || after >= 0 && p.Value.Status == data.DefinitionDiff) {
				return true
			}
		}
	}
	return false
}
