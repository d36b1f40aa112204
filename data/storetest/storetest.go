// Package storetest is the contract that every store must pass.
package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"countyboard/data"
)

// Run tests a store; open gives an empty one each time.
func Run(t *testing.T, open func(t *testing.T) data.Store) {
	for name, test := range map[string]func(t *testing.T, b *bench){
		"the same reading twice changes nothing":          sameTwice,
		"a draft is never reachable":                      draftHidden,
		"the latest release wins":                         latestWins,
		"status O displaces no number, Q does":            statuses,
		"invented figures displace no published ones":     inventedYield,
		"withdrawing brings the old figure back":          withdrawing,
		"a revision never changes its figures":            pinned,
		"a date shows what was released by then":          byDate,
		"cells, sources and illustrative marks survive":   provenance,
		"series and holdings are whole and ordered":       order,
		"drafts of one upload replace each other":         draftsReplace,
		"wrong batches are refused and leave nothing":     refused,
		"states allow what they allow":                    states,
		"stories have versions":                           stories,
		"a story has one draft, saved over what was seen": storyDrafts,
		"words and recipes are kept":                      words,
		"accounts and sessions":                           accounts,
		"sites that show charts are kept once":            showings,
		"a cancelled call stores nothing":                 cancelled,
		"many at once lose nothing":                       concurrent,
		"an upload comes back as it went in":              uploads,
		"discarding drops a draft and its upload":         discarding,
		"a withdrawn batch may be published again":        republished,
		"unknown things are not found":                    unknown,
		"revisions say what moved them":                   revisions,
		"a question stands against publication":           questions,
		"a query's groups, measures and times are obeyed": queries,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			t.Cleanup(func() { _ = s.Close() })
			test(t, &bench{T: t, s: s, ctx: t.Context()})
		})
	}
}

// bench is a store under test with small verbs.
type bench struct {
	*testing.T
	s   data.Store
	ctx context.Context
}

const (
	place     = "512022"
	indicator = "enterprises"
)

var (
	q3  = data.Quarter(2024, 3)
	q4  = data.Quarter(2024, 4)
	hu  = data.Unit{Label: "户", Base: data.BaseCount}
	all = data.Query{Indicator: indicator, Places: []string{place}}
)

func day(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return d
}

func obs(period data.Period, group data.Group, x float64, cell string) data.Observation {
	return data.Observation{
		Key:   data.Key{Indicator: indicator, Place: place, Group: group, Measure: data.Level, Period: period},
		Value: data.Value{Number: x, Status: data.Normal, Raw: fmt.Sprint(x)}, Unit: hu, From: []data.CellRef{{Sheet: "a", Cell: cell}},
	}
}

func upload(name string) (data.Upload, []byte) {
	b := []byte("bytes of " + name)
	sum := sha256.Sum256(b)
	return data.Upload{ID: hex.EncodeToString(sum[:]), File: name, Size: int64(len(b)), Received: day("2024-10-01"), By: "test"}, b
}

// draft saves observations as a batch of a workbook.
func (b *bench) draft(name, released string, os ...data.Observation) (data.Batch, bool) {
	b.Helper()
	batch := data.Batch{Place: place, By: "test", Created: day("2024-10-01"), Observations: len(os)}
	if released != "" {
		batch.Released = day(released)
	}
	up, bytes := upload(name)
	batch.File = name
	stored, created, err := b.s.SaveDraft(b.ctx, up, bytes, batch, os)
	if err != nil {
		b.Fatal(err)
	}
	return stored, created
}

func (b *bench) publish(name, released string, os ...data.Observation) data.Batch {
	b.Helper()
	batch, _ := b.draft(name, released, os...)
	if _, err := b.s.Publish(b.ctx, batch.ID, "test", time.Time{}); err != nil {
		b.Fatal(err)
	}
	return batch
}

// figures reads "period group=value" of all points.
func (b *bench) figures(asof data.AsOf) map[string]string {
	b.Helper()
	q := all
	q.AsOf = asof
	return b.ask(q)
}

func (b *bench) ask(q data.Query) map[string]string {
	b.Helper()
	a, err := b.s.Series(b.ctx, q)
	if err != nil {
		b.Fatal(err)
	}
	got := make(map[string]string)
	for _, s := range a.Series {
		if len(s.Points) == 0 {
			b.Errorf("an empty series: %+v", s)
		}
		for _, p := range s.Points {
			v := fmt.Sprint(p.Value.Number)
			if !p.Value.Status.HasNumber() {
				v = string(p.Value.Status)
			}
			got[p.Period.String()+" "+string(s.Group)] = v
			if _, ok := a.Batches[p.Batch]; !ok {
				b.Errorf("%s names no batch", p.Period)
			}
		}
	}
	return got
}

func (b *bench) want(got map[string]string, pairs ...string) {
	b.Helper()
	if len(got) != len(pairs)/2 {
		b.Errorf("got %v, want %v", got, pairs)
	}
	for i := 0; i < len(pairs); i += 2 {
		if got[pairs[i]] != pairs[i+1] {
			b.Errorf("%s: got %q, want %q", pairs[i], got[pairs[i]], pairs[i+1])
		}
	}
}

func (b *bench) code(err error, want data.ErrorCode) {
	b.Helper()
	if data.CodeOf(err) != want {
		b.Errorf("got %v, want %s", err, want)
	}
}

func sameTwice(_ *testing.T, b *bench) {
	first, created := b.draft("a", "2024-10-10", obs(q3, "", 203, "B2"))
	second, again := b.draft("a", "2024-10-10", obs(q3, "", 203, "B2"))
	if !created || again || first.ID != second.ID {
		b.Errorf("created %v, then %v; %s, %s", created, again, first.ID, second.ID)
	}
	up, bytes := upload("a")
	told := data.Batch{Place: place, Released: day("2024-10-10"), Report: data.Report{Ignored: 7}}
	if _, again, err := b.s.SaveDraft(b.ctx, up, bytes, told, []data.Observation{obs(q3, "", 203, "B2")}); err != nil || again {
		b.Errorf("%v, %v", again, err)
	}
	if got, err := b.s.Batch(b.ctx, first.ID); err != nil || got.Report.Ignored != 7 {
		b.Errorf("a draft keeps an old report: %+v, %v", got.Report, err)
	}
	if _, err := b.s.Publish(b.ctx, first.ID, "test", time.Time{}); err != nil {
		b.Fatal(err)
	}
	if third, again := b.draft("a", "2024-10-10", obs(q3, "", 203, "B2")); again || third.State != data.Live {
		b.Errorf("a published reading read again: created %v, %s", again, third.State)
	}
	if n, err := b.s.Batches(b.ctx); err != nil || len(n) != 1 {
		b.Errorf("%d batches, %v", len(n), err)
	}
}

func draftHidden(_ *testing.T, b *bench) {
	b.publish("a", "2024-10-10", obs(q3, "", 203, "B2"))
	d, _ := b.draft("b", "2024-10-11", obs(q3, "", 999, "B2"), obs(q4, "", 999, "B3"))
	for _, asof := range []data.AsOf{{}, {Revision: 1}, {Date: day("2030-01-01")}} {
		b.want(b.figures(asof), "2024-Q3 ", "203")
	}
	if os, err := b.s.Observations(b.ctx, d.ID); err != nil || len(os) != 2 {
		b.Errorf("a review sees %d figures, %v", len(os), err)
	}
}

func latestWins(_ *testing.T, b *bench) {
	b.publish("monthly", "2024-10-10", obs(q3, "", 203, "B2"))
	b.publish("old yearbook", "2020-01-01", obs(q3, "", 150, "B2"), obs(q4, "", 160, "B3"))
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "203", "2024-Q4 ", "160")
	b.publish("correction of the same day", "2024-10-10", obs(q3, "", 204, "B2"))
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "204", "2024-Q4 ", "160")
	b.publish("later", "2025-01-10", obs(q3, "", 205, "B2"))
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "205", "2024-Q4 ", "160")
}

func statuses(_ *testing.T, b *bench) {
	none := func(s data.Status, p data.Period) data.Observation {
		o := obs(p, "", 0, "B2")
		o.Value = data.Value{Status: s, Raw: "…"}
		return o
	}
	b.publish("a", "2024-10-10", obs(q3, "", 203, "B2"), obs(q4, "", 210, "B3"))
	b.publish("b", "2024-11-10", none(data.Missing, q3), none(data.Suppressed, q4))
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "203", "2024-Q4 ", "Q")
}

// invented publishes figures that are invented.
func (b *bench) invented(name, released string, os ...data.Observation) {
	b.Helper()
	up, bytes := upload(name)
	stored, _, err := b.s.SaveDraft(b.ctx, up, bytes, data.Batch{Place: place, File: name, Illustrative: true, Released: day(released), Observations: len(os)}, os)
	if err == nil {
		_, err = b.s.Publish(b.ctx, stored.ID, "test", time.Time{})
	}
	if err != nil {
		b.Fatal(err)
	}
}

func inventedYield(_ *testing.T, b *bench) {
	none := obs(q4, "", 0, "B3")
	none.Value = data.Value{Status: data.Missing, Raw: ""}
	b.invented("invented", "2024-09-10", obs(q3, "", 150, "B2"), obs(q4, "", 160, "B3"))
	published := b.publish("published", "2024-08-10", obs(q3, "", 203, "B2"), none)
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "203", "2024-Q4 ", "160")
	b.invented("invented later", "2025-01-10", obs(q3, "", 170, "B2"), obs(q4, "", 180, "B3"))
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "203", "2024-Q4 ", "180")
	b.want(b.figures(data.AsOf{Date: day("2024-10-10")}), "2024-Q3 ", "203", "2024-Q4 ", "160")
	a, err := b.s.Series(b.ctx, all)
	if err != nil || len(a.Batches) != 2 || a.Batches[published.ID].Illustrative {
		b.Errorf("the answer names %+v, %v", a.Batches, err)
	}
	if _, err := b.s.Withdraw(b.ctx, published.ID, "test"); err != nil {
		b.Fatal(err)
	}
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "170", "2024-Q4 ", "180")
}

func withdrawing(_ *testing.T, b *bench) {
	b.publish("a", "2024-10-10", obs(q3, "", 203, "B2"))
	later := b.publish("b", "2024-11-10", obs(q3, "", 190, "B2"), obs(q4, "", 195, "B3"))
	rev, err := b.s.Withdraw(b.ctx, later.ID, "test")
	if err != nil || rev.Number != 3 {
		b.Fatal(rev, err)
	}
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "203")
	b.want(b.figures(data.AsOf{Revision: 2}), "2024-Q3 ", "190", "2024-Q4 ", "195")
}

func pinned(_ *testing.T, b *bench) {
	b.publish("a", "2024-10-10", obs(q3, "", 203, "B2"))
	b.publish("b", "2024-11-10", obs(q3, "", 204, "B2"))
	b.want(b.figures(data.AsOf{Revision: 1}), "2024-Q3 ", "203")
	b.want(b.figures(data.AsOf{Revision: 2}), "2024-Q3 ", "204")
	q := all
	q.AsOf = data.AsOf{Revision: 3}
	_, err := b.s.Series(b.ctx, q)
	b.code(err, data.NotFound)
}

func byDate(_ *testing.T, b *bench) {
	b.publish("later", "2024-11-10", obs(q3, "", 204, "B2"))
	b.publish("earlier, stored later", "2024-10-10", obs(q3, "", 203, "B2"))
	b.want(b.figures(data.AsOf{Date: day("2024-10-09")}))
	b.want(b.figures(data.AsOf{Date: day("2024-10-10")}), "2024-Q3 ", "203")
	b.want(b.figures(data.AsOf{Date: day("2024-11-10")}), "2024-Q3 ", "204")
}

func provenance(_ *testing.T, b *bench) {
	o := obs(q3, "cluster/铝材,park/经开区", 37.125, "P7")
	for _, sheet := range []string{`b's "sheet"`, `","`, `"],["`, `a\b\`, "<表&>", "", "一\n二"} {
		o.From = append(o.From, data.CellRef{Sheet: sheet, Cell: "Q8"})
	}
	o.Source, o.Note, o.Value.Status = "统计公报", "初步数", data.Provisional
	up, bytes := upload("a.xlsx")
	stored, _, err := b.s.SaveDraft(b.ctx, up, bytes, data.Batch{Place: place, File: "a.xlsx", Illustrative: true, Source: "示例", Released: day("2024-10-10"), Observations: 1}, []data.Observation{o})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := b.s.Publish(b.ctx, stored.ID, "test", time.Time{}); err != nil {
		b.Fatal(err)
	}
	a, err := b.s.Series(b.ctx, all)
	if err != nil || len(a.Series) != 1 {
		b.Fatal(a, err)
	}
	p := a.Series[0].Points[0]
	for i, from := range o.From {
		if i >= len(p.From) || p.From[i].Sheet != from.Sheet || p.From[i].Cell != from.Cell || p.From[i].Batch != p.Batch {
			b.Fatalf("cells came back as %q", p.From)
		}
	}
	if len(p.From) != len(o.From) || p.Source != o.Source || p.Note != o.Note || p.Value != o.Value || p.Unit != o.Unit {
		b.Errorf("came back as %+v", p)
	}
	if i := a.Batches[p.Batch]; !i.Illustrative || i.File != "a.xlsx" || i.Source != "示例" || !i.Released.Equal(day("2024-10-10")) || i.Revision != 1 || i.Upload != up.ID {
		b.Errorf("its batch is %+v", i)
	}
	h, err := b.s.Holdings(b.ctx, place, data.AsOf{})
	if err != nil || len(h) != 1 || !h[0].Illustrative {
		b.Errorf("holdings %+v, %v", h, err)
	}
	if _, err := b.s.Withdraw(b.ctx, stored.ID, "test"); err != nil {
		b.Fatal(err)
	}
	if held, err := b.s.Held(b.ctx, stored.ID); err != nil || !slices.Equal(held, h) {
		b.Errorf("withdrawn it holds %+v, %v", held, err)
	}
	if _, err := b.s.Held(b.ctx, strings.Repeat("0", 64)); data.CodeOf(err) != data.NotFound {
		b.Errorf("an unknown batch holds something: %v", err)
	}
}

func order(_ *testing.T, b *bench) {
	month := data.Month(2024, 9)
	b.publish("a", "2024-10-10", obs(q4, "b/2", 4, "A4"), obs(q3, "b/2", 3, "A3"), obs(q3, "", 1, "A1"), obs(month, "", 2, "A2"), obs(q3, "a/1", 5, "A5"))
	a, err := b.s.Series(b.ctx, all)
	if err != nil {
		b.Fatal(err)
	}
	got := ""
	for _, s := range a.Series {
		got += fmt.Sprintf("%s/%s:", s.Group, s.Freq)
		for i, p := range s.Points {
			if got += p.Period.String() + " "; i > 0 && s.Points[i-1].Period.Compare(p.Period) >= 0 {
				b.Errorf("points of %s are out of order", s.Group)
			}
		}
	}
	if want := "/M:2024-09 /Q:2024-Q3 a/1/Q:2024-Q3 b/2/Q:2024-Q3 2024-Q4 "; got != want {
		b.Errorf("series are %s, want %s", got, want)
	}
	h, err := b.s.Holdings(b.ctx, "", data.AsOf{})
	if err != nil || len(h) != 4 || h[3].First != q3 || h[3].Last != q4 {
		b.Errorf("holdings %+v, %v", h, err)
	}
	if p, err := b.s.Places(b.ctx, data.AsOf{}); err != nil || len(p) != 1 || p[0] != place {
		b.Errorf("places %v, %v", p, err)
	}
}

func draftsReplace(_ *testing.T, b *bench) {
	b.draft("a", "", obs(q3, "", 1, "B2"))
	second, _ := b.draft("a", "", obs(q3, "", 2, "B2"))
	batches, err := b.s.Batches(b.ctx)
	if err != nil || len(batches) != 1 || batches[0].ID != second.ID {
		b.Errorf("%+v, %v", batches, err)
	}
}

func refused(_ *testing.T, b *bench) {
	up, bytes := upload("a")
	incomplete := obs(q3, "", 1, "B2")
	incomplete.Key.Measure = ""
	for name, os := range map[string][]data.Observation{
		"twice":      {obs(q3, "", 1, "B2"), obs(q3, "", 2, "B3")},
		"incomplete": {incomplete},
	} {
		_, _, err := b.s.SaveDraft(b.ctx, up, bytes, data.Batch{Place: place, File: name}, os)
		b.code(err, data.Invalid)
	}
	_, _, err := b.s.SaveDraft(b.ctx, up, []byte("other bytes"), data.Batch{Place: place}, []data.Observation{obs(q3, "", 1, "B2")})
	if err == nil {
		b.Error("bytes that do not have the upload's hash were stored")
	}
	if all, err := b.s.Batches(b.ctx); err != nil || len(all) != 0 {
		b.Errorf("%d batches stayed, %v", len(all), err)
	}
	_, _, err = b.s.Upload(b.ctx, up.ID)
	b.code(err, data.NotFound)
}

func states(_ *testing.T, b *bench) {
	empty, _ := b.draft("empty", "")
	_, err := b.s.Publish(b.ctx, empty.ID, "test", time.Time{})
	b.code(err, data.Conflict)
	d, _ := b.draft("a", "", obs(q3, "", 1, "B2"))
	_, err = b.s.Withdraw(b.ctx, d.ID, "test")
	b.code(err, data.Conflict)
	if _, err := b.s.Publish(b.ctx, d.ID, "test", day("2024-10-10")); err != nil {
		b.Fatal(err)
	}
	_, err = b.s.Publish(b.ctx, d.ID, "test", time.Time{})
	b.code(err, data.Conflict)
	b.code(b.s.Discard(b.ctx, d.ID), data.Conflict)
	got, err := b.s.Batch(b.ctx, d.ID[:8])
	if err != nil || got.State != data.Live || !got.Released.Equal(day("2024-10-10")) {
		b.Errorf("%+v, %v", got, err)
	}
}

func stories(_ *testing.T, b *bench) {
	st := data.Story{Slug: "s", Title: "一", Place: place, Lang: "zh-Hans", Published: day("2024-10-17"), Body: "text", Source: "source 1", By: "test", Authors: []string{"甲", "乙"}}
	rev, created, err := b.s.SaveStory(b.ctx, st)
	if err != nil || !created || rev.Number != 1 {
		b.Fatal(rev, created, err)
	}
	if _, created, err := b.s.SaveStory(b.ctx, st); err != nil || created {
		b.Errorf("the same version again: created %v, %v", created, err)
	}
	st.Title, st.Source = "二", "source 2"
	if rev, _, err := b.s.SaveStory(b.ctx, st); err != nil || rev.Number != 2 {
		b.Fatal(rev, err)
	}
	for asof, title := range map[data.AsOf]string{{}: "二", {Revision: 1}: "一", {Date: day("2020-01-01")}: "二"} {
		if got, err := b.s.Story(b.ctx, "s", asof); err != nil || got.Title != title || len(got.Authors) != 2 || !got.Published.Equal(st.Published) {
			b.Errorf("asof %q: %+v, %v", asof, got, err)
		}
	}
	if l, err := b.s.Stories(b.ctx, place, data.AsOf{}); err != nil || len(l) != 1 || l[0].Title != "二" {
		b.Errorf("%+v, %v", l, err)
	}
	if l, err := b.s.Stories(b.ctx, "110000", data.AsOf{}); err != nil || len(l) != 0 {
		b.Errorf("another place's stories: %+v, %v", l, err)
	}
}

func storyDrafts(_ *testing.T, b *bench) {
	first, err := b.s.SaveStoryDraft(b.ctx, data.StoryDraft{Slug: "s", Source: "one", By: "甲", Base: 3})
	if err != nil {
		b.Fatal(err)
	}
	_, err = b.s.SaveStoryDraft(b.ctx, data.StoryDraft{Slug: "s", Source: "blind", By: "乙"})
	b.code(err, data.Conflict)
	if got, err := b.s.StoryDraft(b.ctx, "s"); err != nil || got.Source != "one" || got.By != "甲" || got.Base != 3 || got.Number != first.Number || got.Saved.IsZero() {
		b.Errorf("%+v, %v", got, err)
	}
	second, err := b.s.SaveStoryDraft(b.ctx, data.StoryDraft{Slug: "s", Source: "two", By: "乙", Number: first.Number})
	if err != nil {
		b.Fatal(err)
	}
	if l, err := b.s.StoryDrafts(b.ctx); err != nil || len(l) != 1 || l[0].Source != "two" {
		b.Errorf("%+v, %v", l, err)
	}
	_, err = b.s.Story(b.ctx, "s", data.AsOf{})
	b.code(err, data.NotFound) // a draft is not public
	if l, err := b.s.Stories(b.ctx, "", data.AsOf{}); err != nil || len(l) != 0 {
		b.Errorf("a draft among the stories: %+v, %v", l, err)
	}
	if head, err := b.s.Head(b.ctx); err != nil || head.Number != 0 {
		b.Errorf("a draft moved the revision: %+v, %v", head, err)
	}
	second.Source = ""
	dropped, err := b.s.SaveStoryDraft(b.ctx, second)
	if err != nil {
		b.Fatal(err)
	}
	if l, err := b.s.StoryDrafts(b.ctx); err != nil || len(l) != 0 {
		b.Errorf("dropped: %+v, %v", l, err)
	}
	// Whoever still holds the dropped draft may not bring it back unseen.
	_, err = b.s.SaveStoryDraft(b.ctx, data.StoryDraft{Slug: "s", Source: "old", Number: first.Number})
	b.code(err, data.Conflict)
	if _, err := b.s.SaveStoryDraft(b.ctx, data.StoryDraft{Slug: "s", Source: "new", Number: dropped.Number}); err != nil {
		b.Error(err)
	}
}

func words(_ *testing.T, b *bench) {
	w := data.Word{Kind: data.FacetWord, Code: "cluster/东方", Label: "东方产业", LabelEn: "East", Aliases: []string{"东方"}, Order: 3}
	if _, err := b.s.SaveWords(b.ctx, []data.Word{w}, "test"); err != nil {
		b.Fatal(err)
	}
	w.Label = "东方集群"
	if rev, err := b.s.SaveWords(b.ctx, []data.Word{w}, "test"); err != nil || rev.Number != 2 {
		b.Fatal(rev, err)
	}
	for asof, label := range map[data.AsOf]string{{}: "东方集群", {Revision: 1}: "东方产业"} {
		if got, err := b.s.Words(b.ctx, asof); err != nil || len(got) != 1 || got[0].Label != label || len(got[0].Aliases) != 1 {
			b.Errorf("asof %q: %+v, %v", asof, got, err)
		}
	}
	r := data.Recipe{Fingerprint: "f", Family: "kin", Layout: data.Layout{Columns: []string{"产值"}, Units: map[string]string{"产值": "亿元"}}, Answers: map[string]data.AnswerTo{"a": {Use: "户"}, "b": {Ignore: true}}, By: "test", Updated: day("2024-10-10")}
	if err := b.s.SaveRecipe(b.ctx, r); err != nil {
		b.Fatal(err)
	}
	if got, err := b.s.Recipe(b.ctx, "f", ""); err != nil || got.Answers["a"].Use != "户" || !got.Answers["b"].Ignore {
		b.Errorf("%+v, %v", got, err)
	}
	if got, err := b.s.Recipe(b.ctx, "another", "kin"); err != nil || got.Fingerprint != "f" || got.Layout.Units["产值"] != "亿元" || len(got.Layout.Columns) != 1 {
		b.Errorf("of the family: %+v, %v", got, err)
	}
	if _, err := b.s.Recipe(b.ctx, "another", ""); data.CodeOf(err) != data.NotFound {
		b.Errorf("of no family: %v", err)
	}
}

func accounts(_ *testing.T, b *bench) {
	a := data.Account{Name: "梅", Role: data.Editor, Password: "hash", Created: day("2024-10-10")}
	if err := b.s.SaveAccount(b.ctx, a); err != nil {
		b.Fatal(err)
	}
	a.Role = data.Publisher
	if err := b.s.SaveAccount(b.ctx, a); err != nil {
		b.Fatal(err)
	}
	if got, err := b.s.Account(b.ctx, "梅"); err != nil || got.Role != data.Publisher || got.Password != "hash" {
		b.Errorf("%+v, %v", got, err)
	}
	if err := b.s.SaveAccount(b.ctx, data.Account{Name: "x", Role: "king"}); err == nil {
		b.Error("an unknown role was stored")
	}
	if l, err := b.s.Accounts(b.ctx); err != nil || len(l) != 1 {
		b.Errorf("%+v, %v", l, err)
	}
	for token, expiry := range map[string]time.Time{"live": time.Now().Add(time.Hour), "dead": time.Now().Add(-time.Hour)} {
		if err := b.s.SaveSession(b.ctx, token, []byte(token), expiry); err != nil {
			b.Fatal(err)
		}
	}
	if got, found, err := b.s.Session(b.ctx, "live"); err != nil || !found || string(got) != "live" {
		b.Errorf("%q %v %v", got, found, err)
	}
	if _, found, err := b.s.Session(b.ctx, "dead"); err != nil || found {
		b.Errorf("an expired session is found: %v", err)
	}
	if err := b.s.DeleteSession(b.ctx, "live"); err != nil {
		b.Fatal(err)
	}
	if _, found, _ := b.s.Session(b.ctx, "live"); found {
		b.Error("a deleted session is found")
	}
}

func showings(_ *testing.T, b *bench) {
	for _, s := range []data.Showing{
		{Site: "https://a.example", Chart: "output", First: day("2024-10-01"), Last: day("2024-10-01")},
		{Site: "https://b.example", Chart: "output", First: day("2024-10-02"), Last: day("2024-10-02")},
		{Site: "https://a.example", Chart: "output", First: day("2024-10-03"), Last: day("2024-10-03")},
	} {
		if err := b.s.SaveShowing(b.ctx, s); err != nil {
			b.Fatal(err)
		}
	}
	got, err := b.s.Showings(b.ctx)
	if err != nil || len(got) != 2 || got[0].Site != "https://a.example" || !got[0].First.Equal(day("2024-10-01")) || !got[0].Last.Equal(day("2024-10-03")) || got[1].Site != "https://b.example" {
		b.Errorf("%+v, %v", got, err)
	}
}

func cancelled(_ *testing.T, b *bench) {
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	up, bytes := upload("a")
	if _, _, err := b.s.SaveDraft(ctx, up, bytes, data.Batch{Place: place}, []data.Observation{obs(q3, "", 1, "B2")}); err == nil {
		b.Error("a cancelled call succeeded")
	}
	if all, err := b.s.Batches(b.ctx); err != nil || len(all) != 0 {
		b.Errorf("%d batches, %v", len(all), err)
	}
}

func concurrent(_ *testing.T, b *bench) {
	const writers = 12
	var wait sync.WaitGroup
	for i := range writers {
		wait.Go(func() {
			up, bytes := upload(fmt.Sprint("workbook ", i))
			stored, _, err := b.s.SaveDraft(b.ctx, up, bytes, data.Batch{Place: place, Released: day("2024-10-10")}, []data.Observation{obs(q3, data.Group(fmt.Sprintf("cluster/%02d", i)), float64(i), "B2")})
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := b.s.Publish(b.ctx, stored.ID, "test", time.Time{}); err != nil {
				b.Error(err)
			}
			if _, err := b.s.Series(b.ctx, all); err != nil {
				b.Error(err)
			}
		})
	}
	wait.Wait()
	head, err := b.s.Head(b.ctx)
	if err != nil || head.Number != writers {
		b.Errorf("revision %d after %d publications, %v", head.Number, writers, err)
	}
	if got := b.figures(data.AsOf{}); len(got) != writers {
		b.Errorf("%d figures of %d", len(got), writers)
	}
}

func uploads(_ *testing.T, b *bench) {
	b.draft("a", "", obs(q3, "", 1, "B2"))
	want, bytes := upload("a")
	got, back, err := b.s.Upload(b.ctx, want.ID)
	if err != nil || string(back) != string(bytes) || got.File != "a" || got.Size != want.Size || got.By != "test" {
		b.Errorf("%+v %q %v", got, back, err)
	}
}

func discarding(_ *testing.T, b *bench) {
	d, _ := b.draft("a", "", obs(q3, "", 1, "B2"))
	if err := b.s.Discard(b.ctx, d.ID); err != nil {
		b.Fatal(err)
	}
	_, err := b.s.Batch(b.ctx, d.ID)
	b.code(err, data.NotFound)
	_, _, err = b.s.Upload(b.ctx, d.Upload)
	b.code(err, data.NotFound)
	if head, err := b.s.Head(b.ctx); err != nil || head.Number != 0 {
		b.Errorf("a draft moved the revision to %d, %v", head.Number, err)
	}
}

func republished(_ *testing.T, b *bench) {
	batch := b.publish("a", "2024-10-10", obs(q3, "", 1, "B2"))
	if _, err := b.s.Withdraw(b.ctx, batch.ID, "test"); err != nil {
		b.Fatal(err)
	}
	b.want(b.figures(data.AsOf{}))
	if rev, err := b.s.Publish(b.ctx, batch.ID, "test", time.Time{}); err != nil || rev.Number != 3 {
		b.Fatal(rev, err)
	}
	b.want(b.figures(data.AsOf{}), "2024-Q3 ", "1")
	b.want(b.figures(data.AsOf{Revision: 2}))
	b.want(b.figures(data.AsOf{Revision: 1}), "2024-Q3 ", "1")
}

func unknown(_ *testing.T, b *bench) {
	_, err := b.s.Batch(b.ctx, "abcdef")
	b.code(err, data.NotFound)
	_, err = b.s.Publish(b.ctx, "abcdef", "test", time.Time{})
	b.code(err, data.NotFound)
	_, err = b.s.Withdraw(b.ctx, "abcdef", "test")
	b.code(err, data.NotFound)
	b.code(b.s.Discard(b.ctx, "abcdef"), data.NotFound)
	_, err = b.s.Story(b.ctx, "none", data.AsOf{})
	b.code(err, data.NotFound)
	_, err = b.s.Recipe(b.ctx, "none", "other")
	b.code(err, data.NotFound)
	_, err = b.s.Account(b.ctx, "none")
	b.code(err, data.NotFound)
	if got := b.ask(data.Query{Indicator: "none", Places: []string{"none"}}); len(got) != 0 {
		b.Errorf("an unknown indicator has %v", got)
	}
}

func revisions(_ *testing.T, b *bench) {
	batch := b.publish("a", "2024-10-10", obs(q3, "", 1, "B2"))
	if _, err := b.s.Withdraw(b.ctx, batch.ID, "mei"); err != nil {
		b.Fatal(err)
	}
	l, err := b.s.Revisions(b.ctx)
	if err != nil || len(l) != 2 || l[0].Number != 2 || l[0].Kind != data.RevWithdrawn || l[0].By != "mei" || l[0].What != batch.ID || l[1].Kind != data.RevPublished || l[1].At.IsZero() {
		b.Errorf("%+v, %v", l, err)
	}
}

func questions(_ *testing.T, b *bench) {
	up, bytes := upload("a")
	batch := data.Batch{Place: place, Report: data.Report{Problems: []data.Problem{{ID: "x", Severity: data.SeverityQuestion}}}}
	stored, _, err := b.s.SaveDraft(b.ctx, up, bytes, batch, []data.Observation{obs(q3, "", 1, "B2")})
	if err != nil {
		b.Fatal(err)
	}
	_, err = b.s.Publish(b.ctx, stored.ID, "test", time.Time{})
	b.code(err, data.Conflict)
	got, err := b.s.Batch(b.ctx, stored.ID)
	if err != nil || len(got.Report.Problems) != 1 || got.State != data.Draft {
		b.Errorf("%+v, %v", got, err)
	}
}

func queries(_ *testing.T, b *bench) {
	rate := obs(q3, "", 9.8, "C2")
	rate.Key.Measure = data.YoY
	b.publish("a", "2024-10-10", obs(q3, "", 203, "B2"), obs(q4, "", 210, "B3"), obs(q3, "cluster/铝材", 37, "B4"), rate)
	q := all
	q.Groups, q.Measures = []data.Group{""}, []data.Measure{data.Level}
	b.want(b.ask(q), "2024-Q3 ", "203", "2024-Q4 ", "210")
	q.To = q3
	b.want(b.ask(q), "2024-Q3 ", "203")
	q.From, q.To = q4, data.Period{}
	b.want(b.ask(q), "2024-Q4 ", "210")
	q = all
	q.Groups = []data.Group{"cluster/铝材"}
	b.want(b.ask(q), "2024-Q3 cluster/铝材", "37")
	// Ends: what ends in September, whatever its length; none of no period.
	q = all
	q.Measures, q.Ends = []data.Measure{data.Level}, []data.Period{data.Month(2024, 9), data.Year(2019)}
	b.want(b.ask(q), "2024-Q3 ", "203", "2024-Q3 cluster/铝材", "37")
	q.Ends = []data.Period{}
	b.want(b.ask(q))
}
