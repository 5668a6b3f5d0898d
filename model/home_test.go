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
	list, passed := Home{Goals: []Summary{goal(1, 3, -20, 0), goal(2, 0, -15, -2, 30), goal(3)}}.Due()
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
