package dashboard

import (
	"time"

	"countyboard/dashboard/assets"
	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
)

var openAsset = assets.Open

// board is a place's dashboard.
type board struct {
	Place     string
	Name      string
	Until     string
	Updated   string
	Revision  int
	Headlines []chart.Headline
	Figures   []*figure
	More      []take // charts that do not stand here
	Around    []around
	Stories   []*telling
}

// place answers /places/CODE.
func (s *Server) place(v *view) error {
	code := v.param("code")
	if _, ok := v.Names().Place(code); !ok {
		return data.Fail(data.NotFound, "place", "code", clip(code))
	}
	return s.public(v, true, func() (*page, error) {
		b, err := s.board(v, code)
		if err != nil {
			return nil, err
		}
		v.Title, v.Wide, v.Body = v.T("page.board", "place", b.Name), true, b
		out, err := s.render(v, "place")
		return newPage(mediaHTML, out), err
	})
}

func (s *Server) board(v *view, code string) (*board, error) {
	b := &board{Place: code, Name: v.Place(code), Revision: v.known.revision.Number}
	src, err := s.sources(v, code)
	if err != nil {
		return nil, err
	}
	p := chart.Params{Places: []string{code}, Lang: v.Lang, AsOf: v.AsOf}
	var until data.Period
	if b.Headlines, until, err = chart.Headlines(v.ctx, src, p); err != nil {
		return nil, err
	}
	if !until.IsZero() {
		b.Until = lang.Period(v.Lang, until)
	}
	all, err := s.figures(v, chart.Catalogue, src, p)
	if err != nil {
		return nil, err
	}
	b.Updated = v.updated(b.Headlines, all)
	for i, d := range chart.Catalogue {
		f := all[i]
		if !d.Board {
			if f.Empty != nil {
				if f, err = s.figureHeld(v, d, src, p); err != nil {
					return nil, err
				}
			}
			if f.Empty == nil {
				b.More = append(b.More, take{f.Title, f.Page})
				v.Sample = v.Sample || f.Illustrative
			}
			continue
		}
		if f.Empty != nil && len(b.Figures) > 0 {
			continue // one empty figure says enough
		}
		b.Figures = append(b.Figures, f)
	}
	if len(b.Figures) > 1 && b.Figures[0].Empty != nil {
		b.Figures = b.Figures[1:]
	}
	if len(b.Figures) == 1 {
		drawn, err := s.whatThereIs(v, b.Headlines, src, p)
		if err != nil {
			return nil, err
		}
		if len(drawn) > 0 {
			b.Figures = drawn
		}
	}
	for _, f := range b.Figures {
		f.Drawn = v.drawn(f)
		v.Sample = v.Sample || f.Illustrative
		b.Revision = max(f.Revision, 1)
	}
	if b.Around, err = s.around(v, code); err != nil {
		return nil, err
	}
	stories, err := s.Store.Stories(v.ctx, code, v.AsOf)
	if err != nil {
		return nil, err
	}
	for _, st := range stories {
		if st.Lang != string(v.Lang) && len(stories) > 1 {
			continue
		}
		t, err := s.telling(v, src.Reader, st)
		if err != nil {
			return nil, err
		}
		t.tie(b.Figures)
		b.Stories = append(b.Stories, t)
	}
	return b, nil
}

// figures makes charts of a place, in their order.
func (s *Server) figures(v *view, defs []chart.Definition, src chart.Sources, p chart.Params) ([]*figure, error) {
	all := make([]*figure, len(defs))
	for i, d := range defs {
		f, err := s.figure(v, d, src, p)
		if err != nil {
			return nil, err
		}
		all[i] = f
	}
	return all, nil
}

// updated is the day of the newest release among all figures of a place, whichever
// of its charts a page shows: its pages are to name the same day. "" for none.
func (v *view) updated(headlines []chart.Headline, all []*figure) string {
	var newest time.Time
	for _, h := range headlines {
		newest = later(newest, h.Updated)
	}
	for _, f := range all {
		newest = later(newest, f.Updated)
	}
	if newest.IsZero() {
		return ""
	}
	return v.Day(newest)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// whatThereIs draws the headline figures of a place that has little or none of
// what the charts are made for: over time, or where there is one period only
// beside those of other places.
func (s *Server) whatThereIs(v *view, headlines []chart.Headline, src chart.Sources, p chart.Params) (drawn []*figure, err error) {
	for _, h := range headlines {
		p.Indicator, p.Groups = h.Indicator, nil
		if h.Group != "" {
			p.Groups = []data.Group{data.Group(h.Group)}
		}
		if own, _ := chart.Find(h.Slug); p.Indicator == "" {
			p.Indicator = own.Indicator
		}
		var alone *figure
		for _, slug := range []string{h.Slug, "compare-places"} {
			d, err := chart.Find(slug)
			if err != nil {
				return nil, err
			}
			f, err := s.figure(v, d, src, p)
			if err != nil {
				return nil, err
			}
			if f.Empty != nil {
				continue
			}
			if alone = f; len(f.Categories) > 1 || len(f.Series) > 1 {
				break
			}
		}
		if alone != nil && (len(alone.Categories) > 1 || len(alone.Series) > 1 || len(drawn) == 0) { // one figure is no chart
			drawn = append(drawn, alone)
		}
	}
	return drawn, nil
}
