package model

import "fmt"

// Seat is who sits at one window, and whose recovery it shows. Of either, 0 is
// whoever it was last, in any window.
type Seat struct {
	At      int64 // the id of the person at the computer
	Patient int64 // the id of the person who recovers
}

// Seat is the one that home was read for.
func (h Home) Seat() Seat { return Seat{At: h.At.ID, Patient: h.Patient.ID} }

// Record is someone who recovers, as others see it before they choose it: a name
// and counts.
type Record struct {
	Patient  Person
	Goals    int      // under way
	Progress Progress // of the milestones of those goals
}

// Words say the counts: "2 goals. 8 of 19 milestones done."
func (r Record) Words() string {
	if r.Goals == 0 {
		return "No goals under way."
	}
	words := Count(r.Goals, "goal") + "."
	if r.Progress.Total > 0 {
		words += fmt.Sprintf(" %d of %s done.", r.Progress.Reached, Count(r.Progress.Total, "milestone"))
	}
	return words
}
