package dashboard

import (
	"errors"
	"io"
	"net/http"
	"path"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/importer"
)

// inbox is the upload page: the form, and what was handed in before.
type inbox struct {
	Batches []batchRow
	Home    string
	Bad     *problem
}

type batchRow struct {
	data.Batch
	StateLabel string
	Short      string
}

func (v *view) row(b data.Batch) batchRow {
	return batchRow{Batch: b, StateLabel: v.T("page.state-" + string(b.State)), Short: b.ID[:12]}
}

func (s *Server) uploads(v *view) error { return s.inbox(v, http.StatusOK, nil) }

func (s *Server) inbox(v *view, code int, bad *problem) error {
	all, err := s.Store.Batches(v.ctx)
	if err != nil {
		return err
	}
	in := inbox{Bad: bad}
	if in.Home, err = s.home(v.ctx); err != nil {
		return err
	}
	for _, b := range all {
		in.Batches = append(in.Batches, v.row(b))
	}
	v.Title, v.Body = v.T("page.uploads"), in
	return s.private(v, code, "uploads")
}

// upload takes a workbook: what cannot be read is said on the same page and
// leaves nothing behind; what can be becomes a draft.
func (s *Server) upload(v *view) error {
	b, err := s.receive(v)
	if err != nil {
		e := data.AsError(err)
		if e.Code == data.Internal {
			return err
		}
		p := told(v.Lang, e)
		return s.inbox(v, p.Status, &p)
	}
	s.changed() // answers may have brought words
	return v.c.Redirect(http.StatusSeeOther, "/uploads/"+b.ID)
}

func (s *Server) receive(v *view) (data.Batch, error) {
	name, bytes, err := v.handed()
	if err != nil {
		return data.Batch{}, err
	}
	h := importer.Handed{File: name, Bytes: bytes, By: v.Person.Name}
	h.Place, h.Password = strings.TrimSpace(v.c.FormValue("place")), v.c.FormValue("password")
	if day := v.c.FormValue("released"); day != "" {
		if h.Released, err = time.Parse(time.DateOnly, day); err != nil {
			return data.Batch{}, data.Fail(data.Invalid, "parameter", "name", "released", "got", clip(day), "would", "2024-10-15")
		}
	}
	return s.importOne(v, h)
}

// handed is the file of a form and its name. Returns no-file where there is none.
func (v *view) handed() (name string, bytes []byte, err error) {
	head, err := v.c.FormFile("file")
	if err != nil {
		if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
			return "", nil, data.Fail(data.Invalid, "no-file")
		}
		return "", nil, data.Fail(data.Invalid, "request").Because(err)
	}
	f, err := head.Open()
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = f.Close() }()
	bytes, err = io.ReadAll(f)
	return path.Base(strings.ReplaceAll(head.Filename, `\`, "/")), bytes, err
}

// awaitReading waits until foreign bytes may be read: few at once. done lets the next begin.
func (s *Server) awaitReading(v *view) (done func(), err error) {
	select {
	case s.importing <- struct{}{}:
		return func() { <-s.importing }, nil
	case <-v.ctx.Done():
		return nil, v.ctx.Err()
	}
}

// importOne imports a workbook when it is its turn.
func (s *Server) importOne(v *view, h importer.Handed) (data.Batch, error) {
	done, err := s.awaitReading(v)
	if err != nil {
		return data.Batch{}, err
	}
	defer done()
	b, _, _, err := s.desk.Import(v.ctx, h)
	return b, err
}

// review is a batch as it is shown before and after publication.
type review struct {
	batchRow
	Bad      *problem // why answers could not be taken
	Closed   bool     // the workbook's password is needed
	Asking   []asking // of a draft, to those who may answer
	Problems []trouble
	ReadAs   []worded
	Open     int
	Revises  []change
	Revised  int // of which Revises are the first
	Figures  []seen
	More     int
	Missing  int
	Changed  string // what its publication changed in the verdicts of stories
	Changes  string // where that stands, "" for nowhere
}

type trouble struct {
	data.Problem
	Kind, Where, What, Want, Mend, Choices string
	Listed                                 []worded // of a question about many words
}

// worded is a word of a workbook, and what it was taken for.
type worded struct{ Word, Where, Link, Taken, Code string }

func (v *view) worded(batch, word, sheet, cell string) worded {
	return worded{Word: word, Where: sheet + "!" + cell, Link: v.cellLink(batch, sheet, cell)}
}

type seen struct{ Cell, Link, Indicator, Place, Group, Period, Value, Status string }

// change is a published figure that publication would revise.
type change struct {
	seen
	Old string
}

const (
	mostSeen    = 400
	mostChanges = 40
)

func (s *Server) batch(v *view) error {
	b, err := s.Store.Batch(v.ctx, v.param("id"))
	if err != nil {
		return err
	}
	return s.review(v, b, http.StatusOK, nil)
}

// review sends the page of a batch.
func (s *Server) review(v *view, b data.Batch, code int, bad *problem) error {
	obs, err := s.Store.Observations(v.ctx, b.ID)
	if err != nil {
		return err
	}
	r := review{batchRow: v.row(b), Bad: bad, Closed: bad != nil && bad.closed, Open: b.Report.Open(), More: max(0, len(obs)-mostSeen), Missing: b.Report.Observations - len(obs)}
	for _, p := range b.Report.Problems {
		t := trouble{Problem: p, Kind: v.T("importer.severity-" + string(p.Severity)), What: lang.Say(v.Lang, p.Message), Want: lang.Say(v.Lang, p.Expected), Mend: lang.Say(v.Lang, p.Hint)}
		t.Where, t.Choices = strings.Trim(p.Sheet+"!"+p.Cell, "!"), strings.Join(p.Options, v.T("page.comma"))
		for _, w := range p.Words {
			t.Listed = append(t.Listed, v.worded(b.ID, w.Word, w.Sheet, w.Cell))
		}
		r.Problems = append(r.Problems, t)
	}
	for _, x := range b.Report.ReadAs {
		w := v.worded(b.ID, x.Word, x.Sheet, x.Cell)
		w.Taken, w.Code = v.pick(x.Label, x.LabelEn), x.Code
		r.ReadAs = append(r.ReadAs, w)
	}
	if b.State == data.Draft {
		if v.May(string(data.Editor)) {
			r.Asking, r.Problems = v.asking(b.Report, r.Problems)
		}
		revised, err := s.desk.Revised(v.ctx, obs, b.Illustrative, b.Released)
		if err != nil {
			return err
		}
		r.Revised = len(revised)
		for _, x := range revised[:min(len(revised), mostChanges)] {
			r.Revises = append(r.Revises, change{v.seen(b.ID, x.New), strings.TrimSpace(x.Old.Value.Raw + " " + lang.UnitLabel(v.Lang, x.Old.Unit))})
		}
	}
	if r.Changed, r.Changes, err = s.consequences(v, b); err != nil {
		return err
	}
	for _, o := range obs[:min(len(obs), mostSeen)] {
		r.Figures = append(r.Figures, v.seen(b.ID, o))
	}
	v.Title, v.Wide, v.Sample, v.Body = b.File, true, b.Illustrative, r
	return s.private(v, code, "batch")
}

func (v *view) seen(batch string, o data.Observation) seen {
	x := seen{Indicator: v.indicator(o.Key.Indicator), Place: v.Place(o.Key.Place), Group: v.group(o.Key.Group), Period: lang.Period(v.Lang, o.Key.Period)}
	if o.Key.Measure != data.Level {
		x.Indicator += " · " + v.T("chart.measure-"+string(o.Key.Measure))
	}
	if x.Value = o.Value.Raw; o.Value.Status.HasNumber() {
		x.Value = strings.TrimSpace(o.Value.Raw + " " + lang.UnitLabel(v.Lang, o.Unit))
	}
	if o.Value.Status != data.Normal {
		x.Status = string(o.Value.Status)
	}
	if len(o.From) > 0 {
		x.Cell = o.From[0].Sheet + "!" + o.From[0].Cell
		x.Link = v.cellLink(batch, o.From[0].Sheet, o.From[0].Cell)
	}
	return x
}

func (s *Server) publish(v *view) error {
	_, err := s.Store.Publish(v.ctx, v.param("id"), v.Person.Name, time.Time{})
	return s.done(v, err, "/uploads/"+v.param("id"))
}

func (s *Server) withdraw(v *view) error {
	_, err := s.Store.Withdraw(v.ctx, v.param("id"), v.Person.Name)
	return s.done(v, err, "/uploads/"+v.param("id"))
}

func (s *Server) discard(v *view) error {
	return s.done(v, s.Store.Discard(v.ctx, v.param("id")), "/uploads")
}

func (s *Server) done(v *view, err error, to string) error {
	if err != nil {
		return err
	}
	s.changed()
	return v.c.Redirect(http.StatusSeeOther, to)
}
