// Package export turns a chart into files that people take along.
package export

import (
	"io"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
)

// Format is one row of the table: routes and menus read it.
type Format struct {
	Ending string // "csv"; "option.json"
	Media  string // Content-Type
	Label  string // message key
	Take   bool   // offered to readers in the menu
	Write  func(w io.Writer, c chart.Chart) error
}

// Formats are all the ways to take a chart along.
var Formats = []Format{
	{Ending: "csv", Media: "text/csv; charset=utf-8", Label: "page.take-csv", Take: true, Write: CSV},
	{Ending: "json", Media: "application/json", Label: "page.take-json", Take: true, Write: JSONStat},
	{Ending: "option.json", Media: "application/json", Label: "page.take-option", Write: Option},
}

// Option writes the chart's ECharts option.
func Option(w io.Writer, c chart.Chart) error {
	b, err := echarts.Option(c)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
