package echarts

import (
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// Of a list of names above a picture, in pixels.
const (
	legendEdge  = 5  // ECharts keeps it off the edge
	legendIcon  = 15 // with what parts it from its name
	legendApart = 12
	legendRow   = 25
	markRow     = 20 // the mark of invented figures, where both have no room beside each other
	headRow     = 26 // the unit of the axis
)

// groupsListed are the names of groups for a list above the picture. Those that
// have no colour of their own are one entry.
func (d *drawing) groupsListed() (names []string) {
	grey := 0
	for _, s := range d.Series {
		switch {
		case s.Rank >= chart.Colours:
			grey++
		case s.Rank != chart.RankTotal:
			names = append(names, s.Name)
		}
	}
	if d.restOf(grey) {
		names = append(names, d.rest)
	}
	return names
}

// restOf names the one entry of so many groups without a colour; it reports false
// where there is none.
func (d *drawing) restOf(grey int) bool {
	if grey > 0 {
		d.rest = lang.Text(d.Lang(), "chart.without-colour", "count", strconv.Itoa(grey))
	}
	return grey > 0
}

// greyRest is a series without values, for the list's entry of many.
func (d *drawing) greyRest() series {
	return series{SingleSeries: charts.SingleSeries{Name: d.rest, Type: "line"}, Data: []item{}, ItemStyle: map[string]any{"color": d.pal.Other}, Silent: true}
}

// legendOf lists names above the picture.
func (d *drawing) legendOf(names []string) map[string]any {
	return map[string]any{
		"show": true, "top": 0, "left": 0, "icon": "rect", "itemWidth": 10, "itemHeight": 10, "itemGap": legendApart, "selectedMode": false, "data": names,
		"textStyle": map[string]any{"color": d.pal.Muted, "fontSize": labelType, "fontFamily": FontFamily},
	}
}

// listed puts a list of names below the mark of invented figures, and the picture
// below as many rows as it takes.
func (d *drawing) listed(legend map[string]any) {
	d.legend, d.top = legend, legendEdge+headRow
	if d.Illustrative {
		legend["top"] = markRow
		d.top += markRow
	}
	d.top += legendRow * d.legendRows(legend)
}

// legendRows is in how many rows ECharts sets a list of names.
func (d *drawing) legendRows(legend map[string]any) int {
	rows, at := 1, 0.0
	for _, name := range entries(legend) {
		wide := legendIcon + TextWidth(name, labelType, false)
		if at > 0 && at+wide > d.wide()-2*legendEdge {
			rows, at = rows+1, 0
		}
		at += wide + legendApart
	}
	return rows
}

// entries are the names that a legend lists.
func entries(legend map[string]any) (names []string) {
	switch all := legend["data"].(type) {
	case []string:
		return all
	case []any:
		for _, e := range all {
			if m, ok := e.(map[string]any); ok {
				name, _ := m["name"].(string)
				names = append(names, name)
			}
		}
	}
	return names
}
