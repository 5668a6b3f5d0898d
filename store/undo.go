package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/model"
)

// Undo takes back the newest action of whoever is at the computer that takes
// nothing back itself and was not taken back yet, the first start aside. Every
// row it touched is as it was before. Taking back the start of a goal keeps its plan as a draft.
//
// The error is [model.ErrNothingToUndo] when there is no such action,
// [model.ErrUndoClosed] when it was made before the file got its present shape
// and [model.ErrChangedSince] when a later change stands on a row it touched.
func (s *Store) Undo(ctx context.Context, at model.At) (model.Change, error) {
	return s.undo(ctx, at, 0)
}

// UndoChange takes a change back as [Store.Undo] does, when it is the one that
// Undo would take back; else nothing is done and the error is
// [model.ErrChangedSince].
func (s *Store) UndoChange(ctx context.Context, at model.At, change int64) (model.Change, error) {
	return s.undo(ctx, at, change)
}

func (s *Store) undo(ctx context.Context, at model.At, only int64) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindUndo, func(a *action) error {
		last, err := undoable(ctx, a.tx, at, s.zone())
		if err != nil {
			return err
		}
		if only != 0 && last.ID != only {
			return model.ErrChangedSince
		}
		a.change.Patient, a.change.GoalID, a.change.Undoes = last.Patient, last.GoalID, last.ID
		a.change.Undone = last.Kind
		a.say("Undone: %s", lowered(last.Words))
		if err := run(ctx, a.tx, `INSERT INTO also_about (goal_id, change_id) SELECT goal_id, ? FROM also_about WHERE change_id = ?`, a.change.ID, last.ID); err != nil {
			return err
		}
		var plan model.Draft
		if last.Kind == model.KindStart {
			if plan, err = planOf(ctx, a.tx, last.GoalID); err != nil {
				return err
			}
		}
		if err := takeBack(ctx, a.tx, last.ID); err != nil {
			return err
		}
		if last.Kind == model.KindStart {
			_, err = insertDraft(ctx, a.tx, plan, a.change.When)
		}
		return err
	})
	if refused(err) {
		// A row added since names one that would go, or has its place.
		err = fmt.Errorf("%w: %v", model.ErrChangedSince, err)
	}
	if err != nil {
		return model.Change{}, fmt.Errorf("undo: %w", err)
	}
	return c, nil
}

// lowered begins words with a small letter, to stand within a sentence.
func lowered(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToLower(first)) + words[size:]
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
