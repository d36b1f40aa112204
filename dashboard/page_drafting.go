package dashboard

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story/draft"
)

// drafting is the page on which a person chooses from what a workbook brought.
type drafting struct {
	batchRow
	Action    string
	Languages []choice // of the sentences
	Sentences []proposed
	Preview   bool // verdicts are those after publication
	Bad       *problem
}

// proposed is a sentence with its verdicts, one for each claim.
type proposed struct {
	ID       string
	Lang     lang.Lang
	Parts    []proposedPart
	Chosen   bool
	Sample   bool
	Verdicts []verdict
	Outcomes []verdict // the first of each outcome in words: 按示例数据相符 is another than 相符
}

// proposedPart is what stands between claims, or the words of one: then Verdict is set.
type proposedPart struct {
	Words   string
	Verdict *verdict
}

// drafting answers /uploads/ID/story; in=en chooses the language of the sentences.
func (s *Server) drafting(v *view) error { return s.proposals(v, http.StatusOK, nil, nil) }

// proposals sends the page, with what was chosen so far.
func (s *Server) proposals(v *view, code int, chosen []string, bad *problem) error {
	b, all, l, err := s.sentences(v)
	if err != nil {
		return err
	}
	file, err := s.files(v)
	if err != nil {
		return err
	}
	d := &drafting{batchRow: v.row(b), Preview: b.State == data.Draft, Bad: bad}
	at := "/uploads/" + b.ID + "/story"
	d.Action = v.Link(at, "in", string(l))
	for _, x := range lang.All {
		d.Languages = append(d.Languages, choice{Label: lang.Text(x, "draft.own-name"), Href: v.Link(at, "in", string(x)), Chosen: x == l})
	}
	n := 0
	for _, x := range all {
		p := proposed{ID: x.ID, Lang: l, Chosen: slices.Contains(chosen, x.ID), Sample: x.Illustrative}
		for _, judged := range x.Verdicts {
			n++
			p.Verdicts = append(p.Verdicts, v.verdict(n, judged, file))
		}
		said := 0
		for _, part := range x.Parts {
			pp := proposedPart{Words: part.Words}
			if part.Claim {
				pp.Verdict = &p.Verdicts[said]
				said++
			}
			p.Parts = append(p.Parts, pp)
		}
		for _, o := range p.Verdicts {
			if !slices.ContainsFunc(p.Outcomes, func(w verdict) bool { return w.Outcome == o.Outcome }) {
				p.Outcomes = append(p.Outcomes, o)
			}
		}
		d.Sentences = append(d.Sentences, p)
	}
	v.Title, v.Body = v.T("draft.title"), d
	return s.private(v, code, "drafting")
}

// sentences are the proposals for the batch of the address.
func (s *Server) sentences(v *view) (b data.Batch, all []draft.Sentence, l lang.Lang, err error) {
	l = v.Lang
	if in := v.c.QueryParam("in"); in != "" {
		if l, err = lang.Parse(clip(in)); err != nil {
			return b, nil, l, err
		}
	}
	if b, err = s.Store.Batch(v.ctx, v.param("id")); err != nil {
		return b, nil, l, err
	}
	obs, err := s.Store.Observations(v.ctx, b.ID)
	if err != nil {
		return b, nil, l, err
	}
	all, err = draft.Sentences(v.ctx, draft.Options{Reader: s.Store, Names: v.Names(), Batch: b, Observations: obs, Lang: l, Today: time.Now()})
	return b, all, l, err
}

// startDraft puts the chosen sentences into the editor; nothing is stored until
// the person saves.
func (s *Server) startDraft(v *view) error {
	form, err := v.c.FormParams()
	if err != nil {
		return data.Fail(data.Invalid, "request").Because(err)
	}
	_, all, l, err := s.sentences(v)
	if err != nil {
		return err
	}
	var chosen []draft.Sentence
	asked := form["say"]
	for _, x := range all {
		if slices.Contains(asked, x.ID) {
			chosen = append(chosen, x)
		}
	}
	switch {
	case len(asked) == 0:
		err = data.Fail(data.Invalid, "draft-nothing")
	case len(chosen) < len(asked):
		err = data.Fail(data.Conflict, "draft-moved", "count", strconv.Itoa(len(asked)-len(chosen)))
	default:
		return s.begin(v, draft.Markdown(chosen, l, time.Now()))
	}
	p := told(v.Lang, data.AsError(err))
	return s.proposals(v, p.Status, asked, &p)
}

// begin opens the editor with the text of a new story, which is checked and not saved.
func (s *Server) begin(v *view, source string) error {
	e := &editor{New: true, Unsaved: true}
	e.Source = source
	if err := s.check(v, e); err != nil {
		return err
	}
	return s.writing(v, e, http.StatusOK)
}
