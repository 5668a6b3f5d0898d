package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"waymark/model"
)

const (
	changeColumns = `change.id, change.made_at, change.by_id, change.by_name, change.patient_id, change.goal_id, change.kind, change.words,
		coalesce(change.undoes, 0) FROM `
	changeRows = `SELECT ` + changeColumns + `change`

	newestChanges = changeRows + ` ORDER BY change.id DESC LIMIT ?`

	standing = ` AND NOT EXISTS (SELECT 1 FROM change AS u WHERE u.undoes = change.id)`

	lastUndoable = changeRows + ` WHERE by_id = ? AND kind NOT IN ('undo', 'set-up')` + standing + ` ORDER BY change.id DESC LIMIT 1`

	// The changes of plan of goals, and those that are about further ones too. A
	// goal has many more changes than changes of plan.
	planRows  = `SELECT goal.id, ` + changeColumns + `goal JOIN change INDEXED BY change_plan ON change.goal_id = goal.id`
	planOrder = ` AND change.kind = 'plan'` + standing
	alsoRows  = `SELECT goal.id, ` + changeColumns + `goal JOIN also_about ON also_about.goal_id = goal.id JOIN change ON change.id = also_about.change_id`
)

// Changes returns the newest lines of the history, limit at most, newest
// first.
func (s *Store) Changes(ctx context.Context, limit int) ([]model.Change, error) {
	var list []model.Change
	err := s.read(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, newestChanges, []any{limit}, func(rows *sql.Rows) error {
			c, err := scanChange(rows, s.zone())
			list = append(list, c)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	return list, nil
}

// undoable finds the newest action of whoever is at the computer that takes
// nothing back and was not taken back. The first start is not taken back: it
// would leave what is planned since to nobody. Nor is what was done before the
// file got its present shape: the images of its rows have another.
func undoable(ctx context.Context, tx *sql.Tx, at model.At, zone *time.Location) (model.Change, error) {
	c, err := scanChange(tx.QueryRowContext(ctx, lastUndoable, at.ID), zone)
	if errors.Is(err, sql.ErrNoRows) {
		return model.Change{}, model.ErrNothingToUndo
	}
	if err != nil {
		return model.Change{}, err
	}
	closed, err := setting(ctx, tx, settingUndoClosed)
	if err == nil && c.ID <= closed {
		err = model.ErrUndoClosed
	}
	return c, err
}

// zone is where the days of changes are told.
func (s *Store) zone() *time.Location { return s.now().Location() }

// scanner is a row of a query, alone or among others.
type scanner interface{ Scan(to ...any) error }

// scanChange reads the columns of a change, and those that stand before them.
func scanChange(row scanner, zone *time.Location, before ...any) (model.Change, error) {
	var c model.Change
	var when string
	err := row.Scan(append(before, &c.ID, &when, &c.ByID, &c.By, &c.Patient, &c.GoalID, &c.Kind, &c.Words, &c.Undoes)...)
	if err != nil {
		return model.Change{}, err
	}
	c.When, err = time.Parse(instant, when)
	c.On = model.DayOf(c.When.In(zone))
	return c, err
}
