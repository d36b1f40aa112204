package importer

import "countyboard/data"

// published is what is published for a key at its period or the nearest one
// before it, within the lookups that one workbook may have.
func (t *translator) published(k data.Key) (data.Point, bool) {
	if t.o.Known == nil || t.lookups >= mostLookups {
		return data.Point{}, false
	}
	t.lookups++
	return t.o.Known(k)
}

const mostLookups = 4000

// checkPublished compares a figure that has none before it in its workbook with
// what is published: cumulated figures of the year that fall, figures that jump.
func (t *translator) checkPublished(x *figure, kind data.Kind) {
	read := &t.read
	k, now := read.key(x), read.amount(x)
	known, ok := t.published(k)
	if !ok {
		return
	}
	cumulated := k.Period.Freq() == data.YearToDate
	thisYear := cumulated && known.Period.Year() == k.Period.Year() && known.Period != k.Period
	limit := float64(jumpFactor)
	switch before := amountOf(known.Value, known.Unit); {
	case thisYear && kind == data.Flow && falls(now, before):
		t.finding("cumulated-below-published", x, "before", known.Value.Raw+known.Unit.Label, "period", known.Period.String())
		return
	case thisYear:
		limit = tenThousand / slack // it grows with the year, but not so
	case cumulated && known.Period != k.Period:
		k.Period = k.Period.AddYears(-1)
		if known, ok = t.published(k); !ok || known.Period != k.Period {
			return
		}
	case known.Period.Compare(k.Period.AddYears(-1)) < 0:
		return
	}
	before := amountOf(known.Value, known.Unit)
	if factor, far := leap(now, before, limit); far {
		t.finding("jump-published", x, "got", read.raw(x)+now.unit.Label, "before", known.Value.Raw+known.Unit.Label, "period", known.Period.String(), "factor", factor)
	}
}
