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

// The celebration of a major milestone that someone else checked off waits for the
// person who recovers. It is no part of the history: taking the check mark back
// hides it, and doing that again shows it.
const (
	keepTreat = `INSERT INTO celebration (milestone_id) VALUES (?) ON CONFLICT DO NOTHING`
	dropTreat = `DELETE FROM celebration WHERE milestone_id = ?`
)

// celebrates keeps the celebration of a milestone that is reached by an action, when
// whoever does it is not the patient.
func (a *action) celebrates(ctx context.Context, was, m model.Milestone) error {
	if m.State != model.Reached || was.State == model.Reached {
		return nil
	}
	query := dropTreat
	if m.Major && a.change.ByID != a.change.Patient && a.change.ByID != 0 {
		query = keepTreat
	}
	return run(ctx, a.tx, query, m.ID)
}

// Celebrated says that the celebration of a milestone was looked at, so that it
// waits no more. It is safe to repeat.
func (s *Store) Celebrated(ctx context.Context, milestone int64) error {
	err := s.write(ctx, func(tx *sql.Tx) error { return run(ctx, tx, dropTreat, milestone) })
	if err != nil {
		return fmt.Errorf("the celebration of milestone %d was looked at: %w", milestone, err)
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
