package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// Home returns what Waymark shows when it opens, as of today. Before the first
// person is added its Patient is zero.
func (s *Store) Home(ctx context.Context) (model.Home, error) {
	today := model.DayOf(s.now())
	var h model.Home
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		patient, err := setting(ctx, tx, settingPatient)
		if err != nil {
			return err
		}
		at, err := setting(ctx, tx, settingAtComputer)
		if err != nil {
			return err
		}
		who := everyone.person(at)
		h = model.Home{People: everyone, Patient: everyone.person(patient), At: model.At{ID: who.ID, Name: who.Name}}
		if h.Goals, err = summaries(ctx, tx, h.Patient.ID, everyone, today); err != nil {
			return err
		}
		if h.Resting, h.Ended, err = asideGoals(ctx, tx, h.Patient.ID); err != nil {
			return err
		}
		h.Drafts, err = loadDrafts(ctx, tx, h.Patient.ID, everyone)
		return err
	})
	if err != nil {
		return model.Home{}, fmt.Errorf("read home: %w", err)
	}
	return h, nil
}

// What a list shows of a patient's active goals, each for all of them at once:
// the counts, the milestone that comes next, and those that may be due. The
// last takes in all that could be: SQLite's months end otherwise than ours.
const (
	countRows = `SELECT goal_id, state, count(*), coalesce(sum(reached_on >= ?2), 0) FROM goal JOIN milestone ON milestone.goal_id = goal.id
		WHERE patient_id = ?1 AND lifecycle = 'active' GROUP BY goal_id, state`

	nextRows = milestoneRows + ` WHERE patient_id = ?1 AND lifecycle = 'active' AND milestone.id =
		(SELECT o.id FROM milestone AS o WHERE o.goal_id = goal.id AND o.state = 'open' ORDER BY o.rank, o.id LIMIT 1)`

	dueRows = milestoneRows + ` WHERE patient_id = ?1 AND lifecycle = 'active' AND state = 'open' AND
		(due_day <= ?2 OR due_days IS NOT NULL AND date(start_on, '+' || due_months || ' months', '+' || due_days || ' days', '-3 days') <= ?2)` +
		milestoneOrder

	asideRows = `SELECT coalesce(sum(lifecycle = 'on-hold'), 0), coalesce(sum(lifecycle IN ('completed', 'cancelled')), 0) FROM goal WHERE patient_id = ?`
)

// summaries sums up a patient's active goals, as [model.Goal.Summary] would.
func summaries(ctx context.Context, tx *sql.Tx, patient int64, everyone people, today model.Day) ([]model.Summary, error) {
	goals, err := loadGoals(ctx, tx, activeGoals, patient, everyone, ownWords, nil)
	if err != nil || len(goals) == 0 {
		return nil, err
	}
	list := make([]model.Summary, len(goals))
	byID := make(map[int64]*model.Summary, len(goals))
	for i, g := range goals {
		list[i].Goal = g
		byID[g.ID] = &list[i]
	}
	err = each(ctx, tx, countRows, []any{patient, today.MonthStart().String()}, func(rows *sql.Rows) error {
		var goal int64
		var state model.State
		var n, thisMonth int
		err := rows.Scan(&goal, &state, &n, &thisMonth)
		byID[goal].Progress.Add(state, n)
		byID[goal].ThisMonth += thisMonth
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("counts: %w", err)
	}
	err = each(ctx, tx, nextRows, []any{patient}, func(rows *sql.Rows) error {
		m, err := scanMilestone(rows)
		if err == nil {
			byID[m.GoalID].Next = m
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("what comes next: %w", err)
	}
	return list, loadDue(ctx, tx, patient, byID, today)
}

// loadDue fills in what is due now.
func loadDue(ctx context.Context, tx *sql.Tx, patient int64, byID map[int64]*model.Summary, today model.Day) error {
	maybe := make(map[int64][]model.Milestone)
	err := each(ctx, tx, dueRows, []any{patient, model.DueBy(today).String()}, func(rows *sql.Rows) error {
		m, err := scanMilestone(rows)
		maybe[m.GoalID] = append(maybe[m.GoalID], m)
		return err
	})
	if err != nil {
		return fmt.Errorf("what is due: %w", err)
	}
	for id, list := range maybe {
		g := byID[id].Goal
		g.Milestones = list
		byID[id].Due = g.DueNow(today)
	}
	return nil
}

// asideGoals counts the goals that rest and those that have ended.
func asideGoals(ctx context.Context, tx *sql.Tx, patient int64) (resting, ended int, err error) {
	err = tx.QueryRowContext(ctx, asideRows, patient).Scan(&resting, &ended)
	if err != nil {
		return 0, 0, fmt.Errorf("goals put aside: %w", err)
	}
	return resting, ended, nil
}
