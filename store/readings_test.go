package store

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"waymark/model"
)

// onlyValues compares readings by what a person wrote.
var onlyValues = cmp.FilterPath(func(p cmp.Path) bool {
	name := p.Last().String()
	return name == ".UID" || name == ".At" || name == ".ID" || name == ".MeasureID"
}, cmp.Ignore())

func TestReadings(t *testing.T) {
	ctx := context.Background()
	s, at, g := begun(t)
	today, m := model.DayOf(noon), g.Measures[0]
	write := func(on model.Day, value float64, note string) int64 {
		t.Helper()
		id, c, err := s.AddReading(ctx, at, m.ID, model.Reading{On: on, Value: value, ReadBy: at.ID, Note: note})
		must(t, err)
		if want := "Wrote down " + m.Name + ": " + m.Told(value); c.Words != want || c.GoalID != g.ID || c.Kind != model.KindReading {
			t.Errorf("the history says %q of goal %d, %s; want %q", c.Words, c.GoalID, c.Kind, want)
		}
		return id
	}
	write(today, 4, "in the morning")
	last := write(today, 3, "")
	write(today-9, 6, "written down later")
	list := func() []model.Reading {
		t.Helper()
		list, err := s.Readings(ctx, m.ID, 0)
		must(t, err)
		return list
	}
	want := []model.Reading{
		{On: today, Value: 3, ReadBy: at.ID, By: at.Name},
		{On: today, Value: 4, ReadBy: at.ID, By: at.Name, Note: "in the morning"},
		{On: today - 9, Value: 6, ReadBy: at.ID, By: at.Name, Note: "written down later"},
	}
	if d := cmp.Diff(want, list(), onlyValues); d != "" {
		t.Errorf("newest first (-want +got):\n%s", d)
	}
	if some, err := s.Readings(ctx, m.ID, 1); err != nil || len(some) != 1 || some[0].Value != 3 {
		t.Errorf("the newest one: %v, %v", some, err)
	}

	was := list()[0]
	now := was
	now.Value, now.On = 2, today-1
	_, c, err := s.ChangeReading(ctx, at, last, model.Correct(was, now, today))
	must(t, err)
	if want := "Corrected a reading of " + m.Name + ": 2 of 10, it was 3 of 10"; c.Words != want {
		t.Errorf("the history says %q, want %q", c.Words, want)
	}
	if got := list(); got[0].Value != 4 || got[1].Value != 2 || got[1].On != today-1 {
		t.Errorf("after correcting: %v", got)
	}
	_, err = s.RemoveReading(ctx, at, last)
	must(t, err)
	if got := list(); len(got) != 2 {
		t.Errorf("after removing: %v", got)
	}
	for range 2 {
		_, err = s.Undo(ctx, at, 0)
		must(t, err)
	}
	if d := cmp.Diff(want, list(), onlyValues); d != "" {
		t.Errorf("after undoing both (-want +got):\n%s", d)
	}
}

func TestReadingRefused(t *testing.T) {
	ctx := context.Background()
	s, at, g := begun(t)
	today, m := model.DayOf(noon), g.Measures[0]
	before := dump(t, s)
	for _, tt := range []struct {
		measure int64
		r       model.Reading
		want    error
	}{
		{m.ID, model.Reading{On: today + 1, Value: 3}, model.ErrDateFuture},
		{m.ID, model.Reading{Value: 3}, model.ErrDateUnreadable},
		{m.ID, model.Reading{On: today, Value: 11}, model.ErrOutOfRange},
		{m.ID, model.Reading{On: today, Value: -1}, model.ErrOutOfRange},
		{999, model.Reading{On: today, Value: 3}, model.ErrNotFound},
	} {
		if _, _, err := s.AddReading(ctx, at, tt.measure, tt.r); !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v, want %v", tt.r, err, tt.want)
		}
	}
	for _, err := range []error{
		func() error { _, err := s.RemoveReading(ctx, at, 999); return err }(),
		func() error {
			_, _, err := s.ChangeReading(ctx, at, 999, model.Correct(model.Reading{}, model.Reading{}, today))
			return err
		}(),
	} {
		if !errors.Is(err, model.ErrNotFound) {
			t.Error(err)
		}
	}
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("a refused reading changed rows:\n%s", d)
	}
}

// What is done or not has one reading a day, and saying the same again changes
// nothing.
func TestDoneOnADay(t *testing.T) {
	ctx := context.Background()
	s, at, g := begun(t)
	today := model.DayOf(noon)
	to := model.DraftOf(g)
	to.Measures = append(to.Measures, model.Measure{Name: "Medicine taken", Kind: model.Done, Better: model.Higher, EveryDays: 1})
	_, err := s.SaveAnswer(ctx, at, g.ID, model.KeyMeasures, model.DraftOf(g), to)
	must(t, err)
	g, err = s.Goal(ctx, g.ID)
	must(t, err)
	m := g.Measures[len(g.Measures)-1]
	for i, tt := range []struct {
		value   float64
		changed bool
	}{{1, true}, {1, false}, {0, true}, {1, true}} {
		_, c, err := s.AddReading(ctx, at, m.ID, model.Reading{On: today, Value: tt.value, ReadBy: at.ID})
		must(t, err)
		if (c.ID != 0) != tt.changed {
			t.Errorf("%d: change %d", i, c.ID)
		}
		if list, err := s.Readings(ctx, m.ID, 0); err != nil || len(list) != 1 || list[0].Value != tt.value {
			t.Errorf("%d: %v, %v", i, list, err)
		}
	}
	if _, _, err := s.AddReading(ctx, at, m.ID, model.Reading{On: today, Value: 2}); !errors.Is(err, model.ErrOutOfRange) {
		t.Error(err)
	}
}

// What a goal and Today know of a measure's readings is what the model makes of
// all of them.
func TestSeries(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		s, err := Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), clock)
		must2(rt, err)
		defer s.Close()
		_, err = s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
		must2(rt, err)
		home, err := s.Home(ctx, model.Seat{})
		must2(rt, err)
		id, _, err := s.StartGoal(ctx, home.At, fullGoal(home), 0)
		must2(rt, err)
		g, err := s.Goal(ctx, id)
		must2(rt, err)
		today, m := model.DayOf(noon), g.Measures[0]
		for range rapid.IntRange(0, 12).Draw(rt, "readings") {
			ago := rapid.OneOf(rapid.IntRange(0, 3), rapid.IntRange(80, 90), rapid.IntRange(0, 400)).Draw(rt, "ago")
			_, _, err := s.AddReading(ctx, home.At, m.ID, model.Reading{On: today - model.Day(ago), Value: float64(rapid.IntRange(0, 10).Draw(rt, "value"))})
			must2(rt, err)
		}
		all, err := s.Readings(ctx, m.ID, 0)
		must2(rt, err)
		for i := range all {
			all[i].UID, all[i].Note = "", ""
		}
		want := model.SeriesOf(all, today)
		g, err = s.Goal(ctx, id)
		must2(rt, err)
		home, err = s.Home(ctx, model.Seat{})
		must2(rt, err)
		if d := cmp.Diff(want, g.SeriesOf(m.ID), cmpopts.EquateEmpty()); d != "" {
			rt.Fatalf("of the goal (-want +got):\n%s", d)
		}
		if d := cmp.Diff(want.Late(), home.Goals[0].SeriesOf(m.ID), cmpopts.EquateEmpty()); d != "" {
			rt.Fatalf("of Today (-want +got):\n%s", d)
		}
	})
}

// A picture gets every value of late, and the extent of each day of all.
func TestPoints(t *testing.T) {
	ctx := context.Background()
	s, at, g := begun(t)
	today, m := model.DayOf(noon), g.Measures[0]
	for _, r := range []model.Reading{{On: today - 300, Value: 7}, {On: today - 2, Value: 5}, {On: today, Value: 4}, {On: today, Value: 2}, {On: today, Value: 3}} {
		_, _, err := s.AddReading(ctx, at, m.ID, r)
		must(t, err)
	}
	for _, tt := range []struct {
		from model.Day
		want []model.Reading
	}{
		{today - 2, []model.Reading{{On: today - 2, Value: 5}, {On: today, Value: 4}, {On: today, Value: 2}, {On: today, Value: 3}}},
		{today, []model.Reading{{On: today, Value: 4}, {On: today, Value: 2}, {On: today, Value: 3}}},
		{0, []model.Reading{{On: today - 300, Value: 7}, {On: today - 2, Value: 5}, {On: today, Value: 2}, {On: today, Value: 4}}},
	} {
		got, err := s.Points(ctx, m.ID, tt.from)
		must(t, err)
		if d := cmp.Diff(tt.want, got, onlyValues); d != "" {
			t.Errorf("from %v (-want +got):\n%s", tt.from, d)
		}
	}
}

// A milestone planned with a number is tied to the goal's own measure, wherever
// the draft got it from, and untied when the measure goes.
func TestCriterion(t *testing.T) {
	ctx := context.Background()
	s, at, first := begun(t)
	low := 90.0
	g := first
	g.Measures = []model.Measure{first.Measures[0], {Name: "Knee bend", Unit: "degrees", Kind: model.Number, Better: model.Higher, EveryDays: 7}}
	g.Milestones = []model.Milestone{
		{Title: "Bend to 90", Criterion: model.Criterion{MeasureID: 77, Measure: "knee bend", Aim: model.Aim{Low: &low}}},
		{Title: "Fly", Criterion: model.Criterion{Measure: "Wings", Aim: model.Aim{Low: &low}}},
	}
	id, _, err := s.StartGoal(ctx, at, g, 0)
	must(t, err)
	g, err = s.Goal(ctx, id)
	must(t, err)
	want := model.Criterion{MeasureID: g.Measures[1].ID, Measure: "Knee bend", Aim: model.Aim{Low: &low}}
	if d := cmp.Diff(want, g.Milestones[0].Criterion); d != "" || !g.Milestones[1].Criterion.None() {
		t.Errorf("(-want +got):\n%s%v", d, g.Milestones[1].Criterion)
	}
	_, _, err = s.AddReading(ctx, at, g.Measures[1].ID, model.Reading{On: model.DayOf(noon), Value: 84})
	must(t, err)
	to := model.DraftOf(g)
	to.Measures = to.Measures[:1]
	before := dump(t, s)
	_, err = s.SaveAnswer(ctx, at, id, model.KeyMeasures, model.DraftOf(g), to)
	must(t, err)
	after, err := s.Goal(ctx, id)
	must(t, err)
	if len(after.Measures) != 1 || !after.Milestones[0].Criterion.None() {
		t.Errorf("%v, %v", after.Measures, after.Milestones[0].Criterion)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undo did not bring the readings back:\n%s", d)
	}
}

// A note that was put aside, and what was chosen with it, are one action.
func TestRespond(t *testing.T) {
	ctx := context.Background()
	s, at, g := begun(t)
	today := model.DayOf(noon)
	m, _ := g.Next()
	hush := model.Hush{GoalID: g.ID, About: "passed:1", On: today, Until: today + 7, Times: 1}
	before := dump(t, s)
	c, err := s.ChangeGoal(ctx, at, g.ID, model.Respond(hush, model.Deed{}, model.ToMilestone(m.ID, model.Redate(model.Due{Day: today + 6}))))
	must(t, err)
	if c.Kind != model.KindPlan {
		t.Errorf("a new date is no change of plan: %s", c.Kind)
	}
	got, err := s.Goal(ctx, g.ID)
	must(t, err)
	now, _ := got.Milestone(m.ID)
	if d := cmp.Diff([]model.Hush{hush}, got.Hushes); d != "" || now.Due.Day != today+6 || len(got.Changes) != len(g.Changes)+1 {
		t.Errorf("(-want +got):\n%s%v, %v", d, now.Due, got.Changes)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undo (-before +after):\n%s", d)
	}
	_, err = s.ChangeGoal(ctx, at, g.ID, model.Respond(hush, model.Deed{Words: "Not now"}))
	must(t, err)
	_, err = s.ChangeGoal(ctx, at, g.ID, model.Ask())
	must(t, err)
	if got, err := s.Goal(ctx, g.ID); err != nil || len(got.Hushes) != 0 {
		t.Errorf("%v, %v", got.Hushes, err)
	}
}

// Readings of one day stand in the order in which they were written down, also
// when the clock stands still.
func TestOrderWithinADay(t *testing.T) {
	ctx := context.Background()
	s, at, g := begun(t)
	var want []float64
	for v := range 5 {
		_, _, err := s.AddReading(ctx, at, g.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: float64(v)})
		must(t, err)
		want = append([]float64{float64(v)}, want...)
	}
	list, err := s.Readings(ctx, g.Measures[0].ID, 0)
	must(t, err)
	var got []float64
	for _, r := range list {
		got = append(got, r.Value)
		if !r.At.Equal(noon.Truncate(time.Millisecond)) {
			t.Errorf("written down at %v", r.At)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
