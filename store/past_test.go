package store

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/model"
)

// What is known of a person is the same in all goals, and so is what was.
func TestWordingsOfPeopleInTwoGoals(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	other := model.Goal{Patient: goal.Patient, Title: "Dance", Start: goal.Start, QuietDays: 14, Team: goalNow(t, s, goal.ID).Team}
	id, _, err := s.StartGoal(ctx, at, other, 0)
	must(t, err)
	dates := model.Dates{Today: day.day}
	reach := func(goal int64, contact string) {
		t.Helper()
		was, d := model.DraftOf(goalNow(t, s, goal)), model.DraftOf(goalNow(t, s, goal))
		d.Team[0].Contact = contact
		_, err := s.SaveAnswer(ctx, at, goal, model.KeyPeople, was, d)
		must(t, err)
	}
	first := goal.AnswerLines(model.KeyPeople, dates)
	day.day += 3
	reach(goal.ID, "A")
	day.day += 3
	reach(id, "B")
	day.day += 3
	reach(goal.ID, "C")
	all, err := s.Wordings(ctx, goal.ID, dates)
	must(t, err)
	var got []string
	for _, w := range all[model.KeyPeople] {
		got = append(got, w.Lines[0])
	}
	if len(got) != 3 || !strings.Contains(got[0], "B") || !strings.Contains(got[1], "A") || got[2] != first[0] {
		t.Errorf("wordings %q", got)
	}
}

// The older wording of each answer stays, with its days and who changed it.
func TestWordings(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	dates := model.Dates{Today: day.day}
	first := day.day
	rosa := model.At{ID: goal.Patient.ID, Name: goal.Patient.Name}
	rewrite := func(who model.At, change func(d *model.Draft), keys ...model.Key) {
		was := model.DraftOf(goalNow(t, s, goal.ID))
		d := model.DraftOf(goalNow(t, s, goal.ID))
		change(&d)
		for _, key := range keys {
			_, err := s.SaveAnswer(ctx, who, goal.ID, key, was, d)
			must(t, err)
		}
	}
	day.day += 3
	rewrite(rosa, func(d *model.Draft) { d.Setback = "Call Dana." }, model.KeySetback)
	rewrite(rosa, func(d *model.Draft) { d.Setback = "Call Dana first." }, model.KeySetback) // the last of a day stands
	day.day += 4
	rewrite(at, func(d *model.Draft) {
		d.Setback, d.Team, d.Measures = "Rest.", d.Team[:1], d.Measures[1:]
		d.Team[0].Contact = "555 0199"
		d.Milestones[4].Sign = "I stood there"
	}, model.KeySetback, model.KeyPeople, model.KeyMeasures, model.KeyMajor)
	_, err := s.ChangeMilestone(ctx, rosa, goal.Milestones[4].ID, model.Reach(day.day, rosa.ID, rosa.ID)) // no wording changes
	must(t, err)
	_, err = s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reword("Walk ten minutes"))
	must(t, err)
	_, err = s.MoveMilestone(ctx, rosa, goal.Milestones[3].ID, -3)
	must(t, err)

	for key, want := range map[model.Key][]model.Wording{
		model.KeySetback: {
			{From: first + 3, Until: first + 7, By: "Ben", Lines: []string{"Call Dana first."}},
			{From: first, Until: first + 3, By: "Rosa", Lines: []string{"Rest one day.", `"Call" Dana.`}},
		},
		model.KeyMilestones: {{From: first, Until: first + 7, By: "Ben", Lines: goal.AnswerLines(model.KeyMilestones, dates)}},
		model.KeyMeasures:   {{From: first, Until: first + 7, By: "Ben", Lines: goal.AnswerLines(model.KeyMeasures, dates)}},
		model.KeyPeople:     {{From: first, Until: first + 7, By: "Ben", Lines: goal.AnswerLines(model.KeyPeople, dates)}},
		model.KeyMajor:      {{From: first, Until: first + 7, By: "Ben", Lines: goal.AnswerLines(model.KeyMajor, dates)}},
	} {
		got, err := s.Wordings(ctx, goal.ID, dates)
		must(t, err)
		if d := cmp.Diff(want, got[key]); d != "" {
			t.Errorf("%s (-want +got):\n%s", key, d)
		}
	}
	_, err = s.Wordings(ctx, 99, dates)
	wantErr(t, err, model.ErrNotFound)
}

// A change of several goals, and that it was taken back, stand in the wordings
// of each; what is done to another goal does not.
func TestWordingsOfSeveralGoals(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	other := model.Goal{
		Patient: goal.Patient, Title: "Dance", Start: goal.Start, QuietDays: 14,
		Milestones: []model.Milestone{{Title: "Sway", Due: model.Due{FromStart: true, Months: 3}}},
	}
	id, _, err := s.StartGoal(ctx, at, other, 0)
	must(t, err)
	dates := model.Dates{Today: day.day}
	line := func() string { return goalNow(t, s, id).AnswerLines(model.KeyMilestones, dates)[0] }
	first := line()
	day.day += 2
	_, err = s.ChangeGoals(ctx, at, []int64{goal.ID, id}, model.ShiftAhead(7))
	must(t, err)
	shifted := line()
	day.day += 2
	_, _, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Not of this goal"})
	must(t, err)
	_, err = s.SaveAnswer(ctx, at, goal.ID, model.KeySetback, model.DraftOf(goalNow(t, s, goal.ID)), model.Draft{Setback: "Nor this.", QuietDays: 14})
	must(t, err)
	day.day += 2
	for range 3 {
		_, err = s.Undo(ctx, at, 0)
		must(t, err)
	}
	all, err := s.Wordings(ctx, id, dates)
	must(t, err)
	var got []string
	for _, w := range all[model.KeyMilestones] {
		got = append(got, w.Lines...)
	}
	if want := []string{shifted, first}; line() != first || !slices.Equal(got, want) || len(all[model.KeySetback]) != 0 {
		t.Errorf("earlier wordings %q, want %q; of question 4 %v", got, want, all[model.KeySetback])
	}
}

// A goal walked back through its whole history is the goal as it began.
func TestPastReachesTheBeginning(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t, newFile(t))
		defer s.Close()
		day := &calendar{model.DayOf(noon)}
		s.now = day.now
		c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
		must2(rt, err)
		h := hand{s: s, at: model.At{ID: c.ByID, Name: c.By}}
		home, err := s.Home(ctx, model.Seat{})
		must2(rt, err)
		id, _, err := s.StartGoal(ctx, h.at, fullGoal(home), 0)
		must2(rt, err)
		dates := model.Dates{Today: day.day}
		first, err := s.Goal(ctx, id)
		must2(rt, err)
		for range rapid.IntRange(1, 10).Draw(rt, "steps") {
			day.day++
			if rapid.IntRange(0, 4).Draw(rt, "undo") == 0 {
				if last, err := lastUndone(s, h.at); err == nil && last.Kind != model.KindStart {
					_, err := s.Undo(ctx, h.at, 0)
					must2(rt, err)
				}
				continue
			}
			_, err := h.do(rt)
			must2(rt, err)
		}
		now, err := s.Goal(ctx, id)
		must2(rt, err)
		all, err := s.Wordings(ctx, id, dates)
		must2(rt, err)
		for _, q := range model.Questions {
			want, list := first.AnswerLines(q.Key, dates), all[q.Key]
			oldest := now.AnswerLines(q.Key, dates)
			if len(list) > 0 {
				oldest = list[len(list)-1].Lines
			}
			if len(want) > 0 && !slices.Equal(oldest, want) {
				rt.Fatalf("%s began as %q, and the oldest wording is %q", q.Key, want, oldest)
			}
		}
	})
}
