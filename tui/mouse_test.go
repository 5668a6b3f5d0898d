package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// mouseAt finds a text on the screen.
func (r *rig) mouseAt(text string) tea.Mouse {
	r.t.Helper()
	for y, line := range strings.Split(r.screen(), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			return tea.Mouse{X: ansi.StringWidth(line[:i]), Y: y, Button: tea.MouseLeft}
		}
	}
	r.t.Fatalf("no %q to click:\n%s", text, r.screen())
	return tea.Mouse{}
}

func (r *rig) click(text string) {
	r.t.Helper()
	r.send(tea.MouseClickMsg(r.mouseAt(text)))
}

func TestMouse(t *testing.T) {
	for _, w := range []int{40, 80, 120} {
		r := demoRig(t, w, 40)
		r.click("Take the stairs")
		r.sees("Today", "▌ Take the stairs")
		r.click("Take the stairs")
		r.sees("3 of 10 done.", "Knee straightens fully")
		r.click("○") // the mark of the first that is to do
		r.sees("4 of 10 done.", "Checked off by Ben.")
		if w >= asideFrom { // the second column is there to be read
			focus := r.a.top().focus
			for y := range 40 {
				r.send(tea.MouseClickMsg{X: w - 10, Y: y, Button: tea.MouseLeft})
			}
			if r.a.top().focus != focus {
				t.Errorf("a click in the second column moved the focus to %q", r.a.top().focus)
			}
		}
		for range 30 {
			r.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
		}
		if r.a.top().focus != "back" || r.a.note == endOfList {
			t.Errorf("the wheel moved the focus to %q, saying %q", r.a.top().focus, r.a.note)
		}
		r.send(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
		r.send(tea.MouseClickMsg{X: 5, Y: 0, Button: tea.MouseLeft})
		r.send(tea.MouseClickMsg{X: 999, Y: 999, Button: tea.MouseLeft})
		r.click("Back")
		r.click("Back")
		r.sees("Today")
	}
}

// The second click of two on one mark is part of the first, though another row
// stands there by then.
func TestTwoClicksOnAMark(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.a.pressed = func() time.Time { r.press = r.press.Add(100 * time.Millisecond); return r.press }
	at := r.mouseAt("○  Walk to the corner")
	for range 2 {
		r.send(tea.MouseClickMsg(at))
	}
	r.sees("6 of 10 done")
	r.press = r.press.Add(time.Second)
	r.click("◌")
	r.sees("7 of 10 done")
}

// A click means what is drawn: one that comes while the store works is none.
func TestClicksDoNotWait(t *testing.T) {
	r := demoRig(t, 80, 40)
	at := tea.MouseClickMsg(r.mouseAt("Walk to the park"))
	_, cmd := r.a.Update(at) // opens the goal
	for range 3 {
		r.a.Update(at)
	}
	for _, msg := range r.drain(cmd) {
		r.send(msg)
	}
	r.sees("5 of 10 done.", "My plan: the five questions")
}

func TestMouseInAField(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "enter")
	r.click("Hoped for")
	r.click("Hoped for") // a field is not saved by clicks
	r.typeText("x")
	r.sees("Hoped for day 20x")
}

func TestTheMouseCanBeTurnedOff(t *testing.T) {
	r := demoRig(t, 80, 40)
	if r.a.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is off at first")
	}
	r.more("@settings")
	r.goTo(choiceMouse)
	r.keys("right")
	if r.a.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is still on")
	}
}

// Only the mark itself checks off: not what stands above the list, and not the
// line below the mark of a milestone of several lines.
func TestClicksBesideTheMark(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	focus := r.a.top().focus
	for y := range 6 {
		r.send(tea.MouseClickMsg{X: 4, Y: y, Button: tea.MouseLeft})
	}
	if f := r.a.top().focus; f != focus {
		t.Errorf("a click above the list went to %q", f)
	}
	below := r.mouseAt("early.")
	below.X = 3
	r.send(tea.MouseClickMsg(below))
	r.sees("▌ ✓ Change from the walker to the cane.", "5 of 10 done")
}
