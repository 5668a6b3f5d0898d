//go:build !linux

package store

// inUse reports whether any window has the file at a path open, and whether it
// could find out so cheaply, which it cannot here.
func inUse(path string) (is, sure bool) { return false, false }

// enter lets every window in, here.
func enter(path string) (leave func(), err error) { return func() {}, nil }
