package importer

import (
	"hash/maphash"
	"slices"

	"countyboard/data"
)

// figureKey is a data.Key with IDs for its words: where it is the same, so are they.
type figureKey struct {
	indicator, measure, place, group uint32
	period                           data.Period
}

func (r *Readings) keyOf(f *figure) figureKey {
	a := &r.abouts[f.about]
	return figureKey{a.indicator, a.measure, f.place, f.group, f.period}
}

// seriesOf is what a figure is about but its period.
func (r *Readings) seriesOf(f *figure) figureKey {
	k := r.keyOf(f)
	k.period = data.Period{}
	return k
}

// firsts finds the first figure of each key in a table of indexes by the key's
// hash: a map of the keys themselves would take as much room as the figures do.
type firsts struct {
	read *Readings
	key  func(*figure) figureKey
	seed maphash.Seed
	at   []int32 // 1 + index of a figure, 0 = free; a power of two of them
}

func newFirsts(read *Readings, key func(*figure) figureKey) firsts {
	size := 16
	for size < read.n+read.n/2 {
		size *= 2
	}
	return firsts{read, key, maphash.MakeSeed(), make([]int32, size)}
}

// slot is where a key's first figure is kept, or would be.
func (f *firsts) slot(k figureKey) int {
	mask := len(f.at) - 1
	for slot := int(maphash.Comparable(f.seed, k)) & mask; ; slot = (slot + 1) & mask {
		if at := f.at[slot]; at == 0 || f.key(f.read.at(int(at-1))) == k {
			return slot
		}
	}
}

// first is the index of the first figure of a key; where there is none, i is it
// from now on.
func (f *firsts) first(k figureKey, i int) (at int, found bool) {
	slot := f.slot(k)
	if f.at[slot] > 0 {
		return int(f.at[slot] - 1), true
	}
	f.at[slot] = int32(i + 1)
	return i, false
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
	read *Readings
	of   []int32
}

func (t *translator) runs() *runs {
	read := &t.read
	r := &runs{firsts: newFirsts(read, read.seriesOf), ends: make([]int32, read.n), size: make([]int32, read.n)}
	first := make([]int32, read.n)
	n := int32(0)
	for i, x := range read.figures() {
		first[i] = -1
		if x.is(openFigure) || !read.complete(x) || !x.hasNumber() {
			continue
		}
		at, _ := r.first(read.seriesOf(x), i)
		first[i] = int32(at)
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
			slices.SortStableFunc(r.order[r.ends[at]-r.size[at]:r.ends[at]], func(a, b int32) int {
				return read.at(int(a)).period.Compare(read.at(int(b)).period)
			})
		}
	}
	return r
}

// run is the run of a key, whatever its period is.
func (r *runs) run(k figureKey) run {
	k.period = data.Period{}
	at := r.at[r.slot(k)] - 1
	if at < 0 {
		return run{}
	}
	return run{r.read, r.order[r.ends[at]-r.size[at] : r.ends[at]]}
}

// at is the figure of a period in a run.
func (r run) at(p data.Period) *figure {
	i, found := slices.BinarySearchFunc(r.of, p, func(i int32, p data.Period) int { return r.read.at(int(i)).period.Compare(p) })
	if !found {
		return nil
	}
	return r.read.at(int(r.of[i]))
}

// cumulatedBefore is the last cumulated figure of the same year before x.
func (r run) cumulatedBefore(x *figure) *figure {
	p := x.period
	if p.Freq() != data.YearToDate {
		return nil
	}
	for months := p.Months() - 1; months > 1; months-- {
		if f := r.at(data.Span(p.Year(), 1, months)); f != nil {
			return f
		}
	}
	return nil
}
