package tui

import (
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

// TestAnyKeysAmongCopies does the same where copies are saved and brought back,
// and where the file cannot be used.
func TestAnyKeysAmongCopies(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		if on := rapid.SampledFrom([]string{"kept", "damaged", "gone", "ruined"}).Draw(rt, "file"); on != "kept" {
			anyKeys(rt, brokenRig(t, on, 80, 24), 40)
			return
		}
		r := rigOn(t, saved(t), 80, 24)
		r.more(rapid.SampledFrom([]string{doCopy, doBack}).Draw(rt, "does"))
		anyKeys(rt, r, 50)
	})
}

// anyKeys presses some, most at the most, and reads the file then.
func anyKeys(rt *rapid.T, r *rig, most int) {
	names := []string{
		"enter", "enter", "enter", "space", "space", "esc", "up", "down", "down", "left", "right", "tab", "shift+tab",
		"backspace", "delete", "pgup", "pgdown", "pgdown", "home", "end", "f1", "?", "u", "t", "n", "p", "e", "x", "m", "m", "/", "1", "2", "3", "4", "9",
	}
	texts := []string{"Stand", " in 2 weeks", " by 3/12", " by nxt thu", "Ben, my son. 555", "5", "-", "步行", "👩‍👩‍👧", "e\u0301", ", week 6", "by 20 nov 2026"}
	for range rapid.IntRange(1, most).Draw(rt, "keys") {
		if r.a.quit {
			break
		}
		switch rapid.IntRange(0, 9).Draw(rt, "kind") {
		case 0:
			r.typeText(rapid.SampledFrom(texts).Draw(rt, "text"))
		case 1:
			w, h := rapid.IntRange(1, 130).Draw(rt, "w"), rapid.IntRange(1, 45).Draw(rt, "h")
			r.send(tea.WindowSizeMsg{Width: w, Height: h})
		case 2:
			r.send(tea.PasteMsg{Content: rapid.SampledFrom(texts).Draw(rt, "pasted") + "\n\x1b[2J\tx"})
		case 3:
			at := tea.Mouse{X: rapid.IntRange(-1, 130).Draw(rt, "x"), Y: rapid.IntRange(-1, 45).Draw(rt, "y"), Button: tea.MouseLeft}
			r.send(tea.MouseClickMsg(at))
			if rapid.Bool().Draw(rt, "again") {
				r.send(tea.MouseClickMsg(at))
			}
		case 4:
			r.send(tea.MouseWheelMsg{Button: rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}).Draw(rt, "wheel")})
		default:
			r.keys(rapid.SampledFrom(names).Draw(rt, "key"))
		}
		r.fits(r.a.w, r.a.h)
	}
	r.wait()
	if _, err := r.a.sh.store.Home(r.t.Context(), model.Seat{}); err != nil {
		rt.Fatal(err)
	}
}
