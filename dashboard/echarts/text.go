package echarts

import (
	"cmp"
	"strings"
)

// labelType is the size of labels, in pixels.
const labelType = 12

// TextWidth is about how wide a text is in a size, in the same unit, as near as
// can be without a font: Chinese characters are square, Latin letters and digits
// as wide as those of the wider of common fonts.
func TextWidth(text string, size float64, bold bool) float64 {
	wide, narrow := 0.0, 0.0
	for _, r := range text {
		switch {
		case r >= 0x2e80:
			wide++
		case strings.ContainsRune(" ijltfr.,:;'|!()[]·", r):
			narrow += 0.38
		case strings.ContainsRune("mwMW%—", r):
			narrow += 0.95
		case r >= 'A' && r <= 'Z':
			narrow += 0.68
		default:
			narrow += 0.6
		}
	}
	if bold {
		narrow *= 1.12
	}
	return (wide + narrow) * size
}

// room is what the longest of some names takes beside a picture, in pixels: no
// more than leaves most of the width to the picture.
func (d *drawing) room(names ...string) int {
	const slack = 8
	share := 0.4
	if d.narrowest() {
		share = narrowestShare
	}
	longest := 0.0
	for _, n := range names {
		longest = max(longest, TextWidth(n, labelType, true)+slack)
	}
	return int(min(longest, share*d.wide()))
}

// A page asks for options in steps of width. The narrowest step is shown in what is
// narrower yet: of a window of 280 pixels an embed leaves so many.
const (
	narrowestStep = 360
	narrowestPlot = 256.0
)

// narrowest reports whether the option is that of the narrowest step.
func (d *drawing) narrowest() bool {
	return d.Params.Height == 0 && d.Params.Width > 0 && d.Params.Width <= narrowestStep
}

// wide is the width of the picture, in pixels; on a page, which has several, the
// least.
func (d *drawing) wide() float64 {
	if d.narrowest() {
		return narrowestPlot
	}
	return float64(cmp.Or(d.Params.Width, plainWidth))
}

// widths are those in which the picture may be shown, in pixels, the least first.
func (d *drawing) widths() []float64 {
	all := []float64{d.wide()}
	if d.Params.Height > 0 { // a picture, not a page
		return all
	}
	asked := float64(cmp.Or(d.Params.Width, plainWidth))
	for _, by := range []float64{1, 1.1, 1.2, 1.33, 1.5, 1.75} {
		if w := asked * by; w > all[0] && w <= widest {
			all = append(all, w)
		}
	}
	return all
}
