package draft

import (
	"cmp"
	"math"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
)

// change is a published figure that the batch revises.
type change struct {
	key      data.Key
	old, now data.Point
	by       float64 // relative to the old figure
}

// revisions writes which published figures the batch revised, the largest changes
// of the newest periods first. The link claims the figure that is known now; the
// one before stands in its words.
func (d *desk) revisions() (lines []line, err error) {
	changes, err := d.changes()
	if err != nil {
		return nil, err
	}
	for _, c := range changes[:min(len(changes), 3*mostRevisions)] {
		population, dim := split(c.key.Group)
		s := &subject{population: population, dim: dim, period: c.key.Period}
		s.indicator, _ = d.Names.Indicator(c.key.Indicator)
		s.place, _ = d.Names.Place(c.key.Place)
		s.indicator.Code, s.place.Code = c.key.Indicator, c.key.Place
		part := data.Group("")
		if dim != "" {
			part, s.parts = c.key.Group, []data.Group{c.key.Group}
		}
		if err := d.read(s); err != nil {
			return nil, err
		}
		claim := s.claim(data.ClaimLevel, c.key.Group)
		key := "revised"
		if c.key.Measure == data.YoY {
			claim.Kind, claim.Unit, claim.Basis, key = data.ClaimGrowth, data.PercentUnit, data.Published, "revised-rate"
		}
		unit := claim.Unit
		if c.key.Measure == data.Level {
			unit = d.unitOf(s, c.now)
			claim.Unit = written(unit)
		}
		now, ok1 := c.now.Unit.Convert(c.now.Value.Number, unit)
		old, ok2 := c.old.Unit.Convert(c.old.Value.Number, unit)
		was, _, _ := lang.Printed(d.Lang, old, unit)
		words, says, half := lang.Printed(d.Lang, now, unit)
		if !ok1 || !ok2 || was == words || s.quiet(c.key.Group) || s.quiet(population) {
			continue
		}
		claim.Op, claim.Said, claim.HasSaid, claim.Tolerance = data.OpEQ, says, true, half
		lines = append(lines, d.line(s, revised, key, c.key.Group, d.lead(s, part)+d.t("then"), clause{words: d.t(key, "old", was, "new", words), claim: claim}))
	}
	return lines, nil
}

// unitOf is the unit in which the house shows a figure.
func (d *desk) unitOf(s *subject, p data.Point) data.Unit {
	if _, ok := p.Unit.Convert(1, s.indicator.Unit); ok {
		return s.indicator.Unit
	}
	return p.Unit
}

// changes compares what was known before the batch with what is known with it.
func (d *desk) changes() ([]change, error) {
	before, err := d.before()
	if err != nil || before == nil {
		return nil, err
	}
	type source struct{ indicator, place string }
	seen := make(map[source]bool)
	var all []change
	for _, o := range d.Observations {
		at := source{o.Key.Indicator, o.Key.Place}
		if seen[at] || len(seen) == mostSources {
			continue
		}
		seen[at] = true
		q := data.Query{Indicator: at.indicator, Places: []string{at.place}, Measures: []data.Measure{data.Level, data.YoY}}
		now, err := d.Reader.Series(d.ctx, q)
		if err != nil {
			return nil, err
		}
		q.AsOf = *before
		old, err := d.published.Series(d.ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, d.differ(now, old)...)
	}
	slices.SortStableFunc(all, func(a, b change) int {
		return cmp.Or(-a.key.Period.Compare(b.key.Period), cmp.Compare(len(a.key.Group), len(b.key.Group)), cmp.Compare(a.key.Measure, b.key.Measure), -cmp.Compare(a.by, b.by))
	})
	return all, nil
}

// mostSources are compared with what was known before.
const mostSources = 60

// before is what was known before the batch; nil where that is nothing.
func (d *desk) before() (*data.AsOf, error) {
	if d.Batch.State == data.Draft {
		return &data.AsOf{}, nil
	}
	all, err := d.published.Revisions(d.ctx)
	i := slices.IndexFunc(all, func(r data.Revision) bool { return r.Kind == data.RevPublished && r.What == d.Batch.ID })
	if err != nil || i < 0 || all[i].Number < 2 {
		return nil, err
	}
	return &data.AsOf{Revision: all[i].Number - 1}, nil
}

// differ lists the numbers that are the batch's now and were others before.
func (d *desk) differ(now, old data.Answer) (all []change) {
	was := make(map[data.Key]data.Point)
	key := func(s data.Series, p data.Point) data.Key {
		return data.Key{Indicator: s.Indicator, Place: s.Place, Group: s.Group, Measure: s.Measure, Period: p.Period}
	}
	for _, s := range old.Series {
		for _, p := range s.Points {
			was[key(s, p)] = p
		}
	}
	for _, s := range now.Series {
		for _, p := range s.Points {
			o, ok := was[key(s, p)]
			if !ok || p.Batch != d.Batch.ID || !p.Value.Status.HasNumber() || !o.Value.Status.HasNumber() || !(data.Observation{Value: p.Value, Unit: p.Unit}).Displaces(o) {
				continue
			}
			c := change{key: key(s, p), old: o, now: p, by: math.Inf(1)}
			if x, ok := p.Unit.Convert(p.Value.Number, o.Unit); ok && o.Value.Number != 0 {
				c.by = math.Abs(x/o.Value.Number - 1)
			}
			all = append(all, c)
		}
	}
	return all
}
