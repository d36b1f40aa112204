package dashboard

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"countyboard/data"
	"countyboard/data/story"

	"golang.org/x/sync/singleflight"
)

// turn is what one revision did to one story.
type turn struct {
	Revision  data.Revision
	Story     data.Story // as the revision left it, without its text
	New       bool       // it was not there before
	Rewritten bool       // its text is another
	Changes   []story.Change
	Verdicts  []data.Verdict // of a new or rewritten one
}

// Judged counts the sentences whose verdict is another, and not the figure alone.
func (t turn) Judged() (n int) {
	for _, c := range t.Changes {
		if c.Verdict() {
			n++
		}
	}
	return n
}

// Sample reports whether a verdict of these rests on invented figures.
func (t turn) Sample() bool {
	return slices.ContainsFunc(t.Verdicts, func(v data.Verdict) bool { return v.Illustrative }) || slices.ContainsFunc(t.Changes, func(c story.Change) bool {
		return c.Was != nil && c.Was.Illustrative || c.Now != nil && c.Now.Illustrative
	})
}

// turns remembers what revisions did to stories. Verdicts are never stored: they
// are judged at a revision and at the one before it, which never change.
type turns struct {
	mu     sync.Mutex
	known  map[int][]turn
	flight singleflight.Group
}

const mostTurns = 500 // revisions that are remembered

// turnsOf is what a revision did to stories, by story.
func (s *Server) turnsOf(v *view, rev data.Revision) ([]turn, error) {
	t := &s.turns
	t.mu.Lock()
	all, ok := t.known[rev.Number]
	t.mu.Unlock()
	if ok {
		return all, nil
	}
	ctx := context.WithoutCancel(v.ctx) // others may wait for it
	made, err, _ := t.flight.Do(strconv.Itoa(rev.Number), func() (any, error) {
		all, err := s.turn(ctx, v.Names(), rev)
		if err != nil {
			return nil, err
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.known == nil || len(t.known) >= mostTurns {
			t.known = make(map[int][]turn)
		}
		t.known[rev.Number] = all
		return all, nil
	})
	if err != nil {
		return nil, err
	}
	return made.([]turn), nil
}

func (s *Server) turn(ctx context.Context, names data.Names, rev data.Revision) ([]turn, error) {
	was, now := data.AsOf{Revision: rev.Number - 1}, data.AsOf{Revision: rev.Number}
	j := story.Judge{Reader: data.Remember(s.Store), Names: names}
	switch rev.Kind {
	case data.RevStory:
		t, err := storyTurn(ctx, j, rev, was, now)
		if err != nil {
			return nil, err
		}
		return []turn{t}, nil
	case data.RevPublished, data.RevWithdrawn:
		return s.rejudged(ctx, j, rev, was, now)
	}
	return nil, nil
}

// storyTurn is the turn of a story that was published or rewritten.
func storyTurn(ctx context.Context, j story.Judge, rev data.Revision, was, now data.AsOf) (turn, error) {
	t := turn{Revision: rev}
	var err error
	if t.Story, err = j.Reader.Story(ctx, rev.What, now); err != nil {
		return t, err
	}
	verdicts, err := judged(ctx, j, t.Story, now)
	if err != nil {
		return t, err
	}
	before := data.Story{}
	if t.New = was.Revision == 0; !t.New {
		before, err = j.Reader.Story(ctx, rev.What, was)
		t.New = data.CodeOf(err) == data.NotFound
	}
	t.Story.Body, t.Story.Source, t.Verdicts = "", "", verdicts
	if t.New {
		return t, nil
	}
	if err != nil {
		return t, err
	}
	old, err := judged(ctx, j, before, was)
	t.Rewritten, t.Changes = true, story.Changes(old, verdicts)
	return t, err
}

// rejudged are the stories whose verdicts figures changed that came or went.
func (s *Server) rejudged(ctx context.Context, j story.Judge, rev data.Revision, was, now data.AsOf) (all []turn, err error) {
	stories, err := s.Store.Stories(ctx, "", now)
	if err != nil || len(stories) == 0 || was.Revision == 0 {
		return nil, err
	}
	held, err := s.brings(ctx, rev.What)
	if err != nil {
		return nil, err
	}
	for _, st := range stories {
		claims, err := story.Claims(st)
		if err != nil || !looksAt(claims, held) {
			continue
		}
		t := turn{Revision: rev, Story: st}
		old, err := judged(ctx, j, st, was)
		if err != nil {
			return nil, err
		}
		verdicts, err := judged(ctx, j, st, now)
		if err != nil {
			return nil, err
		}
		t.Story.Body, t.Story.Source = "", ""
		if t.Changes = story.Changes(old, verdicts); len(t.Changes) > 0 {
			all = append(all, t)
		}
	}
	return all, nil
}

// brings lists which indicators of which places a batch holds, whatever its state.
func (s *Server) brings(ctx context.Context, id string) ([]data.Holding, error) {
	held, err := s.Store.Held(ctx, id)
	return slices.CompactFunc(held, func(a, b data.Holding) bool { return a.Indicator == b.Indicator && a.Place == b.Place }), err
}

// looksAt reports whether one of the claims may look at figures that are held.
func looksAt(claims []data.Claim, held []data.Holding) bool {
	return slices.ContainsFunc(claims, func(c data.Claim) bool {
		return slices.ContainsFunc(held, func(h data.Holding) bool { return story.RestsOn(c, h.Indicator, h.Place) })
	})
}

// judged judges a story; one of an older form, whose claims make no sense any
// more, has no verdicts.
func judged(ctx context.Context, j story.Judge, st data.Story, asof data.AsOf) ([]data.Verdict, error) {
	all, err := j.Check(ctx, st, asof)
	if data.CodeOf(err) == data.Invalid {
		return nil, nil
	}
	return all, err
}

// mostRevisions is how far back changes are listed.
const mostRevisions = 30

// lately are the newest revisions of figures and stories that the view sees.
func (s *Server) lately(v *view) (all []data.Revision, err error) {
	if v.AsOf.Revision > v.known.revision.Number {
		return nil, v.noRevision(v.AsOf.Revision)
	}
	revisions, err := s.Store.Revisions(v.ctx)
	for _, r := range revisions {
		late := v.AsOf.Revision > 0 && r.Number > v.AsOf.Revision || !v.AsOf.Date.IsZero() && !r.At.Before(v.AsOf.Date.AddDate(0, 0, 1))
		if r.Kind != data.RevWords && !late && len(all) < mostRevisions {
			all = append(all, r)
		}
	}
	return all, err
}
