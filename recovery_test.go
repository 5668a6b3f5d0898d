package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// goTo moves on until the focus stands on a line that holds text.
func (term *terminal) goTo(text string) {
	term.t.Helper()
	for range 60 {
		for _, line := range strings.Split(term.screen(), "\n") {
			if strings.Contains(line, "▌") && strings.Contains(line, text) {
				return
			}
		}
		term.press("tab")
	}
	term.t.Fatalf("no way to %q\n%s", text, term.show())
}

// more carries out something from More that a word tells.
func (term *terminal) more(word string) {
	term.t.Helper()
	term.press("m")
	term.waitFor("Everything that can be done here.")
	term.typeText(word)
	term.press("enter")
	term.waitGone("Everything that can be done here.")
}

// goOn says that whoever was here last is here again.
func (term *terminal) goOn() {
	term.t.Helper()
	term.waitFor("Press Enter to go on as")
	term.press("enter")
}

// on closes the program and opens it in the same home on another day.
func (term *terminal) on(day string) *terminal {
	term.t.Helper()
	term.press("esc", "esc", "esc", "esc", "q")
	if code := term.exitCode(); code != 0 {
		term.t.Fatalf("closed with code %d\n%s", code, term.show())
	}
	term.env = onDay(day)
	next := term.again()
	next.goOn()
	next.waitFor("Today")
	return next
}

// told is the part of `waymark timeline --json` that the journey looks at.
type told struct {
	Entries []struct {
		Date      *string
		Kind      string
		Words     *string
		Milestone *struct{ Title string }
	}
}

// TestSixMonths is a recovery from the day after a knee replacement to the day
// the goal is finished: planned from the example by criteria, with an early
// gain, an illness that is rested, a shift, a milestone let go, and one that is
// lost and reached again.
func TestSixMonths(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 36}, onDay("2026-06-03"))
	term.beginAs("Rosa")
	term.typeText("Take the stairs again")
	term.press("down", "down", "down", "down")
	term.typeText("1 june")
	term.waitFor("That is Monday 1 June 2026, 2 days ago.")
	term.goTo("Begin from an example plan")
	term.press("enter")
	term.waitFor("Your surgeon's or therapist's plan comes first. Change anything.")
	term.goTo("A new knee: by what the knee can do.")
	term.press("enter")
	term.waitFor("Penrose Physical Therapy")
	term.waitFor("Knee bends past 90 degrees. By week 4: Mon 29 Jun.")
	term.press("enter")
	term.waitFor("Filled in: 8 milestones. Change anything.")
	term.waitFor("8 milestones so far.")
	term.press("pgdown")
	term.waitFor("Question 2 of 5")
	term.press("pgdown")
	term.waitFor("Question 3 of 5")
	term.typeText("Dana, physical therapist. 555 0134")
	term.press("pgdown")
	term.waitFor("Question 4 of 5")
	term.typeText("Rest one day. Then call Dana.")
	term.press("pgdown")
	term.waitFor("Question 5 of 5")
	term.press("down")
	term.typeText("I carry my tea upstairs.")
	term.press("down")
	term.typeText("Tea with Ana.")
	term.press("pgdown")
	term.waitFor("Look it over")
	term.press("pgdown", "enter")
	term.waitFor("0 of 8 done.")

	term = term.on("2026-06-20") // an early gain
	term.press("enter")
	term.waitFor("0 of 8 done.")
	term.goTo("Knee bends past 90 degrees")
	term.press("space")
	term.waitFor("Well done, Rosa. That is 1 of 8. Your first one is done.")
	term.waitFor("Sat 20 Jun, by Rosa. 9 days early.")

	term = term.on("2026-06-24") // an illness
	term.press("enter")
	term.more("rest this goal")
	term.waitFor("Nothing passes its date while it rests.")
	term.typeText("The flu.")
	term.press("enter", "enter")
	term.waitFor("Resting since Wed 24 Jun.")

	term = term.on("2026-07-04")
	term.waitFor("No goal is under way just now.")
	term.press("1")
	term.waitFor(`"The flu."`)
	term.press("enter")
	term.waitFor("Planned for Mon 29 Jun.") // its date has gone by, and has not passed
	if strings.Contains(term.screen(), "◌") {
		t.Errorf("something passed its date while the goal rested\n%s", term.show())
	}
	term.goTo("Pick this goal up again")
	term.press("enter")
	term.waitFor("It rested for 10 days, since Wed 24 Jun.")
	term.waitFor("Mon 29 Jun → Thu 9 Jul")
	term.press("1")
	term.waitFor("It goes on. What lies ahead is 10 days later.")
	term.waitFor("Knee straightens fully. By Thu 9 Jul, in 5 days.")

	term = term.on("2026-07-10") // what is reached, a shift, and one let go
	term.press("enter")
	term.waitFor("1 of 8 done.")
	term.goTo("Knee straightens fully")
	term.press("space")
	term.waitFor("That is 2 of 8.")
	term.more("by some days")
	term.waitFor("By how many days?")
	term.press("enter", "enter")
	term.waitFor("Moved 6 milestones, 7 days later.")
	term.goTo("Knee bends to 115 degrees")
	term.press("enter")
	term.waitFor("Change the plan")
	term.goTo("Let it go")
	term.press("enter")
	term.waitFor(`Let go of "Knee bends to 115 degrees". 2 of 7 now.`)

	term = term.on("2026-08-01") // lost
	term.press("enter")
	term.goTo("Knee straightens fully")
	term.press("space")
	term.waitFor("The check mark is off. It was done on Fri 10 Jul, and that stays in the story.")
	term.waitFor("1 of 7 done.")

	term = term.on("2026-08-20") // and reached again
	term.press("enter")
	term.waitFor("Done before, on Fri 10")
	term.goTo("Knee straightens fully")
	term.press("space")
	term.waitFor("That is 2 of 7.")
	for n, m := range []string{"Let go of the walking aid", "Walk on my own, no aid", "Knee bends to 110 degrees", "Little or no pain"} {
		term.goTo(m)
		term.press("space")
		term.waitFor("That is " + string(rune('3'+n)) + " of 7.")
	}

	term = term.on("2026-12-01") // six months on
	term.press("enter")
	term.waitFor("6 of 7 done.")
	term.goTo("Stairs, step over step")
	term.press("space")
	term.waitFor("A MAJOR MILESTONE")
	term.waitFor("Tuesday 1 December 2026. 183 days after the start.")
	term.waitFor(`"I carry my tea upstairs."`)
	term.waitFor(`"Tea with Ana."`)
	term.waitFor("You did what you set out to do.")
	term.typeText("I sang.")
	term.press("enter")
	term.waitFor("7 of 7 done.")
	term.goTo("All is done. Finish this goal")
	term.press("enter")
	term.waitFor("It leaves Today.")
	term.press("down", "enter")
	term.waitFor("Finished on Tue 1 Dec.")
	term.press("t")
	term.waitFor("Walk on my own, no aid.")
	term.press("esc")
	term.waitFor("Finished on Tue 1 Dec.")
	term.press("esc")
	term.waitFor("No goal is under way just now.")
	term.waitFor("Look at what rests or is finished. Finished: 1 goal.")

	env := onDay("2026-12-01")
	g := file(t, term.home, env).Goals[0]
	if g.Lifecycle != "completed" || g.Progress.Reached != 7 || g.Progress.Total != 7 || g.Start != "2026-06-01" {
		t.Errorf("the goal is %+v", g)
	}
	for i, want := range []struct{ state, reached string }{
		{"reached", "2026-08-20"},
		{"reached", "2026-08-20"},
		{"reached", "2026-06-20"},
		{"reached", "2026-08-20"},
		{"reached", "2026-08-20"},
		{"let-go", ""},
		{"reached", "2026-08-20"},
		{"reached", "2026-12-01"},
	} {
		m, reached := g.Milestones[i], ""
		if m.ReachedOn != nil {
			reached = *m.ReachedOn
		}
		if m.State != want.state || reached != want.reached {
			t.Errorf("%s is %s on %q, want %s on %q", m.Title, m.State, reached, want.state, want.reached)
		}
	}
	if m := g.Milestones[7]; *m.Note != "I sang." || *m.Due.After != 16*7+17 || *m.Due.Date != "2026-10-08" {
		t.Errorf("the last milestone is %+v", m)
	}

	var story told
	out := shell(t, term.home, env, "timeline", "--json")
	if err := json.Unmarshal([]byte(out.stdout), &story); err != nil || out.code != 0 {
		t.Fatalf("timeline --json: code %d, %v\n%s", out.code, err, out.stderr)
	}
	var lines []string
	for _, e := range story.Entries {
		if e.Kind == "plan" || e.Kind == "reached-before" || e.Kind == "start" {
			line := *e.Date + " " + e.Kind
			if e.Words != nil {
				line += " " + *e.Words
			}
			if e.Milestone != nil {
				line += " " + e.Milestone.Title
			}
			lines = append(lines, line)
		}
	}
	want := []string{
		"2026-06-01 start",
		`2026-06-24 plan Rested the goal. "The flu." By Rosa.`,
		"2026-07-04 plan Picked the goal up again after 10 days. Moved what lies ahead 10 days later. By Rosa.",
		"2026-07-10 reached-before Knee straightens fully",
		"2026-07-10 plan Moved what lies ahead 7 days later. By Rosa.",
		`2026-07-10 plan Let go of "Knee bends to 115 degrees". By Rosa.`,
		"2026-12-01 plan Finished the goal. By Rosa.",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("the story is\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	plan := shell(t, term.home, env, "plan", "stairs")
	for _, words := range []string{
		"4. What happens if I fall behind or plateau?\nRest one day. Then call Dana.\n",
		"7 of 7 done. 1 let go.", "Reached: Stairs, step over step. Tue 1 Dec, by Rosa.", "Your surgeon's or therapist's plan comes first.",
		"Knee bends past 90 degrees. Done Sat 20 Jun, by Rosa. 9 days early.", "Dana, physical therapist. 555 0134",
	} {
		if !strings.Contains(plan.stdout, words) {
			t.Errorf("waymark plan does not print %q:\n%s", words, plan.stdout)
		}
	}
}
