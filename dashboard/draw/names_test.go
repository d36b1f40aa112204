package draw

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
	"countyboard/data"
	"countyboard/data/race"
)

// drawnText is a word of a drawn plot with its anchor and the middle of its line,
// in pixels.
type drawnText struct {
	words, anchor string
	x, y          float64
}

var (
	textElement = regexp.MustCompile(`<text text-anchor="(\w+)"[^>]*transform="translate\(([-\d.]+) ([-\d.]+)\)"[^>]* y="([-\d.]+)"[^>]*>([^<]*)<`)
	disc        = regexp.MustCompile(`<path d="M1 0A1[^>]*transform="matrix\(([\d.]+),0,0,[\d.]+,([-\d.]+),([-\d.]+)\)"`)
)

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// texts are the words of a plot that are among those asked for.
func texts(t *testing.T, svg []byte, among []string) (all []drawnText) {
	t.Helper()
	const baseline = 4.32 // below the middle of a line of 12
	for _, m := range textElement.FindAllStringSubmatch(string(svg), -1) {
		if slices.Contains(among, m[5]) {
			all = append(all, drawnText{m[5], m[1], number(t, m[2]), number(t, m[3]) + number(t, m[4]) - baseline})
		}
	}
	return all
}

// box is the area of a word: left, top, right and bottom.
func (d drawnText) box() (left, top, right, bottom float64) {
	w := echarts.TextWidth(d.words, 12, true)
	left = d.x
	switch d.anchor {
	case "middle":
		left -= w / 2
	case "end":
		left -= w
	}
	const half = 6
	return left, d.y - half, left + w, d.y + half
}

func (d drawnText) touches(o drawnText) bool {
	l, t, r, b := d.box()
	ol, ot, or, ob := o.box()
	return l < or && ol < r && t < ob && ot < b
}

var pageSizes = [][2]int{{640, 320}, {760, 380}, {960, 380}, {1200, 440}, {600, 300}}

// columnsOf is a chart of two columns with so many parts.
func columnsOf(parts [][2]float64) (c chart.Chart, names []string) {
	c = chart.Chart{Slug: "output", Picture: chart.StackedColumns, UnitLabel: "户", Categories: []chart.Category{{Period: data.Quarter(2024, 2), Label: "二季度", Head: "2024"}, {Period: data.Quarter(2024, 3), Label: "三季度"}}}
	total := chart.Series{Name: "合计", Rank: chart.RankTotal, Points: make([]chart.Point, 2)}
	for i, x := range parts {
		s := chart.Series{Name: "集群" + strconv.Itoa(i), Rank: i % 7}
		for n, v := range x {
			s.Points = append(s.Points, chart.Point{Period: c.Categories[n].Period, Value: v, Has: true, Shown: strconv.FormatFloat(v, 'f', -1, 64)})
			total.Points[n].Value += v
			total.Points[n].Has, total.Points[n].Shown = true, "1.23 bn yuan"
		}
		c.Series, names = append(c.Series, s), append(names, s.Name)
	}
	c.Series = append(c.Series, total)
	return c, append(names, "1.23 bn yuan")
}

// TestNamesBesideColumnsStandApart: eight groups beside two columns, however thin
// they are and wherever the last column ends, on pages of every height.
func TestNamesBesideColumnsStandApart(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	d := newDrawer(t)
	for name, parts := range map[string][][2]float64{
		"thin above":     {{11, 12}, {10, 10}, {9, 10}, {9, 9}, {8, 8}, {2, 2}, {3, 3}, {2, 2}},
		"thin below":     {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {60, 50}},
		"a short column": {{90, 3}, {60, 2}, {50, 2}, {40, 1}, {30, 1}, {20, 1}, {10, 1}, {10, 1}},
		"losses":         {{20, 22}, {10, 11}, {-2, -1}, {-3, -1}, {-1, -1}, {4, 1}, {1, 1}, {2, 1}},
		"nothing":        {{1, 0}, {1, 0}, {1, 0}, {1, 1}, {1, 0}, {1, 0}, {1, 0}, {1, 0}},
	} {
		c, names := columnsOf(parts)
		for _, size := range pageSizes {
			c.Params.Width = size[0]
			plot, err := d.Plot(t.Context(), &c, size[0], size[1], "p")
			if err != nil {
				t.Fatal(err)
			}
			all := texts(t, plot, names)
			if len(all) < len(parts) {
				t.Fatalf("%s %v: %d names", name, size, len(all))
			}
			for i, a := range all {
				for _, b := range all[i+1:] {
					if a.touches(b) {
						t.Errorf("%s %v: %+v and %+v", name, size, a, b)
					}
				}
			}
		}
	}
}

// TestNamesOfBubblesStandApart: no name touches a bubble or another name; what
// has no room stands in the legend.
func TestNamesOfBubblesStandApart(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	d := newDrawer(t)
	for name, bubbles := range map[string][][3]float64{ // share, growth, size
		"in a row": {{26.9, 5, 22}, {16, 5, 13}, {13.7, 5, 11}, {9.4, 5, 7.7}, {8.4, 5, 6.9}},
		"a heap":   {{15, 9, 10}, {15.5, 9.5, 12}, {14.5, 8.5, 8}, {15, 10, 9}, {16, 9, 11}, {15.2, 9.1, 14}},
		"spread":   {{27, 18, 27}, {22, 12, 22}, {15, 9, 15}, {14, -2, 14}, {7, 15, 7}, {13, 5, 13}},
		"falling":  {{60, -20, 60}, {40, -1, 2}},
	} {
		c := chart.Chart{Slug: "growth-share", Picture: chart.Bubbles, UnitLabel: "同比增速（%）", XLabel: "占比（%）", Lines: []chart.Line{{Value: 9.8, Label: "全部 +9.8%"}}}
		names := []string{"全部 +9.8%"}
		for i, b := range bubbles {
			s := chart.Series{Name: []string{"铝材", "装备制造", "电子信息", "Textiles and apparel", "汽车零部件", "其他"}[i], Rank: i}
			s.Points = []chart.Point{{Has: true, X: b[0], Y: b[1], Value: b[2]}}
			c.Series, names = append(c.Series, s), append(names, s.Name)
		}
		for _, size := range append(slices.Clone(pageSizes), [2]int{360, 340}, [2]int{400, 300}) {
			c.Params.Width = size[0]
			plot, err := d.Plot(t.Context(), &c, size[0], size[1], "p")
			if err != nil {
				t.Fatal(err)
			}
			all := texts(t, plot, names)
			if len(all) != len(names) {
				t.Errorf("%s %v: %d names of %d", name, size, len(all), len(names))
			}
			for i, a := range all {
				for _, b := range all[i+1:] {
					if a.touches(b) && max(a.y, b.y) > 20 { // those of the legend are ECharts' own
						t.Errorf("%s %v: %+v and %+v", name, size, a, b)
					}
				}
				if a.words == names[0] {
					continue // it stands on its line
				}
				for _, m := range disc.FindAllStringSubmatch(string(plot), -1) {
					r, x, y := number(t, m[1]), number(t, m[2]), number(t, m[3])
					left, top, right, bottom := a.box()
					if math.Hypot(max(left-x, 0, x-right), max(top-y, 0, y-bottom)) < r+1 {
						t.Errorf("%s %v: %s touches a bubble at %v %v", name, size, a.words, x, y)
					}
				}
			}
		}
	}
}
