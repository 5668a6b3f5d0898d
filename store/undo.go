package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// Undo takes back the newest action of whoever is at the computer that takes
// nothing back itself and stands: in the record of a patient, so that nothing of
// another's is told where that is not shown, or of anyone (0). Every row it touched is as it was before.
// Taking back the start of a goal keeps its plan as a draft.
//
// The error is [model.ErrNothingToUndo] when there is no such action,
// [model.ErrUndoClosed] when it was made before the file got its present shape
// and a [*model.LaterError] when a later change stands on a row it touched.
func (s *Store) Undo(ctx context.Context, at model.At, patient int64) (model.Change, error) {
	c, err := s.takeAllBack(ctx, at, func(tx *sql.Tx) ([]int64, error) {
		last, err := undoable(ctx, tx, at, patient, s.zone())
		return []int64{last.ID}, err
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("undo: %w", err)
	}
	return c, nil
}

// TakeBack takes changes back, whoever made them, as one step: the newest first,
// each a line of its own in the history. One that took another back is itself
// taken back: what that one did is done again. It returns the line of the oldest
// of them.
//
// The error is a [*model.LaterError] when one that is not among them stands on a
// row they touched, [model.ErrNotFound] when one of them is not there or does
// not stand, [model.ErrUndoClosed] as of [Store.Undo], and a
// [*model.NotAllowedError] for what others did when changing the plan is
// switched off for whoever is at the computer.
func (s *Store) TakeBack(ctx context.Context, at model.At, changes ...int64) (model.Change, error) {
	c, err := s.takeAllBack(ctx, at, func(*sql.Tx) ([]int64, error) { return slices.Sorted(slices.Values(changes)), nil })
	if err != nil {
		return model.Change{}, fmt.Errorf("take back changes %d: %w", changes, err)
	}
	return c, nil
}

// takeAllBack takes back, in one transaction, the changes that which names in
// rising order.
func (s *Store) takeAllBack(ctx context.Context, at model.At, which func(tx *sql.Tx) ([]int64, error)) (model.Change, error) {
	var lines []model.Change
	err := s.write(ctx, func(tx *sql.Tx) error {
		ids, err := which(tx)
		if err != nil {
			return err
		}
		for _, id := range slices.Backward(ids) {
			c, err := s.takeBack(ctx, tx, at, id)
			if err != nil {
				return err
			}
			lines = append(lines, c)
			s.seen.writes(c.ID)
		}
		return nil
	})
	if err != nil {
		for _, c := range lines {
			s.seen.lost(c.ID)
		}
	}
	if refused(err) { // a row that was added since names one that would go, or has its place
		err = &model.LaterError{}
	}
	if err != nil || len(lines) == 0 {
		return model.Change{}, err
	}
	return lines[len(lines)-1], nil
}

// takeBack takes one change back, as a line of the history.
func (s *Store) takeBack(ctx context.Context, tx *sql.Tx, at model.At, id int64) (model.Change, error) {
	was, err := scanChange(tx.QueryRowContext(ctx, standingChange, id), s.zone())
	if err != nil {
		return model.Change{}, err
	}
	closed, err := setting(ctx, tx, settingUndoClosed)
	switch {
	case err != nil:
		return model.Change{}, err
	case was.ID <= closed:
		return model.Change{}, model.ErrUndoClosed
	}
	later, err := laterChanges(ctx, tx, was.ID, s.zone())
	switch {
	case err != nil:
		return model.Change{}, err
	case len(later) > 0:
		return model.Change{}, &model.LaterError{Change: was, Later: later}
	}
	a := s.begun(at, model.KindUndo)
	a.tx = tx
	if err := a.begin(ctx); err != nil {
		return model.Change{}, err
	}
	err = a.undo(ctx, was)
	if err == nil {
		a.needs, err = a.neededToTakeBack(ctx, was)
	}
	if err == nil {
		err = a.end(ctx)
	}
	if errors.Is(err, model.ErrChangedSince) { // by what has no line in the history any more
		err = &model.LaterError{Change: was}
	}
	return a.change, err
}

// undo puts back the rows of a change and says so.
func (a *action) undo(ctx context.Context, was model.Change) error {
	a.change.Patient, a.change.GoalID, a.change.Undoes, a.change.Undone = was.Patient, was.GoalID, was.ID, was.Kind
	a.say("%s", was.TakenBack())
	if err := run(ctx, a.tx, `INSERT INTO also_about (goal_id, change_id) SELECT goal_id, ? FROM also_about WHERE change_id = ?`, a.change.ID, was.ID); err != nil {
		return err
	}
	var plan model.Draft
	var err error
	if was.Kind == model.KindStart {
		if plan, err = planOf(ctx, a.tx, was.GoalID); err != nil {
			return err
		}
	}
	if err := takeBack(ctx, a.tx, was.ID); err != nil {
		return err
	}
	if err := run(ctx, a.tx, flipRows, was.ID); err != nil {
		return err
	}
	switch was.Kind {
	case model.KindStart:
		plan.Undo = a.change.ID
		_, err = insertDraft(ctx, a.tx, plan, a.change.When)
	case model.KindUndo: // the plan that it left is a goal again
		err = run(ctx, a.tx, `DELETE FROM draft WHERE rev = 0 AND json_extract(plan, '$.undo') = ?`, was.ID)
	}
	return err
}

// planOf returns a goal as the draft it was started from.
func planOf(ctx context.Context, tx *sql.Tx, goal int64) (model.Draft, error) {
	g, err := wholeGoal(ctx, tx, goal)
	if err != nil {
		return model.Draft{}, fmt.Errorf("%w: goal %d: %v", model.ErrChangedSince, goal, err)
	}
	d := model.DraftOf(g)
	d.At = model.StepLook
	return d, nil
}

// rowImage is one row that an action changed; an empty image is no row.
type rowImage struct {
	table         string
	id            int64
	before, after string
}

// takeBack puts the rows that a change touched back, the last one first. A row
// that is not as the change left it ends it with [model.ErrChangedSince].
func takeBack(ctx context.Context, tx *sql.Tx, change int64) error {
	var images []rowImage
	const query = `SELECT tbl, row_id, coalesce(before, ''), coalesce(after, '') FROM change_row WHERE change_id = ? ORDER BY id DESC`
	err := each(ctx, tx, query, []any{change}, func(rows *sql.Rows) error {
		var r rowImage
		err := rows.Scan(&r.table, &r.id, &r.before, &r.after)
		images = append(images, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("read change %d: %w", change, err)
	}
	// Rows go and come back in the order of their change, not of who names whom.
	if err := run(ctx, tx, `PRAGMA defer_foreign_keys = ON`); err != nil {
		return err
	}
	columns := make(map[string][]string)
	for _, r := range images {
		if !slices.Contains(recorded, r.table) {
			return fmt.Errorf("%w: change %d names table %q", model.ErrDamaged, change, r.table)
		}
		if columns[r.table] == nil {
			if columns[r.table], err = columnsOf(ctx, tx, r.table); err != nil {
				return err
			}
		}
		if err := r.putBack(ctx, tx, columns[r.table]); err != nil {
			return fmt.Errorf("%s %d: %w", r.table, r.id, err)
		}
	}
	return nil
}

// putBack turns one row from its image after into its image before.
func (r rowImage) putBack(ctx context.Context, tx *sql.Tx, columns []string) error {
	var now string
	query := fmt.Sprintf(`SELECT coalesce(max(%s), '') FROM %s WHERE id = ?`, image(r.table, columns), r.table)
	if err := tx.QueryRowContext(ctx, query, r.id).Scan(&now); err != nil {
		return err
	}
	if now != r.after {
		return model.ErrChangedSince
	}
	values := make([]string, len(columns))
	for i, c := range columns {
		values[i] = fmt.Sprintf("json_extract(?1, '$.%s')", c)
	}
	list, from := strings.Join(columns, ", "), strings.Join(values, ", ")
	switch {
	case r.before == "":
		return run(ctx, tx, fmt.Sprintf(`DELETE FROM %s WHERE id = ?`, r.table), r.id)
	case r.after == "":
		return run(ctx, tx, fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s)`, r.table, list, from), r.before)
	}
	return run(ctx, tx, fmt.Sprintf(`UPDATE %s SET (%s) = (%s) WHERE id = ?2`, r.table, list, from), r.before, r.id)
}
