package dashboard

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"countyboard/data"
	"countyboard/data/lang"
)

// The elements of Atom 1.0 (RFC 4287) that the feed has, in the order of their writing.
type (
	atomFeed struct {
		XMLName   xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
		Lang      string     `xml:"xml:lang,attr"`
		ID        string     `xml:"id"`
		Title     string     `xml:"title"`
		Subtitle  string     `xml:"subtitle"`
		Updated   string     `xml:"updated"`
		Author    string     `xml:"author>name"`
		Links     []atomLink `xml:"link"`
		Generator string     `xml:"generator"`
		Rights    string     `xml:"rights,omitempty"`
		Entries   []atomEntry
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Lang string `xml:"hreflang,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		XMLName  xml.Name     `xml:"entry"`
		ID       string       `xml:"id"`
		Title    string       `xml:"title"`
		Updated  string       `xml:"updated"`
		Category atomCategory `xml:"category"`
		Links    []atomLink   `xml:"link"`
		Content  atomContent  `xml:"content"`
	}
	atomCategory struct {
		Term  string `xml:"term,attr"`
		Label string `xml:"label,attr"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		HTML string `xml:",chardata"`
	}
)

const mediaAtom = "application/atom+xml"

// feed answers /feed.atom: figures that were published or withdrawn, stories that
// were, and the sentences whose verdicts that changed; the newest first.
func (s *Server) feed(v *view) error {
	if !v.Said {
		v.Lang = lang.ZhHans
	}
	v.Person = data.Account{} // the answer is kept for everybody
	return s.public(v, false, func() (*page, error) {
		revisions, err := s.lately(v)
		if err != nil {
			return nil, err
		}
		batches, err := s.batches(v)
		if err != nil {
			return nil, err
		}
		self := atomLink{Rel: "self", Type: mediaAtom, Href: s.BaseURL + v.Link("/feed.atom", "asof", v.AsOf.String())}
		f := atomFeed{
			Lang: string(v.Lang), ID: urn("feed", s.BaseURL, string(v.Lang)), Title: v.T("news.feed"), Subtitle: v.T("news.feed-about"),
			Author: cmp.Or(s.Publisher.Name, "Countyboard"), Generator: "Countyboard", Rights: s.Publisher.Licence,
			Links:   []atomLink{self, {Rel: "alternate", Type: "text/html", Lang: string(v.Lang), Href: s.BaseURL + v.Link("/")}},
			Updated: stamp(time.Unix(0, 0)),
		}
		if len(revisions) > 0 {
			f.Updated = stamp(revisions[0].At)
		}
		for _, r := range revisions {
			entries, err := s.entries(v, r, batches)
			if err != nil {
				return nil, err
			}
			f.Entries = append(f.Entries, entries...)
		}
		var b bytes.Buffer
		b.WriteString(xml.Header)
		enc := xml.NewEncoder(&b)
		enc.Indent("", " ")
		if err := enc.Encode(f); err != nil {
			return nil, err
		}
		return newPage(mediaAtom+"; charset=utf-8", b.Bytes()), nil
	})
}

// entries are those of a revision: its figures or its story, then each story
// whose verdicts changed with them.
func (s *Server) entries(v *view, r data.Revision, batches map[string]data.Batch) (all []atomEntry, err error) {
	turns, err := s.turnsOf(v, r)
	if err != nil {
		return nil, err
	}
	if r.Kind != data.RevStory {
		e, err := s.release(v, r, batches[r.What], turns)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	for _, t := range turns {
		n := s.news(v, t, s.BaseURL, func(id string) string { return batches[id].File })
		kind := "verdicts"
		switch {
		case t.New:
			kind = "story"
		case t.Rewritten:
			kind = "rewritten"
		}
		e, err := s.entry(v, r, kind, t.Story.Slug, v.T("news.title-"+kind, "title", t.Story.Title), n.Sample, n)
		if err != nil {
			return nil, err
		}
		e.Links = append(e.Links, atomLink{"alternate", "text/html", t.Story.Lang, n.Href})
		if n.Before != "" {
			e.Links = append(e.Links, atomLink{"related", "text/html", t.Story.Lang, n.Before})
		}
		all = append(all, e)
	}
	return all, nil
}

// released is what an entry says of figures that came or went.
type released struct {
	Place, Href, Source, Day string
	Verdicts                 []take
}

func (s *Server) release(v *view, r data.Revision, b data.Batch, turns []turn) (atomEntry, error) {
	x := released{Place: v.T("page.places"), Href: s.BaseURL + v.Link("/places"), Source: b.Source}
	if b.Place != "" {
		x.Place, x.Href = v.Place(b.Place), s.BaseURL+v.Link("/places/"+b.Place)
	}
	if !b.Released.IsZero() {
		x.Day = v.Day(b.Released)
	}
	for _, t := range turns {
		n := s.news(v, t, s.BaseURL, func(string) string { return "" })
		x.Verdicts = append(x.Verdicts, take{t.Story.Title + v.T("page.colon") + n.Count, n.Href})
	}
	e, err := s.entry(v, r, string(r.Kind), r.What, v.happened(r, map[string]data.Batch{b.ID: b}), b.Illustrative, x)
	e.Links = append(e.Links, atomLink{"alternate", "text/html", string(v.Lang), x.Href})
	return e, err
}

// entry is an entry with the content that its template makes of body.
func (s *Server) entry(v *view, r data.Revision, kind, what, title string, sample bool, body any) (atomEntry, error) {
	if sample {
		title = v.T("news.sample", "title", title)
	}
	name := "news"
	if _, ok := body.(released); ok {
		name = "released"
	}
	var b bytes.Buffer
	err := s.templates["verdicts"].ExecuteTemplate(&b, name, dict("view", v, "body", body, "sample", sample))
	return atomEntry{
		ID: urn("entry", strconv.Itoa(r.Number), r.At.UTC().Format(time.RFC3339Nano), string(r.Kind), r.What, kind, what, string(v.Lang)), Title: clean(title), Updated: stamp(r.At),
		Category: atomCategory{kind, v.T("news.category-" + kind)}, Content: atomContent{"html", clean(b.String())},
	}, err
}

// urn is a name made of a hash: a UUID of version 8 (RFC 9562).
func urn(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	h := hex.EncodeToString(sum[:16])
	return fmt.Sprintf("urn:uuid:%s-%s-%s-%s-%s", h[:8], h[8:12], h[12:16], h[16:20], h[20:])
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// clean leaves out what XML has no way to write.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
}
