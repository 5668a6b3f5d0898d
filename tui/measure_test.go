package tui

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// The measure's picture shows more or less of the past.
func TestAMeasureShowsItsPast(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 30)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[0].ID))
	r.sees("85 degrees at the start. Aim: 120 or more.")
	r.keys("enter")
	r.sees("No reading in these weeks.", "Shown 12 weeks")
	r.keys("esc")
	in.read(t, 0, 400, 60)
	in.read(t, 0, 40, 85)
	in.read(t, 0, 3, 96)
	r.keys("enter")
	points := func() int { return len(r.a.top().screen.(*measureScreen).points) }
	for _, tt := range []struct {
		key, shown string
		points     int
	}{{"", "12 weeks", 2}, {"left", "4 weeks", 1}, {"left", "4 weeks", 1}, {"right", "12 weeks", 2}, {"right", "all", 3}, {"right", "all", 3}} {
		if tt.key != "" {
			r.keys(tt.key)
		}
		r.sees("96 degrees on Fri 20 Nov. Up 36 since Sun 19 Oct 2025. Aim: 120 or more, 24 degrees to go.", "Shown "+tt.shown)
		if got := points(); got != tt.points {
			t.Errorf("%s: %d points, want %d", tt.shown, got, tt.points)
		}
	}
	r.keys("r")
	r.typeText("97")
	r.keys("down")
	r.typeText("2 days ago")
	r.keys("enter")
	r.keys("r")
	r.typeText("96")
	r.keys("down")
	r.typeText("1 day ago")
	r.keys("enter")
	r.sees("96 degrees yesterday.")
	var days []model.Day
	for _, p := range r.a.top().screen.(*measureScreen).points {
		days = append(days, today0-p.On)
	}
	if d := cmp.Diff([]model.Day{400, 40, 3, 2, 1}, days); d != "" {
		t.Errorf("what was written down here is not in its place (-want +got):\n%s", d)
	}
	r.sees("Milestones with this number", "Knee bends to 90 degrees. Now 96 degrees. It is there.")
	r.goTo("milestone:1")
	r.keys("space")
	r.sees("✓ Knee bends to 90 degrees.")
}

// A long list of readings is read as it is asked for.
func TestALongListOfReadings(t *testing.T) {
	in := newRecovery(t, nil)
	for i := range 2*listAtOnce + 30 {
		in.read(t, 1, i%77, float64(i%10))
	}
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[1].ID))
	r.keys("enter")
	r.goTo("list")
	r.keys("enter")
	rows := func() int { return len(r.a.top().page.focusables()) - 2 } // but More and Back
	for _, want := range []int{listAtOnce + 1, 2*listAtOnce + 1, 2*listAtOnce + 30} {
		if got := rows(); got != want {
			t.Errorf("%d rows, want %d", got, want)
		}
		r.keys("end", "up", "up", "enter")
	}
}

func TestCorrectAndRemoveAReading(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 9, 80)
	in.read(t, 0, 2, 88)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[0].ID))
	r.keys("enter")
	r.sees("88 degrees on Sat 21 Nov. Up 8 since Sat 14 Nov. Aim: 120 or more, 32 degrees to go.")
	r.goTo("list")
	r.keys("enter")
	r.sees("▌ Sat 21 Nov 88 degrees. By Ben.", "Sat 14 Nov 80 degrees. By Ben.")
	r.keys("enter")
	r.sees("Correct a reading", "How much? 88", "When? 21 Nov 2026")
	r.keys("left", "left", "down", "left", "enter")
	r.sees("Saved. Knee bend: 86 degrees, Fri 20 Nov.", "▌ Fri 20 Nov 86 degrees.")
	in.has(t, 0, "3 days ago: 86 by Ben", "9 days ago: 80 by Ben")
	r.keys("u")
	r.sees("Undone: corrected a reading of Knee bend: 86 degrees, it was 88 degrees.", "Sat 21 Nov 88 degrees.")
	r.keys("down", "enter")
	r.goTo("remove")
	r.keys("enter")
	r.sees("Removed a reading of Knee bend: 80 degrees.")
	in.has(t, 0, "2 days ago: 88 by Ben")
	r.keys("u")
	in.has(t, 0, "2 days ago: 88 by Ben", "9 days ago: 80 by Ben")
	r.goTo(rowID("reading", 1))
	r.keys("enter")
	r.typeText("5")
	r.goTo("drop")
	r.keys("enter")
	in.has(t, 0, "2 days ago: 88 by Ben", "9 days ago: 80 by Ben")
}

// A number that reaches a milestone asks; a person decides.
func TestAReadingReachesAMilestone(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 9, 88)
	r := rigOn(t, in.st, 80, 24)
	write := func(value, day string) {
		t.Helper()
		r.keys("r", "1")
		if r.a.top().focus != "value" {
			t.Fatalf("no field:\n%s", r.screen())
		}
		r.typeText(value)
		r.keys("down")
		r.typeText(day)
		r.keys("enter")
	}
	r.keys("enter")
	r.sees("88 of 90 degrees.")
	write("89", "")
	r.seesNot("This reaches")
	write("90", "2 days ago") // the one before it, not today's, counts
	r.sees(`This reaches "Knee bends to 90 degrees": Knee bend, 90 or more.`, "1 Check it off.", "2 Not now. It stays to do.")
	r.keys("2")
	r.sees("It stays to do. The reading is saved.", "0 of 2 done", "89 of 90 degrees.")
	write("91", "")
	r.seesNot("This reaches") // that of the day before it did
	write("80", "yesterday")
	write("95", "")
	r.keys("1")
	r.sees("1 of 2 done", "Checked off by Ben. That is 1 of 2.", "Knee bends to 90 degrees. Mon 23 Nov, checked by Ben.")
	write("70", "") // lost again: nothing is unchecked by itself
	r.sees("1 of 2 done", "✓ Knee bends to 90 degrees.")
	r.goTo("milestone:1")
	r.keys("space")
	r.sees("0 of 2 done", "70 of 90 degrees.")
}

func TestAMajorMilestoneThatIsReachedIsCelebrated(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) { g.Milestones[0].Major = true })
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter", "r", "1")
	r.typeText("96")
	r.keys("down")
	r.typeText("saturday")
	r.keys("enter", "1", "2")
	r.sees("A MAJOR MILESTONE", "Saturday 21 November 2026.", "Knee bend: 85 degrees then, 96 now.")
	r.keys("esc")
	r.sees("1 of 2 done")
}

// A calendar shows 4 weeks or 12, and never says that it shows all.
func TestTheDaysOfADoneMeasure(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 2, 70, 1)
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[2].ID))
	r.keys("enter")
	r.sees("Shown 4 weeks", "26 Oct")
	r.seesNot("12 Oct")
	for range 2 {
		r.keys("right")
		r.sees("Shown 12 weeks", "12 Oct")
	}
	r.goTo("span")
	r.keys("enter")
	r.sees("Shown 4 weeks")
}

// A goal that measures nothing yet leads to question 2 from More.
func TestAGoalThatMeasuresNothing(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) {
		g.Measures, g.Milestones[0].Criterion = nil, model.Criterion{}
	})
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter")
	r.seesNot("What we measure", "Write down a reading")
	r.keys("m")
	r.typeText("reading")
	r.keys("enter")
	r.sees("Question 2 of 5", "How will we measure my progress along the way?")
	r.keys("space", "esc")
	r.sees("What we measure", "Pain. No reading yet.", "Write down a reading")
}
