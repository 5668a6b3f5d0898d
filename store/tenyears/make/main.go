// Command make leaves a file of every size in a folder, for measuring the
// whole program with:
//
//	go run ./store/tenyears/make DIR
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"waymark/model"
	"waymark/store/tenyears"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./store/tenyears/make DIR")
		os.Exit(2)
	}
	if err := fill(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fill(dir string) error {
	today := model.DayOf(time.Now())
	for name, size := range map[string]tenyears.Size{"ten.db": tenyears.Ten, "one.db": tenyears.One, "all-open.db": tenyears.AllOpen} {
		if err := tenyears.Fill(context.Background(), filepath.Join(dir, name), size, today); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
