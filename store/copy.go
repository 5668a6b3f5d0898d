package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"waymark/model"
)

// spare is a copy of a data file that was checked and is on disk, under a name
// for the time being.
type spare struct{ path string }

// connected is a [sql.DB], or the one connection of it.
type connected interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// copyFile copies the file that a connection has open, with all that is in its
// log, into a folder. Nothing stays there when it returns an error. It must not
// be called within a transaction.
//
// Only its owner can read a copy, from its first byte on: SQLite would make the
// file readable by others, so it is there, and empty, before.
func copyFile(ctx context.Context, from connected, folder string) (*spare, error) {
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
// is not being made any more.
func clearUnfinished(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, unfinished))
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > time.Hour {
			os.Remove(path)
		}
	}
}

func (c *spare) fill(ctx context.Context, from connected) error {
	if _, err := from.ExecContext(ctx, `VACUUM INTO ?`, c.path); err != nil {
		return known(err)
	}
	if err := flush(c.path); err != nil {
		return unwritable(err)
	}
	return c.check(ctx)
}

// check reads the whole copy.
func (c *spare) check(ctx context.Context) (err error) {
	db, err := sql.Open("sqlite", uri(c.path, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"trusted_schema(0)", "cell_size_check(1)"}}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	wrong := 0
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'`).Scan(&wrong); err != nil {
		return known(err)
	}
	if wrong > 0 {
		return fmt.Errorf("%w: %d things are wrong in the copy", model.ErrDamaged, wrong)
	}
	return nil
}

// keep gives the copy a name in its folder, with ".db" behind it, or with -2, -3
// and so on where a file has that name, and returns its path. It is on disk then.
func (c *spare) keep(name string) (string, error) {
	path, err := reserve(filepath.Join(filepath.Dir(c.path), name))
	if err == nil {
		if err = os.Rename(c.path, path); err != nil {
			os.Remove(path)
		}
	}
	if err == nil && runtime.GOOS != "windows" { // which keeps folders by itself
		err = flush(filepath.Dir(path))
	}
	if err != nil {
		return "", fmt.Errorf("name the copy: %w", unwritable(err))
	}
	return path, nil
}

// drop removes a copy that is not needed after all.
func (c *spare) drop() { os.Remove(c.path) }

// reserve makes an empty file at a path, to be replaced by a copy.
func reserve(path string) (string, error) {
	for n := 1; ; n++ {
		to := numbered(path, n)
		f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			return to, f.Close()
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
}

// numbered is the path of the n-th copy of one name.
func numbered(path string, n int) string {
	if n == 1 {
		return path + ".db"
	}
	return fmt.Sprintf("%s-%d.db", path, n)
}

// vacant is the path that reserve would choose now.
func vacant(path string) string {
	for n := 1; ; n++ {
		if _, err := os.Lstat(numbered(path, n)); err != nil {
			return numbered(path, n)
		}
	}
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
