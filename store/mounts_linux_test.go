package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"waymark/model"
)

func TestMountedAt(t *testing.T) {
	const table = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /home/rosa/a\040share rw,relatime shared:9 master:2 - cifs //nas/rosa rw
41 22 0:41 / /home/rosa/far rw - nfs4 nas:/rosa rw
42 41 0:42 / /home/rosa/far/near rw - tmpfs tmpfs rw
43 22 0:43 / /mnt rw - ext4 /dev/sdb1 rw
44 43 0:44 / /mnt rw - fuse.sshfs dana@clinic: rw
not a line
`
	for folder, want := range map[string]string{
		"/": "ext4", "/home/rosa": "ext4", "/home/rosa/a share/notes": "cifs", "/home/rosa/far": "nfs4", "/home/rosa/farther": "ext4",
		"/home/rosa/far/near/x": "tmpfs", "/mnt/x": "fuse.sshfs",
	} {
		if got := mountedAt(table, folder); got != want {
			t.Errorf("%s is on %q, want %q", folder, got, want)
		}
	}
	if fileSystem(t.TempDir()) == "" {
		t.Error("the file system of this folder cannot be told")
	}
}

// Where little room is left, that is noticed.
func TestExamineRoom(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, dir string) {
		s := open(t, filepath.Join(dir, "waymark.db"))
		must(t, s.Close())
		must(t, os.Chmod(dir, 0o700))
		c, err := Examine(context.Background(), s.Path(), clock)
		must(t, err)
		if !c.Has(model.RoomLittle) || c.Has(model.RoomEnough) {
			t.Errorf("found %+v", c.Findings)
		}
	})
}
