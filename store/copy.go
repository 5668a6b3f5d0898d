package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"waymark/model"
)

// spare is a copy of a data file that was checked and is on disk, under a name
// for the time being.
type spare struct{ path string }

// connected is a [sql.DB], the one connection of it, or a transaction.
type connected interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// copyFile copies the file that a connection has open, with all that is in its
// log, into a folder, which it makes where it is not there. Nothing stays there
// when it returns an error. It must not be called within a transaction.
//
// Only its owner can read a copy, from its first byte on: SQLite would make the
// file readable by others, so it is there, and empty, before.
func copyFile(ctx context.Context, from connected, folder string) (*spare, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make a folder for copies: %w", unwritable(err))
	}
	clearUnfinished(folder)
	f, err := os.CreateTemp(folder, unfinished)
	if err != nil {
		return nil, fmt.Errorf("begin a copy: %w", unwritable(err))
	}
	c := &spare{f.Name()}
	if err = f.Close(); err == nil {
		err = c.fill(ctx, from)
	}
	if err != nil {
		c.drop()
		return nil, fmt.Errorf("copy the file: %w", err)
	}
	return c, nil
}

// unfinished are the names of copies that are being made.
const unfinished = "waymark-*.unfinished"

// clearUnfinished removes from a folder what is left of copies that were cut off:
// nobody would look for them, and they hold everything. One that is an hour old
// is not being made any more, nor is one of an hour that has not come yet: a clock
// was wrong.
func clearUnfinished(folder string) {
	left, _ := filepath.Glob(filepath.Join(literal(folder), unfinished+"*")) // their logs too
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()).Abs() > time.Hour {
			os.Remove(path)
		}
	}
}

// fill copies the file and checks the copy. Others may write meanwhile: what has
// as many rows before as after has so many in the copy.
func (c *spare) fill(ctx context.Context, from connected) error {
	before, err := rowCounts(ctx, from)
	if err != nil {
		return known(err)
	}
	if _, err := from.ExecContext(ctx, `VACUUM INTO ?`, c.path); err != nil {
		return known(err)
	}
	after, err := rowCounts(ctx, from)
	if err != nil {
		return known(err)
	}
	if err := flush(c.path); err != nil {
		return unwritable(err)
	}
	return c.check(ctx, before, after)
}

// check reads the whole copy.
func (c *spare) check(ctx context.Context, before, after map[string]int) (err error) {
	db, err := openCopy(ctx, c.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := sound(ctx, db); err != nil {
		return err
	}
	has, err := rowCounts(ctx, db)
	if err != nil {
		return known(err)
	}
	for table, n := range before {
		if after[table] == n && has[table] != n {
			return fmt.Errorf("%w: %d rows of %s of %d", model.ErrDamaged, has[table], table, n)
		}
	}
	return nil
}

// rowCounts counts the rows of every table.
func rowCounts(ctx context.Context, db connected) (map[string]int, error) {
	tables, err := tablesOf(ctx, db)
	if err != nil {
		return nil, err
	}
	rows := make(map[string]int, len(tables))
	for _, table := range tables {
		var n int
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+table+`"`).Scan(&n); err != nil {
			return nil, err
		}
		rows[table] = n
	}
	return rows, nil
}

// sound reads the whole file. The error is [model.ErrDamaged] when part of it
// cannot be read, or its parts do not fit each other.
func sound(ctx context.Context, db connected) error {
	wrong, first := 0, ""
	err := db.QueryRowContext(ctx, `SELECT count(*), coalesce(min(integrity_check), '') FROM pragma_integrity_check WHERE integrity_check <> 'ok'`).Scan(&wrong, &first)
	if err != nil {
		return known(err)
	}
	if wrong > 0 {
		return fmt.Errorf("%w: %d things, one is %s", model.ErrDamaged, wrong, first)
	}
	return nil
}

// tries is how often the file is copied, at most, when other windows write to it
// between the copy and what it is made for.
const tries = 5

// errWritten says that another window wrote since the copy was made.
var errWritten = errors.New("written to since it was copied")

// copyFirst keeps a copy of the file, whose path it returns, and runs do in a
// transaction before anybody else writes. may is asked before each try. The copy
// stays only when do came to its end; from then on it stays whatever happens.
func (s *Store) copyFirst(ctx context.Context, conn *sql.Conn, why model.Reason, may func() error, do func(tx *sql.Tx) error) (string, error) {
	for range tries {
		if err := may(); err != nil {
			return "", err
		}
		path, err := s.copyOnce(ctx, conn, why, do)
		if !errors.Is(err, errWritten) {
			return path, err
		}
	}
	return "", fmt.Errorf("%w: %w", model.ErrBusy, errWritten)
}

func (s *Store) copyOnce(ctx context.Context, conn *sql.Conn, why model.Reason, do func(tx *sql.Tx) error) (path string, err error) {
	var version, now int64
	if err := conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return "", err
	}
	spare, err := copyFile(ctx, conn, copiesOf(s.path))
	if err != nil {
		return "", err
	}
	defer func() {
		if path == "" {
			spare.drop()
		}
	}()
	tx, err := s.begin(ctx, conn)
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	if err := tx.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&now); err != nil {
		return "", err
	}
	if now != version {
		return "", errWritten
	}
	if err := do(tx); err != nil {
		return "", err
	}
	if path, err = spare.keep(model.CopyName(s.now(), why)); err != nil {
		return "", err
	}
	if err := tx.Commit(); err != nil {
		return path, fmt.Errorf("commit: %w; a copy is kept at %s", err, path)
	}
	return path, nil
}

// keep gives a copy a name in its folder, with ".db" behind it, or with -2, -3
// and so on where a file has that name, and returns its path. It is on disk then.
func (c *spare) keep(name string) (path string, err error) {
	for n := 1; ; n++ {
		path = numbered(filepath.Join(filepath.Dir(c.path), name), n)
		if err = c.stand(path); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", fmt.Errorf("name the copy: %w", unwritable(err))
	}
	return path, nil
}

// stand lets the copy stand at a path, at once with all that is in it. Where
// something stands there already the error is [fs.ErrExist].
func (c *spare) stand(path string) error {
	err := os.Link(c.path, path)
	switch {
	case err == nil:
		c.drop() // its other name
	case errors.Is(err, fs.ErrExist):
		return err
	default: // a stick, say, on which a file has one name
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Close(), os.Rename(c.path, path)); err != nil {
			os.Remove(path)
			return err
		}
	}
	if runtime.GOOS == "windows" { // which keeps folders by itself
		return nil
	}
	return flush(filepath.Dir(path))
}

// drop removes a copy that is not needed after all.
func (c *spare) drop() { os.Remove(c.path) }

// numbered is the path of the n-th copy of one name.
func numbered(path string, n int) string {
	if n == 1 {
		return path + ".db"
	}
	return fmt.Sprintf("%s-%d.db", path, n)
}

// flush brings a file or a folder to the disk.
func flush(path string) error {
	flag := os.O_RDWR // Windows syncs only what is open for writing
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		flag = os.O_RDONLY
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
