package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/model"
)

// enough is more time than anything may take with a small file.
const enough = 30 * time.Second

// survived does with a file whatever is done at a start, and looks whether a byte
// of it changed. It returns what opening and looking after it said. Whatever it is,
// nothing crashes, and nothing takes for ever.
func survived(t testing.TB, path string) error {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), enough)
	defer stop()
	is := func() (all [2]string) {
		for i, suffix := range []string{"", "-wal"} {
			b, err := os.ReadFile(path + suffix)
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			all[i] = string(b)
		}
		return all
	}
	before := is()
	s, err := Open(ctx, path, clock)
	if err == nil {
		err = used(ctx, s)
		if wrong := s.Close(); err == nil {
			err = wrong
		}
	} else {
		if is() != before {
			t.Errorf("refused, and changed: %v", err)
		}
		if !slices.ContainsFunc([]error{model.ErrDamaged, model.ErrNotWaymark, model.ErrNewerFile, model.ErrGone}, func(e error) bool { return errors.Is(err, e) }) {
			t.Errorf("opening says %v", err)
		}
	}
	before = is()
	c, lost := Rescue(ctx, path, clock)
	if is() != before {
		t.Errorf("changed by saving what can be read: %v", lost)
	}
	if lost == nil {
		saved, wrong := Open(ctx, copyOf(t, c.Path), clock)
		if wrong == nil {
			wrong = errors.Join(used(ctx, saved), saved.Close())
		}
		if wrong != nil || c.Err != nil {
			t.Errorf("saved %+v, which says %v", c, wrong)
		}
	} else if !errors.Is(lost, model.ErrDamaged) {
		t.Errorf("saving what can be read says %v", lost)
	}
	if ctx.Err() != nil {
		t.Error("it takes for ever")
	}
	return err
}

// used reads what a window shows, and all of the file.
func used(ctx context.Context, s *Store) error {
	home, err := s.Home(ctx, model.Seat{})
	for _, g := range home.Goals {
		_, wrong := s.Goal(ctx, g.ID)
		err = errors.Join(err, wrong)
	}
	_, wrong := s.Changes(ctx, model.Lines{})
	_, broken := s.Upkeep(ctx)
	return errors.Join(err, wrong, broken)
}

func copyOf(t testing.TB, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "waymark.db")
	must(t, os.WriteFile(to, []byte(mustRead(t, path)), 0o600))
	return to
}

// Bits that are turned around anywhere in a file never crash anything, and nothing
// is changed that is said to be damaged. Where nothing is said, all is as it was,
// but for what no check can see: one row for each place, in which a letter or a
// number is another one, for SQLite keeps no checksums of its pages; and the last
// change, when the last frame of a log without an index is hit.
func TestFlippedProperty(t *testing.T) {
	s, _, _ := begun(t)
	logged := copied(t, s.Path(), "-wal")
	must(t, s.Close())
	whole := mustRead(t, s.Path())
	want := tablesIn(t, s.Path())
	silent, said := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		path := newFile(t)
		base, suffix, torn := whole, "", false
		if rapid.IntRange(0, 3).Draw(rt, "in the log") == 0 {
			base, suffix = mustRead(t, logged+"-wal"), "-wal"
			must(t, os.WriteFile(path, []byte(mustRead(t, logged)), 0o600))
		}
		b := []byte(base)
		places := rapid.IntRange(1, 3).Draw(rt, "places")
		chance := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1)) // rapid by itself prefers the first bytes
		for range places {
			at := chance.IntN(len(b))
			if chance.IntN(3) == 0 { // where a page says what is on it
				at = min(at/ourPageSize*ourPageSize+at%128, len(b)-1)
			}
			b[at] ^= byte(1 + chance.IntN(255))
			torn = torn || suffix != "" && at >= len(b)-aFrame
		}
		must(t, os.WriteFile(path+suffix, b, 0o600))
		if err := survived(t, path); err != nil {
			said++
			return
		}
		if torn {
			return // it looks as if the power was cut while it was written
		}
		got := tablesIn(t, path)
		others := 0
		for table, rows := range want {
			if len(got[table]) != len(rows) {
				rt.Errorf("%s has %d rows of %d", table, len(got[table]), len(rows))
			}
			for _, row := range rows {
				if !slices.Contains(got[table], row) {
					others++
				}
			}
		}
		if others > places {
			rt.Errorf("nothing is said, and %d rows are others:\n%.2000s", others, cmp.Diff(want, got))
		}
		if others > 0 {
			silent++
		}
	})
	t.Logf("%d said to be damaged, %d with another letter or number in them", said, silent)
}

// FuzzOpen opens random bytes: as a data file, as a log, and written over a part of
// a file or of a log.
func FuzzOpen(f *testing.F) {
	s, _, _ := begun(f)
	logged, err := os.ReadFile(s.Path())
	must(f, err)
	log := []byte(mustRead(f, s.Path()+"-wal"))
	must(f, s.Close())
	whole := []byte(mustRead(f, s.Path()))
	over := func(b []byte, at uint32, data []byte) []byte {
		b = slices.Clone(b)
		copy(b[int(at)%len(b):], data)
		return b
	}
	for kind := range byte(6) {
		f.Add(kind, uint32(0), []byte{})
		f.Add(kind, uint32(100), []byte("SQLite format 3\x00"))
		f.Add(kind, uint32(5*ourPageSize), []byte{tableInterior, 0, 0, 0, 3, 0, 200, 0, 0, 0, 0, 6})
		f.Add(kind, uint32(walHeader), []byte{0, 0, 0, 1, 0, 0, 0, 9})
	}
	f.Fuzz(func(t *testing.T, kind byte, at uint32, data []byte) {
		path := newFile(t)
		file, beside := whole, []byte(nil)
		switch kind % 6 {
		case 0:
			file = data
		case 1:
			file = over(whole, at, data)
		case 2:
			file = whole[:int(at)%len(whole)]
		case 3:
			file, beside = logged, over(log, at, data)
		case 4:
			beside = data
		case 5: // both
			file, beside = over(logged, at, data), over(log, at, data)
		}
		must(t, os.WriteFile(path, file, 0o600))
		if beside != nil {
			must(t, os.WriteFile(path+"-wal", beside, 0o600))
		}
		survived(t, path)
	})
}
