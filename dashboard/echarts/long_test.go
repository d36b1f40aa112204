package echarts_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data"
)

// TestSixtyYears: of sixty years of months as many years are named as have room,
// and columns thinner than their edges have none.
func TestSixtyYears(t *testing.T) {
	t.Parallel()
	for _, slug := range []string{"output", "growth-heatmap"} {
		c := charttest.Build(t, charttest.Sources(t), slug, chart.Params{Width: 750})
		c.Categories = nil
		for m := range 720 {
			year := strconv.Itoa(1965 + m/12)
			p, err := data.ParsePeriod(fmt.Sprintf("%s-%02d", year, m%12+1))
			if err != nil {
				t.Fatal(err)
			}
			k := chart.Category{Period: p, Label: strconv.Itoa(m%12 + 1)}
			if m%12 == 0 {
				k.Head = year
			}
			c.Categories = append(c.Categories, k)
		}
		for i := range c.Series {
			c.Series[i].Points = nil
			for m, k := range c.Categories {
				c.Series[i].Points = append(c.Series[i].Points, chart.Point{Period: k.Period, Has: true, Value: float64(m)})
			}
		}
		raw, err := echarts.Option(c)
		if err != nil {
			t.Fatal(err)
		}
		var o struct {
			XAxis  []struct{ Data []string }
			Series []struct {
				Type      string
				ItemStyle struct{ BorderWidth float64 }
			}
		}
		if err := json.Unmarshal(raw, &o); err != nil {
			t.Fatal(err)
		}
		named, last := 0, -720
		for i, l := range o.XAxis[0].Data {
			if l == "" {
				continue
			}
			named++
			if i-last < 30 { // 720 periods on some 600 pixels, a year takes 30
				t.Errorf("%s: %q stands %d periods after another", slug, l, i-last)
			}
			last = i
		}
		if named < 5 {
			t.Errorf("%s: %d years are named", slug, named)
		}
		for _, s := range o.Series {
			if s.Type == "bar" && s.ItemStyle.BorderWidth > 0 {
				t.Errorf("%s: a column of a pixel has an edge of %v", slug, s.ItemStyle.BorderWidth)
			}
		}
	}
}
