// Package chart knows what a chart means: which figures it shows, what it
// finds in them, how it says so. It draws nothing.
package chart

import (
	"context"
	"net/url"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
)

// Params are the query parameters that every chart takes (contracts/addresses.md).
type Params struct {
	Places        []string
	Indicator     string
	Groups        []data.Group
	From, To      data.Period
	Measure       data.Measure
	Basis         data.Basis
	Freq          data.Freq
	View          string
	Lang          lang.Lang
	Theme         string // "light", "dark"
	Width, Height int    // 0 = not asked
	AsOf          data.AsOf
}

// ParseParams reads and checks a query. Unknown parameters are left alone.
// Returns Invalid errors that say which values do.
func ParseParams(q url.Values) (Params, error) { panic("being built") }

// Values is the canonical query: parameters that are not the default, sorted.
func (p Params) Values() url.Values { panic("being built") }

// Definition of a chart: one file here, one line in Catalogue.
type Definition struct {
	Slug     string
	Measures []data.Measure // that the reader may switch between; the first is the default
	Views    []string
	build    func(ctx context.Context, s Sources, p Params, c *Chart) error
}

// Sources are what charts are made from.
type Sources struct {
	Reader data.Reader
	Names  data.Names
}

// Find returns the definition of a slug. Returns NotFound, listing what exists.
func Find(slug string) (Definition, error) { panic("being built") }

// Build makes a chart. A chart without data is no error: Chart.Empty says why.
func (d Definition) Build(ctx context.Context, s Sources, p Params) (Chart, error) {
	panic("being built")
}

// Picture says how a chart is drawn; dashboard/echarts has one drawing for each.
type Picture string

// Chart is a chart's whole meaning in one language.
type Chart struct {
	Slug         string
	Params       Params
	Picture      Picture
	Title        string // the finding, in a sentence
	Subtitle     string // what is measured, unit, period, population, basis
	Alt          string // states the finding for those who do not see
	Unit         data.Unit
	UnitLabel    string
	Categories   []Category
	Series       []Series
	Lines        []Line
	Notes        []string // breaks, provisional values, January–February
	Citations    []Citation
	Revision     int
	DataUntil    data.Period
	Updated      time.Time // newest release among the figures
	Illustrative bool
	Empty        *Empty
}

// Category is a place on the category axis.
type Category struct {
	Period data.Period // zero where categories are groups
	Facet  string
	Label  string
}

// Series is one drawn group. Points stand in the order of Chart.Categories.
type Series struct {
	Name   string
	Group  data.Group
	Place  string
	Facet  string // the facet that gives the colour
	Rank   int    // colour: fixed per place; -1 = 其他 (grey), -2 = total (ink)
	Points []Point
}

// Point is one drawn value with what stands behind it.
type Point struct {
	Period data.Period
	Value  float64
	Has    bool
	Status data.Status
	Why    string  // why there is no value, or how it was computed
	Shown  string  // the value as people read it, with unit
	X, Y   float64 // pictures with two value axes (size in Value)
	Cells  []Cell
}

// Cell is where a value stands: workbook, sheet and cell.
type Cell struct {
	File  string
	Batch string
	Sheet string
	Cell  string
}

// Line is a line across the picture at a value that somebody named.
type Line struct {
	Value float64
	Label string
	Story string // slug of the story that names it
}

// Citation is a source of the chart's figures.
type Citation struct {
	File         string
	Source       string
	Released     time.Time
	Illustrative bool
}

// Empty says what is missing and what would fill it.
type Empty struct {
	Reason string
	Hint   string
}
