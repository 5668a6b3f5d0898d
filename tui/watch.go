package tui

import (
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
	switch {
	case a.busy:
		return again
	case a.elsewhere.Any:
		return tea.Batch(again, a.refresh())
	}
	st := a.sh.store
	run := a.guarded(func(ctx context.Context) (any, error) { return st.News(ctx) })
	return func() tea.Msg {
		v, err := run()
		news, _ := v.(model.News)
		return newsMsg{news, err}
	}
}

// heard takes in what is new and looks again after a while. Of a file that
// cannot be read the next key tells.
func (a *app) heard(msg newsMsg) tea.Cmd {
	again := a.later(lookEvery, lookMsg{})
	if msg.err != nil || !msg.news.Any {
		return again
	}
	n := &a.elsewhere
	n.Any, n.More = true, n.More+msg.news.More
	n.Changes = append(slices.Clone(msg.news.Changes), n.Changes...)
	if a.busy {
		return again
	}
	return tea.Batch(again, a.refresh())
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
			a.elsewhere = news // at the next look
			return nil
		}
		return a.show(f, do != nil, msg.value.(fresh), news)
	})
}

// show takes over what the file holds now.
func (a *app) show(f *frame, reads bool, now fresh, news model.News) tea.Cmd {
	moved := now.home.Patient.ID != a.sh.home.Patient.ID
	if keep, all := a.toKeep(); moved && len(keep) == 0 && all {
		return a.startAt(now.home)
	}
	a.sh.home = now.home
	if !reads {
		a.tell(f, news)
		return nil
	}
	e := f.screen.receive(now.value, now.err)
	var cmd tea.Cmd
	if now.err != nil || e.back > 0 && !typedOn(f.screen) { // what it showed is gone
		cmd = a.apply(e)
	} else if s, ok := f.screen.(folder); ok && f.find == nil && f.screen.page(a.w).find(f.focus) < 0 {
		s.reveal(f.focus)
	}
	a.tell(f, news)
	return cmd
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

// tell says who changed what elsewhere, unless something that went wrong is still
// to be read. Changes of other records are not told.
func (a *app) tell(f *frame, news model.News) {
	var list []model.Change
	for _, c := range news.Changes {
		if c.Patient == a.sh.home.Patient.ID {
			list = append(list, c)
		}
	}
	if a.sh.home.Last.ID == 0 {
		a.note = strings.TrimSuffix(a.note, pressU)
	}
	if len(list) == 0 || a.troubled() {
		return
	}
	said := list[0].Told(a.sh.home.At.ID) + " in another window."
	switch more := len(list) - 1 + news.More; {
	case more > 0:
		said += fmt.Sprintf(" Before that: %s.", model.Count(more, "more change"))
	case f == a.top() && f.page.everyday:
		said += " This screen now shows it."
	}
	a.note = said
}

// startAt shows Today, or the welcome where nobody recovers.
func (a *app) startAt(home model.Home) tea.Cmd {
	a.sh.home = home
	if home.Patient.ID == 0 {
		return a.apply(effect{stack: []screen{&welcome{sh: a.sh}}})
	}
	return a.apply(effect{stack: []screen{newToday(a.sh, home)}})
}
