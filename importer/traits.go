package importer

import (
	"strings"

	"countyboard/data/vocab"
)

// traits are what a text looks like as a line of a sheet, and as a cell.
type traits struct {
	line lineTraits
	look uint8 // as Cell has it
}

type lineTraits uint8

const (
	formTrait  lineTraits = 1 << iota // what a form says about itself
	askedTrait                        // of a form, and its value stands in the next cell
	datedTrait                        // it begins with a year
	unitTrait                         // 单位：亿元
	bareTrait                         // 单位
	noteTrait                         // 注：…
	baseTrait                         // 上年=100
	factTrait                         // 报告期：2024年8月
)

// mostTraits bounds what is remembered: long tables repeat few texts, and those
// that do not repeat need not be kept.
const mostTraits = 1 << 15

// traitsOf looks at a text, once for each.
func (g *grid) traitsOf(s string) traits {
	t, known := g.traits[s]
	if !known {
		k, timely := firstLook(Cell{Text: s})
		if k == text {
			t.line = lineTraitsOf(s)
		}
		if t.look = seenLook | uint8(k); timely {
			t.look |= timeLook
		}
		if len(g.traits) < mostTraits {
			g.traits[s] = t
		}
	}
	return t
}

func lineTraitsOf(text string) (t lineTraits) {
	has := func(is bool, one lineTraits) {
		if is {
			t |= one
		}
	}
	s := strings.TrimSpace(text)
	if formLine.MatchString(text) {
		has(strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":"), askedTrait)
		return t | formTrait
	}
	has(len(s) < 60 && datedText.MatchString(s) && !vocab.IsClass(s), datedTrait)
	has(len(s) < 200 && unitLine.MatchString(s), unitTrait)
	has(unitHead.MatchString(s), bareTrait)
	has(noteLine.MatchString(s[:min(len(s), 60)]), noteTrait)
	has(strings.Contains(s, "100") && vocab.IsIndexBase(s), baseTrait)
	has(strings.ContainsAny(s, ":：") && factLine.MatchString(s), factTrait)
	return t
}
