package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/model"
)

// errAside says that a file could not be looked at because the folder for temporary
// files cannot be used. It says nothing of the file.
var errAside = errors.New("the folder for temporary files cannot be used")

// openSteady opens a file of ours to read all of it, without changing a byte of
// it, of what stands beside it or of its folder, also while windows have it open.
// What a crash left of it is read from a copy that only the person can open, and
// that done removes. The errors are those of [peek], and [errAside].
func openSteady(ctx context.Context, path string) (db *sql.DB, done func(), err error) {
	how := readOnly()
	how.Add("_pragma", "temp_store(2)") // what is put together to look at it stays in memory
	log, logged := sizeOf(path + "-wal")
	_, indexed := sizeOf(path + "-shm")
	journal, _ := sizeOf(path + "-journal")
	switch {
	case journal > 0, log > 0 && !indexed:
		return openAside(ctx, path) // SQLite would write there to read it
	case logged && indexed:
		how.Set("readonly_shm", "1")
	default:
		how.Set("immutable", "1")
	}
	db, err = openKnown(ctx, path, how)
	if errors.Is(err, model.ErrReadOnly) && logged {
		return openAside(ctx, path) // the index of the log cannot be used as it is
	}
	if err != nil {
		return nil, nil, err
	}
	return db, func() { db.Close() }, nil
}

func sizeOf(path string) (size int64, there bool) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, false
	}
	return info.Size(), true
}

// openAside opens a copy of the file as it lies there, made for the time being.
func openAside(ctx context.Context, path string) (db *sql.DB, done func(), err error) {
	clearAside()
	folder, err := os.MkdirTemp("", asideName)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errAside, err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(folder)
		}
	}()
	to := filepath.Join(folder, "waymark.db")
	for _, suffix := range []string{"", "-wal", "-journal"} {
		err := copyBytes(path+suffix, to+suffix)
		var at *fs.PathError
		switch {
		case err == nil, suffix != "" && os.IsNotExist(err):
		case errors.As(err, &at) && at.Path == path+suffix: // it cannot be read
			return nil, nil, unwritable(err)
		default:
			return nil, nil, fmt.Errorf("%w: %w", errAside, err)
		}
	}
	how := readOnly()
	how.Del("mode") // it may have to be brought in order first
	db, err = openKnown(ctx, to, how)
	if errors.Is(err, model.ErrFull) || errors.Is(err, model.ErrReadOnly) {
		err = fmt.Errorf("%w: %w", errAside, err)
	}
	if err != nil {
		return nil, nil, err
	}
	return db, func() { _ = errors.Join(db.Close(), os.RemoveAll(folder)) }, nil
}

// asideName is how the folders of [openAside] are called. One that is older than
// asideAge is left of a run that was killed.
const (
	asideName = "waymark-look-"
	asideAge  = time.Hour
)

// clearAside removes what is left of such folders.
func clearAside() {
	left, _ := filepath.Glob(filepath.Join(literal(os.TempDir()), asideName+"*"))
	for _, folder := range left {
		if info, err := os.Lstat(folder); err == nil && info.IsDir() && time.Since(info.ModTime()) > asideAge {
			os.RemoveAll(folder)
		}
	}
}

func copyBytes(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}

// openKnown opens a file on one connection when it is one that this program can
// use.
func openKnown(ctx context.Context, path string, how url.Values) (*sql.DB, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s", model.ErrNotWaymark, info.Mode().Type())
	}
	db, err := sql.Open("sqlite", uri(path, how))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := lookAt(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// literal is a path as a pattern that only it matches.
func literal(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
