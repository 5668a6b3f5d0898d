package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"

	"waymark/model"
)

// applicationID marks a Waymark file: "WYMK".
const applicationID = 0x57594D4B

func init() {
	// Without this, any other close of the data file in this process would drop
	// SQLite's locks on it. The first lock of the process settles it, so it is
	// set before there can be one; systems that do not have it keep theirs.
	_, _ = sqlite.OFDLocking(true)
}

// prepare makes the folder and the empty file where there are none and never was
// one, and returns the file's absolute path with links followed, and whether it
// made it.
func prepare(ctx context.Context, path string) (real string, made bool, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return path, false, err
	}
	_, err = os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if path, err = placeOf(path); err != nil {
			return path, false, err
		}
		said := missing(ctx, path)
		if _, err := os.Stat(path); said != nil && err != nil { // else another window made it just now
			return path, false, said
		}
		made, err = create(path)
	}
	if err == nil {
		real, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return path, false, unwritable(err)
	}
	return real, made, nil
}

// unmake removes a file that was made just now and did not come to be more, unless
// another window has it open.
func unmake(path string) {
	if is, sure := inUse(path); is || !sure {
		return
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		os.Remove(path + suffix)
	}
}

// placeOf returns the absolute path of a file with links followed, also where the
// file is not there any more or never was.
func placeOf(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return path, err
	}
	for range 40 { // as many links as Linux follows
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return real, nil
		}
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	return path, nil
}

// create makes an empty file that only its owner can read, so that nothing
// SQLite puts beside it is readable by others either. Folders that exist keep
// their modes.
func create(path string) (made bool, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return false, nil // another window made it just now
	}
	if err != nil {
		return false, err
	}
	return true, f.Close()
}

// header is what tells whose file it is.
type header struct {
	application uint32
	version     int // how many migrations it has had
	objects     int // tables, indexes and triggers
}

// check tells whether Waymark can use the file.
func (h header) check() error {
	switch {
	case h.application == applicationID && h.version > latest():
		return fmt.Errorf("%w: shape %d, this program knows %d", model.ErrNewerFile, h.version, latest())
	case h.application == applicationID && h.version > 0:
		return nil
	case h == header{}:
		return nil // made by another window that has not come further yet
	}
	return fmt.Errorf("%w: application %#x, shape %d", model.ErrNotWaymark, h.application, h.version)
}

// peek tells whether Waymark can use the file without changing a byte of it or
// of its folder. What it says against a file that another window opened or
// closed meanwhile is [model.ErrBusy]: it may have seen half of each.
func peek(ctx context.Context, path string) error {
	before, err := os.Stat(path)
	switch {
	case err != nil:
		return unwritable(err)
	case !before.Mode().IsRegular():
		return fmt.Errorf("%w: %s", model.ErrNotWaymark, before.Mode().Type())
	case before.Size() == 0:
		return nil
	}
	if plainlyOurs(path, before.Size()) {
		return nil
	}
	seen := traces(path)
	err = lookSafely(ctx, path)
	if err != nil && traces(path) != seen {
		return fmt.Errorf("%w: %v", model.ErrBusy, err)
	}
	return err
}

// plainlyOurs reports whether the first bytes of a file say beyond doubt that
// it is one that this program can use, so that it need not be opened twice. It
// reads them itself only where that cannot drop SQLite's locks.
func plainlyOurs(path string, size int64) bool {
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 || !sqlite.OFDLockingEnabled() {
		return false
	}
	b := headOf(path)
	return b.fits() && b.ours() && b.version() > 0 && b.version() <= latest() && b.length() == size
}

// immutable are the settings for a file that nobody writes to while it is read.
func immutable() url.Values { return url.Values{"immutable": {"1"}} }

// traces describes the file and its companions well enough to see that
// somebody wrote.
func traces(path string) string {
	var all strings.Builder
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if info, err := os.Stat(path + suffix); err == nil {
			fmt.Fprintln(&all, suffix, info.Size(), info.ModTime().UnixNano())
		}
	}
	return all.String()
}

// lookSafely looks at the file in the way that leaves no trace.
func lookSafely(ctx context.Context, path string) error {
	if !hasPages(path + "-wal") {
		return look(ctx, path, immutable())
	}
	if _, err := os.Stat(path + "-shm"); err == nil {
		return look(ctx, path, url.Values{"readonly_shm": {"1"}})
	}
	// A log without its index: reading it makes an index file, so the file alone
	// must not already say that it is another's.
	if err := look(ctx, path, immutable()); err != nil {
		return err
	}
	return look(ctx, path, url.Values{})
}

// look reads the header by SQLite itself: a read of our own would drop the
// locks that this process may hold on the file.
func look(ctx context.Context, path string, how url.Values) (err error) {
	maps.Copy(how, readOnly())
	db, err := sql.Open("sqlite", uri(path, how))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return lookAt(ctx, db)
}

// lookAt tells whether Waymark can use a file that was opened to read.
func lookAt(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return unreadable(err)
	}
	defer tx.Rollback()
	h, err := headerOf(ctx, tx)
	if err != nil {
		return unreadable(err)
	}
	if err := h.check(); err != nil || h.version < latest() {
		return err
	}
	// What is read whenever it is opened: then damage to it is known before anything
	// that is in a log is written to the file.
	var last, kept int64
	return known(tx.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(id), 0) FROM change), (SELECT count(*) FROM setting)`).Scan(&last, &kept))
}

// headerOf reads the header. Of another application's file it reads no more
// than its name.
func headerOf(ctx context.Context, tx *sql.Tx) (header, error) {
	var h header
	for _, part := range []struct {
		query string
		to    any
	}{
		{`PRAGMA application_id`, &h.application},
		{`PRAGMA user_version`, &h.version},
		{`SELECT count(*) FROM sqlite_schema`, &h.objects},
	} {
		if err := tx.QueryRowContext(ctx, part.query).Scan(part.to); err != nil {
			return header{}, err
		}
		if h.application != 0 && h.application != applicationID {
			break
		}
	}
	return h, nil
}

// connection are the settings of the working connection. They stand in its
// address because a setting sent later would not reach one made anew.
func connection() url.Values {
	return url.Values{
		"mode":          {"rw"}, // of a file that was moved away no other is made
		"_txlock":       {"immediate"},
		"_busy_timeout": {fmt.Sprint(patience.Milliseconds())},
		"_foreign_keys": {"1"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_dqs":          {"0"},
		"_defensive":    {"1"},
		"_pragma": {
			"secure_delete(1)", "trusted_schema(0)", "cell_size_check(1)",
			"temp_store(2)",                           // in memory: nothing of it comes into another folder
			"fullfsync(1)", "checkpoint_fullfsync(1)", // on macOS; elsewhere they do nothing
		},
	}
}

// readOnly are the settings of a connection that only reads.
func readOnly() url.Values {
	return url.Values{
		"mode":          {"ro"},
		"_busy_timeout": {fmt.Sprint(patience.Milliseconds())},
		"_defensive":    {"1"},
		"_pragma":       {"trusted_schema(0)", "cell_size_check(1)"},
	}
}

// uri is the address of the file at an absolute path, whatever characters the
// path has. A plain path would lose its settings.
func uri(path string, settings url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/folder
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}
	return u.String()
}
