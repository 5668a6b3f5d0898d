package tui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"waymark/model"
)

// clear presses Backspace until a field of so many letters is empty.
func (r *rig) clear(letters int) {
	r.t.Helper()
	for range letters {
		r.keys("backspace")
	}
}

func goalOf(t *testing.T, r *rig, id int64) model.Goal {
	t.Helper()
	g, err := r.store.Goal(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestAGoalRestsIsPickedUpAndFinished(t *testing.T) {
	now := monday
	st := openStoreAt(t, filepath.Join(t.TempDir(), "waymark.db"), func() time.Time { return now })
	if err := st.FillDemo(t.Context(), model.NewDemo(model.DayOf(monday))); err != nil {
		t.Fatal(err)
	}
	r := rigOn(t, st, 80, 40)
	r.keys("enter")
	r.more("rest")
	r.typeText("The flu.")
	r.keys("enter", "enter")
	r.sees("Resting since Mon 23 Nov.", `Resting: "The flu."`, "Resting. It waits here for you. Press u to undo.")
	r.keys("esc")
	r.sees("Resting: 1 goal")
	now = now.AddDate(0, 0, 10)
	r.now = now
	r.goTo("shelf")
	r.keys("enter", "enter")
	r.sees("Planned for Thu 26 Nov.")
	if strings.Contains(r.screen(), "◌") {
		t.Errorf("something of a resting goal has passed its date:\n%s", r.screen())
	}
	r.goTo("wake")
	r.keys("enter")
	r.sees("It rested for 10 days, since Mon 23 Nov.", `You wrote: "The flu."`, "Thu 26 Nov → Sun 6 Dec")
	r.keys("1")
	r.sees("Walk to the corner and back. By Sun 6 Dec, in 3 days.", "Hoped for Thu 7 Jan 2027.", "It goes on. What lies ahead is 10 days later.")
	r.keys("u")
	r.sees("Resting since Mon 23 Nov.", "Planned for Thu 26 Nov.")
	r.goTo("wake")
	r.keys("enter", "3", "esc")
	r.sees("It rested for 10 days")
	r.keys("3")
	r.typeText("4") // in place of the number offered
	r.keys("down", "enter")
	r.sees("Planned for Mon 30 Nov", "Moved 5 milestones and the hoped-for day, 4 days later.")
	r.more("finish")
	r.sees("Finish this goal", "5 milestones still to do will rest there.")
	r.keys("down", "enter", "enter", "esc") // twice is a slip of a trembling hand
	r.sees("Finished on Thu 3 Dec.", "Finished. What you did stays here.")
	r.keys("t")
	r.seesNot("Walk to the corner")
	r.sees(`Rested the goal. "The flu." By Ben.`, "Picked the goal up again after 10 days. Moved what lies ahead 4 days later. By Ben.", "Finished the goal. By Ben.")
	if g := goalOf(t, r, 1); g.Lifecycle != model.Completed || model.ProgressOf(g.Milestones).Reached != 5 {
		t.Errorf("the file holds %+v", g)
	}
}

func TestAGoalMadeByMistake(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	r.more("remove")
	if r.a.top().focus != "back" {
		t.Errorf("the focus stands on %q, not on the safe way", r.a.top().focus)
	}
	r.goTo("go")
	r.keys("enter")
	r.sees("Today", "The goal is removed.", "Take the stairs")
	r.seesNot("Walk to the park")
	r.keys("u")
	r.sees("Walk to the park and back")
}

func TestStartOverFromACopy(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	r.more("over")
	r.sees("Look it over", "Walk to the park and back.", "By Mon 4 Jan 2027.")
	r.keys("pgdown", "enter")
	r.sees("0 of 10 done. Hoped for Mon 18 Jan 2027.")
	r.keys("esc")
	r.sees("Finished: 1 goal")
	r.keys("/")
	r.typeText("finished")
	r.sees("1 line.", "Finished Walk to the park and back")
	r.keys("down", "enter", "t")
	r.sees(`Started over: "Walk to the park and back". By Ben.`)
	r.keys("esc", "esc")
	if old := goalOf(t, r, 1); old.Lifecycle != model.Completed || old.Reason != "" {
		t.Errorf("the old goal: %+v", old)
	}
	r.keys("u")
	r.sees("5 of 10 done", "Goals you are still planning: 1")
}

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
	r.goTo("state")
	r.keys("u", "space", "space")
	r.sees("Words Walk 10 minutes with the cane today")
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

func TestGoalsArePutInOrder(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.more("order")
	r.keys("right")
	r.sees(`Moved the goal "Walk to the park and back" down.`)
	r.keys("esc")
	if lines := r.screen(); strings.Index(lines, "Take the stairs") > strings.Index(lines, "Walk to the park") {
		t.Errorf("the order is not kept:\n%s", lines)
	}
}

func TestAllGoalsMoveByDays(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.more("shift")
	r.typeText("a week")
	r.keys("enter")
	r.sees(`Type a number of days, like 7, or "2 weeks". Type -3 for 3 days earlier.`, "a week")
	r.clear(6)
	r.typeText("-2")
	r.keys("enter", "enter")
	r.sees("Moved 12 milestones and the hoped-for day, 2 days earlier.")
	for id, want := range map[int64]string{1: "2026-12-26", 2: "2027-02-20"} {
		if got := goalOf(t, r, id).HopedDay().String(); got != want {
			t.Errorf("goal %d is hoped for %s, want %s", id, got, want)
		}
	}
	r.keys("u")
	if got := goalOf(t, r, 2).HopedDay().String(); got != "2027-02-22" {
		t.Errorf("after undo it is hoped for %s", got)
	}
	r.more("shift")
	r.typeText("-2000")
	r.keys("enter", "enter")
	r.sees("That day lies before the start of this goal.", "-2000")
}

func TestKeepInMind(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	r.more("about")
	r.goTo("keep")
	r.typeText("No bending past 90 degrees until week 6")
	r.sees(`Reads as: "No bending past 90 degrees". Until Mon 14 Dec 2026.`)
	r.keys("enter")
	r.typeText("No low chairs")
	r.keys("esc")
	r.sees("Keep in mind: No bending past 90 degrees, until Mon 14 Dec.", "Keep in mind: No low chairs.", "5 of 10 done")
	r.keys("t")
	r.sees("Mon 14 Ends: No bending past 90 degrees.")
	r.keys("esc")
	r.more("about")
	r.goTo("kept:2")
	r.keys("enter")
	r.goTo("takeout")
	r.keys("enter")
	r.goTo("keep")
	r.typeText("No stairs until week 8")
	r.goTo("kept:1")
	r.keys("enter", "enter") // what is typed is kept before another takes its place
	r.sees("No stairs, until Mon 28 Dec.", "No bending past 90 degrees, week 6")
	r.keys("enter", "esc")
	r.sees("No stairs, until Mon 28 Dec.", "No bending past 90 degrees, until Mon 14 Dec.")
	r.seesNot("No low chairs")
}

func TestWhatWasWrittenBefore(t *testing.T) {
	now := monday
	st := openStoreAt(t, filepath.Join(t.TempDir(), "waymark.db"), func() time.Time { return now })
	if err := st.FillDemo(t.Context(), model.NewDemo(model.DayOf(monday))); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 3)
	r := rigOn(t, st, 80, 24)
	r.now = now
	r.keys("enter")
	r.more("plan")
	r.keys("4")
	r.typeText(" And rest.")
	r.keys("esc")
	r.sees("Ben will walk with me. And rest.")
	r.goTo("before:setback")
	r.sees("Written on Thursday 26 November 2026.")
	r.keys("enter")
	r.sees("Mon 23 Nov 2026 to Thu 26 Nov 2026. Changed by Ben.", "Ben will walk with me.")
	r.seesNot("And rest.")
	r.keys("esc")
	if r.a.top().page.find("before:people") >= 0 {
		t.Error("there is a way to what an answer was that never changed")
	}
	r.keys("4")
	r.sees("On Thursday 26 November 2026 you wrote:")
}

func TestAnExamplePlanFillsTheWizard(t *testing.T) {
	r := newRig(t, 80, 40)
	r.play("enter", "=Rosa", "enter", "=Back to the stairs", "down", "down", "down", "down", "=2 nov")
	r.goTo("starters")
	r.keys("enter", "down", "enter")
	r.sees("Penrose Physical Therapy", "adults who have a new knee joint", model.YourPlanFirst, "By week 6: Mon 14 Dec.")
	r.keys("enter")
	r.sees("Filled in: 8 milestones. Change anything.", "Knee bends past 90 degrees. By Mon 30 Nov 2026.", "8 milestones so far.", "Example plan: A new knee")
	r.goTo("place:2")
	r.keys("enter")
	r.clear(6)
	r.typeText("week 5")
	r.keys("enter")
	r.sees("2 Knee straightens fully. By Mon 7 Dec 2026.")
	r.keys("pgdown")
	r.sees("Knee bend, once a week", "If 10 degrees are lacking, write -10.")
	again := rigOn(t, r.store, 80, 40) // it was on disk at once
	again.keys("1")
	again.sees("Question 2 of 5")
	r.keys("pgdown", "pgdown", "pgdown", "pgdown", "pgdown", "enter")
	g := goalOf(t, r, 1)
	if len(g.Milestones) != 8 || !g.Milestones[7].Major || len(g.Measures) != 3 || g.Starter != "knee-by-criteria" || g.Title != "Back to the stairs" {
		t.Errorf("the file holds %+v", g)
	}
	if m := g.Measures[1]; m.Name != "How straight the knee gets" || *m.AimLow != 0 || *m.Min != -90 {
		t.Errorf("measure %+v", m)
	}
	r.more("plan")
	r.keys("end")
	r.sees("Begun from the example plan: A new knee: by what the knee can do.")
}

// Weeks need a start: where it is not said yet it is asked for.
func TestAnExamplePlanAsksForTheStart(t *testing.T) {
	r := newRig(t, 80, 40)
	r.play("enter", "=Rosa", "enter", "=Back to the stairs")
	r.goTo("starters")
	r.keys("enter", "down", "enter", "enter")
	r.sees("▌ When did it start?", "Filled in: 8 milestones. Weeks are counted from the day of the surgery. When was it?")
	r.typeText("2 nov")
	r.keys("pgdown")
	r.sees("Knee bends past 90 degrees. By Mon 30 Nov 2026.")
}

func TestMoreDoesWhatItSays(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "m")
	r.sees("Space Check off: Walk 10 minutes with the cane.", "t Timeline of this goal", "u Undo the last change", "/ Find a line on this screen", "q Close Waymark")
	r.goTo("@space")
	r.keys("enter")
	r.sees("6 of 10 done.", "Well done, Rosa.")
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

// mouseAt finds a text on the screen.
func (r *rig) mouseAt(text string) tea.Mouse {
	r.t.Helper()
	for y, line := range strings.Split(r.screen(), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			return tea.Mouse{X: ansi.StringWidth(line[:i]), Y: y, Button: tea.MouseLeft}
		}
	}
	r.t.Fatalf("no %q to click:\n%s", text, r.screen())
	return tea.Mouse{}
}

func (r *rig) click(text string) {
	r.t.Helper()
	r.send(tea.MouseClickMsg(r.mouseAt(text)))
}

func TestMouse(t *testing.T) {
	for _, w := range []int{40, 80, 120} {
		r := demoRig(t, w, 40)
		r.click("Take the stairs")
		r.sees("Today", "▌ Take the stairs")
		r.click("Take the stairs")
		r.sees("3 of 10 done.", "Knee straightens fully")
		r.click("○") // the mark of the first that is to do
		r.sees("4 of 10 done.", "Well done, Rosa.")
		if w >= asideFrom { // the second column is there to be read
			focus := r.a.top().focus
			for y := range 40 {
				r.send(tea.MouseClickMsg{X: w - 10, Y: y, Button: tea.MouseLeft})
			}
			if r.a.top().focus != focus {
				t.Errorf("a click in the second column moved the focus to %q", r.a.top().focus)
			}
		}
		for range 30 {
			r.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
		}
		if r.a.top().focus != "back" || r.a.note == endOfList {
			t.Errorf("the wheel moved the focus to %q, saying %q", r.a.top().focus, r.a.note)
		}
		r.send(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
		r.send(tea.MouseClickMsg{X: 5, Y: 0, Button: tea.MouseLeft})
		r.send(tea.MouseClickMsg{X: 999, Y: 999, Button: tea.MouseLeft})
		r.click("Back")
		r.click("Back")
		r.sees("Today")
	}
}

// The second click of two on one mark is part of the first, though another row
// stands there by then.
func TestTwoClicksOnAMark(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.a.pressed = func() time.Time { r.press = r.press.Add(100 * time.Millisecond); return r.press }
	at := r.mouseAt("○  Walk to the corner")
	for range 2 {
		r.send(tea.MouseClickMsg(at))
	}
	r.sees("6 of 10 done")
	r.press = r.press.Add(time.Second)
	r.click("◌")
	r.sees("7 of 10 done")
}

// A click means what is drawn: one that comes while the store works is none.
func TestClicksDoNotWait(t *testing.T) {
	r := demoRig(t, 80, 40)
	at := tea.MouseClickMsg(r.mouseAt("Walk to the park"))
	_, cmd := r.a.Update(at) // opens the goal
	for range 3 {
		r.a.Update(at)
	}
	for _, msg := range r.drain(cmd) {
		r.send(msg)
	}
	r.sees("5 of 10 done.", "My plan: the five questions")
}

func TestMouseInAField(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "enter")
	r.click("Hoped for")
	r.click("Hoped for") // a field is not saved by clicks
	r.typeText("x")
	r.sees("Hoped for day 20x")
}

func TestTheMouseCanBeTurnedOff(t *testing.T) {
	r := demoRig(t, 80, 40)
	if r.a.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is off at first")
	}
	r.more("@settings")
	r.goTo(choiceMouse)
	r.keys("right")
	if r.a.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is still on")
	}
}

func TestSettingsHoldAtOnceAndAreKept(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.more("@settings")
	r.goTo(choiceMarks)
	r.keys("left")
	r.sees("> Marks Letters and signs every screen can show", "[x] Done.", "[##########........] 6 of 10 done")
	r.goTo(choiceDates)
	r.keys("enter")
	r.sees("Date style Mon Nov 23, 2026")
	r.goTo(choiceLook)
	r.keys("right", "right")
	r.sees("High contrast, white on black")
	if !strings.Contains(r.a.View().Content, "48;2;0;0;0") {
		t.Error("the ground is not black")
	}
	r.keys("esc")
	r.sees("Monday, November 23, 2026.", "By Thu Nov 26, in 3 days.")
	again := rigOn(t, r.store, 80, 40)
	again.sees("Monday, November 23, 2026.", "[~] Walk 10 minutes")
	again.more("@settings")
	again.goTo(choiceLook)
	again.keys("right")
	again.goTo("restore")
	again.keys("enter")
	again.sees("High contrast, white on black", "Mon Nov 23, 2026")
}

func TestHighContrastPaintsEveryCell(t *testing.T) {
	for _, look := range []string{lookWhite, lookBlack} {
		r := demoRig(t, 80, 24)
		r.a.sh.choices = choices{choiceLook: look}
		r.a.sh.restyle()
		r.keys("enter")
		ground := map[string]string{lookWhite: "48;2;0;0;0", lookBlack: "48;2;255;255;255"}[look]
		for n, line := range strings.Split(r.a.View().Content, "\n") {
			if ansi.StringWidth(line) != 80 {
				t.Errorf("line %d is %d cells wide", n, ansi.StringWidth(line))
			}
			painted := false
			for rest := line; rest != ""; {
				seq, width, size, _ := ansi.DecodeSequence(rest, ansi.NormalState, nil)
				switch {
				case width > 0 && !painted:
					t.Fatalf("line %d has a cell without its ground: %q", n, line)
				case seq == ansi.ResetStyle:
					painted = false
				case width == 0:
					painted = painted || strings.Contains(seq, ground)
				}
				rest = rest[size:]
			}
		}
	}
}

func TestNoColorStandsAboveTheSettings(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.a.sh.terminal.noColor = true
	r.a.sh.choices = choices{choiceLook: lookWhite}
	r.a.sh.restyle()
	r.keys("enter")
	for _, code := range []string{"38;", "48;", "\x1b[3"} {
		if strings.Contains(r.a.View().Content, code) {
			t.Errorf("with NO_COLOR it sends %q", code)
		}
	}
	r.more("@settings")
	r.sees("NO_COLOR is set on this computer, so there is no color.")
}

func TestLettersOff(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.a.sh.choices = choices{choiceLetters: off}
	r.keys("enter")
	r.sees("↑↓ Move Enter Open Space Check off F1 Help Esc Back")
	r.seesNot("t Timeline", "u Undo")
	r.keys("space")
	r.sees("Well done, Rosa.")
	r.seesNot("Press u to undo.")
	r.keys("u", "t", "n")
	r.sees("6 of 10 done.", "Use Up and Down, then Enter. F1 shows all keys.")
	r.goTo(doMore)
	r.keys("enter")
	r.goTo(doUndo)
	r.keys("enter")
	r.sees("5 of 10 done.")
	r.keys("f1")
	r.sees("Help")
	r.seesNot("Timeline of this goal")
	w := newRig(t, 80, 24)
	w.a.sh.choices = choices{choiceLetters: off}
	w.keys("2")
	w.sees("Welcome to Waymark", "▌ Start my first goal.")
}

func TestKeyBounce(t *testing.T) {
	at := func(bounce string, gap time.Duration) *rig {
		r := demoRig(t, 80, 24)
		r.keys("enter")
		r.a.sh.choices = choices{choiceBounce: bounce}
		r.a.pressed = func() time.Time { r.press = r.press.Add(gap); return r.press }
		return r
	}
	r := at(bounceOnce, 100*time.Millisecond)
	r.keys("space", "space")
	r.sees("6 of 10 done.")
	r = at(off, 100*time.Millisecond)
	r.keys("space", "space")
	r.sees("5 of 10 done.")
	r = at(bounceOnce, 100*time.Millisecond)
	r.keys("esc", "m", "m") // of which only Space is bounced: the second is typed
	r.sees("Find: m")
	r = at("600ms", 500*time.Millisecond)
	r.goTo("milestone:7")
	r.keys("enter")
	r.goTo("check")
	r.keys("enter", "enter") // once
	r.sees("Done. Mon 23 Nov")
	for bounce, want := range map[string]string{"600ms": "6 of 10 done.", bounceOnce: "5 of 10 done."} {
		r = at(bounce, 500*time.Millisecond)
		r.keys("space", "down", "down", "space")
		r.sees("7 of 10 done.")
		r.keys("u", "u") // letters, too
		r.sees(want)
	}
	r = at("1s", 10*time.Millisecond)
	r.keys("down", "down", "down") // arrows are never slips
	if got := r.a.top().focus; got != "milestone:9" {
		t.Errorf("three times Down went to %q", got)
	}
	r.keys("n")
	r.typeText("oo")
	r.sees("▌ + oo") // and words never
}

func TestMidnightPassesOnAnOpenWindow(t *testing.T) {
	now := time.Date(2026, 11, 23, 23, 59, 30, 0, time.UTC)
	st := openStoreAt(t, filepath.Join(t.TempDir(), "waymark.db"), func() time.Time { return now })
	if err := st.FillDemo(t.Context(), model.NewDemo(model.DayOf(now))); err != nil {
		t.Fatal(err)
	}
	r := rigOn(t, st, 80, 40)
	r.send(r.a.Init()()) // starts the look-out
	r.sees("Monday 23 November 2026.", "Walk to the corner and back. By Thu 26 Nov, in 3 days.", "Planned for yesterday.")
	r.wait()
	r.sees("Monday 23 November 2026.")
	now = now.Add(time.Minute)
	r.now = now
	r.wait()
	r.sees("Tuesday 24 November 2026.", "in 2 days.", "Planned for Sun 22 Nov.")
	r.seesNot("yesterday")
	r.keys("enter", "enter")
	r.goTo("title")
	r.typeText(" half")
	now = now.AddDate(0, 0, 3)
	r.now = now
	r.wait()
	r.sees("Walk 10 minutes with the cane half") // what is typed is not touched
	r.keys("esc")
	r.sees("◌ Walk to the corner and back. Planned for Thu 26 Nov.")
	r.keys("t")
	now = now.AddDate(0, 0, 1)
	r.now = now
	r.wait()
	r.sees("Sat 28 Today")
}

func TestTheGoalHasItsTimelineBesideIt(t *testing.T) {
	r := demoRig(t, 120, 40)
	r.keys("enter")
	r.sees("Mon 23 Today", "Wed 4 Stand with support. Checked by Ben.")
	r.send(tea.WindowSizeMsg{Width: 99, Height: 40})
	r.seesNot("Mon 23 Today")
	r.send(tea.WindowSizeMsg{Width: 100, Height: 24})
	r.sees("Mon 23 Today")
}

// The second column begins in the same cell on every line, however the terminal
// counts joined letters.
func TestTheSecondColumnStandsStraight(t *testing.T) {
	for _, cells := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
		for _, w := range []int{100, 120, 150, 220} {
			r := goalsRig(t, w, 60, odd())
			if cells == ansi.GraphemeWidth {
				r.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			}
			r.keys("enter")
			column := -1
			for _, line := range strings.Split(r.screen(), "\n") {
				for _, mark := range []string{"┿", "◦", "◎"} {
					if i := strings.LastIndex(line, mark); i > 0 {
						if at := cells.StringWidth(line[:i]); column < 0 {
							column = at
						} else if at != column {
							t.Errorf("%d cells: %s stands in %d, want %d: %s", w, mark, at, column, line)
						}
					}
				}
			}
			if column < asideFrom/2 {
				t.Fatalf("%d cells: no second column:\n%s", w, r.screen())
			}
			days := 0
			lines := strings.Split(strings.TrimSpace(r.screen()), "\n")[strings.Count(strings.Split(r.screen(), "Milestones")[0], "\n"):]
			for n, line := range lines {
				if gap := between(cells, line, column-2, column); n > 0 && n < len(lines)-1 && strings.TrimSpace(gap) != "" {
					t.Errorf("%d cells: the columns run together at %q: %s", w, gap, line)
				}
				if strings.HasPrefix(strings.TrimSpace(between(cells, line, column+2, w)), "Thu 26") {
					days++
				}
			}
			if days != 6 {
				t.Errorf("%d cells: %d days stand in their place, want 6:\n%s", w, days, r.screen())
			}
		}
	}
}

// between are the letters of a line that stand in the cells from one to another.
func between(cells ansi.Method, line string, from, to int) string {
	var b strings.Builder
	for x := 0; line != "" && x < to; {
		seq, width, size, _ := cells.DecodeSequenceInString(line, ansi.NormalState, nil)
		if x >= from {
			b.WriteString(seq)
		}
		x, line = x+width, line[size:]
	}
	return b.String()
}

func TestMarksOfADoneMilestoneFoldAndCount(t *testing.T) {
	r := goalsRig(t, 80, 24, sixty())
	r.keys("enter")
	r.sees("more done, ")
	r.sees("Line ")
	r.keys("home", "enter")
	r.sees("Walk 1 minutes.")
}
