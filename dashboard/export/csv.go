package export

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

var csvHeader = []string{
	"place", "place_label", "indicator", "indicator_label", "group", "group_label", "measure", "period",
	"value", "unit", "status", "released", "source", "cell", "illustrative",
}

// CSV writes a chart's values, a row each, as UTF-8 with a byte order mark
// (Chinese Excel garbles it otherwise). Texts that a spreadsheet would take for
// a formula get an apostrophe; numbers stay numbers.
func CSV(w io.Writer, c chart.Chart) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(csvHeader); err != nil {
		return err
	}
	for _, r := range rows(c) {
		value := ""
		if r.has {
			value = strconv.FormatFloat(measure.WithoutDust(r.value), 'f', -1, 64)
		}
		var files []string
		released, illustrative := "", ""
		for _, cell := range r.cells {
			if !slices.Contains(files, cell.File) {
				files = append(files, cell.File)
			}
			// A figure that rests on several releases is as young as the last.
			released = max(released, day(cell.Released))
			if cell.Illustrative {
				illustrative = "示例数据"
			}
		}
		if err := out.Write([]string{
			plain(r.place), plain(r.placeLabel), plain(r.indicator), plain(r.indicatorLabel), plain(r.group), plain(r.groupLabel), plain(r.measure), r.period,
			value, plain(r.unit), string(r.status), released, plain(strings.Join(files, "; ")), plain(strings.Join(addresses(r.cells, len(files) > 1), "; ")), illustrative,
		}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// addresses are those of cells, once each; of several workbooks as Excel refers to
// another one: [六月.xlsx]产值!D11.
func addresses(cells []chart.Cell, several bool) []string {
	var all []string
	for _, c := range cells {
		at := c.Sheet + "!" + c.Cell
		if several {
			at = "[" + c.File + "]" + at
		}
		if !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return all
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// plain keeps a text from being taken for a formula.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// row is one value of a chart.
type row struct {
	place, placeLabel, indicator, indicatorLabel, group, groupLabel, measure, period, unit string
	value                                                                                  float64
	has                                                                                    bool
	status                                                                                 data.Status
	cells                                                                                  []chart.Cell
}

// rows lists a chart's values: one a point, and those that it carries beside its
// own; places that are ranked but not drawn follow.
func rows(c chart.Chart) (all []row) {
	series := slices.Clone(c.Series)
	drawn := make(map[string]bool)
	for _, s := range series {
		drawn[s.Place] = true
	}
	for _, s := range c.Ranked {
		if !drawn[s.Place] {
			series = append(series, s)
		}
	}
	for _, s := range series {
		for i, p := range s.Points {
			r := row{
				place: cmp.Or(s.Place, c.Place), placeLabel: cmp.Or(s.PlaceName, c.PlaceName),
				indicator: c.Indicator, indicatorLabel: c.IndicatorLabel, group: string(s.Group), groupLabel: cmp.Or(s.GroupLabel, s.Name),
				measure: string(cmp.Or(s.Measure, c.Measure)), period: p.Period.String(), unit: cmp.Or(s.Unit, c.Unit).Label, value: p.Value, has: p.Has, status: p.Status, cells: p.Cells,
			}
			switch {
			case len(c.Categories) <= i || !c.Categories[i].Period.IsZero():
			case c.Categories[i].Indicator != "":
				r.indicator, r.indicatorLabel = c.Categories[i].Indicator, c.Categories[i].IndicatorLabel
			default:
				r.group, r.groupLabel = string(c.Population), c.Categories[i].Label
				if f := c.Categories[i].Facet; f != "" {
					r.group = string(c.Population.With(f))
				}
			}
			if !slices.ContainsFunc(p.Detail, func(d chart.Figure) bool { return string(d.Measure) == r.measure }) {
				all = append(all, r)
			}
			for _, d := range p.Detail {
				if d.Measure != "" {
					r.value, r.unit, r.measure = d.Value, d.Unit.Label, string(d.Measure)
					all = append(all, r)
				}
			}
		}
	}
	return all
}

func language(c chart.Chart) lang.Lang {
	if c.Params.Lang == "" {
		return lang.ZhHans
	}
	return c.Params.Lang
}
