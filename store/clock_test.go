package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// A clock that is set back a year, and forth again, changes nothing about what came
// after what: the history, what an undo takes back, and the plan worked on last.
func TestClockSetBack(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	now := noon
	s.now = func() time.Time { return now }
	patient := goal.Patient.ID
	reached := goal.Milestones[1].ID
	_, err := s.ChangeMilestone(ctx, at, reached, model.Reach(model.DayOf(now), patient, at.ID))
	must(t, err)
	reading, _, err := s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: model.DayOf(now), Value: 4})
	must(t, err)
	older := model.Draft{Patient: goal.Patient, Title: "Older"}
	_, err = s.SaveDraft(ctx, older)
	must(t, err)

	now = noon.AddDate(-1, 0, 0)
	mustAdd(t, s, at, goal.ID, "In the wrong year")
	_, err = s.SaveDraft(ctx, model.Draft{Patient: goal.Patient, Title: "In the wrong year"})
	must(t, err)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if h.Last.Words != `Added "In the wrong year"` {
		t.Errorf("an undo would take back %q", h.Last.Words)
	}
	if len(h.Drafts) != 2 || h.Drafts[0].Title != "In the wrong year" {
		t.Errorf("plans %+v", h.Drafts)
	}
	if list := mustChanges(t, s); list[0].Words != h.Last.Words {
		t.Errorf("the newest line is %q", list[0].Words)
	}
	if c, err := s.Undo(ctx, at, patient); err != nil || c.Words != `Undone: added "In the wrong year"` {
		t.Errorf("undone %q, %v", c.Words, err)
	}
	// What was written down on a day that has not come yet, as it seems now, can be
	// told of, corrected and taken back.
	g, err := s.Goal(ctx, goal.ID)
	must(t, err)
	m, _ := g.Milestone(reached)
	told := m.Check
	told.Note = "With Dana"
	_, err = s.ChangeMilestone(ctx, at, reached, model.Tell(m.Check, told, model.DayOf(now)))
	must(t, err)
	list, err := s.Readings(ctx, goal.Measures[0].ID, 0)
	must(t, err)
	right := list[0]
	right.Value = 5
	_, _, err = s.ChangeReading(ctx, at, reading, model.Correct(list[0], right, model.DayOf(now)))
	must(t, err)
	_, err = s.ChangeMilestone(ctx, at, reached, model.Reopen(model.DayOf(now)))
	must(t, err)

	now = noon.Add(time.Hour)
	mustAdd(t, s, at, goal.ID, "In the right year")
	if h, err = s.Home(ctx, model.Seat{}); err != nil || h.Last.Words != `Added "In the right year"` {
		t.Errorf("an undo would take back %q, %v", h.Last.Words, err)
	}
	for n := 0; ; n++ {
		if _, err := s.Undo(ctx, at, patient); err != nil {
			wantErr(t, err, model.ErrNothingToUndo)
			if n < 6 {
				t.Errorf("%d changes were taken back", n)
			}
			break
		}
	}
	wantSound(t, s)
}

// A clock that was wrong for a while takes no copy away, and neither keeps one from
// being made: not a year back, not a year ahead, not at the ends of summer time.
func TestClockAndCopies(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("no time zones: %v", err)
	}
	ctx := context.Background()
	s, at, goal := begun(t)
	var now time.Time
	s.now = func() time.Time { return now }
	copies := map[string]bool{}
	upkeep := func(at time.Time, due bool) {
		t.Helper()
		now = at.In(zone)
		path, err := s.Upkeep(ctx)
		must(t, err)
		if (path != "") != due {
			t.Errorf("at %v a copy: %q", now, path)
		}
		for path := range copies {
			if _, err := os.Stat(path); err != nil {
				t.Errorf("at %v a copy is gone: %v", now, err)
			}
		}
		if path != "" {
			copies[path] = true
		}
	}
	change := func() { mustAdd(t, s, at, goal.ID, now.String()) }
	// 2026-11-01, 01:30, is there twice: at the first summer time ends half an hour later.
	twice := time.Date(2026, time.November, 1, 5, 30, 0, 0, time.UTC)
	upkeep(twice, true)
	change()
	upkeep(twice.Add(2*time.Hour), false)
	upkeep(twice.Add(25*time.Hour), true)
	change()
	upkeep(twice.AddDate(-1, 0, 0), true) // the clock is a year back
	change()
	upkeep(twice.AddDate(-1, 0, 0).Add(time.Hour), false)
	upkeep(twice.Add(50*time.Hour), true) // and right again
	change()
	upkeep(twice.AddDate(1, 0, 0), true) // a year ahead
	change()
	upkeep(twice.Add(75*time.Hour), true)
	change()
	// 2027-03-14, 02:30, is not there.
	spring := time.Date(2027, time.March, 14, 6, 59, 0, 0, time.UTC)
	upkeep(spring, true)
	change()
	upkeep(spring.Add(23*time.Hour), false)
	upkeep(spring.Add(25*time.Hour), true)

	folder := t.TempDir()
	var names []string
	for _, at := range []time.Time{twice, twice.Add(time.Hour)} { // both at 01:30
		now = at.In(zone)
		path, err := s.SaveCopy(ctx, folder)
		must(t, err)
		names = append(names, filepath.Base(path))
	}
	if d := cmp.Diff([]string{"waymark-2026-11-01-0130.db", "waymark-2026-11-01-0130-2.db"}, names); d != "" {
		t.Errorf("copies (-want +got):\n%s", d)
	}
	list, err := s.Copies(ctx, folder)
	must(t, err)
	if !slices.IsSortedFunc(list, func(a, b model.Copy) int { return b.Made.Compare(a.Made) }) || len(list) != len(copies)+2 {
		t.Errorf("%d copies of %d", len(list), len(copies)+2)
	}
}

// What was cut off is cleared away whichever time it says it is of.
func TestClockAndLeftOvers(t *testing.T) {
	s, _, _ := begun(t)
	folder := copiesOf(s.Path())
	must(t, os.MkdirAll(folder, 0o700))
	var paths []string
	for name, age := range map[string]time.Duration{"old": 2 * time.Hour, "ahead": -365 * 24 * time.Hour, "being made": time.Minute} {
		path := filepath.Join(folder, "waymark-"+name+".unfinished")
		must(t, os.WriteFile(path, nil, 0o600))
		must(t, os.Chtimes(path, time.Time{}, time.Now().Add(-age)))
		paths = append(paths, path)
	}
	mustCopy(t, s)
	for _, path := range paths {
		_, err := os.Stat(path)
		if there := err == nil; there != (filepath.Base(path) == "waymark-being made.unfinished") {
			t.Errorf("%s is there: %t", path, there)
		}
	}
}
