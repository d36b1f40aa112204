package importer

import (
	"hash/maphash"
	"slices"

	"countyboard/data"
)

// firsts finds the first reading of each key, by the key's hash: a map of the
// keys themselves would take as much room as the readings do.
type firsts struct {
	read []Reading
	key  func(*Reading) data.Key
	seed maphash.Seed
	at   map[uint64]int32
}

func newFirsts(read []Reading, key func(*Reading) data.Key) firsts {
	return firsts{read, key, maphash.MakeSeed(), make(map[uint64]int32)}
}

// slot is where a key's first reading is kept, or would be.
func (f *firsts) slot(k data.Key) (slot uint64, first int32, found bool) {
	for slot = maphash.Comparable(f.seed, k); ; slot++ {
		first, found = f.at[slot]
		if !found || f.key(&f.read[first]) == k {
			return slot, first, found
		}
	}
}

func keyOf(x *Reading) data.Key { return x.Key }

// seriesOf is what a figure is about but its period.
func seriesOf(x *Reading) data.Key {
	k := x.Key
	k.Period = data.Period{}
	return k
}

// runs are the readings of each series of a workbook, in the order of time.
type runs struct {
	firsts
	ends  []int32 // by the index of a series' first reading: where its run ends
	size  []int32 // and how long it is
	order []int32 // indexes of readings, run after run
}

// run is one of them.
type run struct {
	read []Reading
	of   []int32
}

func (t *translator) runs() *runs {
	r := &runs{firsts: newFirsts(t.read, seriesOf), ends: make([]int32, len(t.read)), size: make([]int32, len(t.read))}
	first := make([]int32, len(t.read))
	n := int32(0)
	for i := range t.read {
		x := &t.read[i]
		first[i] = -1
		if x.Open || !x.complete() || !x.Value.Status.HasNumber() {
			continue
		}
		slot, at, found := r.slot(seriesOf(x))
		if !found {
			at = int32(i)
			r.at[slot] = at
		}
		first[i] = at
		r.size[at]++
		n++
	}
	r.order = make([]int32, n)
	end := int32(0)
	for i, at := range first {
		if at < 0 {
			continue
		}
		if at == int32(i) {
			r.ends[at] = end
			end += r.size[at]
		}
		r.order[r.ends[at]] = int32(i)
		r.ends[at]++
	}
	for i, at := range first {
		if at == int32(i) {
			slices.SortStableFunc(r.order[r.ends[at]-r.size[at]:r.ends[at]], func(a, b int32) int { return t.read[a].Key.Period.Compare(t.read[b].Key.Period) })
		}
	}
	return r
}

// run is the run of a key, whatever its period is.
func (r *runs) run(k data.Key) run {
	k.Period = data.Period{}
	_, at, found := r.slot(k)
	if !found {
		return run{}
	}
	return run{r.read, r.order[r.ends[at]-r.size[at] : r.ends[at]]}
}

// at is the reading of a period in a run.
func (r run) at(p data.Period) *Reading {
	i, found := slices.BinarySearchFunc(r.of, p, func(i int32, p data.Period) int { return r.read[i].Key.Period.Compare(p) })
	if !found {
		return nil
	}
	return &r.read[r.of[i]]
}

// cumulatedBefore is the last cumulated figure of the same year before x.
func (r run) cumulatedBefore(x *Reading) (before *Reading) {
	p := x.Key.Period
	if p.Freq() != data.YearToDate {
		return nil
	}
	for _, i := range r.of {
		q := r.read[i].Key.Period
		if q.Freq() == data.YearToDate && q.Year() == p.Year() && q.Months() < p.Months() && (before == nil || q.Months() > before.Key.Period.Months()) {
			before = &r.read[i]
		}
	}
	return before
}
