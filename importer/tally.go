package importer

import (
	"regexp"
	"strings"
	"unicode"

	"countyboard/data/vocab"
)

type tally struct {
	nums, texts, marks, timely, whole, stored int
	letters                                   int // that are marks among numbers: D, N
	bracketed, amounts                        int // (2); (1,234), (12.5), -3
	dates, wordy                              int // Date cells; texts of several words
	logical                                   int // TRUE, FALSE
	same, rising                              bool
	first, prev                               float64
}

func (t *table) lookAt(col int) column {
	c := column{col: col}
	var n tally
	n.same, n.rising = true, true
	timeTexts := 0
	for i := range t.body {
		cell := t.bodyCell(i, col)
		if cell == nil {
			c.blanks++
			continue
		}
		k, timely := lookOf(cell)
		switch k {
		case blank:
			c.blanks++
		case text:
			if markLetter(cell) {
				n.letters++
				continue
			}
			n.texts++
			if cell.Kind == Bool || len(cell.Text) < 8 && logicalText.MatchString(cell.Text) {
				n.logical++
			}
			if strings.ContainsFunc(cell.Text, unicode.IsLower) && strings.Contains(strings.TrimSpace(cell.Text), " ") {
				n.wordy++
			}
			if timeTexts == n.texts-1 && t.timeText(cell.Text) {
				timeTexts++
			}
		case mark:
			n.marks++
		case number:
			n.add(cell, timely)
		}
	}
	if n.nums > 0 {
		n.marks += n.letters
	} else {
		n.texts += n.letters
	}
	head := t.headText(col)
	c.role = n.role(head, timeTexts)
	c.footnotes = n.bracketed > 0 && n.amounts == 0 && n.bracketed < n.nums && n.whole < n.nums && n.whole == n.bracketed
	return c
}

// footnote is a number in brackets as footnotes are counted.
var footnote = regexp.MustCompile(`^\s*[(（]1?\d[)）]\s*$`)

// markLetter reports whether a text is a letter that marks a missing value where
// numbers stand around it.
func markLetter(c *Cell) bool {
	if len(c.Text) > 3 {
		return false
	}
	_, _, m, ok := vocab.ParseNumber(c.Text)
	return ok && m.Letter
}

func (n *tally) add(cell *Cell, timely bool) {
	x := numberOf(cell)
	if n.nums > 0 {
		n.same = n.same && x == n.first
		n.rising = n.rising && x > n.prev
	} else {
		n.first = x
	}
	n.prev = x
	n.nums++
	if cell.Kind == Date {
		n.dates++
	}
	if timely || cell.Kind == Date {
		n.timely++
	}
	if x == float64(int64(x)) {
		n.whole++
	}
	if cell.Kind == Text {
		n.stored++
	}
	switch {
	case cell.Kind == Text && footnote.MatchString(cell.Text):
		n.bracketed++
	case x < 0:
		n.amounts++
	}
}

// timeText reports whether a text is a time and nothing else; in long tables the
// same few times stand in thousands of rows.
func (t *table) timeText(s string) bool {
	ok, known := t.timeTexts[s]
	if !known {
		if _, ok = vocab.ParseTime(s, vocab.Context{}); !ok {
			_, ok = spanOf(s)
		}
		if t.timeTexts == nil {
			t.timeTexts = make(map[string]bool)
		}
		t.timeTexts[s] = ok
	}
	return ok
}

func (n *tally) role(head string, timeTexts int) role {
	filled := n.nums + n.texts + n.marks
	switch {
	case filled == 0:
		return spacer
	case n.logical > 0 && n.logical == filled:
		return codes // they answer what the head asks, and name no row
	case n.dates > 0 && n.dates == n.nums && n.marks == 0 && n.texts <= n.dates/4:
		return times
	case rankHead.MatchString(head) && n.whole == n.nums && n.texts == 0:
		return ranks
	case n.texts > 0 && timeTexts == n.texts && n.timely == n.nums && n.marks == 0 && (unitHead.MatchString(head) || sourceHead.MatchString(head) || remarkHead.MatchString(head)):
		return times // 指标, 地区, 频度, 单位 below each other head the rows of the header
	case scaleHead.MatchString(head) && n.texts+n.nums == filled:
		return scales
	case unitHead.MatchString(head):
		return units
	case sourceHead.MatchString(head):
		return sources
	case remarkHead.MatchString(head):
		return remarks
	case timeHead.MatchString(head) && n.marks == 0:
		return times
	case (codeHead.MatchString(head) || camelCode.MatchString(head)) && n.whole == n.nums && n.marks*2 <= filled && n.wordy*2 <= filled && (timeTexts == 0 || timeTexts < n.texts):
		return codes
	case n.texts > 0 && timeTexts == n.texts && n.timely == n.nums && n.marks == 0:
		return times
	case n.nums > 0 && n.timely == n.nums && n.texts == 0 && n.marks == 0 && head == "" && (n.nums > 1 || n.stored > 0):
		return times
	case n.nums > 0 && n.texts == 0 && n.whole == n.nums && (nameHead.MatchString(head) || n.timely == n.nums && sinceHead.MatchString(head)):
		return codes
	case n.texts > n.nums+n.marks || n.nums == 0 && n.texts > 0 && n.texts >= n.marks:
		return labels
	case n.stored == n.nums && n.nums >= 5 && n.whole == n.nums && n.same:
		return codes // 99, 99, 99 as text
	}
	return values
}
