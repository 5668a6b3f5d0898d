package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"waymark/model"
)

// opened is what stood at the path of the data file, and beside it, when the
// connection opened them: SQLite goes on with what it has open, whatever becomes
// of the names.
type opened struct{ file, log, index fs.FileInfo }

// openedAt looks at what stands at a path now. The log and its index are nil where
// they are not there.
func openedAt(path string) (p opened, err error) {
	p.log, _ = os.Stat(path + "-wal")
	p.index, _ = os.Stat(path + "-shm")
	p.file, err = os.Stat(path)
	return p, err
}

// inPlace returns [model.ErrMoved] when the open file no longer stands at its
// path: SQLite would go on writing to it, and nobody would find it again. The
// error wraps [fs.ErrNotExist] too when nothing stands there.
func (s *Store) inPlace() error {
	file, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", model.ErrMoved, err)
	case err != nil:
		return fmt.Errorf("%w: %w", model.ErrReadOnly, err)
	case !os.SameFile(file, s.opened.Load().file):
		return fmt.Errorf("%w: %s", model.ErrMoved, filepath.Base(s.path))
	}
	return nil
}

// whole reports whether the log and its index are those that the connection has
// open.
func (s *Store) whole() bool {
	p := s.opened.Load()
	return stands(s.path+"-wal", p.log) && stands(s.path+"-shm", p.index)
}

// stands reports whether a file is still what it was; one that was not there may
// be anything.
func stands(path string, was fs.FileInfo) bool {
	if was == nil {
		return true
	}
	is, err := os.Stat(path)
	return err == nil && os.SameFile(is, was)
}

// ready returns nil when the file can be written to.
func (s *Store) ready(ctx context.Context) error {
	if s.damaged.Load() {
		return model.ErrDamaged
	}
	if err := s.inPlace(); err != nil {
		return err
	}
	return s.mend(ctx)
}

// mend goes on with a new log where the log or its index were removed or
// replaced. What was written last stands only in the log that is open, and nobody
// else would find it; another window might even begin a log of its own. So all of
// it is brought into the file, after a copy of it was made, and this window lets
// go of the file. It takes it up again when all windows have let go, which those
// that are open do within a second: see [windows.Connect].
func (s *Store) mend(ctx context.Context) error {
	if s.whole() {
		return nil
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return known(err)
	}
	defer conn.Close()
	if s.whole() || s.inPlace() != nil { // mended meanwhile; or not to be found at all, which is another thing
		return nil
	}
	if spare, err := copyFile(ctx, conn, copiesOf(s.path)); err == nil {
		defer spare.drop() // the computer may go off while the log is brought in
	}
	if err := s.bringIn(ctx, conn); err != nil {
		return fmt.Errorf("bring in the log: %w", known(err))
	}
	p := s.opened.Load()
	for path, was := range map[string]fs.FileInfo{s.path + "-wal": p.log, s.path + "-shm": p.index} {
		if !stands(path, was) { // no window that knows the file has this one: see [joinable]
			os.Remove(path)
		}
	}
	return drop(conn)
}

// bringIn brings all that is in the log into the file.
func (s *Store) bringIn(ctx context.Context, conn *sql.Conn) error {
	return s.inTurn(ctx, func() error {
		var busy, pages, moved int
		if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(FULL)`).Scan(&busy, &pages, &moved); err != nil {
			return err
		}
		if busy != 0 || pages != moved {
			return model.ErrBusy
		}
		return nil
	})
}

// drop closes the connection itself; the next that is needed is a new one.
func drop(conn *sql.Conn) error {
	err := conn.Raw(func(any) error { return driver.ErrBadConn })
	if errors.Is(err, driver.ErrBadConn) {
		return nil
	}
	return err
}

// windows makes the connections of a store to its file, among other windows. There
// is one at a time, but database/sql makes a new one after a query was broken off.
type windows struct {
	driver.Connector
	store *Store
}

// Connect implements [driver.Connector].
func (w windows) Connect(ctx context.Context) (conn driver.Conn, err error) {
	s := w.store
	if s.opened.Load() != nil {
		if err := s.inPlace(); err != nil {
			return nil, err
		}
	}
	err = s.inTurn(ctx, func() (err error) {
		conn, err = w.join(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.made.Add(1)
	return conn, nil
}

// join makes a connection, unless a window would be on another log than others.
func (w windows) join(ctx context.Context) (driver.Conn, error) {
	leave, err := enter(w.store.path)
	if err != nil {
		return nil, err
	}
	defer leave()
	before, err := joinable(ctx, w.store.path)
	if err != nil {
		return nil, err
	}
	conn, err := w.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	p, err := openedBy(ctx, conn, w.store.path)
	if err == nil && before.log != nil && before.index != nil && !(same(before.log, p.log) && same(before.index, p.index)) {
		err = fmt.Errorf("%w: its log went while it was opened", model.ErrBusy)
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	w.store.opened.Store(&p)
	return conn, nil
}

func same(a, b fs.FileInfo) bool { return a != nil && b != nil && os.SameFile(a, b) }

// openedBy looks at what a new connection opened at a path. Of a new file it opens
// the log when something is read. Where the disk cannot have a log there is none.
func openedBy(ctx context.Context, conn driver.Conn, path string) (opened, error) {
	p, err := openedAt(path)
	if err != nil {
		return p, unwritable(err)
	}
	ask, ok := conn.(driver.QueryerContext)
	if !ok || p.log != nil && p.index != nil {
		return p, nil
	}
	mode := make([]driver.Value, 1)
	for _, query := range []string{`SELECT count(*) FROM sqlite_schema`, `PRAGMA journal_mode`} {
		rows, err := ask.QueryContext(ctx, query, nil)
		if err != nil {
			return p, err
		}
		if err := errors.Join(rows.Next(mode), rows.Close()); err != nil {
			return p, err
		}
	}
	if p, err = openedAt(path); err != nil {
		return p, unwritable(err)
	}
	if mode[0] == "wal" && (p.log == nil || p.index == nil) {
		return p, fmt.Errorf("%w: its log went as soon as it was opened", model.ErrBusy)
	}
	return p, nil
}

// joinable returns [model.ErrBusy] when other windows have a file open whose log
// or index no longer stands beside it: a window that began a new log while they
// go on with theirs would ruin the file. The log and its index come and go
// together, with the first window and the last; where one of them is not there,
// nobody may have the file, and whoever can lock all of it knows that. It leaves
// neither. It returns what stands there.
func joinable(ctx context.Context, path string) (p opened, err error) {
	p, err = openedAt(path)
	if err != nil || p.file.Size() == 0 || p.log != nil && p.index != nil {
		return p, nil // what is wrong with the file, connecting tells
	}
	if is, sure := inUse(path); is {
		return p, model.ErrBusy
	} else if sure {
		return p, nil
	}
	db, err := sql.Open("sqlite", uri(path, url.Values{
		"mode": {"rw"}, "_busy_timeout": {"0"}, "_synchronous": {"FULL"},
		"_pragma": {"locking_mode(EXCLUSIVE)", "fullfsync(1)", "checkpoint_fullfsync(1)"},
	}))
	if err != nil {
		return p, nil
	}
	var n int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n)
	if err = errors.Join(err, db.Close()); errors.Is(known(err), model.ErrBusy) {
		return p, err
	}
	return p, nil
}
