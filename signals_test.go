//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"waymark/store"
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

// sound fails the test unless every page of a home's file can be read.
func sound(t *testing.T, home string) {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(home, "data", "waymark", "waymark.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := st.Upkeep(t.Context()); err != nil {
		t.Error(err)
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

// held takes the lock of whoever writes to a file, as another program that is
// busy writing does, until it is let go.
func held(t *testing.T, file string) (letGo func()) {
	t.Helper()
	const writeLock = 120 // of the -shm file: https://www.sqlite.org/walformat.html, section 2.3.1
	f, err := os.OpenFile(file+"-shm", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: writeLock, Len: 1}
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &lock); err != nil {
		t.Fatal(err)
	}
	return func() { _ = f.Close() }
}

// TestToldToEndWhileBusy closes the program while another one holds the file. It
// does not wait for ever, and says what was not saved.
func TestToldToEndWhileBusy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		end   func(*terminal)
		most  time.Duration
		code  int
		words string
	}{
		{"Ctrl-C twice", func(x *terminal) { x.press("ctrl+c", "ctrl+c") }, 3 * time.Second, exitStopped, "What you did last may not be saved: Waymark did not wait for it. All else is saved."},
		{"Ctrl-C", func(x *terminal) { x.press("ctrl+c") }, 12 * time.Second, exitStopped, "Some of what was typed last could not be saved. All else is saved."},
		{"SIGTERM", func(x *terminal) { x.signal(syscall.SIGTERM) }, 12 * time.Second, 143, "Some of what was typed last could not be saved. All else is saved."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			home := demoFile(t)
			x := startOn(t, home, nil, [2]int{100, 24}, onDay("2026-11-23"))
			x.waitFor("Goals")
			x.press("enter", "enter")
			x.waitFor("Hoped for")
			x.goTo("Words")
			x.typeText(" up, slowly")
			x.waitFor("up, slowly")
			letGo := held(t, filepath.Join(home, "data", "waymark", "waymark.db"))
			defer letGo()
			at := time.Now()
			tt.end(x)
			for !x.over() && time.Since(at) < tt.most {
				time.Sleep(poll)
			}
			if code := x.exitCode(); code != tt.code || time.Since(at) > tt.most {
				t.Errorf("code %d after %v", code, time.Since(at))
			}
			if !strings.Contains(strings.ReplaceAll(x.vt.screen(), "\n", " "), tt.words) {
				t.Errorf("it says\n%s", x.show())
			}
			letGo()
			sound(t, home)
		})
	}
}

// TestVerbToldToEnd tells verbs to end at any moment: what they were to write is
// written and said, or it is not written.
func TestVerbToldToEnd(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	x := openAs(t, home, env, "2", "Ben") // so that there is a -shm file to hold the lock on
	tell := func(after time.Duration) result {
		t.Helper()
		var stdout, stderr bytes.Buffer
		cmd := exec.Command(binary, "log", "pain", "3")
		cmd.Dir, cmd.Env = home, environment(home, env)
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(after)
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
		return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
	}
	count := func() int {
		t.Helper()
		var all allReadings
		got := shell(t, home, env, "readings", "pain", "--json")
		if err := json.Unmarshal([]byte(got.stdout), &all); err != nil {
			t.Fatalf("%v: %+v", err, got)
		}
		n := 0
		for _, m := range all.Measures {
			n += len(m.Readings)
		}
		return n
	}
	before := count()
	letGo := held(t, filepath.Join(home, "recovery.db"))
	if got := tell(time.Second); got.code != exitStopped || got.stdout != "" || strings.TrimSpace(got.stderr) != "Stopped. Nothing was changed." {
		t.Errorf("while it waited: %+v", got)
	}
	letGo()
	if n := count(); n != before {
		t.Errorf("%d readings, were %d", n, before)
	}
	for i := range 20 {
		got := tell(time.Duration(i) * 2 * time.Millisecond)
		n := count()
		if written, said := n > before, strings.Contains(got.stdout, "Pain"); written != said || said != (got.code == 0) {
			t.Errorf("after %d ms: written %t, %+v", 2*i, written, got)
		}
		before = n
	}
	x.press("ctrl+c")
}

// faulty is the program with a fault: it panics, with a person's words, the next
// time that a key is taken after a file called trap is there.
func faulty(trap string) int {
	given := false
	clock = func() time.Time {
		var callers [64]uintptr
		if _, err := os.Stat(trap); err == nil && !given {
			frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers[:])])
			for frame, more := frames.Next(); more; frame, more = frames.Next() {
				if strings.HasSuffix(frame.Function, "(*app).Update") {
					given = true
					panic("Rosa's knee hurts")
				}
			}
		}
		return time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	}
	return run(nil, os.Stdout, os.Stderr)
}

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
