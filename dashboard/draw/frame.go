package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
	"countyboard/data/lang"
)

// style is a text's: size and line height in pixels of the layout.
type style struct {
	size, line float64
	bold       bool
}

var (
	headline = style{20, 28, true}
	under    = style{14, 21, false}
	small    = style{12, 18, false}
)

// How a picture is laid out, in pixels of the layout.
const (
	margin      = 24
	slim        = 16 // margin of an upright picture
	gap         = 12
	tagHeight   = 20
	tagPad      = 6
	mostTitle   = 6 // lines
	mostUnder   = 5
	mostSmall   = 8
	leastPlot   = 260 // high; a layout that leaves less is made anew in smaller type
	smallerBy   = 1.15
	timesSmall  = 8
	emptyHeight = 2 * 28
)

// text is lines of one style.
type text struct {
	style
	lines  []string
	colour string
	top    float64
}

func (t text) height() float64 { return float64(len(t.lines)) * t.line }

// frame is a picture's layout: what stands around the plot, and where.
type frame struct {
	*chart.Chart
	shape
	pal           echarts.Palette
	transparent   bool
	w, h          float64 // of the layout
	margin        float64
	tag           string
	title, sub    text
	rule          float64 // where the hairline is
	foot          []text
	plotTop       float64
	plotWidth     int
	plotHeight    int
	tagX, tagWide float64
}

// layOut finds room for a chart's words and leaves the rest to the plot. Where
// the words take too much of it, all becomes smaller: nothing is left out.
func layOut(c *chart.Chart, o Options) *frame {
	s := o.shape()
	for n := 0; ; n++ {
		f := lay(c, s, o.Transparent)
		if f.plotHeight >= leastPlot || n == timesSmall {
			return f
		}
		s.ratio /= smallerBy
	}
}

func lay(c *chart.Chart, s shape, transparent bool) *frame {
	f := &frame{Chart: c, shape: s, transparent: transparent, pal: echarts.Of(c.Params.Theme), w: float64(s.width) / s.ratio, h: float64(s.height) / s.ratio, margin: margin}
	if f.w < narrow {
		f.margin = slim
	}
	inner := f.w - 2*f.margin
	y := f.margin
	room := inner
	if c.Illustrative {
		f.tag = lang.Text(f.Lang(), "page.sample")
		f.tagWide = 1.1*ems(f.tag)*small.size + 2*tagPad
		f.tagX = f.w - f.margin - f.tagWide
		if f.w < narrow { // above the title, which has no room to give
			f.tagX = f.margin
			y += tagHeight + gap/2
		} else {
			room -= f.tagWide + 2*gap
		}
	}
	f.title, y = f.put(c.Title, headline, f.pal.Ink, room, mostTitle, y)
	f.sub, y = f.put(c.Subtitle, under, f.pal.Muted, inner, mostUnder, y+4)
	f.plotTop = math.Ceil(y + gap)

	bottom := f.h - f.margin + small.line - small.size
	for _, words := range []string{f.origin(), f.remarks()} { // from below
		if words == "" {
			continue
		}
		var t text
		t, _ = f.put(words, small, f.pal.Muted, inner, mostSmall, 0)
		bottom -= t.height()
		t.top = bottom
		f.foot = append(f.foot, t)
	}
	f.rule = math.Floor(bottom - gap/2)
	f.plotWidth, f.plotHeight = int(inner), int(f.rule-gap-f.plotTop)
	return f
}

// boldness is how much wider bold type is.
const boldness = 1.07

// put lays out a text from y on, and says where it ends.
func (f *frame) put(words string, s style, colour string, room float64, most int, y float64) (text, float64) {
	long := room / s.size
	if s.bold {
		long /= boldness
	}
	lines := wrap(words, long)
	if s.bold {
		lines = balanced(words, long, len(lines))
	}
	t := text{style: s, lines: shorten(lines, most), colour: colour, top: y}
	return t, y + t.height()
}

func (f *frame) say(key string, pairs ...string) string { return lang.Text(f.Lang(), key, pairs...) }

// remarks are the chart's notes in one paragraph.
func (f *frame) remarks() string {
	if len(f.Notes) == 0 {
		return ""
	}
	return f.say("picture.notes", "notes", strings.Join(f.Notes, f.say("picture.next-note")))
}

// mostSources is how many sources a picture names; of more it tells the number.
const mostSources = 3

// origin names source, date and revision.
func (f *frame) origin() string {
	if len(f.Citations) == 0 {
		return ""
	}
	var all []string
	for i, c := range f.Citations {
		if i == mostSources {
			all = append(all, f.say("picture.more", "count", fmt.Sprint(len(f.Citations)-mostSources)))
			break
		}
		words := c.File
		if c.Source != "" {
			words = c.Source + " · " + words
		}
		if !c.Released.IsZero() {
			words += " · " + f.say("page.released") + " " + lang.Day(f.Lang(), c.Released)
		}
		all = append(all, words)
	}
	return f.say("page.source") + strings.Join(all, f.say("page.semicolon")) + f.say("page.stop") + f.gapAfterStop() + whole(f.say("page.revision-of")+" r"+fmt.Sprint(f.Revision))
}

// whole keeps a text on one line.
func whole(text string) string {
	return strings.Join(strings.Split(text, ""), string(joiner))
}

func (f *frame) gapAfterStop() string {
	if f.Lang() == lang.En {
		return " "
	}
	return ""
}

// document is the whole picture around a plot; without one it says why there is none.
func (f *frame) document(plot *element) *element {
	root := el("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 "+num(f.w)+" "+num(f.h), "width", num(float64(f.width)), "height", num(float64(f.height)),
		"role", "img", "font-family", echarts.FontFamily)
	root.attr("xml:lang", string(f.Lang()))
	root.add(el("title").say(f.Title), el("desc").say(f.Alt))
	if !f.transparent {
		root.add(el("rect", "width", num(f.w), "height", num(f.h), "fill", f.pal.Paper))
	}
	root.add(f.title.draw(f.margin), f.sub.draw(f.margin))
	if f.tag != "" {
		root.add(f.mark()...)
	}
	if plot != nil {
		g := el("g", "transform", "translate("+num(f.margin)+" "+num(f.plotTop)+")")
		g.children = plot.children
		root.add(g)
	} else if f.Empty != nil {
		root.add(f.nothing()...)
	}
	if len(f.foot) > 0 {
		root.add(el("path", "d", fmt.Sprintf("M%s %sH%s", num(f.margin), num(f.rule+0.5), num(f.w-f.margin)), "stroke", f.pal.Line, "fill", "none"))
	}
	for _, t := range f.foot {
		root.add(t.draw(f.margin))
	}
	return root
}

// mark says that the figures are invented.
func (f *frame) mark() []*element {
	y := f.margin
	if f.w >= narrow {
		y += (headline.line - tagHeight) / 2
	}
	return []*element{
		el("rect", "x", num(f.tagX+0.5), "y", num(y+0.5), "width", num(f.tagWide-1), "height", num(tagHeight-1), "rx", "2", "fill", f.pal.SampleWash, "stroke", f.pal.Sample),
		middled(text{style: style{small.size, tagHeight, true}, lines: []string{f.tag}, colour: f.pal.Sample, top: y}.draw(f.tagX + f.tagWide/2)),
	}
}

func middled(e *element) *element {
	e.attr("text-anchor", "middle")
	return e
}

// nothing says what is missing and what would fill it.
func (f *frame) nothing() []*element {
	reason, _ := f.put(f.Empty.Reason, under, f.pal.Ink, f.w-4*f.margin, mostTitle, f.plotTop+float64(f.plotHeight)/2-emptyHeight)
	hint, _ := f.put(f.Empty.Hint, under, f.pal.Muted, f.w-4*f.margin, mostTitle, reason.top+reason.height()+4)
	return []*element{reason.draw(2 * f.margin), hint.draw(2 * f.margin)}
}

// baseline is where a line of text stands within its height: half of the height
// of capitals and Chinese characters below the middle.
func (s style) baseline() float64 { return s.line/2 + middle*s.size }

// middle is how far below its middle a text's baseline is, in em. SVG's
// dominant-baseline means other heights in other programs, or none.
const middle = 0.36

func (t text) draw(x float64) *element {
	e := el("text", "font-size", num(t.size), "fill", t.colour)
	if t.bold {
		e.attr("font-weight", "600")
	}
	for i, line := range t.lines {
		words := strings.ReplaceAll(line, string(joiner), "")
		part := el("tspan", "x", num(x), "y", num(t.top+float64(i)*t.line+t.baseline())).say(words)
		part.fit(words, t.size, t.bold)
		e.add(part)
	}
	return e
}

func num(x float64) string {
	s := fmt.Sprintf("%.2f", x)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// element is a node of the picture.
type element struct {
	name     string
	attrs    []xml.Attr
	children []*element
	text     string
}

func el(name string, pairs ...string) *element {
	e := &element{name: name}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.attr(pairs[i], pairs[i+1])
	}
	return e
}

func (e *element) attr(name, value string) {
	e.attrs = append(e.attrs, xml.Attr{Name: xml.Name{Local: name}, Value: value})
}

func (e *element) add(all ...*element) { e.children = append(e.children, all...) }

func (e *element) say(text string) *element {
	e.text = text
	return e
}

func (e *element) write(b *bytes.Buffer) {
	b.WriteString("<" + e.name)
	for _, a := range e.attrs {
		b.WriteString(" " + a.Name.Local + `="`)
		_ = xml.EscapeText(b, []byte(a.Value))
		b.WriteByte('"')
	}
	if len(e.children) == 0 && e.text == "" {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	_ = xml.EscapeText(b, []byte(e.text))
	for _, c := range e.children {
		c.write(b)
	}
	b.WriteString("</" + e.name + ">")
}
