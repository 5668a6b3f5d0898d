package model

import (
	"fmt"
	"slices"
)

// Shift is a move of all that lies ahead in a plan by the same number of days.
type Shift struct {
	Days       int     // on; below 0, back
	Milestones []Moved // in the list's order
	Hoped      *Moved  // the goal's hoped-for day, if it has one
}

// Moved is one day of a plan that is moved.
type Moved struct {
	Title    string
	ID       int64 // the milestone's; 0 for the hoped-for day
	From, To Due
}

// Ahead returns what moves when all that lies ahead of the goal is moved by so
// many days: every open milestone that has a day, one whose date has passed
// among them, for it is still to be done, and the hoped-for day. What is
// reached, rests or was let go stays.
func (g Goal) Ahead(days int) Shift {
	s := Shift{Days: days}
	for _, m := range g.Milestones {
		if m.State == Open && !m.Due.None() {
			s.Milestones = append(s.Milestones, Moved{m.Title, m.ID, m.Due, m.Due.Shifted(days, g.Start)})
		}
	}
	if !g.HopedFor.None() {
		s.Hoped = &Moved{g.Title, 0, g.HopedFor, g.HopedFor.Shifted(days, g.Start)}
	}
	return s
}

// Validate tells whether the days can be moved so: each must stay within
// [MaxDueDays] of the goal's start, and the hoped-for day must not lie before it.
func (s Shift) Validate(g Goal) error {
	for _, m := range s.Milestones {
		if away := m.To.On(g.Start) - g.Start; away > MaxDueDays || away < -MaxDueDays {
			return &DateError{Err: ErrOutOfRange}
		}
	}
	if s.Hoped == nil {
		return nil
	}
	switch away := s.Hoped.To.On(g.Start) - g.Start; {
	case away < 0:
		return fmt.Errorf("hoped-for day of %q: %w", g.Title, ErrBeforeStart)
	case away > MaxDueDays:
		return &DateError{Err: ErrOutOfRange}
	}
	return nil
}

// Empty reports whether there is nothing to move.
func (s Shift) Empty() bool { return len(s.Milestones) == 0 && s.Hoped == nil }

// ShiftAhead moves all that lies ahead of a goal by so many days, as
// [Goal.Ahead] tells.
func ShiftAhead(days int) GoalChange {
	return func(g *Goal) (Deed, error) {
		s := g.Ahead(days)
		if err := s.Validate(*g); err != nil || s.Empty() {
			return Deed{}, err
		}
		g.Milestones = slices.Clone(g.Milestones)
		for _, moved := range s.Milestones {
			for i := range g.Milestones {
				if g.Milestones[i].ID == moved.ID {
					g.Milestones[i].Due = moved.To
				}
			}
		}
		if s.Hoped != nil {
			g.HopedFor = s.Hoped.To
		}
		return Deed{Words: "Moved what lies ahead " + DaysOn(days), Plan: true}, nil
	}
}

// DaysOn says a number of days as a move: "10 days later", "1 day earlier".
func DaysOn(days int) string {
	if days < 0 {
		return Count(-days, "day") + " earlier"
	}
	return Count(days, "day") + " later"
}

// InTurn does several things to a goal as one action; its words are those of
// all.
func InTurn(list ...GoalChange) GoalChange {
	return func(g *Goal) (Deed, error) {
		var all Deed
		for _, change := range list {
			d, err := change(g)
			if err != nil {
				return Deed{}, err
			}
			if all.Words != "" && d.Words != "" {
				all.Words += ". "
			}
			all.Words += d.Words
			all.Plan = all.Plan || d.Plan
		}
		return all, nil
	}
}
