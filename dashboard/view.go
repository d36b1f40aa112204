package dashboard

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"

	"github.com/labstack/echo/v4"
)

// view is what every page knows of its request; templates read it.
type view struct {
	c      echo.Context
	ctx    context.Context
	Lang   lang.Lang
	Said   bool   // the address names the language
	Theme  string // "light", "dark", "" = the reader's
	Person data.Account
	AsOf   data.AsOf
	known  *known
	CSRF   string
	Title  string
	Path   string // address of this page, for the language's switch
	Body   any
	Wide   bool // no column of text
	Sample bool // invented figures are shown
	Share  *share
	Clear  bool // no paper: the page around an embed shows through
}

// newView reads what all addresses carry. Returns Invalid errors that say which
// values do.
func (s *Server) newView(c echo.Context) (*view, error) {
	r := c.Request()
	v := &view{c: c, ctx: r.Context(), Lang: lang.ZhHans, Path: r.URL.RequestURI()}
	c.Set("view", v)
	q := r.URL.Query()
	v.Lang, v.Said = negotiate(q.Get("lang"), r.Header.Get("Accept-Language"))
	if token, ok := c.Get("csrf").(string); ok {
		v.CSRF = token
	}
	var err error
	if v.known, err = s.now(v.ctx); err != nil {
		return v, err
	}
	if c.Get(hasSession) != nil {
		if v.Person, err = s.person(r); err != nil {
			return v, err
		}
	}
	if q.Get("lang") != "" && !v.Said {
		_, err = lang.Parse(clip(q.Get("lang")))
		return v, err
	}
	switch t := q.Get("theme"); t {
	case "", "light", "dark":
		v.Theme = t
	default:
		return v, data.Fail(data.Invalid, "parameter", "name", "theme", "got", clip(t), "would", "light, dark")
	}
	v.AsOf, err = data.ParseAsOf(q.Get("asof"))
	return v, err
}

// negotiate takes the language that the address names, else the first that the
// browser asks for and that there is, else Chinese.
func negotiate(asked, accept string) (l lang.Lang, said bool) {
	if l, err := lang.Parse(asked); err == nil {
		return l, true
	}
	for part := range strings.SplitSeq(accept, ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		switch {
		case tag == "zh" || strings.HasPrefix(tag, "zh-"):
			return lang.ZhHans, false
		case tag == "en" || strings.HasPrefix(tag, "en-"):
			return lang.En, false
		}
	}
	return lang.ZhHans, false
}

// Pinned reports whether the page is that of a revision or of a day.
func (v *view) Pinned() bool { return v.AsOf != data.AsOf{} }

// T is a sentence of the pages.
func (v *view) T(key string, pairs ...string) string { return lang.Text(v.Lang, key, pairs...) }

// Day writes a date.
func (v *view) Day(t time.Time) string { return lang.Day(v.Lang, t) }

// Link is an address on this site with the language that the reader chose.
func (v *view) Link(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	if v.Said {
		q.Set("lang", string(v.Lang))
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Other is this page in the other language.
func (v *view) Other() string {
	u, err := url.Parse(v.Path)
	if err != nil {
		return "/"
	}
	other := lang.En
	if v.Lang == lang.En {
		other = lang.ZhHans
	}
	q := u.Query()
	q.Set("lang", string(other))
	return u.Path + "?" + q.Encode()
}

// Names are the vocabulary.
func (v *view) Names() *vocab.Vocabulary { return v.known.names }

// Place is the name of a place in the reader's language.
func (v *view) Place(code string) string {
	p, ok := v.known.names.Place(code)
	if !ok {
		return code
	}
	return v.pick(p.Name, p.NameEn)
}

// indicator is the name of an indicator in the reader's language.
func (v *view) indicator(code string) string {
	i, ok := v.known.names.Indicator(code)
	if !ok {
		return code
	}
	return v.pick(i.Label, i.LabelEn)
}

// group names the facets of a group, "" for the whole population.
func (v *view) group(g data.Group) string {
	var labels []string
	for _, f := range g.Facets() {
		labels = append(labels, v.known.names.FacetLabel(f, string(v.Lang)))
	}
	return strings.Join(labels, v.T("chart.and"))
}

// pick is the one of two names that the reader's language has.
func (v *view) pick(zh, en string) string { return lang.Pick(v.Lang, zh, en) }

// Signed reports whether somebody is signed in.
func (v *view) Signed() bool { return v.Person.Name != "" }

// May reports whether the signed-in person may do what needs role.
func (v *view) May(role string) bool { return v.Person.Role.May(data.Role(role)) }

func (v *view) param(name string) string {
	p := v.c.Param(name)
	if u, err := url.PathUnescape(p); err == nil {
		return u
	}
	return p
}

func (v *view) redirect(to string) error { return v.c.Redirect(http.StatusFound, to) }

// clip shortens foreign text for messages.
func clip(s string) string {
	const most = 60
	if rs := []rune(strings.ToValidUTF8(s, "�")); len(rs) > most {
		return string(rs[:most]) + "…"
	}
	return s
}
