package model

import (
	"fmt"
	"reflect"
	"strings"
)

// Right is something that a helper can be asked to leave to others. Several are
// joined with |. It is courtesy, not security: whoever is at the computer can
// say that they are someone else.
type Right int

// What can be switched off for a person who helps. Readings, and how a check
// mark of one's own is taken back, are never switched off.
const (
	RightCheck Right = 1 << iota // check milestones off, take check marks off, and say how it went
	RightPlan                    // change what was planned: goals, milestones, answers, the care team
	RightSay                     // say who may do what: those who recover for their own record, and nobody else

	RightNone Right = 0
)

// Words name the right as a person reads it: "check off milestones".
func (r Right) Words() string {
	switch {
	case r&RightSay != 0:
		return "say who may do what"
	case r&RightPlan != 0:
		return "change the plan"
	}
	return "check off milestones"
}

// May reports whether the person may do what needs these rights to a record of
// the patient with that id. People may do everything to their own record.
func (p Person) May(r Right, patient int64) bool {
	return p.Lacks(r, patient) == RightNone
}

// Lacks returns those of the rights that are switched off for the person on the
// record of the patient with that id, for which the person was read.
func (p Person) Lacks(r Right, patient int64) Right {
	var off Right
	if p.NoCheck {
		off |= RightCheck
	}
	if p.NoPlan {
		off |= RightPlan
	}
	if p.ID == patient {
		off = RightNone
	}
	if p.ID != patient || !p.Recovers() {
		off |= RightSay
	}
	if p.ID == 0 { // nobody is known yet
		off = RightNone
	}
	return r & off
}

// Off says what is switched off for a person on the record at hand: "check off milestones,
// change the plan", or "" when nothing is.
func (p Person) Off() string {
	var off []string
	if p.NoCheck {
		off = append(off, RightCheck.Words())
	}
	if p.NoPlan {
		off = append(off, RightPlan.Words())
	}
	return strings.Join(off, ", ")
}

// NotAllowedError says that something is switched off for a person on a record. It
// unwraps to [ErrNotAllowed].
type NotAllowedError struct {
	Name  string // of the person it is switched off for
	Right Right
	Whose string // the name of whoever recovers there, and can switch it on; "" when nobody does
}

func (e *NotAllowedError) Error() string {
	return fmt.Sprintf("%s may not %s: %v", e.Name, e.Right.Words(), ErrNotAllowed)
}

func (e *NotAllowedError) Unwrap() error { return ErrNotAllowed }

// NeededOf returns what it takes to do something of a kind, where that does not
// depend on what is done: whoever is at the computer may always write readings
// down, add themselves, and take back what they did.
func NeededOf(k Kind) Right {
	switch k {
	case KindReading, KindPerson, KindSetUp, KindUndo:
		return RightNone
	case KindAllow:
		return RightSay
	}
	return RightPlan
}

// NeededToTakeBack returns what it takes to take back a change that takes need
// itself: nothing to take back what one did oneself, unless that says who may do
// what. To do again what was taken back takes what doing it takes, and so does
// taking back what others did, for which changing the plan is needed too.
func NeededToTakeBack(need Right, own, again bool) Right {
	switch {
	case need == RightNone:
	case own && !again:
		need &= RightSay
	case !own:
		need |= RightPlan
	}
	return need
}

// NeededForGoal returns what it takes to make one goal of another: nothing for
// notes that are put aside, [RightCheck] where only check marks change, and
// [RightPlan] for all else.
func NeededForGoal(was, now Goal) Right {
	need := RightNone
	if len(was.Milestones) != len(now.Milestones) {
		return RightPlan
	}
	for i, m := range now.Milestones {
		need |= NeededFor(was.Milestones[i], m)
	}
	was.Milestones, was.Hushes = now.Milestones, now.Hushes
	if !reflect.DeepEqual(was, now) {
		need |= RightPlan
	}
	return need
}

// NeededFor returns what it takes to turn one state of a milestone into another:
// [RightCheck] for the check mark and how it went, [RightPlan] for all else.
func NeededFor(was, now Milestone) Right {
	need := RightNone
	if was.Check != now.Check || !reflect.DeepEqual(was.Earlier, now.Earlier) {
		need |= RightCheck
	}
	if was.State != now.State && was.State != Reached && now.State != Reached {
		need |= RightPlan
	}
	was.State, was.Check, was.Earlier = now.State, now.Check, now.Earlier
	if !reflect.DeepEqual(was, now) {
		need |= RightPlan
	}
	return need
}
