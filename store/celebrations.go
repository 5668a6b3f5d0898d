package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// treatRows begins at the few celebrations that wait, in anyone's record.
const treatRows = `SELECT milestone.id, goal_id FROM celebration CROSS JOIN milestone ON milestone.id = milestone_id CROSS JOIN goal ON goal.id = goal_id
	WHERE patient_id = ? AND state = 'reached' AND major AND lifecycle <> 'entered-in-error' ORDER BY reached_on, milestone.id`

// KeepCelebration keeps the celebration of a reached major milestone until the
// person who recovers is here, or says that it was looked at. It is no part of
// the history, safe to repeat, and of one that is gone it does nothing.
func (s *Store) KeepCelebration(ctx context.Context, milestone int64, waits bool) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		if waits {
			return run(ctx, tx, `INSERT INTO celebration (milestone_id) SELECT id FROM milestone WHERE id = ? ON CONFLICT DO NOTHING`, milestone)
		}
		return run(ctx, tx, `DELETE FROM celebration WHERE milestone_id = ?`, milestone)
	})
	if err != nil {
		return fmt.Errorf("keep the celebration of milestone %d: %w", milestone, err)
	}
	return nil
}

// loadTreats reads the celebrations that wait for a patient.
func loadTreats(ctx context.Context, tx *sql.Tx, patient int64, everyone people, how as) ([]model.DueNow, error) {
	var found [][2]int64
	err := each(ctx, tx, treatRows, []any{patient}, func(rows *sql.Rows) error {
		var one [2]int64
		err := rows.Scan(&one[0], &one[1])
		found = append(found, one)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("celebrations: %w", err)
	}
	var list []model.DueNow
	for _, one := range found {
		goals, err := loadGoals(ctx, tx, theGoal, one[1], everyone, shown, how)
		if err != nil {
			return nil, err
		}
		m, _ := goals[0].Milestone(one[0])
		list = append(list, model.DueNow{Goal: goals[0], Milestone: m})
	}
	return list, nil
}
