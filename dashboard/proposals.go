package dashboard

import (
	"strings"
	"time"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/story/suggest"
)

// proposal is a claim that a person may accept: the words in their sentence, what
// they would be bound to, why, and how it would be judged today.
type proposal struct {
	verdict
	Address       string
	Value         string // of its box
	Ticked        bool
	Before, After string // of its sentence, around its words
	Bound         []fact
	Sure, Reason  string
	from, to      int // bytes of the text
}

// fact is one thing that a claim is bound to, in words.
type fact struct{ Label, Value string }

// propose finds the claims of an article and judges them. Where it names no place
// there are none, and the page says so.
func (s *Server) propose(v *view, a *article) error {
	st, err := a.story(v)
	if err != nil {
		return err
	}
	if st.Published.IsZero() {
		a.Lacks = append(a.Lacks, v.T("editor.lacks-day"))
		st.Published = time.Now()
	}
	if st.Place == "" {
		a.Lacks = append(a.Lacks, v.T("editor.lacks-place"))
		return nil
	}
	d, err := suggest.Read(a.page(st.Published), suggest.Options{Names: v.Names(), Place: st.Place, Lang: v.Lang})
	if err != nil {
		return err
	}
	var paragraphs []string
	for _, c := range d.Claims {
		p := proposal{Address: c.Address, Value: c.Address + " " + c.Text, Reason: c.Reason, Sure: v.T("suggest.confidence-" + string(c.Confidence))}
		if !p.find(a, c.Text) {
			continue // it is in the headline
		}
		if len(a.Proposals) == mostProposals {
			a.More++
			continue
		}
		a.Proposals = append(a.Proposals, p)
		paragraphs = append(paragraphs, story.Link(c.Text, c.Address))
	}
	st.Slug, st.Body = "x", strings.Join(paragraphs, "\n\n") // it has no name yet
	t, err := s.telling(v, s.Store, st)
	switch {
	case err != nil:
		return err
	case len(t.Verdicts) != len(a.Proposals): // a proposal is one link, whatever its words
		return data.Fail(data.Internal, "internal")
	}
	for i, x := range t.Verdicts {
		a.Proposals[i].verdict, a.Proposals[i].Bound = x, v.bound(x.claim)
	}
	return nil
}

// find looks for the words in the text: behind the proposal before, where no other
// proposal stands; and cuts out their sentence.
func (p *proposal) find(a *article, words string) bool {
	const ends = "。！？!?\n"
	behind := 0
	if n := len(a.Proposals); n > 0 {
		behind = a.Proposals[n-1].from
	}
	if p.from = a.free(words, behind); p.from < 0 {
		p.from = a.free(words, 0)
	}
	if p.from < 0 {
		p.from = strings.Index(a.Body, words) // on words that are proposed already: only one can be accepted
	}
	if p.from < 0 || words == "" {
		return false
	}
	p.to = p.from + len(words)
	before, after := a.Body[:p.from], a.Body[p.to:]
	if i := strings.LastIndexAny(before, ends); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	if i := strings.IndexAny(after, ends); i >= 0 {
		_, size := utf8.DecodeRuneInString(after[i:])
		after = after[:i+size]
	}
	p.Before, p.After = tail(strings.TrimLeft(before, " ")), clip(strings.TrimRight(after, " \n"))
	return true
}

// free is where words stand from a byte on that no proposal stands on; -1 = nowhere.
func (a *article) free(words string, at int) int {
	for {
		i := strings.Index(a.Body[at:], words)
		if i < 0 || words == "" {
			return -1
		}
		if at += i; !a.taken(at, at+len(words)) {
			return at
		}
		at += len(words)
	}
}

// tail is the end of a long text.
func tail(s string) string {
	const most = 60
	if rs := []rune(s); len(rs) > most {
		return "…" + string(rs[len(rs)-most:])
	}
	return s
}

// taken reports whether a proposal stands on any of these bytes.
func (a *article) taken(from, to int) bool {
	for _, p := range a.Proposals {
		if from < p.to && p.from < to {
			return true
		}
	}
	return false
}

// bound says in words what a claim is bound to.
func (v *view) bound(c data.Claim) (all []fact) {
	add := func(label, value string) {
		if value != "" {
			all = append(all, fact{v.T(label), value})
		}
	}
	add("editor.kind", v.T("editor.kind-"+string(c.Kind)))
	if c.Kind == data.ClaimNone {
		add("editor.why", c.Why)
		return all
	}
	indicator := v.indicator(c.Key.Indicator)
	if m := c.Key.Measure; m != "" && m != data.Level {
		indicator += v.T("chart.and") + v.T("chart.measure-"+string(m))
	}
	add("page.indicator", indicator)
	add("page.place-label", v.Place(c.Key.Place))
	group := v.group(c.Key.Group)
	if group == "" {
		group = v.T("filters.all")
	}
	add("page.group", group)
	period := lang.Period(v.Lang, c.Key.Period)
	if c.Latest {
		period = v.T("editor.latest")
	}
	add("page.period", period)
	add("editor.since", lang.Period(v.Lang, c.From))
	add("page.evidence-said", story.Said(v.Lang, c))
	if c.Kind == data.ClaimRank {
		add("editor.among", v.T("editor.among-"+c.Among))
	}
	return all
}
