package store

import (
	"path/filepath"
	"strings"

	system "golang.org/x/sys/windows" // windows are a store's here
)

// fileSystem names the file system of a folder as far as it matters: "network
// drive" for what another computer shares.
func fileSystem(folder string) string {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return "network drive"
	}
	root, err := system.UTF16PtrFromString(volume + `\`)
	if err == nil && system.GetDriveType(root) == system.DRIVE_REMOTE {
		return "network drive"
	}
	return ""
}

// freeBytes is how much room the person has in a folder, and whether that can be
// told.
func freeBytes(folder string) (int64, bool) {
	path, err := system.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var free uint64
	if system.GetDiskFreeSpaceEx(path, &free, nil, nil) != nil {
		return 0, false
	}
	return int64(min(free, 1<<62)), true
}
