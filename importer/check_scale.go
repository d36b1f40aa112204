package importer

import (
	"math"

	"countyboard/data"
)

const (
	tenThousand = 1e4
	slack       = 4   // a factor of 10⁴ between years of growth: 2,500 to 40,000
	compared    = 40  // figures of one indicator and table
	asked       = 400 // of the store for one workbook
)

// checkScale compares figures with those that are published already: where most
// of an indicator's are ten thousand times larger or smaller, 万元 and 亿元 were
// probably mixed up, and nobody but the editor can say which is right.
func (t *translator) checkScale() {
	if t.o.Known == nil {
		return
	}
	type column struct{ area, indicator string }
	type tally struct {
		all, far int
		up       bool
		members  []*figure
		example  *figure
		known    data.Point
	}
	columns := make(map[column]*tally)
	var order []column
	questions := 0
	read := &t.read
	for _, x := range read.figures() {
		if x.is(openFigure) || read.measure(x) != data.Level || read.indicator(x) == "" || !x.hasNumber() || x.number == 0 {
			continue
		}
		c := column{read.origin(x).whole, read.indicator(x)}
		n := columns[c]
		if n == nil {
			n = &tally{}
			columns[c] = n
			order = append(order, c)
		}
		n.members = append(n.members, x)
		if n.all >= compared || questions >= asked {
			continue
		}
		questions++
		known, ok := t.published(read.key(x))
		if !ok {
			continue
		}
		v, ok := read.unit(x).Convert(x.number, known.Unit)
		if !ok || known.Value.Number == 0 {
			continue
		}
		n.all++
		r := math.Abs(v / known.Value.Number)
		if up := r > 1; up && r > tenThousand/slack && r < tenThousand*slack || !up && 1/r > tenThousand/slack && 1/r < tenThousand*slack {
			n.far++
			if n.example == nil {
				n.up, n.example, n.known = up, x, known
			}
		}
	}
	for _, c := range order {
		if n := columns[c]; n.far > 0 && n.far*3 >= n.all*2 {
			t.askScale(n.members, n.example, n.known, n.up)
		}
	}
}

func (t *translator) askScale(members []*figure, x *figure, known data.Point, up bool) {
	read := &t.read
	unit, at := read.unit(x), read.ref(x)
	other := unit
	other.Power -= 4
	if !up {
		other.Power += 8
	}
	options := []string{unit.Label}
	if u, ok := t.v.UnitOf(other.Base, other.Power); ok {
		options = []string{u.Label, unit.Label}
	}
	a, ok := t.ask(question{
		id: "unit-scale:" + read.address(x), code: "unit-scale", sheet: at.Sheet, cell: at.Cell, got: read.raw(x) + unit.Label,
		options: options, args: []string{"known", known.Value.Raw + known.Unit.Label, "period", known.Period.String()}, passing: true,
	})
	for _, m := range members {
		switch {
		case !ok || a.Ignore:
			m.marks |= openFigure
		case a.Use != unit.Label && read.unit(m) == unit:
			if u, found := t.v.Unit(a.Use); found {
				read.setUnit(m, u)
			}
		}
	}
}
