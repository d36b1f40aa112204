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
	for i := range t.read {
		x := &t.read[i]
		if x.Key.Measure != data.Level || x.Open || x.Key.Period.IsZero() || !x.Value.Status.HasNumber() {
			continue
		}
		series := all.run(x.Key)
		if len(series.of) == 0 {
			continue
		}
		ind, _ := t.indicator(x.Key.Indicator)
		if x.Value.Number < 0 && (ind.Kind == data.Stock || x.Unit.Base == data.BaseCount || x.Unit.Base == data.BasePerson) {
			t.finding("negative", x)
		}
		t.monthExceeds(series, x, ind.Kind)
		earlier := series.cumulatedBefore(x)
		if earlier != nil && ind.Kind == data.Flow && falls(x, earlier) {
			t.finding("cumulated-falls", x, "before", earlier.Value.Raw, "other", address(earlier))
			continue
		}
		if before := series.at(x.Key.Period.Previous()); before != nil && x.Key.Period.Freq() != data.YearToDate {
			t.jump(x, before)
		} else if before := series.at(x.Key.Period.AddYears(-1)); before != nil {
			t.jump(x, before)
		} else if earlier == nil {
			t.checkPublished(x, ind.Kind)
		}
	}
}

// monthExceeds notes a month that is larger than the year up to its end.
func (t *translator) monthExceeds(series run, x *Reading, k data.Kind) {
	if x.Key.Period.Freq() != data.Monthly || k != data.Flow {
		return
	}
	if y := series.at(data.ToDate(x.Key.Period.End())); y != nil && y.Value.Number >= 0 && falls(y, x) {
		t.finding("month-exceeds", x, "total", y.Value.Raw, "other", address(y))
	}
}

func falls(x, before *Reading) bool {
	v, ok := x.Unit.Convert(x.Value.Number, before.Unit)
	return ok && before.Value.Number >= 0 && v < before.Value.Number-rounding(x)-rounding(before)
}

const (
	jumpFactor = 5
	fewest     = 20 // of things that are counted: from 2 to 11 is no jump
)

// jump notes a change beyond five times that rounding does not explain.
func (t *translator) jump(x, before *Reading) {
	if factor, far := leap(x, before, jumpFactor); far {
		t.finding("jump", x, "before", before.Value.Raw, "other", address(before), "factor", factor)
	}
}

// leap is by how many times a figure is larger or smaller than the one before it,
// where that is beyond a limit and rounding does not explain it.
func leap(x, before *Reading, limit float64) (factor string, far bool) {
	a, ok := x.Unit.Convert(x.Value.Number, before.Unit)
	b := before.Value.Number
	if !ok || a <= 0 || b <= 0 || before.Unit.Base == data.BasePercent {
		return "", false
	}
	if r := a / b; r <= limit && r >= 1/limit {
		return "", false
	}
	counted := before.Unit.Base == data.BaseCount || before.Unit.Base == data.BasePerson
	if counted && math.Max(a, b)*math.Pow10(before.Unit.Power) < fewest || math.Min(a, b) < 10*math.Max(rounding(x), rounding(before)) {
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
	seen := make(map[span]map[data.Period]*Reading)
	var order []span
	for i := range t.read {
		x := &t.read[i]
		if x.Key.Period.IsZero() || x.Open {
			continue
		}
		s := span{x.table.whole, x.Key.Period.Freq()}
		if seen[s] == nil {
			seen[s] = make(map[data.Period]*Reading)
			order = append(order, s)
		}
		if seen[s][x.Key.Period] == nil {
			seen[s][x.Key.Period] = x
		}
	}
	for _, s := range order {
		if s.freq != data.Annual && s.freq != data.Quarterly && s.freq != data.Monthly {
			continue
		}
		t.gapsIn(seen[s])
	}
}

func (t *translator) gapsIn(have map[data.Period]*Reading) {
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
	for i := range t.read {
		x := &t.read[i]
		if x.Open || x.Key.Measure != data.YoY || x.Key.Period.IsZero() || !x.Value.Status.HasNumber() {
			continue
		}
		k := x.Key
		k.Measure = data.Level
		levels := all.run(k)
		now, then := levels.at(k.Period), levels.at(k.Period.AddYears(-1))
		if now == nil || then == nil || then.Value.Number <= 0 {
			continue
		}
		v, ok := now.Unit.Convert(now.Value.Number, then.Unit)
		if !ok {
			continue
		}
		computed := 100 * (v/then.Value.Number - 1)
		band := 100*(rounding(now)+v/then.Value.Number*rounding(then))/then.Value.Number + rounding(x)
		if math.Abs(computed-x.Value.Number) > widest+band {
			t.finding("rate-differs", x, "computed", plain(math.Round(computed*10)/10), "now", address(now), "then", address(then))
		}
	}
}
