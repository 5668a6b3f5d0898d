package model

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// apply does a change that has to work and returns its words.
func apply(t *testing.T, m *Milestone, change MilestoneChange) string {
	t.Helper()
	deed, err := change(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Validate(); err != nil {
		t.Fatalf("after %s: %v", deed.Words, err)
	}
	return deed.Words
}

func TestReachLeavesWhatIsReached(t *testing.T) {
	m := Milestone{Title: "Stand", State: Open}
	if got, want := apply(t, &m, Reach(monday-1, 1, 2)), `Checked off "Stand"`; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
	if want := (Check{On: monday - 1, ReachedBy: 1, CheckedBy: 2}); m.State != Reached || m.Check != want {
		t.Fatalf("%s, %+v", m.State, m.Check)
	}
	m.Check.Note = "My legs shook."
	once := m
	for _, again := range []MilestoneChange{Reach(monday-1, 1, 2), Reach(monday, 3, 3)} {
		if words := apply(t, &m, again); words != "" {
			t.Errorf("words %q of a milestone that is reached", words)
		}
		if diff := cmp.Diff(once, m); diff != "" {
			t.Errorf("checked off again, -once +twice:\n%s", diff)
		}
	}
}

func TestReachForgetsAnEarlierCheck(t *testing.T) {
	m := Milestone{Title: "Stand", State: Resting, Check: Check{Note: "of another time"}}
	apply(t, &m, Reach(monday, 1, 1))
	if m.Check.Note != "" {
		t.Errorf("kept the note %q", m.Check.Note)
	}
}

func TestReopen(t *testing.T) {
	was := Milestone{ID: 4, Title: "Stand", Major: true, Sign: "I stand", Due: Due{Day: monday}, State: Open}
	m := was
	apply(t, &m, Reach(monday, 1, 2))
	m.Check.Note = "It went well."
	if got, want := apply(t, &m, Reopen(monday)), `Took the check mark off "Stand"`; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
	if diff := cmp.Diff(was, m); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
}

func TestTell(t *testing.T) {
	m := Milestone{Title: "Stand", State: Open}
	if _, err := Tell(Check{}, Check{On: monday}, monday)(&m); !errors.Is(err, ErrNotReached) || m.State != Open {
		t.Errorf("told of an open one: %v", err)
	}
	apply(t, &m, Reach(monday, 1, 1))
	was := m
	_, err := Tell(m.Check, Check{On: monday + 1, Note: "tomorrow"}, monday)(&m)
	var e *DateError
	if !errors.Is(err, ErrDateFuture) || !errors.As(err, &e) || e.Day != monday+1 {
		t.Errorf("a day to come: %v", err)
	}
	if diff := cmp.Diff(was, m); diff != "" {
		t.Errorf("changed though refused:\n%s", diff)
	}
	want := Check{On: monday - 3, ReachedBy: 1, CheckedBy: 2, Note: "I stood.\nMy legs shook."}
	apply(t, &m, Tell(m.Check, want, monday))
	if m.Check != want {
		t.Errorf("%+v, want %+v", m.Check, want)
	}
	apply(t, &m, Tell(m.Check, Check{On: monday}, monday)) // today is not to come
}

func TestDatePassed(t *testing.T) {
	start := monday - 42
	for _, tt := range []struct {
		due   Due
		state State
		want  bool
	}{
		{Due{}, Open, false},
		{Due{Day: monday}, Open, false},
		{Due{Day: monday + 1}, Open, false},
		{Due{Day: monday - 1}, Open, true},
		{Due{Day: monday - 1}, Reached, false},
		{Due{Day: monday - 1}, Resting, false},
		{Due{Day: monday - 1}, LetGo, false},
		{Due{FromStart: true, Days: 42}, Open, false},
		{Due{FromStart: true, Days: 41}, Open, true},
	} {
		m := Milestone{Title: "Stand", Due: tt.due, State: tt.state}
		if got := (Goal{Start: start, Lifecycle: Active}).DatePassed(m, monday); got != tt.want {
			t.Errorf("%s, %s: %t", tt.state, tt.due.On(start), got)
		}
		for _, stopped := range []Lifecycle{OnHold, Completed, Cancelled} {
			if (Goal{Start: start, Lifecycle: stopped}).DatePassed(m, monday) {
				t.Errorf("%s, %s: its date passed while the goal was %s", tt.state, tt.due.On(start), stopped)
			}
		}
	}
}

func TestAllOf(t *testing.T) {
	m := Milestone{Title: "Stand", State: Open}
	got := apply(t, &m, AllOf(Reword("Stand up"), Redate(Due{Day: monday}), MarkMajor(true), Foresee("I stand"), PlanTreat("Cake")))
	want := Milestone{Title: "Stand up", State: Open, Due: Due{Day: monday}, Major: true, Sign: "I stand", Treat: "Cake"}
	words := `Changed "Stand" to "Stand up". Chose a new date for "Stand up". Made "Stand up" a major milestone. ` +
		`Wrote the sign of "Stand up". Planned how to celebrate "Stand up"`
	if diff := cmp.Diff(want, m); diff != "" || got != words {
		t.Errorf("%q, -want +got:\n%s", got, diff)
	}
	for plan, list := range map[bool][]MilestoneChange{
		false: {Foresee("I stand tall"), Foresee("I stand tall")},
		true:  {Foresee("I stand tall"), Redate(Due{})},
	} {
		if deed, err := AllOf(list...)(&m); err != nil || deed.Plan != plan || strings.Count(deed.Words, "sign") != 1 {
			t.Errorf("%+v, %v, want a change of plan %t", deed, err, plan)
		}
	}
	deed, err := AllOf(Reword("Sit"), Tell(Check{}, Check{}, monday), Reword("Lie"))(&m)
	if !errors.Is(err, ErrNotReached) || deed.Words != "" || m.Title == "Lie" {
		t.Errorf("%+v, %v, and the title is %q", deed, err, m.Title)
	}
	if deed, err := AllOf()(&m); deed.Words != "" || err != nil {
		t.Errorf("nothing to do: %+v, %v", deed, err)
	}
}

func TestChangeWords(t *testing.T) {
	m := Milestone{Title: "Stand", State: Open}
	for _, tt := range []struct {
		change MilestoneChange
		want   string
	}{
		{Redate(Due{Day: monday}), `Chose a new date for "Stand"`},
		{Redate(Due{}), `Took the date off "Stand"`},
		{MarkMajor(true), `Made "Stand" a major milestone`},
		{Foresee("I stand"), `Wrote the sign of "Stand"`},
		{PlanTreat("Cake"), `Planned how to celebrate "Stand"`},
		{MarkMajor(false), `Made "Stand" an ordinary milestone`},
		{Put(Resting), `Rested "Stand"`},
		{Put(LetGo), `Let go of "Stand"`},
		{Put(Open), `Brought back "Stand"`},
		{Rehome(Goal{}, Goal{ID: 2, Title: "Walk"}), `Moved "Stand" to the goal "Walk"`},
	} {
		if got := apply(t, &m, tt.change); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	if m.Sign != "I stand" {
		t.Error("a milestone that is no major one any more lost its sign")
	}
}

func TestStateAndDayGoTogether(t *testing.T) {
	for _, m := range []Milestone{
		{Title: "Stand", State: Reached},
		{Title: "Stand", State: Open, Check: Check{On: monday}},
		{Title: "Stand", State: Resting, Check: Check{On: monday}},
	} {
		if err := m.Validate(); !errors.Is(err, ErrOutOfRange) {
			t.Errorf("%s on %q: %v", m.State, m.Check.On, err)
		}
	}
	// Whatever is done, in any order, leaves a milestone that can be kept.
	rapid.Check(t, func(t *rapid.T) {
		m := Milestone{Title: "Stand", State: rapid.SampledFrom([]State{Open, Resting, LetGo}).Draw(t, "state")}
		day := Day(rapid.IntRange(-3, 3).Draw(t, "day"))
		changes := rapid.SliceOf(rapid.SampledFrom([]MilestoneChange{
			Reach(monday+day, 1, 2), Reopen(monday), Put(Resting), Put(LetGo), Put(Open), Tell(Check{}, Check{On: monday + day, Note: "well"}, monday), Redate(Due{Day: monday}), MarkMajor(true),
		})).Draw(t, "changes")
		for _, change := range changes {
			was := m
			if _, err := change(&m); err != nil && !cmp.Equal(m, was) {
				t.Fatal("refused, and changed all the same")
			}
			if err := m.Validate(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestWho(t *testing.T) {
	for _, tt := range []struct {
		check Check
		want  string
	}{
		{Check{}, ""},
		{Check{By: "Rosa", Checker: "Rosa", ReachedBy: 1, CheckedBy: 1}, "by Rosa"},
		{Check{By: "Rosa", Checker: "Ben", ReachedBy: 1, CheckedBy: 2}, "checked by Ben"},
		{Check{By: "Rosa", ReachedBy: 1}, "by Rosa"},
	} {
		if got := tt.check.Who(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.check, got, tt.want)
		}
	}
}

func TestSameTitle(t *testing.T) {
	if !SameTitle(" Stand  with\tsupport", "stand WITH support ") || SameTitle("Stand", "Stand up") {
		t.Error("titles are the same but for case and spaces")
	}
}
