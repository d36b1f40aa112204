package dashboard

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"

	"golang.org/x/net/html"
)

// scene is a block of a story's text, and the charts that stand before it.
type scene struct {
	Figures []*figure
	HTML    template.HTML
}

// stage is a story with its charts: those that its author placed, and for
// sentences whose figure none of these shows, charts that do.
type stage struct {
	server *Server
	view   *view
	src    chart.Sources
	place  string
	scenes []scene
	claims map[string]int // scene of a claim, by the id that data/story gives it
	begun  map[string]*begun
	placed []placed
}

// begun is a chart that was thought of: sketched, and made once it is wanted.
type begun struct {
	chart.Definition
	*chart.Sketch
	figure *figure
}

type placed struct {
	*figure
	scene int
}

// stage puts charts and sentences together; each verdict learns its figure.
func (s *Server) stage(v *view, t *telling, src chart.Sources) ([]scene, error) {
	g := &stage{server: s, view: v, src: src, place: t.Place, claims: make(map[string]int), begun: make(map[string]*begun)}
	if err := g.read(string(t.HTML)); err != nil {
		return nil, err
	}
	for i := range t.Verdicts {
		if err := g.show(&t.Verdicts[i]); err != nil {
			return nil, err
		}
	}
	n := 0
	for _, sc := range g.scenes {
		for _, f := range sc.Figures {
			n++
			f.Name = "figure-" + strconv.Itoa(n)
			f.First = n == 1
			v.Sample = v.Sample || f.Illustrative
		}
	}
	return g.scenes, nil
}

// read takes a story's HTML apart; a chart goes before the text that follows it.
func (g *stage) read(text string) error {
	var waiting []*figure
	keep := func(figures []*figure, text string) {
		for _, f := range figures {
			g.placed = append(g.placed, placed{f, len(g.scenes)})
		}
		g.scenes = append(g.scenes, scene{figures, template.HTML(text)}) //nolint:gosec // a piece of what data/story sanitised
	}
	for _, b := range blocks(text) {
		if b.chart != "" {
			f, err := g.authors(b.chart)
			if err != nil {
				return err
			}
			if f != nil {
				waiting = append(waiting, f)
				continue
			}
		}
		for _, id := range b.ids {
			g.claims[id] = len(g.scenes)
		}
		keep(waiting, b.text)
		waiting = nil
	}
	if len(waiting) > 0 {
		keep(waiting, "")
	}
	return nil
}

// authors is a chart that the story itself shows; nil for an address of which no
// chart can be made, which stays the link that it is.
func (g *stage) authors(address string) (*figure, error) {
	slug, query, _ := strings.Cut(address, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		return nil, nil //nolint:nilerr // the link stays
	}
	p, err := chart.ParseParams(q)
	if err != nil {
		return nil, nil //nolint:nilerr // the link stays
	}
	if len(p.Places) == 0 {
		p.Places = []string{g.place}
	}
	if p.AsOf == (data.AsOf{}) {
		p.AsOf = g.view.AsOf
	}
	p.Theme, p.Width, p.Height = "", 0, 0
	b, err := g.begin(slug, p)
	if code := data.CodeOf(err); code == data.Invalid || code == data.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return g.make(b)
}

// begin sketches a chart, once. Returns Invalid and NotFound for what no chart is
// made of.
func (g *stage) begin(slug string, p chart.Params) (*begun, error) {
	p.Lang = g.view.Lang
	key := slug + "?" + p.Values().Encode()
	if b, ok := g.begun[key]; ok {
		return b, nil
	}
	d, err := chart.Find(slug)
	if err != nil {
		return nil, err
	}
	k, err := d.Sketch(g.view.ctx, g.src, p)
	if err != nil {
		return nil, err
	}
	b := &begun{Definition: d, Sketch: k}
	g.begun[key] = b
	return b, nil
}

// may reports whether a chart is worth making for a verdict, if it is not made.
func (b *begun) may(x *verdict) bool {
	return b.figure != nil || b.May(x.claim.Key.Group, x.now.Period, x.now.Cells)
}

// make makes a chart, once.
func (g *stage) make(b *begun) (*figure, error) {
	if b.figure == nil {
		c, err := b.Chart()
		if err != nil {
			return nil, err
		}
		b.figure = g.server.framed(g.view, b.Definition, c)
		b.figure.Drawn, b.figure.Told = g.view.drawn(b.figure), true
	}
	return b.figure, nil
}

// show finds the chart that shows a sentence's figure: one that stands above it
// or right below, else one that is made for it and put before it, else one that
// comes later.
func (g *stage) show(x *verdict) error {
	at, known := g.claims["claim-"+strconv.Itoa(x.Number)]
	if !known || len(x.now.Cells) == 0 {
		return nil
	}
	near := func(p placed) bool { return p.scene <= at+1 }
	if x.Figure = g.best(x, at, near); x.Figure != nil {
		return nil
	}
	for _, c := range g.candidates(x.claim, x.now) {
		b, err := g.begin(c.slug, c.params)
		if err == nil && b.may(x) {
			_, err = g.make(b)
		}
		if code := data.CodeOf(err); code == data.Invalid || code == data.NotFound {
			continue // this chart is not made for that
		}
		if err != nil {
			return err
		}
		f := b.figure
		if f == nil || x.shown(f) == 0 {
			continue
		}
		if slices.ContainsFunc(g.placed, func(p placed) bool { return p.figure == f }) {
			break // it comes later
		}
		x.Figure = f
		g.placed = append(g.placed, placed{f, at})
		g.scenes[at].Figures = append(g.scenes[at].Figures, f)
		return nil
	}
	x.Figure = g.best(x, at, func(p placed) bool { return !near(p) })
	return nil
}

// best is the placed chart that shows most of what a verdict rests on, of several
// the nearest to its sentence, those above first; nil if none does.
func (g *stage) best(x *verdict, at int, among func(placed) bool) (found *figure) {
	far := func(p placed) int {
		if p.scene > at {
			return len(g.scenes) * (p.scene - at)
		}
		return at - p.scene
	}
	all := slices.Clone(g.placed)
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(far(a), far(b)) })
	most := 0
	for _, p := range all {
		if n := x.shown(p.figure); among(p) && n > most {
			most, found = n, p.figure
		}
	}
	return found
}

type candidate struct {
	slug   string
	params chart.Params
}

// candidates are the charts that may show what a claim rests on, the likeliest
// first: of the board's charts the one made for its kind, those of its indicator,
// then of such indicators; each as it stands, of the claim's population, and over
// the year of its figure.
func (g *stage) candidates(c data.Claim, f data.Finding) (all []candidate) {
	first := map[data.ClaimKind]string{data.ClaimGoal: "doubling", data.ClaimShare: "cluster-share"}[c.Kind]
	if c.Kind == data.ClaimGrowth || c.Kind == data.ClaimPoints || c.Key.Measure == data.YoY {
		first = "cluster-growth"
	}
	kindOf := func(indicator string) data.Kind {
		i, _ := g.view.Names().Indicator(indicator)
		return i.Kind
	}
	far := func(d chart.Definition) int {
		switch {
		case d.Slug == first:
			return 0
		case d.Indicator == c.Key.Indicator:
			return 1
		case kindOf(d.Indicator) == kindOf(c.Key.Indicator):
			return 2
		}
		return 3
	}
	board := slices.DeleteFunc(slices.Clone(chart.Catalogue), func(d chart.Definition) bool { return !d.Board })
	slices.SortStableFunc(board, func(a, b chart.Definition) int { return cmp.Compare(far(a), far(b)) })
	population := c.Key.Group.Without(data.DimCluster)
	for _, d := range board {
		p := chart.Params{Places: []string{c.Key.Place}, AsOf: g.view.AsOf}
		if c.Key.Indicator != d.Indicator {
			p.Indicator = c.Key.Indicator
		}
		of := p
		of.Groups = []data.Group{population}
		all = append(all, candidate{d.Slug, p}, candidate{d.Slug, of})
		if f.Period.IsZero() {
			continue
		}
		of.From, of.To = data.Year(f.Period.Year()), data.Year(f.Period.Year())
		all = append(all, candidate{d.Slug, of})
		if slices.Contains(d.Views, "cumulated") {
			of.View = "cumulated"
			all = append(all, candidate{d.Slug, of})
		}
	}
	return all
}

// shown counts the cells of a verdict that a chart draws; 0 unless it draws the
// very figure that was found, of the same group and period.
func (x *verdict) shown(f *figure) int {
	c := &f.Chart
	if c.Empty != nil || c.Place != x.claim.Key.Place || !slices.ContainsFunc(x.now.Cells, f.draws) {
		return 0
	}
	itself := false
	drawn := make(map[data.CellRef]bool)
	for _, s := range c.Series {
		for i, p := range s.Points {
			if !p.Has {
				continue
			}
			for _, cell := range p.Cells {
				ref := refOf(cell)
				if slices.Contains(x.now.Cells, ref) {
					drawn[ref] = true
					itself = itself || p.Period == x.now.Period && x.claim.Key.Group == c.GroupAt(s, i)
				}
			}
		}
	}
	if !itself {
		return 0
	}
	return len(drawn)
}

// draws reports whether a value of the figure comes from a cell.
func (f *figure) draws(ref data.CellRef) bool {
	if f.cells == nil {
		f.cells = make(map[data.CellRef]bool)
		for _, s := range f.Series {
			for _, p := range s.Points {
				for _, cell := range p.Cells {
					f.cells[refOf(cell)] = f.cells[refOf(cell)] || p.Has
				}
			}
		}
	}
	return f.cells[ref]
}

func refOf(c chart.Cell) data.CellRef {
	return data.CellRef{Batch: c.Batch, Sheet: c.Sheet, Cell: c.Cell}
}

// tie gives verdicts the figures of a page that show what they rest on.
func (t *telling) tie(figures []*figure) {
	for i := range t.Verdicts {
		x, most := &t.Verdicts[i], 0
		for _, f := range figures {
			if n := x.shown(f); n > most {
				most, x.Figure = n, f
			}
		}
	}
}

// drawing are the addresses of a chart's picture, for readers without script.
type drawing struct{ Wide, Phone, WideDark, PhoneDark string }

func (v *view) drawn(f *figure) *drawing {
	if f.Empty != nil {
		return nil
	}
	at := func(theme, size string) string {
		p := f.shown()
		q := spoken(p)
		q.Set("size", size)
		if theme != "" {
			q.Set("theme", theme)
		}
		return "/charts/" + f.Slug + ".svg?" + q.Encode()
	}
	d := &drawing{Wide: at(v.Theme, "wide"), Phone: at(v.Theme, "phone")}
	if v.Theme == "" {
		d.WideDark, d.PhoneDark = at("dark", "wide"), at("dark", "phone")
	}
	return d
}

// block is a block of a text at its outermost level.
type block struct {
	text  string
	chart string   // of a chart: its address
	ids   []string // that stand in it
}

// blocks takes HTML that is whole apart at its outermost level.
func blocks(text string) (all []block) {
	z := html.NewTokenizer(strings.NewReader(text))
	var b strings.Builder
	now := block{}
	depth := 0
	end := func() {
		if now.text = b.String(); strings.TrimSpace(now.text) != "" {
			all = append(all, now)
		}
		now = block{}
		b.Reset()
	}
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			end()
			return all
		}
		b.Write(z.Raw())
		switch kind {
		case html.StartTagToken:
			name, attributes := tag(z)
			if depth == 0 && name == "figure" && attributes["class"] == "story-chart" {
				now.chart = attributes["data-chart"]
			}
			if id := attributes["id"]; id != "" {
				now.ids = append(now.ids, id)
			}
			if !slices.Contains(void, name) {
				depth++
			}
		case html.EndTagToken:
			if depth--; depth <= 0 {
				depth = 0
				end()
			}
		}
	}
}

var void = []string{"br", "hr", "img"}

func tag(z *html.Tokenizer) (string, map[string]string) {
	name, more := z.TagName()
	attributes := make(map[string]string)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		attributes[string(key)] = string(value)
	}
	return string(name), attributes
}
