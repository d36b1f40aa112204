package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/story/suggest"
	"countyboard/data/vocab"
)

// StorySuggest proposes a story; it stores nothing.
type StorySuggest struct {
	File   string `arg:"" type:"existingfile" help:"Article as text or as a web page."`
	Place  string `help:"Code of the place it is about; without it the place is found in its words." placeholder:"CODE"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Run proposes a story.
func (s StorySuggest) Run(c *call) error {
	if s.Place != "" {
		if err := story.CheckPlace(s.Place, vocab.Embedded()); err != nil {
			return err
		}
	}
	file, err := os.ReadFile(s.File)
	if err != nil {
		return data.Fail(data.NotFound, "file-open", "file", s.File).Because(err)
	}
	d, err := suggest.Read(file, suggest.Options{Place: s.Place, Lang: c.lang})
	switch {
	case err != nil:
		return err
	case d.Place == "":
		return data.Fail(data.Invalid, "article-place")
	case s.Format == "json":
		return c.writeJSON(d)
	}
	var of []string
	for _, t := range []string{d.Outlet, d.Published, strings.Join(d.Authors, "、"), lang.Text(c.lang, "suggest.place", "place", d.Place)} {
		if t != "" {
			of = append(of, t)
		}
	}
	fmt.Fprintf(c.out, "%s\n%s\n\n%s\n\n", d.Title, strings.Join(of, " · "), d.Body)
	if len(d.Claims) == 0 {
		fmt.Fprintln(c.out, lang.Text(c.lang, "suggest.proposed-none"))
		return nil
	}
	fmt.Fprintln(c.out, lang.Text(c.lang, "suggest.proposed", "count", strconv.Itoa(len(d.Claims))))
	for i, claim := range d.Claims {
		fmt.Fprintf(c.out, "%d. %s\n   %s\n   %s: %s\n", i+1, claim.Text, claim.Address,
			lang.Text(c.lang, "suggest.confidence-"+string(claim.Confidence)), claim.Reason)
	}
	return nil
}
