package export

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"
)

// dimension of a JSON-stat data set.
type dimension struct {
	Label    string   `json:"label"`
	Category category `json:"category"`
}

type category struct {
	Index []string                  `json:"index"`
	Label map[string]string         `json:"label"`
	Unit  map[string]map[string]any `json:"unit,omitempty"`
}

// JSONStat writes a chart's values as a JSON-stat 2.0 data set of three
// dimensions: metric, group and time; value is sparse, by position.
func JSONStat(w io.Writer, c chart.Chart) error {
	l := language(c)
	metric := dimension{Label: lang.Text(l, "page.indicator"), Category: category{Label: map[string]string{}, Unit: map[string]map[string]any{}}}
	group := dimension{Label: lang.Text(l, "page.group"), Category: category{Label: map[string]string{}}}
	time := dimension{Label: lang.Text(l, "page.period"), Category: category{Label: map[string]string{}}}
	all := rows(c)
	for _, r := range all {
		m := c.Indicator + "/" + r.measure
		add(&metric.Category, m, c.IndicatorLabel+" · "+lang.Text(l, "chart.measure-"+r.measure))
		metric.Category.Unit[m] = map[string]any{"label": r.unit, "decimals": 1}
		add(&group.Category, orTotal(r.group), r.groupLabel)
		add(&time.Category, r.period, r.period)
	}
	groups, times := len(group.Category.Index), len(time.Category.Index)
	values, status, cells := map[string]float64{}, map[string]string{}, map[string][]string{}
	for _, r := range all {
		i := slices.Index(metric.Category.Index, c.Indicator+"/"+r.measure)
		j := slices.Index(group.Category.Index, orTotal(r.group))
		at := strconv.Itoa((i*groups+j)*times + slices.Index(time.Category.Index, r.period))
		if r.has {
			values[at] = r.value
		}
		status[at] = string(r.status)
		for _, cell := range r.cells {
			cells[at] = append(cells[at], cell.String())
		}
	}
	source, released := "", ""
	for _, s := range c.Citations {
		if source != "" {
			source += "; "
		}
		source += s.File
	}
	if !c.Updated.IsZero() {
		released = c.Updated.Format("2006-01-02T15:04:05Z")
	}
	enc := json.NewEncoder(w)
	return enc.Encode(map[string]any{
		"version": "2.0", "class": "dataset", "label": c.Title, "source": source, "updated": released,
		"id": []string{"metric", "group", "time"}, "size": []int{len(metric.Category.Index), groups, times},
		"role":      map[string][]string{"metric": {"metric"}, "time": {"time"}},
		"dimension": map[string]dimension{"metric": metric, "group": group, "time": time},
		"value":     values, "status": status, "note": append([]string{c.Subtitle}, c.Notes...),
		"extension": map[string]any{
			"revision": c.Revision, "released": released, "illustrative": c.Illustrative, "cells": cells, "place": c.Place, "place_label": c.PlaceName,
		},
	})
}

func orTotal(group string) string {
	if group == "" {
		return "total"
	}
	return group
}

func add(c *category, code, label string) {
	if !slices.Contains(c.Index, code) {
		c.Index = append(c.Index, code)
		c.Label[code] = label
	}
}
