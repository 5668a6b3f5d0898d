package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"waymark/model"
)

// CheckOff is a milestone to check off, as it was typed in a command.
type CheckOff struct {
	Milestone string // part of its name
	Goal      string // part of the name of its goal; empty for any
	On        string // the day it was done, as people say it; empty for today
	By        string // part of the name of who checks it off; empty for whoever is at the computer
	Note      string // how it went
}

// Checked is what came of it.
type Checked struct {
	Goal      model.Goal // as it is then
	Milestone model.Milestone
	At        model.At          // who checked it off
	Waits     bool              // its celebration waits for the person who recovers
	Already   []model.Milestone // those meant, which were done before; nothing was changed then
}

// Do checks the milestone off as one action of whoever does it. Of the open
// milestones of goals under way, none and several are a [MatchError]. Where only
// milestones that are done are meant, that is said, as long as one of them is as
// it was to become; so it is safe to repeat. Other errors are those of a day or a
// note, of the file, or [ErrUntold].
func (c CheckOff) Do(ctx context.Context, d Desk) (Checked, error) {
	d, err := d.By(c.By)
	if err != nil {
		return Checked{}, err
	}
	found, err := c.find(ctx, d)
	if err != nil {
		return Checked{}, err
	}
	if found[0].State == model.Reached {
		return c.already(ctx, d, found)
	}
	m := found[0]
	var g model.Goal
	if c.On != "" { // a day can be counted from its start
		if g, err = d.File.Checklist(ctx, m.GoalID); err != nil {
			return Checked{}, err
		}
	}
	on, err := c.day(d, g.Start)
	if err != nil {
		return Checked{}, err
	}
	wrote, err := d.File.ChangeMilestone(ctx, d.at(), m.ID, c.change(d, on))
	switch {
	case err != nil:
		return Checked{}, err
	case wrote.ID == 0:
		return c.already(ctx, d, found)
	}
	done, err := checked(toSay(ctx), d, m)
	if err != nil {
		return Checked{}, fmt.Errorf("%w: %w", ErrUntold, err)
	}
	return done, nil
}

// change checks a milestone off with what was said of it. One that was checked
// off in another window just now stays as it is.
func (c CheckOff) change(d Desk, on model.Day) model.MilestoneChange {
	reach := model.Reach(on, d.Patient.ID, d.At.ID)
	if note := c.note(); note != "" {
		reach = model.AllOf(reach, model.Tell(model.Check{}, model.Check{Note: note}, d.Dates.Today))
	}
	return func(m *model.Milestone) (model.Deed, error) {
		if m.State == model.Reached {
			return model.Deed{}, nil
		}
		return reach(m)
	}
}

// checked reads a milestone that was checked off. The celebration of a major one
// waits for the person whose it is, when that is someone else.
func checked(ctx context.Context, d Desk, m model.Titled) (Checked, error) {
	done := Checked{At: d.at()}
	var err error
	if done.Goal, err = d.File.Checklist(ctx, m.GoalID); err != nil {
		return Checked{}, err
	}
	done.Milestone, _ = done.Goal.Milestone(m.ID)
	done.Waits = done.Milestone.Major && d.At.ID != done.Goal.Patient.ID
	return done, nil
}

// find returns the open milestone that is meant or, where there is none, all that
// are meant and done. It looks among all, whatever became of them: said twice, or
// said of one that rests, a name does not come to mean another milestone.
func (c CheckOff) find(ctx context.Context, d Desk) ([]model.Titled, error) {
	var all []model.Titled
	var err error
	where := "a goal under way"
	if d.Patient.ID != 0 {
		all, err = d.File.Titles(ctx, d.Patient.ID)
	}
	switch {
	case err != nil:
		return nil, err
	case len(all) == 0:
		return nil, MatchError{"There is no milestone to check off yet. Nothing was changed.\nTo plan a goal, run waymark in a terminal window."}
	case c.Goal != "":
		g, err := c.goal(ctx, d)
		if err != nil {
			return nil, err
		}
		where = "that goal"
		all = slices.DeleteFunc(all, func(m model.Titled) bool { return m.GoalID != g.ID })
	}
	found := find(all, c.Milestone, func(m model.Titled) string { return m.Title })
	open, done := those(found, model.Open), those(found, model.Reached)
	switch {
	case len(open) == 1:
		return open, nil
	case len(open) == 0 && len(done) > 0:
		return done, nil
	}
	return nil, c.unclear(ctx, d, open, those(all, model.Open), where)
}

// unclear says that none or several of all that is open somewhere is meant.
func (c CheckOff) unclear(ctx context.Context, d Desk, meant, all []model.Titled, where string) error {
	known, err := d.titles(ctx)
	if err != nil {
		return err
	}
	goals := make(map[int64]string)
	for _, g := range known {
		goals[g.ID] = model.Sentence(g.Title)
	}
	lines := func(list []model.Titled) []string {
		return aFew(each(list, func(m model.Titled) string { return model.Sentence(m.Title) + " Goal: " + goals[m.GoalID] }))
	}
	if len(meant) == 0 {
		return MatchError{thereAre("No open milestone of "+where+" has "+quoted(c.Milestone)+" in its name.", lines(all))}
	}
	return MatchError{below("More than one open milestone has "+quoted(c.Milestone)+" in its name:", lines(meant)) +
		"\nType more of the name, or add --goal and part of the goal's name."}
}

// goal is the goal under way that part of a name tells.
func (c CheckOff) goal(ctx context.Context, d Desk) (model.Goal, error) {
	known, err := d.titles(ctx)
	if err != nil {
		return model.Goal{}, err
	}
	return oneGoal(model.UnderWay(known), c.Goal, "No goal under way has "+quoted(c.Goal)+" in its name.")
}

// those are the milestones of a list that are in a state.
func those(list []model.Titled, state model.State) []model.Titled {
	return slices.DeleteFunc(slices.Clone(list), func(m model.Titled) bool { return m.State != state })
}

// already says of milestones that they are done, or that what was to be said of
// them now is not in the file.
func (c CheckOff) already(ctx context.Context, d Desk, found []model.Titled) (Checked, error) {
	done := Checked{At: d.at()}
	same := false
	goals := make(map[int64]model.Goal)
	for _, one := range found {
		g, ok := goals[one.GoalID]
		if !ok {
			var err error
			if g, err = d.File.Checklist(ctx, one.GoalID); err != nil {
				return Checked{}, err
			}
			goals[g.ID] = g
		}
		on, err := c.day(d, g.Start)
		if err != nil {
			return Checked{}, err
		}
		m, _ := g.Milestone(one.ID)
		same = same || (c.On == "" || on == m.Check.On) && (c.note() == "" || c.note() == m.Check.Note)
		done.Already = append(done.Already, m)
	}
	if !same {
		return Checked{}, MatchError{below("This is done already, and was told in another way. Nothing was changed.",
			aFew(each(done.Already, doneLine(d.Dates)))) + "\nTo tell it anew, open it in Waymark."}
	}
	return done, nil
}

// doneLine says that a milestone was done before: "Stand. Wed 18 Nov, checked by
// Ben."
func doneLine(dates model.Dates) func(model.Milestone) string {
	return func(m model.Milestone) string { return model.Sentence(m.Title) + " " + m.Check.DoneWords(dates) }
}

// day reads the day it was done, today when none was typed.
func (c CheckOff) day(d Desk, start model.Day) (model.Day, error) {
	if c.On == "" {
		return d.Dates.Today, nil
	}
	on, err := happened(c.On, d.Dates.Today, start)
	if errors.Is(err, model.ErrDateFuture) {
		return 0, EntryError{"That day has not come yet. A check mark is for today or before."}
	}
	return on, err
}

// note is what was typed of how it went, without what a terminal would obey.
func (c CheckOff) note() string { return strings.TrimSpace(model.Clean(c.Note, true)) }

// Print says what came of it, as the screens do: "Done: Stand. Mon 23 Nov." and
// where the goal stands.
func (c Checked) Print(w io.Writer, dates model.Dates) {
	if len(c.Already) > 0 {
		for _, line := range aFew(each(c.Already, doneLine(dates))) {
			fmt.Fprintln(w, "Done already: "+line)
		}
		fmt.Fprintln(w, "Nothing was changed.")
		return
	}
	m := c.Milestone
	line := "Done: " + model.Sentence(m.Title) + " " + dates.Short(m.Check.On) + "."
	if m.Check.Note != "" {
		line += " " + model.Quote(model.OneLine(m.Check.Note))
	}
	fmt.Fprintln(w, line)
	fmt.Fprintln(w, model.WellDone(c.Goal, c.At))
	switch {
	case c.Waits:
		fmt.Fprintf(w, "This is a major milestone. Its celebration waits on Today for %s.\n", c.Goal.Patient.Name)
	case m.Major && m.Treat != "":
		fmt.Fprintf(w, "This is a major milestone. How you said you would celebrate: %s\n", model.Quote(model.OneLine(m.Treat)))
	case m.Major:
		fmt.Fprintln(w, "This is a major milestone.")
	}
}
