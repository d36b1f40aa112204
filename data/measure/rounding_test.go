package measure_test

import (
	"math"
	"slices"
	"testing"

	"countyboard/data/measure"
)

func TestCloseAddsUpAsShown(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		parts  []float64
		total  float64
		digits int
		shown  []float64
		sum    float64
		ok     bool
	}{
		{"thirds", []float64{100.0 / 3, 100.0 / 3, 100.0 / 3}, 100, 1, []float64{33.4, 33.3, 33.3}, 100, true},
		{"points of both signs", []float64{4.26, 3.94, -0.44}, 7.76, 1, []float64{4.3, 3.9, -0.4}, 7.8, true},
		{"against the tide", []float64{-1.25, -1.25, 0.1}, -2.4, 1, []float64{-1.2, -1.3, 0.1}, -2.4, true},
		{"what fits stays", []float64{1.2, 3.4, 0.3}, 4.9, 1, []float64{1.2, 3.4, 0.3}, 4.9, true},
		{"a zero stays one", []float64{0, 0.3, 0.6}, 0.9, 0, []float64{0, 0, 1}, 1, true},
		{"the total was published to its last digit", []float64{10.33, 20.33, 30.33}, 61, 0, []float64{11, 20, 30}, 61, true},
		{"a total that misses its parts", []float64{10, 20, 30}, 61, 0, []float64{10, 20, 30}, 61, false},
		{"tens", []float64{14, 14, 12}, 40, -1, []float64{20, 10, 10}, 40, true},
		{"nothing", nil, 0, 1, []float64{}, 0, true},
		{"beyond counting", []float64{1e300, 1}, 1e300, 1, []float64{1e300, 1}, 1e300, false},
	}
	for _, tt := range tests {
		c := measure.Close(tt.parts, tt.total, tt.digits)
		if !slices.EqualFunc(c.Parts, tt.shown, func(a, b float64) bool { return near(a, b, 1e-9) }) || !near(c.Total, tt.sum, 1e-9) || c.OK != tt.ok {
			t.Errorf("%s: %+v, want %v = %v, %v", tt.name, c, tt.shown, tt.sum, tt.ok)
		}
	}
}

// What says that it closes does, to the last digit, and moves nothing by a whole unit.
func FuzzClose(f *testing.F) {
	f.Add(33.333, 33.333, 33.334, 0.0, 1)
	f.Add(-0.05, 0.05, 1.115, 2.675, 2)
	f.Fuzz(func(t *testing.T, a, b, c, off float64, digits int) {
		if digits < -3 || digits > 6 {
			t.Skip()
		}
		parts := []float64{a, b, c}
		scale := math.Pow10(digits)
		got := measure.Close(parts, a+b+c+off, digits)
		if !got.OK {
			if off == 0 && max(math.Abs(a), math.Abs(b), math.Abs(c))*scale < 1e6 {
				t.Errorf("%v do not close at %d digits: %+v", parts, digits, got)
			}
			return
		}
		sum := 0.0
		for i, x := range got.Parts {
			units := x * scale
			if !near(units, math.Round(units), 1e-3) || math.Abs(x-parts[i])*scale > 1+1e-3 {
				t.Errorf("%v is shown as %v at %d digits", parts[i], x, digits)
			}
			sum += math.Round(units)
		}
		if sum != math.Round(got.Total*scale) {
			t.Errorf("%v at %d digits: %+v", parts, digits, got)
		}
	})
}
