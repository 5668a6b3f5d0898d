package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

func TestMilestonesRestAreLetGoAndComeBack(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "enter")
	r.goTo("drop")
	r.keys("enter")
	r.sees(`Let go of "Walk 10 minutes with the cane". 5 of 9 now. Press u to undo.`, "▌ · Let go.")
	r.goTo("bring")
	r.keys("enter")
	r.sees("5 of 10 now.", "Planned for Sun 22 Nov.")
	r.goTo("rest")
	r.keys("enter")
	r.sees("5 of 9 now, 1 resting.")
	r.keys("esc")
	r.sees("5 of 9 done, 1 resting.", "– Walk 10 minutes with the cane. Resting.")
	r.keys("u")
	r.sees("5 of 10 done.", `Undone: rested "Walk 10 minutes with the cane". Walk to the park and back: 5 of 10 now.`)
}

// What is typed on a milestone's page stays whatever is done next, and goes into
// the file with it.
func TestWordsTypedOnAMilestoneStay(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "enter")
	r.goTo("title")
	r.typeText(" today")
	for _, keys := range [][]string{{"f1", "esc"}, {"down", "down", "m", "esc"}} {
		r.keys(keys...)
		r.sees("Words Walk 10 minutes with the cane today")
	}
	r.goTo("due")
	r.clear(20)
	r.typeText("1 Dec 2026")
	r.goTo("back")
	r.keys("u")
	r.sees("Words Walk 10 minutes with the cane today", "Hoped for 1 Dec 2026")
	r.goTo("state")
	r.keys("space", "space")
	r.sees("Words Walk 10 minutes with the cane today", "Hoped for 1 Dec 2026")
	r.goTo("order")
	r.keys("enter", "esc")
	r.sees("▌ Move it up or down")
	if g := goalOf(t, r, 1); g.Milestones[5].Title != "Walk 10 minutes with the cane today" {
		t.Errorf("the file holds %q", g.Milestones[5].Title)
	}
	r.goTo("title")
	r.typeText(" or later")
	r.goTo("rest")
	r.keys("enter")
	if g := goalOf(t, r, 1); g.Milestones[5].Title != "Walk 10 minutes with the cane today or later" || g.Milestones[5].State != model.Resting {
		t.Errorf("the file holds %+v", g.Milestones[5])
	}
}

// More lists what can be done to a milestone, its fields among it, under its
// name.
func TestMoreOfAMilestone(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter", "enter", "m")
	r.sees(
		"Space Check off: Walk 10 minutes with the cane.", "Change its words", "Change its date", "Make it a major milestone", "Rest it for now", "Let it go",
		"Move it up or down in the list", "Move it to another goal", "Remove this milestone",
	)
	r.typeText("date")
	r.keys("enter")
	if f := r.a.top(); f.focus != "due" || f.field == nil {
		t.Errorf("the focus is on %q", f.focus)
	}
	r.goTo("state")
	r.more("home")
	r.sees("Its day stays the same.")
}

// What is typed and what is chosen then are two changes: one can be taken back
// without the other.
func TestUndoOfAChoiceLeavesTheWords(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter", "up", "enter")
	r.goTo("note")
	r.typeText(" So proud.")
	r.goTo("checker")
	r.keys("right")
	if c := goalOf(t, r, 1).Milestones[4].Check; c.Note != "Dana says the cane suits me. So proud." || c.Checker == "Dana" {
		t.Fatalf("the file holds %+v", c)
	}
	r.keys("u")
	if c := goalOf(t, r, 1).Milestones[4].Check; c.Note != "Dana says the cane suits me. So proud." || c.Checker != "Dana" {
		t.Errorf("after an undo the file holds %+v", c)
	}
}

// A note that is typed goes into the story with the check mark that is taken off.
func TestTheNoteGoesIntoTheStory(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter", "up", "enter")
	r.goTo("note")
	r.typeText(" So proud.")
	r.goTo("state")
	r.keys("space")
	m := goalOf(t, r, 1).Milestones[4]
	if len(m.Earlier) != 1 || m.Earlier[0].Note != "Dana says the cane suits me. So proud." {
		t.Errorf("the story is %+v", m.Earlier)
	}
}

// What cannot be kept of a milestone says why beside its field, each in its
// place, and stays; the first of them gets the focus, and nothing is saved.
func TestWhatAMilestoneCannotKeepIsSaidBesideIt(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter", "up", "enter")
	before := goalOf(t, r, 1)
	for id, text := range map[string]string{"note": strings.Repeat("word ", model.MaxText/5+1), "due": "nxt thu", "title": strings.Repeat("x", model.MaxName)} {
		r.goTo(id)
		r.send(tea.PasteMsg{Content: text})
	}
	r.goTo("by")
	r.keys("right")
	page := r.a.top().page
	if f := r.a.top().focus; f != "note" {
		t.Errorf("the focus is on %q", f)
	}
	for id, want := range map[string]string{"note": "Make it shorter", "due": "nxt thu", "title": "Make it shorter", "when": ""} {
		if wrong := page.items[page.find(id)].wrong; (want == "") != (wrong == "") || !strings.Contains(wrong, want) {
			t.Errorf("%s: %q, want %q", id, wrong, want)
		}
	}
	if d := cmp.Diff(before, goalOf(t, r, 1)); d != "" {
		t.Errorf("it was saved (-before +after):\n%s", d)
	}
}

func TestAMilestoneMovesInTheListAndToAnotherGoal(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "enter")
	r.goTo("order")
	r.keys("enter", "right", "enter")
	r.sees("Move it up", `Moved "Walk 10 minutes with the cane" down.`)
	r.goTo("top")
	r.keys("enter")
	if g := goalOf(t, r, 1); g.Milestones[0].Title != "Walk 10 minutes with the cane" {
		t.Errorf("first is %q", g.Milestones[0].Title)
	}
	r.keys("up", "up", "up", "enter") // shut it, and move nothing
	r.keys("esc")
	r.goTo("home")
	r.keys("enter", "enter")
	r.sees(`Moved "Walk 10 minutes with the cane" to the goal "Take the stairs like I used to". 5 of 9 now.`, "5 of 9 done.")
	if g := goalOf(t, r, 2); len(g.Milestones) != 11 || g.Milestones[10].Due.On(g.Start) != model.DayOf(monday)-1 {
		t.Errorf("its new goal holds %+v", g.Milestones)
	}
}
