package importer

import (
	"math"
	"strings"

	"countyboard/data"
)

// check looks at all readings as a good statistician would.
func (t *translator) check() {
	t.checkConflicts()
	t.checkScale()
	t.checkTotals()
	runs := t.runs()
	t.checkRuns(runs)
	t.checkRates(runs)
	t.checkGaps()
}

// population is what a table's title, captions and sheet say it covers.
type population struct{ covers, at string }

// checkPopulation notes two tables of one name that cover different
// enterprises: one says 规上, the other does not.
func (t *translator) checkPopulation(r *reading) {
	name := timeless(r.title)
	if name == "" || defaultSheet(name) {
		return
	}
	var sizes []string
	for _, f := range r.over.facets {
		if strings.HasPrefix(f, "size/") {
			sizes = append(sizes, strings.TrimPrefix(f, "size/"))
		}
	}
	if r.over.indicator == "" && len(sizes) == 0 {
		return // it may be said elsewhere
	}
	row := r.body[0].Index
	if len(r.header) > 0 {
		row = r.header[0]
	}
	p := population{strings.Join(sizes, ", "), r.sheet + "!" + CellName(row, r.first)}
	if t.populations == nil {
		t.populations = make(map[string]population)
	}
	first, seen := t.populations[name]
	if !seen {
		t.populations[name] = p
		return
	}
	if first.covers != p.covers {
		t.raise(question{
			id: "population-differs:" + p.at, code: "population-differs", sheet: r.sheet, cell: CellName(row, r.first), got: r.title,
			args: []string{"other", first.at, "before", orBlank(first.covers), "now", orBlank(p.covers)},
		}, data.SeverityNote)
	}
}

// checkConflicts finds figures that two cells claim. Where they agree the first
// one is kept; where they disagree both stay out until somebody says which.
func (t *translator) checkConflicts() {
	read := &t.read
	firsts := newFirsts(read, read.keyOf)
	for i, x := range read.figures() {
		if !read.complete(x) {
			continue
		}
		first, found := firsts.first(read.keyOf(x), i)
		if !found {
			continue
		}
		y := read.at(first)
		if read.same(x, y) || !x.hasNumber() {
			continue
		}
		if !y.hasNumber() {
			firsts.at[firsts.slot(read.keyOf(x))] = int32(i + 1)
			y.marks |= openFigure
			continue
		}
		t.conflict(x, y)
	}
}

// complete reports whether a figure's key is settled, be its unit open or not:
// what disagrees must not wait for the answer about units.
func (r *Readings) complete(f *figure) bool {
	return f.is(keyedFigure) && r.abouts[f.about].indicator > 0 && f.place > 0 && !f.period.IsZero()
}

// same reports whether two figures agree as far as the coarser one is written:
// 298652万元 and 29.87亿元. Of a unit that is still asked nothing can be said.
func (r *Readings) same(x, y *figure) bool {
	if x.status != y.status {
		return false
	}
	a, b := r.amount(x), r.amount(y)
	v, ok := inUnit(a.x, a.unit, b.unit)
	if !ok {
		return x.is(openFigure) || y.is(openFigure)
	}
	half, _ := inUnit(a.rounding(), a.unit, b.unit)
	return math.Abs(v-b.x) <= max(half, b.rounding())+1e-9*max(1, math.Abs(v))
}

// inUnit is Convert that also knows that a figure needs none within one unit,
// one that is not known included.
func inUnit(v float64, from, to data.Unit) (float64, bool) {
	if from == to {
		return v, true
	}
	return from.Convert(v, to)
}

// conflict asks which of two cells is right; the answer names one of them.
func (t *translator) conflict(x, y *figure) {
	read := &t.read
	a, b, at := read.address(y), read.address(x), read.ref(x)
	q := question{
		id: "conflict:" + a, code: "conflict", passing: true, sheet: at.Sheet, cell: at.Cell, got: read.raw(x),
		options: []string{a, b}, args: []string{"other", a, "this", b, "value", read.raw(y) + read.unit(y).Label, "got", read.raw(x) + read.unit(x).Label},
	}
	answer, ok := t.ask(q)
	switch {
	case ok && answer.Use == b:
		y.marks |= openFigure
	case ok && answer.Use == a:
		x.marks |= openFigure
	default:
		x.marks |= openFigure
		y.marks |= openFigure
	}
}
