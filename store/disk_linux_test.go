package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// apartIn names the folder that a copy of this test program has to itself.
const apartIn = "WAYMARK_TEST_FOLDER"

// apart runs a test in a copy of this program that has mounts of its own, as a
// user who is the system's manager there (0) or nobody special. It takes no rights
// where the system lets people have that; elsewhere the test is skipped.
func apart(t *testing.T, user int, do func(t *testing.T, dir string)) {
	t.Helper()
	if dir := os.Getenv(apartIn); dir != "" {
		do(t, dir)
		return
	}
	self := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	self.Env = append(os.Environ(), apartIn+"="+t.TempDir())
	self.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: user, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: user, HostID: os.Getgid(), Size: 1}},
	}
	out, err := self.StdoutPipe()
	must(t, err)
	if err := self.Start(); err != nil {
		t.Skipf("no place apart: %v", err)
	}
	said, _ := io.ReadAll(out)
	if err := self.Wait(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}

// onSmallDisk runs a test on a disk of 8 MiB.
func onSmallDisk(t *testing.T, do func(t *testing.T, dir string)) {
	t.Helper()
	apart(t, 0, func(t *testing.T, dir string) {
		if err := syscall.Mount("small", dir, "tmpfs", 0, "size=8m"); err != nil {
			t.Skipf("no disk of its own: %v", err)
		}
		do(t, dir)
	})
}

// fillUp leaves so many bytes on a disk. What it returns makes room again.
func fillUp(t *testing.T, dir string, but int64) (makeRoom func()) {
	t.Helper()
	filler := filepath.Join(dir, "other")
	f, err := os.Create(filler)
	must(t, err)
	n, _ := io.Copy(f, zeros{})
	must(t, f.Truncate(n-but))
	must(t, f.Close())
	return func() { must(t, os.Remove(filler)) }
}

// zeros can be read for ever.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }

// onDisk is a file with Rosa's goal on a disk of its own.
func onDisk(t *testing.T, dir string) (*Store, model.At, model.Goal) {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(dir, "home", "waymark.db")
	must(t, os.Mkdir(filepath.Dir(path), 0o700))
	beginHousehold(t, path)
	s := open(t, path)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	goal, err := s.Goal(ctx, h.Goals[0].ID)
	must(t, err)
	return s, h.At, goal
}

// On a full disk nothing half-made stays of a change, nothing that was
// acknowledged is lost, and once there is room the same can be done.
func TestFullDisk(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, dir string) {
		ctx := context.Background()
		s, at, goal := onDisk(t, dir)
		checked := false
		draft := model.NewDraft(goal.Patient)
		for name, change := range map[string]func(n int) error{
			"check-off": func(int) error {
				how := model.Reach(model.DayOf(noon), goal.Patient.ID, at.ID)
				if checked {
					how = model.Reopen(model.DayOf(noon))
				}
				_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, how)
				if err == nil {
					checked = !checked
				}
				return err
			},
			"reading": func(n int) error {
				_, _, err := s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: goal.Start, Value: 3, Note: fmt.Sprint(n, strings.Repeat(" words", 300))})
				return err
			},
			"draft": func(n int) (err error) {
				draft.Title, draft.Rev = fmt.Sprint("Plan ", n), draft.Rev+1
				draft.Why = strings.Repeat("words ", 300)
				draft.ID, err = s.SaveDraft(ctx, draft)
				return err
			},
		} {
			makeRoom := fillUp(t, dir, 0)
			var err error
			var before []string
			var lines []model.Change
			for n := 0; err == nil && n < 500; n++ {
				before, lines = dump(t, s), mustChanges(t, s)
				err = change(n)
			}
			wantErr(t, err, model.ErrFull)
			if d := cmp.Diff(before, dump(t, s)); d != "" {
				t.Errorf("%s: rows changed:\n%s", name, d)
			}
			if d := cmp.Diff(lines, mustChanges(t, s)); d != "" {
				t.Errorf("%s: lines changed:\n%s", name, d)
			}
			makeRoom()
			must(t, change(1000))
			wantSound(t, s)
			must(t, sound(ctx, s.db))
		}
	})
}

// On a full disk no half of a copy stays, and the file is as it was.
func TestFullDiskCopies(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, dir string) {
		ctx := context.Background()
		s, at, goal := onDisk(t, dir)
		copied, err := s.SaveCopy(ctx, filepath.Join(dir, "stick"))
		must(t, err)
		mustAdd(t, s, at, goal.ID, "Since")
		stick := filepath.Join(dir, "stick")
		kept := ""
		for _, test := range []struct {
			name string
			do   func() error
		}{
			{"a copy", func() (err error) { _, err = s.SaveCopy(ctx, stick); return err }},
			{"the copy of the day", func() (err error) { _, err = s.Upkeep(ctx); return err }},
			{"a restore", func() error {
				r, err := s.Restore(ctx, at, copied)
				kept = r.Kept
				return err
			}},
			{"putting back", func() error { return s.PutBack(ctx) }},
		} {
			if test.name == "putting back" {
				must(t, os.Rename(s.Path(), s.Path()+".old"))
			}
			makeRoom := fillUp(t, dir, 64<<10)
			before, files, onStick := dump(t, s), beside(t, s), mustNames(t, stick)
			wantErr(t, test.do(), model.ErrFull)
			if d := cmp.Diff(before, dump(t, s)); d != "" {
				t.Errorf("%s: rows changed:\n%s", test.name, d)
			}
			if d := cmp.Diff(files, beside(t, s)); d != "" {
				t.Errorf("%s: files changed:\n%s", test.name, d)
			}
			if d := cmp.Diff(onStick, mustNames(t, stick)); d != "" {
				t.Errorf("%s: the stick changed:\n%s", test.name, d)
			}
			makeRoom()
			if err := test.do(); err != nil {
				t.Errorf("%s, with room: %v", test.name, err)
			}
			wantSound(t, s)
			must(t, sound(ctx, s.db))
		}
		if _, err := os.Stat(kept); err != nil {
			t.Errorf("what was replaced: %v", err)
		}
	})
}

// filesIn describes the files below a folder by what is in them. Whole copies do
// not count, nor a log without a page and its index, which SQLite leaves there.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, _, ok := model.ParseCopyName(d.Name(), time.UTC); ok {
			return nil
		}
		if name, ok := strings.CutSuffix(path, "-shm"); ok && !hasPages(name+"-wal") || strings.HasSuffix(path, "-wal") && !hasPages(path) {
			return nil
		}
		content, err := os.ReadFile(path)
		all[path] = fmt.Sprintf("%d bytes, %x", len(content), sha256.Sum256(content))
		return err
	}))
	return all
}

// mustNames are the names in a folder.
func mustNames(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	must(t, err)
	for _, d := range list {
		names = append(names, d.Name())
	}
	return names
}

// On a full disk an old file stays as it is, and a new one is not half made.
func TestFullDiskOpens(t *testing.T) {
	content, err := os.ReadFile("testdata/version-1.db")
	must(t, err)
	onSmallDisk(t, func(t *testing.T, dir string) {
		ctx := context.Background()
		for name, content := range map[string][]byte{"old": content, "new": nil} {
			path := filepath.Join(dir, name, "waymark.db")
			if content != nil {
				must(t, os.Mkdir(filepath.Dir(path), 0o700))
				must(t, os.WriteFile(path, content, 0o600))
			}
			for _, but := range []int64{0, 40 << 10, 100 << 10, 200 << 10} {
				makeRoom := fillUp(t, dir, but)
				before := filesIn(t, dir)
				s, err := Open(ctx, path, clock)
				if err == nil { // it did fit
					must(t, s.Close())
					makeRoom()
					break
				}
				wantErr(t, err, model.ErrFull)
				if d := cmp.Diff(before, filesIn(t, dir)); d != "" {
					t.Errorf("%s, with %d bytes left:\n%.2000s", name, but, d)
				}
				for _, c := range copiesIn(t, copiesOf(path)) {
					must(t, c.Close())
				}
				makeRoom()
			}
			s, err := Open(ctx, path, clock)
			must(t, err)
			wantWhole(t, s)
			must(t, sound(ctx, s.db))
			if name == "old" {
				if d := cmp.Diff(updated(), dump(t, s)); d != "" {
					t.Errorf("rows (-want +got):\n%s", d)
				}
				wantOldCopy(t, path)
			}
			must(t, s.Close())
		}
	})
}

// On a disk that only reads, what is open is read on, and nothing is opened.
func TestReadOnlyDisk(t *testing.T) {
	apart(t, 0, func(t *testing.T, dir string) {
		ctx := context.Background()
		s, at, goal := onDisk(t, dir)
		want := titlesIn(t, s, goal.ID)
		bind := func() error {
			if err := syscall.Mount(dir, dir, "", syscall.MS_BIND, ""); err != nil {
				return err
			}
			return syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, "")
		}
		if err := bind(); err != nil {
			t.Skipf("no disk that only reads: %v", err)
		}
		if d := cmp.Diff(want, titlesIn(t, s, goal.ID)); d != "" {
			t.Errorf("milestones (-before +after):\n%s", d)
		}
		before := folder(t, dir)
		_, err := s.SaveCopy(ctx, filepath.Join(dir, "stick"))
		wantErr(t, err, model.ErrReadOnly)
		_, err = s.Upkeep(ctx)
		wantErr(t, err, model.ErrReadOnly)
		_, _, err = s.RemovePerson(ctx, at, goal.Patient.ID, goal.Patient.Name)
		wantErr(t, err, model.ErrReadOnly)
		must(t, s.Close())
		_, err = Open(ctx, s.Path(), clock)
		wantErr(t, err, model.ErrReadOnly)
		_, err = Open(ctx, filepath.Join(dir, "new", "waymark.db"), clock)
		wantErr(t, err, model.ErrReadOnly)
		if d := cmp.Diff(len(before), len(folder(t, dir))); d != "" {
			t.Errorf("files:\n%s", d)
		}
		must(t, syscall.Unmount(dir, syscall.MNT_DETACH))
		wantKept(t, open(t, s.Path()), goal.ID, want)
	})
}

// Where the right to write is lost while a window is open, nothing that was
// acknowledged is lost, and once it is back all goes on.
func TestRightsLost(t *testing.T) {
	apart(t, 1000, func(t *testing.T, dir string) {
		ctx := context.Background()
		s, at, goal := onDisk(t, dir)
		folder := filepath.Dir(s.Path())
		mustAdd(t, s, at, goal.ID, "Before")
		want := titlesIn(t, s, goal.ID)
		must(t, os.Chmod(s.Path(), 0o400))
		must(t, os.Chmod(folder, 0o500))
		if f, err := os.OpenFile(s.Path(), os.O_RDWR, 0); err == nil {
			f.Close()
			t.Skip("rights mean nothing here")
		}
		// What is open can be written to all the same: then it is on disk.
		if _, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Without rights"}); err == nil {
			want = append(want, "Without rights")
		} else {
			wantErr(t, err, model.ErrReadOnly)
		}
		_, err := s.SaveCopy(ctx, copiesOf(s.Path()))
		wantErr(t, err, model.ErrReadOnly)
		_, err = Open(ctx, s.Path(), clock)
		wantErr(t, err, model.ErrReadOnly)
		must(t, os.Chmod(folder, 0)) // and cannot even be looked at
		_, _, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Refused"})
		wantErr(t, err, model.ErrReadOnly)
		_, err = s.News(ctx, goal.Patient.ID)
		wantErr(t, err, model.ErrReadOnly)
		if d := cmp.Diff(want, titlesIn(t, s, goal.ID)); d != "" {
			t.Errorf("milestones (-want +got):\n%s", d)
		}
		must(t, os.Chmod(folder, 0o700))
		must(t, os.Chmod(s.Path(), 0o600))
		mustAdd(t, s, at, goal.ID, "After")
		wantKept(t, s, goal.ID, append(want, "After"))
	})
}

// A file that another program holds is waited for; then it is said, nothing is
// half written, and once it is let go the same can be done.
func TestHeldByAnotherProgram(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	other := open(t, s.Path()).db
	draft := model.NewDraft(goal.Patient)
	draft.Title = "Swim"
	for name, change := range map[string]func() error{
		"check-off": func() error {
			_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reach(model.DayOf(noon), goal.Patient.ID, at.ID))
			return err
		},
		"reading": func() error {
			_, _, err := s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: goal.Start, Value: 3})
			return err
		},
		"draft": func() error { _, err := s.SaveDraft(ctx, draft); return err },
	} {
		tx, err := other.Begin()
		must(t, err)
		before := dump(t, s)
		s.patience = 50 * time.Millisecond
		for range 3 {
			if err := change(); !errors.Is(err, model.ErrBusy) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if d := cmp.Diff(before, dump(t, s)); d != "" {
			t.Errorf("%s: rows changed:\n%s", name, d)
		}
		must(t, tx.Rollback())
		must(t, change())
	}
	wantSound(t, s)
}
