// Package plain says in plain lines, one fact each, what the screens show. The
// verbs print them; a read-aloud mode can grow from them.
package plain

import (
	"fmt"
	"io"
	"strings"

	"waymark/model"
)

// Today prints today's list: the goals with their counts and what is due.
func Today(w io.Writer, home model.Home, today model.Day) {
	if home.Patient.ID == 0 {
		fmt.Fprintln(w, "Waymark. There are no goals yet.")
		return
	}
	fmt.Fprintf(w, "Waymark. %s's recovery. %s. You are %s.\n", home.Patient.Name, today.Long(), home.At.Name)
	for _, g := range home.Goals {
		fmt.Fprintln(w, goalLine(g, today))
	}
	if len(home.Goals) == 0 {
		fmt.Fprintln(w, "There are no goals yet.")
	}
	for _, g := range home.Goals {
		for _, m := range g.DueNow(today) {
			fmt.Fprintf(w, "Due: %s %s\n", model.Sentence(m.Title), m.DueWords(g.Start, today))
		}
	}
}

func goalLine(g model.Goal, today model.Day) string {
	s := fmt.Sprintf("Goal: %s %s.", model.Sentence(g.Title), sayProgress(g))
	if next, ok := g.Next(); ok {
		s += " Next: " + model.Sentence(next.Title)
		if due := next.DueWords(g.Start, today); due != "" {
			s += " " + due
		}
	}
	return s
}

func sayProgress(g model.Goal) string {
	p := model.ProgressOf(g.Milestones).String()
	return strings.ToUpper(p[:1]) + p[1:]
}

// Show prints the milestones and the progress of goals.
func Show(w io.Writer, goals []model.Goal, today model.Day) {
	for i, g := range goals {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "Goal: %s\n", g.Title)
		fmt.Fprintf(w, "%s. %d percent.\n", sayProgress(g), model.ProgressOf(g.Milestones).Percent())
		if on := g.HopedDay(); on != 0 {
			fmt.Fprintf(w, "Hoped for: %s.\n", on.Long())
		}
		for _, m := range g.Milestones {
			fmt.Fprintln(w, milestoneLine(g, m, today))
		}
	}
}

// milestoneLine is one milestone as a line that begins with its state.
func milestoneLine(g model.Goal, m model.Milestone, today model.Day) string {
	state := "To do"
	switch {
	case m.State == model.Reached:
		state = "Done"
	case m.State == model.Resting:
		state = "Resting"
	case m.State == model.LetGo:
		state = "Let go"
	case m.DatePassed(g.Start, today):
		state = "Its date has passed"
	}
	s := state + ": " + model.Sentence(m.Title)
	if m.State == model.Reached {
		s += " " + m.Check.DoneWords(today)
	} else if due := m.DueWords(g.Start, today); due != "" {
		s += " " + due
	}
	if m.Major {
		s += " Major milestone."
	}
	return s
}

// Timeline prints what was and what comes, oldest first.
func Timeline(w io.Writer, goals []model.Goal, today model.Day) {
	for _, e := range Entries(goals, today) {
		fmt.Fprintln(w, entryLine(e, today, len(goals) > 1))
	}
}

// Entries lists the whole timeline of some goals: dated entries oldest first,
// then what has no date yet and the hoped-for days.
func Entries(goals []model.Goal, today model.Day) []model.Entry {
	tl := model.TimelineOf(goals, today)
	var all []model.Entry
	for _, s := range tl.Spans {
		all = append(all, s.Entries()...)
	}
	return append(append(all, tl.Undated...), tl.Hoped...)
}

func entryLine(e model.Entry, today model.Day, several bool) string {
	var s string
	switch e.Kind {
	case model.EntryToday:
		return e.Day.WithYear() + ". Today."
	case model.EntryStart:
		return e.Day.WithYear() + ". The start: " + model.Sentence(e.Goal.Title)
	case model.EntryHoped:
		return e.Day.WithYear() + ". Hoped for: " + model.Sentence(e.Goal.Title)
	case model.EntryUndated:
		s = "No date yet. "
	default:
		s = e.Day.WithYear() + ". "
	}
	s += milestoneLine(e.Goal, e.Milestone, today)
	if several {
		s += " Goal: " + model.Sentence(e.Goal.Title)
	}
	return s
}
