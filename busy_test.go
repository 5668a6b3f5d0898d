//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

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
