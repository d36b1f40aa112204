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
			if math.Abs(sum-lezhi.total(y, m)) > 1e-9 {
				t.Errorf("%d-%d: clusters sum to %v, total %v", y, m, sum, lezhi.total(y, m))
			}
		}
	}
	if lezhi.total(2022, 5) != 44.5 || lezhi.total(2024, 9) != 98.6 || lezhi.totalRate(2024, 9) != 9.8 || rate(2024, 0, 9) != 18.2 {
		t.Errorf("anchors: %v %v %v %v", lezhi.total(2022, 5), lezhi.total(2024, 9), lezhi.totalRate(2024, 9), rate(2024, 0, 9))
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

// A county is a part of its city, in each cluster and month, and the cumulated
// flows of the neighbours only rise.
func TestTheCityHoldsItsCounties(t *testing.T) {
	t.Parallel()
	for y := 2021; y <= 2024; y++ {
		for m := 2; m <= lastMonth(y); m++ {
			for c, name := range clusters {
				rest := ziyang.level(y, c, m)
				for _, p := range parts[:3] {
					rest -= p.level(y, c, m)
					if m > 2 && p.has(c) && p.level(y, c, m) <= p.level(y, c, m-1) {
						t.Errorf("%s, %s, January to month %d of %d: the cumulated flow falls", p.name, name, m, y)
					}
				}
				if rest <= 0 {
					t.Errorf("%s, %d-%d: the counties have %v more than the city", name, y, m, -rest)
				}
			}
			if low, high := 3.0, 10.5; ziyang.totalRate(y, m) < low || ziyang.totalRate(y, m) > high {
				t.Errorf("the city grew by %v in %d-%d", ziyang.totalRate(y, m), y, m)
			}
		}
	}
}

// Moves between clusters cancel out, and nobody leaves a list that is empty.
func TestTheListIsConsistent(t *testing.T) {
	t.Parallel()
	for q := 1; q <= quarters; q++ {
		in, out := 0, 0
		for c, name := range clusters {
			a := moved(c, q-1, q)
			in, out = in+a.in, out+a.out
			if got := onList(c, q-1) + a.entered - a.left + a.in - a.out; got != onList(c, q) || got <= 0 {
				t.Errorf("%s, quarter %d: the movements give %d, the list holds %d", name, q, got, onList(c, q))
			}
			if onList(c, q) > parkCounts[c][q-1] {
				t.Errorf("%s, quarter %d: %d on the list, and %d in the park", name, q, onList(c, q), parkCounts[c][q-1])
			}
		}
		if in != out {
			t.Errorf("quarter %d: %d moved in, %d moved out", q, in, out)
		}
	}
	// 四川新闻网 counted two that entered from January to May of 2022.
	sum := func(to int) (n int) {
		for c := range clusters {
			n += moved(c, 4, to).entered
		}
		return n
	}
	if march, june := sum(5), sum(6); march > 2 || june < 2 {
		t.Errorf("%d entered by March 2022, %d by June; two by May were published", march, june)
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
