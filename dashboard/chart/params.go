package chart

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/data/lang"
)

// Params are the query parameters that every chart takes.
type Params struct {
	Places        []string
	Indicator     string
	Groups        []data.Group
	From, To      data.Period
	Measure       data.Measure
	Basis         data.Basis
	Freq          data.Freq
	View          string
	Lang          lang.Lang
	Theme         string // "light", "dark"
	Width, Height int    // 0 = not asked
	AsOf          data.AsOf
	Story         string // slug: what other stories say is not drawn; "" = of any
}

var (
	measures = []data.Measure{data.Level, data.YoY, data.MoM, data.IndexNumber, data.Share, data.Contribution, data.Points, data.CAGR, data.LQ}
	bases    = []data.Basis{data.Published, data.Nominal, data.Implied}
	freqs    = []data.Freq{data.Annual, data.HalfYearly, data.Quarterly, data.Monthly, data.YearToDate}
	themes   = []string{"light", "dark"}
)

const (
	leastSide, mostSide, sideStep = 200, 4000, 10

	mostSlug = 100 // bytes
)

// ParseParams reads and checks a query that is for charts of any kind. Parameters
// that are not the house's are left alone. Returns Invalid errors that say which
// values do.
func ParseParams(q url.Values) (Params, error) {
	return parse(q, func(p Params) error {
		return cmp.Or(oneOf("measure", p.Measure, measures), oneOf("view", p.View, views()))
	})
}

// ParseParams is ParseParams for an address of this chart: only what it draws does.
func (d Definition) ParseParams(q url.Values) (Params, error) { return parse(q, d.takes) }

// parse reads a query; takes checks what depends on the chart.
func parse(q url.Values, takes func(Params) error) (Params, error) {
	p := Params{Places: places(q["place"]), Indicator: q.Get("indicator"), Lang: lang.ZhHans, Theme: q.Get("theme"), View: q.Get("view"), Measure: data.Measure(q.Get("measure"))}
	var err error
	keep := func(e error) {
		if err == nil {
			err = e
		}
	}
	for _, code := range p.Places {
		if !nameLike(code) {
			keep(bad("place", code, "512022"))
		}
	}
	if p.Indicator != "" && !nameLike(p.Indicator) {
		keep(bad("indicator", p.Indicator, "enterprises, output"))
	}
	for _, g := range q["group"] {
		group, e := data.ParseGroup(g)
		keep(e)
		p.Groups = append(p.Groups, group)
	}
	period := func(name string, to *data.Period) {
		if q.Get(name) != "" {
			v, e := data.ParsePeriod(q.Get(name))
			keep(e)
			*to = v
		}
	}
	period("from", &p.From)
	period("to", &p.To)
	if !p.From.IsZero() && !p.To.IsZero() && p.From.FirstMonth() > p.To.LastMonth() {
		keep(data.Fail(data.Invalid, "periods-reversed", "from", p.From.String(), "to", p.To.String()))
	}
	p.Basis = data.Basis(q.Get("basis"))
	keep(oneOf("basis", p.Basis, bases))
	p.Freq = data.Freq(q.Get("freq"))
	keep(oneOf("freq", p.Freq, freqs))
	keep(takes(p))
	keep(oneOf("theme", p.Theme, themes))
	if q.Get("lang") != "" {
		l, e := lang.Parse(q.Get("lang"))
		keep(e)
		p.Lang = l
	}
	if p.Story = q.Get("story"); len(p.Story) > mostSlug || !utf8.ValidString(p.Story) || strings.ContainsFunc(p.Story, unicode.IsControl) {
		keep(bad("story", p.Story, "zaizao-gongye-lezhi"))
	}
	keep(side(q, "width", &p.Width))
	keep(side(q, "height", &p.Height))
	asof, e := data.ParseAsOf(q.Get("asof"))
	keep(e)
	p.AsOf = asof
	return p, err
}

// Keys are the parameters that charts take.
var Keys = []string{"place", "indicator", "group", "from", "to", "measure", "basis", "freq", "view", "lang", "theme", "width", "height", "asof"}

// Takes says whether a chart takes the values of one of Keys, else what would do:
// words joined by ", ", and "" where the chart has no such parameter.
func Takes(slug, key string, values []string) (would string, ok bool) {
	d, err := Find(slug)
	if err != nil {
		return "", false
	}
	if _, err = d.ParseParams(url.Values{key: values}); err == nil {
		return "", true
	}
	switch e, most := data.AsError(err), max(d.Places, 1); {
	case e.Message.Key == "errors.places-many":
		return strings.Join(places(values)[:most], ", "), false
	case key == "lang":
		return "zh-Hans, en", false
	case key == "asof":
		return "r12, 2024-10-17", false
	default:
		return e.Message.Args["would"], false
	}
}

// places are those named, each once; a form leaves open what is not chosen.
func places(named []string) (all []string) {
	for _, code := range named {
		if code != "" && !slices.Contains(all, code) {
			all = append(all, code)
		}
	}
	return all
}

// views are those of all charts; each chart takes its own.
func views() (all []string) {
	for _, d := range Catalogue {
		all = append(all, d.Views...)
	}
	return all
}

func bad(name, got, would string) error {
	if rs := []rune(got); len(rs) > 60 {
		got = string(rs[:60]) + "…"
	}
	return data.Fail(data.Invalid, "parameter", "name", name, "got", got, "would", would)
}

func oneOf[T ~string](name string, got T, known []T) error {
	if got == "" || slices.Contains(known, got) {
		return nil
	}
	words := make([]string, len(known))
	for i, k := range known {
		words[i] = string(k)
	}
	return bad(name, string(got), strings.Join(words, ", "))
}

// side reads a width or height; it is rounded so that pictures can be shared.
func side(q url.Values, name string, to *int) error {
	if q.Get(name) == "" {
		return nil
	}
	n, err := strconv.Atoi(q.Get(name))
	if err != nil || n < leastSide || n > mostSide {
		return bad(name, q.Get(name), strconv.Itoa(leastSide)+"–"+strconv.Itoa(mostSide))
	}
	*to = (n + sideStep/2) / sideStep * sideStep
	return nil
}

// nameLike takes codes, and those of words that a workbook brought along: a place
// or indicator that was taken as it stands is called as it is there.
func nameLike(s string) bool {
	if codeLike(s) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && utf8.ValidString(s) && len(s) <= 200 && !strings.ContainsFunc(s, unicode.IsControl)
}

func codeLike(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
}

// Values is the canonical query: parameters that are not the default, in the
// order in which url.Values.Encode writes them.
func (p Params) Values() url.Values {
	q := url.Values{}
	set := func(name, v string) {
		if v != "" {
			q.Set(name, v)
		}
	}
	for _, c := range p.Places {
		q.Add("place", c)
	}
	for _, g := range p.Groups {
		q.Add("group", string(g))
	}
	set("indicator", p.Indicator)
	set("from", p.From.String())
	set("to", p.To.String())
	set("measure", string(p.Measure))
	set("basis", string(p.Basis))
	set("freq", string(p.Freq))
	set("view", p.View)
	set("theme", p.Theme)
	set("asof", p.AsOf.String())
	set("story", p.Story)
	if p.Lang != lang.ZhHans {
		set("lang", string(p.Lang))
	}
	if p.Width > 0 {
		set("width", strconv.Itoa(p.Width))
	}
	if p.Height > 0 {
		set("height", strconv.Itoa(p.Height))
	}
	return q
}
