package model

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// walking is a goal three weeks old with milestones of every kind.
func walking() Goal {
	return Goal{
		ID: 1, Title: "Walk to the park", Lifecycle: Active, Start: monday - 21, HopedFor: Due{FromStart: true, Days: 56, Typed: "week 8"}, QuietDays: 14,
		Milestones: []Milestone{
			{ID: 1, Title: "Stand", State: Reached, Check: Check{On: monday - 15, By: "Rosa"}, Due: Due{Day: monday - 10}},
			{ID: 2, Title: "Ten steps", State: Open, Due: Due{Day: monday - 1, Typed: "yesterday"}},
			{ID: 3, Title: "Stairs", State: Open, Due: Due{FromStart: true, Days: 42, Typed: "week 6"}},
			{ID: 4, Title: "Bench", State: Open},
			{ID: 5, Title: "Hill", State: Resting, Due: Due{Day: monday + 9}},
			{ID: 6, Title: "Jump", State: LetGo, Due: Due{Day: monday + 9}},
		},
	}
}

// turn does a change that has to work and returns what it did.
func turn(t *testing.T, g *Goal, change GoalChange) Deed {
	t.Helper()
	deed, err := change(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Validate(); err != nil {
		t.Fatalf("after %s: %v", deed.Words, err)
	}
	return deed
}

func TestTurn(t *testing.T) {
	g := walking()
	for _, tt := range []struct {
		to     Lifecycle
		reason string
		on     Day
		words  string
		rested int // ten days later
	}{
		{OnHold, "The flu.", monday, `Rested the goal. "The flu."`, 10},
		{Active, "", monday + 10, "Picked the goal up again after 10 days", 0},
		{OnHold, "", monday + 11, "Rested the goal", 10},
		{Completed, "", monday + 30, "Finished the goal", 0},
		{Active, "", monday + 31, "Picked the goal up again", 0},
		{Cancelled, "Another way is better.", monday + 32, `Let the goal go. "Another way is better."`, 0},
		{EnteredInError, "", monday + 33, `Removed the goal "Walk to the park"`, 0},
	} {
		deed := turn(t, &g, Turn(tt.to, tt.reason, tt.on))
		if deed.Words != tt.words || !deed.Plan || g.Lifecycle != tt.to || g.Since != tt.on || g.Reason != tt.reason {
			t.Errorf("to %s: %+v, %s since %s, %q", tt.to, deed, g.Lifecycle, g.Since, g.Reason)
		}
		if n := g.Rested(tt.on + 10); n != tt.rested {
			t.Errorf("%s: rested %d days, want %d", tt.to, n, tt.rested)
		}
		once := g
		if deed := turn(t, &g, Turn(tt.to, "again", tt.on+1)); deed.Words != "" || cmp.Diff(once, g) != "" {
			t.Errorf("to %s twice: %+v", tt.to, deed)
		}
	}
}

// No clock runs while a goal rests: nothing passes its date, and nothing is due.
func TestRestingStopsTheClock(t *testing.T) {
	g := walking()
	turn(t, &g, Turn(OnHold, "", monday))
	for later := range Day(200) {
		for _, m := range g.Milestones {
			if g.DatePassed(m, monday+later) {
				t.Fatalf("%s passed its date %d days on", m.Title, later)
			}
		}
		if s := g.Summary(monday + later); s.Due != nil || s.Passed != 0 {
			t.Fatalf("due %d days on: %v", later, s.Due)
		}
	}
	if got := g.DueWords(g.Milestones[2], Dates{Today: monday}); got != "Planned for Mon 14 Dec." {
		t.Errorf("a day of a resting goal: %q", got)
	}
}

func TestDescribeSaysWhatChanged(t *testing.T) {
	for _, tt := range []struct {
		change func(*Draft)
		want   func(*Goal)
		words  string
		plan   bool
	}{
		{
			func(d *Draft) { d.Title, d.Start = "Walk to the corner", monday },
			func(g *Goal) { g.Title, g.Start = "Walk to the corner", monday },
			`Renamed the goal to "Walk to the corner". Moved the start of the goal and 2 dates with it`, true,
		},
		{
			func(d *Draft) {
				d.HopedText, d.HopedFor = "1 Mar 2027", Due{Day: NewDay(2027, 3, 1), Typed: "1 Mar 2027"}
			},
			func(g *Goal) { g.HopedFor = Due{Day: NewDay(2027, 3, 1), Typed: "1 Mar 2027"} }, "Chose a new hoped-for day", true,
		},
		{ // no day is the one it had
			func(d *Draft) { d.Start, d.StartText = 0, " " },
			func(*Goal) {}, `Changed the goal "Walk to the park"`, false,
		},
		{func(d *Draft) { d.Start = monday }, func(g *Goal) { g.Start = monday }, "Moved the start of the goal and 2 dates with it", true},
		{
			func(d *Draft) { d.HopedText, d.HopedFor = "", Due{} },
			func(g *Goal) { g.HopedFor = Due{} }, "Took the hoped-for day off", true,
		},
		{func(d *Draft) { d.Why = "The ducks" }, func(g *Goal) { g.Why = "The ducks" }, `Changed the goal "Walk to the park"`, false},
	} {
		g, want := walking(), walking()
		opened, to := DraftOf(g), DraftOf(g)
		tt.change(&to)
		tt.want(&want)
		if deed := turn(t, &g, Describe(opened, to, monday)); deed.Words != tt.words || deed.Plan != tt.plan {
			t.Errorf("%+v, want %q, %t", deed, tt.words, tt.plan)
		}
		if d := cmp.Diff(want, g); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	}
}

// What someone else changed meanwhile stays as they left it.
func TestDescribeLeavesWhatOthersChanged(t *testing.T) {
	g := walking()
	opened, to := DraftOf(g), DraftOf(g)
	to.Why = "The ducks"
	g.Title, g.Precautions = "Walk to the lake", []Precaution{{ID: 7, Text: "No stairs"}}
	want := g
	want.Why = "The ducks"
	turn(t, &g, Describe(opened, to, monday))
	if d := cmp.Diff(want, g); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	to.Title = " "
	var step *StepError
	if _, err := Describe(opened, to, monday)(&g); !errors.As(err, &step) || step.Field != "title" {
		t.Errorf("a goal without words: %v", err)
	}
}

// A day on which a milestone was reached stays in its story; a slip of today
// does not.
func TestReachedThenLost(t *testing.T) {
	m := Milestone{Title: "Stand", State: Open}
	apply(t, &m, Reach(monday, 1, 1))
	apply(t, &m, Reopen(monday))
	if len(m.Earlier) != 0 {
		t.Errorf("a slip is in the story: %+v", m.Earlier)
	}
	first := Check{On: monday, ReachedBy: 1, CheckedBy: 2, Note: "My legs shook."}
	apply(t, &m, Reach(monday, 1, 2))
	apply(t, &m, Tell(m.Check, first, monday))
	apply(t, &m, Reopen(monday+5))
	want := []Earlier{{Check: first, Until: monday + 5}}
	if d := cmp.Diff(want, m.Earlier); d != "" || m.State != Open || m.Check != (Check{}) {
		t.Fatalf("%s, %+v, story (-want +got):\n%s", m.State, m.Check, d)
	}
	apply(t, &m, Reopen(monday+6)) // safe to repeat
	apply(t, &m, Reach(monday+9, 1, 1))
	if d := cmp.Diff(want, m.Earlier); d != "" || m.Check.Note != "" {
		t.Errorf("reached again: note %q, story (-want +got):\n%s", m.Check.Note, d)
	}
	apply(t, &m, Reopen(monday+20))
	m.Earlier[0].ID, m.Earlier[1].ID = 1, 2
	apply(t, &m, Forget(1))
	if len(m.Earlier) != 1 || m.Earlier[0].On != monday+9 {
		t.Errorf("story %+v", m.Earlier)
	}
}

func TestPutLeavesCheckMarksAlone(t *testing.T) {
	m := Milestone{Title: "Stand", State: Open}
	apply(t, &m, Reach(monday, 1, 1))
	if _, err := Put(Resting)(&m); !errors.Is(err, ErrReached) || m.State != Reached {
		t.Errorf("%v, and it is %s", err, m.State)
	}
	m = Milestone{Title: "Stand", State: Open}
	if _, err := Put(Reached)(&m); !errors.Is(err, ErrReached) || m.State != Open {
		t.Errorf("%v, and it is %s", err, m.State)
	}
}

func TestRehomeKeepsTheDay(t *testing.T) {
	from, to := Goal{ID: 1, Start: monday}, Goal{ID: 2, Start: monday + 3, Title: "Walk"}
	for _, due := range []Due{{}, {Day: monday + 40, Typed: "in 40 days"}, {FromStart: true, Days: 42, Typed: "week 6"}} {
		m := Milestone{Title: "Stand", GoalID: 1, Due: due, State: Open}
		apply(t, &m, Rehome(from, to))
		if m.GoalID != 2 || m.Due.On(to.Start) != due.On(from.Start) {
			t.Errorf("%+v became %+v", due, m.Due)
		}
	}
	m := Milestone{Title: "Stand", GoalID: 1, Due: Due{FromStart: true, Days: 42, Typed: "week 6"}, State: Open}
	apply(t, &m, Rehome(from, Goal{ID: 3, Start: from.Start}))
	if m.Due.Phrase() != "week 6" {
		t.Errorf("both goals began on one day, and it is now %q", m.Due.Phrase())
	}
}

func TestEarly(t *testing.T) {
	g := walking()
	s := Dates{Today: monday}
	if got, want := g.DoneWords(g.Milestones[0], s), "Sun 8 Nov, by Rosa. 5 days early."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, late := range []Day{monday - 10, monday - 3} {
		g.Milestones[0].Check.On = late
		if words := g.DoneWords(g.Milestones[0], s); strings.Contains(words, "early") || g.Early(g.Milestones[0]) != 0 {
			t.Errorf("on %s: %q", late, words)
		}
	}
}

func TestSummary(t *testing.T) {
	g := walking()
	s := g.Summary(monday)
	var due []int64
	for _, m := range s.Due {
		due = append(due, m.ID)
	}
	if s.Progress != (Progress{1, 4, 1, 1}) || s.Next.ID != 2 || !slices.Equal(due, []int64{2}) || s.Milestones != nil {
		t.Errorf("%+v", s)
	}
}

func TestCountChange(t *testing.T) {
	for _, tt := range []struct {
		before, after Progress
		want          string
	}{
		{Progress{6, 10, 0, 0}, Progress{6, 10, 0, 0}, ""},
		{Progress{6, 10, 0, 0}, Progress{6, 12, 0, 0}, "You added 2 milestones. 6 of 12 now."},
		{Progress{6, 10, 0, 0}, Progress{6, 9, 0, 1}, "1 milestone fewer. 6 of 9 now."},
		{Progress{6, 10, 0, 0}, Progress{6, 9, 1, 0}, "1 milestone fewer. 6 of 9 now, 1 resting."},
		{Progress{6, 10, 0, 0}, Progress{5, 10, 0, 0}, "5 of 10 now."},
	} {
		if got := CountChange(tt.before, tt.after); got != tt.want {
			t.Errorf("%v to %v: %q, want %q", tt.before, tt.after, got, tt.want)
		}
	}
}

func TestPrecaution(t *testing.T) {
	p := Precaution{Text: "No bending past 90 degrees", Until: Due{FromStart: true, Days: 42}}
	s := Dates{Today: monday}
	if got, want := p.Words(monday, s), "No bending past 90 degrees, until Mon 4 Jan 2027."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if !p.InForce(monday, monday+42) || p.InForce(monday, monday+43) {
		t.Error("it holds to its last day and no longer")
	}
	p.Until = Due{}
	if got, want := p.Words(monday, s), "No bending past 90 degrees."; got != want || !p.InForce(monday, monday+9999) {
		t.Errorf("without an end: %q, want %q", got, want)
	}
}

func TestFindGoals(t *testing.T) {
	goals := []Goal{
		{ID: 1, Title: "Walk to the park"},
		{ID: 2, Title: "Walk to the park and back"},
		{ID: 3, Title: "À table, seul"},
		{ID: 4, Title: "Dance", Lifecycle: Completed},
		{ID: 5, Title: "dance", Lifecycle: Active},
		{ID: 6, Title: "Dance", Lifecycle: OnHold},
		{ID: 7, Title: "Juggle", Lifecycle: Cancelled},
		{ID: 8, Title: "Juggle", Lifecycle: OnHold},
	}
	for text, want := range map[string][]int64{
		"walk to the PARK": {1}, "and back": {2}, "walk": {1, 2}, "a table": {3}, "wlak": {1, 2}, "swim": nil,
		"DANCE":  {5}, // of one title, the one under way
		"juggle": {8}, // or the newest
		"danc":   {4, 5, 6},
	} {
		var got []int64
		for _, g := range FindGoals(goals, text) {
			got = append(got, g.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
}

func TestUnderWayAndAside(t *testing.T) {
	goals := []Goal{
		{ID: 1, Lifecycle: Cancelled, Since: monday - 1},
		{ID: 2, Lifecycle: Active},
		{ID: 3, Lifecycle: Completed, Since: monday - 9},
		{ID: 4, Lifecycle: OnHold, Since: monday - 9},
		{ID: 5, Lifecycle: Completed, Since: monday - 2},
		{ID: 6, Lifecycle: Active},
		{ID: 7, Lifecycle: OnHold, Since: monday},
	}
	ids := func(list []Goal) (ids []int64) {
		for _, g := range list {
			ids = append(ids, g.ID)
		}
		return ids
	}
	if got, want := ids(UnderWay(goals)), []int64{2, 6}; !slices.Equal(got, want) {
		t.Errorf("under way are %v, want %v", got, want)
	}
	if got, want := ids(Aside(goals)), []int64{7, 4, 5, 3, 1}; !slices.Equal(got, want) {
		t.Errorf("aside are %v, want %v", got, want)
	}
}

func TestSinceWords(t *testing.T) {
	for _, tt := range []struct {
		lifecycle Lifecycle
		since     Day
		want      string
	}{
		{Active, monday, ""},
		{OnHold, monday - 1, "Resting since Sun 22 Nov."},
		{Completed, monday, "Finished on Mon 23 Nov."},
		{Cancelled, monday - 1, "Let go on Sun 22 Nov."},
		{Completed, 0, "Finished."}, // in a file of the first version
	} {
		if got := (Goal{Lifecycle: tt.lifecycle, Since: tt.since}).SinceWords(Dates{Today: monday}); got != tt.want {
			t.Errorf("%s since %s: %q, want %q", tt.lifecycle, tt.since, got, tt.want)
		}
	}
}

// Moving the start moves what is still to come, and not what was.
func TestMovingTheStartLeavesThePast(t *testing.T) {
	g := walking()
	g.Milestones = []Milestone{
		{ID: 1, Title: "Stand", State: Reached, Check: Check{On: monday - 3}, Due: Due{FromStart: true, Days: 20, Typed: "day 20"}},
		{ID: 2, Title: "Walk", State: Open, Due: Due{FromStart: true, Days: 30}},
		{ID: 3, Title: "Hop", State: Resting, Due: Due{FromStart: true, Days: 31}},
		{ID: 4, Title: "Sit", State: Reached, Check: Check{On: monday - 3}, Due: Due{Day: monday}},
	}
	opened, to := DraftOf(g), DraftOf(g)
	early := g.Early(g.Milestones[0])
	to.Start = g.Start + 28
	was := g
	turn(t, &g, Describe(opened, to, monday))
	if got := g.Early(g.Milestones[0]); got != early || !was.Milestones[0].Due.FromStart {
		t.Errorf("reached %d days early, and then %d; what it was is %+v", early, got, was.Milestones[0].Due)
	}
	for i, by := range []Day{0, 28, 28, 0} {
		if got := g.Milestones[i].Due.On(g.Start) - was.Milestones[i].Due.On(was.Start); got != by {
			t.Errorf("%s moved %d days, want %d", g.Milestones[i].Title, got, by)
		}
	}
}
