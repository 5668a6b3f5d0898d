package tui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	r.sees("Finish this goal", "What is still to do stays there too.")
	r.keys("down", "enter", "enter") // twice is a slip of a trembling hand
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

// Esc in an open line of question 1 keeps what was typed there, as do the other
// ways out of it. What does not read well holds the person once.
func TestAnOpenLineKeepsItsWords(t *testing.T) {
	r := demoRig(t, 80, 60)
	r.keys("enter")
	r.more("plan")
	r.keys("1")
	open := func(place string) {
		t.Helper()
		r.goTo(place)
		r.keys("enter")
		r.clear(60)
	}
	open("place:6")
	r.typeText("Walk slowly")
	r.keys("esc")
	r.sees("6 Walk slowly.")
	open("place:6")
	r.typeText("Walk slower")
	r.goTo("place:7")
	r.keys("enter")
	r.sees("6 Walk slower.")
	r.clear(60)
	r.typeText("To the corner")
	r.goTo("up")
	r.keys("enter")
	r.sees("6 To the corner.", "7 Walk slower.")
	open("place:6")
	r.typeText("To the shop by 3/12")
	r.keys("esc")
	r.sees("To the shop by 3/12", "could not be saved. Change it, or press Esc again to leave it as it was.")
	r.typeText("/2026")
	r.clear(5)
	r.keys("esc")
	r.sees("To the shop by 3/12")
	r.keys("esc")
	r.sees("6 To the corner.", "Question 1 of 5")
	r.keys("esc")
	if g := goalOf(t, r, 1); g.Milestones[5].Title != "To the corner" || g.Milestones[6].Title != "Walk slower" {
		t.Errorf("the file holds %q and %q", g.Milestones[5].Title, g.Milestones[6].Title)
	}
}

// What another window did first is not said to be done here, and nothing is
// offered to undo.
func TestAnotherWindowWasFirst(t *testing.T) {
	ctx := context.Background()
	r := demoRig(t, 80, 40)
	at := r.a.sh.home.At
	change := func(c model.GoalChange) {
		t.Helper()
		if _, err := r.store.ChangeGoal(ctx, at, 1, c); err != nil {
			t.Fatal(err)
		}
	}
	today := model.DayOf(r.now)
	change(model.Turn(model.OnHold, "", today-5))
	r = rigOn(t, r.store, 80, 40)
	r.goTo("shelf")
	r.keys("enter", "enter")
	r.goTo("wake")
	r.keys("enter")
	change(model.PickUp(0, today))
	r.keys("1")
	r.sees("It was so already. Nothing was changed.", "5 of 10 done. Hoped for")
	r.seesNot("Press u")
	r.goTo("milestone:6")
	m := goalOf(t, r, 1).Milestones[5]
	if _, err := r.store.ChangeMilestone(ctx, at, m.ID, model.Reach(today-4, at.ID, at.ID)); err != nil {
		t.Fatal(err)
	}
	r.keys("space")
	r.sees("It was so already. Nothing was changed.", "6 of 10 done", "Thu 19 Nov")
}

// What was typed on a screen that was left by Esc is there again.
func TestEscKeepsWhatWasTyped(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter")
	r.more("rest")
	r.typeText("The flu.")
	r.keys("esc")
	r.more("finish")
	r.seesNot("The flu.")
	r.keys("esc")
	r.more("rest")
	r.seesNot("The flu.")
	r.typeText("A cold.")
	r.keys("esc")
	r.more("rest")
	r.sees("A cold.")
	r.keys("esc", "p", "end", "up")
	r.goTo("new")
	r.typeText("Carla, nurse")
	r.keys("esc", "p")
	r.sees("Someone else is here: Carla, nurse")
	r.goTo("new")
	r.keys("enter", "p")
	r.sees("Carla, nurse. Here now.", "(name, and who they are)")
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
	r.sees("Rosa will read:", "On Thursday 26 November 2026 Ben wrote this down for such a day:")
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
