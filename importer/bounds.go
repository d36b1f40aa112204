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

// late reports, now and then, whether a reading took too long or nobody waits
// for it any more.
func (t *translator) late(ctx context.Context, row int) bool {
	if row%1024 == 0 && ctx.Err() != nil && t.failed == nil {
		t.failed = data.Fail(data.TooLarge, "reading-time").Because(ctx.Err())
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
