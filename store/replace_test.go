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

// Replace keeps what was there, and its log, and puts a copy or nothing in its
// place.
func TestReplace(t *testing.T) {
	ctx := context.Background()
	later := func() time.Time { return noon.Add(time.Hour) }
	for _, test := range []struct {
		name string
		do   damage
		kept bool
	}{
		{"damaged", atOf(headSize, 4000), true},
		{"a photo", becomes(photo), true},
		{"empty", emptied, false},
		{"gone", removed, false},
	} {
		for _, from := range []string{"copy", ""} {
			t.Run(test.name+" "+from, func(t *testing.T) {
				s, _, goal := begun(t)
				want := dump(t, s)
				path := mustCopy(t, s)
				if from == "" {
					path = ""
				}
				must(t, s.Close())
				test.do(t, s.Path())
				for n := 1; n <= 3; n++ {
					was, _ := os.ReadFile(s.Path())
					kept, err := Replace(ctx, s.Path(), path, later)
					must(t, err)
					if (kept != "") != test.kept || test.kept && (mustRead(t, kept) != string(was) || kept != damagedName(s.Path(), n)) {
						t.Fatalf("kept as %q", kept)
					}
					next, err := Open(ctx, s.Path(), later)
					must(t, err)
					if list := dump(t, next); from != "" && !slices.Equal(list, want) || from == "" && len(list) > 0 {
						t.Errorf("in its place: %v", list)
					}
					if from != "" {
						wantSound(t, next)
						line := mustChanges(t, next)[0]
						if line.Told(goal.Patient.ID) != "Someone brought back the copy of Mon 23 Nov, 12:00" || line.Maker() != "someone" {
							t.Errorf("line %q by %q", line.Told(goal.Patient.ID), line.Maker())
						}
					}
					must(t, next.Close())
					if left, _ := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), unfinished+"*")); len(left) > 0 {
						t.Errorf("left behind: %v", left)
					}
					if info, err := os.Stat(s.Path()); err != nil || info.Mode().Perm() != 0o600 || info.Size() == 0 {
						t.Errorf("%v, %v", info, err)
					}
					test.do(t, s.Path())
				}
			})
		}
	}
}

// What cannot take the place of a file leaves it as it is.
func TestReplaceRefused(t *testing.T) {
	s, _, _ := begun(t)
	must(t, s.Close())
	atOf(headSize, 4000)(t, s.Path())
	before := contentsOf(t, filepath.Dir(s.Path()))
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "photo.db"), []byte(photo), 0o600))
	for _, from := range []string{"photo.db", "nothing.db"} {
		if _, err := Replace(context.Background(), s.Path(), filepath.Join(dir, from), clock); err == nil {
			t.Errorf("%s took its place", from)
		}
	}
	if d := cmp.Diff(before, contentsOf(t, filepath.Dir(s.Path()))); d != "" {
		t.Errorf("the folder changed:\n%.500s", d)
	}
}

// A window that still has the damaged file open finds it moved, and takes nothing
// with it when it closes.
func TestReplaceUnderAWindow(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	path := mustCopy(t, s)
	if _, err := s.db.Exec(`DROP INDEX reading_measure`); err != nil {
		t.Fatal(err)
	}
	mustAdd(t, s, at, goal.ID, "In its log")
	log := mustRead(t, s.Path()+"-wal")
	kept, err := Replace(ctx, s.Path(), path, clock)
	must(t, err)
	if mustRead(t, kept+"-wal") != log {
		t.Error("its log is not kept")
	}
	next := open(t, s.Path())
	id := mustAdd(t, next, at, goal.ID, "In the new one")
	_, _, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Nowhere"})
	wantErr(t, err, model.ErrMoved)
	must(t, s.Close())
	if _, ok := goalNow(t, open(t, copied(t, next.Path(), "-wal")), goal.ID).Milestone(id); !ok {
		t.Error("the new file lost its log")
	}
	open(t, kept)
}

// Two windows stand before a damaged file. When one has opened a copy and gone on,
// the other one leaves that alone.
func TestReplaceASoundFile(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	path := mustCopy(t, s)
	must(t, s.Close())
	flipped(t, s.Path(), 0, headSize)
	_, err := Replace(ctx, s.Path(), path, clock)
	must(t, err)
	one := open(t, s.Path())
	id := mustAdd(t, one, at, goal.ID, "An hour of work")
	_, err = Replace(ctx, s.Path(), path, clock)
	wantErr(t, err, model.ErrMended)
	if _, ok := goalNow(t, open(t, s.Path()), goal.ID).Milestone(id); !ok {
		t.Error("what was done is put aside")
	}
	must(t, one.Close())
	wiped("reading_measure")(t, s.Path()) // it opens all the same
	kept, err := Replace(ctx, s.Path(), path, clock)
	must(t, err)
	if kept != damagedName(s.Path(), 2) {
		t.Errorf("kept as %q", kept)
	}
}

// A log alone is not put beside a damaged file that was kept long ago: it would be
// read as a part of that.
func TestReplaceLogOfAnother(t *testing.T) {
	s, _, _ := begun(t)
	path := s.Path()
	from, log := mustCopy(t, s), mustRead(t, path+"-wal")
	must(t, s.Close())
	must(t, os.Rename(path, path+".damaged"))
	must(t, os.WriteFile(path+"-wal", []byte(log), 0o600))
	kept, err := Replace(context.Background(), path, from, clock)
	must(t, err)
	if _, err := os.Stat(path + ".damaged-wal"); err == nil || mustRead(t, kept+"-wal") != log {
		t.Errorf("kept as %q", kept)
	}
}

// Wherever it is broken off, nothing is lost and opening says so; done again it
// goes through.
func TestReplaceBrokenOff(t *testing.T) {
	for _, moved := range []int{1, 2} {
		s, at, goal := begun(t)
		copyPath := mustCopy(t, s)
		id := mustAdd(t, s, at, goal.ID, "In its log")
		path := copied(t, s.Path(), "-wal")
		must(t, os.Rename(copiesOf(s.Path()), copiesOf(path)))
		copyPath = filepath.Join(copiesOf(path), filepath.Base(copyPath))
		must(t, os.Link(path+"-wal", path+".damaged-wal"))
		must(t, os.Rename(path, path+".damaged"))
		if moved == 2 {
			removed(t, path+"-wal")
		}
		wantRefused(t, path, model.ErrGone)
		_, err := Replace(context.Background(), path, copyPath, clock)
		must(t, err)
		open(t, path)
		if _, ok := goalNow(t, open(t, path+".damaged"), goal.ID).Milestone(id); !ok {
			t.Error("the log is lost")
		}
	}
}
