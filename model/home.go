package model

import (
	"cmp"
	"slices"
)

// Home is what Waymark knows when it opens: whose recovery it shows, who is at
// the computer, and what is going on.
type Home struct {
	Patient Person    // whose recovery is shown; zero before the first person is added
	At      At        // who is at the computer
	People  []Person  // everyone in the file, in the order they were added
	Goals   []Summary // the patient's active goals, in their order
	Month   int       // milestones reached since the first day of the month, in all goals
	Resting int       // how many goals rest
	Ended   int       // how many are finished or let go
	Drafts  []Draft   // the patient's goals still being planned, newest first
	Last    Change    // the newest change of whoever is at the computer in this record that can be taken back; zero when there is none

	UndoClosed bool     // there is none because the file had another shape when they were made
	Treats     []DueNow // major milestones that were reached and whose celebration waits for the patient; only where they are the one here
}

// May reports whether whoever is at the computer may do what needs these rights
// to the record that is shown.
func (h Home) May(r Right) bool { return h.Person(h.At.ID).May(r, h.Patient.ID) }

// Alone reports whether nobody but the patient is known.
func (h Home) Alone() bool { return len(h.People) < 2 }

// Waiting returns the drafts that hold something, newest first. An empty one is
// only a place in the file for what will be typed.
func (h Home) Waiting() []Draft {
	var list []Draft
	for _, d := range h.Drafts {
		if !d.Empty() && d.ForGoal == 0 {
			list = append(list, d)
		}
	}
	return list
}

// Adding returns the draft that holds what was typed to be added to a goal, or
// an empty one.
func (h Home) Adding(goal int64) Draft {
	for _, d := range h.Drafts {
		if d.ForGoal == goal {
			return d
		}
	}
	d := NewDraft(h.Patient)
	d.ForGoal = goal
	return d
}

// DueNow is a milestone that is due about now, with the goal it belongs to.
type DueNow struct {
	Goal      Goal
	Milestone Milestone
}

// Due lists what is due about now in all goals under way, with what else is to
// stand among it, the earliest first, and how many dates passed before that.
func (h Home) Due(also ...DueNow) (list []DueNow, passed int) {
	for _, g := range h.Goals {
		of := slices.Clone(g.Due)
		for _, d := range also {
			if d.Goal.ID == g.ID {
				of = append(of, d.Milestone)
			}
		}
		slices.SortStableFunc(of, func(a, b Milestone) int { return cmp.Compare(a.Rank, b.Rank) })
		for _, m := range of {
			list = append(list, DueNow{g.Goal, m})
		}
		passed += g.Passed
	}
	slices.SortStableFunc(list, func(a, b DueNow) int {
		return cmp.Compare(a.Milestone.Due.On(a.Goal.Start), b.Milestone.Due.On(b.Goal.Start))
	})
	return list, passed
}

// PassedWords say how many dates passed before what is due about now.
func PassedWords(n int) string { return Count(n, "date") + " passed more than two weeks ago." }

// Kept takes over a draft as it was saved last.
func (h *Home) Kept(d Draft) {
	h.Drafts = slices.DeleteFunc(slices.Clone(h.Drafts), func(old Draft) bool { return old.ID == d.ID })
	h.Drafts = slices.Insert(h.Drafts, 0, d)
}

// Learn takes over what is known now of the readings of a goal under way.
func (h *Home) Learn(g Goal) {
	h.Goals = slices.Clone(h.Goals)
	for i := range h.Goals {
		if h.Goals[i].ID == g.ID {
			h.Goals[i].Measures, h.Goals[i].Series = g.Measures, g.Series
		}
	}
}

// Person returns the person with that id, or a zero Person.
func (h Home) Person(id int64) Person {
	for _, p := range h.People {
		if p.ID == id {
			return p
		}
	}
	return Person{}
}
