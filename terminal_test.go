package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
)

const (
	patience = 10 * time.Second       // how long a wait lasts before it counts as a failure
	poll     = 2 * time.Millisecond   // how often a wait looks again
	quiet    = 15 * time.Millisecond  // no output for this long: the frame on the screen is whole
	nothing  = 250 * time.Millisecond // no output for this long after a key: the key changed nothing
)

// terminal is the real program in a real pseudo-terminal, with a person at the keys. Its waits fail the test and show the screen.
// What it tells of the screen is a whole frame, drawn after the last key. The program may still be at work on that key, reading its
// file, say: where that matters, wait for words that were not there before.
type terminal struct {
	t    *testing.T
	home string
	size [2]int
	env  []string
	args []string

	cmd   *exec.Cmd
	pty   *os.File
	ended chan struct{} // closed once the program has ended and all its output is on the screen

	mu     sync.Mutex // guards what follows
	vt     *emulator
	output []byte
	sent   time.Time // when a key or a new size last went to the program
	heard  time.Time // when the program last wrote something
}

// start runs the program in a terminal of size columns and rows that answers no query, with a home of its own. Entries of env
// ("NAME=value") come on top of [environment].
func start(t *testing.T, size [2]int, env []string, args ...string) *terminal {
	t.Helper()
	return startOn(t, t.TempDir(), nil, size, env, args...)
}

// startOn is [start] with a home folder that may be in use already, and a terminal that gives answers (such as [darkTerminal]).
func startOn(t *testing.T, home string, answers map[string]string, size [2]int, env []string, args ...string) *terminal {
	t.Helper()
	return startAs(t, home, answers, size, env, exec.Command(binary, args...))
}

// startAs is [startOn] for another command, which starts the program itself.
func startAs(t *testing.T, home string, answers map[string]string, size [2]int, env []string, cmd *exec.Cmd) *terminal {
	t.Helper()
	term := &terminal{t: t, home: home, size: size, env: env, args: cmd.Args[1:], ended: make(chan struct{})}
	term.cmd = cmd
	term.cmd.Env = environment(home, env)
	term.cmd.Dir = home
	var err error
	term.pty, err = pty.StartWithSize(term.cmd, &pty.Winsize{Cols: uint16(size[0]), Rows: uint16(size[1])})
	if errors.Is(err, pty.ErrUnsupported) {
		t.Skip("this system has no pseudo-terminals")
	}
	if err != nil {
		t.Fatalf("start %s: %v", binary, err)
	}
	term.vt, term.sent = newEmulator(size[0], size[1], term.pty, answers), time.Now()
	go term.listen()
	t.Cleanup(func() {
		_ = term.cmd.Process.Kill()
		<-term.ended
		_ = term.pty.Close()
	})
	return term
}

// again starts the same program in the same home once more, as after a kill or an exit.
func (term *terminal) again() *terminal {
	term.t.Helper()
	return startOn(term.t, term.home, term.vt.answers, term.size, term.env, term.args...)
}

// environment is all that the program gets to see: little, so that the machine's own settings change no test.
func environment(home string, env []string) []string {
	return append([]string{
		"HOME=" + home, "XDG_DATA_HOME=" + filepath.Join(home, "data"), "PATH=" + os.Getenv("PATH"),
		"TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC",
	}, env...)
}

// listen draws what the program writes until it ends.
func (term *terminal) listen() {
	buf := make([]byte, 64<<10)
	for {
		n, err := term.pty.Read(buf)
		term.mu.Lock()
		term.output = append(term.output, buf[:n]...)
		term.vt.write(buf[:n])
		term.heard = time.Now()
		term.mu.Unlock()
		if err != nil { // an end that the system words differently: EIO on Linux
			break
		}
	}
	_ = term.cmd.Wait()
	close(term.ended)
}

// keys are the bytes a terminal sends for a key. Escape goes out as terminals send it once asked to tell it apart (Bubble Tea asks
// every one): a lone ESC byte is told from Alt by timing, which a busy machine upsets. "lone esc" is that byte: wait after it.
var keys = map[string]string{
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "delete": "\x1b[3~", "shift+tab": "\x1b[Z", "f1": "\x1bOP",
	"enter": "\r", "tab": "\t", "backspace": "\x7f", "space": " ", "esc": "\x1b[27u", "lone esc": "\x1b", "ctrl+c": "\x03",
}

// press types keys by name ("up", "enter", "ctrl+c", …) or by the one character they print.
func (term *terminal) press(names ...string) {
	term.t.Helper()
	for _, name := range names {
		key, ok := keys[name]
		if !ok && utf8.RuneCountInString(name) != 1 {
			term.t.Fatalf("press: no key is called %q", name)
		}
		if !ok {
			key = name
		}
		term.send(key)
	}
}

// typeText types s, one key for each character.
func (term *terminal) typeText(s string) {
	term.t.Helper()
	term.send(s)
}

// paste pastes s as a terminal does, marked as one piece.
func (term *terminal) paste(s string) {
	term.t.Helper()
	term.send("\x1b[200~" + s + "\x1b[201~")
}

func (term *terminal) send(s string) {
	term.t.Helper()
	term.mu.Lock()
	term.sent = time.Now()
	term.mu.Unlock()
	if _, err := io.WriteString(term.pty, s); err != nil {
		term.t.Fatalf("type %q: %v\n%s", s, err, term.show())
	}
}

// waitFor waits until text stands on the screen, on one line.
func (term *terminal) waitFor(text string) {
	term.t.Helper()
	term.wait(fmt.Sprintf("%q to show", text), func() bool { return strings.Contains(term.vt.screen(), text) })
}

// waitGone waits until text no longer stands on the screen.
func (term *terminal) waitGone(text string) {
	term.t.Helper()
	term.wait(fmt.Sprintf("%q to go", text), func() bool { return !strings.Contains(term.vt.screen(), text) })
}

// wait returns once the screen is whole and holds what is waited for; holds runs with the lock held.
func (term *terminal) wait(what string, holds func() bool) {
	term.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(poll) {
		over := term.over()
		term.mu.Lock()
		ok := (over || term.whole()) && holds()
		term.mu.Unlock()
		if ok {
			return
		}
		if over || time.Now().After(deadline) {
			term.t.Fatalf("waited for %s in vain\n%s", what, term.show())
		}
	}
}

// whole says whether the screen holds a whole frame that answers the last key.
func (term *terminal) whole() bool {
	answered := term.heard.After(term.sent) && time.Since(term.heard) >= quiet
	return !term.vt.drawing && (answered || time.Since(term.sent) >= nothing && time.Since(term.heard) >= quiet)
}

func (term *terminal) over() bool {
	select {
	case <-term.ended:
		return true
	default:
		return false
	}
}

// screen returns the lines on the screen without the blanks after them.
func (term *terminal) screen() (lines string) {
	term.t.Helper()
	term.wait("a whole frame", func() bool { lines = term.vt.screen(); return true })
	return lines
}

// cursor returns the cursor's column and row, from 0, and whether it can be seen.
func (term *terminal) cursor() (x, y int, visible bool) {
	term.t.Helper()
	term.wait("a whole frame", func() bool {
		x, y, visible = term.vt.Cursor().X, term.vt.Cursor().Y, term.vt.CursorVisible()
		return true
	})
	return x, y, visible
}

// raw returns every byte the program has written so far.
func (term *terminal) raw() (output []byte) {
	term.t.Helper()
	term.wait("a whole frame", func() bool { output = bytes.Clone(term.output); return true })
	return output
}

// resize changes the window's size and tells the program.
func (term *terminal) resize(cols, rows int) {
	term.t.Helper()
	term.mu.Lock()
	defer term.mu.Unlock()
	term.vt.resize(cols, rows)
	term.sent = time.Now()
	if err := pty.Setsize(term.pty, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}); err != nil {
		term.t.Fatalf("resize to %dx%d: %v", cols, rows, err)
	}
}

// kill ends the program at once, as a flat battery would (SIGKILL).
func (term *terminal) kill() {
	term.t.Helper()
	if err := term.cmd.Process.Kill(); err != nil {
		term.t.Fatalf("kill: %v\n%s", err, term.show())
	}
	term.exitCode()
}

// exitCode waits for the program to end by itself and returns its code: -1 after a signal.
func (term *terminal) exitCode() int {
	term.t.Helper()
	select {
	case <-term.ended:
	case <-time.After(patience):
		term.t.Fatalf("waited for the program to end in vain\n%s", term.show())
	}
	return term.cmd.ProcessState.ExitCode()
}

// show describes the terminal for a failure: its screen after bars, the cursor, whether the program runs.
func (term *terminal) show() string {
	state := "running"
	if term.over() {
		state = term.cmd.ProcessState.String()
	}
	term.mu.Lock()
	defer term.mu.Unlock()
	at, lines := term.vt.Cursor(), strings.ReplaceAll(term.vt.screen(), "\n", "\n| ")
	return fmt.Sprintf("| %s\ncursor: column %d, row %d, visible %v; program: %s", lines, at.X, at.Y, term.vt.CursorVisible(), state)
}
