package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// stop is a screen worth looking at and how to get there. "=words" types,
// "wait" lets a second pass, anything else is a key.
type stop struct {
	name string
	on   string // what is in the file: see at
	keys []string
}

// tour goes through every screen there is, with real-looking words. ">row"
// goes to a row.
var tour = []stop{
	{"welcome", "empty", nil},
	{"names", "empty", []string{"enter"}},
	{"names-helping", "empty", []string{"2", "=Rosa", "enter", "=Ben, my son"}},
	{"today-empty", "empty", []string{"enter", "=Rosa", "enter", "esc"}},
	{"plan-goal", "empty", planned(0)},
	{"plan-1-milestones", "empty", planned(1)},
	{"plan-1-row-open", "empty", append(planned(1), "enter", "up", "up", "enter")},
	{"plan-2-measures", "empty", planned(2)},
	{"plan-3-people", "empty", planned(3)},
	{"plan-4-setback", "empty", planned(4)},
	{"plan-5-major", "empty", planned(5)},
	{"plan-look", "empty", planned(6)},
	{"goal-begun", "empty", append(planned(6), "pgdown", "enter")},
	{"today", "demo", nil},
	{"goal", "demo", []string{"enter"}},
	{"goal-check-off", "demo", []string{"enter", "space"}},
	{"goal-add", "demo", []string{"enter", "n", "=Walk to the shop by 3 dec"}},
	{"milestone", "demo", []string{"enter", "enter"}},
	{"milestone-done", "demo", []string{"enter", "up", "enter"}},
	{"tell-first", "demo", []string{"enter", "down", "down", "down", "down", "space"}},
	{"today-treat", "demo", []string{"enter", "down", "down", "down", "down", "space", "1", "esc", "p", "1"}},
	{"celebration", "demo", []string{"enter", "down", "down", "down", "down", "space", "2"}},
	{"my-plan", "demo", []string{"enter", "down", "down", "down", "down", "down", "down", "enter"}},
	{"change-answer-4", "demo", []string{"enter", "down", "down", "down", "down", "down", "down", "enter", "4"}},
	{"timeline", "demo", []string{"enter", "t"}},
	{"timeline-all", "demo", []string{"t"}},
	{"timeline-sixty", "sixty", []string{"t"}},
	{"goal-sixty", "sixty", []string{"enter"}},
	{"today-odd", "odd", nil},
	{"goal-odd", "odd", []string{"enter"}},
	{"timeline-odd", "odd", []string{"t"}},
	{"help", "demo", []string{"enter", "?"}},
	{"who", "demo", []string{"p"}},
	{"who-several", "laptop", []string{"p"}},
	{"who-asks", "laptop", []string{"asks"}},
	{"who-crowd", "crowd", []string{"p"}},
	{"people", "laptop", people()},
	{"people-crowd", "crowd", people()},
	{"people-twice", "laptop", people(">recovers", "=ben", "enter")},
	{"person", "laptop", people(">person:2", "enter")},
	{"person-decided", "laptop", people(">person:4", "enter", ">plan")},
	{"person-switched", "laptop", append([]string{"p", "1"}, people(">person:4", "enter", ">plan", "space")...)},
	{"person-hidden", "laptop", people(">person:3", "enter")},
	{"person-shown", "laptop", people(">person:1", "enter")},
	{"person-twice", "laptop", people(">person:2", "enter", ">name", "backspace", "backspace", "backspace", "=Dana", "enter")},
	{"person-crowd", "crowd", people(">person:4", "enter")},
	{"remove", "laptop", people(">person:3", "enter", ">remove", "enter")},
	{"remove-wrong-name", "laptop", people(">person:3", "enter", ">remove", "enter", "down", "=Wolter", "enter")},
	{"remove-copies", "kept", people(">person:3", "enter", ">remove", "enter")},
	{"removed-copies", "kept", people(">person:3", "enter", ">remove", "enter", "down", "=walter", "enter")},
	{"removed", "laptop", people(">person:3", "enter", ">remove", "enter", "down", "=walter", "enter")},
	{"save-copy", "kept", []string{"m", "=save a", "enter", ">folder", "=/nowhere", "enter"}},
	{"copy-saved", "kept", []string{"m", "=save a", "enter", ">place:2", "enter"}},
	{"copies", "kept", []string{"m", "=bring", "enter"}},
	{"copies-none", "empty", []string{"5"}},
	{"copies-path", "kept", []string{"m", "=bring", "enter", ">path", "=/home/ben/letter.txt", "enter"}},
	{"copy-differs", "kept", []string{"m", "=bring", "enter", ">copy:3", "enter"}},
	{"copy-same", "kept", []string{"m", "=bring", "enter", "enter"}},
	{"copy-back", "kept", []string{"m", "=bring", "enter", ">copy:3", "enter", "down", "enter"}},
	{"mend", "damaged", nil},
	{"mend-looking", "damaged", []string{"looking"}},
	{"mend-copies", "damaged", []string{">copies", "enter"}},
	{"mend-opened", "damaged", []string{"enter"}},
	{"mend-gone", "gone", nil},
	{"mend-alone", "ruined", nil},
	{"settings", "empty", []string{"4"}},
	{"more-today", "demo", []string{"m"}},
	{"more-goal", "demo", []string{"enter", "m"}},
	{"more-narrowed", "demo", []string{"enter", "m", "=pause"}},
	{"find-goal", "demo", []string{"enter", "/", "=wlak"}},
	{"find-timeline", "sixty", []string{"t", "/", "=walk 3", "down"}},
	{"find-nothing", "demo", []string{"/", "=swim"}},
	{"starters", "empty", []string{"enter", "=Rosa", "enter", "esc", "2"}},
	{"starter-knee", "empty", []string{"enter", "=Rosa", "enter", "esc", "2", "down", "enter"}},
	{"starter-used", "empty", []string{"enter", "=Rosa", "enter", "esc", "2", "down", "down", "enter", "enter"}},
	{"starter-question-1", "empty", []string{"enter", "=Rosa", "enter", "esc", "2", "down", "down", "enter", "enter", "pgdown"}},
	{"rest", "demo", []string{"enter", "m", "=rest", "enter", "=The flu."}},
	{"goal-resting", "demo", []string{"enter", "m", "=rest", "enter", "=The flu.", "down", "enter"}},
	{"shift", "demo", []string{"enter", "m", "=shift", "enter"}},
	{"shift-all", "demo", []string{"m", "=shift", "enter"}},
	{"order", "demo", []string{"enter", "m", "=order", "enter", "down", "enter"}},
	{"order-goals", "eight", []string{"m", "=order", "enter"}},
	{"today-eight", "eight", nil},
	{"today-many", "many", nil},
	{"goal-lived", "lived", []string{"enter"}},
	{"timeline-lived", "lived", []string{"t"}},
	{"timeline-to-do", "lived", []string{"t", "right"}},
	{"find-today", "lived", []string{"/", "=r"}},
	{"today-resting", "sixty", []string{"enter", "m", "=rest", "enter", "=The flu.", "down", "enter", "esc"}},
	{"today-numbers", "numbers", nil},
	{"goal-numbers", "numbers", []string{"enter", "end", "up"}},
	{"write-which", "numbers", []string{"r"}},
	{"write-number", "numbers", []string{"r", ">measure:1", "enter", "right", "right"}},
	{"write-slip", "numbers", []string{"r", ">measure:1", "enter", "=960", "enter"}},
	{"write-pain", "numbers", []string{"r", ">measure:2", "enter", "=3", "down", "down", "down", "=After the walk."}},
	{"write-done", "numbers", []string{"r", ">measure:3", "enter", "right"}},
	{"reaches", "numbers", []string{"r", ">measure:1", "enter", "=101", "enter"}},
	{"measure", "numbers", []string{"enter", ">measure:1", "enter"}},
	{"measure-4-weeks", "numbers", []string{"enter", ">measure:1", "enter", "left"}},
	{"measure-all", "numbers", []string{"enter", ">measure:2", "enter", "right", "up"}},
	{"measure-done", "numbers", []string{"enter", ">measure:3", "enter", "up"}},
	{"measure-empty", "unread", []string{"enter", ">measure:1", "enter"}},
	{"readings", "numbers", []string{"enter", ">measure:1", "enter", ">list", "enter", "down"}},
	{"reading-correct", "numbers", []string{"enter", ">measure:1", "enter", ">list", "enter", "enter"}},
	{"measure-change", "numbers", []string{"enter", ">measure:1", "enter", ">change", "enter", ">published", "enter"}},
	{"milestone-number", "numbers", []string{"enter", "enter", ">meets"}},
	{"plan-2-numbers", "empty", append(planned(1), "enter", "=Bend my knee to 90 degrees, week 2", "enter", "pgdown", ">place:2", "space", ">tie:4", "space")},
	{"hard-day", "numbers", []string{">note", "enter"}},
	{"hard-day-why", "numbers", []string{">note", "enter", ">why", "enter", "down"}},
	{"hard-day-smaller", "numbers", []string{">note", "enter", "3"}},
	{"hard-day-dates", "numbers", []string{">note", "enter", "4"}},
	{"hard-day-asked", "demo", []string{"enter", "m", "=hard day", "enter"}},
	{"my-plan-lived", "lived", []string{"enter", "m", "=five", "enter", "end"}},
	{"earlier", "lived", []string{"enter", "m", "=five", "enter", ">before:setback", "enter"}},
	{"milestone-lost", "lived", []string{"enter", "/", "=ten steps", "enter", "enter"}},
	{"wake", "lived", []string{">shelf", "enter", "enter", ">wake", "enter"}},
	{"shelf", "lived", []string{">shelf", "enter"}},
	{"rehome", "demo", []string{"enter", "enter", ">home", "enter"}},
	{"history", "days", []string{"m", "=changed", "enter"}},
	{"history-by-ben", "days", []string{"m", "=changed", "enter", ">by", "right", "right"}},
	{"history-goal", "days", []string{"enter", "m", "=in this goal", "enter"}},
	{"history-find", "days", []string{"m", "=changed", "enter", "/", "=rosa cane"}},
	{"history-line", "days", []string{"m", "=changed", "enter", "enter"}},
	{"history-line-back", "days", []string{"m", "=changed", "enter", "down", "down", "down", "enter", ">turn"}},
	{"history-line-start", "days", []string{"m", "=changed", "enter", "end", "up", "up", "up", "up", "enter"}},
	{"later", "days", []string{"u"}},
	{"today-off", "off", nil},
	{"goal-off", "off", []string{"down", "enter"}},
	{"goal-off-refused", "off", []string{"down", "enter", "space"}},
	{"milestone-off", "off", []string{"down", "enter", "enter"}},
	{"milestone-done-off", "off", []string{"down", "enter", "up", "enter"}},
	{"my-plan-off", "off", []string{"enter", "m", "=five", "enter"}},
	{"more-off", "off", []string{"down", "enter", "m"}},
	{"hard-day-off", "off", []string{"down", "enter", "m", "=hard", "enter"}},
	{"change-goal", "lived", []string{"enter", "m", "=words", "enter", ">keep"}},
}

// planned types a goal's plan up to a step.
func planned(step int) []string {
	keys := []string{"enter", "=Rosa", "enter", "=Walk to the park and back", "enter", "=20 december"}
	steps := [][]string{
		{"=Stand with support, in 1 week", "enter", "=Walk 10 minutes without the cane by 3 dec", "enter", "=Walk to the park and back by 20 dec"},
		{"space", "down", "enter", "=85", "down", "down", "=120"},
		{"=Ben, my son", "enter", "=Dana, physical therapist. 555 0134. Visits on Tuesdays."},
		{"=I will drop back to 5 minutes and not skip days.", "enter", "=Ben will walk with me."},
		{">place:3", "space", "=I sit on the bench by the pond.", "enter", "=Cake with Ben. Call my sister."},
		{"end", "up", "up", "up", "right", "right", "right"},
	}
	for i := range step {
		keys = append(append(keys, "pgdown"), steps[i]...)
	}
	return append(keys, "wait")
}

// people goes to the list of people, and on from there.
func people(keys ...string) []string { return append([]string{"p", ">people", "enter"}, keys...) }

// play goes through the keys of a stop.
func (r *rig) play(keys ...string) {
	r.t.Helper()
	for _, k := range keys {
		switch text, typed := strings.CutPrefix(k, "="); {
		case typed:
			r.typeText(text)
		case k == "wait":
			r.wait()
		case k == "looking":
			r.a.mending().looking, r.a.mending().rescued = true, model.Copy{}
			r.send(tea.WindowSizeMsg{Width: r.a.w, Height: r.a.h})
		case k == "asks": // begin again, and look at what is asked first
			*r = *rigAsked(r.t, r.store, r.a.w, r.a.h)
		case len(k) > 1 && k[0] == '>':
			r.goTo(k[1:])
		default:
			r.keys(k)
		}
	}
}

// at opens Waymark at a stop of the tour.
func at(t *testing.T, s stop, w, h int) *rig {
	t.Helper()
	var r *rig
	switch s.on {
	case "demo":
		r = demoRig(t, w, h)
	case "sixty":
		r = goalsRig(t, w, h, sixty())
	case "numbers":
		r = rigOn(t, openStore(t, copied(t, "numbers", func(path string) { numbers(t, path) })), w, h)
	case "unread":
		r = rigOn(t, newRecovery(t, nil).st, w, h)
	case "odd":
		r = goalsRig(t, w, h, odd())
	case "eight":
		r = goalsRig(t, w, h, several(8)...)
	case "many":
		r = goalsRig(t, w, h, several(14)...)
	case "lived":
		r = livedRig(t, w, h)
	case "laptop":
		r = rigOn(t, elsewhere{laptop(t)}, w, h)
	case "kept":
		r = rigOn(t, saved(t), w, h)
	case "damaged", "gone", "ruined":
		r = brokenRig(t, s.on, w, h)
	case "crowd":
		r = rigOn(t, crowd(t), w, h)
	case "days":
		r = days(t).rig(t, w, h)
	case "off": // the examples, with Ben at the computer, who may not check off or change the plan
		r = helperAt(t, stop{on: "demo"}, bothRights, w, h)
	default:
		r = newRig(t, w, h)
	}
	r.play(s.keys...)
	return r
}

// numbers writes a recovery with readings of all kinds.
func numbers(t *testing.T, path string) {
	t.Helper()
	in := recoveryAt(t, path, func(g *model.Goal) {
		m := &g.Milestones[0]
		m.Title, m.Criterion.Low = "Knee bends to 100 degrees", new(100.0)
	})
	in.level(t)
	for ago := range 40 {
		if ago%6 != 4 {
			in.read(t, 1, ago+1, float64(3+ago/14+ago%2))
		}
		in.read(t, 2, ago+1, float64(min(1, ago%4)))
	}
	if err := in.st.Close(); err != nil {
		t.Fatal(err)
	}
}
