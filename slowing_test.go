package main

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// dayAfter is the day so many days after another.
func dayAfter(day string, n int) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d.AddDate(0, 0, n).Format(time.DateOnly)
}

// openOn opens Waymark on a home as of a day.
func openOn(t *testing.T, home, day string) *terminal {
	t.Helper()
	term := startOn(t, home, nil, [2]int{80, 40}, onDay(day))
	term.goOn()
	term.waitFor("Close Waymark")
	return term
}

// shut closes Waymark.
func (term *terminal) shut() {
	term.t.Helper()
	term.press("ctrl+c")
	if code := term.exitCode(); code != exitStopped {
		term.t.Fatalf("closed with code %d\n%s", code, term.show())
	}
}

// kneePlan plans a goal on a day: one milestone with a number, one measure whose
// small change is 5, a therapist, and what to do on a hard day.
func kneePlan(t *testing.T, day string) (home string) {
	t.Helper()
	term := start(t, [2]int{80, 40}, onDay(day))
	term.beginAs("Rosa")
	term.typeText("Take the stairs again")
	term.press("pgdown")
	term.waitFor("Question 1 of 5")
	term.typeText("Bend my knee to 100 degrees, week 12")
	term.press("enter")
	term.waitFor("Bend my knee to 100 degrees. By")
	term.press("pgdown")
	term.waitFor("Question 2 of 5")
	term.press("down", "enter")
	term.waitFor("Small change")
	term.typeText("70")
	term.press("down", "down")
	term.typeText("115")
	term.press("down", "down")
	term.typeText("5")
	term.waitFor("Who says so")
	term.press("esc")
	term.waitFor("These milestones speak of a number.")
	term.goTo("Bend my knee to 100 degrees.")
	term.press("space", "pgdown")
	term.waitFor("Question 3 of 5")
	term.typeText("Dana, physical therapist. 555 0134")
	term.press("enter", "pgdown")
	term.waitFor("Question 4 of 5")
	term.typeText("Rest one day. Then call Dana.")
	term.press("pgdown")
	term.waitFor("Question 5 of 5")
	term.press("pgdown")
	term.waitFor("Look it over")
	term.press("pgdown", "enter")
	term.waitFor("70 of 100 degrees.")
	term.shut()
	return term.home
}

// TestSixWeeksOfKneeBend is a knee that bends further, stays where it is, and
// bends further again. The gentle note comes while it stays, with the words
// from the first day, and goes by itself when the numbers move.
func TestSixWeeksOfKneeBend(t *testing.T) {
	t.Parallel()
	const first = "2026-10-05"
	home := kneePlan(t, first)
	noted := map[bool]int{}
	const note = "Knee bend has stayed near"
	values := []int{70, 74, 78, 82, 85, 85, 86, 84, 85, 86, 85, 84, 92, 96, 101} // every three days
	for i, v := range values {
		day := dayAfter(first, 3*i+1)
		term := openOn(t, home, day)
		noted[strings.Contains(term.show(), note)]++
		moving := i <= 8 || i > 13
		if strings.Contains(term.show(), note) && moving {
			t.Errorf("%s, the knee at %v: a note\n%s", day, values[:i], term.show())
		}
		if i == 12 { // after three weeks at 85
			term.waitFor(note + " 85 degrees")
			term.goTo(note)
			term.press("enter")
			term.waitFor("On Monday 5 October 2026 you wrote what you wanted to do:")
			term.waitFor(`"Rest one day. Then call Dana."`)
			term.waitFor("No ground is lost: it was 70")
			term.press("esc")
			term.waitFor("Close Waymark")
		}
		term.press("r")
		term.waitFor("How much?")
		term.typeText(strconv.Itoa(v))
		term.press("enter")
		if v == 101 {
			term.waitFor("This reaches")
			term.press("1")
			term.waitFor("Well done, Rosa. That is 1 of 1.")
		} else {
			term.waitFor("Saved. Knee bend: " + strconv.Itoa(v) + " degrees.")
		}
		term.shut()
	}
	if noted[true] == 0 {
		t.Error("no note came")
	}
	term := openOn(t, home, dayAfter(first, 3*len(values)+1))
	if strings.Contains(term.show(), "A gentle note") {
		t.Errorf("the note is there although the knee moves:\n%s", term.show())
	}
	term.press("enter")
	term.waitFor("What we measure")
	term.goTo("Knee bend.")
	term.press("enter")
	term.waitFor("101 degrees on Tue 17 Nov. Up 31 since Tue 6 Oct.")
	term.waitFor("aim 115")
	g := file(t, home, onDay("2026-11-23")).Goals[0]
	if m := g.Milestones[0]; m.State != "reached" || *m.ReachedOn != dayAfter(first, 3*(len(values)-1)+1) {
		t.Errorf("%+v", m)
	}
}

// TestTenDaysOfIllness rests a goal for ten days: nothing passes its date
// meanwhile, no note comes, and what lies ahead moves by the days rested.
func TestTenDaysOfIllness(t *testing.T) {
	t.Parallel()
	home := kneePlan(t, "2026-10-05") // the milestone is due in week 12: 28 December
	term := openOn(t, home, "2026-12-20")
	term.press("enter")
	term.waitFor("More: change, move or rest")
	term.press("m")
	term.waitFor("Everything that can be done here.")
	term.typeText("rest")
	term.press("enter")
	term.waitFor("Why, if you like")
	term.typeText("The flu.")
	term.press("enter", "enter")
	term.waitFor("Resting. It waits here for you.")
	term.shut()

	term = openOn(t, home, "2026-12-30")
	if s := term.show(); strings.Contains(s, "A gentle note") || strings.Contains(s, "passed") {
		t.Errorf("while it rests:\n%s", s)
	}
	term.goTo("Look at what rests")
	term.press("enter")
	term.waitFor("Take the stairs again")
	term.press("enter")
	term.waitFor("Pick this goal up again")
	term.goTo("Pick this goal up again")
	term.press("enter")
	term.waitFor("It rested for 10 days, since Sun 20 Dec.")
	term.waitFor("You wrote: \"The flu.\"")
	term.press("1")
	term.waitFor("It goes on. What lies ahead is 10 days later.")
	term.waitFor("By Thu 7 Jan 2027")
	term.press("t")
	term.waitFor("Picked the goal up again after 10 days.")
	term.shut()
	g := file(t, home, onDay("2026-12-30")).Goals[0]
	if g.Lifecycle != "active" || *g.Milestones[0].Due.Date != "2027-01-07" {
		t.Errorf("%+v", g)
	}
	term = openOn(t, home, "2026-12-30")
	if s := term.show(); strings.Contains(s, "A gentle note") {
		t.Errorf("on the day it goes on:\n%s", s)
	}
}
