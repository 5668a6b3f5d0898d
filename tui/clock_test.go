package tui

import "testing"

// With a clock that was set back a year everything still works: what was done
// "later" can be told of and taken back, and Today says the day that the computer
// says. So it is again once the clock is right.
func TestTheClockIsSetBack(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "space")
	r.sees("6 of 10 done")
	r.now = r.now.AddDate(-1, 0, 0)
	r.send(lookMsg{})
	r.sees("6 of 10 done")
	r.goTo("milestone:6")
	r.keys("enter")
	r.goTo("note")
	r.typeText("In the wrong year.")
	r.keys("esc")
	r.sees("6 of 10 done")
	if note := goalOf(t, r, 1).Milestones[5].Check.Note; note != "In the wrong year." {
		t.Errorf("the note is %q", note)
	}
	r.keys("u", "u")
	r.sees("5 of 10 done")
	r.keys("t")
	r.sees("Timeline")
	r.keys("esc", "esc")
	r.sees("Sunday 23 November 2025")
	r.now = r.now.AddDate(1, 0, 0)
	r.send(lookMsg{})
	r.sees("Monday 23 November")
	r.keys("enter", "space")
	r.sees("6 of 10 done")
}
