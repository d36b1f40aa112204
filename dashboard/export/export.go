// Package export turns a chart into files that people take along.
package export

import (
	"io"

	"countyboard/dashboard/chart"
)

// Format is one row of the table: routes and menus read it.
type Format struct {
	Ending string // "csv"; "option.json"
	Media  string // Content-Type
	Label  string // message key
	Write  func(w io.Writer, c chart.Chart) error
}

// Formats are all the ways to take a chart along.
var Formats []Format
