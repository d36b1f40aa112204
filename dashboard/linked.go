package dashboard

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"countyboard/data"
)

// linked is a story as schema.org describes it (JSON-LD): the article, the figures
// it rests on, its claims, and reviews of those that others made. nil where the
// site's own address is not known. of is the revision of its figures. html/template writes it into its script
// element, which holds data and is never run, and escapes what would end it.
func (s *Server) linked(v *view, t *telling, scenes []scene, of data.Revision) map[string]any {
	if s.BaseURL == "" {
		return nil
	}
	l := linking{server: s, view: v, story: t, of: of, page: s.BaseURL + v.Link("/stories/"+t.Slug, "asof", v.AsOf.String())}
	graph := []any{l.article()}
	if d := l.dataset(scenes); d != nil {
		graph = append(graph, d)
	}
	for i := range t.Verdicts {
		x := &t.Verdicts[i]
		if x.claim.Kind == data.ClaimNone {
			continue
		}
		graph = append(graph, l.claim(x))
		if r := l.review(x); r != nil {
			graph = append(graph, r)
		}
	}
	return map[string]any{"@context": "https://schema.org", "@graph": graph}
}

type linking struct {
	server *Server
	view   *view
	story  *telling
	of     data.Revision
	page   string // its address
}

func ref(id string) map[string]any { return map[string]any{"@id": id} }

func organisation(name, address string) map[string]any {
	o := map[string]any{"@type": "Organization", "name": name}
	if address != "" {
		o["url"] = address
	}
	return o
}

// here is whoever publishes this site.
func (l linking) here() map[string]any {
	return organisation(cmp.Or(l.server.Publisher.Name, l.view.T("page.name")), l.server.BaseURL+"/")
}

func (l linking) place() map[string]any {
	code := l.story.Place
	return map[string]any{
		"@type": "AdministrativeArea", "name": l.view.Place(code), "identifier": code, "url": l.server.BaseURL + l.view.Link("/places/"+code),
	}
}

func (l linking) authors() (all []any) {
	for _, name := range l.story.Authors {
		all = append(all, map[string]any{"@type": "Person", "name": name})
	}
	return all
}

// published is a moment, or a day where no more was said.
func published(t time.Time) string {
	if t.Equal(t.Truncate(24*time.Hour)) && t.Location() == time.UTC {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// article is the text as it stands here. What retells another's report is based on
// that, and its authors are that report's.
func (l linking) article() map[string]any {
	t := l.story
	a := map[string]any{
		"@type": "NewsArticle", "@id": l.page + "#article", "url": l.page, "mainEntityOfPage": l.page, "headline": t.Title, "inLanguage": t.Lang,
		"datePublished": published(t.Published), "dateModified": t.Added.UTC().Format(time.RFC3339),
		"publisher": l.here(), "about": l.place(),
	}
	if t.Note != "" {
		a["creditText"] = t.Note
	}
	if t.Licence != "" {
		a["usageInfo"] = t.Licence
	}
	if a["author"] = l.authors(); t.Outlet == "" {
		if len(t.Authors) == 0 {
			a["author"] = l.here()
		}
		return a
	}
	a["author"] = l.here()
	source := map[string]any{"@type": "NewsArticle", "publisher": organisation(t.Outlet, ""), "datePublished": published(t.Published), "inLanguage": t.Lang}
	if len(t.Authors) > 0 {
		source["author"] = l.authors()
	}
	if t.Address != "" {
		source["url"] = t.Address
	}
	a["isBasedOn"] = source
	return a
}

// dataset is what the verdicts rest on, as the CSV of the charts beside the text;
// nil where they rest on nothing.
func (l linking) dataset(scenes []scene) map[string]any {
	v, t := l.view, l.story
	var first, last data.Period
	sample, rests := false, false
	for _, x := range t.Verdicts {
		if len(x.now.Cells) == 0 || x.now.Period.IsZero() {
			continue
		}
		if p := x.now.Period; !rests || p.FirstMonth() < first.FirstMonth() {
			first = p
		}
		if p := x.now.Period; !rests || p.LastDay().After(last.LastDay()) {
			last = p
		}
		sample, rests = sample || x.now.Illustrative, true
	}
	var files, sources []any
	for _, sc := range scenes {
		for _, f := range sc.Figures {
			if f.Empty != nil {
				continue
			}
			files = append(files, map[string]any{
				"@type": "DataDownload", "name": f.Title, "encodingFormat": "text/csv", "contentUrl": l.server.BaseURL + v.chartLink(f.Slug, ".csv", f.shown()),
			})
			for _, c := range f.Citations {
				if o := organisation(c.Source, ""); c.Source != "" && !slices.ContainsFunc(sources, func(x any) bool { return x.(map[string]any)["name"] == c.Source }) {
					sources = append(sources, o)
				}
			}
		}
	}
	if !rests {
		return nil
	}
	name, about := v.T("page.linked-figures", "place", v.Place(t.Place)), v.T("page.linked-about", "title", t.Title)
	if sample {
		name, about = v.T("news.sample", "title", name), about+" "+v.T("files.illustrative-care")
	}
	y, m := first.Start()
	d := map[string]any{
		"@type": "Dataset", "@id": l.page + "#figures", "name": name, "description": about, "url": l.page, "isPartOf": ref(l.page + "#article"),
		"temporalCoverage": time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) + "/" + last.LastDay().Format(time.DateOnly),
		"spatialCoverage":  l.place(), "version": l.version(), "dateModified": l.of.At.UTC().Format(time.RFC3339), "creator": l.here(),
	}
	if len(files) > 0 {
		d["distribution"] = files
	}
	if len(sources) > 0 {
		d["creator"] = sources
	}
	if licence := cmp.Or(l.server.Publisher.LicenceURL, l.server.Publisher.Licence); licence != "" {
		d["license"] = licence
	}
	return d
}

// version is the revision of the figures, and the day where they are those of one.
func (l linking) version() string {
	text := "r" + strconv.Itoa(l.of.Number)
	if day := l.view.AsOf.Date; !day.IsZero() {
		text += " " + day.Format(time.DateOnly)
	}
	return text
}

// claim is a checkable sentence where it stands.
func (l linking) claim(x *verdict) map[string]any {
	return map[string]any{
		"@type": "Claim", "@id": l.sentence(x), "url": l.sentence(x), "text": x.sentence(), "inLanguage": l.story.Lang, "appearance": ref(l.page + "#article"),
	}
}

// sentence is the whole one that a claim stands in: its own words say too little.
func (x *verdict) sentence() string { return cmp.Or(x.claim.Sentence, x.Text) }

func (l linking) sentence(x *verdict) string { return l.page + "#claim-" + strconv.Itoa(x.Number) }

// ratings are the outcomes from which a review can be made, from 5, what was said
// is so, to 1, it is not. Without data nothing was reviewed.
var ratings = map[data.Outcome]int{data.Agrees: 5, data.AgreesRounded: 4, data.Revised: 3, data.DiffersDefinition: 2, data.Differs: 1}

// review is a fact check: of what another published, on figures that somebody
// published. What rests on invented figures checks nothing, and nobody reviews
// oneself.
func (l linking) review(x *verdict) map[string]any {
	rating, judged := ratings[x.Kind]
	if l.story.Outlet == "" || x.now.Illustrative || !judged || len(x.now.Cells) == 0 {
		return nil
	}
	return map[string]any{
		"@type": "ClaimReview", "@id": l.page + "#verdict-" + strconv.Itoa(x.Number), "url": l.page + "#verdict-" + strconv.Itoa(x.Number),
		"claimReviewed": x.sentence(), "itemReviewed": ref(l.sentence(x)), "reviewBody": x.Rule, "inLanguage": string(l.view.Lang),
		"datePublished": l.of.At.UTC().Format(time.DateOnly), "author": l.here(),
		"reviewRating": map[string]any{"@type": "Rating", "ratingValue": rating, "bestRating": 5, "worstRating": 1, "alternateName": x.Outcome},
	}
}
