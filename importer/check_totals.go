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
	totals := t.totals()
	wanted := make(map[partsKey]bool)
	for _, x := range totals {
		for _, dim := range addedUp {
			wanted[partsKey{x.Key, x.table.whole, dim}] = true
		}
	}
	parts := make(map[partsKey][]*Reading)
	add := func(x *Reading, k data.Key, dim string) {
		if p := (partsKey{k, x.table.whole, dim}); wanted[p] {
			parts[p] = append(parts[p], x)
		}
	}
	for i := range t.read {
		x := &t.read[i]
		if len(wanted) == 0 || x.total || !adds(x) {
			continue
		}
		for _, f := range x.Key.Group.Facets() {
			dim, _, _ := strings.Cut(f, "/")
			k := x.Key
			k.Group = x.Key.Group.Without(dim)
			add(x, k, dim)
		}
		if p, ok := t.v.Place(x.Key.Place); ok && p.Parent != "" && !strings.HasPrefix(x.Key.Place, "region-") {
			k := x.Key
			k.Place = p.Parent
			add(x, k, "place")
		}
	}
	for _, x := range totals {
		for _, dim := range addedUp {
			ps := outermost(parts[partsKey{x.Key, x.table.whole, dim}])
			if len(ps) < 2 || dim == "place" && !x.total && len(ps) < provinces {
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
func adds(x *Reading) bool {
	return x.complete() && x.Key.Measure == data.Level && x.Value.Status.HasNumber() && x.Unit.Base != data.BasePercent
}

// totals are the figures to compare with their parts. Where a word among the
// parts is still asked about, nothing can be said of their sum.
func (t *translator) totals() (all []*Reading) {
	inRow, inCol := make(map[lineOf]bool), make(map[lineOf]bool)
	for i := range t.read {
		x := &t.read[i]
		if x.keyed {
			continue
		}
		if x.openRow || !x.openCol {
			inCol[x.column()] = true
		}
		if x.openCol || !x.openRow {
			inRow[x.row()] = true
		}
	}
	for i := range t.read {
		x := &t.read[i]
		if (x.total || x.Key.Place == country) && adds(x) && !inCol[x.column()] && !inRow[x.row()] {
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
	o := &origin{sheet: r.sheet, area: area, whole: r.sheet + "!" + area}
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
type lineOf struct{ whole, at string }

func (x *Reading) column() lineOf { return lineOf{x.table.whole, columnOf(x.From[0].Cell)} }

func (x *Reading) row() lineOf {
	return lineOf{x.table.whole, strings.TrimLeft(x.From[0].Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
}

// outermost leaves out the parts that stand under another part.
func outermost(ps []*Reading) []*Reading {
	names := make(map[string]bool, len(ps))
	for _, p := range ps {
		names[last(p.Rows)] = true
	}
	return slices.DeleteFunc(slices.Clone(ps), func(p *Reading) bool {
		return len(p.Rows) > 1 && slices.ContainsFunc(p.Rows[:len(p.Rows)-1], func(s string) bool { return names[s] && s != last(p.Rows) })
	})
}

// sumDiffers notes a sum that misses the total by more than rounding explains:
// half of the last digit of each figure.
func (t *translator) sumDiffers(total *Reading, parts []*Reading) bool {
	sum, band := 0.0, rounding(total)
	some, rest := false, false
	for _, p := range parts {
		some = some || p.ofWhich
		rest = rest || strings.Contains(string(p.Key.Group), "/其他")
		v, ok := inUnit(p.Value.Number, p.Unit, total.Unit)
		if !ok {
			return false
		}
		sum += v
		if h, ok := inUnit(rounding(p), p.Unit, total.Unit); ok {
			band += h
		}
	}
	over := sum - total.Value.Number
	if math.Abs(over) <= band+1e-9*math.Abs(sum) || some && !rest && over < 0 {
		return false
	}
	t.finding("total-differs", total, "sum", plain(sum), "count", itoa(len(parts)), "difference", plain(sum-total.Value.Number))
	return true
}

// rounding is how far a figure may be off by rounding; what is counted one by
// one is not rounded.
func rounding(x *Reading) float64 {
	if (x.Unit.Base == data.BaseCount || x.Unit.Base == data.BasePerson) && x.Unit.Power == 0 {
		return 0
	}
	return halfDigit(x.Value)
}

// halfDigit is half a unit of the last digit that a figure is written with.
func halfDigit(v data.Value) float64 {
	_, decimals, _ := strings.Cut(strings.TrimSpace(v.Raw), ".")
	return 0.5 * math.Pow10(-len(strings.TrimRight(decimals, "% ")))
}

// plain writes a number with at most six significant decimals.
func plain(x float64) string {
	return strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64)
}

// mostFindings of one kind are listed; a table that is all wrong says so once.
const mostFindings = 100

// finding notes something about one figure that a person should look at.
func (t *translator) finding(code string, x *Reading, args ...string) {
	if t.findings == nil {
		t.findings = make(map[string]int)
	}
	if t.findings[code]++; t.findings[code] > mostFindings {
		t.raise(question{id: "more-findings:" + code, code: "more-findings", args: []string{"most", itoa(mostFindings)}}, data.SeverityNote)
		return
	}
	t.raise(question{
		id: code + ":" + address(x), code: code, sheet: x.From[0].Sheet, cell: x.From[0].Cell, got: x.Value.Raw, args: args,
	}, data.SeverityNote)
}
