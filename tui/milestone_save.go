package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// save keeps what was changed in the fields, all in one action.
func (s *milestoneScreen) save() effect {
	s.wrong = map[string]string{}
	var changes []model.MilestoneChange
	if s.title != s.m.Title {
		changes = append(changes, model.Reword(strings.TrimSpace(s.title)))
	}
	changes = append(changes, s.saveDue()...)
	if s.m.Major && (s.sign != s.m.Sign || s.treat != s.m.Treat) {
		changes = append(changes, model.MarkMajor(true, s.sign, s.treat))
	}
	changes = append(changes, s.saveCheck()...)
	if len(s.wrong) > 0 || len(changes) == 0 {
		return effect{}
	}
	trial := s.m
	for _, change := range changes {
		if _, err := change(&trial); err != nil {
			return effect{note: s.sh.problem(err)}
		}
	}
	if err := trial.Validate(); err != nil {
		s.wrong["title"] = s.sh.problem(err)
		return effect{focus: "title"}
	}
	return s.change(model.AllOf(changes...))
}

func (s *milestoneScreen) saveDue() []model.MilestoneChange {
	if s.due == s.m.Due.Phrase() {
		return nil
	}
	p, err := model.ParseDate(s.due, model.Planned, s.sh.dates.Today, s.goal.Start)
	if err == nil && len(p.Choices) > 0 {
		err = &model.DateError{Err: model.ErrDateAmbiguous, Typed: s.due}
	}
	if err != nil {
		s.wrong["due"] = s.sh.problem(err)
		return nil
	}
	return []model.MilestoneChange{model.Redate(p.Due)}
}

func (s *milestoneScreen) saveCheck() []model.MilestoneChange {
	if s.m.State != model.Reached {
		return nil
	}
	c := model.Check{On: s.m.Check.On, ReachedBy: s.by, CheckedBy: s.check, Note: s.note}
	if s.when != (model.Due{Day: s.m.Check.On}).Phrase() {
		day, err := s.day()
		if err != nil {
			s.wrong["when"] = s.sh.problem(err)
			return nil
		}
		c.On = day
	}
	was := s.m.Check
	if c.On == was.On && c.ReachedBy == was.ReachedBy && c.CheckedBy == was.CheckedBy && c.Note == was.Note {
		return nil
	}
	return []model.MilestoneChange{model.Tell(c, s.sh.dates.Today)}
}

func (s *milestoneScreen) change(change model.MilestoneChange) effect {
	st, at, id := s.sh.store, s.sh.home.At, s.m.ID
	return effect{ask: act(func(ctx context.Context) (done, error) {
		c, err := st.ChangeMilestone(ctx, at, id, change)
		return done{change: c}, err
	}, s.load())}
}

func (s *milestoneScreen) closing() ask { return s.save().ask }
