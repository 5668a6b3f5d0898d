package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// titleRows are all read to look for words in them, so that they are no more
// than is looked at.
const titleRows = `SELECT milestone.id, goal_id, milestone.title, state FROM goal JOIN milestone ON milestone.goal_id = goal.id` +
	activeGoals + milestoneOrder

// Titles returns the words of all milestones of a patient's goals under way, in
// the order of the goals and of their lists.
func (s *Store) Titles(ctx context.Context, patient int64) ([]model.Titled, error) {
	var list []model.Titled
	err := s.read(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, titleRows, []any{patient}, func(rows *sql.Rows) error {
			var t model.Titled
			err := rows.Scan(&t.ID, &t.GoalID, &t.Title, &t.State)
			list = append(list, t)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read titles of %d: %w", patient, err)
	}
	return list, nil
}

// Checklist returns a goal with its own words and its milestones, and no more, or
// [model.ErrNotFound].
func (s *Store) Checklist(ctx context.Context, goal int64) (model.Goal, error) {
	var g model.Goal
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		g, err = oneGoal(ctx, tx, goal, milestones, as{})
		return err
	})
	if err != nil {
		return model.Goal{}, fmt.Errorf("read checklist of %d: %w", goal, err)
	}
	return g, nil
}
