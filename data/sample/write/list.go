package main

// The list of enterprises above designated size in 乐至, by cluster: who stood on
// it at the end of 2020, and what moved in each quarter from the first of 2021
// on. Moves between clusters cancel out over the county.

const quarters = 15 // the first of 2021 to the third of 2024

var (
	listed = []int{12, 20, 11, 20, 3, 22}

	entered = [][quarters]int{
		{1, 0, 1, 1, 0, 1, 0, 2, 1, 0, 1, 1, 1, 1, 1},
		{0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1},
		{1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1},
		{0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1},
		{0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0},
		{1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0},
	}
	left = [][quarters]int{
		{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0},
		{1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0},
		{0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0},
		{1, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1},
		{},
		{1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0},
	}
	// moves are reclassifications: how many went from a cluster to another in a quarter.
	moves = []struct{ quarter, from, to, n int }{
		{4, 1, 4, 2}, {8, 5, 2, 1}, {8, 1, 0, 1}, {12, 1, 4, 1}, {12, 3, 5, 1},
	}
)

// account is what moved on the list.
type account struct{ entered, left, in, out int }

// moved sums up what happened to a cluster's list in quarters from up to, not including, to.
func moved(cluster, from, to int) (a account) {
	for q := from; q < to; q++ {
		a.entered += entered[cluster][q]
		a.left += left[cluster][q]
	}
	for _, m := range moves {
		if m.quarter < from || m.quarter >= to {
			continue
		}
		if m.to == cluster {
			a.in += m.n
		}
		if m.from == cluster {
			a.out += m.n
		}
	}
	return a
}

// onList is the enterprises of a cluster at the end of a quarter, 0 being the last of 2020.
func onList(cluster, quarter int) int {
	a := moved(cluster, 0, quarter)
	return listed[cluster] + a.entered - a.left + a.in - a.out
}
