//go:build unix

package store

import (
	"io/fs"
	"os"
	"syscall"
)

// exposureOf returns how far others have a share in a file or folder, and whether
// that can be told.
func exposureOf(path string) (exposure, bool) {
	info, err := os.Lstat(path)
	if err != nil {
		return exposure{}, false
	}
	x := exposure{open: info.Mode().Perm()&0o077 != 0, sticky: info.Mode()&fs.ModeSticky != 0}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok {
		x.foreign = int(owner.Uid) != os.Geteuid()
	}
	return x, true
}
