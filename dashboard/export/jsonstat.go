package export

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"countyboard/data/lang"
	"countyboard/data/measure"
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

// JSONStat writes a chart's values as a JSON-stat 2.0 data set of four
// dimensions: metric, place, group and time; value is sparse, by position.
func JSONStat(w io.Writer, t Taken) error {
	c, l := t.Chart, t.Lang()
	metric := dimension{Label: lang.Text(l, "page.indicator"), Category: category{Label: map[string]string{}, Unit: map[string]map[string]any{}}}
	geo := dimension{Label: lang.Text(l, "chart.corner-place"), Category: category{Label: map[string]string{}}}
	group := dimension{Label: lang.Text(l, "page.group"), Category: category{Label: map[string]string{}}}
	time := dimension{Label: lang.Text(l, "page.period"), Category: category{Label: map[string]string{}}}
	all := rows(c)
	for _, r := range all {
		m := r.indicator + "/" + r.measure
		add(&metric.Category, m, r.indicatorLabel+" · "+lang.Text(l, "chart.measure-"+r.measure))
		metric.Category.Unit[m] = map[string]any{"label": r.unit.Label, "decimals": decimals(r.unit)}
		add(&geo.Category, r.place, r.placeLabel)
		add(&group.Category, orTotal(r.group), r.groupLabel)
		add(&time.Category, r.period.String(), lang.Period(l, r.period))
	}
	places, groups, times := len(geo.Category.Index), len(group.Category.Index), len(time.Category.Index)
	values, status, cells := map[string]float64{}, map[string]string{}, map[string][]string{}
	for _, r := range all {
		i := slices.Index(metric.Category.Index, r.indicator+"/"+r.measure)
		k := slices.Index(geo.Category.Index, r.place)
		j := slices.Index(group.Category.Index, orTotal(r.group))
		at := strconv.Itoa(((i*places+k)*groups+j)*times + slices.Index(time.Category.Index, r.period.String()))
		if r.has {
			values[at] = measure.WithoutDust(r.value)
		}
		status[at] = string(r.status)
		for _, cell := range r.cells {
			cells[at] = append(cells[at], cell.String())
		}
	}
	set := map[string]any{
		"version": "2.0", "class": "dataset", "label": c.Title, "source": strings.Join(t.sources(), "; "),
		"id": []string{"metric", "geo", "group", "time"}, "size": []int{len(metric.Category.Index), places, groups, times},
		"role":      map[string][]string{"metric": {"metric"}, "geo": {"geo"}, "time": {"time"}},
		"dimension": map[string]dimension{"metric": metric, "geo": geo, "group": group, "time": time},
		"value":     values, "status": status, "note": append([]string{c.Subtitle}, c.Notes...),
	}
	released := ""
	if !c.Updated.IsZero() {
		released = c.Updated.UTC().Format("2006-01-02T15:04:05Z")
		set["updated"] = released
	}
	set["extension"] = map[string]any{
		"revision": c.Revision, "released": released, "illustrative": c.Illustrative, "cells": cells, "place": c.Place, "place_label": c.PlaceName,
		"publisher": t.Name, "licence": t.Licence, "licence_url": t.LicenceURL, "live": t.Live, "pinned": t.Pinned,
	}
	return json.NewEncoder(w).Encode(set)
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
