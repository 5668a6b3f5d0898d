package store

import (
	"database/sql"
	"errors"
	"fmt"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"waymark/model"
)

// known adds to an error of the driver what it means for a person, as one of
// model's errors. It goes by the driver's code, never by its words.
func known(err error) error {
	var e *sqlite.Error
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return model.ErrNotFound
	case !errors.As(err, &e):
		return err
	}
	if means := meaning(e.Code()); means != nil && !errors.Is(err, means) {
		return fmt.Errorf("%w: %w", means, err)
	}
	return err
}

// meaning returns model's error for a result code of SQLite, or nil. The
// extended codes that say more than their primary code come first.
func meaning(code int) error {
	switch code {
	case lib.SQLITE_READONLY_DBMOVED:
		return model.ErrMoved
	case lib.SQLITE_IOERR_SHMSIZE:
		return model.ErrFull // the index of the log could not grow
	case lib.SQLITE_IOERR_READ, lib.SQLITE_IOERR_SHORT_READ, lib.SQLITE_IOERR_CORRUPTFS, lib.SQLITE_IOERR_DATA:
		return model.ErrDamaged
	case lib.SQLITE_CONSTRAINT_FOREIGNKEY:
		return model.ErrNotFound // a row names one that is not there
	case lib.SQLITE_CONSTRAINT_CHECK:
		return model.ErrOutOfRange
	}
	switch code & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_PROTOCOL:
		return model.ErrBusy
	case lib.SQLITE_FULL:
		return model.ErrFull
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return model.ErrReadOnly
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return model.ErrDamaged
	}
	return nil
}

// unreadable is known for a file whose kind is not settled yet: what is no
// database is another program's, not a damaged one of ours.
func unreadable(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_NOTADB {
		return fmt.Errorf("%w: %w", model.ErrNotWaymark, err)
	}
	return known(err)
}

// misshapen is known for a file that is opened: where its tables are not as its
// version says, SQLite does not find what it is asked for.
func misshapen(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_ERROR {
		return fmt.Errorf("%w: %w", model.ErrDamaged, err)
	}
	return known(err)
}

// unwritable says what an error of the file system means where the data file
// or its folder was to be made or found.
func unwritable(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w: %w", model.ErrFull, err)
	}
	return fmt.Errorf("%w: %w", model.ErrReadOnly, err)
}

// refused reports whether SQLite refused a row because of the rows around it.
func refused(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_CONSTRAINT
}
