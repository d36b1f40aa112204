package export

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var csvHeader = []string{
	"place", "place_label", "indicator", "indicator_label", "group", "group_label", "measure", "period",
	"value", "unit", "status", "released", "source", "cell", "illustrative",
}

// CSV writes a chart's values, a row each, as UTF-8 with a byte order mark
// (Chinese Excel garbles it otherwise). Texts that a spreadsheet would take for
// a formula get an apostrophe; numbers stay numbers.
func CSV(w io.Writer, t Taken) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(csvHeader); err != nil {
		return err
	}
	for _, r := range rows(t.Chart) {
		value := ""
		if r.has {
			value = strconv.FormatFloat(r.value, 'f', -1, 64)
		}
		var cells, files []string
		released, illustrative := "", ""
		for _, cell := range r.cells {
			if !slices.Contains(files, cell.File) {
				files = append(files, cell.File)
			}
		}
		for _, cell := range r.cells {
			ref := cell.Sheet + "!" + cell.Cell
			if len(files) > 1 { // as spreadsheets tell sheets of several workbooks apart
				ref = "[" + cell.File + "]" + ref
			}
			cells = append(cells, ref)
			// A figure that rests on several releases is as young as the last.
			released = max(released, day(cell.Released))
			if cell.Illustrative {
				illustrative = "示例数据"
			}
		}
		if err := out.Write([]string{
			plain(r.place), plain(r.placeLabel), plain(r.indicator), plain(r.indicatorLabel), plain(r.group), plain(r.groupLabel), plain(r.measure), r.period.String(),
			value, plain(r.unit.Label), string(r.status), released, plain(strings.Join(files, "; ")), plain(strings.Join(cells, "; ")), illustrative,
		}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// GB18030 is CSV in the encoding that older Chinese programs expect; it has all
// of Unicode, and no mark at its beginning.
func GB18030(w io.Writer, t Taken) error {
	var b bytes.Buffer
	if err := CSV(&b, t); err != nil {
		return err
	}
	text, err := simplifiedchinese.GB18030.NewEncoder().Bytes(bytes.ToValidUTF8(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")), []byte("?")))
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// row is one value of a chart.
type row struct {
	place, placeLabel, indicator, indicatorLabel, group, groupLabel, measure string
	period                                                                   data.Period
	unit                                                                     data.Unit
	why                                                                      string
	value                                                                    float64
	has                                                                      bool
	status                                                                   data.Status
	cells                                                                    []chart.Cell
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
				measure: string(cmp.Or(s.Measure, c.Measure)), period: p.Period, unit: cmp.Or(s.Unit, c.Unit), why: p.Why, value: clean(p.Value), has: p.Has, status: p.Status, cells: p.Cells,
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
					r.value, r.unit, r.measure = clean(d.Value), d.Unit, string(d.Measure)
					all = append(all, r)
				}
			}
		}
	}
	return all
}
