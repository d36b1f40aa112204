package importer

import (
	"context"
	"strconv"

	"countyboard/data"
)

// tooMany refuses a workbook of more rows or figures than one reading may keep:
// each takes much more room than its cells do.
func (t *translator) tooMany(n int) bool {
	if most := t.o.Limits.Figures; t.failed == nil && most > 0 && n > most {
		t.failed = data.Fail(data.TooLarge, "too-many-figures", "limit", strconv.Itoa(most))
	}
	return t.failed != nil
}

// watch looks at the clock now and then: a hostile sheet makes any stage long.
type watch struct {
	ctx   context.Context
	steps int
	over  error // why there is no more time
}

const stepsBetween = 1 << 10 // looks at the clock, a step being a cell or a word

// late counts steps and reports whether a reading took too long or nobody waits for
// it any more. What a stage has made then is of no use; the one who called it asks
// again and stops.
func (w *watch) late(steps int) bool {
	if w.steps += steps; w.steps >= stepsBetween && w.over == nil {
		w.steps = 0
		w.over = w.ctx.Err()
	}
	return w.over != nil
}

// stopped reports whether a limit was met.
func (t *translator) stopped() bool {
	if t.failed == nil && t.watch.over != nil {
		t.failed = data.Fail(data.TooLarge, "reading-time").Because(t.watch.over)
	}
	return t.failed != nil
}

// contents counts the cells of a table's values.
func (r *reading) contents() int {
	n := 0
	for _, c := range r.columns {
		if c.role == values {
			n += len(r.body) - c.blanks
		}
	}
	return n
}
