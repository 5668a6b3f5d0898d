package model

import "fmt"

// Progress counts the milestones of a goal, or of several.
type Progress struct {
	Reached int
	Total   int // all but those resting and let go
	Resting int
	LetGo   int
}

// ProgressOf counts a list of milestones.
func ProgressOf(list []Milestone) Progress {
	var p Progress
	for _, m := range list {
		p = p.with(m.State)
	}
	return p
}

func (p Progress) with(s State) Progress {
	switch s {
	case Resting:
		p.Resting++
	case LetGo:
		p.LetGo++
	case Reached:
		p.Reached++
		p.Total++
	default:
		p.Total++
	}
	return p
}

// Plus adds the counts of two lists.
func (p Progress) Plus(q Progress) Progress {
	return Progress{p.Reached + q.Reached, p.Total + q.Total, p.Resting + q.Resting, p.LetGo + q.LetGo}
}

// Percent is the part reached, 0 to 100, rounded down; 0 when there are none.
func (p Progress) Percent() int {
	if p.Total == 0 {
		return 0
	}
	return 100 * p.Reached / p.Total
}

// Fraction is the part reached, 0 to 1; 0 when there are none.
func (p Progress) Fraction() float64 {
	if p.Total == 0 {
		return 0
	}
	return float64(p.Reached) / float64(p.Total)
}

// String says the counts: "6 of 10 done", "6 of 10 done, 1 resting", "no
// milestones yet".
func (p Progress) String() string {
	s := fmt.Sprintf("%d of %d done", p.Reached, p.Total)
	if p.Total == 0 {
		s = "no milestones yet"
		if p.Resting > 0 {
			return Count(p.Resting, "milestone") + " resting"
		}
	}
	if p.Resting > 0 {
		s += fmt.Sprintf(", %d resting", p.Resting)
	}
	return s
}

// Next returns the milestone that comes next: the first open one in the
// list's order.
func (g Goal) Next() (Milestone, bool) {
	for _, m := range g.Milestones {
		if m.State == Open {
			return m, true
		}
	}
	return Milestone{}, false
}

// soon is how many days ahead a milestone counts as due this week.
const soon = 7

// DueNow lists the open milestones whose date has passed or lies within the
// coming week, the earliest first.
func (g Goal) DueNow(today Day) []Milestone {
	var due []Milestone
	for _, m := range g.Milestones {
		if on := m.Due.On(g.Start); m.State == Open && on != 0 && on <= today+soon {
			due = append(due, m)
		}
	}
	sortByDue(due, g.Start)
	return due
}

// WellDone says what checking a milestone off came to: "Well done, Rosa. That
// is 7 of 10." When a helper is at the computer it says who checked it off.
func WellDone(g Goal, at At) string {
	p := ProgressOf(g.Milestones)
	s := fmt.Sprintf("Well done, %s. That is %d of %d.", g.Patient.Name, p.Reached, p.Total)
	switch {
	case at.ID != g.Patient.ID && at.ID != 0:
		s += " Checked off by " + at.Name + "."
	case p.Reached == p.Total:
		s += " You did what you set out to do."
	case p.Reached == 1:
		s += " Your first one is done."
	}
	return s
}
