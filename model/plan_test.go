package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlanTellsWhatCameOfEachAnswer(t *testing.T) {
	g := walking()
	pain := UsualMeasures()[0]
	pain.Baseline, pain.AimHigh = new(5.0), new(2.0)
	g.Measures = []Measure{pain}
	g.Team = []Person{{ID: 2, Name: "Dana", Role: RolePhysical}}
	g.Answers = []Answer{{Key: KeyMilestones, WrittenOn: monday - 21}, {Key: KeySetback, Text: "Rest.\nCall Dana.", WrittenOn: monday - 20}}
	g.Milestones[0].Check.CheckedBy, g.Milestones[0].Major, g.Milestones[0].Sign = 2, true, "I stand."
	type part struct{ Answer, Came []string }
	want := []part{
		{
			[]string{
				"Stand. Done Sun 8 Nov, by Rosa. 5 days early. Major.", "Ten steps. Planned for Sun 22 Nov.", "Stairs. By Mon 14 Dec.",
				"Bench. No date.", "Hill. Resting.", "Jump. Let go.",
			},
			[]string{"1 of 4 done, 1 resting. 1 let go.", "Next: Ten steps. Planned for Sun 22 Nov."},
		},
		{[]string{"Pain, every day. Now 5 of 10. Aim: 2 or less."}, []string{"Pain: 3 to go from where it was."}},
		{[]string{"Dana, physical therapist."}, []string{"Dana checked off 1 milestone."}},
		{[]string{"Rest.", "Call Dana."}, nil},
		{[]string{"Stand. I will know: I stand."}, []string{"Reached: Stand. Sun 8 Nov, by Rosa."}},
	}
	var got []part
	parts := g.Plan(Dates{Today: monday})
	for _, p := range parts {
		got = append(got, part{p.Answer, p.Came})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if parts[3].WrittenOn != monday-20 || parts[1].WrittenOn != 0 {
		t.Errorf("written on %s and %s", parts[3].WrittenOn, parts[1].WrittenOn)
	}
	for _, p := range (Goal{Lifecycle: Active}).Plan(Dates{Today: monday}) {
		if len(p.Answer)+len(p.Came) > 0 {
			t.Errorf("an empty plan says of question %d: %q %q", p.Question.Number, p.Answer, p.Came)
		}
	}
}

// New dates chosen with the first question are a change of plan.
func TestAnswered(t *testing.T) {
	g := walking()
	for _, tt := range []struct {
		key    Key
		change func(list []Milestone)
		want   Deed
	}{
		{KeySetback, func([]Milestone) {}, Deed{Words: "Changed the answer to question 4"}},
		{KeyMilestones, func(list []Milestone) { list[0].Title = "Sit" }, Deed{Words: "Changed the answer to question 1"}},
		{KeyMajor, func(list []Milestone) { list[0].Due = Due{Day: monday} }, Deed{Words: "Changed the answer to question 5"}},
		{
			KeyMilestones, func(list []Milestone) { list[0].Due = Due{Day: monday + 70} },
			Deed{Words: "Changed the answer to question 1. Chose a new date for " + Quote(g.Milestones[0].Title), Plan: true},
		},
		{
			KeyMilestones, func(list []Milestone) { list[1].Due = Due{} },
			Deed{Words: "Changed the answer to question 1. Took the date off " + Quote(g.Milestones[1].Title), Plan: true},
		},
		{
			KeyMilestones, func(list []Milestone) { list[0].Due, list[1].Due = Due{Day: monday + 70}, Due{Day: monday + 71} },
			Deed{Words: "Changed the answer to question 1. Chose new dates for 2 milestones", Plan: true},
		},
	} {
		d := DraftOf(g)
		tt.change(d.Milestones)
		d.Milestones = append(d.Milestones, Milestone{Title: "New", Due: Due{Day: monday + 3}})
		if got := g.Answered(tt.key, d); got != tt.want {
			t.Errorf("got %+v, want %+v", got, tt.want)
		}
	}
}

// Whoever reads the words for a hard day is told who wrote them; nobody is told
// that they wrote what another one typed.
func TestWhoWroteIt(t *testing.T) {
	const rosa, ben, ana = 1, 2, 3
	for _, tt := range []struct {
		by, reader int64
		want       string
	}{
		{0, rosa, "you wrote what you wanted to do"},
		{rosa, rosa, "you wrote what you wanted to do"},
		{ben, rosa, "Ben wrote this down for such a day"},
		{0, ben, "this was written for such a day"},
		{rosa, ben, "Rosa wrote this for such a day"},
		{ben, ben, "you wrote this down for such a day"},
		{ben, ana, "Ben wrote this down for such a day"},
	} {
		a := Answer{WrittenBy: tt.by, Writer: map[int64]string{rosa: "Rosa", ben: "Ben"}[tt.by]}
		if got := a.Wrote(tt.reader, rosa); got != tt.want {
			t.Errorf("written by %d, read by %d: %q, want %q", tt.by, tt.reader, got, tt.want)
		}
	}
}
