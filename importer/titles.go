package importer

import (
	"regexp"
	"strings"
)

// endNotes gives the note rows at the beginning of rows to the table above.
func (f *finder) endNotes(rows []rowShape) []rowShape {
	n := 0
	for i, p := range rows {
		if p.kind == noteRow {
			n = i + 1
		}
	}
	for _, p := range rows[:n] {
		for i := range p.cells {
			if p.looks[i] == text {
				f.open.notes = append(f.open.notes, line{p.index, int(p.cells[i].Col), label(&p.cells[i])})
			}
		}
	}
	return rows[n:]
}

func (t *table) addLine(p rowShape) {
	valueOfUnit := false // 单位 | 亿元
	for i := range p.cells {
		if p.looks[i] == blank {
			continue
		}
		at := line{p.index, int(p.cells[i].Col), label(&p.cells[i])}
		for _, text := range labelParts(&p.cells[i], at.text) {
			l := line{at.row, at.col, text}
			isUnit := unitLine.MatchString(l.text) || unitHead.MatchString(l.text)
			switch {
			case p.kind == noteRow:
				t.notes = append(t.notes, l)
			case text != at.text && isUnit:
				t.units = append(t.units, l)
			case text != at.text || p.kind != unitRow:
				t.addTitle(l)
			case isUnit || valueOfUnit || unitGloss.MatchString(l.text) || p.texts == 1:
				t.units = append(t.units, l)
				valueOfUnit = isUnit && !strings.ContainsAny(strings.TrimRight(l.text, ":： "), ":：")
			default:
				t.titles = append(t.titles, l) // 2024年1—9月 | | 单位：万元
			}
		}
	}
}

// labelParts are the keys with their values in a cell, tidied, else its label.
func labelParts(c *Cell, text string) []string {
	if c.Kind != Text || text != label(c) {
		return []string{text} // a key stood before it
	}
	parts := keyParts(c.Text)
	if len(parts) < 2 {
		return []string{text}
	}
	for i := range parts {
		parts[i] = label(&Cell{Text: parts[i]})
	}
	return parts
}

// addTitle adds a line over the table; a unit at its end is a line of its own.
func (t *table) addTitle(l line) {
	if m := unitAtEnd.FindStringSubmatch(l.text); m != nil {
		t.titles = append(t.titles, line{l.row, l.col, m[1]})
		t.units = append(t.units, line{l.row, l.col, m[2]})
		return
	}
	t.titles = append(t.titles, l)
}

// unitAtEnd is a title with its unit behind it: 表二：重点产业单位：亿元.
var unitAtEnd = regexp.MustCompile(`^(.*[^报表位制算计量]\s*)[(（]?((?:计量)?单位\s*[:：].{1,40}?)[)）]?$`)
