package dashboard

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/importer"
)

// asking are the questions of one kind, as the form of a draft asks them.
type asking struct {
	Kind string
	All  []asked
	Many bool // they may be answered alike
}

// many questions are tedious to answer one by one.
const many = 4

// asked is one question. Its fields carry N in their names; Chosen is the way
// that was answered before and could not be used.
type asked struct {
	trouble
	importer.Ways
	N       int
	Choice  []option
	Text    string // of another answer
	Label   string // of a new word
	Chosen  string
	Refused string // why the answer given before could not be used
}

type option struct{ Value, Label string }

// dimensions are what a new group may be.
var dimensions = []string{data.DimCluster, data.DimIndustry, data.DimPark, data.DimSize, "own"}

// kinds of questions, in the order in which they are asked.
var kinds = []string{"place", "period", "unit", "indicator", "group", "mark", "cell", "label"}

// asking are a report's questions; those that take no answer stay problems.
func (v *view) asking(r data.Report, all []trouble) (ask []asking, rest []trouble) {
	refused := make(map[string]trouble)
	for _, t := range all {
		if id, ok := strings.CutPrefix(t.ID, "answer-unfit:"); ok {
			refused[id] = t
		}
	}
	byKind := make(map[string][]asked)
	for _, t := range all {
		w := importer.WaysOf(t.Problem)
		if w.Wants == "" {
			if id, ok := strings.CutPrefix(t.ID, "answer-unfit:"); !ok || !open(r, id) {
				rest = append(rest, t)
			}
			continue
		}
		q := asked{trouble: t, Ways: w, Label: t.Got}
		if w.New || w.AsIs {
			q.Mend = "" // the form itself shows what can be done
		}
		for _, o := range t.Options {
			q.Choice = append(q.Choice, option{o, v.optionLabel(w.Wants, o)})
		}
		if no, ok := refused[t.ID]; ok {
			q.Refused = no.What + v.T("page.semicolon") + no.Mend
		}
		q.recall(r.Answers[t.ID])
		byKind[w.Wants] = append(byKind[w.Wants], q)
	}
	n := 0
	for _, k := range kinds {
		if len(byKind[k]) == 0 {
			continue
		}
		a := asking{Kind: k, All: byKind[k]}
		for i := range a.All {
			a.All[i].N = n
			n++
		}
		a.Many = len(a.All) >= many && a.All[0].New
		ask = append(ask, a)
	}
	return ask, rest
}

// recall presses the button of an answer that was given before.
func (q *asked) recall(a data.AnswerTo) {
	switch {
	case a.Ignore:
		q.Chosen = "ignore"
	case a.Blank:
		q.Chosen = "blank"
	case a.Take != "":
		q.Chosen = a.Take
	case a.New != nil:
		q.Chosen, q.Label = "new", a.New.Label
	case slices.Contains(q.Options, a.Use):
		q.Chosen = "use:" + a.Use
	case a.Use != "":
		q.Chosen, q.Text = "other", a.Use
	}
}

func open(r data.Report, id string) bool {
	return slices.ContainsFunc(r.Problems, func(p data.Problem) bool { return p.ID == id && p.Severity == data.SeverityQuestion })
}

// optionLabel says what an option means where it is a code.
func (v *view) optionLabel(wants, o string) string {
	switch wants {
	case "mark":
		return v.T("answers.mark-" + o)
	case "place":
		if p := v.Place(o); p != o {
			return o + " " + p
		}
	case "indicator":
		return v.indicator(o)
	}
	return o
}

// Dimensions are the choices of what a new group is.
func (v *view) Dimensions() (all []option) {
	for _, d := range dimensions {
		all = append(all, option{d, v.T("answers.dimension-" + d)})
	}
	return all
}

// mostAnswers bounds a form.
const mostAnswers = 3000

// given reads the form's answers; what was left open is none.
func given(form func(string) string) map[string]data.AnswerTo {
	all := make(map[string]data.AnswerTo)
	for n := range mostAnswers {
		at := strconv.Itoa(n)
		id := form("id." + at)
		if id == "" {
			break
		}
		text, label := strings.TrimSpace(form("text."+at)), strings.TrimSpace(form("label."+at))
		how, option, _ := strings.Cut(form("how."+at), ":")
		if how == "" && text != "" {
			how = "other" // written, but its button was not pressed
		}
		if how == "" {
			how = form("all." + form("wants."+at))
		}
		switch {
		case how == "use":
			all[id] = data.AnswerTo{Use: option}
		case how == "other" && text != "":
			all[id] = data.AnswerTo{Use: text}
		case how == "new" && label != "":
			all[id] = data.AnswerTo{New: importer.NewWordFor(form("wants."+at), form("dimension."+at), label)}
		case how == "as-is":
			all[id] = data.AnswerTo{Take: "as-is"}
		case how == "ignore":
			all[id] = data.AnswerTo{Ignore: true}
		case how == "blank":
			all[id] = data.AnswerTo{Blank: true}
		}
	}
	return all
}

// answers takes the answers to a draft's questions: its workbook is read again
// with them and with those given before.
func (s *Server) answers(v *view) error {
	old, err := s.Store.Batch(v.ctx, v.param("id"))
	if err != nil {
		return err
	}
	if old.State != data.Draft {
		return data.Fail(data.Conflict, "answers-draft", "id", old.ID[:12])
	}
	up, bytes, err := s.Store.Upload(v.ctx, old.Upload)
	if err != nil {
		return err
	}
	all := maps.Clone(old.Report.Answers)
	if all == nil {
		all = make(map[string]data.AnswerTo)
	}
	maps.Copy(all, given(v.c.FormValue))
	h := importer.Handed{File: up.File, Bytes: bytes, By: v.Person.Name, Released: old.Released}
	h.Place, h.Answers, h.Password = old.Place, all, v.c.FormValue("password")
	b, err := s.importOne(v, h)
	if e := data.AsError(err); e != nil && e.Code != data.Internal {
		p := told(v.Lang, e)
		p.closed = strings.HasPrefix(e.Message.Key, "errors.password-")
		old.Report.Answers = all
		return s.review(v, old, p.Status, &p)
	}
	if err != nil {
		return err
	}
	s.changed() // answers may have brought words
	return v.c.Redirect(http.StatusSeeOther, v.Link("/uploads/"+b.ID)+"#questions")
}
