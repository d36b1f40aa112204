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
			if e.Figure, err = s.figureHeld(v, d, src, chart.Params{Places: []string{code}, Lang: v.Lang, AsOf: v.AsOf}); err != nil {
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

// figureHeld makes a chart for a page; where the place has nothing of what the
// chart shows by itself, of the first indicator that it has and the chart draws.
func (s *Server) figureHeld(v *view, d chart.Definition, src chart.Sources, p chart.Params) (*figure, error) {
	own, err := s.figure(v, d, src, p)
	if err != nil || own.Empty == nil || !d.Amounts() {
		return own, err
	}
	held, err := chart.Held(v.ctx, src, p)
	if err != nil || slices.Contains(held, d.Indicator) {
		return own, err
	}
	const most = 4 // charts to try
	for _, p.Indicator = range held[:min(most, len(held))] {
		f, err := s.figure(v, d, src, p)
		if err != nil || f.Empty == nil {
			return f, err
		}
	}
	return own, nil
}

func emptiness(e exhibit) int {
	if e.Figure != nil && e.Figure.Empty != nil {
		return 1
	}
	return 0
}
