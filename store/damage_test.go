package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// damage is something that happens to a file that nobody has open.
type damage func(t testing.TB, path string)

// flipped turns around the bits of so many bytes of a file.
func flipped(t testing.TB, path string, at, n int) {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	for i := range n {
		b[at+i] ^= 0xa5
	}
	must(t, os.WriteFile(path, b, 0o600))
}

func atOf(at, n int) damage {
	return func(t testing.TB, path string) { flipped(t, path, at, n) }
}

// wiped makes a page of a file zeros, the one that a table or an index begins at.
func wiped(name string) damage {
	return func(t testing.TB, path string) {
		b, err := os.ReadFile(path)
		must(t, err)
		at := (rootOf(t, path, name) - 1) * ourPageSize
		copy(b[at:], make([]byte, ourPageSize))
		must(t, os.WriteFile(path, b, 0o600))
	}
}

// rootOf is the page that a table or an index begins at.
func rootOf(t testing.TB, path, name string) int {
	t.Helper()
	db, err := openCopy(context.Background(), path)
	must(t, err)
	defer db.Close()
	var n int
	must(t, db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, name).Scan(&n))
	return n
}

func cutTo(pages float64) damage {
	return func(t testing.TB, path string) { must(t, os.Truncate(path, int64(pages*ourPageSize))) }
}

func emptied(t testing.TB, path string) { must(t, os.Truncate(path, 0)) }

func removed(t testing.TB, path string) { must(t, os.Remove(path)) }

func becomes(content string) damage {
	return func(t testing.TB, path string) { must(t, os.WriteFile(path, []byte(content), 0o600)) }
}

const photo = "\xff\xd8\xff\xe0\x00\x10JFIF with Rosa on the bench"

// blanked is what a new file is in the moment before its first table is made: all
// that was in it was in a log that is gone.
func blanked(t testing.TB, path string) {
	removed(t, path)
	foreign(t.(*testing.T), path, "", "PRAGMA journal_mode = WAL")
}

// Whatever is wrong with a file, opening it says so and changes nothing. Where a
// copy stands beside it, that can take its place; a stranger's file without one is
// left alone.
func TestOpenDamaged(t *testing.T) {
	for _, test := range []struct {
		name        string
		do          damage
		alone, with error // without and with a copy beside it
	}{
		{"a page and a half is left", cutTo(1.5), model.ErrDamaged, model.ErrDamaged},
		{"the last page is gone", func(t testing.TB, path string) {
			info, err := os.Stat(path)
			must(t, err)
			must(t, os.Truncate(path, info.Size()-ourPageSize))
		}, model.ErrDamaged, model.ErrDamaged},
		{"the first words", atOf(0, 16), model.ErrDamaged, model.ErrDamaged},
		{"the size of a page", atOf(16, 2), model.ErrDamaged, model.ErrDamaged},
		{"how it is to be written", atOf(18, 1), model.ErrDamaged, model.ErrDamaged},
		{"how it is to be read", atOf(19, 1), model.ErrDamaged, model.ErrDamaged},
		{"what is left free on a page", atOf(20, 1), model.ErrDamaged, model.ErrDamaged},
		{"how many pages", atOf(28, 4), model.ErrDamaged, model.ErrDamaged},
		{"fewer pages", func(t testing.TB, path string) {
			b, err := os.ReadFile(path)
			must(t, err)
			b[31] -= 3
			must(t, os.WriteFile(path, b, 0o600))
		}, model.ErrDamaged, model.ErrDamaged},
		{"which pages are free", atOf(32, 4), model.ErrDamaged, model.ErrDamaged},
		{"the shape of its tables", atOf(44, 4), model.ErrDamaged, model.ErrDamaged},
		{"a map of pages", atOf(52, 4), model.ErrDamaged, model.ErrDamaged},
		{"the letters", atOf(59, 1), model.ErrDamaged, model.ErrDamaged},
		{"its version", atOf(60, 4), model.ErrDamaged, model.ErrDamaged},
		{"a later version", atOf(62, 1), model.ErrNewerFile, model.ErrNewerFile},
		{"an older version", func(t testing.TB, path string) {
			b, err := os.ReadFile(path)
			must(t, err)
			b[63]--
			must(t, os.WriteFile(path, b, 0o600))
		}, model.ErrDamaged, model.ErrDamaged},
		{"no version", func(t testing.TB, path string) {
			b, err := os.ReadFile(path)
			must(t, err)
			b[63] = 0
			must(t, os.WriteFile(path, b, 0o600))
		}, model.ErrDamaged, model.ErrDamaged},
		{"whose it is", atOf(68, 4), model.ErrNotWaymark, model.ErrDamaged},
		{"the whole header", atOf(0, headSize), model.ErrNotWaymark, model.ErrDamaged},
		{"the list of tables", atOf(headSize, ourPageSize-headSize), model.ErrDamaged, model.ErrDamaged},
		{"the first page", atOf(0, ourPageSize), model.ErrNotWaymark, model.ErrDamaged},
		{"the history", wiped("change"), model.ErrDamaged, model.ErrDamaged},
		{"an index of the settings", wiped("setting"), model.ErrDamaged, model.ErrDamaged},
		{"a photo in its place", becomes(photo), model.ErrNotWaymark, model.ErrDamaged},
		{"zeros in its place", becomes(strings.Repeat("\x00", 8192)), model.ErrNotWaymark, model.ErrDamaged},
		{"nothing in it", emptied, nil, model.ErrGone},
		{"nothing in it but its header", blanked, nil, model.ErrGone},
		{"not there", removed, nil, model.ErrGone},
		{"a folder in its place", func(t testing.TB, path string) {
			removed(t, path)
			must(t, os.Mkdir(path, 0o700))
		}, model.ErrNotWaymark, model.ErrNotWaymark},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, copies := range []bool{false, true} {
				s, _, _ := begun(t)
				if copies {
					mustCopy(t, s)
				}
				must(t, s.Close())
				test.do(t, s.Path())
				want := test.alone
				if copies {
					want = test.with
				}
				wantRefused(t, s.Path(), want)
			}
		})
	}
}

// wantRefused opens a file that cannot be opened, twice, and looks whether a byte
// of what is in its folder changed. No error means that it can be opened.
func wantRefused(t *testing.T, path string, want error) {
	t.Helper()
	before := contentsOf(t, filepath.Dir(path))
	for range 2 {
		s, err := Open(context.Background(), path, clock)
		if err == nil {
			s.Close()
		}
		wantErr(t, err, want)
		if want == nil {
			return
		}
		if d := cmp.Diff(before, contentsOf(t, filepath.Dir(path))); d != "" {
			t.Errorf("the folder changed:\n%.500s", d)
		}
	}
}

// contentsOf are the files below a folder and what is in each, but for indexes of
// logs.
func contentsOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for path, is := range folder(t, dir) {
		if info, err := os.Lstat(path); err == nil && !info.IsDir() && !strings.HasSuffix(path, "-shm") {
			all[path] = is
		}
	}
	return all
}

// Copies that cannot be used say nothing about a file.
func TestOpenEmptyBesideBrokenCopies(t *testing.T) {
	path := newFile(t)
	must(t, os.Mkdir(copiesOf(path), 0o700))
	must(t, os.WriteFile(filepath.Join(copiesOf(path), "waymark-2026-11-23-1200.db"), []byte("no"), 0o600))
	open(t, path)
}

// A file behind a link is looked for where the link leads, and so are its copies.
func TestOpenGoneBehindLink(t *testing.T) {
	s, _, _ := begun(t)
	mustCopy(t, s)
	must(t, s.Close())
	link := newFile(t)
	must(t, os.Symlink(s.Path(), link))
	removed(t, s.Path())
	_, err := Open(context.Background(), link, clock)
	wantErr(t, err, model.ErrGone)
	if _, err := os.Lstat(s.Path()); err == nil {
		t.Error("a file was made")
	}
	list, err := Copies(context.Background(), link, clock)
	must(t, err)
	c, err := Examine(context.Background(), link, clock)
	must(t, err)
	if len(list) != 1 || !c.Has(model.FileGone) {
		t.Errorf("copies %+v, found %+v", list, c.Findings)
	}
	kept, err := Replace(context.Background(), link, "", clock)
	must(t, err)
	if kept != "" || mustRead(t, link) == "" {
		t.Errorf("kept %q", kept)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	open(t, link)
}

func mustRead(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return string(b)
}

// Damage that is met while the file is open keeps anything from being written to
// it from then on.
func TestDamageWhileOpen(t *testing.T) {
	ctx := context.Background()
	for name, meet := range map[string]func(s *Store) error{
		"reading":       func(s *Store) error { _, err := s.Home(ctx, model.Seat{}); return err },
		"looking after": func(s *Store) error { _, err := s.Upkeep(ctx); return err },
	} {
		t.Run(name, func(t *testing.T) {
			path := closed(t)
			wiped("goal")(t, path)
			s := open(t, path)
			wantErr(t, meet(s), model.ErrDamaged)
			is := mustRead(t, path)
			_, _, err := s.AddPerson(ctx, model.At{ID: 2, Name: "Ben"}, model.Person{Name: "Ida", Role: model.RoleFamily})
			wantErr(t, err, model.ErrDamaged)
			must(t, s.Close())
			if mustRead(t, path) != is {
				t.Error("the file changed")
			}
		})
	}
}

// What the working connection has in its memory does not hide damage on the disk.
func TestUpkeepReadsTheDisk(t *testing.T) {
	ctx := context.Background()
	path := closed(t)
	root := rootOf(t, path, "goal")
	s := open(t, path)
	_, err := s.Home(ctx, model.Seat{})
	must(t, err)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(make([]byte, ourPageSize), int64(root-1)*ourPageSize)
	must(t, err)
	must(t, f.Close())
	_, err = s.Upkeep(ctx)
	wantErr(t, err, model.ErrDamaged)
}

// An older file of which part cannot be read is not brought to the newest shape,
// and stays as it is, with its log.
func TestMigrateDamaged(t *testing.T) {
	path := newFile(t)
	must(t, os.WriteFile(path, []byte(mustRead(t, "testdata/version-1.db")), 0o600))
	wiped("milestone_goal")(t, path) // an index: a copy has its own
	wantRefused(t, path, model.ErrDamaged)
}

// A log alone is not taken away by a new file.
func TestOpenLogAlone(t *testing.T) {
	s, _, goal := begun(t)
	path := copied(t, s.Path(), "-wal")
	removed(t, path)
	wantRefused(t, path, model.ErrDamaged)
	must(t, os.WriteFile(path, nil, 0o600))
	wantRefused(t, path, model.ErrDamaged)
	c, err := Rescue(context.Background(), path, clock)
	must(t, err)
	if goalNow(t, openCopied(t, c.Path), goal.ID).Title != goal.Title {
		t.Errorf("%+v", c)
	}
}
