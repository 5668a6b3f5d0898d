package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// Titles are those of goals under way, of one patient, in the lists' order and
// whatever became of the milestones.
func TestTitles(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	var want []model.Titled
	for i, m := range goal.Milestones {
		state := []model.State{model.Reached, model.Resting, model.LetGo, model.Open}[i%4]
		change := model.Put(state)
		if state == model.Reached {
			change = model.Reach(model.DayOf(noon), goal.Patient.ID, at.ID)
		}
		_, err := s.ChangeMilestone(ctx, at, m.ID, change)
		must(t, err)
		want = append(want, model.Titled{ID: m.ID, GoalID: goal.ID, Title: m.Title, State: state})
	}
	resting := goal
	resting.Title = "Swim"
	id, _, err := s.StartGoal(ctx, at, resting, 0)
	must(t, err)
	_, err = s.ChangeGoal(ctx, at, id, model.Turn(model.OnHold, "", goal.Start))
	must(t, err)

	got, err := s.Titles(ctx, goal.Patient.ID)
	if diff := cmp.Diff(want, got); err != nil || diff != "" || len(want) < 2 {
		t.Errorf("%v\n%s", err, diff)
	}
	if got, err := s.Titles(ctx, at.ID); err != nil || got != nil {
		t.Errorf("of someone else: %v, %v", got, err)
	}
}

// A checklist is the goal with its milestones as they are told anywhere.
func TestChecklist(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	_, err := s.ChangeMilestone(ctx, at, goal.Milestones[0].ID, model.Reach(model.DayOf(noon), goal.Patient.ID, at.ID))
	must(t, err)
	want, err := s.Goal(ctx, goal.ID)
	must(t, err)
	got, err := s.Checklist(ctx, goal.ID)
	must(t, err)
	if got.Patient != want.Patient || got.Start != want.Start || got.Title != want.Title || model.ProgressOf(got.Milestones) != model.ProgressOf(want.Milestones) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if diff := cmp.Diff(want.Milestones[0].Check, got.Milestones[0].Check); diff != "" || got.Milestones[0].Check.Checker != "Ben" {
		t.Error(diff)
	}
	_, err = s.Checklist(ctx, 99)
	wantErr(t, err, model.ErrNotFound)
}

// People are told with who was at the computer last, and for whom.
func TestPeopleAndTheSeat(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	list, seat, err := s.People(ctx)
	if want := (model.Seat{At: at.ID, Patient: goal.Patient.ID}); err != nil || seat != want || len(list) < 2 || list[0].Name != "Rosa" || list[1].Name != "Ben" {
		t.Errorf("%+v, %+v, %v", list, seat, err)
	}
	must(t, s.Sit(ctx, model.Seat{At: goal.Patient.ID}))
	if _, seat, err := s.People(ctx); err != nil || seat.At != goal.Patient.ID || seat.Patient != goal.Patient.ID {
		t.Errorf("%+v, %v", seat, err)
	}
	empty := open(t, newFile(t))
	if list, seat, err := empty.People(ctx); err != nil || len(list) > 0 || seat != (model.Seat{}) {
		t.Errorf("of an empty file: %v, %+v, %v", list, seat, err)
	}
}
