package tui

import (
	"context"
	"strings"
	"testing"

	"waymark/model"
)

// known returns what the file knows of someone.
func (r *rig) known(id int64) model.Person {
	r.t.Helper()
	home, err := r.store.Home(context.Background(), model.Seat{})
	if err != nil {
		r.t.Fatal(err)
	}
	return home.Person(id)
}

func TestPeopleTellWhomTheyHelp(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 30)
	r.play(people()...)
	r.sees("1 Rosa. 2 goals. 3 of 8 milestones done. Shown now.", "2 Walter, a neighbor. 1 goal. 2 of 6 milestones done.",
		"3 Ben, her son. Helps Rosa.", "4 Dana, physical therapist. Helps Rosa and Walter.", "555 0134. Visits on Tuesdays.")
	r.seesNot("stairs", "park", "Switched off")
	r.keys("4")
	r.sees("Rosa › People › Dana", "Helps Rosa and Walter.", "✓ Walk to the park and back.", "○ Button my shirt.")
	r.seesNot("stairs") // of a record that is not shown
}

func TestPeopleAreAdded(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 30)
	r.play(people(">helps", "=Kim, nurse. 555 0177", "enter")...)
	r.sees("Added Kim.", "5 Kim, nurse. 555 0177")
	r.play("=kim", "enter")
	r.sees("Kim is on this list already.", "Someone else helps: kim")
	r.play("esc", ">people", "enter")
	r.sees("Someone else helps: kim") // what was typed stays
	r.goTo("person:2")
	r.keys("u")
	r.sees(`Undone: added "Kim".`)
	r.seesNot("nurse")
	r.play(">recovers", "=Ana, my sister", "enter")
	r.sees("Rosa › People › Ana", "Added Ana. Press u to undo.", "Recovers. No goals under way.", "▌ See Ana's recovery")
	r.keys("enter")
	r.sees("Ana › Today", "This is Ana's recovery. You are Ben.", "Write the first goal.")
	if ana := r.known(5); ana.Name == "Kim" || !ana.Recovers() && !r.known(6).Recovers() {
		t.Errorf("in the file is %+v", ana)
	}
}

func TestAPersonIsChanged(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.play(people(">person:4", "enter", ">who")...)
	r.clear(40)
	r.play("=nurse", "down")
	r.clear(40)
	r.play("=555 0200", "esc")
	r.sees("People and care teams", "4 Dana, nurse. Helps Rosa and Walter. 555 0200", "Saved. Press u to undo.")
	if dana := r.known(4); dana.Role != model.RoleNurse || dana.Relation != "" || dana.Contact != "555 0200" {
		t.Errorf("in the file is %+v", dana)
	}
	r.keys("u")
	r.sees("4 Dana, physical therapist.", "555 0134. Visits on Tuesdays.")

	r.play(">person:4", "enter", ">name")
	r.clear(40)
	r.play("=BEN", "enter")
	r.sees("Someone else is called Ben. Add a second name, to tell them apart.", "Something here could not be saved.")
	r.keys("esc")
	r.sees("Change it, or press Esc again to leave it as it was.")
	r.keys("esc")
	r.sees("People and care teams", "4 Dana, physical therapist.")
	r.play(">person:4", "enter", ">name")
	r.clear(40)
	r.keys("enter")
	r.sees("A name is needed here.")
	r.play("=Dana Diaz", "enter")
	r.sees("Rosa › People › Dana Diaz", "Saved.")
	// What is typed goes with the window.
	r.play(">reach")
	r.clear(40)
	r.play("=555 0300", "ctrl+c")
	if !r.a.quit || r.known(4).Contact != "555 0300" {
		t.Errorf("closed: %v, in the file is %+v", r.a.quit, r.known(4))
	}
}

// What someone else changes meanwhile is taken over, and what is typed stays.
func TestTwoChangeAPerson(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.play(people(">person:4", "enter", ">name")...)
	r.play("= Diaz")
	was := r.known(4)
	now := was
	now.Contact = "555 0400"
	if _, err := r.store.ChangePerson(context.Background(), model.At{ID: 1, Name: "Rosa"}, 4, was.Tell(now)); err != nil {
		t.Fatal(err)
	}
	r.keys("enter")
	r.sees("Rosa › People › Dana Diaz", "How to reach them 555 0400")
	if got := r.known(4); got.Name != "Dana Diaz" || got.Contact != "555 0400" {
		t.Errorf("in the file is %+v", got)
	}
}

func TestAPersonIsPutOnACareTeam(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.play(people(">person:4", "enter", ">team:2", "space")...)
	r.sees("✓ Button my shirt.", "Dana is on this care team now. Press u to undo.")
	r.keys("space")
	r.sees("○ Button my shirt.", "Dana is off this care team.")
	r.keys("up", "enter")
	r.sees("○ Walk to the park and back.", "Helps Walter.")
	r.keys("u")
	r.sees("✓ Walk to the park and back.", "Helps Rosa and Walter.")
}

func TestOnlyThoseWhoRecoverSayWhoMayDoWhat(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.play(people(">person:2", "enter", ">check")...)
	r.sees("May check off milestones Yes. Rosa decides this.", "May change the plan Yes. Rosa decides this.", "Press p to say who is here.", "a courtesy between people, not a lock")
	for _, key := range []string{"enter", "space", "left", "right"} {
		r.keys(key)
		r.sees("Rosa decides this. Press p to say who is here.")
	}
	if ben := r.known(2); ben.NoCheck || ben.NoPlan {
		t.Fatalf("Ben switched something: %+v", ben)
	}
	r.keys("p", "1")
	r.sees("Rosa › People › Ben", "You are Rosa.")
	for _, step := range []struct {
		row, key, sees string
		noCheck        bool
		noPlan         bool
	}{
		{"check", "right", "May check off milestones No", true, false},
		{"plan", "space", "Switched off for Ben: change the plan.", true, true},
		{"check", "left", "Ben may check off milestones again.", false, true},
		{"plan", "enter", "May change the plan Yes", false, false},
		{"plan", "enter", "May change the plan No", false, true},
	} {
		r.goTo(step.row)
		r.keys(step.key)
		r.sees(step.sees)
		if ben := r.known(2); ben.NoCheck != step.noCheck || ben.NoPlan != step.noPlan {
			t.Fatalf("after %s on %s the file has %+v", step.key, step.row, ben)
		}
	}
	r.keys("esc")
	r.sees("3 Ben, her son. Helps Rosa.", "Switched off: change the plan.")
	r.keys("1")
	r.seesNot("May change the plan", "care team") // on one's own record
}

func TestSomeoneWhoHelpsBeginsToRecover(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.play(people(">person:4", "enter", ">recovers", "enter")...)
	r.sees("Rosa › People › Dana", "Recovers. No goals under way. Helps Rosa and Walter.", "See Dana's recovery", "Dana recovers too. Press u to undo.")
	r.seesNot("Say so")
	if dana := r.known(4); !dana.Recovers() || dana.Is() != "physical therapist" {
		t.Errorf("in the file is %+v", dana)
	}
	r.keys("u")
	r.sees("Dana recovers too")
	r.seesNot("See Dana's recovery")
}

// A person who was removed, or taken back, in another window is told.
func TestAPersonWhoIsGoneIsLeft(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.play(people(">helps", "=Kim", "enter")...)
	r.keys("up")
	r.sees("▌ 5 Kim.")
	r.keys("enter")
	if _, err := r.store.Undo(context.Background(), r.a.sh.home.At, 0); err != nil {
		t.Fatal(err)
	}
	r.play(">name", "=x", "enter")
	r.sees("People and care teams", "This is not in the file any more, so what you typed here is not kept.")
	r.seesNot("Kim")
}

func TestLongNamesAreShownWhole(t *testing.T) {
	r := rigOn(t, crowd(t), 80, 60)
	r.play(people(">person:4", "enter")...)
	r.sees(strings.TrimSpace(strings.Repeat("Longname ", 8)), "Helps Rosa and 王秀英.", "Remove Longname")
	r.keys("esc")
	r.goTo("person:3")
	r.keys("enter")
	r.sees("Rosa › People › 王秀英", "See 王秀英's recovery")
}
