//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"waymark/store"
)

// A copy that was brought back, and could not be said to be, is not called not
// brought back.
func TestRestoreThatCannotBeSaid(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("no full disk to write to: %v", err)
	}
	defer full.Close()
	home, env := household(t)
	tells(t, home, env, 0, "Saved", "backup")
	for _, damage := range []bool{false, true} {
		if damage {
			if err := os.Truncate(home+"/recovery.db", 5000); err != nil {
				t.Fatal(err)
			}
		}
		var said bytes.Buffer
		cmd := exec.CommandContext(t.Context(), binary, "restore", "1", "--yes")
		cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = home, environment(home, env), full, &said
		if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != exitWrong || !strings.HasPrefix(said.String(), "It is written down. Saying it back here did not work.\n") {
			t.Errorf("in the place of a damaged file %v: %v, %s", damage, err, said.String())
		}
		tells(t, home, env, 0, "Rosa", "today")
	}
}

// What another program keeps from being done has the code that says so.
func TestRestoreWhileBusy(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	tells(t, home, env, 0, "Saved", "backup")
	inFile(t, home, func(*store.Store) error {
		defer held(t, home+"/recovery.db")()
		tells(t, home, env, exitBusy, "^Another program holds (your|the) file\\. Nothing was changed\\.\nClose the other program", "restore", "1", "--yes")
		return nil
	})
}
