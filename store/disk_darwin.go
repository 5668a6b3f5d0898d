package store

import "golang.org/x/sys/unix"

// fileSystem names the file system of a folder, as the system does: "apfs",
// "smbfs". It is "" where that cannot be told.
func fileSystem(folder string) string {
	var about unix.Statfs_t
	if unix.Statfs(folder, &about) != nil {
		return ""
	}
	return unix.ByteSliceToString(about.Fstypename[:])
}
