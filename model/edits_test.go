package model

import (
	"slices"
	"testing"
)

func TestFactLines(t *testing.T) {
	for _, tt := range []struct {
		fact Fact
		want []string
	}{
		{Fact{"Date", "Mon 23 Nov", "No date"}, []string{"Date, before: Mon 23 Nov", "Date, after: No date"}},
		{Fact{"Date", "", "Mon 23 Nov"}, []string{"Date: Mon 23 Nov"}},
		{Fact{"Date", "Mon 23 Nov", ""}, []string{"Date: Mon 23 Nov"}},
		{Fact{Label: "Its place in the list"}, []string{"Its place in the list changed."}},
	} {
		if got := tt.fact.Lines(); !slices.Equal(got, tt.want) {
			t.Errorf("%+v says %q, want %q", tt.fact, got, tt.want)
		}
	}
}

// A change counts when milestones come or go, to another goal too, or get another
// state; other words and days do not.
func TestDetailCounts(t *testing.T) {
	milestone := func(goal int64, s State) Thing {
		return Thing{Is: ThingMilestone, Milestone: Milestone{ID: 1, GoalID: goal, State: s}}
	}
	reworded := milestone(1, Open)
	reworded.Milestone.Title = "Other words"
	for _, tt := range []struct {
		name string
		edit Edit
		want bool
	}{
		{"added", Edit{Now: milestone(1, Open)}, true},
		{"removed", Edit{Was: milestone(1, Open)}, true},
		{"done", Edit{milestone(1, Open), milestone(1, Reached)}, true},
		{"moved", Edit{milestone(1, Open), milestone(2, Open)}, true},
		{"other words", Edit{milestone(1, Open), reworded}, false},
		{"an earlier day", Edit{Now: Thing{Is: ThingEarlier, Milestone: Milestone{GoalID: 1, State: Open}}}, false},
	} {
		if got := (Detail{Edits: []Edit{{}, tt.edit}}).Counts(); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
}

// What one did oneself, switches aside, and readings may always be turned around. Of a line that
// does not stand it is what took it back that is turned around.
func TestDetailNeeds(t *testing.T) {
	ben, rosa := At{ID: 2}, int64(1)
	for _, tt := range []struct {
		name   string
		detail Detail
		want   Right
	}{
		{"own", Detail{Change: Change{ByID: 2, Stands: true}, Takes: RightCheck}, RightNone},
		{"another's", Detail{Change: Change{ByID: rosa, Stands: true}, Takes: RightCheck}, RightCheck | RightPlan},
		{"another's reading", Detail{Change: Change{ByID: rosa, Stands: true, Kind: KindReading}}, RightNone},
		{"own, taken back by another", Detail{Change: Change{ByID: 2}, Back: Change{ID: 9, ByID: rosa, Kind: KindUndo, Undoes: 8}, Takes: RightCheck}, RightCheck | RightPlan},
		{"own, taken back by oneself", Detail{Change: Change{ByID: 2}, Back: Change{ID: 9, ByID: 2, Kind: KindUndo, Undoes: 8}, Takes: RightCheck}, RightCheck},
		{"another's switch", Detail{Change: Change{ByID: rosa, Stands: true}, Takes: RightSay}, RightSay | RightPlan},
		{"own switch", Detail{Change: Change{ByID: 2, Stands: true}, Takes: RightSay}, RightSay},
	} {
		if got := tt.detail.Needs(ben); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// More later changes join those that are known, each once, the newest first.
func TestLaterErrorsJoin(t *testing.T) {
	one := &LaterError{Change{ID: 1}, []Change{{ID: 5}, {ID: 2}}}
	all := one.And(&LaterError{Change{ID: 5}, []Change{{ID: 9}, {ID: 5}}})
	if got := all.All(); !slices.Equal(got, []int64{9, 5, 2, 1}) {
		t.Errorf("together %d", got)
	}
}
