package tui

import (
	"context"
	"strings"
	"testing"

	"waymark/model"
)

// at reports who sits at the window and whose record it shows.
func (r *rig) seat() [2]string { return [2]string{r.a.sh.home.At.Name, r.a.sh.home.Patient.Name} }

func TestTwoKeysSayWhoIsHere(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.keys("enter", "p", "4")
	r.sees("Rosa › Walk to the park and back", "You are Dana. Check marks will carry this name.")
	r.keys("space")
	r.sees("Checked off by Dana.")
	r.keys("p")
	r.sees("4 Dana, physical therapist. Here now.")
	r.seesNot("Ben, her son. Here now.", "555 0134") // whom to call is told elsewhere
	r.keys("esc")
	r.sees("Rosa › Walk to the park and back")
	// Without letters, with the arrows.
	r.a.sh.choices = choices{choiceLetters: off}
	r.goTo(doMore)
	r.keys("enter")
	r.goTo(doWho)
	r.keys("enter")
	r.sees("✓ Dana, physical therapist. Here now.", "○ Ben, her son.")
	r.goTo("person:2")
	r.keys("enter")
	r.sees("You are Ben.")
}

// Whoever recovers and sits down sees their own record, and nothing of the other
// one is left on the screens.
func TestSittingDownShowsOnesOwnRecord(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 24)
	r.keys("enter", "enter", "p", "3")
	r.sees("Walter › Today", "Take the stairs", "You are Walter. Check marks will carry this name.")
	r.keys("esc", "esc", "backspace")
	r.sees("Walter › Today")
	r.seesNot("park", "shirt")
	r.keys("p", "2") // whoever helps looks on
	r.sees("Walter › Today", "You are Ben.")
	if got, want := r.seat(), [2]string{"Ben", "Walter"}; got != want {
		t.Errorf("at the window are %v, want %v", got, want)
	}
}

func TestAnotherRecordIsANameAndACountUntilItIsChosen(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 24)
	r.keys("enter", "p")
	r.sees("5 Rosa. 2 goals. 3 of 8 milestones done. Shown now.", "6 Walter. 1 goal. 2 of 6 milestones done.", "lock the computer when you leave")
	r.seesNot("stairs")
	r.keys("6")
	r.sees("Walter › Today", "This is Walter's recovery. You are Ben.")
	if n := len(r.a.stack); n != 1 {
		t.Errorf("%d screens are open, want Today alone", n)
	}
	r.keys("p", "6")
	r.sees("Walter › Today")
	again := rigOn(t, r.store, 80, 24) // it is the one that the next window begins with
	again.sees("Walter › Today")
}

func TestWithOneRecordOnlyTheOneQuestionIsAsked(t *testing.T) {
	r := demoRig(t, 80, 24)
	r.keys("p")
	r.seesNot("Whose recovery", "What others wrote")
	r.sees("Anyone who can open this computer account can open this program.", "People and care teams")
}

// What is typed is kept before someone else sits down: it is of whoever typed it.
func TestWordsAreOfWhoeverTypedThem(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "space", "enter")
	r.goTo("note")
	r.typeText("My legs held.")
	r.goTo("state")
	r.keys("p", "1")
	changes, err := r.store.Changes(context.Background(), model.Lines{Most: 1})
	if err != nil || len(changes) != 1 || changes[0].By != "Ben" {
		t.Fatalf("the newest change is %+v, %v", changes, err)
	}
	r.sees("You are Rosa.", "My legs held.")
	// What cannot be kept holds once.
	r.goTo("when")
	for range 20 {
		r.keys("backspace")
	}
	r.typeText("tomorrow")
	r.goTo("state")
	r.keys("p")
	r.sees("Something here could not be saved. The same key again leaves it unsaved.")
	r.keys("p")
	r.sees("Who is at the computer now?")
}

func TestSomeoneElseIsHere(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 24)
	sit := func(words string) {
		t.Helper()
		r.keys("p")
		r.goTo("new")
		r.typeText(words)
		r.keys("enter")
	}
	sit("Kim, nurse")
	r.sees("Rosa › Today", "You are Kim.")
	sit("  ben ") // known already
	r.sees("Rosa › Today", "You are Ben.")
	sit("Ana, patient")
	r.sees("Ana › Today", "You are Ana.", "Write the first goal.")
	if n := len(r.a.sh.home.People); n != 6 {
		t.Errorf("%d people are known, want 6", n)
	}
	sit(strings.Repeat("x", model.MaxName+1))
	r.sees("There is room for 500.")
	r.keys("esc", "p") // it stays
	r.sees("xxxxxxxx")
}

func TestTheStartAsksOnceWhoIsHere(t *testing.T) {
	r := rigAsked(t, laptop(t), 80, 24)
	r.sees("Who is at the computer now?", "Good to see you. Press Enter to go on as Ben.", "▌ 2 Ben, her son. Here last.", "Esc Go on")
	r.keys("enter")
	r.sees("Rosa › Today", "You are Ben (her son).")
	r.seesNot("Check marks will carry this name.")
	for _, key := range []string{"esc", "backspace"} {
		r = rigAsked(t, r.store, 80, 24)
		r.keys(key)
		r.sees("Rosa › Today")
	}
	r = rigAsked(t, r.store, 80, 24)
	r.goTo("back")
	r.sees("▌ Go on as Ben")
	r.keys("enter")
	r.sees("Rosa › Today")
	r = rigAsked(t, r.store, 80, 24)
	r.keys("4")
	r.sees("Rosa › Today", "You are Dana. Check marks will carry this name.")
	r = rigAsked(t, r.store, 80, 24)
	r.sees("go on as Dana")
	r.keys("3")
	r.sees("Walter › Today", "You are Walter.")
}

// Nobody is asked where there is one answer, or where the people are made up.
func TestTheStartDoesNotAskForNothing(t *testing.T) {
	r := rigAsked(t, goalsRig(t, 80, 24, sixty()).store, 80, 24)
	r.sees("Rosa › Today")
	a := newApp(context.Background(), demoRig(t, 80, 24).store, Options{Demo: true})
	if err := a.begin(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(a.stack) != 1 {
		t.Errorf("the made-up examples begin with %T", a.top().screen)
	}
}

// A goal whose planning was cut short waits behind the question, for the one
// whose it is.
func TestTheStartAsksBeforeItGoesBackToPlanning(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 24)
	r.keys("n")
	r.typeText("Swim")
	r.wait()
	r = rigAsked(t, r.store, 80, 24)
	r.keys("enter")
	r.sees(`"Swim"`)
	r = rigAsked(t, r.store, 80, 24)
	r.keys("3")
	r.sees("Walter › Today")
	r.seesNot("Swim")
	r.keys("p", "1")
	r.keys("n")
	r.keys("esc")
	r = rigAsked(t, r.store, 80, 24)
	r.sees("Rosa")
	r.keys("6")
	r.sees("Walter › Today")
	r = rigAsked(t, r.store, 80, 24)
	r.keys("1")
	r.sees(`"Swim"`)
}

func TestSettingsAreOfWhoeverIsHere(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	black := func() bool { return strings.Contains(r.a.View().Content, "48;2;0;0;0") }
	r.more("@settings")
	r.goTo(choiceLook)
	r.keys("right", "right")
	if !black() {
		t.Fatal("high contrast does not show")
	}
	r.keys("esc", "p", "1")
	if r.sees("You are Rosa."); black() {
		t.Error("Rosa got Ben's high contrast")
	}
	r.more("@settings")
	r.goTo(choiceDates)
	r.keys("right")
	r.keys("esc", "p", "2")
	if !black() {
		t.Error("Ben lost his high contrast")
	}
	r.sees("Monday 23 November 2026") // not as Rosa likes it
	r = rigAsked(t, r.store, 80, 40)
	if !black() {
		t.Error("it begins with another look than Ben's")
	}
	r.keys("1")
	if black() {
		t.Error("Rosa got Ben's high contrast at the start")
	}
}
