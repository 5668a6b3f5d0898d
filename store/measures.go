package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"waymark/model"
)

// answerMeasures makes the goal's measures the given ones. With one that is left
// out go its readings, and no milestone is tied to it any more.
func (a *action) answerMeasures(ctx context.Context, g model.Goal, list []model.Measure) error {
	has := make(map[int64]model.Measure)
	for _, was := range g.Measures {
		has[was.ID] = was
	}
	places := make([]place, len(list))
	for i, m := range list {
		was, ok := has[m.ID]
		places[i] = place{rank: was.Rank, none: !ok}
		delete(has, m.ID)
	}
	for id, was := range has {
		var readings int
		if err := a.tx.QueryRowContext(ctx, `SELECT count(*) FROM reading WHERE measure_id = ?`, id).Scan(&readings); err != nil {
			return err
		}
		if readings > 0 {
			a.say("%s. Left out %s with %s", a.change.Words, was.Name, model.Count(readings, "reading"))
		}
		for _, query := range []string{
			`UPDATE milestone SET measure_id = NULL, meets_low = NULL, meets_high = NULL WHERE measure_id = ?`,
			`DELETE FROM reading WHERE measure_id = ?`, `DELETE FROM measure WHERE id = ?`,
		} {
			if err := run(ctx, a.tx, query, id); err != nil {
				return err
			}
		}
	}
	for i, rank := range ranked(places) {
		m := list[i]
		m.GoalID, m.Rank = g.ID, rank
		var err error
		if places[i].none {
			_, err = insertMeasure(ctx, a.tx, m)
		} else {
			err = updateMeasure(ctx, a.tx, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanMeasure takes the columns of measureRows.
func scanMeasure(row scanner) (model.Measure, error) {
	var m model.Measure
	err := row.Scan(&m.ID, &m.UID, &m.GoalID, &m.Rank, &m.Name, &m.Unit, &m.Kind, &m.Better,
		&m.Baseline, &m.AimLow, &m.AimHigh, &m.Min, &m.Max, &m.EveryDays, &m.Small, &m.SmallFrom)
	return m, err
}

func insertMeasure(ctx context.Context, tx *sql.Tx, m model.Measure) (int64, error) {
	if err := m.Validate(); err != nil {
		return 0, err
	}
	uid, err := uuid.NewV7()
	if err != nil {
		return 0, fmt.Errorf("new uid: %w", err)
	}
	return insert(ctx, tx, `INSERT INTO measure (uid, goal_id, rank, name, unit, kind, better,
			baseline, aim_low, aim_high, least, most, every_days, small, small_from)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{uid.String(), m.GoalID}, measureArgs(m)...)...)
}

func updateMeasure(ctx context.Context, tx *sql.Tx, m model.Measure) error {
	if err := m.Validate(); err != nil {
		return err
	}
	return run(ctx, tx, `UPDATE measure SET rank = ?, name = ?, unit = ?, kind = ?, better = ?,
			baseline = ?, aim_low = ?, aim_high = ?, least = ?, most = ?, every_days = ?, small = ?, small_from = ? WHERE id = ?`,
		append(measureArgs(m), m.ID)...)
}

// measureArgs are the columns of a measure that can change, in the table's
// order.
func measureArgs(m model.Measure) []any {
	return []any{m.Rank, m.Name, m.Unit, m.Kind, m.Better, m.Baseline, m.AimLow, m.AimHigh, m.Min, m.Max, m.EveryDays, m.Small, m.SmallFrom}
}
