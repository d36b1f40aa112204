package story

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// mistakes gathers what is wrong with a story, so that all of it is told at once.
type mistakes struct {
	all  []*data.Error
	more bool // than are kept
}

const (
	mostMistakes = 20 // that are told of one story
	mostNear     = 3  // suggestions for a word that nobody knows
)

// add takes an error, with what it brings along, as one of a line; 0 = of none.
func (m *mistakes) add(line int, err error) {
	e := data.AsError(err)
	if e == nil {
		return
	}
	also := e.Also
	e.Also = nil
	for _, one := range append([]*data.Error{e}, also...) {
		if m.full() {
			m.more = true
			return
		}
		if one.Line == 0 {
			one.Line = line
		}
		m.all = append(m.all, one)
	}
}

// full reports that no more are kept: whoever reads foreign text need not look on.
func (m *mistakes) full() bool { return len(m.all) == mostMistakes }

// err is nil where nothing is wrong, else the first mistake with the others.
func (m *mistakes) err() error {
	if len(m.all) == 0 {
		return nil
	}
	first := m.all[0]
	first.Also = m.all[1:]
	if m.more {
		first.Also = append(first.Also, data.Fail(data.Invalid, "story-more", "count", strconv.Itoa(mostMistakes)))
	}
	return first
}

// address is an address of a story while it is read: complaints name the words
// that it stands on, its key, the value and what would do.
type address struct {
	words, text string
	said        url.Values // its keys; nil for one that is not written as an address
	meant       []string   // keys that unknown ones look like
	mistakes
}

// mistaken reports whether a key was complained of, or may be meant by an unknown
// one: what is misspelt is not missing.
func (a *address) mistaken(key string) bool {
	return slices.Contains(a.meant, key) || slices.ContainsFunc(a.all, func(e *data.Error) bool { return e.Message.Args["key"] == key })
}

// wrong complains of a key's value: near is what may have been meant, "" for
// nothing, would what can be written.
func (a *address) wrong(key, got, near, would string) {
	a.complain("claim-value", key, got, near, would)
}

// complain adds the error NAME, NAME-near where there is a guess.
func (a *address) complain(name, key, got, near, would string) {
	if near != "" {
		name += "-near"
	}
	words := a.words
	if words == "" {
		words = a.text
	}
	a.add(0, data.Fail(data.Invalid, name, "words", clip(words), "address", clip(a.text), "key", clip(key), "got", clip(got), "near", near, "would", would))
}

// nearest is the words of a list that look like another, as one text.
func nearest(word string, list []string) string {
	return strings.Join(vocab.Near(word, list, mostNear), ", ")
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 120 {
		return string(rs[:120]) + "…"
	}
	return s
}

// indicator complains of one that nobody knows.
func (a *address) indicator(got string, names *vocab.Vocabulary) {
	label := func(list []data.Indicator) string {
		words := make([]string, len(list))
		for i, x := range list {
			words[i] = x.Code + " (" + x.Label + ")"
		}
		return strings.Join(words, ", ")
	}
	all := names.Indicators()
	a.complain("claim-indicator", "", got, label(names.NearIndicators(got, mostNear)), label(all[:min(len(all), 8)])+" …")
}

// placesLike are the places whose code or name looks like a text.
func placesLike(text string, names *vocab.Vocabulary) string {
	var words []string
	for _, p := range names.NearPlaces(clip(text), mostNear) {
		words = append(words, p.Code+" ("+p.Name+")")
	}
	return strings.Join(words, ", ")
}

// headerLine is the line on which a key of the header stands, 0 if on none.
func headerLine(s data.Story, key string) int {
	for i, line := range strings.Split(strings.TrimSuffix(s.Source, s.Body), "\n") {
		if k, _, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == key {
			return i + 1
		}
	}
	return 0
}

// lines tells on which line of a story's file a place of its body stands.
type lines struct {
	above int   // lines of the header
	ends  []int // where the lines of the body end
}

func linesOf(s data.Story) lines {
	l := lines{above: strings.Count(strings.TrimSuffix(s.Source, s.Body), "\n")}
	for i := range len(s.Body) {
		if s.Body[i] == '\n' {
			l.ends = append(l.ends, i)
		}
	}
	return l
}

// of is the line of a place, 0 for one that is none.
func (l lines) of(at int) int {
	if at < 0 {
		return 0
	}
	i, _ := slices.BinarySearch(l.ends, at)
	return l.above + i + 1
}
