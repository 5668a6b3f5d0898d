package model

import (
	"fmt"
	"slices"
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

	Criterion Criterion `json:"criterion,omitzero"` // the number that meets it, if it is tied to one

	Earlier []Earlier `json:"-"` // the times it was reached and open again later, oldest first
}

// Earlier is a time at which a milestone was reached before it was open again.
// That day stays in the story.
type Earlier struct {
	ID int64 // 0 until it is in the file
	Check
	Until Day // when the check mark was taken off
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
func (c Check) DoneWords(s Dates) string {
	if who := c.Who(); who != "" {
		return s.Short(c.On) + ", " + who + "."
	}
	return s.Short(c.On) + "."
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
	if err := m.Criterion.Validate(); err != nil {
		return err
	}
	if (m.State == Reached) != (m.Check.On != 0) {
		return fmt.Errorf("milestone %q is %s, day reached %q: %w", m.Title, m.State, m.Check.On, ErrOutOfRange)
	}
	return nil
}

// EarlierWords say that the milestone was reached before: "Done before, on Sat
// 21 Nov."; "" when it was not.
func (m Milestone) EarlierWords(s Dates) string {
	if len(m.Earlier) == 0 {
		return ""
	}
	return "Done before, on " + s.Short(m.Earlier[len(m.Earlier)-1].On) + "."
}

// SameTitle reports whether two titles are the same but for case and spaces.
func SameTitle(a, b string) bool {
	return strings.EqualFold(OneLine(a), OneLine(b))
}

// MilestoneChange does one thing to a milestone.
type MilestoneChange func(m *Milestone) (Deed, error)

// Reach checks the milestone off: done on a day by one person, checked by
// another or the same. One that is reached already stays as it is.
func Reach(on Day, reachedBy, checkedBy int64) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		if m.State == Reached {
			return Deed{}, nil
		}
		m.State, m.Check = Reached, Check{On: on, ReachedBy: reachedBy, CheckedBy: checkedBy}
		return Deed{Words: "Checked off " + Quote(m.Title)}, nil
	}
}

// Reopen takes the check mark off. A day before today on which the milestone
// was reached stays in its story; a check mark of today is taken for a slip. It
// is safe to repeat.
func Reopen(today Day) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		if m.State != Reached {
			return Deed{}, nil
		}
		if m.Check.On < today {
			m.Earlier = append(slices.Clip(m.Earlier), Earlier{Check: m.Check, Until: today})
		}
		m.State, m.Check = Open, Check{}
		return Deed{Words: "Took the check mark off " + Quote(m.Title)}, nil
	}
}

// Forget takes a time the milestone was reached before out of its story.
func Forget(earlier int64) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		m.Earlier = slices.DeleteFunc(slices.Clone(m.Earlier), func(e Earlier) bool { return e.ID == earlier })
		return Deed{Words: "Took an earlier day out of the story of " + Quote(m.Title)}, nil
	}
}

// Put rests a milestone that is not reached, lets it go, or opens it again. One
// that is reached is refused with [ErrReached].
func Put(to State) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		if m.State == Reached || to == Reached {
			return Deed{}, fmt.Errorf("put %q to %s: %w", m.Title, to, ErrReached)
		}
		m.State = to
		words := map[State]string{Resting: "Rested ", LetGo: "Let go of ", Open: "Brought back "}[to]
		return Deed{Words: words + Quote(m.Title), Plan: true}, nil
	}
}

// Rehome moves the milestone from its goal to another. Its day stays the same:
// one counted from the start is fixed where the goals began on other days. It is
// not tied any more to a measure of the goal it leaves. A
// goal that has ended, and one of another patient, is refused with [ErrNotFound].
func Rehome(from, to Goal) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		if to.Lifecycle.Ended() || to.Patient.ID != from.Patient.ID {
			return Deed{}, fmt.Errorf("move %q to %q: %w", m.Title, to.Title, ErrNotFound)
		}
		if m.Due.FromStart && from.Start != to.Start {
			m.Due = Due{Day: m.Due.On(from.Start)}
		}
		m.GoalID, m.Criterion = to.ID, Criterion{}
		return Deed{Words: fmt.Sprintf("Moved %s to the goal %s", Quote(m.Title), Quote(to.Title)), Plan: true}, nil
	}
}

// Tell changes what is known of a reached milestone: the day, who did it, who
// checked it and how it went, as far as now differs from was. A day after today
// is refused with [ErrDateFuture], unless it was so before: then a clock was wrong.
func Tell(was, now Check, today Day) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		if m.State != Reached {
			return Deed{}, fmt.Errorf("tell of %q: %w", m.Title, ErrNotReached)
		}
		if now.On > today && now.On != was.On {
			return Deed{}, &DateError{Err: ErrDateFuture, Day: now.On}
		}
		m.Check.On = Merge(m.Check.On, was.On, now.On)
		m.Check.ReachedBy = Merge(m.Check.ReachedBy, was.ReachedBy, now.ReachedBy)
		m.Check.CheckedBy = Merge(m.Check.CheckedBy, was.CheckedBy, now.CheckedBy)
		m.Check.Note = Merge(m.Check.Note, was.Note, now.Note)
		return Deed{Words: "Kept how it went: " + Quote(m.Title)}, nil
	}
}

// Reword changes the milestone's words.
func Reword(title string) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		was := m.Title
		m.Title = title
		return Deed{Words: fmt.Sprintf("Changed %s to %s", Quote(was), Quote(title))}, nil
	}
}

// Redate changes when the milestone is hoped for; the zero Due takes the date off.
func Redate(due Due) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		m.Due = due
		if due.None() {
			return Deed{Words: "Took the date off " + Quote(m.Title), Plan: true}, nil
		}
		return Deed{Words: "Chose a new date for " + Quote(m.Title), Plan: true}, nil
	}
}

// MarkMajor makes the milestone a major one, or an ordinary one again, which
// keeps its sign and its treat for later.
func MarkMajor(major bool) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		m.Major = major
		if major {
			return Deed{Words: "Made " + Quote(m.Title) + " a major milestone"}, nil
		}
		return Deed{Words: "Made " + Quote(m.Title) + " an ordinary milestone"}, nil
	}
}

// Foresee changes the sign by which the milestone will be known.
func Foresee(sign string) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		m.Sign = sign
		return Deed{Words: "Wrote the sign of " + Quote(m.Title)}, nil
	}
}

// PlanTreat changes how the milestone will be celebrated.
func PlanTreat(treat string) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		m.Treat = treat
		return Deed{Words: "Planned how to celebrate " + Quote(m.Title)}, nil
	}
}

// Tie ties the milestone to a measure and to what meets it; the zero Criterion
// unties it.
func Tie(c Criterion) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		m.Criterion = c
		if c.None() {
			return Deed{Words: "Untied " + Quote(m.Title) + " from its number"}, nil
		}
		return Deed{Words: "Tied " + Quote(m.Title) + " to " + c.Measure}, nil
	}
}

// AllOf does several things to a milestone as one action.
func AllOf(changes ...MilestoneChange) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		var deeds []Deed
		for _, change := range changes {
			d, err := change(m)
			if err != nil {
				return Deed{}, err
			}
			deeds = append(deeds, d)
		}
		return together(deeds), nil
	}
}
