// Package chart knows what a chart means: which figures it shows, what it finds
// in them, how it says so. It draws nothing.
//
// A chart shows one population. Given an indicator and a place, the groups that
// have figures are taken apart into a population (规上, the park, the high-tech
// industry, or all) and the cluster within it; figures of different populations
// never share a picture, and the subtitle names the population wherever it is
// not the whole.
package chart

import (
	"slices"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
)

// Picture says how a chart is drawn; dashboard/echarts has one drawing for each.
type Picture string

// The pictures.
const (
	StackedColumns Picture = "stacked-columns" // categories are periods, series stack
	Columns        Picture = "columns"         // categories are periods, one series
	RankedDots     Picture = "ranked-dots"     // categories are groups, series are now and before
	DivergingBars  Picture = "diverging-bars"  // categories are groups, one series
	Lines          Picture = "lines"           // categories are periods, a line a group
	Bubbles        Picture = "bubbles"         // a series a group; X, Y and size
	Diverging      Picture = "diverging"       // categories are periods, series stack to both sides of zero, the total a line
	Bumps          Picture = "bumps"           // categories are periods, a line a group, Y its place from the top
	TwoRates       Picture = "two-rates"       // categories are periods; two rates above, their gap below
	Waterfall      Picture = "waterfall"       // categories are steps, X to Y, one series
	StackedBars    Picture = "stacked-bars"    // categories are groups, parts stack to both sides of zero
	Progress       Picture = "progress"        // categories are years: columns, and where they lead
	PlaceLines     Picture = "place-lines"     // categories are periods, a line a place
	Treemap        Picture = "treemap"         // categories are groups, one series
	ShareColumns   Picture = "share-columns"   // categories are periods, series stack to a hundred
	Heatmap        Picture = "heatmap"         // categories are periods, a row a series
	RatioDots      Picture = "ratio-dots"      // categories are groups, one series around 1
	TopShares      Picture = "top-shares"      // categories are periods, lines from zero
	Band           Picture = "band"            // categories are periods, two series with what lies between
)

// Chart is a chart's whole meaning in one language.
type Chart struct {
	Slug           string
	Params         Params
	Indicator      string
	IndicatorLabel string
	Measure        data.Measure
	Picture        Picture
	Title          string // the finding, in a sentence
	Subtitle       string // what is measured, unit, period, population, basis
	Alt            string // states the finding for those who do not see
	Unit           data.Unit
	UnitLabel      string  // at the axis's head
	DrawnBy        float64 // times a value is what the axis says, where that is not in Unit; else 0
	XLabel         string  // pictures with two value axes
	Categories     []Category
	Series         []Series
	Ranked         []Series // places with their newest value, the highest first; the picture may have room for some
	Lines          []Line
	Floor          float64  // where the value axis begins
	Notes          []string // breaks, provisional values, January–February
	Citations      []Citation
	Revision       int
	DataUntil      data.Period
	Updated        time.Time // newest release among the figures
	Place          string    // code
	PlaceName      string
	Population     data.Group
	Measures       []Choice // that the reader may switch between
	Filters        []Filter // what else there is to choose
	Methods        []string // codes of the formulas that it rests on
	Illustrative   bool
	Partly         bool // illustrative figures stand beside published ones
	Empty          *Empty
}

// DataUnit is the unit of values as files have them, in words.
func (c Chart) DataUnit() string {
	if c.DrawnBy == 0 {
		return c.UnitLabel
	}
	return lang.UnitLabel(c.Lang(), c.Unit)
}

// GroupAt is the group of a series' i-th point: the series', or the category's
// where categories are groups.
func (c Chart) GroupAt(s Series, i int) data.Group {
	if i >= len(c.Categories) || !c.Categories[i].Period.IsZero() {
		return s.Group
	}
	if facet := c.Categories[i].Facet; facet != "" {
		return c.Population.With(facet)
	}
	return c.Population
}

// AsPrinted is the chart with its values as they are printed, so that parts that
// are drawn meet the total that is drawn. Files have the values themselves.
func (c Chart) AsPrinted() Chart {
	c.Series = slices.Clone(c.Series)
	for i, s := range c.Series {
		if !slices.ContainsFunc(s.Points, func(p Point) bool { return p.closes }) {
			continue
		}
		c.Series[i].Points = slices.Clone(s.Points)
		for j, p := range s.Points {
			if p.closes {
				c.Series[i].Points[j].Value = p.closed
			}
		}
	}
	return c
}

// close prints a value as one of several that add up.
func (p *Point) close(l lang.Lang, x float64, unit data.Unit) {
	p.closes, p.closed, p.Shown = true, x, lang.Signed(l, x, unit)
}

// Choice is one way to see the same chart.
type Choice struct {
	Measure data.Measure
	Label   string
	Chosen  bool
}

// Category is a place on the category axis.
type Category struct {
	Period data.Period // zero where categories are groups
	Facet  string
	Rank   int // colour, where categories are groups
	Label  string
	Head   string // written once above several labels: the year
	// Of a step: what it shows where it is not the chart's indicator.
	Indicator, IndicatorLabel string
}

// Ranks of series that are no cluster.
const (
	RankOther = -1 // 其他: grey, last
	RankTotal = -2 // totals: ink
)

// Series is one drawn group. Points stand in the order of Chart.Categories.
type Series struct {
	Name   string
	Group  data.Group
	Facet  string // that gives the colour
	Rank   int    // colour: fixed per place
	Points []Point
	// Where they are not the chart's.
	Measure          data.Measure
	Unit             data.Unit
	Place, PlaceName string
	GroupLabel       string // the group's name, where Name says what is shown of it
}

// Point is one drawn value with what stands behind it.
type Point struct {
	Period data.Period
	Value  float64 // in Chart.Unit
	Has    bool
	Status data.Status
	Why    string  // why there is no value, or how it was computed
	Shown  string  // the value as people read it, with unit
	Word   string  // what a picture has in place of a number: from loss to profit there is no rate
	Full   string  // the same as a table has room for it, "" where that is no more
	Change string  // against a year before, as people read it
	closes bool    // what is printed adds up to a printed total:
	closed float64 // the value as it is printed
	X, Y   float64 // pictures with two value axes (size in Value)
	Low    float64 // the least and the greatest that rounding allows; both 0 where that is not told
	High   float64
	Detail []Figure
	Cells  []Cell
}

// Figure is a named value that a point carries beside its own. With a measure it
// is a value of its own in files (one of the chart's measure stands for the
// point's); without a label it stands in files only.
type Figure struct {
	Label   string
	Shown   string
	Value   float64
	Unit    data.Unit
	Measure data.Measure
}

// Cell is where a value stands: workbook, sheet and cell.
type Cell struct {
	File         string
	Batch        string
	Sheet        string
	Cell         string
	Released     time.Time
	Illustrative bool
}

// String is "lezhi-2024-09.xlsx · 规上工业!F14".
func (c Cell) String() string { return c.File + " · " + c.Sheet + "!" + c.Cell }

// Line is a line across the picture at a value that somebody named.
type Line struct {
	Value float64
	Label string
	Story string // slug of the story that names it
}

// Said is a value that a story names for a population: charts of that
// population draw a line at it.
type Said struct {
	Indicator string
	Place     string
	Group     data.Group
	Period    data.Period // zero where the story does not say
	Value     float64
	Unit      data.Unit
	Story     string
}

// Goal is what a story says that a population is to reach, from a base year on.
type Goal struct {
	Indicator string
	Place     string
	Group     data.Group
	Base      data.Period
	Target    float64 // in Unit, or multiple of the base when Times
	Times     bool
	Unit      data.Unit
	Story     string
}

// SaidBy are the levels and the goals among a story's claims.
func SaidBy(story string, claims []data.Claim) (said []Said, goals []Goal) {
	for _, c := range claims {
		switch k := c.Key; {
		case c.Kind == data.ClaimLevel && c.HasSaid:
			said = append(said, Said{Indicator: k.Indicator, Place: k.Place, Group: k.Group, Period: k.Period, Value: c.Said, Unit: c.Unit, Story: story})
		case c.Kind == data.ClaimGoal:
			goals = append(goals, Goal{Indicator: k.Indicator, Place: k.Place, Group: k.Group, Base: c.Base, Target: c.Target, Times: c.Times, Unit: c.Unit, Story: story})
		}
	}
	return said, goals
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

// Sources are what charts are made from.
type Sources struct {
	Reader data.Reader
	Names  data.Names
	Said   []Said
	Goals  []Goal
}

func text(l lang.Lang, key string, pairs ...string) string {
	return lang.Text(l, "chart."+key, sharing(pairs)...)
}

// sharing lets a population and its indicator share the word that ends one name
// and begins the other.
func sharing(pairs []string) []string {
	value := func(key string) int {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == key {
				return i + 1
			}
		}
		return -1
	}
	who, what := value("who"), value("what")
	if who < 0 || what < 0 {
		return pairs
	}
	pairs = slices.Clone(pairs)
	pairs[what] = lang.Behind(pairs[who], pairs[what])
	return pairs
}
