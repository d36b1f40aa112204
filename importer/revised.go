package importer

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"time"

	"countyboard/data"
)

// Revised is a published figure that a workbook has otherwise.
type Revised struct {
	Old data.Point
	New data.Observation
}

// By is the change relative to the old figure; infinite where one of them has
// no number or the old one is zero.
func (r Revised) By() float64 {
	now, ok := r.New.Unit.Convert(r.New.Value.Number, r.Old.Unit)
	if !ok || !r.New.Value.Status.HasNumber() || !r.Old.Value.Status.HasNumber() || r.Old.Value.Number == 0 {
		return math.Inf(1)
	}
	return math.Abs(now/r.Old.Value.Number - 1)
}

// mostCompared are the series of a workbook that are compared with published ones.
const mostCompared = 4000

// Revised are the published figures that a workbook's figures would displace,
// if it were released on a day (zero: today), the largest changes first. Invented
// figures displace invented ones only.
func (d Desk) Revised(ctx context.Context, obs []data.Observation, invented bool, released time.Time) ([]Revised, error) {
	known, err := d.knownBy(ctx, obs, invented, released)
	if err != nil {
		return nil, err
	}
	var all []Revised
	for _, o := range obs {
		if p, ok := known[o.Key]; ok && o.Displaces(p) {
			all = append(all, Revised{p, o})
		}
	}
	slices.SortStableFunc(all, func(a, b Revised) int { return cmp.Compare(b.By(), a.By()) })
	return all, nil
}

// placesAtOnce are asked for in one question to the store.
const placesAtOnce = 200

// knownBy are the published points of the series that observations are of, as far
// as figures of a day stand before them: not those that were released later, and
// before what is published none that is invented.
func (d Desk) knownBy(ctx context.Context, obs []data.Observation, invented bool, released time.Time) (map[data.Key]data.Point, error) {
	type of struct{ indicator, place string }
	seen := make(map[of]bool)
	places := make(map[string][]string) // by indicator
	var indicators []string
	for _, o := range obs {
		at := of{o.Key.Indicator, o.Key.Place}
		if seen[at] || len(seen) >= mostCompared {
			continue
		}
		seen[at] = true
		if places[at.indicator] == nil {
			indicators = append(indicators, at.indicator)
		}
		places[at.indicator] = append(places[at.indicator], at.place)
	}
	comes := data.BatchInfo{Released: released, Revision: math.MaxInt, Illustrative: invented}.Standing(data.Normal)
	if released.IsZero() {
		comes.Released = dayless
	}
	known := make(map[data.Key]data.Point)
	for _, indicator := range indicators {
		for some := range slices.Chunk(places[indicator], placesAtOnce) {
			a, err := d.Store.Series(ctx, data.Query{Indicator: indicator, Places: some})
			if err != nil {
				return nil, err
			}
			for _, s := range a.Series {
				for _, p := range s.Points {
					if comes.Before(a.Batches[p.Batch].Standing(data.Normal)) { // status O, which Displaces knows, aside
						known[data.Key{Indicator: indicator, Place: s.Place, Group: s.Group, Measure: s.Measure, Period: p.Period}] = p
					}
				}
			}
		}
	}
	return known, nil
}

// dayless is the day of what names none: nothing was released later.
const dayless = "9999-12-31"

// announce puts what a workbook changes about published figures first in its report.
func (d Desk) announce(ctx context.Context, h Handed, res *Result) error {
	var first []data.Problem
	if again, err := d.publishedBefore(ctx, h, res.Report.SHA256); err != nil {
		return err
	} else if again != nil {
		first = append(first, note("workbook-again", "", "", "day", again.Released.Format(time.DateOnly), "id", again.ID[:12]))
	}
	revised, err := d.Revised(ctx, res.Observations(), res.Illustrative, h.Released)
	if err != nil {
		return err
	}
	if len(revised) > 0 {
		r := revised[0]
		at := r.New.From[0]
		p := note("revises", at.Sheet, at.Cell, "count", strconv.Itoa(len(revised)), "old", said(r.Old.Value, r.Old.Unit), "new", said(r.New.Value, r.New.Unit))
		p.Cells = len(revised)
		first = append(first, p)
	}
	res.Report.Problems = slices.Concat(first, res.Report.Problems)
	return nil
}

// publishedBefore is the published batch of the same bytes for the same place
// and another day, if there is one.
func (d Desk) publishedBefore(ctx context.Context, h Handed, sum string) (*data.Batch, error) {
	all, err := d.Store.Batches(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range all {
		if b.Upload == sum && b.Place == h.Place && b.State == data.Live && !b.Released.Equal(h.Released) {
			return &b, nil
		}
	}
	return nil, nil
}

func said(v data.Value, u data.Unit) string {
	if !v.Status.HasNumber() {
		return cmp.Or(v.Raw, string(v.Status))
	}
	return plain(v.Number) + u.Label
}

// note is a problem that needs nothing, about a cell of the workbook or all of it.
func note(code, sheet, cell string, pairs ...string) data.Problem {
	args := append([]string{"sheet", sheet, "cell", cell}, pairs...)
	return data.Problem{
		ID: code, Sheet: sheet, Cell: cell, Cells: 1, Code: code, Severity: data.SeverityNote, Options: []string{},
		Message: data.Say("importer."+code, args...), Hint: data.Say("importer."+code+".hint", args...),
	}
}
