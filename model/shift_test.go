package model

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestShiftAhead(t *testing.T) {
	g := walking()
	deed := turn(t, &g, ShiftAhead(10))
	if deed.Words != "Moved what lies ahead 10 days later" || !deed.Plan {
		t.Errorf("%+v", deed)
	}
	want := walking()
	want.Milestones[1].Due = Due{Day: monday + 9}
	want.Milestones[2].Due = Due{FromStart: true, Days: 52}
	want.HopedFor = Due{FromStart: true, Days: 66}
	if d := cmp.Diff(want, g); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if got := g.Milestones[2].Due.Phrase(); got != "day 52" {
		t.Errorf("it can be typed again as %q", got)
	}
	turn(t, &g, ShiftAhead(-3))
	if got := g.Milestones[2].Due.Phrase() + ", " + g.HopedFor.Phrase(); got != "week 7, week 9" {
		t.Errorf("moved back: %q", got)
	}
	if _, err := ShiftAhead(-70)(&g); !errors.Is(err, ErrBeforeStart) {
		t.Errorf("the hoped-for day before the start: %v", err)
	}
	if _, err := ShiftAhead(MaxDueDays + 1)(&g); !errors.Is(err, ErrOutOfRange) {
		t.Errorf("by more than twenty years: %v", err)
	}
	long := walking()
	turn(t, &long, ShiftAhead(MaxDueDays))
	if due := long.Milestones[2].Due; due.FromStart || due.On(long.Start) != long.Start+42+MaxDueDays {
		t.Errorf("too far to be counted from the start: %+v", due)
	}
	old := walking()
	old.Start, old.Milestones[1].Due = monday-8000, Due{Day: monday + 7}
	turn(t, &old, ShiftAhead(7))
	if on := old.Milestones[1].Due.On(old.Start); on != monday+14 {
		t.Errorf("of a goal begun long ago it moved to %s", on)
	}
	none := Goal{Title: "Walk", Start: monday, QuietDays: 14}
	if deed, err := ShiftAhead(3)(&none); deed.Words != "" || err != nil {
		t.Errorf("nothing to move: %+v, %v", deed, err)
	}
}

// Moving there and back leaves every day where it was.
func TestShiftTooFar(t *testing.T) {
	for _, days := range []int{MaxDueDays + 1, -MaxDueDays - 1} {
		g := walking()
		g.HopedFor = Due{}
		if _, err := ShiftAhead(days)(&g); !errors.Is(err, ErrOutOfRange) {
			t.Errorf("by %d days: %v", days, err)
		}
	}
}

func TestShiftBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		goals := someGoals.Filter(func(g []Goal) bool { return len(g) > 0 }).Draw(rt, "goals")
		g := goals[0]
		days := rapid.IntRange(0, 400).Draw(rt, "days")
		before := g
		for _, by := range []int{days, -days} {
			if _, err := ShiftAhead(by)(&g); err != nil {
				rt.Fatal(err)
			}
		}
		for i, m := range g.Milestones {
			was := before.Milestones[i]
			if m.Due.On(g.Start) != was.Due.On(g.Start) || m.Due.FromStart != was.Due.FromStart {
				rt.Fatalf("%s was due %+v, and then %+v", m.Title, was.Due, m.Due)
			}
			if m.State != Open && m.Due != was.Due {
				rt.Fatalf("%s, %s, moved", m.Title, m.State)
			}
		}
	})
}

func TestPickUp(t *testing.T) {
	g := walking()
	turn(t, &g, Turn(OnHold, "", monday))
	if deed := turn(t, &g, ShiftUnderWay(3)); deed.Words != "" {
		t.Errorf("a resting goal was moved: %+v", deed)
	}
	deed := turn(t, &g, PickUp(10, monday+10))
	if deed.Words != "Picked the goal up again after 10 days. Moved what lies ahead 10 days later" || !deed.Plan {
		t.Errorf("%+v", deed)
	}
	once := g
	if deed := turn(t, &g, PickUp(10, monday+10)); deed.Words != "" || cmp.Diff(once, g) != "" {
		t.Errorf("picked up in a second window too: %+v", deed)
	}
	turn(t, &g, Turn(Completed, "", monday+10))
	if deed := turn(t, &g, PickUp(0, monday+20)); deed.Words != "Picked the goal up again" {
		t.Errorf("%+v", deed)
	}
	if deed := turn(t, &g, ShiftUnderWay(3)); deed.Words != "Moved what lies ahead 3 days later" {
		t.Errorf("%+v", deed)
	}
}

func TestParseSpan(t *testing.T) {
	for typed, want := range map[string]int{"7": 7, " -3 ": -3, "2 weeks": 14, "1 week": 7, "1.5 days": 0, "0.5 weeks": 0, "10 days": 10, "2 Wee": 14, "7305": 7305} {
		if got, err := ParseSpan(typed); got != want || (err != nil) != (want == 0) {
			t.Errorf("%q is %d, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "a week", "2 months", "7306", "2000 weeks", "3 4", "3 days more"} {
		if got, err := ParseSpan(typed); !errors.Is(err, ErrOutOfRange) {
			t.Errorf("%q is %d, %v", typed, got, err)
		}
	}
}
