//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
)

// isMount reports whether another disk begins at a folder.
func isMount(path string) bool {
	info, err := os.Stat(path)
	above, wrong := os.Stat(filepath.Dir(path))
	if err != nil || wrong != nil {
		return false
	}
	a, ok := info.Sys().(*syscall.Stat_t)
	b, also := above.Sys().(*syscall.Stat_t)
	return ok && also && a.Dev != b.Dev
}
