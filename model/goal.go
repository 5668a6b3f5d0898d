package model

import (
	"fmt"
	"strings"
)

// Area is the part of a recovery a goal belongs to.
type Area string

// The four areas of milestones in healthcare. A goal may leave its area unsaid.
const (
	AreaUnsaid         Area = ""
	AreaRehabilitation Area = "rehabilitation"
	AreaTherapy        Area = "therapy"
	AreaPersonal       Area = "personal"
	AreaChronic        Area = "chronic"
)

// Areas lists the areas in the order they are offered.
var Areas = []Area{AreaUnsaid, AreaRehabilitation, AreaTherapy, AreaPersonal, AreaChronic}

// Words names the area as a person reads it.
func (a Area) Words() string {
	switch a {
	case AreaRehabilitation:
		return "Rehabilitation"
	case AreaTherapy:
		return "Therapy"
	case AreaPersonal:
		return "Personal development"
	case AreaChronic:
		return "Chronic condition"
	}
	return "Not said"
}

// Help says what belongs to the area.
func (a Area) Help() string {
	switch a {
	case AreaRehabilitation:
		return "moving, strength, balance"
	case AreaTherapy:
		return "daily activities, hands"
	case AreaPersonal:
		return "managing stress, a healthy routine"
	case AreaChronic:
		return "lab results, medicine, symptoms"
	}
	return "leave it open"
}

// Lifecycle says whether a goal is still pursued, as HL7 FHIR R4
// Goal.lifecycleStatus does. It is not whether the goal was reached.
type Lifecycle string

// The lifecycles of a goal. OnHold is "resting" on screen.
const (
	Active         Lifecycle = "active"
	OnHold         Lifecycle = "on-hold"
	Completed      Lifecycle = "completed"
	Cancelled      Lifecycle = "cancelled"
	EnteredInError Lifecycle = "entered-in-error"
)

// DefaultQuietDays is after how many days without a step the plan for a hard
// day is shown, unless the person says otherwise.
const DefaultQuietDays = 14

// Goal is one outcome a person wants, with its plan.
type Goal struct {
	ID         int64
	UID        string
	Patient    Person // whose goal it is
	Title      string
	Why        string
	Area       Area
	Lifecycle  Lifecycle
	Start      Day // day 0: a surgery day, say
	HopedFor   Due
	Confidence *int // how sure the person felt at the start, 0 to 10
	QuietDays  int  // after how many days the plan for a hard day is shown, 1 to 365

	Answers    []Answer // the questions answered, in the order of Questions
	Milestones []Milestone
	Measures   []Measure
	Team       []Person
}

// HopedDay returns the calendar day the goal is hoped for, or 0.
func (g Goal) HopedDay() Day { return g.HopedFor.On(g.Start) }

// Validate tells whether the goal itself can be kept; its milestones, measures
// and people have a Validate of their own.
func (g Goal) Validate() error {
	if err := checkName("goal", g.Title); err != nil {
		return err
	}
	if err := checkText("reason", g.Why); err != nil {
		return err
	}
	if g.Start == 0 {
		return fmt.Errorf("start of %q: %w", g.Title, ErrDateUnreadable)
	}
	if hoped := g.HopedDay(); hoped != 0 && hoped < g.Start {
		return fmt.Errorf("hoped-for day of %q: %w", g.Title, ErrBeforeStart)
	}
	if g.Confidence != nil && (*g.Confidence < 0 || *g.Confidence > 10) {
		return fmt.Errorf("how sure, %d: %w", *g.Confidence, ErrOutOfRange)
	}
	if g.QuietDays < 1 || g.QuietDays > 365 {
		return fmt.Errorf("after %d days: %w", g.QuietDays, ErrOutOfRange)
	}
	return nil
}

// Answer returns the answer to a question, and whether it was answered.
func (g Goal) Answer(k Key) (Answer, bool) {
	for _, a := range g.Answers {
		if a.Key == k {
			return a, true
		}
	}
	return Answer{}, false
}

// Milestone returns the goal's milestone with that id, and whether it has one.
func (g Goal) Milestone(id int64) (Milestone, bool) {
	for _, m := range g.Milestones {
		if m.ID == id {
			return m, true
		}
	}
	return Milestone{}, false
}

// GoalChange does one thing to a goal's own words and days and returns the
// words for the history.
type GoalChange func(g *Goal) (words string, err error)

// Describe changes what the first planning screen asks: the goal's words, why,
// area, start and hoped-for day. Dates counted from the start move with it.
func Describe(to Goal) GoalChange {
	return func(g *Goal) (string, error) {
		was := g.Title
		g.Title, g.Why, g.Area, g.Start, g.HopedFor = to.Title, to.Why, to.Area, to.Start, to.HopedFor
		if was != g.Title {
			return fmt.Sprintf("The goal is now: %s", Quote(g.Title)), nil
		}
		return fmt.Sprintf("Changed the goal %s", Quote(g.Title)), nil
	}
}

// FindGoals returns the goals that have text in their title, whatever the
// case; one whose whole title it is stands alone.
func FindGoals(goals []Goal, text string) []Goal {
	var found []Goal
	for _, g := range goals {
		if SameTitle(g.Title, text) {
			return []Goal{g}
		}
		if strings.Contains(strings.ToLower(g.Title), strings.ToLower(text)) {
			found = append(found, g)
		}
	}
	return found
}
