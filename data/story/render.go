package story

import (
	"cmp"
	"context"
	"html"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"

	"github.com/yuin/goldmark/ast"
)

// Rendered is a story as sanitised HTML. In it a claim is
//
//	<a class="claim" id="claim-3" href="#verdict-3" data-outcome="agrees">words<sup …>✓</sup></a>
//
// a live figure <data class="live" value="…" title="…"> with its period in <small class="live-when"> (<span class="live-missing">
// around the words of the text where there is none), and a chart
// <figure class="story-chart" data-chart="SLUG?query"><a href="/charts/SLUG?query">caption</a></figure>.
type Rendered struct {
	HTML     string
	Verdicts []data.Verdict
}

// marks are the shapes beside a claim: they say the outcome without colour.
var marks = map[data.Outcome]string{
	data.Agrees: "✓", data.AgreesRounded: "≈", data.Differs: "✕", data.DiffersDefinition: "≠",
	data.Revised: "↻", data.NoData: "?", data.NotCheckable: "–",
}

// Mark is the sign of an outcome.
func Mark(o data.Outcome) string { return marks[o] }

// OutcomeLabel is the outcome in words: 相符, or 按示例数据相符 where the figures are invented.
func OutcomeLabel(l lang.Lang, o data.Outcome, illustrative bool) string {
	label := lang.Text(l, "story.outcome-"+string(o))
	if illustrative {
		return lang.Text(l, "story.illustrative", "outcome", label)
	}
	return label
}

// Found is what a finding found, in words: a rank is a place in an order.
func Found(l lang.Lang, c data.Claim, f data.Finding) string {
	switch {
	case !f.HasFound:
		return ""
	case c.Kind == data.ClaimRank:
		return lang.Text(l, "story.found-rank", "rank", strconv.Itoa(int(f.Found)))
	}
	return lang.Figure(l, f.Found, f.Unit)
}

// signs are what a sentence says of its figure.
var signs = map[data.Op]string{data.OpGT: "> ", data.OpGE: "≥ ", data.OpLT: "< ", data.OpLE: "≤ ", data.OpEQ: "= ", data.OpAbout: "≈ "}

// Said is what a claim says as a figure: > 200户, 第1, 创新高; "" where only its
// words say it.
func Said(l lang.Lang, c data.Claim) string {
	switch {
	case c.HasSaid:
		return signs[c.Op] + lang.Figure(l, c.Said, c.Unit)
	case c.Kind == data.ClaimRank:
		return lang.Text(l, "story.found-rank", "rank", strconv.Itoa(c.Rank))
	case c.Kind == data.ClaimDirection:
		return lang.Text(l, "story.said-"+string(c.Trend))
	case c.Kind == data.ClaimGoal && c.Times:
		return lang.Text(l, "story.said-times", "base", lang.Period(l, c.Base), "target", number(c.Target))
	case c.Kind == data.ClaimGoal:
		return signs[data.OpGE] + lang.Figure(l, c.Target, c.Unit)
	}
	return ""
}

// Render renders a story with its verdicts in a language.
func (j Judge) Render(ctx context.Context, s data.Story, asof data.AsOf, l lang.Lang) (Rendered, error) {
	var r Rendered
	doc, src, err := parse(s.Body)
	if err != nil {
		return r, err
	}
	claims, err := claimsIn(doc, src, s)
	if err != nil {
		return r, err
	}
	bench, err := j.bench(ctx, s, asof)
	if err != nil {
		return r, err
	}
	bench.plan(ctx, values(doc, src))
	if r.Verdicts, err = bench.verdicts(ctx, claims); err != nil {
		return r, err
	}
	n := 0
	r.HTML, err = toHTML(doc, src, func(k link) string {
		switch {
		case strings.HasPrefix(k.address, chartScheme):
			return chartHTML(k)
		case strings.HasPrefix(k.address, valueScheme):
			text, errLive := bench.live(ctx, k, l)
			err = cmp.Or(err, errLive)
			return text
		}
		n++
		return claimHTML(n, r.Verdicts[n-1], k.words, l)
	})
	return r, err
}

// joiner keeps a mark on the line of its words (word joiner).
const joiner = "\u2060"

func claimHTML(n int, v data.Verdict, words string, l lang.Lang) string {
	id := strconv.Itoa(n)
	attrs := [][2]string{
		{"class", "claim"}, {"id", "claim-" + id}, {"href", "#verdict-" + id}, {"data-outcome", string(v.Outcome)},
	}
	if v.Illustrative {
		attrs = append(attrs, [2]string{"data-illustrative", "true"})
	}
	var b strings.Builder
	b.WriteString("<a")
	for _, a := range attrs {
		b.WriteString(" " + a[0] + `="` + html.EscapeString(a[1]) + `"`)
	}
	b.WriteString(">" + html.EscapeString(words) + joiner + `<sup role="img" aria-label="` +
		html.EscapeString(OutcomeLabel(l, v.Outcome, v.Illustrative)) + `">` + marks[v.Outcome] + "</sup></a>")
	return b.String()
}

func chartHTML(k link) string {
	slug, q, a := chartAddress(k)
	if a.err() != nil {
		return html.EscapeString(k.words)
	}
	address := slug
	if query := q.Encode(); query != "" {
		address += "?" + query
	}
	words := `<a href="/charts/` + html.EscapeString(address) + `">` + html.EscapeString(k.words) + `</a>`
	if !inText(k.node) { // an older text; a figure would end the paragraph within its marks
		return words
	}
	return `<figure class="story-chart" data-chart="` + html.EscapeString(address) + `">` + words + `</figure>`
}

// values are the live figures of a story, as far as their addresses make sense.
func values(doc ast.Node, src []byte) (all []data.Claim) {
	for _, k := range links(doc, src) {
		if strings.HasPrefix(k.address, valueScheme) {
			if c, err := ParseClaim(k.words, k.address); err == nil {
				all = append(all, c)
			}
		}
	}
	return all
}

// live is the figure that a value: address asks for; where there is none, the
// words of the text stand.
func (b *bench) live(ctx context.Context, k link, l lang.Lang) (string, error) {
	c, err := ParseClaim(k.words, k.address)
	if err != nil {
		return html.EscapeString(k.words), nil //nolint:nilerr // it was refused when the story was added; an older form keeps its words
	}
	a, err := b.answer(ctx, c.Key.Indicator, c.Key.Place, b.now)
	if err != nil {
		return "", err
	}
	look := look{bench: b, ctx: ctx, asof: b.now, answer: a}
	look.indicator, _ = b.Names.Indicator(c.Key.Indicator)
	p, ok := look.figure(c, c.Key.Group, cmp.Or(c.Key.Measure, data.Level))
	if b.err != nil {
		return "", b.err
	}
	if !ok {
		return `<span class="live-missing">` + html.EscapeString(k.words) + `</span><small class="live-when">` + html.EscapeString(lang.Text(l, "story.live-missing")) + `</small>`, nil
	}
	u := look.unitOf(c, p)
	x, _ := p.Unit.Convert(p.Value.Number, u)
	period := lang.Period(l, p.Period)
	key := "story.live"
	if b.pinned {
		key += "-pinned"
	}
	title, mark := lang.Text(l, key+"-title", "period", period), lang.Text(l, key, "period", period)
	if a.Batches[p.Batch].Illustrative {
		mark = lang.Text(l, key+"-sample", "period", period)
	}
	return `<data class="live" value="` + number(x) + `" title="` + html.EscapeString(title) + `">` + html.EscapeString(lang.Figure(l, x, u)) +
		`</data><small class="live-when">` + html.EscapeString(mark) + `</small>`, nil
}

// Document is a story's claims and verdicts as data: /stories/{slug}.json and
// "story check --format json".
type Document struct {
	Slug      string         `json:"slug"`
	Title     string         `json:"title"`
	Outlet    string         `json:"outlet"`
	Authors   []string       `json:"authors"`
	Published string         `json:"published"`
	Address   string         `json:"address,omitempty"`
	Place     string         `json:"place"`
	Note      string         `json:"note,omitempty"`
	Revision  int            `json:"revision"`      // of the figures that it was judged by
	Text      int            `json:"text_revision"` // that brought this version of the text
	Counts    map[string]int `json:"counts"`        // by outcome, on published figures
	// Illustrative counts, by outcome, the verdicts that rest on invented figures (示例数据).
	Illustrative map[string]int  `json:"counts_illustrative"`
	Claims       []ClaimDocument `json:"claims"`
}

// ClaimDocument is one claim with its verdict.
type ClaimDocument struct {
	Text         string          `json:"text"`
	Sentence     string          `json:"sentence"`
	Line         int             `json:"line"`
	Address      string          `json:"address"`
	Outcome      data.Outcome    `json:"outcome"`
	Label        string          `json:"label"`
	Said         *float64        `json:"said"`
	Found        *float64        `json:"found"`
	Unit         string          `json:"unit"`
	Period       string          `json:"period"`
	Cells        []string        `json:"cells"`
	Rule         string          `json:"rule"`
	Illustrative bool            `json:"illustrative"`
	Then         FindingDocument `json:"then"`
	Now          FindingDocument `json:"now"`
}

// FindingDocument is what the data said at one moment.
type FindingDocument struct {
	Outcome data.Outcome `json:"outcome"`
	Found   *float64     `json:"found"`
	Period  string       `json:"period"`
	AsOf    string       `json:"asof,omitempty"`
	// Revision of now is that asked for; of then the one that brought the newest of the
	// figures it rests on, none where it rests on nothing.
	Revision int `json:"revision,omitempty"`
}

// NewDocument writes the verdicts of a revision as data; file names the workbook
// of a batch.
func NewDocument(s data.Story, verdicts []data.Verdict, revision int, l lang.Lang, names data.Names, file func(batch string) string) Document {
	d := Document{Slug: s.Slug, Title: s.Title, Outlet: s.Outlet, Authors: s.Authors, Published: s.Published.Format("2006-01-02T15:04:05Z07:00"),
		Address: s.Address, Place: s.Place, Note: s.Note, Revision: revision, Text: s.Revision, Counts: map[string]int{}, Illustrative: map[string]int{}, Claims: []ClaimDocument{}}
	for _, v := range verdicts {
		counts := d.Counts
		if v.Illustrative {
			counts = d.Illustrative
		}
		counts[string(v.Outcome)]++
		c := ClaimDocument{
			Text: v.Claim.Text, Sentence: v.Claim.Sentence, Line: v.Claim.Line, Address: v.Claim.Address, Outcome: v.Outcome, Label: OutcomeLabel(l, v.Outcome, v.Illustrative),
			Unit: v.Now.Unit.Label, Period: v.Now.Period.String(), Rule: Rule(l, v.Now.Rule, names), Illustrative: v.Illustrative,
			Then: findingDocument(v.Then), Now: findingDocument(v.Now), Cells: []string{},
		}
		if v.Claim.HasSaid {
			c.Said = &v.Claim.Said
		}
		c.Found = c.Now.Found
		for _, ref := range v.Now.Cells {
			c.Cells = append(c.Cells, file(ref.Batch)+" · "+ref.Sheet+"!"+ref.Cell)
		}
		d.Claims = append(d.Claims, c)
	}
	return d
}

func findingDocument(f data.Finding) FindingDocument {
	d := FindingDocument{Outcome: f.Outcome, Period: f.Period.String(), Revision: f.Revision}
	if f.HasFound {
		d.Found = &f.Found
	}
	if !f.AsOf.IsZero() {
		d.AsOf = f.AsOf.Format("2006-01-02")
	}
	return d
}

// Rule is a rule's sentence, its codes replaced by names.
func Rule(l lang.Lang, m data.Message, names data.Names) string {
	if len(m.Args) == 0 {
		return lang.Say(l, m)
	}
	n := data.Message{Key: m.Key, Args: make(map[string]string, len(m.Args))}
	for k, v := range m.Args {
		switch k {
		case "indicator":
			if i, ok := names.Indicator(v); ok {
				v = i.Label
				if l == lang.En {
					v = i.LabelEn
				}
			}
		case "place":
			if p, ok := names.Place(v); ok {
				v = p.Name
				if l == lang.En {
					v = p.NameEn
				}
			}
		case "group":
			v = groupLabel(l, data.Group(v), names)
		case "readings", "least", "most":
			v = figures(l, v)
		case "reason":
			v = lang.Text(l, "chart.why-"+v)
		case "period", "base":
			if p, err := data.ParsePeriod(v); err == nil {
				v = lang.Period(l, p)
			}
		}
		n.Args[k] = v
	}
	return lang.Say(l, n)
}

func groupLabel(l lang.Lang, g data.Group, names data.Names) string {
	var labels []string
	for _, f := range g.Facets() {
		labels = append(labels, names.FacetLabel(f, string(l)))
	}
	return strings.Join(labels, " · ")
}
