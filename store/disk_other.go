//go:build !linux && !darwin && !windows

package store

// fileSystem names the file system of a folder. It cannot be told here.
func fileSystem(string) string { return "" }

// freeBytes is how much room there is in a folder, and whether that can be told.
func freeBytes(string) (int64, bool) { return 0, false }
