// Package plain says in plain lines, one fact each, what the screens show. The
// verbs print them; a read-aloud mode can grow from them.
package plain

import (
	"fmt"
	"io"
	"strings"

	"waymark/model"
)

const noGoals = "There are no goals yet."

// Today prints today's list: the goals with their counts and the last readings of
// their measures, what is due, what is to be written down, and the gentle note.
func Today(w io.Writer, home model.Home, dates model.Dates) {
	if home.Patient.ID == 0 {
		fmt.Fprintln(w, "Waymark. "+noGoals)
		return
	}
	fmt.Fprintf(w, "Waymark. %s's recovery. %s. You are %s.\n", home.Patient.Name, dates.Long(dates.Today), home.At.Name)
	for _, g := range home.Goals {
		fmt.Fprintln(w, goalLine(g, dates))
		measureLines(w, g.Goal, dates)
	}
	switch aside := home.Resting + home.Ended; {
	case len(home.Goals) == 0 && aside == 0:
		fmt.Fprintln(w, noGoals)
	case len(home.Goals) == 0:
		fmt.Fprintln(w, "No goal is under way just now.")
	}
	list, passed := home.Due()
	for _, due := range list {
		line := "Due: " + model.Sentence(due.Milestone.Title) + " " + due.Goal.DueWords(due.Milestone, dates)
		if len(home.Goals) > 1 {
			line += " Goal: " + model.Sentence(due.Goal.Title)
		}
		fmt.Fprintln(w, line)
	}
	if passed > 0 {
		fmt.Fprintln(w, model.PassedWords(passed))
	}
	for _, one := range home.ToRead(dates.Today) {
		fmt.Fprintln(w, "To write down: "+model.Sentence(one.Measure.Scale()))
	}
	if n, ok := home.Note(dates.Today); ok {
		fmt.Fprintln(w, "A gentle note: "+n.Words(dates)+" Goal: "+model.Sentence(n.Goal.Title))
	}
}

func goalLine(g model.Summary, dates model.Dates) string {
	s := fmt.Sprintf("Goal: %s %s.", model.Sentence(g.Title), model.Capital(g.Progress.String()))
	if g.Next.ID != 0 {
		s += " Next: " + model.Sentence(g.Next.Title)
		if due := g.DueWords(g.Next, dates); due != "" {
			s += " " + due
		}
	}
	return s
}

// measureLines print the measures of a goal that have readings: "Knee bend: 96
// degrees on Sun 22 Nov. Up 4 in 4 weeks. Aim: 120 or more."
func measureLines(w io.Writer, g model.Goal, dates model.Dates) {
	for _, m := range g.Measures {
		s := g.SeriesOf(m.ID)
		if s.None() {
			continue
		}
		parts := []string{m.Name + ": " + m.LastWords(s, dates) + ".", m.ChangeWords(s, dates)}
		if aim := m.Aim(); !aim.None() {
			parts = append(parts, "Aim: "+aim.String()+".")
		}
		fmt.Fprintln(w, model.OneLine(strings.Join(parts, " ")))
	}
}

// full makes words a sentence of their own; no words stay none.
func full(words string) string {
	if words == "" {
		return ""
	}
	return model.Capital(words) + "."
}

// Show prints the milestones and the progress of goals, those under way first,
// with the last readings of their measures.
func Show(w io.Writer, goals []model.Goal, dates model.Dates) {
	if len(goals) == 0 {
		fmt.Fprintln(w, noGoals)
	}
	for i, g := range append(model.UnderWay(goals), model.Aside(goals)...) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "Goal: %s\n", g.Title)
		p := model.ProgressOf(g.Milestones)
		fmt.Fprintf(w, "%s. %d percent.\n", model.Capital(p.String()), p.Percent())
		switch on := g.HopedDay(); {
		case g.Lifecycle.Stopped():
			fmt.Fprintln(w, g.SinceWords(dates))
		case on != 0:
			fmt.Fprintf(w, "Hoped for: %s.\n", dates.Long(on))
		}
		for _, k := range g.Precautions {
			if k.InForce(g.Start, dates.Today) && !g.Lifecycle.Ended() {
				fmt.Fprintf(w, "Keep in mind: %s\n", k.Words(g.Start, dates))
			}
		}
		if !g.Lifecycle.Stopped() {
			measureLines(w, g, dates)
		}
		for _, m := range g.Milestones {
			fmt.Fprintln(w, milestoneLine(g, m, dates))
		}
	}
}

// milestoneLine is one milestone as a line that begins with its state.
func milestoneLine(g model.Goal, m model.Milestone, dates model.Dates) string {
	when := g.DueWords(m, dates)
	if m.State == model.Reached {
		when = g.DoneWords(m, dates)
	}
	return stateLine(g, m, dates, when)
}

// stateLine is a milestone's state, its words, when that is or was, whether it
// was done before and whether it is a major one.
func stateLine(g model.Goal, m model.Milestone, dates model.Dates, when string) string {
	state := "To do"
	switch {
	case m.State == model.Reached:
		state = "Done"
	case m.State == model.Resting:
		state = "Resting"
	case m.State == model.LetGo:
		state = "Let go"
	case g.DatePassed(m, dates.Today):
		state = "Its date has passed"
	}
	parts := []string{state + ": " + model.Sentence(m.Title), when}
	if m.State != model.Reached {
		parts = append(parts, m.EarlierWords(dates))
	}
	if m.Major {
		parts = append(parts, "Major milestone.")
	}
	return model.OneLine(strings.Join(parts, " "))
}

// Plan prints the five questions of each goal with their answers and what came
// of them.
func Plan(w io.Writer, goals []model.Goal, dates model.Dates) {
	if len(goals) == 0 {
		fmt.Fprintln(w, noGoals)
	}
	for i, g := range append(model.UnderWay(goals), model.Aside(goals)...) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "Goal: %s\n", g.Title)
		if s, ok := model.StarterOf(g.Starter); ok {
			fmt.Fprintf(w, "Begun from the example plan: %s %s %s\n", model.Sentence(s.Name), s.Credit(), model.YourPlanFirst)
		}
		for _, p := range g.Plan(dates) {
			fmt.Fprintf(w, "\n%d. %s\n", p.Question.Number, p.Question.Words)
			if len(p.Answer) == 0 {
				fmt.Fprintln(w, "Not answered yet.")
			}
			for _, line := range append(p.Answer, p.Came...) {
				fmt.Fprintln(w, line)
			}
			if p.WrittenOn != 0 {
				fmt.Fprintf(w, "Written on %s.\n", dates.Long(p.WrittenOn))
			}
		}
	}
}

// Timeline prints what was and what comes, oldest first.
func Timeline(w io.Writer, goals []model.Goal, dates model.Dates) {
	for _, e := range Entries(goals, dates.Today) {
		fmt.Fprintln(w, entryLine(e, dates, len(goals) > 1))
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

func entryLine(e model.Entry, dates model.Dates, several bool) string {
	s := "No date yet. "
	if e.Day != 0 {
		s = dates.WithYear(e.Day) + ". "
	}
	switch e.Kind {
	case model.EntryToday:
		return s + "Today."
	case model.EntryStart:
		return s + "The start: " + model.Sentence(e.Goal.Title)
	case model.EntryHoped:
		return s + "Hoped for: " + model.Sentence(e.Goal.Title)
	case model.EntryPlan:
		s += "Plan: " + e.Words
	case model.EntryPrecaution:
		s += "Until then: " + model.Sentence(e.Words)
	case model.EntryEarlier:
		s += "Done then, and open again later: " + model.Sentence(e.Milestone.Title) + " " + full(e.Check.Who())
	case model.EntryReached:
		when := full(e.Check.Who())
		if early := e.Goal.Early(*e.Milestone); early > 0 {
			when += " " + model.Count(early, "day") + " early."
		}
		s += stateLine(*e.Goal, *e.Milestone, dates, when)
	case model.EntryAhead:
		s += stateLine(*e.Goal, *e.Milestone, dates, full(dates.Away(e.Day)))
	case model.EntryResting: // itself, or with its goal
		m := *e.Milestone
		m.State = model.Resting
		s += stateLine(*e.Goal, m, dates, "")
	default:
		s += stateLine(*e.Goal, *e.Milestone, dates, "")
	}
	if several && e.Goal != nil {
		s += " Goal: " + model.Sentence(e.Goal.Title)
	}
	return s
}
