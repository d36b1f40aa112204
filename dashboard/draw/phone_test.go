package draw

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data/lang"
	"countyboard/data/race"
)

var (
	anyText    = regexp.MustCompile(`<text text-anchor="(\w+)" font-size="(\d+)"([^>]*)transform="translate\(([-\d.]+) ([-\d.]+)\)"[^>]*>([^<]*)<`)
	axisNumber = regexp.MustCompile(`^−?[\d.,]+$`)
	filledBar  = regexp.MustCompile(`<path d="M[-\d.]+ [-\d.]+l([-\d.]+) 0l[-\d.]+ ([-\d.]+)l[-\d.]+ 0Z" fill="#`)
)

// TestNarrowPhones: the narrowest options are shown in windows from 280 pixels on,
// of which an embed leaves 256. No text leaves the picture, no two numbers of an
// axis touch, and bars are as long as their values are large.
func TestNarrowPhones(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, d := charttest.Sources(t), newDrawer(t)
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			for _, p := range ways(def) {
				p.Lang, p.Width = l, 340 // an embed asks for it, a page for 360
				c := charttest.Build(t, s, def.Slug, p)
				for _, width := range []int{256, 280, 320, 360} {
					plot, err := d.Plot(t.Context(), &c, width, 340, "p")
					if err != nil {
						t.Fatal(err)
					}
					what := fmt.Sprintf("%s %s%s %s in %d", def.Slug, p.Measure, p.View, l, width)
					textsHaveRoom(t, what, string(plot), float64(width))
					if c.Picture == chart.StackedBars || c.Picture == chart.DivergingBars {
						barsAreRight(t, what, c.AsPrinted(), string(plot))
					}
				}
			}
		}
	}
}

// ways are those in which a chart may be seen.
func ways(def chart.Definition) []chart.Params {
	all := []chart.Params{{}}
	for _, m := range def.Measures[min(1, len(def.Measures)):] {
		all = append(all, chart.Params{Measure: m})
	}
	for _, v := range def.Views[min(1, len(def.Views)):] {
		all = append(all, chart.Params{View: v})
	}
	return all
}

// textsHaveRoom looks at each text of a plot, as wide as it is with common fonts.
func textsHaveRoom(t *testing.T, what, plot string, width float64) {
	t.Helper()
	type span struct {
		words          string
		y, left, right float64
	}
	var numbers []span
	for _, m := range anyText.FindAllStringSubmatch(plot, -1) {
		x := number(t, m[4])
		const slack = 0.9 // TextWidth is that of the wider fonts
		w := slack * echarts.TextWidth(m[6], number(t, m[2]), strings.Contains(m[3], "font-weight"))
		a := span{m[6], number(t, m[5]), x, x + w}
		switch m[1] {
		case "middle":
			a.left, a.right = x-w/2, x+w/2
		case "end":
			a.left, a.right = x-w, x
		}
		const edge = 6 // what a page leaves beside a picture
		if a.left < -edge || a.right > width+edge {
			t.Errorf("%s: %q is at %.0f to %.0f", what, a.words, a.left, a.right)
		}
		if !axisNumber.MatchString(a.words) {
			continue
		}
		for _, b := range numbers {
			if a.y == b.y && a.left < b.right+2 && b.left < a.right+2 {
				t.Errorf("%s: %q touches %q", what, b.words, a.words)
			}
		}
		numbers = append(numbers, a)
	}
}

func barsAreRight(t *testing.T, what string, c chart.Chart, plot string) {
	t.Helper()
	var values, lengths []float64
	for _, s := range c.Series {
		for _, p := range s.Points {
			if p.Has && s.Rank != chart.RankTotal {
				values = append(values, math.Abs(p.Value))
			}
		}
	}
	for _, m := range filledBar.FindAllStringSubmatch(plot, -1) {
		if math.Abs(number(t, m[2])) > 12 { // else of the legend
			lengths = append(lengths, math.Abs(number(t, m[1])))
		}
	}
	if len(values) == 0 || len(values) != len(lengths) {
		t.Fatalf("%s: %d bars of %d values", what, len(lengths), len(values))
	}
	most, longest := 0.0, 0.0
	for i := range values {
		most, longest = max(most, values[i]), max(longest, lengths[i])
	}
	if longest < 50 {
		t.Errorf("%s: the longest bar is %.1f long", what, longest)
	}
	for i, v := range values {
		if want := v / most * longest; math.Abs(lengths[i]-want) > 1.5 { // its edge takes half a pixel
			t.Errorf("%s: the bar of %v is %.1f long, not %.1f", what, v, lengths[i], want)
		}
	}
}
