package store

import (
	"errors"
	"io"
	"os"
	"syscall"

	"modernc.org/sqlite"

	"waymark/model"
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

// enter lets one window at a time look at who has the file at a path open and open
// it too; leave lets the next one. The error is [model.ErrBusy] while another does.
// Where the file system has no such locks nobody is kept out.
func enter(path string) (leave func(), err error) {
	if !sqlite.OFDLockingEnabled() {
		return func() {}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return func() {}, nil // what is wrong with it, connecting tells
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, model.ErrBusy
	}
	return func() { f.Close() }, nil
}
