package tui

import (
	"cmp"
	"context"
	"strings"

	"waymark/model"
)

// edits are the changes of a milestone that its page asks for, each tried on
// what came of those before it.
type edits struct {
	screen  *milestoneScreen
	trial   model.Milestone
	changes []model.MilestoneChange
	refused effect
}

// add takes a change on. One that cannot be made says so beside its field, or
// on the message line when no field asked for it.
func (e *edits) add(field string, change model.MilestoneChange, err error) {
	after := e.trial
	if err == nil {
		_, err = change(&after)
	}
	if err == nil {
		err = after.Validate()
	}
	if off := e.screen.sh.lacks(model.NeededFor(e.trial, after)); err == nil && off != model.RightNone { // since it was typed
		err = e.screen.sh.notAllowed(off)
	}
	problem := e.screen.sh.problem(err)
	switch {
	case err == nil:
		e.trial, e.changes = after, append(e.changes, change)
	case field == "":
		e.refused.note = problem
	default:
		e.screen.wrong[field] = problem
		e.refused.focus = cmp.Or(e.refused.focus, field)
	}
}

// edits collects what was changed in the fields, after more that is to be done
// to the milestone.
func (s *milestoneScreen) edits(more ...model.MilestoneChange) edits {
	s.wrong = map[string]string{}
	e := edits{screen: s, trial: s.m}
	for _, change := range more {
		e.add("", change, nil)
	}
	if s.m.State == model.Reached {
		s.saveCheck(&e)
	}
	if s.title != s.m.Title {
		e.add("title", model.Reword(strings.TrimSpace(s.title)), nil)
	}
	if s.due != fieldsOf(s.m).due {
		due, err := model.ParseDue(s.due, model.Planned, s.sh.dates.Today, s.goal.Start)
		e.add("due", model.Redate(due), err)
	}
	s.saveNumber(&e)
	if s.m.Major && s.sign != s.m.Sign {
		e.add("sign", model.Foresee(s.sign), nil)
	}
	if s.m.Major && s.treat != s.m.Treat {
		e.add("treat", model.PlanTreat(s.treat), nil)
	}
	return e
}

// keep returns what makes the changes, all in one action, or nil for none.
func (e edits) keep() ask {
	if len(e.changes) == 0 {
		return nil
	}
	s := e.screen
	st, at, id, all := s.sh.store, s.sh.home.At, s.m.ID, model.AllOf(e.changes...)
	return actThen(func(ctx context.Context) (done, error) {
		c, err := st.ChangeMilestone(ctx, at, id, all)
		return done{change: c}, err
	}, s.load())
}

// save keeps what was changed in the fields and, with it, does more to the
// milestone. What cannot be kept gets the focus, and nothing is kept yet.
func (s *milestoneScreen) save(more ...model.MilestoneChange) effect {
	s.then = nil
	e := s.edits(more...)
	if len(s.wrong) > 0 {
		e.refused.note = notKept
	}
	if e.refused.note != "" {
		return e.refused
	}
	return effect{ask: e.keep()}
}

// saved keeps what was changed in the fields, if anything, and then goes on.
func (s *milestoneScreen) saved(then func(*effect)) effect {
	e := s.save()
	switch {
	case e.ask != nil:
		s.then = then
	case len(s.wrong) == 0 && e.note == "":
		then(&e)
	}
	return e
}

// act does something to the milestone. What is typed is kept before that, as a
// change of its own, so that the one can be taken back without the other.
func (s *milestoneScreen) act(change model.MilestoneChange) effect {
	return s.saved(func(e *effect) { *e = s.save(change) })
}

// notAll says that what is wrong in the fields was not saved.
func (s *milestoneScreen) notAll() string {
	if s.sh.lacks(model.RightCheck|model.RightPlan) != model.RightNone {
		return notAllKept
	}
	return notAllRead
}

// leave saves what was changed and goes back. What cannot be kept holds the
// person here once, to see why; leaving again gives that up.
func (s *milestoneScreen) leave() effect {
	e := s.edits()
	again := s.leaving
	s.leaving = true
	if len(s.wrong) > 0 && !again {
		e.refused.note = notKept + escLeaves
		return e.refused
	}
	if keep := e.keep(); keep != nil && !s.failed {
		s.then = func(e *effect) { e.back = 1 }
		return effect{ask: keep}
	}
	return effect{back: 1}
}

func (s *milestoneScreen) closing() (ask, bool) {
	e := s.edits()
	return e.keep(), len(s.wrong) == 0
}

// saveCheck takes on what was changed of its check mark.
func (s *milestoneScreen) saveCheck(e *edits) {
	was, today := s.m.Check, s.sh.dates.Today
	if s.note != was.Note {
		now := was
		now.Note = s.note
		e.add("note", model.Tell(was, now, today), nil)
	}
	if s.when != fieldsOf(s.m).when {
		now := was
		day, err := s.day()
		now.On = day
		e.add("when", model.Tell(was, now, today), err)
	}
	if s.by != was.ReachedBy || s.check != was.CheckedBy {
		now := was
		now.ReachedBy, now.CheckedBy = s.by, s.check
		e.add("", model.Tell(was, now, today), nil)
	}
}
