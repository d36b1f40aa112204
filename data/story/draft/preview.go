package draft

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"countyboard/data"
)

// Preview reads what will be known once a draft batch is published: the revision
// after the newest, which it calls its head. today is the day of release where the
// batch names none. Earlier revisions and days do not know the batch.
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

// Head implements data.Reader.
func (v preview) Head(ctx context.Context) (data.Revision, error) {
	r, err := v.Reader.Head(ctx)
	return data.Revision{Number: r.Number + 1, At: v.batch.Released, Kind: data.RevPublished, What: v.batch.ID, By: v.batch.By}, err
}

// asof is what to ask of the reader below, and whether the batch is known then; next
// is the revision that its publication will be.
func (v preview) asof(ctx context.Context, a data.AsOf) (below data.AsOf, next int, known bool, err error) {
	r, err := v.Head(ctx)
	if known = a.Revision == 0 || a.Revision == r.Number; known {
		a.Revision = 0
	}
	return a, r.Number, known && (a.Date.IsZero() || !v.batch.Released.After(a.Date)), err
}

// Places implements data.Reader.
func (v preview) Places(ctx context.Context, asof data.AsOf) ([]string, error) {
	below, _, known, err := v.asof(ctx, asof)
	if err != nil {
		return nil, err
	}
	all, err := v.Reader.Places(ctx, below)
	if err != nil || !known {
		return all, err
	}
	for _, o := range v.obs {
		all = append(all, o.Key.Place)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// Holdings implements data.Reader.
func (v preview) Holdings(ctx context.Context, place string, asof data.AsOf) ([]data.Holding, error) {
	below, _, known, err := v.asof(ctx, asof)
	if err != nil {
		return nil, err
	}
	all, err := v.Reader.Holdings(ctx, place, below)
	if err != nil || !known {
		return all, err
	}
	at := make(map[data.Holding]int, len(all)) // by what is held, apart from when
	of := func(h data.Holding) data.Holding {
		h.First, h.Last, h.Illustrative = data.Period{}, data.Period{}, false
		return h
	}
	for i, h := range all {
		at[of(h)] = i
	}
	for _, o := range v.obs {
		if place != "" && o.Key.Place != place {
			continue
		}
		p := o.Key.Period
		h := data.Holding{Indicator: o.Key.Indicator, Place: o.Key.Place, Group: o.Key.Group, Measure: o.Key.Measure, Freq: p.Freq()}
		i, ok := at[h]
		if !ok {
			i = len(all)
			at[h] = i
			h.First, h.Last = p, p
			all = append(all, h)
		}
		if p.Compare(all[i].First) < 0 {
			all[i].First = p
		}
		if p.Compare(all[i].Last) > 0 {
			all[i].Last = p
		}
		all[i].Illustrative = all[i].Illustrative || v.batch.Illustrative
	}
	slices.SortFunc(all, func(x, y data.Holding) int {
		return cmp.Or(cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Place, y.Place), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Freq, y.Freq))
	})
	return all, nil
}

// Story implements data.Reader.
func (v preview) Story(ctx context.Context, slug string, asof data.AsOf) (data.Story, error) {
	below, _, _, err := v.asof(ctx, asof)
	if err != nil {
		return data.Story{}, err
	}
	return v.Reader.Story(ctx, slug, below)
}

// Stories implements data.Reader.
func (v preview) Stories(ctx context.Context, place string, asof data.AsOf) ([]data.Story, error) {
	below, _, _, err := v.asof(ctx, asof)
	if err != nil {
		return nil, err
	}
	return v.Reader.Stories(ctx, place, below)
}

// Words implements data.Reader.
func (v preview) Words(ctx context.Context, asof data.AsOf) ([]data.Word, error) {
	below, _, _, err := v.asof(ctx, asof)
	if err != nil {
		return nil, err
	}
	return v.Reader.Words(ctx, below)
}

// Series implements data.Reader.
func (v preview) Series(ctx context.Context, q data.Query) (data.Answer, error) {
	below, next, known, err := v.asof(ctx, q.AsOf)
	if err != nil {
		return data.Answer{}, err
	}
	pinned := q.AsOf.Revision > 0 && below.Revision > 0
	q.AsOf = below
	a, err := v.Reader.Series(ctx, q)
	if err != nil || pinned {
		return a, err
	}
	if a.Revision = next; !known {
		return a, nil
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
	asked, info := q.Asking(), v.info(next)
	for _, o := range v.obs {
		if !asked(o.Key) {
			continue
		}
		k := of{o.Key.Place, o.Key.Group, o.Key.Measure, o.Key.Period.Freq()}
		i, ok := at[k]
		if !ok {
			i = len(a.Series)
			at[k] = i
			a.Series = append(a.Series, data.Series{Indicator: o.Key.Indicator, Place: k.place, Group: k.group, Measure: k.m, Freq: k.freq})
		}
		v.put(&a.Series[i], o, a.Batches, info)
	}
	if a.Batches == nil {
		a.Batches = make(map[string]data.BatchInfo)
	}
	a.Batches[info.ID] = info
	a.Order(q.Places)
	return a, nil
}

// info is the batch as the revision that publishes it will name it.
func (v preview) info(revision int) data.BatchInfo {
	b := v.batch
	return data.BatchInfo{ID: b.ID, Upload: b.Upload, File: b.File, Source: b.Source, Released: b.Released, Revision: revision, Illustrative: b.Illustrative}
}

// put sets a figure into its series, as a store would.
func (v preview) put(s *data.Series, o data.Observation, batches map[string]data.BatchInfo, own data.BatchInfo) {
	from := slices.Clone(o.From)
	for i := range from {
		from[i].Batch = cmp.Or(from[i].Batch, v.batch.ID)
	}
	p := data.Point{Period: o.Key.Period, Value: o.Value, Unit: o.Unit, From: from, Source: o.Source, Note: o.Note, Batch: v.batch.ID}
	i, there := data.PointAt(s.Points, p.Period)
	if !there {
		s.Points = slices.Insert(s.Points, i, p)
		return
	}
	stands := batches[s.Points[i].Batch].Standing(s.Points[i].Value.Status)
	if own.Standing(p.Value.Status).Before(stands) {
		s.Points[i] = p
	}
}
