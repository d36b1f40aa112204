// Package suggest proposes a story of what a person pastes or saves from a
// browser: it drops what is no article, finds headline, outlet, authors, date and
// place, and proposes claims for the sentences that speak of figures. Nothing is
// accepted by itself: whoever edits the story decides on each proposal, and what
// is not understood whole is not proposed.
package suggest

import (
	"strconv"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// Document is an article, cleaned, with the claims proposed for it.
type Document struct {
	Title   string   `json:"title"`
	Outlet  string   `json:"outlet"`
	Authors []string `json:"authors"`
	// Published is a day, or a day with its minute: 2024-10-17T21:18, China's time.
	Published string  `json:"published"`
	Place     string  `json:"place"` // code; "" = not found
	Body      string  `json:"body"`  // paragraphs, a blank line between them
	Claims    []Claim `json:"claims"`
}

// Claim is a proposal: Text stands so in the body, and Address is to be its link.
type Claim struct {
	Text       string         `json:"text"`
	Address    string         `json:"address"`
	Kind       data.ClaimKind `json:"kind"`
	Confidence Confidence     `json:"confidence"`
	Reason     string         `json:"reason"`
}

// Confidence is how much of a proposal stands in its own sentence.
type Confidence string

// The confidences.
const (
	High   Confidence = "high"   // indicator, population and time are all said
	Medium Confidence = "medium" // something is taken from the words around, or the latest period is meant
	Low    Confidence = "low"    // something is guessed; the reason says what
)

// Options says what an article does not.
type Options struct {
	Names *vocab.Vocabulary // nil = the embedded one
	Place string            // code of the place it is about; "" = found in its words
	Lang  lang.Lang         // of the reasons
}

// longest is the size of a file in bytes.
const longest = 4 << 20

// Read reads an article: text or a web page, in UTF-8, UTF-16 or GB18030.
// Returns TooLarge, also where its text is longer than a story may be, and Invalid for bytes that are no text or hold no article.
func Read(file []byte, o Options) (Document, error) {
	if o.Names == nil {
		o.Names = vocab.Embedded()
	}
	if len(file) > longest {
		return Document{}, data.Fail(data.TooLarge, "article-size", "most", strconv.Itoa(longest>>20))
	}
	p, err := read(file)
	if err != nil {
		return Document{}, data.Fail(data.Invalid, "article-encoding").Because(err)
	}
	written := p
	p = p.mapped(func(s string) string { s, _ = dropPinyin(s); return Simplify(s) })
	h, paragraphs := readHead(p, clean(p.lines))
	if h.title == "" || len(paragraphs) == 0 {
		return Document{}, data.Fail(data.Invalid, "article-empty")
	}
	d := Document{Title: h.title, Outlet: h.outlet, Authors: h.authors, Body: strings.Join(paragraphs, "\n\n"), Place: o.Place, Claims: []Claim{}}
	if len(d.Body) > story.Longest { // it could be no story, and would be read for minutes
		return Document{}, data.Fail(data.TooLarge, "story-size", "most", strconv.Itoa(story.Longest))
	}
	if d.Authors == nil {
		d.Authors = []string{}
	}
	switch {
	case h.clock:
		d.Published = h.published.Format("2006-01-02T15:04")
	case !h.published.IsZero():
		d.Published = h.published.Format(time.DateOnly)
	}
	if d.Place == "" {
		d.Place = placeOf(o.Names, h, paragraphs)
	}
	if d.Place != "" {
		d.Claims = propose(o, d.Place, h.published, paragraphs)
	}
	if written.inTraditional(d.Place) {
		d.restore(written)
	}
	return d, nil
}

// mapped is the page with all its texts changed.
func (p page) mapped(f func(string) string) page {
	lines := make([]string, len(p.lines))
	for i, l := range p.lines {
		lines[i] = f(l)
	}
	p.lines, p.heading, p.authors, p.site = lines, f(p.heading), f(p.authors), f(p.site)
	return p
}

// inTraditional reports whether the outlet itself wrote traditional characters:
// the page says so, or its place does, and no conversion has failed on it.
func (p page) inTraditional(place string) bool {
	all := strings.Join(p.lines, "\n")
	_, failed := dropPinyin(all)
	there := strings.HasPrefix(place, "71") || strings.HasPrefix(place, "81") || strings.HasPrefix(place, "82")
	return failed == 0 && (p.foreign || there) && HasTraditional(all)
}

// restore writes title, body and the texts of claims as the page has them.
// Simplifying keeps the number of characters, so each line finds its own again.
func (d *Document) restore(p page) {
	lines := append([]string{p.heading}, p.lines...)
	back := func(text string) string {
		if text == "" {
			return text
		}
		for _, l := range lines {
			s := Simplify(l)
			if at := strings.Index(s, text); at >= 0 {
				from := len([]rune(s[:at]))
				return string([]rune(l)[from : from+len([]rune(text))])
			}
		}
		return text
	}
	d.Title = back(d.Title)
	paragraphs := strings.Split(d.Body, "\n\n")
	for i := range paragraphs {
		paragraphs[i] = back(paragraphs[i])
	}
	d.Body = strings.Join(paragraphs, "\n\n")
	for i := range d.Claims {
		d.Claims[i].Text = back(d.Claims[i].Text)
	}
}
