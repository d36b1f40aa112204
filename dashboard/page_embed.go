package dashboard

import (
	"cmp"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/assets"
	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/data"
	"countyboard/data/lang"
)

// codes are the ways to show a chart on another page.
type codes struct {
	Preview string // address of the live embed; "" where nobody may frame it
	Height  int    // of its frame, before script says more
	Looks   []choice
	Clear   bool
	Action  string // where the form of looks leads: this very page
	Hidden  []field
	All     []code
}

// code is one way: the same text for a live chart and for a pinned one.
type code struct {
	ID, Label, Hint string
	Live, Pinned    string
	Address         bool // an address, not a piece of a page
}

// codeWidth is the width for which a code's frame is as high as it must be where
// no script says more, in pixels: that of an article's column.
const codeWidth = oembedWidth

// look is how a chart stands on other people's pages. A page that is white for
// everybody does not turn with its reader's system, so what is pasted is light
// unless somebody asks for more.
type look struct {
	Name  string // "light", "dark", "auto": as the reader's system
	Clear bool   // no paper
}

var looks = []string{"light", "dark", "auto"}

// lookOf reads look= and clear= of the address of a chart's page, where theme= is
// that of the page itself.
func lookOf(q url.Values) (look, error) {
	l := look{cmp.Or(q.Get("look"), looks[0]), q.Get("clear") != ""}
	if !slices.Contains(looks, l.Name) {
		return l, data.Fail(data.Invalid, "parameter", "name", "look", "got", clip(l.Name), "would", strings.Join(looks, ", "))
	}
	return l, nil
}

// on is a query of an embed or a picture with that look.
func (l look) on(q url.Values) url.Values {
	if l.Name != "auto" {
		q.Set("theme", l.Name)
	}
	if l.Clear {
		q.Set("background", "transparent")
	}
	return q
}

// asked is the query of a chart's page that asks for that look.
func (l look) asked(q url.Values) url.Values {
	if l.Name != looks[0] {
		q.Set("look", l.Name)
	}
	if l.Clear {
		q.Set("clear", "1")
	}
	return q
}

// codes writes them. Absolute addresses come from the configuration, never from
// a request.
func (s *Server) codes(v *view, f *figure) (*codes, error) {
	l, err := lookOf(v.c.QueryParams())
	if s.BaseURL == "" || f.Empty != nil || err != nil {
		return nil, err
	}
	live, pinned := f.shown(), f.shown()
	live.AsOf, pinned.AsOf = data.AsOf{}, data.AsOf{Revision: max(f.Revision, 1)}
	at := func(base string, q url.Values) string { return s.BaseURL + base + "?" + q.Encode() }
	c := &codes{Clear: l.Clear, Action: "/charts/" + f.Slug + "#embed"}
	for _, name := range looks {
		c.Looks = append(c.Looks, choice{v.T("embed.look-" + name), name, name == l.Name})
	}
	kept := f.shown().Values()
	if v.Theme != "" {
		kept.Set("theme", v.Theme)
	}
	kept.Del("lang")
	if v.Said {
		kept.Set("lang", string(v.Lang))
	}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		for _, value := range kept[name] {
			c.Hidden = append(c.Hidden, field{name, value})
		}
	}
	add := func(id string, address bool, write func(p chart.Params) string) {
		c.All = append(c.All, code{id, v.T("embed." + id), v.T("embed." + id + "-how"), write(live), write(pinned), address})
	}
	plainTitle := func(p chart.Params) string { return v.named(f.Chart, p.AsOf) }
	title := func(p chart.Params) string { return attribute(plainTitle(p)) }
	page := func(p chart.Params) string { return at("/charts/"+f.Slug, spoken(p)) }
	picture := func(p chart.Params) string { return at("/charts/"+f.Slug+".png", l.on(spoken(p))) }
	linked := func(p chart.Params, sizes string) string {
		return `<a href="` + attribute(page(p)) + `"><img src="` + attribute(picture(p)) + `" alt="` + title(p) + `" ` + sizes + ` loading="lazy"></a>`
	}
	// Width and height keep the room of a picture that is still to come.
	image := func(p chart.Params) string {
		x := s.preview(f.Slug, p)
		return linked(p, `width="`+strconv.Itoa(x.Width)+`" height="`+strconv.Itoa(x.Height)+`" style="max-width:100%;height:auto"`)
	}
	if !s.FrameAncestors.nobody() {
		c.Preview, c.Height = "/embed/"+f.Slug+"?"+l.on(spoken(live)).Encode(), v.tall(f.Chart, codeWidth)
		script := "\n" + `<script async src="` + attribute(s.BaseURL) + `/embed.js"></script>`
		add("iframe", false, func(p chart.Params) string {
			shown := f.Chart
			shown.Params.AsOf = p.AsOf
			return `<iframe src="` + attribute(at("/embed/"+f.Slug, l.on(spoken(p)))) + `" title="` + title(p) + `" width="100%" height="` + strconv.Itoa(v.tall(shown, codeWidth)) + `" frameborder="0" loading="lazy" data-countyboard></iframe>` + script
		})
		add("element", false, func(p chart.Params) string {
			return `<county-chart src="` + attribute(at("/charts/"+f.Slug, l.on(spoken(p)))) + `" title="` + title(p) + `">` + linked(p, `width="100%"`) + `</county-chart>` + script
		})
	}
	add("image", false, image)
	add("markdown", false, func(p chart.Params) string {
		return "[![" + markdownText.Replace(plainTitle(p)) + "](" + picture(p) + ")](" + page(p) + ")"
	})
	if !s.FrameAncestors.nobody() {
		add("oembed", true, func(p chart.Params) string { return at("/charts/"+f.Slug, l.asked(spoken(p))) })
	}
	return c, nil
}

// named is what a chart is called in the code that shows it: a pinned one by its
// finding, a live one by its subject, since its finding and period change.
func (v *view) named(c chart.Chart, asof data.AsOf) string {
	if asof != (data.AsOf{}) {
		return c.Title
	}
	parts := []string{c.PlaceName, v.T("chart.title-" + c.Slug), v.group(c.Population)}
	for _, g := range c.Params.Groups {
		parts = append(parts, v.group(g))
	}
	parts = append(parts, c.IndicatorLabel)
	for _, m := range c.Measures {
		if m.Chosen {
			parts = append(parts, m.Label)
		}
	}
	for _, code := range c.Params.Places[min(1, len(c.Params.Places)):] {
		parts = append(parts, v.Place(code))
	}
	var said []string
	for _, part := range parts {
		if part != "" && !slices.Contains(said, part) {
			said = append(said, part)
		}
	}
	return strings.Join(said, v.T("chart.sep"))
}

// spoken is the query of a chart that is shown elsewhere: it keeps its language,
// whatever the reader's browser asks for.
func spoken(p chart.Params) url.Values {
	q := p.Values()
	q.Set("lang", string(p.Lang))
	return q
}

// shown are the parameters of a chart without what only one drawing of it needs.
func (f *figure) shown() chart.Params {
	p := f.Params
	p.Theme, p.Width, p.Height = "", 0, 0
	return p
}

var markdownText = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "`", "\\`", "*", `\*`, "_", `\_`, "<", "&lt;", "!", `\!`, "\n", " ")

var attributes = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;")

func attribute(s string) string { return attributes.Replace(s) }

// since is what was revised since a pinned revision.
type since struct {
	Revision int
	Changed  []revised
	Link     string // the chart's own page, where old stands beside new
	Live     string // the chart as it is today
}

// Told says how many values of the picture changed: derived ones are among them,
// so they are no figures that somebody revised.
func (x *since) Told(v *view) string {
	key, n := "embed.revised", len(x.Changed)
	if n == 1 {
		key = "embed.revised-one"
	}
	return v.T(key, "number", strconv.Itoa(v.AsOf.Revision), "count", strconv.Itoa(n))
}

// revised is a value of a table then and now.
type revised struct{ Row, Column, Old, New string }

// since compares a pinned chart with today's; nil where nothing that it shows
// was changed.
func (s *Server) since(v *view, d chart.Definition, src chart.Sources, f *figure) (*since, error) {
	if v.AsOf.Revision == 0 || v.AsOf.Revision >= v.known.revision.Number {
		return nil, nil
	}
	p := f.Params
	p.AsOf = data.AsOf{}
	if p.To.IsZero() {
		p.To = f.DataUntil // what came later is no revision
	}
	now, err := d.Build(v.ctx, src, p)
	if err != nil {
		return nil, err
	}
	changed := differences(f.Table(), now.Table(), v.T("page.none"))
	if len(changed) == 0 {
		return nil, nil
	}
	live := f.shown()
	live.AsOf = data.AsOf{}
	return &since{v.known.revision.Number, changed, f.Page + "#revised", v.chartLink(d.Slug, "", live)}, nil
}

// differences are the values of an older table that read otherwise in a newer
// one, by the names of their rows and columns. Rows that the newer one does not
// show are left out: its window may be another.
func differences(then, now chart.Table, none string) (all []revised) {
	type at struct{ row, column string }
	newer := make(map[at]chart.TableCell)
	rows := make(map[string]bool)
	for _, r := range now.Rows {
		rows[r.Label] = true
		for i, c := range r.Cells {
			newer[at{r.Label, now.Columns[i]}] = c
		}
	}
	shown := func(c chart.TableCell) string {
		if !c.Has {
			return none
		}
		return c.Shown
	}
	for _, r := range then.Rows {
		if !rows[r.Label] {
			continue
		}
		for i, c := range r.Cells {
			n := newer[at{r.Label, then.Columns[i]}]
			if a, b := shown(c), shown(n); a != b {
				all = append(all, revised{r.Label, then.Columns[i], a, b})
			}
		}
	}
	return all
}

// embed answers /embed/SLUG: the chart and what must be said with it, nothing around.
func (s *Server) embed(v *view) error {
	d, err := chart.Find(v.param("slug"))
	if err != nil {
		return err
	}
	p, err := v.params(d, true)
	if err != nil {
		return err
	}
	o, err := draw.Parse(v.c.QueryParams(), p)
	if err != nil {
		return err
	}
	v.Clear = o.Transparent
	if len(p.Places) == 0 {
		return s.withHome(v)
	}
	v.Person = data.Account{} // an embed is the same for everybody
	s.note(v, d.Slug)
	return s.public(v, true, func() (*page, error) {
		f, err := s.alone(v, d, p)
		if err != nil {
			return nil, err
		}
		f.Option += "&mark=page" // the embed's own words say it
		if f.Stills, err = s.stills(v, f); err != nil {
			return nil, err
		}
		v.Title, v.Sample, v.Body = f.Title, f.Illustrative, f
		b, err := s.render(v, "embed")
		return newPage(mediaHTML, b), err
	})
}

// still is a picture of an embed's plot that stands in its page: readable without
// script, until the one that can be pointed at takes its place.
type still struct {
	Class string // which windows show it
	SVG   template.HTML
}

// stillSizes are a width for telephones and one for the columns of articles, in
// pixels, and the width for which each one's option is made: src/embed.ts asks for
// the same, so that nothing moves when the live chart takes its place.
// css/embed.css shows one of them, at the embed's own height.
var stillSizes = []struct {
	class         string
	width, option int
}{{"narrow", 340, 340}, {"wide", 640, 520}}

const stillHeight = 340

// stills draws them: for each width, in the theme that the address names or in
// both. None of a chart that has too many values for a picture.
func (s *Server) stills(v *view, f *figure) (all []still, err error) {
	if f.Empty != nil {
		return nil, nil
	}
	if err := s.drawing.Enter(v.ctx); err != nil {
		return nil, err
	}
	defer s.drawing.Leave()
	themes := []string{v.Theme}
	if v.Theme == "" {
		themes = []string{"light", "dark"}
	}
	for _, theme := range themes {
		for _, size := range stillSizes {
			c := f.Chart
			c.Params.Theme, c.Params.Width = theme, size.option
			b, err := s.Drawer.Plot(v.ctx, &c, size.width, stillHeight, size.class[:1]+theme[:1])
			if data.CodeOf(err) == data.Invalid {
				return nil, nil
			}
			if err != nil {
				return nil, err
			}
			all = append(all, still{size.class + " in-" + theme, template.HTML(b)}) //nolint:gosec // draw holds each element and value to a list
		}
	}
	return all, nil
}

// embedScript answers /embed.js, whose address stays while its content may change.
func (s *Server) embedScript(v *view) error {
	name := assets.Name("host.js")
	a, ok := openAsset(name)
	if !ok {
		return notFound(v.c.Request().URL.Path, "/")
	}
	readable(v.c.Response().Header())
	return s.write(v, &page{media: a.Media, plain: a.Bytes, gzip: a.Gzip, tag: tagOf(name)}, "public, max-age=3600", false)
}

// share is what other sites' previews of a page need.
type share struct {
	Title, Description string
	Kind               string // of Open Graph
	Address            string
	Canonical          string // that one of several addresses that search engines are to keep; "" where there is one
	Picture            preview
	PictureAlt         string
	OEmbed             []take // discovery links; the label is the media type
	Lang               lang.Lang
}

func (s *Server) share(v *view, f *figure) *share {
	if s.BaseURL == "" || f.Empty != nil {
		return nil
	}
	sh := &share{Title: f.Title, Description: f.Alt, Kind: "website", Address: s.BaseURL + f.Page, Picture: s.preview(f.Slug, f.shown()), PictureAlt: f.Alt, Lang: v.Lang}
	if s.FrameAncestors.nobody() {
		return sh
	}
	for _, form := range oembedForms {
		sh.OEmbed = append(sh.OEmbed, take{form.media + "+oembed", s.BaseURL + "/oembed?" + oembedQuery(s.BaseURL+f.Page, form.name)})
	}
	return sh
}
