package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"countyboard/data/story"

	xhtml "golang.org/x/net/html"
)

// shareStory is a story as other sites' previews show it: its headline, what it
// is or how it begins, and the picture of its first chart. nil where the site's
// own address is not known.
func (s *Server) shareStory(v *view, t *telling, scenes []scene) *share {
	if s.BaseURL == "" {
		return nil
	}
	at := "/stories/" + url.PathEscape(t.Slug)
	sh := &share{
		Title: t.Title, Description: cmp.Or(t.Note, opening(string(t.HTML)), t.Title), Kind: "article", Lang: v.Lang,
		Address: s.BaseURL + v.Link(at, "asof", v.AsOf.String()), Canonical: s.BaseURL + at,
	}
	for _, sc := range scenes {
		for _, f := range sc.Figures {
			if f.Empty == nil {
				sh.Picture, sh.PictureAlt = s.preview(f.Slug, f.shown()), f.Alt
				return sh
			}
		}
	}
	return sh
}

// opening is the first sentence of a story's HTML, without marks and notes.
func opening(text string) string {
	var b strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(text))
	in, aside := false, 0
	notes := []string{"sup", "small"}
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		name, _ := z.TagName()
		tag := string(name)
		switch {
		case kind == xhtml.StartTagToken && tag == "p":
			in = true
		case kind == xhtml.EndTagToken && tag == "p":
			if s := story.First(b.String()); s != "" {
				return s
			}
			in = false
		case kind == xhtml.StartTagToken && slices.Contains(notes, tag):
			aside++
		case kind == xhtml.EndTagToken && slices.Contains(notes, tag):
			aside--
		case kind == xhtml.TextToken && in && aside == 0:
			b.Write(z.Text())
		}
	}
	return ""
}
