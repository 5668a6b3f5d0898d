package store

import (
	"context"
	"database/sql"

	"waymark/model"
)

const (
	earlierColumns = `earlier_check.id, earlier_check.reached_on, coalesce(earlier_check.reached_by, 0),
		coalesce(earlier_check.checked_by, 0), earlier_check.note, until`
	earlierOf = `SELECT 0, milestone_id, ` + earlierColumns + ` FROM earlier_check WHERE milestone_id = ? ORDER BY id`
)

// scanEarlier reads a time that a milestone was reached before, and whose it is.
func scanEarlier(row scanner, goal, milestone *int64) (model.Earlier, error) {
	var e model.Earlier
	err := row.Scan(goal, milestone, &e.ID, dayTo{&e.On}, &e.ReachedBy, &e.CheckedBy, &e.Note, dayTo{&e.Until})
	return e, err
}

// loadEarlier reads the times a milestone was reached before, oldest first.
func loadEarlier(ctx context.Context, tx *sql.Tx, milestone int64) ([]model.Earlier, error) {
	var list []model.Earlier
	err := each(ctx, tx, earlierOf, []any{milestone}, func(rows *sql.Rows) error {
		var goal, of int64
		e, err := scanEarlier(rows, &goal, &of)
		list = append(list, e)
		return err
	})
	return list, err
}

// writeEarlier adds the times that are new to a milestone's story and removes
// those that it no longer has.
func writeEarlier(ctx context.Context, tx *sql.Tx, was, m model.Milestone) error {
	kept := make(map[int64]bool)
	for _, e := range m.Earlier {
		kept[e.ID] = true
		if e.ID != 0 {
			continue
		}
		err := run(ctx, tx, `INSERT INTO earlier_check (milestone_id, reached_on, reached_by, checked_by, note, until) VALUES (?, ?, ?, ?, ?, ?)`,
			m.ID, e.On.String(), idOrNull(e.ReachedBy), idOrNull(e.CheckedBy), e.Note, e.Until.String())
		if err != nil {
			return err
		}
	}
	for _, e := range was.Earlier {
		if !kept[e.ID] {
			if err := run(ctx, tx, `DELETE FROM earlier_check WHERE id = ?`, e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
