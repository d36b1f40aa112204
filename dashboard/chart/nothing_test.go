package chart_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// invented is a table of one place: any of its figures may be zero, negative,
// missing or held back.
func invented(r *rand.Rand) (indicator string, all []data.Series) {
	indicator = []string{"output", "profit", "enterprises"}[r.IntN(3)]
	unit, periods := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}, []data.Period{}
	if indicator == "enterprises" {
		unit = data.Unit{Label: "户", Base: data.BaseCount}
	}
	for y := 2025 - 1 - r.IntN(3); y < 2025; y++ {
		if r.IntN(2) == 0 {
			periods = append(periods, data.ToDate(y, 9))
			continue
		}
		periods = append(periods, data.ToDate(y, 8), data.ToDate(y, 9))
	}
	odds := r.IntN(4) // of what is no plain number, in tenths, thrice as many
	for _, g := range []data.Group{"", "cluster/铝材", "cluster/装备制造", "cluster/其他"} {
		for _, m := range []data.Measure{data.Level, data.YoY} {
			s := data.Series{Indicator: indicator, Place: lezhi, Group: g, Measure: m, Freq: data.YearToDate}
			for _, p := range periods {
				x := data.Point{Period: p, Unit: unit, Batch: "b", Value: data.Value{Number: float64(r.IntN(100)), Status: data.Normal}}
				if m == data.YoY {
					x.Unit = percent
				}
				if r.IntN(10) < 3*odds {
					switch r.IntN(5) {
					case 0:
						x.Value.Number = 0
					case 1:
						x.Value.Number *= -1
					case 2:
						x.Value = data.Value{Status: data.Missing}
					case 3:
						x.Value = data.Value{Status: data.Suppressed}
					default:
						continue
					}
				}
				s.Points = append(s.Points, x)
			}
			if len(s.Points) > 0 && (m == data.Level || r.IntN(2) == 0) {
				all = append(all, s)
			}
		}
	}
	return indicator, all
}

var percent = data.Unit{Label: "%", Base: data.BasePercent}

// TestNoChartIsDrawnWithoutAValue: a chart whose values are all missing says why.
func TestNoChartIsDrawnWithoutAValue(t *testing.T) {
	t.Parallel()
	drawn, told := 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 7))
		indicator, series := invented(r)
		for _, d := range chart.Catalogue {
			for _, m := range d.Measures {
				p := chart.Params{Places: []string{lezhi}, Indicator: indicator, Measure: m, Lang: lang.All[seed%2], Basis: []data.Basis{"", data.Nominal, data.Implied}[r.IntN(3)]}
				if len(d.Views) > 0 {
					p.View = d.Views[r.IntN(len(d.Views))]
				}
				c, err := d.Build(t.Context(), chart.Sources{Reader: table{series: series}, Names: vocab.Embedded()}, p)
				if err != nil {
					t.Fatal(err)
				}
				has := slices.ContainsFunc(c.Series, func(s chart.Series) bool {
					return slices.ContainsFunc(s.Points, func(p chart.Point) bool { return p.Has })
				})
				at := fmt.Sprintf("seed %d: %s %s of %s", seed, d.Slug, m, indicator)
				switch {
				case has != (c.Empty == nil):
					t.Errorf("%s: drawn %v, empty %+v", at, has, c.Empty)
				case has:
					drawn++
				case c.Empty.Reason == "" || c.Empty.Hint == "":
					t.Errorf("%s is empty without a reason", at)
				default:
					told++
				}
			}
		}
	}
	if drawn < 200 || told < 200 {
		t.Errorf("%d drawn, %d empty: the frames show too little", drawn, told)
	}
}
