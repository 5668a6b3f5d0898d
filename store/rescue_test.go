package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// lives is a file in which every table has something, with many readings.
func lives(t testing.TB) (s *Store, at model.At, goal model.Goal) {
	t.Helper()
	ctx := context.Background()
	s, at, goal = begun(t)
	for i := range 300 {
		_, _, err := s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: goal.Start + model.Day(i%20), Value: float64(i % 10), Note: fmt.Sprint("Reading ", i)})
		must(t, err)
	}
	_, err := s.SaveDraft(ctx, model.Draft{Title: "Swim", Why: strings.Repeat("A long reason. ", 1000)})
	must(t, err)
	must(t, s.Choose(ctx, at.ID, map[string]string{"theme": "dark"}))
	return s, at, goal
}

// tablesIn is every row of a file, table by table, but for what a copy that was
// rescued has otherwise on purpose: undo ends there.
func tablesIn(t testing.TB, path string) map[string][]string {
	t.Helper()
	db, err := openCopy(context.Background(), path)
	must(t, err)
	defer db.Close()
	names, err := tablesOf(context.Background(), db)
	must(t, err)
	all := map[string][]string{}
	for _, name := range names {
		must(t, each(context.Background(), db, "SELECT * FROM "+name, nil, func(rows *sql.Rows) error {
			columns, err := rows.Columns()
			must(t, err)
			values, to := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				to[i] = &values[i]
			}
			must(t, rows.Scan(to...))
			if line := fmt.Sprintf("%#v", values); !strings.Contains(line, settingUndoClosed) {
				all[name] = append(all[name], line)
			}
			return nil
		}))
		slices.Sort(all[name])
	}
	return all
}

// What can be read of a damaged file is saved, and what is lost is no more than lay
// where the damage is. The damaged file stays as it is.
func TestRescue(t *testing.T) {
	s, _, goal := lives(t)
	must(t, s.Close())
	sound := tablesIn(t, s.Path())
	for _, test := range []struct {
		name string
		do   damage
		lost map[string]int // rows, at most; none of the tables that are not named
	}{
		{"nothing", func(testing.TB, string) {}, nil},
		{"the header", atOf(0, headSize), nil},
		{"the size of a page", atOf(16, 2), nil},
		{"its version", func(t testing.TB, path string) {
			b := []byte(mustRead(t, path))
			b[63]--
			must(t, os.WriteFile(path, b, 0o600))
		}, nil},
		{"an index", wiped("reading_measure"), nil},
		{"the beginning of the readings", wiped("reading"), nil},
		{"a page of readings", leafOf("reading", 1), nil}, // the history has them
		{"the goals", wiped("goal"), nil},
		{"the people", wiped("person"), nil},
		{"the milestones", wiped("milestone"), nil},
		{"the plans", wiped("draft"), map[string]int{"draft": 1}},
		{"the settings", wiped("setting"), map[string]int{"setting": 99}},
		{"the history's rows", leafOf("change_row", 2), map[string]int{"change_row": 30, "sqlite_sequence": 1}},
		{"the history", leafOf("change", 0), map[string]int{"change": 100, "change_row": 100, "sqlite_sequence": 1}},
		{"the list of tables", atOf(headSize, 300), map[string]int{"setting": 99, "also_about": 99}},
		{"the first page", atOf(0, ourPageSize), map[string]int{"setting": 99, "also_about": 99}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := copied(t, s.Path())
			test.do(t, path)
			before := mustRead(t, path)
			c, err := Rescue(context.Background(), path, clock)
			must(t, err)
			if mustRead(t, path) != before {
				t.Error("the damaged file changed")
			}
			if c.Reason != model.Rescued || filepath.Base(c.Path) != "waymark-2026-11-23-1200-rescued.db" || c.People != 3 || c.Goals != 1 {
				t.Errorf("%+v", c)
			}
			again, err := Rescue(context.Background(), path, clock)
			must(t, err)
			if left, _ := filepath.Glob(filepath.Join(copiesOf(path), "*")); len(left) != 1 || again.Path != c.Path {
				t.Errorf("done again, the folder holds %v", left)
			}
			got := tablesIn(t, c.Path)
			for table, want := range sound {
				lost := 0
				for _, row := range want {
					if !slices.Contains(got[table], row) {
						lost++
					}
				}
				if table == "change_row" || table == "sqlite_sequence" || table == "change" && lost == len(want) {
					want = append(want, make([]string, lost)...) // rows that nothing tells of any more are told of anew
				}
				if lost > test.lost[table] || len(got[table]) > len(want)-lost {
					t.Errorf("%s: %d lost of %d, %d there", table, lost, len(want), len(got[table]))
				}
			}
			_, err = Replace(context.Background(), path, c.Path, clock)
			if test.name == "nothing" {
				wantErr(t, err, model.ErrMended)
			} else {
				must(t, err)
			}
			next := open(t, path)
			wantWell(t, path)
			if line := mustChanges(t, next)[0]; test.name != "nothing" && line.Words != "Opened what could be read of the damaged file" {
				t.Errorf("line %q", line.Words)
			}
			if g := goalNow(t, next, goal.ID); g.Title != goal.Title || len(g.Milestones) != len(goal.Milestones) {
				t.Errorf("goal %+v", g)
			}
		})
	}
}

// In what was read of a damaged file nothing done before is taken back, and no id is
// given again.
func TestRescuedGoesOn(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	mustAdd(t, s, at, goal.ID, "Kept")
	id := mustAdd(t, s, at, goal.ID, "Taken back")
	_, err := s.Undo(ctx, at, 0)
	must(t, err)
	must(t, s.Close())
	wiped("reading")(t, s.Path())
	c, err := Rescue(ctx, s.Path(), clock)
	must(t, err)
	next := openCopied(t, c.Path)
	_, err = next.Undo(ctx, at, 0)
	wantErr(t, err, model.ErrUndoClosed)
	if again := mustAdd(t, next, at, goal.ID, "Next"); again <= id {
		t.Errorf("the id %d is given again", again)
	}
}

// leafOf makes a page with rows of a table zeros, the n-th of them.
func leafOf(table string, n int) damage {
	return func(t testing.TB, path string) {
		b := []byte(mustRead(t, path))
		p := &pages{from: strings.NewReader(string(b)), size: ourPageSize, count: int64(len(b) / ourPageSize), used: map[uint32]int{}}
		var leaves []uint32
		p.walk(uint32(rootOf(t, path, table)), map[uint32]bool{}, func(n uint32, _ row) {
			if !slices.Contains(leaves, n) {
				leaves = append(leaves, n)
			}
		})
		at := (int(leaves[n]) - 1) * ourPageSize
		copy(b[at:], make([]byte, ourPageSize))
		must(t, os.WriteFile(path, b, 0o600))
	}
}

// Of a file that is cut off, what lies before that is saved.
func TestRescueCutOff(t *testing.T) {
	s, _, goal := lives(t)
	must(t, s.Close())
	info, err := os.Stat(s.Path())
	must(t, err)
	for _, part := range []float64{0.9, 0.6, 0.4} {
		path := copied(t, s.Path())
		must(t, os.Truncate(path, int64(part*float64(info.Size()))))
		c, err := Rescue(context.Background(), path, clock)
		must(t, err)
		t.Logf("of %.1f: %d people, %d goals, %d readings", part, c.People, c.Goals, c.Readings)
		if g := goalNow(t, openCopied(t, c.Path), goal.ID); len(g.Milestones) != len(goal.Milestones) {
			t.Errorf("of %.1f: %+v", part, g)
		}
	}
}

// What stood in the log is saved too, also after a frame that cannot be read.
func TestRescueLog(t *testing.T) {
	s, at, goal := begun(t)
	var ids []int64
	for i := range 10 {
		ids = append(ids, mustAdd(t, s, at, goal.ID, fmt.Sprint("Step ", i)))
	}
	path := copied(t, s.Path(), "-wal")
	log := mustRead(t, path+"-wal")
	frames := (len(log) - walHeader) / (frameHeader + ourPageSize)
	flipped(t, path+"-wal", walHeader+(frames/2)*(frameHeader+ourPageSize)+2000, 5)
	wantRefused(t, path, model.ErrDamaged)
	c, err := Rescue(context.Background(), path, clock)
	must(t, err)
	g := goalNow(t, openCopied(t, c.Path), goal.ID)
	for _, id := range ids {
		if _, ok := g.Milestone(id); !ok {
			t.Errorf("milestone %d is lost", id)
		}
	}
}

// A file in which nothing is that a person would miss gives no copy, and nothing
// stays of the attempt.
func TestRescueNothing(t *testing.T) {
	fresh := open(t, newFile(t))
	must(t, fresh.Close())
	for name, content := range map[string]string{
		"a photo": photo, "empty": "", "zeros": strings.Repeat("\x00", 1<<20), "fresh": mustRead(t, fresh.Path()),
	} {
		path := newFile(t)
		must(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := Rescue(context.Background(), path, clock)
		wantErr(t, err, model.ErrDamaged)
		if left, _ := filepath.Glob(filepath.Join(copiesOf(path), "*")); len(left) > 0 || mustRead(t, path) != content {
			t.Errorf("%s: left %v", name, left)
		}
	}
}

// Someone who was removed does not come back by it.
func TestRescueRemoved(t *testing.T) {
	ctx := context.Background()
	s, at, goal := lives(t)
	id, _, err := s.AddPerson(ctx, at, model.Person{Name: "Quentin Unforgettable", Role: model.RoleFamily})
	must(t, err)
	mustRemove(t, s, at, model.At{ID: id, Name: "Quentin Unforgettable"})
	must(t, s.Close())
	wiped("person")(t, s.Path())
	c, err := Rescue(ctx, s.Path(), func() time.Time { return noon })
	must(t, err)
	if d := cmp.Diff([]string{goal.Patient.Name}, c.Patients); d != "" || c.People != 3 || strings.Contains(mustRead(t, c.Path), "Unforgettable") {
		t.Errorf("%+v", c)
	}
}

// A file of an older Waymark is saved in the newest shape.
func TestRescueOlder(t *testing.T) {
	path := newFile(t)
	must(t, os.WriteFile(path, []byte(mustRead(t, "testdata/version-1.db")), 0o600))
	wiped("milestone_goal")(t, path)
	c, err := Rescue(context.Background(), path, clock)
	must(t, err)
	if c.Shape != latest() || c.Goals == 0 || c.Progress.Total == 0 {
		t.Errorf("%+v", c)
	}
}
