package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"waymark/model"
)

// What a list of goals shows is what the goals themselves say.
func TestHomeSumsUp(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t, newFile(t))
		defer s.Close()
		c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
		must2(rt, err)
		h := hand{s: s, at: model.At{ID: c.ByID, Name: c.By}}
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			_, err := h.do(rt)
			must2(rt, err)
		}
		home, err := s.Home(ctx, model.Seat{})
		must2(rt, err)
		goals, err := s.Goals(ctx, home.Patient.ID)
		must2(rt, err)
		var want []model.Summary
		resting, ended, month := 0, 0, 0
		for _, g := range goals {
			for _, m := range g.Milestones {
				if m.State == model.Reached && m.Check.On >= model.DayOf(noon).MonthStart() {
					month++
				}
			}
			switch {
			case g.Lifecycle == model.Active:
				want = append(want, g.Summary(model.DayOf(noon)))
			case g.Lifecycle == model.OnHold:
				resting++
			default:
				ended++
			}
		}
		ignore := cmpopts.IgnoreFields(model.Milestone{}, "Earlier")
		if d := cmp.Diff(want, home.Goals, ignore, cmpopts.EquateEmpty()); d != "" || home.Resting != resting || home.Ended != ended || home.Month != month {
			rt.Fatalf("%d rest, want %d; %d ended, want %d; %d this month, want %d; goals (-want +got):\n%s",
				home.Resting, resting, home.Ended, ended, home.Month, month, d)
		}
	})
}

// What was done this month counts whatever became of its goal, unless that was
// a mistake.
func TestMonthCountsAllGoals(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	month := func() int {
		home, err := s.Home(ctx, model.Seat{})
		must(t, err)
		return home.Month
	}
	before := month()
	_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reach(day.day, at.ID, at.ID))
	must(t, err)
	for _, to := range []model.Lifecycle{model.Active, model.OnHold, model.Completed, model.Cancelled} {
		_, err := s.ChangeGoal(ctx, at, goal.ID, model.Turn(to, "", day.day))
		must(t, err)
		if got := month(); got != before+1 {
			t.Errorf("%s: %d this month, want %d", to, got, before+1)
		}
	}
	_, err = s.ChangeGoal(ctx, at, goal.ID, model.Turn(model.EnteredInError, "", day.day))
	must(t, err)
	if got := month(); got != 0 {
		t.Errorf("of a goal made by mistake %d count", got)
	}
}
