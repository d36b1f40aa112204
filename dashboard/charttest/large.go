package charttest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/vocab"
)

// large is a store of made-up figures, for measuring how long drawing takes.
type large struct {
	data.Reader
	indicators map[string][]data.Period
	groups     []data.Group
}

// Large are figures of so many groups over so many years of months (January and
// February as one): output with published rates, enterprises, and who entered
// and left, of the sample county and of its city.
func Large(years, groups int) chart.Sources {
	l := large{indicators: make(map[string][]data.Period), groups: []data.Group{""}}
	for i := range groups {
		l.groups = append(l.groups, data.Group(fmt.Sprintf("cluster/集群%02d", i)))
	}
	slices.Sort(l.groups)
	for y := 2025 - years; y < 2025; y++ {
		for m := 2; m <= 12; m++ {
			l.indicators["output"] = append(l.indicators["output"], data.ToDate(y, m))
			for _, code := range []string{"enterprises", "enterprises-entered", "enterprises-left"} {
				l.indicators[code] = append(l.indicators[code], data.Month(y, m))
			}
		}
	}
	return chart.Sources{Reader: l, Names: vocab.Embedded()}
}

// Series implements data.Reader.
func (l large) Series(_ context.Context, q data.Query) (data.Answer, error) {
	a := data.Answer{Revision: 1, Batches: map[string]data.BatchInfo{"b": {ID: "b", File: "large.xlsx"}}}
	for p, place := range q.Places {
		for g, group := range l.groups {
			if q.Groups != nil && !slices.Contains(q.Groups, group) {
				continue
			}
			for _, m := range q.Measures {
				s := data.Series{Indicator: q.Indicator, Place: place, Group: group, Measure: m}
				for n, t := range l.indicators[q.Indicator] {
					if s.Freq = t.Freq(); !q.From.IsZero() && t != q.From {
						continue
					}
					s.Points = append(s.Points, l.point(q.Indicator, m, t, float64(n), float64(g), float64(p)))
				}
				if len(s.Points) > 0 && (m == data.Level || q.Indicator == "output") {
					a.Series = append(a.Series, s)
				}
			}
		}
	}
	return a, nil
}

// point is a figure that moves from month to month; the first group is the sum
// of the others.
func (l large) point(indicator string, m data.Measure, t data.Period, n, g, p float64) data.Point {
	of := func(g float64) float64 { return 10 + g + p + math.Sin(n/5+g) }
	x := of(g)
	if g == 0 {
		x = 0
		for i := 1; i < len(l.groups); i++ {
			x += of(float64(i))
		}
	}
	out := data.Point{Period: t, Unit: data.Unit{Label: "户", Base: data.BaseCount}, Batch: "b", From: []data.CellRef{{Batch: "b", Sheet: "表", Cell: fmt.Sprintf("B%d", int(n))}}}
	out.Value = data.Value{Number: math.Round(x), Status: data.Normal}
	switch {
	case m == data.YoY:
		out.Unit, out.Value.Number = data.PercentUnit, math.Round(100*math.Sin(n/7+g))/10
	case indicator == "output":
		_, month := t.End()
		out.Unit, out.Value.Number = data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}, x*float64(month)
	}
	return out
}

// Places implements data.Reader.
func (large) Places(context.Context, data.AsOf) ([]string, error) {
	return []string{"512000", "512002", "512021", sample.Place}, nil
}
