package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"waymark/model"
	"waymark/tui/plain"
)

// framesPerSecond halves what a key takes to show against the usual 60.
const framesPerSecond = 120

// Run shows Waymark on the terminal until the person closes it, or ctx ends.
// However it ends, the terminal is put back and what is typed is kept first. The
// error is [plain.ErrStopped] for Ctrl-C and when ctx ended, [plain.ErrHungUp]
// when the terminal is gone, [plain.ErrCrashed], and with these [plain.ErrUnsaved]
// or [plain.ErrUnsure]; else it is that of the terminal, or of a store that could
// not be read at all. Without a store, o says what the trouble is; it is the error
// when it is still there.
func Run(ctx context.Context, s Store, o Options) error {
	a := newApp(context.WithoutCancel(ctx), s, o) // what was begun comes to its end
	if err := a.beginWith(ctx, o.Trouble); err != nil {
		return fmt.Errorf("%w: %w", plain.ErrUnread, err)
	}
	return a.onTerminal(ctx)
}

// onTerminal shows the screens until they end. A fault of the program's own puts
// the terminal back and is not printed: what a panic says may hold a person's
// words.
func (a *app) onTerminal(ctx context.Context, on ...tea.ProgramOption) (err error) {
	shown, end := context.WithCancel(context.WithoutCancel(ctx))
	defer context.AfterFunc(ctx, func() {
		a.untilDrawn()
		end()
	})()
	go untilGone(shown, end)
	p := tea.NewProgram(a, append(on,
		tea.WithContext(shown), tea.WithFPS(framesPerSecond), tea.WithoutSignalHandler(), tea.WithoutCatchPanics())...)
	defer restsWhenTold(func() { p.Send(restMsg{}) })()
	defer func() {
		if r := recover(); r != nil {
			p.Kill()
			a.crash = r
			err = a.ended(ctx, nil)
		}
	}()
	_, err = p.Run()
	return a.ended(ctx, err)
}

// untilGone ends the screens once the terminal is gone. Whoever is not told so by
// a signal reads nothing from it any more, and would wait for ever.
func untilGone(shown context.Context, end func()) {
	there := func() bool { return term.IsTerminal(os.Stdin.Fd()) }
	if !there() {
		return // keys come from elsewhere
	}
	for now := time.NewTicker(lookEvery); there(); {
		select {
		case <-shown.Done():
			now.Stop()
			return
		case <-now.C:
		}
	}
	end()
}

// ended is what the end of the screens comes to, once what is typed is kept.
func (a *app) ended(ctx context.Context, err error) error {
	if !a.quit {
		a.atLast(ctx)
	}
	var left error
	switch {
	case a.misplaced:
		left = plain.ErrNotInPlace
	case a.unsaved:
		left = plain.ErrUnsaved
	case a.hurried:
		left = plain.ErrUnsure
	}
	switch {
	case a.crash != nil:
		return plain.ErrCrashed
	case a.leaving, ctx.Err() != nil:
		return errors.Join(plain.ErrStopped, left)
	case errors.Is(err, tea.ErrProgramKilled):
		return errors.Join(plain.ErrHungUp, left)
	}
	if m := a.mending(); m != nil {
		err = errors.Join(err, m.why)
	}
	return errors.Join(err, left)
}

// toKeep returns what keeps all that is typed, on the screen on top and on those
// it was opened from, and whether that is all of it.
func (a *app) toKeep() (keep []ask, all bool) {
	all = true
	for _, f := range slices.Backward(a.stack) {
		var do ask
		if c, ok := f.screen.(closer); ok {
			var whole bool
			do, whole = c.closing()
			all = all && whole
		}
		if s, ok := f.screen.(saver); ok && do == nil {
			do = s.save()
		}
		if do != nil {
			keep = append(keep, do)
		}
	}
	return keep, all
}

// leave closes Waymark, keeping first what is typed. What cannot be kept holds
// the person here once, to see why, unless Ctrl-C was pressed.
func (a *app) leave() tea.Cmd {
	f := a.top()
	goes := f.stuck || a.leaving
	keep, all := a.toKeep()
	switch a.unsaved = !all; {
	case a.unsaved && !goes:
		f.stuck, a.note = true, notKept+leaveUnsaved
		return nil
	}
	return a.request(together(a.atLastAlso(keep)), func(msg answer) tea.Cmd {
		a.unsaved = a.unsaved || msg.err != nil
		a.misplaced = errors.Is(msg.err, model.ErrMoved)
		if a.quit = msg.err == nil || goes; !a.quit {
			f.stuck, a.note = true, a.sh.problem(msg.err)+leaveUnsaved
		}
		return nil
	})
}

// atLastAlso are what is to be kept at the end, once the file is in its place.
func (a *app) atLastAlso(keep []ask) []ask {
	return append([]ask{atItsPlace(a.sh.store, a.sh.home.Patient.ID)}, keep...)
}

// together does all that is asked, whatever becomes of one of them.
func together(list []ask) ask {
	return func(ctx context.Context) (any, error) {
		var errs []error
		for _, do := range list {
			_, err := do(ctx)
			errs = append(errs, err)
		}
		return nil, errors.Join(errs...)
	}
}

// lastWait is for how long a store that is busy is waited for at the end.
const lastWait = 5 * time.Second

// atLast keeps what is typed when the screens have ended without being closed:
// the window is gone, or the computer goes down. What was pressed before that is
// done first. After a fault of the program's own it keeps what it can.
func (a *app) atLast(ctx context.Context) {
	defer func() {
		if r := recover(); r != nil {
			a.crash, a.unsaved = r, true
		}
	}()
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), lastWait)
	defer stop()
	if !a.finish(ctx) {
		a.unsaved = true
		return
	}
	if a.quit {
		return // Ctrl-C was pressed before that, or Waymark was closed
	}
	keep, all := a.toKeep()
	_, err := together(a.atLastAlso(keep))(ctx)
	a.unsaved, a.misplaced = !all || err != nil, errors.Is(err, model.ErrMoved)
}

// finish lets what is under way in the store come to its end and takes what it
// came to, so that nothing is written twice, and with it the keys that waited. It
// is false when that is not done in time, or not any more.
func (a *app) finish(ctx context.Context) bool {
	for !a.quit && (a.busy || a.saving) {
		do := a.keeping
		if a.busy {
			do = a.asking
		}
		done := make(chan tea.Msg, 1)
		go func() { done <- do() }()
		select {
		case msg := <-done:
			if a.crash != nil {
				return false
			}
			a.Update(msg)
		case <-ctx.Done():
			return false
		}
	}
	return true
}
