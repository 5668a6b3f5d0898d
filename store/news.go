package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"

	"waymark/model"
)

// seen is how far this window knows the file.
type seen struct {
	sync.Mutex
	version int64   // of the file, as SQLite counts what other connections wrote
	last    int64   // the newest change that was told, or was there at first
	own     []int64 // this window's own changes since
}

// wrote keeps that a change is this window's own.
func (s *seen) wrote(change int64) {
	s.Lock()
	defer s.Unlock()
	s.own = append(s.own, change)
}

// newsRows are read from the newest down.
const newsRows = changeRows + ` WHERE change.id > ? ORDER BY change.id DESC`

// News returns what was written elsewhere since it was asked for last, or since
// the file was opened. It looks at nothing but one number when nothing was.
func (s *Store) News(ctx context.Context) (model.News, error) {
	var n model.News
	err := s.read(ctx, func(tx *sql.Tx) error {
		var version int64
		if err := tx.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
			return err
		}
		s.seen.Lock()
		defer s.seen.Unlock()
		if version == s.seen.version {
			return nil
		}
		last := s.seen.last
		err := each(ctx, tx, newsRows, []any{last}, func(rows *sql.Rows) error {
			c, err := scanChange(rows, s.zone())
			last = max(last, c.ID)
			switch {
			case slices.Contains(s.seen.own, c.ID):
			case len(n.Changes) < model.NewsAtOnce:
				n.Changes = append(n.Changes, c)
			default:
				n.More++
			}
			return err
		})
		if err != nil {
			return err
		}
		n.Any = true
		s.seen.version, s.seen.last, s.seen.own = version, last, nil
		return nil
	})
	if err != nil {
		return model.News{}, fmt.Errorf("look for what is new: %w", err)
	}
	return n, nil
}

// lookAround begins to look out for what is written elsewhere from now on.
func (s *Store) lookAround(ctx context.Context) error {
	return s.read(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&s.seen.version); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM change`).Scan(&s.seen.last)
	})
}
