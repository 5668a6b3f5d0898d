package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRebase(t *testing.T) {
	was := Draft{Title: "Walk", Setback: "Call Dana.", QuietDays: 14, Milestones: []Milestone{
		{ID: 1, Title: "Sit"}, {ID: 2, Title: "Stand"}, {ID: 3, Title: "Walk"}, {ID: 4, Title: "Run"},
	}, Team: []Person{{ID: 7, Name: "Ben"}}}
	now := Draft{Title: "Walk on", Setback: "Call Dana.", QuietDays: 14, Milestones: []Milestone{
		{ID: 5, Title: "Lie"}, {ID: 1, Title: "Sit", Due: Due{Day: monday}}, {ID: 2, Title: "Stand tall"}, {ID: 6, Title: "Hop"}, {ID: 3, Title: "Walk"},
	}, Team: []Person{{ID: 7, Name: "Ben", Contact: "555"}}}
	to := Draft{Title: "Walk", Setback: "Rest a day.", QuietDays: 10, Milestones: []Milestone{
		{ID: 2, Title: "Stand", Major: true}, {ID: 1, Title: "Sit up"}, {Title: "Jump"}, {ID: 4, Title: "Run"},
	}, Team: []Person{{ID: 7, Name: "Ben"}, {ID: 8, Name: "Ana"}}}
	want := Draft{Title: "Walk on", Setback: "Rest a day.", QuietDays: 10, Milestones: []Milestone{
		{ID: 5, Title: "Lie"},                           // added by another at the top
		{ID: 2, Title: "Stand tall", Major: true},       // its words changed there, the rest here
		{ID: 6, Title: "Hop"},                           // added by another behind it
		{ID: 1, Title: "Sit up", Due: Due{Day: monday}}, // its date chosen there, its words here
		{Title: "Jump"},                                 // new here; 3 was taken out here, and 4, untouched here, by another
	}, Team: []Person{{ID: 7, Name: "Ben", Contact: "555"}, {ID: 8, Name: "Ana"}}}
	if d := cmp.Diff(want, Rebase(now, was, to)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	to.Milestones[3].Title = "Run a mile" // what another removed and is wanted here comes back
	if got := Rebase(now, was, to).Milestones; got[len(got)-1].Title != "Run a mile" {
		t.Errorf("%+v", got)
	}
}

// Where nobody else changed anything the draft is kept as it is; where the
// person changed nothing the goal stays as it is.
func TestRebaseOfOne(t *testing.T) {
	rows := rapid.Custom(func(t *rapid.T) Draft {
		var d Draft
		ids := rapid.SliceOfNDistinct(rapid.Int64Range(1, 9), 0, 6, rapid.ID[int64]).Draw(t, "ids")
		for _, id := range ids {
			title := fmt.Sprint(rapid.IntRange(1, 3).Draw(t, "title"))
			d.Milestones = append(d.Milestones, Milestone{ID: id, Title: title})
			d.Precautions = append(d.Precautions, Precaution{ID: id, Text: title})
		}
		d.Why = fmt.Sprint(rapid.IntRange(1, 3).Draw(t, "why"))
		return d
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := rows.Draw(t, "a"), rows.Draw(t, "b")
		if d := cmp.Diff(b, Rebase(a, a, b)); d != "" {
			t.Fatalf("nobody else changed anything (-want +got):\n%s", d)
		}
		if d := cmp.Diff(b, Rebase(b, a, a)); d != "" {
			t.Fatalf("nothing was changed here (-want +got):\n%s", d)
		}
	})
}

// Rows that one side adds, removes and moves keep their places beside what the
// other does.
func TestRebasedOrder(t *testing.T) {
	for _, tt := range []struct{ was, now, to, want string }{
		{"12", "123", "1", "13"},         // added behind what is removed here
		{"123", "321", "123", "321"},     // moved by another
		{"123", "321", "12n3", "32n1"},   // and one is new here
		{"123", "321", "1nn23", "321nn"}, // two are, in their order
		{"123", "1243", "213", "2413"},   // moved here, added there
		{"123", "13", "1n23", "1n3"},     // removed there, untouched here
		{"12", "412", "12n", "412n"},     // added at both ends
		{"1", "1", "n1", "n1"},           // new at the top
		{"123", "456", "n", "n456"},      // nothing is left of what there was
		{"1234", "1243", "2134", "2134"}, // moved by both: as it is here
	} {
		list := func(ids string) Draft {
			var d Draft
			for _, r := range ids {
				m := Milestone{Title: "New"}
				if r != 'n' {
					m = Milestone{ID: int64(r - '0'), Title: string(r)}
				}
				d.Milestones = append(d.Milestones, m)
			}
			return d
		}
		got := ""
		for _, m := range Rebase(list(tt.now), list(tt.was), list(tt.to)).Milestones {
			got += map[bool]string{true: "n", false: m.Title}[m.ID == 0]
		}
		if got != tt.want {
			t.Errorf("%s, there %s, here %s: %s, want %s", tt.was, tt.now, tt.to, got, tt.want)
		}
	}
}

// Two people at one goal keep each other's fields, whatever they are.
func TestRebaseFieldByField(t *testing.T) {
	was := walk()
	was.Milestones[0].ID, was.Milestones[1].ID, was.Measures[0].ID, was.Team[0].ID = 1, 5, 2, 3
	was.Precautions = []Precaution{{ID: 4, Text: "No bending"}}
	edit := func(d Draft, change func(d *Draft)) Draft {
		d.Milestones, d.Measures, d.Team, d.Precautions = slices.Clone(d.Milestones), slices.Clone(d.Measures), slices.Clone(d.Team), slices.Clone(d.Precautions)
		change(&d)
		return d
	}
	one := func(d *Draft) {
		d.Why, d.QuietDays, d.Start, d.StartText = "Ducks.", 3, monday-5, "18 Nov"
		d.Milestones[0].Sign, d.Measures[0].AimHigh, d.Team[0].Contact, d.Precautions[0].Text = "I stand.", new(1.0), "555 1", "No low chairs"
	}
	other := func(d *Draft) {
		d.Title, d.Setback, d.HopedFor, d.HopedText = "Dance", "Rest.", Due{Day: monday + 90}, "21 Feb"
		d.Milestones[0].Treat, d.Measures[0].EveryDays, d.Team[0].Relation, d.Precautions[0].Until = "Cake.", 3, "nurse", Due{Day: monday + 9}
	}
	want := edit(edit(was, one), other)
	for name, got := range map[string]Draft{"one": Rebase(edit(was, one), was, edit(was, other)), "other": Rebase(edit(was, other), was, edit(was, one))} {
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s was first (-want +got):\n%s", name, d)
		}
	}
}

func TestSalvage(t *testing.T) {
	opened := walk()
	opened.Milestones[0].ID, opened.Milestones[1].ID, opened.Measures[0].ID = 1, 2, 3
	for _, tt := range []struct {
		name   string
		step   Step
		change func(d *Draft)
		want   func(d *Draft)
	}{
		{
			"all of it reads well", StepGoal,
			func(d *Draft) { d.Title, d.Area = "Dance", AreaTherapy },
			func(d *Draft) { d.Title, d.Area = "Dance", AreaTherapy },
		},
		{
			"a day that does not", StepGoal,
			func(d *Draft) { d.Title = "Dance"; _ = d.SetHoped("nxt thu", monday) },
			func(d *Draft) { d.Title = "Dance" },
		},
		{
			"no title", StepGoal,
			func(d *Draft) { d.Title, d.Why, d.KeepRow = " ", "Joy.", "half a line" },
			func(d *Draft) { d.Why = "Joy." },
		},
		{
			"two days that only do together", StepGoal,
			func(d *Draft) {
				_ = d.SetStart("1 Mar 2027", monday)
				_ = d.SetHoped("1 Apr 2027", monday)
				d.Why = strings.Repeat("x", MaxText+1)
			},
			func(d *Draft) {
				_ = d.SetStart("1 Mar 2027", monday)
				_ = d.SetHoped("1 Apr 2027", monday)
			},
		},
		{
			"a measure", StepMeasures,
			func(d *Draft) {
				d.Measures = append(slices.Clone(d.Measures), Measure{Name: "Steps", Kind: Number, Better: Higher, EveryDays: 1}, Measure{Name: " "})
				d.Measures[0].AimHigh = new(99.0)
			},
			func(d *Draft) {
				d.Measures = append(slices.Clone(d.Measures), Measure{Name: "Steps", Kind: Number, Better: Higher, EveryDays: 1})
			},
		},
		{
			"a sign", StepMajor,
			func(d *Draft) {
				d.Milestones = slices.Clone(d.Milestones)
				d.Milestones[0].Treat, d.Milestones[1].Sign = "Cake", "\x1b[31m"
			},
			func(d *Draft) {
				d.Milestones = slices.Clone(d.Milestones)
				d.Milestones[0].Treat = "Cake"
			},
		},
		{
			"the plan for a hard day", StepSetback,
			func(d *Draft) { d.Setback, d.QuietDays = strings.Repeat("x", MaxText+1), 3 },
			func(d *Draft) { d.QuietDays = 3 },
		},
	} {
		to, want := opened, opened
		tt.change(&to)
		tt.want(&want)
		got := Salvage(opened, to, tt.step, monday)
		if d := cmp.Diff(want, got); d != "" || got.CheckStep(tt.step, monday) != nil {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}
