package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// pair is two windows on one file: Ben's, and Rosa's.
type pair struct {
	in        *recovery
	ben, rosa *rig
}

func newPair(t *testing.T, change func(g *model.Goal)) *pair {
	t.Helper()
	p := &pair{in: newRecovery(t, change)}
	p.ben = rigOn(t, p.in.st, 80, 30)
	other := openStore(t, p.in.st.Path())
	if err := other.Sit(context.Background(), model.Seat{At: p.in.goal.Patient.ID}); err != nil {
		t.Fatal(err)
	}
	p.rosa = rigOn(t, other, 80, 30)
	return p
}

// look lets a window look around, a while after the last key.
func (r *rig) look() {
	r.t.Helper()
	r.press = r.press.Add(pause)
	r.send(lookMsg{})
}

// do changes a milestone as Rosa, from the shell.
func (p *pair) do(t *testing.T, n int, change model.MilestoneChange) {
	t.Helper()
	st := openStore(t, p.in.st.Path())
	rosa := model.At{ID: p.in.goal.Patient.ID, Name: "Rosa"}
	if _, err := st.ChangeMilestone(t.Context(), rosa, p.in.goal.Milestones[n].ID, change); err != nil {
		t.Fatal(err)
	}
}

func TestAWindowShowsWhatAnotherOneDid(t *testing.T) {
	p := newPair(t, nil)
	p.ben.keys("enter")
	p.rosa.keys("enter", "down")
	p.rosa.look()
	p.rosa.seesNot("in another window")
	focus := p.rosa.a.top().focus
	p.ben.keys("space")
	p.ben.sees("1 of 2 done")
	p.rosa.seesNot("1 of 2 done")
	p.rosa.look()
	p.rosa.sees("1 of 2 done", `Ben checked off "Knee bends to 90 degrees" in another window.`)
	if got := p.rosa.a.top().focus; got != focus {
		t.Errorf("the focus went from %q to %q", focus, got)
	}
	p.ben.look()
	p.ben.seesNot("in another window") // it was done here
	p.ben.keys("u")
	p.rosa.look()
	p.rosa.sees("0 of 2 done", `Ben took back: checked off "Knee bends to 90 degrees" in another window.`)
}

// The same person in two windows is told what "you" did.
func TestTheSamePersonInTwoWindows(t *testing.T) {
	in := newRecovery(t, nil)
	one, two := rigOn(t, in.st, 80, 30), rigOn(t, openStore(t, in.st.Path()), 80, 30)
	one.keys("enter", "space")
	one.sees("Press u to undo.")
	two.look()
	two.sees(`You checked off "Knee bends to 90 degrees" in another window.`)
	two.keys("u")
	one.look()
	one.sees("0 of 2 done", `You took back: checked off`)
	one.seesNot("Press u to undo.")
}

// Whoever is at one window is at that window only.
func TestEachWindowHasItsOwnPerson(t *testing.T) {
	p := newPair(t, nil)
	p.ben.sees("You are Ben (her son).")
	p.rosa.sees("You are Rosa.")
	p.ben.keys("enter", "space")
	p.rosa.look()
	p.rosa.sees("You are Rosa.", "Ben checked off")
	p.ben.look()
	p.ben.keys("esc")
	p.ben.sees("You are Ben (her son).")
}

func TestTypedWordsStayWhenAnotherWindowWrites(t *testing.T) {
	p := newPair(t, nil)
	p.ben.keys("enter", "enter")
	p.ben.goTo("title")
	p.ben.typeText(" and more")
	p.do(t, 0, model.AllOf(model.Reword("Bend to 90"), model.Redate(model.Due{Day: today0 + 9})))
	p.ben.look()
	p.ben.sees("Knee bends to 90 degrees and more", "2 December", `Rosa changed "Knee bends to 90 degrees"`)
	if p.ben.a.top().focus != "title" {
		t.Errorf("the focus is on %q", p.ben.a.top().focus)
	}
	p.ben.keys("esc")
	m, _ := goalOf(t, p.ben, p.in.goal.ID).Milestone(p.in.goal.Milestones[0].ID)
	if m.Title != "Knee bends to 90 degrees and more" || m.Due.Day != today0+9 {
		t.Errorf("the milestone is %+v", m)
	}
}

// The field of an unfinished row stays, word for word, cursor and all.
func TestARowThatIsBeingTypedStays(t *testing.T) {
	p := newPair(t, nil)
	p.ben.keys("enter", "n")
	p.ben.typeText("Climb the stairs")
	p.ben.keys("left", "left")
	p.do(t, 0, model.Reach(today0, p.in.goal.Patient.ID, p.in.goal.Patient.ID))
	before := p.ben.a.top().field.value()
	p.ben.look()
	p.ben.sees("1 of 2 done", "Climb the stairs")
	p.ben.typeText("X")
	if f := p.ben.a.top().field; f == nil || before != "Climb the stairs" || f.value() != "Climb the staiXrs" {
		t.Errorf("the field holds %q", p.ben.a.top().field.value())
	}
}

func TestOnTodayARowThatIsDoneElsewhereStaysUnderTheFocus(t *testing.T) {
	p := newPair(t, func(g *model.Goal) {
		g.Milestones = append(g.Milestones, model.Milestone{Title: "Sit up", Due: model.Due{Day: today0 + 1}})
	})
	row := rowID("due", p.in.goal.Milestones[0].ID)
	p.rosa.goTo(row)
	p.ben.keys("enter", "space")
	p.rosa.look()
	p.rosa.sees("▌ ✓ Knee bends to 90 degrees.", "Ben checked off")
	if got := p.rosa.a.top().focus; got != row {
		t.Errorf("the focus went to %q", got)
	}
	p.rosa.keys("space") // meant for the row as it was a moment ago
	p.rosa.sees("Ben has just checked it off. Space again takes the check mark off.", "1 of 3 done")
	p.rosa.keys("space")
	p.rosa.sees("The check mark is off.", "0 of 3 done")
}

// A milestone that is checked off elsewhere does not fold away under the focus.
func TestTheFocusedRowDoesNotFoldAway(t *testing.T) {
	p := newPair(t, func(g *model.Goal) {
		g.Milestones = nil
		for range 8 {
			g.Milestones = append(g.Milestones, model.Milestone{Title: "Walk on"})
		}
	})
	for i := range 7 {
		if i != 2 {
			p.do(t, i, model.Reach(today0, 1, 1))
		}
	}
	p.rosa.keys("enter")
	row := rowID("milestone", p.in.goal.Milestones[2].ID)
	p.rosa.goTo(row)
	p.do(t, 2, model.Reach(today0, 1, 2))
	p.rosa.look()
	p.rosa.sees("7 of 8 done")
	if got := p.rosa.a.top().focus; got != row {
		t.Errorf("the focus went to %q:\n%s", got, p.rosa.screen())
	}
}

// A milestone that is removed elsewhere leaves with a word, unless something is
// typed in it: that stays to be read.
func TestWhatIsShownIsRemovedElsewhere(t *testing.T) {
	for _, typed := range []bool{false, true} {
		p := newPair(t, nil)
		p.ben.keys("enter", "enter")
		if typed {
			p.ben.goTo("title")
			p.ben.typeText(" at last")
		}
		st := openStore(t, p.in.st.Path())
		if _, err := st.RemoveMilestone(t.Context(), model.At{ID: 1, Name: "Rosa"}, p.in.goal.Milestones[0].ID); err != nil {
			t.Fatal(err)
		}
		p.ben.look()
		p.ben.sees(`Rosa removed "Knee bends to 90 degrees" in another window.`)
		if on, is := p.ben.a.top().screen.(*milestoneScreen); is != typed {
			t.Errorf("typed %v: on the milestone is %v, %+v", typed, is, on)
		}
		if typed {
			p.ben.sees("Knee bends to 90 degrees at last")
			p.ben.keys("esc")
			p.ben.sees("This is not in the file any more, so what you typed here is not kept.")
		}
	}
}

// Several changes are counted, and those of another person's record are not
// told.
func TestNewsAreFew(t *testing.T) {
	p := newPair(t, nil)
	p.rosa.keys("enter")
	for range 3 {
		p.do(t, 1, model.MarkMajor(false))
		p.do(t, 1, model.MarkMajor(true))
	}
	p.ben.look()
	p.ben.sees(`Rosa made "Walk to the bench" a major milestone in another window. Before that: 5 more changes.`)

	walter, _, err := p.in.st.AddPerson(t.Context(), p.in.at, model.Person{Name: "Walter", Role: model.RolePatient})
	if err != nil {
		t.Fatal(err)
	}
	p.rosa.look()
	p.rosa.keys("down")
	note := p.rosa.a.note
	g := model.Goal{Patient: model.Person{ID: walter}, Title: "Swim", Start: today0, QuietDays: 14}
	if _, _, err := p.in.st.StartGoal(t.Context(), p.in.at, g, 0); err != nil {
		t.Fatal(err)
	}
	p.rosa.look()
	if p.rosa.a.note != note || strings.Contains(p.rosa.screen(), "Swim") {
		t.Errorf("told of another's record: %q", p.rosa.a.note)
	}
}

// What is still to be read stays, and so does a search.
func TestNewsDoNotTakeTheirPlace(t *testing.T) {
	p := newPair(t, nil)
	p.ben.keys("enter", "/")
	p.ben.typeText("bench")
	p.ben.a.note = p.ben.a.sh.problem(model.ErrFull) + leaveUnsaved
	p.do(t, 0, model.Reach(today0, 1, 1))
	p.ben.look()
	p.ben.sees("There is no room left", "bench", "1 of 2 done")
	p.ben.seesNot("in another window")
}

// Looking around asks one thing of the store and draws nothing.
func TestNothingNewCostsNothing(t *testing.T) {
	p := newPair(t, nil)
	p.ben.look()
	before := p.ben.a.out
	for range 5 {
		p.ben.look()
	}
	if &p.ben.a.out.lines[0] != &before.lines[0] {
		t.Error("it was drawn anew")
	}
}

// A file that cannot be read for a moment is read at the next look.
func TestNewsAreNotLostToABusyFile(t *testing.T) {
	p := newPair(t, nil)
	p.rosa.keys("enter")
	p.do(t, 0, model.Reach(today0, 1, 2))
	p.rosa.a.sh.store = deaf{p.rosa.store}
	p.rosa.look()
	p.rosa.seesNot("1 of 2 done")
	p.rosa.a.sh.store = p.rosa.store
	p.rosa.look()
	p.rosa.sees("1 of 2 done", "in another window")
}

// deaf tells that there is news, but cannot be read.
type deaf struct{ Store }

func (deaf) Home(context.Context, model.Seat) (model.Home, error) {
	return model.Home{}, model.ErrBusy
}

// A window on an empty file opens when another one has set it up, unless names
// are being typed in it.
func TestTheWelcomeGivesWay(t *testing.T) {
	for _, typed := range []bool{false, true} {
		one := newRig(t, 80, 24)
		two := rigOn(t, openStore(t, one.store.(*store.Store).Path()), 80, 24)
		if typed {
			two.keys("enter")
			two.typeText("Ros")
		}
		one.keys("enter")
		one.typeText("Rosa")
		one.keys("enter")
		two.look()
		if typed {
			two.sees("What is your name?", "Ros")
		} else {
			two.sees("Rosa › Today")
		}
	}
}

// Hidden, the screen shows nothing of anybody until a key, which does nothing
// else. What is typed stays.
func TestHideTheScreen(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "enter")
	r.goTo("title")
	r.typeText(" soon")
	r.goTo("state")
	r.more("@hide")
	for _, secret := range []string{"Rosa", "Ben", "Knee", "Milestone", "soon"} {
		r.seesNot(secret)
	}
	r.sees("Press Enter to go on.")
	r.keys("space")
	r.sees("Knee bends to 90 degrees soon", "To do.")
}

func TestHideByItself(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.look()
	r.press = r.press.Add(time.Hour)
	r.look()
	r.sees("Walk to the park and back")
	r.more("@settings")
	r.goTo("hide")
	r.keys("right", "esc")
	r.look()
	r.sees("Walk to the park and back")
	r.press = r.press.Add(time.Minute)
	r.look()
	r.seesNot("Walk to the park and back")
	r.keys("enter")
	r.sees("Walk to the park and back", "Today")
}

// What came of one's own key stays to be read for a moment before what another
// window did is told; what it did shows at once.
func TestOnesOwnWordsAreReadFirst(t *testing.T) {
	p := newPair(t, nil)
	p.ben.keys("enter", "space")
	p.do(t, 1, model.Reword("Walk on"))
	p.ben.send(lookMsg{})
	p.ben.sees("Walk on.", "Checked off by Ben. That is 1 of 2.")
	p.ben.seesNot("in another window")
	p.ben.look()
	p.ben.sees(`Rosa changed "Walk to the bench" to "Walk on" in another window.`)
}

// Whoever is removed elsewhere is not taken for someone else: the window says so
// and asks who is here. Until then nothing that is done carries a name.
func TestTheOneWhoSitsHereIsRemovedElsewhere(t *testing.T) {
	for _, typed := range []bool{false, true} {
		p := newPair(t, nil)
		p.ben.keys("enter", "enter")
		if typed {
			p.ben.goTo("title")
			p.ben.typeText(" at last")
		}
		other := openStore(t, p.in.st.Path())
		rosa := model.At{ID: p.in.goal.Patient.ID, Name: "Rosa"}
		if _, _, err := other.RemovePerson(t.Context(), rosa, p.in.at.ID, "Ben"); err != nil {
			t.Fatal(err)
		}
		p.ben.look()
		p.rosa.look()
		p.rosa.sees("Rosa › Today", "You removed a person and all that was theirs")
		if !typed {
			p.ben.sees("Someone was removed in another window. Say who is here.", "Who is at the computer now?")
			p.ben.seesNot("Ben")
			continue
		}
		p.ben.sees("Someone was removed in another window. What is typed stays here until you leave it.", "Knee bends to 90 degrees at last")
		p.ben.keys("esc")
		lines := changes(t, p.ben)
		if lines[0].By != "" || lines[0].Words != `Changed "Knee bends to 90 degrees" to "Knee bends to 90 degrees at last"` {
			t.Errorf("the history says %+v", lines[0])
		}
		p.ben.look()
		p.ben.sees("Who is at the computer now?")
	}
}

// So is the one whose record the window shows.
func TestTheRecordThatIsShownIsRemovedElsewhere(t *testing.T) {
	p := newPair(t, nil)
	walter, _, err := p.in.st.AddPerson(t.Context(), p.in.at, model.Person{Name: "Walter", Role: model.RolePatient})
	if err != nil {
		t.Fatal(err)
	}
	p.ben.keys("enter", "enter")
	other := openStore(t, p.in.st.Path())
	if _, _, err := other.RemovePerson(t.Context(), model.At{ID: walter, Name: "Walter"}, p.in.goal.Patient.ID, "Rosa"); err != nil {
		t.Fatal(err)
	}
	p.ben.look()
	p.ben.sees("Walter › Who is at the computer now?", "Someone was removed in another window. Say who is here.")
	p.ben.keys("enter")
	p.ben.seesNot("Knee")
}
