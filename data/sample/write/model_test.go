package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestTheModelIsConsistent(t *testing.T) {
	t.Parallel()
	for y := 2021; y <= 2024; y++ {
		for m := 2; m <= lastMonth(y); m++ {
			sum := 0.0
			for c, name := range clusters {
				sum += level(y, c, m)
				if m > 2 && level(y, c, m) <= level(y, c, m-1) {
					t.Errorf("%s, January to month %d of %d: the cumulated flow falls", name, m, y)
				}
				nominal := (raw(y, c, m)/raw(y-1, c, m) - 1) * 100
				if math.Abs(nominal-rate(y, c, m)) > 0.6 {
					t.Errorf("%s, %d-%d: published %.1f, levels give %.1f", name, y, m, rate(y, c, m), nominal)
				}
			}
			if math.Abs(sum-total(y, m)) > 1e-9 {
				t.Errorf("%d-%d: clusters sum to %v, total %v", y, m, sum, total(y, m))
			}
		}
	}
	if total(2022, 5) != 44.5 || total(2024, 9) != 98.6 || totalRate(2024, 9) != 9.8 || rate(2024, 0, 9) != 18.2 {
		t.Errorf("anchors: %v %v %v %v", total(2022, 5), total(2024, 9), totalRate(2024, 9), rate(2024, 0, 9))
	}
	q := len(parkCounts[0])
	now, before := 0, 0
	for _, c := range parkCounts {
		now, before = now+c[q-1], before+c[q-5]
	}
	if now != 203 || before != 186 {
		t.Errorf("park: %d, a year before %d", now, before)
	}
}

// The workbooks that are embedded are the ones this program writes.
func TestTheWorkbooksAreTheProgramsOwn(t *testing.T) {
	t.Parallel()
	for name, write := range books {
		want, err := workbook(write)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "workbooks", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the program writes: run go generate ./data/sample", name)
		}
	}
}
