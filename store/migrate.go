package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"waymark/model"
)

//go:embed migrations/*.sql
var migrations embed.FS

// steps are the names of the migrations in their order. The file's
// user_version says how many of them it has had.
var steps = func() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	return names
}()

// latest is the shape this program reads and writes.
func latest() int { return len(steps) }

// errUncopied says that a step has to wait for a copy of the file.
var errUncopied = errors.New("not copied yet")

// migrate brings the file to the latest shape, one transaction a step, and
// finds out whether it can be written at all. A file in which something is may be
// old: a copy of it is kept first.
func (s *Store) migrate(ctx context.Context) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for copied, done := s.unkept, false; !done; {
		if done, err = s.migrateOnce(ctx, conn, copied); errors.Is(err, errUncopied) {
			copied = true
			if err = sound(ctx, conn); err != nil { // a copy has indexes of its own
				return fmt.Errorf("migrate: %w", err)
			}
			_, err = s.copyFirst(ctx, conn, model.BeforeUpdate, func() error { return nil }, func(tx *sql.Tx) error {
				_, err := s.step(ctx, tx, copied)
				return err
			})
		}
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	return nil
}

// migrateOnce takes the next step and reports whether there was none left.
func (s *Store) migrateOnce(ctx context.Context, conn *sql.Conn, copied bool) (done bool, err error) {
	tx, err := s.begin(ctx, conn)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	if done, err = s.step(ctx, tx, copied); done || err != nil {
		return done, err
	}
	return false, tx.Commit()
}

// step takes the next step in a transaction and reports whether there was none
// left. Another window may have taken steps since the peek, so it looks again. The
// error is errUncopied when a copy is to be made first.
func (s *Store) step(ctx context.Context, tx *sql.Tx, copied bool) (done bool, err error) {
	h, err := headerOf(ctx, tx)
	if err == nil {
		err = h.check()
	}
	if err != nil {
		return false, err
	}
	if h.version == latest() {
		// Beginning does not tell whether the file can be written; a write does.
		return true, run(ctx, tx, `UPDATE current_action SET change_id = NULL WHERE false`)
	}
	if h.version > 0 && !copied {
		switch is, err := inhabited(ctx, tx); {
		case err != nil:
			return false, err
		case is:
			return false, errUncopied
		}
	}
	if err := takeStep(ctx, tx, steps[h.version]); err != nil {
		return false, err
	}
	if h.version > 0 {
		if err := closeUndo(ctx, tx); err != nil {
			return false, err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", h.version+1)); err != nil {
		return false, err
	}
	return false, nil
}

// takeStep changes the shape of a file. A step must not write history: its rows
// are no action of a person.
func takeStep(ctx context.Context, tx *sql.Tx, name string) error {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	if err := dropHistory(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return createHistory(ctx, tx)
}

// inhabited reports whether anything is in a file that a person would miss.
func inhabited(ctx context.Context, from connected) (bool, error) {
	var is bool
	err := from.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM draft)`).Scan(&is)
	return is, err
}

// closeUndo keeps what was done so far from being taken back: the images of its
// rows have the shape of the tables as they were.
func closeUndo(ctx context.Context, tx *sql.Tx) error {
	var last int64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM change`).Scan(&last); err != nil {
		return fmt.Errorf("close undo: %w", err)
	}
	return set(ctx, tx, settingUndoClosed, last)
}
