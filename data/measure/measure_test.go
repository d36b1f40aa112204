package measure_test

import (
	"math"
	"testing"

	"countyboard/data/measure"
)

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol }

func TestMonthRateOfTheWorkedExample(t *testing.T) {
	t.Parallel()
	b := measure.MonthRate(100, 8.0, 88, 8.2)
	t.Logf("%.3f (%.3f to %.3f)", b.Value, b.Low, b.High)
	if !b.OK() || !near(b.Value, 6.6, 0.05) || !near(b.Low, 5.8, 0.05) || !near(b.High, 7.3, 0.06) {
		t.Errorf("got %.2f (%.2f to %.2f), want 6.6 (5.8 to 7.3)", b.Value, b.Low, b.High)
	}
}

func TestGrowthAndItsReasons(t *testing.T) {
	t.Parallel()
	tests := []struct {
		x, base, want float64
		why           measure.Why
	}{
		{203, 186, 9.139784946236556, ""}, {98.6, 98.6, 0, ""}, {0, 50, -100, ""},
		{5, 0, 0, measure.NoBase}, {0, 0, 0, measure.NoBase},
		{3, -2, 0, measure.TurnedToProfit}, {-3, 2, 0, measure.TurnedToLoss},
		{-3, -2, 0, measure.LossGrew}, {-1, -2, 0, measure.LossShrank},
		{math.MaxFloat64, 1e-300, 0, measure.TooLarge},
	}
	for _, tt := range tests {
		if r := measure.Growth(tt.x, tt.base); !near(r.Value, tt.want, 1e-9) || r.Why != tt.why {
			t.Errorf("Growth(%v, %v) = %+v", tt.x, tt.base, r)
		}
	}
}

func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		got  measure.Result
		want float64
		why  measure.Why
	}{
		{"doubled in ten years", measure.CAGR(200, 100, 10), 7.177346253629313, ""},
		{"no time between", measure.CAGR(200, 100, 0), 0, measure.NoBase},
		{"index", measure.Index(120, 80), 150, ""},
		{"index of nothing", measure.Index(1, 0), 0, measure.NoBase},
		{"share", measure.Share(25, 200), 12.5, ""},
		{"share of nothing", measure.Share(1, 0), 0, measure.NoBase},
		{"contribution", measure.Contribution(30, 20, 150, 100), 20, ""},
		{"contribution against the tide", measure.Contribution(10, 20, 150, 100), -20, ""},
		{"contribution to standstill", measure.Contribution(30, 20, 100.05, 100), 0, measure.NoChange},
		{"points", measure.PointsContributed(30, 20, 100), 10, ""},
		{"doubling, progress", measure.DoublingOf(138, 100, 3, 2).Progress, 38, ""},
		{"doubling, years left", measure.DoublingOf(138, 100, 3, 2).YearsLeft, 3.4563, ""},
		{"doubling, done", measure.DoublingOf(210, 100, 3, 2).YearsLeft, 0, ""},
		{"doubling, falling", measure.DoublingOf(90, 100, 3, 2).YearsLeft, 0, measure.NoChange},
	}
	for _, tt := range tests {
		if !near(tt.got.Value, tt.want, 1e-4) || tt.got.Why != tt.why {
			t.Errorf("%s: %+v, want %v %q", tt.name, tt.got, tt.want, tt.why)
		}
	}
}

func TestDecumulate(t *testing.T) {
	t.Parallel()
	got := measure.Decumulate([]measure.Cumulated{{2, 10}, {3, 16}, {6, 40}, {7, 39}})
	want := []measure.Bucket{{1, 2, 10, false}, {3, 3, 6, false}, {4, 6, 24, false}, {7, 7, -1, true}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	sum := 0.0
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("bucket %d: %+v, want %+v", i, got[i], want[i])
		}
		sum += got[i].Level
	}
	if sum != 39 {
		t.Errorf("the buckets sum to %v, not to the last cumulated level", sum)
	}
	if got := measure.Decumulate([]measure.Cumulated{{3, 16}, {2, 10}}); len(got) != 1 {
		t.Errorf("out of order: %+v", got)
	}
}

func TestTrendOf(t *testing.T) {
	t.Parallel()
	if tr := measure.TrendOf([]float64{1, 2, 3}); !tr.Up || tr.Down || !tr.Record || tr.Steps != 2 {
		t.Errorf("%+v", tr)
	}
	if tr := measure.TrendOf([]float64{3, 4, 4}); tr.Up || tr.Down || tr.Record {
		t.Errorf("%+v", tr)
	}
	if tr := measure.TrendOf([]float64{3}); tr != (measure.Trend{}) {
		t.Errorf("%+v", tr)
	}
}

// Whatever the figures, a result is a finite number or a reason, and the points
// that the parts contribute sum to the growth of the whole.
func FuzzResultsAreNumbersOrReasons(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 4.0)
	f.Add(0.0, -1.0, math.MaxFloat64, 5e-324)
	f.Fuzz(func(t *testing.T, a, b, c, d float64) {
		for _, x := range []float64{a, b, c, d} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Skip()
			}
		}
		for i, r := range []measure.Result{
			measure.Growth(a, b), measure.CAGR(a, b, c), measure.Index(a, b), measure.Share(a, b),
			measure.Contribution(a, b, c, d), measure.PointsContributed(a, b, c), measure.ImpliedBase(a, b).Result,
			measure.MonthRate(a, b, c, d).Result, measure.DoublingOf(a, b, c, d).Progress, measure.DoublingOf(a, b, c, d).YearsLeft,
			measure.LocationQuotient(a, b, c, d), measure.HHI([]float64{a, b, c}, d).Result, measure.TopShare([]float64{a, b}, c, 1),
			measure.PathAt(a, b, c, d), measure.NeededPace(a, b, c), measure.Flow{Start: num(a), Entered: num(b), Left: num(c), Reclassified: num(d), End: num(a)}.Remainder(),
			measure.BasisOf(num(a), num(b), num(c), d).Gap.Result, measure.BasisOf(num(a), num(b), num(c), d).Moved.Result,
		} {
			if math.IsNaN(r.Value) || math.IsInf(r.Value, 0) || r.Why != "" && r.Value != 0 {
				t.Errorf("result %d: %+v", i, r)
			}
		}
		if b > 1 && d > 1 && math.Abs(a) < 1e9 && b < 1e9 && math.Abs(c) < 1e9 && d < 1e9 && a+c > 0 {
			whole := measure.Growth(a+c, b+d).Value
			parts := measure.PointsContributed(a, b, b+d).Value + measure.PointsContributed(c, d, b+d).Value
			if !near(whole, parts, 1e-6*(1+math.Abs(whole))) {
				t.Errorf("the parts give %v points, the whole grew by %v", parts, whole)
			}
		}
	})
}
