package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// openLine opens the history and the line of a change.
func (r *rig) openLine(c model.Change) {
	r.t.Helper()
	r.more(doHistory)
	r.goTo(rowID("change", c.ID))
	r.keys("enter")
}

// milestones are Rosa's as the file has them.
func (in *household) milestones(t *testing.T) []model.Milestone {
	t.Helper()
	g, err := in.st.Goal(context.Background(), in.goal.ID)
	in.must(t, err)
	return g.Milestones
}

// Undoing a change from its line does what undo does, and then it can be done
// again from there. The screens below show it.
func TestALineIsUndoneAndDoneAgain(t *testing.T) {
	byLetter, byLine := days(t), days(t)
	for _, in := range []*household{byLetter, byLine} {
		in.change(t, in.ben, 0, model.Reword("Stand alone"))
	}
	before := byLine.milestones(t)
	r := byLetter.rig(t, 80, 40)
	r.keys("enter", "u")
	want := changes(t, r)[0]

	r = byLine.rig(t, 80, 40)
	r.keys("enter")
	r.openLine(changes(t, r)[0])
	r.sees("You changed \"Stand with one hand\" to \"Stand alone\".", "Words, before: Stand with one hand Words, after: Stand alone")
	r.goTo("turn")
	r.keys("enter")
	r.sees("Undone: changed \"Stand with one hand\" to \"Stand alone\".", "Taken back by Ben on Mon 23 Nov, 9:34.", "▌ Do it again")
	if got := changes(t, r)[0]; cmp.Diff(want, got) != "" {
		t.Errorf("undone from its line (-u +line):\n%s", cmp.Diff(want, got))
	}
	if d := cmp.Diff(byLetter.milestones(t), byLine.milestones(t), cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".UID" }, cmp.Ignore())); d != "" {
		t.Errorf("undone from its line (-u +line):\n%s", d)
	}
	r.keys("esc")
	r.sees("Undone: changed \"Stand with one hand\" to \"Stand alone\". By Ben.", "By Ben. Taken back.")
	r.keys("esc")
	r.sees("Stand with one hand")
	r.seesNot("Stand alone")

	r.openLine(changes(t, r)[1])
	r.goTo("turn")
	r.keys("enter")
	r.sees("Done again: changed", "▌ Undo this change")
	if d := cmp.Diff(before, byLine.milestones(t)); d != "" {
		t.Errorf("done again (-before +after):\n%s", d)
	}
	r.keys("esc", "esc")
	r.sees("Stand alone")
}

// Where someone changed the same thing since, u says so and asks: nothing, or all
// of it together.
func TestUndoAsksWhereSomethingCameLater(t *testing.T) {
	in := days(t)
	r := in.rig(t, 80, 40)
	lines := len(changes(t, r))
	for _, leave := range []string{"1", "esc", "enter"} {
		r.keys("u")
		r.sees("Rosa changed the same thing since.", "You checked off \"Walk 10 minutes without the cane\".", "▌ 1 Leave all as it is", "2 Take back these 2 changes together.")
		r.keys(leave)
		if r.sees("Nothing was taken back."); len(changes(t, r)) != lines || r.a.top().screen.(*today) == nil {
			t.Fatalf("%s took something back", leave)
		}
	}
	r.keys("enter", "u", "2")
	r.sees("Undone: checked off \"Walk 10 minutes without the cane\". The change that came later is taken back too.", "0 of 3 now", "▌ ○ Stand with one hand")
	if list := changes(t, r); list[0].Undoes != list[3].ID || list[1].Undoes != list[2].ID || in.milestones(t)[1].State != model.Open {
		t.Errorf("taken back: %+v", list[:2])
	}
	// Both are done again, in the order in which they were done.
	list := changes(t, r)
	r.openLine(list[2])
	again := func() {
		r.goTo("turn")
		r.keys("enter")
	}
	again()
	r.sees("It stands on an earlier change that was taken back too. Do that one again first.", "▌ Do it again")
	r.keys("esc")
	r.goTo(rowID("change", list[3].ID))
	r.keys("enter")
	again()
	r.sees("Done again: checked off", "1 of 3 now")
	r.keys("esc")
	r.goTo(rowID("change", list[2].ID))
	r.keys("enter")
	again()
	r.sees("Done again: kept how it went")
	if m := in.milestones(t)[1]; m.State != model.Reached || m.Check.Note == "" {
		t.Errorf("done again it is %+v", m)
	}
}

// A change from an earlier day is named before the letter takes it back; its row
// in More names it and does it at once.
func TestUndoOfAnEarlierDayAsksOnce(t *testing.T) {
	in := newHousehold(t)
	in.change(t, in.ben, 1, model.Reword("Walk far"))
	in.now = monday
	r := in.rig(t, 80, 40)
	lines := len(changes(t, r))
	r.keys("enter", "u")
	r.sees(`Your last change was on Fri 20 Nov: changed "Walk 10 minutes without the cane" to "Walk far". Press u again to undo it.`)
	if r.keys("t"); len(changes(t, r)) != lines {
		t.Fatal("undone without a second press")
	}
	r.keys("u")
	if r.sees("Press u again to undo it."); len(changes(t, r)) != lines {
		t.Fatal("the words were gone, so it has to ask again")
	}
	r.keys("u")
	r.sees(`Undone: changed "Walk 10 minutes without the cane" to "Walk far".`)
	r.seesNot("of 3 now") // it counts the same as before
	r.keys("esc", "m")
	r.sees(`u Undo what you did on Fri 20 Nov: started the goal: "Walk to the park and back"`) // what came later is in Walter's record
	r.seesNot("Cook for my family")
	r.goTo(doUndo)
	r.keys("enter")
	if got := changes(t, r)[0]; got.Words != `Undone: started the goal: "Walk to the park and back"` {
		t.Errorf("from More it was %q", got.Words)
	}
}

// While another change is read, the letter names what it takes back; that one
// itself it undoes at once.
func TestUndoWhileALineIsRead(t *testing.T) {
	in := days(t)
	other, last := in.change(t, in.ben, 0, model.Reword("Stand alone")), in.change(t, in.ben, 2, model.Reword("Walk far"))
	r := in.rig(t, 80, 40)
	r.openLine(other)
	r.keys("u")
	if r.sees(`Your last change was on Mon 23 Nov: changed "Walk to the park" to "Walk far". Press u again`); changes(t, r)[0].ID != last.ID {
		t.Error("another change than the one that is read was taken back")
	}
	r.keys("esc")
	r.goTo(rowID("change", last.ID))
	r.keys("enter", "u")
	r.sees(`Undone: changed "Walk to the park" to "Walk far".`, "Do it again")
}

// A record's history names no other patient's goal.
func TestHistoryKeepsToTheRecord(t *testing.T) {
	in := days(t)
	r := in.rig(t, 80, 60)
	r.more(doHistory)
	r.sees("Added \"Walter\"", "Started the goal: \"Walk to the park and back\"")
	r.seesNot("Cook for my family")
	r.goTo("about")
	r.keys("right")
	r.sees("About Walk to the park and back", "What was done in \"Walk to the park and back\", the newest first.")
	r.seesNot("Walter")
	r.keys("enter")
	r.sees("About Everything")
	r.keys("/")
	r.typeText("cook")
	r.sees("Nothing in this list holds \"cook\".")
}

func TestHistoryIsNarrowedByWhoDidIt(t *testing.T) {
	in := days(t)
	r := in.rig(t, 80, 60)
	r.more(doHistory)
	r.goTo("by")
	r.keys("right")
	r.sees("By Rosa", "What Rosa did, the newest first.", "Chose a new date for")
	r.seesNot("By Ben.")
	r.keys("right")
	r.sees("By Ben", "Set up for Rosa, with Ben helping.")
	r.seesNot("By Rosa.")
	r.keys("right") // Walter did nothing
	r.sees("By Walter", "Nothing of this kind was changed yet.")
	r.keys("right")
	r.sees("By Everyone", "By Rosa.", "By Ben.")
	r.keys("left")
	r.sees("By Walter")
}

// What cannot be turned around says why.
func TestALineSaysWhyItStays(t *testing.T) {
	in := days(t)
	ctx := context.Background()
	in.must(t, second(in.st.ChangePerson(ctx, in.rosa, in.ben.ID, model.Allow(model.RightPlan, false))))
	r := in.rig(t, 80, 60)
	list := changes(t, r)
	r.openLine(list[1]) // how it went, by Rosa
	r.sees("Changing the plan is switched off for Ben. Rosa can switch it on, under People.")
	r.seesNot("Undo this change")
	r.keys("esc", "esc")
	r.openLine(list[2]) // his own check mark
	r.sees("Undo this change")
	r.keys("esc", "esc")
	r.openLine(list[len(list)-1])
	r.sees("This is how it began, so it stays.")
	r = rigOn(t, closedStore{Store: in.st}, 80, 60)
	r.openLine(list[2])
	r.sees("This was done before Waymark was updated. It cannot be undone here.")
	r.seesNot("Undo this change")
}

// closedStore is one in which everything was done before the file got its shape.
type closedStore struct{ Store }

func (s closedStore) Edits(ctx context.Context, change int64) (model.Detail, error) {
	d, err := s.Store.Edits(ctx, change)
	d.Closed = true
	return d, err
}

func (s closedStore) Changes(ctx context.Context, of model.Lines) ([]model.Change, error) {
	return s.Store.Changes(ctx, of)
}

// A line that another window turned around meanwhile shows how it stands now.
func TestALineTurnedAroundElsewhere(t *testing.T) {
	in := days(t)
	c := in.change(t, in.ben, 0, model.Reword("Stand alone"))
	r := in.rig(t, 80, 40)
	r.openLine(c)
	in.must(t, second(in.st.Undo(context.Background(), in.ben, 0)))
	r.goTo("turn")
	r.keys("enter")
	r.sees("This was turned around in another window. Here is how it stands now.", "▌ Do it again")
	// And what is done to the same thing meanwhile is asked about.
	r.keys("enter")
	r.sees("Undo this change")
	in.change(t, in.rosa, 0, model.Reword("Stand in the sun"))
	r.keys("enter")
	r.sees("Rosa changed the same thing since.", "▌ 1 Leave all as it is")
	in.change(t, in.rosa, 0, model.Reword("Stand in the rain"))
	r.keys("2") // of which one came while it asked
	r.sees("More came later just now.", "Stand alone\". What came later", "▌ 1 Leave all as it is", "2 Take back these 3 changes together.")
	r.keys("2")
	r.sees("So are 2 later changes.", "Do it again")
	if got := in.milestones(t)[0].Title; got != "Stand with one hand" {
		t.Errorf("it is %q", got)
	}
}

// longStore has a history of very many lines.
type longStore struct {
	Store
	lines []model.Change // newest first
	read  *int           // how many were read
}

func (s longStore) Changes(_ context.Context, of model.Lines) ([]model.Change, error) {
	list := s.lines
	if of.Before != 0 {
		list = list[len(list)-int(of.Before)+1:]
	}
	if of.Most > 0 && of.Most < len(list) {
		list = list[:of.Most]
	}
	*s.read += len(list)
	return list, nil
}

// Of a long history only the newest lines are read, more when they are asked for,
// and all of them when they are looked through.
func TestALongHistory(t *testing.T) {
	const all = 100_000
	in := newHousehold(t)
	st := longStore{Store: in.st, read: new(int)}
	for i := all; i > 0; i-- {
		at := monday.Add(-time.Duration(all-i) * time.Hour)
		st.lines = append(st.lines, model.Change{
			ID: int64(i), When: at, On: model.DayOf(at), Clock: model.Clock(at), By: "Ben", ByID: in.ben.ID, Kind: model.KindReading,
			Words: fmt.Sprintf("Wrote down Knee bend: %d degrees", i), Stands: true,
		})
	}
	r := rigOn(t, st, 80, 24)
	r.more(doHistory)
	r.sees("▌ 9:30 Wrote down Knee bend: 100000 degrees. By Ben.")
	if *st.read > linesAtOnce+1 {
		t.Errorf("%d lines were read at first", *st.read)
	}
	r.keys("end", "up", "up")
	r.sees("▌ Show earlier changes")
	r.keys("enter")
	r.sees("▌ 5:30 Wrote down Knee bend: 99900 degrees.")
	if *st.read > 2*(linesAtOnce+1) {
		t.Errorf("%d lines were read for 200", *st.read)
	}
	began := time.Now()
	r.keys("/")
	r.typeText("bend: 12345 ")
	r.sees("Wrote down Knee bend: 12345 degrees.")
	t.Logf("looking through %d lines took %v", all, time.Since(began))
	r.keys("enter", "esc")
	*st.read = 0
	r.a.reload()
	r.seesNot("12345")
	if h := r.a.top().screen.(*history); h.all != nil {
		t.Error("all lines are kept when they are not looked through any more")
	}
}
