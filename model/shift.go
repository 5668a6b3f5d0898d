package model

import (
	"fmt"
	"math"
	"slices"
	"strings"
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

// Validate tells whether the days can be moved so: by [MaxDueDays] at most, and
// the hoped-for day not to before the goal's start.
func (s Shift) Validate(g Goal) error {
	switch {
	case s.Days > MaxDueDays || s.Days < -MaxDueDays:
		return &DateError{Err: ErrOutOfRange}
	case s.Hoped != nil && s.Hoped.To.On(g.Start) < g.Start:
		return fmt.Errorf("hoped-for day of %q: %w", g.Title, ErrBeforeStart)
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

// ParseSpan reads a number of days as people type it: "7", "10 days", "2 weeks",
// "-3". Anything else, and more than [MaxDueDays], is [ErrOutOfRange].
func ParseSpan(typed string) (int, error) {
	words := strings.Fields(strings.ToLower(typed))
	factor := 1.0
	if len(words) == 2 && strings.HasPrefix("weeks", words[1]) {
		factor = 7
	}
	if len(words) == 0 || len(words) > 2 || len(words) == 2 && factor == 1 && !strings.HasPrefix("days", words[1]) {
		return 0, fmt.Errorf("span %q: %w", typed, ErrOutOfRange)
	}
	n, err := ParseNumber(words[0])
	if n *= factor; err != nil || n != math.Trunc(n) || math.Abs(n) > MaxDueDays {
		return 0, fmt.Errorf("span %q: %w", typed, ErrOutOfRange)
	}
	return int(n), nil
}

// DaysOn says a number of days as a move: "10 days later", "1 day earlier".
func DaysOn(days int) string {
	if days < 0 {
		return Count(-days, "day") + " earlier"
	}
	return Count(days, "day") + " later"
}

// ShiftUnderWay does what [ShiftAhead] does to a goal that is under way; one that
// rests or has ended stays as it is.
func ShiftUnderWay(days int) GoalChange {
	return func(g *Goal) (Deed, error) {
		if g.Lifecycle.Stopped() {
			return Deed{}, nil
		}
		return ShiftAhead(days)(g)
	}
}

// PickUp lets a goal that rests or has ended go on, with all that lies ahead
// moved by so many days. It is safe to repeat: of a goal under way nothing moves.
func PickUp(days int, today Day) GoalChange {
	return func(g *Goal) (Deed, error) {
		deed, err := Turn(Active, "", today)(g)
		if err != nil || deed.Words == "" || days == 0 {
			return deed, err
		}
		moved, err := ShiftAhead(days)(g)
		return together([]Deed{deed, moved}), err
	}
}
