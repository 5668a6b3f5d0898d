package tui

import (
	"context"
	"errors"
	"time"

	"waymark/model"
)

// check is the check mark made last in this window.
type check struct {
	milestone int64
	change    int64
	by        int64 // who was here
	at        time.Time
}

// moments is how long a second Space on a milestone just checked off takes the
// check mark back as if it had never been.
const moments = time.Minute

// toggled is what checking a milestone off, or taking that back, came to.
type toggled struct {
	change    model.Change
	goal      model.Goal
	milestone model.Milestone
	off       bool         // the check mark was taken off
	was       model.Day    // the day it was done, when it was taken off
	taken     bool         // the check-off was undone, not made a new change
	last      model.Change // what can be undone after that
	data      any          // what the screen shows now
}

func (t toggled) made() model.Change { return t.change }

// toggle checks a milestone off, or takes its check mark off again, and reads
// what the screen shows then. It says what should be, so pressing twice on a
// slow machine is safe.
func (sh *shared) toggle(g model.Goal, m model.Milestone, reload ask) effect {
	return sh.toggleOn(g, m, sh.dates.Today, reload)
}

// checkOff checks a milestone off as done on a day.
func (sh *shared) checkOff(g model.Goal, m model.Milestone, on model.Day) effect {
	return sh.toggleOn(g, m, on, nil)
}

func (sh *shared) toggleOn(g model.Goal, m model.Milestone, on model.Day, reload ask) effect {
	if t := m.Check; m.State == model.Reached && t.CheckedBy != sh.home.At.ID && t.Checker != "" && sh.touched.Sub(sh.arrived) < pause {
		// The key was meant for the row as it was: it had no check mark then.
		sh.arrived = time.Time{}
		return effect{note: t.Checker + " has just checked it off. Space again takes the check mark off."}
	}
	st, at, seat, today := sh.store, sh.home.At, sh.home.Seat(), sh.dates.Today
	id, goal, patient := m.ID, g.ID, g.Patient.ID
	t := toggled{off: m.State == model.Reached}
	last := sh.checked
	t.taken = t.off && last.milestone == id && last.by == at.ID && sh.now().Sub(last.at).Abs() < moments
	change := model.Reach(on, patient, at.ID)
	if t.off {
		change = model.Reopen(today)
	}
	t.was = m.Check.On
	return effect{ask: func(ctx context.Context) (any, error) {
		err := model.ErrChangedSince
		if t.taken {
			t.change, err = st.TakeBack(ctx, at, last.change)
		}
		if errors.Is(err, model.ErrChangedSince) { // it is not the newest change
			t.taken = false
			t.change, err = st.ChangeMilestone(ctx, at, id, change)
		}
		if err != nil {
			return nil, err
		}
		if t.taken {
			home, err := st.Home(ctx, seat)
			if err != nil {
				return nil, err
			}
			t.last = home.Last
		}
		if t.goal, err = st.Goal(ctx, goal); err != nil {
			return nil, err
		}
		t.milestone, _ = t.goal.Milestone(id)
		if reload != nil {
			t.data, err = reload(ctx)
		}
		return t, err
	}}
}

// toggledEffect says what came of it: the words of the message line and, for a
// major milestone, its celebration.
func (sh *shared) toggledEffect(t toggled) effect {
	switch {
	case t.change.ID == 0: // done already in another window
		return effect{note: soAlready}
	case t.taken:
		sh.home.Last = t.last
		return effect{note: "Undone. It is as it was before."}
	case t.off && t.was < sh.dates.Today:
		return effect{note: "The check mark is off. It was done on " + sh.dates.Short(t.was) + ", and that stays in the story." + pressU}
	case t.off:
		return effect{note: "The check mark is off." + pressU}
	}
	sh.checked = check{t.milestone.ID, t.change.ID, sh.home.At.ID, sh.now()}
	e := effect{note: model.WellDone(t.goal, sh.home.At) + pressU}
	if t.milestone.Major {
		e.note = "The check mark is saved." + pressU
		e.open = newCelebration(sh, t.goal, t.milestone)
		if sh.home.At.ID != t.goal.Patient.ID {
			e.note = model.WellDone(t.goal, sh.home.At) + pressU
			e.open = &tellFirst{sh: sh, goal: t.goal, m: t.milestone}
		}
	}
	return e
}
