package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

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
		if name := t.rowName(r, i); name != "" {
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
func (t *translator) rowName(r *reading, i int) string {
	if len(*r.rows[i].when) > 0 {
		return ""
	}
	return strings.Join(t.rowText(r, i), " › ")
}

// remember notes what a table looks like for the next of its kind, and says
// what moved since the last one.
func (t *translator) remember(r *reading) {
	now := t.layoutOf(r)
	first := make(map[string]int) // figure with a unit under each name
	for i := range r.cols {
		from := r.cols[i].unitFrom
		if name := t.columnName(r.cols[i].labels); from > 0 && name != "" && (first[name] == 0 || from < first[name]) {
			first[name] = from
			now.Units[name] = t.read.unit(t.read.at(from - 1)).Label
		}
	}
	t.layouts[t.layout] = seenLayout{family(r), now}
	if before := t.before.Layout; len(before.Columns) > 0 {
		t.moves(r, before, now)
	}
}

type seenLayout struct {
	family string
	layout data.Layout
}

// moves says which columns and rows came and went, and which units changed.
func (t *translator) moves(r *reading, before, now data.Layout) {
	at := func(i, col int) string { return CellName(r.body[i].Index, col) }
	seen := make(map[string]bool)
	for i, c := range r.columns {
		if c.role != values {
			continue
		}
		name := t.columnName(r.cols[i].labels)
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		top := at(0, c.col)
		if len(c.path) > 0 {
			top = CellName(c.path[len(c.path)-1].row, c.col)
		}
		if !slices.Contains(before.Columns, name) {
			t.moved("column-new", r.sheet, top, strings.Join(r.cols[i].labels, " › "))
		}
		if was, is := before.Units[name], now.Units[name]; was != "" && is != "" && was != is {
			t.moved("unit-moved", r.sheet, top, strings.Join(r.cols[i].labels, " › "), "before", was, "now", is)
		}
	}
	for _, name := range before.Columns {
		if !slices.Contains(now.Columns, name) {
			t.moved("column-gone", r.sheet, at(0, r.first), name)
		}
	}
	if len(before.Rows) == 0 || len(now.Rows) == 0 {
		return
	}
	for i := range r.rows {
		if name := t.rowName(r, i); name != "" && !slices.Contains(before.Rows, name) {
			t.moved("row-new", r.sheet, at(i, r.first), name)
		}
	}
	for _, name := range before.Rows {
		if !slices.Contains(now.Rows, name) {
			t.moved("row-gone", r.sheet, at(0, r.first), name)
		}
	}
}

func (t *translator) moved(code, sheet, cell, name string, args ...string) {
	t.raise(question{id: code + ":" + sheet + "!" + cell + " " + name, code: code, sheet: sheet, cell: cell, got: name, args: args}, data.SeverityNote)
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
