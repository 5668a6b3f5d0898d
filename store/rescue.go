package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"waymark/model"
)

// Rescue saves what can be read of a damaged data file as a copy in the folder
// beside it, and returns it with what is in it. The damaged file is not changed.
//
// Every page that can be read counts, also those that nothing leads to any more.
// What lies on the others is taken from the history, where that tells it. A row
// that breaks a rule of the file is left out, and what is about a row that is lost.
// What was done so far cannot be undone in the copy: part of that may be lost.
//
// The error is [model.ErrDamaged] when nothing can be read that a person would miss.
func Rescue(ctx context.Context, file string, now func() time.Time) (model.Copy, error) {
	c, err := rescue(ctx, file, now)
	if err != nil {
		return model.Copy{}, fmt.Errorf("rescue %q: %w", file, known(err))
	}
	return c, nil
}

func rescue(ctx context.Context, file string, now func() time.Time) (c model.Copy, err error) {
	file, err = placeOf(file)
	if err != nil {
		return c, err
	}
	folder := copiesOf(file)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return c, unwritable(err)
	}
	clearUnfinished(folder)
	still, err := duplicate(ctx, file, folder)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, still.Close(), os.Remove(still.Name())) }()
	info, err := still.Stat()
	if err != nil {
		return c, unwritable(err)
	}
	p := &pages{from: still, size: ourPageSize, count: info.Size() / ourPageSize, used: map[uint32]int{}}
	shape := latest()
	if c, ok := newestCopy(ctx, file); ok {
		shape = c.Shape
	}
	st, err := salvage(ctx, p, shape, folder, now)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, st.drop()) }()
	if err := st.usable(ctx); err != nil {
		return c, err
	}
	if c, ok := st.savedBefore(ctx, folder); ok {
		return c, nil
	}
	if c.Path, err = st.keepCopy(ctx, st.db, folder, model.Rescued); err != nil {
		return c, err
	}
	c = inside(ctx, copyAt(c.Path, now))
	return c, c.Err
}

// usable checks a file that was made of what could be read of another one. The
// error is [model.ErrDamaged] when nothing is in it.
func (s *staged) usable(ctx context.Context) error {
	if err := s.fitsTogether(ctx); err != nil {
		return err
	}
	if _, err := s.Home(ctx, model.Seat{}); err != nil {
		return fmt.Errorf("%w: %v", model.ErrDamaged, err)
	}
	is, err := inhabited(ctx, s.db)
	if err == nil && !is {
		err = fmt.Errorf("%w: nobody is in it", model.ErrDamaged)
	}
	return err
}

// savedBefore returns a copy that was saved of the same file before, if there is
// one: each start with a damaged file would make another.
func (s *staged) savedBefore(ctx context.Context, folder string) (model.Copy, bool) {
	is, err := state(ctx, s.db)
	var now model.Copy
	if err = errors.Join(err, contents(ctx, s.db, &now)); err != nil {
		return now, false
	}
	for _, c := range namedIn(folder, s.zone()) {
		if c = inside(ctx, c); c.Reason != model.Rescued || c.Err != nil || c.People != now.People || c.Goals != now.Goals || c.Readings != now.Readings || c.Progress != now.Progress {
			continue
		}
		db, err := openCopy(ctx, c.Path)
		if err != nil {
			continue
		}
		was, err := state(ctx, db)
		if err = errors.Join(err, db.Close()); err == nil && was == is {
			return c, true
		}
	}
	return now, false
}

// duplicate copies a data file byte by byte, with zeros for what the disk does not
// give, and writes into the copy what can be read of its log. Where only the log is
// there, it is a copy of that.
func duplicate(ctx context.Context, file, folder string) (to *os.File, err error) {
	if to, err = os.CreateTemp(folder, unfinished); err != nil {
		return nil, unwritable(err)
	}
	if err = copyPages(ctx, file, to); err == nil {
		err = putLog(ctx, file, to)
	}
	if err == nil {
		return to, nil
	}
	if ctx.Err() == nil {
		err = unwritable(err)
	}
	return nil, errors.Join(err, to.Close(), os.Remove(to.Name()))
}

func copyPages(ctx context.Context, file string, to io.WriterAt) error {
	from, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer release(from)
	size, err := sizes(from)
	if err != nil {
		return err
	}
	page := make([]byte, ourPageSize)
	for at := int64(0); at < size[0]; at += ourPageSize {
		clear(page)
		n, err := from.ReadAt(page, at)
		if err != nil {
			n = min(len(page), int(size[0]-at))
		}
		if _, err := to.WriteAt(page[:n], at); err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
	}
	return nil
}

// putLog writes the pages of a file's log into a copy of it, those of every
// transaction that came to its end, also after a frame that cannot be read.
func putLog(ctx context.Context, file string, to *os.File) error {
	log, err := os.Open(file + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer log.Close()
	size, err := sizes(to, log)
	if err != nil {
		return err
	}
	most := uint32((size[0] + size[1]) / ourPageSize) // it cannot have grown further
	page, last, wrong := make([]byte, ourPageSize), uint32(0), error(nil)
	var open []frame
	w, err := readWAL(log, func(f frame) {
		if !f.sound || f.page > most || wrong != nil {
			return
		}
		open = append(open, f)
		if f.commit == 0 {
			return
		}
		for _, f := range open {
			if _, err := log.ReadAt(page, f.at); err == nil {
				_, err = to.WriteAt(page, (int64(f.page)-1)*ourPageSize)
				wrong = errors.Join(wrong, err, ctx.Err())
			}
		}
		open, last = nil, f.commit
	})
	if err = errors.Join(err, wrong); err != nil || w.damaged() || int64(last)*ourPageSize >= size[0] || last == 0 {
		return err
	}
	return to.Truncate(int64(last) * ourPageSize) // what is behind it was given up
}

func sizes(files ...*os.File) (list []int64, err error) {
	for _, f := range files {
		info, err := f.Stat()
		if err != nil {
			return nil, err
		}
		list = append(list, info.Size())
	}
	return list, nil
}
