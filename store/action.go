package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"waymark/model"
)

// instant is how points in time are kept, in UTC.
const instant = "2006-01-02T15:04:05.000Z07:00"

// errSame ends an action that found everything as it was to become.
var errSame = errors.New("nothing changed")

// action is one thing a person does, while it is being written: one
// transaction, one moment, one line in the history.
type action struct {
	tx     *sql.Tx
	change model.Change
	today  model.Day
	who    model.Person // who is at the computer, as they were before; what is switched off for them is read with the record
	needs  model.Right  // what it takes to do this
}

// act writes an action. do changes rows and fills in the change's words and
// whom it is about, and may say that it takes other rights than its kind does.
// When do changed no row at all, nothing is kept, and the change that act
// returns has no ID. What is switched off for whoever is at the computer is
// refused with a [*model.NotAllowedError].
func (s *Store) act(ctx context.Context, at model.At, kind model.Kind, do func(a *action) error) (model.Change, error) {
	a := s.begun(at, kind)
	err := s.write(ctx, func(tx *sql.Tx) error {
		a.tx = tx
		if err := a.begin(ctx); err != nil {
			return err
		}
		if err := do(a); err != nil {
			return err
		}
		if err := a.end(ctx); err != nil {
			return err
		}
		s.seen.writes(a.change.ID)
		return nil
	})
	switch {
	case errors.Is(err, errSame):
		a.change.ID = 0
		return a.change, nil
	case err != nil:
		s.seen.lost(a.change.ID)
		return model.Change{}, err
	}
	return a.change, nil
}

// begun is an action of now, before anything of it is written.
func (s *Store) begun(at model.At, kind model.Kind) *action {
	now := s.now()
	return &action{today: model.DayOf(now), needs: model.NeededOf(kind), change: model.Change{
		When: now.UTC().Truncate(time.Millisecond), On: model.DayOf(now), Clock: model.Clock(now), By: at.Name, ByID: at.ID, Kind: kind, Stands: true,
	}}
}

// begin opens the line in the history that the triggers write under.
func (a *action) begin(ctx context.Context) error {
	if err := a.sign(ctx); err != nil {
		return err
	}
	c := a.change
	id, err := insert(ctx, a.tx, `INSERT INTO change (made_at, by_id, by_name, patient_id, goal_id, kind, words)
		VALUES (?, ?, ?, 0, 0, ?, '')`, c.When.Format(instant), c.ByID, c.By, c.Kind)
	if err != nil {
		return fmt.Errorf("begin action: %w", err)
	}
	a.change.ID = id
	return run(ctx, a.tx, `UPDATE current_action SET change_id = ?`, id)
}

// sign says who does it: nobody at a window whose person was removed in another.
func (a *action) sign(ctx context.Context) error {
	found, err := peopleOf(ctx, a.tx, ` WHERE id = ?`, a.change.ByID)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		a.who = found[0]
		return nil
	}
	gone, err := wasRemoved(ctx, a.tx, a.change.ByID)
	if gone {
		a.change.ByID, a.change.By = 0, ""
	}
	return err
}

// end fills in the line and closes it, or returns errSame.
func (a *action) end(ctx context.Context) error {
	wrote, err := a.wrote(ctx)
	if err != nil {
		return err
	}
	if !wrote {
		return errSame
	}
	if err := a.allowed(ctx); err != nil {
		return err
	}
	c := a.change
	err = run(ctx, a.tx, `UPDATE change SET by_id = ?, by_name = ?, patient_id = ?, goal_id = ?, kind = ?, words = ?, undoes = ? WHERE id = ?`,
		c.ByID, c.By, c.Patient, c.GoalID, c.Kind, c.Words, idOrNull(c.Undoes), c.ID)
	if err != nil {
		return fmt.Errorf("end action: %w", err)
	}
	return run(ctx, a.tx, `UPDATE current_action SET change_id = NULL`)
}

// wrote reports whether the action changed any row so far.
func (a *action) wrote(ctx context.Context) (bool, error) {
	var wrote bool
	err := a.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM change_row WHERE change_id = ?)`, a.change.ID).Scan(&wrote)
	return wrote, err
}

// about says whose record and which goal the action is about.
func (a *action) about(g model.Goal) { a.change.Patient, a.change.GoalID = g.Patient.ID, g.ID }

// alsoAbout says that the action is about a further goal.
func (a *action) alsoAbout(ctx context.Context, goal int64) error {
	return run(ctx, a.tx, `INSERT INTO also_about (goal_id, change_id) VALUES (?, ?)`, goal, a.change.ID)
}

// did takes the words and the kind of what was done.
func (a *action) did(d model.Deed) {
	if d.Words != "" {
		a.change.Words = d.Words
	}
	if d.Plan {
		a.change.Kind = model.KindPlan
	}
}

// say sets the words of the history's line.
func (a *action) say(format string, args ...any) { a.change.Words = fmt.Sprintf(format, args...) }

// insert adds a row and returns its id.
func insert(ctx context.Context, tx *sql.Tx, query string, args ...any) (int64, error) {
	r, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

func run(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	_, err := tx.ExecContext(ctx, query, args...)
	return err
}

// idOrNull keeps no one as NULL.
func idOrNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}
