package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// save keeps what was changed in the fields and, with it, does more to the
// milestone, all in one action. What cannot be read gets the focus.
func (s *milestoneScreen) save(more ...model.MilestoneChange) effect {
	s.wrong, s.then = map[string]string{}, nil
	changes := more
	if s.title != s.m.Title {
		changes = append(changes, model.Reword(strings.TrimSpace(s.title)))
	}
	changes = append(changes, s.saveDue()...)
	if s.m.Major && s.sign != s.m.Sign {
		changes = append(changes, model.Foresee(s.sign))
	}
	if s.m.Major && s.treat != s.m.Treat {
		changes = append(changes, model.PlanTreat(s.treat))
	}
	changes = append(changes, s.saveCheck()...)
	for id := range s.wrong {
		return effect{focus: id}
	}
	if len(changes) == 0 {
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
	st, at, id, all := s.sh.store, s.sh.home.At, s.m.ID, model.AllOf(changes...)
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		c, err := st.ChangeMilestone(ctx, at, id, all)
		return done{change: c}, err
	}, s.load())}
}

// saved keeps what was changed in the fields, if anything, and then goes on.
func (s *milestoneScreen) saved(then func(*effect)) effect {
	e := s.save()
	switch {
	case e.ask != nil:
		s.then = then
	case len(s.wrong) == 0:
		then(&e)
	}
	return e
}

func (s *milestoneScreen) saveDue() []model.MilestoneChange {
	if s.due == fieldsOf(s.m).due {
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
	was := s.m.Check
	now := was
	now.ReachedBy, now.CheckedBy, now.Note = s.by, s.check, s.note
	if s.when != fieldsOf(s.m).when {
		day, err := s.day()
		if err != nil {
			s.wrong["when"] = s.sh.problem(err)
			return nil
		}
		now.On = day
	}
	if now == was {
		return nil
	}
	return []model.MilestoneChange{model.Tell(was, now, s.sh.dates.Today)}
}

func (s *milestoneScreen) closing() ask { return s.save().ask }
