package dashboard

import (
	"cmp"
	"slices"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"
)

// filterForm are the choices of a chart's page: a GET form, so that each view has
// an address of its own and works without scripts.
type filterForm struct {
	Action  string
	Hidden  []field // what the form keeps of the address
	Filters []filter
	Chosen  []string // what was chosen, in words, for where the form is folded
	Reset   string   // the address without choices, "" where there are none
}

type field struct{ Name, Value string }

type filter struct {
	chart.Filter
	Now string // of several at once: what is chosen, in words
}

func (v *view) filterForm(c chart.Chart) *filterForm {
	if len(c.Filters) == 0 {
		return nil
	}
	p := c.Params
	kept := chart.Params{Places: p.Places, Indicator: p.Indicator, Measure: p.Measure, AsOf: p.AsOf, Lang: p.Lang}
	f := &filterForm{Action: "/charts/" + c.Slug}
	hide := func(name, value string) { f.Hidden = append(f.Hidden, field{name, value}) }
	for name, values := range kept.Values() {
		if name == "place" && slices.ContainsFunc(c.Filters, func(x chart.Filter) bool { return x.Name == "place" }) {
			values = values[:1] // the others are among the choices
		}
		for _, value := range values {
			if name != "lang" {
				hide(name, value)
			}
		}
	}
	slices.SortStableFunc(f.Hidden, func(a, b field) int { return cmp.Compare(a.Name, b.Name) }) // the first place stays first
	if v.Said {
		hide("lang", string(v.Lang))
	}
	if v.Theme != "" {
		hide("theme", v.Theme)
	}
	population, clusters := false, false
	for _, x := range c.Filters {
		out := filter{Filter: x}
		chosen := 0
		for _, o := range x.Options {
			if o.Chosen && (x.Many || o.Value != "") && (x.Name != "group" || len(p.Groups) > 0) {
				chosen++
				f.Chosen = append(f.Chosen, o.Label)
				out.Now = o.Label
			}
		}
		if x.Many {
			clusters = clusters || x.Name == "group"
			switch {
			case chosen == 0:
				out.Now = v.T("filters.all")
			case chosen > 1:
				out.Now = v.T("filters.chosen", "count", strconv.Itoa(chosen))
			}
		}
		population = population || x.Name == "group" && !x.Many
		f.Filters = append(f.Filters, out)
	}
	if clusters && !population && c.Population != "" {
		hide("group", string(c.Population))
	}
	if len(f.Chosen) > 0 || p.Freq != "" || p.Basis != "" || p.View != "" || !p.From.IsZero() || !p.To.IsZero() || len(p.Groups) > 0 {
		kept.Places = p.Places[:1]
		f.Reset = v.chartLink(c.Slug, "", kept)
	}
	return f
}

// chartLink is the address of a chart, or of its ending; pages keep the language
// that the reader chose, the others are Chinese unless they say so.
func (v *view) chartLink(slug, ending string, p chart.Params) string {
	if ending != ".option.json" { // a story's picture is its own, the chart behind it everybody's
		p.Story = ""
	}
	q := p.Values()
	if ending == "" && v.Said && v.Lang == lang.ZhHans {
		q.Set("lang", string(v.Lang))
	}
	return "/charts/" + slug + ending + "?" + q.Encode()
}

// withoutEmpty is the address of this page without the fields that a form left
// open; "" where it has none. An open group means all industry.
func (v *view) withoutEmpty() string {
	q := v.c.QueryParams()
	open := false
	for name, values := range q {
		if name == "group" || !slices.Contains(values, "") {
			continue
		}
		open = true
		if q[name] = slices.DeleteFunc(values, func(s string) bool { return s == "" }); len(q[name]) == 0 {
			q.Del(name)
		}
	}
	if !open {
		return ""
	}
	return v.c.Request().URL.Path + "?" + q.Encode()
}
