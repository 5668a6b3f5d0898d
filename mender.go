package main

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"waymark/model"
	"waymark/store"
	"waymark/tui"
)

// mender has the data file of a run of the screens, which may have to be replaced
// while they are open.
type mender struct {
	c  *command
	mu sync.Mutex   // what is read of a damaged file is read before it is replaced
	st *store.Store // nil while the file cannot be used

	ended context.Context // nobody waits for what is read any more
	end   context.CancelFunc
}

func newMender(ctx context.Context, c *command, st *store.Store) *mender {
	m := &mender{c: c, st: st}
	m.ended, m.end = context.WithCancel(ctx)
	return m
}

// Copies implements [tui.Mender].
func (m *mender) Copies(ctx context.Context, folders ...string) ([]model.Copy, error) {
	return store.Copies(ctx, m.c.file, m.c.now, folders...)
}

// Rescue implements [tui.Mender].
func (m *mender) Rescue(ctx context.Context) (model.Copy, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(m.ended, stop)()
	if err := m.let(); err != nil {
		return model.Copy{}, err
	}
	return store.Rescue(ctx, m.c.file, m.c.now)
}

// Replace implements [tui.Mender].
func (m *mender) Replace(ctx context.Context, from string) (tui.Store, string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.let(); err != nil {
		return nil, "", err
	}
	kept, err := store.Replace(ctx, m.c.file, from, m.c.now)
	if err != nil && !errors.Is(err, model.ErrMended) { // else another window did it
		return nil, "", err
	}
	m.st, err = store.Open(ctx, m.c.file, m.c.now)
	if err != nil {
		return nil, "", err
	}
	return m.st, kept, nil
}

// let closes the file. What a damaged one says to that is known already.
func (m *mender) let() error {
	if m.st == nil {
		return nil
	}
	err := m.st.Close()
	m.st = nil
	if errors.Is(err, model.ErrDamaged) {
		return nil
	}
	return err
}

// close closes the file, when it is open.
func (m *mender) close() error {
	m.end()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.st == nil {
		return nil
	}
	return m.st.Close()
}

// whole is the whole path of one that was typed.
func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
