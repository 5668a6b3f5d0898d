package tui

import (
	"context"
	"testing"

	"waymark/model"
	"waymark/store"
)

// shared laptop with Ana, a nurse whom Rosa added; by is who adds her.
func withAna(t *testing.T, by func(*household) model.At) (*household, model.At) {
	t.Helper()
	in := newHousehold(t)
	in.now = monday
	id, _, err := in.st.AddPerson(context.Background(), by(in), model.Person{Name: "Ana", Role: model.RoleNurse})
	in.must(t, err)
	return in, model.At{ID: id, Name: "Ana"}
}

func byBen(in *household) model.At  { return in.ben }
func byRosa(in *household) model.At { return in.rosa }

func (in *household) sits(t *testing.T, at, patient int64) *rig {
	t.Helper()
	in.must(t, in.st.Sit(context.Background(), model.Seat{At: at, Patient: patient}))
	return rigOn(t, in.st, 80, 30)
}

func (in *household) elsewhere(t *testing.T) *store.Store { return openStore(t, in.st.Path()) }

// What came later in another record is not read out.
func TestLaterNamesNoOtherRecord(t *testing.T) {
	in, ana := withAna(t, byRosa)
	in.must(t, second(in.st.ChangeMilestone(t.Context(), ana, in.other.Milestones[0].ID, model.Reach(model.DayOf(in.now), in.other.Patient.ID, ana.ID))))
	r := in.sits(t, in.rosa.ID, in.rosa.ID)
	r.keys("u")
	r.sees("Something came later")
	r.seesNot("Make tea")
}

// More names, and u takes back, what was done in a record that is not shown.
func TestUndoNamesNoOtherRecord(t *testing.T) {
	in := newHousehold(t)
	in.now = monday
	in.must(t, second(in.st.ChangeMilestone(t.Context(), in.ben, in.other.Milestones[0].ID, model.Reach(model.DayOf(in.now), in.other.Patient.ID, in.ben.ID))))
	r := in.sits(t, in.ben.ID, in.rosa.ID)
	r.keys("m")
	r.seesNot("Make tea")
	r.keys("esc", "u")
	r.seesNot("Make tea", "make tea")
	g, err := in.st.Goal(t.Context(), in.other.ID)
	in.must(t, err)
	if g.Milestones[0].State != model.Reached {
		t.Error("one press of u in Rosa's record changed Walter's, unseen")
	}
}

// A window whose person is removed elsewhere does not become someone else's.
func TestAWindowIsNotHandedOn(t *testing.T) {
	in, ana := withAna(t, byBen)
	r := in.sits(t, ana.ID, in.rosa.ID)
	other := in.elsewhere(t)
	in.must(t, other.Sit(t.Context(), model.Seat{At: in.rosa.ID}))
	_, _, err := other.RemovePerson(t.Context(), in.rosa, ana.ID, "Ana")
	in.must(t, err)
	r.look()
	if _, asks := r.a.top().screen.(*whoScreen); !asks {
		t.Errorf("it goes on as %q without a word:\n%s", r.a.sh.home.At.Name, r.screen())
	}
}

// Nor does one whose person is gone because their adding was taken back go on
// as nobody.
func TestAWindowIsNotNobodys(t *testing.T) {
	in, ana := withAna(t, byBen)
	r := in.sits(t, ana.ID, in.rosa.ID)
	in.must(t, second(in.elsewhere(t).Undo(t.Context(), in.ben, 0)))
	r.look()
	r.seesNot("You are .")
	r.keys("enter", "space")
	list, err := in.st.Changes(t.Context(), model.Lines{Most: 1})
	in.must(t, err)
	if c := list[0]; c.Undoes == 0 && c.Maker() == "someone who was removed" {
		t.Errorf("%q was done by nobody", c.Words)
	}
}

// Nor does Walter's own window show Rosa's record.
func TestNoOtherRecordUnasked(t *testing.T) {
	in := newHousehold(t)
	in.now = monday
	r := in.sits(t, in.other.Patient.ID, in.other.Patient.ID)
	_, _, err := in.elsewhere(t).RemovePerson(t.Context(), in.rosa, in.other.Patient.ID, "Walter")
	in.must(t, err)
	r.look()
	r.seesNot("Walk to the park and back")
}

// A planning screen whose person is removed can be left.
func TestThePlanningCanBeLeft(t *testing.T) {
	in := newHousehold(t)
	in.now = monday
	r := in.sits(t, in.ben.ID, in.other.Patient.ID)
	r.keys("n", "enter")
	r.typeText("Paint")
	_, _, err := in.elsewhere(t).RemovePerson(t.Context(), in.rosa, in.other.Patient.ID, "Walter")
	in.must(t, err)
	r.look()
	r.seesNot("What does Rosa want")
	r.keys("esc", "esc", "esc", "esc")
	if _, stuck := r.a.top().screen.(*wizard); stuck {
		t.Error("Esc does not leave it")
	}
}

// A celebration that was seen does not wait.
func TestSeenCelebrationDoesNotWait(t *testing.T) {
	in := newHousehold(t)
	in.now = monday
	in.change(t, in.ben, 0, model.MarkMajor(true))
	r := in.sits(t, in.ben.ID, in.rosa.ID)
	r.keys("enter", "space", "enter", "u", "p", "1", "enter", "space")
	r.sees("A MAJOR MILESTONE")
	r.keys("esc", "esc", "esc")
	r.seesNot("Waiting for you")
}

// What the store refuses is not offered.
func TestTurnIsNotOffered(t *testing.T) {
	for own, keys := range map[bool][]string{true: {"down", "down", "enter"}, false: {"down", "enter"}} {
		in := newHousehold(t)
		in.now = monday
		today := model.DayOf(in.now)
		if own {
			in.change(t, in.ben, 0, model.Reach(today, in.rosa.ID, in.ben.ID))
			in.must(t, second(in.st.Undo(t.Context(), in.ben, 0)))
		} else {
			in.change(t, in.rosa, 0, model.Reach(today, in.rosa.ID, in.rosa.ID))
		}
		allow(t, in.st, in.ben.ID, model.RightCheck, false)
		r := in.sits(t, in.ben.ID, in.rosa.ID)
		r.more(doHistory)
		r.keys(keys...)
		r.sees(`checked off "Stand with support"`)
		if r.a.top().page.find("turn") >= 0 {
			t.Errorf("own %v: it is offered:\n%s", own, r.screen())
		}
	}
}

// Who may check off may take off what someone else checked off a moment ago.
func TestSpaceAfterSomeoneElse(t *testing.T) {
	in, ana := withAna(t, byBen)
	allow(t, in.st, ana.ID, model.RightPlan, false)
	r := in.sits(t, in.ben.ID, in.rosa.ID)
	r.keys("enter", "space", "p", "4")
	r.sees("You are Ana.", "Space Take off")
	r.keys("space")
	r.sees("0 of 3 done")
}

// Someone who recovers no more has no record to show.
func TestRecoversNoMore(t *testing.T) {
	in := newHousehold(t)
	in.now = monday
	in.must(t, second(in.st.ChangePerson(t.Context(), in.ben, in.ben.ID, model.BeginRecovery())))
	r := in.sits(t, in.ben.ID, in.ben.ID)
	r.keys("u")
	r.sees("Undone: said that Ben recovers too.")
	r.look()
	if p := r.a.sh.home.Patient; !p.Recovers() {
		t.Errorf("the record of %s is shown", p.Name)
	}
}

// The history of a goal that goes elsewhere is read again.
func TestHistoryOfAGoalThatGoes(t *testing.T) {
	in := newHousehold(t)
	in.now = monday
	g := goalNamed("Swim", model.DayOf(in.now))
	g.Patient = in.goal.Patient
	in.must(t, func() error { _, _, err := in.st.StartGoal(t.Context(), in.ben, g, 0); return err }())
	r := in.sits(t, in.ben.ID, in.rosa.ID)
	r.more(doHistory)
	r.goTo("about")
	r.keys("right", "right")
	r.sees(`What was done in "Swim"`)
	in.must(t, second(in.elsewhere(t).Undo(t.Context(), in.ben, 0)))
	r.look()
	r.sees("About Everything", `Started the goal: "Walk to the park and back"`)
}

// What was done in another record takes no news away, and is not counted.
func TestNewsOfThisRecord(t *testing.T) {
	for _, n := range []int{2, 25} {
		in := newHousehold(t)
		in.now = monday
		r := in.sits(t, in.rosa.ID, in.rosa.ID)
		other := in.elsewhere(t)
		in.must(t, second(other.ChangeMilestone(t.Context(), in.ben, in.goal.Milestones[0].ID, model.Reach(model.DayOf(in.now), in.rosa.ID, in.ben.ID))))
		for i := range n {
			in.must(t, second(other.ChangeMilestone(t.Context(), in.ben, in.other.Milestones[0].ID, model.MarkMajor(i%2 == 0))))
		}
		in.must(t, second(other.ChangeMilestone(t.Context(), in.ben, in.goal.Milestones[1].ID, model.Reach(model.DayOf(in.now), in.rosa.ID, in.ben.ID))))
		r.look()
		r.sees("Before that: 1 more change.")
	}
	in := newHousehold(t)
	in.now = monday
	r := in.sits(t, in.rosa.ID, in.rosa.ID)
	other := in.elsewhere(t)
	in.must(t, second(other.ChangeMilestone(t.Context(), in.ben, in.goal.Milestones[0].ID, model.Reach(model.DayOf(in.now), in.rosa.ID, in.ben.ID))))
	for i := range 25 {
		in.must(t, second(other.ChangeMilestone(t.Context(), in.ben, in.other.Milestones[0].ID, model.MarkMajor(i%2 == 0))))
	}
	r.look()
	r.sees("in another window")
}
