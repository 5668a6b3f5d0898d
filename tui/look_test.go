package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestWordsAloneWithoutColorOrUnicode(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.a.sh.terminal.unicode = false
	r.a.sh.restyle()
	r.keys("enter")
	for _, c := range r.screen() {
		if c > 126 {
			t.Fatalf("%q is not ASCII:\n%s", c, r.screen())
		}
	}
	r.sees("[x] Change from the walker", "[~] Walk 10 minutes", "[ ] Walk to the corner", "[###################...................]")
	for _, code := range []string{"\x1b[3", "\x1b[4", "\x1b[9", "38;", "48;"} {
		if strings.Contains(r.a.View().Content, code) {
			t.Errorf("a look without hues sends %q", code)
		}
	}
}

func TestTheTerminalsBackgroundChoosesTheHues(t *testing.T) {
	r := demoRig(t, 80, 24)
	plain := r.a.View().Content
	r.send(tea.BackgroundColorMsg{Color: black{}})
	if dark := r.a.View().Content; dark == plain || !strings.Contains(dark, "\x1b[36") {
		t.Error("no cyan accent on a dark background")
	}
	r.a.sh.terminal.noColor = true
	r.send(tea.BackgroundColorMsg{Color: black{}})
	if r.a.View().Content != plain {
		t.Error("NO_COLOR did not keep the hues away")
	}
}

type black struct{}

func (black) RGBA() (r, g, b, a uint32) { return 0, 0, 0, 0xffff }
