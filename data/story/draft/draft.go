// Package draft proposes the sentences of a story from what a workbook brought:
// how many, how much, how fast, who, and what was revised. Each figure in them is a
// claim, so that a sentence is checked like any other; the judge itself is asked
// for the figures, and a sentence with which it does not agree is not proposed.
//
// The phrases are fixed and name no causes. A person chooses, and rewrites.
package draft

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// Options says of what a draft is made.
type Options struct {
	Reader       data.Reader // published figures and stories
	Names        data.Names
	Batch        data.Batch // published or a draft
	Observations []data.Observation
	Lang         lang.Lang
	Today        time.Time // the day of the story
}

// Sentence is one proposal.
type Sentence struct {
	// ID names what it is about and in which way; it stays while the figures change.
	ID           string
	Place        string         // code
	Text         string         // Markdown, its claims as links
	Parts        []Part         // the same as plain text
	Title        string         // the finding without its links, for a headline
	Verdicts     []data.Verdict // of its claims, in their order
	Illustrative bool           // rests on invented figures, wholly or in part
}

// Part is a piece of a sentence: the words of its next claim, or what stands
// between claims.
type Part struct {
	Words string
	Claim bool
}

// Bounds of what is proposed: a page that a person reads through.
const (
	mostSubjects  = 8
	mostSentences = 16
	mostRevisions = 4
	mostRounds    = 8 // of questions; each answer may lead to the next
)

// Sentences proposes the sentences for a batch, the most important first, and those
// of its home place before those of others. Of a draft they are what they will be
// once it is published.
// Returns Conflict for a batch that was withdrawn.
func Sentences(ctx context.Context, o Options) ([]Sentence, error) {
	d := &desk{ctx: ctx, Options: o, published: o.Reader, answers: make(map[string]data.Finding)}
	switch o.Batch.State {
	case data.Withdrawn:
		return nil, data.Fail(data.Conflict, "draft-withdrawn")
	case data.Draft:
		d.Reader = Preview(o.Reader, o.Batch, o.Observations, o.Today)
	}
	subjects, err := d.subjects()
	if err != nil {
		return nil, err
	}
	revised, err := d.revisions()
	if err != nil {
		return nil, err
	}
	goals, err := d.goals(subjects)
	if err != nil {
		return nil, err
	}
	var lines []line
	for range mostRounds {
		lines = nil
		for _, s := range subjects {
			lines = append(lines, d.about(s, goals)...)
		}
		if len(d.pending) == 0 {
			break
		}
		if err := d.ask(); err != nil {
			return nil, err
		}
	}
	away := func(l line) int {
		if l.place == o.Batch.Place {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Or(cmp.Compare(away(a), away(b)), cmp.Compare(a.class, b.class)) })
	kept, err := d.judged(lines, mostSentences)
	if err != nil {
		return nil, err
	}
	more, err := d.judged(revised, mostRevisions)
	return append(kept, more...), err
}

// desk is one sitting.
type desk struct {
	Options
	ctx       context.Context
	published data.Reader             // without the batch, where that is a draft
	answers   map[string]data.Finding // by the address of the question
	pending   []string
}

func (d *desk) t(key string, pairs ...string) string {
	return lang.Text(d.Lang, "draft."+key, pairs...)
}

// judge reads what the sentences will be checked against.
func (d *desk) judge(text string) ([]data.Verdict, error) {
	return story.Judge{Reader: d.Reader, Names: d.Names}.Check(d.ctx, data.Story{Published: d.Today, Body: text}, data.AsOf{})
}

// find is what the judge finds for a claim whose figure is not known yet. It
// reports false where there is none, or none so far: the question is noted.
func (d *desk) find(c data.Claim) (data.Finding, bool) {
	if c.Kind != data.ClaimRank && c.Kind != data.ClaimDirection {
		c.HasSaid = true
	}
	address := story.AddressOf(c)
	f, asked := d.answers[address]
	if !asked {
		if _, err := story.ParseClaim("", address); err != nil {
			return f, false // a code that no story can carry
		}
		d.answers[address] = data.Finding{}
		d.pending = append(d.pending, address)
	}
	return f, f.HasFound
}

// ask puts all open questions to the judge at once.
func (d *desk) ask() error {
	var b strings.Builder
	for _, a := range d.pending {
		b.WriteString("[?](" + a + ")\n\n")
	}
	verdicts, err := d.judge(b.String())
	for _, v := range verdicts {
		d.answers[v.Claim.Address] = v.Now
	}
	d.pending = nil
	return err
}

// judged writes the first lines that the judge agrees with and that say
// something new.
func (d *desk) judged(lines []line, most int) (all []Sentence, err error) {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.markdown(d)
	}
	verdicts, err := d.judge(strings.Join(texts, "\n\n"))
	if err != nil {
		return nil, err
	}
	said := make(map[string]bool)
	for i, l := range lines {
		s := Sentence{ID: l.id, Place: l.place, Text: texts[i], Parts: l.parts(d), Title: l.title(d), Verdicts: verdicts[:l.claims()]}
		verdicts = verdicts[l.claims():]
		anew, right := false, true
		for _, v := range s.Verdicts {
			anew = anew || !said[v.Claim.Address]
			right = right && (v.Outcome == data.Agrees || v.Outcome == data.AgreesRounded)
			s.Illustrative = s.Illustrative || v.Illustrative
		}
		if !anew || !right || len(all) == most {
			continue
		}
		for _, v := range s.Verdicts {
			said[v.Claim.Address] = true
		}
		all = append(all, s)
	}
	return all, nil
}

// class is the order of what a county's leader asks.
type class int

const (
	howMany class = iota
	moves
	howMuch
	fastest
	slowest
	largest
	contributed
	overtook
	amongPlaces
	record
	goal
	revised
)

// line is a sentence before it is written; all of its words are plain text.
type line struct {
	id      string
	place   string // code
	class   class
	lead    string // up to the first claim
	clauses []clause
	end     string // behind the last clause, before the full stop
}

// clause is the words of one claim, or of a link to somewhere else.
type clause struct {
	before string // between the clause before and these; "" is a comma
	words  string
	after  string
	claim  data.Claim
	link   string // the address; "" = the claim's
}

// claims counts the clauses that are checked.
func (l line) claims() (n int) {
	for _, c := range l.clauses {
		if c.link == "" {
			n++
		}
	}
	return n
}

// parts are the words of a line, those of its claims by themselves.
func (l line) parts(d *desk) (all []Part) {
	rest := l.lead
	for i, c := range l.clauses {
		if i > 0 && c.before == "" {
			rest += d.t("comma")
		}
		rest += c.before
		if c.link != "" {
			rest += c.words + c.after
			continue
		}
		all = append(all, Part{Words: rest}, Part{Words: c.words, Claim: true})
		rest = c.after
	}
	return append(all, Part{Words: rest + l.end + d.t("stop")})
}

func (l line) markdown(d *desk) string {
	text := l.text(d)
	var ties []story.Tie
	at := len(l.lead)
	for i, c := range l.clauses {
		if i > 0 && c.before == "" {
			at += len(d.t("comma"))
		}
		at += len(c.before)
		ties = append(ties, story.Tie{From: at, To: at + len(c.words), Address: cmp.Or(c.link, story.AddressOf(c.claim))})
		at += len(c.words) + len(c.after)
	}
	return story.Markdown(text, ties...)
}

func (l line) text(d *desk) string {
	var b strings.Builder
	for _, p := range l.parts(d) {
		b.WriteString(p.Words)
	}
	return b.String()
}

// title is the finding as a headline: its first two claims.
func (l line) title(d *desk) string {
	const most = 2
	l.clauses, l.end = l.clauses[:min(most, l.claims())], ""
	return strings.TrimSuffix(l.text(d), strings.TrimSpace(d.t("stop")))
}
