package measure_test

import (
	"testing"

	"countyboard/data/measure"
)

// 98.6 after 88.9, published with +9.8 %.
func TestBasisOfAPublishedRate(t *testing.T) {
	t.Parallel()
	b := measure.BasisOf(num(98.6), num(9.8), num(88.9), 0)
	if !near(b.Nominal.Value, 10.9111, 1e-4) || !near(b.Gap.Value, -1.1111, 1e-4) || !near(b.Gap.Low, -1.1611, 1e-4) || !near(b.Gap.High, -1.0611, 1e-4) {
		t.Errorf("nominal %+v, gap %+v", b.Nominal, b.Gap)
	}
	// 98.6/1.098 = 89.80; δ = 98.6·0.0005/1.098² = 0.041; against 88.9 that is +1.0 %.
	if !near(b.Implied.Value, 89.7996, 1e-4) || !near(b.Implied.Low, 89.7587, 1e-4) || !near(b.Implied.High, 89.8405, 1e-4) {
		t.Errorf("implied base %+v", b.Implied)
	}
	if !near(b.Moved.Value, 1.0119, 1e-3) || !near(b.Moved.Low, 0.9659, 1e-3) || !near(b.Moved.High, 1.0579, 1e-3) {
		t.Errorf("moved %+v", b.Moved)
	}
}

func TestBasisWithoutOneOfItsFigures(t *testing.T) {
	t.Parallel()
	b := measure.BasisOf(num(98.6), missing, num(88.9), 0)
	if !b.Nominal.OK() || b.Gap.Why != measure.Missing || b.Implied.Why != measure.Missing || b.Moved.Why != measure.Missing {
		t.Errorf("without a rate: %+v", b)
	}
	b = measure.BasisOf(num(98.6), num(9.8), missing, 0)
	if b.Nominal.OK() || b.Gap.OK() || !b.Implied.OK() || b.Moved.OK() {
		t.Errorf("without a base: %+v", b)
	}
	b = measure.BasisOf(num(5), num(9.8), num(0), 0)
	if b.Nominal.Why != measure.NoBase || b.Gap.Why != measure.NoBase || b.Moved.Why != measure.NoBase {
		t.Errorf("from nothing: %+v", b)
	}
	if b := measure.ImpliedBase(10, -100); b.Why != measure.NegativeBase {
		t.Errorf("a base of a rate of −100 %%: %+v", b)
	}
}

// Levels printed to two digits: 1.23 after 1.07 may be anything from +14.0 to
// +15.9 %, so a published +15.2 % need not differ from the nominal +14.95 %.
func TestLevelsAreRoundedToo(t *testing.T) {
	t.Parallel()
	b := measure.BasisOf(num(1.23), num(15.2), num(1.07), 0.005)
	if !near(b.Nominal.Value, 14.9533, 1e-4) || !near(b.Nominal.Low, 13.9535, 1e-4) || !near(b.Nominal.High, 15.9624, 1e-4) {
		t.Errorf("nominal %+v", b.Nominal)
	}
	if !near(b.Gap.Value, 0.2467, 1e-4) || !near(b.Gap.Low, -0.8124, 1e-4) || !near(b.Gap.High, 1.2965, 1e-4) || !b.Gap.Covers(0) {
		t.Errorf("gap %+v", b.Gap)
	}
	if b := measure.BasisOf(num(1.23), num(15.2), num(1.07), 0); b.Gap.Covers(0) {
		t.Errorf("exact levels leave no room: %+v", b.Gap)
	}
	if b := measure.GrowthBand(1, 0.004, 0.005); b.OK() {
		t.Errorf("a base that may be zero has no band: %+v", b)
	}
}
