package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// beginOld puts a file of the first Waymark there.
func beginOld(t *testing.T, path string) {
	content, err := os.ReadFile("testdata/version-1.db")
	must(t, err)
	must(t, os.WriteFile(path, content, 0o600))
}

// openOld brings it to the newest shape.
func openOld(w *victim) error {
	w.say("ready")
	_, err := w.sit()
	if err != nil {
		return err
	}
	w.say("opened")
	return w.Close()
}

// updated are the rows of the old file in the newest shape.
var updated = sync.OnceValue(func() []string {
	dir, err := os.MkdirTemp("", "waymark")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	content, err := os.ReadFile("testdata/version-1.db")
	if err != nil {
		panic(err)
	}
	path := filepath.Join(dir, "waymark.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		panic(err)
	}
	s, err := Open(context.Background(), path, clock)
	if err != nil {
		panic(err)
	}
	defer s.Close()
	return dump(new(testing.T), s)
})

// wantUpdated checks that the file has the newest shape with all its rows, and
// that it was copied before the first step was taken.
func wantUpdated(t *testing.T, path string, _ [][]string) {
	before := shape(t, path)
	if before > 1 {
		wantOldCopy(t, path)
	}
	afterwards(t, path, func(s *Store, _ model.Home) {
		if d := cmp.Diff(updated(), dump(t, s)); d != "" {
			t.Errorf("killed at shape %d, rows (-want +got):\n%s", before, d)
		}
	})
	wantOldCopy(t, path)
}

// shape is how many steps a file had taken when its window was killed. The file
// itself is not opened.
func shape(t *testing.T, path string) (n int) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "looked-at.db")
	for _, suffix := range []string{"", "-wal"} {
		if content, err := os.ReadFile(path + suffix); err == nil {
			must(t, os.WriteFile(to+suffix, content, 0o600))
		}
	}
	s := &Store{path: to}
	db, err := s.aside()
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow(`PRAGMA user_version`).Scan(&n))
	return n
}

func wantOldCopy(t *testing.T, path string) {
	t.Helper()
	found := false
	for copied, db := range copiesIn(t, copiesOf(path)) {
		var c model.Copy
		must(t, contents(context.Background(), db, &c))
		must(t, db.Close())
		found = found || c.Shape == 1 && strings.Contains(copied, string(model.BeforeUpdate))
	}
	if !found {
		t.Error("it was updated without a copy of it")
	}
}

// copyOn adds and copies, in the folder beside the file and on a stick.
func copyOn(w *victim) error {
	ctx := context.Background()
	home, err := w.sit()
	if err != nil {
		return err
	}
	now := time.Now().AddDate(0, 0, 30*w.seat)
	w.now = func() time.Time { return now }
	for {
		title := w.title()
		if _, _, err := w.AddMilestone(ctx, w.at, home.Goals[0].ID, model.Milestone{Title: title}); err != nil {
			return err
		}
		w.say("added", title)
		path, err := w.SaveCopy(ctx, filepath.Join(filepath.Dir(w.path), "stick"))
		if err != nil {
			return err
		}
		w.say("copied", title, path)
		now = now.AddDate(0, 0, 1)
		if path, err = w.Upkeep(ctx); err != nil {
			return err
		}
		if path == "" {
			return fmt.Errorf("no copy of %v", now)
		}
	}
}

// wantCopied checks that a copy holds what was there when it was made.
func wantCopied(t *testing.T, path string, said [][]string) {
	stick := copiesIn(t, filepath.Join(filepath.Dir(path), "stick"))
	afterwards(t, path, func(s *Store, _ model.Home) {
		for _, lines := range said {
			for _, line := range lines {
				words := strings.Fields(line)
				if !holds(t, s.db, words[1]) {
					t.Errorf("%q is lost", line)
				}
				if words[0] == "copied" && (stick[words[2]] == nil || !holds(t, stick[words[2]], words[1])) {
					t.Errorf("%q: it is not in the copy", line)
				}
			}
		}
	})
	for _, db := range stick {
		must(t, db.Close())
	}
}

// beginToRestore makes a file with a copy.
func beginToRestore(t *testing.T, path string) {
	beginHousehold(t, path)
	s, err := Open(context.Background(), path, clock)
	must(t, err)
	copied, err := s.SaveCopy(context.Background(), filepath.Dir(path))
	must(t, err)
	must(t, os.Rename(copied, toRestore(path)))
	must(t, s.Close())
}

func toRestore(path string) string { return filepath.Join(filepath.Dir(path), "first.db") }

// restoreOn adds, and the first window of a pair brings the copy back from time to
// time.
func restoreOn(w *victim) error {
	ctx := context.Background()
	home, err := w.sit()
	if err != nil {
		return err
	}
	for {
		title := w.title()
		if _, _, err := w.AddMilestone(ctx, w.at, home.Goals[0].ID, model.Milestone{Title: title}); err != nil {
			return err
		}
		w.say("added", title)
		if w.n%3 == 0 && w.seat%2 == 0 {
			r, err := w.Restore(ctx, w.at, toRestore(w.path))
			if err != nil {
				return err
			}
			w.say("restored", r.Kept)
		}
		if w.seat%2 == 1 {
			time.Sleep(time.Millisecond)
		}
	}
}

// wantRestored checks that all that was ever acknowledged is in the file or in a
// copy that was made before the file was replaced, and that the file is no mix.
func wantRestored(t *testing.T, path string, said [][]string) {
	copies := copiesIn(t, copiesOf(path))
	afterwards(t, path, func(s *Store, home model.Home) {
		for window, lines := range said {
			gone := false // in the order in which they were added, those that stay come last
			for i := len(lines) - 1; i >= 0; i-- {
				what, title, _ := strings.Cut(lines[i], " ")
				if what == "restored" {
					if copies[title] == nil {
						t.Errorf("window %d: the copy %s is not there", window, title)
					}
					continue
				}
				is := holds(t, s.db, title)
				if is && gone {
					t.Errorf("window %d: %q is there, and one that was added later is not", window, title)
				}
				gone = gone || !is
				for _, db := range copies {
					is = is || holds(t, db, title)
				}
				if !is {
					t.Errorf("window %d: %q is lost", window, lines[i])
				}
			}
		}
		// All of the copy is there, whatever was added to it.
		g, err := s.Goal(context.Background(), home.Goals[0].ID)
		must(t, err)
		if len(g.Milestones) < 5 || g.Milestones[4].Title != "Walk to the park" {
			t.Errorf("the goal has %q", titlesOf(g.Milestones))
		}
	})
	for _, db := range copies {
		must(t, db.Close())
	}
}

// removeOn adds people with goals and the first window of a pair removes them.
func removeOn(w *victim) error {
	ctx := context.Background()
	home, err := w.sit()
	if err != nil {
		return err
	}
	for {
		title := w.title()
		if w.seat%2 == 1 {
			if _, _, err := w.AddMilestone(ctx, w.at, home.Goals[0].ID, model.Milestone{Title: title}); err != nil {
				return err
			}
			w.say("added", title)
			time.Sleep(5 * time.Millisecond) // or there would be no turn to remove anybody
			continue
		}
		id, _, err := w.AddPerson(ctx, w.at, model.Person{Name: title, Role: model.RolePatient})
		if err != nil {
			return err
		}
		w.say("came", title)
		_, _, err = w.StartGoal(ctx, w.at, model.Goal{
			Patient: model.Person{ID: id}, Title: "Of " + title, Lifecycle: model.Active, Start: model.DayOf(time.Now()), QuietDays: 10,
			Milestones: []model.Milestone{{Title: "Step of " + title, State: model.Open}},
		}, 0)
		if err != nil {
			return err
		}
		w.say("began", title)
		path, _, err := w.RemovePerson(ctx, w.at, id, title)
		for errors.Is(err, model.ErrBusy) { // the other writes all the time
			path, _, err = w.RemovePerson(ctx, w.at, id, title)
		}
		if err != nil {
			return err
		}
		w.say("gone", title, path)
	}
}

// wantRemoved checks that each is there with all that is theirs, or gone with all
// of it and in a copy.
func wantRemoved(t *testing.T, path string, said [][]string) {
	copies := copiesIn(t, copiesOf(path))
	afterwards(t, path, func(s *Store, home model.Home) {
		names := namesOf(home.People)
		there := func(name string) (person, step bool) {
			for _, n := range names {
				person = person || n == name
			}
			return person, holds(t, s.db, "Step of "+name)
		}
		for window, lines := range said {
			for i, line := range lines {
				words := strings.Fields(line)
				last := i == len(lines)-1
				person, step := there(words[1])
				switch words[0] {
				case "added":
					if !holds(t, s.db, words[1]) {
						t.Errorf("window %d: %q is lost", window, line)
					}
				case "came":
					if last && !person {
						t.Errorf("window %d: %q is lost", window, line)
					}
				case "began":
					if last && person != step {
						t.Errorf("window %d: %q: half of it is there", window, line)
					}
					saved := person
					for _, db := range copies {
						saved = saved || holds(t, db, "Step of "+words[1])
					}
					if !saved {
						t.Errorf("window %d: %q is lost", window, line)
					}
				case "gone":
					if person || step {
						t.Errorf("window %d: %q: it is there, %t %t", window, line, person, step)
					}
					if copies[words[2]] == nil {
						t.Errorf("window %d: %q: without a copy", window, line)
					}
				}
			}
		}
	})
	for _, db := range copies {
		must(t, db.Close())
	}
}

// beginDamaged makes a file of which half is lost, with a copy.
func beginDamaged(t *testing.T, path string) {
	beginToRestore(t, path)
	content, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, content[:len(content)/2], 0o600))
	must(t, os.WriteFile(wasDamaged(path), content[:len(content)/2], 0o600))
	s := openCopied(t, toRestore(path)) // and one among its copies, so that a file that is not there is missed
	copied, err := s.SaveCopy(context.Background(), copiesOf(path))
	must(t, err)
	must(t, s.Close())
	if _, err := os.Stat(copied); err != nil {
		t.Error(err)
	}
}

func wasDamaged(path string) string { return filepath.Join(filepath.Dir(path), "was-damaged") }

// replaceOnce puts a copy in its place.
func replaceOnce(w *victim) error {
	w.say("ready")
	kept, err := Replace(context.Background(), w.path, toRestore(w.path), clock)
	if errors.Is(err, model.ErrMended) { // the other window did it
		return nil
	}
	if err == nil {
		w.say("replaced", kept)
	}
	return err
}

// wantReplaced checks that the damaged file is there, byte for byte, and that at
// its path stands either what stood there, or all of the copy, or nothing, which
// is told from a new file.
func wantReplaced(t *testing.T, path string, said [][]string) {
	want, err := os.ReadFile(wasDamaged(path))
	must(t, err)
	found := false
	kept, _ := filepath.Glob(path + "*")
	for _, name := range kept {
		content, err := os.ReadFile(name)
		found = found || err == nil && bytes.Equal(content, want)
	}
	if !found {
		t.Errorf("the damaged file is lost; there are %q", kept)
	}
	replaced := false
	for _, lines := range said {
		replaced = replaced || len(lines) > 0
	}
	s, err := Open(context.Background(), path, clock)
	switch {
	case err == nil:
		must(t, s.Close())
		afterwards(t, path, func(s *Store, home model.Home) {
			g, err := s.Goal(context.Background(), home.Goals[0].ID)
			must(t, err)
			if len(g.Milestones) != 5 {
				t.Errorf("the goal has %q", titlesOf(g.Milestones))
			}
		})
	case errors.Is(err, model.ErrGone):
	case errors.Is(err, model.ErrDamaged) && !replaced:
	default:
		t.Errorf("replaced %t: %v", replaced, err)
	}
}
