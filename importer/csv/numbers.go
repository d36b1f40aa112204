package csv

import (
	"regexp"
	"strconv"
	"strings"

	"countyboard/importer"
)

// How numbers are written in a text file shows only in all of them: 386.464 is a
// thousand times as much where 47.385.107 stands in the same column.
var (
	mayBeNumber = regexp.MustCompile(`^[+-]?\d[\d.,]*$`)
	dotGroups   = regexp.MustCompile(`^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$`)
	commaGroups = regexp.MustCompile(`^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$`)
	commaEnd    = regexp.MustCompile(`^[+-]?[\d.]+,\d+$`)
)

// habit is what the numbers of one column show.
type habit struct {
	dots    bool // 47.385.107: dots part thousands
	commas  bool // 25,4: the comma is the decimal sign
	english bool // 12.5 or 1,234,567
}

func (h *habit) see(s string) {
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case dots > 1 && dotGroups.MatchString(s):
		h.dots = true
	case dots == 1 && commas == 1 && dotGroups.MatchString(s):
		h.dots, h.commas = true, true
	case commas == 1 && !commaGroups.MatchString(s) && commaEnd.MatchString(s):
		h.commas = true
	case dots == 1 && commas == 0 && !dotGroups.MatchString(s), commas > 0 && commaGroups.MatchString(s) && commas+dots > 1:
		h.english = true
	}
}

// continental reads the numbers of columns with decimal commas and dots between
// thousands. A file parted by semicolons is written in one way throughout; in
// others each column speaks for itself.
func continental(s *importer.Sheet, sep rune) {
	habits := make(map[int32]*habit)
	var file habit
	each(s, func(c *importer.Cell, text string) {
		h := habits[c.Col]
		if h == nil {
			h = new(habit)
			habits[c.Col] = h
		}
		h.see(text)
		file.see(text)
	})
	if !file.dots && !file.commas {
		return
	}
	each(s, func(c *importer.Cell, text string) {
		h := *habits[c.Col]
		if sep == ';' && !file.english {
			h = file
		}
		if h.english || !h.dots && !h.commas || !h.commas && strings.Contains(text, ",") {
			return
		}
		if h.dots && dotGroups.MatchString(text) {
			text = strings.ReplaceAll(text, ".", "")
		}
		if h.commas {
			text = strings.Replace(text, ",", ".", 1)
		}
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			c.Kind, c.Number, c.Text = importer.Number, x, c.Raw()
		}
	})
}

// each visits the cells that may be numbers with dots or commas.
func each(s *importer.Sheet, visit func(c *importer.Cell, text string)) {
	for i := range s.Rows {
		for k := range s.Rows[i].Cells {
			c := &s.Rows[i].Cells[k]
			text := strings.TrimSpace(c.Raw())
			if len(text) < 40 && strings.ContainsAny(text, ".,") && mayBeNumber.MatchString(text) {
				visit(c, text)
			}
		}
	}
}
