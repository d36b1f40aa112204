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
	const slack, share = 8, 0.4
	longest := 0.0
	for _, n := range names {
		longest = max(longest, TextWidth(n, labelType, true)+slack)
	}
	return int(min(longest, share*d.wide()))
}

// wide is the width of the picture, in pixels.
func (d *drawing) wide() float64 { return float64(cmp.Or(d.Params.Width, plainWidth)) }
