package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
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

// migrate brings the file to the latest shape, one transaction a step, and
// finds out whether it can be written at all.
func (s *Store) migrate(ctx context.Context) error {
	for {
		done, err := s.migrateOnce(ctx)
		if err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		if done {
			return nil
		}
	}
}

// migrateOnce takes the next step and reports whether there was none left.
// Another window may have taken steps since the peek, so the transaction looks
// again.
func (s *Store) migrateOnce(ctx context.Context) (done bool, err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	tx, err := s.begin(ctx, conn)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()

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
	text, err := migrations.ReadFile(steps[h.version])
	if err != nil {
		return false, err
	}
	// A step must not write history: its rows are no action of a person.
	if err := dropHistory(ctx, tx); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return false, fmt.Errorf("%s: %w", steps[h.version], err)
	}
	if err := createHistory(ctx, tx); err != nil {
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
	return false, tx.Commit()
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
