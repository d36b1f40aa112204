package dashboard

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// sparkline is a small line in a box of 88 × 24.
type sparkline struct {
	Path template.HTML
	X, Y string
}

// spark lays out values, oldest first; nil for fewer than three.
func spark(xs []float64) *sparkline {
	if len(xs) < 3 {
		return nil
	}
	const width, height, margin = 88.0, 24.0, 3.0
	low, high := slices.Min(xs), slices.Max(xs)
	span := high - low
	if span == 0 {
		span = 1
	}
	var b strings.Builder
	var x, y float64
	for i, v := range xs {
		x = margin + float64(i)*(width-2*margin)/float64(len(xs)-1)
		y = height - margin - (v-low)/span*(height-2*margin)
		if b.WriteByte('L'); i == 0 {
			b.Reset()
			b.WriteByte('M')
		}
		b.WriteString(short(x) + " " + short(y))
	}
	return &sparkline{Path: template.HTML(b.String()), X: short(x), Y: short(y)} //nolint:gosec // digits only
}

func short(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
