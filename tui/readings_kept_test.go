package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

// A window that closes while a reading is on its way to the file writes it once.
func TestAReadingOnItsWayIsWrittenOnce(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1")
	r.typeText("95")
	_, cmd := r.a.Update(keyMsg("enter"))
	r.drain(cmd) // it is written, and the answer never comes
	r.a.atLast(context.Background())
	in.has(t, 0, "0 days ago: 95 by Ben")
}

// What a page says after a correction is what is in the file, with what another
// window changed.
func TestACorrectionSaysWhatIsInTheFile(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 9, 70)
	in.read(t, 0, 0, 96)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[0].ID))
	r.keys("enter")
	r.goTo("list")
	r.keys("enter", "enter")
	list, err := in.st.Readings(t.Context(), in.goal.Measures[0].ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	other := list[0]
	other.Value = 80
	if _, _, err := in.st.ChangeReading(t.Context(), in.at, other.ID, model.Correct(list[0], other, today0)); err != nil {
		t.Fatal(err)
	}
	r.goTo("note")
	r.typeText("In bed")
	r.goTo("save")
	r.keys("enter")
	r.sees("Saved. Knee bend: 80 degrees.")
	r.seesNot("This reaches")
	in.has(t, 0, "0 days ago: 80 by Ben, In bed", "9 days ago: 70 by Ben")
}

// Saving a reading as it was asks nothing about milestones.
func TestAnUnchangedCorrectionAsksNothing(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 0, 96)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[0].ID))
	r.keys("enter")
	r.goTo("list")
	r.keys("enter", "enter", "enter")
	r.sees("It was so already.")
	r.keys("enter")
	r.goTo("note")
	r.typeText("In bed")
	r.keys("enter")
	r.sees("Saved. Knee bend: 96 degrees.")
	r.seesNot("This reaches")
}

// Two milestones that one reading reaches are both asked about, also when the
// first is celebrated, and the next measure comes after them.
func TestTwoMilestonesAtOnce(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) {
		g.Milestones[0].Major = true
		g.Milestones = append(g.Milestones, model.Milestone{Title: "Bend to 80", Criterion: model.Criterion{Measure: "Knee bend", Aim: model.Aim{Low: new(80.0)}}})
	})
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1")
	r.typeText("96")
	r.goTo("next")
	r.keys("enter")
	r.sees(`This reaches "Knee bends to 90 degrees"`, `This reaches "Bend to 80"`, `1 Check off "Knee bends to 90 degrees".`, `2 Check off "Bend to 80".`)
	r.keys("1", "2")
	r.sees("A MAJOR MILESTONE")
	r.keys("esc")
	r.sees(`This reaches "Bend to 80"`, "1 Check it off.")
	r.seesNot("Knee bends to 90")
	r.keys("1")
	r.sees("Pain, 0 to 10.", "How much?", "Checked off by Ben. That is 2 of 3.")
}

// A second Space on Today takes back what the first one said, and meets nothing
// else.
func TestSpaceTwiceOnAMeasure(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) {
		g.Measures = append(g.Measures, model.Measure{Name: "Walk done", Kind: model.Done, Better: model.Higher, EveryDays: 1})
	})
	r := rigOn(t, in.st, 80, 40)
	r.goTo(rowID("measure", in.goal.Measures[2].ID))
	r.keys("space")
	r.sees("▌ ✓ Medicine taken.", "○ Walk done.")
	in.has(t, 2, "0 days ago: 1 by Rosa")
	in.has(t, 3)
	r.keys("space")
	r.sees("▌ ○ Medicine taken.", "○ Walk done.")
	in.has(t, 2)
	in.has(t, 3)
	r.keys("space", "t", "esc")
	r.seesNot("Medicine taken. ")
}

// A page that is left open over midnight means the day it was opened on.
func TestAReadingOverMidnight(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1")
	r.typeText("80")
	r.sees("That is Monday 23 November 2026.")
	in.now, r.now = in.now.Add(20*time.Hour), r.now.Add(20*time.Hour)
	r.wait()
	r.sees("That is Monday 23 November 2026.")
	r.keys("enter")
	in.has(t, 0, "0 days ago: 80 by Ben")
	r.sees("Saved. Knee bend: 80 degrees, Mon 23 Nov.")
}

// A name that is typed past that of another measure takes nothing from it.
func TestANameTypedPastAnother(t *testing.T) {
	r := newRig(t, 80, 40)
	numbered(r)
	r.keys("esc")
	r.goTo("tie:1")
	r.keys("space")
	r.goTo("own")
	r.keys("enter")
	r.typeText("Knee bend lying down")
	r.keys("esc")
	r.goTo("start")
	r.keys("enter")
	g := kept(t, r)
	if m, _ := g.MeasureOf(g.Milestones[0]); m.Name != "Knee bend" || len(g.Measures) != 2 {
		t.Errorf("tied to %q of %d measures", m.Name, len(g.Measures))
	}
}

// The picture of all time says the last value of a day with several.
func TestThePictureOfAllTimeEndsWithTheLastValue(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 1, 9, 6)
	in.read(t, 1, 0, 7)
	in.read(t, 1, 0, 2)
	r := rigOn(t, in.st, 80, 30)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[1].ID))
	r.keys("enter", "right")
	r.sees("2 of 10 now.", "Shown all")
	if !strings.Contains(r.screen(), "●  2") || strings.Contains(r.screen(), "●  7") {
		t.Errorf("the last value is not 2:\n%s", r.screen())
	}
}

// What is typed in a way on is there when it is opened again, and never goes to
// another milestone.
func TestWordsInAWayStay(t *testing.T) {
	in := levelling(t, nil)
	r := rigOn(t, in.st, 80, 40)
	r.note()
	r.way("smaller")
	r.typeText(", half way")
	r.keys("esc")
	r.way("dates")
	r.way("smaller")
	r.sees("▌ In other words Knee bends to 90 degrees, half way")
	r.keys("ctrl+c")
	if !r.a.unsaved {
		t.Error("Ctrl-C says nothing of words that are not kept")
	}
	if _, err := in.st.ChangeMilestone(t.Context(), in.at, in.goal.Milestones[0].ID, model.Reach(today0, in.goal.Patient.ID, in.at.ID)); err != nil {
		t.Fatal(err)
	}
	r = rigOn(t, in.st, 80, 40)
	r.note()
	r.way("smaller")
	r.sees("▌ In other words Walk to the bench")
}

// A slip is forgotten once something else is typed or chosen.
func TestASlipIsForgotten(t *testing.T) {
	for _, mend := range [][]string{{"backspace", "backspace", "backspace", "8", "5"}, {"left"}} {
		in := newRecovery(t, nil)
		r := rigOn(t, in.st, 80, 24)
		r.keys("enter", "r", "1")
		r.typeText("960")
		r.keys("enter")
		r.sees("Did you mean 96?")
		r.keys(mend...)
		r.keys("enter")
		if got := in.values(t, 0); len(got) != 1 || strings.Contains(got[0], ": 96 ") {
			t.Errorf("%q left %q", mend, got)
		}
	}
}

// The arrows stay within what the measure can be, and count in whole tenths.
func TestTheArrowsStayInBounds(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 1, 84.1)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "2", "left", "left")
	r.sees("▌ How much? 0")
	r.keys("esc", "r", "1", "right", "right", "right", "right")
	r.sees("▌ How much? 84.4")
	r.keys("esc", "r", "1", "down")
	for range len("today") {
		r.keys("backspace")
	}
	r.keys("up", "right", "enter")
	if got := in.values(t, 0)[0]; got != "0 days ago: 84.4 by Ben" {
		t.Errorf("an empty day is %q", got)
	}
}

// On a full disk a reading is told to be unsaved, and may be left so.
func TestAReadingThatCannotBeWritten(t *testing.T) {
	in := newRecovery(t, nil)
	full := &faulty{Store: in.st}
	r := rigOn(t, full, 80, 24)
	r.keys("enter", "r", "1")
	r.typeText("95")
	full.err = model.ErrFull
	r.keys("esc")
	r.sees("There is no room left on this computer.", "The same key again leaves it unsaved.", "▌ How much? 95")
	r.keys("esc")
	r.sees("Milestones")
	in.has(t, 0)
}

// A list whose measure another window left out is left, and that is told.
func TestTheListOfAMeasureThatIsGone(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 0, 95)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[0].ID))
	r.keys("enter")
	r.goTo("list")
	r.keys("enter")
	to := model.DraftOf(in.goal)
	to.Measures = to.Measures[1:]
	if _, err := in.st.SaveAnswer(t.Context(), in.at, in.goal.ID, model.KeyMeasures, model.DraftOf(in.goal), to); err != nil {
		t.Fatal(err)
	}
	r.keys("enter") // a reading that is gone
	r.sees("This was removed in another window.")
	for range 3 {
		r.keys("esc")
	}
	r.sees("Today")
}
