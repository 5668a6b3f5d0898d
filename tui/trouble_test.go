package tui

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

func TestCtrlCSavesWhatIsTypedAnywhere(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "up", "enter")
	r.goTo("note")
	r.typeText(" So proud.")
	r.keys("f1", "ctrl+c") // be it beneath another screen
	g, err := r.store.Goal(t.Context(), 1)
	if err != nil || g.Milestones[4].Check.Note != "Dana says the cane suits me. So proud." || !r.a.quit {
		t.Errorf("quit %v, note %q, %v", r.a.quit, g.Milestones[4].Check.Note, err)
	}
}

// What cannot be read keeps nothing else from being saved, and it is told.
func TestWhatCannotBeReadIsTold(t *testing.T) {
	type form struct {
		keys, goTo string
		good       func(t *testing.T, r *rig) bool
	}
	for name, f := range map[string]form{
		"milestone": {"enter", "due", func(t *testing.T, r *rig) bool {
			return goalOf(t, r, 1).Milestones[5].Title == "Walk 10 minutes with the cane, slowly"
		}},
		"goal": {"about", "hoped", func(t *testing.T, r *rig) bool { return goalOf(t, r, 1).Title == "Walk to the park and back, slowly" }},
	} {
		fill := func() *rig {
			r := demoRig(t, 80, 60)
			if r.keys("enter"); f.keys == "enter" {
				r.keys("enter")
			} else {
				r.more(f.keys)
			}
			r.goTo("title")
			r.typeText(", slowly")
			r.goTo(f.goTo)
			r.send(tea.PasteMsg{Content: "nxt thu"})
			return r
		}
		r := fill()
		r.keys("esc")
		r.sees("nxt thu", "could not be saved. Change it, or press Esc again to leave it as it was.")
		if f.good(t, r) {
			t.Errorf("%s: saved by the first Esc", name)
		}
		r.typeText("x")
		r.keys("esc") // it was typed in since
		r.sees("nxt thux", "press Esc again")
		r.keys("esc")
		r.sees("Not all of it could be read.")
		if r.seesNot("nxt thu"); !f.good(t, r) {
			t.Errorf("%s: leaving lost the words that can be read", name)
		}
		r = fill()
		r.keys("ctrl+c")
		if !r.a.quit || !r.a.unsaved || !f.good(t, r) {
			t.Errorf("%s: Ctrl-C quits %t, with something unsaved %t, the rest saved %t", name, r.a.quit, r.a.unsaved, f.good(t, r))
		}
		r = fill()
		r.a.atLast(t.Context())
		if !r.a.unsaved || !f.good(t, r) {
			t.Errorf("%s: closing the window saved the rest: %t", name, f.good(t, r))
		}
	}
	r := demoRig(t, 80, 60)
	r.keys("enter", "enter")
	r.goTo("due")
	r.send(tea.PasteMsg{Content: "nxt thu"})
	r.goTo("state")
	r.keys("q")
	r.sees("could not be saved. The same key again leaves it unsaved.", "nxt thu")
	if r.a.quit {
		t.Fatal("closed without a word")
	}
	if r.keys("q"); !r.a.quit || !r.a.unsaved {
		t.Error("there is no way out")
	}
}

// On a full disk a form can be left unsaved, once the person knows.
func TestLeavingAFormWithTheDiskFull(t *testing.T) {
	for _, about := range []bool{false, true} {
		r := demoRig(t, 80, 60)
		if r.keys("enter"); about {
			r.more("about")
		} else {
			r.keys("enter")
		}
		r.goTo("title")
		r.typeText(", slowly")
		f := &faulty{Store: r.store, err: model.ErrFull}
		r.a.sh.store = f
		r.keys("esc")
		r.sees("There is no room left", "The same key again leaves it unsaved.", ", slowly")
		r.typeText(" now")
		r.keys("esc")
		r.sees("There is no room left", ", slowly now")
		r.keys("esc")
		r.seesNot("slowly")
	}
}

// TestKeysWaitForTheStore sends keys faster than the store answers: none is
// lost and each meets the screen the one before led to.
func TestKeysWaitForTheStore(t *testing.T) {
	r := demoRig(t, 80, 24)
	var cmds []tea.Cmd
	for _, k := range []string{"enter", "space", "down", "space", "t"} {
		_, cmd := r.a.Update(keyMsg(k))
		cmds = append(cmds, cmd)
	}
	for len(cmds) > 0 {
		cmd := cmds[0]
		cmds = cmds[1:]
		for _, msg := range r.drain(cmd) {
			_, next := r.a.Update(msg)
			cmds = append(cmds, next)
		}
	}
	r.sees("Timeline", "7 of 10 done")
}

// faulty is a store that cannot write any more.
type faulty struct {
	Store
	err error
}

func (f *faulty) ChangeMilestone(ctx context.Context, at model.At, id int64, c model.MilestoneChange) (model.Change, error) {
	if f.err != nil {
		return model.Change{}, f.err
	}
	return f.Store.ChangeMilestone(ctx, at, id, c)
}

func (f *faulty) ChangeGoal(ctx context.Context, at model.At, id int64, c model.GoalChange) (model.Change, error) {
	if f.err != nil {
		return model.Change{}, f.err
	}
	return f.Store.ChangeGoal(ctx, at, id, c)
}

func (f *faulty) AddReading(ctx context.Context, at model.At, measure int64, reading model.Reading) (int64, model.Change, error) {
	if f.err != nil {
		return 0, model.Change{}, f.err
	}
	return f.Store.AddReading(ctx, at, measure, reading)
}

func (f *faulty) SaveDraft(ctx context.Context, d model.Draft) (int64, error) {
	if f.err != nil {
		return 0, f.err
	}
	return f.Store.SaveDraft(ctx, d)
}

func TestWhatCannotBeSavedIsNotShownAsSaved(t *testing.T) {
	for err, words := range map[error]string{
		model.ErrFull:     "There is no room left on this computer. The last change is not saved. Your older notes are safe.",
		model.ErrReadOnly: "The file cannot be changed, so the last change is not saved.",
		model.ErrBusy:     "Another program holds the file",
		model.ErrMoved:    "Another file has taken the place of yours, so the last change is not saved.",
		errors.New("odd"): "Something went wrong, so the last change is not saved.",
	} {
		r := demoRig(t, 80, 24)
		f := &faulty{Store: r.store, err: err}
		r.a.sh.store = f
		r.keys("enter", "space")
		r.sees("5 of 10 done", words)
		f.err = nil
		r.keys("space")
		r.sees("6 of 10 done")
	}
}

func TestTypedWordsStayWhenTheDiskIsFull(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(4)...)
	f := &faulty{Store: r.store, err: model.ErrFull}
	r.a.sh.store = f
	r.typeText(" More words.")
	r.wait()
	r.sees("There is no room left", "More words.")
	r.keys("esc")
	r.sees("There is no room left", "More words.")
	f.err = nil
	r.typeText(" And more.")
	r.wait()
	again := rigOn(t, f.Store, 80, 24)
	again.keys("enter")
	again.sees("More words. And more.")
}

// With no room on the disk a person can still leave, once they know.
func TestLeavingWithTheDiskFull(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "n")
	r.typeText("Half")
	f := &faulty{Store: r.store, err: model.ErrFull}
	r.a.sh.store = f
	r.keys("esc", "esc")
	r.sees("There is no room left on this computer", "The same key again leaves it unsaved.")
	r.keys("esc")
	r.sees("Today")
	r.keys("enter")
	f.err = nil
	r.keys("n")
	r.typeText("Half")
	f.err = model.ErrFull
	r.keys("esc", "q")
	if r.a.quit {
		t.Fatal("closed without a word")
	}
	r.keys("q")
	if !r.a.quit {
		t.Error("there is no way out")
	}
}

// A number that cannot be read takes nothing from what is in the file, and in a
// draft it waits as it was typed.
func TestANumberThatCannotBeRead(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter")
	r.more("plan")
	r.keys("2", "enter")
	r.goTo("now")
	before := goalOf(t, r, 1).Measures
	r.typeText("g")
	r.keys("esc")
	r.sees("is not a number we can read", "Change it, or press Esc again to leave it as it was.")
	r.a.atLast(t.Context())
	if d := cmp.Diff(before, goalOf(t, r, 1).Measures); d != "" || !r.a.unsaved {
		t.Errorf("with something unsaved %t, measures (-before +after):\n%s", r.a.unsaved, d)
	}
	r.keys("esc")
	r.seesNot("is not a number we can read")
	r.keys("esc")
	r.sees("My plan")
	if d := cmp.Diff(before, goalOf(t, r, 1).Measures); d != "" {
		t.Errorf("measures (-before +after):\n%s", d)
	}

	path := filepath.Join(t.TempDir(), "waymark.db")
	st := openStore(t, path)
	r = rigOn(t, st, 80, 40)
	r.play(planned(1)...)
	r.keys("pgdown", "down", "enter")
	r.typeText("85 degrees")
	r.goTo("low")
	r.typeText("about 120?")
	r.keys("ctrl+c")
	r = rigOn(t, openStore(t, path), 80, 40)
	r.keys("enter")
	r.sees("Now 85", "Aim about 120?", "is not a number we can read")
	r.keys("pgdown")
	r.sees("Question 2 of 5", "is not a number we can read")
	r.goTo("low")
	r.clear(20)
	r.typeText("120 degrees")
	r.keys("pgdown")
	r.sees("Question 3 of 5")
	r.keys("pgup")
	r.sees("Now 85 degrees. Aim: 120 or more.")
}

// A new line whose day cannot be read is kept as words when its form is given up.
func TestANewLineIsKeptAsWords(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter")
	r.more("plan")
	r.keys("1")
	r.typeText("Extra by 31 feb")
	r.a.atLast(t.Context())
	g := goalOf(t, r, 1)
	if last := g.Milestones[len(g.Milestones)-1]; last.Title != "Extra by 31 feb" || !last.Due.None() || !r.a.unsaved {
		t.Errorf("the last one is %+v", last)
	}
	r = demoRig(t, 80, 60)
	r.keys("enter")
	r.more("about")
	r.goTo("keep")
	r.typeText("No bending until nxt thu")
	r.keys("esc")
	r.sees("No bending until nxt thu", "press Esc again")
	r.keys("esc")
	r.sees("Keep in mind: No bending until nxt thu.", "Not all of it could be read. Press u to undo.")
}

// What a person wrote at a celebration stays with the check mark that is taken
// off, so that an undo brings both back.
func TestTheCelebrationKeepsItsWords(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	r.goTo("milestone:10")
	r.keys("space", "2")
	r.sees("A MAJOR MILESTONE")
	r.typeText("So proud of all")
	r.goTo("undo")
	r.keys("enter")
	r.sees("5 of 10 done.")
	r.keys("u")
	if m := goalOf(t, r, 1).Milestones[9]; m.State != model.Reached || m.Check.Note != "So proud of all" {
		t.Errorf("after an undo it is %+v", m)
	}
}

// A milestone that goes away under one's feet says so.
func TestAMilestoneGoesAway(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "n")
	r.typeText("Climb")
	r.keys("enter", "esc", "up", "enter", "u")
	r.sees(`Undone: added "Climb". Walk to the park and back: 5 of 10 now.`, "Milestones")
	r.goTo("milestone:7")
	r.keys("enter")
	r.goTo("title")
	r.typeText(" and on")
	if _, err := r.store.RemoveMilestone(context.Background(), r.a.sh.home.At, 7); err != nil {
		t.Fatal(err)
	}
	r.keys("esc")
	r.sees("This is not in the file any more, so what you typed here is not kept. All else is safe.", "5 of 9 done.")
}

// What goes to the store shares nothing with what is typed in meanwhile.
func TestCopyDraft(t *testing.T) {
	d := model.Draft{
		Milestones: []model.Milestone{{Title: "Stand"}}, Measures: []model.Measure{{Name: "Pain"}}, Team: []model.Person{{Name: "Ben"}},
		Precautions: []model.Precaution{{Text: "No bending"}},
	}
	kept := copyDraft(d)
	d.Milestones[0].Title, d.Measures[0].Name, d.Team[0].Name, d.Precautions[0].Text = "x", "x", "x", "x"
	if kept.Milestones[0].Title != "Stand" || kept.Measures[0].Name != "Pain" || kept.Team[0].Name != "Ben" || kept.Precautions[0].Text != "No bending" {
		t.Errorf("the copy changed to %+v", kept)
	}
}

// After the one thing a helper did was taken back there is nothing to undo.
func TestASecondSpaceLeavesNothingToUndo(t *testing.T) {
	ctx := context.Background()
	r := demoRig(t, 80, 40)
	id, _, err := r.store.AddPerson(ctx, r.a.sh.home.At, model.Person{Name: "Carla"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.store.Sit(ctx, model.Seat{At: id}); err != nil {
		t.Fatal(err)
	}
	r = rigOn(t, r.store, 120, 40)
	r.keys("enter", "space")
	r.sees("Checked off by Carla.", "u Undo")
	r.keys("space")
	r.sees("Undone. It is as it was before.")
	r.seesNot("u Undo")
}

func TestAPanicEndsTheProgramInOrder(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.a.stack[0].screen = broken{r.a.stack[0].screen}
	_, cmd := r.a.Update(keyMsg("down"))
	if r.a.crash == nil || cmd == nil {
		t.Fatal("a panic in a screen did not end the program")
	}
	if _, quit := cmd().(tea.QuitMsg); !quit {
		t.Fatal("a panic did not quit")
	}
}

type broken struct{ screen }

func (broken) page(int) page { panic("a fault") }
