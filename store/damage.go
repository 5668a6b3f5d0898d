package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"waymark/model"
)

// Replace puts a copy in the place of a data file that cannot be used or is not
// there any more; from is the copy's path, or "" for a new file with nothing in it.
// The file as it was is kept, byte for byte and with its log, under another name
// beside it, which Replace returns; "" where there was none. Where a link stands at
// the path it stays, and what it leads to is replaced. The file must not be open in
// this process. Windows that have it open find that it was moved.
//
// The errors are those of [Store.Restore], and [model.ErrMended] for a file that can
// be used: another window replaced it just now, say. Then the file is as it was.
func Replace(ctx context.Context, file, from string, now func() time.Time) (kept string, err error) {
	kept, err = replace(ctx, file, from, now)
	if err != nil {
		return "", fmt.Errorf("put %q in the place of %q: %w", from, file, known(err))
	}
	return kept, nil
}

// replace makes the new file, checks it and brings it to the disk beside the old
// one, before it touches that. Whenever it is broken off, the old file with its log
// or the new one stands at the path, or nothing does, and opening the file says so.
func replace(ctx context.Context, file, from string, now func() time.Time) (string, error) {
	file, err := placeOf(file)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return "", unwritable(err)
	}
	st, err := successor(ctx, filepath.Dir(file), from, now)
	if err != nil {
		return "", err
	}
	if err := errors.Join(st.Close(), flush(st.path)); err != nil {
		return "", errors.Join(unwritable(err), st.drop())
	}
	leave, err := enterUnusable(ctx, file, now)
	if err != nil {
		return "", errors.Join(err, st.drop())
	}
	defer leave()
	kept, err := putAside(file)
	if err != nil {
		return "", errors.Join(unwritable(err), st.drop())
	}
	// Neither can be taken back any more where a folder cannot be brought to the disk.
	_ = flush(filepath.Dir(file))
	if err := os.Rename(st.path, file); err != nil {
		return "", errors.Join(unwritable(err), putBack(file, kept), st.drop())
	}
	_ = flush(filepath.Dir(file))
	return kept, nil
}

// enterUnusable makes sure that a file cannot be used, or is not there, and that no
// window opens it until leave is called. The error is [model.ErrMended] when nothing
// is wrong with it.
func enterUnusable(ctx context.Context, file string, now func() time.Time) (leave func(), err error) {
	err = retryBusy(ctx, func() error {
		leave, err = enter(file)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := unusable(ctx, file, now); err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}

func unusable(ctx context.Context, file string, now func() time.Time) error {
	if info, err := os.Stat(file); err != nil || info.Size() == 0 || !info.Mode().IsRegular() {
		return nil
	}
	err := retryBusy(ctx, func() error { return examine(ctx, file) })
	if errors.Is(err, model.ErrBusy) || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	if err != nil {
		return nil
	}
	e := &examination{path: file, now: now} // what opening it passes over too
	e.At = now()
	switch err := e.file(ctx); {
	case err != nil || ctx.Err() != nil:
		return errors.Join(err, ctx.Err())
	case e.Has(model.FileBusy):
		return fmt.Errorf("%w: it was written to meanwhile", model.ErrBusy)
	case e.Health() == model.Wrong:
		return nil
	}
	return fmt.Errorf("%w: %s", model.ErrMended, filepath.Base(file))
}

// successor is the file that takes the place of another one, in the same folder.
func successor(ctx context.Context, folder, from string, now func() time.Time) (*staged, error) {
	if from == "" {
		return fresh(ctx, folder, now)
	}
	st, err := stage(ctx, from, folder, now)
	if err != nil {
		return nil, err
	}
	if err := st.follow(ctx, model.At{}, nil); err != nil {
		return nil, errors.Join(err, st.drop())
	}
	return st, nil
}

// fresh is a new file with nothing in it, under a name for the time being.
func fresh(ctx context.Context, folder string, now func() time.Time) (*staged, error) {
	f, err := os.CreateTemp(folder, unfinished)
	if err != nil {
		return nil, unwritable(err)
	}
	st := &staged{Store: &Store{path: f.Name(), now: now, patience: patience, unkept: true}}
	if err = f.Close(); err == nil {
		err = st.connect(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(f.Name()))
	}
	return st, nil
}

// companions are what belongs to a data file beside it: its log, the index of that,
// and the journal of a file that was just being made.
var companions = []string{"-wal", "-shm", "-journal"}

// putAside gives a damaged file and its companions another name, which it returns;
// "" where there was nothing to keep. The file goes first: without its log beside
// it, it would open and lack the last changes, while a log alone is refused. Before
// that its log gets the new name too, so that it is known whose a log alone is.
func putAside(file string) (kept string, err error) {
	info, err := os.Lstat(file)
	there := err == nil
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	case there && info.IsDir():
		return "", fmt.Errorf("%w: a folder", model.ErrNotWaymark)
	case there && info.Size() == 0 && !accompanied(file):
		return "", os.Remove(file)
	case !there && !accompanied(file):
		return "", nil
	}
	was := ""
	for n := 1; ; n++ {
		kept = damagedName(file, n)
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) && !accompanied(kept) {
			break
		}
		was = kept
	}
	switch {
	case there:
		for _, suffix := range companions {
			_ = os.Link(file+suffix, kept+suffix) // where a file has one name, its own comes later
		}
		if err := os.Rename(file, kept); err != nil {
			return "", errors.Join(err, putBack(file, kept))
		}
	case was != "" && twoNames(file+"-wal", was+"-wal"): // this was broken off before
		kept = was
	}
	for _, suffix := range companions {
		if twoNames(file+suffix, kept+suffix) {
			err = os.Remove(file + suffix)
		} else {
			err = os.Rename(file+suffix, kept+suffix)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", errors.Join(err, putBack(file, kept))
		}
	}
	return kept, nil
}

// twoNames reports whether two paths are names of one file.
func twoNames(a, b string) bool {
	first, err := os.Lstat(a)
	if err != nil {
		return false
	}
	second, err := os.Lstat(b)
	return err == nil && os.SameFile(first, second)
}

// putBack gives a file that was put aside its name back. It leaves alone what
// stands at that name.
func putBack(file, kept string) error {
	if kept == "" {
		return nil
	}
	var all error
	for i := len(companions) - 1; i >= -1; i-- {
		suffix := "" // last, as it went first
		if i >= 0 {
			suffix = companions[i]
		}
		if twoNames(file+suffix, kept+suffix) {
			all = errors.Join(all, os.Remove(kept+suffix))
			continue
		}
		if _, err := os.Lstat(file + suffix); err == nil {
			continue
		}
		if err := os.Rename(kept+suffix, file+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}

// accompanied reports whether a file, there or not, has companions with anything in
// them that is not in the file. The index of a log can be made again.
func accompanied(file string) bool {
	for _, suffix := range []string{"-wal", "-journal"} {
		if info, err := os.Lstat(file + suffix); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// damagedName is the n-th name that a damaged file is kept under.
func damagedName(file string, n int) string {
	if n == 1 {
		return file + ".damaged"
	}
	return fmt.Sprintf("%s.damaged-%d", file, n)
}
