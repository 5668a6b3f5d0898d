package store

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// at are places with these ranks; 0 is none yet.
func at(ranks ...int64) []place {
	list := make([]place, len(ranks))
	for i, r := range ranks {
		list[i] = place{rank: r, none: r == 0}
	}
	return list
}

func TestRanked(t *testing.T) {
	for _, test := range []struct {
		name string
		list []place
		want []int64
	}{
		{"nothing", at(), []int64{}},
		{"all new", at(0, 0, 0), []int64{1024, 2048, 3072}},
		{"as they were", at(1024, 2048, 3072), []int64{1024, 2048, 3072}},
		{"one at the end", at(1024, 2048, 0), []int64{1024, 2048, 3072}},
		{"one at the start", at(0, 1024, 2048), []int64{0, 1024, 2048}},
		{"two between", at(1000, 0, 0, 1300), []int64{1000, 1100, 1200, 1300}},
		{"last one first", at(3072, 1024, 2048), []int64{0, 1024, 2048}},
		{"first one last", at(2048, 3072, 1024), []int64{2048, 3072, 4096}},
		{"two changed places", at(1024, 3072, 2048, 4096), []int64{1024, 1536, 2048, 4096}},
		{"no room between", at(1, 3, 2), []int64{1024, 2048, 3072}},
		{"no room at all", at(5, 0, 6), []int64{1024, 2048, 3072}},
		{"backwards", at(3072, 2048, 1024), []int64{-1024, 0, 1024}},
		{"the same rank twice", at(7, 7), []int64{7 - 1024, 7}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ranked(test.list)
			if !rises(got) {
				t.Fatalf("ranks %v do not rise", got)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("ranks (-want +got):\n%s", d)
			}
		})
	}
}

func rises(ranks []int64) bool {
	for i := 1; i < len(ranks); i++ {
		if ranks[i] <= ranks[i-1] {
			return false
		}
	}
	return true
}

func TestRankedProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) place {
			return place{rank: rapid.Int64Range(-50, 5000).Draw(t, "rank"), none: rapid.Bool().Draw(t, "none")}
		}), 0, 30).Draw(t, "list")
		if got := ranked(list); len(got) != len(list) || !rises(got) {
			t.Fatalf("ranks %v", got)
		}
	})
}

// A row moved in a list with room writes that row and no other.
func TestRankedMoveProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := make([]place, rapid.IntRange(1, 40).Draw(t, "n"))
		for i := range list {
			list[i].rank = int64(i+1) * gap
		}
		from := rapid.IntRange(0, len(list)-1).Draw(t, "from")
		to := rapid.IntRange(0, len(list)-1).Draw(t, "to")
		moved := list[from]
		list = slices.Insert(slices.Delete(list, from, from+1), to, moved)
		written := 0
		for i, rank := range ranked(list) {
			if rank != list[i].rank {
				written++
			}
		}
		if written > 1 {
			t.Fatalf("moving %d to %d wrote %d rows", from, to, written)
		}
	})
}
