package tui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// lookEvery is how often an open window looks around: whether something was
// written elsewhere, whether another day has begun, and whether the screen is to
// be hidden. A clock set to midnight would stand still while the computer sleeps.
const lookEvery = time.Second

// lookMsg says that it is time to look around; newsMsg is what there was to see.
type (
	lookMsg struct{}
	newsMsg struct {
		news model.News
		err  error
	}
)

// watcher is a screen that reads something else than at first when the file was
// changed elsewhere.
type watcher interface{ watch() ask }

// look asks the store what is new. Keys do not wait for it.
func (a *app) look() tea.Cmd {
	again := a.later(lookEvery, lookMsg{})
	a.hideWhenLeft()
	tend := a.tend()
	again = tea.Batch(again, tend)
	switch {
	case a.busy:
		return again
	case a.sh.upkeep.damaged && a.mending() == nil && !a.sh.demo:
		return tea.Batch(again, a.mend())
	case a.elsewhere.Any:
		return tea.Batch(again, a.refresh())
	case a.adrift():
		return tea.Batch(again, a.findOut())
	}
	if len(a.untold.Changes) > 0 || a.untold.Back {
		a.tell()
	}
	st, patient := a.sh.store, a.sh.home.Patient.ID
	run := a.guarded(func(ctx context.Context) (any, error) { return st.News(ctx, patient) })
	return tea.Batch(tend, func() tea.Msg {
		v, err := run()
		news, _ := v.(model.News)
		return newsMsg{news, err}
	})
}

// heard takes in what is new and looks again after a while. Of a file that
// cannot be read the next key tells.
func (a *app) heard(msg newsMsg) tea.Cmd {
	again := a.later(lookEvery, lookMsg{})
	a.missing(msg.err)
	if msg.err != nil || !msg.news.Any {
		return again
	}
	a.elsewhere = joined(msg.news, a.elsewhere)
	if a.busy {
		return again
	}
	return tea.Batch(again, a.refresh())
}

// joined is newer news with those from before.
func joined(now, before model.News) model.News {
	return model.News{Any: true, Back: now.Back || before.Back, Changes: append(slices.Clone(now.Changes), before.Changes...), More: now.More + before.More}
}

// fresh is what the file holds now for the screen on top.
type fresh struct {
	home  model.Home
	value any
	err   error
}

// refresh reads again what the screen on top shows, after something was written
// elsewhere or another day began. The focus stays on its row and what is typed
// stays as it is.
func (a *app) refresh() tea.Cmd {
	news := a.elsewhere
	a.elsewhere = model.News{}
	f, st, seat := a.top(), a.sh.store, a.sh.home.Seat()
	do := f.screen.load()
	if s, ok := f.screen.(watcher); ok {
		do = s.watch()
	}
	read := func(ctx context.Context) (any, error) {
		home, err := st.Home(ctx, seat)
		if err != nil || do == nil {
			return fresh{home: home}, err
		}
		v, err := do(ctx)
		return fresh{home, v, err}, nil
	}
	return a.request(read, func(msg answer) tea.Cmd {
		if msg.err != nil {
			a.elsewhere = joined(news, a.elsewhere) // at the next look
			return nil
		}
		return a.show(f, do != nil, msg.value.(fresh), news)
	})
}

// show takes over what the file holds now.
func (a *app) show(f *frame, reads bool, now fresh, news model.News) tea.Cmd {
	a.untold = joined(news, a.untold)
	was := a.sh.home
	a.sh.home = now.home
	if news.Back && was.SeatIn(now.home) != was.Seat() {
		a.strange = true
	}
	if setUp := was.Patient.ID == 0 && now.home.Patient.ID != 0; setUp && a.typed() {
		a.sh.home = was // names are being typed
		return nil
	} else if setUp || a.adrift() {
		return a.findOut()
	}
	if len(news.Changes) > 0 || news.Back {
		defer func() { a.sh.arrived = a.pressed() }()
	}
	if !reads {
		a.tell()
		return nil
	}
	e := f.screen.receive(now.value, now.err)
	var cmd tea.Cmd
	switch s, ok := f.screen.(folder); {
	case now.err != nil, e.ask != nil, e.back > 0 && !typedOn(f.screen): // what it showed is gone, or is another
		cmd = a.apply(e)
	case ok && f.find == nil && f.screen.page(a.w).find(f.focus) < 0:
		s.reveal(f.focus)
	}
	a.tell()
	return cmd
}

// adrift reports whether the person at this window is not known any more, or the
// one whose record it shows does not recover. What is done until someone sits
// down is nobody's.
func (a *app) adrift() bool {
	home := a.sh.home
	at, patient := home.At.ID, home.Patient.ID
	return a.strange || at != 0 && home.Person(at).ID == 0 || patient != 0 && !home.Person(patient).Recovers()
}

// findOut begins anew and asks who is here, once nothing that is typed would be
// lost by it.
func (a *app) findOut() tea.Cmd {
	note := "Someone was removed in another window." + sayWho
	if p := a.sh.home.Person(a.sh.home.Patient.ID); p.ID != 0 && !p.Recovers() {
		note = ""
	}
	switch {
	case a.strange:
		note = copyElsewhere + sayWho
	case !a.adrift():
		note = "Waymark was set up in another window." + sayWho
	}
	if a.typed() {
		a.note = cmp.Or(strings.TrimSuffix(note, sayWho), "Someone was removed in another window.") + " What is typed stays here until you leave it."
		return nil
	}
	a.untold = model.News{}
	st := a.sh.store
	return a.request(sitAt(st, model.Seat{}), func(msg answer) tea.Cmd {
		if msg.err != nil {
			a.note = a.sh.problem(msg.err)
			return nil
		}
		a.strange = false
		a.sh.take(msg.value.(seated))
		e := effect{stack: []screen{newToday(a.sh, a.sh.home)}, note: note}
		switch {
		case a.sh.home.Patient.ID == 0:
			e.stack = []screen{&welcome{sh: a.sh}}
		case !a.sh.home.Alone():
			e.open = &whoScreen{sh: a.sh, asks: true}
		case note == copyElsewhere+sayWho:
			e.note = copyElsewhere
		}
		return a.apply(e)
	})
}

// typed reports whether something is typed on any screen that is not in the file.
func (a *app) typed() bool {
	keep, all := a.toKeep()
	return len(keep) > 0 || !all
}

// typedOn reports whether something is typed on a screen that is not in the
// file.
func typedOn(s screen) bool {
	if s, ok := s.(saver); ok && s.save() != nil {
		return true
	}
	c, ok := s.(closer)
	if !ok {
		return false
	}
	keep, all := c.closing()
	return keep != nil || !all
}

// troubled reports whether the message line tells of something that went wrong,
// which stays there to be read.
func (a *app) troubled() bool {
	return a.sh.trouble != "" && strings.Contains(a.note, a.sh.trouble) || strings.Contains(a.note, notKept)
}

// pause is how long after a key what was done elsewhere waits to be told, when
// there is something else to be read.
const pause = 2 * time.Second

// tell says who changed what elsewhere, unless something that went wrong is still
// to be read.
func (a *app) tell() {
	if a.note != "" && a.pressed().Sub(a.sh.touched) < pause {
		return // what came of the last key is still to be read
	}
	news := a.untold
	a.untold = model.News{}
	if a.sh.home.Last.ID == 0 {
		a.note = strings.TrimSuffix(a.note, pressU)
	}
	switch {
	case a.troubled():
		return
	case news.Back:
		a.note = copyElsewhere
		return
	case len(news.Changes) == 0:
		return
	}
	a.note = news.Changes[0].Told(a.sh.home.At.ID) + " in another window."
	if more := len(news.Changes) - 1 + news.More; more > 0 {
		a.note += fmt.Sprintf(" Before that: %s.", model.Count(more, "more change"))
	}
}
