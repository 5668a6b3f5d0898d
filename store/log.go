package store

import (
	"io"
	"os"
)

// hasPages reports whether there is anything in a log. One of which only the
// beginning was written when the computer went off holds nothing, and neither does
// one whose beginning is not whole: SQLite passes over it, but a connection that
// leaves no trace waits in vain for someone to make it whole.
func hasPages(log string) bool {
	f, err := os.Open(log)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() <= walHeader {
		return false
	}
	w, err := readWAL(io.LimitReader(f, walHeader), nil)
	return err == nil && w.header
}
