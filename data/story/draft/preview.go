package draft

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"countyboard/data"
)

// Preview reads what will be known once a draft batch is published; today is its
// day of release where it names none. Pinned revisions do not know it.
func Preview(r data.Reader, b data.Batch, obs []data.Observation, today time.Time) data.Reader {
	if b.Released.IsZero() {
		b.Released = today
	}
	return preview{r, b, obs}
}

type preview struct {
	data.Reader
	batch data.Batch
	obs   []data.Observation
}

// Places implements data.Reader.
func (v preview) Places(ctx context.Context, asof data.AsOf) ([]string, error) {
	all, err := v.Reader.Places(ctx, asof)
	if err != nil || !v.known(asof) {
		return all, err
	}
	for _, o := range v.obs {
		all = append(all, o.Key.Place)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

func (v preview) known(asof data.AsOf) bool {
	return asof.Revision == 0 && (asof.Date.IsZero() || !v.batch.Released.After(asof.Date))
}

// Series implements data.Reader.
func (v preview) Series(ctx context.Context, q data.Query) (data.Answer, error) {
	a, err := v.Reader.Series(ctx, q)
	if err != nil || !v.known(q.AsOf) {
		return a, err
	}
	type of struct {
		place string
		group data.Group
		m     data.Measure
		freq  data.Freq
	}
	at := make(map[of]int)
	a.Batches = maps.Clone(a.Batches) // both are the reader's own
	a.Series = slices.Clone(a.Series)
	for i, s := range a.Series {
		a.Series[i].Points = slices.Clone(s.Points)
		at[of{s.Place, s.Group, s.Measure, s.Freq}] = i
	}
	for _, o := range v.obs {
		if !asks(q, o.Key) {
			continue
		}
		k := of{o.Key.Place, o.Key.Group, o.Key.Measure, o.Key.Period.Freq()}
		i, ok := at[k]
		if !ok {
			i = len(a.Series)
			at[k] = i
			a.Series = append(a.Series, data.Series{Indicator: o.Key.Indicator, Place: k.place, Group: k.group, Measure: k.m, Freq: k.freq})
		}
		v.put(&a.Series[i], o, a.Batches)
	}
	if a.Batches == nil {
		a.Batches = make(map[string]data.BatchInfo)
	}
	b := v.batch
	a.Batches[b.ID] = data.BatchInfo{ID: b.ID, Upload: b.Upload, File: b.File, Source: b.Source, Released: b.Released, Illustrative: b.Illustrative}
	slices.SortFunc(a.Series, func(x, y data.Series) int {
		return cmp.Or(cmp.Compare(slices.Index(q.Places, x.Place), slices.Index(q.Places, y.Place)), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Freq, y.Freq))
	})
	return a, nil
}

// put sets a figure into its series, where a later release does not stand and
// status O displaces nothing.
func (v preview) put(s *data.Series, o data.Observation, batches map[string]data.BatchInfo) {
	from := slices.Clone(o.From)
	for i := range from {
		from[i].Batch = cmp.Or(from[i].Batch, v.batch.ID)
	}
	p := data.Point{Period: o.Key.Period, Value: o.Value, Unit: o.Unit, From: from, Source: o.Source, Note: o.Note, Batch: v.batch.ID}
	i, there := slices.BinarySearchFunc(s.Points, p.Period, func(q data.Point, at data.Period) int { return q.Period.Compare(at) })
	if !there {
		s.Points = slices.Insert(s.Points, i, p)
		return
	}
	old := s.Points[i]
	if missing := o.Value.Status == data.Missing; missing == (old.Value.Status == data.Missing) && !batches[old.Batch].Released.After(v.batch.Released) || !missing && old.Value.Status == data.Missing {
		s.Points[i] = p
	}
}

// asks reports whether a query is about a figure.
func asks(q data.Query, k data.Key) bool {
	months := func(y, m int) int { return y*12 + m }
	return k.Indicator == q.Indicator && slices.Contains(q.Places, k.Place) &&
		(q.Groups == nil || slices.Contains(q.Groups, k.Group)) && (q.Measures == nil || slices.Contains(q.Measures, k.Measure)) &&
		(q.From.IsZero() || months(k.Period.Start()) >= months(q.From.Start())) && (q.To.IsZero() || months(k.Period.End()) <= months(q.To.End()))
}
