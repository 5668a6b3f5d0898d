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
	case errors.As(err, &match):
		return exitMatch
	case errors.Is(err, model.ErrBusy):
		return exitBusy
	case errors.As(err, &file), errors.Is(err, model.ErrDamaged):
		return exitFile
	case errors.Is(err, plain.ErrStopped):
		return exitStopped
	case errors.Is(err, plain.ErrCrashed), errors.Is(err, plain.ErrNotPrinted), errors.Is(err, plain.ErrUnsaved), errors.Is(err, plain.ErrUnread):
		return exitWrong
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
	root.SetArgs(args)
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
	root.AddCommand(c.todayVerb(), c.showVerb(), c.timelineVerb(), c.planVerb(), c.demoVerb())
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
			return c.withGoals(cmd.Context(), args, func(goals []model.Goal, dates model.Dates) error {
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

func (c *command) demoVerb() *cobra.Command {
	return &cobra.Command{
		Use: "demo", Short: "Look around with made-up examples; nothing is kept", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			st, clean, err := c.examples(cmd.Context())
			if err != nil {
				return err
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

// dates tells days as the person chose in the settings of an open file; with
// none, in the usual way.
func (c *command) dates(ctx context.Context, st *store.Store) (model.Dates, error) {
	dates := model.Dates{Today: model.DayOf(c.now())}
	if st == nil {
		return dates, nil
	}
	chosen, err := st.Choices(ctx)
	dates.Style = tui.DateStyle(chosen)
	return dates, err
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
		return c.printToday(ctx, st)
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
			st, clean, err := c.examples(ctx)
			if err == nil {
				cleans = append(cleans, clean)
			}
			return st, err
		},
	})
}

// examples opens made-up people in a temporary file; clean closes and removes it.
func (c *command) examples(ctx context.Context) (st *store.Store, clean func(), err error) {
	dir, err := os.MkdirTemp("", "waymark-demo-")
	if err != nil {
		return nil, nil, err
	}
	st, err = store.Open(ctx, filepath.Join(dir, "waymark.db"), c.now)
	if err != nil {
		return nil, nil, errors.Join(fileError{err}, os.RemoveAll(dir))
	}
	clean = func() { _ = errors.Join(st.Close(), os.RemoveAll(dir)) }
	if err := st.FillDemo(ctx, model.NewDemo(model.DayOf(c.now()))); err != nil {
		clean()
		return nil, nil, err
	}
	return st, clean, nil
}

// today prints today's list.
func (c *command) today(ctx context.Context) error {
	return c.read(ctx, func(st *store.Store) error { return c.printToday(ctx, st) })
}

// printToday prints today's list of an open file; nil is one that does not
// exist yet.
func (c *command) printToday(ctx context.Context, st *store.Store) error {
	dates, err := c.dates(ctx, st)
	if err != nil {
		return err
	}
	var home model.Home
	if st != nil {
		if home, err = st.Home(ctx); err != nil {
			return err
		}
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
	if err := errors.Join(say(w), w.Flush()); err != nil {
		return fmt.Errorf("%w: %w", plain.ErrNotPrinted, err)
	}
	return nil
}

// withGoals hands on all goals of the patient, or the one that part of a name
// tells.
func (c *command) withGoals(ctx context.Context, args []string, do func([]model.Goal, model.Dates) error) error {
	return c.read(ctx, func(st *store.Store) error {
		dates, err := c.dates(ctx, st)
		if err != nil {
			return err
		}
		var goals []model.Goal
		if len(args) == 0 {
			goals, err = allGoals(ctx, st)
		} else {
			goals, err = theGoal(ctx, st, args[0])
		}
		if err != nil {
			return err
		}
		return do(goals, dates)
	})
}

// allGoals reads all goals of the patient; a nil store has none.
func allGoals(ctx context.Context, st *store.Store) ([]model.Goal, error) {
	if st == nil {
		return nil, nil
	}
	home, err := st.Home(ctx)
	if err != nil {
		return nil, err
	}
	return st.Goals(ctx, home.Patient.ID)
}

// theGoal reads the one goal that part of a name tells; none and several are a
// [plain.MatchError].
func theGoal(ctx context.Context, st *store.Store, name string) ([]model.Goal, error) {
	var known []model.Goal
	if st != nil {
		home, err := st.Home(ctx)
		if err != nil {
			return nil, err
		}
		if known, err = st.GoalTitles(ctx, home.Patient.ID); err != nil {
			return nil, err
		}
	}
	found := model.FindGoals(known, name)
	if len(found) != 1 {
		return nil, plain.MatchError{Text: name, Found: found}
	}
	g, err := st.Goal(ctx, found[0].ID)
	return []model.Goal{g}, err
}

// read opens the file for a verb that only shows things. Where there is no
// file yet it makes none, and hands on nil.
func (c *command) read(ctx context.Context, do func(*store.Store) error) error {
	if _, err := os.Stat(c.file); errors.Is(err, os.ErrNotExist) {
		return do(nil)
	}
	st, err := store.Open(ctx, c.file, c.now)
	if err != nil {
		return fileError{err}
	}
	if err := errors.Join(do(st), st.Close()); err != nil {
		return fmt.Errorf("%w: %w", plain.ErrUnread, err)
	}
	return nil
}
