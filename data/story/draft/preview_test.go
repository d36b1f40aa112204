package draft_test

import (
	"slices"
	"testing"

	"countyboard/data"
	"countyboard/data/story/draft"
)

// TestPreviewIsWhatPublicationBrings: a preview answers as the store will once the
// draft is published: later releases stand, a missing figure displaces none, pinned
// revisions and earlier days know nothing of it, drafts of the store least of all.
func TestPreviewIsWhatPublicationBrings(t *testing.T) {
	t.Parallel()
	db := open(t)
	publish(t, db, save(t, db, "2025-01-10", false, figures(t, `output - 2023 80 亿元
		output - 2022 70 亿元
		output% - 2023 6 %`)))
	publish(t, db, save(t, db, "2025-01-25", false, figures(t, "output - 2021 65 亿元")))
	b := save(t, db, "2025-01-20", false, figures(t, `output - 2024 90 亿元
		output - 2023 81 亿元
		output - 2022 x 亿元 O
		output - 2021 64 亿元
		512021:output - 2024 116 亿元
		output cluster/铝材 2024 26 亿元`))
	obs, err := db.Observations(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := draft.Preview(db, b, obs, today)
	queries := []data.Query{
		{Indicator: "output", Places: []string{"512022", "512021"}},
		{Indicator: "output", Places: []string{"512021"}},
		{Indicator: "output", Places: []string{"512022"}, Groups: []data.Group{"cluster/铝材"}},
		{Indicator: "output", Places: []string{"512022"}, Measures: []data.Measure{data.Level}, From: data.Year(2023), To: data.Year(2024)},
		{Indicator: "output", Places: []string{"512022"}, AsOf: data.AsOf{Revision: 1}},
		{Indicator: "output", Places: []string{"512022"}, AsOf: data.AsOf{Revision: 3}},
		{Indicator: "output", Places: []string{"512022"}, AsOf: data.AsOf{Date: day(t, "2025-01-15")}},
		{Indicator: "output", Places: []string{"512022"}, AsOf: data.AsOf{Date: day(t, "2025-01-22")}},
		{Indicator: "output", Places: []string{"512022"}, Ends: []data.Period{data.Month(2024, 12), data.Month(2021, 12)}},
		{Indicator: "revenue", Places: []string{"512022"}},
	}
	type seen struct {
		key    data.Key
		number float64
		status data.Status
		batch  string
		cell   data.CellRef
	}
	var revisions []int
	read := func(r data.Reader, q data.Query) (all []seen) {
		a, err := r.Series(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		revisions = append(revisions, a.Revision)
		for _, s := range a.Series {
			for _, x := range s.Points {
				all = append(all, seen{data.Key{Indicator: s.Indicator, Place: s.Place, Group: s.Group, Measure: s.Measure, Period: x.Period}, x.Value.Number, x.Value.Status, x.Batch, x.From[0]})
				if a.Batches[x.Batch].File == "" {
					t.Errorf("%v cites nothing", x)
				}
			}
		}
		return all
	}
	var before [][]seen
	for _, q := range queries {
		before = append(before, read(p, q))
	}
	held := make(map[string][]data.Holding)
	for _, place := range []string{"", "512022", "512021", "110000"} {
		if held[place], err = p.Holdings(t.Context(), place, data.AsOf{}); err != nil {
			t.Fatal(err)
		}
	}
	head, err := p.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	places, err := p.Places(t.Context(), data.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	publish(t, db, b)
	for i, q := range queries {
		after := read(db, q)
		if now, was := revisions[len(revisions)-1], revisions[i]; now != was {
			t.Errorf("%+v: of revision %d, then of %d", q, was, now)
		}
		if len(after) != len(before[i]) {
			t.Errorf("%+v: a preview of %d figures, then %d:\n%v\n%v", q, len(before[i]), len(after), before[i], after)
			continue
		}
		for j := range after {
			if before[i][j] != after[j] {
				t.Errorf("%+v: a preview of %+v, then %+v", q, before[i][j], after[j])
			}
		}
	}
	for place, was := range held {
		if now, err := db.Holdings(t.Context(), place, data.AsOf{}); err != nil || !slices.Equal(now, was) {
			t.Errorf("%q was to hold\n%+v, and holds\n%+v (%v)", place, was, now, err)
		}
	}
	if now, err := db.Head(t.Context()); err != nil || now.Number != head.Number || now.What != head.What {
		t.Errorf("the head was to be %+v, and is %+v (%v)", head, now, err)
	}
	if now, err := db.Places(t.Context(), data.AsOf{}); err != nil || len(now) != 2 || len(places) != 2 || now[0] != places[0] || now[1] != places[1] {
		t.Errorf("%v, then %v (%v)", places, now, err)
	}
}
