package tui

import (
	"context"
	"testing"

	"waymark/model"
)

// numbered plans a goal as far as question 2, with a milestone that speaks of
// degrees, and the knee chosen as its measure.
func numbered(r *rig) {
	r.play("enter", "=Rosa", "enter", "=Walk to the park and back", "pgdown", "=Bend my knee to 90 degrees by week 2", "enter",
		"=Stand with support", "enter", "pgdown", "down", "enter", "=85", "wait")
}

func kept(t *testing.T, r *rig) model.Goal {
	t.Helper()
	g, err := r.store.Goal(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// A milestone that speaks of a number is offered to be tied to it as soon as
// such a measure is chosen; nothing is tied unasked.
func TestPlanningOffersToTieANumber(t *testing.T) {
	for _, tie := range []bool{false, true} {
		r := newRig(t, 80, 40)
		numbered(r)
		r.seesNot("speak of a number") // the measure is still open
		r.keys("esc")
		r.sees("These milestones speak of a number.", "○ Bend my knee to 90 degrees. Knee bend: 90 or more.")
		r.seesNot("Stand with support")
		r.goTo("tie:1")
		if tie {
			r.keys("space")
			r.sees("▌ ✓ Bend my knee to 90 degrees.")
			r.keys("space")
			r.sees("▌ ○ Bend my knee to 90 degrees.")
			r.keys("enter", "pgup")
			r.sees("Bend my knee to 90 degrees. By Mon 7 Dec 2026. Knee bend: 90 or more.")
			r.keys("pgdown")
		}
		r.goTo("start")
		r.keys("enter")
		g := kept(t, r)
		c := g.Milestones[0].Criterion
		if tied := c.MeasureID == g.Measures[0].ID && c.Low != nil && *c.Low == 90; tied != tie {
			t.Errorf("tied: %+v", c)
		}
		if tie {
			r.sees("85 of 90 degrees.")
		}
	}
}

// A measure that gets another name keeps what is tied to it.
func TestARenamedMeasureKeepsItsMilestones(t *testing.T) {
	r := newRig(t, 80, 40)
	numbered(r)
	r.keys("esc")
	r.goTo("tie:1")
	r.keys("space")
	r.goTo("place:2")
	r.keys("enter")
	r.goTo("name")
	r.typeText(" (left)")
	r.keys("esc")
	r.goTo("start")
	r.keys("enter")
	if g := kept(t, r); g.Milestones[0].Criterion.MeasureID != g.Measures[0].ID || g.Measures[0].Name != "Knee bend (left)" {
		t.Errorf("%q, %+v", g.Measures[0].Name, g.Milestones[0].Criterion)
	}
}

// Question 1 of a goal that has measures offers it right at the row.
func TestARowOffersItsNumber(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter")
	r.goTo("plan")
	r.keys("enter", "1")
	r.typeText("Bend my knee to 100 degrees")
	r.keys("enter")
	r.sees("Tie it to Knee bend: 100 or more")
	r.goTo("tie:3")
	r.keys("enter", "esc", "esc")
	g := kept(t, r)
	if c := g.Milestones[2].Criterion; c.MeasureID != g.Measures[0].ID || *c.Low != 100 {
		t.Errorf("%+v", c)
	}
}

// On its own page a milestone is tied to a measure, to another value, and untied.
func TestAMilestoneIsTiedOnItsPage(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) { g.Milestones[0].Criterion = model.Criterion{} })
	in.read(t, 0, 0, 84)
	r := rigOn(t, in.st, 80, 40)
	criterion := func() model.Criterion { return kept(t, r).Milestones[0].Criterion }
	r.keys("enter", "enter")
	r.sees("Number None", "Tie it to Knee bend: 90 degrees or more")
	r.goTo("fit")
	r.keys("enter")
	r.sees("Number Knee bend", "Met at 90 or more", "84 of 90 degrees.", "Saved.")
	if c := criterion(); c.MeasureID != in.goal.Measures[0].ID || *c.Low != 90 {
		t.Errorf("%+v", c)
	}
	r.goTo("meets")
	for range len("90 or more") {
		r.keys("backspace")
	}
	r.typeText("960")
	r.keys("enter")
	r.sees("Knee bend goes from -30 to 180. You typed 960.", "▌ Met at 960")
	r.keys("backspace")
	r.sees("Knee bend: 96 degrees or more.")
	r.keys("enter")
	r.sees("84 of 96 degrees.")
	r.goTo("measure")
	r.keys("right")
	r.sees("Number Pain", "Met at 2 or less")
	r.keys("right")
	r.sees("Number None")
	r.keys("esc")
	if c := criterion(); !c.None() {
		t.Errorf("%+v", c)
	}
	r.sees("▌ ○ Knee bends to 90 degrees. By Sat 28 Nov")
	r.keys("u", "u") // that and the one before it
	r.sees("84 of 96 degrees.")
	r.keys("enter")
	r.goTo("numbers")
	r.keys("enter")
	r.sees("Knee bend, in degrees", "84 degrees now.", "Milestones with this number")
}

// The smallest change that counts is never set unasked; published figures are
// offered with whom they speak of.
func TestTheSmallChangeIsOffered(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) { g.Measures[0].Small, g.Measures[0].SmallFrom = nil, "" })
	r := rigOn(t, in.st, 80, 50)
	small := func() model.Measure { return kept(t, r).Measures[0] }
	open := func() {
		t.Helper()
		r.keys("enter")
		r.goTo(rowID("measure", in.goal.Measures[0].ID))
		r.keys("enter")
		r.goTo("change")
		r.keys("enter")
		r.sees("Knee bend, once a week.", "Small change", "Published figures: 4")
	}
	open()
	r.seesNot("goniometer", "Who says so")
	r.goTo("published")
	r.keys("enter")
	r.sees("6 degrees. Read with an inclinometer. PMC6195503.", "14 degrees. Read by eye.", "What your therapist says comes first.")
	r.goTo("figure:2")
	r.keys("enter")
	r.sees("▌ Small change 10", "Who says so Read with a long goniometer. PMC6195503")
	r.seesNot("inclinometer")
	r.keys("backspace", "backspace")
	r.typeText("0")
	r.sees("Type a number above 0, or leave it empty.")
	r.keys("backspace")
	r.seesNot("goniometer")
	r.typeText("4,5")
	r.seesNot("goniometer") // it spoke of another number
	r.goTo("from")
	r.typeText("Dana ")
	r.keys("esc", "esc")
	if m := small(); m.Small == nil || *m.Small != 4.5 || m.SmallFrom != "Dana" {
		t.Errorf("%v, %q", m.Small, m.SmallFrom)
	}
	r.keys("esc", "esc", "home")
	open()
	r.goTo("small")
	r.keys("backspace", "backspace", "backspace", "esc", "esc")
	if m := small(); m.Small != nil || m.SmallFrom != "" {
		t.Errorf("%v, %q", m.Small, m.SmallFrom)
	}
}
