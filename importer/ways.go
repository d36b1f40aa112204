package importer

import (
	"strings"

	"countyboard/data"
)

// Ways are the kinds of answer that a question takes, for a form that asks it.
type Ways struct {
	Wants  string // unit, indicator, place, group, period, mark, cell or label
	Other  bool   // something that is not among its options
	New    bool   // a new word
	AsIs   bool   // all these words as they are
	Ignore bool   // leave the figures out
	Blank  bool   // the word says nothing
}

// WaysOf are those of a problem of a report; none of one that asks nothing.
func WaysOf(p data.Problem) Ways {
	if p.Severity != data.SeverityQuestion || p.Code == "more-problems" {
		return Ways{}
	}
	w := Ways{Wants: question{code: p.Code}.wants(), Ignore: true}
	switch {
	case strings.HasSuffix(p.Code, "s-unknown"): // of many words, one question
		w.AsIs = true
	case w.Wants == "unit":
		w.Other, w.AsIs = true, p.Got != ""
	case w.Wants == "indicator" || w.Wants == "group" || w.Wants == "place":
		w.Other, w.New, w.Blank = true, true, strings.HasSuffix(p.Code, "-unknown")
	case w.Wants == "period":
		w.Other = true
	case w.Wants == "label":
		w.Blank = true
	}
	return w
}

// NewWordFor is the word that answers what a question wants by a label: of a
// group in a dimension ("cluster"), of an indicator or a place under a code of its own.
func NewWordFor(wants, dimension, label string) *data.NewWord {
	kind := data.IndicatorWord
	switch wants {
	case "group":
		kind = data.FacetWord
	default:
		dimension = ""
	}
	return &data.NewWord{Code: asIs(kind, dimension, label), Label: label}
}
