package store

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// at makes it another time for a store.
func (s *Store) at(t time.Time) { s.now = func() time.Time { return t } }

// mustUpkeep looks after the file and returns the name of the copy it made.
func mustUpkeep(t testing.TB, s *Store) string {
	t.Helper()
	path, err := s.Upkeep(context.Background())
	must(t, err)
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}

// A copy is made when the newest is older than a day and something changed.
func TestUpkeepCopies(t *testing.T) {
	ctx := context.Background()
	empty := open(t, newFile(t))
	if name := mustUpkeep(t, empty); name != "" {
		t.Errorf("%s of a file with nothing in it", name)
	}
	s, at, goal := begun(t)
	step := func(name string, hours time.Duration, change func(), want string) {
		t.Helper()
		change()
		s.at(noon.Add(hours * time.Hour))
		if got := mustUpkeep(t, s); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	nothing := func() {}
	step("at first", 0, nothing, "waymark-2026-11-23-1200.db")
	step("nothing new", 0, nothing, "")
	step("changed on the same day", 23, func() { mustAdd(t, s, at, goal.ID, "One") }, "")
	step("a day later", 24, nothing, "waymark-2026-11-24-1200.db")
	step("long after, the same", 300, nothing, "")
	step("a setting", 300, func() { must(t, s.Choose(ctx, at.ID, map[string]string{"mouse": "off"})) }, "waymark-2026-12-06-0000.db")
	step("words that are being typed", 340, func() {
		_, err := s.SaveDraft(ctx, model.Draft{Patient: goal.Patient, Title: "Swim", Rev: 1})
		must(t, err)
	}, "waymark-2026-12-07-1600.db")
	step("what took a change back", 400, func() {
		_, err := s.Undo(ctx, at, 0)
		must(t, err)
	}, "waymark-2026-12-10-0400.db")
	step("the clock set back a year", 400-365*24, func() { mustAdd(t, s, at, goal.ID, "Two") }, "waymark-2025-12-10-0400.db")
	step("and forward again", 401, func() { mustAdd(t, s, at, goal.ID, "Three") }, "")

	list, err := s.Copies(ctx)
	must(t, err)
	var names []string
	for _, c := range list {
		names = append(names, filepath.Base(c.Path))
		if c.Err != nil || c.Goals != 1 || c.People != 3 || !slices.Equal(c.Patients, []string{"Rosa"}) || c.Shape != latest() {
			t.Errorf("%+v", c)
		}
	}
	want := []string{
		"waymark-2026-12-10-0400.db", "waymark-2026-12-07-1600.db", "waymark-2026-12-06-0000.db",
		"waymark-2026-11-24-1200.db", "waymark-2026-11-23-1200.db", "waymark-2025-12-10-0400.db",
	}
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("copies (-want +got):\n%s", d)
	}
	if d := cmp.Diff(model.Progress{Reached: 1, Total: 3, Resting: 1, LetGo: 1}, list[4].Progress); d != "" || list[4].LastWords == "" || !list[4].LastAt.Equal(noon) {
		t.Errorf("%+v\n%s", list[4], d)
	}
}

// The first goal of a file has a copy on its first day.
func TestUpkeepOfTheFirstDay(t *testing.T) {
	ctx := context.Background()
	s := open(t, newFile(t))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	for _, want := range []string{"waymark-2026-11-23-1200.db", ""} { // with nothing but a name in it
		if got := mustUpkeep(t, s); got != want {
			t.Errorf("made %q, want %q", got, want)
		}
	}
	_, _, err = s.StartGoal(ctx, home.At, model.Goal{Patient: home.Patient, Title: "Walk", Start: model.DayOf(noon), Lifecycle: model.Active, QuietDays: 14}, 0)
	must(t, err)
	s.at(noon.Add(time.Hour))
	for _, want := range []string{"waymark-2026-11-23-1300.db", ""} {
		if got := mustUpkeep(t, s); got != want {
			t.Errorf("with a goal, made %q, want %q", got, want)
		}
	}
}

// Over months, copies that are not kept any longer go; what is no copy stays.
func TestUpkeepClearsUp(t *testing.T) {
	s, at, goal := begun(t)
	must(t, os.MkdirAll(copiesOf(s.path), 0o700))
	mine := filepath.Join(copiesOf(s.path), "mine.db")
	must(t, os.WriteFile(mine, []byte("mine"), 0o600))
	for day := range 40 {
		mustAdd(t, s, at, goal.ID, fmt.Sprint("Day ", day))
		s.at(noon.AddDate(0, 0, day))
		if mustUpkeep(t, s) == "" {
			t.Fatalf("no copy on day %d", day)
		}
	}
	list, err := s.Copies(context.Background())
	must(t, err)
	var days []string
	for _, c := range list {
		days = append(days, c.Made.Format("01-02"))
	}
	want := []string{"01-01", "12-31", "12-30", "12-29", "12-28", "12-27", "12-26", "12-20", "12-13", "11-30"}
	if d := cmp.Diff(want, days); d != "" {
		t.Errorf("kept (-want +got):\n%s", d)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}

// A copy that cannot be used stands in nobody's way: another is made, and it is
// named for what it is.
func TestUpkeepPassesOverBadCopies(t *testing.T) {
	s, _, _ := begun(t)
	bad := filepath.Join(copiesOf(s.path), "waymark-2026-11-23-1159.db")
	must(t, os.MkdirAll(copiesOf(s.path), 0o700))
	must(t, os.WriteFile(bad, []byte("Dear Rosa"), 0o600))
	if got := mustUpkeep(t, s); got != "waymark-2026-11-23-1200.db" {
		t.Errorf("made %q", got)
	}
	list, err := s.Copies(context.Background())
	must(t, err)
	if len(list) != 2 || list[1].Path != bad {
		t.Fatalf("%+v", list)
	}
	wantErr(t, list[1].Err, model.ErrNotWaymark)
}

// A later copy of which nothing or only the beginning can be read does not count:
// another is made, and the sound one of that day stays.
func TestUpkeepReliesOnNoBadCopy(t *testing.T) {
	for name, bad := range map[string]damage{"empty": emptied, "damaged": func(t testing.TB, path string) {
		b := []byte(mustRead(t, path))
		clear(b[ourPageSize:])
		must(t, os.WriteFile(path, b, 0o600))
	}} {
		t.Run(name, func(t *testing.T) {
			s, at, goal := begun(t)
			good := filepath.Join(copiesOf(s.path), mustUpkeep(t, s))
			later := filepath.Join(copiesOf(s.path), "waymark-2026-11-23-1300.db")
			must(t, os.WriteFile(later, []byte(mustRead(t, good)), 0o600))
			bad(t, later)
			mustAdd(t, s, at, goal.ID, "More")
			s.at(noon.Add(24*time.Hour + 30*time.Minute)) // the later one is not a day old
			if mustUpkeep(t, s) == "" {
				t.Error("no copy is made")
			}
			mustAdd(t, s, at, goal.ID, "And more")
			s.at(noon.Add(49 * time.Hour))
			if mustUpkeep(t, s) == "" {
				t.Error("no second copy is made")
			}
			if _, err := os.Stat(good); err != nil {
				t.Error(err)
			}
		})
	}
}

// What is saved by hand is a whole file that opens, wherever it is saved; one
// copy never takes another's place, and folders are made where they are missing.
func TestSaveCopy(t *testing.T) {
	ctx := context.Background()
	s, _, _ := begun(t)
	want := dump(t, s)
	folder := filepath.Join(t.TempDir(), "stick", "Rosa's copies")
	for _, name := range []string{"waymark-2026-11-23-1200.db", "waymark-2026-11-23-1200-2.db"} {
		path, err := s.SaveCopy(ctx, folder)
		must(t, err)
		if path != filepath.Join(folder, name) {
			t.Errorf("saved as %q", path)
		}
		if d := cmp.Diff(want, dump(t, openCopied(t, path))); d != "" {
			t.Errorf("in it (-file +copy):\n%s", d)
		}
	}
	list, err := s.Copies(ctx, folder, folder+"/.", "/nowhere at all")
	must(t, err)
	if len(list) != 2 {
		t.Errorf("%d copies are listed", len(list))
	}
	in := filepath.Join(folder, "waymark-2026-11-23-1200.db", "below")
	_, err = s.SaveCopy(ctx, in)
	wantErr(t, err, model.ErrReadOnly)
}

// What a person saved among the copies is told apart from those that are made by
// themselves, and stays when those go.
func TestSaveCopyAmongTheOthers(t *testing.T) {
	s, at, goal := begun(t)
	path := mustCopy(t, s)
	if filepath.Base(path) != "waymark-2026-11-23-1200-by-hand.db" {
		t.Errorf("saved as %q", path)
	}
	for day := range 20 {
		mustAdd(t, s, at, goal.ID, fmt.Sprint("Day ", day))
		s.at(noon.AddDate(0, 0, day+1))
		mustUpkeep(t, s)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// What is left of a copy that was cut off goes, whatever the folder is called.
func TestCutOffInAnyFolder(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "Rosa [2026]", "waymark.db"))
	must(t, os.MkdirAll(copiesOf(s.path), 0o700))
	left := filepath.Join(copiesOf(s.path), "waymark-1.unfinished")
	must(t, os.WriteFile(left, []byte("x"), 0o600))
	old := time.Now().Add(-3 * time.Hour)
	must(t, os.Chtimes(left, old, old))
	mustCopy(t, s)
	if _, err := os.Stat(left); err == nil {
		t.Error("it is still there")
	}
}

// A file that took the place of one that was moved away keeps its log.
func TestStandAloneLeavesAnother(t *testing.T) {
	s, _, _ := begun(t)
	spare, err := copyFile(context.Background(), s.db, t.TempDir())
	must(t, err)
	log := mustRead(t, s.Path()+"-wal")
	wantErr(t, spare.standAlone(s.Path()), fs.ErrExist)
	if mustRead(t, s.Path()+"-wal") != log {
		t.Error("its log is another")
	}
}

// Upkeep goes on beside a window that writes.
func TestUpkeepWhileWriting(t *testing.T) {
	s, at, goal := begun(t)
	stop := writing(t, s, at, goal.ID)
	name := mustUpkeep(t, s)
	stop()
	copied := openCopied(t, filepath.Join(copiesOf(s.path), name))
	wantSound(t, copied)
}
