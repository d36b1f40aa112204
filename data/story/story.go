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
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"countyboard/data"
)

// Longest is the size of a story file in bytes.
const Longest = 1 << 20

// Parse reads a story file: a header of "key: value" lines between two lines of
// ---, then Markdown. Claims are checked for their form.
// Returns Invalid errors that name the line and what would do.
func Parse(slug string, file []byte) (data.Story, error) {
	s := data.Story{Slug: slug, Source: string(file), Lang: "zh-Hans"}
	if len(file) > Longest {
		return s, data.Fail(data.TooLarge, "story-size", "most", strconv.Itoa(Longest))
	}
	if !utf8.Valid(file) {
		return s, data.Fail(data.Invalid, "story-encoding")
	}
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	lines := bufio.NewScanner(bytes.NewReader(file))
	lines.Buffer(nil, Longest+1)
	if !lines.Scan() || strings.TrimSpace(lines.Text()) != "---" {
		return s, data.Fail(data.Invalid, "story-header", "line", "1")
	}
	read := len(lines.Bytes()) + 1
	closed := false
	for n := 2; !closed && lines.Scan(); n++ {
		read += len(lines.Bytes()) + 1
		line := strings.TrimSpace(lines.Text())
		if closed = line == "---"; closed || line == "" {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return s, data.Fail(data.Invalid, "story-header", "line", strconv.Itoa(n))
		}
		if err := set(&s, strings.TrimSpace(key), strings.TrimSpace(value), n); err != nil {
			return s, err
		}
	}
	if !closed {
		return s, data.Fail(data.Invalid, "story-header", "line", "1")
	}
	s.Body = string(file[min(read, len(file)):])
	switch {
	case s.Title == "":
		return s, data.Fail(data.Invalid, "story-missing", "key", "title")
	case s.Published.IsZero():
		return s, data.Fail(data.Invalid, "story-missing", "key", "published")
	case s.Place == "":
		return s, data.Fail(data.Invalid, "story-missing", "key", "place")
	}
	if err := CheckSlug(s.Slug); err != nil {
		return s, err
	}
	words, err := broken(s.Body)
	switch {
	case err != nil:
		return s, err
	case words != "":
		return s, data.Fail(data.Invalid, "story-link", "words", words)
	}
	_, err = Claims(s)
	return s, err
}

// CheckSlug keeps slugs to letters, digits and hyphens: a dot would begin an
// ending of the story's address. Returns Invalid.
func CheckSlug(s string) error {
	const most = 100
	if s == "" || len(s) > most || strings.IndexFunc(s, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) >= 0 {
		return data.Fail(data.Invalid, "story-slug", "got", clip(s))
	}
	return nil
}

func set(s *data.Story, key, value string, line int) error {
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
			if t, err := time.Parse(layout, value); err == nil {
				s.Published = t
				return nil
			}
		}
		return data.Fail(data.Invalid, "story-date", "line", strconv.Itoa(line), "got", value)
	case "address":
		if value != "" && !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://") {
			return data.Fail(data.Invalid, "story-address", "line", strconv.Itoa(line), "got", value)
		}
		s.Address = value
	case "place":
		s.Place = value
	case "licence":
		s.Licence = value
	case "lang":
		if value != "zh-Hans" && value != "en" {
			return data.Fail(data.Invalid, "lang-text", "got", value)
		}
		s.Lang = value
	case "note":
		s.Note = value
	default:
		return data.Fail(data.Invalid, "story-key", "line", strconv.Itoa(line), "got", key,
			"known", "title, outlet, authors, published, address, place, licence, lang, note")
	}
	return nil
}
