// Waymark helps a person who is recovering, and the people who help them, turn
// one big goal into small milestones and see how far they have come.
//
// This file is what a run of the program is: where it finds its file and its
// clock, what it opens, and how it ends. The verbs and their flags stand beside
// it in verbs.go: they are a list that is looked up, and as long as all of this.
package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"waymark/model"
	"waymark/store"
	"waymark/tui"
	"waymark/tui/plain"
)

// version is set when a release is built.
var version = "0.1.0"

// clock gives the time, unless WAYMARK_NOW does.
var clock = time.Now

// The exit codes. One that was told to end by a signal ends with 128 and the
// number of that signal.
const (
	exitWrong   = 1   // something went wrong, or is switched off for whoever does it
	exitUsage   = 2   // not understood
	exitMatch   = 3   // nothing, or more than one thing, matches
	exitFile    = 4   // the data file cannot be read, or is from a newer version
	exitBusy    = 5   // the data file is locked by another program
	exitHungUp  = 129 // the terminal was closed
	exitStopped = 130 // stopped with Ctrl-C
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// codeOf is the exit code for an error.
func codeOf(err error) int {
	var match plain.MatchError
	var file fileError
	var copied plain.CopyError
	switch {
	case errors.Is(err, plain.ErrUntold), errors.Is(err, model.ErrNotAllowed):
		return exitWrong
	case errors.As(err, &copied) && !copied.Saves && errors.Is(err, os.ErrNotExist) && !errors.Is(err, model.ErrMoved):
		return exitMatch
	case errors.As(err, &copied) && errors.Is(err, model.ErrBusy):
		return exitBusy
	case errors.As(err, &copied):
		return exitWrong
	case errors.As(err, &match):
		return exitMatch
	case plain.Typed(err):
		return exitUsage
	case errors.Is(err, model.ErrBusy):
		return exitBusy
	case errors.As(err, &file), errors.Is(err, model.ErrDamaged), errors.Is(err, model.ErrGone), errors.Is(err, plain.ErrUnwell):
		return exitFile
	case errors.Is(err, plain.ErrStopped):
		return exitStopped
	case errors.Is(err, plain.ErrHungUp):
		return exitHungUp
	}
	for _, wrong := range []error{plain.ErrCrashed, plain.ErrNotPrinted, plain.ErrUnsaved, plain.ErrUnsure, plain.ErrNotInPlace, plain.ErrUnread, plain.ErrUnwritten} {
		if errors.Is(err, wrong) {
			return exitWrong
		}
	}
	return exitUsage
}

// fileError says that the data file could not be opened.
type fileError struct{ err error }

func (e fileError) Error() string { return "open the data file: " + e.err.Error() }
func (e fileError) Unwrap() error { return e.err }

// isFileError reports whether the data file could not be opened.
func isFileError(err error) bool {
	var file fileError
	return errors.As(err, &file)
}

// command is one run of the program: where it reads and writes.
type command struct {
	out, err io.Writer
	file     string
	person   string // part of the name of whose record a verb is about; empty for the one shown last
	now      func() time.Time
}

// run carries out the arguments and returns the exit code. Of a fault of the
// program's own it says no more than that: what a panic says may hold a person's
// words.
func run(args []string, out, errOut io.Writer) (code int) {
	ctx, stop := untilTold()
	defer stop()
	c := &command{out: out, err: errOut}
	defer func() {
		if recover() != nil {
			fmt.Fprintln(errOut, plain.Explain(plain.ErrCrashed, c.file))
			code = codeOf(plain.ErrCrashed)
		}
	}()
	root := c.root()
	root.SetArgs(plain.BelowZero(args))
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	code, err = stoppedBy(ctx, err)
	fmt.Fprintln(errOut, plain.Explain(err, c.file))
	return cmp.Or(code, codeOf(err))
}

// setUp reads the environment.
func (c *command) setUp() error {
	c.now = clock
	if fixed := os.Getenv("WAYMARK_NOW"); fixed != "" {
		t, err := time.Parse(time.RFC3339, fixed)
		if err != nil {
			return fmt.Errorf("read WAYMARK_NOW %q, which is to be like 2026-11-23T09:00:00Z: %w", fixed, err)
		}
		c.now = func() time.Time { return t }
	}
	if c.file == "" {
		c.file = os.Getenv("WAYMARK_FILE")
	}
	if c.file == "" {
		c.file = filepath.Join(xdg.DataHome, "waymark", "waymark.db")
	}
	c.file = whole(c.file)
	return nil
}

// open shows the screens or, where there is no terminal to show them on,
// prints today's list.
func (c *command) open(ctx context.Context) error {
	if !onTerminal() {
		if err := c.reads(today)(ctx); err != nil {
			return err
		}
		fmt.Fprintln(c.err, "To open the program, run waymark in a terminal window.")
		return nil
	}
	tui.WarmUp()
	var trouble error
	st, err := store.Open(ctx, c.file, c.now)
	if err != nil {
		trouble = fileError{err}
	}
	if trouble != nil && !errors.Is(trouble, model.ErrDamaged) && !errors.Is(trouble, model.ErrGone) {
		return trouble
	}
	m := newMender(ctx, c, st)
	if err := errors.Join(c.screens(ctx, m, trouble), m.close()); err != nil {
		return err
	}
	fmt.Fprintln(c.out, plain.Goodbye)
	return nil
}

// demo shows made-up examples, on the screens or as today's list.
func (c *command) demo(ctx context.Context) error {
	st, clean, err := store.OpenDemo(ctx, c.now)
	if err != nil {
		return fileError{err}
	}
	defer clean()
	if onTerminal() {
		return tui.Run(ctx, st, tui.Options{Now: c.now, Env: os.Getenv, Demo: true})
	}
	fmt.Fprintln(c.err, "To look around, run waymark demo in a terminal window.")
	d, err := c.sit(ctx, st)
	if err != nil {
		return err
	}
	say, err := today(ctx, d)
	if err != nil {
		return err
	}
	return c.print(say)
}

func onTerminal() bool {
	return os.Getenv("TERM") != "dumb" && term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}

// screens runs the program on a terminal, be it to say why the file cannot be
// used. Examples asked for on its first screen are kept in a temporary file until
// it ends.
func (c *command) screens(ctx context.Context, m *mender, trouble error) error {
	var cleans []func()
	defer func() {
		for _, clean := range cleans {
			clean()
		}
	}()
	var st tui.Store
	if m.st != nil {
		st = m.st
	}
	return tui.Run(ctx, st, tui.Options{
		Now: c.now, Env: os.Getenv, Places: places, Mender: m, Trouble: trouble,
		Examples: func(ctx context.Context) (tui.Store, error) {
			st, clean, err := store.OpenDemo(ctx, c.now)
			if err == nil {
				cleans = append(cleans, clean)
			}
			return st, err
		},
	})
}

// does is what a verb does at the desk; it returns what there is to print of it.
type does func(ctx context.Context, d plain.Desk) (says, error)

// says prints.
type says func(w io.Writer) error

// reads runs a verb that changes nothing.
func (c *command) reads(do does) func(context.Context) error {
	return func(ctx context.Context) error {
		return c.with(ctx, plain.ErrUnread, func(d plain.Desk) error {
			say, err := do(ctx, d)
			if err != nil {
				return err
			}
			return c.print(say)
		})
	}
}

// writes runs a verb that writes to the file. What it wrote and could not say is
// [plain.ErrUntold].
func (c *command) writes(do does) func(context.Context) error {
	return func(ctx context.Context) error {
		return c.with(ctx, plain.ErrUnwritten, func(d plain.Desk) error {
			say, err := do(ctx, d)
			if err != nil {
				return err
			}
			if err := c.tell(say); err != nil {
				return err
			}
			c.lookAfter(ctx, d.File)
			return nil
		})
	}
}

// lookAfter looks after the file once a day, after what there is to print. Only
// when part of the file cannot be read it says so.
func (c *command) lookAfter(ctx context.Context, f plain.File) {
	st, is := f.(*store.Store)
	if !is || !st.CopyDue() {
		return
	}
	if _, err := st.Upkeep(ctx); errors.Is(err, model.ErrDamaged) {
		fmt.Fprintln(c.err, plain.Explain(err, c.file))
	}
}

// with opens the file for a verb, at the desk as it was left last but for the
// record that --person names. What goes wrong while the file is open is also the
// error wrong.
func (c *command) with(ctx context.Context, wrong error, do func(plain.Desk) error) error {
	return c.withStore(ctx, wrong, func(st *store.Store) error {
		var f plain.File
		if st != nil {
			f = st
		}
		d, err := c.sit(ctx, f)
		if err == nil {
			d, err = d.Of(c.person)
		}
		if err == nil {
			err = do(d)
		}
		return err
	})
}

// withStore opens the file for a verb. Where there is no file yet it makes none.
// What goes wrong while the file is open is also the error wrong.
func (c *command) withStore(ctx context.Context, wrong error, do func(*store.Store) error) error {
	var st *store.Store
	closed := func() error { return nil }
	if c.there(ctx) {
		var err error
		if st, err = store.Open(ctx, c.file, c.now); err != nil {
			return fileError{err}
		}
		closed = st.Close
	}
	if err := errors.Join(do(st), closed()); err != nil {
		return fmt.Errorf("%w: %w", wrong, err)
	}
	return nil
}

// there reports whether there is a data file, or was one: its log or a copy of it
// is left.
func (c *command) there(ctx context.Context) bool {
	for _, path := range []string{c.file, c.file + "-wal"} {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			return true
		}
	}
	list, err := store.Copies(ctx, c.file, c.now)
	return err != nil || slices.ContainsFunc(list, func(c model.Copy) bool { return c.Err == nil }) // as [store.Open] has it
}

// sit returns the desk of a file, on which days are told as whoever is at the
// computer chose.
func (c *command) sit(ctx context.Context, f plain.File) (plain.Desk, error) {
	d, chosen, err := plain.Sit(ctx, f, model.DayOf(c.now()))
	d.Dates.Style = tui.DateStyle(chosen)
	return d, err
}

// print says something in one go. What cannot be written is
// [plain.ErrNotPrinted].
func (c *command) print(say says) error {
	w := bufio.NewWriter(c.out)
	said := say(w)
	if err := w.Flush(); err != nil {
		return fmt.Errorf("%w: %w", plain.ErrNotPrinted, err)
	}
	return said
}

// tell says what was written down. Where that cannot be said, the error is
// [plain.ErrUntold].
func (c *command) tell(say says) error {
	if err := c.print(say); err != nil {
		return fmt.Errorf("%w: %w", plain.ErrUntold, err)
	}
	return nil
}
