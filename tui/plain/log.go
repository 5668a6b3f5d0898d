package plain

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"waymark/model"
)

// Entry is a reading as it was typed in a command.
type Entry struct {
	Measure string  // part of the measure's name
	Value   *string // nil for none: done
	Goal    string  // part of the name of its goal; empty for any
	On      string  // its day, as people say it
	By      string  // part of the name of who measured it; empty for whoever is at the computer
	Note    string
}

// EntryError says in its words why a reading cannot be written down as it was
// typed.
type EntryError struct{ words string }

func (e EntryError) Error() string { return e.words }

// Read makes of what was typed the reading that is meant, of a measure of a goal
// under way. Of what it names, none and several are a [MatchError]. What cannot
// be written down so is an EntryError, or what [model.ParseDue] and
// [model.Measure.Check] say.
func (e Entry) Read(home model.Home, today model.Day) (model.Reading, error) {
	m, err := e.measure(home)
	if err != nil {
		return model.Reading{}, err
	}
	r := model.Reading{MeasureID: m.ID, ReadBy: home.At.ID, By: home.At.Name, Note: strings.TrimSpace(model.Clean(e.Note, true))}
	if e.By != "" {
		p, err := onePerson(home.People, e.By)
		if err != nil {
			return r, err
		}
		r.ReadBy, r.By = p.ID, p.Name
	}
	if r.Value, err = e.value(m.Measure); err != nil {
		return r, err
	}
	if r.On, err = happened(e.On, today, m.Goal.Start); err != nil {
		return r, err
	}
	return r, m.Check(r, today)
}

// happened reads the day on which something was, today at the latest.
func happened(typed string, today, start model.Day) (model.Day, error) {
	due, err := model.ParseDue(typed, model.Happened, today, start)
	on := due.On(start)
	switch {
	case err != nil:
		return 0, err
	case due.None():
		return 0, &model.DateError{Err: model.ErrDateUnreadable, Sense: model.Happened, Typed: typed}
	case on > today:
		return 0, &model.DateError{Err: model.ErrDateFuture, Sense: model.Happened, Typed: typed, Day: on}
	}
	return on, nil
}

func (e Entry) measure(home model.Home) (model.Measured, error) {
	if home.Patient.ID == 0 {
		return model.Measured{}, MatchError{noGoals + " Nothing was written down.\nTo begin one, run waymark in a terminal window."}
	}
	var goals []model.Goal
	for _, g := range home.Goals {
		goals = append(goals, g.Goal)
	}
	where := "a goal under way"
	if e.Goal != "" {
		g, err := oneGoal(goals, e.Goal, "No goal under way has "+quoted(e.Goal)+" in its name.")
		if err != nil {
			return model.Measured{}, err
		}
		goals, where = []model.Goal{g}, "that goal"
	}
	return oneMeasure(measuresOf(goals), e.Measure, where)
}

// doneSaid are the ways to say that something was done or not, as [model.Fold]
// makes them.
var doneSaid = map[string]float64{"yes": 1, "done": 1, "1": 1, "no": 0, "not done": 0, "0": 0}

func (e Entry) value(m model.Measure) (float64, error) {
	switch {
	case m.Kind == model.Done && e.Value == nil:
		return 1, nil
	case m.Kind == model.Done:
		if v, ok := doneSaid[model.Fold(model.OneLine(*e.Value))]; ok {
			return v, nil
		}
		return 0, EntryError{"We could not read " + quoted(*e.Value) + ". Say yes or no for " + inside(m.Name) + "."}
	case e.Value == nil:
		return 0, EntryError{"A number is needed for " + inside(m.Name) + ". Type it behind the name."}
	}
	v, err := m.ParseValue(*e.Value)
	if err != nil {
		return 0, EntryError{"We could not read " + quoted(*e.Value) + " as a number. Type it like 3 or 3.5."}
	}
	return v, nil
}

// inside is a name as it stands inside a sentence: "knee bend", but "ARAT".
func inside(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if low := strings.ToLower(first); model.Capital(low) == first {
		return strings.TrimSpace(low + " " + rest)
	}
	return name
}

// Written is a reading that was written down.
type Written struct {
	Goal    model.Goal // as it is then
	Reading model.Reading
	Change  model.Change // without an ID when the file said so before
}

// Log writes down what was typed. An error is one of [Entry.Read] or of the file,
// or [ErrUntold].
func (e Entry) Log(ctx context.Context, d Desk) (Written, error) {
	home, err := d.Home(ctx)
	if err != nil {
		return Written{}, err
	}
	r, err := e.Read(home, d.Dates.Today)
	if err != nil {
		return Written{}, err
	}
	id, change, err := d.File.AddReading(ctx, model.At{ID: r.ReadBy, Name: r.By}, r.MeasureID, r)
	if err != nil {
		return Written{}, err
	}
	r.ID = id
	g, err := d.File.Goal(toSay(ctx), change.GoalID)
	if err != nil {
		return Written{}, fmt.Errorf("%w: %w", ErrUntold, err)
	}
	return Written{g, r, change}, nil
}

// Print says the reading back, how its measure changed when it is the newest,
// and which open milestones it reaches.
func (wr Written) Print(w io.Writer, dates model.Dates) {
	r := wr.Reading
	for _, m := range wr.Goal.Measures {
		if m.ID != r.MeasureID {
			continue
		}
		said := m.Wrote(r.Value).Words
		if wr.Change.ID == 0 {
			said = "It was written down already. " + m.Name + ": " + m.Told(r.Value)
		}
		said += ", " + dates.Short(r.On)
		if r.By != "" {
			said += ", by " + r.By
		}
		said = model.Sentence(said)
		if s := wr.Goal.SeriesOf(m.ID); m.Kind == model.Done || s.Last.ID == r.ID {
			said += " " + m.ChangeWords(s, dates)
		}
		fmt.Fprintln(w, strings.TrimSpace(said))
	}
	for _, m := range wr.Goal.Meets(r) {
		fmt.Fprintf(w, "This reaches %s. Check it off in Waymark, if you like.\n", model.Quote(m.Title))
	}
}

// BelowZero makes numbers below zero arguments of a command like any other, by
// giving them the minus sign of print: -10 would be taken for flags. What stands
// behind a flag is what it says, and what stands behind "--" is no flag anyway.
func BelowZero(args []string) []string {
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		ofFlag := i > 0 && strings.HasPrefix(args[i-1], "--") && !strings.Contains(args[i-1], "=")
		if minus.MatchString(arg) && !ofFlag {
			args[i] = "−" + arg[1:]
		}
	}
	return args
}

// minus begins a number below zero.
var minus = regexp.MustCompile(`^-[.,]?[0-9]`)
