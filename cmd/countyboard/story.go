package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"countyboard/dashboard"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// StoryCmd is "countyboard story …".
type StoryCmd struct {
	Add     StoryAdd     `cmd:"" help:"Add a story, or a new version of it."`
	Check   StoryCheck   `cmd:"" help:"Judge the claims of stories; ends with 1 when one is contradicted."`
	Suggest StorySuggest `cmd:"" help:"Propose a story with its claims from a pasted or saved article."`
}

// StoryAdd adds one.
type StoryAdd struct {
	File string `arg:"" type:"existingfile" help:"Markdown with a header; its name is the story's slug."`
}

// StoryCheck judges.
type StoryCheck struct {
	Slug   string `arg:"" optional:"" help:"Story; without it all are judged."`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// Run adds a story.
func (s StoryAdd) Run(c *call) error {
	b, err := os.ReadFile(s.File)
	if err != nil {
		return data.Fail(data.NotFound, "file-open", "file", s.File).Because(err)
	}
	return c.making(func(db *sqldb.DB) error {
		names, err := desk(db).Vocabulary(c.ctx)
		if err != nil {
			return err
		}
		world := story.World{Names: names, Reader: db, Charts: dashboard.StoryCharts}
		st, err := world.Read(c.ctx, strings.TrimSuffix(filepath.Base(s.File), ".md"), b)
		if err != nil {
			return err
		}
		st.By = who()
		rev, created, err := db.SaveStory(c.ctx, st)
		switch {
		case err != nil:
			return err
		case created:
			c.say("story-added", "slug", st.Slug, "revision", "r"+strconv.Itoa(rev.Number))
		default:
			c.say("story-known", "slug", st.Slug)
		}
		return nil
	})
}

// Run judges stories.
func (s StoryCheck) Run(c *call) error {
	return c.with(func(db *sqldb.DB) error {
		stories, err := s.stories(c, db)
		if err != nil {
			return err
		}
		names, err := desk(db).Vocabulary(c.ctx)
		if err != nil {
			return err
		}
		batches, err := db.Batches(c.ctx)
		if err != nil {
			return err
		}
		files := make(map[string]string)
		for _, b := range batches {
			files[b.ID] = b.File
		}
		head, err := db.Head(c.ctx)
		if err != nil {
			return err
		}
		contradicted := 0
		docs := []story.Document{}
		for _, st := range stories {
			verdicts, err := story.Judge{Reader: db, Names: names}.Check(c.ctx, st, data.AsOf{})
			if err != nil {
				return err
			}
			for _, v := range verdicts {
				if v.Outcome == data.Differs || v.Outcome == data.DiffersDefinition {
					contradicted++
				}
			}
			doc := story.NewDocument(st, verdicts, head.Number, c.lang, names, func(id string) string { return files[id] })
			if docs = append(docs, doc); s.Format == "text" {
				s.write(c, doc, verdicts)
			}
		}
		if err := s.writeDocuments(c, docs); err != nil {
			return err
		}
		if contradicted > 0 {
			return data.Fail(data.Conflict, "claims-differ", "count", strconv.Itoa(contradicted))
		}
		return nil
	})
}

func (s StoryCheck) stories(c *call, db *sqldb.DB) ([]data.Story, error) {
	if s.Slug == "" {
		return db.Stories(c.ctx, "", data.AsOf{})
	}
	slug := strings.TrimSuffix(s.Slug, ".md")
	st, err := db.Story(c.ctx, slug, data.AsOf{})
	if data.CodeOf(err) != data.NotFound {
		return []data.Story{st}, err
	}
	all, err := db.Stories(c.ctx, "", data.AsOf{})
	if err != nil {
		return nil, err
	}
	const most = 8
	slugs := make([]string, len(all))
	for i, st := range all {
		slugs[i] = st.Slug
	}
	known := vocab.Near(slug, slugs, most)
	if len(known) == 0 {
		known = slugs[:min(len(slugs), most)]
	}
	if len(known) == 0 {
		return nil, data.Fail(data.NotFound, "story-none", "slug", slug)
	}
	return nil, data.Fail(data.NotFound, "story-unknown", "slug", slug, "known", strings.Join(known, ", "))
}

// writeDocuments writes one JSON value: the story that was asked for, else a list of all.
func (s StoryCheck) writeDocuments(c *call, docs []story.Document) error {
	switch {
	case s.Format != "json":
		return nil
	case s.Slug != "":
		return c.writeJSON(docs[0])
	}
	return c.writeJSON(docs)
}

func (s StoryCheck) write(c *call, doc story.Document, verdicts []data.Verdict) {
	fmt.Fprintln(c.out, doc.Title)
	for i, d := range doc.Claims {
		v := verdicts[i]
		fmt.Fprintln(c.out, story.Mark(d.Outcome)+" "+d.Label+"  "+lang.Text(c.lang, "story.at-line", "line", strconv.Itoa(d.Line), "text", d.Sentence))
		words := lang.Text(c.lang, "cmd.story-words", "words", d.Text)
		if said := story.Said(c.lang, v.Claim); said != "" {
			words = lang.Text(c.lang, "cmd.story-said", "words", d.Text, "said", said)
		}
		fmt.Fprintln(c.out, "    "+words)
		if found := story.Found(c.lang, v.Claim, v.Now); found != "" {
			fmt.Fprintln(c.out, "    "+lang.Text(c.lang, "cmd.story-found", "found", found, "period", lang.Period(c.lang, v.Now.Period)))
		}
		if d.Rule != "" {
			fmt.Fprintln(c.out, "    "+lang.Text(c.lang, "cmd.story-rule", "rule", d.Rule))
		}
		for _, cell := range d.Cells {
			fmt.Fprintln(c.out, "    "+cell)
		}
	}
}

func (c *call) writeJSON(v any) error {
	enc := json.NewEncoder(c.out)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
