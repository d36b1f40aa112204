package dashboard

import (
	"slices"

	"countyboard/dashboard/chart"
	"countyboard/data"
)

// gallery is every chart of the catalogue with its question, drawn from the
// figures of one place.
type gallery struct {
	Place string // code, "" where none is chosen
	Lead  string
	Items []exhibit
}

type exhibit struct {
	Slug     string
	Question string
	Figure   *figure // nil where no place is chosen
}

// gallery answers /charts. Without a place it is the home place's.
func (s *Server) gallery(v *view) error {
	p, err := chart.ParseParams(v.c.QueryParams())
	if err != nil {
		return err
	}
	code, err := s.home(v.ctx)
	if err != nil {
		return err
	}
	if err := chart.AtMost(1, p.Places); err != nil {
		return err
	}
	if len(p.Places) > 0 {
		code = p.Places[0]
	}
	if _, ok := v.Names().Place(code); !ok && code != "" {
		return data.Fail(data.NotFound, "place", "code", clip(code))
	}
	return s.public(v, true, func() (*page, error) {
		g, err := s.exhibits(v, code)
		if err != nil {
			return nil, err
		}
		v.Title, v.Wide, v.Body = v.T("gallery.title"), true, g
		b, err := s.render(v, "gallery")
		return newPage(mediaHTML, b), err
	})
}

func (s *Server) exhibits(v *view, code string) (*gallery, error) {
	g := &gallery{Place: code, Lead: v.T("gallery.lead-none")}
	var src chart.Sources
	if code != "" {
		g.Lead = v.T("gallery.lead", "place", v.Place(code))
		var err error
		if src, err = s.sources(v, code); err != nil {
			return nil, err
		}
	}
	for _, d := range chart.Catalogue {
		e := exhibit{Slug: d.Slug, Question: d.Question(v.Lang)}
		if code != "" {
			var err error
			if e.Figure, err = s.figure(v, d, src, chart.Params{Places: []string{code}, Lang: v.Lang, AsOf: v.AsOf}); err != nil {
				return nil, err
			}
			e.Figure.Away, e.Figure.Drawn = true, v.drawn(e.Figure)
			v.Sample = v.Sample || e.Figure.Illustrative
		}
		g.Items = append(g.Items, e)
	}
	// Those without figures stand last.
	slices.SortStableFunc(g.Items, func(a, b exhibit) int { return emptiness(a) - emptiness(b) })
	return g, nil
}

func emptiness(e exhibit) int {
	if e.Figure != nil && e.Figure.Empty != nil {
		return 1
	}
	return 0
}
