package story_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// TestClaimsTogether: what the claims of one text look at is fetched together, and
// each is judged as if it stood alone: the sentences of each file of claims that
// are said on one day of the same figures; now, as of a day and pinned.
func TestClaimsTogether(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/claims/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		steps, err := readClaims(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		c := county{db: open(t), named: make(map[string][]string)}
		for len(steps) > 0 {
			n := 0
			for n < len(steps) && steps[n].does == "句" && steps[n].day.Equal(steps[0].day) {
				n++
			}
			if n == 0 {
				c.take(t, steps[0])
				n = 1
			} else {
				compared += c.together(t, file, steps[:n])
			}
			steps = steps[n:]
		}
	}
	if compared < 100 {
		t.Errorf("only %d verdicts were compared", compared)
	}
}

// together judges sentences in one text and each by itself.
func (c *county) together(t *testing.T, file string, sentences []step) (compared int) {
	t.Helper()
	var texts []string
	var alone []data.Story
	for _, s := range sentences {
		if st, err := c.story(t, s, s.spoken()); err == nil {
			texts, alone = append(texts, s.spoken()), append(alone, st)
		}
	}
	day := sentences[0].day
	all, err := c.story(t, sentences[0], strings.Join(texts, "\n\n"))
	if err != nil {
		t.Fatal(file, err)
	}
	j := judge{story.Judge{Reader: c.db, Names: vocab.Embedded()}}
	head, err := c.db.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, asof := range []data.AsOf{{}, {Revision: max(1, head.Number-1)}, {Date: day.AddDate(0, 0, -3)}, {Date: day.AddDate(1, 0, 0)}} {
		if asof.Revision > head.Number {
			continue
		}
		together, err := j.Check(t.Context(), all, asof)
		if err != nil || len(together) != len(alone) {
			t.Fatal(file, len(together), len(alone), err)
		}
		if after := j.afterCharts(t, all, asof); !reflect.DeepEqual(together, after) {
			t.Errorf("%s, as of %q since %s: %+v of what a page has read, %+v of what was asked for", file, asof, day.Format(time.DateOnly), after, together)
		}
		for i, st := range alone {
			v, err := j.Check(t.Context(), st, asof)
			if err != nil {
				t.Fatal(err)
			}
			together[i].Claim.Line = v[0].Claim.Line
			if !reflect.DeepEqual(v[0], together[i]) {
				t.Errorf("%s, as of %q since %s: %s is %+v alone, %+v among others", file, asof, day.Format(time.DateOnly), texts[i], v[0], together[i])
			}
			compared++
		}
	}
	return compared
}

type judge struct{ story.Judge }

// afterCharts judges by what a page has read for its charts, which is the whole of
// each indicator.
func (j judge) afterCharts(t *testing.T, st data.Story, asof data.AsOf) []data.Verdict {
	t.Helper()
	read := data.Remember(j.Reader)
	claims, err := story.Claims(st)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		q := data.Query{Indicator: c.Key.Indicator, Places: []string{c.Key.Place}, Measures: []data.Measure{data.Level, data.YoY}, AsOf: asof}
		if _, err := read.Series(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	j.Reader = read
	verdicts, err := j.Check(t.Context(), st, asof)
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}
