package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"waymark/model"
)

const (
	changeColumns = `change.id, change.made_at, change.by_id, change.by_name, change.patient_id, change.goal_id, change.kind, change.words,
		coalesce(change.undoes, 0), change.stands FROM `
	changeRows = `SELECT ` + changeColumns + `change`

	standing = ` AND change.stands`

	// The first start is not taken back: it would leave what is planned since to
	// nobody. Nor is the removal of a person, of whom nothing is left, nor that a
	// copy was brought back: the file as it was before is another copy.
	canUndo = ` kind NOT IN ('undo', 'set-up', 'person-remove', 'restore')` + standing

	standingChange = changeRows + ` WHERE id = ? AND kind NOT IN ('set-up', 'person-remove', 'restore')` + standing

	// flipRows turns around whether a change stands, and whether all those stand
	// that it takes back, each through the one before.
	flipRows = `WITH RECURSIVE chain (id) AS (VALUES (?1) UNION ALL SELECT undoes FROM chain JOIN change USING (id) WHERE undoes IS NOT NULL)
		UPDATE change SET stands = 1 - stands WHERE id IN (SELECT id FROM chain)`

	// In the record of one, or of anyone; what was done to people is in every record.
	lastUndoable = changeRows + ` WHERE by_id = ?1 AND (?2 = 0 OR patient_id = ?2 OR goal_id = 0 AND kind IN ('person-add', 'person-change')) AND` + canUndo + `
		ORDER BY change.id DESC LIMIT 1`

	// The changes of plan of goals, and those that are about further ones too. A
	// goal has many more changes than changes of plan.
	planRows  = `SELECT goal.id, ` + changeColumns + `goal JOIN change INDEXED BY change_plan ON change.goal_id = goal.id`
	planOrder = ` AND change.kind = 'plan'` + standing
	alsoRows  = `SELECT goal.id, ` + changeColumns + `goal JOIN also_about ON also_about.goal_id = goal.id JOIN change ON change.id = also_about.change_id`
)

// undoable finds the newest action of whoever is at the computer, in the record of
// a patient or of anyone, that can be taken back: one that stands and was done since the file got its present shape,
// for the images of rows from before that have another, and since a copy was brought
// back, which is what was done last then.
func undoable(ctx context.Context, tx *sql.Tx, at model.At, patient int64, zone *time.Location) (model.Change, error) {
	c, err := scanChange(tx.QueryRowContext(ctx, lastUndoable, at.ID, patient), zone)
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
	back, wrong := setting(ctx, tx, settingRestored)
	if err == nil && c.ID < back {
		err = model.ErrNothingToUndo
	}
	return c, errors.Join(err, wrong)
}

// zone is where the days of changes are told.
func (s *Store) zone() *time.Location { return s.now().Location() }

// scanner is a row of a query, alone or among others.
type scanner interface{ Scan(to ...any) error }

// scanChange reads the columns of a change, and those that stand before them.
func scanChange(row scanner, zone *time.Location, before ...any) (model.Change, error) {
	var c model.Change
	var when string
	err := row.Scan(append(before, &c.ID, &when, &c.ByID, &c.By, &c.Patient, &c.GoalID, &c.Kind, &c.Words, &c.Undoes, &c.Stands)...)
	if err != nil {
		return model.Change{}, err
	}
	c.When, err = time.Parse(instant, when)
	here := c.When.In(zone)
	c.On, c.Clock = model.DayOf(here), model.Clock(here)
	return c, err
}
