//go:build unix

package store

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"waymark/model"
)

// openDir names the folder in which a copy of this test program works with no
// habit of the system's that keeps anything from others.
const openDir = "WAYMARK_TEST_OPEN_DIR"

// Whatever Waymark makes, for however short a time, can be opened by its owner
// only: the file and its companions, copies while they are made, what SQLite puts
// aside, examples, and what is put aside to be looked at.
func TestNobodyElseCanRead(t *testing.T) {
	if dir := os.Getenv(openDir); dir != "" {
		workUnmasked(t, dir)
		return
	}
	self := exec.Command(os.Args[0], "-test.run=^TestNobodyElseCanRead$", "-test.v")
	dir := t.TempDir()
	self.Env = append(os.Environ(), openDir+"="+dir, "TMPDIR="+filepath.Join(dir, "temporary"))
	said, err := self.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	t.Logf("%s", said)
}

func workUnmasked(t *testing.T, dir string) {
	syscall.Umask(0)
	must(t, os.Mkdir(filepath.Join(dir, "temporary"), 0o777))
	w := watch(dir)
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(dir, "a", "b", "waymark.db"), clock)
	must(t, err)
	_, err = s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	id, _, err := s.StartGoal(ctx, home.At, fullGoal(home), 0)
	must(t, err)
	for n := range 40 { // so that copies take a while
		mustAdd(t, s, home.At, id, fmt.Sprint(n))
		_, err := s.SaveAnswer(ctx, home.At, id, model.KeySetback, model.Draft{Setback: strings.Repeat(fmt.Sprint(n, " "), 5000)}, model.Draft{Setback: strings.Repeat("x", n)})
		must(t, err)
	}
	copied, err := s.Upkeep(ctx)
	must(t, err)
	_, err = s.Compare(ctx, copied)
	must(t, err)
	_, err = s.Restore(ctx, home.At, copied)
	must(t, err)
	_, _, err = s.RemovePerson(ctx, home.At, home.At.ID, "Ben")
	must(t, err)
	_, clean, err := OpenDemo(ctx, clock)
	must(t, err)
	crashed := filepath.Join(dir, "a", "crashed.db")
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(s.path + suffix)
		must(t, err)
		must(t, os.WriteFile(crashed+suffix, content, 0o600))
	}
	_, err = Examine(ctx, crashed, clock)
	must(t, err)
	clean()
	must(t, s.Close())
	seen, open := w.end()
	for _, part := range []string{"/waymark.db", "/waymark.db-wal", "/waymark.db-shm", "/waymark-copies", ".unfinished", "before-restore.db", "before-removal.db", "/waymark-demo-", "/waymark-look-"} {
		found := false
		for path := range seen {
			found = found || strings.Contains(path, part)
		}
		if !found {
			t.Errorf("nothing like %s was seen", part)
		}
	}
	for path, mode := range open {
		t.Errorf("%s had mode %v", path, mode)
	}
	t.Logf("%d files and folders were seen", len(seen))
}

// watcher looks at all that stands below a folder, again and again.
type watcher struct {
	dir        string
	stop       chan struct{}
	wait       sync.WaitGroup
	seen, open map[string]fs.FileMode // open: what others could open
}

func watch(dir string) *watcher {
	w := &watcher{dir: dir, stop: make(chan struct{}), seen: map[string]fs.FileMode{}, open: map[string]fs.FileMode{}}
	w.wait.Go(func() {
		for {
			w.look()
			select {
			case <-w.stop:
				w.look()
				return
			case <-time.After(200 * time.Microsecond):
			}
		}
	})
	return w
}

func (w *watcher) look() {
	_ = filepath.WalkDir(w.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == w.dir {
			return nil
		}
		info, err := d.Info()
		if err != nil || path == filepath.Join(w.dir, "temporary") {
			return nil // gone already, or the test's own
		}
		if w.seen[path] = info.Mode(); info.Mode().Perm()&0o077 != 0 {
			w.open[path] = info.Mode()
		}
		return nil
	})
}

func (w *watcher) end() (seen, open map[string]fs.FileMode) {
	close(w.stop)
	w.wait.Wait()
	return w.seen, w.open
}
