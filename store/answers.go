package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"waymark/model"
)

// SaveAnswer answers one of the five questions of a goal anew: was is a draft of
// the goal ([model.DraftOf]), d what a person made of it. What others changed in
// the goal meanwhile stays, as [model.Rebase] says. Rows are told apart by their
// ids; those without one are added. Each question changes only what it asks for;
// a milestone's state and check mark never change here. The day of the answer is
// today when anything changed.
//
// A goal that is not there is [model.ErrNotFound]; what a Validate refuses is
// returned as it is.
func (s *Store) SaveAnswer(ctx context.Context, at model.At, goal int64, key model.Key, was, d model.Draft) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindAnswer, func(a *action) error {
		g, err := wholeGoal(ctx, a.tx, goal)
		if err != nil {
			return err
		}
		a.about(g)
		d := model.Rebase(model.DraftOf(g), was, d)
		a.did(g.Answered(key, d))
		if err := d.CheckStep(model.StepOf(key), a.today); err != nil {
			return err
		}
		switch key {
		case model.KeyMilestones:
			err = a.answerMilestones(ctx, g, d.Milestones)
		case model.KeyMeasures:
			err = a.answerMeasures(ctx, g, d.Measures)
		case model.KeyPeople:
			err = writeTeam(ctx, a.tx, g.ID, d.Team)
		case model.KeySetback:
			g.QuietDays = d.QuietDays
			err = updateGoal(ctx, a.tx, g)
		case model.KeyMajor:
			err = a.answerMajor(ctx, g, d.Milestones)
		default:
			err = fmt.Errorf("question %q: %w", key, model.ErrNotFound)
		}
		if err != nil {
			return err
		}
		return a.signAnswer(ctx, g, key, d)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("answer %s of goal %d: %w", key, goal, err)
	}
	return c, nil
}

// signAnswer keeps the record that a question was answered: what was said, and
// today when that differs from before. An answer that is empty now has none.
func (a *action) signAnswer(ctx context.Context, g model.Goal, key model.Key, d model.Draft) error {
	was, had := g.Answer(key)
	if !d.Has(key) {
		return run(ctx, a.tx, `DELETE FROM answer WHERE goal_id = ? AND key = ?`, g.ID, key)
	}
	now := model.Answer{Key: key, WrittenOn: a.today, WrittenBy: a.change.ByID}
	if key == model.KeySetback {
		now.Text = strings.TrimSpace(d.Setback)
	}
	wrote, err := a.wrote(ctx)
	if err != nil || had && !wrote && was.Text == now.Text {
		return err
	}
	return writeAnswer(ctx, a.tx, g.ID, now)
}

// signFirst keeps that a question was answered today, unless that is known
// already: a milestone added or marked major is an answer too.
func (a *action) signFirst(ctx context.Context, goal int64, key model.Key) error {
	return run(ctx, a.tx, `INSERT INTO answer (goal_id, key, text, written_on, written_by) VALUES (?, ?, '', ?, ?) ON CONFLICT (goal_id, key) DO NOTHING`,
		goal, key, a.today.String(), idOrNull(a.change.ByID))
}

func writeAnswer(ctx context.Context, tx *sql.Tx, goal int64, an model.Answer) error {
	return run(ctx, tx, `INSERT INTO answer (goal_id, key, text, written_on, written_by) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (goal_id, key) DO UPDATE SET text = excluded.text, written_on = excluded.written_on, written_by = excluded.written_by`,
		goal, an.Key, an.Text, an.WrittenOn.String(), idOrNull(an.WrittenBy))
}

// answerMilestones makes the goal's list the given one: words, dates, the numbers
// they are tied to, and order.
func (a *action) answerMilestones(ctx context.Context, g model.Goal, list []model.Milestone) error {
	places := make([]place, len(list))
	left := make(map[int64]bool)
	for i, m := range list {
		was, ok := g.Milestone(m.ID)
		places[i] = place{rank: was.Rank, none: !ok || left[m.ID]}
		left[m.ID] = ok
	}
	for _, was := range g.Milestones {
		if !left[was.ID] {
			if err := deleteMilestone(ctx, a.tx, was.ID); err != nil {
				return err
			}
		}
	}
	for i, rank := range ranked(places) {
		m, err := list[i], error(nil)
		if places[i].none {
			m.GoalID, m.Rank, m.State, m.Check, m.Criterion = g.ID, rank, model.Open, model.Check{}, g.Named(m.Criterion)
			_, err = insertMilestone(ctx, a.tx, m)
		} else {
			was, _ := g.Milestone(m.ID)
			was.Title, was.Due, was.Rank, was.Criterion = m.Title, m.Due, rank, g.Named(m.Criterion)
			err = updateMilestone(ctx, a.tx, was)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// answerMajor sets which milestones are major, and their signs and treats. One
// that was removed meanwhile, and of which something was said here, comes back.
func (a *action) answerMajor(ctx context.Context, g model.Goal, list []model.Milestone) error {
	for _, m := range list {
		was, ok := g.Milestone(m.ID)
		if !ok {
			rank, err := lastRank(ctx, a.tx, g.ID)
			if err != nil {
				return err
			}
			m.GoalID, m.Rank, m.State, m.Check, m.Criterion = g.ID, rank, model.Open, model.Check{}, g.Named(m.Criterion)
			if _, err := insertMilestone(ctx, a.tx, m); err != nil {
				return err
			}
			continue
		}
		was.Major, was.Sign, was.Treat = m.Major, m.Sign, m.Treat
		if err := updateMilestone(ctx, a.tx, was); err != nil {
			return err
		}
	}
	return nil
}
