//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFault has the program panic at a key. The terminal is given back, what was
// typed is kept, and nobody's words are printed.
func TestFault(t *testing.T) {
	t.Parallel()
	before := freshLine(t)
	home := demoFile(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	trap := filepath.Join(home, "trap")
	x := startAs(t, home, nil, [2]int{80, 24}, []string{"WAYMARK_TEST_FAULT=" + trap}, exec.Command(self))
	x.waitFor("Goals")
	x.press("enter", "enter")
	x.waitFor("Hoped for")
	x.goTo("Words")
	x.typeText(" up, slowly")
	x.waitFor("up, slowly")
	if err := os.WriteFile(trap, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if code := x.exitCode(); code != exitWrong {
		t.Errorf("code %d\n%s", code, x.show())
	}
	x.givenBack(before)
	want := "Something went wrong in the program. Everything up to your last change is saved.\nStart it again to go on."
	if got := strings.Join(strings.Fields(x.vt.screen()), " "); got != strings.Join(strings.Fields(want), " ") {
		t.Errorf("it says\n%s", x.show())
	}
	for _, words := range []string{"knee hurts", "panic", "goroutine"} {
		if bytes.Contains(x.output, []byte(words)) {
			t.Errorf("%q was printed", words)
		}
	}
	if got := shell(t, home, onDay("2026-11-23"), "show"); !strings.Contains(got.stdout, "up, slowly") {
		t.Errorf("the file holds\n%s", got.stdout)
	}
	sound(t, home)
}
