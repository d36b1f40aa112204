package measure_test

import (
	"math"
	"slices"
	"testing"

	"countyboard/data/measure"
)

func TestHHI(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		parts     []float64
		rest      float64
		value     float64
		low, high float64
		why       measure.Why
	}{
		{"one has all", []float64{7}, 0, 10000, 10000, 10000, ""},
		{"four alike", []float64{5, 5, 5, 5}, 0, 2500, 2500, 2500, ""},
		{"50, 30 and 20 per cent", []float64{50, 30, 20}, 0, 3800, 3800, 3800, ""},
		{"the last of them is 其他", []float64{50, 30}, 20, 3800, 3400, 3800, ""},
		{"one below zero", []float64{5, -1}, 0, 0, 0, 0, measure.NegativeBase},
		{"zeros", []float64{0, 0}, 0, 0, 0, 0, measure.NoBase},
		{"none", nil, 0, 0, 0, 0, measure.Missing},
		{"too large", []float64{math.MaxFloat64, math.MaxFloat64}, 0, 0, 0, 0, measure.TooLarge},
	}
	for _, tt := range tests {
		b := measure.HHI(tt.parts, tt.rest)
		if !near(b.Value, tt.value, 1e-6) || !near(b.Low, tt.low, 1e-6) || !near(b.High, tt.high, 1e-6) || b.Why != tt.why {
			t.Errorf("%s: %+v", tt.name, b)
		}
	}
}

func TestTopShare(t *testing.T) {
	t.Parallel()
	parts := []float64{20, 50, 10}
	for k, want := range map[int]float64{0: 0, 1: 50, 2: 70, 3: 80, 9: 80} {
		if r := measure.TopShare(parts, 20, k); !near(r.Value, want, 1e-9) || !r.OK() {
			t.Errorf("the %d largest: %+v, want %v", k, r, want)
		}
	}
	if !slices.Equal(parts, []float64{20, 50, 10}) {
		t.Error("the caller's figures were sorted")
	}
	if r := measure.TopShare([]float64{-1}, 0, 1); r.Why != measure.NegativeBase {
		t.Errorf("%+v", r)
	}
}

func TestRanks(t *testing.T) {
	t.Parallel()
	got := measure.Ranks([]measure.Result{num(8), missing, num(12), num(8), num(-3)})
	if want := []int{2, 0, 1, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func FuzzHHIStaysInItsBounds(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 0.0)
	f.Add(0.0, 0.0, 1e-300, 1e300)
	f.Fuzz(func(t *testing.T, a, b, c, rest float64) {
		parts := []float64{a, b, c}
		h := measure.HHI(parts, rest)
		if !h.OK() {
			if h.Value != 0 || h.Low != 0 || h.High != 0 {
				t.Errorf("%+v", h)
			}
			return
		}
		least := 10000.0 / 3
		if rest > 0 {
			least = 10000.0 / 4
		}
		if h.Value < least-1e-6 || h.Value > 10000+1e-6 || h.Low < -1e-6 || h.Low > h.Value || h.High < h.Value {
			t.Errorf("%v and %v: %+v", parts, rest, h)
		}
		before := 0.0
		for k := 1; k <= 3; k++ {
			r := measure.TopShare(parts, rest, k)
			if !r.OK() || r.Value < before || r.Value > 100+1e-6 {
				t.Errorf("the %d largest of %v and %v: %+v", k, parts, rest, r)
			}
			before = r.Value
		}
	})
}
