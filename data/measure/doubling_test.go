package measure_test

import (
	"testing"

	"countyboard/data/measure"
)

func TestThePathToADoubling(t *testing.T) {
	t.Parallel()
	// 100 in 2021 is to be 200 in 2030: after three of nine years the path stands at 100·2^(1/3).
	if r := measure.PathAt(100, 200, 9, 3); !near(r.Value, 125.9921, 1e-4) {
		t.Errorf("path after three years: %+v", r)
	}
	for years, want := range map[float64]float64{0: 100, 9: 200} {
		if r := measure.PathAt(100, 200, 9, years); !near(r.Value, want, 1e-9) {
			t.Errorf("path after %v years: %+v", years, r)
		}
	}
	// 138 with six years left needs (200/138)^(1/6) − 1 a year.
	if r := measure.NeededPace(138, 200, 6); !near(r.Value, 6.3795, 1e-3) {
		t.Errorf("needed pace %+v", r)
	}
	if r := measure.NeededPace(138, 200, 0); r.Why != measure.NoBase {
		t.Errorf("needed pace without time: %+v", r)
	}
	for _, tt := range []struct {
		base, goal, span float64
		why              measure.Why
	}{{0, 2, 9, measure.NoBase}, {-1, 2, 9, measure.NegativeBase}, {1, -2, 9, measure.NegativeBase}, {1, 2, 0, measure.NoBase}} {
		if r := measure.PathAt(tt.base, tt.goal, tt.span, 1); r.Why != tt.why {
			t.Errorf("%+v: %+v", tt, r)
		}
	}
}

func TestTheYearOfTheDoubling(t *testing.T) {
	t.Parallel()
	tests := []struct {
		x, years float64
		year     int
		ok       bool
	}{
		{138, 3, 2028, true},               // 3.46 years left: during 2028
		{141.4213562373095, 3, 2027, true}, // exactly half of the way on the log scale: three years more
		{210, 3, 2024, true},
		{90, 3, 0, false},
		{100.1, 3, 0, false}, // two thousand years
	}
	for _, tt := range tests {
		d := measure.DoublingOf(tt.x, 100, tt.years, 2)
		if year, ok := d.Reached(2024); year != tt.year || ok != tt.ok {
			t.Errorf("%v: %d %v, want %d %v", tt.x, year, ok, tt.year, tt.ok)
		}
		if d.Goal != 200 {
			t.Errorf("goal %v", d.Goal)
		}
	}
}
