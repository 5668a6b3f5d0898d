package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"waymark/model"
)

// PutBack writes the open file to its path again when nothing stands there any
// more, because it or its folder was moved or removed, with all that was ever
// acknowledged, and goes on with it there. Where the file is in its place nothing
// happens. Where another file has taken it, that one is left alone and the error is
// [model.ErrMoved]; the others are [model.ErrFull] and [model.ErrReadOnly], and
// this window still holds everything then.
func (s *Store) PutBack(ctx context.Context) error {
	if err := s.putBack(ctx); err != nil {
		return fmt.Errorf("put back %q: %w", s.path, known(err))
	}
	return nil
}

func (s *Store) putBack(ctx context.Context) error {
	if err := s.inPlace(); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	spare, err := copyFile(ctx, conn, copiesOf(s.path))
	if err != nil {
		return err
	}
	defer spare.drop()                                // which is its other name by then
	_ = s.bringIn(ctx, conn)                          // so that the file is whole where it is now, if it still is
	for _, suffix := range []string{"-wal", "-shm"} { // SQLite would take them for the copy's
		if err := os.Remove(s.path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return unwritable(err)
		}
	}
	switch err := spare.stand(s.path); {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w: %s", model.ErrMoved, filepath.Base(s.path))
	case err != nil:
		return unwritable(err)
	}
	p, err := openedAt(s.path)
	if err != nil {
		return unwritable(err)
	}
	s.opened.Store(&opened{file: p.file}) // the rest as soon as it is connected
	if err := drop(conn); err != nil {
		return err
	}
	return s.lookAround(ctx)
}
