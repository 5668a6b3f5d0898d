package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// writePrecautions makes what to keep in mind of a goal the given list. Rows
// with an id that the goal has are changed, others are added, and those it no
// longer has are removed.
func writePrecautions(ctx context.Context, tx *sql.Tx, g model.Goal) error {
	has := make(map[int64]int64) // ranks by id
	err := each(ctx, tx, `SELECT id, rank FROM precaution WHERE goal_id = ?`, []any{g.ID}, func(rows *sql.Rows) error {
		var id, rank int64
		err := rows.Scan(&id, &rank)
		has[id] = rank
		return err
	})
	if err != nil {
		return fmt.Errorf("precautions: %w", err)
	}
	places := make([]place, len(g.Precautions))
	for i, p := range g.Precautions {
		rank, ok := has[p.ID]
		places[i] = place{rank: rank, none: !ok}
		delete(has, p.ID)
	}
	for id := range has {
		if err := run(ctx, tx, `DELETE FROM precaution WHERE id = ?`, id); err != nil {
			return err
		}
	}
	for i, rank := range ranked(places) {
		p := g.Precautions[i]
		if err := p.Validate(); err != nil {
			return err
		}
		args := append([]any{rank, p.Text}, dueArgs(p.Until)...)
		query, whose := `UPDATE precaution SET rank = ?, text = ?, until_day = ?, until_days = ?, until_months = ?, until_typed = ? WHERE id = ?`, p.ID
		if places[i].none {
			query, whose = `INSERT INTO precaution (rank, text, until_day, until_days, until_months, until_typed, goal_id) VALUES (?, ?, ?, ?, ?, ?, ?)`, g.ID
		}
		if err := run(ctx, tx, query, append(args, whose)...); err != nil {
			return err
		}
	}
	return nil
}
