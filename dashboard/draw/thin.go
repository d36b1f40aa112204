package draw

import (
	"slices"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"
)

// overTime reports whether a chart's categories are periods, at each of which
// each series has a point.
func overTime(c *chart.Chart) bool {
	return len(c.Categories) > 0 &&
		!slices.ContainsFunc(c.Categories, func(k chart.Category) bool { return k.Period.IsZero() }) &&
		!slices.ContainsFunc(c.Series, func(s chart.Series) bool { return len(s.Points) != len(c.Categories) })
}

// thinned is a chart over time of which each step-th period is drawn, counted
// from the newest, with a note that says so. Its values are left as they are:
// none is a mean or a sum of those left out. Returns false where the chart's
// categories are no periods, or too few to leave any out.
func thinned(c *chart.Chart, step int) (*chart.Chart, bool) {
	n := len(c.Categories)
	if step < 2 || n <= step || !overTime(c) {
		return nil, false
	}
	out := *c
	out.Series = make([]chart.Series, len(c.Series))
	first := (n - 1) % step
	for i, s := range c.Series {
		out.Series[i] = s
		out.Series[i].Points = make([]chart.Point, 0, n/step+1)
		for at := first; at < n; at += step {
			out.Series[i].Points = append(out.Series[i].Points, s.Points[at])
		}
	}
	out.Categories = make([]chart.Category, 0, n/step+1)
	head := ""
	for at, k := range c.Categories {
		if k.Head != "" { // the year goes to its first period that is drawn
			head = k.Head
		}
		if at%step == first {
			k.Head, head = head, ""
			out.Categories = append(out.Categories, k)
		}
	}
	out.Notes = append(append([]string{}, c.Notes...), lang.Text(c.Lang(), "picture.thinned", "step", strconv.Itoa(step)))
	return &out, true
}
