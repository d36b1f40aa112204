package draft

import (
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// Markdown is a story file of chosen sentences, a paragraph each, for a person to
// rewrite: dated today, headed by the first finding. Where figures are invented it
// says so before the first of them; where some are, at each.
func Markdown(chosen []Sentence, l lang.Lang, today time.Time) string {
	invented := 0
	for _, s := range chosen {
		if s.Illustrative {
			invented++
		}
	}
	head := data.Story{Lang: string(l), Published: time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)}
	if len(chosen) > 0 {
		head.Title, head.Place = chosen[0].Title, chosen[0].Place
	}
	var paragraphs []string
	switch {
	case invented > 0 && invented == len(chosen):
		head.Note = lang.Text(l, "draft.note")
		paragraphs = append(paragraphs, lang.Text(l, "draft.sample-first"))
	case invented > 0:
		head.Note = lang.Text(l, "draft.note-partly")
	}
	for _, s := range chosen {
		text := s.Text
		if stop := strings.TrimSpace(lang.Text(l, "draft.stop")); s.Illustrative && invented < len(chosen) {
			text = strings.TrimSuffix(text, stop) + lang.Text(l, "draft.sample-each") + stop
		}
		paragraphs = append(paragraphs, text)
	}
	head.Body = strings.Join(paragraphs, "\n\n") + "\n"
	return story.Write(head)
}
