package dashboard

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// seldom are keys of an address that the form asks for only where they stand already.
var seldom = []string{"measure", "from", "to", "basis", "tol"}

// open fills the form with an address that stands in a text.
func (p *picker) open(address string) {
	scheme, rest, ok := strings.Cut(address, ":")
	of, query, _ := strings.Cut(rest, "?")
	known, err := url.ParseQuery(query)
	if !ok || err != nil || !slices.Contains([]string{"claim", "value", "chart"}, scheme) {
		return
	}
	p.q.Set("as", scheme)
	p.q.Set("group", "") // an address without one means the whole
	p.q.Set(map[string]string{"claim": "indicator", "value": "indicator", "chart": "chart"}[scheme], of)
	for key, values := range known {
		switch {
		case key == "place":
		case scheme == "chart":
			key = of + "." + key
		case key == "measure" && (scheme == "value" || known.Get("kind") == string(data.ClaimRank)): // the form asks for it
		case slices.Contains(seldom, key):
			key = "keep." + key
		}
		p.q[key] = values
	}
}

// keep adds the fields of what an address has besides, and returns its keys and values.
func (p *picker) keep() (pairs []string) {
	for _, key := range seldom {
		if p.q.Get("keep."+key) != "" {
			p.Fields = append(p.Fields, pick{Name: "keep." + key, Label: p.v.T("picker.keep-" + key), Value: visible(p.q.Get("keep." + key))})
			pairs = append(pairs, key, p.q.Get("keep."+key))
		}
	}
	return pairs
}

// claim chooses what a sentence says of a figure. Kinds are offered that find
// something; what is found is said before anything is filled in.
func (p *picker) claim(c data.Claim, answer data.Answer) error {
	period := p.choose("period", p.periods(answer, data.Level, data.YoY))
	of := []string{"place", c.Key.Place, "group", string(c.Key.Group), "period", period}
	base := p.bases(answer)
	kinds, found, err := p.trials(c, of, base)
	if err != nil {
		return err
	}
	kind := data.ClaimKind(p.choose("kind", kinds))
	said := []string{"kind", string(kind)}
	add := func(name, value string) { said = append(said, name, value) }
	v, now := p.v, found[kind]
	p.figure(kind, now)
	switch kind {
	case data.ClaimRank:
		add("measure", p.choose("measure", p.measures(answer)))
		add("rank", p.text("rank", ""))
		add("among", p.choose("among", p.options("editor.among-", "groups", "places")))
	case data.ClaimDirection:
		add("trend", p.choose("trend", p.options("story.said-", "rising", "falling", "accelerating", "slowing", "record", "turned")))
	case data.ClaimGoal:
		add("base", p.choose("base", base))
		add("target", p.text("target", "x2"))
	case data.ClaimNone:
		of = of[:2] // it is not looked up
		add("why", p.text("why", ""))
	default:
		add("op", p.choose("op", p.options("picker.op-", "eq", "gt", "ge", "lt", "le", "about")))
		add("value", p.text("value", strings.ReplaceAll(firstNumber.FindString(c.Text), ",", "")))
		add("unit", p.choose("unit", p.units(now.Unit)))
	}
	said = append(said, p.keep()...)
	for i := 0; i < len(said); i += 2 { // a claim without these says nothing
		if must := said[i]; said[i+1] == "" && slices.Contains([]string{"value", "rank", "why", "target"}, must) {
			p.Wants = v.T("picker.wants-" + must)
			return nil
		}
	}
	words := c.Text
	if words == "" && kind != data.ClaimNone {
		words = story.Found(v.Lang, data.Claim{Kind: kind}, now)
	}
	if words == "" {
		p.Wants = v.T("picker.wants-words")
		return nil
	}
	address := story.Address("claim:", c.Key.Indicator, append([]string{"kind", string(kind)}, append(of, said[2:]...)...)...)
	if _, err := story.ParseClaim(words, address); err != nil {
		return err
	}
	p.link(words, address)
	t, err := p.s.telling(v, p.s.Store, p.story(c.Key.Place, story.Link(words, address)))
	if err == nil && len(t.Verdicts) == 1 {
		p.Verdict = &t.Verdicts[0]
		p.figure(kind, p.Verdict.now) // of this very claim: its base, its measure
	}
	return err
}

// story is one with the body and the day of the story that is written.
func (p *picker) story(place, body string) data.Story {
	return data.Story{Slug: "x", Place: place, Published: p.today, Lang: string(p.v.Lang), Body: body}
}

// figure says what is found for a kind of claim.
func (p *picker) figure(kind data.ClaimKind, now data.Finding) {
	if kind == data.ClaimNone {
		return
	}
	p.Figure, p.Sample = finding(p.v, data.Claim{Kind: kind}, now), now.Illustrative
	if p.Figure == "" {
		p.Figure = p.v.T("picker.no-figure")
	}
}

// trials judges a claim of each kind, to learn which find something and what.
func (p *picker) trials(c data.Claim, of []string, base []chart.Option) (offered []chart.Option, found map[data.ClaimKind]data.Finding, err error) {
	trial := []struct {
		kind data.ClaimKind
		said []string
	}{
		{data.ClaimLevel, []string{"value", "0"}}, {data.ClaimGrowth, []string{"value", "0", "unit", "%"}}, {data.ClaimPoints, []string{"value", "0", "unit", "百分点"}},
		{data.ClaimShare, []string{"value", "0", "unit", "%"}}, {data.ClaimRank, []string{"rank", "1"}}, {data.ClaimDirection, []string{"trend", "rising"}},
	}
	if len(base) > 0 {
		trial = append(trial, struct {
			kind data.ClaimKind
			said []string
		}{data.ClaimGoal, []string{"base", base[0].Value, "target", "x2"}})
	}
	var links []string
	for _, t := range trial {
		links = append(links, story.Link("x", story.Address("claim:", c.Key.Indicator, append(append([]string{"kind", string(t.kind)}, of...), t.said...)...)))
	}
	verdicts, err := p.v.judge(p.s.Store).Check(p.v.ctx, p.story(c.Key.Place, strings.Join(links, "\n\n")), data.AsOf{})
	if err != nil {
		return nil, nil, err
	}
	found = make(map[data.ClaimKind]data.Finding)
	for _, x := range verdicts {
		if x.Now.HasFound {
			found[x.Claim.Kind] = x.Now
			offered = append(offered, p.options("editor.kind-", string(x.Claim.Kind))...)
		}
	}
	return append(offered, p.options("editor.kind-", string(data.ClaimNone))...), found, nil
}

// bases are the years from which a goal may start: all but the last that have figures.
func (p *picker) bases(answer data.Answer) (all []chart.Option) {
	var years []int
	for _, at := range periodsOf(answer, data.Level) {
		if !slices.Contains(years, at.Year()) {
			years = append(years, at.Year())
		}
	}
	for _, y := range years[min(1, len(years)):] {
		at := data.Year(y)
		all = append(all, chart.Option{Value: at.String(), Label: lang.Period(p.v.Lang, at)})
	}
	return all
}

// measures are levels and published rates, those that have figures.
func (p *picker) measures(answer data.Answer) (all []chart.Option) {
	for _, m := range []data.Measure{data.Level, data.YoY, data.MoM, data.IndexNumber, data.Share} {
		if len(periodsOf(answer, m)) > 0 {
			all = append(all, p.options("chart.measure-", string(m))...)
		}
	}
	return all
}

// units are those in which a figure may be said: what is found, and of money its steps.
func (p *picker) units(now data.Unit) (all []chart.Option) {
	add := func(u data.Unit, known bool) {
		if _, ok := p.v.Names().Unit(u.Label); ok && known && !slices.ContainsFunc(all, func(o chart.Option) bool { return o.Value == u.Label }) {
			all = append(all, chart.Option{Value: u.Label, Label: lang.UnitLabel(p.v.Lang, u)})
		}
	}
	add(now, true)
	if now.IsMoney() {
		for _, power := range []int{8, 4, 0} {
			add(p.v.Names().UnitOf(now.Base, power))
		}
	}
	return all
}

// value chooses a live figure.
func (p *picker) value(c data.Claim, answer data.Answer) error {
	m := p.choose("measure", p.measures(answer))
	period := p.choose("period", p.periods(answer, data.Measure(m)))
	of := []string{"place", c.Key.Place, "group", string(c.Key.Group), "period", period}
	if m != string(data.Level) {
		of = append(of, "measure", m)
	}
	of = append(of, p.keep()...)
	probe := story.Address("claim:", c.Key.Indicator, append(of, "kind", string(data.ClaimLevel), "value", "0")...)
	verdicts, err := p.v.judge(p.s.Store).Check(p.v.ctx, p.story(c.Key.Place, story.Link("x", probe)), data.AsOf{})
	if err != nil || len(verdicts) != 1 {
		return err
	}
	now := verdicts[0].Now
	p.figure(data.ClaimLevel, now)
	words := c.Text
	if words == "" {
		words = story.Found(p.v.Lang, data.Claim{Kind: data.ClaimLevel}, now)
	}
	if words == "" {
		p.Wants = p.v.T("picker.wants-words")
		return nil
	}
	p.link(words, story.Address("value:", c.Key.Indicator, of...))
	return nil
}

// Rows is how tall the field of the link is.
func (p *picker) Rows() string { return strconv.Itoa(min(6, 2+len([]rune(p.Link))/70)) }
