package model

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRespond(t *testing.T) {
	const today = Day(46000)
	g := Goal{
		ID: 1, Start: today - 50, QuietDays: 14, Answers: []Answer{{Key: KeySetback, Text: "Call\nDana."}},
		Milestones: []Milestone{{ID: 3, Title: "Walk a mile", State: Open, Criterion: Criterion{Measure: "Walk", Aim: Aim{Low: new(1.0)}}}},
		Hushes:     []Hush{{GoalID: 1, About: "level:1", Until: today, Times: 2}, {GoalID: 1, About: "quiet"}},
	}
	was := g
	hush := Hush{GoalID: 1, About: "level:1", Until: today + 7}
	deed, err := Respond(hush, Deed{}, ToMilestone(3, Shrink("Walk to the corner", nil)))(&g)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Deed{Words: `Made "Walk a mile" a smaller step: "Walk to the corner"`, Plan: true}); deed != want {
		t.Errorf("%+v, want %+v", deed, want)
	}
	if g.Milestones[0].Title != "Walk to the corner" || !g.Milestones[0].Criterion.None() {
		t.Errorf("%+v", g.Milestones[0])
	}
	if d := cmp.Diff([]Hush{{GoalID: 1, About: "quiet"}, hush}, g.Hushes); d != "" {
		t.Errorf("notes put aside (-want +got):\n%s", d)
	}
	if was.Milestones[0].Title != "Walk a mile" || was.Hushes[0].Times != 2 {
		t.Error("the goal as it was has changed too")
	}
	if _, err := ToMilestone(9, Shrink("x", nil))(&g); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := Respond(hush, Deed{}, ToMilestone(9, Shrink("x", nil)))(&g); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if got := g.AsWritten(); got.Words != `Chose to do what was written: "Call Dana."` || !got.Plan {
		t.Errorf("%+v", got)
	}
	g.Hushes = append(g.Hushes, Hush{GoalID: 1, About: "worse:2", Times: 3})
	if _, err := Ask()(&g); err != nil || len(g.Hushes) != 2 { // what was acted on counts on
		t.Errorf("%v, %v", g.Hushes, err)
	}
}

// What to do on a hard day is a change of plan when it is written anew.
func TestWrittenAnewIsAChangeOfPlan(t *testing.T) {
	g := Goal{Answers: []Answer{{Key: KeySetback, Text: "Rest."}}}
	d := DraftOf(g)
	if deed := g.Answered(KeySetback, d); deed.Plan {
		t.Errorf("%+v of the same words", deed)
	}
	d.Setback = "Rest. Call Dana."
	if deed := g.Answered(KeySetback, d); !deed.Plan || deed.Words != "Wrote anew what to do when things slow down" {
		t.Errorf("%+v", deed)
	}
}
