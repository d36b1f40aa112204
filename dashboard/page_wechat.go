package dashboard

import (
	"context"
	"net/http"
	"strconv"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/export"
	"countyboard/data"
)

// weChatBody is what the page for editors of WeChat articles shows.
type weChatBody struct {
	export.Article
	Title        string
	Illustrative bool
	Empty        *chart.Empty
	Text, QR     string // addresses
	Pictures     []take
}

// weChat answers /wechat/SLUG: a chart as WeChat's article editor keeps it; with
// part, one of the things that are put there.
func (s *Server) weChat(v *view) error {
	d, err := chart.Find(v.param("slug"))
	if err != nil {
		return err
	}
	p, err := v.params(d, true)
	if err != nil {
		return err
	}
	if len(p.Places) == 0 {
		return s.withHome(v)
	}
	t, err := s.taken(v, d, p)
	if err != nil {
		return err
	}
	if t.Paint != nil {
		t.Paint = s.paintedOnce(v, p, t.Paint)
	}
	a, err := export.WeChat(t)
	if err != nil {
		return err
	}
	if part := v.c.QueryParam("part"); part != "" {
		return s.weChatPart(v, a, part)
	}
	q := p.Values()
	q.Set("lang", string(v.Lang))
	at := func(part string) string {
		q.Set("part", part)
		return "/wechat/" + d.Slug + "?" + q.Encode()
	}
	body := weChatBody{Article: a, Title: t.Title, Illustrative: t.Illustrative, Empty: t.Empty, Text: at("text")}
	for i := range a.Pictures {
		n := strconv.Itoa(i + 1)
		body.Pictures = append(body.Pictures, take{v.T("files.wechat-part", "number", n), at(n)})
	}
	if a.QR != nil {
		body.QR = at("qr")
	}
	v.Title, v.Sample, v.Body = v.T("files.wechat"), t.Illustrative, body
	return s.private(v, http.StatusOK, "wechat")
}

func (s *Server) weChatPart(v *view, a export.Article, part string) error {
	h := v.c.Response().Header()
	h.Set("Cache-Control", "private, no-store")
	n, err := strconv.Atoi(part)
	switch {
	case part == "text":
		// Nothing but the styles that go along with what is copied: they must be inline.
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		return v.c.HTML(http.StatusOK, `<!DOCTYPE html><meta charset="utf-8"><title>`+attribute(v.T("files.wechat"))+`</title>`+a.HTML)
	case part == "qr" && a.QR != nil:
		return v.c.Blob(http.StatusOK, "image/png", a.QR)
	case err == nil && n >= 1 && n <= len(a.Pictures):
		return v.c.Blob(http.StatusOK, "image/png", a.Pictures[n-1])
	}
	would := "text, qr"
	for i := range a.Pictures {
		would += ", " + strconv.Itoa(i+1)
	}
	return data.Fail(data.NotFound, "parameter", "name", "part", "got", clip(part), "would", would)
}

// paintedOnce draws a chart once for a page and all its parts, when it is its turn.
func (s *Server) paintedOnce(v *view, p chart.Params, paint export.Painter) export.Painter {
	return func(c chart.Chart, ending, size string) ([]byte, error) {
		key := tagOf(s.Version, strconv.Itoa(v.known.revision.Number), string(v.Lang), "painted", c.Slug, p.Values().Encode(), ending, size)
		out, err := s.pages.make(key, func() (*page, error) {
			if err := s.drawing.Enter(context.WithoutCancel(v.ctx)); err != nil { // others may wait for it
				return nil, err
			}
			defer s.drawing.Leave()
			b, err := paint(c, ending, size)
			return &page{plain: b}, err
		})
		if err != nil {
			return nil, err
		}
		return out.plain, nil
	}
}
