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
	firsts := newFirsts(t.read, keyOf)
	for i := range t.read {
		x := &t.read[i]
		if !x.complete() {
			continue
		}
		slot, first, found := firsts.slot(x.Key)
		if !found {
			firsts.at[slot] = int32(i)
			continue
		}
		y := &t.read[first]
		if same(x, y) || !x.Value.Status.HasNumber() {
			continue
		}
		if !y.Value.Status.HasNumber() {
			firsts.at[slot] = int32(i)
			y.Open = true
			continue
		}
		t.conflict(x, y)
	}
}

// complete reports whether a figure's key is settled, be its unit open or not:
// what disagrees must not wait for the answer about units.
func (x *Reading) complete() bool {
	return x.keyed && x.Key.Indicator != "" && x.Key.Place != "" && !x.Key.Period.IsZero()
}

// same reports whether two figures agree as far as the coarser one is written:
// 298652万元 and 29.87亿元. Of a unit that is still asked nothing can be said.
func same(x, y *Reading) bool {
	if x.Value.Status != y.Value.Status {
		return false
	}
	v, ok := inUnit(x.Value.Number, x.Unit, y.Unit)
	if !ok {
		return x.Open || y.Open
	}
	half, _ := inUnit(rounding(x), x.Unit, y.Unit)
	return math.Abs(v-y.Value.Number) <= max(half, rounding(y))+1e-9*max(1, math.Abs(v))
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
func (t *translator) conflict(x, y *Reading) {
	a, b := address(y), address(x)
	q := question{
		id: "conflict:" + a, code: "conflict", passing: true, sheet: x.From[0].Sheet, cell: x.From[0].Cell, got: x.Value.Raw,
		options: []string{a, b}, args: []string{"other", a, "this", b, "value", y.Value.Raw + y.Unit.Label, "got", x.Value.Raw + x.Unit.Label},
	}
	answer, ok := t.ask(q)
	switch {
	case ok && answer.Use == b:
		y.Open = true
	case ok && answer.Use == a:
		x.Open = true
	default:
		x.Open, y.Open = true, true
	}
}

func address(x *Reading) string { return x.From[0].Sheet + "!" + x.From[0].Cell }
