package data

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Kind says how an indicator behaves in time.
type Kind string

// Stocks are counted at a moment and never summed over time; flows add up over
// time and may be cumulated; rates do neither.
const (
	Stock Kind = "stock"
	Flow  Kind = "flow"
	Rate  Kind = "rate"
)

// Indicator is what is measured. Codes are lower-case ASCII with hyphens.
type Indicator struct {
	Code    string
	Label   string // zh-Hans
	LabelEn string
	Unit    Unit // the unit in which the house shows it
	Kind    Kind
	// Real means that published growth is at comparable prices while levels are
	// nominal (增加值): no base can be implied from the two.
	Real bool
	// Signed means that figures may be below zero: profits, which may be losses.
	Signed  bool
	Aliases []string
}

// Place is a territory: a GB/T 2260 code (always text) or a code of the house
// for macro-regions ("region-east" for 东部地区).
type Place struct {
	Code    string
	Name    string // full name, zh-Hans
	NameEn  string
	Short   string // 四川 for 四川省
	Parent  string // code, "" for the top
	Aliases []string
}

// Region reports whether the place is a macro-region: the sum of other places,
// and no rival of them.
func (p Place) Region() bool { return strings.HasPrefix(p.Code, "region-") }

// Measure is the level itself or a rate that a source published.
type Measure string

// Measures that observations carry. Computed measures (cagr, lq, contribution)
// exist in charts and claims only.
const (
	Level        Measure = "level"
	YoY          Measure = "yoy" // 同比
	MoM          Measure = "mom" // 环比
	Share        Measure = "share"
	Points       Measure = "points"
	IndexNumber  Measure = "index"
	Contribution Measure = "contribution"
	CAGR         Measure = "cagr"
	LQ           Measure = "lq"
)

// Basis says where a growth rate comes from. One series never mixes them.
type Basis string

// The bases, as addresses name them.
const (
	Published Basis = "published" // the rate a source published (comparable basis)
	Nominal   Basis = "nominal"   // computed from two published levels
	Implied   Basis = "implied"   // computed on the base that level and published rate imply
)

// Status is an SDMX OBS_STATUS letter.
type Status string

// The statuses that workbooks give rise to.
const (
	Normal         Status = "A"
	Provisional    Status = "P"
	Estimated      Status = "E"
	Suppressed     Status = "Q"
	DoesNotApply   Status = "M"
	Missing        Status = "O"
	DefinitionDiff Status = "D"
	Break          Status = "B"
	LowReliability Status = "U"
)

// HasNumber reports whether a value of this status carries a number. A value
// without a number always has a status that says why.
func (s Status) HasNumber() bool {
	switch s {
	case Suppressed, DoesNotApply, Missing:
		return false
	}
	return s != ""
}

// Value is what a cell says. Number means something only if Status.HasNumber.
type Value struct {
	Number float64
	Status Status
	Raw    string // the cell's text as it stands in the workbook
}

// Key says what a figure is about. A key without measure is incomplete.
type Key struct {
	Indicator string
	Place     string
	Group     Group
	Measure   Measure
	Period    Period
}

// CellRef names one cell of one batch's workbook; Cell is "D11".
type CellRef struct {
	Batch string `json:"batch,omitempty"`
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
}

// Observation is one figure with the cells that bear it out (several where a
// figure is derived, as a count from a list).
type Observation struct {
	Key   Key
	Value Value
	Unit  Unit // the workbook's own; Value is in it, at full precision
	From  []CellRef
	// Source is where the workbook says this figure comes from (a 来源 column or
	// a source row); "" = the workbook itself.
	Source string
	Note   string // footnote or reason that belongs to the figure
}

// Point is an observation within a series, as it is known at some revision.
type Point struct {
	Period Period
	Value  Value
	Unit   Unit
	From   []CellRef
	Source string
	Note   string
	Batch  string // key of Answer.Batches
}

// Displaces reports whether an observation of the same key says something else
// than a published point: another number, or why there is none. Status O displaces
// nothing.
func (o Observation) Displaces(p Point) bool {
	had, has := p.Value.Status.HasNumber(), o.Value.Status.HasNumber()
	switch {
	case o.Value.Status == Missing, !had && !has:
		return false
	case had != has:
		return had
	}
	was, ok := p.Unit.Convert(p.Value.Number, o.Unit)
	return !ok || math.Abs(was-o.Value.Number) > 1e-9*math.Max(math.Abs(was), math.Abs(o.Value.Number))
}

// Standing is where a figure stands among those of one key: which of them is known
// is decided by nothing else.
type Standing struct {
	Missing  bool   // status O
	Invented bool   // 示例数据
	Released string // the day, 2006-01-02
	Revision int    // that published it
}

// Before reports whether a figure is the one that is known, rather than another of
// its key: status O displaces nothing, and what is invented nothing that is
// published; else the later release wins, then the later revision.
func (s Standing) Before(o Standing) bool {
	if s.Missing != o.Missing {
		return o.Missing
	}
	if s.Invented != o.Invented {
		return o.Invented
	}
	return cmp.Or(cmp.Compare(s.Released, o.Released), cmp.Compare(s.Revision, o.Revision)) > 0
}

// Series is one indicator, place, group, measure and frequency over time;
// points are ordered by Period.Compare and have distinct periods.
type Series struct {
	Indicator string
	Place     string
	Group     Group
	Measure   Measure
	Freq      Freq
	Points    []Point
}

// At is the point of a period.
func (s Series) At(p Period) (Point, bool) {
	i, ok := PointAt(s.Points, p)
	if !ok {
		return Point{}, false
	}
	return s.Points[i], true
}

// PointAt is where the point of a period stands among points that are ordered as
// those of a Series are.
func PointAt(points []Point, p Period) (int, bool) {
	return slices.BinarySearchFunc(points, p, func(q Point, p Period) int { return q.Period.Compare(p) })
}

// Names tells how the things behind codes are called; data/vocab implements it.
// Unknown codes return ok = false; labels of unknown facets are their values.
type Names interface {
	Indicator(code string) (Indicator, bool)
	Place(code string) (Place, bool)
	// FacetLabel is the label of one facet ("cluster/铝材") in "zh-Hans" or "en".
	FacetLabel(facet, lang string) string
	// Known reports whether a facet is in the vocabulary.
	Known(facet string) bool
	// FacetOrder is the fixed rank of a facet within its dimension (colours and
	// stacking follow it); unknown facets come after the known ones.
	FacetOrder(facet string) int
}
