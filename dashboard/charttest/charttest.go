// Package charttest gives tests the sample county as charts meet it.
package charttest

import (
	"path/filepath"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

// Sources are those of the sample county, published, with what its stories say.
func Sources(t testing.TB) chart.Sources {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	desk := importer.Desk{Store: db, Readers: []importer.Reader{xlsx.Reader{}}, Embedded: vocab.Embedded()}
	for _, w := range sample.Workbooks() {
		h := importer.Handed{File: w.Name, Bytes: w.Bytes, Released: w.Released}
		h.Place = sample.Place
		b, _, _, err := desk.Import(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Publish(t.Context(), b.ID, "test", w.Released); err != nil {
			t.Fatal(err)
		}
	}
	src := chart.Sources{Reader: db, Names: vocab.Embedded()}
	j := story.Judge{Reader: db, Names: src.Names}
	var said []chart.Said
	for _, f := range sample.Stories() {
		s, err := story.Parse(f.Name, f.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		verdicts, err := j.Check(t.Context(), s, data.AsOf{})
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, chart.SaidBy(s.Slug, verdicts)...)
		for _, v := range verdicts {
			src.Goals = append(src.Goals, chart.GoalsOf(s.Slug, []data.Claim{v.Claim})...)
		}
	}
	src.Said = func() ([]chart.Said, error) { return said, nil }
	return src
}

// Build makes a chart of the sample county; query is as an address has it.
func Build(t testing.TB, s chart.Sources, slug string, p chart.Params) chart.Chart {
	t.Helper()
	d, err := chart.Find(slug)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Places) == 0 {
		p.Places = []string{sample.Place}
	}
	c, err := d.Build(t.Context(), s, p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
