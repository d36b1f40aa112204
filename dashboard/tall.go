package dashboard

import (
	"math"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
	"countyboard/data/lang"
)

// The sizes of css/embed.css and of what it takes from css/base.css, in pixels.
const (
	embedMargins = 24 // at both sides of the page
	embedPaper   = 20 // above and below
	titleType    = 20
	titleLine    = 1.35 // times the type, as the others
	subType      = 14
	footType     = 12
	textType     = 16
	textLine     = 1.6
	badgeRoom    = 22 // around the words that mark invented figures
)

// tall is how high the embed of a chart is in a frame of that width, by its
// words: where no script tells the height, nothing is cut and little is left over.
func (v *view) tall(c chart.Chart, width int) int {
	room := float64(width - embedMargins)
	within := func(room float64, text string, size, line float64, bold bool) float64 {
		return size * line * float64(lineCount(text, size, bold, room))
	}
	lines := func(text string, size, line float64, bold bool) float64 { return within(room, text, size, line, bold) }
	sub := c.Subtitle
	if c.Illustrative { // the mark stays in one piece
		mark := echarts.TextWidth(v.T("page.sample"), footType, true) + badgeRoom
		sub += " " + strings.Repeat("M", int(math.Ceil(mark/echarts.TextWidth("M", subType, false))))
	}
	high := embedPaper + lines(c.Title, titleType, titleLine, true) + 4 + lines(sub, subType, textLine, false) + 12
	if c.Empty != nil {
		field := room - 2*24 // grey, 40 above and below its words
		high += 2*40 + within(field, c.Empty.Reason, textType, textLine, false) + 4 + within(field, c.Empty.Hint, subType, textLine, false)
	} else {
		high += stillHeight
	}
	high += 8
	for _, n := range c.Notes {
		high += lines(n, footType, textLine, false)
	}
	if len(c.Citations) > 0 {
		high += lines(v.Sourced(c)+" "+v.T("page.revision-of")+" r"+strconv.Itoa(c.Revision)+v.T("page.stop")+" "+v.T("page.numbers-and-source"), footType, textLine, false)
	}
	if c.Params.AsOf.Revision > 0 { // what was revised may be told one day
		high += lines(v.T("embed.revised", "number", strconv.Itoa(c.Revision), "count", "100"), footType, textLine, false)
	}
	const slack, step = 6, 10 // fonts differ
	return int(math.Ceil((high+slack)/step)) * step
}

// lineCount is how many lines a text takes, rather one more than one less: words
// of letters stay whole, Chinese breaks anywhere but before its closing marks.
func lineCount(text string, size float64, bold bool, room float64) int {
	n, at, from := 1, 0.0, 0
	rs := []rune(wideMarks.Replace(text))
	for i := range rs {
		if i+1 < len(rs) && (strings.ContainsRune(closing, rs[i+1]) || rs[i] != ' ' && !wide(rs[i]) && !wide(rs[i+1])) {
			continue
		}
		piece := string(rs[from : i+1])
		from = i + 1
		w := echarts.TextWidth(strings.TrimRight(piece, " "), size, bold)
		if at > 0 && at+w > room {
			n, at = n+1, 0
		}
		if w > room { // a long word is broken
			n += int(w / room)
			w = math.Mod(w, room)
		}
		at += w + echarts.TextWidth(piece, size, bold) - echarts.TextWidth(strings.TrimRight(piece, " "), size, bold)
		if i+1 < len(rs) && wide(rs[i]) != wide(rs[i+1]) {
			at += size / 8 // text-autospace
		}
	}
	return n
}

const closing = "，。；：、）》」』！？”’%"

// wideMarks makes quotation marks as wide as Chinese type has them.
var wideMarks = strings.NewReplacer("“", "「", "”", "」")

func wide(r rune) bool { return r >= 0x2e80 }

// Sourced is what an embed says of its sources: who, which file, of which day and
// period.
func (v *view) Sourced(c chart.Chart) string {
	var b strings.Builder
	b.WriteString(v.T("page.source"))
	for i, x := range c.Citations {
		if i > 0 {
			b.WriteString(v.T("page.semicolon"))
		}
		if x.Source != "" {
			b.WriteString(x.Source + " · ")
		}
		b.WriteString(x.File)
		if !x.Released.IsZero() {
			b.WriteString(" · " + v.T("page.released") + " " + v.Day(x.Released))
		}
	}
	b.WriteString(v.T("page.stop"))
	if !c.DataUntil.IsZero() {
		b.WriteString(" " + v.T("page.until", "period", lang.Period(v.Lang, c.DataUntil)) + v.T("page.stop"))
	}
	return b.String()
}
