package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"waymark/model"
)

// Home returns what Waymark shows first to whoever has the seat, as of today.
// Before the first person is added its Patient is zero. One of the seat who was
// removed has no name in it, and nothing else is known of them.
func (s *Store) Home(ctx context.Context, seat model.Seat) (model.Home, error) {
	how := s.asNow()
	var h model.Home
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		patient, err := everyone.or(ctx, tx, seat.Patient, settingPatient)
		if err != nil {
			return err
		}
		if seat.Patient == 0 && !patient.Recovers() {
			patient = everyone.firstRecovering()
		}
		if err := everyone.on(ctx, tx, patient.ID); err != nil {
			return err
		}
		who, err := everyone.or(ctx, tx, seat.At, settingAtComputer)
		if err != nil {
			return err
		}
		h = model.Home{People: everyone, Patient: patient, At: model.At{ID: who.ID, Name: who.Name}}
		if h.Goals, err = summaries(ctx, tx, h.Patient.ID, everyone, how); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, besideRow, h.Patient.ID, how.today.MonthStart().String()).Scan(&h.Resting, &h.Ended, &h.Month); err != nil {
			return fmt.Errorf("goals put aside, and this month: %w", err)
		}
		if h.Drafts, err = loadDrafts(ctx, tx, h.Patient.ID, everyone, s.now()); err != nil {
			return err
		}
		if h.At.ID == h.Patient.ID { // they wait for nobody else
			if h.Treats, err = loadTreats(ctx, tx, h.Patient.ID, everyone, how); err != nil {
				return err
			}
		}
		last, err := undoable(ctx, tx, h.At, h.Patient.ID, how.zone)
		switch {
		case err == nil:
			h.Last = last
		case errors.Is(err, model.ErrUndoClosed):
			h.UndoClosed, err = true, nil
		case errors.Is(err, model.ErrNothingToUndo):
			err = nil
		}
		return err
	})
	if err != nil {
		return model.Home{}, fmt.Errorf("read home: %w", err)
	}
	return h, nil
}

// What a list shows of a patient's active goals, each for all of them at once:
// the counts, the days of all that is open, in the lists' order, and what is to
// be shown of that whole.
const (
	countRows = `SELECT goal_id, state, count(*), max(reached_on) FROM goal JOIN milestone ON milestone.goal_id = goal.id
		WHERE patient_id = ? AND lifecycle = 'active' GROUP BY goal_id, state`

	// The last day on which a milestone was reached that is open again.
	lostRows = `SELECT goal_id, max(earlier_check.reached_on) FROM goal JOIN milestone ON milestone.goal_id = goal.id
		JOIN earlier_check ON earlier_check.milestone_id = milestone.id
		WHERE patient_id = ? AND lifecycle = 'active' GROUP BY goal_id`

	openRows = `SELECT milestone.id, goal_id, milestone.title, major, due_day, due_days, due_months FROM goal JOIN milestone INDEXED BY milestone_open ON milestone.goal_id = goal.id
		WHERE patient_id = ?1 AND lifecycle = 'active' AND state = 'open'` + milestoneOrder

	someRows = milestoneRows + ` WHERE milestone.id IN (SELECT value FROM json_each(?)) ORDER BY milestone.rank, milestone.id`

	// How many goals rest, how many have ended, and how many milestones were
	// reached since a day, whatever became of their goals.
	besideRow = `SELECT coalesce(sum(lifecycle = 'on-hold'), 0), coalesce(sum(` + hasEnded + `), 0),
		(SELECT count(*) FROM milestone INDEXED BY milestone_reached CROSS JOIN goal ON goal.id = goal_id WHERE reached_on >= ?2 AND patient_id = ?1 AND lifecycle <> 'entered-in-error')
		FROM goal WHERE patient_id = ?1`
)

// summing is a patient's active goals while they are summed up, as
// [model.Goal.Summary] would.
type summing struct {
	tx      *sql.Tx
	patient int64
	today   model.Day
	byID    map[int64]*model.Summary
	show    []int64 // the milestones that come next or are due
}

// summaries sums up a patient's active goals.
func summaries(ctx context.Context, tx *sql.Tx, patient int64, everyone people, how as) ([]model.Summary, error) {
	goals, err := loadGoals(ctx, tx, activeGoals, patient, everyone, measures|series|hushes, how)
	if err != nil || len(goals) == 0 {
		return nil, err
	}
	list := make([]model.Summary, len(goals))
	s := &summing{tx: tx, patient: patient, today: how.today, byID: make(map[int64]*model.Summary, len(goals))}
	for i, g := range goals {
		list[i].Goal = g
		s.byID[g.ID] = &list[i]
	}
	if err := s.count(ctx); err != nil {
		return nil, fmt.Errorf("counts: %w", err)
	}
	if err := s.open(ctx); err != nil {
		return nil, fmt.Errorf("what comes next: %w", err)
	}
	return list, nil
}

func (s *summing) count(ctx context.Context) error {
	err := each(ctx, s.tx, lostRows, []any{s.patient}, func(rows *sql.Rows) error {
		var goal int64
		var last model.Day
		err := rows.Scan(&goal, dayTo{&last})
		s.byID[goal].Reached = last
		return err
	})
	if err != nil {
		return err
	}
	return each(ctx, s.tx, countRows, []any{s.patient}, func(rows *sql.Rows) error {
		var goal int64
		var state model.State
		var n int
		var last model.Day
		err := rows.Scan(&goal, &state, &n, dayTo{&last})
		g := s.byID[goal]
		g.Progress.Add(state, n)
		g.Reached = max(g.Reached, last)
		return err
	})
}

// open finds what comes next and what is due among all that is open, and reads
// only that whole.
func (s *summing) open(ctx context.Context) error {
	err := each(ctx, s.tx, openRows, []any{s.patient}, func(rows *sql.Rows) error {
		m := model.Milestone{State: model.Open}
		var on dueColumns
		if err := rows.Scan(&m.ID, &m.GoalID, &m.Title, &m.Major, dayTo{&on.day}, &on.days, &on.months); err != nil {
			return err
		}
		m.Due = on.due()
		g := s.byID[m.GoalID]
		g.Open = append(g.Open, m)
		if first := g.Next.ID == 0; first || g.DueNow(m, s.today) {
			s.show = append(s.show, m.ID)
			if first {
				g.Next = m
			}
		}
		if g.PassedLong(m, s.today) {
			g.Passed++
		}
		return nil
	})
	if err != nil || len(s.show) == 0 {
		return err
	}
	ids, err := json.Marshal(s.show)
	if err != nil {
		return err
	}
	return each(ctx, s.tx, someRows, []any{string(ids)}, func(rows *sql.Rows) error {
		m, err := scanMilestone(rows)
		if err != nil {
			return err
		}
		g := s.byID[m.GoalID]
		if measure, ok := g.Measure(m.Criterion.MeasureID); ok {
			m.Criterion.Measure = measure.Name
		}
		if g.Next.ID == m.ID {
			g.Next = m
		}
		if g.DueNow(m, s.today) {
			g.Due = append(g.Due, m)
		}
		return nil
	})
}
