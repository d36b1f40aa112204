// Package story binds sentences to figures: it reads Markdown stories and their
// claims (ordinary links and images with claim:, value: and chart: addresses),
// judges each claim against the data and renders the text with its verdicts.
//
// A verdict is computed, never stored: the same sentence is judged against what
// was released by the story's date and against what is known now.
package story

import (
	"bufio"
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/data/vocab"
)

// Longest is the size of a story file in bytes.
const Longest = 1 << 20

// headerKeys are what a header may say, the first three what it must.
var headerKeys = []string{"title", "published", "place", "outlet", "authors", "address", "licence", "lang", "note"}

const headerMust = 3

// Parse reads a story file: a header of "key: value" lines between two lines of
// ---, then Markdown. Claims are checked for their form.
// Returns an Invalid error that names the line and what would do; what else is
// wrong is in its Also.
func Parse(slug string, file []byte) (data.Story, error) { return readFile(slug, file, nil) }

// readFile parses a file; what its addresses speak of is checked where there is a check.
func readFile(slug string, file []byte, check *check) (data.Story, error) {
	s := data.Story{Slug: slug, Source: string(file), Lang: "zh-Hans"}
	if len(file) > Longest {
		return s, data.Fail(data.TooLarge, "story-size", "most", strconv.Itoa(Longest))
	}
	if !utf8.Valid(file) {
		return s, data.Fail(data.Invalid, "story-encoding")
	}
	var m mistakes
	m.add(0, CheckSlug(s.Slug))
	read, ok := header(&s, bytes.TrimPrefix(file, []byte("\ufeff")), &m)
	if !ok { // without its end the header is not told from the text
		return s, m.err()
	}
	s.Body = s.Source[len(file)-read:]
	if check != nil {
		check.place(s, &m)
	}
	doc, src, err := parse(s.Body)
	if err != nil {
		m.add(0, err)
		return s, m.err()
	}
	at := linesOf(s)
	broken(doc, src, at, &m)
	claims(doc, src, at, &m, check)
	slices.SortStableFunc(m.all, func(a, b *data.Error) int { return cmp.Compare(a.Line, b.Line) })
	return s, m.err()
}

// header reads the lines before the text and says how many bytes follow them. It
// reports false where the header does not begin or end.
func header(s *data.Story, file []byte, m *mistakes) (rest int, ok bool) {
	lines := bufio.NewScanner(bytes.NewReader(file))
	lines.Buffer(nil, Longest+1)
	if !lines.Scan() || strings.TrimSpace(lines.Text()) != "---" {
		m.add(1, data.Fail(data.Invalid, "story-header"))
		return 0, false
	}
	read := len(lines.Bytes()) + 1
	var said, meant []string        // keys that stand, and those that others look like
	for n := 2; lines.Scan(); n++ { // to its end, however much is wrong
		read += len(lines.Bytes()) + 1
		line := strings.TrimSpace(lines.Text())
		if line == "---" {
			for _, key := range headerKeys[:headerMust] {
				if !slices.Contains(said, key) && !slices.Contains(meant, key) {
					m.add(1, data.Fail(data.Invalid, "story-missing", "key", key))
				}
			}
			return max(0, len(file)-read), true
		}
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case line == "":
		case !ok:
			m.add(n, data.Fail(data.Invalid, "story-line", "got", clip(line)))
		case !slices.Contains(headerKeys, key) && m.full():
			m.more = true
		case !slices.Contains(headerKeys, key):
			name, near := "story-key", vocab.Near(key, headerKeys, 1)
			if len(near) > 0 {
				name += "-near"
			}
			meant = append(meant, near...)
			m.add(n, data.Fail(data.Invalid, name, "got", clip(key), "near", strings.Join(near, ""), "known", strings.Join(headerKeys, ", ")))
		case slices.Contains(said, key):
			m.add(n, data.Fail(data.Invalid, "story-key-twice", "key", key))
		case value != "":
			said = append(said, key)
			m.add(n, set(s, key, value))
		}
	}
	m.add(1, data.Fail(data.Invalid, "story-header"))
	return 0, false
}

// CheckSlug keeps slugs to letters, digits and hyphens: a dot would begin an
// ending of the story's address, and new is the address of the page on which
// stories are begun. Returns Invalid, saying what is wrong with the name.
func CheckSlug(s string) error {
	const most = 100
	bad := strings.IndexFunc(s, notInSlugs)
	switch {
	case s == "":
		return data.Fail(data.Invalid, "story-slug-empty", "near", exampleSlug)
	case s == "new":
		return data.Fail(data.Invalid, "story-slug-kept", "near", exampleSlug)
	case bad >= 0:
		r, _ := utf8.DecodeRuneInString(s[bad:])
		near := strings.Join(strings.FieldsFunc(strings.TrimSuffix(s, ".md"), notInSlugs), "-")
		if CheckSlug(near) != nil {
			near = exampleSlug
		}
		return data.Fail(data.Invalid, "story-slug", "got", clip(s), "bad", string(r), "near", near)
	case len(s) > most:
		return data.Fail(data.Invalid, "story-slug-long", "got", clip(s), "most", strconv.Itoa(most))
	}
	return nil
}

const exampleSlug = "gongye-2024"

func notInSlugs(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// set keeps what a header says under a known key.
func set(s *data.Story, key, value string) error {
	switch key {
	case "title":
		s.Title = value
	case "outlet":
		s.Outlet = value
	case "authors":
		s.Authors = strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
		for i := range s.Authors {
			s.Authors[i] = strings.TrimSpace(s.Authors[i])
		}
	case "published":
		for _, layout := range []string{time.RFC3339, "2006-01-02 15:04 -0700", time.DateOnly} {
			if t, err := time.Parse(layout, value); err == nil && !t.IsZero() {
				s.Published = t
				return nil
			}
		}
		return data.Fail(data.Invalid, "story-date", "got", clip(value))
	case "address":
		if !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://") {
			return data.Fail(data.Invalid, "story-address", "got", clip(value))
		}
		s.Address = value
	case "place":
		s.Place = value
	case "licence":
		s.Licence = value
	case "lang":
		if value != "zh-Hans" && value != "en" {
			return data.Fail(data.Invalid, "lang-text", "got", clip(value))
		}
		s.Lang = value
	case "note":
		s.Note = value
	}
	return nil
}
