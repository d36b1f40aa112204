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
			if p.look(i) == text {
				f.open.notes = append(f.open.notes, line{p.index, p.col(i), label(p.cell(i))})
			}
		}
	}
	return rows[n:]
}

func (t *table) addLine(p rowShape) {
	valueOfUnit := false // 单位 | 亿元
	for i := range p.cells {
		if p.look(i) == blank {
			continue
		}
		l := line{p.index, p.col(i), label(p.cell(i))}
		switch p.kind {
		case noteRow:
			t.notes = append(t.notes, l)
		case unitRow:
			if isUnit := unitLine.MatchString(l.text) || unitHead.MatchString(l.text); isUnit || valueOfUnit || unitGloss.MatchString(l.text) || p.texts == 1 {
				t.units = append(t.units, l)
				valueOfUnit = isUnit && !strings.ContainsAny(strings.TrimRight(l.text, ":： "), ":：")
				continue
			}
			t.titles = append(t.titles, l) // 2024年1—9月 | | 单位：万元
		default:
			t.addTitle(l)
		}
	}
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
