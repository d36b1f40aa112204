package dashboard

import (
	"context"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/dashboard/export"
)

// picturePolicy lets a picture that is opened on its own do nothing at all.
const picturePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

// picture answers with a drawn chart. Addresses that mean the same picture,
// after widths are rounded and defaults left out, share one.
func (s *Server) picture(v *view, d chart.Definition, format export.Format, p chart.Params) error {
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
		if err := s.drawing.Enter(v.ctx); err != nil { // before the chart is made
			return nil, err
		}
		defer s.drawing.Leave()
		t, err := s.taken(v, d, p)
		if err != nil {
			return nil, err
		}
		b, err := s.Drawer.Draw(v.ctx, format.Ending, &t.Chart, o)
		if err != nil {
			return nil, err
		}
		out := &page{media: format.Media, plain: b}
		if format.Ending == "svg" {
			out = newPage(format.Media, b)
		}
		out.about, out.disposition = about(t), disposition("inline", t.PlainName(format), t.FileName(format))
		return out, nil
	})
}

// painter draws the pictures that stand in other files.
func painter(d *draw.Drawer) export.Painter {
	return func(c chart.Chart, ending, size string) ([]byte, error) {
		return d.Draw(context.Background(), ending, &c, draw.Options{Size: draw.Size(size)})
	}
}

// preview is the picture that other sites show for a chart's address.
type preview struct {
	Address       string
	Width, Height int
}

func (s *Server) preview(slug string, p chart.Params) preview {
	w, h := draw.Options{Width: p.Width, Height: p.Height}.Pixels()
	return preview{s.BaseURL + "/charts/" + slug + ".png?" + p.Values().Encode(), w, h}
}
