package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"waymark/store"
)

// binary is the program, built once for all tests that drive it from outside.
var binary string

func TestMain(m *testing.M) {
	if trap := os.Getenv("WAYMARK_TEST_FAULT"); trap != "" {
		os.Exit(faulty(trap))
	}
	os.Exit(testMain(m))
}

// testMain builds the program, runs the tests and removes what was built.
func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "waymark-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	binary = filepath.Join(dir, "waymark")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	// Without a version stamp: git refuses to name the version of a checkout that belongs to another user.
	build := exec.Command("go", "build", "-buildvcs=false", "-o", binary, ".")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build the program:", err)
		return 1
	}
	return m.Run()
}

// result is what a run without a terminal left behind.
type result struct {
	stdout, stderr string
	code           int // the exit code
}

// shell runs the program without a terminal in the home folder, with nothing on its standard input, until it ends.
func shell(t *testing.T, home string, env []string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), binary, args...)
	cmd.Dir, cmd.Env = home, environment(home, env)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatalf("run waymark %q: %v", args, err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func TestVersionAndHelp(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"--version", "--help"} {
		home := t.TempDir()
		got := shell(t, home, nil, flag)
		if got.code != 0 || !strings.Contains(strings.ToLower(got.stdout), "waymark") || got.stderr != "" {
			t.Errorf("waymark %s: %+v, want code 0 and the name on standard output only", flag, got)
		}
		if made, err := os.ReadDir(home); err != nil || len(made) > 0 {
			t.Errorf("waymark %s left %v in an empty home (%v), want nothing", flag, made, err)
		}
	}
}

// TestFirstStart is a first start as a person has it, killed at the name and started again.
func TestFirstStart(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 24}, []string{"WAYMARK_NOW=2026-11-23T09:00:00Z"})
	term.waitFor("Welcome to Waymark")
	x, y, visible := term.cursor()
	term.press("down", "up")
	if x2, y2, _ := term.cursor(); !visible || x2 != x || y2 != y {
		t.Errorf("cursor at %d,%d, visible %v; after down and up at %d,%d", x, y, visible, x2, y2)
	}
	term.resize(40, 20)
	for line := range strings.Lines(term.screen()) {
		if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > 40 {
			t.Errorf("%d columns wide in a window of 40: %q", n, line)
		}
	}
	term.press("enter")
	term.waitGone("What would you like to do?")
	term.typeText("Ro")
	term.paste("sa")
	term.waitFor("Rosa")
	term.kill()

	term = term.again()
	term.waitFor("Waymark")
	term.press("ctrl+c")
	if code := term.exitCode(); code != exitStopped {
		t.Errorf("ctrl+c ends with code %d, want %d\n%s", code, exitStopped, term.show())
	}
	if out := string(term.raw()); !strings.Contains(out, ansi.SetWindowTitle("Waymark")) || !strings.Contains(out, "\x1b[?1049l") {
		t.Errorf("no window title, or the usual screen is not given back: %q", out)
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
