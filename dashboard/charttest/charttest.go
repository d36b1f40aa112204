// Package charttest gives tests the sample county as charts meet it.
package charttest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

// Published is the file of a database with the workbooks of the sample county
// published: made once, since it takes seconds under the race detector and each
// test wants its own.
var Published = sync.OnceValues(func() ([]byte, error) {
	return Filled(nil, func(ctx context.Context, db *sqldb.DB) error {
		for _, w := range sample.Workbooks() {
			if _, err := Publish(ctx, db, w.Name, w.Bytes, w.Released); err != nil {
				return err
			}
		}
		return nil
	})
})

// Filled is the file of a database after something has been put into it.
func Filled(file []byte, fill func(context.Context, *sqldb.DB) error) (filled []byte, err error) {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ctx, name := context.Background(), filepath.Join(dir, "board.sqlite")
	if file != nil {
		if err := os.WriteFile(name, file, 0o600); err != nil {
			return nil, err
		}
	}
	db, err := sqldb.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(fill(ctx, db), db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// Publish imports and publishes a workbook that asks nothing.
func Publish(ctx context.Context, db *sqldb.DB, name string, workbook []byte, released time.Time) (data.Batch, error) {
	h := importer.Handed{File: name, Bytes: workbook, By: "test", Released: released}
	h.Place = sample.Place
	b, res, _, err := importer.Desk{Store: db, Readers: []importer.Reader{xlsx.Reader{}}, Embedded: vocab.Embedded()}.Import(ctx, h)
	if err != nil {
		return b, err
	}
	if n := res.Report.Open(); n > 0 {
		return b, fmt.Errorf("%s: %d open questions: %+v", name, n, res.Report.Problems)
	}
	_, err = db.Publish(ctx, b.ID, "test", released)
	return b, err
}

// Place puts a database's file where the test has it for its own.
func Place(t testing.TB, file []byte) (name string) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "board.sqlite")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Open is a database of the test's own, of a file's bytes.
func Open(t testing.TB, file []byte) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), Place(t, file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Sources are those of the sample county, published, with what its stories say.
func Sources(t testing.TB) chart.Sources {
	t.Helper()
	file, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	db := Open(t, file)
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
