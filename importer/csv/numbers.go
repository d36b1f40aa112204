package csv

import (
	"strconv"
	"strings"

	"countyboard/importer"
)

// habit is how the numbers of one column are written. It shows only in all of them:
// 386.464 is a thousand times as much where 47.385.107 stands in the same column.
type habit struct {
	dots    bool // 47.385.107: dots part thousands
	commas  bool // 25,4: the comma is the decimal sign
	english bool // 12.5 or 1,234,567
}

func (h *habit) see(s string) {
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case dots > 1 && commas < 2 && grouped(s, '.'):
		h.dots = true
	case dots == 1 && commas == 1 && grouped(s, '.') && strings.IndexByte(s, ',') > strings.IndexByte(s, '.'):
		h.dots, h.commas = true, true
	case commas == 1 && dots == 0 && !grouped(s, ','):
		h.commas = true
	case dots == 1 && commas == 0 && !grouped(s, '.'), commas > 0 && grouped(s, ',') && commas+dots > 1:
		h.english = true
	}
}

// grouped reports whether the digits before the decimal sign are parted by sep into
// groups of three.
func grouped(s string, sep byte) bool {
	other := ".,"[strings.IndexByte(",.", sep)]
	whole, _, _ := strings.Cut(strings.TrimLeft(s, "+-"), string(other))
	first := strings.IndexByte(whole, sep)
	if first < 1 || first > 3 || (len(whole)-first)%4 != 0 {
		return false
	}
	for i := first; i < len(whole); i++ {
		if (whole[i] == sep) != ((i-first)%4 == 0) {
			return false
		}
	}
	return true
}

// continental reads the numbers of columns with decimal commas and dots between
// thousands. A file parted by semicolons is written in one way throughout; in
// others each column speaks for itself. It reports false where there is no room for
// what they were written as.
func (t *table) continental(s *importer.Sheet, sep rune) bool {
	habits := make(map[int32]*habit)
	var file habit
	each(s, func(c *importer.Cell, text string) bool {
		h := habits[c.Col]
		if h == nil {
			h = new(habit)
			habits[c.Col] = h
		}
		h.see(text)
		return false
	})
	for _, h := range habits {
		file.dots, file.commas, file.english = file.dots || h.dots, file.commas || h.commas, file.english || h.english
	}
	if !file.dots && !file.commas {
		return true
	}
	each(s, func(c *importer.Cell, text string) bool {
		h := *habits[c.Col]
		if sep == ';' && !file.english {
			h = file
		}
		if h.english || !h.dots && !h.commas || !h.commas && strings.Contains(text, ",") {
			return false
		}
		plain := text
		if h.dots && grouped(text, '.') {
			plain = strings.ReplaceAll(plain, ".", "")
		}
		if h.commas {
			plain = strings.Replace(plain, ",", ".", 1)
		}
		x, err := strconv.ParseFloat(plain, 64)
		if t.left -= importer.CellSize + importer.TextSize + int64(len(text)); err != nil || t.left < 0 {
			return false
		}
		c.Kind, c.Number, c.Text = importer.Number, x, text
		return true
	})
	return t.left >= 0
}

// each visits the cells that may be numbers with dots or commas.
func each(s *importer.Sheet, visit func(c *importer.Cell, text string) bool) {
	s.Change(func(c *importer.Cell) bool {
		if c.Kind == importer.Number && c.Number == float64(int64(c.Number)) {
			return false
		}
		text := strings.TrimSpace(c.Raw())
		return len(text) < 40 && pointed(text) && visit(c, text)
	})
}

// pointed reports whether a text is digits with dots or commas between them.
func pointed(s string) bool {
	s = strings.TrimLeft(s, "+-")
	points := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '.' || c == ',':
			points++
		case c < '0' || c > '9':
			return false
		}
	}
	return points > 0 && s[0] >= '0' && s[0] <= '9'
}
