package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// deeds are changes of Rosa's and Ben's to one goal, by name.
type deeds struct {
	s         *Store
	rosa, ben model.At
	goal      model.Goal
	ids       map[string]int64
}

func begunDeeds(t *testing.T) *deeds {
	s, ben, goal := begun(t)
	return &deeds{s, model.At{ID: goal.Patient.ID, Name: "Rosa"}, ben, goal, map[string]int64{}}
}

// did keeps what was done under a name.
func (d *deeds) did(t *testing.T, name string, c model.Change, err error) {
	t.Helper()
	must(t, err)
	if c.ID == 0 {
		t.Fatalf("%s changed nothing", name)
	}
	d.ids[name] = c.ID
}

// back takes those back and keeps the lines that did as "undo of" each.
func (d *deeds) back(t *testing.T, at model.At, names ...string) {
	t.Helper()
	var ids []int64
	for _, name := range names {
		ids = append(ids, d.ids[name])
	}
	_, err := d.s.TakeBack(context.Background(), at, ids...)
	must(t, err)
	for _, c := range mustChanges(t, d.s) {
		for name, id := range d.ids {
			if c.Undoes == id && c.Stands {
				d.ids["undo of "+name] = c.ID
			}
		}
	}
}

// wantLater tries to take one back, which stands below those named, newest first.
func (d *deeds) wantLater(t *testing.T, name string, names ...string) *model.LaterError {
	t.Helper()
	before, lines := dump(t, d.s), mustChanges(t, d.s)
	_, err := d.s.TakeBack(context.Background(), d.rosa, d.ids[name])
	var later *model.LaterError
	if !errors.As(err, &later) {
		t.Fatalf("take back %s: %v", name, err)
	}
	var got []string
	for _, c := range later.Later {
		for n, id := range d.ids {
			if id == c.ID {
				got = append(got, n)
			}
		}
	}
	if d := cmp.Diff(names, got); d != "" {
		t.Errorf("later than %s (-want +got):\n%s", name, d)
	}
	if len(names) > 0 && later.Change.ID != d.ids[name] {
		t.Errorf("it is about %+v", later.Change)
	}
	if d := cmp.Diff(before, dump(t, d.s)); d != "" {
		t.Errorf("refused, but rows changed:\n%s", d)
	}
	if d := cmp.Diff(lines, mustChanges(t, d.s)); d != "" {
		t.Errorf("refused, but lines changed:\n%s", d)
	}
	return later
}

func (d *deeds) milestone(t *testing.T, i int) model.Milestone {
	t.Helper()
	g, err := d.s.Goal(context.Background(), d.goal.ID)
	must(t, err)
	return g.Milestones[i]
}

func (d *deeds) change(t *testing.T, name string, at model.At, i int, change model.MilestoneChange) {
	t.Helper()
	c, err := d.s.ChangeMilestone(context.Background(), at, d.goal.Milestones[i].ID, change)
	d.did(t, name, c, err)
}

// An older change goes back by itself when nothing stands on it, whoever made it
// and whatever came after.
func TestTakeBackInTheMiddle(t *testing.T) {
	d := begunDeeds(t)
	d.change(t, "first", d.ben, 1, model.Reword("Walk on"))
	before := dump(t, d.s)
	d.change(t, "middle", d.ben, 4, model.PlanTreat("Tea"))
	d.change(t, "last", d.rosa, 1, model.MarkMajor(true))
	d.back(t, d.rosa, "middle")
	if m := d.milestone(t, 4); m.Treat != "Cake with Ben" {
		t.Errorf("%+v", m)
	}
	if m := d.milestone(t, 1); m.Title != "Walk on" || !m.Major {
		t.Errorf("%+v", m)
	}
	line := mustChanges(t, d.s)[0]
	if line.Words != `Undone: planned how to celebrate "Walk to the park"` || line.By != "Rosa" || line.Undoes != d.ids["middle"] || line.Kind != model.KindUndo {
		t.Errorf("line %+v", line)
	}
	if _, err := d.s.TakeBack(context.Background(), d.rosa, d.ids["middle"]); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("taken back twice: %v", err)
	}
	d.back(t, d.rosa, "last")
	if diff := cmp.Diff(before, dump(t, d.s)); diff != "" {
		t.Errorf("rows (-before +after):\n%s", diff)
	}
	wantSound(t, d.s)
}

// What stands on a change are the later ones on the same row, those that name a
// row it added, and those that stand on such; not what is taken back, nor what
// took something back, nor what is about other things.
func TestLater(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	d.change(t, "a", d.rosa, 1, model.Reword("Walk on"))
	d.change(t, "other", d.ben, 4, model.PlanTreat("Tea"))
	d.change(t, "b", d.ben, 1, model.MarkMajor(true))
	d.change(t, "gone", d.ben, 1, model.Foresee("I sat down"))
	d.back(t, d.ben, "gone")
	d.wantLater(t, "a", "b")

	id, c, err := d.s.AddPerson(ctx, d.rosa, model.Person{Name: "Ida"})
	d.did(t, "ida", c, err)
	d.change(t, "checked", d.ben, 1, model.Reach(model.DayOf(noon), id, d.ben.ID))
	d.wantLater(t, "ida", "checked")
	d.wantLater(t, "a", "checked", "b")
	d.change(t, "note", d.rosa, 1, model.Tell(d.milestone(t, 1).Check, model.Check{On: model.DayOf(noon), ReachedBy: id, CheckedBy: d.ben.ID, Note: "Slow"}, model.DayOf(noon)))
	later := d.wantLater(t, "ida", "note", "checked")

	before := dump(t, d.s)
	_, err = d.s.TakeBack(ctx, d.rosa, later.All()...)
	must(t, err)
	if m := d.milestone(t, 1); m.State != model.Open || !m.Major {
		t.Errorf("%+v", m)
	}
	lines := mustChanges(t, d.s)
	for i, name := range []string{"ida", "checked", "note"} {
		if lines[i].Undoes != d.ids[name] || lines[i].By != "Rosa" {
			t.Errorf("line %+v is not of %s", lines[i], name)
		}
		d.ids["undo of "+name] = lines[i].ID
	}
	// They are done again from the oldest on, whatever the order they are named in.
	d.wantLater(t, "undo of note")
	d.wantLater(t, "undo of checked")
	d.back(t, d.rosa, "undo of note", "undo of ida", "undo of checked")
	if diff := cmp.Diff(before, dump(t, d.s)); diff != "" {
		t.Errorf("rows (-before +after):\n%s", diff)
	}
	if words := mustChanges(t, d.s)[2].Words; words != `Done again: added "Ida"` {
		t.Errorf("%q", words)
	}
	wantSound(t, d.s)
}

// A goal stands below all that was done with it.
func TestLaterOfAGoal(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	g := d.goal
	g.ID, g.Team = 0, nil
	g.Title = "Swim"
	id, c, err := d.s.StartGoal(ctx, d.rosa, g, 0)
	d.did(t, "start", c, err)
	g, err = d.s.Goal(ctx, id)
	must(t, err)
	milestone, c, err := d.s.AddMilestone(ctx, d.ben, id, model.Milestone{Title: "Dive"})
	d.did(t, "add", c, err)
	low := 1.0
	c, err = d.s.ChangeMilestone(ctx, d.ben, milestone, model.Tie(model.Criterion{MeasureID: g.Measures[0].ID, Aim: model.Aim{Low: &low}}))
	d.did(t, "tie", c, err)
	_, c, err = d.s.AddReading(ctx, d.ben, g.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 2})
	d.did(t, "read", c, err)
	c, err = d.s.PutOnTeam(ctx, d.rosa, d.ben.ID, id, true)
	d.did(t, "team", c, err)
	again := g
	again.From, again.Team = id, nil
	_, c, err = d.s.StartGoal(ctx, d.ben, again, 0)
	d.did(t, "over", c, err)
	d.change(t, "elsewhere", d.ben, 1, model.MarkMajor(true))
	later := d.wantLater(t, "start", "over", "team", "read", "tie", "add")
	_, err = d.s.TakeBack(ctx, d.rosa, later.All()...)
	must(t, err)
	home, err := d.s.Home(ctx, model.Seat{})
	must(t, err)
	if len(home.Goals) != 1 || !d.milestone(t, 1).Major {
		t.Errorf("%d goals", len(home.Goals))
	}
	wantSound(t, d.s)
}

// The plan that was left of a goal whose start was taken back is a goal again
// when that is done again; what was typed into it meanwhile stays.
func TestStartAgain(t *testing.T) {
	ctx := context.Background()
	for _, touched := range []bool{false, true} {
		t.Run(fmt.Sprint("touched: ", touched), func(t *testing.T) {
			d := begunDeeds(t)
			before := dump(t, d.s)
			start := mustChanges(t, d.s)[0]
			d.ids["start"] = start.ID
			other := model.NewDraft(d.goal.Patient)
			other.Title = "Swim"
			_, err := d.s.SaveDraft(ctx, other)
			must(t, err)
			for range 2 {
				d.back(t, d.ben, "start")
				home, err := d.s.Home(ctx, model.Seat{})
				must(t, err)
				if len(home.Drafts) != 2 || len(home.Goals) != 0 {
					t.Fatalf("%d plans, %d goals", len(home.Drafts), len(home.Goals))
				}
				if touched {
					i := slices.IndexFunc(home.Drafts, func(d model.Draft) bool { return d.Undo != 0 })
					left := home.Drafts[i]
					left.Rev++
					left.Why = "The geese"
					_, err := d.s.SaveDraft(ctx, left)
					must(t, err)
				}
				d.back(t, d.ben, "undo of start")
				if diff := cmp.Diff(before, dump(t, d.s)); diff != "" {
					t.Errorf("rows (-before +after):\n%s", diff)
				}
				home, err = d.s.Home(ctx, model.Seat{})
				must(t, err)
				if want := map[bool]int{false: 1, true: 2}[touched]; len(home.Drafts) != want || len(home.Goals) != 1 {
					t.Errorf("%d plans, want %d; %d goals", len(home.Drafts), want, len(home.Goals))
				}
				if touched {
					break
				}
			}
			wantSound(t, d.s)
		})
	}
}

// What is done again is what Undo takes back next, and then what was done before.
func TestUndoAfterDoneAgain(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	d.change(t, "first", d.ben, 1, model.Reword("Walk on"))
	d.change(t, "second", d.ben, 4, model.PlanTreat("Tea"))
	d.back(t, d.ben, "first")
	d.back(t, d.ben, "undo of first")
	for _, name := range []string{"second", "first"} {
		c, err := d.s.Undo(ctx, d.ben, 0)
		must(t, err)
		if c.Undoes != d.ids[name] {
			t.Errorf("%+v is not of %s", c, name)
		}
	}
}

// Two who change one milestone at the same moment: both lines are there, no
// window meets an error, and the one that came later stands.
func TestSameMilestoneAtOnce(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	other := open(t, d.s.Path())
	for round := range 20 {
		windows := []hand{{s: d.s, at: d.rosa}, {s: other, at: d.ben}}
		must(t, together(2, func(i int) error {
			_, err := windows[i].s.ChangeMilestone(ctx, windows[i].at, d.goal.Milestones[1].ID, model.Reword(fmt.Sprint(windows[i].at.Name, round)))
			return err
		}))
		lines := mustChanges(t, d.s)
		if got := []string{lines[0].By, lines[1].By}; !slices.Contains(got, "Rosa") || !slices.Contains(got, "Ben") {
			t.Errorf("lines by %q", got)
		}
		if m := d.milestone(t, 1); m.Title != fmt.Sprint(lines[0].By, round) {
			t.Errorf("%q stands, last was %s", m.Title, lines[0].By)
		}
	}
	wantSound(t, d.s)
}
