package importer

import "strings"

// traits are what a text looks like as a line of a sheet.
type traits uint8

const (
	formTrait  traits = 1 << iota // what a form says about itself
	askedTrait                    // of a form, and its value stands in the next cell
	datedTrait                    // it begins with a year
	unitTrait                     // 单位：亿元
	bareTrait                     // 单位
	noteTrait                     // 注：…
)

// mostTraits bounds what is remembered: long tables repeat few texts, and those
// that do not repeat need not be kept.
const mostTraits = 1 << 15

// traitsOf looks at a text, once for each.
func (g *grid) traitsOf(text string) traits {
	t, known := g.traits[text]
	if !known {
		t = traitsOf(text)
		if len(g.traits) < mostTraits {
			g.traits[text] = t
		}
	}
	return t
}

func traitsOf(text string) (t traits) {
	has := func(is bool, one traits) {
		if is {
			t |= one
		}
	}
	s := strings.TrimSpace(text)
	if formLine.MatchString(text) {
		has(strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":"), askedTrait)
		return t | formTrait
	}
	has(len(s) < 60 && datedText.MatchString(s), datedTrait)
	has(len(s) < 200 && unitLine.MatchString(s), unitTrait)
	has(unitHead.MatchString(s), bareTrait)
	has(noteLine.MatchString(s[:min(len(s), 60)]), noteTrait)
	return t
}
