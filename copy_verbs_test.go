package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// dataFile is where the data of a home lies.
func dataFile(t *testing.T, home string) string {
	t.Helper()
	var path string
	err := filepath.WalkDir(home, func(at string, _ os.DirEntry, err error) error {
		if filepath.Base(at) == "waymark.db" {
			path = at
		}
		return err
	})
	if err != nil || path == "" {
		t.Fatalf("no data file below %s: %v", home, err)
	}
	return path
}

// copiesBeside lists the copies of a home's data file by their names.
func copiesBeside(t *testing.T, home string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(filepath.Dir(dataFile(t, home)), "waymark-copies", "*.db"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// tells runs a verb and fails the test unless it ends so and says so, on standard
// output when it ends well.
func tells(t *testing.T, home string, env []string, code int, want string, args ...string) string {
	t.Helper()
	got := shell(t, home, env, args...)
	said, other := got.stdout, got.stderr
	if code != 0 {
		said, other = other, said
	}
	if got.code != code || !regexp.MustCompile(want).MatchString(said) || other != "" {
		t.Fatalf("waymark %q: code %d, want %d and %q\nstdout: %s\nstderr: %s", args, got.code, code, want, got.stdout, got.stderr)
	}
	return said
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	monday, tuesday := []string{"WAYMARK_NOW=2026-11-23T10:00:00Z"}, onDay("2026-11-24")
	stick := filepath.Join(home, "my stick")
	path := filepath.Join(stick, "waymark-2026-11-23-1000.db")
	tells(t, home, monday, exitWrong, "There is no such folder, so no copy was saved", "backup", stick)
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	tells(t, home, monday, 0, `^Saved, and checked: `+regexp.QuoteMeta(path)+"\nIn it: Rosa\\. 2 goals\\. 0 of 2 milestones done\\.\nA copy on the same disk does not survive the disk\\.", "backup", stick)
	tells(t, home, monday, 0, "waymark-copies", "backup") // there are no Documents in this home
	if err := os.Mkdir(filepath.Join(home, "Documents"), 0o700); err != nil {
		t.Fatal(err)
	}
	if said := shell(t, home, append(tuesday, "XDG_DOCUMENTS_DIR="+filepath.Join(home, "Documents")), "backup"); !strings.Contains(said.stdout, filepath.Join("Documents", "waymark-2026-11-24-0900.db")) {
		t.Errorf("with Documents: %+v", said)
	}
	file := filepath.Join(home, "letter.txt")
	if err := os.WriteFile(file, []byte("Dear Ben"), 0o600); err != nil {
		t.Fatal(err)
	}
	tells(t, home, monday, exitWrong, "in this folder: "+regexp.QuoteMeta(filepath.Join(file, "x"))+"\nYour file is safe|This folder cannot be written to: ", "backup", filepath.Join(file, "x"))
	tells(t, home, monday, exitUsage, "put a path that holds a space in quotes", "backup", "my", "stick")

	// What was done since is named, and nothing is changed without --yes.
	tells(t, home, tuesday, 0, "Done: Stand", "done", "stand", "--goal", "park")
	tells(t, home, tuesday, 0, `Yesterday, 10:00\. Rosa\. 2 goals\. 0 of 2 milestones done\.`, "restore")
	said := tells(t, home, tuesday, 0, "^The copy from yesterday, 10:00\\. Rosa\\.", "restore", path)
	for _, want := range []string{
		"What was done since would not be in it: 1 change.", "Goal: Walk to the park. Then: 0 of 1 done. Now: 1 of 1 done.",
		`Not in the copy: Tue 24 Nov 2026, 9:00. Checked off "Stand". By Rosa.`, "Nothing was changed. To bring it back, run:\n  waymark restore \"" + path + "\" --yes",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if got := doneIn(t, home); got != 1 {
		t.Fatalf("looking at it changed the file: %d done", got)
	}
	before := len(copiesBeside(t, home))
	tells(t, home, tuesday, 0, "The copy from yesterday, 10:00 is back\\. Rosa\\..*\nAs it was before, all is kept as a copy: .*before-restore.db", "restore", path, "--yes")
	if got, now := doneIn(t, home), len(copiesBeside(t, home)); got != 0 || now != before+1 {
		t.Errorf("%d done, %d copies and then %d", got, before, now)
	}
	tells(t, home, tuesday, 0, `^1\. Today, 9:00\. Rosa\. 2 goals\. 1 of 2 milestones done\. Made before another copy was brought back\.`, "restore")
	tells(t, home, tuesday, 0, "is back", "restore", "1", "--yes")
	if got := doneIn(t, home); got != 1 {
		t.Errorf("%d done, after what was kept was brought back", got)
	}

	for _, tt := range []struct {
		name, want string
		code       int
	}{
		{"99", "There is no copy with the number \"99\"", exitMatch},
		{"0", "There is no copy with the number \"0\"", exitMatch},
		{filepath.Join(home, "none.db"), "There is no copy at ", exitMatch},
		{file, "This is not a copy of a Waymark file. Nothing was changed.", exitWrong},
	} {
		tells(t, home, tuesday, tt.code, tt.want, "restore", tt.name)
		tells(t, home, tuesday, tt.code, tt.want, "restore", tt.name, "--yes")
	}
	tells(t, home, tuesday, exitMatch, "Nobody|nobody|No one", "restore", path, "--yes", "--by", "Walter")
}

// doneIn is how many milestones are done in a home's data file.
func doneIn(t *testing.T, home string) int {
	t.Helper()
	n := 0
	for _, g := range file(t, home, onDay("2026-11-24")).Goals {
		n += g.Progress.Reached
	}
	return n
}

// A folder is looked into, and the file itself is no copy of it.
func TestRestoreOfAFolder(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	stick := filepath.Join(home, "my stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	tells(t, home, env, 0, "Saved", "backup", stick)
	tells(t, home, env, 0, `^Today, 9:00\. Rosa.*\nTo see what differs from now, name one:\n  waymark restore "`+regexp.QuoteMeta(stick), "restore", "my stick")
	tells(t, home, env, 0, `"copies": \[\s+\{`, "restore", "my stick", "--json")
	if err := os.Mkdir(filepath.Join(home, "empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	tells(t, home, env, 0, "^No copies are in that folder\\.", "restore", "empty", "--yes")
	for _, flags := range [][]string{nil, {"--yes"}} {
		tells(t, home, env, exitMatch, "^This is your file itself, and not a copy of it\\. Nothing was changed\\.", append([]string{"restore", "recovery.db"}, flags...)...)
	}
}

func TestRestoreJSON(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	tells(t, home, []string{"WAYMARK_NOW=2026-11-23T10:00:00Z"}, 0, "Saved", "backup")
	var got struct {
		Copies []map[string]any
	}
	if err := json.Unmarshal([]byte(shell(t, home, onDay("2026-11-24"), "restore", "--json").stdout), &got); err != nil || len(got.Copies) < 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	c := got.Copies[0]
	for field, want := range map[string]any{
		"made": "2026-11-23T10:00:00Z", "reason": "by-hand", "problem": nil, "people": 1.0, "goals": 2.0, "readings": 0.0, "last": `Started the goal: "Walk upstairs"`, "last_at": "2026-11-23T09:00:00Z",
	} {
		if have, is := c[field]; !is || have != want {
			t.Errorf("%s is %v, want %v", field, have, want)
		}
	}
	if len(c) != 11 || c["progress"].(map[string]any)["total"] != 2.0 || c["patients"].([]any)[0] != "Rosa" || !filepath.IsAbs(c["path"].(string)) {
		t.Errorf("%v", c)
	}
	none := shell(t, t.TempDir(), nil, "restore", "--json")
	if none.code != 0 || strings.TrimSpace(strings.Join(strings.Fields(none.stdout), "")) != `{"copies":[]}` {
		t.Errorf("of no file: %+v", none)
	}
}

// After a verb that wrote, the file is looked after once a day.
func TestAVerbMakesTheDailyCopy(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	begun := len(copiesBeside(t, home)) // what the window made
	tells(t, home, onDay("2026-11-25"), 0, "Walk", "show")
	if got := len(copiesBeside(t, home)); got != begun {
		t.Errorf("a verb that reads made %d copies", got-begun)
	}
	tells(t, home, onDay("2026-11-25"), 0, "^Done: Stand", "done", "stand", "--goal", "park")
	if got := len(copiesBeside(t, home)); got != begun+1 {
		t.Errorf("%d copies more, want 1", got-begun)
	}
	tells(t, home, onDay("2026-11-25"), 0, "^Undone", "undo")
	if got := len(copiesBeside(t, home)); got != begun+1 {
		t.Errorf("%d copies more on the same day, want 1", got-begun)
	}
}

// The path of the file may begin where one is.
func TestCopiesOfAFileNamedInShort(t *testing.T) {
	t.Parallel()
	home, _ := household(t)
	env := onDay("2026-11-24")
	tells(t, home, env, 0, "^Saved", "backup", "--file", "recovery.db")
	tells(t, home, env, 0, `^1\. Today, 9:00\. Rosa.* milestones done\. Saved by hand\. `+regexp.QuoteMeta(home), "restore", "--file", "recovery.db")
}

// spoiled is a home whose file was cut off, with a copy of the day before.
func spoiled(t *testing.T) string {
	t.Helper()
	home := demoFile(t)
	monday := []string{"WAYMARK_NOW=2026-11-23T18:04:00Z"}
	tells(t, home, monday, 0, "Saved", "backup")
	tells(t, home, monday, 0, "Done: Stand", "done", "stand", "--goal", "upstairs")
	path := dataFile(t, home)
	if err := os.Truncate(path, 3*4096+100); err != nil {
		t.Fatal(err)
	}
	return home
}

func TestVerbsOnADamagedFile(t *testing.T) {
	t.Parallel()
	home := spoiled(t)
	path := dataFile(t, home)
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	env := onDay("2026-11-24")
	for _, words := range []string{"today", "show", "done stand", "undo", "backup"} {
		tells(t, home, env, exitFile, "^Part of the file could not be read\\. Nothing was changed\\. It is .*\nTo go on from a copy, run waymark restore\\.", strings.Fields(words)...)
	}
	tells(t, home, env, 0, `Yesterday, 18:04\. Rosa\. 2 goals\. 0 of 2 milestones done`, "restore")
	tells(t, home, env, 0, "Part of your file cannot be read, so it cannot be held against this copy\\.(.|\n)*Nothing was changed\\.", "restore", "1")
	if now, err := os.ReadFile(path); err != nil || string(now) != string(was) {
		t.Fatalf("the damaged file was changed: %v", err)
	}
	tells(t, home, env, 0, `^We opened the copy from yesterday, 18:04\. The damaged file is kept as waymark\.db\.damaged\.`, "restore", "1", "--yes")
	if kept, err := os.ReadFile(path + ".damaged"); err != nil || string(kept) != string(was) {
		t.Errorf("kept otherwise: %v", err)
	}
	tells(t, home, env, 0, "Done: Stand", "done", "stand", "--goal", "park")

	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"today", "people", "done stand"} {
		tells(t, home, env, exitFile, "^The file is not there any more, or it is empty\\. It was .*\nCopies of it are there\\. To go on from one, run waymark restore\\.", strings.Fields(words)...)
	}
	tells(t, home, env, 0, "There is no file to hold this copy against", "restore", "1")
	tells(t, home, env, 0, "^We opened the copy from ", "restore", "1", "--yes")
	tells(t, home, env, 0, "Rosa's recovery", "today")
}

// What was rescued of a file that is gone is a copy of it, for verbs and the doctor as
// for the screens.
func TestVerbsWhereOnlyARescuedCopyIs(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	path := filepath.Join(home, "recovery.db")
	tells(t, home, env, 0, "Saved", "backup")
	list, err := filepath.Glob(filepath.Join(home, "recovery-copies", "*.db"))
	if err != nil || len(list) == 0 {
		t.Fatalf("%v, %v", list, err)
	}
	for i, c := range list {
		if i > 0 {
			err = os.Remove(c)
		} else {
			err = os.Rename(c, filepath.Join(filepath.Dir(c), "waymark-2026-11-23-0900-rescued.db"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	tells(t, home, env, exitFile, "^The file is not there any more, or it is empty\\.", "today")
	if got := shell(t, home, env, "doctor"); got.code != exitFile || !strings.Contains(got.stdout, "The file is gone, but there are copies of it. The newest is "+filepath.Dir(list[0])) {
		t.Errorf("%+v", got)
	}
}

// A family's file is damaged: they start Waymark, open the copy, and go on.
func TestADamagedFileIsLeftBehind(t *testing.T) {
	t.Parallel()
	home := spoiled(t)
	term := startOn(t, home, nil, [2]int{80, 24}, onDay("2026-11-24"))
	term.waitFor("Part of your file cannot be read.")
	term.waitFor("1  Open the copy from yesterday, 18:04.")
	term.press("enter")
	term.waitFor("We opened the copy from yesterday, 18:04. The damaged file is kept as")
	term.press("enter")
	term.waitFor("Stand")
	term.press("space")
	term.waitFor("1 of 1 done")
	term.press("ctrl+c")
	if code := term.exitCode(); code != exitStopped {
		t.Fatalf("closed with code %d\n%s", code, term.show())
	}
	if got := doneIn(t, home); got != 1 {
		t.Errorf("%d done", got)
	}
	if _, err := os.Stat(dataFile(t, home) + ".damaged"); err != nil {
		t.Error(err)
	}

	// Closing changes nothing, and the shell says what to do.
	path := dataFile(t, home)
	if err := os.Truncate(path, 5000); err != nil {
		t.Fatal(err)
	}
	was, _ := os.ReadFile(path)
	term = startOn(t, home, nil, [2]int{40, 20}, onDay("2026-11-25"))
	term.waitFor("Part of your file cannot be read.")
	term.press("esc")
	if code := term.exitCode(); code != exitFile {
		t.Errorf("closed with code %d, want %d\n%s", code, exitFile, term.show())
	}
	if now, _ := os.ReadFile(path); string(now) != string(was) {
		t.Error("the damaged file was changed")
	}
}

// What is switched off in anyone's record keeps a copy from being brought back.
func TestRestoreIsSwitchedOff(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	tells(t, home, env, 0, "Saved", "backup")
	tells(t, home, env, exitWrong, "^This is switched off for Dana: change the plan\\. Nothing was changed\\.\nIf someone else is here, add --by and their name\\.", "restore", "1", "--yes", "--by", "Dana")
	tells(t, home, env, 0, "is back", "restore", "1", "--yes", "--by", "Ben")
}
