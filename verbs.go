package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"waymark/model"
	"waymark/tui/plain"
)

// root is the command line: waymark by itself and its verbs.
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
	root.AddCommand(c.todayVerb(), c.showVerb(), c.timelineVerb(), c.planVerb(), c.doneVerb(), c.logVerb(), c.readingsVerb(),
		c.undoVerb(), c.historyVerb(), c.peopleVerb(), c.backupVerb(), c.restoreVerb(), c.doctorVerb(), c.demoVerb())
	return root
}

// ofPerson gives a verb the flag that says whose record it is about.
func (c *command) ofPerson(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&c.person, "person", "", "part of the `NAME` of the person who recovers (else the one shown last)")
	return cmd
}

func (c *command) todayVerb() *cobra.Command {
	return c.ofPerson(&cobra.Command{
		Use: "today", Short: "Print today's list and stop", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.reads(today)(cmd.Context()) },
	})
}

// today prints today's list.
func today(ctx context.Context, d plain.Desk) (says, error) {
	home, err := d.Home(ctx)
	return func(w io.Writer) error {
		plain.Today(w, home, d.Dates)
		return nil
	}, err
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
	cmd := c.ofPerson(&cobra.Command{
		Use: use, Short: short, Args: oneName,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.reads(func(ctx context.Context, d plain.Desk) (says, error) {
				goals, err := d.Goals(ctx, args...)
				return func(w io.Writer) error {
					if wantsJSON {
						return asJSON(w, goals, d.Dates.Today)
					}
					words(w, goals, d.Dates)
					return nil
				}, err
			})(cmd.Context())
		},
	})
	if asJSON != nil {
		jsonFlag(cmd, &wantsJSON)
	}
	return cmd
}

func jsonFlag(cmd *cobra.Command, wanted *bool) {
	cmd.Flags().BoolVar(wanted, "json", false, "print JSON")
}

// oneName refuses more than one argument.
func oneName(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("put a name of several words in quotes: %q", strings.Join(args, " "))
	}
	return nil
}

func (c *command) doneVerb() *cobra.Command {
	var off plain.CheckOff
	cmd := c.ofPerson(&cobra.Command{
		Use: "done MILESTONE", Short: "Check a milestone off",
		Long: "Check an open milestone off. Part of its name is enough.\n" +
			"One that is done already stays as it is.",
		Example: "  waymark done \"10 minutes\"\n  waymark done stand --on yesterday --by Ben --note \"My legs shook, and I stood.\"",
		Args:    doneArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			off.Milestone = args[0]
			return c.writes(func(ctx context.Context, d plain.Desk) (says, error) {
				done, err := off.Do(ctx, d)
				return func(w io.Writer) error {
					done.Print(w, d.Dates)
					return nil
				}, err
			})(cmd.Context())
		},
	})
	cmd.Flags().StringVar(&off.By, "by", "", "part of the `NAME` of who checks it off (else whoever is at the computer)")
	cmd.Flags().StringVar(&off.On, "on", "", "the `DAY` it was done: yesterday, Tuesday, 3 Nov, 2026-11-03 (else today)")
	cmd.Flags().StringVar(&off.Note, "note", "", "how it went, as `TEXT`")
	cmd.Flags().StringVar(&off.Goal, "goal", "", "part of the name of its `GOAL`, where two goals have such a milestone")
	return cmd
}

// doneArgs takes a milestone.
func doneArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("say which milestone, by part of its name: waymark done \"10 minutes\"")
	}
	return oneName(cmd, args)
}

func (c *command) logVerb() *cobra.Command {
	var e plain.Entry
	cmd := c.ofPerson(&cobra.Command{
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
			return c.writes(func(ctx context.Context, d plain.Desk) (says, error) {
				written, err := e.Log(ctx, d)
				return func(w io.Writer) error {
					written.Print(w, d.Dates)
					return nil
				}, err
			})(cmd.Context())
		},
	})
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
	cmd := c.ofPerson(&cobra.Command{
		Use: "readings [MEASURE]", Short: "Print what was written down of all measures, or of some", Args: oneName,
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.reads(func(ctx context.Context, d plain.Desk) (says, error) {
				list, err := d.Measures(ctx, args...)
				read := func(measure int64) ([]model.Reading, error) { return d.File.Readings(ctx, measure, 0) }
				return func(w io.Writer) error {
					if wantsJSON {
						return plain.ReadingsJSON(w, list, read)
					}
					return plain.Readings(w, list, read, d.Dates)
				}, err
			})(cmd.Context())
		},
	})
	jsonFlag(cmd, &wantsJSON)
	return cmd
}

func (c *command) undoVerb() *cobra.Command {
	var u plain.Undo
	cmd := &cobra.Command{
		Use: "undo", Short: "Take back what was done last",
		Long: "Take back the newest change of whoever is at the computer.\n" +
			"Where later changes stand on it, they are listed and nothing is changed.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.writes(func(ctx context.Context, d plain.Desk) (says, error) {
				undone, err := u.Do(ctx, d)
				return func(w io.Writer) error {
					undone.Print(w)
					return nil
				}, err
			})(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&u.By, "by", "", "part of the `NAME` of whose change it is (else whoever is at the computer)")
	cmd.Flags().BoolVar(&u.WithLater, "with-later", false, "take the later changes back as well that stand on it")
	return cmd
}

func (c *command) historyVerb() *cobra.Command {
	var p plain.Past
	var wantsJSON bool
	cmd := c.ofPerson(&cobra.Command{
		Use: "history", Short: "Print every change, the newest first: when, what, and by whom", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if p.Most < 0 {
				return errors.New("--most takes a number, 1 or more")
			}
			return c.reads(func(ctx context.Context, d plain.Desk) (says, error) {
				lines, err := p.Lines(ctx, d)
				if err != nil || !wantsJSON {
					return func(w io.Writer) error {
						plain.History(w, lines, d.Dates)
						return nil
					}, err
				}
				goals, err := d.Titles(ctx)
				return func(w io.Writer) error { return plain.HistoryJSON(w, lines, d.People, goals) }, err
			})(cmd.Context())
		},
	})
	cmd.Flags().StringVar(&p.By, "by", "", "part of the `NAME` of who made the changes (else anyone)")
	cmd.Flags().StringVar(&p.Goal, "goal", "", "part of the name of the `GOAL` they are about (else any)")
	cmd.Flags().IntVar(&p.Most, "most", 0, "how many at most, as a `NUMBER` (else all)")
	jsonFlag(cmd, &wantsJSON)
	return cmd
}

func (c *command) peopleVerb() *cobra.Command {
	var wantsJSON bool
	cmd := &cobra.Command{
		Use: "people", Short: "Print who recovers, who helps them, and how to reach them", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.reads(func(ctx context.Context, d plain.Desk) (says, error) {
				everyone, err := d.Everyone(ctx)
				return func(w io.Writer) error {
					if wantsJSON {
						return plain.PeopleJSON(w, everyone)
					}
					plain.People(w, everyone)
					return nil
				}, err
			})(cmd.Context())
		},
	}
	jsonFlag(cmd, &wantsJSON)
	return cmd
}

func (c *command) demoVerb() *cobra.Command {
	return &cobra.Command{
		Use: "demo", Short: "Look around with made-up examples; nothing is kept", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.demo(cmd.Context()) },
	}
}
