package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// snapshot describes every file below a folder, byte for byte, and the folders.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		var content []byte
		if err == nil && info.Mode().IsRegular() {
			content, err = os.ReadFile(path)
		}
		if err == nil {
			all[path] = fmt.Sprintf("%v %v %x", info.Mode(), info.ModTime(), content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDoctor looks at a file of this program while a window has it open, after it
// was closed, and once it is damaged, and holds that looking changes nothing.
func TestDoctor(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 24}, onDay("2026-11-23"))
	term.beginAs("Rosa")
	term.waitFor("What do you want to be able to do?")
	term.typeText("Walk to the park")
	time.Sleep(time.Second) // it is kept by itself
	home := term.home
	data := filepath.Join(home, "data")
	path := filepath.Join(data, "waymark", "waymark.db")
	look := func(name string, code int, out, errOut string, args ...string) result {
		t.Helper()
		before := snapshot(t, data)
		got := shell(t, home, onDay("2026-11-23"), append([]string{"doctor"}, args...)...)
		if d := cmp.Diff(before, snapshot(t, data)); d != "" {
			t.Errorf("%s: the doctor changed something (-before +after):\n%.2000s", name, d)
		}
		if got.code != code || !strings.Contains(got.stdout, out) || !strings.Contains(got.stderr, errOut) || (errOut == "") != (got.stderr == "") {
			t.Errorf("%s: code %d, want %d\n%s\n%s", name, got.code, code, got.stdout, got.stderr)
		}
		return got
	}
	look("open in a window", 0, "The file can be read from beginning to end.\n", "")
	term.press("ctrl+c")
	term.exitCode()
	look("closed", 0, "Only you can open the file and its copies.\n", "")
	got := look("as JSON", 0, `"words": "What is written in it makes sense, and the history agrees with it."`, "", "--json")
	var all struct {
		File, State string
		Findings    []struct{ Key, State string }
	}
	if err := json.Unmarshal([]byte(got.stdout), &all); err != nil || all.File != path || len(all.Findings) < 8 {
		t.Errorf("%v: %s", err, got.stdout)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"half of it":  content[:len(content)/2],
		"a few bytes": append(append(bytes.Clone(content[:4096*2]), bytes.Repeat([]byte{0xa5}, 4096*3)...), content[4096*5:]...),
	} {
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		look(name, exitFile, "To bring back a saved copy, run waymark restore.", "Not all is well with the file. Nothing was changed.")
		look(name+", as JSON", exitFile, `"state": "wrong"`, "Not all is well with the file.", "--json")
	}
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	if got := shell(t, home, nil, "doctor"); got.code != 0 || !strings.Contains(got.stdout, "There is no file yet.") {
		t.Errorf("no file: %+v", got)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("the doctor made a folder")
	}
}
