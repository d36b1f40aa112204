package draft_test

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strconv"
	"strings"
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

// today is the day of the drafts.
var today = time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)

func open(t *testing.T) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func day(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// save stores figures as a draft batch, released on a day.
func save(t *testing.T, db *sqldb.DB, released string, illustrative bool, obs []data.Observation) data.Batch {
	t.Helper()
	content := []byte(t.Name() + released + strconv.Itoa(len(obs)))
	sum := sha256.Sum256(content)
	up := data.Upload{ID: hex.EncodeToString(sum[:]), File: released + ".xlsx", Size: int64(len(content))}
	b, _, err := db.SaveDraft(t.Context(), up, content, data.Batch{File: up.File, Place: "512022", Released: day(t, released), Illustrative: illustrative}, obs)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func publish(t *testing.T, db *sqldb.DB, b data.Batch) data.Batch {
	t.Helper()
	if _, err := db.Publish(t.Context(), b.ID, "test", b.Released); err != nil {
		t.Fatal(err)
	}
	b, err := db.Batch(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// figures reads rows "indicator group period value unit [status]" of 乐至县, or
// "place:indicator …" of another; "output%" is a published growth rate.
func figures(t *testing.T, table string) (all []data.Observation) {
	t.Helper()
	n := 0
	for row := range strings.Lines(table) {
		f := strings.Fields(row)
		if len(f) == 0 {
			continue
		}
		o := data.Observation{Key: data.Key{Place: "512022", Measure: data.Level}}
		if place, rest, ok := strings.Cut(f[0], ":"); ok {
			o.Key.Place, f[0] = place, rest
		}
		if rest, ok := strings.CutSuffix(f[0], "%"); ok {
			o.Key.Measure, f[0] = data.YoY, rest
		}
		o.Key.Indicator = f[0]
		if f[1] != "-" {
			o.Key.Group = data.Group(f[1])
		}
		var err error
		if o.Key.Period, err = data.ParsePeriod(f[2]); err != nil {
			t.Fatal(row, err)
		}
		o.Value = data.Value{Status: data.Normal, Raw: f[3]}
		if len(f) > 5 {
			o.Value.Status = data.Status(f[5])
		}
		if o.Value.Status.HasNumber() {
			if o.Value.Number, err = strconv.ParseFloat(f[3], 64); err != nil {
				t.Fatal(row, err)
			}
		}
		var ok bool
		if o.Unit, ok = vocab.Embedded().Unit(f[4]); !ok {
			t.Fatal(row)
		}
		n++
		o.From = []data.CellRef{{Sheet: "a", Cell: "B" + strconv.Itoa(n)}}
		all = append(all, o)
	}
	return all
}

func propose(t *testing.T, db *sqldb.DB, b data.Batch, l lang.Lang) []draft.Sentence {
	t.Helper()
	obs, err := db.Observations(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	all, err := draft.Sentences(t.Context(), draft.Options{Reader: db, Names: vocab.Embedded(), Batch: b, Observations: obs, Lang: l, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// county is the sample county with its stories, published.
func county(t *testing.T) (*sqldb.DB, []data.Batch) {
	t.Helper()
	db := open(t)
	desk := importer.Desk{Store: db, Readers: []importer.Reader{xlsx.Reader{}}, Embedded: vocab.Embedded()}
	var all []data.Batch
	for _, w := range sample.Workbooks() {
		h := importer.Handed{File: w.Name, Bytes: w.Bytes, Released: w.Released}
		h.Place = sample.Place
		b, _, _, err := desk.Import(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, publish(t, db, b))
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
