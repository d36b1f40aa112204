package measure_test

import (
	"math"
	"testing"

	"countyboard/data/measure"
)

func num(x float64) measure.Result { return measure.Result{Value: x} }

var missing = measure.Result{Why: measure.Missing}

func TestLocationQuotient(t *testing.T) {
	t.Parallel()
	tests := []struct {
		part, total, refPart, refTotal, want float64
		why                                  measure.Why
	}{
		{30, 100, 60, 400, 2, ""}, // 30 % here, 15 % there
		{5, 100, 40, 400, 0.5, ""},
		{0, 100, 40, 400, 0, ""},
		{5, 100, 0, 400, 0, measure.NotInReference},
		{5, 0, 40, 400, 0, measure.NoBase}, {5, 100, 40, 0, 0, measure.NoBase},
		{5, 100, -4, 400, 0, measure.NegativeBase}, {5, 100, 40, -1, 0, measure.NegativeBase},
	}
	for _, tt := range tests {
		if r := measure.LocationQuotient(tt.part, tt.total, tt.refPart, tt.refTotal); !near(r.Value, tt.want, 1e-12) || r.Why != tt.why {
			t.Errorf("%+v: %+v", tt, r)
		}
	}
}

// The reference grew by 10 % in all, its aluminium by 20 %, its textiles by 5 %.
// Aluminium here grew from 100 to 130: 10 by the general growth, 10 by the mix,
// 10 of its own. Textiles from 50 to 45: 5, −2.5, −7.5.
func TestShiftShareOfAWorkedExample(t *testing.T) {
	t.Parallel()
	items := []measure.Item{
		{Base: num(100), Now: num(130), RefBase: num(500), RefNow: num(600)},
		{Base: num(50), Now: num(45), RefBase: num(200), RefNow: num(210)},
		{Base: num(20), Now: num(26), RefBase: missing, RefNow: missing},
		{Base: num(0), Now: num(8), RefBase: num(40), RefNow: num(44)},
		{Base: num(7), Now: num(9), RefBase: num(0), RefNow: num(5)},
		{Base: missing, Now: num(9), RefBase: num(10), RefNow: num(11)},
	}
	got, all := measure.ShiftShare(items, num(1000), num(1100))
	want := []struct {
		national, mix, own, change, unparted float64
		why                                  measure.Why
	}{
		{10, 10, 10, 30, 0, ""}, {5, -2.5, -7.5, -5, 0, ""},
		{0, 0, 0, 6, 6, measure.NotInReference}, {0, 0, 8, 8, 0, ""},
		{0, 0, 0, 2, 2, measure.NoBase}, {0, 0, 0, 0, 0, measure.Missing},
	}
	for i, w := range want {
		s := got[i]
		if !near(s.National.Value, w.national, 1e-9) || !near(s.Mix.Value, w.mix, 1e-9) || !near(s.Own.Value, w.own, 1e-9) ||
			!near(s.Change.Value, w.change, 1e-9) || !near(s.Unparted, w.unparted, 1e-9) ||
			s.National.Why != w.why || s.Mix.Why != w.why || s.Own.Why != w.why {
			t.Errorf("item %d: %+v", i, s)
		}
	}
	if got[5].Change.Why != measure.Missing {
		t.Errorf("an item without a base has a change: %+v", got[5])
	}
	if !near(all.National.Value, 15, 1e-9) || !near(all.Mix.Value, 7.5, 1e-9) || !near(all.Own.Value, 10.5, 1e-9) || all.Change.Value != 41 || all.Unparted != 8 {
		t.Errorf("all: %+v", all)
	}
	if _, all := measure.ShiftShare(items[:2], num(1000), missing); all.Own.Why != measure.NotInReference || all.Change.Value != 25 || all.Unparted != 25 {
		t.Errorf("without a reference: %+v", all)
	}
	if _, all := measure.ShiftShare(nil, num(1), num(2)); all.Change.Why != measure.Missing {
		t.Errorf("of nothing: %+v", all)
	}
}

// The parts sum to the change, and a place against itself has no shift of its
// own and a location quotient of one.
func FuzzAgainstAReference(f *testing.F) {
	f.Add(100.0, 130.0, 500.0, 600.0, 1000.0, 1100.0)
	f.Add(0.0, 1.0, 1e-9, 1e9, 3.0, 2.0)
	f.Fuzz(func(t *testing.T, base, now, refBase, refNow, allBase, allNow float64) {
		for _, x := range []float64{base, now, refBase, refNow, allBase, allNow} {
			if !(math.Abs(x) < 1e12) || x != 0 && math.Abs(x) < 1e-3 {
				t.Skip()
			}
		}
		it := measure.Item{Base: num(base), Now: num(now), RefBase: num(refBase), RefNow: num(refNow)}
		each, all := measure.ShiftShare([]measure.Item{it, it}, num(allBase), num(allNow))
		for _, s := range append(each, all) {
			sum := s.National.Value + s.Mix.Value + s.Own.Value + s.Unparted
			size := 1 + math.Abs(s.National.Value) + math.Abs(s.Mix.Value) + math.Abs(s.Own.Value) + math.Abs(s.Change.Value)
			if !s.Change.OK() || !near(sum, s.Change.Value, 1e-9*size) {
				t.Errorf("%+v sums to %v", s, sum)
			}
		}
		if base > 0 && now > 0 {
			self, _ := measure.ShiftShare([]measure.Item{{Base: num(base), Now: num(now), RefBase: num(base), RefNow: num(now)}}, num(base), num(now))
			if s := self[0]; !near(s.Own.Value, 0, 1e-9*(base+now)) || s.Mix.Value != 0 {
				t.Errorf("against itself: %+v", s)
			}
		}
		if base > 0 && allBase > 0 {
			if r := measure.LocationQuotient(base, allBase, base, allBase); !near(r.Value, 1, 1e-12) {
				t.Errorf("the reference's own quotient is %+v", r)
			}
		}
	})
}
