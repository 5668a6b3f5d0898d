//go:build !unix

package store

import "os"

// writable reports whether something can be written to a file. Of a folder that
// cannot be told here without making something in it.
func writable(path string) bool {
	info, err := os.Stat(path)
	return err != nil || info.IsDir() || info.Mode().Perm()&0o200 != 0
}
