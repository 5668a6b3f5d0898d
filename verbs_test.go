package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waymark/model"
	"waymark/store"
)

// demoFile makes a home with one goal in it, planned in the program.
func demoFile(t *testing.T) string {
	t.Helper()
	term := start(t, [2]int{80, 24}, onDay("2026-11-23"))
	term.beginAs("Rosa")
	for _, goal := range []string{"Walk to the park", "Walk upstairs"} {
		term.waitFor("What do you want to be able to do?")
		term.typeText(goal)
		term.press("pgdown")
		term.waitFor("Question 1 of 5")
		term.typeText("Stand by tomorrow")
		term.press("enter")
		term.waitFor("Stand. By Tue 24 Nov 2026.")
		for range 5 {
			term.press("pgdown")
		}
		term.waitFor("Look it over")
		term.press("pgdown", "enter")
		term.waitFor("0 of 1 done.")
		term.press("esc", "n")
	}
	term.press("ctrl+c")
	if code := term.exitCode(); code != exitStopped {
		t.Fatalf("Ctrl-C closed with code %d, want %d", code, exitStopped)
	}
	return term.home
}

func TestVerbs(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	for _, tt := range []struct {
		args   string
		env    []string
		code   int
		stdout string
		stderr string
	}{
		{"today", nil, 0, "Waymark. Rosa's recovery. Monday 23 November 2026. You are Rosa.\nGoal: Walk to the park. 0 of 1 done. Next: Stand. By Tue 24 Nov, tomorrow.", ""},
		{"", nil, 0, "Waymark. Rosa's recovery.", "To open the program, run waymark in a terminal window."},
		{"show", nil, 0, "Goal: Walk upstairs\n0 of 1 done. 0 percent.\nTo do: Stand. By Tue 24 Nov, tomorrow.", ""},
		{"show PARK", nil, 0, "Goal: Walk to the park\n", ""},
		{"show walk", nil, exitMatch, "", "More than one goal has \"walk\" in its name:\n  Walk to the park\n  Walk upstairs\nType more of the name."},
		{"show swim", nil, exitMatch, "", "No goal has \"swim\" in its name."},
		{"timeline upstairs", nil, 0, "Mon 23 Nov 2026. The start: Walk upstairs.\nMon 23 Nov 2026. Today.\nTue 24 Nov 2026. To do: Stand. Tomorrow.", ""},
		{"plan upstairs", nil, 0, "Goal: Walk upstairs\n\n1. What short-term milestones will help me reach my long-term goal?\nStand. By Tue 24 Nov, tomorrow.\n0 of 1 done.", ""},
		{"plan swim", nil, exitMatch, "", "No goal has \"swim\" in its name."},
		{"today extra", nil, exitUsage, "", "Try: waymark --help"},
		{"--nonsense", nil, exitUsage, "", "Try: waymark --help"},
		{"nonsense", nil, exitUsage, "", "Try: waymark --help"},
		{"today", []string{"WAYMARK_NOW=tuesday"}, exitUsage, "", "WAYMARK_NOW"},
		{"demo", nil, 0, "Rosa's recovery", "To look around, run waymark demo in a terminal window."},
		{"demo", nil, 0, "\nKnee bend: 92 degrees on Sat 21 Nov. Up 22 since Tue 3 Nov. Aim: 115 or more.\n", ""},
		{"readings", nil, 0, "Nothing is measured yet.", ""},
		{"readings a b", nil, exitUsage, "", "put a name of several words in quotes: \"a b\""},
		{"log", nil, exitUsage, "", "say which measure, and its value: waymark log pain 3"},
		{"log knee bend 96", nil, exitUsage, "", "put a name of several words in quotes, and a value as well: \"knee bend 96\""},
		{"log pain 3", nil, exitMatch, "", "There is no measure in a goal under way yet."},
		{"log pain 3 --on", nil, exitUsage, "", "Try: waymark --help"},
		{"completion bash", nil, 0, "bash completion", ""},
	} {
		env := append(onDay("2026-11-23"), tt.env...)
		got := shell(t, home, env, strings.Fields(tt.args)...)
		if got.code != tt.code || !strings.Contains(got.stdout, tt.stdout) || !strings.Contains(got.stderr, tt.stderr) {
			t.Errorf("waymark %s: code %d\nstdout: %s\nstderr: %s", tt.args, got.code, got.stdout, got.stderr)
		}
		if (tt.stdout == "") != (got.stdout == "") {
			t.Errorf("waymark %s prints on standard output: %q", tt.args, got.stdout)
		}
	}
}

func TestVerbsMakeNoFile(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	for _, verb := range [][]string{{"today"}, {"show"}, {"timeline"}, {"show", "--json"}, {"readings"}, {"readings", "--json"}, {"people"}, {"people", "--json"}, {"history"}, {"history", "--json"}, {"restore"}, {"restore", "--json"}, {}} {
		if got := shell(t, home, nil, verb...); got.code != 0 {
			t.Errorf("waymark %v on an empty home: %+v", verb, got)
		}
	}
	for _, verb := range []string{"log pain 3", "readings pain", "done stand", "undo", "undo --with-later", "done stand --by Ben", "today --person Rosa", "history --goal walk", "backup", "restore 1"} {
		if got := shell(t, home, nil, strings.Fields(verb)...); got.code != exitMatch || got.stdout != "" {
			t.Errorf("waymark %s on an empty home: %+v", verb, got)
		}
	}
	if made, _ := os.ReadDir(home); len(made) > 0 {
		t.Errorf("the verbs left %v", made)
	}
}

func TestShowJSONFields(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	var out map[string][]map[string]any
	got := shell(t, home, onDay("2026-11-23"), "show", "--json", "park")
	if err := json.Unmarshal([]byte(got.stdout), &out); err != nil {
		t.Fatal(err)
	}
	g := out["goals"][0]
	want := "answers area confidence hoped_for lifecycle measures milestones patient progress start team title uid why"
	if keys := strings.Join(slices.Sorted(maps.Keys(g)), " "); keys != want {
		t.Errorf("a goal's fields are %s\nwant %s", keys, want)
	}
	m := g["milestones"].([]any)[0].(map[string]any)
	want = "checked_by due major note reached_by reached_on sign state title treat uid"
	if keys := strings.Join(slices.Sorted(maps.Keys(m)), " "); keys != want {
		t.Errorf("a milestone's fields are %s\nwant %s", keys, want)
	}
	if due := m["due"].(map[string]any); due["date"] != "2026-11-24" || due["after_start_days"] != nil || due["as_typed"] != "tomorrow" {
		t.Errorf("due is %v", due)
	}
}

// full is a place with no room left.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestVerbsSayWhatWasNotPrinted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "recovery.db")
	for _, args := range [][]string{{"today"}, {"show"}, {"show", "--json"}, {"timeline"}, {"timeline", "--json"}, {"plan"}, {"readings"}, {"readings", "--json"}, {"people"}, {"people", "--json"}, {"history"}, {"history", "--json"}} {
		var stderr bytes.Buffer
		code := run(append(args, "--file", path), full{}, &stderr)
		if want := "Your file is as it was."; code != exitWrong || !strings.Contains(stderr.String(), want) {
			t.Errorf("waymark %s: code %d, %q, want %d, %q", args, code, stderr.String(), exitWrong, want)
		}
	}
}

func TestVerbsSayWhatWasNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "recovery.db")
	file, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.SetUp(t.Context(), model.Person{Name: "Rosa"}, nil)
	db, openErr := sql.Open("sqlite", "file:"+path)
	if err := errors.Join(err, file.Close(), openErr); err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("ALTER TABLE goal RENAME COLUMN starter TO lost")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for verb, want := range map[string]string{
		"today":          "Something went wrong while reading. Nothing was changed.",
		"readings":       "Something went wrong while reading. Nothing was changed.",
		"log pain":       "Something went wrong while writing it down.",
		"show rosa":      "Something went wrong while reading. Nothing was changed.",
		"people":         "Something went wrong while reading. Nothing was changed.",
		"history --json": "Something went wrong while reading. Nothing was changed.",
	} {
		var stdout, stderr bytes.Buffer
		code := run(append(strings.Fields(verb), "--file", path), &stdout, &stderr)
		if code != exitWrong || !strings.Contains(stderr.String(), want) || stdout.Len() > 0 {
			t.Errorf("waymark %s: code %d, %q, %q; want %d, %q", verb, code, stdout.String(), stderr.String(), exitWrong, want)
		}
	}
}

// The date style chosen in the settings is that of the verbs too.
func TestVerbsKeepTheDateStyle(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	path := filepath.Join(home, "recovery.db")
	file, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.SetUp(t.Context(), model.Person{Name: "Rosa"}, nil)
	if err := errors.Join(err, file.Choose(t.Context(), 0, map[string]string{"dates": "month-first"}), file.Close()); err != nil {
		t.Fatal(err)
	}
	got := shell(t, home, onDay("2026-11-23"), "today", "--file", path)
	if want := "Waymark. Rosa's recovery. Monday, November 23, 2026. You are Rosa."; !strings.Contains(got.stdout, want) {
		t.Errorf("today prints %q, want %q; %s", got.stdout, want, got.stderr)
	}
}

func TestTimelineJSON(t *testing.T) {
	t.Parallel()
	var out struct {
		Today   string
		Entries []struct {
			Date      *string
			Kind      string
			Goal      *string
			Milestone *struct{ Title, State string }
		}
	}
	got := shell(t, demoFile(t), onDay("2026-11-25"), "timeline", "park", "--json")
	if err := json.Unmarshal([]byte(got.stdout), &out); err != nil || out.Today != "2026-11-25" {
		t.Fatalf("%v: %s", err, got.stdout)
	}
	var kinds []string
	for _, e := range out.Entries {
		kinds = append(kinds, e.Kind)
	}
	if want := []string{"start", "date-passed", "today"}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	if e := out.Entries[1]; *e.Date != "2026-11-24" || *e.Goal != "Walk to the park" || e.Milestone.Title != "Stand" {
		t.Errorf("entry %+v", e)
	}
}

// TestFilesThatAreNotOurs holds that such a file is refused in plain words and
// left exactly as it is.
func TestFilesThatAreNotOurs(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	text := filepath.Join(home, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("Dear Dana, ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ path, words string }{
		{text, "This is not a Waymark file. Nothing was changed.\nChoose another one with --file."},
		{home, "Nothing was changed."},
		{filepath.Join(text, "waymark.db"), "This file or its folder cannot be changed"},
	} {
		term := start(t, [2]int{80, 24}, nil, "--file", tt.path)
		code := term.exitCode()
		out := strings.ReplaceAll(string(term.raw()), "\r\n", "\n")
		if code != exitFile || !strings.Contains(out, tt.words) {
			t.Errorf("--file %s: code %d, says %q, want %d and %q", tt.path, code, out, exitFile, tt.words)
		}
	}
	b, err := os.ReadFile(text)
	if err != nil || len(b) != 5500 {
		t.Errorf("the letter is changed: %d bytes, %v", len(b), err)
	}
	if made, _ := filepath.Glob(text + "*"); len(made) != 1 {
		t.Errorf("beside the letter stand %v", made)
	}
}

func TestDumbTerminalPrintsToday(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 24}, []string{"TERM=dumb"})
	if code := term.exitCode(); code != 0 || bytes.Contains(term.raw(), []byte("\x1b")) {
		t.Errorf("on a dumb terminal: code %d, %q", code, term.raw())
	}
	term.waitFor("To open the program")
}

func TestNoColorSendsNoColor(t *testing.T) {
	t.Parallel()
	term := startOn(t, t.TempDir(), darkTerminal, [2]int{80, 24}, []string{"NO_COLOR=1"}, "demo")
	term.waitFor("Walk to the park and back")
	term.press("enter", "space")
	term.waitFor("6 of 10 done")
	for _, sgr := range regexp.MustCompile(`\x1b\[([0-9;:]*)m`).FindAllStringSubmatch(string(term.raw()), -1) {
		for _, code := range strings.FieldsFunc(sgr[1], func(r rune) bool { return r == ';' || r == ':' }) {
			if n, _ := strconv.Atoi(code); n >= 30 && n <= 49 || n >= 90 {
				t.Fatalf("NO_COLOR sends %q", sgr[0])
			}
		}
	}
}
