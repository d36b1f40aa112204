package echarts

import (
	"fmt"
	"math"
	"strconv"
)

// Palette is the colours of one theme. The categorical colours begin
// with blue and orange; the others were searched for until each pair differs
// under simulated colour blindness. A test holds them to it.
type Palette struct {
	Paper, Ink, Muted, Line, Grid string
	Accent                        string
	Other                         string   // 其他
	Groups                        []string // by rank
	Up, Down                      string   // diverging: blue for growth, orange for decline
	Before                        string   // the earlier period
	Sample, SampleWash            string   // the mark of invented figures, and its ground
}

// Light and Dark are the two themes; dashboard/assets mirrors them in CSS.
var (
	Light = Palette{
		Paper: "#ffffff", Ink: "#1a1d21", Muted: "#5d656e", Line: "#c9ced4", Grid: "#e7eaed", Accent: "#0b5cad",
		Other: "#949494", Groups: []string{"#0b5cad", "#d1660a", "#02543c", "#a37fbb", "#7a4301", "#50126e", "#925e74"},
		Up: "#0b5cad", Down: "#d1660a", Before: "#949494", Sample: "#8a5300", SampleWash: "#fff6e5",
	}
	Dark = Palette{
		Paper: "#14171a", Ink: "#eceff2", Muted: "#a5adb6", Line: "#4a525a", Grid: "#2a3036", Accent: "#6fb1f2",
		Other: "#7d858e", Groups: []string{"#4f9be8", "#f28a3c", "#52d3bf", "#c7d3ff", "#f5dc4e", "#007963", "#b2b389"},
		Up: "#4f9be8", Down: "#f28a3c", Before: "#7d858e", Sample: "#f0c674", SampleWash: "#2b2416",
	}
)

// Of is the palette of a theme; light unless dark is asked for.
func Of(theme string) Palette {
	if theme == "dark" {
		return Dark
	}
	return Light
}

// color of a series by its rank: 其他 and those beyond the palette are grey, totals
// are ink.
func (p Palette) color(rank int) string {
	switch {
	case rank == -1:
		return p.Other
	case rank < 0:
		return p.Ink
	}
	if rank >= len(p.Groups) { // the smaller ones of many: no colour stands twice
		return p.Other
	}
	return p.Groups[rank]
}

// enough is the contrast that text needs against its background (WCAG 1.4.3).
const enough = 4.5

// word is the colour of a name beside its series: the series' own, drawn
// towards ink as far as reading needs it.
func (p Palette) word(rank int) string {
	colour, ink, paper := parts(p.color(rank)), parts(p.Ink), parts(p.Paper)
	const steps = 20
	for i := range steps {
		var mixed [3]float64
		for n := range mixed {
			mixed[n] = math.Round(colour[n] + (ink[n]-colour[n])*float64(i)/steps)
		}
		if contrast(mixed, paper) >= enough {
			return fmt.Sprintf("#%02x%02x%02x", int(mixed[0]), int(mixed[1]), int(mixed[2]))
		}
	}
	return p.Ink
}

// mix is a colour drawn towards another; 0 is itself, 1 the other.
func mix(hex, towards string, share float64) string {
	a, b := parts(hex), parts(towards)
	for i := range a {
		a[i] = math.Round(a[i] + (b[i]-a[i])*share)
	}
	return fmt.Sprintf("#%02x%02x%02x", int(a[0]), int(a[1]), int(a[2]))
}

// on is the colour of words on a coloured ground.
func (p Palette) on(ground string) string {
	best, most := p.Ink, 0.0
	for _, c := range []string{p.Ink, p.Paper, "#000000", "#ffffff"} {
		at := contrast(parts(c), parts(ground))
		if at >= enough {
			return c
		}
		if at > most {
			best, most = c, at
		}
	}
	return best
}

// parts are red, green and blue of "#rrggbb", 0 to 255.
func parts(hex string) (c [3]float64) {
	n, _ := strconv.ParseUint(hex[1:], 16, 32) // ours, each of six digits
	for i := range c {
		c[i] = float64(n >> (16 - 8*i) & 255)
	}
	return c
}

// contrast is that of WCAG 2.
func contrast(a, b [3]float64) float64 {
	light := func(c [3]float64) (y float64) {
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v := c[i] / 255
			if v > 0.04045 {
				v = math.Pow((v+0.055)/1.055, 2.4)
			} else {
				v /= 12.92
			}
			y += weight * v
		}
		return y + 0.05
	}
	x, y := light(a), light(b)
	return max(x, y) / min(x, y)
}
