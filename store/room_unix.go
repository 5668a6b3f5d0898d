//go:build linux || darwin

package store

import "golang.org/x/sys/unix"

// freeBytes is how much room the person has in a folder, and whether that can be
// told.
func freeBytes(folder string) (int64, bool) {
	var about unix.Statfs_t
	if unix.Statfs(folder, &about) != nil {
		return 0, false
	}
	return int64(min(about.Bavail*uint64(about.Bsize), 1<<62)), true
}
