package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"

	"countyboard/data"
)

// family identifies what a table is about, whatever its columns are: its title,
// else its sheet's name, digits alike. "" where nothing names it.
func family(r *reading) string {
	name := timeless(r.title)
	if name == "" && !defaultSheet(r.sheet) {
		name = timeless(r.sheet)
	}
	if name == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])[:32]
}

// mostRows of a table are remembered; longer ones are not compared.
const mostRows = 400

// layoutOf is what is remembered of a table: its columns and rows by their words.
func (t *translator) layoutOf(r *reading) data.Layout {
	l := data.Layout{Columns: []string{}, Rows: []string{}, Units: map[string]string{}}
	for i, c := range r.columns {
		if c.role == values && len(r.cols[i].labels) > 0 {
			l.Columns = append(l.Columns, t.columnName(r.cols[i].labels))
		}
	}
	for i := range r.rows {
		if len(l.Rows) > mostRows {
			break
		}
		if name := rowName(r, i); name != "" {
			l.Rows = append(l.Rows, name)
		}
	}
	slices.Sort(l.Columns)
	slices.Sort(l.Rows)
	l.Columns, l.Rows = slices.Compact(l.Columns), slices.Compact(l.Rows)
	if len(l.Rows) > mostRows {
		l.Rows = []string{}
	}
	return l
}

// columnName is the words over a column, digits alike, without units: those may
// change and are told of by themselves.
func (t *translator) columnName(labels []string) string {
	words := make([]string, len(labels))
	for i, l := range labels {
		if g := unitTail.FindStringSubmatch(l); g != nil {
			if _, ok := t.v.Unit(g[2]); ok {
				l = strings.TrimSpace(g[1])
			}
		}
		words[i] = l
	}
	return timeless(strings.Join(words, " › "))
}

// rowName is the words of a row; rows that are times have none.
func rowName(r *reading, i int) string {
	if len(r.rows[i].times) > 0 {
		return ""
	}
	return strings.Join(r.rows[i].labels, " › ")
}

// remember notes what a table looks like for the next of its kind, and says
// what moved since the last one. from is the index of its first figure. An older
// table than the last one leaves what is remembered as it is.
func (t *translator) remember(r *reading, from int) {
	now := t.layoutOf(r)
	now.Newest = newestDay(t.read[from:])
	first := make(map[string]int) // figure with a unit under each name
	for i := range r.cols {
		from := r.cols[i].unitFrom
		if name := t.columnName(r.cols[i].labels); from > 0 && name != "" && (first[name] == 0 || from < first[name]) {
			first[name] = from
			now.Units[name] = t.read[from-1].Unit.Label
		}
	}
	before := t.before.Layout
	t.layouts[t.layout] = seenLayout{family(r), now}
	if len(before.Columns) == 0 {
		return
	}
	older := now.Newest < before.Newest
	t.moves(r, before, now, older)
	if older {
		t.layouts[t.layout] = seenLayout{family(r), before}
	}
}

// newestDay is the last day of the latest period, "" where none is known.
func newestDay(figures []Reading) string {
	day := ""
	var at data.Period // of the figure before: most come in runs
	for i := range figures {
		if p := figures[i].Key.Period; p != at && !p.IsZero() {
			day, at = max(day, p.LastDay().Format(time.DateOnly)), p
		}
	}
	return day
}

type seenLayout struct {
	family string
	layout data.Layout
}

// moves says which columns and rows came and went, each side of the table in one
// note, and which units changed. What an older table lacks is not gone.
func (t *translator) moves(r *reading, before, now data.Layout, older bool) {
	at := func(i, col int) string { return CellName(r.body[i].shape.index, col) }
	seen := make(map[string]bool)
	var columns, rows moved
	for i, c := range r.columns {
		if c.role != values {
			continue
		}
		name := t.columnName(r.cols[i].labels)
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		top, words := at(0, c.col), strings.Join(r.cols[i].labels, " › ")
		if len(c.path) > 0 {
			top = CellName(c.path[len(c.path)-1].row, c.col)
		}
		if !slices.Contains(before.Columns, name) {
			columns.add(top, words)
		}
		if was, is := before.Units[name], now.Units[name]; was != "" && is != "" && was != is {
			t.raise(question{id: "unit-moved:" + r.sheet + "!" + top + " " + words, code: "unit-moved", sheet: r.sheet, cell: top, got: words, args: []string{"before", was, "now", is}}, data.SeverityNote)
		}
	}
	top := at(0, r.first)
	t.noteMoved("column-new", r.sheet, columns)
	if !older {
		t.noteMoved("column-gone", r.sheet, missingFrom(now.Columns, before.Columns, top))
	}
	if len(before.Rows) == 0 || len(now.Rows) == 0 {
		return
	}
	known := make(map[string]bool)
	for _, name := range before.Rows {
		known[name] = true
	}
	for i := range r.rows {
		if name := rowName(r, i); name != "" && !known[name] {
			known[name] = true
			rows.add(at(i, r.first), name)
		}
	}
	t.noteMoved("row-new", r.sheet, rows)
	if !older {
		t.noteMoved("row-gone", r.sheet, missingFrom(now.Rows, before.Rows, top))
	}
}

// moved are columns or rows that came or went, by their names.
type moved struct {
	cell  string // of the first
	names []string
}

func (m *moved) add(cell, name string) {
	if m.cell == "" {
		m.cell = cell
	}
	m.names = append(m.names, name)
}

// missingFrom are the names that are not among those of now; both are sorted.
func missingFrom(now, before []string, cell string) (gone moved) {
	for _, name := range before {
		if _, is := slices.BinarySearch(now, name); !is {
			gone.add(cell, name)
		}
	}
	return gone
}

// mostExamples of what moved are named.
const mostExamples = 5

// noteMoved notes what moved, all of one side of a table together.
func (t *translator) noteMoved(code, sheet string, m moved) {
	n := len(m.names)
	if n == 0 {
		return
	}
	id := code + ":" + sheet + "!" + m.cell
	t.raise(question{
		id: id, code: code, sheet: sheet, cell: m.cell, got: strings.Join(m.names[:min(n, mostExamples)], "、"),
		args: []string{"count", itoa(n)},
	}, data.SeverityNote)
	if i := t.asked[id]; i >= 0 {
		t.report.Problems[i].Cells = n
	}
}

// recipes are the answers that serve the next workbook of each layout, those
// that this one had no use for included.
func (t *translator) recipes() []data.Recipe {
	var all []data.Recipe
	for _, f := range slices.Sorted(maps.Keys(t.layouts)) {
		answers := maps.Clone(t.kept[f])
		if answers == nil {
			answers = make(map[string]data.AnswerTo)
		}
		maps.Copy(answers, t.used[f])
		all = append(all, data.Recipe{Fingerprint: f, Family: t.layouts[f].family, Layout: t.layouts[f].layout, Answers: answers})
	}
	return all
}
