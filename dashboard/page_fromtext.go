package dashboard

import (
	"bytes"
	"cmp"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/story/suggest"
)

// article is a text that somebody wants to make a story of: first as it was
// pasted, then what was read of it, in fields that they mend.
type article struct {
	Pasted string // where nothing was read yet
	Read   bool
	Slug, Title, Outlet, Authors, Published, Place, Address, Language,
	Body string
	Proposals []proposal
	More      int      // proposals beyond those that are shown
	Lacks     []string // what the text does not say, and what to do
	Bad       *problem
}

// most that the page takes on: an article has some thousand words.
const (
	mostArticle   = 256 << 10 // bytes of its text, once cleaned
	mostProposals = 150
)

// fromText answers GET /admin/stories/new/text.
func (s *Server) fromText(v *view) error { return s.reading(v, &article{}, http.StatusOK) }

// reading sends the page.
func (s *Server) reading(v *view, a *article, code int) error {
	v.Title, v.Body = v.T("editor.from-text"), a
	return s.private(v, code, "fromtext")
}

// takeText answers the page's forms. do=read reads what was pasted, do=again
// proposes anew for the mended fields, do=draft makes a draft of them. Nothing is
// kept before that.
func (s *Server) takeText(v *view) error {
	a := &article{}
	done, err := s.awaitReading(v)
	if err != nil {
		return err
	}
	defer done()
	switch do := v.c.FormValue("do"); do {
	case "read":
		a.Pasted = v.c.FormValue("text")
		if err = a.read(v); err == nil {
			err = s.propose(v, a)
		}
	case "again":
		if err = a.fields(v); err == nil {
			err = s.propose(v, a)
		}
	case "draft":
		if err = a.fields(v); err == nil {
			err = s.propose(v, a)
		}
		if err == nil {
			err = s.draftOf(v, a)
		}
		if err == nil {
			return v.c.Redirect(http.StatusSeeOther, v.Link("/admin/stories/"+url.PathEscape(a.Slug)))
		}
	default:
		return data.Fail(data.Invalid, "parameter", "name", "do", "got", clip(do), "would", "read, again, draft")
	}
	if err == nil {
		return s.reading(v, a, http.StatusOK)
	}
	own := data.AsError(err)
	if own.Code == data.Internal {
		return err
	}
	p := told(v.Lang, own)
	a.Bad = &p
	return s.reading(v, a, p.Status)
}

// read reads what was pasted, or the file that was handed in.
func (a *article) read(v *view) error {
	_, file, err := v.handed()
	chosen := err == nil
	switch {
	case !chosen && data.AsError(err).Message.Key != "errors.no-file":
		return err
	case chosen && strings.TrimSpace(a.Pasted) != "":
		return data.Fail(data.Invalid, "article-two")
	case !chosen && strings.TrimSpace(a.Pasted) == "":
		return data.Fail(data.Invalid, "article-none")
	case !chosen:
		file = []byte(visible(a.Pasted))
	}
	if archived(file) {
		return data.Fail(data.Unsupported, "article-archive")
	}
	d, err := suggest.Read(file, suggest.Options{Names: v.Names(), Lang: v.Lang})
	if err != nil {
		return err
	}
	a.Title, a.Outlet, a.Authors, a.Place, a.Body = d.Title, d.Outlet, strings.Join(d.Authors, "、"), d.Place, d.Body
	if a.Published = d.Published; strings.Contains(a.Published, "T") {
		a.Published += ":00+08:00" // China's time
	}
	a.Language = string(lang.En)
	if strings.ContainsFunc(a.Title+a.Body, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		a.Language = string(lang.ZhHans)
	}
	if err = a.fits(); err == nil {
		a.Read, a.Pasted = true, ""
	}
	return err
}

// archived reports whether a file is a page as browsers save it with its pictures
// (.mhtml): its text is packed.
func archived(file []byte) bool {
	head := bytes.ToLower(file[:min(len(file), 2048)])
	return bytes.Contains(head, []byte("mime-version:")) && bytes.Contains(head, []byte("multipart/related"))
}

// fields takes what the form has of the article.
func (a *article) fields(v *view) error {
	line := func(name string) string { return strings.Join(strings.Fields(visible(v.c.FormValue(name))), " ") }
	a.Read = true
	a.Slug, a.Title, a.Outlet, a.Authors = line("slug"), line("title"), line("outlet"), line("authors")
	a.Published, a.Place, a.Address, a.Language = line("published"), line("place"), line("address"), line("language")
	var lines []string
	for l := range strings.Lines(visible(v.c.FormValue("body"))) {
		lines = append(lines, strings.Join(strings.Fields(l), " "))
	}
	a.Body = strings.TrimSpace(strings.Join(lines, "\n"))
	return a.fits()
}

// visible drops what cannot be seen from foreign text.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsSpace(r) && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
}

// fits bounds the text.
func (a *article) fits() error {
	if len(a.Body) > mostArticle {
		return data.Fail(data.TooLarge, "article-long", "most", strconv.Itoa(mostArticle>>10))
	}
	return nil
}

// page is the article as a web page that says its headline, its day and its
// characters, so that reading it again finds the same.
func (a *article) page(published time.Time) []byte {
	var b strings.Builder
	b.WriteString("<html")
	if suggest.HasTraditional(a.Body) {
		b.WriteString(` lang="zh-Hant"`)
	}
	b.WriteString(`><meta charset="utf-8">`)
	if !published.IsZero() {
		b.WriteString(`<meta name="pubdate" content="` + published.Format(time.DateOnly) + `">`)
	}
	b.WriteString("<h1>" + html.EscapeString(a.Title) + "</h1>")
	for line := range strings.Lines(a.Body) {
		b.WriteString("<p>" + html.EscapeString(line) + "</p>")
	}
	return []byte(b.String())
}

// story is the article as a story without its text. Returns Invalid for a place
// that nobody knows, and for a day that is none.
func (a *article) story(v *view) (st data.Story, err error) {
	st = data.Story{Slug: a.Slug, Title: a.Title, Outlet: a.Outlet, Authors: []string{a.Authors}, Address: a.Address, Lang: a.Language}
	if a.Place != "" {
		p, ok := v.Names().FindPlace(a.Place)
		if !ok {
			near := strings.Join(v.Names().Suggest("place", a.Place, 3), v.T("page.comma"))
			return st, data.Fail(data.Invalid, "article-unknown-place", "got", clip(a.Place), "near", cmp.Or(near, "512022"))
		}
		st.Place, a.Place = p.Code, p.Code+" "+v.Place(p.Code) // a code is known with its name behind it
	}
	if a.Published == "" {
		return st, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if st.Published, err = time.Parse(layout, a.Published); err == nil {
			return st, nil
		}
	}
	return st, data.Fail(data.Invalid, "article-day", "got", clip(a.Published))
}

// Languages are those of stories.
func (v *view) Languages() (all []option) {
	for _, l := range lang.All {
		all = append(all, option{string(l), v.T("editor.language-" + string(l))})
	}
	return all
}

// draftOf makes a draft of the article with the ticked proposals as its links.
func (s *Server) draftOf(v *view, a *article) error {
	ties, err := a.ticked(v.c.Request().Form["claim"])
	for _, must := range []fact{{"editor.article-title", a.Title}, {"editor.published", a.Published}, {"editor.place", a.Place}} {
		if must.Value == "" {
			return data.Fail(data.Invalid, "article-missing", "what", v.T(must.Label))
		}
	}
	if err != nil {
		return err
	}
	st, err := a.story(v)
	if err != nil {
		return err
	}
	st.Body = story.Markdown(a.Body, ties...) + "\n"
	e := &editor{New: true}
	e.Slug, e.By, e.Source = a.Slug, v.Person.Name, story.Write(st)
	if _, err := story.Parse(e.Slug, []byte(e.Source)); err != nil {
		return err
	}
	err = s.keep(v, e, false)
	if data.CodeOf(err) == data.Conflict {
		return data.Fail(data.Conflict, "story-taken", "slug", e.Slug)
	}
	return err
}

// ticked are the proposals that were accepted, in the order of the text. Returns
// Conflict where the text they stood in is another by now, or two overlap.
func (a *article) ticked(values []string) (ties []story.Tie, err error) {
	for _, value := range values {
		i := slices.IndexFunc(a.Proposals, func(p proposal) bool { return p.Value == value })
		if i < 0 {
			_, words, _ := strings.Cut(value, " ")
			return nil, data.Fail(data.Conflict, "article-changed", "words", clip(words))
		}
		p := &a.Proposals[i]
		p.Ticked = true
		ties = append(ties, story.Tie{From: p.from, To: p.to, Address: p.Address})
	}
	slices.SortFunc(ties, func(x, y story.Tie) int { return cmp.Or(x.From-y.From, x.To-y.To) })
	for i := range ties[min(1, len(ties)):] {
		if x, y := ties[i], ties[i+1]; y.From < x.To {
			return nil, data.Fail(data.Conflict, "article-overlap", "one", clip(a.Body[x.From:x.To]), "other", clip(a.Body[y.From:y.To]))
		}
	}
	return ties, nil
}
