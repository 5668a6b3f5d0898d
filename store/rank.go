package store

import "slices"

// gap is how far apart the ranks of neighbours are made, so that rows can move
// between them without the others moving too.
const gap = 1024

// place is where a row stands in its list: its rank, or none yet.
type place struct {
	rank int64
	none bool
}

// ranked gives the rows of a list, in the order they are to stand in, ranks
// that rise. As many as can keep theirs do; only when a gap is too small for
// those in it are all made anew.
func ranked(list []place) []int64 {
	ranks := make([]int64, len(list))
	kept := rising(list)
	for from := 0; from < len(list); {
		to := from
		for to < len(list) && !kept[to] {
			to++
		}
		if n := int64(to - from); n > 0 {
			low, step := between(list, from, to)
			if step < 1 {
				return spread(len(list))
			}
			for i := range n {
				ranks[from+int(i)] = low + (i+1)*step
			}
		}
		if to < len(list) {
			ranks[to] = list[to].rank
		}
		from = to + 1
	}
	return ranks
}

// between returns the rank below the rows from and before to, which get new
// ranks, and the steps they can be apart.
func between(list []place, from, to int) (low, step int64) {
	n := int64(to - from)
	switch {
	case from > 0 && to < len(list):
		return list[from-1].rank, (list[to].rank - list[from-1].rank) / (n + 1)
	case to < len(list):
		return list[to].rank - (n+1)*gap, gap
	case from > 0:
		return list[from-1].rank, gap
	}
	return 0, gap
}

// spread returns n ranks, each a gap from the next.
func spread(n int) []int64 {
	ranks := make([]int64, n)
	for i := range ranks {
		ranks[i] = int64(i+1) * gap
	}
	return ranks
}

// rising marks the longest run of rows, not side by side perhaps, whose ranks
// rise already.
func rising(list []place) []bool {
	ends := []int{} // ends[k]: of the runs of k+1 rows, the last row of the one that ends lowest
	before := make([]int, len(list))
	for i, p := range list {
		if p.none {
			continue
		}
		k, _ := slices.BinarySearchFunc(ends, p.rank, func(end int, rank int64) int {
			return int(min(max(list[end].rank-rank, -1), 1))
		})
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	kept := make([]bool, len(list))
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			kept[i] = true
		}
	}
	return kept
}
