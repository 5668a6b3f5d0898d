package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// titlesIn are those of a goal's milestones.
func titlesIn(t testing.TB, s *Store, goal int64) []string {
	t.Helper()
	g, err := s.Goal(context.Background(), goal)
	must(t, err)
	var list []string
	for _, m := range g.Milestones {
		list = append(list, m.Title)
	}
	return list
}

// wantKept checks that a file holds what it is to hold, for the window that has
// it open and for one that opens it anew.
func wantKept(t testing.TB, s *Store, goal int64, want []string) {
	t.Helper()
	wantSound(t, s)
	if d := cmp.Diff(want, titlesIn(t, s, goal)); d != "" {
		t.Errorf("milestones (-want +got):\n%s", d)
	}
	again := open(t, s.Path())
	wantSound(t, again)
	if d := cmp.Diff(dump(t, s), dump(t, again)); d != "" {
		t.Errorf("rows (-open +opened anew):\n%s", d)
	}
	must(t, again.Close())
}

// spoil are ways in which the companions of an open file get lost.
var spoil = map[string]func(t testing.TB, path string){
	"log":   func(t testing.TB, path string) { must(t, os.Remove(path+"-wal")) },
	"index": func(t testing.TB, path string) { must(t, os.Remove(path+"-shm")) },
	"both": func(t testing.TB, path string) {
		must(t, os.Remove(path+"-wal"))
		must(t, os.Remove(path+"-shm"))
	},
	"log renamed": func(t testing.TB, path string) { must(t, os.Rename(path+"-wal", path+"-wal.old")) },
	"log replaced by an older one": func(t testing.TB, path string) {
		content, err := os.ReadFile(path + "-wal")
		must(t, err)
		must(t, os.WriteFile(path+"-wal.new", content[:min(len(content), 32+24+4096)], 0o600))
		must(t, os.Rename(path+"-wal.new", path+"-wal"))
	},
	"index replaced": func(t testing.TB, path string) {
		must(t, os.WriteFile(path+"-shm.new", make([]byte, 32<<10), 0o600))
		must(t, os.Rename(path+"-shm.new", path+"-shm"))
	},
}

// A window whose log or index is lost goes on, and nothing that it acknowledged is
// lost: neither to itself nor to a window that is opened later, nor when the
// computer goes off.
func TestLogLost(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is open cannot be removed there")
	}
	for name, lose := range spoil {
		for _, notices := range []string{"write", "read", "look"} {
			t.Run(name+"/"+notices, func(t *testing.T) {
				ctx := context.Background()
				s, at, goal := begun(t)
				mustAdd(t, s, at, goal.ID, "Before")
				want := append(titlesIn(t, s, goal.ID), "After")
				lose(t, s.Path())
				switch notices {
				case "read":
					titlesIn(t, s, goal.ID)
				case "look":
					news, err := s.News(ctx, goal.Patient.ID)
					if err != nil || len(news.Changes) > 0 {
						t.Errorf("news of its own changes: %+v, %v", news, err)
					}
				}
				mustAdd(t, s, at, goal.ID, "After")
				if !s.whole() {
					t.Error("it goes on without its log")
				}
				off := open(t, copied(t, s.Path(), "-wal")) // as when the computer goes off now
				if d := cmp.Diff(want, titlesIn(t, off, goal.ID)); d != "" {
					t.Errorf("after a crash (-want +got):\n%s", d)
				}
				wantSound(t, off)
				wantKept(t, s, goal.ID, want)
			})
		}
	}
}

// Two windows whose log or index is lost under both both go on, with every change
// that either acknowledged, whichever of them notices first.
func TestLogLostUnderTwo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is open cannot be removed there")
	}
	for name, lose := range spoil {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			a, at, goal := begun(t)
			b := open(t, a.Path())
			want := titlesIn(t, a, goal.ID)
			for i := range 5 {
				mustAdd(t, a, at, goal.ID, fmt.Sprint("a", i))
				mustAdd(t, b, at, goal.ID, fmt.Sprint("b", i))
				want = append(want, fmt.Sprint("a", i), fmt.Sprint("b", i))
				lose(t, a.Path())
				// One is busy, the other does nothing but look, as a window that is left
				// alone does.
				busy, idle := a, b
				if i%2 == 1 {
					busy, idle = b, a
				}
				stop := make(chan struct{})
				looked := make(chan error, 1)
				go func() {
					var err error
					for {
						select {
						case <-stop:
							looked <- err
							return
						case <-time.After(50 * time.Millisecond):
							_, wrong := idle.News(ctx, 0)
							err = errors.Join(err, wrong)
						}
					}
				}()
				mustAdd(t, busy, at, goal.ID, fmt.Sprint("lost", i))
				want = append(want, fmt.Sprint("lost", i))
				close(stop)
				must(t, <-looked)
			}
			for _, s := range []*Store{a, b} {
				wantKept(t, s, goal.ID, want)
			}
			for _, path := range mustList(t, a) {
				if c := inside(ctx, model.Copy{Path: path}); c.Err != nil {
					t.Errorf("copy %s: %v", path, c.Err)
				}
			}
		})
	}
}

// mustList lists the copies beside a file.
func mustList(t testing.TB, s *Store) []string {
	t.Helper()
	var list []string
	for _, c := range namedIn(copiesOf(s.Path()), s.zone()) {
		list = append(list, c.Path)
	}
	return list
}

// While a window that cannot notice holds the old log, a stopped one say, nobody
// else begins a new one: that would ruin the file. It is said that the file is
// held, and once the other goes on or ends, so does everyone.
func TestLogLostUnderAStoppedWindow(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is open cannot be removed there")
	}
	ctx := context.Background()
	for name, lose := range spoil {
		t.Run(name, func(t *testing.T) {
			s, at, goal := begun(t)
			stopped := open(t, s.Path())
			mustAdd(t, stopped, at, goal.ID, "By the stopped one")
			want := append(titlesIn(t, s, goal.ID), "After")
			s.patience = 50 * time.Millisecond
			lose(t, s.Path())
			for range 3 {
				_, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Held"})
				wantErr(t, err, model.ErrBusy)
			}
			_, err := Open(withPatience(t, 100*time.Millisecond), s.Path(), clock)
			wantErr(t, err, context.DeadlineExceeded)
			if i := slices.Index(titlesIn(t, stopped, goal.ID), "Held"); i >= 0 { // it goes on
				t.Error("a change that was refused is there")
			}
			mustAdd(t, s, at, goal.ID, "After")
			wantKept(t, s, goal.ID, want)
			wantKept(t, stopped, goal.ID, want)
		})
	}
}

// withPatience is a context that ends after a while.
func withPatience(t testing.TB, d time.Duration) context.Context {
	ctx, stop := context.WithTimeout(context.Background(), d)
	t.Cleanup(stop)
	return ctx
}

// gone are ways in which a file is not where it was any more.
var gone = map[string]func(t testing.TB, path string){
	"renamed":        func(t testing.TB, path string) { must(t, os.Rename(path, path+".old")) },
	"removed":        func(t testing.TB, path string) { must(t, os.Remove(path)) },
	"folder moved":   func(t testing.TB, path string) { must(t, os.Rename(filepath.Dir(path), filepath.Dir(path)+".old")) },
	"folder removed": func(t testing.TB, path string) { must(t, os.RemoveAll(filepath.Dir(path))) },
}

// A file that is not where it was is noticed at the next change and at the next
// look. All can still be read and be saved as a copy, and it can be put back to go
// on with.
func TestPutBack(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is open cannot be moved there")
	}
	ctx := context.Background()
	for name, move := range gone {
		t.Run(name, func(t *testing.T) {
			s, at, goal := begunIn(t)
			mustAdd(t, s, at, goal.ID, "Before")
			move(t, s.Path())
			_, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Refused"})
			wantErr(t, err, model.ErrMoved)
			wantErr(t, err, fs.ErrNotExist)
			_, err = s.News(ctx, goal.Patient.ID)
			wantErr(t, err, model.ErrMoved)
			want := titlesIn(t, s, goal.ID)
			before := dump(t, s)
			saved, err := s.SaveCopy(ctx, t.TempDir())
			must(t, err)
			if d := cmp.Diff(before, dump(t, openCopied(t, saved))); d != "" {
				t.Errorf("the copy (-open +copy):\n%s", d)
			}

			must(t, s.PutBack(ctx))
			must(t, s.PutBack(ctx)) // safe to repeat
			if d := cmp.Diff(before, dump(t, s)); d != "" {
				t.Errorf("rows (-before +put back):\n%s", d)
			}
			news, err := s.News(ctx, goal.Patient.ID)
			if err != nil || len(news.Changes) > 0 {
				t.Errorf("news of its own file: %+v, %v", news, err)
			}
			mustAdd(t, s, at, goal.ID, "After")
			_, err = s.Undo(ctx, at, goal.Patient.ID)
			must(t, err)
			mustAdd(t, s, at, goal.ID, "And on")
			wantKept(t, s, goal.ID, append(want, "And on"))
			for path, mode := range map[string]fs.FileMode{s.Path(): 0o600, filepath.Dir(s.Path()): 0o700} {
				if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
					t.Errorf("%s: %v, %v", path, info.Mode(), err)
				}
			}
			if left, _ := filepath.Glob(filepath.Join(copiesOf(s.Path()), "*unfinished*")); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// begunIn is begun in a folder that can be moved away.
func begunIn(t testing.TB) (s *Store, at model.At, goal model.Goal) {
	t.Helper()
	from, at, goal := begun(t)
	path := filepath.Join(t.TempDir(), "home", "waymark.db")
	must(t, os.Mkdir(filepath.Dir(path), 0o700))
	content, err := os.ReadFile(copiedWhole(t, from))
	must(t, err)
	must(t, os.WriteFile(path, content, 0o600))
	return open(t, path), at, goal
}

// copiedWhole closes a file, with all that is in its log, and returns its path.
func copiedWhole(t testing.TB, s *Store) string {
	t.Helper()
	must(t, s.Close())
	return s.Path()
}

// A file that has taken the place of the open one is left alone.
func TestPutBackLeavesOthersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is open cannot be moved there")
	}
	ctx := context.Background()
	s, _, goal := begun(t)
	must(t, os.Rename(s.Path(), s.Path()+".old"))
	must(t, os.WriteFile(s.Path(), []byte("another"), 0o600))
	before := folder(t, filepath.Dir(s.Path()))
	err := s.PutBack(ctx)
	wantErr(t, err, model.ErrMoved)
	if errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it says that nothing is there: %v", err)
	}
	if d := cmp.Diff(before["waymark.db"], folder(t, filepath.Dir(s.Path()))["waymark.db"]); d != "" {
		t.Errorf("the other file changed: %s", d)
	}
	titlesIn(t, s, goal.ID)
}

// Of two windows on a file that was moved away one puts it back; the other leaves
// that one's alone, and what either had acknowledged is there.
func TestPutBackByOneOfTwo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is open cannot be moved there")
	}
	ctx := context.Background()
	a, at, goal := begun(t)
	b := open(t, a.Path())
	mustAdd(t, b, at, goal.ID, "By the other")
	must(t, os.Rename(a.Path(), a.Path()+".old"))
	must(t, a.PutBack(ctx))
	mustAdd(t, a, at, goal.ID, "After")
	want := titlesIn(t, a, goal.ID)
	_, _, err := b.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Refused"})
	wantErr(t, err, model.ErrMoved)
	wantErr(t, b.PutBack(ctx), model.ErrMoved)
	must(t, b.Close())
	mustAdd(t, a, at, goal.ID, "And on")
	wantKept(t, a, goal.ID, append(want, "And on"))
	old := open(t, a.Path()+".old")
	if got := titlesIn(t, old, goal.ID); !slices.Contains(got, "By the other") {
		t.Errorf("the file that was moved holds %q", got)
	}
	wantSound(t, old)
}
