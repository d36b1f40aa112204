package chart

import (
	"maps"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// Filter is one parameter that the reader may choose, with the values that this
// chart and its figures have. Where there is nothing to choose there is none.
type Filter struct {
	Name    string // of the parameter
	Label   string
	Many    bool // several at once; none means all
	Options []Option
}

// Option is one value of a Filter. Value "" is what the chart shows by itself.
type Option struct {
	Value  string
	Label  string
	Chosen bool
}

// offer is what can be chosen, as the chart found it while it was made.
type offer struct {
	populations []data.Group
	clusters    []data.Group // all of the population; frame.clusters may be fewer
	measure     data.Measure // whose figures make the time axis
	freqs       []data.Freq
	freq        data.Freq // what is shown when none is asked for
	bases       []data.Basis
	views       []string
	starts      []data.Period // what "from" offers where not every period would do; with ends
	ends        []data.Period // what "to" offers
	one         bool          // one group is shown: the total or a cluster
	moment      bool          // one period is shown: there is no "from"
	months      bool          // cumulated figures are shown as what each month added
	singles     bool          // and published months with them
	own         []Filter      // that the chart makes itself; "from" and "to" among them take the place of the usual
}

func (o offer) ownPeriods() bool {
	return slices.ContainsFunc(o.own, func(own Filter) bool { return own.Name == "to" })
}

// asked reports whether p lies between the periods that the reader asked for.
// Cumulated figures count by their end: from June on, 1—6月 is the first.
func (f *frame) asked(p data.Period) bool {
	from, to := f.c.Params.From, f.c.Params.To
	if !to.IsZero() && p.LastMonth() > to.LastMonth() {
		return false
	}
	switch {
	case from.IsZero():
		return true
	case from.Freq() == data.YearToDate:
		return p.LastMonth() >= from.LastMonth()
	case p.Freq() == data.YearToDate:
		return p.LastMonth() >= from.FirstMonth()
	}
	return p.FirstMonth() >= from.FirstMonth()
}

func (f *frame) within(points []data.Point) []data.Point {
	if f.c.Params.From.IsZero() && f.c.Params.To.IsZero() {
		return points
	}
	return slices.DeleteFunc(slices.Clone(points), func(p data.Point) bool { return !f.asked(p.Period) })
}

// uses names formulas of Methods that the chart rests on besides its measure's.
func (f *frame) uses(methods ...string) {
	for _, m := range methods {
		if !slices.Contains(f.c.Methods, m) {
			f.c.Methods = append(f.c.Methods, m)
		}
	}
}

// axis lists the periods that could be shown, in order.
func (f *frame) axis() []data.Period {
	freq := f.offer.freq
	if asked := f.c.Params.Freq; slices.Contains(f.offer.freqs, asked) {
		freq = asked
	}
	seen := make(map[data.Period]bool)
	for _, s := range f.answer.Series {
		single := f.offer.singles && s.Freq == data.Monthly // beside cumulated ones
		if (s.Freq == freq || single) && s.Measure == f.offer.measure && s.Group.Without(data.DimCluster) == f.c.Population {
			for _, p := range s.Points {
				seen[f.shownAs(p.Period)] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(seen), data.Period.Compare)
}

// shownAs is the period under which a figure is drawn; January–February stays one.
func (f *frame) shownAs(p data.Period) data.Period {
	if _, m := p.End(); f.offer.months && m > 2 {
		return p.AsStock()
	}
	return p
}

// filters are the choices of this chart, and the reason when what was asked for
// left it empty.
func (f *frame) filters() {
	p, o := f.c.Params, f.offer
	axis := f.axis()
	f.explain(axis)
	add := func(name, label string, many bool, options []Option) {
		if len(options) > 1 {
			f.c.Filters = append(f.c.Filters, Filter{name, lang.Text(f.l, "filters."+label), many, options})
		}
	}
	var options []Option
	cluster, one := f.oneCluster()
	for _, g := range o.populations {
		options = append(options, Option{string(g), f.groupLabel(g), g == f.c.Population && (!o.one || !one)})
		if g != f.c.Population || !o.one {
			continue
		}
		for _, c := range o.clusters {
			options = append(options, Option{string(c), text(f.l, "of-whole", "whole", f.groupLabel(g), "part", f.series(c).Name), one && c == cluster})
		}
	}
	add("group", "population", false, options)

	options = nil
	for i, b := range o.bases {
		options = append(options, Option{unless(i == 0, string(b)), lang.Text(f.l, "filters.basis-"+string(b)), b == p.Basis || i == 0 && p.Basis == ""})
	}
	add("basis", "basis", false, options)

	options = nil
	for _, q := range o.freqs {
		options = append(options, Option{unless(q == o.freq, string(q)), lang.Text(f.l, "filters.freq-"+string(q)), q == p.Freq || q == o.freq && p.Freq == ""})
	}
	add("freq", "freq", false, options)

	options = nil
	for i, v := range o.views {
		options = append(options, Option{unless(i == 0, v), text(f.l, "choice-"+v), v == p.View || i == 0 && p.View == ""})
	}
	add("view", "view", false, options)

	for _, own := range o.own {
		if len(own.Options) > 1 {
			f.c.Filters = append(f.c.Filters, own)
		}
	}
	if !o.ownPeriods() {
		starts, ends := axis, axis
		if o.starts != nil {
			starts, ends = o.starts, slices.Clone(o.ends)
		}
		to := "period"
		if !o.moment {
			to = "to"
			add("from", "from", false, f.periodOptions(starts, p.From, "first"))
		}
		slices.Reverse(ends)
		add("to", to, false, f.periodOptions(ends, p.To, "last"))
	}
	if o.one {
		return
	}

	options = nil
	for _, g := range o.clusters {
		v, _ := g.Facet(data.DimCluster)
		facet := data.DimCluster + "/" + v
		chosen := slices.ContainsFunc(p.Groups, func(q data.Group) bool { w, ok := q.Facet(data.DimCluster); return ok && w == v })
		options = append(options, Option{facet, f.names.FacetLabel(facet, string(f.l)), chosen})
	}
	add("group", "clusters", true, options)
}

// periodOptions lists periods behind what stands when none is asked for; one
// that was asked for and is not on the axis is kept.
func (f *frame) periodOptions(axis []data.Period, chosen data.Period, none string) []Option {
	if len(axis) < 2 {
		return nil
	}
	options := []Option{{"", lang.Text(f.l, "filters."+none), chosen.IsZero()}}
	if !chosen.IsZero() && !slices.Contains(axis, chosen) {
		options = append(options, Option{chosen.String(), lang.Period(f.l, chosen), true})
	}
	for _, q := range axis {
		options = append(options, Option{q.String(), lang.Period(f.l, q), q == chosen})
	}
	return options
}

// explain says of an empty chart which of the reader's choices has no figures,
// and which have.
func (f *frame) explain(axis []data.Period) {
	p, o := f.c.Params, f.offer
	if f.c.Empty == nil || len(o.clusters)+len(o.freqs) == 0 {
		return
	}
	missing := func(what, got string, have []string) {
		f.empty("no-"+what, "indicator", f.label(), "place", f.c.PlaceName, "got", got, "have", strings.Join(have, lang.Text(f.l, "page.comma")))
	}
	var have []string
	switch {
	case p.Freq != "" && !slices.Contains(o.freqs, p.Freq):
		for _, q := range o.freqs {
			have = append(have, lang.Text(f.l, "filters.freq-"+string(q)))
		}
		missing("freq", lang.Text(f.l, "filters.freq-"+string(p.Freq)), have)
	case p.Basis != "" && len(o.bases) > 0 && !slices.Contains(o.bases, p.Basis):
		for _, b := range o.bases {
			have = append(have, lang.Text(f.l, "filters.basis-"+string(b)))
		}
		missing("basis", lang.Text(f.l, "filters.basis-"+string(p.Basis)), have)
	case len(axis) > 0 && !o.ownPeriods() && !slices.ContainsFunc(axis, f.asked):
		missing("period", f.span(p.From, p.To), []string{f.span(axis[0], axis[len(axis)-1])})
	}
}

// span writes the stretch between two periods; one may be open.
func (f *frame) span(from, to data.Period) string {
	if from == to {
		return lang.Period(f.l, from)
	}
	return lang.Text(f.l, "filters.span", "from", lang.Period(f.l, from), "to", lang.Period(f.l, to))
}

// groupLabel names a population.
func (f *frame) groupLabel(g data.Group) string {
	var labels []string
	for _, facet := range g.Facets() {
		labels = append(labels, f.names.FacetLabel(facet, string(f.l)))
	}
	if len(labels) == 0 {
		return lang.Text(f.l, "filters.whole")
	}
	return strings.Join(labels, text(f.l, "and"))
}

func unless(is bool, s string) string {
	if is {
		return ""
	}
	return s
}
