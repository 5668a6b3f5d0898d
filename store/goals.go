package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"waymark/model"
)

// Home returns what Waymark shows when it opens. Before the first person is
// added, and after that was taken back, its Patient is zero.
func (s *Store) Home(ctx context.Context) (model.Home, error) {
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
		if h.Goals, err = loadGoals(ctx, tx, activeGoals, h.Patient.ID, everyone); err != nil {
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

// Goal returns a goal with all that belongs to it, or [model.ErrNotFound].
func (s *Store) Goal(ctx context.Context, id int64) (model.Goal, error) {
	var g model.Goal
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		g, err = wholeGoal(ctx, tx, id)
		return err
	})
	if err != nil {
		return model.Goal{}, fmt.Errorf("read goal %d: %w", id, err)
	}
	return g, nil
}

// Goals returns the goals of a patient, in their order and whole, whatever has
// become of them; only those entered in error are left out.
func (s *Store) Goals(ctx context.Context, patient int64) ([]model.Goal, error) {
	var list []model.Goal
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		list, err = loadGoals(ctx, tx, keptGoals, patient, everyone)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read goals of %d: %w", patient, err)
	}
	return list, nil
}

// StartGoal keeps a new goal with its answers, milestones, measures and team,
// removes the draft it was planned in (0: none), and returns the goal's id.
// Ids in what belongs to the goal are not used, but those of people who are in
// the file already; their names and contacts become what the goal says.
func (s *Store) StartGoal(ctx context.Context, at model.At, g model.Goal, draft int64) (int64, model.Change, error) {
	var id int64
	c, err := s.act(ctx, at, "goal-start", func(a *action) (err error) {
		a.say("Started the goal: %s", model.Quote(g.Title))
		if id, err = insertGoal(ctx, a.tx, g); err != nil {
			return err
		}
		g.ID = id
		a.about(g)
		if err := insertParts(ctx, a.tx, g); err != nil {
			return err
		}
		return deleteDraft(ctx, a.tx, draft)
	})
	if err != nil {
		return 0, model.Change{}, fmt.Errorf("start goal %q: %w", g.Title, err)
	}
	return id, c, nil
}

// ChangeGoal changes a goal's own words and days. A goal that is not there is
// [model.ErrNotFound]; what the change or the goal's Validate refuses is
// returned as it is.
func (s *Store) ChangeGoal(ctx context.Context, at model.At, id int64, change model.GoalChange) (model.Change, error) {
	c, err := s.act(ctx, at, "goal-change", func(a *action) error {
		g, err := wholeGoal(ctx, a.tx, id)
		if err != nil {
			return err
		}
		a.about(g)
		if a.change.Words, err = change(&g); err != nil {
			return err
		}
		return updateGoal(ctx, a.tx, g)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("change goal %d: %w", id, err)
	}
	return c, nil
}

func insertGoal(ctx context.Context, tx *sql.Tx, g model.Goal) (int64, error) {
	if g.Lifecycle == "" {
		g.Lifecycle = model.Active
	}
	if err := g.Validate(); err != nil {
		return 0, err
	}
	uid, err := uuid.NewV7()
	if err != nil {
		return 0, fmt.Errorf("new uid: %w", err)
	}
	args := append([]any{uid.String(), g.Patient.ID, gap, g.Title, g.Why, g.Area, g.Lifecycle, g.Start.String()}, dueArgs(g.HopedFor)...)
	return insert(ctx, tx, `INSERT INTO goal (uid, patient_id, rank, title, why, area, lifecycle, start_on,
			hoped_day, hoped_days, hoped_months, hoped_typed, confidence, quiet_days)
		VALUES (?1, ?2, ?3 + (SELECT coalesce(max(rank), 0) FROM goal WHERE patient_id = ?2), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)`,
		append(args, g.Confidence, g.QuietDays)...)
}

func updateGoal(ctx context.Context, tx *sql.Tx, g model.Goal) error {
	if err := g.Validate(); err != nil {
		return err
	}
	args := append([]any{g.Title, g.Why, g.Area, g.Lifecycle, g.Start.String()}, dueArgs(g.HopedFor)...)
	return run(ctx, tx, `UPDATE goal SET title = ?, why = ?, area = ?, lifecycle = ?, start_on = ?,
			hoped_day = ?, hoped_days = ?, hoped_months = ?, hoped_typed = ?, confidence = ?, quiet_days = ? WHERE id = ?`,
		append(args, g.Confidence, g.QuietDays, g.ID)...)
}

// insertParts adds what belongs to a new goal.
func insertParts(ctx context.Context, tx *sql.Tx, g model.Goal) error {
	for _, an := range g.Answers {
		if err := writeAnswer(ctx, tx, g.ID, an); err != nil {
			return fmt.Errorf("answer %s: %w", an.Key, err)
		}
	}
	for i, m := range g.Milestones {
		m.GoalID, m.Rank = g.ID, int64(i+1)*gap
		if _, err := insertMilestone(ctx, tx, m); err != nil {
			return err
		}
	}
	for i, m := range g.Measures {
		m.GoalID, m.Rank = g.ID, int64(i+1)*gap
		if err := insertMeasure(ctx, tx, m); err != nil {
			return err
		}
	}
	return writeTeam(ctx, tx, g.ID, g.Team)
}
