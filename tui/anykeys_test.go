package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"waymark/model"
)

// TestAnyKeys presses whatever comes, in windows of any size: nothing panics,
// every screen fits, and what is in the file can be read.
func TestAnyKeys(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		begin := newRig
		if rapid.Bool().Draw(rt, "examples") {
			begin = demoRig
		}
		anyKeys(rt, begin(t, 80, 24), 120)
	})
}

// TestAnyKeysAmongPeople does the same where several people share a laptop,
// beginning at what is known of them. Someone may be removed.
func TestAnyKeysAmongPeople(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rigOn(t, laptop(t), 80, 24)
		r.play(people()...)
		if who := rapid.IntRange(0, 4).Draw(rt, "who"); who > 0 {
			r.play(">"+rowID("person", int64(who)), "enter")
			if rapid.Bool().Draw(rt, "removes") {
				r.play(">remove", "enter", "2")
				if rapid.Bool().Draw(rt, "with the name") {
					r.typeText(r.known(int64(who)).Name)
				}
			}
		}
		anyKeys(rt, r, 50)
	})
}

// anyKeys presses some, most at the most, and reads the file then.
func anyKeys(rt *rapid.T, r *rig, most int) {
	pick := func(what string, n int) int { return rapid.IntRange(0, n-1).Draw(rt, what) }
	for range rapid.IntRange(1, most).Draw(rt, "keys") {
		if r.a.quit {
			break
		}
		r.anything(pick)
	}
	r.wait()
	if _, err := r.store.Home(r.t.Context(), model.Seat{}); err != nil {
		rt.Fatal(err)
	}
}

// What is pressed, the likelier of it more than once, and what is typed.
var (
	anyNames = []string{
		"enter", "enter", "enter", "space", "space", "esc", "up", "down", "down", "left", "right", "tab", "shift+tab",
		"backspace", "delete", "pgup", "pgdown", "pgdown", "home", "end", "f1", "?", "u", "t", "n", "p", "e", "r", "j", "k", "q", "x", "m", "m", "/",
		"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "ctrl+left", "alt+right", "ctrl+w", "ctrl+u", "alt+backspace", "ctrl+z",
	}
	anyTexts = []string{
		"Stand", " in 2 weeks", " by 3/12", " by nxt thu", "Ben, my son. 555", "5", "-", "96.5", "步行", "👩‍👩‍👧", "e\u0301", ", week 6", "by 20 nov 2026", "no",
		"مشي", "ходьба", "เดิน", "हिन्दी", "가나", "\u200f", "🇯🇵", "tomorrow", "rest", "Rosa", "yesterday", strings.Repeat("long ", 30),
	}
)

// anything does one thing of all that can be done at the keyboard, with the mouse
// and to the window, and looks at the screen. pick chooses one of n, from 0.
func (r *rig) anything(pick func(what string, n int) int) {
	r.t.Helper()
	switch pick("kind", 12) {
	case 0:
		r.typeText(anyTexts[pick("text", len(anyTexts))])
	case 1:
		r.send(tea.WindowSizeMsg{Width: 1 + pick("w", 300), Height: 1 + pick("h", 100)})
	case 2:
		r.send(tea.PasteMsg{Content: anyTexts[pick("pasted", len(anyTexts))] + "\n\x1b[2J\tx"})
	case 3:
		at := tea.Mouse{X: pick("x", r.a.w+2) - 1, Y: pick("y", r.a.h+2) - 1, Button: tea.MouseLeft}
		r.send(tea.MouseClickMsg(at))
		if pick("again", 2) == 1 {
			r.send(tea.MouseClickMsg(at))
		}
	case 4:
		r.send(tea.MouseWheelMsg{Button: []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}[pick("wheel", 2)]})
	case 5:
		r.wait()
	default:
		r.keys(anyNames[pick("key", len(anyNames))])
	}
	r.fits(r.a.w, r.a.h)
}
