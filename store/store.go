// Package store keeps what Waymark knows in one SQLite file. It is the only
// package that knows SQL. Every action of a person is one transaction that is
// on disk when its method returns, with a line in the history that can take it
// back.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"

	"waymark/model"
)

// Store is an open data file. Its methods can be called from several
// goroutines; they take turns. The errors of all of them unwrap to those of
// package model: [model.ErrBusy], [model.ErrFull], [model.ErrReadOnly] and
// [model.ErrDamaged] for what the file can run into, and for those that write
// [model.ErrMoved]. A method that returns an error has changed nothing in the file.
type Store struct {
	db       *sql.DB
	path     string
	now      func() time.Time
	opened   atomic.Pointer[opened] // what the connection opened, to notice when something else takes its place
	made     atomic.Int64           // connections
	patience time.Duration          // how long to wait for another window that is writing
	damaged  atomic.Bool            // part of it could not be read: nothing is written any more
	unkept   bool                   // it is itself made from a copy: no copy is made before a migration
	seen     seen
}

// patience is how long a window waits for another one that is writing.
const patience = 5 * time.Second

// Open opens the data file at path, or creates it and the folders it needs.
// now gives the time of every change; nil means [time.Now].
//
// A file that cannot be used is left exactly as it is, and no other is left
// beside it: the error is [model.ErrNotWaymark] for a file of another kind,
// [model.ErrNewerFile] for one of a newer Waymark, [model.ErrDamaged] for one
// that cannot be read, [model.ErrGone] where none is there, or an empty one, while
// a copy of it stands in the folder beside it, [model.ErrReadOnly] where it or its folder cannot be
// changed, [model.ErrFull] where there is no room, and [model.ErrBusy] where
// another program holds it for more than five seconds.
func Open(ctx context.Context, path string, now func() time.Time) (*Store, error) {
	if now == nil {
		now = time.Now
	}
	path, made, err := prepare(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", path, err)
	}
	s := &Store{path: path, now: now, patience: patience}
	if err := retryBusy(ctx, func() error { return s.connect(ctx) }); err != nil {
		if made {
			unmake(path)
		}
		return nil, fmt.Errorf("open %q: %w", path, err)
	}
	return s, nil
}

// connect looks at the file, opens it and brings it to the newest shape.
// Nothing of it stays when it returns an error.
func (s *Store) connect(ctx context.Context) (err error) {
	if err := examine(ctx, s.path); err != nil {
		return err
	}
	connector, err := sqlite.NewConnector(uri(s.path, connection()))
	if err != nil {
		return err
	}
	s.db = sql.OpenDB(windows{connector, s})
	// One connection, kept for good: a second would wait for the first's lock.
	s.db.SetMaxOpenConns(1)
	defer func() {
		if err != nil {
			err = errors.Join(err, s.db.Close())
		}
	}()
	if err := s.migrate(ctx); err != nil {
		return misshapen(err)
	}
	if err := s.sweepUp(ctx); err != nil {
		return err
	}
	return misshapen(s.lookAround(ctx))
}

// retryBusy tries again for as long as patience lasts while another window
// holds the file: switching a new file to its write-ahead log does not wait by
// itself.
func retryBusy(ctx context.Context, try func() error) error {
	for deadline := time.Now().Add(patience); ; {
		err := try()
		if err == nil || !errors.Is(err, model.ErrBusy) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Close closes the file. What was written is in it even without it.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close %q: %w", s.path, known(err))
	}
	return nil
}

// Path returns the data file's absolute path.
func (s *Store) Path() string { return s.path }

// read runs do in a transaction that sees one moment of the file. It reads on in a
// file that was moved away: all that was shown as saved is there.
func (s *Store) read(ctx context.Context, do func(tx *sql.Tx) error) error {
	_ = s.mend(ctx) // where that does not come about, the log that is open can be read all the same
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return known(err)
	}
	defer tx.Rollback()
	return s.met(do(tx))
}

// met is [known] for what the open file was read or changed with. Once part of it
// could not be read, nothing is written to it any more.
func (s *Store) met(err error) error {
	if err = known(err); errors.Is(err, model.ErrDamaged) {
		s.damaged.Store(true)
	}
	return err
}

// write runs do in a transaction that is on disk when write returns nil.
func (s *Store) write(ctx context.Context, do func(tx *sql.Tx) error) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return known(err)
	}
	defer conn.Close()
	tx, err := s.begin(ctx, conn)
	if err != nil {
		return fmt.Errorf("begin: %w", known(err))
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return s.met(err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", s.met(err))
	}
	return nil
}

// turn is about how often a window that waits asks whether it is its turn.
const turn = time.Millisecond

// inTurn tries until no other window is writing, for as long as patience lasts.
func (s *Store) inTurn(ctx context.Context, try func() error) error {
	for deadline := time.Now().Add(s.patience); ; {
		err := try()
		if err == nil || !errors.Is(known(err), model.ErrBusy) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(turn/2 + rand.N(turn)):
		}
	}
}

// begin begins to write when it is this window's turn. SQLite by itself asks less
// and less often, so that one that waits longest is the last to get its turn, and
// none at all while others write without a pause.
func (s *Store) begin(ctx context.Context, conn *sql.Conn) (tx *sql.Tx, err error) {
	if _, err := conn.ExecContext(ctx, `PRAGMA busy_timeout = 0`); err != nil {
		return nil, err
	}
	err = s.inTurn(ctx, func() (err error) {
		tx, err = conn.BeginTx(ctx, nil)
		return err
	})
	wait := fmt.Sprintf(`PRAGMA busy_timeout = %d`, s.patience.Milliseconds())
	if err != nil {
		_, wrong := conn.ExecContext(ctx, wait)
		return nil, errors.Join(err, wrong)
	}
	if _, err := tx.ExecContext(ctx, wait); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}
