package dashboard

import (
	"slices"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// chart chooses a chart and what it shows; only charts with figures are offered.
// The fields of a chart begin with its name, so that no other chart takes them.
func (p *picker) chart(words, place string) error {
	src, err := p.s.sources(p.v, place)
	if err != nil {
		return err
	}
	build := func(d chart.Definition, params chart.Params) (chart.Chart, error) {
		params.Lang = p.v.Lang
		return d.Build(p.v.ctx, src, params)
	}
	whole := make(map[string]chart.Chart)
	var options []chart.Option
	for _, d := range chart.Catalogue {
		c, err := build(d, chart.Params{Places: []string{place}})
		if err != nil {
			return err
		}
		if c.Empty == nil {
			whole[d.Slug] = c
			options = append(options, chart.Option{Value: d.Slug, Label: d.Question(p.v.Lang)})
		}
	}
	slug := p.choose("chart", options)
	if slug == "" {
		return data.Fail(data.NotFound, "picker-empty", "place", p.v.Place(place))
	}
	d, err := chart.Find(slug)
	if err != nil {
		return err
	}
	params, err := chart.ParseParams(p.asked(whole[slug], place))
	if err != nil {
		return err
	}
	c, err := build(d, params)
	if err != nil {
		return err
	}
	p.Figure, p.Sample = c.Title, c.Illustrative
	p.chartFields(c)
	if c.Empty != nil {
		p.Figure, p.Wants = c.Empty.Reason, c.Empty.Hint
		return nil
	}
	if words == "" {
		words = c.Title
	}
	params.Lang = lang.ZhHans // a story's charts speak its reader's language
	values := params.Values()
	var of []string
	for _, name := range []string{"place", "indicator", "group", "from", "to", "measure", "basis", "freq", "view", "asof"} {
		for _, x := range values[name] {
			of = append(of, name, x)
		}
	}
	address := story.Address("chart:", slug, of...)
	if slices.Contains(values["group"], "") {
		address += "&group=" // all industry
	}
	p.link(words, address)
	p.Link = "!" + p.Link
	return nil
}

// asked are the parameters of a chart in the form. Clusters are chosen of the
// chart's population, which the form names only where there are several.
func (p *picker) asked(c chart.Chart, place string) map[string][]string {
	all := map[string][]string{}
	for name, values := range p.q {
		if own, ok := strings.CutPrefix(name, c.Slug+"."); ok && own != "lang" && (values[0] != "" || own == "group") {
			all[own] = values
		}
	}
	all["place"] = append([]string{place}, all["place"]...)
	many, one := false, false
	for _, f := range c.Filters {
		many, one = many || f.Name == "group" && f.Many, one || f.Name == "group" && !f.Many
	}
	if g := all["group"]; many && !one && len(g) > 0 && !slices.Contains(g, string(c.Population)) && !slices.ContainsFunc(g, ofPopulation) {
		all["group"] = append([]string{string(c.Population)}, g...)
	}
	return all
}

// ofPopulation reports whether a group says of whom it is, and not of what cluster alone.
func ofPopulation(g string) bool { return data.Group(g).Without(data.DimCluster) != "" || g == "" }

// chartFields are the choices of a chart.
func (p *picker) chartFields(c chart.Chart) {
	names := []string{"place"}
	add := func(f pick, name string) {
		f.Name = c.Slug + "." + name
		names = append(names, name)
		p.Fields = append(p.Fields, f)
	}
	if len(c.Measures) > 1 {
		f := pick{Label: p.v.T("page.measure")}
		for _, m := range c.Measures {
			f.Options = append(f.Options, chart.Option{Value: string(m.Measure), Label: m.Label, Chosen: m.Chosen})
		}
		add(f, "measure")
	}
	for _, f := range c.Filters {
		add(pick{Label: f.Label, Options: f.Options, Many: f.Many}, f.Name)
	}
	for name, values := range p.q {
		if own, ok := strings.CutPrefix(name, c.Slug+"."); ok && !slices.Contains(names, own) {
			for _, x := range values {
				p.Hidden = append(p.Hidden, field{name, x})
			}
		}
	}
	slices.SortStableFunc(p.Hidden, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
}
