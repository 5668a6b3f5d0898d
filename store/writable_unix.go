//go:build unix

package store

import "golang.org/x/sys/unix"

// writable reports whether something can be written to a file or in a folder.
func writable(path string) bool { return unix.Access(path, unix.W_OK) == nil }
