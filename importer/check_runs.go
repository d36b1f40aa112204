package importer

import (
	"math"
	"slices"
	"strings"

	"countyboard/data"
)

// checkRuns looks at each series of levels: cumulated figures fall, counts are
// negative, a figure jumps. Findings come in the order of the workbook.
func (t *translator) checkRuns(all *runs) {
	read := &t.read
	for _, x := range read.figures() {
		if read.measure(x) != data.Level || x.is(openFigure) || x.period.IsZero() || !x.hasNumber() {
			continue
		}
		series := all.run(read.keyOf(x))
		if len(series.of) == 0 {
			continue
		}
		ind := t.indicatorOf(read.indicator(x))
		if u := read.unit(x); x.number < 0 && (ind.Kind == data.Stock || u.Base == data.BaseCount || u.Base == data.BasePerson) {
			t.finding("negative", x)
		}
		t.monthExceeds(series, x, ind.Kind)
		earlier := series.cumulatedBefore(x)
		if earlier != nil && ind.Kind == data.Flow && falls(read.amount(x), read.amount(earlier)) {
			t.finding("cumulated-falls", x, "before", read.raw(earlier), "other", read.address(earlier))
			continue
		}
		if before := series.at(x.period.Previous()); before != nil && x.period.Freq() != data.YearToDate {
			t.jump(x, before)
		} else if before := series.at(x.period.AddYears(-1)); before != nil {
			t.jump(x, before)
		} else if earlier == nil {
			t.checkPublished(x, ind.Kind)
		}
	}
}

// monthExceeds notes a month that is larger than the year up to its end.
func (t *translator) monthExceeds(series run, x *figure, k data.Kind) {
	if x.period.Freq() != data.Monthly || k != data.Flow {
		return
	}
	read := &t.read
	if y := series.at(data.ToDate(x.period.End())); y != nil && y.number >= 0 && falls(read.amount(y), read.amount(x)) {
		t.finding("month-exceeds", x, "total", read.raw(y), "other", read.address(y))
	}
}

func falls(x, before amount) bool {
	v, ok := x.unit.Convert(x.x, before.unit)
	return ok && before.x >= 0 && v < before.x-x.rounding()-before.rounding()
}

const (
	jumpFactor = 5
	fewest     = 20 // of things that are counted: from 2 to 11 is no jump
)

// jump notes a change beyond five times that rounding does not explain.
func (t *translator) jump(x, before *figure) {
	read := &t.read
	if factor, far := leap(read.amount(x), read.amount(before), jumpFactor); far {
		t.finding("jump", x, "before", read.raw(before), "other", read.address(before), "factor", factor)
	}
}

// leap is by how many times a figure is larger or smaller than the one before it,
// where that is beyond a limit and rounding does not explain it.
func leap(x, before amount, limit float64) (factor string, far bool) {
	a, ok := x.unit.Convert(x.x, before.unit)
	b := before.x
	if !ok || a <= 0 || b <= 0 || before.unit.Base == data.BasePercent {
		return "", false
	}
	if r := a / b; r <= limit && r >= 1/limit {
		return "", false
	}
	counted := before.unit.Base == data.BaseCount || before.unit.Base == data.BasePerson
	if counted && math.Max(a, b)*math.Pow10(before.unit.Power) < fewest || math.Min(a, b) < 10*math.Max(x.rounding(), before.rounding()) {
		return "", false
	}
	return plain(math.Round(10*math.Max(a/b, b/a)) / 10), true
}

// checkGaps notes the periods that are missing from an otherwise whole run, once a table.
func (t *translator) checkGaps() {
	type span struct {
		area string
		freq data.Freq
	}
	seen := make(map[span]map[data.Period]*figure)
	var order []span
	read := &t.read
	for _, x := range read.figures() {
		if x.period.IsZero() || x.is(openFigure) {
			continue
		}
		s := span{read.origin(x).whole, x.period.Freq()}
		if seen[s] == nil {
			seen[s] = make(map[data.Period]*figure)
			order = append(order, s)
		}
		if seen[s][x.period] == nil {
			seen[s][x.period] = x
		}
	}
	for _, s := range order {
		if s.freq != data.Annual && s.freq != data.Quarterly && s.freq != data.Monthly {
			continue
		}
		t.gapsIn(seen[s])
	}
}

func (t *translator) gapsIn(have map[data.Period]*figure) {
	if len(have) < 4 {
		return
	}
	var all []data.Period
	for p := range have {
		all = append(all, p)
	}
	slices.SortFunc(all, data.Period.Compare)
	januaries := slices.ContainsFunc(all, func(p data.Period) bool { _, m := p.Start(); return p.Freq() == data.Monthly && m == 1 })
	var missing []string
	for p := all[len(all)-1].Previous(); p.Compare(all[0]) > 0; p = p.Previous() {
		_, m := p.Start()
		// Many monthly statistics are not collected for January, some not for
		// February either: both come as 1—2月.
		if have[p] == nil && (januaries || p.Freq() != data.Monthly || m > 2) {
			missing = append(missing, p.String())
		}
		if len(missing)*3 > len(all) {
			return // chosen years, not a run with gaps
		}
	}
	if len(missing) == 0 {
		return
	}
	slices.Reverse(missing)
	t.finding("periods-missing", have[all[0]], "periods", strings.Join(missing, ", "))
}

// widest is how many points a published rate may be off the one computed of
// levels before it is worth a note: comparable bases differ by less, mostly.
const widest = 1.0

// checkRates compares published growth with that of the levels.
func (t *translator) checkRates(all *runs) {
	read := &t.read
	level := read.codes.same(string(data.Level))
	for _, x := range read.figures() {
		if x.is(openFigure) || read.measure(x) != data.YoY || x.period.IsZero() || !x.hasNumber() {
			continue
		}
		k := read.keyOf(x)
		k.measure = level
		levels := all.run(k)
		a, b := levels.at(x.period), levels.at(x.period.AddYears(-1))
		if a == nil || b == nil || b.number <= 0 {
			continue
		}
		now, then := read.amount(a), read.amount(b)
		v, ok := now.unit.Convert(now.x, then.unit)
		if !ok {
			continue
		}
		computed := 100 * (v/then.x - 1)
		band := 100*(now.rounding()+v/then.x*then.rounding())/then.x + read.amount(x).rounding()
		if math.Abs(computed-x.number) > widest+band {
			t.finding("rate-differs", x, "computed", plain(math.Round(computed*10)/10), "now", read.address(a), "then", read.address(b))
		}
	}
}
