package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"waymark/model"
)

// AddMilestone adds a milestone at the end of a goal's list and returns its
// id. A goal that is not there is [model.ErrNotFound].
func (s *Store) AddMilestone(ctx context.Context, at model.At, goal int64, m model.Milestone) (int64, model.Change, error) {
	var id int64
	c, err := s.act(ctx, at, "milestone-add", func(a *action) (err error) {
		a.say("Added %s", model.Quote(m.Title))
		if err := a.aboutGoal(ctx, goal); err != nil {
			return err
		}
		const last = `SELECT coalesce(max(rank), 0) FROM milestone WHERE goal_id = ?`
		if err := a.tx.QueryRowContext(ctx, last, goal).Scan(&m.Rank); err != nil {
			return err
		}
		m.GoalID, m.Rank = goal, m.Rank+gap
		id, err = insertMilestone(ctx, a.tx, m)
		return err
	})
	if err != nil {
		return 0, model.Change{}, fmt.Errorf("add milestone %q: %w", m.Title, err)
	}
	return id, c, nil
}

// ChangeMilestone changes a milestone as it is when the change is written. One
// that is not there is [model.ErrNotFound]; what the change or the milestone's
// Validate refuses is returned as it is. A change that changes nothing leaves
// no line in the history; it is returned without an ID.
func (s *Store) ChangeMilestone(ctx context.Context, at model.At, id int64, change model.MilestoneChange) (model.Change, error) {
	c, err := s.act(ctx, at, "milestone-change", func(a *action) error {
		m, err := loadMilestone(ctx, a.tx, id)
		if err != nil {
			return err
		}
		if err := a.aboutGoal(ctx, m.GoalID); err != nil {
			return err
		}
		if a.change.Words, err = change(&m); err != nil {
			return err
		}
		return updateMilestone(ctx, a.tx, m)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("change milestone %d: %w", id, err)
	}
	return c, nil
}

// RemoveMilestone removes a milestone; the history keeps it whole. One that is
// not there is [model.ErrNotFound].
func (s *Store) RemoveMilestone(ctx context.Context, at model.At, id int64) (model.Change, error) {
	c, err := s.act(ctx, at, "milestone-remove", func(a *action) error {
		m, err := loadMilestone(ctx, a.tx, id)
		if err != nil {
			return err
		}
		a.say("Removed %s", model.Quote(m.Title))
		if err := a.aboutGoal(ctx, m.GoalID); err != nil {
			return err
		}
		return run(ctx, a.tx, `DELETE FROM milestone WHERE id = ?`, id)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("remove milestone %d: %w", id, err)
	}
	return c, nil
}

// aboutGoal is about for a goal of which only the id is at hand.
func (a *action) aboutGoal(ctx context.Context, id int64) error {
	a.change.GoalID = id
	return a.tx.QueryRowContext(ctx, `SELECT patient_id FROM goal WHERE id = ?`, id).Scan(&a.change.Patient)
}

func loadMilestone(ctx context.Context, tx *sql.Tx, id int64) (model.Milestone, error) {
	return scanMilestone(tx.QueryRowContext(ctx, milestoneRows+` WHERE milestone.id = ?`, id))
}

func scanMilestone(row scanner) (model.Milestone, error) {
	var m model.Milestone
	var due dueColumns
	err := row.Scan(&m.ID, &m.UID, &m.GoalID, &m.Rank, &m.Title, &m.Major, &m.Sign, &m.Treat,
		dayTo{&due.day}, &due.days, &due.months, &due.typed,
		&m.State, dayTo{&m.Check.On}, &m.Check.ReachedBy, &m.Check.CheckedBy, &m.Check.Note)
	m.Due = due.due()
	return m, err
}

func insertMilestone(ctx context.Context, tx *sql.Tx, m model.Milestone) (int64, error) {
	if m.State == "" {
		m.State = model.Open
	}
	if err := m.Validate(); err != nil {
		return 0, err
	}
	uid, err := uuid.NewV7()
	if err != nil {
		return 0, fmt.Errorf("new uid: %w", err)
	}
	return insert(ctx, tx, `INSERT INTO milestone (uid, goal_id, rank, title, major, sign, treat,
			due_day, due_days, due_months, due_typed, state, reached_on, reached_by, checked_by, note)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{uid.String(), m.GoalID}, milestoneArgs(m)...)...)
}

func updateMilestone(ctx context.Context, tx *sql.Tx, m model.Milestone) error {
	if err := m.Validate(); err != nil {
		return err
	}
	return run(ctx, tx, `UPDATE milestone SET rank = ?, title = ?, major = ?, sign = ?, treat = ?,
			due_day = ?, due_days = ?, due_months = ?, due_typed = ?,
			state = ?, reached_on = ?, reached_by = ?, checked_by = ?, note = ? WHERE id = ?`,
		append(milestoneArgs(m), m.ID)...)
}

// milestoneArgs are the columns of a milestone that can change, in the
// table's order.
func milestoneArgs(m model.Milestone) []any {
	args := append([]any{m.Rank, m.Title, m.Major, m.Sign, m.Treat}, dueArgs(m.Due)...)
	return append(args, m.State, dayOrNull(m.Check.On), idOrNull(m.Check.ReachedBy), idOrNull(m.Check.CheckedBy), m.Check.Note)
}
