package tui

import (
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/tui/plain"
)

// Every command that calls the store is made here. Actions and loads go one
// after the other, and keys wait for them, so that what is pressed next meets
// the screen the person will see. Saves by themselves go beside them.

// request sends work to the store; keys wait for its answer.
func (a *app) request(do ask, then func(answer) tea.Cmd) tea.Cmd {
	a.asked++
	a.busy, a.then = true, then
	n, run := a.asked, a.guarded(do)
	a.asking = sync.OnceValue(func() tea.Msg {
		v, err := run()
		return answer{n, v, err}
	})
	return a.asking
}

// guarded turns a panic in an ask into an error, so that the terminal is put
// back and the person told. What a panic says may hold a person's words, so the
// error does not say it. None runs while this program is stopped.
func (a *app) guarded(do ask) func() (any, error) {
	ctx := a.ctx
	return func() (v any, err error) {
		a.atWork.RLock()
		defer a.atWork.RUnlock()
		defer func() {
			if r := recover(); r != nil {
				err = plain.ErrCrashed
			}
		}()
		return do(ctx)
	}
}

// answered hands the store's answer to whoever asked; an answer that nobody
// waits for any more is dropped.
func (a *app) answered(msg answer) tea.Cmd {
	if !a.busy || msg.n != a.asked {
		return nil
	}
	then := a.then
	a.busy, a.then = false, nil
	if m, ok := msg.value.(maker); ok && msg.err == nil && m.made().ID != 0 && m.made().Undoes == 0 {
		a.sh.home.Last = m.made()
	}
	return then(msg)
}

// apply carries out an effect of the screen on top.
func (a *app) apply(e effect) tea.Cmd {
	switch {
	case e.note != "":
		a.note = e.note
	case (e.open != nil || e.back > 0) && !strings.HasSuffix(a.note, pressU):
		a.note = "" // it spoke of the screen that is left
	}
	switch {
	case e.quit:
		return a.leave()
	case e.run != "":
		a.stack = a.stack[:max(1, len(a.stack)-1)]
		a.settle(a.top())
		return a.run(a.top(), e.run)
	}
	if keep := a.keepFirst(e); keep != nil {
		return keep
	}
	if len(e.stack) > 0 {
		a.stack = nil
		for _, s := range e.stack {
			a.push(s)
		}
		a.top().quiet = ""
	}
	if e.swap {
		e.back = max(1, e.back)
	}
	f := a.top()
	switch {
	case e.took != nil:
		a.stack = a.stack[:max(1, len(a.stack)-e.back)]
		return a.tookBack(*e.took)
	case e.ask != nil:
		return a.request(e.ask, func(msg answer) tea.Cmd { return a.apply(f.screen.receive(msg.value, msg.err)) })
	case e.open != nil:
		return a.open(e.open, e.back, e.note != "")
	case e.back > 0:
		a.stack = a.stack[:max(1, len(a.stack)-e.back)]
		if f = a.top(); f.page.find(e.focus) >= 0 {
			f.focus, f.field = e.focus, nil
		}
		if s, ok := f.screen.(follower); ok && e.wrote != nil && s.follow(*e.wrote) {
			a.settle(f)
			return nil
		}
		return a.reload()
	case e.focus != "":
		if e.top {
			f.top = 0
		}
		if a.settle(f); f.find != nil && f.page.find(e.focus) < 0 {
			a.showAll(f) // it is a row of the whole list
		}
		a.move(e.focus)
	case e.next:
		a.settle(f)
		return a.step(f, 1, false)
	}
	return nil
}

// keepFirst keeps what is typed before an effect leaves the screen, and then
// carries it out; nil when nothing has to be kept.
func (a *app) keepFirst(e effect) tea.Cmd {
	f := a.top()
	s, ok := f.screen.(saver)
	if !ok || e.ask != nil || e.open == nil && e.back == 0 && len(e.stack) == 0 {
		return nil
	}
	do := s.save()
	if do == nil || f.stuck {
		return nil
	}
	return a.request(do, func(msg answer) tea.Cmd {
		if f.stuck = msg.err != nil; f.stuck {
			a.note = a.sh.problem(msg.err) + leaveUnsaved
			return nil
		}
		s.saved(msg.value, nil)
		return a.apply(e)
	})
}

// open shows a screen once it has loaded, after leaving so many. When it
// cannot be loaded the person stays where they are and is told.
func (a *app) open(s screen, leave int, said bool) tea.Cmd {
	if a.refusedScreen(s) {
		return nil
	}
	show := func() {
		a.stack = a.stack[:max(0, len(a.stack)-leave)]
		if a.push(s); said {
			a.top().quiet = "" // it was said of this screen
		}
	}
	do := s.load()
	if do == nil {
		show()
		return nil
	}
	return a.request(do, func(msg answer) tea.Cmd {
		if msg.err != nil {
			a.note = a.sh.problem(msg.err)
			return nil
		}
		e := s.receive(msg.value, nil)
		show()
		return a.apply(e)
	})
}

// reload reads again what the screen on top shows.
func (a *app) reload() tea.Cmd {
	f := a.top()
	do := f.screen.load()
	if do == nil {
		a.settle(f)
		return nil
	}
	return a.request(do, func(msg answer) tea.Cmd { return a.apply(f.screen.receive(msg.value, msg.err)) })
}

// keepSoon starts the clock of a save by itself when something typed is not
// kept yet.
func (a *app) keepSoon() tea.Cmd {
	s, ok := a.top().screen.(saver)
	if !ok || a.timer || a.saving || s.save() == nil {
		return nil
	}
	a.timer = true
	return a.later(keepWithin, keepMsg{})
}

// after sends a message after a while.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// keep saves what is typed beside everything else; keys do not wait for it.
func (a *app) keep() tea.Cmd {
	top := a.top().screen
	s, ok := top.(saver)
	if !ok || a.saving {
		return nil
	}
	do := s.save()
	if do == nil {
		return nil
	}
	a.saving = true
	run := a.guarded(do)
	a.keeping = sync.OnceValue(func() tea.Msg {
		v, err := run()
		return keptMsg{top, v, err}
	})
	return a.keeping
}
