package model

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var copyDates = Dates{Today: NewDay(2026, time.November, 23)}

func TestWhenAndCalled(t *testing.T) {
	east := time.FixedZone("east", 5*60*60)
	for _, tt := range []struct {
		made         time.Time
		when, called string
	}{
		{time.Date(2026, 11, 23, 9, 5, 0, 0, east), "today, 9:05", "the copy from today, 9:05"},
		{time.Date(2026, 11, 22, 18, 4, 0, 0, east), "yesterday, 18:04", "the copy from yesterday, 18:04"},
		{time.Date(2026, 11, 21, 0, 0, 0, 0, east), "Sat 21 Nov, 0:00", "the copy of Sat 21 Nov, 0:00"},
		{time.Date(2025, 11, 23, 23, 59, 0, 0, east), "Sun 23 Nov 2025, 23:59", "the copy of Sun 23 Nov 2025, 23:59"},
		{time.Date(2026, 11, 24, 7, 0, 0, 0, east), "Tue 24 Nov, 7:00", "the copy of Tue 24 Nov, 7:00"}, // a clock was wrong
	} {
		c := Copy{Made: tt.made}
		if got := copyDates.When(tt.made); got != tt.when {
			t.Errorf("%s: %q, want %q", tt.made, got, tt.when)
		}
		if got := c.Called(copyDates); got != tt.called {
			t.Errorf("%s: %q, want %q", tt.made, got, tt.called)
		}
	}
}

func TestCopyWords(t *testing.T) {
	for _, tt := range []struct {
		c    Copy
		want string
	}{
		{Copy{}, "Nobody is in it yet."},
		{Copy{Patients: []string{"Rosa"}}, "Rosa. No goals yet."},
		{Copy{Patients: []string{"Rosa"}, Goals: 1}, "Rosa. 1 goal."},
		{Copy{Patients: []string{"Rosa", "Ana", "Walter"}, Goals: 3, Progress: Progress{Reached: 5, Total: 14}}, "Rosa, Ana and Walter. 3 goals. 5 of 14 milestones done."},
	} {
		if got := tt.c.Words(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.c, got, tt.want)
		}
	}
}

// Of what was done last in a file of several people, it is told when, and not
// what.
func TestLastDone(t *testing.T) {
	made := time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("east", 5*60*60))
	c := Copy{Made: made, Patients: []string{"Rosa"}, LastAt: time.Date(2026, 11, 22, 20, 4, 0, 0, time.UTC), LastWords: `Checked off "Stand"`}
	if got, want := c.LastDone(copyDates), `Last change: today, 1:04. Checked off "Stand".`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	c.Patients = []string{"Rosa", "Walter"}
	if got, want := c.LastDone(copyDates), "Last change: today, 1:04."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (Copy{Made: made}).LastDone(copyDates); got != "" {
		t.Errorf("of an empty file: %q", got)
	}
}

func TestUnusable(t *testing.T) {
	for err, want := range map[error]string{
		nil:                               "",
		fmt.Errorf("x: %w", ErrNewerFile): "Written by a newer Waymark.",
		ErrNotWaymark:                     "Not a copy of a Waymark file.",
		ErrDamaged:                        "Part of it cannot be read.",
		errors.New("odd"):                 "It cannot be read just now.",
	} {
		if got := (Copy{Err: err}).Unusable(); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}

func TestEveryReasonHasWords(t *testing.T) {
	said := map[string]bool{"": true}
	for _, why := range []Reason{BeforeRemoval, BeforeRestore, BeforeUpdate, Rescued} {
		if words := why.Words(); said[words] {
			t.Errorf("%q is said as %q", why, words)
		} else {
			said[words] = true
		}
	}
	if DailyCopy.Words() != "" {
		t.Error("that a day went by is no news")
	}
}

func TestDifferenceWords(t *testing.T) {
	two := make([]Change, 2)
	for _, tt := range []struct {
		d    Difference
		want []string
	}{
		{Difference{}, []string{"It is of another file, with a history of its own."}},
		{Difference{Related: true}, []string{"Nothing differs. All that was done is in both."}},
		{Difference{Related: true, Gone: two[:1]}, []string{"What was done since would not be in it: 1 change."}},
		{Difference{Related: true, Gone: two, MoreGone: 10, Back: two, MoreBack: 1}, []string{
			"What was done since would not be in it: 12 changes.", "What is not in your file now would come back: 3 changes.",
		}},
	} {
		if got := tt.d.Words(); !slices.Equal(got, tt.want) {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestGoalsThatDiffer(t *testing.T) {
	then, now := &Progress{Reached: 3, Total: 10}, &Progress{Reached: 5, Total: 10}
	d := Difference{Goals: []GoalDifference{{"Rosa", "Walk", then, now}, {"Walter", "Stairs", then, nil}, {"Rosa", "Shirt", nil, &Progress{}}, {"Walter", "Bench", then, now}}}
	own, others := d.Of("Rosa")
	var got []string
	for _, g := range own {
		got = append(got, g.Title+": "+g.Words())
	}
	want := []string{"Walk: Then: 3 of 10 done. Now: 5 of 10 done.", "Shirt: Then: not there. Now: no milestones yet."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Rosa's (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2 goals of Walter"}, others); diff != "" {
		t.Errorf("others' (-want +got):\n%s", diff)
	}
}

func TestNewest(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }
	list := []Copy{{Path: "a", Made: at(4), Err: ErrDamaged}, {Path: "b", Made: at(5), Reason: Rescued}, {Path: "c", Made: at(2)}, {Path: "d", Made: at(3), Reason: BeforeRemoval}, {Path: "e", Made: at(1)}}
	if c, ok := Newest(list); !ok || c.Path != "d" {
		t.Errorf("%+v, %v", c, ok)
	}
	if c, ok := Newest(list[:2]); ok {
		t.Errorf("%+v can be used", c)
	}
}

// A seat is that of the same people, whatever their ids are by now.
func TestSeatIn(t *testing.T) {
	rosa, ben := Person{ID: 1, UID: "r", Role: RolePatient}, Person{ID: 2, UID: "b"}
	was := Home{Patient: rosa, At: At{ID: 2}, People: []Person{rosa, ben}}
	moved, helper := rosa, rosa
	moved.ID, helper.Role = 7, RoleFamily
	for _, tt := range []struct {
		people []Person
		want   Seat
	}{
		{[]Person{rosa, ben}, Seat{At: 2, Patient: 1}},
		{[]Person{{ID: 2, UID: "w", Role: RolePatient}, moved}, Seat{Patient: 7}},
		{[]Person{helper, ben}, Seat{At: 2}},
		{[]Person{{ID: 1, UID: "x", Role: RolePatient}, {ID: 2, UID: "y"}}, Seat{}},
		{nil, Seat{}},
	} {
		if got := was.SeatIn(Home{People: tt.people}); got != tt.want {
			t.Errorf("among %+v: %+v, want %+v", tt.people, got, tt.want)
		}
	}
	if got := (Home{}).SeatIn(was); got != (Seat{}) {
		t.Errorf("of nobody: %+v", got)
	}
}

func TestListed(t *testing.T) {
	for want, names := range map[string][]string{"": nil, "Rosa": {"Rosa"}, "Rosa and Ben": {"Rosa", "Ben"}, "Rosa, Ben and Ana": {"Rosa", "Ben", "Ana"}} {
		if got := Listed(names); got != want {
			t.Errorf("%q: %q, want %q", names, got, want)
		}
	}
}
