package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"waymark/model"
)

// Replace puts a copy in the place of a data file that cannot be used or is not
// there any more; from is the copy's path. The file as it was is kept, byte for
// byte and with its log, under another name beside it, which Replace returns; ""
// where there was none. The file must not be open in this process.
//
// The errors are those of [Store.Restore]; then the file is as it was.
func Replace(ctx context.Context, file, from string, now func() time.Time) (kept string, err error) {
	kept, err = replace(ctx, file, from, now)
	if err != nil {
		return "", fmt.Errorf("put %q in the place of %q: %w", from, file, known(err))
	}
	return kept, nil
}

func replace(ctx context.Context, file, from string, now func() time.Time) (string, error) {
	file, _, err := prepare(file)
	if err != nil {
		return "", err
	}
	st, err := stage(ctx, from, copiesOf(file), now)
	if err != nil {
		return "", err
	}
	if err := errors.Join(st.follow(ctx, model.At{}, nil), st.Close()); err != nil {
		return "", errors.Join(err, st.drop())
	}
	kept, err := putAside(file)
	if err == nil {
		err = os.Rename(st.path, file)
	}
	if err == nil && runtime.GOOS != "windows" {
		err = flush(filepath.Dir(file))
	}
	if err != nil {
		return "", errors.Join(unwritable(err), st.drop())
	}
	return kept, nil
}

// putAside gives a damaged file and its log another name. The log goes first:
// beside another file of this name SQLite would take it for that one's.
func putAside(file string) (string, error) {
	if info, err := os.Stat(file); err == nil && info.Size() == 0 {
		return "", os.Remove(file)
	}
	kept := file + ".damaged"
	for n := 2; ; n++ {
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			break
		}
		kept = fmt.Sprintf("%s.damaged-%d", file, n)
	}
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(file+suffix, kept+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}

// Rescue saves what can be read of a damaged data file as a copy in the folder
// beside it, and returns it with what is in it. The damaged file is not changed.
// The error is [model.ErrDamaged] when nothing can be read.
func Rescue(ctx context.Context, file string, now func() time.Time) (model.Copy, error) {
	return model.Copy{}, fmt.Errorf("rescue %q: %w", file, model.ErrDamaged)
}
