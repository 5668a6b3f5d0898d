package model

import (
	"fmt"
	"strings"
)

// State is where a milestone stands.
type State string

// The states of a milestone. A milestone whose date has passed is still open.
const (
	Open    State = "open"
	Reached State = "reached"
	Resting State = "resting"
	LetGo   State = "let-go"
)

// Milestone is one small, specific step towards a goal.
type Milestone struct {
	ID     int64  `json:"id,omitempty"`
	UID    string `json:"uid,omitempty"`
	GoalID int64  `json:"goal_id,omitempty"`
	Rank   int64  `json:"rank,omitempty"` // place in the list, rising, with gaps
	Title  string `json:"title"`
	Major  bool   `json:"major,omitempty"`
	Sign   string `json:"sign,omitempty"`  // of a major one: how will I know
	Treat  string `json:"treat,omitempty"` // of a major one: how to celebrate
	Due    Due    `json:"due"`
	State  State  `json:"state"`
	Check  Check  `json:"check"`
}

// Check is what is known of a reached milestone. It is zero for one that is
// not reached.
type Check struct {
	On        Day    `json:"on,omitempty"`         // the day it was done, not after today
	ReachedBy int64  `json:"reached_by,omitempty"` // the person who did it
	CheckedBy int64  `json:"checked_by,omitempty"` // the person who checked it off
	Note      string `json:"note,omitempty"`       // how it went, in their words
	By        string `json:"-"`                    // the name of ReachedBy
	Checker   string `json:"-"`                    // the name of CheckedBy
}

// Who credits the check mark: "by Rosa", or "checked by Ben" when someone else
// checked it off, or "" when nobody is known.
func (c Check) Who() string {
	switch {
	case c.Checker != "" && c.CheckedBy != c.ReachedBy:
		return "checked by " + c.Checker
	case c.By != "":
		return "by " + c.By
	}
	return ""
}

// DoneWords says the day and who: "Wed 9 Sep, checked by Ben."
func (c Check) DoneWords(today Day) string {
	if who := c.Who(); who != "" {
		return c.On.Short(today) + ", " + who + "."
	}
	return c.On.Short(today) + "."
}

// Validate tells whether the milestone can be kept.
func (m Milestone) Validate() error {
	if err := checkName("milestone", m.Title); err != nil {
		return err
	}
	for what, text := range map[string]string{"sign": m.Sign, "celebration": m.Treat, "note": m.Check.Note} {
		if err := checkText(what, text); err != nil {
			return err
		}
	}
	if (m.State == Reached) != (m.Check.On != 0) {
		return fmt.Errorf("milestone %q is %s, day reached %q: %w", m.Title, m.State, m.Check.On, ErrOutOfRange)
	}
	return nil
}

// DatePassed reports whether the milestone is open and the day planned for it,
// counted from the goal's start where it is, lies before today.
func (m Milestone) DatePassed(start, today Day) bool {
	due := m.Due.On(start)
	return m.State == Open && due != 0 && due < today
}

// DueWords says when an open milestone is hoped for: "By Thu 26 Nov, in 3
// days.", "Planned for Sun 22 Nov." once its date has passed, "" without one.
func (m Milestone) DueWords(start, today Day) string {
	switch on := m.Due.On(start); {
	case on == 0:
		return ""
	case on < today:
		return "Planned for " + on.Short(today) + "."
	default:
		return "By " + on.Near(today) + "."
	}
}

// SameTitle reports whether two titles are the same but for case and spaces.
func SameTitle(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// MilestoneChange does one thing to a milestone. It returns the words for the
// history: what was done, as `Checked off "Stand"`.
type MilestoneChange func(m *Milestone) (words string, err error)

// Reach checks the milestone off: done on a day by one person, checked by
// another or the same. It is safe to repeat.
func Reach(on Day, reachedBy, checkedBy int64) MilestoneChange {
	return func(m *Milestone) (string, error) {
		if m.State != Reached {
			m.Check = Check{ReachedBy: reachedBy, CheckedBy: checkedBy}
		}
		m.State, m.Check.On = Reached, on
		return "Checked off " + Quote(m.Title), nil
	}
}

// Reopen takes the check mark off; the day it was reached stays in the history.
func Reopen() MilestoneChange {
	return func(m *Milestone) (string, error) {
		m.State, m.Check = Open, Check{}
		return "Took the check mark off " + Quote(m.Title), nil
	}
}

// Tell changes what is known of a reached milestone: the day, who did it, who
// checked it and how it went. A day after today is refused with [ErrDateFuture].
func Tell(c Check, today Day) MilestoneChange {
	return func(m *Milestone) (string, error) {
		if m.State != Reached {
			return "", fmt.Errorf("tell of %q: %w", m.Title, ErrNotFound)
		}
		if c.On > today {
			return "", &DateError{Err: ErrDateFuture, Day: c.On}
		}
		m.Check = c
		return fmt.Sprintf("Kept how it went: %s", Quote(m.Title)), nil
	}
}

// Reword changes the milestone's words.
func Reword(title string) MilestoneChange {
	return func(m *Milestone) (string, error) {
		was := m.Title
		m.Title = title
		return fmt.Sprintf("Changed %s to %s", Quote(was), Quote(title)), nil
	}
}

// Redate changes when the milestone is hoped for; the zero Due takes the date off.
func Redate(due Due) MilestoneChange {
	return func(m *Milestone) (string, error) {
		m.Due = due
		if due.None() {
			return fmt.Sprintf("Took the date off %s", Quote(m.Title)), nil
		}
		return fmt.Sprintf("Chose a new date for %s", Quote(m.Title)), nil
	}
}

// MarkMajor makes the milestone a major one, with its sign and its treat, or
// an ordinary one again, which keeps both for later.
func MarkMajor(major bool, sign, treat string) MilestoneChange {
	return func(m *Milestone) (string, error) {
		m.Major, m.Sign, m.Treat = major, sign, treat
		if major {
			return fmt.Sprintf("A major milestone: %s", Quote(m.Title)), nil
		}
		return fmt.Sprintf("Not a major milestone now: %s", Quote(m.Title)), nil
	}
}

// AllOf does several things to a milestone as one action; its words are those
// of the first.
func AllOf(changes ...MilestoneChange) MilestoneChange {
	return func(m *Milestone) (words string, err error) {
		for i, change := range changes {
			w, err := change(m)
			if err != nil {
				return "", err
			}
			if i == 0 {
				words = w
			}
		}
		return words, nil
	}
}
