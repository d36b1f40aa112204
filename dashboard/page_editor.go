package dashboard

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/story"
)

// storyRow is a story in the list of those who write.
type storyRow struct {
	Slug, Title, State, Place, By string
	Revision                      int // of the published version; 0 = none
	Changed                       time.Time
}

// editing answers /admin/stories: what is published and what is in work.
func (s *Server) editing(v *view) error {
	published, err := s.Store.Stories(v.ctx, "", data.AsOf{})
	if err != nil {
		return err
	}
	drafts, err := s.Store.StoryDrafts(v.ctx)
	if err != nil {
		return err
	}
	var rows []storyRow
	for _, st := range published {
		rows = append(rows, storyRow{st.Slug, st.Title, "published", st.Place, st.By, st.Revision, st.Added})
	}
	for _, d := range drafts {
		st, _ := story.Parse(d.Slug, []byte(d.Source)) // a draft may hold mistakes: what was read of its header stands
		row := storyRow{d.Slug, cmp.Or(st.Title, d.Slug), "draft", st.Place, d.By, 0, d.Saved}
		if i := slices.IndexFunc(rows, func(r storyRow) bool { return r.Slug == d.Slug }); i >= 0 {
			row.State, row.Revision = "both", rows[i].Revision
			rows[i] = row
			continue
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b storyRow) int { return b.Changed.Compare(a.Changed) })
	v.Title, v.Body = v.T("editor.stories"), rows
	return s.private(v, http.StatusOK, "stories")
}

// editor is the page on which a story is written.
type editor struct {
	data.StoryDraft
	New      bool   // it has no address yet
	Loaded   string // version that was asked for
	Note     string // who saved the draft, and when
	Versions []data.Revision
	Bad      *problem
	Theirs   *theirs
	Story    *telling
}

// Action is where the form goes.
func (e *editor) Action() string {
	if e.New {
		return "/admin/stories/new"
	}
	return "/admin/stories/" + url.PathEscape(e.Slug)
}

// theirs is the text that stands in the way of a saving.
type theirs struct{ Who, Source, Over string }

// blank is what a new story begins with.
const blank = "---\ntitle: \npublished: %s\nplace: %s\nlang: zh-Hans\n---\n\n"

// editor shows the draft of a story, else its newest version, else that of asof.
func (s *Server) editor(v *view) error {
	slug := v.param("name")
	if slug == "" {
		home, err := s.home(v.ctx)
		if err != nil {
			return err
		}
		e := &editor{New: true}
		e.Source = fmt.Sprintf(blank, time.Now().Format(time.DateOnly), home)
		return s.writing(v, e, http.StatusOK)
	}
	d, err := s.Store.StoryDraft(v.ctx, slug)
	if err != nil {
		return err
	}
	e := &editor{StoryDraft: d}
	if d.Source == "" {
		e.Saved = time.Time{} // it was dropped
	}
	if d.Source == "" || v.AsOf.Revision > 0 {
		st, err := s.Store.Story(v.ctx, slug, v.AsOf)
		if err != nil {
			return err
		}
		e.Source = st.Source
		if v.AsOf.Revision > 0 {
			e.Loaded = v.AsOf.String()
		}
	}
	if d.Source == "" {
		if e.Base, err = s.revisionOf(v, slug); err != nil {
			return err
		}
	}
	v.AsOf = data.AsOf{} // asof chose the text; it is judged by what is known now
	if err := s.check(v, e); err != nil {
		return err
	}
	return s.writing(v, e, http.StatusOK)
}

// revisionOf is the revision of a story's published version, 0 if there is none.
func (s *Server) revisionOf(v *view, slug string) (int, error) {
	st, err := s.Store.Story(v.ctx, slug, data.AsOf{})
	if data.CodeOf(err) == data.NotFound {
		return 0, nil
	}
	return st.Revision, err
}

// check judges the text; what is wrong with it is said on the page.
func (s *Server) check(v *view, e *editor) error {
	st, err := s.world(v).Read(v.ctx, cmp.Or(e.Slug, "x"), []byte(e.Source)) // a preview needs no name yet
	if err == nil {
		if e.Story, err = s.telling(v, s.Store, st); err == nil {
			e.Story.standAt(st)
		}
	}
	return e.complain(v, err)
}

// StoryCharts says to those who check stories what charts there are.
var StoryCharts = story.Charts{Slugs: chart.Slugs(), Keys: chart.Keys, Takes: chart.Takes}

// world is what a story may speak of.
func (s *Server) world(v *view) story.World {
	return story.World{Names: v.Names(), Reader: s.Store, Charts: StoryCharts}
}

// complain keeps an error for the page; what is our fault it returns.
func (e *editor) complain(v *view, err error) error {
	if err == nil {
		return nil
	}
	own := data.AsError(err)
	if own.Code == data.Internal {
		return err
	}
	p := told(v.Lang, own)
	p.stand(e.Source, own)
	e.Bad = &p
	return nil
}

// writing sends the page.
func (s *Server) writing(v *view, e *editor, code int) error {
	all, err := s.Store.Revisions(v.ctx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if !e.New && r.Kind == data.RevStory && r.What == e.Slug {
			e.Versions = append(e.Versions, r)
		}
	}
	e.Note = e.note(v)
	v.Title, v.Wide, v.Body = v.T("editor.title"), true, e
	return s.private(v, code, "editor")
}

// note says who saved the draft and when; "" where there is none.
func (e *editor) note(v *view) string {
	if e.Saved.IsZero() {
		return ""
	}
	return v.T("editor.draft-by", "by", e.By, "when", e.Saved.Local().Format("2006-01-02 15:04"))
}

// edit takes the form: it checks, saves or publishes.
func (s *Server) edit(v *view) error {
	e := &editor{New: v.param("name") == ""}
	e.Slug, e.By = v.param("name"), v.Person.Name
	if e.New {
		e.Slug = strings.TrimSpace(v.c.FormValue("slug"))
	}
	e.Source = strings.ReplaceAll(v.c.FormValue("source"), "\r\n", "\n") // forms send CRLF
	do, number, base := v.c.FormValue("do"), v.c.FormValue("number"), v.c.FormValue("base")
	if over := v.c.FormValue("over"); over != "" {
		do = "save"
		number, base, _ = strings.Cut(over, " ")
	}
	e.Number, _ = strconv.Atoi(number) // no number is 0: nothing was seen
	e.Base, _ = strconv.Atoi(base)
	switch do {
	case "check", "save", "publish":
	default:
		return data.Fail(data.Invalid, "parameter", "name", "do", "got", clip(do), "would", "check, save, publish")
	}
	if do == "publish" && !v.May(string(data.Publisher)) {
		return data.Fail(data.Forbidden, "role", "role", string(v.Person.Role), "needs", string(data.Publisher))
	}
	if do != "check" {
		err := s.keep(v, e, do == "publish")
		if err == nil {
			return v.c.Redirect(http.StatusSeeOther, v.Link("/admin/stories/"+url.PathEscape(e.Slug)))
		}
		if err := e.complain(v, err); err != nil {
			return err
		}
		return s.writing(v, e, e.Bad.Status)
	}
	if err := s.check(v, e); err != nil {
		return err
	}
	return s.writing(v, e, http.StatusOK)
}

// keep saves the draft and, where asked, publishes it. The draft is saved first,
// so that a publication that fails loses nothing, and of two at once one is refused.
func (s *Server) keep(v *view, e *editor, publish bool) error {
	var st data.Story
	var err error
	if publish || story.CheckSlug(e.Slug) != nil { // with a name that is wrong all is told
		if st, err = s.world(v).Read(v.ctx, e.Slug, []byte(e.Source)); err != nil {
			return err
		}
	}
	switch {
	case !utf8.ValidString(e.Source):
		return data.Fail(data.Invalid, "story-encoding")
	case len(e.Source) > story.Longest:
		return data.Fail(data.TooLarge, "story-size", "most", strconv.Itoa(story.Longest))
	case strings.TrimSpace(e.Source) == "":
		return data.Fail(data.Invalid, "story-header").At(1)
	}
	now, err := s.revisionOf(v, e.Slug)
	if err != nil {
		return err
	}
	if now != e.Base {
		return s.moved(v, e, now, data.Fail(data.Conflict, "story-moved", "slug", e.Slug, "revision", strconv.Itoa(now)))
	}
	d, err := s.Store.SaveStoryDraft(v.ctx, e.StoryDraft)
	if data.CodeOf(err) == data.Conflict {
		return s.moved(v, e, now, err)
	}
	if err != nil || !publish {
		return err
	}
	st.By = v.Person.Name
	if _, _, err := s.Store.SaveStory(v.ctx, st); err != nil {
		return err
	}
	s.changed()
	d.Source = ""
	if _, err := s.Store.SaveStoryDraft(v.ctx, d); data.CodeOf(err) != data.Conflict { // whoever saved meanwhile keeps their draft
		return err
	}
	return nil
}

// moved puts what somebody else saved beside the text that was refused.
func (s *Server) moved(v *view, e *editor, published int, refused error) error {
	d, err := s.Store.StoryDraft(v.ctx, e.Slug)
	if err != nil {
		return err
	}
	t := &theirs{Who: d.By, Source: d.Source, Over: strconv.Itoa(d.Number) + " " + strconv.Itoa(published)}
	if published > 0 && (d.Source == "" || d.Base != published) {
		st, err := s.Store.Story(v.ctx, e.Slug, data.AsOf{})
		if err != nil {
			return err
		}
		t.Who, t.Source = st.By, st.Source
	}
	e.Theirs = t
	return refused
}
