package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"waymark/model"
)

const hushRows = `SELECT goal_id, about, put_on, until, times FROM goal JOIN hush ON hush.goal_id = goal.id`

// loadHushes reads which gentle notes were put aside.
func (l *loading) loadHushes(ctx context.Context) error {
	return l.each(ctx, hushRows, "", func(rows *sql.Rows) error {
		var h model.Hush
		err := rows.Scan(&h.GoalID, &h.About, dayTo{&h.On}, dayTo{&h.Until}, &h.Times)
		if err != nil {
			return err
		}
		g := l.byID[h.GoalID]
		g.Hushes = append(g.Hushes, h)
		return nil
	})
}

// writeHushes keeps what a change made of the notes put aside.
func writeHushes(ctx context.Context, tx *sql.Tx, was, g model.Goal) error {
	for _, h := range was.Hushes {
		if !slices.ContainsFunc(g.Hushes, func(now model.Hush) bool { return now.About == h.About }) {
			if err := run(ctx, tx, `DELETE FROM hush WHERE goal_id = ? AND about = ?`, g.ID, h.About); err != nil {
				return fmt.Errorf("note put aside: %w", err)
			}
		}
	}
	for _, h := range g.Hushes {
		err := run(ctx, tx, `INSERT INTO hush (goal_id, about, put_on, until, times) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (goal_id, about) DO UPDATE SET put_on = excluded.put_on, until = excluded.until, times = excluded.times`,
			g.ID, h.About, h.On.String(), h.Until.String(), h.Times)
		if err != nil {
			return fmt.Errorf("note put aside: %w", err)
		}
	}
	return nil
}
