package draw

import (
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"
	"sync"

	"countyboard/data/lang"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// canvas draws the elements that clean and the frame leave into pixels. It knows
// what they can be: filled and stroked paths, rectangles and text, moved by
// transforms, clipped to rectangles. No filter, no gradient, no image.
type canvas struct {
	image *image.RGBA
	fonts *fonts
	lang  lang.Lang
	clips map[string]*element
	area  vector.Rasterizer
	glyph sfnt.Buffer
}

// state is what elements inherit.
type state struct {
	m       matrix
	clip    image.Rectangle
	opacity float64
	text    textState
}

type textState struct {
	size   float64
	bold   bool
	fill   string
	anchor string
}

// canvases are painted on again: at rest the collector takes them.
var canvases = sync.Pool{New: func() any { return new(canvas) }}

// rasterise draws a picture, scale device pixels for each of its own. Who has
// done with its image lets it go.
func rasterise(root *element, width, height int, scale float64, f *fonts, l lang.Lang) (*canvas, error) {
	c := canvases.Get().(*canvas)
	c.fonts, c.lang, c.clips = f, l, make(map[string]*element)
	c.blank(width, height)
	c.collect(root)
	s := state{m: matrix{a: scale, d: scale}, clip: c.image.Bounds(), opacity: 1, text: textState{size: 12, fill: "#000000"}}
	for _, e := range root.children {
		if err := c.draw(e, s); err != nil {
			c.letGo()
			return nil, err
		}
	}
	return c, nil
}

func (c *canvas) letGo() { canvases.Put(c) }

// blank makes the image anew, in the memory of the last where that is enough.
func (c *canvas) blank(width, height int) {
	n := 4 * width * height
	if c.image == nil || cap(c.image.Pix) < n {
		c.image = image.NewRGBA(image.Rect(0, 0, width, height))
		return
	}
	c.image = &image.RGBA{Pix: c.image.Pix[:n], Stride: 4 * width, Rect: image.Rect(0, 0, width, height)}
	clear(c.image.Pix)
}

func (c *canvas) collect(e *element) {
	if e.name == "clipPath" {
		c.clips[e.get("id")] = e
	}
	for _, child := range e.children {
		c.collect(child)
	}
}

func (e *element) get(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e *element) number(name string, otherwise float64) float64 {
	if x, err := strconv.ParseFloat(e.get(name), 64); err == nil {
		return x
	}
	return otherwise
}

func (c *canvas) draw(e *element, s state) error {
	s.m = s.m.then(transform(e.get("transform")))
	s.opacity *= e.number("opacity", 1)
	if id, is := strings.CutPrefix(e.get("clip-path"), "url(#"); is {
		s.clip = s.clip.Intersect(c.clipped(strings.TrimSuffix(id, ")"), s.m))
	}
	switch e.name {
	case "g":
		for _, child := range e.children {
			if err := c.draw(child, s); err != nil {
				return err
			}
		}
	case "path":
		lines, err := path(e.get("d"), s.m)
		if err != nil {
			return err
		}
		c.paint(e, lines, s)
	case "rect":
		c.paint(e, rectangle(e, s.m), s)
	case "text":
		return c.text(e, s, &point{})
	}
	return nil
}

func rectangle(e *element, m matrix) []line {
	x, y, w, h, r := e.number("x", 0), e.number("y", 0), e.number("width", 0), e.number("height", 0), e.number("rx", 0)
	p := &pen{m: m}
	corner := func(to point) {
		if r > 0 {
			p.arc(r, r, 0, false, true, to)
		}
	}
	p.move(point{x + r, y})
	p.draw(point{x + w - r, y})
	corner(point{x + w, y + r})
	p.draw(point{x + w, y + h - r})
	corner(point{x + w - r, y + h})
	p.draw(point{x + r, y + h})
	corner(point{x, y + h - r})
	p.draw(point{x, y + r})
	corner(point{x + r, y})
	p.close()
	return p.lines
}

// clipped is the rectangle of a clip path: ECharts clips to nothing else.
func (c *canvas) clipped(id string, m matrix) image.Rectangle {
	clip := c.clips[id]
	if clip == nil {
		return c.image.Bounds()
	}
	var all []line
	for _, e := range clip.children {
		at := m.then(transform(e.get("transform")))
		if e.name == "rect" {
			all = append(all, rectangle(e, at)...)
		} else if lines, err := path(e.get("d"), at); err == nil {
			all = append(all, lines...)
		}
	}
	return bounds(all)
}

func bounds(lines []line) image.Rectangle {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, l := range lines {
		for _, p := range l.points {
			low = point{min(low.x, p.x), min(low.y, p.y)}
			high = point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	if low.x > high.x {
		return image.Rectangle{}
	}
	within := func(x float64) int { return int(min(max(x, -1e6), 1e6)) }
	return image.Rect(within(math.Floor(low.x)), within(math.Floor(low.y)), within(math.Ceil(high.x)), within(math.Ceil(high.y)))
}

// paint fills, then strokes.
func (c *canvas) paint(e *element, lines []line, s state) {
	fill := e.get("fill")
	if fill == "" {
		fill = "#000000"
	}
	c.fill(lines, fill, s.opacity*e.number("fill-opacity", 1), s.clip)
	if e.get("stroke") == "" {
		return
	}
	k := s.m.scale()
	line := stroke{width: e.number("stroke-width", 1) * k, cap: e.get("stroke-linecap"), join: e.get("stroke-linejoin"), miter: e.number("stroke-miterlimit", 4)}
	if d := e.get("stroke-dasharray"); d != "" {
		r := &reader{text: d}
		for r.rest() && !r.bad {
			line.dash = append(line.dash, r.number()*k)
		}
		if len(line.dash)%2 == 1 {
			line.dash = append(line.dash, line.dash...)
		}
	}
	c.fill(line.outlines(lines), e.get("stroke"), s.opacity*e.number("stroke-opacity", 1), s.clip)
}

// fill covers areas with a colour, within the clip.
func (c *canvas) fill(areas []line, colour string, opacity float64, clip image.Rectangle) {
	paint, ok := parseColour(colour, opacity)
	if !ok {
		return
	}
	at := bounds(areas).Intersect(clip)
	if at.Empty() {
		return
	}
	rows := max(1, mostArea/at.Dx())
	for y := at.Min.Y; y < at.Max.Y; y += rows {
		c.band(areas, image.NewUniform(paint), image.Rect(at.Min.X, y, at.Max.X, min(y+rows, at.Max.Y)))
	}
}

// mostArea is how many pixels are filled at once: each takes eight bytes more while it is.
const mostArea = 1 << 19

// band fills what of some areas is within a rectangle.
func (c *canvas) band(areas []line, paint image.Image, at image.Rectangle) {
	c.area.Reset(at.Dx(), at.Dy())
	x, y, tall := float64(at.Min.X), float64(at.Min.Y), float64(at.Dy())
	for _, a := range areas {
		n := len(a.points)
		for i := range a.points {
			c.edge(point{a.points[i].x - x, a.points[i].y - y}, point{a.points[(i+1)%n].x - x, a.points[(i+1)%n].y - y}, tall)
		}
	}
	c.area.Draw(c.image, at, paint, image.Point{})
}

// edge adds the part of an edge that lies within the height; what is beside
// counts, what is above or below does not.
func (c *canvas) edge(p, q point, tall float64) {
	cut := func(p, q point) point {
		if p.y < 0 {
			return point{p.x + (q.x-p.x)*(0-p.y)/(q.y-p.y), 0}
		}
		if p.y > tall {
			return point{p.x + (q.x-p.x)*(tall-p.y)/(q.y-p.y), tall}
		}
		return p
	}
	if max(p.y, q.y) <= 0 || min(p.y, q.y) >= tall || p.y == q.y {
		return
	}
	p, q = cut(p, q), cut(q, p)
	c.area.MoveTo(float32(p.x), float32(p.y))
	c.area.LineTo(float32(q.x), float32(q.y))
}

// text draws a text and the pieces in it; at is where the next piece begins.
func (c *canvas) text(e *element, s state, at *point) error {
	t := &s.text
	t.size = e.number("font-size", t.size)
	if w := e.get("font-weight"); w != "" {
		t.bold = isBold(w)
	}
	if f := e.get("fill"); f != "" {
		t.fill = f
	}
	if a := e.get("text-anchor"); a != "" {
		t.anchor = a
	}
	at.x, at.y = e.number("x", at.x), e.number("y", at.y)
	if words := strings.ReplaceAll(e.text, "\n", " "); strings.TrimSpace(words) != "" {
		if err := c.write(words, e, s, at); err != nil {
			return err
		}
	}
	for _, child := range e.children {
		if err := c.text(child, s, at); err != nil {
			return err
		}
	}
	return nil
}

func (c *canvas) write(words string, e *element, s state, at *point) error {
	t := s.text
	glyphs, width, err := c.fonts.set(&c.glyph, words, c.lang, t.bold)
	if err != nil {
		return err
	}
	x := at.x
	switch t.anchor {
	case "middle":
		x -= width * t.size / 2
	case "end":
		x -= width * t.size
	}
	m := s.m.then(matrix{a: t.size, d: t.size, e: x, f: at.y})
	for _, g := range glyphs {
		p := &pen{m: m}
		if err := g.outline(&c.glyph, p); err != nil {
			return err
		}
		opacity := s.opacity * e.number("fill-opacity", 1)
		c.fill(p.lines, t.fill, opacity, s.clip)
		if t.bold && !g.bold { // a font without that weight
			c.fill(stroke{width: bolder * t.size * s.m.scale(), join: "round"}.outlines(p.lines), t.fill, opacity, s.clip)
		}
	}
	at.x = x + width*t.size
	return nil
}

// bolder is how much wider strokes are made where a font has no bold, in em.
const bolder = 0.03

// transform reads a list of transforms.
func transform(text string) matrix {
	m := matrix{a: 1, d: 1}
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		name, rest, _ := strings.Cut(text, "(")
		list, after, _ := strings.Cut(rest, ")")
		text = after
		var x [6]float64
		n := 0
		for r := (&reader{text: list}); n < len(x) && r.rest() && !r.bad; n++ {
			x[n] = r.number()
		}
		switch strings.TrimSpace(name) {
		case "translate":
			m = m.then(matrix{a: 1, d: 1, e: x[0], f: x[1]})
		case "scale":
			if n == 1 {
				x[1] = x[0]
			}
			m = m.then(matrix{a: x[0], d: x[1]})
		case "rotate":
			sin, cos := math.Sincos(x[0] * math.Pi / 180)
			m = m.then(matrix{a: 1, d: 1, e: x[1], f: x[2]}).then(matrix{cos, sin, -sin, cos, 0, 0}).then(matrix{a: 1, d: 1, e: -x[1], f: -x[2]})
		case "matrix":
			m = m.then(matrix{x[0], x[1], x[2], x[3], x[4], x[5]})
		}
	}
	return m
}

// parseColour reads #rgb, #rrggbb, rgb(…) and rgba(…), and the few names that
// ECharts has of its own; anything else is not painted.
func parseColour(text string, opacity float64) (color.NRGBA, bool) {
	switch text {
	case "", "none":
		return color.NRGBA{}, false
	case "black":
		text = "#000000"
	case "white":
		text = "#ffffff"
	}
	var x [4]float64
	x[3] = 1
	if list, is := strings.CutPrefix(text, "rgb"); is {
		r := &reader{text: strings.TrimSuffix(strings.TrimLeft(list, "a("), ")")}
		for i := 0; i < len(x) && r.rest(); i++ {
			if x[i] = r.number(); r.bad {
				return color.NRGBA{}, false
			}
		}
	} else {
		hex, is := strings.CutPrefix(text, "#")
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		if !is || err != nil || len(hex) != 6 {
			return color.NRGBA{}, false
		}
		x[0], x[1], x[2] = float64(n>>16&255), float64(n>>8&255), float64(n&255)
	}
	alpha := x[3] * opacity
	if alpha <= 0 {
		return color.NRGBA{}, false
	}
	part := func(v float64) uint8 { return uint8(math.Round(min(max(v, 0), 255))) }
	return color.NRGBA{part(x[0]), part(x[1]), part(x[2]), part(alpha * 255)}, true
}
