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
	c, err := s.act(ctx, at, model.KindAdd, func(a *action) (err error) {
		a.say("Added %s", model.Quote(m.Title))
		if err := a.aboutGoal(ctx, goal); err != nil {
			return err
		}
		if m.Rank, err = lastRank(ctx, a.tx, goal); err != nil {
			return err
		}
		m.GoalID = goal
		if id, err = insertMilestone(ctx, a.tx, m); err != nil {
			return err
		}
		return a.signFirst(ctx, goal, model.KeyMilestones)
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
	c, err := s.act(ctx, at, model.KindMilestone, func(a *action) error {
		m, err := loadMilestone(ctx, a.tx, id)
		if err != nil {
			return err
		}
		if err := a.aboutGoal(ctx, m.GoalID); err != nil {
			return err
		}
		was := m
		deed, err := change(&m)
		if err != nil {
			return err
		}
		a.did(deed)
		a.needs = model.NeededFor(was, m)
		if m.Criterion.MeasureID != was.Criterion.MeasureID { // it may be gone meanwhile; the words are kept all the same
			g, err := oneGoal(ctx, a.tx, m.GoalID, measures, as{})
			if err != nil {
				return err
			}
			m.Criterion = g.Named(m.Criterion)
		}
		if err := updateMilestone(ctx, a.tx, m); err != nil {
			return err
		}
		if err := a.celebrates(ctx, was, m); err != nil {
			return err
		}
		if m.Major && !was.Major {
			if err := a.signFirst(ctx, m.GoalID, model.KeyMajor); err != nil {
				return err
			}
		}
		return writeEarlier(ctx, a.tx, was, m)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("change milestone %d: %w", id, err)
	}
	return c, nil
}

// MoveMilestone moves a milestone by so many places in its goal's list; below
// 0, up. It stops at the ends.
func (s *Store) MoveMilestone(ctx context.Context, at model.At, id int64, by int) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindMilestone, func(a *action) error {
		m, err := loadMilestone(ctx, a.tx, id)
		if err != nil {
			return err
		}
		if err := a.aboutGoal(ctx, m.GoalID); err != nil {
			return err
		}
		a.say("Moved %s %s", model.Quote(m.Title), upOrDown(by))
		return moveRow(ctx, a.tx, "milestone", `SELECT id, rank FROM milestone WHERE goal_id = ? ORDER BY rank, id`, m.GoalID, id, by)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("move milestone %d: %w", id, err)
	}
	return c, nil
}

// RehomeMilestone moves a milestone to the end of another goal's list. Its day
// stays the same. The change is about two goals, and so names none. What
// [model.Rehome] refuses is returned as it is.
func (s *Store) RehomeMilestone(ctx context.Context, at model.At, id, goal int64) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindMilestone, func(a *action) error {
		m, err := loadMilestone(ctx, a.tx, id)
		if err != nil || m.GoalID == goal {
			return err
		}
		from, err := oneGoal(ctx, a.tx, m.GoalID, ownWords, as{})
		if err != nil {
			return err
		}
		to, err := oneGoal(ctx, a.tx, goal, ownWords, as{})
		if err != nil {
			return err
		}
		a.change.Patient = from.Patient.ID
		deed, err := model.Rehome(from, to)(&m)
		if err != nil {
			return err
		}
		a.did(deed)
		if m.Rank, err = lastRank(ctx, a.tx, goal); err != nil {
			return err
		}
		if err := updateMilestone(ctx, a.tx, m); err != nil {
			return err
		}
		for _, g := range []int64{from.ID, to.ID} {
			if err := a.alsoAbout(ctx, g); err != nil {
				return err
			}
		}
		if m.Major {
			if err := a.signFirst(ctx, goal, model.KeyMajor); err != nil {
				return err
			}
		}
		return a.signFirst(ctx, goal, model.KeyMilestones)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("move milestone %d to goal %d: %w", id, goal, err)
	}
	return c, nil
}

// lastRank returns a rank behind those of a goal's milestones.
func lastRank(ctx context.Context, tx *sql.Tx, goal int64) (int64, error) {
	var rank int64
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(rank), 0) FROM milestone WHERE goal_id = ?`, goal).Scan(&rank)
	return rank + gap, err
}

// RemoveMilestone removes a milestone; the history keeps it whole. One that is
// not there is [model.ErrNotFound].
func (s *Store) RemoveMilestone(ctx context.Context, at model.At, id int64) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindRemove, func(a *action) error {
		m, err := loadMilestone(ctx, a.tx, id)
		if err != nil {
			return err
		}
		a.say("Removed %s", model.Quote(m.Title))
		if err := a.aboutGoal(ctx, m.GoalID); err != nil {
			return err
		}
		return deleteMilestone(ctx, a.tx, id)
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
	m, err := scanMilestone(tx.QueryRowContext(ctx, milestoneRows+` WHERE milestone.id = ?`, id))
	if err == nil {
		m.Earlier, err = loadEarlier(ctx, tx, id)
	}
	return m, err
}

// deleteMilestone removes a milestone and its story.
func deleteMilestone(ctx context.Context, tx *sql.Tx, id int64) error {
	if err := run(ctx, tx, `DELETE FROM earlier_check WHERE milestone_id = ?`, id); err != nil {
		return err
	}
	return run(ctx, tx, `DELETE FROM milestone WHERE id = ?`, id)
}

// milestoneScan takes the columns of milestoneRows. One serves for many rows.
type milestoneScan struct {
	m   model.Milestone
	due dueColumns
	to  []any

	criterion model.Criterion
}

func newMilestoneScan() *milestoneScan {
	s := &milestoneScan{}
	m, due := &s.m, &s.due
	s.to = []any{
		&m.ID, &m.UID, &m.GoalID, &m.Rank, &m.Title, &m.Major, &m.Sign, &m.Treat,
		dayTo{&due.day},
		&due.days, &due.months, &due.typed,
		&m.State,
		dayTo{&m.Check.On},
		&m.Check.ReachedBy, &m.Check.CheckedBy, &m.Check.Note,
		&s.criterion.MeasureID, &s.criterion.Low, &s.criterion.High,
	}
	return s
}

// scan reads one row.
func (s *milestoneScan) scan(row scanner) (model.Milestone, error) {
	err := row.Scan(s.to...)
	s.m.Due, s.m.Criterion = s.due.due(), s.criterion
	return s.m, err
}

func scanMilestone(row scanner) (model.Milestone, error) { return newMilestoneScan().scan(row) }

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
			due_day, due_days, due_months, due_typed, state, reached_on, reached_by, checked_by, note, measure_id, meets_low, meets_high)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{uid.String()}, milestoneArgs(m)...)...)
}

func updateMilestone(ctx context.Context, tx *sql.Tx, m model.Milestone) error {
	if err := m.Validate(); err != nil {
		return err
	}
	return run(ctx, tx, `UPDATE milestone SET goal_id = ?, rank = ?, title = ?, major = ?, sign = ?, treat = ?,
			due_day = ?, due_days = ?, due_months = ?, due_typed = ?,
			state = ?, reached_on = ?, reached_by = ?, checked_by = ?, note = ?, measure_id = ?, meets_low = ?, meets_high = ? WHERE id = ?`,
		append(milestoneArgs(m), m.ID)...)
}

// milestoneArgs are the columns of a milestone that can change, in the
// table's order.
func milestoneArgs(m model.Milestone) []any {
	args := append([]any{m.GoalID, m.Rank, m.Title, m.Major, m.Sign, m.Treat}, dueArgs(m.Due)...)
	args = append(args, m.State, dayOrNull(m.Check.On), idOrNull(m.Check.ReachedBy), idOrNull(m.Check.CheckedBy), m.Check.Note)
	if c := m.Criterion; c.MeasureID != 0 {
		return append(args, c.MeasureID, c.Low, c.High)
	}
	return append(args, nil, nil, nil)
}
