package store

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// smallDisk names the folder in which a copy of this test program finds little
// room.
const smallDisk = "WAYMARK_TEST_SMALL_DISK"

// onSmallDisk runs a part of a test, which is named, in a folder with little room:
// in another process, which finds itself in the same test.
func onSmallDisk(t *testing.T, test string, do func(t *testing.T, dir string)) {
	t.Helper()
	if dir := os.Getenv(smallDisk); dir != "" {
		if err := syscall.Mount("small", dir, "tmpfs", 0, "size=8m"); err != nil {
			t.Skipf("no disk of its own: %v", err)
		}
		do(t, dir)
		return
	}
	// A disk of its own, which takes no rights where the system lets people have
	// one.
	self := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	self.Env = append(os.Environ(), smallDisk+"="+t.TempDir())
	self.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := self.StdoutPipe()
	must(t, err)
	if err := self.Start(); err != nil {
		t.Skipf("no disk of its own: %v", err)
	}
	said, _ := io.ReadAll(out)
	if err := self.Wait(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}

// Where there is no room for the copy nobody is removed.
func TestRemoveFull(t *testing.T) { onSmallDisk(t, "TestRemoveFull", removeFull) }

func removeFull(t *testing.T, dir string) {
	ctx := context.Background()
	s := open(t, filepath.Join(dir, "waymark.db"))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	_, _, err = s.StartGoal(ctx, home.At, fullGoal(home), 0)
	must(t, err)
	filler := filepath.Join(dir, "other")
	f, err := os.Create(filler)
	must(t, err)
	n, _ := io.Copy(f, zeros{})
	must(t, f.Truncate(n-64<<10))
	must(t, f.Close())

	before, lines, files := dump(t, s), mustChanges(t, s), beside(t, s)
	_, _, err = s.RemovePerson(ctx, home.At, home.Patient.ID, "Rosa")
	wantErr(t, err, model.ErrFull)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	if d := cmp.Diff(lines, mustChanges(t, s)); d != "" {
		t.Errorf("lines changed:\n%s", d)
	}
	if d := cmp.Diff(files, beside(t, s)); d != "" {
		t.Errorf("files changed:\n%s", d)
	}
	must(t, os.Remove(filler))
	mustRemove(t, s, home.At, model.At{ID: home.Patient.ID, Name: "Rosa"})
	wantSound(t, s)
}

// zeros can be read for ever.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }
