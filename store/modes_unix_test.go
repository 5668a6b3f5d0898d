//go:build unix

package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What Waymark makes can be read by its owner only, whatever the system's
// habit; what was there keeps its mode.
func TestModes(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	there := filepath.Join(t.TempDir(), "there")
	must(t, os.Mkdir(there, 0o755))
	path := filepath.Join(there, "data", "waymark", "waymark.db")
	open(t, path)
	for name, want := range map[string]fs.FileMode{
		there:                        fs.ModeDir | 0o755,
		filepath.Join(there, "data"): fs.ModeDir | 0o700,
		filepath.Dir(path):           fs.ModeDir | 0o700,
		path:                         0o600,
		path + "-wal":                0o600,
		path + "-shm":                0o600,
	} {
		info, err := os.Stat(name)
		must(t, err)
		if info.Mode() != want {
			t.Errorf("%s: mode %v, want %v", name, info.Mode(), want)
		}
	}
}
