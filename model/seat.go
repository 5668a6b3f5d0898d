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

// SeatIn is the same seat in another state of the file, where an id may be someone
// else's: of whoever is not in it, or does not recover there any more, 0.
func (h Home) SeatIn(now Home) Seat {
	var seat Seat
	at, patient := h.Person(h.At.ID), h.Person(h.Patient.ID)
	for _, p := range now.People {
		if p.UID == at.UID {
			seat.At = p.ID
		}
		if p.UID == patient.UID && p.Recovers() {
			seat.Patient = p.ID
		}
	}
	return seat
}

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
