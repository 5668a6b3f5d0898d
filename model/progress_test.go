package model

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// ofStates is a list of milestones, one for each state.
func ofStates(states ...State) []Milestone {
	var list []Milestone
	for i, s := range states {
		list = append(list, Milestone{ID: int64(i + 1), Title: fmt.Sprintf("Step %d", i+1), State: s})
	}
	return list
}

var someStates = rapid.SliceOfN(rapid.SampledFrom([]State{Open, Reached, Resting, LetGo}), 0, 30)

func TestProgress(t *testing.T) {
	for _, tt := range []struct {
		states  []State
		want    Progress
		percent int
		words   string
	}{
		{nil, Progress{}, 0, "no milestones yet"},
		{[]State{Open}, Progress{0, 1, 0, 0}, 0, "0 of 1 done"},
		{[]State{Reached, Open, Open}, Progress{1, 3, 0, 0}, 33, "1 of 3 done"},
		{[]State{Reached, Reached, Open}, Progress{2, 3, 0, 0}, 66, "2 of 3 done"},
		{[]State{Reached, Reached}, Progress{2, 2, 0, 0}, 100, "2 of 2 done"},
		{[]State{Reached, Open, Resting, LetGo}, Progress{1, 2, 1, 1}, 50, "1 of 2 done, 1 resting"},
		{[]State{Resting}, Progress{0, 0, 1, 0}, 0, "1 milestone resting"},
		{[]State{Resting, Resting, LetGo}, Progress{0, 0, 2, 1}, 0, "2 milestones resting"},
		{[]State{LetGo}, Progress{0, 0, 0, 1}, 0, "1 milestone let go"},
	} {
		got := ProgressOf(ofStates(tt.states...))
		if got != tt.want || got.Percent() != tt.percent || got.String() != tt.words {
			t.Errorf("%v: %+v, %d percent, %q; want %+v, %d, %q", tt.states, got, got.Percent(), got, tt.want, tt.percent, tt.words)
		}
	}
	if got := (Progress{Reached: 199, Total: 200}).Percent(); got != 99 {
		t.Errorf("199 of 200 is %d percent: only all is 100", got)
	}
}

func TestProgressCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		states, more := someStates.Draw(t, "states"), someStates.Draw(t, "more")
		p := ProgressOf(ofStates(states...))
		switch {
		case p.Total+p.Resting+p.LetGo != len(states):
			t.Fatalf("%+v does not count %d milestones", p, len(states))
		case p.Percent() < 0 || p.Percent() > 100 || p.Fraction() < 0 || p.Fraction() > 1:
			t.Fatalf("%+v is %d percent", p, p.Percent())
		case (p.Percent() == 100) != (p.Total > 0 && p.Reached == p.Total):
			t.Fatalf("%+v is %d percent", p, p.Percent())
		case p.Plus(ProgressOf(ofStates(more...))) != ProgressOf(ofStates(slices.Concat(states, more)...)):
			t.Fatal("two lists do not add up")
		}
	})
}

func TestReachingNeverLowersProgress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := ofStates(someStates.Filter(func(s []State) bool { return len(s) > 0 }).Draw(t, "states")...)
		before := ProgressOf(list)
		i := rapid.IntRange(0, len(list)-1).Draw(t, "which")
		was := list[i].State
		if _, err := Reach(monday, 1, 1)(&list[i]); err != nil {
			t.Fatal(err)
		}
		if after := ProgressOf(list); after.Percent() < before.Percent() || after.Fraction() < before.Fraction() {
			t.Fatalf("from %s: %v came after %v", was, after, before)
		}
	})
}

func TestRestingLeavesTheSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := ofStates(append(someStates.Draw(t, "states"), Open)...)
		before := ProgressOf(list)
		list[len(list)-1].State = Resting
		after := ProgressOf(list)
		want := Progress{before.Reached, before.Total - 1, before.Resting + 1, before.LetGo}
		if after != want || after.Fraction() < before.Fraction() {
			t.Fatalf("%v came after %v", after, before)
		}
	})
}

func TestNext(t *testing.T) {
	for _, tt := range []struct {
		states []State
		want   int64 // 0 for none
	}{
		{nil, 0},
		{[]State{Open, Open}, 1},
		{[]State{Reached, Resting, LetGo, Open, Open}, 4},
		{[]State{Reached, Resting}, 0},
	} {
		next, ok := Goal{Milestones: ofStates(tt.states...)}.Next()
		if next.ID != tt.want || ok != (tt.want != 0) {
			t.Errorf("%v: next is %d, %t, want %d", tt.states, next.ID, ok, tt.want)
		}
	}
}

func TestDueNow(t *testing.T) {
	g := Goal{Start: monday - 14}
	for i, m := range []Milestone{
		{Due: Due{Day: monday + 7}, State: Open},
		{Due: Due{Day: monday + 8}, State: Open},
		{Due: Due{FromStart: true, Days: 10}, State: Open},
		{Due: Due{Day: monday}, State: Open},
		{State: Open},
		{Due: Due{Day: monday}, State: Resting},
		{Due: Due{Day: monday}, State: Reached},
		{Due: Due{Day: monday}, State: Open},
		{Due: Due{FromStart: true}, State: Open},
		{Due: Due{Day: monday - 15}, State: Open},
		{Due: Due{Day: monday - 15}, State: Resting},
	} {
		m.ID = int64(i + 1)
		g.Milestones = append(g.Milestones, m)
	}
	s := g.Summary(monday)
	var got []int64
	for _, m := range s.Due {
		got = append(got, m.ID)
	}
	if want := []int64{1, 3, 4, 8, 9}; !slices.Equal(got, want) || s.Passed != 1 {
		t.Errorf("due now are %v, want %v; %d passed long ago, want 1", got, want, s.Passed)
	}
}

func TestWellDone(t *testing.T) {
	rosa, ben := At{1, "Rosa"}, At{2, "Ben"}
	for _, tt := range []struct {
		at     At
		states []State
		want   string
	}{
		{rosa, []State{Reached, Reached, Open}, "Well done, Rosa. That is 2 of 3."},
		{rosa, []State{Reached, Open, Open}, "Well done, Rosa. That is 1 of 3. Your first one is done."},
		{rosa, []State{Reached, Reached}, "Well done, Rosa. That is 2 of 2. You did what you set out to do."},
		{rosa, []State{Reached}, "Well done, Rosa. That is 1 of 1. You did what you set out to do."},
		{ben, []State{Reached, Open}, "Checked off by Ben. That is 1 of 2. Rosa can add how it felt."},
		{At{}, []State{Reached, Reached, Open}, "Well done, Rosa. That is 2 of 3."},
	} {
		g := Goal{Patient: Person{ID: 1, Name: "Rosa"}, Milestones: ofStates(tt.states...)}
		if got := WellDone(g, tt.at); got != tt.want {
			t.Errorf("%v by %q: %q, want %q", tt.states, tt.at.Name, got, tt.want)
		}
	}
}
