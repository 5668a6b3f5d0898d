// Waymark helps a person who is recovering, and the people who help them, turn
// one big goal into small milestones and see how far they have come.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"waymark/model"
	"waymark/store"
	"waymark/tui"
	"waymark/tui/plain"
)

// version is set when a release is built.
var version = "0.1.0"

// The exit codes.
const (
	exitWrong   = 1   // something went wrong
	exitUsage   = 2   // not understood
	exitMatch   = 3   // nothing, or more than one thing, matches
	exitFile    = 4   // the data file cannot be read, or is from a newer version
	exitBusy    = 5   // the data file is locked by another program
	exitStopped = 130 // stopped with Ctrl-C
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// codeOf is the exit code for an error.
func codeOf(err error) int {
	var match plain.MatchError
	var file fileError
	switch {
	case errors.Is(err, plain.ErrUntold):
		return exitWrong
	case errors.As(err, &match):
		return exitMatch
	case plain.Typed(err):
		return exitUsage
	case errors.Is(err, model.ErrBusy):
		return exitBusy
	case errors.As(err, &file), errors.Is(err, model.ErrDamaged):
		return exitFile
	case errors.Is(err, plain.ErrStopped):
		return exitStopped
	}
	for _, wrong := range []error{plain.ErrCrashed, plain.ErrNotPrinted, plain.ErrUnsaved, plain.ErrUnread, plain.ErrUnwritten} {
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

// command is one run of the program: where it reads and writes.
type command struct {
	out, err io.Writer
	file     string
	now      func() time.Time
}

// run carries out the arguments and returns the exit code.
func run(args []string, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGHUP)
	defer stop()
	c := &command{out: out, err: errOut}
	root := c.root()
	root.SetArgs(plain.BelowZero(args))
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	fmt.Fprintln(errOut, plain.Explain(err, c.file))
	return codeOf(err)
}

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "waymark",
		Short: "Turn one big recovery goal into small milestones, and see how far you have come",
		Long: "Waymark keeps your goals and small milestones in one file on this computer.\n" +
			"Nothing is sent anywhere. It does not give medical advice.\n" +
			"In an emergency, call 911 or your local emergency number.",
		Version:           version,
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return c.setUp() },
		RunE:              func(cmd *cobra.Command, _ []string) error { return c.open(cmd.Context()) },
	}
	root.PersistentFlags().StringVar(&c.file, "file", "", "the data file (else WAYMARK_FILE, else the usual place)")
	root.AddCommand(c.todayVerb(), c.showVerb(), c.timelineVerb(), c.planVerb(), c.logVerb(), c.readingsVerb(), c.demoVerb())
	return root
}

func (c *command) todayVerb() *cobra.Command {
	return &cobra.Command{
		Use: "today", Short: "Print today's list and stop", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.today(cmd.Context()) },
	}
}

func (c *command) showVerb() *cobra.Command {
	return c.goalVerb("show [GOAL]", "Print milestones and progress", plain.Show, plain.ShowJSON)
}

func (c *command) timelineVerb() *cobra.Command {
	return c.goalVerb("timeline [GOAL]", "Print the dated list, oldest first", plain.Timeline, plain.TimelineJSON)
}

func (c *command) planVerb() *cobra.Command {
	return c.goalVerb("plan [GOAL]", "Print the five questions, the answers, and what came of them", plain.Plan, nil)
}

// goalVerb is a verb that prints all goals, or the one that part of a name
// tells, in words or, where it can, as JSON.
func (c *command) goalVerb(use, short string, words func(io.Writer, []model.Goal, model.Dates), asJSON func(io.Writer, []model.Goal, model.Day) error) *cobra.Command {
	var wantsJSON bool
	cmd := &cobra.Command{
		Use: use, Short: short, Args: oneName,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.with(cmd.Context(), plain.ErrUnread, func(f plain.File, dates model.Dates) error {
				goals, err := plain.GoalsOf(cmd.Context(), f, args...)
				if err != nil {
					return err
				}
				return c.print(func(w io.Writer) error {
					if wantsJSON {
						return asJSON(w, goals, dates.Today)
					}
					words(w, goals, dates)
					return nil
				})
			})
		},
	}
	if asJSON != nil {
		cmd.Flags().BoolVar(&wantsJSON, "json", false, "print JSON")
	}
	return cmd
}

// oneName refuses more than one argument.
func oneName(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("put a name of several words in quotes: %q", strings.Join(args, " "))
	}
	return nil
}

func (c *command) logVerb() *cobra.Command {
	var e plain.Entry
	cmd := &cobra.Command{
		Use: "log MEASURE [VALUE]", Short: "Write down a reading",
		Long: "Write down a reading of a measure. Part of its name is enough.\n" +
			"What is done or not takes yes or no; without a value it is done.",
		Example: "  waymark log pain 3\n  waymark log \"knee bend\" 96 --on yesterday --by Dana --note \"After the walk.\"\n" +
			"  waymark log straight -10\n  waymark log medicine",
		Args: entryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if e.Measure = args[0]; len(args) > 1 {
				e.Value = &args[1]
			}
			return c.log(cmd.Context(), e)
		},
	}
	cmd.Flags().StringVar(&e.On, "on", "today", "the `DAY` it is of: yesterday, Tuesday, 3 Nov, 2026-11-03")
	cmd.Flags().StringVar(&e.By, "by", "", "part of the `NAME` of who measured it (else whoever is at the computer)")
	cmd.Flags().StringVar(&e.Goal, "goal", "", "part of the name of its `GOAL`, where two goals have such a measure")
	cmd.Flags().StringVar(&e.Note, "note", "", "a few words on it, as `TEXT`")
	return cmd
}

// entryArgs takes a measure and at most one value.
func entryArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return errors.New("say which measure, and its value: waymark log pain 3")
	case len(args) > 2:
		return fmt.Errorf("put a name of several words in quotes, and a value as well: %q", strings.Join(args, " "))
	}
	return nil
}

func (c *command) readingsVerb() *cobra.Command {
	var wantsJSON bool
	cmd := &cobra.Command{
		Use: "readings [MEASURE]", Short: "Print what was written down of all measures, or of some", Args: oneName,
		RunE: func(cmd *cobra.Command, args []string) error { return c.readings(cmd.Context(), args, wantsJSON) },
	}
	cmd.Flags().BoolVar(&wantsJSON, "json", false, "print JSON")
	return cmd
}

func (c *command) demoVerb() *cobra.Command {
	return &cobra.Command{
		Use: "demo", Short: "Look around with made-up examples; nothing is kept", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			st, clean, err := store.OpenDemo(cmd.Context(), c.now)
			if err != nil {
				return fileError{err}
			}
			defer clean()
			return c.screens(cmd.Context(), st, true)
		},
	}
}

// setUp reads the environment.
func (c *command) setUp() error {
	c.now = time.Now
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
	return nil
}

// dates tells days as the person chose in the settings of an open file.
func (c *command) dates(ctx context.Context, st *store.Store) (model.Dates, error) {
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		return model.Dates{}, err
	}
	chosen, err := st.Choices(ctx, home.At.ID)
	return model.Dates{Today: model.DayOf(c.now()), Style: tui.DateStyle(chosen)}, err
}

// open shows the screens or, where there is no terminal to show them on,
// prints today's list.
func (c *command) open(ctx context.Context) error {
	if !onTerminal() {
		if err := c.today(ctx); err != nil {
			return err
		}
		fmt.Fprintln(c.err, "To open the program, run waymark in a terminal window.")
		return nil
	}
	tui.WarmUp()
	st, err := store.Open(ctx, c.file, c.now)
	if err != nil {
		return fileError{err}
	}
	if err := errors.Join(c.screens(ctx, st, false), st.Close()); err != nil {
		return err
	}
	fmt.Fprintln(c.out, plain.Goodbye)
	return nil
}

func onTerminal() bool {
	return os.Getenv("TERM") != "dumb" && term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())
}

// screens runs the program on a terminal. Examples asked for on its first
// screen are kept in a temporary file until it ends.
func (c *command) screens(ctx context.Context, st *store.Store, demo bool) error {
	if demo && !onTerminal() {
		fmt.Fprintln(c.err, "To look around, run waymark demo in a terminal window.")
		dates, err := c.dates(ctx, st)
		if err != nil {
			return err
		}
		return c.printToday(ctx, st, dates)
	}
	var cleans []func()
	defer func() {
		for _, clean := range cleans {
			clean()
		}
	}()
	return tui.Run(ctx, st, tui.Options{
		Now: c.now, Env: os.Getenv, Demo: demo,
		Examples: func(ctx context.Context) (tui.Store, error) {
			st, clean, err := store.OpenDemo(ctx, c.now)
			if err == nil {
				cleans = append(cleans, clean)
			}
			return st, err
		},
	})
}

// today prints today's list.
func (c *command) today(ctx context.Context) error {
	return c.with(ctx, plain.ErrUnread, func(f plain.File, dates model.Dates) error { return c.printToday(ctx, f, dates) })
}

func (c *command) printToday(ctx context.Context, f plain.File, dates model.Dates) error {
	home, err := plain.HomeOf(ctx, f)
	if err != nil {
		return err
	}
	return c.print(func(w io.Writer) error {
		plain.Today(w, home, dates)
		return nil
	})
}

// print says something in one go. What cannot be written is
// [plain.ErrNotPrinted].
func (c *command) print(say func(io.Writer) error) error {
	w := bufio.NewWriter(c.out)
	said := say(w)
	if err := w.Flush(); err != nil {
		return fmt.Errorf("%w: %w", plain.ErrNotPrinted, err)
	}
	return said
}

// log writes a reading down and says it back.
func (c *command) log(ctx context.Context, e plain.Entry) error {
	return c.with(ctx, plain.ErrUnwritten, func(f plain.File, dates model.Dates) error {
		written, err := e.Log(ctx, f, dates.Today)
		if err != nil {
			return err
		}
		err = c.print(func(w io.Writer) error {
			written.Print(w, dates)
			return nil
		})
		if err != nil {
			return fmt.Errorf("%w: %w", plain.ErrUntold, err)
		}
		return nil
	})
}

// readings prints the readings of all measures, or of those that part of a name
// tells.
func (c *command) readings(ctx context.Context, args []string, asJSON bool) error {
	return c.with(ctx, plain.ErrUnread, func(f plain.File, dates model.Dates) error {
		list, err := plain.MeasuresOf(ctx, f, args...)
		if err != nil {
			return err
		}
		read := func(measure int64) ([]model.Reading, error) { return f.Readings(ctx, measure, 0) }
		return c.print(func(w io.Writer) error {
			if asJSON {
				return plain.ReadingsJSON(w, list, read)
			}
			return plain.Readings(w, list, read, dates)
		})
	})
}

// with opens the file for a verb. Where there is none yet it makes none, and
// hands on nil. What goes wrong while the file is open is also the error wrong.
func (c *command) with(ctx context.Context, wrong error, do func(plain.File, model.Dates) error) error {
	if _, err := os.Stat(c.file); errors.Is(err, os.ErrNotExist) {
		return do(nil, model.Dates{Today: model.DayOf(c.now())})
	}
	st, err := store.Open(ctx, c.file, c.now)
	if err != nil {
		return fileError{err}
	}
	dates, err := c.dates(ctx, st)
	if err == nil {
		err = do(st, dates)
	}
	if err := errors.Join(err, st.Close()); err != nil {
		return fmt.Errorf("%w: %w", wrong, err)
	}
	return nil
}
