package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// onDay fixes the clock of a run.
func onDay(day string) []string { return []string{"WAYMARK_NOW=" + day + "T09:00:00Z"} }

// shown is the part of `waymark show --json` that the journeys look at.
type shown struct {
	Goals []struct {
		Title     string
		Lifecycle string
		Start     string
		HopedFor  *string `json:"hoped_for"`
		Progress  struct{ Reached, Total, Percent int }
		Answers   []struct {
			Key, Question string
			Text          *string
		}
		Milestones []struct {
			Title string
			Major bool
			Sign  *string
			Treat *string
			Due   struct {
				Date  *string
				After *int    `json:"after_start_days"`
				Typed *string `json:"as_typed"`
			}
			State     string
			ReachedOn *string `json:"reached_on"`
			ReachedBy *string `json:"reached_by"`
			CheckedBy *string `json:"checked_by"`
			Note      *string
		}
		Measures []struct {
			Name     string
			Kind     string
			Baseline *float64
			Aim      struct{ Low, High *float64 }
		}
		Team []struct {
			Name, Role string
			Contact    *string
		}
	}
}

// file reads what a home's data file holds, with the program's own verb.
func file(t *testing.T, home string, env []string) shown {
	t.Helper()
	got := shell(t, home, env, "show", "--json")
	var s shown
	if err := json.Unmarshal([]byte(got.stdout), &s); err != nil || got.code != 0 {
		t.Fatalf("show --json: code %d, %v\n%s%s", got.code, err, got.stdout, got.stderr)
	}
	return s
}

// beginAs answers the first screens of a new file, up to the first goal's words.
func (term *terminal) beginAs(name string) {
	term.waitFor("Start my first goal.")
	term.press("enter")
	term.waitFor("What is your name?")
	term.typeText(name)
	term.press("enter")
	term.waitFor("What do you want to be able to do?")
}

// TestHipReplacement is the article's own example: four milestones without a
// date, planned, checked off, undone and opened again.
func TestHipReplacement(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 24}, onDay("2026-11-23"))
	term.beginAs("Rosa")
	term.typeText("Complete recovery and restored confidence")
	term.press("pgdown")
	term.waitFor("Question 1 of 5")
	for _, m := range []string{
		"Sit up without pain", "Stand with support", "Take ten steps with a walker", "Walk on my own for short distances",
	} {
		term.typeText(m)
		term.press("enter")
		term.waitFor(m + ". No date.")
	}
	for _, q := range []string{"2", "3", "4", "5"} {
		term.press("pgdown")
		term.waitFor("Question " + q + " of 5")
	}
	term.press("pgdown")
	term.waitFor("Look it over")
	term.press("pgdown", "enter")
	term.waitFor("0 of 4 done.")
	term.press("space")
	term.waitFor("1 of 4 done.")
	term.waitFor("Well done, Rosa.")
	term.press("down", "space")
	term.waitFor("2 of 4 done.")
	term.press("u")
	term.waitFor("1 of 4 done.")
	term.press("esc", "esc", "enter")
	if code := term.exitCode(); code != 0 {
		t.Fatalf("closed with code %d\n%s", code, term.show())
	}

	s := file(t, term.home, onDay("2026-11-24"))
	if g := s.Goals[0]; g.Progress.Reached != 1 || g.Progress.Total != 4 || g.Progress.Percent != 25 || g.HopedFor != nil {
		t.Errorf("the file holds %+v", g)
	}
	for i, m := range s.Goals[0].Milestones {
		if m.Due.Date != nil || (m.State == "reached") != (i == 0) {
			t.Errorf("milestone %d is %+v", i, m)
		}
	}

	term = term.again()
	term.waitFor("1 of 4 done")
	term.press("u", "enter")
	term.waitFor("0 of 4 done.")
	term.press("t")
	term.waitFor("No date yet")
}

// TestKneeReplacement is a plan dated in weeks after a surgery that lies three
// weeks back: moving the start moves it.
func TestKneeReplacement(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{100, 40}, onDay("2026-11-23"))
	term.waitFor("I am helping someone.")
	term.press("2")
	term.waitFor("Who is recovering?")
	term.typeText("Walter")
	term.press("enter")
	term.typeText("Ana, caregiver")
	term.press("enter")
	term.waitFor("What does Walter want to be able to do?")
	term.typeText("Take the stairs again")
	term.press("enter")
	term.typeText("week 16")
	term.press("down", "down", "down")
	term.typeText("2 nov")
	term.waitFor("That is Monday 2 November 2026, about 3 weeks ago.")
	term.press("pgdown")
	term.waitFor("Question 1 of 5")
	for _, row := range []string{
		"Knee straightens fully, week 4", "Knee bends past 90 degrees by week 4", "Walk with no aid, week 6",
		"Little or no pain, week 12", "Stairs, step over step, week 16",
	} {
		term.typeText(row)
		term.waitFor("Reads as:")
		term.press("enter")
		term.waitGone("Reads as:")
	}
	term.waitFor("By Mon 30 Nov 2026.")
	term.press("pgdown")
	term.waitFor("Question 2 of 5")
	term.press("space", "down", "enter")
	term.waitFor("Better when")
	term.typeText("70")
	term.press("down", "down")
	term.typeText("115")
	term.waitFor("45 degrees to go.")
	term.press("pgdown")
	term.waitFor("Question 3 of 5")
	term.typeText("Dana, physical therapist. 555 0134")
	term.press("enter")
	term.waitFor("Checked by Dana.")
	term.press("pgdown")
	term.waitFor("Question 4 of 5")
	term.typeText("Rest one day.")
	term.press("enter")
	term.typeText("Then call Dana.")
	term.press("pgdown")
	term.waitFor("Question 5 of 5")
	term.goTo("Stairs, step over step")
	term.press("space")
	term.typeText("I carry my tea upstairs.")
	term.press("enter")
	term.typeText("Sleep in my own bed.")
	term.press("pgdown")
	term.waitFor("Look it over")
	term.press("end", "up", "up", "up", "right", "right", "pgdown", "enter")
	term.waitFor("0 of 5 done. Hoped for Mon 22 Feb 2027.")
	term.press("space")
	term.waitFor("Checked off by Ana. That is 1 of 5.")

	g := file(t, term.home, onDay("2026-11-23")).Goals[0] // the window is still open
	if len(g.Milestones) != 5 || g.Start != "2026-11-02" || *g.HopedFor != "2027-02-22" {
		t.Fatalf("the file holds %+v", g)
	}
	if m := g.Milestones[0]; m.State != "reached" || *m.ReachedBy != "Walter" || *m.Due.After != 28 || *m.Due.Typed != "week 4" || *m.Due.Date != "2026-11-30" {
		t.Errorf("first milestone %+v", m)
	}
	if m := g.Milestones[4]; m.Title != "Stairs, step over step" || !m.Major || *m.Sign != "I carry my tea upstairs." || *m.Treat != "Sleep in my own bed." {
		t.Errorf("last milestone %+v", m)
	}
	if len(g.Measures) != 2 || *g.Measures[1].Baseline != 70 || *g.Measures[1].Aim.Low != 115 || len(g.Team) != 1 || *g.Answers[3].Text != "Rest one day.\nThen call Dana." {
		t.Errorf("the plan is %+v", g)
	}

	term.press("m")
	term.waitFor("Everything that can be done here.")
	term.typeText("words or days")
	term.press("enter")
	term.waitFor("When did it start?")
	term.press("down", "down", "down", "down")
	for range len("2 Nov 2026") {
		term.press("backspace")
	}
	term.typeText("9 nov 2026")
	term.press("esc")
	term.waitFor("Hoped for Mon 1 Mar 2027.")
	g = file(t, term.home, onDay("2026-11-23")).Goals[0]
	if *g.Milestones[4].Due.Date != "2027-03-01" || *g.Milestones[0].ReachedOn != "2026-11-23" {
		t.Errorf("after moving the start: %+v", g.Milestones)
	}
}

// TestFlatBattery kills the program in the middle of question 4, twice.
func TestFlatBattery(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{40, 20}, onDay("2026-11-23"))
	term.beginAs("Rosa")
	term.typeText("Walk to the park")
	term.press("pgdown")
	term.waitFor("Question 1 of 5")
	term.typeText("Stand")
	term.press("enter", "pgdown", "pgdown", "pgdown")
	term.waitFor("Question 4 of 5")
	term.kill() // at once: the step itself is in the file
	sound(t, term.home)
	term = term.again()
	term.waitFor("Carry on at question 4")
	term.press("enter")
	term.typeText("I will rest.")
	term.waitFor("Saved as you type.")
	pauseOver(t, term)
	term.typeText(" And then")
	term.kill() // at a key
	sound(t, term.home)
	term = term.again()
	term.waitFor("Carry on at question 4")
	term.press("enter")
	term.waitFor("I will rest.")
}

// TestFlatBatteryAtEachQuestion kills the program at each question of the wizard,
// as soon as it is shown: every question before it is answered.
func TestFlatBatteryAtEachQuestion(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 40}, onDay("2026-11-23"))
	term.beginAs("Rosa")
	term.typeText("Walk to the park")
	term.press("pgdown")
	for q, answer := range []struct{ typed, shown string }{
		{"Stand", "Stand. No date."},
		{},
		{"Dana, physical therapist", "Dana, physical therapist"},
		{"I will rest.", "I will rest."},
		{},
	} {
		question := fmt.Sprint("uestion ", q+1)
		term.waitFor("Q" + question + " of 5")
		term.kill()
		term = term.again()
		term.waitFor("Carry on at q" + question)
		term.press("enter")
		term.waitFor("Q" + question + " of 5")
		if answer.typed != "" {
			term.typeText(answer.typed)
			if q != 3 { // whose answer has more than one line
				term.press("enter")
			}
			term.waitFor(answer.shown)
		}
		term.press("pgdown")
	}
	term.waitFor("Look it over")
	term.kill()
	term = term.again()
	term.waitFor("Carry on: look it over")
	term.press("enter")
	for _, want := range []string{"Look it over", "Walk to the park", "Stand", "Dana", "I will rest."} {
		term.waitFor(want)
	}
}

// pauseOver waits until the file itself holds what was typed: a second at most.
func pauseOver(t *testing.T, term *terminal) {
	t.Helper()
	path := filepath.Join(term.home, "data", "waymark", "waymark.db-wal")
	term.wait("the words on disk", func() bool {
		b, err := os.ReadFile(path)
		return err == nil && strings.Contains(string(b), "I will rest.")
	})
}
