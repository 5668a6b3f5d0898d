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
	defer spare.drop()       // which is its other name by then
	_ = s.bringIn(ctx, conn) // so that the file is whole where it is now, if it still is
	switch err := spare.standAlone(s.path); {
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

// standAlone lets the copy stand at a path without a log that is there: SQLite would
// take it for the copy's. Where something stands at the path it keeps its log, and
// the error is [fs.ErrExist].
func (c *spare) standAlone(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	logs := []string{"-wal", "-shm"}
	var err error
	for _, suffix := range logs {
		if wrong := os.Rename(path+suffix, c.path+suffix); wrong != nil && !errors.Is(wrong, fs.ErrNotExist) {
			err = wrong
		}
	}
	if err == nil {
		err = c.stand(path)
	}
	for _, suffix := range logs {
		if err != nil {
			_ = os.Rename(c.path+suffix, path+suffix)
		} else {
			_ = os.Remove(c.path + suffix)
		}
	}
	return err
}
