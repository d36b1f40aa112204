// Package export turns a chart into files that people take along.
package export

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
	"countyboard/data"
)

// Taken is a chart as it is taken along, with what its files say of it besides
// its figures.
type Taken struct {
	chart.Chart
	Publisher
	Live   string // address of its page, which follows new figures; "" where none is known
	Pinned string // address of its page at this very revision
}

// Publisher is who publishes, and on which terms. What is not said stays open:
// no licence is assumed.
type Publisher struct {
	Name       string
	Licence    string  // its name or SPDX identifier
	LicenceURL string  // its text
	BaseURL    string  // of the site, without a slash at its end; "" where none is known
	Paint      Painter // nil where no pictures can be made
	Files      bool    // documents that stand alone are written as well
}

// Painter draws a chart as "svg" or "png", in a size by its use ("wechat"; "" =
// as it is asked for).
type Painter func(c chart.Chart, ending, size string) ([]byte, error)

// Take adds to a chart what its files say of it.
func (p Publisher) Take(c chart.Chart) Taken {
	t := Taken{Chart: c, Publisher: p}
	if p.BaseURL == "" {
		return t
	}
	q := c.Params
	q.Theme, q.Width, q.Height = "", 0, 0
	at := func(asof data.AsOf) string {
		q.AsOf = asof
		return p.BaseURL + "/charts/" + c.Slug + "?" + q.Values().Encode()
	}
	t.Live, t.Pinned = at(data.AsOf{}), at(data.AsOf{Revision: max(c.Revision, 1)})
	return t
}

// Format is one row of the table: routes, menus and the command read it.
type Format struct {
	Ending  string // "csv"; "option.json"
	Name    string // parameter of the address that chooses among formats of one ending
	Value   string // of that parameter; such rows stand after the one without
	Media   string // Content-Type
	Label   string // message key
	Take    bool   // offered to readers in the menu
	Picture bool   // needs a Painter
	Alone   bool   // a document of its own, written as a file and never served
	Write   func(w io.Writer, t Taken) error
}

const (
	mediaSVG  = "image/svg+xml"
	mediaPNG  = "image/png"
	mediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Formats are all the ways to take a chart along.
var Formats = []Format{
	{Ending: "svg", Media: mediaSVG, Label: "page.take-svg", Take: true, Picture: true, Write: painted("svg")},
	{Ending: "png", Media: mediaPNG, Label: "page.take-png", Take: true, Picture: true, Write: painted("png")},
	{Ending: "xlsx", Media: mediaXLSX, Label: "page.take-xlsx", Take: true, Write: XLSX},
	{Ending: "csv", Media: "text/csv; charset=utf-8", Label: "page.take-csv", Take: true, Write: CSV},
	{Ending: "csv", Name: "charset", Value: "gb18030", Media: "text/csv; charset=gb18030", Label: "page.take-gb18030", Take: true, Write: GB18030},
	{Ending: "csv", Name: "format", Value: "sdmx", Media: "text/csv; charset=utf-8", Label: "page.take-sdmx", Take: true, Write: SDMX},
	{Ending: "json", Media: "application/json", Label: "page.take-json", Take: true, Write: JSONStat},
	{Ending: "option.json", Media: "application/json", Label: "page.take-option", Write: Option},
	{Ending: "option.json", Name: "mark", Value: "page", Media: "application/json", Label: "page.take-option", Write: Unmarked},
	{Ending: "html", Media: "text/html; charset=utf-8", Label: "page.take-html", Take: true, Alone: true, Write: HTML},
	{Ending: "zip", Media: "application/zip", Label: "page.take-zip", Take: true, Write: Zip},
}

// Offered are the formats that can be made here.
func (p Publisher) Offered() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return f.Picture && p.Paint == nil || f.Alone && !p.Files })
}

// Find returns the format of an ending and of an address's parameters. Returns
// NotFound for an ending and Invalid for a parameter that means nothing, listing
// what there is.
func (p Publisher) Find(ending string, q url.Values) (Format, error) {
	var endings, values []string
	var found []Format
	for _, f := range p.Offered() {
		if !slices.Contains(endings, "."+f.Ending) {
			endings = append(endings, "."+f.Ending)
		}
		if f.Ending == ending {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return Format{}, data.Fail(data.NotFound, "ending", "got", clip(ending), "known", strings.Join(endings, ", "))
	}
	best := found[0]
	for _, f := range found[1:] {
		if got := q.Get(f.Name); got != "" {
			same := func(x Format) bool { return x.Name == f.Name && x.Value == got }
			i := slices.IndexFunc(found, same)
			if i < 0 && (f.Name != "charset" || got != "utf-8") {
				for _, x := range found {
					if x.Name == f.Name {
						values = append(values, x.Value)
					}
				}
				return Format{}, data.Fail(data.Invalid, "parameter", "name", f.Name, "got", clip(got), "would", strings.Join(values, ", "))
			}
			if i >= 0 {
				best = found[i]
			}
		}
	}
	return best, nil
}

// Suffix is what an address's query carries besides the chart's own parameters.
func (f Format) Suffix() string {
	if f.Name == "" {
		return ""
	}
	return "&" + f.Name + "=" + f.Value
}

// Option writes the chart's ECharts option.
func Option(w io.Writer, t Taken) error {
	b, err := echarts.Option(t.Chart)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Unmarked writes the option for a page that itself says which figures are invented.
func Unmarked(w io.Writer, t Taken) error {
	t.Illustrative = false
	return Option(w, t)
}

func painted(ending string) func(w io.Writer, t Taken) error {
	return func(w io.Writer, t Taken) error {
		b, err := t.Paint(t.Chart, ending, "")
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	}
}
