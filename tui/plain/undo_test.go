package plain

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"waymark/model"
)

// backward is a file from which something is taken back, or not.
type backward struct {
	File
	err   error // of taking back one change
	taken []int64
	lost  error // of reading the goal
}

func (f *backward) Undo(context.Context, model.At, int64) (model.Change, error) {
	return model.Change{ID: 9, GoalID: 1, Undone: model.KindMilestone, Words: `Undone: checked off "Stand"`}, f.err
}

func (f *backward) TakeBack(_ context.Context, _ model.At, changes ...int64) (model.Change, error) {
	f.taken = changes
	return model.Change{ID: 9, GoalID: 1, Undone: model.KindMilestone, Words: `Undone: checked off "Stand"`}, nil
}

func (f *backward) Checklist(context.Context, int64) (model.Goal, error) {
	if f.lost != nil {
		return model.Goal{}, f.lost
	}
	_, goals := rosa()
	return goals[0], nil
}

// stoodOn says that Rosa changed what Ben did.
func stoodOn() *model.LaterError {
	at := time.Date(2026, time.November, 23, 9, 30, 0, 0, time.UTC)
	return &model.LaterError{
		Change: model.Change{ID: 3, By: "Ben", On: monday - 1, Clock: model.Clock(at), Words: `Checked off "Stand"`, Stands: true},
		Later: []model.Change{
			{ID: 7, By: "Rosa", On: monday, Clock: model.Clock(at), Words: `Changed "Stand" to "Rise"`, Stands: true},
			{ID: 5, By: "Ben", On: monday, Clock: model.Clock(at), Words: "Marked it major", Stands: true},
		},
	}
}

func TestUndoIsSaid(t *testing.T) {
	home, _ := rosa()
	for _, tt := range []struct {
		file  backward
		later bool
		want  string
		taken []int64
	}{
		{backward{}, false, "Undone: checked off \"Stand\". Walk far. 1 of 3 now, 1 resting.\n", nil},
		{backward{}, true, "Undone: checked off \"Stand\". Walk far. 1 of 3 now, 1 resting.\n", nil},
		{backward{lost: model.ErrNotFound}, false, "Undone: checked off \"Stand\".\n", nil},
		{backward{err: stoodOn()}, true, "Undone: changed \"Stand\" to \"Rise\".\nUndone: marked it major.\nUndone: checked off \"Stand\". Walk far. 1 of 3 now, 1 resting.\n", []int64{7, 5, 3}},
	} {
		done, err := Undo{WithLater: tt.later}.Do(t.Context(), Desk{File: &tt.file, At: home.Patient, Dates: dates})
		var b bytes.Buffer
		if done.Print(&b); err != nil || b.String() != tt.want || !slices.Equal(tt.file.taken, tt.taken) {
			t.Errorf("%v, took back %v: %q\nwant %v: %q", err, tt.file.taken, b.String(), tt.taken, tt.want)
		}
	}
}

// What is not taken back is said in words, with what to do; what goes wrong with
// the file is handed on.
func TestUndoIsRefused(t *testing.T) {
	home, _ := rosa()
	for _, tt := range []struct {
		err   error
		later bool
		want  string
	}{
		{model.ErrNothingToUndo, false, "There is nothing to undo for Rosa."},
		{model.ErrUndoClosed, false, "What was done before Waymark was updated cannot be taken back. Nothing was changed."},
		{&model.LaterError{}, false, "Something else changed since, so this cannot be taken back. Nothing was changed."},
		{&model.LaterError{}, true, "Something else changed since, so this cannot be taken back. Nothing was changed."},
		{stoodOn(), false, "Nothing was taken back. Later changes stand on this one:\n  Sun 22 Nov 2026, 9:30. Checked off \"Stand\". By Ben.\n" +
			"These are the later ones, the newest first:\n  Mon 23 Nov 2026, 9:30. Changed \"Stand\" to \"Rise\". By Rosa.\n  Mon 23 Nov 2026, 9:30. Marked it major. By Ben.\n" +
			"To take them all back, add --with-later."},
	} {
		f := &backward{err: tt.err}
		_, err := Undo{WithLater: tt.later}.Do(t.Context(), Desk{File: f, At: home.Patient, Dates: dates})
		if !errors.As(err, new(MatchError)) || Explain(err, "") != tt.want || f.taken != nil {
			t.Errorf("%v: %v\n%s\nwant %s", tt.err, err, Explain(err, ""), tt.want)
		}
	}
	for _, wrong := range []error{model.ErrBusy, &model.NotAllowedError{Name: "Rosa", Right: model.RightPlan}} {
		if _, err := (Undo{}).Do(t.Context(), Desk{File: &backward{err: wrong}, At: home.Patient}); !errors.Is(err, wrong) {
			t.Errorf("%v becomes %v", wrong, err)
		}
	}
	if _, err := (Undo{}).Do(t.Context(), Desk{File: &backward{lost: model.ErrBusy}, At: home.Patient}); !errors.Is(err, ErrUntold) {
		t.Errorf("taken back and not said: %v", err)
	}
	if _, err := (Undo{}).Do(t.Context(), Desk{}); Explain(err, "") != "There is nothing to undo." {
		t.Errorf("without a file: %v", err)
	}
}
