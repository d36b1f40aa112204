package dashboard

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// picker makes the address of a claim, a live figure or a chart of what there is
// to choose: a GET form that offers only what has figures, and what comes of it.
type picker struct {
	Fields  []pick
	Gave    []string // choices that had no figures, and what stands for them
	Hidden  []field  // of a chart's address: what there is no choice of
	Figure  string   // what is found for it, "" where nothing is
	Verdict *verdict
	Sample  bool   // the figure is invented
	Wants   string // what is to be filled in yet
	Link    string // Markdown, "" while something is wanting
	Bad     *problem
	s       *Server
	v       *view
	q       url.Values
	today   time.Time // of the story: "latest" does not look beyond
}

// pick is a field of the form: a choice (of several at once), or a text where there
// are no options.
type pick struct {
	Name, Label, Value, Hint string
	Many                     bool
	Options                  []chart.Option
}

// most places that are listed; of more one is named.
const mostListed = 300

// claims answers /admin/claims. Choices that do not fit together (a group of
// another place) give way to the first that do.
func (s *Server) claims(v *view) error {
	p := &picker{s: s, v: v, q: v.c.QueryParams(), today: time.Now()}
	if day, _, _ := strings.Cut(p.q.Get("published"), "T"); day != "" {
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			p.today = t
		}
	}
	v.AsOf = data.AsOf{}
	p.open(p.q.Get("link"))
	code := http.StatusOK
	if err := p.fill(); err != nil {
		own := data.AsError(err)
		if own.Code == data.Internal {
			return err
		}
		told := told(v.Lang, own)
		p.Bad, p.Link, code = &told, "", told.Status
	}
	if p.q.Get("link") != "" && len(p.Gave) > 0 && p.q.Get("kind") != string(data.ClaimNone) { // a link that stands is not to become another by itself
		p.Link, p.Verdict, p.Figure, p.Wants = "", nil, "", v.T("picker.wants-choice")
	}
	v.Title, v.Body, v.Sample = v.T("picker.title"), p, p.Sample
	return s.private(v, code, "picker")
}

// Picker is the address that makes addresses for this story.
func (e *editor) Picker(v *view) string {
	st, _ := story.Parse("x", []byte(e.Source)) // what was read of its header stands
	day := ""
	if !st.Published.IsZero() {
		day = st.Published.Format(time.DateOnly)
	}
	return v.Link("/admin/claims", "place", st.Place, "published", day)
}

// Published is the story's day as the address has it.
func (p *picker) Published() string { return clip(p.q.Get("published")) }

// choose adds a choice and returns what is chosen: what was asked for where it is
// offered, else the first; "" where there is nothing to choose.
func (p *picker) choose(name string, options []chart.Option) string {
	if len(options) == 0 {
		return ""
	}
	got := p.q.Get(name)
	i := slices.IndexFunc(options, func(o chart.Option) bool { return p.q.Has(name) && o.Value == got })
	if i < 0 {
		i = 0
		if p.q.Has(name) { // what gives way is told: nobody is to link another figure unseen
			p.Gave = append(p.Gave, p.v.T("picker.gave-way", "field", p.v.T("picker."+name), "got", clip(cmp.Or(got, p.v.T("filters.all"))), "now", options[0].Label))
		}
	}
	options[i].Chosen = true
	p.Fields = append(p.Fields, pick{Name: name, Label: p.v.T("picker." + name), Options: options})
	return options[i].Value
}

// text adds a field to write in and returns what is written.
func (p *picker) text(name, preset string) string {
	value := preset
	if p.q.Has(name) {
		value = strings.TrimSpace(visible(p.q.Get(name)))
	}
	p.Fields = append(p.Fields, pick{Name: name, Label: p.v.T("picker." + name), Value: value, Hint: p.v.T("picker." + name + "-hint")})
	return value
}

// options are choices whose labels are messages.
func (p *picker) options(prefix string, values ...string) (all []chart.Option) {
	for _, x := range values {
		all = append(all, chart.Option{Value: x, Label: p.v.T(prefix + x)})
	}
	return all
}

func (p *picker) fill() error {
	as := p.choose("as", p.options("picker.as-", "claim", "value", "chart"))
	words := p.text("words", "")
	place, err := p.place()
	if err != nil {
		return err
	}
	if as == "chart" {
		return p.chart(words, place)
	}
	held, err := p.s.Store.Holdings(p.v.ctx, place, data.AsOf{})
	if err != nil {
		return err
	}
	c := data.Claim{Text: words}
	c.Key.Place = place
	c.Key.Indicator = p.choose("indicator", p.indicators(held))
	if c.Key.Indicator == "" {
		return data.Fail(data.NotFound, "picker-empty", "place", p.v.Place(place))
	}
	c.Key.Group = data.Group(p.choose("group", p.groups(held, c.Key.Indicator)))
	answer, err := p.s.Store.Series(p.v.ctx, data.Query{Indicator: c.Key.Indicator, Places: []string{place}, Groups: []data.Group{c.Key.Group}})
	if err != nil {
		return err
	}
	if as == "value" {
		return p.value(c, answer)
	}
	return p.claim(c, answer)
}

// place is a choice among the places that have figures; of very many one is named.
func (p *picker) place() (string, error) {
	codes, err := p.s.Store.Places(p.v.ctx, data.AsOf{})
	if err != nil {
		return "", err
	}
	if len(codes) == 0 {
		return "", data.Fail(data.NotFound, "picker-none")
	}
	asked := p.q.Get("place")
	if found, ok := p.v.Names().FindPlace(asked); ok {
		asked = found.Code
		p.q.Set("place", asked)
	}
	if asked != "" && !slices.Contains(codes, asked) {
		p.text("place", "")
		return "", data.Fail(data.NotFound, "picker-empty", "place", clip(p.v.Place(asked)))
	}
	home, err := p.s.home(p.v.ctx)
	if err != nil {
		return "", err
	}
	if asked == "" && slices.Contains(codes, home) {
		asked = home
		p.q.Set("place", asked)
	}
	if len(codes) > mostListed {
		if asked == "" {
			asked = codes[0]
		}
		return p.text("place", asked), nil
	}
	var options []chart.Option
	for _, c := range codes {
		options = append(options, chart.Option{Value: c, Label: p.v.Place(c)})
	}
	return p.choose("place", options), nil
}

// indicators are those that have figures, in the vocabulary's order.
func (p *picker) indicators(held []data.Holding) (all []chart.Option) {
	has := make(map[string]bool)
	for _, h := range held {
		has[h.Indicator] = true
	}
	add := func(code string) {
		if has[code] {
			all = append(all, chart.Option{Value: code, Label: p.v.indicator(code)})
			delete(has, code)
		}
	}
	for _, i := range p.v.Names().Indicators() {
		add(i.Code)
	}
	for _, h := range held { // those that no word stands for
		add(h.Indicator)
	}
	return all
}

// groups are those of an indicator that have figures: the whole, then in the
// vocabulary's order.
func (p *picker) groups(held []data.Holding, indicator string) (all []chart.Option) {
	var groups []data.Group
	for _, h := range held {
		if h.Indicator == indicator && !slices.Contains(groups, h.Group) {
			groups = append(groups, h.Group)
		}
	}
	order := func(g data.Group) []int {
		all := []int{len(g.Facets())}
		for _, f := range g.Facets() {
			all = append(all, p.v.Names().FacetOrder(f))
		}
		return all
	}
	slices.SortStableFunc(groups, func(a, b data.Group) int { return slices.Compare(order(a), order(b)) })
	for _, g := range groups {
		label := p.v.group(g)
		if g == "" {
			label = p.v.T("filters.all")
		}
		all = append(all, chart.Option{Value: string(g), Label: label})
	}
	return all
}

// periods are those with figures, the newest first, behind "the latest".
func (p *picker) periods(answer data.Answer, measures ...data.Measure) (all []chart.Option) {
	all = append(all, chart.Option{Value: "latest", Label: p.v.T("editor.latest")})
	for _, at := range periodsOf(answer, measures...) {
		all = append(all, chart.Option{Value: at.String(), Label: lang.Period(p.v.Lang, at)})
	}
	return all
}

// periodsOf are the periods of an answer that have numbers, the newest first.
func periodsOf(answer data.Answer, measures ...data.Measure) (all []data.Period) {
	for _, s := range answer.Series {
		for _, x := range s.Points {
			if slices.Contains(measures, s.Measure) && x.Value.Status.HasNumber() && !slices.Contains(all, x.Period) {
				all = append(all, x.Period)
			}
		}
	}
	slices.SortFunc(all, func(a, b data.Period) int { return b.Compare(a) })
	return all
}

var firstNumber = regexp.MustCompile(`-?\d[\d,]*(?:\.\d+)?`)

// link puts the address under the words; the words are Markdown unless they would
// break the link.
func (p *picker) link(words, address string) {
	const trial = "claim:output?kind=none&place=1&why=x"
	p.Link = "[" + words + "](" + address + ")"
	if n, err := story.Claims(data.Story{Body: "[" + words + "](" + trial + ")"}); err != nil || len(n) != 1 || n[0].Text == "" || n[0].Address != trial {
		p.Link = story.Link(words, address)
	}
}
