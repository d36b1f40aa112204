package dashboard

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/dashboard/export"
	"countyboard/data"
)

// picture is a kind of picture that the server draws.
type picture struct {
	ending string
	media  string
	label  string // message key
	draw   func(*draw.Drawer, context.Context, *chart.Chart, draw.Options) ([]byte, error)
}

var pictures = []picture{
	{"png", "image/png", "page.take-png", (*draw.Drawer).PNG},
	{"svg", "image/svg+xml", "page.take-svg", (*draw.Drawer).SVG},
}

// pictureOf is the picture of an ending.
func pictureOf(ending string) (picture, bool) {
	i := slices.IndexFunc(pictures, func(x picture) bool { return x.ending == ending })
	if i < 0 {
		return picture{}, false
	}
	return pictures[i], true
}

// endings are all that a chart's address may have.
func endings() (all []string) {
	for _, x := range pictures {
		all = append(all, x.ending)
	}
	for _, f := range export.Formats {
		all = append(all, f.Ending)
	}
	return all
}

func isEnding(ending string) bool { return slices.Contains(endings(), ending) }

func noEnding(got string) error {
	return data.Fail(data.NotFound, "ending", "got", clip(got), "known", "."+strings.Join(endings(), ", ."))
}

// picturePolicy lets a picture that is opened on its own do nothing at all.
const picturePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

// picture answers with a drawn chart. Addresses that mean the same picture,
// after widths are rounded and defaults left out, share one.
func (s *Server) picture(v *view, d chart.Definition, x picture, p chart.Params) error {
	o, err := draw.Parse(v.c.QueryParams(), p)
	if err != nil {
		return err
	}
	v.c.Response().Header().Set("Content-Security-Policy", picturePolicy)
	same := p.Values()
	for name, values := range o.Values() {
		same[name] = values
	}
	return s.publicAs(v, false, same.Encode(), func() (*page, error) {
		b, err := s.drawn(v, d, x, p, o)
		if err != nil {
			return nil, err
		}
		out := &page{media: x.media, plain: b}
		if x.ending == "svg" {
			out = newPage(x.media, b)
		}
		out.disposition, out.shown = fileName(d, x.ending, p), true
		return out, nil
	})
}

func (s *Server) drawn(v *view, d chart.Definition, x picture, p chart.Params, o draw.Options) ([]byte, error) {
	c, err := s.build(v, d, p)
	if err != nil {
		return nil, err
	}
	return x.draw(s.Drawer, v.ctx, &c, o)
}

// preview is the picture that other sites show for a chart's address.
type preview struct {
	Address       string
	Width, Height int
}

func (s *Server) preview(slug string, p chart.Params) preview {
	w, h := draw.Options{}.Pixels()
	return preview{s.BaseURL + "/charts/" + slug + ".png?" + p.Values().Encode(), w, h}
}

// File is what the address of a chart's file answers: a slug, one of its endings
// and the query. Returns the errors of that address.
func (s *Server) File(ctx context.Context, slug, ending string, q url.Values) ([]byte, error) {
	d, err := chart.Find(slug)
	if err != nil {
		return nil, err
	}
	if !isEnding(ending) {
		return nil, noEnding(ending)
	}
	p, err := chart.ParseParams(q)
	if err != nil {
		return nil, err
	}
	v := &view{ctx: ctx, Lang: p.Lang, AsOf: p.AsOf}
	if v.known, err = s.now(ctx); err != nil {
		return nil, err
	}
	if len(p.Places) == 0 {
		home, err := s.home(ctx)
		if err != nil {
			return nil, err
		}
		if home == "" {
			return nil, s.noPlace(v)
		}
		p.Places = []string{home}
	}
	if x, ok := pictureOf(ending); ok {
		o, err := draw.Parse(q, p)
		if err != nil {
			return nil, err
		}
		return s.drawn(v, d, x, p, o)
	}
	f, err := s.file(v, d, ending, p)
	if err != nil {
		return nil, err
	}
	return f.plain, nil
}
