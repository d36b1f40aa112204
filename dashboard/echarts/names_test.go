package echarts_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data"
)

// longNames are a name that takes more than a picture's width, and one that begins
// like it.
var longNames = []string{
	"高端装备与智能制造及新能源汽车核心零部件研发生产一体化产业集群",
	"Machinery and special-purpose equipment manufacturing industries",
	"高端装备与智能制造及新能源汽车核心零部件研发生产一体化产业集群（二期）",
}

// TestLongNamesAreCut: names never take more of the picture than their share, no
// two become the same, and the tip has them whole.
func TestLongNamesAreCut(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for _, slug := range []string{"output", "cluster-growth", "growth-index", "growth-contribution", "growth-share", "growth-heatmap", "shift-share", "specialisation", "ranking", "cluster-share"} {
		for _, p := range []chart.Params{{Width: 360}, {Width: 400, Height: 340}, {Width: 800, Height: 330}, {Width: 960}} {
			c := charttest.Build(t, s, slug, p)
			for i := range min(len(c.Series), len(longNames)) {
				c.Series[i].Name = longNames[i]
			}
			rows := 0
			for i := range c.Categories {
				if c.Categories[i].Period.IsZero() && rows < len(longNames) {
					c.Categories[i].Label = longNames[rows]
					rows++
				}
			}
			raw, err := echarts.Option(c)
			if err != nil {
				t.Fatal(err)
			}
			var o struct {
				Legend struct{ Data []any }
				YAxis  []struct{ Data []any }
				Series []struct{ Name, Type string }
			}
			if err := json.Unmarshal(raw, &o); err != nil {
				t.Fatal(err)
			}
			most := 0.4 * float64(p.Width)
			if p.Width >= 520 {
				most = 0.3 * float64(p.Width)
			}
			seen := make(map[string]bool)
			for _, x := range o.Series {
				if c.Picture == chart.StackedBars || c.Picture == chart.Treemap { // names of parts are ours; areas wrap
					continue
				}
				most, w := most, echarts.TextWidth(x.Name, 12, true)
				if alone := c.Picture == chart.StackedColumns || c.Picture == chart.Diverging || c.Picture == chart.ShareColumns; alone && p.Width < 520 { // in a list above
					most, w = 0.5*float64(p.Width), echarts.TextWidth(x.Name, 12, false)
				}
				if w > most && x.Type != "heatmap" && len(c.Series) > 2 {
					t.Errorf("%s %d: %q is %.0f wide, more than %.0f", slug, p.Width, x.Name, w, most)
				}
				if strings.Contains(x.Name, "…") && seen[x.Name] {
					t.Errorf("%s %d: two series are %q", slug, p.Width, x.Name)
				}
				seen[x.Name] = true
			}
			for _, y := range o.YAxis {
				for _, l := range y.Data {
					if m, ok := l.(map[string]any); ok {
						l = m["value"]
					}
					for _, line := range strings.Split(fmt.Sprint(l), "\n") {
						if w := echarts.TextWidth(line, 13, false); w > most {
							t.Errorf("%s %d: row %q is %.0f wide, more than %.0f", slug, p.Width, line, w, most)
						}
					}
				}
			}
			if !strings.Contains(string(raw), `"name":"`+longNames[0]+`","shown"`) {
				t.Errorf("%s %d: no tip has the whole name", slug, p.Width)
			}
		}
	}
}

// picture is what is looked at of an option.
type picture struct {
	Legend struct {
		Top  float64
		Data []string
	}
	Grid   struct{ Top float64 }
	XAxis  []struct{ Data []string }
	Series []struct {
		Name, Type string
		ItemStyle  struct{ Color string }
		EndLabel   struct {
			Show     bool
			Distance float64
		}
		Data []struct {
			Value any
			Label struct{ Formatter, Position string }
		}
	}
}

func look(t *testing.T, c chart.Chart) (o picture) {
	t.Helper()
	raw, err := echarts.Option(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// crowd is a chart with as many clusters as are asked for, the later ones without a
// colour of their own.
func crowd(t *testing.T, slug string, count int, p chart.Params) chart.Chart {
	t.Helper()
	c := charttest.Build(t, charttest.Sources(t), slug, p)
	first := c.Series[0]
	total := c.Series[len(c.Series)-1]
	c.Series = nil
	for i := range count {
		s := first
		s.Name, s.Rank = fmt.Sprintf("第%02d产业集群", i+1), i
		c.Series = append(c.Series, s)
	}
	c.Series = append(c.Series, total)
	return c
}

// TestTheListOfNamesTakesItsRows: the picture begins below all of them, and the
// clusters without a colour are one entry.
func TestTheListOfNamesTakesItsRows(t *testing.T) {
	t.Parallel()
	for _, slug := range []string{"output", "growth-contribution"} {
		few := look(t, crowd(t, slug, 3, chart.Params{Width: 390}))
		many := look(t, crowd(t, slug, 7, chart.Params{Width: 390}))
		more := look(t, crowd(t, slug, 12, chart.Params{Width: 390}))
		if rows := (many.Grid.Top - few.Grid.Top) / 25; rows != 2 { // three in a row
			t.Errorf("%s: seven names take %v rows more than three", slug, rows)
		}
		if n := len(more.Legend.Data); n != 8 || more.Legend.Data[7] != "另5个集群" {
			t.Errorf("%s: the list says %v", slug, more.Legend.Data)
		}
		last := more.Series[len(more.Series)-1]
		if last.Name != "另5个集群" || last.ItemStyle.Color != echarts.Light.Other {
			t.Errorf("%s: the entry of many is of %+v", slug, last)
		}
	}
}

// TestNoColourStandsTwice: beyond the palette all is grey, and of lines too many
// for their names the outermost keep theirs.
func TestNoColourStandsTwice(t *testing.T) {
	t.Parallel()
	c := crowd(t, "growth-index", 18, chart.Params{Width: 800, Height: 300})
	c.Series[12].Points = append([]chart.Point(nil), c.Series[12].Points...)
	for i := range c.Series[12].Points {
		c.Series[12].Points[i].Value *= 2
	}
	seen, named := make(map[string]string), 0
	for i, s := range look(t, c).Series {
		if color := s.ItemStyle.Color; color != echarts.Light.Other {
			if by := seen[color]; by != "" {
				t.Errorf("%s and %s are both %s", by, s.Name, color)
			}
			seen[color] = s.Name
		}
		if s.EndLabel.Show {
			named++
		}
		if i == 12 && !s.EndLabel.Show {
			t.Error("the line that ends highest has no name")
		}
		if s.EndLabel.Distance < 18 {
			t.Errorf("%s begins %v from the end of the axis, on its last year", s.Name, s.EndLabel.Distance)
		}
	}
	if len(seen) != 8 || named < 8 || named > 10 { // seven and the total
		t.Errorf("%d colours, %d names", len(seen), named)
	}
}

// TestTotalsStandAboveTheirColumns, also where some parts are below zero.
func TestTotalsStandAboveTheirColumns(t *testing.T) {
	t.Parallel()
	c := crowd(t, "output", 2, chart.Params{Width: 960})
	total := &c.Series[2]
	total.Points = append([]chart.Point(nil), total.Points...)
	for n := range 2 {
		c.Series[n].Points = append([]chart.Point(nil), c.Series[n].Points...)
	}
	last := len(total.Points) - 1
	for i := range total.Points {
		c.Series[0].Points[i].Value, c.Series[1].Points[i].Value, total.Points[i].Value = -300, 200, -100
	}
	for _, s := range look(t, c).Series {
		if s.Type == "line" && s.Data[last].Label.Formatter != "" && s.Data[last].Value != 200.0 {
			t.Errorf("the label of the total stands at %v, within the columns", s.Data[last].Value)
		}
	}
}

// TestSixtyYearsOfRatesAreNamed on their axis.
func TestSixtyYearsOfRatesAreNamed(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "growth-heatmap", chart.Params{Width: 800})
	c.Categories = nil
	for y := range 60 {
		p, err := data.ParsePeriod(fmt.Sprint(1964 + y))
		if err != nil {
			t.Fatal(err)
		}
		c.Categories = append(c.Categories, chart.Category{Period: p, Label: fmt.Sprint(1964 + y)})
	}
	for i := range c.Series {
		c.Series[i].Points = make([]chart.Point, 60)
	}
	labels := look(t, c).XAxis[0].Data
	if labels[59] != "2023" || strings.Join(labels, "") == "2023" {
		t.Errorf("the axis says %v", labels)
	}
}

// TestAnOutlierLeavesTheOthersApart: one rate of thousands does not put all others
// into two classes.
func TestAnOutlierLeavesTheOthersApart(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "growth-heatmap", chart.Params{})
	for i := range c.Series {
		c.Series[i].Points = append([]chart.Point(nil), c.Series[i].Points[:1]...)
		c.Series[i].Points[0].Has, c.Series[i].Points[0].Value = true, []float64{3, 9, 14, -6, 18, -15, 2000}[i%7]
	}
	c.Categories = c.Categories[:1]
	d, _ := option(t, c)
	if len(d.VisualMap.Pieces) < 5 {
		t.Errorf("the classes are %v", d.VisualMap.Pieces)
	}
}

// TestANameAsLongAsACellIsCut at once.
func TestANameAsLongAsACellIsCut(t *testing.T) {
	t.Parallel()
	c := crowd(t, "output", 3, chart.Params{Width: 390})
	for i := range c.Series {
		c.Series[i].Name = strings.Repeat("很长 very long ", 32_767/13) // a cell holds no more
	}
	begun := time.Now()
	look(t, c)
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it takes %s", took)
	}
}
