package chart

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data/lang"
)

// offices and books that sources are, after the name of their place; their words
// are office-NAME in data/lang.
var offices = []string{"statistics", "survey", "industry", "industry-short", "government", "communique", "yearbook"}

var (
	sourceBreak = regexp.MustCompile(`[；;、]`)
	sourceYear  = regexp.MustCompile(`[12][0-9]{3}年?`)
)

// source is what a workbook names as its source, in the chart's language: offices
// and books of the place and of those above it have a name in each. What is not
// known stays as the workbook has it.
func (f *frame) source(s string) string {
	if f.l == lang.ZhHans || s == "" {
		return s
	}
	parts := sourceBreak.Split(s, -1)
	for i, part := range parts {
		parts[i] = f.sourceName(strings.TrimSpace(part))
	}
	return strings.Join(parts, "; ")
}

func (f *frame) sourceName(s string) string {
	for _, known := range []string{"source-sample", "source-national"} {
		if s == text(lang.ZhHans, known) {
			return text(f.l, known)
		}
	}
	year := strings.TrimSuffix(sourceYear.FindString(s), "年")
	bare := sourceYear.ReplaceAllString(s, "")
	for code := f.place.Code; code != ""; {
		place, ok := f.names.Place(code)
		if !ok {
			break
		}
		for _, name := range slices.Compact([]string{place.Name, place.Short}) {
			rest, found := strings.CutPrefix(bare, name)
			if !found || name == "" {
				continue
			}
			for _, o := range offices {
				if rest == text(lang.ZhHans, "office-"+o) {
					return strings.TrimSpace(placeName(f.l, place) + " " + text(f.l, "office-"+o) + " " + year)
				}
			}
		}
		code = place.Parent
	}
	return s
}
