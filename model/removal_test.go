package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFootprintWords(t *testing.T) {
	for want, f := range map[string]Footprint{
		"":                                     {},
		"1 goal":                               {Goals: 1},
		"1 goal, 6 milestones and 14 readings": {Goals: 1, Milestones: 6, Readings: 14},
		"a place on 1 care team":               {Teams: 1},
		"2 goals, 1 plan not begun yet and a place on 2 care teams": {Goals: 2, Plans: 1, Teams: 2},
	} {
		if got := f.Words(); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

// In whatever way the program names a person in the history, it can leave the
// name out; what people wrote themselves stays.
func TestNameless(t *testing.T) {
	for _, name := range []string{"Ben", "Dr. J. Lee", `a "b" $1 (c`, "on", "王伟"} {
		other := Person{ID: 1, Name: "Rosa"}
		p := Person{ID: 2, Name: name}
		deeds := []Deed{
			{Words: "Added " + Quote(name)},
			{Words: "Put " + name + ` on the care team of "Walk"`},
			{Words: "Took " + name + ` off the care team of "Walk"`},
			{Words: "Set up for " + name},
			{Words: "Set up for " + name + ", with Rosa helping"},
			{Words: "Set up for Rosa, with " + name + " helping"},
			TalkTo(p),
			together([]Deed{TalkTo(p), {Words: `Made "Walk" smaller`}}),
		}
		renamed := p
		renamed.Name = "Rosa"
		told := p
		told.Contact = "555"
		for who, changes := range map[Person][]PersonChange{
			p:     {p.Tell(renamed), p.Tell(told), BeginRecovery(), Allow(RightCheck, true), Allow(RightPlan, true), Allow(RightCheck, false), Allow(RightPlan, false)},
			other: {other.Tell(p)},
		} {
			for _, change := range changes {
				changed := who
				d, err := change(&changed)
				if err != nil {
					t.Fatal(err)
				}
				deeds = append(deeds, d)
			}
		}
		for _, d := range deeds {
			got := Change{Kind: KindPeople, Words: d.Words}.Nameless([]string{"Nobody", name})
			want := strings.Replace(strings.Replace(d.Words, Quote(name), "someone", 1), name, "someone", 1)
			if name == "on" {
				want = got // it stands in other words too
			}
			if got != want || !strings.Contains(got, "someone") {
				t.Errorf("%q became %q", d.Words, got)
			}
		}
	}
	for _, c := range []Change{
		{Kind: KindMilestone, Words: `Checked off "Cake with Ben"`},
		{Kind: KindMilestone, Words: `Changed "Added "Ben"" to "Ben"`},
		{Kind: KindAdd, Words: `Added "Ben"`},
		{Kind: KindPerson, Words: `Added "Benno"`},
		{Kind: KindPeople, Words: `Put Benno on the care team of "Ben"`},
	} {
		if got := c.Nameless([]string{"Ben"}); got != c.Words {
			t.Errorf("%q became %q", c.Words, got)
		}
	}
}

func TestDraftWithout(t *testing.T) {
	ben, dana := Person{ID: 2, Name: "Ben"}, Person{ID: 3, Name: "Dana"}
	d := Draft{
		PatientName: " ben ", HelperLine: "Ben, my son. 555", PersonRow: "BEN, nurse", Title: "Walk with Ben",
		Team: []Person{dana, ben, {Name: "Benno"}, {Name: "Ben"}}, Known: []Person{ben, dana},
		Milestones: []Milestone{{Title: "Stand", Check: Check{On: 3, ReachedBy: 2, CheckedBy: 3}}},
	}
	was := d
	if !d.Without(2, []string{"Ben"}) {
		t.Error("it was not changed")
	}
	want := Draft{
		Title: "Walk with Ben", Team: []Person{dana, {Name: "Benno"}}, Known: []Person{dana},
		Milestones: []Milestone{{Title: "Stand", Check: Check{On: 3, CheckedBy: 3}}},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
	if d.Without(2, []string{"Ben"}) {
		t.Error("it was changed again")
	}
	if was.Team[1] != ben || was.Milestones[0].Check.ReachedBy != 2 {
		t.Error("the plan that was given is not as it was")
	}
}
