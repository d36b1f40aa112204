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
	parts := make(map[partsKey][]*Reading)
	var totals []*Reading
	for i := range t.read {
		x := &t.read[i]
		if x.Open || x.Key.Measure != data.Level || x.Key.Period.IsZero() || !x.Value.Status.HasNumber() || x.Unit.IsZero() || x.Unit.Base == data.BasePercent {
			continue
		}
		if x.total || x.Key.Place == country {
			totals = append(totals, x)
		}
		if x.total {
			continue
		}
		k := x.Key
		for _, f := range k.Group.Facets() {
			dim, _, _ := strings.Cut(f, "/")
			k.Group = x.Key.Group.Without(dim)
			parts[partsKey{k, x.area(), dim}] = append(parts[partsKey{k, x.area(), dim}], x)
		}
		if p, ok := t.v.Place(x.Key.Place); ok && p.Parent != "" {
			k = x.Key
			k.Place = p.Parent
			if !strings.HasPrefix(x.Key.Place, "region-") {
				parts[partsKey{k, x.area(), "place"}] = append(parts[partsKey{k, x.area(), "place"}], x)
			}
		}
	}
	for _, x := range totals {
		for _, dim := range []string{"cluster", "industry", "size", "place"} {
			ps := outermost(parts[partsKey{x.Key, x.area(), dim}])
			if len(ps) < 2 || dim == "place" && !x.total && len(ps) < provinces {
				continue
			}
			if t.sumDiffers(x, ps) {
				break
			}
		}
	}
}

const (
	country   = "100000"
	provinces = 31 // of which national figures are the sum
)

type partsKey struct {
	data.Key
	area, dim string
}

// area names the table of a reading.
func (x *Reading) area() string { return x.From[0].Sheet + "!" + x.table }

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
		v, ok := p.Unit.Convert(p.Value.Number, total.Unit)
		if !ok {
			return false
		}
		sum += v
		if h, ok := p.Unit.Convert(rounding(p), total.Unit); ok {
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
