package importer

import (
	"regexp"
	"strings"

	"countyboard/data/vocab"
)

// rowKind says what a row looks like by itself.
type rowKind uint8

const (
	lineRow  rowKind = iota // one text: a title, a caption, a section
	unitRow                 // 单位：亿元
	noteRow                 // 注：…, 资料来源：…
	textRow                 // several texts, no numbers: a header
	timesRow                // numbers, and all of them are years or dates
	dataRow                 // numbers or marks of missing values
)

// look says what a cell looks like by itself.
type look uint8

const (
	blank look = iota
	text
	number
	mark // a mark of a missing value, or an error
)

// rowShape is a row with what its cells look like.
type rowShape struct {
	index  int
	kind   rowKind
	cells  []Cell
	looks  []look
	texts  int
	nums   int
	marks  int
	timely int // numbers that may be years or dates
	dated  int // texts that begin with a year: 2004 \1; 2008, percent
}

var (
	unitLine  = regexp.MustCompile(`^[(\[]?(?:计量|数据)?单位\s*[:：]|^(?:单位|计量单位)[^名]{1,12}$|^(?i:units?)\s*[:：]`)
	noteLine  = regexp.MustCompile(`^[(\[*#]*(?:附?注|说明|备注|口径|指标解释)\s*\d*\s*[:：]|^(?:资料|数据|信息)?来源\s*[:：]|^(?i:notes?|sources?|remarks?)\s*\d*\s*[:：.]`)
	datedText = regexp.MustCompile(`^(?:19|20)\d\d(?:\D|$)`)
	codeText  = regexp.MustCompile(`^0\d+$`)
)

func (g *grid) shape(r *Row) rowShape {
	s := rowShape{index: r.Index, cells: r.Cells, looks: make([]look, len(r.Cells))}
	unit, bare, note := false, false, false
	for i := range r.Cells {
		c := &r.Cells[i]
		k, timely := lookOf(c)
		s.looks[i] = k
		switch k {
		case text:
			s.texts++
			t := strings.TrimSpace(c.Text)
			if len(t) < 60 && datedText.MatchString(t) {
				s.dated++
			}
			unit = unit || (len(t) < 200 && unitLine.MatchString(t))
			bare = bare || unitHead.MatchString(t)
			note = note || (s.texts == 1 && noteLine.MatchString(t[:min(len(t), 60)]))
		case number:
			s.nums++
		case mark:
			s.marks++
		}
		if timely {
			s.timely++
		}
	}
	// 单位 | 亿元 is a unit row; 单位 | 2023年 | 2022年 heads a column of units.
	unit = unit || bare && s.texts <= 2 && s.dated == 0
	s.kind = s.decide(unit, note)
	return s
}

func (s *rowShape) decide(unit, note bool) rowKind {
	switch {
	case note && s.nums <= 1:
		return noteRow
	case unit && s.nums == 0 && s.texts <= 3:
		return unitRow
	case s.nums > 0 && s.timely == s.nums && s.marks == 0:
		return timesRow
	case s.nums > 0 || s.marks > 0:
		return dataRow
	case s.texts == 1:
		return lineRow
	}
	return textRow
}

// lookOf looks at one cell; timely reports a number that may be a year or date.
func lookOf(c *Cell) (k look, timely bool) {
	switch c.Kind {
	case Number:
		return number, yearly(c.Number)
	case Date:
		return number, true
	case ErrorCell, Uncalculated:
		return mark, false
	case Bool:
		return text, false
	}
	t := strings.TrimSpace(c.Text)
	if t == "" {
		return blank, false
	}
	if len(t) > 60 {
		return text, false
	}
	x, _, m, ok := vocab.ParseNumber(t)
	switch {
	case !ok, codeText.MatchString(t):
		return text, false
	case m.Status != "":
		return mark, false
	}
	return number, yearly(x) && datedText.MatchString(t)
}

// yearly reports whether a number may be a year of the statistics that we read.
func yearly(x float64) bool { return x >= 1900 && x <= 2100 && x == float64(int(x)) }
