package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"waymark/model"
)

const changeColumns = `id, made_at, by_id, by_name, patient_id, goal_id, kind, words, coalesce(undoes, 0)`

const (
	newestChanges = `SELECT ` + changeColumns + ` FROM change ORDER BY id DESC LIMIT ?`

	lastUndoable = `SELECT ` + changeColumns + ` FROM change
		WHERE by_id = ? AND kind NOT IN ('undo', 'set-up') AND NOT EXISTS (SELECT 1 FROM change AS u WHERE u.undoes = change.id)
		ORDER BY id DESC LIMIT 1`
)

// Changes returns the newest lines of the history, limit at most, newest
// first.
func (s *Store) Changes(ctx context.Context, limit int) ([]model.Change, error) {
	var list []model.Change
	err := s.read(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, newestChanges, []any{limit}, func(rows *sql.Rows) error {
			c, err := scanChange(rows)
			list = append(list, c)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	return list, nil
}

// LastUndoable returns the change that [Store.Undo] would take back, or
// [model.ErrNothingToUndo].
func (s *Store) LastUndoable(ctx context.Context, at model.At) (model.Change, error) {
	var c model.Change
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		c, err = undoable(ctx, tx, at)
		return err
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("find the last change: %w", err)
	}
	return c, nil
}

// undoable finds the newest action of whoever is at the computer that takes
// nothing back and was not taken back. The first start is not taken back: it
// would leave what is planned since to nobody.
func undoable(ctx context.Context, tx *sql.Tx, at model.At) (model.Change, error) {
	c, err := scanChange(tx.QueryRowContext(ctx, lastUndoable, at.ID))
	if errors.Is(err, sql.ErrNoRows) {
		return model.Change{}, model.ErrNothingToUndo
	}
	return c, err
}

// scanner is a row of a query, alone or among others.
type scanner interface{ Scan(to ...any) error }

func scanChange(row scanner) (model.Change, error) {
	var c model.Change
	var when string
	err := row.Scan(&c.ID, &when, &c.ByID, &c.By, &c.Patient, &c.GoalID, &c.Kind, &c.Words, &c.Undoes)
	if err != nil {
		return model.Change{}, err
	}
	c.When, err = time.Parse(instant, when)
	return c, err
}
