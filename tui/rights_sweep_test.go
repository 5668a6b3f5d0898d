package tui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"waymark/model"
)

// trial presses keys at a stop of the tour, with something switched off.
type trial struct {
	*rig
	stop   stop
	off    model.Right
	change int64        // the newest one in the file
	plans  []model.Goal // as of that
}

func newTrial(t *testing.T, s stop, off model.Right) *trial {
	t.Helper()
	try := &trial{rig: helperAt(t, s, off, 80, 24), stop: s, off: off}
	try.plans, try.change = plans(t, try.store), try.newest()
	return try
}

// newest is the newest change in the file.
func (r *trial) newest() int64 {
	r.t.Helper()
	list, err := r.store.Changes(context.Background(), model.Lines{Most: 1})
	if err != nil {
		r.t.Fatal(err)
	}
	if len(list) == 0 {
		return 0
	}
	return list[0].ID
}

// TestNothingOffIsChanged presses every key that does something on every row of
// every screen, for a helper for whom something is switched off: what needs it
// does not change, the store never has to refuse, and each row that is withheld
// says why, before it is tried and after.
func TestNothingOffIsChanged(t *testing.T) {
	example := stop{"example", "demo", []string{"m", "=example", "enter", "enter"}}
	for _, s := range append(slices.Clip(tour), example) {
		switch s.on {
		case "empty", "off", "damaged", "gone", "ruined": // there is nobody to help yet; it is another stop with Ben
			continue
		case "sixty", "odd", "eight", "many": // the same screens with more on them
			continue
		}
		switch s.name {
		case "person", "person-twice": // what is said of oneself is one's own
			continue
		case "person-switched", "today-treat": // with Rosa at the computer
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			newTrial(t, s, bothRights).everything()
			switch s.name { // what needs which of them
			case "today", "goal", "milestone", "milestone-done", "celebration", "timeline", "hard-day", "reaches":
				newTrial(t, s, model.RightCheck).everything()
				newTrial(t, s, model.RightPlan).everything()
			}
		})
	}
}

// everything tries the rows and the actions of the screen; of rows for the same
// thing, one.
func (r *trial) everything() {
	r.t.Helper()
	p := r.a.top().page
	alike := map[string]int{}
	for _, i := range p.focusables() {
		it := p.items[i]
		kind, _ := splitID(it.id)
		if alike[kind]++; alike[kind] > 1 || it.id == "close" || it.id == "back" || it.id == "find" {
			continue
		}
		for _, key := range []string{"enter", "space", "left", "right"} {
			if r.a.top().page.find(it.id) >= 0 {
				r.tries(it, key)
			}
		}
	}
	for _, a := range r.a.top().page.actions { // which may be others by now
		if isCommon(a.id) {
			continue
		}
		if i := p.find(a.id); i >= 0 {
			if p.items[i].needs != a.needs {
				r.t.Errorf("the row %q takes %d, the action %d", a.id, p.items[i].needs, a.needs)
			}
			continue // its row was tried
		}
		r.andBack(r.off&a.needs, func() {
			for _, msg := range r.drain(r.a.run(r.a.top(), a.id)) {
				r.send(msg)
			}
		})
	}
}

// tries presses a key on a row.
func (r *trial) tries(it item, key string) {
	r.t.Helper()
	r.a.move(it.id)
	r.a.layout()
	now := r.a.top().page.items[r.a.top().page.find(it.id)]
	need, all := it.needs&r.off, (it.needs|it.spaceNeeds)&r.off
	if need != 0 && now.facts == it.facts && !strings.Contains(it.facts, "Switched off for Ben.") && r.a.top().page.told&need == 0 {
		r.t.Errorf("the row does not say that it is off:\n%s", r.screen())
	}
	if need != 0 && now.enter+now.space+now.sides != "" || all != 0 && now.space != "" {
		r.t.Errorf("keys that are withheld stand in the footer:\n%s", r.screen())
	}
	if key == "space" {
		need = all
	}
	if r.a.top().page.sides != "" && (key == "left" || key == "right") {
		need = 0
	}
	r.andBack(need, func() { r.keys(key) })
}

// andBack does something that needs what is switched off, or nothing of it, and
// goes back to where that was; to a new file when Esc does not lead there.
func (r *trial) andBack(need model.Right, do func()) {
	r.t.Helper()
	r.a.note = ""
	screen := r.a.top().screen
	do()
	if r.refused > 0 {
		r.t.Fatalf("the store had to refuse:\n%s", r.screen())
	}
	switch {
	case need == 0 && strings.Contains(r.a.note, "switched off for Ben"):
		r.t.Errorf("it was not said beforehand:\n%s", r.screen())
	case need != 0 && r.a.top().screen != screen:
		r.t.Fatalf("another screen came:\n%s", r.screen())
	case need != 0:
		r.a.layout()
		r.sees("switched off for Ben. Rosa can switch")
	}
	if change := r.newest(); change != r.change {
		now := plans(r.t, r.store)
		held(r.t, r.off, r.plans, now)
		r.plans, r.change = now, change
	}
	for range 3 {
		if !r.a.quit && r.a.top().screen == screen {
			return
		}
		r.keys("esc")
	}
	*r = *newTrial(r.t, r.stop, r.off)
}

// held fails the test when something changed that was switched off.
func held(t *testing.T, off model.Right, was, now []model.Goal) {
	t.Helper()
	need := model.RightNone
	if len(was) != len(now) {
		need = model.RightPlan
	}
	for _, g := range now {
		if i := slices.IndexFunc(was, func(old model.Goal) bool { return old.ID == g.ID }); i >= 0 {
			need |= model.NeededForGoal(was[i], g)
		}
	}
	if off == model.RightCheck && maps.Equal(checks(was), checks(now)) {
		return // milestones may have moved
	}
	if need&off != 0 {
		t.Fatalf("what is switched off was changed: %v", need)
	}
}

// checks are the check marks of milestones, by their ids.
func checks(goals []model.Goal) map[int64]string {
	list := map[int64]string{}
	for _, g := range goals {
		for _, m := range g.Milestones {
			if m.State == model.Reached || len(m.Earlier) > 0 {
				list[m.ID] = fmt.Sprint(m.Check, m.Earlier)
			}
		}
	}
	return list
}
