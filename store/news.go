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
	version int64   // of the file, as SQLite counts for one connection what others wrote
	made    int64   // how many connections there were by then
	last    int64   // the newest change that was told, or was there at first
	own     []int64 // this window's own changes since
	mark    string  // of the last time a copy was brought back
}

// writes keeps that a change is this window's own. It is called before others can
// see the change.
func (s *seen) writes(change int64) {
	s.Lock()
	defer s.Unlock()
	s.own = append(s.own, change)
}

// lost takes that back of changes that did not come about after all: another
// window's may have their ids.
func (s *seen) lost(changes ...int64) {
	s.Lock()
	defer s.Unlock()
	s.own = slices.DeleteFunc(s.own, func(id int64) bool { return slices.Contains(changes, id) })
}

// newsRows are read from the newest down.
const newsRows = changeRows + ` WHERE change.id > ? ORDER BY change.id DESC`

// News returns what was written elsewhere since it was asked for last, or since
// the file was opened, with the lines of the history about the record of a
// patient, and that someone was removed. It looks at nothing but one number when
// nothing was. The error is [model.ErrMoved] as soon as the file does not stand at
// its path any more.
func (s *Store) News(ctx context.Context, patient int64) (model.News, error) {
	if err := s.inPlace(); err != nil {
		return model.News{}, fmt.Errorf("look for what is new: %w", err)
	}
	var n model.News
	err := s.read(ctx, func(tx *sql.Tx) error {
		var version int64
		if err := tx.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
			return err
		}
		s.seen.Lock()
		defer s.seen.Unlock()
		made := s.made.Load()
		if version == s.seen.version && made == s.seen.made {
			return nil
		}
		mark, err := restoredMark(ctx, tx)
		if err != nil {
			return err
		}
		if mark != s.seen.mark {
			n.Any, n.Back = true, true
			s.seen.made = made
			return s.seen.begin(ctx, tx)
		}
		last := s.seen.last
		err = each(ctx, tx, newsRows, []any{last}, func(rows *sql.Rows) error {
			c, err := scanChange(rows, s.zone())
			last = max(last, c.ID)
			switch {
			case slices.Contains(s.seen.own, c.ID), c.Patient != patient && c.Kind != model.KindGone:
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
		s.seen.version, s.seen.made, s.seen.last, s.seen.own = version, made, last, nil
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
		s.seen.Lock()
		defer s.seen.Unlock()
		s.seen.made = s.made.Load()
		return s.seen.begin(ctx, tx)
	})
}

// begin takes the file as known as it is now.
func (s *seen) begin(ctx context.Context, tx *sql.Tx) (err error) {
	if err := tx.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&s.version); err != nil {
		return err
	}
	if s.mark, err = restoredMark(ctx, tx); err != nil {
		return err
	}
	s.own = nil
	return tx.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM change`).Scan(&s.last)
}

// restoredMark tells apart the times at which a copy was brought back.
func restoredMark(ctx context.Context, tx *sql.Tx) (string, error) {
	var mark string
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(value), '') FROM setting WHERE key = ?`, settingRestored).Scan(&mark)
	return mark, err
}
