package model

import (
	"slices"
	"testing"
)

// What is due in all goals stands by its day; on one day, in the goals' order.
func TestHomeDue(t *testing.T) {
	goal := func(id int64, days ...int) Summary {
		g := Goal{ID: id, Start: monday - 30}
		for i, d := range days {
			g.Milestones = append(g.Milestones, Milestone{ID: 10*id + int64(i), State: Open, Due: Due{Day: monday + Day(d)}})
		}
		return g.Summary(monday)
	}
	home := Home{Goals: []Summary{goal(1, 3, -20, 0), goal(2, 0, -15, -2, 30), goal(3)}}
	done := Milestone{ID: 29, State: Reached, Rank: -1, Due: Due{Day: monday}} // before what is due on its day
	if list, _ := home.Due(DueNow{Goal{ID: 2}, done}, DueNow{Goal{ID: 9}, done}); len(list) != 5 || list[2].Milestone.ID != 29 {
		t.Errorf("with what was done among it: %+v", list)
	}
	list, passed := home.Due()
	var got []int64
	for _, due := range list {
		if due.Goal.ID != due.Milestone.ID/10 {
			t.Errorf("milestone %d of goal %d", due.Milestone.ID, due.Goal.ID)
		}
		got = append(got, due.Milestone.ID)
	}
	if want := []int64{22, 12, 20, 10}; !slices.Equal(got, want) || passed != 2 {
		t.Errorf("due are %v, want %v; %d passed, want 2", got, want, passed)
	}
}
