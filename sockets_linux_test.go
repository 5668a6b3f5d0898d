package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestNothingIsSent watches the program, on its screens and in its verbs, for
// connections of any kind.
func TestNothingIsSent(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 24}, onDay("2026-11-23"))
	w := watchSockets(term.cmd.Process.Pid)
	term.beginAs("Rosa")
	term.waitFor("What do you want to be able to do?")
	term.typeText("Walk")
	term.press("pgdown")
	term.waitFor("Question 1 of 5")
	term.press("esc")
	term.press("?")
	term.press("esc", "esc")
	term.press("ctrl+c")
	term.exitCode()
	w.end(t, "the screens")
	for _, verb := range []string{"today", "doctor", "show --json", "demo", "history", "people"} {
		cmd := exec.Command(binary, strings.Fields(verb)...)
		cmd.Env = environment(term.home, onDay("2026-11-23"))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		w := watchSockets(cmd.Process.Pid)
		_ = cmd.Wait()
		w.end(t, verb)
	}
	// The watch sees a connection where there is one.
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	own := watchSockets(os.Getpid())
	time.Sleep(20 * time.Millisecond)
	own.stop()
	if len(own.found) == 0 {
		t.Error("an open connection is not seen")
	}
	_ = syscall.Close(pair[0])
	_ = syscall.Close(pair[1])
}

// sockets are what a process was seen to have open that reaches another. What this
// program has open itself does not count: a new process begins with that.
type sockets struct {
	done  chan struct{}
	wait  sync.WaitGroup
	looks int
	found []string
}

func watchSockets(pid int) *sockets {
	s := &sockets{done: make(chan struct{})}
	s.wait.Go(func() {
		for {
			open := openFiles(pid)
			s.looks += len(open)
			for _, to := range open {
				if strings.HasPrefix(to, "socket:") && (pid == os.Getpid() || !slices.Contains(openFiles(os.Getpid()), to)) {
					s.found = append(s.found, to)
				}
			}
			select {
			case <-s.done:
				return
			case <-time.After(time.Millisecond):
			}
		}
	})
	return s
}

// openFiles is what a process has open.
func openFiles(pid int) []string {
	links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	var list []string
	for _, link := range links {
		if to, err := os.Readlink(link); err == nil {
			list = append(list, to)
		}
	}
	return list
}

func (s *sockets) stop() {
	close(s.done)
	s.wait.Wait()
}

func (s *sockets) end(t *testing.T, what string) {
	t.Helper()
	if s.stop(); len(s.found) > 0 {
		t.Errorf("%s has open: %v", what, s.found)
	}
	if what == "the screens" && s.looks < 100 {
		t.Errorf("%s was looked at %d times", what, s.looks)
	}
}
