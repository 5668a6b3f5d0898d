package tui

import (
	"testing"

	"waymark/model"
)

// TestEachDecidesForTheirOwn has Walter, who recovers too, look at what Rosa said,
// and then say his own.
func TestEachDecidesForTheirOwn(t *testing.T) {
	st := laptop(t)
	allow(t, st, 4, model.RightPlan, false) // Dana, in Rosa's record
	sits := func() *rig {
		if err := st.Sit(t.Context(), model.Seat{At: 3, Patient: 3}); err != nil {
			t.Fatal(err)
		}
		return rigOn(t, st, 80, 40)
	}
	r := sits()
	r.play(people()...)
	r.seesNot("Switched off")
	r.play(">person:1", "enter", ">show", "enter")
	r.sees("This is Rosa's recovery. You are Walter.")
	r.play(people()...)
	r.sees("Dana, physical therapist.", "Switched off: change the plan.")
	r.play(">person:4", "enter", ">plan")
	r.sees("What Dana may do for Rosa", "May change the plan No. Rosa decides this.")
	for _, key := range []string{"enter", "space", "left", "right"} {
		r.keys(key)
		r.sees("May change the plan No.", "Rosa decides this. Press p to say who is here.")
	}
	r.keys("esc", "esc", "esc")
	r.openLine(changes(t, r)[0])
	r.sees("What Dana may do: changed.", "Only Rosa can say who may do what.")
	r.seesNot("Undo this change")

	r = sits()
	r.play(people()...)
	r.seesNot("Switched off")
	r.play(">person:4", "enter", ">check")
	r.sees("What Dana may do for Walter", "May change the plan Yes")
	r.keys("space")
	r.sees("May check off milestones No", "Switched off for Dana: check off milestones.")
	r.more(doHistory)
	r.sees("Switched off for Dana: check off milestones. By Walter.")
	r.seesNot("By Rosa.")

	r = sits()
	r.play(people(">person:1", "enter", ">show", "enter")...)
	r.play(people()...)
	r.sees("Switched off: change the plan.")
}
