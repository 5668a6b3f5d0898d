//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// modesOf are what a terminal does while Waymark is open and not before or after:
// the other screen, pasted words that are marked as one piece, the mouse.
var modesOf = []string{"1049", "2004", "1002", "1006"}

// givenBack fails the test unless the terminal is as it was before the program
// took it.
func (x *terminal) givenBack(before *term.State) {
	x.t.Helper()
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, mode := range modesOf {
		on, off := bytes.LastIndex(x.output, []byte("\x1b[?"+mode+"h")), bytes.LastIndex(x.output, []byte("\x1b[?"+mode+"l"))
		if on < 0 || off < on {
			x.t.Errorf("mode %s was set at %d and taken back at %d", mode, on, off)
		}
	}
	if push, pop := bytes.LastIndex(x.output, []byte("\x1b[>1u")), bytes.LastIndex(x.output, []byte("\x1b[<1u")); push > pop {
		x.t.Errorf("the keyboard was set at %d and taken back at %d", push, pop)
	}
	if !x.vt.CursorVisible() {
		x.t.Error("the cursor is not in sight")
	}
	if after, err := term.GetState(x.pty.Fd()); err != nil || !reflect.DeepEqual(before, after) {
		x.t.Errorf("the line is %+v, was %+v, %v", after, before, err)
	}
}

// line is how the terminal's line is set now.
func (x *terminal) line() *term.State {
	x.t.Helper()
	state, err := term.GetState(x.pty.Fd())
	if err != nil {
		x.t.Fatal(err)
	}
	return state
}

func (x *terminal) signal(s syscall.Signal) {
	x.t.Helper()
	if err := syscall.Kill(x.cmd.Process.Pid, s); err != nil {
		x.t.Fatalf("%v: %v\n%s", s, err, x.show())
	}
}

// freshLine is the line of a terminal in which nothing runs.
func freshLine(t *testing.T) *term.State {
	t.Helper()
	x := startAs(t, t.TempDir(), nil, [2]int{80, 24}, nil, exec.Command("sleep", "20"))
	defer x.kill()
	return x.line()
}

// TestToldToEnd tells the program to end while words are typed half-way, in a
// plan that is kept as it is typed and in a form that is kept when it is left. The
// words are in the file, the terminal is as it was, and the exit code is the one
// that a shell reports for the signal.
func TestToldToEnd(t *testing.T) {
	t.Parallel()
	before := freshLine(t)
	for _, end := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(end.String(), func(t *testing.T) {
			t.Parallel()
			x := startOn(t, demoFile(t), darkTerminal, [2]int{80, 24}, onDay("2026-11-23"))
			ends := func() {
				t.Helper()
				x.signal(end)
				if code := x.exitCode(); code != bySignal+int(end) {
					t.Errorf("code %d\n%s", code, x.show())
				}
				x.givenBack(before)
				if words := x.vt.screen(); strings.TrimSpace(words) != "Everything is saved." {
					t.Errorf("what stands there afterwards is\n%s", words)
				}
				sound(t, x.home)
			}
			x.waitFor("Goals")
			x.press("enter", "enter")
			x.waitFor("Hoped for")
			x.goTo("Words")
			x.typeText(" up, slowly")
			x.waitFor("up, slowly")
			ends()
			x = x.again()
			x.waitFor("up, slowly")
			x.press("n")
			x.waitFor("What do you want to be able to do?")
			x.typeText("Dance again")
			x.waitFor("Dance again")
			ends()
			x = x.again()
			x.waitFor("Carry on")
			x.press("enter")
			x.waitFor("Dance again")
		})
	}
}

// TestClosedTerminal takes the terminal itself away, from a program that is told
// so and from one that was started to pass that over.
func TestClosedTerminal(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"told": `exec "$0"`, "not told": `trap '' HUP; exec "$0"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := demoFile(t)
			x := startAs(t, home, nil, [2]int{80, 24}, onDay("2026-11-23"), exec.Command("sh", "-c", script, binary))
			x.waitFor("Goals")
			x.press("enter", "enter")
			x.waitFor("Hoped for")
			x.goTo("Words")
			x.typeText(" up, slowly")
			x.waitFor("up, slowly")
			if err := x.pty.Close(); err != nil {
				t.Fatal(err)
			}
			x.signal(syscall.SIGWINCH) // whoever reads lets go of it after the next frame
			if code := x.exitCode(); code != exitHungUp {
				t.Errorf("code %d", code)
			}
			if g := file(t, home, onDay("2026-11-23")).Goals; !strings.HasSuffix(g[0].Title+g[1].Title, "slowly") && !strings.Contains(fmt.Sprint(g), "up, slowly") {
				t.Errorf("the file holds %+v", g)
			}
			sound(t, home)
		})
	}
}

// stops tells the program to stop for a while, and waits until it has and all that
// it wrote before is read.
func (x *terminal) stops() {
	x.t.Helper()
	left := func() int { return bytes.Count(x.output, []byte(ansi.ResetModeAltScreenSaveCursor)) }
	x.mu.Lock()
	before := left()
	x.mu.Unlock()
	x.signal(syscall.SIGTSTP)
	x.wait("the terminal to be given back", func() bool { return left() > before })
	for deadline := time.Now().Add(patience); ; time.Sleep(quiet) {
		out, _ := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(x.cmd.Process.Pid)).Output()
		if strings.HasPrefix(string(out), "T") {
			return
		}
		if time.Now().After(deadline) {
			x.t.Fatalf("it does not stop: ps says %q\n%s", out, x.show())
		}
	}
}

// TestStoppedAndGoesOn stops the program from outside and lets it go on. While it
// stands still the terminal is as it was and a verb can write; afterwards the
// screen is as before, with the words that were typed and what the verb wrote.
func TestStoppedAndGoesOn(t *testing.T) {
	t.Parallel()
	before := freshLine(t)
	home, env := household(t)
	x := openAs(t, home, env, "2", "Ben")
	x.press("enter")
	x.waitFor("Stand with support.")
	x.press("enter")
	x.waitFor("The milestone")
	x.goTo("Words")
	x.typeText(", at last")
	x.waitFor("Stand with support, at last")
	for range 2 {
		was := x.screen()
		cx, cy, _ := x.cursor()
		x.stops()
		x.givenBack(before)
		got := shell(t, home, env, "log", "pain", "3")
		if got.code != 0 || got.stdout == "" {
			t.Errorf("a verb meanwhile: %+v", got)
		}
		x.resize(100, 30)
		x.resize(80, 40)
		x.signal(syscall.SIGCONT)
		x.waitFor("Stand with support, at last")
		x.waitFor("in another window.")
		if nx, ny, visible := x.cursor(); nx != cx || ny != cy || !visible {
			t.Errorf("the cursor went from %d,%d to %d,%d", cx, cy, nx, ny)
		}
		if now := x.screen(); body(now) != body(was) {
			t.Errorf("it was\n%s\nand is\n%s", was, now)
		}
	}
	x.typeText(" I did")
	x.waitFor("at last I did")
	x.stops()
	x.signal(syscall.SIGTERM)
	x.signal(syscall.SIGCONT)
	if code := x.exitCode(); code != bySignal+int(syscall.SIGTERM) {
		t.Errorf("code %d\n%s", code, x.show())
	}
	x.givenBack(before)
	if got := shell(t, home, env, "show"); !strings.Contains(got.stdout, "at last I did") {
		t.Errorf("the file holds\n%s", got.stdout)
	}
}

// body is a screen without its message line.
func body(screen string) string {
	lines := strings.Split(screen, "\n")
	return strings.Join(append(lines[:len(lines)-2], lines[len(lines)-1]), "\n")
}

// TestPutAsideByAShell has a shell with jobs see the program stop, and bring it
// back with fg.
func TestPutAsideByAShell(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	home := demoFile(t)
	pid := filepath.Join(home, "pid")
	x := startAs(t, home, nil, [2]int{80, 24}, append(onDay("2026-11-23"), "PS1=ready> "), exec.Command(bash, "--norc", "--noprofile", "-i"))
	x.waitFor("ready>")
	x.typeText("sh -c 'echo $$ >" + pid + "; exec " + binary + "'\r")
	x.waitFor("Goals")
	id, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("kill", "-TSTP", strings.TrimSpace(string(id))).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	x.waitFor("Stopped")
	x.typeText("echo still $((40 + 2))\r")
	x.waitFor("still 42")
	x.typeText("fg\r")
	x.waitFor("Goals")
	x.press("ctrl+c")
	x.waitFor("Everything is saved.")
	x.typeText("echo code $?\r")
	x.waitFor("code 130")
}
