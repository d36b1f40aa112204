package dashboard

import (
	"strconv"

	"countyboard/data"
	"countyboard/data/story"
)

// reading is what a pinned story says of itself: as of when it reads, and what
// became of its verdicts since.
type reading struct{ Said, Since, Live string }

// revision is that of the view's figures: the one that is pinned, else the newest.
func (s *Server) revision(v *view) (data.Revision, error) {
	if v.AsOf.Revision == 0 || v.AsOf.Revision == v.known.revision.Number {
		return v.known.revision, nil
	}
	return s.numbered(v, v.AsOf.Revision)
}

// numbered is a revision by its number. Returns NotFound if there is none.
func (s *Server) numbered(v *view, n int) (data.Revision, error) {
	all, err := s.Store.Revisions(v.ctx)
	if err != nil {
		return data.Revision{}, err
	}
	for _, r := range all {
		if r.Number == n {
			return r, nil
		}
	}
	return data.Revision{}, v.noRevision(n)
}

// noRevision says that a revision does not exist, and which is the newest.
func (v *view) noRevision(n int) error {
	return data.Fail(data.NotFound, "store-revision", "got", "r"+strconv.Itoa(n), "head", "r"+strconv.Itoa(v.known.revision.Number))
}

// readingOf compares a pinned story with today's; nil where it is not pinned.
func (s *Server) readingOf(v *view, t *telling, of data.Revision) (*reading, error) {
	if !v.Pinned() {
		return nil, nil
	}
	out := &reading{Said: v.T("page.reading", "revision", v.AsOf.String(), "day", v.Day(of.At)), Live: v.Link("/stories/" + t.Slug)}
	if !v.AsOf.Date.IsZero() {
		out.Said = v.T("page.reading-day", "day", v.Day(v.AsOf.Date))
	}
	today, err := s.Store.Story(v.ctx, t.Slug, data.AsOf{})
	if err != nil {
		return nil, err
	}
	now, err := judged(v.ctx, v.judge(s.Store), today, data.AsOf{})
	if err != nil {
		return nil, err
	}
	changes := turn{Changes: story.Changes(t.judged, now)}.Judged()
	switch {
	case changes > 0:
		out.Since = v.T("page.reading-changed", "count", strconv.Itoa(changes))
	case today.Source != t.Source:
		out.Since = v.T("page.reading-rewritten")
	default:
		out.Since = v.T("page.reading-same")
	}
	return out, nil
}
