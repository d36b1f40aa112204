package measure_test

import (
	"testing"

	"countyboard/data/measure"
)

func TestDecimals(t *testing.T) {
	t.Parallel()
	a, b, tenth := 7.33417, 6.228, 0.1
	for _, tt := range []struct{ got, want float64 }{
		{measure.Exact(a-b, a, b), 1.10617},
		{measure.Exact(tenth+0.2, tenth, 0.2), 0.3},
		{measure.Exact(209895.50418-209894.1, 209895.50418, 209894.1), 1.40418},
		{measure.Exact(tenth+0.2-0.3, tenth, 0.2, 0.3), 0},
		{measure.Exact(1e300-1, 1e300, 1), 1e300},
		{measure.Exact(29.87*tenth*1e5-7, 29.87*tenth*1e5, 7), 298693},
		{measure.WithoutDust(9.800000000000011), 9.8},
		{measure.WithoutDust(4.166666666666667), 4.166666666666667},
		{measure.WithoutDust(1234567890.1234), 1234567890.1234},
		{measure.WithoutDust(0), 0},
	} {
		if tt.got != tt.want {
			t.Errorf("got %v, want %v", tt.got, tt.want)
		}
	}
}
