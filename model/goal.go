package model

import (
	"cmp"
	"fmt"
	"slices"
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

// Stopped reports whether the goal's clock stands still: nothing passes its
// date while a goal rests or when it has ended.
func (l Lifecycle) Stopped() bool {
	return l == OnHold || l.Ended()
}

// Ended reports whether the goal is no longer pursued, reached or not.
func (l Lifecycle) Ended() bool {
	return l == Completed || l == Cancelled || l == EnteredInError
}

// Words names the lifecycle as a person reads it.
func (l Lifecycle) Words() string {
	switch l {
	case OnHold:
		return "Resting"
	case Completed:
		return "Finished"
	case Cancelled:
		return "Let go"
	case EnteredInError:
		return "Removed"
	}
	return "Under way"
}

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
	Since      Day    // when the lifecycle last changed; 0 for never
	Reason     string // why it did, in the person's words
	From       int64  // the goal this one started over from, or 0
	Starter    string // the key of the example plan it began from, or ""
	Start      Day    // day 0: a surgery day, say
	HopedFor   Due
	Confidence *int // how sure the person felt at the start, 0 to 10
	QuietDays  int  // after how many days the plan for a hard day is shown, 1 to 365

	Answers     []Answer // the questions answered, in the order of Questions
	Milestones  []Milestone
	Measures    []Measure
	Team        []Person
	Precautions []Precaution
	Changes     []Change         // its changes of plan that stand, oldest first
	Series      map[int64]Series // of the measures' readings, by the measure's id; where they were asked for
	Hushes      []Hush           // the gentle notes on it that were put aside; where they were asked for
}

// HopedDay returns the calendar day the goal is hoped for, or 0.
func (g Goal) HopedDay() Day { return g.HopedFor.On(g.Start) }

// Validate tells whether the goal itself can be kept; its milestones, measures
// and people have a Validate of their own.
func (g Goal) Validate() error {
	if err := checkName("goal", g.Title); err != nil {
		return err
	}
	for _, text := range []string{g.Why, g.Reason} {
		if err := checkText("reason", text); err != nil {
			return err
		}
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

// Measure returns the goal's measure with that id, and whether it has one.
func (g Goal) Measure(id int64) (Measure, bool) {
	for _, m := range g.Measures {
		if m.ID == id {
			return m, true
		}
	}
	return Measure{}, false
}

// DatePassed reports whether a milestone of the goal is open and its day lies
// before today. Nothing of a goal whose clock stands still has passed its date.
func (g Goal) DatePassed(m Milestone, today Day) bool {
	due := m.Due.On(g.Start)
	return !g.Lifecycle.Stopped() && m.State == Open && due != 0 && due < today
}

// DueWords says when an open milestone of the goal is hoped for: "By Thu 26
// Nov, in 3 days.", "Planned for Sun 22 Nov." once its date has passed or while
// the goal's clock stands still, "" without a date.
func (g Goal) DueWords(m Milestone, s Dates) string {
	switch on := m.Due.On(g.Start); {
	case on == 0:
		return ""
	case on < s.Today || g.Lifecycle.Stopped():
		return "Planned for " + s.Short(on) + "."
	default:
		return "By " + s.Near(on) + "."
	}
}

// DoneWords says of a reached milestone of the goal when and by whom, and when
// it came early by how much: "Sat 21 Nov, by Rosa. 9 days early."
func (g Goal) DoneWords(m Milestone, s Dates) string {
	words := m.Check.DoneWords(s)
	if early := g.Early(m); early > 0 {
		words += " " + Count(early, "day") + " early."
	}
	return words
}

// MilestoneWords are all that is said of a milestone of the goal behind its
// title: "Wed 9 Sep, by Rosa.", "By Thu 26 Nov, in 3 days. Major.", "Resting.";
// "" of one that has no date and is only to do.
func (g Goal) MilestoneWords(m Milestone, s Dates) string {
	words := strings.TrimSpace(g.HowFar(m) + " " + g.DueWords(m, s))
	switch m.State {
	case Reached:
		words = g.DoneWords(m, s)
	case Resting:
		words = "Resting."
	case LetGo:
		words = "Let go."
	}
	if m.State != Reached {
		words += " " + m.EarlierWords(s)
	}
	if words = strings.TrimSpace(words); m.Major {
		words += " Major."
	}
	return strings.TrimSpace(words)
}

// Early is how many days before its day a milestone was reached; 0 when it had
// none or came on it or after.
func (g Goal) Early(m Milestone) int {
	if due := m.Due.On(g.Start); m.State == Reached && due != 0 {
		return max(0, int(due-m.Check.On))
	}
	return 0
}

// GoalChange does one thing to a goal's own words and days, and to the days of its
// milestones that go with them.
type GoalChange func(g *Goal) (Deed, error)

// Describe changes what the first planning screen asks: the goal's words, why,
// area, start, hoped-for day and what to keep in mind, as far as the draft to
// differs from opened. Dates counted from the start move
// with it, but what is reached keeps the day it was planned for. No start is the
// one it had. What keeps the draft from being a goal is a [StepError].
func Describe(opened, to Draft, today Day) GoalChange {
	return func(g *Goal) (Deed, error) {
		was := *g
		d := Rebase(DraftOf(was), opened, to)
		if strings.TrimSpace(d.StartText) == "" {
			d.Start = was.Start
		}
		said, err := d.Goal(today)
		if err != nil {
			return Deed{}, err
		}
		g.Title, g.Why, g.Area, g.HopedFor, g.Precautions = said.Title, said.Why, said.Area, said.HopedFor, said.Precautions
		g.startOn(said.Start)
		var deeds []Deed
		if was.Title != g.Title {
			deeds = append(deeds, Deed{Words: "Renamed the goal to " + Quote(g.Title), Plan: true})
		}
		if was.Start != g.Start {
			deeds = append(deeds, Deed{Words: "Moved the start of the goal" + g.withStart(), Plan: true})
		}
		if was.HopedFor.On(g.Start) != g.HopedDay() {
			words := "Chose a new hoped-for day"
			if g.HopedDay() == 0 {
				words = "Took the hoped-for day off"
			}
			deeds = append(deeds, Deed{Words: words, Plan: true})
		}
		if len(deeds) == 0 {
			return Deed{Words: "Changed the goal " + Quote(g.Title)}, nil
		}
		return together(deeds), nil
	}
}

// startOn moves the start of the goal.
func (g *Goal) startOn(day Day) {
	g.Milestones = slices.Clone(g.Milestones)
	for i, m := range g.Milestones {
		if m.State == Reached && m.Due.FromStart && day != g.Start {
			g.Milestones[i].Due = Due{Day: m.Due.On(g.Start)}
		}
	}
	g.Start = day
}

// withStart says how many days of the plan move with its start.
func (g Goal) withStart() string {
	n := 0
	for _, m := range g.Milestones {
		if m.State == Open && m.Due.FromStart {
			n++
		}
	}
	if g.HopedFor.FromStart {
		n++
	}
	if n == 0 {
		return ""
	}
	return " and " + Count(n, "date") + " with it"
}

// Turn rests a goal, picks it up again, finishes it, lets it go or removes it,
// as of today and for a reason that may stay empty. It is safe to repeat.
func Turn(to Lifecycle, reason string, today Day) GoalChange {
	return func(g *Goal) (Deed, error) {
		if g.Lifecycle == to {
			return Deed{}, nil
		}
		rested := g.Rested(today)
		reason = strings.TrimSpace(reason)
		g.Lifecycle, g.Since, g.Reason = to, today, reason
		words := map[Lifecycle]string{
			OnHold: "Rested the goal", Completed: "Finished the goal", Cancelled: "Let the goal go",
			EnteredInError: "Removed the goal " + Quote(g.Title), Active: "Picked the goal up again",
		}[to]
		switch {
		case reason != "":
			words += ". " + Quote(reason)
		case to == Active && rested > 0:
			words += " after " + Count(rested, "day")
		}
		return Deed{Words: words, Plan: true}, nil
	}
}

// Rested is for how many days a resting goal has rested; 0 for any other.
func (g Goal) Rested(today Day) int {
	if g.Lifecycle != OnHold || g.Since == 0 {
		return 0
	}
	return max(0, int(today-g.Since))
}

// FindGoals returns the goals that have text in their title, as a [Finder]
// looks for it. One whose whole title it is stands alone; of several such, the
// one under way, else the newest.
func FindGoals(goals []Goal, text string) []Goal {
	var same []Goal
	for _, g := range goals {
		if SameTitle(g.Title, text) {
			same = append(same, g)
		}
	}
	if len(same) > 0 {
		return []Goal{slices.MaxFunc(same, func(a, b Goal) int {
			if a.Lifecycle.Stopped() != b.Lifecycle.Stopped() {
				return map[bool]int{true: -1, false: 1}[a.Lifecycle.Stopped()]
			}
			return cmp.Compare(a.ID, b.ID)
		})}
	}
	return Found(goals, NewFinder(text), func(g Goal) string { return Fold(g.Title) })
}

// UnderWay returns the goals that are pursued just now, in their order.
func UnderWay(goals []Goal) []Goal {
	return slices.DeleteFunc(slices.Clone(goals), func(g Goal) bool { return g.Lifecycle.Stopped() })
}

// Aside returns the goals that are not: those that rest, those that are
// finished and those that were let go, each the last one first.
func Aside(goals []Goal) []Goal {
	aside := slices.DeleteFunc(slices.Clone(goals), func(g Goal) bool { return !g.Lifecycle.Stopped() })
	order := []Lifecycle{OnHold, Completed, Cancelled, EnteredInError}
	slices.SortStableFunc(aside, func(a, b Goal) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Lifecycle), slices.Index(order, b.Lifecycle)), cmp.Compare(b.Since, a.Since))
	})
	return aside
}

// SinceWords say since when a goal rests, or on which day it ended: "Resting
// since Mon 23 Nov.", "Finished on Mon 23 Nov."; "" of a goal under way.
func (g Goal) SinceWords(s Dates) string {
	switch {
	case !g.Lifecycle.Stopped():
		return ""
	case g.Since == 0:
		return g.Lifecycle.Words() + "."
	case g.Lifecycle.Ended():
		return g.Lifecycle.Words() + " on " + s.Short(g.Since) + "."
	}
	return g.Lifecycle.Words() + " since " + s.Short(g.Since) + "."
}
