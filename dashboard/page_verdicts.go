package dashboard

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// news is what one revision did to one story, in words; Base stands before its
// addresses.
type news struct {
	Slug, Title, Lang string
	Href              string
	Before            string // the page as it was pinned before; "" where there was none
	Sample            bool
	New, Rewritten    bool
	Tally             []string // of a new story
	Count             string
	Sentences         []sentence
	More              int
}

// sentence is one whose verdict or figure changed.
type sentence struct {
	Text     string
	Href     string // of the sentence; "" for one that is gone
	Was, Now *side
	Cells    []take
}

// side is a verdict as it was, or as it is.
type side struct {
	Mark, Outcome, Found string
	Kind                 data.Outcome
}

const mostSentences = 60 // of a story at a revision

// news puts a turn into words.
func (s *Server) news(v *view, t turn, base string, file func(string) string) news {
	path := base + "/stories/" + url.PathEscape(t.Story.Slug)
	n := news{
		Slug: t.Story.Slug, Title: t.Story.Title, Lang: t.Story.Lang, Href: v.Link(path), Sample: t.Sample(), New: t.New, Rewritten: t.Rewritten,
		More: max(0, len(t.Changes)-mostSentences),
	}
	if t.New {
		n.Tally = v.tally(t.Verdicts)
		return n
	}
	n.Before = v.Link(path, "asof", "r"+strconv.Itoa(t.Revision.Number-1))
	n.Count = v.changed(t)
	for _, c := range t.Changes[:min(len(t.Changes), mostSentences)] {
		x := sentence{Text: c.Claim().Text, Was: v.side(c.Was), Now: v.side(c.Now)}
		if c.Now != nil {
			x.Href = n.Href + "#claim-" + strconv.Itoa(c.IsNumber)
			for _, cell := range c.Now.Now.Cells {
				x.Cells = append(x.Cells, v.cell(cell, file))
			}
		}
		n.Sentences = append(n.Sentences, x)
	}
	return n
}

func (v *view) changed(t turn) string {
	judged := t.Judged()
	if len(t.Changes) == 0 {
		return v.T("news.count-none")
	}
	return v.T("news.count", "verdicts", strconv.Itoa(judged), "figures", strconv.Itoa(len(t.Changes)-judged))
}

func (v *view) side(x *data.Verdict) *side {
	if x == nil {
		return nil
	}
	return &side{
		Mark: story.Mark(x.Outcome), Kind: x.Outcome, Outcome: story.OutcomeLabel(v.Lang, x.Outcome, x.Illustrative),
		Found: finding(v, x.Claim, x.Now),
	}
}

// bulletin is what one revision brought, for editors.
type bulletin struct {
	Number  int
	Day, By string
	What    string
	Sample  bool
	News    []news
}

// bulletins is the page of changed verdicts.
type bulletins struct {
	Bulletins []bulletin
	Stories   []choice
	Story     string
	Feed      string
}

// verdictChanges answers /admin/verdicts: what the latest revisions changed in the
// verdicts of stories; story= is one of them, revision= one revision.
func (s *Server) verdictChanges(v *view) error {
	revisions, err := s.lately(v)
	if err != nil {
		return err
	}
	stories, err := s.Store.Stories(v.ctx, "", data.AsOf{})
	if err != nil {
		return err
	}
	q := v.c.QueryParams()
	page := bulletins{Story: q.Get("story"), Feed: v.feedLink("")}
	known := false
	for _, st := range stories {
		page.Stories = append(page.Stories, choice{Label: st.Title, Href: st.Slug, Chosen: st.Slug == page.Story})
		known = known || st.Slug == page.Story
	}
	if page.Story != "" && !known {
		return data.Fail(data.NotFound, "store-story", "slug", clip(page.Story))
	}
	if name := q.Get("revision"); name != "" {
		one, err := s.asked(v, name)
		if err != nil {
			return err
		}
		revisions = []data.Revision{one}
	}
	batches, err := s.batches(v)
	if err != nil {
		return err
	}
	file := func(id string) string { return batches[id].File }
	for _, r := range revisions {
		all, err := s.turnsOf(v, r)
		if err != nil {
			return err
		}
		b := bulletin{Number: r.Number, Day: v.Day(r.At), By: r.By, What: v.happened(r, batches), Sample: batches[r.What].Illustrative}
		for _, t := range all {
			if page.Story == "" || t.Story.Slug == page.Story {
				b.News = append(b.News, s.news(v, t, "", file))
			}
		}
		if len(b.News) > 0 {
			page.Bulletins = append(page.Bulletins, b)
		}
	}
	v.Title, v.Body = v.T("news.title"), page
	return s.private(v, http.StatusOK, "verdicts")
}

// asked is the revision that an address names as r12.
func (s *Server) asked(v *view, name string) (data.Revision, error) {
	asof, err := data.ParseAsOf(name)
	if err != nil || asof.Revision == 0 {
		return data.Revision{}, data.Fail(data.Invalid, "parameter", "name", "revision", "got", clip(name), "would", "r12")
	}
	return s.numbered(v, asof.Revision)
}

// happened says what a revision was.
func (v *view) happened(r data.Revision, batches map[string]data.Batch) string {
	what := r.What
	if b, ok := batches[r.What]; ok {
		what = b.File
	}
	return v.T("news.kind-"+string(r.Kind), "what", what)
}

// consequences says on the page of a batch what its last publication or
// withdrawal changed in the verdicts of stories; "" where there was none.
func (s *Server) consequences(v *view, b data.Batch) (said, href string, err error) {
	if b.State == data.Draft || !v.May(string(data.Editor)) {
		return "", "", nil
	}
	revisions, err := s.Store.Revisions(v.ctx)
	if err != nil {
		return "", "", err
	}
	i := slices.IndexFunc(revisions, func(r data.Revision) bool { return r.What == b.ID && r.Kind != data.RevStory })
	if i < 0 {
		return "", "", nil
	}
	all, err := s.turnsOf(v, revisions[i])
	if err != nil || len(all) == 0 {
		return v.T("news.batch-none"), "", err
	}
	judged, moved := 0, 0
	for _, t := range all {
		judged += t.Judged()
		moved += len(t.Changes) - t.Judged()
	}
	return v.T("news.batch", "verdicts", strconv.Itoa(judged), "figures", strconv.Itoa(moved), "stories", strconv.Itoa(len(all))),
		v.Link("/admin/verdicts", "revision", "r"+strconv.Itoa(revisions[i].Number)), nil
}

// feedLink is the address of the feed in the reader's language.
func (v *view) feedLink(base string) string {
	if v.Lang == lang.ZhHans {
		return base + "/feed.atom"
	}
	return base + "/feed.atom?lang=" + string(v.Lang)
}

// FeedLink is feedLink for templates.
func (v *view) FeedLink() string { return v.feedLink("") }
