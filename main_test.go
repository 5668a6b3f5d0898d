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
)

// binary is the program, built once for all tests that drive it from outside.
var binary string

func TestMain(m *testing.M) {
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
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", binary, ".")
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
