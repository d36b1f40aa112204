package measure_test

import (
	"testing"

	"countyboard/data/measure"
)

func TestFlowClosesOrSaysByHowMuchNot(t *testing.T) {
	t.Parallel()
	f := measure.Flow{Start: num(118), Entered: num(14), Left: num(6), Reclassified: num(-1), End: num(125)}
	if r := f.Remainder(); !r.OK() || r.Value != 0 {
		t.Errorf("118 + 14 − 6 − 1 = 125 leaves %+v", r)
	}
	steps, ok := f.Steps()
	want := [6]measure.Step{{0, 118}, {118, 132}, {132, 126}, {126, 125}, {125, 125}, {0, 125}}
	if !ok || steps != want {
		t.Errorf("%v, want %v", steps, want)
	}
	f.End = num(127)
	steps, _ = f.Steps()
	if r := f.Remainder(); r.Value != 2 || steps[4] != (measure.Step{125, 127}) {
		t.Errorf("remainder %+v, steps %v", r, steps)
	}
	f.Left = missing
	if _, ok := f.Steps(); ok || f.Remainder().Why != measure.Missing {
		t.Error("an account without one of its figures was closed")
	}
}
