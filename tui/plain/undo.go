package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"waymark/model"
)

// Undo is the wish to take back what someone did last.
type Undo struct {
	By        string // part of the name of who did it; empty for whoever is at the computer
	WithLater bool   // also what was done since and stands on it
}

// Undone is what was taken back.
type Undone struct {
	Said []string   // of each change, the newest first
	Goal model.Goal // that the last of them is about, to tell its count; zero where there is nothing to tell
}

// Do takes the newest action back of whoever did it. Where there is none, where
// it cannot be taken back, or where later changes stand on it that are not to go
// with it, that is a [MatchError] and nothing is changed.
func (u Undo) Do(ctx context.Context, d Desk) (Undone, error) {
	d, err := d.By(u.By)
	if err != nil {
		return Undone{}, err
	}
	if d.At.ID == 0 {
		return Undone{}, MatchError{"There is nothing to undo."}
	}
	change, err := d.File.Undo(ctx, d.at(), 0)
	var said []string
	var later *model.LaterError
	if u.WithLater && errors.As(err, &later) && len(later.Later) > 0 {
		said = each(later.Later, func(c model.Change) string { return model.Sentence(c.TakenBack()) })
		change, err = d.File.TakeBack(ctx, d.at(), later.All()...)
	}
	if err != nil {
		return Undone{}, u.refused(err, d)
	}
	done := Undone{Said: append(said, model.Sentence(change.Words))}
	if change.GoalID == 0 || change.Undone == model.KindReading {
		return done, nil
	}
	done.Goal, err = d.File.Checklist(toSay(ctx), change.GoalID)
	if err != nil && !errors.Is(err, model.ErrNotFound) {
		return done, fmt.Errorf("%w: %w", ErrUntold, err)
	}
	return done, nil
}

// refused says why nothing was taken back, and what to do.
func (u Undo) refused(err error, d Desk) error {
	var later *model.LaterError
	switch {
	case errors.Is(err, model.ErrNothingToUndo):
		return MatchError{"There is nothing to undo for " + d.At.Name + "."}
	case errors.Is(err, model.ErrUndoClosed):
		return MatchError{"What was done before Waymark was updated cannot be taken back. Nothing was changed."}
	case !errors.As(err, &later):
		return err
	case len(later.Later) == 0:
		return MatchError{"Something else changed since, so this cannot be taken back. Nothing was changed."}
	}
	told := func(c model.Change) string { return changeLine(c.In(later.Change.Patient), d.Dates) }
	return MatchError{below("Nothing was taken back. Later changes stand on this one:", []string{told(later.Change)}) +
		"\n" + below("These are the later ones, the newest first:", aFew(each(later.Later, told))) +
		"\nTo take them all back, add --with-later."}
}

// Print says what was taken back, and where its goal stands then.
func (u Undone) Print(w io.Writer) {
	said := slices.Clone(u.Said)
	if u.Goal.ID != 0 {
		said[len(said)-1] += " " + model.Sentence(u.Goal.Title) + " " + model.ProgressOf(u.Goal.Milestones).Now()
	}
	for _, line := range said {
		fmt.Fprintln(w, line)
	}
}
