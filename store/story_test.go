package store

import (
	"context"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// A short story is all there; of a long one the goals that ended long ago are
// only counted, and asking for all of it gives the same numbers.
func TestStory(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	end := func(milestones int, to model.Lifecycle) {
		g := goal
		g.Title, g.Team, g.Start, g.Milestones = "Long ago", nil, goal.Start, nil
		for i := range milestones {
			g.Milestones = append(g.Milestones, model.Milestone{Title: "Step", State: model.Reached, Check: model.Check{On: goal.Start + model.Day(i%60)}})
		}
		g.Milestones[0].State, g.Milestones[0].Check = model.Resting, model.Check{}
		id, _, err := s.StartGoal(ctx, at, g, 0)
		must(t, err)
		_, err = s.ChangeGoal(ctx, at, id, model.Turn(to, "", day.day))
		must(t, err)
	}
	end(20, model.Cancelled)
	day.day += 90
	story, err := s.Story(ctx, goal.Patient.ID, false)
	must(t, err)
	if len(story.Goals) != 2 || len(story.Past) != 0 {
		t.Errorf("a short story: %d goals, %v", len(story.Goals), story.Past)
	}
	day.day -= 90
	end(aFew, model.Completed)
	day.day += 90
	part, err := s.Story(ctx, goal.Patient.ID, false)
	must(t, err)
	full, err := s.Story(ctx, goal.Patient.ID, true)
	must(t, err)
	if len(part.Goals) != 1 || len(full.Goals) != 3 || len(full.Past) != 0 || part.Progress != full.Progress {
		t.Errorf("in part: %d goals, %+v; in full: %d goals, %+v", len(part.Goals), part.Progress, len(full.Goals), full.Progress)
	}
	counts := func(story model.Story) map[model.Day]int {
		done := map[model.Day]int{}
		for _, span := range story.Timeline(day.day).Spans {
			for _, m := range span.Months {
				done[m.First] += model.TallyOf(m.Entries).Done + m.Past
			}
		}
		maps.DeleteFunc(done, func(_ model.Day, n int) bool { return n == 0 })
		return done
	}
	if d := cmp.Diff(counts(full), counts(part)); d != "" || len(part.Past) == 0 {
		t.Errorf("done by month (-in full +in part):\n%s", d)
	}
	day.day = model.DayOf(noon) + 30 // the month after they ended
	for day.day != day.day.MonthStart() {
		day.day--
	}
	end(2, model.Completed)
	part, err = s.Story(ctx, goal.Patient.ID, false)
	must(t, err)
	full, err = s.Story(ctx, goal.Patient.ID, true)
	must(t, err)
	if len(part.Goals) != 2 || part.Progress != full.Progress {
		t.Errorf("with one that ended on the first of this month: %d goals, %+v; in full %+v", len(part.Goals), part.Progress, full.Progress)
	}
}
