package importer

import (
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// mostReadAs bounds the list of words that were taken for others.
const mostReadAs = 500

// readAs notes what a label was taken for where it does not say the name itself:
// 纺织鞋服 is filed under 纺织服装, and the editor is to see that.
func (t *translator) readAs(sheet string, h heading, indicator, place string, facets []string) {
	if t.toldReadAs[h.text] || len(t.report.ReadAs) >= mostReadAs {
		return
	}
	t.toldReadAs[h.text] = true
	add := func(code, label, labelEn string, names ...string) {
		if !vocab.Says(strings.ReplaceAll(h.text, "_", " "), append(names, code, label, labelEn)...) {
			t.report.ReadAs = append(t.report.ReadAs, data.ReadAs{Word: h.text, Sheet: sheet, Cell: CellName(h.row, h.col), Code: code, Label: label, LabelEn: labelEn})
		}
	}
	if i, ok := t.v.Indicator(indicator); ok {
		add(i.Code, i.Label, i.LabelEn)
	}
	if p, ok := t.v.Place(place); ok {
		add(p.Code, p.Name, p.NameEn, p.Short)
	}
	for _, f := range facets {
		if _, value, _ := strings.Cut(f, "/"); t.v.Known(f) {
			add(f, t.v.FacetLabel(f, "zh-Hans"), t.v.FacetLabel(f, "en"), value)
		}
	}
}

// mostWords of a question about many are listed.
const mostWords = 500

// wordOf notes a word that a question about many words is about.
func (t *translator) wordOf(id, word, sheet string, h heading) {
	i, ok := t.asked[id]
	if !ok || i < 0 {
		return
	}
	key := id + "\x00" + word
	if t.toldWords[key] {
		return
	}
	t.toldWords[key] = true
	p := &t.report.Problems[i]
	if p.WordCount++; len(p.Words) < mostWords {
		p.Words = append(p.Words, data.WordAt{Word: word, Sheet: sheet, Cell: CellName(h.row, h.col)})
	}
}
