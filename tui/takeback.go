package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// undone is what taking changes back came to.
type undone struct {
	change model.Change // the line of it; of several, that of the oldest
	more   int          // how many further ones were taken back with it
	home   model.Home
	goal   model.Goal // that it was about, when it was about one that is there
	counts bool       // the goal has another count than before
}

// undo is an ask that takes a change back, and so many further ones with it.
func undo(s Store, seat model.Seat, more int, take func(context.Context) (model.Change, error)) ask {
	return func(ctx context.Context) (any, error) {
		c, err := take(ctx)
		if err != nil {
			return nil, err
		}
		u := undone{change: c, more: more}
		if u.home, err = s.Home(ctx, seat); err != nil {
			return nil, err
		}
		d, err := s.Edits(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		if u.counts = d.Counts() || more > 0; !u.counts {
			return u, nil
		}
		if u.goal, err = s.Goal(ctx, c.GoalID); isGone(err) {
			err = nil
		}
		return u, err
	}
}

// turnAround takes changes back together, or does again what they took back.
func (sh *shared) turnAround(changes ...int64) ask {
	st, at := sh.store, sh.home.At
	return undo(st, sh.home.Seat(), len(changes)-1, func(ctx context.Context) (model.Change, error) { return st.TakeBack(ctx, at, changes...) })
}

// says are the words for it, with the goal's count where that is another one now.
func (u undone) says() string {
	said := sentence(u.change.Words)
	switch {
	case u.more == 1:
		said += " The change that came later is taken back too."
	case u.more > 1:
		said += " So are " + model.Count(u.more, "later change") + "."
	}
	if u.goal.ID == 0 || !u.counts {
		return said
	}
	count := model.ProgressOf(u.goal.Milestones).Now()
	if len(u.home.Goals) > 1 {
		return said + " " + name(u.goal.Title) + ": " + count
	}
	return said + " " + count
}

// asksFirst reports whether the letter for undo is to be pressed once more: what
// was done on an earlier day, or is not the change that is read just now, is named
// before it is taken back. While those words stand, the next press does it.
func (a *app) asksFirst() bool {
	last := a.sh.home.Last
	line, read := a.top().screen.(*historyLine)
	if last.ID == 0 || last.On >= a.sh.dates.Today && (!read || line.id == last.ID) {
		return false
	}
	words := "Your last change was on " + a.sh.dates.Short(last.On) + ": " + sentence(name(model.Lowered(model.OneLine(last.Words)))) + " Press u again to undo it."
	if a.note == words {
		return false
	}
	a.note = words
	return true
}

// takeBack undoes the newest change of whoever is at the computer and shows
// what is there now. Where other changes stand on it, it asks.
func (a *app) takeBack() tea.Cmd {
	if a.sh.home.Last.ID == 0 {
		a.note = nothingToUndo
		switch {
		case a.sh.home.UndoClosed:
			a.note = a.sh.problem(model.ErrUndoClosed)
		case !a.sh.home.Alone():
			a.note = nothingOfYours
		}
		return nil
	}
	st, at, patient := a.sh.store, a.sh.home.At, a.sh.home.Patient.ID
	return a.request(undo(st, a.sh.home.Seat(), 0, func(ctx context.Context) (model.Change, error) { return st.Undo(ctx, at, patient) }), func(msg answer) tea.Cmd {
		if msg.err != nil {
			return a.apply(a.sh.notTakenBack(msg.err))
		}
		return a.tookBack(msg.value.(undone))
	})
}

// notTakenBack asks what to do where later changes stand on one that was to be
// taken back, and says any other error.
func (sh *shared) notTakenBack(err error) effect {
	if later, ok := standsOn(err); ok {
		return effect{open: newLater(sh, later)}
	}
	return effect{note: sh.problem(err)}
}

// standsOn returns the error that names later changes, and whether it is one.
func standsOn(err error) (later *model.LaterError, ok bool) {
	ok = errors.As(err, &later) && len(later.Later) > 0
	return later, ok
}

// tookBack says what was taken back and shows what is there now.
func (a *app) tookBack(u undone) tea.Cmd {
	a.note, a.sh.home = u.says(), u.home
	return a.reshow()
}

// reshow reads again what the screen on top shows, or the nearest below it
// whose subject is still there. What was said stays.
func (a *app) reshow() tea.Cmd {
	f := a.top()
	do := f.screen.load()
	if do == nil && len(a.stack) > 1 {
		a.stack = a.stack[:len(a.stack)-1]
		return a.reshow()
	}
	return a.request(do, func(msg answer) tea.Cmd {
		if isGone(msg.err) && len(a.stack) > 1 {
			a.stack = a.stack[:len(a.stack)-1]
			return a.reshow()
		}
		e, said := f.screen.receive(msg.value, msg.err), a.note
		cmd := a.apply(e)
		if msg.err == nil {
			a.note = said // what was taken back is to be read
		}
		return cmd
	})
}
