package importer

import (
	"maps"
	"slices"

	"countyboard/data"
	"countyboard/data/vocab"
)

// wants is what kind of thing answers a question.
func (q question) wants() string {
	switch q.code {
	case "unit-unknown", "unit-word", "unit-odd", "unit-scale":
		return "unit"
	case "indicator-unknown", "indicators-unknown", "indicator-missing":
		return "indicator"
	case "place-unknown", "places-unknown", "place-missing":
		return "place"
	case "period-missing", "period-missing-part":
		return "period"
	case "mark-unclear":
		return "mark"
	case "conflict":
		return "cell"
	case "row-unnamed", "column-unnamed":
		return "label"
	}
	return "group"
}

// usable is fits, once for each answer; of one that is not, the report says so.
func (t *translator) usable(q question, id string, a data.AnswerTo) bool {
	ok, judged := t.judged[id]
	if !judged {
		ok = t.fits(q, a)
		t.judged[id] = ok
		if !ok {
			t.unfit(q, id, a)
		}
	}
	return ok
}

// fits reports whether an answer says something that its question can use:
// nonsense must not reach the figures.
func (t *translator) fits(q question, a data.AnswerTo) bool {
	wants := q.wants()
	switch {
	case a.Ignore:
		return true
	case a.Blank:
		return q.word || wants == "label" || q.code == "indicator-unknown"
	case a.Take != "":
		return a.Take == "as-is" && (q.word || wants == "unit" && q.got != "")
	case a.New != nil:
		return fitsNew(wants, a.New)
	}
	switch wants {
	case "unit":
		_, ok := t.v.Unit(a.Use)
		return ok
	case "indicator":
		return t.codeOf(a.Use) != ""
	case "place":
		_, ok := t.v.FindPlace(a.Use)
		return ok || t.brought(a.Use) != nil
	case "period":
		_, ok := timeOf(a.Use)
		return ok
	case "mark":
		return slices.Contains(q.options, a.Use) || a.Use == string(data.Suppressed)
	case "label":
		return false // it is nothing, or nothing to take
	case "cell":
		return t.read.has(a.Use)
	}
	return len(t.facetsOf(a.Use)) > 0
}

func fitsNew(wants string, n *data.NewWord) bool {
	switch wants {
	case "unit":
		return n.Label != ""
	case "indicator", "place":
		return n.Label != "" && n.Code != ""
	case "group":
		g, err := data.ParseGroup(n.Code)
		return err == nil && n.Label != "" && len(g.Facets()) == 1
	}
	return false
}

// unfit says that an answer cannot be used, and why; its question stays open.
func (t *translator) unfit(q question, id string, a data.AnswerTo) {
	got := a.Use + a.Take
	if a.New != nil {
		got = a.New.Code + " " + a.New.Label
	}
	t.raise(question{
		id: "answer-unfit:" + id, code: "answer-unfit-" + q.wants(), expected: q.code, sheet: q.sheet, cell: q.cell,
		got: got, options: q.options, args: []string{"id", id},
	}, data.SeverityError)
}

// unused notes the answers given with this import that nothing asked for.
func (t *translator) unused() {
	for _, id := range slices.Sorted(maps.Keys(t.o.Answers)) {
		if !t.taken[id] {
			t.raise(question{id: "answer-unused:" + id, code: "answer-unused", got: id}, data.SeverityNote)
		}
	}
}

// brought is the new word of a code or label that the answers in force bring.
func (t *translator) brought(text string) *data.NewWord {
	for _, a := range t.answers {
		if a.New != nil && (a.New.Code == text || a.New.Label == text) {
			return a.New
		}
	}
	return nil
}

// codeOf is the indicator of a code or name, as the options show it; "" for none.
func (t *translator) codeOf(text string) string {
	if _, ok := t.indicator(text); ok {
		return text
	}
	if r := t.label(text, 0); r.Indicator != "" && r.Rest == "" {
		return r.Indicator
	}
	if n := t.brought(text); n != nil {
		t.newIndicator(n, "", data.Unit{})
		return n.Code
	}
	return ""
}

// placeOf is the place of a code or name; a word taken as it is stays.
func (t *translator) placeOf(text string) string {
	if p, ok := t.v.FindPlace(text); ok {
		return p.Code
	}
	if n := t.brought(text); n != nil {
		return n.Code
	}
	return text
}

// facetsOf are the known facets of a group's code or name; none where one of
// them is not known.
func (t *translator) facetsOf(text string) []string {
	if r := t.label(text, 0); r.Rest == "" && len(r.Facets) > 0 {
		return r.Facets
	}
	g, err := data.ParseGroup(text)
	if err != nil {
		if n := t.brought(text); n != nil {
			return []string{n.Code}
		}
		return nil
	}
	for _, f := range g.Facets() {
		if !t.v.Known(f) && t.brought(f) == nil {
			return nil
		}
	}
	return g.Facets()
}

// timeOf reads the period of an answer: 2024-01/P9M, 2024年9月.
func timeOf(text string) (vocab.Time, bool) {
	if p, err := data.ParsePeriod(text); err == nil {
		return vocab.Time{Period: p}, true
	}
	x, ok := vocab.ParseTime(text, vocab.Context{})
	return x, ok && !x.IsZero() && !x.Yearless
}

// indicator is a known indicator, or one that an answer brought.
func (t *translator) indicator(code string) (data.Indicator, bool) {
	if i, ok := t.v.Indicator(code); ok {
		return i, true
	}
	w, ok := t.words[string(data.IndicatorWord)+" "+code]
	return data.Indicator{Code: w.Code, Label: w.Label, LabelEn: w.LabelEn, Unit: w.Unit, Kind: w.Of}, ok
}

// indicatorOf is the indicator of a code; figures of one stand together.
func (t *translator) indicatorOf(code string) *data.Indicator {
	if t.ind.Code != code || code == "" {
		t.ind, _ = t.indicator(code)
	}
	return &t.ind
}

// newIndicator learns the indicator of an answer. What the answer does not say
// of it follows from the unit that stands beside the word.
func (t *translator) newIndicator(n *data.NewWord, alias string, unit data.Unit) {
	if n.Unit != "" {
		unit = t.unitNamed(n.Unit)
	}
	w := data.Word{Kind: data.IndicatorWord, Code: n.Code, Label: n.Label, LabelEn: n.Label, Unit: unit, Of: n.Kind}
	if w.Of == "" {
		w.Of = kindFor(unit)
	}
	if alias != "" {
		w.Aliases = []string{alias}
	}
	t.learn(w)
}

// unitsBrought are the units that the answers in force give to new indicators.
func (t *translator) unitsBrought() map[string]data.Unit {
	found := make(map[string]data.Unit)
	for _, a := range t.answers {
		if a.New != nil && a.New.Unit != "" {
			found[a.New.Code] = t.unitNamed(a.New.Unit)
		}
	}
	return found
}
