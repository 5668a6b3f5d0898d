package store

import (
	"context"
	"sync/atomic"
	"testing"
)

// impatient is a context that ends when it was asked so many times.
type impatient struct {
	context.Context
	stop context.CancelFunc
	left atomic.Int64
}

func endsAfter(n int64) *impatient {
	c := &impatient{}
	c.Context, c.stop = context.WithCancel(context.Background())
	c.left.Store(n)
	return c
}

func (c *impatient) Done() <-chan struct{} {
	c.asked()
	return c.Context.Done()
}

func (c *impatient) Err() error {
	c.asked()
	return c.Context.Err()
}

func (c *impatient) asked() {
	if c.left.Add(-1) == 0 {
		c.stop()
	}
}

// Whenever nobody waits for it any more: where the copy is back, that is said, and
// where the file is kept as it was.
func TestRestoreStopped(t *testing.T) {
	s, at, goal := begun(t)
	path := mustCopy(t, s)
	mustAdd(t, s, at, goal.ID, "Added later")
	mark := func() string {
		var mark string
		must(t, s.db.QueryRow(`SELECT coalesce(max(value), '') FROM setting WHERE key = ?`, settingRestored).Scan(&mark))
		return mark
	}
	const plenty = 1 << 40
	whole := endsAfter(plenty)
	_, err := s.Restore(whole, at, path)
	must(t, err)
	asks := plenty - whole.left.Load()
	for n := asks; n > asks-30 && n > 0; n-- {
		was := mark()
		r, err := s.Restore(endsAfter(n), at, path)
		if back := mark() != was; back != (err == nil) || back && r.Kept == "" {
			t.Fatalf("ended at %d of %d: back %t, %+v, %v", n, asks, back, r, err)
		}
	}
}
