package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// folder describes every file below a folder: its mode, when it was changed
// and what is in it.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		must(t, err)
		info, err := d.Info()
		must(t, err)
		var content []byte
		if info.Mode().IsRegular() {
			content, err = os.ReadFile(path)
			must(t, err)
		}
		all[path] = fmt.Sprintf("%v %v %x", info.Mode(), info.ModTime(), content)
		return nil
	}))
	return all
}

// foreign makes a database at path by running SQL on it. Nothing of it is
// closed before the test ends.
func foreign(t *testing.T, path, settings, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", uri(path, nil)+settings)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	_, err = db.Exec(statements)
	must(t, err)
	if settings == "" {
		must(t, db.Close())
	}
}

// copied copies a database with those of its companions, as a crash or a
// backup would leave them, and returns the copy's path.
func copied(t testing.TB, path string, companions ...string) string {
	t.Helper()
	to := newFile(t)
	for _, suffix := range append([]string{""}, companions...) {
		content, err := os.ReadFile(path + suffix)
		must(t, err)
		must(t, os.WriteFile(to+suffix, content, 0o600))
	}
	return to
}

// closed is the path of a file with a goal in it that nothing has open.
func closed(t *testing.T) string {
	t.Helper()
	s, _, _ := begun(t)
	must(t, s.Close())
	return s.Path()
}

func TestOpenRefuses(t *testing.T) {
	const others = `CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('mine'); PRAGMA application_id = 77; PRAGMA user_version = 1;`
	const unnamed = `CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('mine');`
	bytesFile := func(content []byte) func(t *testing.T) string {
		return func(t *testing.T) string {
			path := newFile(t)
			must(t, os.WriteFile(path, content, 0o644))
			return path
		}
	}
	foreignFile := func(settings, statements string, companions ...string) func(t *testing.T) string {
		return func(t *testing.T) string {
			path := newFile(t)
			foreign(t, path, settings, statements)
			return copied(t, path, companions...)
		}
	}
	noise := make([]byte, 20_000)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	tests := []struct {
		name string
		file func(t *testing.T) string
		want error
	}{
		{"noise", bytesFile(noise), model.ErrNotWaymark},
		{"a few words", bytesFile([]byte("hello")), model.ErrNotWaymark},
		{"zeros", bytesFile(make([]byte, 4096)), model.ErrNotWaymark},
		{"only the magic words", bytesFile([]byte("SQLite format 3\x00")), model.ErrNotWaymark},
		{"a folder", func(t *testing.T) string { return t.TempDir() }, model.ErrNotWaymark},
		{"another application", foreignFile("", others), model.ErrNotWaymark},
		{"another application without a name", foreignFile("", unnamed), model.ErrNotWaymark},
		{"another application's log, closed", foreignFile("", "PRAGMA journal_mode = WAL;"+others), model.ErrNotWaymark},
		{"another application's log, open", foreignFile("?_journal_mode=WAL", others, "-wal", "-shm"), model.ErrNotWaymark},
		{"another application's log without index", foreignFile("?_journal_mode=WAL", others+"PRAGMA wal_checkpoint; INSERT INTO notes VALUES ('2')", "-wal"), model.ErrNotWaymark},
		{"a newer Waymark", func(t *testing.T) string {
			path := closed(t)
			foreign(t, path, "", "PRAGMA user_version = 1000")
			return path
		}, model.ErrNewerFile},
		{"a newer Waymark, in its log", func(t *testing.T) string {
			s, _, _ := begun(t)
			_, err := s.db.Exec("PRAGMA user_version = 1000")
			must(t, err)
			return copied(t, s.Path(), "-wal", "-shm")
		}, model.ErrNewerFile},
		{"a damaged list of tables", func(t *testing.T) string {
			path := closed(t)
			content, err := os.ReadFile(path)
			must(t, err)
			copy(content[4096:], bytes.Repeat([]byte{0xa5}, len(content)))
			must(t, os.WriteFile(path, content, 0o600))
			return path
		}, model.ErrDamaged},
		{"half a file", func(t *testing.T) string {
			path := closed(t)
			must(t, os.Truncate(path, 4096*3+100))
			return path
		}, model.ErrDamaged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := test.file(t)
			before := folder(t, filepath.Dir(path))
			s, err := Open(context.Background(), path, clock)
			if err == nil {
				s.Close()
			}
			wantErr(t, err, test.want)
			after := folder(t, filepath.Dir(path))
			if test.want == model.ErrDamaged { // SQLite itself looked at it, and made its companions for a moment
				delete(before, filepath.Dir(path))
				delete(after, filepath.Dir(path))
			}
			if d := cmp.Diff(before, after); d != "" {
				t.Errorf("the folder changed:\n%.2000s", d)
			}
		})
	}
}

// TestOpenRefusesWithoutIndex: to know a newer file whose last word is in a
// log without an index, SQLite has to make the index; nothing else changes.
func TestOpenRefusesWithoutIndex(t *testing.T) {
	s, _, _ := begun(t)
	_, err := s.db.Exec("PRAGMA user_version = 1000")
	must(t, err)
	path := copied(t, s.Path(), "-wal")
	before := folder(t, filepath.Dir(path))
	_, err = Open(context.Background(), path, clock)
	wantErr(t, err, model.ErrNewerFile)
	after := folder(t, filepath.Dir(path))
	for _, file := range []string{path, path + "-wal"} {
		if before[file] != after[file] {
			t.Errorf("%s changed", file)
		}
	}
}

func TestOpenAnyPath(t *testing.T) {
	for _, name := range []string{
		"plain.db", "with space.db", "what?.db", "hash#1.db", "50%.db", "%41.db", "a&b=c;d.db", "Größe 鸭子 البط 👩‍👩‍👧.db",
		"a'b\".db", "new\nline.db", "file:x.db", "plus+.db", `back\slash.db`, "no-utf8-\xff.db",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "deep "+name, name)
			s := open(t, path)
			_, err := s.SetUp(context.Background(), model.Person{Name: "Rosa"}, nil)
			must(t, err)
			must(t, s.Close())
			for _, dir := range []string{dir, filepath.Dir(path)} {
				entries, err := os.ReadDir(dir)
				must(t, err)
				if len(entries) != 1 {
					t.Errorf("%s holds %v", dir, entries)
				}
			}
			h, err := open(t, path).Home(context.Background(), model.Seat{})
			must(t, err)
			if h.Patient.Name != "Rosa" {
				t.Errorf("home %+v", h)
			}
		})
	}
}

func TestOpenRelative(t *testing.T) {
	t.Chdir(t.TempDir())
	s := open(t, "here.db")
	want, err := filepath.EvalSymlinks(mustAbs(t, "here.db"))
	must(t, err)
	if s.Path() != want {
		t.Errorf("path %q, want %q", s.Path(), want)
	}
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	must(t, err)
	return abs
}

// An empty file, as a full disk or a careless hand may leave it, is a fresh
// one; its mode stays.
func TestOpenEmpty(t *testing.T) {
	path := newFile(t)
	must(t, os.WriteFile(path, nil, 0o600))
	s := open(t, path)
	if h, err := s.Home(context.Background(), model.Seat{}); err != nil || h.Patient.ID != 0 {
		t.Errorf("home %+v, %v", h, err)
	}
}

func TestOpenUnwritable(t *testing.T) {
	path := newFile(t)
	must(t, os.WriteFile(path, []byte("a file where a folder would have to be"), 0o600))
	_, err := Open(context.Background(), filepath.Join(path, "waymark.db"), clock)
	wantErr(t, err, model.ErrReadOnly)
	_, err = Open(context.Background(), filepath.Join(path, "deeper", "waymark.db"), clock)
	wantErr(t, err, model.ErrReadOnly)
}

func TestOpenWithoutRights(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	for _, test := range []struct {
		name string
		lock func(path string) (back func())
	}{
		{"file", func(path string) func() {
			must(t, os.Chmod(path, 0o400))
			return func() {}
		}},
		{"folder", func(path string) func() {
			must(t, os.Chmod(filepath.Dir(path), 0o500))
			return func() { os.Chmod(filepath.Dir(path), 0o700) }
		}},
		{"reading", func(path string) func() {
			must(t, os.Chmod(path, 0))
			return func() {}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := closed(t)
			defer test.lock(path)()
			_, err := Open(context.Background(), path, clock)
			wantErr(t, err, model.ErrReadOnly)
		})
	}
	t.Run("new", func(t *testing.T) {
		dir := t.TempDir()
		must(t, os.Chmod(dir, 0o500))
		defer os.Chmod(dir, 0o700)
		_, err := Open(context.Background(), filepath.Join(dir, "sub", "waymark.db"), clock)
		wantErr(t, err, model.ErrReadOnly)
		_, err = Open(context.Background(), filepath.Join(dir, "waymark.db"), clock)
		wantErr(t, err, model.ErrReadOnly)
	})
}

// A copy of the file and its log taken while it is open is what a crash
// leaves: it holds every acknowledged change.
func TestCopyHoldsEverything(t *testing.T) {
	for _, companions := range [][]string{{"-wal"}, {"-wal", "-shm"}} {
		ctx := context.Background()
		s, at, goal := begun(t)
		for i := range 30 {
			_, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: fmt.Sprint("Step ", i)})
			must(t, err)
			if i%10 == 0 {
				reopened := open(t, copied(t, s.Path(), companions...))
				if d := cmp.Diff(dump(t, s), dump(t, reopened)); d != "" {
					t.Errorf("copy with %v, step %d (-open +copy):\n%s", companions, i, d)
				}
				must(t, reopened.Close())
			}
		}
	}
}

// A window that is killed when only the beginning of its log is written leaves a
// file that opens, at once.
func TestOpenWithTheBeginningOfALog(t *testing.T) {
	s, at, goal := begun(t)
	must(t, s.Close())
	s = open(t, s.Path()) // which has an empty log and its index, until something is written
	path, want := copied(t, s.Path(), "-wal", "-shm"), dump(t, s)
	mustAdd(t, s, at, goal.ID, "Not there yet")
	log, err := os.ReadFile(s.Path() + "-wal")
	must(t, err)
	for _, n := range []int{walHeader, walHeader / 2} {
		must(t, os.WriteFile(path+"-wal", log[:n], 0o600))
		began := time.Now()
		again := open(t, path)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("with %d bytes it opens after %v", n, took)
		}
		if d := cmp.Diff(want, dump(t, again)); d != "" {
			t.Errorf("with %d bytes, rows (-want +got):\n%s", n, d)
		}
		wantSound(t, again)
		must(t, again.Close())
	}
}

func TestMoved(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name string
		move func(path string)
	}{
		{"renamed", func(path string) { must(t, os.Rename(path, path+".old")) }},
		{"removed", func(path string) { must(t, os.Remove(path)) }},
		{"replaced", func(path string) {
			content, err := os.ReadFile(path)
			must(t, err)
			must(t, os.WriteFile(path+".new", content, 0o600))
			must(t, os.Rename(path+".new", path))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, at, goal := begun(t)
			test.move(s.Path())
			_, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Lost"})
			wantErr(t, err, model.ErrMoved)
			_, err = s.SaveDraft(ctx, model.Draft{Title: "Lost"})
			wantErr(t, err, model.ErrMoved)
			wantErr(t, s.Sit(ctx, model.Seat{At: at.ID}), model.ErrMoved)
			if _, err := s.Home(ctx, model.Seat{}); err != nil {
				t.Errorf("reading on: %v", err)
			}
		})
	}
}
