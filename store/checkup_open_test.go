package store

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// What opening refuses as damaged is damaged for an examination too, and looking
// changes nothing.
func TestExamineJudgesAsOpenDoes(t *testing.T) {
	for name, make := range map[string]func(t *testing.T) string{
		"a byte of its log": func(t *testing.T) string {
			path, _ := logged(t)
			flipped(t, path+"-wal", int(framesOf(t, path)[1].at)+20, 1)
			return path
		},
		"a byte of its log, with an index": func(t *testing.T) string {
			s, at, goal := begun(t)
			mustAdd(t, s, at, goal.ID, "Step")
			path := copied(t, s.Path(), "-wal", "-shm")
			flipped(t, path+"-wal", int(framesOf(t, path)[1].at)+20, 1)
			return path
		},
		"free pages elsewhere": func(t *testing.T) string {
			path := ownFolder(t)
			loosely(t, path, "PRAGMA auto_vacuum = FULL", "PRAGMA journal_mode = DELETE", "VACUUM")
			return path
		},
		"a link": func(t *testing.T) string { // no damage, and looked at as what it leads to
			link := filepath.Join(t.TempDir(), "mine.db")
			must(t, os.Symlink(ownFolder(t), link))
			return link
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := make(t)
			before := folder(t, filepath.Dir(path))
			c, err := Examine(context.Background(), path, clock)
			must(t, err)
			if d := cmp.Diff(before, folder(t, filepath.Dir(path))); d != "" {
				t.Errorf("it is changed by looking (-before +after):\n%.2000s", d)
			}
			s, err := Open(context.Background(), path, clock)
			if err == nil {
				must(t, s.Close())
			}
			if got := c.Has(model.FileUnreadable); got != (err != nil) || (c.Health() == model.Wrong) != got || got && c.Findings[0].Key != model.FileUnreadable {
				t.Errorf("opened with %v, found %+v", err, c.Findings)
			}
		})
	}
}

// That nothing can be written to the folder for temporary files says nothing of the
// file. What a killed run left there goes.
func TestExamineWithoutATemporaryFolder(t *testing.T) {
	path, _ := logged(t)
	temporary := t.TempDir()
	left := filepath.Join(temporary, "waymark-look-1")
	must(t, os.Mkdir(left, 0o700))
	recent := filepath.Join(temporary, "waymark-look-2")
	must(t, os.Mkdir(recent, 0o700))
	long := time.Now().Add(-2 * time.Hour)
	must(t, os.Chtimes(left, long, long))
	for folder, want := range map[string]model.FindingKey{temporary: model.FileOurs, filepath.Join(temporary, "none"): model.FileUnseen} {
		for _, name := range []string{"TMPDIR", "TMP"} { // as Windows calls it
			t.Setenv(name, folder)
		}
		c, err := Examine(context.Background(), path, clock)
		must(t, err)
		if c.Findings[0].Key != want || c.Health() == model.Wrong || c.Has(model.CopiesNotYet) {
			t.Errorf("with %s: %+v, want %s", folder, c.Findings, want)
		}
	}
	if list, err := os.ReadDir(temporary); err != nil || len(list) != 1 || list[0].Name() != filepath.Base(recent) {
		t.Errorf("left: %v, %v", list, err)
	}
}

// A file that can be read and not be changed is no file to go on with.
func TestExamineReadOnly(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("everything can be written to")
	}
	path := ownFolder(t)
	for _, at := range []string{path, filepath.Dir(path)} {
		info, err := os.Stat(at)
		must(t, err)
		must(t, os.Chmod(at, info.Mode().Perm()&^0o222))
		c, err := Examine(context.Background(), path, clock)
		must(t, os.Chmod(at, info.Mode().Perm()))
		must(t, err)
		found := slices.DeleteFunc(c.Findings, func(f model.Finding) bool { return f.Key.Health() != model.Wrong })
		if len(found) != 1 || found[0].Key != model.FileReadOnly || found[0].Path != at {
			t.Errorf("with %s read-only: %+v", at, found)
		}
	}
}
