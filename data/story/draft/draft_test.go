package draft_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sample"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/story/draft"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

var today = time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)

func county(t *testing.T) (*sqldb.DB, []data.Batch) {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	desk := importer.Desk{Store: db, Readers: []importer.Reader{xlsx.Reader{}}, Embedded: vocab.Embedded()}
	var all []data.Batch
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
		if b, err = db.Batch(t.Context(), b.ID); err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	for _, f := range sample.Stories() {
		s, err := story.Parse(f.Name, f.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := db.SaveStory(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	return db, all
}

func propose(t *testing.T, db *sqldb.DB, b data.Batch, l lang.Lang) []draft.Sentence {
	t.Helper()
	obs, err := db.Observations(context.Background(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	all, err := draft.Sentences(t.Context(), draft.Options{Reader: db, Names: vocab.Embedded(), Batch: b, Observations: obs, Lang: l, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLook(t *testing.T) {
	db, all := county(t)
	for _, b := range all {
		for _, l := range lang.All {
			t.Log("=====", b.File, l)
			at := time.Now()
			ss := propose(t, db, b, l)
			for _, s := range ss {
				t.Log(s.Illustrative, s.Title, "\n", s.Text)
			}
			t.Log(time.Since(at))
		}
	}
}
