package store

import (
	"io"
	"os"
	"syscall"

	"modernc.org/sqlite"
)

// inUse reports whether any window has the file at a path open, and whether it
// could find out so cheaply: every connection in use holds a lock on the file's
// shared bytes (https://www.sqlite.org/lockingv3.html).
func inUse(path string) (is, sure bool) {
	if !sqlite.OFDLockingEnabled() {
		return false, false // closing the file would drop SQLite's locks on it
	}
	f, err := os.Open(path)
	if err != nil {
		return false, false
	}
	defer f.Close()
	const ask, sharedFirst, sharedSize = 36, 0x40000002, 510 // F_OFD_GETLK
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: sharedFirst, Len: sharedSize}
	if err := syscall.FcntlFlock(f.Fd(), ask, &lock); err != nil {
		return false, false
	}
	return lock.Type != syscall.F_UNLCK, true
}
