package model

import (
	"fmt"
	"maps"
)

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
		p.Add(m.State, 1)
	}
	return p
}

// Add counts n more milestones in a state.
func (p *Progress) Add(s State, n int) {
	switch s {
	case Resting:
		p.Resting += n
	case LetGo:
		p.LetGo += n
	case Reached:
		p.Reached += n
		p.Total += n
	default:
		p.Total += n
	}
}

// Plus adds the counts of two lists.
func (p Progress) Plus(q Progress) Progress {
	return Progress{p.Reached + q.Reached, p.Total + q.Total, p.Resting + q.Resting, p.LetGo + q.LetGo}
}

// Minus takes the counts of a list out of those of several.
func (p Progress) Minus(q Progress) Progress {
	return Progress{p.Reached - q.Reached, p.Total - q.Total, p.Resting - q.Resting, p.LetGo - q.LetGo}
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
	switch {
	case p.Total > 0:
	case p.Resting > 0:
		return Count(p.Resting, "milestone") + " resting"
	case p.LetGo > 0:
		return Count(p.LetGo, "milestone") + " let go"
	default:
		return "no milestones yet"
	}
	if p.Resting > 0 {
		s += fmt.Sprintf(", %d resting", p.Resting)
	}
	return s
}

// CountChange says how a change of the plan changed the count: "You added 2
// milestones. 6 of 12 now." It is "" when the count is as it was.
func CountChange(before, after Progress) string {
	var said string
	switch n := after.Total - before.Total; {
	case before == after:
		return ""
	case n > 0:
		said = "You added " + Count(n, "milestone") + ". "
	case n < 0:
		said = Count(-n, "milestone") + " fewer. "
	}
	return said + after.Now()
}

// Now says where the count stands after a change: "6 of 12 now, 1 resting."
func (p Progress) Now() string {
	s := fmt.Sprintf("%d of %d now", p.Reached, p.Total)
	if p.Total == 0 {
		s = "No milestones now"
	}
	if p.Resting > 0 {
		s += fmt.Sprintf(", %d resting", p.Resting)
	}
	return s + "."
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

// How many days a milestone counts as due now before its day and after it.
const (
	dueAhead = 7
	dueSince = 14
)

// DueNow reports whether an open milestone of the goal is due about now: its
// day lies within the coming week or the last two. Of a goal whose clock stands
// still nothing is due.
func (g Goal) DueNow(m Milestone, today Day) bool {
	on := m.Due.On(g.Start)
	return m.State == Open && on != 0 && !g.Lifecycle.Stopped() && on >= today-dueSince && on <= today+dueAhead
}

// PassedLong reports whether the date of an open milestone of the goal has
// passed so long ago that it is not due about now any more.
func (g Goal) PassedLong(m Milestone, today Day) bool {
	return g.DatePassed(m, today) && !g.DueNow(m, today)
}

// Summary is what a list of goals shows of one: all of it that can be counted
// without its milestones at hand.
type Summary struct {
	Goal                 // without its milestones, answers and people; of readings only those of late
	Progress Progress    //
	Next     Milestone   // as [Goal.Next] has it; zero for none
	Due      []Milestone // those due about now, in the list's order
	Passed   int         // how many passed their date longer ago
	Open     []Milestone // those that are open, in the list's order: their words and days
	Reached  Day         // the last day on which one was reached; 0 for never
}

// Summary sums the goal up as of today.
func (g Goal) Summary(today Day) Summary {
	s := Summary{Goal: g, Progress: ProgressOf(g.Milestones)}
	s.Next, _ = g.Next()
	for _, m := range g.Milestones {
		s.Reached = max(s.Reached, m.lastReached())
		if m.State == Open {
			due := m.Due
			due.Typed = ""
			s.Open = append(s.Open, Milestone{ID: m.ID, GoalID: m.GoalID, State: Open, Title: m.Title, Major: m.Major, Due: due})
		}
		switch {
		case g.DueNow(m, today):
			s.Due = append(s.Due, m)
		case g.PassedLong(m, today):
			s.Passed++
		}
	}
	if s.Series != nil {
		s.Series = maps.Clone(s.Series)
	}
	for id, series := range s.Series {
		s.Series[id] = series.Late()
	}
	s.Answers, s.Milestones, s.Team, s.Precautions, s.Changes = nil, nil, nil, nil, nil
	return s
}

// Pace is what is looked at in a goal that is summed up.
func (s Summary) Pace() Pace {
	return Pace{Goal: s.Goal, Open: s.Open, Reached: s.Reached, Hushes: s.Hushes}
}

// Note is the one gentle note that may come by itself today, if there is one.
func (h Home) Note(today Day) (Notice, bool) {
	var list []Pace
	for _, g := range h.Goals {
		list = append(list, g.Pace())
	}
	return FirstNote(list, today)
}

// WellDone says what checking a milestone off came to: "Well done, Rosa. That
// is 7 of 10." To a helper at the computer it says who checked it off.
func WellDone(g Goal, at At) string {
	p := ProgressOf(g.Milestones)
	if at.ID != g.Patient.ID && at.ID != 0 {
		return fmt.Sprintf("Checked off by %s. That is %d of %d. %s can add how it felt.", at.Name, p.Reached, p.Total, g.Patient.Name)
	}
	s := fmt.Sprintf("Well done, %s. That is %d of %d.", g.Patient.Name, p.Reached, p.Total)
	switch {
	case p.Reached == p.Total:
		s += " You did what you set out to do."
	case p.Reached == 1:
		s += " Your first one is done."
	}
	return s
}
