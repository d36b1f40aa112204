package echarts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
)

// The share of a picture's width that names may take. What is longer is cut; the
// tip, the table and the text in place of the picture have the whole name.
const (
	nameShare      = 0.3
	narrowShare    = 0.4  // in the compact form
	listShare      = 0.5  // of a name in a list alone
	narrowestShare = 0.5  // in the narrowest picture, of names with values at the ends of lines
	bubbleShare    = 0.56 // in the narrowest picture: a name finds a place or stands in the list
	leastName      = 5    // characters that are left of a name, whatever stands beside it
)

const ellipsis = "…"

// nameRoom is how wide names may be, in pixels.
func (d *drawing) nameRoom() float64 {
	switch {
	case d.narrowest() && d.Picture == chart.Bubbles:
		return bubbleShare * d.wide()
	case d.narrowest() && (d.Picture == chart.Lines || d.Picture == chart.PlaceLines):
		return narrowestShare * d.wide()
	case d.compact:
		return narrowShare * d.wide()
	}
	return nameShare * d.wide()
}

// curtail gives the series the names that the picture has room for, each its own.
func (d *drawing) curtail() {
	switch d.Picture {
	case chart.StackedColumns, chart.Diverging, chart.ShareColumns, chart.Lines, chart.PlaceLines, chart.Bumps, chart.Bubbles:
	default: // its series have names of ours
		return
	}
	most, bold := d.nameRoom(), true
	switch {
	case d.inListAlone():
		most, bold = listShare*d.wide(), false
	case d.compact: // else values have a room of their own
		most -= d.valuesAtEnds()
	}
	most = max(most, leastName*labelType)
	d.full = make(map[string]string)
	d.Series = slices.Clone(d.Series)
	for i := range d.Series {
		s := &d.Series[i]
		if s.Name == "" || TextWidth(s.Name, labelType, bold) <= most {
			continue
		}
		short := cut(s.Name, most, labelType, bold, 0)
		for tail := 1; d.taken(short); tail++ { // the same at its head: then its end tells it apart
			if short = cut(s.Name, most, labelType, bold, tail); tail > 4 {
				short = cut(s.Name, most-2*labelType, labelType, bold, 0) + strconv.Itoa(i+1)
				break
			}
		}
		d.full[short], s.Name = s.Name, short
	}
}

// inListAlone reports whether names stand in a list above the picture, and at
// nothing in it.
func (d *drawing) inListAlone() bool {
	return d.compact && (d.Picture == chart.StackedColumns || d.Picture == chart.Diverging || d.Picture == chart.ShareColumns)
}

func (d *drawing) taken(name string) bool {
	return slices.ContainsFunc(d.Series, func(s chart.Series) bool { return s.Name == name })
}

// valuesAtEnds is the room of the values that stand after names, in pixels.
func (d *drawing) valuesAtEnds() (widest float64) {
	for _, s := range d.Series {
		switch d.Picture {
		case chart.Lines:
			widest = max(widest, TextWidth(" "+lastShown(s), labelType, true))
		case chart.PlaceLines:
			widest = max(widest, TextWidth(" "+d.unitless(lastShown(s)), labelType, true)+8)
		}
	}
	return widest
}

// cut is a name in so many pixels, the last few of its characters kept; an
// ellipsis stands for what is left out.
func cut(name string, most, size float64, bold bool, tail int) string {
	runes := []rune(name)
	if TextWidth(name, size, bold) <= most || len(runes) <= tail+1 {
		return name
	}
	end := string(runes[len(runes)-tail:])
	const narrowest = 0.38                                                    // of its size, of the characters that TextWidth knows
	for n := min(len(runes)-tail-1, int(most/(narrowest*size))); n > 0; n-- { // names may be as long as a cell
		if short := strings.TrimSpace(string(runes[:n])) + ellipsis + end; TextWidth(short, size, bold) <= most {
			return short
		}
	}
	return ellipsis
}

// rowHeight is that of a row of an axis of names, in the lowest picture.
func (d *drawing) rowHeight(rows int) float64 { return d.tall() / float64(max(1, rows)) }

// inRows are names at the rows of an axis: in two lines where the rows are high
// enough, and never wider than names may be.
func (d *drawing) inRows(names []string, rows int) []string {
	out := make([]string, len(names))
	line := rowLine
	if d.compact && d.rowHeight(rows) < 2*rowLine {
		line = closeLine
	}
	for i, n := range names {
		if d.rowHeight(rows) < 2*float64(line) {
			out[i] = cut(n, d.nameRoom(), rowType, false, 0)
			continue
		}
		if out[i] = twoLines(n, d.nameRoom(), rowType); strings.Contains(out[i], "\n") {
			d.rowLine = line
		}
	}
	return out
}

// Of names at rows, in pixels.
const (
	rowType   = 13
	rowLine   = 16
	closeLine = 13 // in the compact form, where rows are low
)

// twoLines breaks a name that is wider than most after a word or between Chinese
// characters; what has no room in the second line is cut.
func twoLines(name string, most, size float64) string {
	if TextWidth(name, size, false) <= most {
		return name
	}
	at, word := 0, false
	for i, r := range name {
		if TextWidth(name[:i], size, false) > most {
			break
		}
		if alone := r >= 0x2e80; i > 0 && (alone || r == ' ' || !word) {
			at = i
		}
		word = r < 0x2e80 && r != ' '
	}
	at = cmp.Or(at, len(cut(name, most, size, false, 0))-len(ellipsis))
	first, rest := strings.TrimSpace(name[:at]), strings.TrimSpace(name[at:])
	if first == "" {
		return cut(name, most, size, false, 0)
	}
	return first + "\n" + cut(rest, most, size, false, 0)
}
