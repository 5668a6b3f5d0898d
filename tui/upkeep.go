package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// upkeep is how the file is looked after, beside everything else: the whole of it
// is read, and a copy is made where one is due, at the first look after the start,
// on each new day, and every hour.
type upkeep struct {
	day     model.Day // the one on which it was looked after last
	at      time.Time // and when
	damaged bool      // part of it cannot be read: nothing is written any more
	told    bool      // that no copy could be made
	said    bool      // that it is damaged, while something is typed
	remark  string    // what is still to be told, when there is nothing else to read
}

// tendEvery is how often an open window looks after the file. What was begun today
// has no copy yet.
const tendEvery = time.Hour

// tendedMsg says what looking after a store came to.
type tendedMsg struct {
	store Store
	err   error
}

// tend looks after the file when that is due. Keys do not wait for it.
func (a *app) tend() tea.Cmd {
	u := &a.sh.upkeep
	if a.remarks() {
		a.note, u.remark = u.remark, ""
	}
	if a.sh.demo || u.damaged || u.day == a.sh.dates.Today && a.sh.now().Sub(u.at) < tendEvery || a.mending() != nil {
		return nil
	}
	u.day, u.at = a.sh.dates.Today, a.sh.now()
	st := a.sh.store
	run := a.guarded(func(ctx context.Context) (any, error) { return st.Upkeep(ctx) })
	return func() tea.Msg {
		_, err := run()
		return tendedMsg{st, err}
	}
}

// remarks reports whether there is something to tell, and nothing else to be read.
func (a *app) remarks() bool {
	return a.sh.upkeep.remark != "" && (a.note == "" || !a.troubled() && a.pressed().Sub(a.sh.touched) >= pause)
}

// tended takes in what looking after the file came to. That no copy could be made
// is told once.
func (a *app) tended(msg tendedMsg) {
	u := &a.sh.upkeep
	switch {
	case msg.store != a.sh.store && msg.store != a.sh.real: // it is another file by now
	case errors.Is(msg.err, model.ErrDamaged):
		u.damaged = true
	case u.told:
	case errors.Is(msg.err, model.ErrFull):
		u.told, u.remark = true, "There was no room for today's copy. Everything else is saved. Make some room, or save a copy elsewhere: it is in More."
	case errors.Is(msg.err, model.ErrReadOnly):
		u.told, u.remark = true, "Today's copy could not be made beside the file. Everything else is saved. To save one elsewhere, look in More."
	}
}
