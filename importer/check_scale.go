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
		members  []*Reading
		example  *Reading
		known    data.Point
	}
	columns := make(map[column]*tally)
	var order []column
	questions := 0
	for i := range t.read {
		x := &t.read[i]
		if x.Open || x.Key.Measure != data.Level || x.Key.Indicator == "" || !x.Value.Status.HasNumber() || x.Value.Number == 0 {
			continue
		}
		c := column{x.table.whole, x.Key.Indicator}
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
		known, ok := t.published(x.Key)
		if !ok {
			continue
		}
		v, ok := x.Unit.Convert(x.Value.Number, known.Unit)
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

func (t *translator) askScale(members []*Reading, x *Reading, known data.Point, up bool) {
	other := x.Unit
	other.Power -= 4
	if !up {
		other.Power += 8
	}
	options := []string{x.Unit.Label}
	if u, ok := t.v.UnitOf(other.Base, other.Power); ok {
		options = []string{u.Label, x.Unit.Label}
	}
	a, ok := t.ask(question{
		id: "unit-scale:" + address(x), code: "unit-scale", sheet: x.From[0].Sheet, cell: x.From[0].Cell, got: x.Value.Raw + x.Unit.Label,
		options: options, args: []string{"known", known.Value.Raw + known.Unit.Label, "period", known.Period.String()}, passing: true,
	})
	for _, m := range members {
		switch {
		case !ok:
			m.Open = true
		case a.Ignore:
			m.Open = true
		case a.Use != x.Unit.Label && m.Unit == x.Unit:
			if u, found := t.v.Unit(a.Use); found {
				m.Unit = u
			}
		}
	}
}
