package tui

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"waymark/model"
)

func TestSpaceChecksOffAndSpaceAgainUndoes(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "space")
	r.sees("6 of 10 done", "Checked off by Ben. That is 6 of 10. Rosa can add how it felt.", "Press u to undo.")
	before := changes(t, r)
	r.keys("space")
	r.sees("5 of 10 done", "Undone.")
	if last := changes(t, r)[0]; last.Undoes != before[0].ID {
		t.Errorf("the second Space made %+v, want an undo of %d", last, before[0].ID)
	}
}

// What was checked off on Today stays there, so that the next Space takes it
// back and never meets another milestone.
func TestSpaceTwiceOnToday(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.goTo("due:6")
	r.keys("space")
	r.sees("▌ ✓ Walk 10 minutes with the cane. Mon 23 Nov, checked by Ben.", "6 of 10 done", "Checked off by Ben.")
	r.keys("space")
	r.sees("▌ ◌ Walk 10 minutes with the cane. Planned for yesterday.", "5 of 10 done", "Undone.")
	r.keys("space", "down", "space")
	r.sees("✓ Walk 10 minutes with the cane.", "▌ ✓ Walk to the corner and back.", "7 of 10 done")
	r.keys("u")
	r.sees("6 of 10 done", "○ Walk to the corner and back.")
	r.goTo("goal:1")
	r.keys("enter", "esc")
	r.seesNot("✓")
}

func changes(t *testing.T, r *rig) []model.Change {
	t.Helper()
	list, err := r.store.(interface {
		Changes(context.Context, model.Lines) ([]model.Change, error)
	}).Changes(context.Background(), model.Lines{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestCheckMarkTakenOffLaterStaysInTheStory(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "up", "space")
	r.sees("The check mark is off. It was done on Sun 15 Nov, and that stays in the story.", "4 of 10 done")
}

func TestSpaceTwiceWithATremblingFinger(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter")
	r.a.pressed = func() time.Time { r.press = r.press.Add(100 * time.Millisecond); return r.press }
	r.keys("space", "space", "space")
	r.sees("6 of 10 done")
}

func TestUndoWalksBackAndSurvivesARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	r := rigOn(t, openStore(t, path), 80, 24)
	r.play(planned(1)...)
	r.keys("enter")
	r.goTo("start")
	r.keys("enter")
	for range 30 { // check off and take off again, as new actions
		r.keys("space", "esc", "enter")
		r.now = r.now.Add(2 * moments)
		r.goTo("milestone:1")
		r.keys("space")
	}
	if n := len(changes(t, r)); n != 62 {
		t.Fatalf("%d changes, want 62", n)
	}
	again := rigOn(t, openStore(t, path), 80, 24)
	for range 60 {
		again.keys("u")
	}
	again.sees("0 of 3 done")
	if n := len(changes(t, again)); n != 122 {
		t.Fatalf("%d changes, want each undo in the history too", n)
	}
	again.keys("u")
	again.sees("A goal is still being planned.", `Go on planning. "Walk to the park and back"`)
}

func TestUndoTakesBackTheGoalUnderOnesFeet(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(1)...)
	r.keys("enter")
	r.goTo("start")
	r.keys("enter")
	r.sees("0 of 3 done")
	r.keys("t", "u")
	r.sees(`Undone: started the goal: "Walk to the park and back".`, "Go on planning.")
	r.keys("u")
	r.sees("There is nothing to undo.")
}

func TestLettersOfOtherScreensDoNothingWhilePlanning(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(1)...)
	r.keys("enter")
	r.goTo("next")
	r.keys("u", "t", "n")
	r.sees("Question 1 of 5", "▌ 4 utn") // they are words
	r = newRig(t, 80, 24)
	r.play(planned(2)...)
	r.keys("esc", "u", "t", "n")
	r.sees("Question 2 of 5", "Use Up and Down, then Enter. ? shows all keys.")
}

func TestUndoIsOfferedOnlyWhereItWorks(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "space")
	r.sees("Press u to undo.")
	r.keys("n")
	r.seesNot("Press u to undo.")
	r.keys("esc", "esc", "p")
	r.sees("Who is at the computer now?")
	r.seesNot("Press u to undo.")
}

func TestMilestoneScreenTellsWhenAndHow(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "space", "enter")
	r.goTo("when")
	for range 20 {
		r.keys("backspace")
	}
	r.typeText("tomorrow")
	r.keys("enter")
	r.sees("That day has not come yet.", "tomorrow")
	for range 8 {
		r.keys("backspace")
	}
	r.typeText("yesterday")
	r.sees("That is Sunday 22 November 2026.")
	r.goTo("note")
	r.typeText("My legs held.")
	r.keys("esc")
	r.sees("Saved. Press u to undo.", "Sun 22 Nov, checked by Ben.")
	r.keys("t")
	r.sees(`"My legs held."`)
}

func TestMajorMilestoneCelebrates(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter")
	r.goTo("milestone:10")
	r.keys("space")
	r.sees("Tell Rosa first?", "Checked off by Ben.")
	r.keys("2")
	r.sees("A MAJOR MILESTONE", "I sit on the bench by the pond.", "Cake with Ben. Call my sister.",
		"21 days after the start.", "Who helped: Ben and Dana.")
	r.keys("up")
	r.typeText("We sang.")
	r.keys("enter")
	r.sees("6 of 10 done")
	r.goTo("milestone:10")
	r.keys("enter")
	r.sees("We sang.")
	r.goTo("celebrate")
	r.keys("enter")
	r.sees("A MAJOR MILESTONE")
	r.goTo("undo")
	r.keys("enter")
	r.sees("Milestone", "To do.", "The check mark is off.")
}

func TestMovingTheStartMovesThePlan(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter")
	r.sees("By Mon 28 Dec")
	r.more("about")
	r.goTo("start")
	for range 12 {
		r.keys("backspace")
	}
	r.typeText("9 nov 2026")
	r.keys("esc")
	r.sees("By Mon 4 Jan 2027", "Hoped for Mon 4 Jan 2027")
	r.keys("u")
	r.sees("By Mon 28 Dec")
}

func TestEachAnswerCanBeChangedFromMyPlan(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter")
	r.goTo("plan")
	r.keys("enter", "4", "end", "up", "up")
	r.typeText(" And I will sing.")
	r.keys("esc")
	r.sees("Wrote anew what to do when things slow down. Press u to undo.")
	r.keys("end", "up", "up")
	r.sees("And I will sing.")
	r.keys("1")
	r.goTo("row")
	r.typeText("Swim, week 12")
	r.keys("enter", "esc", "esc")
	r.keys("esc")
	r.keys("enter")
	r.sees("5 of 11 done")
}

func TestAHalfTypedMilestoneIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	r := rigOn(t, openStore(t, path), 80, 24)
	r.play(planned(1)...)
	r.keys("enter")
	r.goTo("start")
	r.keys("enter", "n")
	r.typeText("Half a step")
	r.keys("esc")
	r.sees(`Add a milestone Typed and kept: "Half a step"`)
	r.keys("esc", "enter", "n")
	r.sees("▌ + Half a step")
	r.typeText(" more")
	r.wait()
	r = rigOn(t, openStore(t, path), 80, 24)
	r.seesNot("Welcome back", "still planning")
	r.keys("enter", "n")
	r.sees("▌ + Half a step more")
	r.keys("enter")
	r.sees("You added 1 milestone. 0 of 4 now.")
	r.keys("esc")
	r.seesNot("Typed and kept")
}

func TestSpaceChoosesWhereItHasNoOtherUse(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "enter")
	r.goTo("back")
	r.keys("space")
	r.sees("Add a milestone", "5 of 10 done")
	r.goTo("milestone:6")
	r.keys("enter", "enter", "enter")
	r.sees("To do.")
	r.typeText("xyz") // and what is typed by mistake changes nothing
	r.keys("esc")
	r.sees("Walk 10 minutes with the cane. Planned")
}

func TestAddingSaysHowTheCountChanged(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("enter", "n")
	r.typeText("Walk to the shop by 3 dec")
	r.sees(`Reads as: "Walk to the shop". By Thu 3 Dec 2026.`)
	r.keys("enter")
	r.sees("You added 1 milestone. 5 of 11 now.", "Walk to the shop. By Thu 3 Dec, in 10 days.")
}

func TestTimelineShowsWhatIsAskedFor(t *testing.T) {
	r := demoRig(t, 120, 40)
	r.keys("enter", "n")
	r.typeText("Feed the ducks")
	r.keys("enter", "esc", "t")
	r.sees("Showing everything.", "Sit up without pain.", "No date yet", "Feed the ducks", "The goal: Walk to the park and back.")
	r.keys("right")
	r.sees("Showing what is still to do.", "No date yet", "Feed the ducks")
	r.seesNot("Sit up without pain.")
	r.keys("right")
	r.sees("Showing what is done.", "Sit up without pain.")
	r.seesNot("Stand on one leg", "No date yet")
	r.keys("right")
	r.sees("Showing major milestones.", "Walk a mile without a limp")
	r.seesNot("Stand on one leg", "No date yet")
}

func TestFoldedMonthsOpen(t *testing.T) {
	r := goalsRig(t, 80, 40, sixty())
	r.keys("t", "home")
	r.seesNot("Walk 3 minutes")
	r.keys("enter")
	r.sees("Walk 3 minutes. By Rosa.")
	r.keys("enter")
	r.seesNot("Walk 3 minutes")
}

func TestHelpListsOnlyTheKeysThatWork(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "?")
	r.sees("Check off.", "Timeline of this goal.", "Take the last change back.", "More: everything that can be done here.")
	r.keys("esc", "end", "?")
	r.seesNot("Check off.")
	r.keys("enter")
	r.sees("5 of 10 done")
}

func TestAKeyThatDoesNothingIsExplainedTheThirdTime(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("x", "y")
	r.seesNot("Use Up and Down")
	r.keys("z")
	r.sees("Use Up and Down, then Enter. ? shows all keys.")
}
