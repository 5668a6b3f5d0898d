package tui

import (
	"testing"

	"waymark/model"
)

// keepsIt has Ben check off a major milestone of Rosa's and answer with a key.
func keepsIt(t *testing.T, key string) (*recovery, *rig) {
	t.Helper()
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 30)
	r.keys("enter")
	r.goTo(rowID("milestone", in.goal.Milestones[1].ID))
	r.keys("space")
	r.sees("Tell Rosa first?", "The check mark is saved. Checked off by Ben.", "Checked off by Ben. That is 1 of 2. Rosa can add how it felt.")
	if key != "" {
		r.keys(key)
	}
	return in, r
}

// Kept, it waits on Today for Rosa, who is led to it first; Ben is not shown it
// again, and once she looked at it it waits no more.
func TestTheCelebrationWaits(t *testing.T) {
	for _, key := range []string{"1", "esc", "backspace", ""} { // nothing was answered: the window was closed
		in, r := keepsIt(t, key)
		if key == "" {
			r = rigOn(t, in.st, 80, 30)
		} else {
			r.sees("It waits on Today for Rosa.")
			r.keys("esc")
		}
		r.seesNot("Waiting for you")
		r.keys("p", "1")
		r.keys("esc")
		again := rigOn(t, openStore(t, in.st.Path()), 80, 30)
		again.sees("Waiting for you", "Waiting for you, to celebrate", "▌ ★ Walk to the bench. Checked off by Ben.")
		again.keys("enter")
		again.sees("A MAJOR MILESTONE", "Walk to the bench.", "How did it feel?")
		again.typeText("Like flying.")
		again.keys("enter")
		again.sees("Saved.")
		again.seesNot("Waiting for you")
		if m := goalOf(t, again, in.goal.ID).Milestones[1]; m.Check.Note != "Like flying." {
			t.Errorf("kept %+v", m.Check)
		}
	}
}

// Shown at once, it waits no more; taken back, there is nothing to celebrate.
func TestTheCelebrationIsShownNow(t *testing.T) {
	_, shown := keepsIt(t, "2")
	shown.sees("A MAJOR MILESTONE", "How did it go?")
	shown.keys("esc", "esc", "p", "1")
	shown.seesNot("Waiting for you")

	in, r := keepsIt(t, "1")
	r.keys("u", "esc", "p", "1")
	r.sees("You are Rosa.")
	r.seesNot("Waiting for you")
	if m := goalOf(t, r, in.goal.ID).Milestones[1]; m.State != model.Open {
		t.Errorf("it is %s", m.State)
	}
}

// Rosa's own check mark is celebrated at once.
func TestOnesOwnCelebrationComesAtOnce(t *testing.T) {
	in := newRecovery(t, nil)
	in.asPatient(t)
	r := rigOn(t, in.st, 80, 30)
	r.keys("enter")
	r.goTo(rowID("milestone", in.goal.Milestones[1].ID))
	r.keys("space")
	r.sees("A MAJOR MILESTONE", "How did it feel?")
}
