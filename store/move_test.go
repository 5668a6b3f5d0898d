package store

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// A milestone is not moved to where it would be out of sight.
func TestRehomeToAGoalThatEnded(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	id, _, err := s.StartGoal(ctx, at, model.Goal{Patient: goal.Patient, Title: "Dance", Start: goal.Start, QuietDays: 14}, 0)
	must(t, err)
	_, err = s.ChangeGoal(ctx, at, id, model.Turn(model.EnteredInError, "", day.day))
	must(t, err)
	_, err = s.RehomeMilestone(ctx, at, goal.Milestones[1].ID, id)
	wantErr(t, err, model.ErrNotFound)
}

func TestMoveMilestone(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	for _, tt := range []struct {
		which, by int
		want      []int
		rows      int // that the history has images of
	}{
		{2, -1, []int{0, 2, 1, 3, 4}, 1},
		{2, 1, []int{0, 1, 2, 3, 4}, 1},
		{0, 99, []int{1, 2, 3, 4, 0}, 1},
		{0, -99, []int{0, 1, 2, 3, 4}, 1},
		{4, 1, []int{0, 1, 2, 3, 4}, 0},
	} {
		c, err := s.MoveMilestone(ctx, at, goal.Milestones[tt.which].ID, tt.by)
		must(t, err)
		var want, got []int64
		for _, i := range tt.want {
			want = append(want, goal.Milestones[i].ID)
		}
		for _, m := range goalNow(t, s, goal.ID).Milestones {
			got = append(got, m.ID)
		}
		var rows int
		must(t, s.db.QueryRow(`SELECT count(*) FROM change_row WHERE change_id = ?`, c.ID).Scan(&rows))
		if !slices.Equal(got, want) || rows != tt.rows {
			t.Errorf("milestone %d by %d: %v, want %v; %d rows, want %d", tt.which, tt.by, got, want, rows, tt.rows)
		}
	}
	_, err := s.MoveMilestone(ctx, at, 99, 1)
	wantErr(t, err, model.ErrNotFound)
}

func TestMoveGoalAmongThoseUnderWay(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	var ids []int64
	for _, title := range []string{"B", "C", "D"} {
		g := goal
		g.Title, g.Team = title, nil
		id, _, err := s.StartGoal(ctx, at, g, 0)
		must(t, err)
		ids = append(ids, id)
	}
	_, err := s.ChangeGoal(ctx, at, ids[1], model.Turn(model.OnHold, "", model.DayOf(noon)))
	must(t, err)
	_, err = s.MoveGoal(ctx, at, ids[2], -1) // D past B, with C resting between
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	var got []string
	for _, g := range home.Goals {
		got = append(got, g.Title)
	}
	if want := []string{goal.Title, "D", "B"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, err = s.MoveGoal(ctx, at, ids[1], 1)
	wantErr(t, err, model.ErrNotFound)
}

func TestRehomeMilestone(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	other := goal
	other.Title, other.Team, other.Start, other.Answers, other.Milestones = "Other", nil, goal.Start+5, nil, nil
	id, _, err := s.StartGoal(ctx, at, other, 0)
	must(t, err)
	before := dump(t, s)
	m := goal.Milestones[1]
	c, err := s.RehomeMilestone(ctx, at, m.ID, id)
	must(t, err)
	from, to := goalNow(t, s, goal.ID), goalNow(t, s, id)
	if len(from.Milestones) != 4 || len(to.Milestones) != 1 || to.Milestones[0].UID != m.UID || c.GoalID != 0 {
		t.Fatalf("from %v, to %v, change %+v", titlesOf(from.Milestones), titlesOf(to.Milestones), c)
	}
	if got := to.Milestones[0].Due.On(to.Start); got != m.Due.On(goal.Start) {
		t.Errorf("due %s, then %s", m.Due.On(goal.Start), got)
	}
	if a, ok := to.Answer(model.KeyMilestones); !ok || a.WrittenOn != model.DayOf(noon) {
		t.Errorf("question 1 of its new goal: %+v", a)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	_, err = s.RehomeMilestone(ctx, at, m.ID, 99)
	wantErr(t, err, model.ErrNotFound)
}
