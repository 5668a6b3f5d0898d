package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

func TestSettingsHoldAtOnceAndAreKept(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.more("@settings")
	r.goTo(choiceMarks)
	r.keys("left")
	r.sees("> Marks Letters and signs every screen can show", "[x] Done.", "[##########........] 6 of 10 done")
	r.goTo(choiceDates)
	r.keys("enter")
	r.sees("Date style Mon Nov 23, 2026")
	r.goTo(choiceLook)
	r.keys("right", "right")
	r.sees("High contrast, white on black")
	if !strings.Contains(r.a.View().Content, "48;2;0;0;0") {
		t.Error("the ground is not black")
	}
	r.keys("esc")
	r.sees("Monday, November 23, 2026.", "By Thu Nov 26, in 3 days.")
	again := rigOn(t, r.store, 80, 40)
	again.sees("Monday, November 23, 2026.", "[~] Walk 10 minutes")
	again.more("@settings")
	again.goTo(choiceLook)
	again.keys("right")
	again.goTo("restore")
	again.keys("enter")
	again.sees("A little color", "What this window can show", "Mon 23 Nov 2026")
}

func TestHighContrastPaintsEveryCell(t *testing.T) {
	for _, look := range []string{lookWhite, lookBlack} {
		r := demoRig(t, 80, 24)
		r.a.sh.choices = choices{choiceLook: look}
		r.a.sh.restyle()
		r.keys("enter")
		ground := map[string]string{lookWhite: "48;2;0;0;0", lookBlack: "48;2;255;255;255"}[look]
		for n, line := range strings.Split(r.a.View().Content, "\n") {
			if ansi.StringWidth(line) != 80 {
				t.Errorf("line %d is %d cells wide", n, ansi.StringWidth(line))
			}
			painted := false
			for rest := line; rest != ""; {
				seq, width, size, _ := ansi.DecodeSequence(rest, ansi.NormalState, nil)
				switch {
				case width > 0 && !painted:
					t.Fatalf("line %d has a cell without its ground: %q", n, line)
				case seq == ansi.ResetStyle:
					painted = false
				case width == 0:
					painted = painted || strings.Contains(seq, ground)
				}
				rest = rest[size:]
			}
		}
	}
}

func TestNoColorStandsAboveTheSettings(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.a.sh.terminal.noColor = true
	r.a.sh.choices = choices{choiceLook: lookWhite}
	r.a.sh.restyle()
	r.keys("enter")
	for _, code := range []string{"38;", "48;", "\x1b[3"} {
		if strings.Contains(r.a.View().Content, code) {
			t.Errorf("with NO_COLOR it sends %q", code)
		}
	}
	r.more("@settings")
	r.sees("NO_COLOR is set on this computer, so there is no color.")
}

func TestLettersOff(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.a.sh.choices = choices{choiceLetters: off}
	r.keys("enter")
	r.sees("↑↓ Move Enter Open Space Check off F1 Help Esc Back")
	r.seesNot("t Timeline", "u Undo")
	r.keys("space")
	r.sees("Checked off by Ben.")
	r.seesNot("Press u to undo.")
	r.keys("u", "t", "n")
	r.sees("6 of 10 done.", "Use Up and Down, then Enter. F1 shows all keys.")
	r.goTo(doMore)
	r.keys("enter")
	r.goTo(doUndo)
	r.keys("enter")
	r.sees("5 of 10 done.")
	r.keys("f1")
	r.sees("Help")
	r.seesNot("Timeline of this goal")
	w := newRig(t, 80, 24)
	w.a.sh.choices = choices{choiceLetters: off}
	w.keys("2")
	w.sees("Welcome to Waymark", "▌ Start my first goal.")
}

func TestKeyBounce(t *testing.T) {
	at := func(bounce string, gap time.Duration) *rig {
		r := demoRig(t, 80, 24)
		r.keys("enter")
		r.a.sh.choices = choices{choiceBounce: bounce}
		r.a.pressed = func() time.Time { r.press = r.press.Add(gap); return r.press }
		return r
	}
	r := at(bounceOnce, 100*time.Millisecond)
	r.keys("space", "space")
	r.sees("6 of 10 done.")
	r = at(off, 100*time.Millisecond)
	r.keys("space", "space")
	r.sees("5 of 10 done.")
	r = at(bounceOnce, 100*time.Millisecond)
	r.keys("esc", "m", "m") // of which only Space is bounced: the second is typed
	r.sees("Find: m")
	r = at("600ms", 500*time.Millisecond)
	r.goTo("milestone:7")
	r.keys("enter")
	r.goTo("check")
	r.keys("enter", "enter") // once
	r.sees("Done. Mon 23 Nov")
	for bounce, want := range map[string]string{"600ms": "6 of 10 done.", bounceOnce: "5 of 10 done."} {
		r = at(bounce, 500*time.Millisecond)
		r.keys("space", "down", "down", "space")
		r.sees("7 of 10 done.")
		r.keys("u", "u") // letters, too
		r.sees(want)
	}
	r = at("1s", 10*time.Millisecond)
	r.keys("down", "down", "down") // arrows are never slips
	if got := r.a.top().focus; got != "milestone:9" {
		t.Errorf("three times Down went to %q", got)
	}
	r.keys("n")
	r.typeText("oo")
	r.sees("▌ + oo") // and words never
}
