package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// measured is a goal with measures of its own and a milestone tied to one.
func measured(t *testing.T) (*Store, model.At, model.Goal) {
	t.Helper()
	ctx := context.Background()
	s, at, g := begun(t)
	two := 2.0
	g.Measures = []model.Measure{
		{Name: "Pain", Unit: "of 10", Kind: model.Number, Better: model.Lower, EveryDays: 1},
		{Name: "Medicine taken", Kind: model.Done, Better: model.Higher, EveryDays: 1},
		{Name: "Pain", Unit: "at night", Kind: model.Number, Better: model.Lower, EveryDays: 1},
	}
	g.Milestones = []model.Milestone{
		{Title: "Little pain", Criterion: model.Criterion{Measure: "Pain", Aim: model.Aim{High: &two}}},
		{Title: "Stand"},
	}
	id, _, err := s.StartGoal(ctx, at, g, 0)
	must(t, err)
	g, err = s.Goal(ctx, id)
	must(t, err)
	return s, at, g
}

// Two windows that correct different parts of a reading keep both.
func TestTwoCorrectOneReading(t *testing.T) {
	ctx := context.Background()
	s, at, g := measured(t)
	today := model.DayOf(noon)
	id, _, err := s.AddReading(ctx, at, g.Measures[0].ID, model.Reading{On: today, Value: 4})
	must(t, err)
	list, err := s.Readings(ctx, g.Measures[0].ID, 0)
	must(t, err)
	was := list[0]
	value, note := was, was
	value.Value, note.Note, note.ReadBy = 3, "In bed", at.ID
	for _, now := range []model.Reading{value, note} {
		got, _, err := s.ChangeReading(ctx, at, id, model.Correct(was, now, today))
		must(t, err)
		if got.Value != 3 {
			t.Errorf("what was written is told as %v", got.Value)
		}
	}
	list, err = s.Readings(ctx, g.Measures[0].ID, 0)
	must(t, err)
	want := []model.Reading{{On: today, Value: 3, Note: "In bed", ReadBy: at.ID, By: at.Name}}
	if d := cmp.Diff(want, list, onlyValues); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// A measure that is done or not has one reading a day, however it got there.
func TestDoneIsMovedToAnotherDay(t *testing.T) {
	ctx := context.Background()
	s, at, g := measured(t)
	today, m := model.DayOf(noon), g.Measures[1]
	_, _, err := s.AddReading(ctx, at, m.ID, model.Reading{On: today, Value: 0})
	must(t, err)
	id, _, err := s.AddReading(ctx, at, m.ID, model.Reading{On: today - 1, Value: 1, Note: "in the evening"})
	must(t, err)
	before := dump(t, s)
	list, err := s.Readings(ctx, m.ID, 0)
	must(t, err)
	now := list[1]
	now.On = today
	_, _, err = s.ChangeReading(ctx, at, id, model.Correct(list[1], now, today))
	must(t, err)
	list, err = s.Readings(ctx, m.ID, 0)
	must(t, err)
	if d := cmp.Diff([]model.Reading{{On: today, Value: 1, Note: "in the evening"}}, list, onlyValues); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undo (-before +after):\n%s", d)
	}
	// Saying it again leaves the words and who measured as they were.
	_, _, err = s.AddReading(ctx, at, m.ID, model.Reading{On: today - 1, Value: 0})
	must(t, err)
	if list, err = s.Readings(ctx, m.ID, 0); err != nil || list[1].Note != "in the evening" || list[1].Value != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// A tie holds on to its measure by more than the name, keeps both bounds, and is
// changed, added and taken off with question 1.
func TestTiesInQuestionOne(t *testing.T) {
	ctx := context.Background()
	s, at, g := measured(t)
	first, second := g.Measures[0], g.Measures[2]
	low, high := 1.0, 3.0
	_, err := s.ChangeMilestone(ctx, at, g.Milestones[0].ID, model.Tie(model.Criterion{MeasureID: second.ID, Measure: second.Name, Aim: model.Aim{Low: &low, High: &high}}))
	must(t, err)
	answer := func(change func(d *model.Draft)) model.Goal {
		t.Helper()
		g, err := s.Goal(ctx, g.ID)
		must(t, err)
		to := model.DraftOf(g)
		change(&to)
		_, err = s.SaveAnswer(ctx, at, g.ID, model.KeyMilestones, model.DraftOf(g), to)
		must(t, err)
		g, err = s.Goal(ctx, g.ID)
		must(t, err)
		return g
	}
	after := answer(func(d *model.Draft) {
		d.Milestones[1].Title = "Stand up"
		d.Milestones = append(d.Milestones, model.Milestone{Title: "No pain", Criterion: model.Criterion{Measure: "Pain", Aim: model.Aim{High: &low}}})
	})
	want := []model.Criterion{
		{MeasureID: second.ID, Measure: "Pain", Aim: model.Aim{Low: &low, High: &high}},
		{},
		{MeasureID: first.ID, Measure: "Pain", Aim: model.Aim{High: &low}},
	}
	var got []model.Criterion
	for _, m := range after.Milestones {
		got = append(got, m.Criterion)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	after = answer(func(d *model.Draft) { d.Milestones[0].Criterion = model.Criterion{} })
	if c := after.Milestones[0].Criterion; !c.None() {
		t.Errorf("untied, it is %+v", c)
	}
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	for _, sum := range home.Goals {
		if sum.ID == g.ID && !sum.Next.Criterion.None() {
			t.Errorf("the next one is tied to %+v", sum.Next.Criterion)
		}
	}
}

// A measure that another window left out takes no words with it.
func TestAMeasureIsGoneMeanwhile(t *testing.T) {
	ctx := context.Background()
	s, at, g := measured(t)
	was := model.DraftOf(g)
	without := model.DraftOf(g)
	without.Measures = nil
	_, err := s.SaveAnswer(ctx, at, g.ID, model.KeyMeasures, was, without)
	must(t, err)
	high := 1.0
	tie := model.Tie(model.Criterion{MeasureID: g.Measures[0].ID, Measure: "Pain", Aim: model.Aim{High: &high}})
	_, err = s.ChangeMilestone(ctx, at, g.Milestones[1].ID, model.AllOf(model.Reword("Stand tall"), tie))
	must(t, err)
	_, err = s.RemoveMilestone(ctx, at, g.Milestones[0].ID)
	must(t, err)
	to := model.DraftOf(g)
	to.Milestones[0].Major, to.Milestones[0].Sign = true, "I sleep."
	_, err = s.SaveAnswer(ctx, at, g.ID, model.KeyMajor, was, to)
	must(t, err)
	after, err := s.Goal(ctx, g.ID)
	must(t, err)
	titles := map[string]model.Milestone{}
	for _, m := range after.Milestones {
		titles[m.Title] = m
		if !m.Criterion.None() {
			t.Errorf("%q is tied to %+v", m.Title, m.Criterion)
		}
	}
	if titles["Little pain"].Sign != "I sleep." || titles["Stand tall"].ID == 0 {
		t.Errorf("left are %v", titles)
	}
}
