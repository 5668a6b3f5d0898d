package store

import (
	"errors"
	"testing"

	"waymark/model"
)

// Who may check off, but not change the plan, does not take back what others checked off.
func TestTakingBackOthersTakesThePlan(t *testing.T) {
	h := lodged(t)
	_, err := h.s.ChangePerson(t.Context(), h.rosa, h.dana.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	c, err := h.s.ChangeMilestone(t.Context(), h.rosa, h.goal.Milestones[0].ID, model.Reopen(model.DayOf(noon)))
	must(t, err)
	_, err = h.s.TakeBack(t.Context(), h.dana, c.ID)
	var off *model.NotAllowedError
	if !errors.As(err, &off) || off.Right != model.RightPlan {
		t.Errorf("%v", err)
	}
}

// An id that was given back and is used by another window is told as theirs.
func TestAnIDThatWasGivenBackIsTold(t *testing.T) {
	h := lodged(t)
	ctx := t.Context()
	other := open(t, h.s.Path())
	_, err := h.s.ChangePerson(ctx, h.rosa, h.dana.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	a, err := h.s.ChangeMilestone(ctx, h.rosa, h.goal.Milestones[0].ID, model.Reword("Stand up"))
	must(t, err)
	_, b, err := h.s.AddReading(ctx, h.dana, h.goal.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 4, ReadBy: h.dana.ID})
	must(t, err)
	_, err = h.s.News(ctx, h.rosa.ID)
	must(t, err)
	if _, err = h.s.TakeBack(ctx, h.dana, a.ID, b.ID); !errors.Is(err, model.ErrNotAllowed) {
		t.Fatal(err)
	}
	c, err := other.ChangeMilestone(ctx, h.rosa, h.goal.Milestones[1].ID, model.Reword("Go up"))
	must(t, err)
	n, err := h.s.News(ctx, h.rosa.ID)
	must(t, err)
	if len(n.Changes) != 1 || n.Changes[0].ID != c.ID {
		t.Errorf("told: %v, want %d", n.Changes, c.ID)
	}
}
