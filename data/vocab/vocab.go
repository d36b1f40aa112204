// Package vocab turns the words of people into codes: names of indicators,
// places, groups and measures, units, numbers and times, as Chinese and English
// statistics write them. The importer reads workbooks with it, data/story reads
// sentences with it.
package vocab

import "countyboard/data"

// Vocabulary is the embedded catalogue and what was added to it. It is
// immutable and safe for concurrent use; it implements data.Names.
type Vocabulary struct{}

// Embedded is the catalogue that comes with the binary.
func Embedded() *Vocabulary { panic("being built") }

// With returns a vocabulary that also knows words; later words win.
// Returns Invalid if a word contradicts the catalogue's form.
func (v *Vocabulary) With(words ...data.Word) (*Vocabulary, error) { panic("being built") }

// Accumulation says whether a word speaks of a cumulated figure.
type Accumulation uint8

// 累计 and 当期 (当月, 本月) are different figures; most labels do not say.
const (
	Unsaid Accumulation = iota
	Cumulated
	Current
)

// Context is what is known from around a label.
type Context struct {
	Year int // of the table, 0 = not known: "1—9月" needs it
}

// Time is a time as people write it. Period is zero when the year is not known;
// then Months holds it: first and last month (1–9 for "1—9月").
type Time struct {
	Period data.Period
	Months [2]int
	Acc    Accumulation
}

// Reading is what one label says. Zero fields were not said.
type Reading struct {
	Indicator string
	Facets    []string // scopes and groups: "size/规上", "cluster/铝材"
	Place     string
	Measure   data.Measure
	Unit      data.Unit
	Time      Time
	Total     bool   // 合计, 总计, 总数
	OfWhich   bool   // 其中, #
	Rest      string // words that were not understood, tidied; "" = everything was
}

// Read takes a label apart: 规上工业总产值(亿元) is an indicator, a scope and a unit;
// 同比增长(%) a measure and a unit; 1—9月累计 a time.
func (v *Vocabulary) Read(label string, ctx Context) Reading { panic("being built") }

// Unit reads a unit alone: 亿元, 万元, 户, %, "100 million yuan".
func (v *Vocabulary) Unit(text string) (data.Unit, bool) { panic("being built") }

// FindPlace reads the name (long, short, with blanks inside) or the code of a place.
func (v *Vocabulary) FindPlace(text string) (data.Place, bool) { panic("being built") }

// Indicator implements data.Names.
func (v *Vocabulary) Indicator(code string) (data.Indicator, bool) { panic("being built") }

// Place implements data.Names.
func (v *Vocabulary) Place(code string) (data.Place, bool) { panic("being built") }

// FacetLabel implements data.Names.
func (v *Vocabulary) FacetLabel(facet, lang string) string { panic("being built") }

// FacetOrder implements data.Names.
func (v *Vocabulary) FacetOrder(facet string) int { panic("being built") }

// Indicators lists the catalogue in its order.
func (v *Vocabulary) Indicators() []data.Indicator { panic("being built") }

// Suggest gives up to n known words that look like word, best first (力元 → 万元).
// kind is "unit", "indicator", "place" or "facet".
func (v *Vocabulary) Suggest(kind, word string, n int) []string { panic("being built") }

// ParseTime reads a time as people write it, with nothing around it but
// brackets and blanks.
func ParseTime(text string, ctx Context) (Time, bool) { panic("being built") }

// Tidy removes line breaks, _x000D_, full-width forms and blanks inside Chinese
// words; single blanks between Latin words stay.
func Tidy(label string) string { panic("being built") }

// Mark is what stands in a cell instead of a number, or beside it.
type Mark struct {
	Status data.Status // of a cell that has no number; "" where a number stands
	Ask    bool        // "-" and "—": zero or not applicable, ask once a workbook
	Note   string      // footnote marks that stood beside it
}

// ParseNumber reads a number as text cells hold it: 1,234.5, １２３４, (12.3),
// 28189*, 12.5%, −3.1, and the marks of missing values. percent reports a percent sign.
func ParseNumber(text string) (x float64, percent bool, m Mark, ok bool) { panic("being built") }
