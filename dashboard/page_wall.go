package dashboard

import (
	"slices"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
)

// wallFirst are the pictures that a wall shows first; where they are fewer than
// leastSlides, the others of the catalogue follow.
var wallFirst = []string{"enterprise-count", "output", "cluster-growth", "growth-share", "growth-contribution", "doubling"}

const leastSlides, mostSlides = 4, 6

// wall is a place's big-screen view: pictures in turn beside the headline figures.
type wall struct {
	Place     string
	Name      string
	Until     string
	Updated   string
	Revision  int
	Stamp     string // changes when the page would
	Headlines []chart.Headline
	Slides    []*slide
}

// slide is one picture with its place in the row.
type slide struct {
	*figure
	Number string
	Of     string
}

// wall answers /wall/CODE: the same for everybody, whoever is signed in.
func (s *Server) wall(v *view) error {
	code := v.param("code")
	if _, ok := v.Names().Place(code); !ok {
		return data.Fail(data.NotFound, "place", "code", clip(code))
	}
	v.Person = data.Account{}
	return s.public(v, true, func() (*page, error) {
		w, err := s.wallOf(v, code)
		if err != nil {
			return nil, err
		}
		v.Title, v.Body = v.T("wall.title", "place", w.Name), w
		out, err := s.render(v, "wall")
		return newPage(mediaHTML, out), err
	})
}

func (s *Server) wallOf(v *view, code string) (*wall, error) {
	w := &wall{Place: code, Name: v.Place(code), Revision: v.known.revision.Number, Stamp: s.Version + "/" + strconv.Itoa(v.known.revision.Number)}
	src, err := s.sources(v, code)
	if err != nil {
		return nil, err
	}
	p := chart.Params{Places: []string{code}, Lang: v.Lang, AsOf: v.AsOf}
	var until data.Period
	if w.Headlines, until, err = chart.Headlines(v.ctx, src, p); err != nil {
		return nil, err
	}
	if !until.IsZero() {
		w.Until = lang.Period(v.Lang, until)
	}
	order := wallOrder()
	all, err := s.figures(v, order, src, p)
	if err != nil {
		return nil, err
	}
	w.Updated = v.updated(w.Headlines, all)
	for i, d := range order {
		if len(w.Slides) == mostSlides || len(w.Slides) >= leastSlides && wallRank(d) == len(wallFirst) {
			break
		}
		f := all[i]
		if f.Empty != nil {
			continue
		}
		w.Slides = append(w.Slides, &slide{figure: f})
	}
	if len(w.Slides) < 2 {
		drawn, err := s.whatThereIs(v, w.Headlines, src, p)
		if err != nil {
			return nil, err
		}
		if len(drawn) > 0 {
			w.Slides = nil
		}
		for _, f := range drawn {
			w.Slides = append(w.Slides, &slide{figure: f})
		}
	}
	for i, x := range w.Slides {
		v.Sample = v.Sample || x.Illustrative
		w.Revision = max(x.Revision, 1)
		x.Number, x.Of = strconv.Itoa(i+1), strconv.Itoa(len(w.Slides))
	}
	return w, nil
}

// wallOrder is the catalogue with the wall's own pictures first.
func wallOrder() []chart.Definition {
	all := slices.Clone(chart.Catalogue)
	slices.SortStableFunc(all, func(a, b chart.Definition) int { return wallRank(a) - wallRank(b) })
	return all
}

// wallRank is a chart's place in wallFirst, behind all of them if it has none.
func wallRank(d chart.Definition) int {
	if i := slices.Index(wallFirst, d.Slug); i >= 0 {
		return i
	}
	return len(wallFirst)
}
