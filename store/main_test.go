package store

import (
	"flag"
	"os"
	"testing"
)

// TestMain runs fewer random scenes than rapid's own habit, since each is
// dozens of transactions on disk; -rapid.checks=1000 runs more.
func TestMain(m *testing.M) {
	if name := os.Getenv(victimScene); name != "" {
		beKilled(name)
	}
	if path := os.Getenv(crowdPath); path != "" {
		writeInCrowd(path)
	}
	flag.Parse()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		checks.Value.Set("20")
	}
	os.Exit(m.Run())
}
