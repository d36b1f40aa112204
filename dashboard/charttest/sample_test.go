package charttest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/sqldb"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

// TestTheSampleImportsWithoutAWord: no question, no finding, and what is
// invented is marked so.
func TestTheSampleImportsWithoutAWord(t *testing.T) {
	t.Parallel()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	desk := importer.Desk{Store: db, Readers: []importer.Reader{xlsx.Reader{}}, Embedded: vocab.Embedded()}
	for _, w := range sample.Workbooks() {
		h := importer.Handed{File: w.Name, Bytes: w.Bytes, Released: w.Released}
		h.Place = sample.Place
		b, res, _, err := desk.Import(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range res.Report.Problems {
			t.Errorf("%s: %s %+v", w.Name, p.ID, p)
		}
		if want := !strings.HasPrefix(w.Name, "published"); b.Illustrative != want {
			t.Errorf("%s: illustrative %v", w.Name, b.Illustrative)
		}
		if _, err := db.Publish(t.Context(), b.ID, "test", w.Released); err != nil {
			t.Fatal(err)
		}
	}
}

// figures are the sample's numbers by their keys.
func figures(t *testing.T, indicators ...string) map[data.Key]float64 {
	t.Helper()
	s := charttest.Sources(t)
	all := make(map[data.Key]float64)
	for _, ind := range indicators {
		a, err := s.Reader.Series(t.Context(), data.Query{Indicator: ind, Places: []string{"512022", "512000", "512021", "512002"}, Measures: []data.Measure{data.Level, data.YoY}})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range a.Series {
			for _, p := range x.Points {
				all[data.Key{Indicator: ind, Place: x.Place, Group: x.Group, Measure: x.Measure, Period: p.Period}] = p.Value.Number
			}
		}
	}
	return all
}

func period(t *testing.T, text string) data.Period {
	t.Helper()
	p, err := data.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var clusters = []data.Group{"", "cluster/铝材,", "cluster/装备制造,", "cluster/电子信息,", "cluster/纺织服装,", "cluster/汽车零部件,", "cluster/其他,"}

// TestTheListCloses: for each cluster and the whole, from the end of a year on,
// start + entered − left + in − out = end.
func TestTheListCloses(t *testing.T) {
	t.Parallel()
	have := figures(t, "enterprises", "enterprises-entered", "enterprises-left", "enterprises-reclassified-in", "enterprises-reclassified-out")
	for _, c := range clusters {
		at := func(indicator, when string) float64 {
			x, ok := have[data.Key{Indicator: indicator, Place: "512022", Group: c + "size/规上", Measure: data.Level, Period: period(t, when)}]
			if !ok {
				t.Errorf("%s of %s is missing in %s", indicator, c, when)
			}
			return x
		}
		for _, y := range [][3]string{
			{"2020-Q4", "2021-01/P12M", "2021-Q4"}, {"2021-Q4", "2022-01/P12M", "2022-Q4"}, {"2022-Q4", "2023-01/P12M", "2023-Q4"},
			{"2023-Q4", "2024-01/P9M", "2024-Q3"}, {"2023-Q4", "2024-01/P6M", "2024-Q2"}, {"2023-Q4", "2024-01/P3M", "2024-Q1"},
		} {
			got := at("enterprises", y[0]) + at("enterprises-entered", y[1]) - at("enterprises-left", y[1]) +
				at("enterprises-reclassified-in", y[1]) - at("enterprises-reclassified-out", y[1])
			if end := at("enterprises", y[2]); got != end || end == 0 {
				t.Errorf("%s in %s: the movements give %v, the list holds %v", c, y[1], got, end)
			}
		}
	}
}

// TestEveryPlaceHasTheSameMonths: what 乐至 has of output, the city has too, and
// more of it; so has each neighbour, but for 安岳, which makes no aluminium.
func TestEveryPlaceHasTheSameMonths(t *testing.T) {
	t.Parallel()
	have := figures(t, "output")
	n := 0
	for k, x := range have {
		if k.Place != sample.Place || k.Group.Without(data.DimCluster) != "size/规上" {
			continue
		}
		n++
		for _, place := range []string{"512000", "512002", "512021"} {
			o := k
			o.Place = place
			y, ok := have[o]
			if none := place == "512021" && strings.HasPrefix(string(k.Group), "cluster/铝材"); ok == none {
				t.Errorf("%v: there %v", o, ok)
			}
			if place == "512000" && k.Measure == data.Level && y <= x {
				t.Errorf("%v: the city has %v, the county %v", k, y, x)
			}
		}
	}
	if want := 41 * 7 * 2; n != want {
		t.Errorf("%d figures of output, want %d", n, want)
	}
}
