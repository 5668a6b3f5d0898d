package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"waymark/model"
	"waymark/store"
	"waymark/tui"
	"waymark/tui/plain"
)

func (c *command) backupVerb() *cobra.Command {
	return &cobra.Command{
		Use: "backup [PATH]", Short: "Save a copy of everything, in the folder PATH",
		Long: "Save a checked copy of everything in a folder: in Documents, or where PATH says.\n" +
			"A copy on the same disk does not survive the disk. Put one on a stick now and then.",
		Example: "  waymark backup\n  waymark backup /media/rosa/STICK",
		Args:    onePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := xdg.UserDirs.Documents
			if len(args) > 0 {
				folder = whole(args[0])
			}
			return c.backup(cmd.Context(), folder, len(args) > 0)
		},
	}
}

// onePath refuses more than one argument.
func onePath(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("put a path that holds a space in quotes: %q", args)
	}
	return nil
}

// backup saves a copy in a folder. One that is not named has to be there; else
// the copy joins those beside the file.
func (c *command) backup(ctx context.Context, folder string, named bool) error {
	return c.withStore(ctx, plain.ErrUnread, func(st *store.Store) error {
		if st == nil {
			return plain.ErrNothingToCopy
		}
		if !named && !isFolder(folder) {
			folder = st.CopiesFolder()
		}
		if named && !isFolder(folder) { // a slip would leave the stick empty
			if _, err := os.Stat(folder); err != nil {
				return plain.CopyError{Path: folder, Saves: true, Err: err}
			}
		}
		path, err := st.SaveCopy(ctx, folder)
		if errors.Is(err, model.ErrDamaged) {
			return err
		}
		if err != nil {
			return plain.CopyError{Path: folder, Saves: true, Err: err}
		}
		saved := store.CopyAt(ctx, path, c.now)
		return c.print(func(w io.Writer) error {
			plain.Saved(w, saved, onStick(path, places()))
			return nil
		})
	})
}

// bringing is how a copy is brought back.
type bringing struct {
	typed string // the number or the path of the copy
	by    string
	yes   bool
}

func (c *command) restoreVerb() *cobra.Command {
	var wantsJSON bool
	var b bringing
	cmd := &cobra.Command{
		Use: "restore [PATH]", Short: "List the saved copies, or bring one back",
		Long: "Without PATH, list the saved copies, the newest first.\n" +
			"PATH is a copy, or its number in the list. Of a folder, the copies in it are listed. What differs from now is shown.\n" +
			"With --yes it is brought back. As it is now, all is kept as a copy first.",
		Example: "  waymark restore\n  waymark restore 1\n  waymark restore 1 --yes\n  waymark restore /media/rosa/STICK/waymark-2026-11-22-1804.db --yes",
		Args:    onePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.listCopies(cmd.Context(), wantsJSON)
			}
			if isFolder(args[0]) {
				return c.listFolder(cmd.Context(), whole(args[0]), wantsJSON)
			}
			b.typed = args[0]
			return c.restore(cmd.Context(), b)
		},
	}
	cmd.Flags().BoolVar(&b.yes, "yes", false, "bring it back")
	cmd.Flags().StringVar(&b.by, "by", "", "part of the `NAME` of who does it (else whoever is at the computer)")
	jsonFlag(cmd, &wantsJSON)
	return cmd
}

// copies lists the copies of the file, wherever they can be.
func (c *command) copies(ctx context.Context) ([]model.Copy, error) {
	var folders []string
	for _, p := range places() {
		folders = append(folders, p.Path)
	}
	return store.Copies(ctx, c.file, c.now, folders...)
}

// listCopies prints the copies. Nothing of the file itself is read but how its
// days are told.
func (c *command) listCopies(ctx context.Context, asJSON bool) error {
	list, err := c.copies(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", plain.ErrUnread, err)
	}
	dates := c.dates(ctx)
	return c.print(func(w io.Writer) error {
		if asJSON {
			return plain.CopiesJSON(w, list)
		}
		plain.Copies(w, list, dates)
		return nil
	})
}

// listFolder prints the copies that stand in a folder.
func (c *command) listFolder(ctx context.Context, folder string, asJSON bool) error {
	list, err := store.CopiesIn(ctx, folder, c.now)
	if err != nil {
		return fmt.Errorf("%w: %w", plain.ErrUnread, err)
	}
	dates := c.dates(ctx)
	return c.print(func(w io.Writer) error {
		if asJSON {
			return plain.CopiesJSON(w, list)
		}
		plain.CopiesIn(w, folder, list, dates)
		return nil
	})
}

// dates are how days are told in the file, or as at first where it cannot be
// read.
func (c *command) dates(ctx context.Context) model.Dates {
	dates := model.Dates{Today: model.DayOf(c.now())}
	_ = c.withStore(ctx, plain.ErrUnread, func(st *store.Store) error {
		if st == nil {
			return nil
		}
		_, chosen, err := plain.Sit(ctx, st, dates.Today)
		dates.Style = tui.DateStyle(chosen)
		return err
	})
	return dates
}

// pick is the copy that was named, by its number in the list or its path.
func (c *command) pick(ctx context.Context, typed string) (string, error) {
	n, err := strconv.Atoi(typed)
	if _, is := os.Stat(typed); err != nil || is == nil {
		return whole(typed), nil
	}
	list, err := c.copies(ctx)
	if err != nil {
		return "", fmt.Errorf("%w: %w", plain.ErrUnread, err)
	}
	if n < 1 || n > len(list) {
		return "", plain.NoSuchCopy(typed)
	}
	return list[n-1].Path, nil
}

// restore shows what differs between a copy and the file or, when that is
// wanted, brings the copy back. Where the file cannot be used, the copy takes its
// place.
func (c *command) restore(ctx context.Context, b bringing) error {
	path, err := c.pick(ctx, b.typed)
	if err != nil {
		return err
	}
	if isSame(path, c.file) {
		return plain.ErrFileItself
	}
	unusable := false
	err = c.withStore(ctx, plain.ErrUnwritten, func(st *store.Store) error {
		if unusable = st == nil; unusable {
			return nil
		}
		err := c.bring(ctx, st, path, b)
		if errors.Is(err, model.ErrDamaged) {
			_, wrong := st.Upkeep(ctx)
			unusable = errors.Is(wrong, model.ErrDamaged) // the file, and not the copy
		}
		return err
	})
	if unusable || errors.Is(err, model.ErrGone) || isFileError(err) && errors.Is(err, model.ErrDamaged) {
		return c.putInPlace(ctx, path, b, err)
	}
	return err
}

// bring shows what differs, or brings the copy back into the file.
func (c *command) bring(ctx context.Context, st *store.Store, path string, b bringing) error {
	d, err := c.sit(ctx, st)
	if err == nil {
		d, err = d.By(b.by)
	}
	if err != nil {
		return err
	}
	if !b.yes {
		differs, err := st.Compare(ctx, path)
		if err != nil {
			return plain.CopyError{Path: path, Err: err}
		}
		return c.print(func(w io.Writer) error {
			plain.Differs(w, differs, d.Dates)
			plain.HowToBring(w, path)
			return nil
		})
	}
	r, err := st.Restore(ctx, model.At{ID: d.At.ID, Name: d.At.Name}, path)
	switch {
	case errors.Is(err, model.ErrNotAllowed):
		return err
	case err != nil:
		return plain.CopyError{Path: path, Err: err}
	}
	return c.tell(func(w io.Writer) error {
		plain.BroughtBack(w, r, d.Dates)
		return nil
	})
}

// putInPlace puts the copy in the place of a file that cannot be used; why says
// what is wrong with it, nil where there never was one.
func (c *command) putInPlace(ctx context.Context, path string, b bringing, why error) error {
	from := store.CopyAt(ctx, path, c.now)
	if from.Err != nil {
		return plain.CopyError{Path: path, Err: from.Err}
	}
	dates := model.Dates{Today: model.DayOf(c.now())}
	if !b.yes {
		return c.print(func(w io.Writer) error {
			plain.InPlace(w, from, why == nil || errors.Is(why, model.ErrGone), dates)
			return nil
		})
	}
	kept, err := store.Replace(ctx, c.file, path, c.now)
	if err != nil {
		return plain.CopyError{Path: path, Err: err}
	}
	return c.tell(func(w io.Writer) error {
		_, err := fmt.Fprintln(w, plain.Opened(from, kept, dates))
		return err
	})
}
