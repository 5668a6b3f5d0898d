package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"waymark/model"
)

// stop is a screen worth looking at and how to get there. "=words" types,
// "wait" lets a second pass, anything else is a key.
type stop struct {
	name string
	on   string // "empty", "demo", "sixty" or "odd"
	keys []string
}

// tour goes through every screen there is, with real-looking words.
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
	{"celebration", "demo", []string{"enter", "down", "down", "down", "down", "space"}},
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
	{"who", "demo", []string{"end", "up", "enter"}},
}

// planned types a goal's plan up to a step.
func planned(step int) []string {
	keys := []string{"enter", "=Rosa", "enter", "=Walk to the park and back", "enter", "=20 december"}
	steps := [][]string{
		{"=Stand with support, in 1 week", "enter", "=Walk 10 minutes without the cane by 3 dec", "enter", "=Walk to the park and back by 20 dec"},
		{"space", "down", "enter", "=85", "down", "down", "=120"},
		{"=Ben, my son", "enter", "=Dana, physical therapist. 555 0134. Visits on Tuesdays."},
		{"=I will drop back to 5 minutes and not skip days.", "enter", "=Ben will walk with me."},
		{"space", "=I sit on the bench by the pond.", "enter", "=Cake with Ben. Call my sister."},
		{"end", "up", "up", "up", "right", "right", "right"},
	}
	for i := range step {
		keys = append(append(keys, "pgdown"), steps[i]...)
	}
	return append(keys, "wait")
}

// play goes through the keys of a stop.
func (r *rig) play(keys ...string) {
	r.t.Helper()
	for _, k := range keys {
		switch text, typed := strings.CutPrefix(k, "="); {
		case typed:
			r.typeText(text)
		case k == "wait":
			r.wait()
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
	case "odd":
		r = goalsRig(t, w, h, odd())
	default:
		r = newRig(t, w, h)
	}
	r.play(s.keys...)
	return r
}

// goalsRig opens Waymark on a file with one patient's goals.
func goalsRig(t *testing.T, w, h int, goals ...model.Goal) *rig {
	t.Helper()
	st := openStore(t, filepath.Join(t.TempDir(), "waymark.db"))
	ctx := context.Background()
	if _, err := st.SetUp(ctx, model.Person{Name: "Rosa", Role: model.RolePatient}, nil); err != nil {
		t.Fatal(err)
	}
	home, err := st.Home(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goals {
		g.Patient = home.Patient
		for i := range g.Milestones {
			if g.Milestones[i].State == model.Reached {
				g.Milestones[i].Check.ReachedBy = home.Patient.ID
			}
		}
		if _, _, err := st.StartGoal(ctx, home.At, g, 0); err != nil {
			t.Fatal(err)
		}
	}
	return rigOn(t, st, w, h)
}

func goalNamed(title string, start model.Day, list ...model.Milestone) model.Goal {
	return model.Goal{
		Title: title, Lifecycle: model.Active, Start: start, QuietDays: model.DefaultQuietDays, Milestones: list,
		HopedFor: model.Due{Day: start + 400},
	}
}

// sixty is a goal of sixty milestones over two years, 41 of them reached.
func sixty() model.Goal {
	today := model.DayOf(monday)
	start := today - 400
	g := goalNamed("Walk to the park and back", start)
	for i := range 60 {
		m := model.Milestone{Title: fmt.Sprintf("Walk %d minutes", i+1), State: model.Open, Due: model.Due{Day: start + model.Day(10*i), Typed: "x"}}
		if i < 40 && i != 7 || i == 44 || i == 45 {
			m.State, m.Check.On = model.Reached, min(m.Due.Day, today-1)
		}
		if i == 59 {
			m.Major = true
		}
		g.Milestones = append(g.Milestones, m)
	}
	return g
}

// odd is a goal in long, wide and joined letters.
func odd() model.Goal {
	today := model.DayOf(monday)
	open := func(title string) model.Milestone {
		return model.Milestone{Title: title, State: model.Open, Due: model.Due{Day: today + 3}}
	}
	return goalNamed(strings.Repeat("Longword ", 22)+"end", today-10,
		open(strings.Repeat("W", 200)), open("每天用右手自己吃饭并且走到公园再走回来看看池塘里的鸭子然后和家人一起喝茶"),
		open("المشي إلى الحديقة والعودة منها دون مساعدة كل يوم بعد الظهر"), open("Café crème à la carte, naïve façade"),
		open("Play with 👩‍👩‍👧‍👦 and wave 👋🏽 to 🇺🇦"), open("1"))
}
