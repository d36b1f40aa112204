package importer

import (
	"bufio"
	"encoding/json"
	"io"
	"math"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// WriteJSONL writes a result as JSON lines: the workbook, its tables, its
// observations in the order of the workbook, problems, and a summary. v gives
// the labels of codes; messages are in language l.
func WriteJSONL(w io.Writer, res Result, v *vocab.Vocabulary, l lang.Lang) error {
	b := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	rep := res.Report
	if err := e.Encode(workbookLine{"workbook", rep.File, rep.Format, rep.SHA256, rep.Sheets, rep.Hidden}); err != nil {
		return err
	}
	for _, t := range rep.Tables {
		if err := e.Encode(tableLine{"table", t.Sheet, t.Range, t.Title, t.HeaderRows, t.LabelColumns, t.Fingerprint}); err != nil {
			return err
		}
	}
	var line observationLine // one for all: there may be millions
	for x := range res.Readings.All() {
		line = observationOf(x, v, l)
		if err := e.Encode(&line); err != nil {
			return err
		}
	}
	for _, p := range rep.Problems {
		if err := e.Encode(problemOf(p, l)); err != nil {
			return err
		}
	}
	if err := e.Encode(summaryLine{"summary", rep.Observations, rep.Missing, len(rep.Problems), rep.Ignored, math.Round(rep.Seconds*1e4) / 1e4}); err != nil {
		return err
	}
	return b.Flush()
}

type workbookLine struct {
	Type   string `json:"type"`
	File   string `json:"file"`
	Format string `json:"format"`
	SHA256 string `json:"sha256"`
	Sheets int    `json:"sheets"`
	Hidden int    `json:"hidden"`
}

type tableLine struct {
	Type         string   `json:"type"`
	Sheet        string   `json:"sheet"`
	Range        string   `json:"range"`
	Title        string   `json:"title"`
	HeaderRows   [2]int   `json:"header_rows"`
	LabelColumns []string `json:"label_columns"`
	Fingerprint  string   `json:"fingerprint"`
}

type observationLine struct {
	Type           string   `json:"type"`
	Sheet          string   `json:"sheet"`
	Cell           string   `json:"cell"`
	Raw            string   `json:"raw"`
	Value          *float64 `json:"value"`
	Unit           string   `json:"unit"`
	Period         string   `json:"period"`
	Title          string   `json:"title"`
	Rows           []string `json:"rows"`
	Cols           []string `json:"cols"`
	Indicator      string   `json:"indicator"`
	IndicatorLabel string   `json:"indicator_label"`
	Measure        string   `json:"measure"`
	Place          string   `json:"place"`
	PlaceLabel     string   `json:"place_label"`
	Group          string   `json:"group"`
	GroupLabel     string   `json:"group_label"`
	Status         string   `json:"status"`
	Source         string   `json:"source,omitempty"`
	Note           string   `json:"note,omitempty"`
}

func observationOf(x *Reading, v *vocab.Vocabulary, l lang.Lang) observationLine {
	o := observationLine{
		Type: "observation", Raw: x.Value.Raw, Unit: x.Unit.Label, Period: x.Key.Period.String(), Title: x.Title,
		Rows: x.Rows, Cols: x.Cols, Indicator: x.Key.Indicator, Measure: string(x.Key.Measure), Place: x.Key.Place,
		Group: string(x.Key.Group), Status: string(x.Value.Status), Source: x.Source, Note: x.Note,
	}
	if len(x.From) > 0 {
		o.Sheet, o.Cell = x.From[0].Sheet, x.From[0].Cell
	}
	if x.Value.Status.HasNumber() {
		o.Value = &x.Value.Number
	}
	if o.Rows == nil {
		o.Rows = []string{}
	}
	if o.Cols == nil {
		o.Cols = []string{}
	}
	if i, ok := v.Indicator(x.Key.Indicator); ok {
		o.IndicatorLabel = lang.Pick(l, i.Label, i.LabelEn)
	}
	if p, ok := v.Place(x.Key.Place); ok {
		o.PlaceLabel = lang.Pick(l, p.Name, p.NameEn)
	}
	for i, f := range x.Key.Group.Facets() {
		if i > 0 {
			o.GroupLabel += lang.Pick(l, "、", ", ")
		}
		o.GroupLabel += v.FacetLabel(f, string(l))
	}
	return o
}

type problemLine struct {
	Type     string        `json:"type"`
	ID       string        `json:"id"`
	Sheet    string        `json:"sheet"`
	Cell     string        `json:"cell"`
	Cells    int           `json:"cells"`
	Code     string        `json:"code"`
	Severity data.Severity `json:"severity"`
	Got      string        `json:"got"`
	Expected string        `json:"expected"`
	Options  []string      `json:"options"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
}

func problemOf(p data.Problem, l lang.Lang) problemLine {
	return problemLine{
		Type: "problem", ID: p.ID, Sheet: p.Sheet, Cell: p.Cell, Cells: p.Cells, Code: p.Code, Severity: p.Severity, Got: p.Got,
		Expected: lang.Say(l, p.Expected), Options: p.Options, Message: lang.Say(l, p.Message), Hint: lang.Say(l, p.Hint),
	}
}

type summaryLine struct {
	Type         string  `json:"type"`
	Observations int     `json:"observations"`
	Missing      int     `json:"missing"`
	Problems     int     `json:"problems"`
	Ignored      int     `json:"ignored"`
	Seconds      float64 `json:"seconds"`
}
