package model

import "time"

// Change is one action in the history: who did what, and when. Nothing takes a
// change out of the history again; taking it back is a change of its own.
type Change struct {
	ID      int64
	When    time.Time // UTC
	By      string    // the name of whoever was at the computer
	ByID    int64
	Patient int64  // whose record it is
	GoalID  int64  // the goal it is about, or 0
	Kind    string // what kind of action, for programs: "check", "goal-start" …
	Words   string // what was done, for people, without who and when
	Undoes  int64  // the change this one took back, or 0
}

// String is the change as the message line shows it: its words, and who.
func (c Change) String() string {
	s := Sentence(c.Words)
	if c.By != "" {
		s += " By " + c.By + "."
	}
	return s
}
