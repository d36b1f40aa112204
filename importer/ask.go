package importer

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// translator reads one workbook: it holds what is common to its sheets.
type translator struct {
	v           *vocab.Vocabulary
	o           Options
	report      data.Report
	read        Readings
	draft       Reading         // that is being read
	asked       map[string]int  // index in report.Problems by ID
	touched     map[int]int     // by that index, the last figure that was counted
	figure      int             // number of the one at hand
	taken       map[string]bool // IDs whose answers were asked for
	judged      map[string]bool // of the answers in force by ID, whether they can be used
	named       map[string]data.Unit
	toldReadAs  map[string]bool   // labels
	toldWords   map[string]bool   // by question and word
	ids         map[string]string // ID of the question about a word
	cache       map[cacheKey]vocab.Reading
	timeCache   map[string]vocab.Time               // of whole labels; zero = no time
	measures    map[string]string                   // words that name an indicator, without their time
	unitWords   map[string]data.Unit                // of unit columns; zero = not understood
	used        map[string]map[string]data.AnswerTo // by fingerprint
	kept        map[string]map[string]data.AnswerTo // from the recipes, by fingerprint
	layouts     map[string]seenLayout               // by fingerprint
	before      data.Recipe                         // of the table at hand
	words       map[string]data.Word
	findings    map[string]int        // by code
	populations map[string]population // by title without its numbers
	wholes      map[string]string     // by sheet and title, the range at which a table began that goes on in 续表
	lookups     int                   // of published figures
	legends     map[string]legend     // by sheet
	legend      legend                // of all sheets, the first that says it
	failed      error                 // the limit that was met
	watch       *watch
	invents     bool
	source      string
	sectors     []string // that the titles of the table at hand name beside industry

	ind     data.Indicator           // that was asked for last
	layout  string                   // fingerprint of the table at hand
	answers map[string]data.AnswerTo // in force for it
	units   map[string]data.Unit     // that these give to new indicators
}

type cacheKey struct {
	text string
	year int
}

func newTranslator(ctx context.Context, v *vocab.Vocabulary, o Options) *translator {
	t := &translator{
		v: v, o: o, watch: &watch{ctx: ctx, steps: stepsBetween},
		asked:      make(map[string]int),
		touched:    make(map[int]int),
		taken:      make(map[string]bool),
		judged:     make(map[string]bool),
		named:      make(map[string]data.Unit),
		ids:        make(map[string]string),
		toldReadAs: make(map[string]bool),
		toldWords:  make(map[string]bool),
		cache:      make(map[cacheKey]vocab.Reading),
		timeCache:  make(map[string]vocab.Time),
		unitWords:  make(map[string]data.Unit),
		measures:   make(map[string]string),
		used:       make(map[string]map[string]data.AnswerTo),
		kept:       make(map[string]map[string]data.AnswerTo),
		layouts:    make(map[string]seenLayout),
		words:      make(map[string]data.Word),
		legends:    make(map[string]legend),
		legend:     make(legend),
		answers:    o.Answers,
		wholes:     make(map[string]string),
		report:     data.Report{Tables: []data.TableReport{}, Problems: []data.Problem{}},
	}
	t.units = t.unitsBrought()
	return t
}

// enter makes the answers for a layout the ones in force: what was given with
// this import goes before what was kept. Of a layout that is only akin, answers
// about columns by their letters do not count.
func (t *translator) enter(fingerprint, family string) {
	t.layout, t.before = fingerprint, data.Recipe{}
	clear(t.judged)
	t.answers = t.o.Answers
	if t.o.Recipe == nil {
		return
	}
	r, ok := t.o.Recipe(fingerprint, family)
	if !ok {
		return
	}
	kept := maps.Clone(r.Answers)
	if r.Fingerprint != fingerprint {
		maps.DeleteFunc(kept, func(id string, _ data.AnswerTo) bool { return strings.Contains(id, ":!") })
	}
	t.before, t.kept[fingerprint] = r, kept
	t.answers = maps.Clone(kept)
	if t.answers == nil {
		t.answers = make(map[string]data.AnswerTo)
	}
	maps.Copy(t.answers, t.o.Answers)
	t.units = t.unitsBrought()
}

// question is something to ask about a word or a column.
type question struct {
	id, code    string
	lasting     string // the ID for a recipe where id names a sheet or cell: next month's differ
	passing     bool   // the answer is about this workbook alone: a period, a conflict
	word        bool   // about a word of a header: figures under it are counted by touch
	sheet, cell string
	got         string
	options     []string
	expected    string   // code whose expectation this one shares
	args        []string // of the messages, beside got, sheet and cell
}

// ask returns the answer to a question that can be used, or notes the question
// and counts the cell.
func (t *translator) ask(q question) (data.AnswerTo, bool) {
	lasting := cmp.Or(q.lasting, q.id)
	id := q.id
	a, ok := t.answers[id]
	if !ok && !q.passing {
		id = lasting
		a, ok = t.answers[id]
	}
	if ok {
		t.taken[id] = true
	}
	if ok && !t.usable(q, id, a) {
		ok = false
	}
	if ok && !q.passing {
		if t.used[t.layout] == nil {
			t.used[t.layout] = make(map[string]data.AnswerTo)
		}
		t.used[t.layout][lasting] = a
	}
	if ok {
		return a, true
	}
	t.raise(q, data.SeverityQuestion)
	return data.AnswerTo{}, false
}

// maxProblems bounds the report of a hostile workbook.
const maxProblems = 2000

func (t *translator) raise(q question, s data.Severity) {
	if i, ok := t.asked[q.id]; ok {
		if i >= 0 && !q.word {
			t.report.Problems[i].Cells++
		}
		return
	}
	if len(t.report.Problems) >= maxProblems {
		if len(t.report.Problems) == maxProblems {
			t.report.Problems = append(t.report.Problems, data.Problem{
				ID: "more", Code: "more-problems", Severity: data.SeverityQuestion, Cells: 1, Options: []string{},
				Message: data.Say("importer.more-problems"), Hint: data.Say("importer.more-problems.hint"),
			})
		}
		t.asked[q.id] = -1
		return
	}
	args := append([]string{"got", q.got, "sheet", q.sheet, "cell", q.cell}, q.args...)
	p := data.Problem{
		ID: q.id, Sheet: q.sheet, Cell: q.cell, Cells: 1, Code: q.code, Severity: s, Got: q.got,
		Options: slices.Clone(q.options),
		Message: data.Say("importer."+q.code, args...),
		Hint:    data.Say("importer."+q.code+".hint", args...),
	}
	if s != data.SeverityNote {
		p.Expected = data.Say("importer." + cmp.Or(q.expected, q.code) + ".expected")
	}
	if q.word {
		p.Cells = 0
	}
	if p.Options == nil {
		p.Options = []string{}
	}
	t.asked[q.id] = len(t.report.Problems)
	t.report.Problems = append(t.report.Problems, p)
}

// touch counts the figure at hand for the questions about the words over it.
func (t *translator) touch(ids []string) {
	for _, id := range ids {
		if i := t.asked[id]; i >= 0 && t.touched[i] != t.figure {
			t.touched[i] = t.figure
			t.report.Problems[i].Cells++
		}
	}
}

// note says something that needs nothing.
func (t *translator) note(code, sheet, cell string) {
	id := code + ":" + sheet
	if cell != "" {
		id += "!" + cell
	}
	t.raise(question{id: id, code: code, sheet: sheet, cell: cell}, data.SeverityNote)
}

// learn adds a word that an answer brought.
func (t *translator) learn(w data.Word) {
	t.ind = data.Indicator{}
	t.words[string(w.Kind)+" "+w.Code] = w
}

// result is what was gathered.
func (t *translator) result() Result {
	t.unused()
	t.report.Observations = t.read.n
	for _, f := range t.read.figures() {
		if !f.hasNumber() {
			t.report.Missing++
		}
	}
	res := Result{Report: t.report, Readings: &t.read, Illustrative: t.invents, Source: t.source}
	for _, k := range slices.Sorted(maps.Keys(t.words)) {
		res.Words = append(res.Words, t.words[k])
	}
	res.Recipes = t.recipes()
	return res
}

// label reads a label with the vocabulary, once for each text and year.
func (t *translator) label(text string, year int) vocab.Reading {
	k := cacheKey{text, year}
	r, ok := t.cache[k]
	if !ok {
		r = t.v.Read(text, vocab.Context{Year: year})
		if len(t.cache) < mostTexts {
			t.cache[k] = r
		}
	}
	return r
}

// mostTexts bounds what is remembered of labels.
const mostTexts = 1 << 16

// time reads a label that is a time and nothing else, once for each text.
func (t *translator) time(text string) (vocab.Time, bool) {
	x, ok := t.timeCache[text]
	if !ok {
		x, _ = vocab.ParseTime(text, vocab.Context{})
		t.timeCache[text] = x
	}
	return x, !x.IsZero()
}
