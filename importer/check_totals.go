package importer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
)

// checkTotals compares what a table calls a total with the sum of its parts:
// the groups of one dimension that it names, or the provinces of the country.
// Parts of parts are left out; where parts stand under 其中 and nothing is left
// for 其他, they need not add up, but must not exceed the total.
func (t *translator) checkTotals() {
	read := &t.read
	totals := t.totals()
	wanted := make(map[partsKey]bool)
	for _, x := range totals {
		for _, dim := range addedUp {
			wanted[partsKey{read.key(x), read.origin(x).whole, dim}] = true
		}
	}
	parts := make(map[partsKey][]*figure)
	add := func(x *figure, k data.Key, dim string) {
		if p := (partsKey{k, read.origin(x).whole, dim}); wanted[p] {
			parts[p] = append(parts[p], x)
		}
	}
	for _, x := range read.figures() {
		if len(wanted) == 0 || x.is(totalFigure) || !read.adds(x) && !read.without(x) {
			continue
		}
		whole := read.key(x)
		for _, f := range whole.Group.Facets() {
			dim, _, _ := strings.Cut(f, "/")
			k := whole
			k.Group = whole.Group.Without(dim)
			add(x, k, dim)
		}
		if p, ok := t.v.Place(whole.Place); ok && p.Parent != "" && !strings.HasPrefix(whole.Place, "region-") {
			k := whole
			k.Place = p.Parent
			add(x, k, "place")
		}
	}
	for _, x := range totals {
		for _, dim := range addedUp {
			ps := read.outermost(parts[partsKey{read.key(x), read.origin(x).whole, dim}])
			known := 0
			for _, p := range ps {
				if p.hasNumber() {
					known++
				}
			}
			if known == 0 || known < 2 && !slices.ContainsFunc(ps, heldBack) || dim == "place" && !x.is(totalFigure) && known < provinces {
				continue
			}
			if t.sumDiffers(x, ps) {
				break
			}
		}
	}
}

// addedUp are the dimensions whose parts make up a whole.
var addedUp = []string{"cluster", "industry", "size", "place"}

// adds reports whether a figure is one that others can add up to.
func (r *Readings) adds(x *figure) bool {
	return r.complete(x) && r.measure(x) == data.Level && x.hasNumber() && r.unit(x).Base != data.BasePercent
}

// without reports whether a figure is a level that its table names without an
// amount: held back or missing.
func (r *Readings) without(x *figure) bool {
	return r.complete(x) && r.measure(x) == data.Level && (heldBack(x) || x.statusOf() == data.Missing)
}

func heldBack(x *figure) bool { return x.statusOf() == data.Suppressed }

// totals are the figures to compare with their parts. Where a word among the
// parts is still asked about, nothing can be said of their sum.
func (t *translator) totals() (all []*figure) {
	read := &t.read
	inRow, inCol := make(map[lineOf]bool), make(map[lineOf]bool)
	for _, x := range read.figures() {
		if x.is(keyedFigure) {
			continue
		}
		if x.is(openRow) || !x.is(openColumn) {
			inCol[read.column(x)] = true
		}
		if x.is(openColumn) || !x.is(openRow) {
			inRow[read.row(x)] = true
		}
	}
	land := read.codes.same(country)
	for _, x := range read.figures() {
		if (x.is(totalFigure) || x.place == land) && read.adds(x) && !inCol[read.column(x)] && !inRow[read.row(x)] {
			all = append(all, x)
		}
	}
	return all
}

const (
	country   = "100000"
	provinces = 31 // of which national figures are the sum
)

type partsKey struct {
	data.Key
	area, dim string
}

// originOf is where the readings of a table come from. One that says 续表 goes on
// with the table of its title, so that parts and total meet.
func (t *translator) originOf(r *reading, area string) *origin {
	o := &origin{sheet: r.sheet, area: area, title: r.title, whole: r.sheet + "!" + area}
	title := r.sheet + "!" + strings.NewReplacer(" ", "", "（）", "", "()", "").Replace(continued.ReplaceAllString(r.title, ""))
	goesOn := slices.ContainsFunc(r.titles, func(l line) bool { return continued.MatchString(l.text) })
	if begun, ok := t.wholes[title]; ok && goesOn {
		o.whole = begun
	} else {
		t.wholes[title] = o.whole
	}
	return o
}

// lineOf is a column or a row of a table, its continuations included.
type lineOf struct {
	whole string
	n     int
}

func (r *Readings) column(x *figure) lineOf { return lineOf{r.origin(x).whole, int(x.col)} }

func (r *Readings) row(x *figure) lineOf { return lineOf{r.origin(x).whole, int(x.row)} }

// outermost leaves out the parts that stand under another part.
func (r *Readings) outermost(ps []*figure) []*figure {
	names := make(map[string]bool, len(ps))
	for _, p := range ps {
		names[last(r.labels(p))] = true
	}
	return slices.DeleteFunc(slices.Clone(ps), func(p *figure) bool {
		rows := r.labels(p)
		return len(rows) > 1 && slices.ContainsFunc(rows[:len(rows)-1], func(s string) bool { return names[s] && s != last(rows) })
	})
}

// sumDiffers notes a sum that misses the total by more than rounding explains:
// half of the last digit of each figure. Parts that are held back may be any
// amount from nothing upwards; where there is only one, and nothing else is
// missing, total and parts give it away, which is noted without the amount.
func (t *translator) sumDiffers(whole *figure, parts []*figure) bool {
	read := &t.read
	total := read.amount(whole)
	sum, band := 0.0, total.rounding()
	some, rest, count := false, false, 0
	var secret []*figure
	gaps := false
	for _, f := range parts {
		p := read.amount(f)
		some = some || f.is(ofWhichFigure)
		rest = rest || strings.Contains(read.codes.text(f.group), "/其他")
		switch {
		case heldBack(f):
			secret = append(secret, f)
			continue
		case !f.hasNumber():
			gaps = true
			continue
		}
		count++
		v, ok := inUnit(p.x, p.unit, total.unit)
		if !ok {
			return false
		}
		sum += v
		if h, ok := inUnit(p.rounding(), p.unit, total.unit); ok {
			band += h
		}
	}
	over := sum - total.x
	if len(secret) > 0 && over <= band+1e-9*math.Abs(sum) {
		if len(secret) == 1 && !gaps && (!some || rest) {
			t.finding("given-away", secret[0], "total", read.address(whole))
			return true
		}
		return false
	}
	if math.Abs(over) <= band+1e-9*math.Abs(sum) || some && !rest && over < 0 {
		return false
	}
	t.finding("total-differs", whole, "sum", plain(sum), "count", itoa(count), "difference", plain(over))
	return true
}

// rounding is how far a figure may be off by rounding, half a unit of its last
// digit; what is counted one by one is not rounded.
func (a amount) rounding() float64 {
	if (a.unit.Base == data.BaseCount || a.unit.Base == data.BasePerson) && a.unit.Power == 0 {
		return 0
	}
	return a.half
}

// plain writes a number with at most six significant decimals.
func plain(x float64) string {
	return strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64)
}

// mostFindings of one kind are listed; a table that is all wrong says so once.
const mostFindings = 100

// finding notes something about one figure that a person should look at.
func (t *translator) finding(code string, x *figure, args ...string) {
	if t.findings == nil {
		t.findings = make(map[string]int)
	}
	if t.findings[code]++; t.findings[code] > mostFindings {
		t.raise(question{id: "more-findings:" + code, code: "more-findings", args: []string{"most", itoa(mostFindings)}}, data.SeverityNote)
		return
	}
	at := t.read.ref(x)
	t.raise(question{
		id: code + ":" + at.Sheet + "!" + at.Cell, code: code, sheet: at.Sheet, cell: at.Cell, got: t.read.raw(x), args: args,
	}, data.SeverityNote)
}
