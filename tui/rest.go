package tui

import (
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
)

// rest keeps the draft that is being typed and lets this program be stopped, as a
// shell does with one that it puts aside. Meanwhile the terminal is as it was
// before, and nothing is under way in the store, so that other windows can write.
// Words in other fields stay on the screen.
func (a *app) rest() tea.Cmd {
	s, ok := a.top().screen.(saver)
	if !ok {
		return a.stop()
	}
	do := s.save()
	if do == nil {
		return a.stop()
	}
	return a.request(do, func(msg answer) tea.Cmd {
		if msg.err == nil {
			s.saved(msg.value, nil)
		}
		return a.stop()
	})
}

// stop stops this program once no work is under way in the store.
func (a *app) stop() tea.Cmd {
	return func() tea.Msg {
		a.atWork.Lock() // until it goes on
		a.stops.Add(1)
		return tea.Exec(standstill{}, func(error) tea.Msg { return restedMsg{} })()
	}
}

// goesOn takes up again what was put aside.
func (a *app) goesOn() {
	a.resting = false
	a.atWork.Unlock()
	this := a.stops.Load()
	time.AfterFunc(drawnIn, func() { a.drawn.Store(this) })
}

// drawnIn is how soon the screen is drawn again after the program goes on.
const drawnIn = 50 * time.Millisecond

// untilDrawn waits, for a second at most, until the terminal is taken again by a
// program that was stopped. Bubble Tea gives back only what it has drawn.
func (a *app) untilDrawn() {
	for range time.Second / drawnIn {
		if a.drawn.Load() == a.stops.Load() {
			return
		}
		time.Sleep(drawnIn)
	}
}

// standstill is run in place of the screens while this program is stopped: that
// is how Bubble Tea gives the terminal back and takes it again. Its own way to
// stop asks for the signal that this program takes for itself.
type standstill struct{}

func (standstill) Run() error {
	standStill()
	return nil
}

func (standstill) SetStdin(io.Reader)  {}
func (standstill) SetStdout(io.Writer) {}
func (standstill) SetStderr(io.Writer) {}
