package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"waymark/model"
)

// Goal returns a goal with all that belongs to it, or [model.ErrNotFound].
func (s *Store) Goal(ctx context.Context, id int64) (model.Goal, error) {
	var g model.Goal
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		g, err = oneGoal(ctx, tx, id, shown, s.asNow())
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
	return s.goalsOf(ctx, patient, keptGoals, shown)
}

// GoalTitles returns the goals of a patient as [Store.Goals] does, with nothing
// but their own words and days.
func (s *Store) GoalTitles(ctx context.Context, patient int64) ([]model.Goal, error) {
	return s.goalsOf(ctx, patient, keptGoals, ownWords)
}

func (s *Store) goalsOf(ctx context.Context, patient int64, which string, parts part) ([]model.Goal, error) {
	var list []model.Goal
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		list, err = loadGoals(ctx, tx, which, patient, everyone, parts, s.asNow())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read goals of %d: %w", patient, err)
	}
	return list, nil
}

// StartGoal keeps a new goal with its answers, milestones, measures, team and
// what to keep in mind, removes the draft it was planned in (0: none), and
// returns the goal's id. A goal that it starts over is finished by it. Ids in
// what belongs to the goal are not used, but those of people who are in the
// file already; their names and contacts become what the goal says.
func (s *Store) StartGoal(ctx context.Context, at model.At, g model.Goal, draft int64) (int64, model.Change, error) {
	var id int64
	c, err := s.act(ctx, at, model.KindStart, func(a *action) (err error) {
		a.say("Started the goal: %s", model.Quote(g.Title))
		if g.From, err = a.finishOld(ctx, g); err != nil {
			return err
		}
		if id, err = insertGoal(ctx, a.tx, g); err != nil {
			return err
		}
		g.ID = id
		a.about(g)
		g.Measures, g.Answers = slices.Clone(g.Measures), slices.Clone(g.Answers)
		for i := range g.Answers {
			g.Answers[i].WrittenBy = a.change.ByID
		}
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

// finishOld finishes the goal that another starts over, when it is still
// pursued, and returns its id, or 0 when the patient does not have it any more.
func (a *action) finishOld(ctx context.Context, g model.Goal) (int64, error) {
	id := g.From
	if id == 0 {
		return 0, nil
	}
	old, err := wholeGoal(ctx, a.tx, id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && old.Patient.ID != g.Patient.ID {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	a.say("Started over: %s", model.Quote(old.Title))
	if err := a.alsoAbout(ctx, id); err != nil || old.Lifecycle.Ended() {
		return id, err
	}
	if _, err := model.Turn(model.Completed, "", a.today)(&old); err != nil {
		return 0, err
	}
	return id, updateGoal(ctx, a.tx, old)
}

// ChangeGoal changes a goal's own words and days, its milestones and the notes
// put aside, as the change says. A goal that is not there is [model.ErrNotFound]; what
// the change or a Validate refuses is returned as it is. A change that changes
// nothing leaves no line in the history; it is returned without an ID.
func (s *Store) ChangeGoal(ctx context.Context, at model.At, id int64, change model.GoalChange) (model.Change, error) {
	return s.ChangeGoals(ctx, at, []int64{id}, change)
}

// ChangeGoals is [Store.ChangeGoal] for several goals of one patient as one
// action, which then names none of them. A goal of another is [model.ErrNotFound].
func (s *Store) ChangeGoals(ctx context.Context, at model.At, ids []int64, change model.GoalChange) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindGoal, func(a *action) error {
		a.needs = model.RightNone
		for _, id := range ids {
			g, err := wholeGoal(ctx, a.tx, id)
			if err != nil {
				return err
			}
			if a.change.Patient != 0 && a.change.Patient != g.Patient.ID {
				return model.ErrNotFound
			}
			a.about(g)
			was := g
			deed, err := change(&g)
			if err != nil {
				return err
			}
			a.did(deed)
			a.needs |= model.NeededForGoal(was, g)
			if err := a.writeGoal(ctx, was, g); err != nil {
				return err
			}
			if len(ids) > 1 && deed.Words != "" {
				if err := a.alsoAbout(ctx, id); err != nil {
					return err
				}
			}
		}
		if len(ids) > 1 {
			a.change.GoalID = 0
		}
		return nil
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("change goals %d: %w", ids, err)
	}
	return c, nil
}

// MoveGoal moves an active goal by so many places among its patient's active
// ones; below 0, up. It stops at the ends.
func (s *Store) MoveGoal(ctx context.Context, at model.At, id int64, by int) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindGoal, func(a *action) error {
		g, err := wholeGoal(ctx, a.tx, id)
		if err != nil {
			return err
		}
		a.about(g)
		a.say("Moved the goal %s %s", model.Quote(g.Title), upOrDown(by))
		const list = `SELECT id, rank FROM goal WHERE patient_id = ? AND lifecycle = 'active' ORDER BY rank, id`
		return moveRow(ctx, a.tx, "goal", list, g.Patient.ID, id, by)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("move goal %d: %w", id, err)
	}
	return c, nil
}

func upOrDown(by int) string {
	if by < 0 {
		return "up"
	}
	return "down"
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
	return insert(ctx, tx, `INSERT INTO goal (uid, patient_id, rank, from_id, starter, title, why, area, lifecycle, since, reason, start_on,
			hoped_day, hoped_days, hoped_months, hoped_typed, confidence, quiet_days)
		VALUES (?1, ?2, ?3 + (SELECT coalesce(max(rank), 0) FROM goal WHERE patient_id = ?2), ?4, ?5,
			?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)`,
		append([]any{uid.String(), g.Patient.ID, gap, idOrNull(g.From), g.Starter}, goalArgs(g)...)...)
}

func updateGoal(ctx context.Context, tx *sql.Tx, g model.Goal) error {
	if err := g.Validate(); err != nil {
		return err
	}
	return run(ctx, tx, `UPDATE goal SET title = ?, why = ?, area = ?, lifecycle = ?, since = ?, reason = ?, start_on = ?,
			hoped_day = ?, hoped_days = ?, hoped_months = ?, hoped_typed = ?, confidence = ?, quiet_days = ? WHERE id = ?`,
		append(goalArgs(g), g.ID)...)
}

// goalArgs are the columns of a goal that can change, in the table's order.
func goalArgs(g model.Goal) []any {
	args := append([]any{g.Title, g.Why, g.Area, g.Lifecycle, dayOrNull(g.Since), g.Reason, g.Start.String()}, dueArgs(g.HopedFor)...)
	return append(args, g.Confidence, g.QuietDays)
}

// writeGoal keeps what a change made of a goal: its own words and days, what to
// keep in mind, its milestones, and the gentle notes that were put aside.
func (a *action) writeGoal(ctx context.Context, was, g model.Goal) error {
	if err := updateGoal(ctx, a.tx, g); err != nil {
		return err
	}
	if err := writePrecautions(ctx, a.tx, g); err != nil {
		return err
	}
	for _, m := range g.Milestones {
		old, ok := was.Milestone(m.ID)
		if !ok || reflect.DeepEqual(old, m) {
			continue
		}
		if err := updateMilestone(ctx, a.tx, m); err != nil {
			return err
		}
		if err := a.celebrates(ctx, old, m); err != nil {
			return err
		}
		if err := writeEarlier(ctx, a.tx, old, m); err != nil {
			return err
		}
	}
	return writeHushes(ctx, a.tx, was, g)
}

// insertParts adds what belongs to a new goal.
func insertParts(ctx context.Context, tx *sql.Tx, g model.Goal) error {
	for _, an := range g.Answers {
		if err := writeAnswer(ctx, tx, g.ID, an); err != nil {
			return fmt.Errorf("answer %s: %w", an.Key, err)
		}
	}
	for i, m := range g.Measures {
		m.GoalID, m.Rank = g.ID, int64(i+1)*gap
		id, err := insertMeasure(ctx, tx, m)
		if err != nil {
			return err
		}
		g.Measures[i].ID = id
	}
	for i, m := range g.Milestones {
		m.GoalID, m.Rank, m.Criterion = g.ID, int64(i+1)*gap, g.Named(m.Criterion)
		if _, err := insertMilestone(ctx, tx, m); err != nil {
			return err
		}
	}
	if err := writePrecautions(ctx, tx, g); err != nil {
		return err
	}
	return writeTeam(ctx, tx, g.ID, g.Team)
}
