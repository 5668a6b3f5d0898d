package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

// goalsRig opens Waymark on a file with one patient's goals.
func goalsRig(t *testing.T, w, h int, goals ...model.Goal) *rig {
	t.Helper()
	st := openStore(t, filepath.Join(t.TempDir(), "waymark.db"))
	ctx := context.Background()
	if _, err := st.SetUp(ctx, model.Person{Name: "Rosa", Role: model.RolePatient}, nil); err != nil {
		t.Fatal(err)
	}
	home, err := st.Home(ctx, model.Seat{})
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

// several are goals of all lengths and states.
func several(n int) []model.Goal {
	today := model.DayOf(monday)
	titles := []string{
		"Walk to the park and back", "Use my right hand every day", "A steadier day", "Sleep through the night and wake up rested, most days of the week",
		"Cook for my family", "走到公园再走回来", "Take my medicine", "Go back to work three days a week",
	}
	var list []model.Goal
	for i := range n {
		g := goalNamed(titles[i%len(titles)], today-model.Day(30+i))
		for j := range 4 + i {
			m := model.Milestone{Title: fmt.Sprintf("Step %d of plan %d", j+1, i+1), State: model.Open, Due: model.Due{Day: today + model.Day(6*j-8+i)}}
			if j < i%5 {
				m.State, m.Check.On = model.Reached, today-model.Day(20-j)
			}
			g.Milestones = append(g.Milestones, m)
		}
		list = append(list, g)
	}
	return list
}

// livedRig opens Waymark on a plan that was lived with for three months: one
// goal rested and was picked up, another rests, a third is finished; answers
// were rewritten, and one milestone was reached, lost and is open again.
func livedRig(t *testing.T, w, h int) *rig {
	t.Helper()
	now := monday.AddDate(0, -3, 0)
	st := openStoreAt(t, filepath.Join(t.TempDir(), "waymark.db"), func() time.Time { return now })
	ctx := context.Background()
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	days := func(n int) model.Day { now = now.AddDate(0, 0, n); return model.DayOf(now) }
	must(st.SetUp(ctx, model.Person{Name: "Rosa", Role: model.RolePatient}, &model.Person{Name: "Ben", Role: model.RoleFamily, Relation: "her son"}))
	home, err := st.Home(ctx, model.Seat{})
	must(nil, err)
	start := func(key, title string, made func(*model.Draft)) model.Goal {
		d := model.NewDraft(home.Patient)
		from, _ := model.StarterOf(key)
		from.Fill(&d)
		if d.Title = title; made != nil {
			made(&d)
		}
		g, err := d.Goal(days(0))
		must(nil, err)
		id, _, err := st.StartGoal(ctx, home.At, g, 0)
		must(nil, err)
		g, err = st.Goal(ctx, id)
		must(nil, err)
		return g
	}
	hip := start("hip-by-weeks", "Walk to the park and back", func(d *model.Draft) {
		d.Setback = "I will call Dana."
		d.Milestones = append([]model.Milestone{{Title: "Take ten steps with the walker", State: model.Open}}, d.Milestones...)
		d.Precautions = append(d.Precautions, model.Precaution{Text: "No low chairs", Until: model.Due{FromStart: true, Months: 6, Typed: "month 6"}})
	})
	hand := start("arm-after-stroke", "Do my buttons", nil)
	calm := start("steadier-day", "A steadier day", nil)
	reach := func(m model.Milestone, note string) {
		must(st.ChangeMilestone(ctx, home.At, m.ID, model.Reach(model.DayOf(now), home.Patient.ID, home.At.ID)))
		must(st.ChangeMilestone(ctx, home.At, m.ID, model.Tell(m.Check, model.Check{On: model.DayOf(now), ReachedBy: home.Patient.ID, CheckedBy: home.At.ID, Note: note}, model.DayOf(now))))
	}
	days(4)
	reach(hip.Milestones[0], "My legs shook, and I stood.")
	days(6)
	reach(hip.Milestones[1], "")
	must(st.ChangeGoal(ctx, home.At, calm.ID, model.Turn(model.Completed, "I sleep well now.", days(5))))
	must(st.ChangeMilestone(ctx, home.At, hip.Milestones[0].ID, model.Reopen(days(4))))
	d := model.DraftOf(hip)
	d.Setback = "I will drop back to 5 minutes. Then I will call Dana."
	must(st.SaveAnswer(ctx, home.At, hip.ID, model.KeySetback, model.DraftOf(hip), d))
	must(st.ChangeGoal(ctx, home.At, hip.ID, model.Turn(model.OnHold, "The flu.", days(6))))
	must(st.ChangeGoal(ctx, home.At, hip.ID, model.PickUp(10, days(10))))
	must(st.ChangeMilestone(ctx, home.At, hip.Milestones[3].ID, model.Put(model.LetGo)))
	must(st.ChangeMilestone(ctx, home.At, hip.Milestones[4].ID, model.Put(model.Resting)))
	must(st.ChangeMilestone(ctx, home.At, hip.Milestones[5].ID, model.Redate(model.Due{Day: model.DayOf(monday) + 20})))
	must(st.ChangeGoal(ctx, home.At, hand.ID, model.Turn(model.OnHold, "First the hip.", days(20))))
	now = monday
	return rigOn(t, st, w, h)
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
