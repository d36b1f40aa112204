package dashboard

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/data"
)

// oembedForm is a form of an oEmbed answer.
type oembedForm struct {
	name, media string
	write       func(embedded) ([]byte, error)
}

var oembedForms = []oembedForm{
	{"json", "application/json", func(e embedded) ([]byte, error) { return json.Marshal(e) }},
	{"xml", "text/xml", func(e embedded) ([]byte, error) {
		b, err := xml.Marshal(e)
		return append([]byte(xml.Header), b...), err
	}},
}

// embedded is an oEmbed 1.0 answer of type rich; sizes in pixels, ages in seconds.
type embedded struct {
	XMLName         xml.Name `json:"-" xml:"oembed"`
	Type            string   `json:"type" xml:"type"`
	Version         string   `json:"version" xml:"version"`
	Title           string   `json:"title" xml:"title"`
	AuthorName      string   `json:"author_name,omitempty" xml:"author_name,omitempty"`
	ProviderName    string   `json:"provider_name" xml:"provider_name"`
	ProviderURL     string   `json:"provider_url" xml:"provider_url"`
	CacheAge        int      `json:"cache_age" xml:"cache_age"`
	HTML            string   `json:"html" xml:"html"`
	Width           int      `json:"width" xml:"width"`
	Height          int      `json:"height" xml:"height"`
	Thumbnail       string   `json:"thumbnail_url,omitempty" xml:"thumbnail_url,omitempty"` // all three or none
	ThumbnailWidth  int      `json:"thumbnail_width,omitempty" xml:"thumbnail_width,omitempty"`
	ThumbnailHeight int      `json:"thumbnail_height,omitempty" xml:"thumbnail_height,omitempty"`
}

const (
	oembedWidth = 640
	oembedLeast = 200  // of a side: nothing is readable below
	oembedAge   = 3600 // a live chart may change each hour
)

func oembedQuery(address, form string) string {
	return "format=" + form + "&url=" + url.QueryEscape(address)
}

// oembed answers /oembed for the addresses of charts. Nothing is fetched.
func (s *Server) oembed(v *view) error {
	q := v.c.QueryParams()
	form := slices.IndexFunc(oembedForms, func(f oembedForm) bool {
		return f.name == q.Get("format") || f.name == "json" && q.Get("format") == ""
	})
	if form < 0 {
		return data.Fail(data.NotImplemented, "oembed-format", "got", clip(q.Get("format")))
	}
	var most [2]int
	for i, name := range []string{"maxwidth", "maxheight"} {
		text := q.Get(name)
		n, err := strconv.Atoi(text)
		if text != "" && (err != nil || n < oembedLeast) {
			return data.Fail(data.Invalid, "parameter", "name", name, "got", clip(text), "would", strconv.Itoa(oembedLeast)+"…")
		}
		most[i] = n
	}
	d, p, l, err := s.embeddable(q.Get("url"))
	if err != nil {
		return err
	}
	v.Lang = p.Lang
	return s.public(v, false, func() (*page, error) {
		src, err := s.sources(v, p.Places[0])
		if err != nil {
			return nil, err
		}
		c, err := d.Build(v.ctx, src, p)
		if err != nil {
			return nil, err
		}
		e := embedded{
			Type: "rich", Version: "1.0", Title: v.named(c, p.AsOf), ProviderName: v.T("page.board", "place", c.PlaceName), ProviderURL: s.BaseURL + "/",
			CacheAge: oembedAge, Width: min(oembedWidth, cmp.Or(most[0], oembedWidth)),
		}
		for _, x := range c.Citations {
			if x.Source != "" {
				e.AuthorName = x.Source
				break
			}
		}
		if c.Empty == nil {
			small := p
			small.Width, small.Height = thumbnail(most[0], most[1])
			x := s.preview(d.Slug, small)
			e.Thumbnail, e.ThumbnailWidth, e.ThumbnailHeight = x.Address, x.Width, x.Height
		}
		e.Height = v.tall(c, e.Width)
		if most[1] > 0 {
			e.Height = min(e.Height, most[1])
		}
		e.HTML = `<iframe src="` + attribute(s.BaseURL+"/embed/"+d.Slug+"?"+l.on(spoken(p)).Encode()) + `" title="` + attribute(e.Title) +
			`" width="` + strconv.Itoa(e.Width) + `" height="` + strconv.Itoa(e.Height) + `" frameborder="0" loading="lazy" data-countyboard></iframe>`
		b, err := oembedForms[form].write(e)
		return newPage(oembedForms[form].media+"; charset=utf-8", b), err
	})
}

// thumbnail is the largest picture that stays within bounds and, as far as they
// let it, in the shape of a preview: width and height in steps of an address, 0
// where the preview's own do. A bound of 0 is none.
func thumbnail(maxWidth, maxHeight int) (width, height int) {
	const step = 10
	w, h := draw.Options{}.Pixels()
	width, height = min(w, cmp.Or(maxWidth, w)), min(h, cmp.Or(maxHeight, h))
	if width == w && height == h {
		return 0, 0
	}
	if width*h > height*w {
		width = height * w / h
	} else {
		height = width * h / w
	}
	return max(width/step*step, oembedLeast), max(height/step*step, oembedLeast)
}

// sameHost reports whether two addresses lead to one server: by the same name and
// port, or at the same port of this machine, whichever of its names is used.
func sameHost(a, b *url.URL) bool {
	return strings.EqualFold(a.Host, b.Host) || loopback(a.Hostname()) && loopback(b.Hostname()) && a.Port() == b.Port()
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// embeddable is the chart of an address of ours, and its look: of its page as the
// dialog reads it, of its embed as it stands. Returns NotFound for everything else
// and where nobody may frame charts, Unauthorized for pages of people who sign in.
func (s *Server) embeddable(address string) (d chart.Definition, p chart.Params, l look, err error) {
	unknown := data.Fail(data.NotFound, "oembed-address", "got", clip(address), "known", s.BaseURL+"/charts/…")
	u, parseErr := url.Parse(address)
	base, baseErr := url.Parse(s.BaseURL)
	if parseErr != nil || baseErr != nil || s.BaseURL == "" || !strings.EqualFold(u.Scheme, base.Scheme) || !sameHost(u, base) || u.User != nil {
		return d, p, l, unknown
	}
	path, ours := strings.CutPrefix(u.Path, base.Path)
	if !ours {
		return d, p, l, unknown
	}
	kind, slug, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if s.closed[kind] {
		return d, p, l, data.Fail(data.Unauthorized, "oembed-closed", "got", clip(address))
	}
	if kind != "charts" && kind != "embed" {
		return d, p, l, unknown
	}
	if d, err = chart.Find(slug); err != nil {
		return d, p, l, err
	}
	if s.FrameAncestors.nobody() {
		return d, p, l, data.Fail(data.NotFound, "oembed-framed", "would", s.BaseURL+"/charts/"+d.Slug+".png?place=…")
	}
	q := u.Query()
	if p, err = d.ParseParams(q); err == nil && len(p.Places) == 0 {
		err = unknown
	}
	var lookErr error
	if l, lookErr = lookOf(q); kind == "embed" || p.Theme != "" {
		l = look{Name: cmp.Or(p.Theme, "auto"), Clear: q.Get("background") == "transparent"}
	}
	if err == nil {
		err = lookErr
	}
	if err != nil { // an address that makes no sense names nothing
		err = data.Fail(data.NotFound, "oembed-address", "got", clip(address), "known", s.BaseURL+"/charts/"+d.Slug+"?place=…").Because(err)
	}
	return d, p, l, err
}
