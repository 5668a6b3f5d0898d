package tui

import (
	"fmt"
	"os"
	"testing"
)

// TestMain keeps the large files of the benchmarks in a folder that goes with
// the run.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "waymark-years-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	yearsDir = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}
