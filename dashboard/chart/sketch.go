package chart

import (
	"cmp"
	"context"
	"slices"

	"countyboard/data"
)

// Sketch is a chart before it is made: its figures are known, nothing is drawn.
type Sketch struct {
	definition Definition
	frame      *frame
	rests      map[data.Group][]data.Point
}

// Sketch begins a chart. Returns the errors of Build.
func (d Definition) Sketch(ctx context.Context, s Sources, p Params) (*Sketch, error) {
	if err := d.takes(p); err != nil {
		return nil, err
	}
	f, err := newFrame(ctx, d, s, p)
	if err != nil {
		return nil, err
	}
	if err := f.knows(p.Groups); err != nil {
		return nil, err
	}
	return &Sketch{d, f, make(map[data.Group][]data.Point)}, nil
}

// Chart makes the chart; a sketch makes one.
func (k *Sketch) Chart() (Chart, error) {
	if k.frame.c.Empty == nil {
		k.definition.build(k.frame)
		k.frame.sayWhyNothing()
	}
	k.frame.finish()
	return k.frame.c, k.frame.err
}

// May reports, for a small part of what making the chart takes, whether it may
// draw a group's value of a period, resting on one of some cells. A chart that
// may need not; one that may not does not. It is to be asked before Chart.
func (k *Sketch) May(g data.Group, p data.Period, cells []data.CellRef) bool {
	c := &k.frame.c
	switch {
	case c.Empty != nil || g.Without(data.DimCluster) != c.Population:
		return false
	case k.definition.rests == nil || c.Params.Measure != "" || c.Params.Basis != "": // of periods and groups of its own
		return true
	}
	own := k.figures(g)
	return slices.ContainsFunc(own, func(q data.Point) bool { return q.Period == p && q.Value.Status.HasNumber() }) &&
		(restOn(own, cells) || restOn(k.figures(c.Population), cells)) // a share rests on the total as well
}

// figures are those that the chart's values of a group rest on.
func (k *Sketch) figures(g data.Group) []data.Point {
	points, ok := k.rests[g]
	if !ok {
		f := *k.frame // looking leaves no trace in the chart
		points = k.definition.rests(&f, g)
		k.rests[g] = points
	}
	return points
}

func restOn(points []data.Point, cells []data.CellRef) bool {
	return slices.ContainsFunc(points, func(p data.Point) bool {
		return slices.ContainsFunc(p.From, func(c data.CellRef) bool {
			c.Batch = cmp.Or(c.Batch, p.Batch)
			return slices.Contains(cells, c)
		})
	})
}

// levels are those of a group in the frequency that is shown.
func (f *frame) levels(g data.Group) []data.Point { return f.whole(g, data.Level, f.freq(data.Level)) }

// shownLevels are the levels between the periods that the reader asked for.
func shownLevels(f *frame, g data.Group) []data.Point { return f.within(f.levels(g)) }
