package dashboard

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/story"
)

// figure is a chart as a page shows it.
type figure struct {
	chart.Chart
	Title2  bool   // the title leads to the chart's own page
	Option  string // address of its option
	Page    string // its own address
	Pinned  string // its address at this very revision
	Takes   []take
	Choices []choice
	Ranking *chart.Table // all places of a comparison
	Open    bool         // the table stands open
	Away    bool         // the table stands on the chart's own page
	Filters *filterForm
	Methods []take   // the formulas it rests on
	Embed   string   // where the ways to embed it stand
	Codes   *codes   // these; only on the chart's own page
	Since   *since   // what was revised since a pinned one
	Stills  []still  // only in an embed
	Name    string   // where its slug does not name it on a page
	First   bool     // of a story's charts
	Drawn   *drawing // its picture, for readers without script
	Told    bool     // in a story: a point lists the sentences that speak of it
	WeChat  string   // address for those who may edit, "" for others
	cells   map[data.CellRef]bool
}

// ID names the figure on its page.
func (f *figure) ID() string {
	switch {
	case f.Name != "":
		return f.Name
	case f.Params.Indicator != "":
		return "chart-" + f.Slug + "-" + f.Params.Indicator
	}
	return "chart-" + f.Slug
}

type take struct{ Label, Href string }

type choice struct {
	Label  string
	Href   string
	Chosen bool
}

func (s *Server) sources(v *view, place string) (chart.Sources, error) {
	return Sources(v.ctx, s.Store, v.Names(), place, v.AsOf)
}

// Sources are what the charts of a place are made from: its figures, each asked
// for once, and what its stories rightly say of them. They serve one page or one file.
func Sources(ctx context.Context, store data.Reader, names data.Names, place string, asof data.AsOf) (chart.Sources, error) {
	src := chart.Sources{Reader: data.Remember(store), Names: names}
	stories, err := store.Stories(ctx, place, asof)
	if err != nil {
		return src, err
	}
	levels := make(map[string][]data.Claim)
	for _, st := range stories {
		claims, err := story.Claims(st)
		if err != nil {
			continue // it was checked when it was added; an older form has no lines
		}
		src.Goals = append(src.Goals, chart.GoalsOf(st.Slug, claims)...)
		levels[st.Slug] = slices.DeleteFunc(claims, func(c data.Claim) bool { return !chart.Levels(c) })
	}
	j := story.Judge{Reader: src.Reader, Names: names}
	src.Said = sync.OnceValues(func() (said []chart.Said, err error) {
		for _, st := range stories {
			verdicts, err := j.Verdicts(ctx, st, levels[st.Slug], asof)
			if err != nil {
				return nil, err
			}
			said = append(said, chart.SaidBy(st.Slug, verdicts)...)
		}
		return said, nil
	})
	return src, nil
}

// figure makes a chart for a page.
func (s *Server) figure(v *view, d chart.Definition, src chart.Sources, p chart.Params) (*figure, error) {
	c, err := d.Build(v.ctx, src, p)
	if err != nil {
		return nil, err
	}
	return s.framed(v, d, c), nil
}

// framed is a chart with what a page says around it.
func (s *Server) framed(v *view, d chart.Definition, c chart.Chart) *figure {
	shown := c.Params
	shown.Theme, shown.Width, shown.Height = "", 0, 0
	at := func(ending string, p chart.Params) string { return v.chartLink(d.Slug, ending, p) }
	f := &figure{Chart: c, Title2: true, Option: at(".option.json", shown), Page: at("", shown)}
	if t, ok := c.Ranking(); ok {
		f.Ranking = &t
	}
	for _, m := range c.Methods {
		f.Methods = append(f.Methods, take{v.T("methods.name-" + m), v.Link("/methods") + "#" + m})
	}
	pinned := shown
	pinned.AsOf = data.AsOf{Revision: max(c.Revision, 1)}
	f.Pinned = at("", pinned)
	for _, format := range s.Publisher.Offered() {
		if format.Take {
			f.Takes = append(f.Takes, take{v.T(format.Label), at("."+format.Ending, shown) + format.Suffix()})
		}
	}
	for _, m := range c.Measures {
		other := shown
		other.Measure = m.Measure
		f.Choices = append(f.Choices, choice{m.Label, at("", other), m.Chosen})
	}
	f.Embed = f.Page + "#embed"
	if v.May(string(data.Editor)) {
		f.WeChat = "/wechat/" + d.Slug + "?" + shown.Values().Encode()
	}
	return f
}

// alone is a chart that has a page to itself: it says what was revised since.
func (s *Server) alone(v *view, d chart.Definition, p chart.Params) (*figure, error) {
	src, err := s.sources(v, p.Places[0])
	if err != nil {
		return nil, err
	}
	f, err := s.figure(v, d, src, p)
	if err == nil {
		f.Since, err = s.since(v, d, src, f)
	}
	return f, err
}

// params reads the query of a chart's address; pages take the reader's language.
func (v *view) params(d chart.Definition, html bool) (chart.Params, error) {
	p, err := d.ParseParams(v.c.QueryParams())
	if html {
		p.Lang = v.Lang
	}
	return p, err
}

// chart answers /charts/SLUG and /charts/SLUG.ENDING.
func (s *Server) chart(v *view) error {
	name, ending, dotted := strings.Cut(v.param("name"), ".")
	d, err := chart.Find(name)
	if err != nil {
		return err
	}
	var format export.Format
	if dotted {
		if format, err = s.Publisher.Find(ending, v.c.QueryParams()); err != nil {
			return err
		}
	}
	p, err := v.params(d, !dotted)
	if err != nil {
		return err
	}
	if to := v.withoutEmpty(); to != "" && !dotted {
		return v.redirect(to)
	}
	if dotted {
		v.Lang = p.Lang
	}
	if len(p.Places) == 0 {
		return s.withHome(v)
	}
	if format.Picture {
		return s.picture(v, d, format, p)
	}
	if dotted {
		return s.public(v, false, func() (*page, error) { return s.file(v, d, format, p) })
	}
	return s.public(v, true, func() (*page, error) {
		f, err := s.alone(v, d, p)
		if err != nil {
			return nil, err
		}
		f.Title2, f.Open, f.Filters, f.Drawn = false, true, v.filterForm(f.Chart), v.drawn(f)
		if f.Codes, err = s.codes(v, f); err != nil {
			return nil, err
		}
		v.Title, v.Sample, v.Wide, v.Body, v.Share = f.Title, f.Illustrative, true, f, s.share(v, f)
		b, err := s.render(v, "chart")
		return newPage(mediaHTML, b), err
	})
}

// withHome sends an address without a place to the home place, or says which there are.
func (s *Server) withHome(v *view) error {
	home, err := s.home(v.ctx)
	if err != nil {
		return err
	}
	if home != "" {
		q := v.c.QueryParams()
		q.Set("place", home)
		return v.redirect(v.c.Request().URL.Path + "?" + q.Encode())
	}
	return s.noPlace(v)
}

// noPlace says which places there are.
func (s *Server) noPlace(v *view) error {
	places, err := s.Store.Places(v.ctx, v.AsOf)
	if err != nil {
		return err
	}
	const most = 20
	var would []string
	for _, c := range places[:min(len(places), most)] {
		would = append(would, c+" "+v.Place(c))
	}
	if len(places) > most {
		would = append(would, v.T("places.count", "count", strconv.Itoa(len(places))))
	}
	return data.Fail(data.Invalid, "no-place", "would", strings.Join(would, ", "))
}

// file is a chart to take along.
func (s *Server) file(v *view, d chart.Definition, format export.Format, p chart.Params) (*page, error) {
	t, err := s.taken(v, d, p)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := format.Write(&b, t); err != nil {
		return nil, err
	}
	out := newPage(format.Media, b.Bytes())
	out.about = about(t)
	if format.Take {
		out.disposition = disposition("attachment", t.PlainName(format), t.FileName(format))
	}
	return out, nil
}

// taken is a chart with what its files say of it.
func (s *Server) taken(v *view, d chart.Definition, p chart.Params) (export.Taken, error) {
	src, err := s.sources(v, p.Places[0])
	if err != nil {
		return export.Taken{}, err
	}
	c, err := d.Build(v.ctx, src, p)
	return s.Publisher.Take(c), err
}

// about are the headers that say of a file what its page says: revision,
// sources, licence, where the chart stands and where its newest figures do.
func about(t export.Taken) http.Header {
	h := http.Header{"Countyboard-Revision": {"r" + strconv.Itoa(t.Revision)}}
	var files []string
	for _, c := range t.Citations {
		files = append(files, url.PathEscape(strings.ToValidUTF8(c.File, "�")))
	}
	if len(files) > 0 {
		h.Set("Countyboard-Source", strings.Join(files, ", "))
	}
	if t.Illustrative {
		h.Set("Countyboard-Illustrative", "true")
	}
	link := func(to, rel string) {
		if u, err := url.Parse(to); to != "" && err == nil {
			h.Add("Link", "<"+u.String()+`>; rel="`+rel+`"`)
		}
	}
	link(t.LicenceURL, "license")
	link(t.Pinned, "describedby")
	link(t.Live, "latest-version")
	return h
}

// disposition names a file, to be shown (inline) or downloaded, twice (RFC 6266): in ASCII, and as it is called.
func disposition(how, ascii, name string) string {
	return how + `; filename="` + ascii + `"; filename*=UTF-8''` + strings.NewReplacer("+", "%20").Replace(url.QueryEscape(name))
}

// asset answers with a built file; its name has its checksum, so it never changes.
func (s *Server) asset(v *view) error {
	a, ok := openAsset(v.param("name"))
	if !ok {
		return notFound(v.c.Request().URL.Path, "/")
	}
	v.c.Response().Header().Del("Content-Security-Policy")
	readable(v.c.Response().Header())
	return s.write(v, &page{media: a.Media, plain: a.Bytes, gzip: a.Gzip, tag: tagOf(v.param("name"))}, "public, max-age=31536000, immutable", false)
}
