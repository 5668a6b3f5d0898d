package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"modernc.org/sqlite"

	"waymark/model"
)

// examine tells whether the data file at a path can be opened, without changing a
// byte of it or of what stands beside it. It takes no longer for a sound file than
// to read its first bytes; the rest is for one of which something is already
// wrong. What it says against a file that another window writes to meanwhile is
// [model.ErrBusy]: it may have seen half of each.
func examine(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Mode().IsRegular() && plainlyOurs(path, info.Size()) {
		return nil
	}
	seen := traces(path)
	err = examineAll(ctx, path)
	if err != nil && ctx.Err() == nil && traces(path) != seen {
		return fmt.Errorf("%w: %v", model.ErrBusy, err)
	}
	return err
}

func examineAll(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := missing(ctx, path); err != nil {
			return err
		}
		return fmt.Errorf("%w: removed just now", model.ErrBusy)
	case err != nil:
		return unwritable(err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: %s", model.ErrNotWaymark, info.Mode().Type())
	case info.Size() == 0:
		return missing(ctx, path)
	}
	log, err := logOf(ctx, path)
	if err != nil {
		return err
	}
	head := headOf(path)
	switch err := judge(ctx, path, info.Size(), head, log); {
	case err == nil && log.frames == 0 && head.blank() && hasCopy(ctx, path):
		// Another window does not make a new file where there are copies.
		return fmt.Errorf("%w: nothing is in it", model.ErrGone)
	case err == nil:
		return nil
	case errors.Is(err, model.ErrNewerFile), errors.Is(err, model.ErrBusy), errors.Is(err, model.ErrFull),
		errors.Is(err, model.ErrReadOnly), ctx.Err() != nil:
		return err
	case head.ours() || log.ours || hasCopy(ctx, path):
		return fmt.Errorf("%w: %v", model.ErrDamaged, err)
	default:
		return fmt.Errorf("%w: %v", model.ErrNotWaymark, err)
	}
}

// judge says what is wrong with a file that is there, whosever it is.
func judge(ctx context.Context, path string, size int64, head head, log wal) error {
	if log.damaged() {
		// To look at it together with its log would make an index that hides this.
		if err := look(ctx, path, immutable()); err != nil {
			return err
		}
		return fmt.Errorf("%w: its log, after frame %d", model.ErrDamaged, log.frames)
	}
	if err := peek(ctx, path); err != nil {
		return err
	}
	if !head.fits() {
		return fmt.Errorf("%w: its header says what SQLite knows and Waymark never writes", model.ErrDamaged)
	}
	// SQLite takes a file that is longer than its header says, and would write over
	// what is behind that. To an older file a step would be made that cannot be read.
	longer, older := log.frames == 0 && head.length() != size, log.frames > 0 && head.version() < latest()
	if !head.ours() || !longer && !older {
		return nil
	}
	db, err := openCopy(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(sound(ctx, db), db.Close())
}

// missing tells what it means that no file is at a path, or one of no length: a
// new one, unless copies or a log say that there was one. SQLite would remove such
// a log.
func missing(ctx context.Context, path string) error {
	if hasCopy(ctx, path) {
		return fmt.Errorf("%w: %s", model.ErrGone, filepath.Base(path))
	}
	committed := false
	f, err := os.Open(path + "-wal")
	if err != nil {
		return nil
	}
	defer f.Close()
	if _, err := readWAL(f, func(f frame) { committed = committed || f.ours && f.commit > 0 }); err != nil {
		return unwritable(err)
	}
	if committed {
		return fmt.Errorf("%w: only its log is there", model.ErrDamaged)
	}
	return nil
}

// hasCopy reports whether a copy that can be used stands beside a data file.
func hasCopy(ctx context.Context, path string) bool {
	_, ok := newestCopy(ctx, path)
	return ok
}

// newestCopy returns the newest copy that can be used, and whether there is one.
func newestCopy(ctx context.Context, path string) (model.Copy, bool) {
	copies := namedIn(copiesOf(path), time.UTC)
	slices.SortFunc(copies, func(a, b model.Copy) int { return b.Made.Compare(a.Made) })
	for _, c := range copies {
		if c = inside(ctx, c); c.Err == nil {
			return c, true
		}
	}
	return model.Copy{}, false
}

// head is the first bytes of a file, or fewer:
// https://www.sqlite.org/fileformat2.html, section 1.3.
type head []byte

const headSize = 100

// held are files that are not closed before the program ends: where SQLite's locks
// are the process's, to close one of them would drop those.
var held = make(chan []*os.File, 1)

func init() { held <- nil }

// release closes a data file where that is harmless.
func release(f *os.File) {
	if sqlite.OFDLockingEnabled() || runtime.GOOS == "windows" { // where locks are the handle's
		f.Close()
		return
	}
	held <- append(<-held, f)
}

// headOf reads the head of a file; it is empty where that cannot be read.
func headOf(path string) head {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer release(f)
	b := make(head, headSize)
	n, _ := io.ReadFull(f, b)
	return b[:n]
}

func (h head) magic() bool { return len(h) == headSize && string(h[:16]) == "SQLite format 3\x00" }

// ours reports whether it carries Waymark's mark.
func (h head) ours() bool {
	return len(h) == headSize && binary.BigEndian.Uint32(h[68:]) == applicationID
}

// blank reports whether it is that of a file in which no table was made yet.
func (h head) blank() bool {
	return h.magic() && binary.BigEndian.Uint32(h[68:]) == 0 && binary.BigEndian.Uint32(h[60:]) == 0
}

func (h head) version() int { return int(binary.BigEndian.Uint32(h[60:])) }

// pageSize is in bytes; 65536 does not fit and is written as 1.
func (h head) pageSize() int64 {
	n := int64(binary.BigEndian.Uint16(h[16:]))
	if n == 1 {
		n = 65536
	}
	return n
}

// length is what the length of the file is to be, in bytes, while it has no log.
func (h head) length() int64 { return h.pageSize() * int64(binary.BigEndian.Uint32(h[28:])) }

// fits reports whether it has nothing that Waymark never writes, though SQLite
// takes it for the header of a file that can only be read, whose texts are in
// another encoding, or that has free pages elsewhere.
func (h head) fits() bool {
	const utf8 = 1
	encoding, format := binary.BigEndian.Uint32(h.at(56)), binary.BigEndian.Uint32(h.at(44))
	pages, free, frees := binary.BigEndian.Uint32(h.at(28)), binary.BigEndian.Uint32(h.at(32)), binary.BigEndian.Uint32(h.at(36))
	return h.magic() && h[18] <= 2 && h[19] <= 2 && h[20] == 0 && h[21] == 64 && h[22] == 32 && h[23] == 32 &&
		(encoding == utf8 && format == 4 || encoding == 0 && format == 0) &&
		(free == 0) == (frees == 0) && free <= pages && frees <= pages &&
		binary.BigEndian.Uint32(h.at(52)) == 0 && binary.BigEndian.Uint32(h.at(64)) == 0
}

// at are the four bytes at a place; zeros where there are none.
func (h head) at(i int) []byte {
	if len(h) < i+4 {
		return make([]byte, 4)
	}
	return h[i : i+4]
}
