package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// seated is what a window shows to whoever sits down at it.
type seated struct {
	change  model.Change // that added them, when they were not known
	home    model.Home
	choices choices
}

func (s seated) made() model.Change { return s.change }

// sit makes someone the one at the computer, or another record the one that is
// shown, in this window; what of the seat is 0 stays. Whoever recovers and sits
// down sees their own record.
func (sh *shared) sit(seat model.Seat) ask {
	if seat.At == 0 {
		seat.At = sh.home.At.ID
	}
	if seat.Patient == 0 {
		seat.Patient = sh.home.Patient.ID
		if sh.home.Person(seat.At).Recovers() {
			seat.Patient = seat.At
		}
	}
	return sitAt(sh.store, seat)
}

func sitAt(st Store, seat model.Seat) ask {
	return func(ctx context.Context) (any, error) {
		s := seated{}
		err := st.Sit(ctx, seat)
		if err == nil {
			s.home, err = st.Home(ctx, seat)
		}
		if err == nil {
			s.choices, err = st.Choices(ctx, s.home.At.ID)
		}
		return s, err
	}
}

// take makes the window that of whoever sat down.
func (sh *shared) take(s seated) {
	sh.home, sh.choices = s.home, s.choices
	sh.restyle()
}

// shows says whose record is shown, and who is here.
func (sh *shared) shows() string {
	return "This is " + name(sh.home.Patient.Name) + "'s recovery. You are " + name(sh.home.At.Name) + "."
}

// opening are the screens that Waymark begins with, for what home says: Today,
// and before it the way back into a goal whose planning was cut short.
func (sh *shared) opening() []screen {
	list := []screen{newToday(sh, sh.home)}
	if waiting := sh.home.Waiting(); len(waiting) > 0 && !waiting[0].Aside && sh.home.May(model.RightPlan) {
		list = append(list, &comeBack{sh: sh, draft: waiting[0]})
	}
	return list
}

// asksWho is the question who is here, read, where it is asked at the start: when
// there is more than one answer to it.
func (sh *shared) asksWho(ctx context.Context) ([]screen, error) {
	if sh.home.Alone() || sh.demo {
		return nil, nil
	}
	who := &whoScreen{sh: sh, asks: true}
	records, err := recordsOf(ctx, sh.store, sh.home)
	who.records = records
	return []screen{who}, err
}

// askWho opens the question who is here. What is typed is of whoever typed it.
func (a *app) askWho() tea.Cmd { return a.afterKeeping(&whoScreen{sh: a.sh}) }

// afterKeeping opens a screen once all that is typed anywhere is kept.
func (a *app) afterKeeping(s screen) tea.Cmd {
	f := a.top()
	keep, all := a.toKeep()
	open := func() tea.Cmd { return a.apply(effect{open: s}) }
	switch {
	case f.stuck:
		return open()
	case !all:
		f.stuck, a.note = true, notKept+leaveUnsaved
		return nil
	case len(keep) == 0:
		return open()
	}
	return a.request(together(keep), func(msg answer) tea.Cmd {
		if msg.err != nil {
			f.stuck, a.note = true, a.sh.problem(msg.err)+leaveUnsaved
			return nil
		}
		return open()
	})
}
