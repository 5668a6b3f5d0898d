package tui

import (
	"testing"
)

func TestMoreDoesWhatItSays(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "m")
	r.sees("Space Check off: Walk 10 minutes with the cane.", "t Timeline of this goal", "u Undo", "/ Find a line on this screen", "q Close Waymark")
	r.goTo("@space")
	r.keys("enter")
	r.sees("6 of 10 done.", "Checked off by Ben.")
	r.keys("m")
	r.typeText("undo")
	r.keys("enter")
	r.sees("5 of 10 done.")
	r.keys("m")
	r.typeText("xyz")
	r.sees(`Nothing that can be done here holds "xyz".`)
	r.keys("enter", "esc")
	r.sees("5 of 10 done.")
	r.keys("m")
	r.typeText("add")
	r.keys("enter")
	r.sees("▌ +")
	r.keys("esc", "q")
	if !r.a.quit {
		t.Error("q did not close")
	}
}

func TestFindNarrowsTheList(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "/")
	r.typeText("SIT up")
	r.sees("1 line.", "✓ Sit up without pain.") // though it is folded
	r.seesNot("Stand with support")
	r.keys("enter")
	r.sees("▌ ✓ Sit up without pain.", "Find: SIT up") // it goes there
	r.keys("enter")
	r.sees("Milestone", "Sit up without pain.", "Done. Tue 3 Nov")
	r.keys("esc")
	r.sees("5 of 10 done.", "▌ ✓ Sit up without pain.") // unfolded
	r.seesNot("Find:")
	r.keys("/")
	r.typeText("wlak")
	r.keys("down", "down", "down", "down")
	r.keys("space")
	r.sees("6 of 10 done.", "Find: wlak")
	r.keys("/")
	r.seesNot("wlak") // what is looked for next is another thing
	r.goTo(findAll)
	r.keys("enter")
	r.sees("6 of 10 done.", "▌ ✓ Sit up without pain.")
	r.keys("esc", "/")
	r.typeText("stairs")
	r.keys("enter", "enter")
	r.sees("3 of 10 done.", "Knee straightens fully")
}

// What belongs to the whole list ends looking for something.
func TestFindEndsWhereTheWholeListIsNeeded(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("t", "/")
	r.typeText("wal")
	r.keys("down", "right")  // which does not change unseen what is shown
	r.typeText("k with the") // and letters go on narrowing
	r.sees("Find: walk with the", "Walk 10 minutes with the cane.")
	r.keys("esc")
	r.sees("Showing everything.")
	r = demoRig(t, 80, 40)
	r.keys("enter")
	r.more("order")
	r.keys("/")
	r.typeText("corner")
	r.keys("enter", "enter")
	r.sees("▌ Move it up", "Sit up without pain.")
}

func TestFindOnTheTimelineLooksInAllThatIsSaid(t *testing.T) {
	r := demoRig(t, 80, 40)
	for typed, want := range map[string]string{
		"ben": "Stand with support. Checked by Ben.", "december": "Stand on one leg with control.", "major": "Walk a mile", "passed": "Walk 10 minutes",
	} {
		r.keys("t", "/")
		r.typeText(typed)
		r.sees(want)
		r.keys("esc", "esc")
	}
}

// Today finds what rests and what is only planned, too.
func TestFindOnTodayLooksAtEveryGoal(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter")
	r.more("rest")
	r.keys("down", "enter", "esc", "n")
	r.typeText("Fly to the moon")
	r.keys("esc", "/")
	r.typeText("park")
	r.sees("1 line.", "Resting Walk to the park and back")
	r.keys("enter", "enter")
	r.sees("Resting since Mon 23 Nov.")
	r.keys("esc", "/")
	r.typeText("moon")
	r.keys("enter", "enter")
	r.sees("Welcome back", "Fly to the moon")
}

func TestFindKeepsTheFocusWhereItWas(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "down", "/", "esc")
	if got := r.a.top().focus; got != "milestone:7" {
		t.Errorf("the focus went to %q", got)
	}
}

func TestFindAmongSixty(t *testing.T) {
	r := goalsRig(t, 80, 24, sixty())
	r.keys("t", "/")
	r.typeText("minutes 5")
	r.sees("13 lines.", "Fri 28 Nov 2025 Walk 5 minutes.")
	r.keys("esc")
	r.sees("Showing everything.", "▾ November")
}

// Of what More finds, what says it in its row comes first; nothing is chosen
// before something is typed.
func TestMoreChoosesWhatIsMeant(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter", "m", "enter")
	if _, on := r.a.top().screen.(*more); !on {
		t.Fatalf("Enter with nothing typed chose something:\n%s", r.screen())
	}
	m := &more{sh: r.a.sh, text: "undo", list: []action{{id: "a", text: "Something else", also: "undo"}, {id: "b", text: "Undo your last change"}}}
	if list := m.shown(); len(list) != 2 || list[0].id != "b" {
		t.Errorf("undo finds %+v", list)
	}
	r.keys("esc", "enter")
	r.goTo("major")
	r.keys("m")
	r.sees("Enter Change: Major")
	r.seesNot("Space Change")
}

// While a list is narrowed Left and Right are not offered, and Enter without a
// match goes nowhere.
func TestFindOffersOnlyWhatWorks(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	r.more("order")
	r.sees("←→ Up, down")
	r.keys("/")
	r.typeText("walk")
	r.keys("enter")
	r.sees("▌ ✓ Take ten steps with the walker.")
	r.seesNot("←→")
	r.keys("/")
	r.typeText("xyzzy")
	r.keys("enter")
	if f := r.a.top(); f.focus != findField || f.find == nil {
		t.Errorf("the focus went to %q", f.focus)
	}
}
