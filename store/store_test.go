package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// noon is the moment that tests take place at.
var noon = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// open opens the file at path for as long as the test runs.
func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(context.Background(), path, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func newFile(t testing.TB) string { return filepath.Join(t.TempDir(), "waymark.db") }

// begun is a new file with Rosa in it, Ben at the computer and one goal.
func begun(t testing.TB) (s *Store, at model.At, goal model.Goal) {
	t.Helper()
	ctx := context.Background()
	s = open(t, newFile(t))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben", Role: model.RoleFamily, Relation: "my son"})
	must(t, err)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	id, _, err := s.StartGoal(ctx, h.At, fullGoal(h), 0)
	must(t, err)
	goal, err = s.Goal(ctx, id)
	must(t, err)
	return s, h.At, goal
}

// writing has a window add milestones without a pause, until it is told to stop; it
// returns then which of them were said to be saved.
func writing(t testing.TB, s *Store, at model.At, goal int64) (stop func() map[int64]bool) {
	saved, end, done := map[int64]bool{}, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-end:
				return
			default:
			}
			id, _, err := s.AddMilestone(context.Background(), at, goal, model.Milestone{Title: fmt.Sprint("Step ", i)})
			if err != nil {
				t.Error(err)
				return
			}
			saved[id] = true
		}
	}()
	return func() map[int64]bool {
		close(end)
		<-done
		return saved
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fullGoal is a goal that has something in every field.
func fullGoal(h model.Home) model.Goal {
	n := func(v float64) *float64 { return &v }
	sure := 7
	day := model.NewDay(2026, time.November, 2)
	return model.Goal{
		Patient: h.Patient, Title: "Walk to the park \"and\" back 👨‍👩‍👧", Why: "See the ducks.\nالبط 鸭子",
		Area: model.AreaRehabilitation, Lifecycle: model.Active, Start: day,
		HopedFor:   model.Due{FromStart: true, Months: 3, Days: 2, Typed: "month 3"},
		Confidence: &sure, QuietDays: 10, Starter: "hip-by-weeks",
		Precautions: []model.Precaution{
			{Text: "No bending past 90 degrees", Until: model.Due{FromStart: true, Days: 42, Typed: "week 6"}},
			{Text: "No crossing the legs"},
		},
		Answers: []model.Answer{
			{Key: model.KeyMilestones, WrittenOn: day},
			{Key: model.KeyMeasures, WrittenOn: day},
			{Key: model.KeyPeople, WrittenOn: day},
			{Key: model.KeySetback, Text: "Rest one day.\n\"Call\" Dana.", WrittenOn: day},
			{Key: model.KeyMajor, WrittenOn: day},
		},
		Milestones: []model.Milestone{
			{
				Title: "Stand with support", Due: model.Due{Day: day + 7, Typed: "in 1 week"}, State: model.Reached,
				Check: model.Check{On: day + 3, ReachedBy: h.Patient.ID, CheckedBy: h.At.ID, Note: "My legs shook", By: h.Patient.Name, Checker: h.At.Name},
			},
			{Title: "走十分钟", Due: model.Due{FromStart: true, Days: 42, Typed: "week 6"}, State: model.Open},
			{Title: "Rest", State: model.Resting},
			{Title: "Let it go", State: model.LetGo},
			{Title: "Walk to the park", Major: true, Sign: "I sat on the bench", Treat: "Cake with Ben", State: model.Open},
		},
		Measures: []model.Measure{
			{Name: "Pain", Unit: "of 10", Kind: model.Number, Better: model.Lower, Baseline: n(5.1), AimHigh: n(2), Min: n(0), Max: n(10), EveryDays: 1},
			{Name: "Medicine taken", Kind: model.Done, Better: model.Higher, EveryDays: 1},
		},
		Team: []model.Person{
			{Name: "Dana", Role: model.RolePhysical, Contact: "555 0134"},
			h.Person(h.At.ID),
		},
	}
}

func TestRoundTrip(t *testing.T) {
	ctx := context.Background()
	s, at, got := begun(t)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	want := fullGoal(h)
	want.ID, want.UID = got.ID, got.UID
	for i := range want.Milestones {
		m := got.Milestones[i]
		want.Milestones[i].ID, want.Milestones[i].UID, want.Milestones[i].GoalID, want.Milestones[i].Rank = m.ID, m.UID, got.ID, m.Rank
	}
	for i := range want.Measures {
		m := got.Measures[i]
		want.Measures[i].ID, want.Measures[i].UID, want.Measures[i].GoalID, want.Measures[i].Rank = m.ID, m.UID, got.ID, m.Rank
	}
	for i := range want.Precautions {
		want.Precautions[i].ID = got.Precautions[i].ID
	}
	for i := range want.Answers {
		want.Answers[i].WrittenBy, want.Answers[i].Writer = at.ID, at.Name
	}
	want.Team[0].ID, want.Team[0].UID = got.Team[0].ID, got.Team[0].UID
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("goal (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]model.Summary{got.Summary(model.DayOf(noon))}, h.Goals); d != "" {
		t.Errorf("home's goals (-want +got):\n%s", d)
	}
	if at.Name != "Ben" || h.Patient.Name != "Rosa" || h.Patient.Role != model.RolePatient {
		t.Errorf("at %v, patient %v", at, h.Patient)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	h, err = s.Home(ctx, model.Seat{})
	must(t, err)
	if len(h.Goals) != 0 || len(h.Drafts) != 1 || h.Drafts[0].Title != got.Title {
		t.Errorf("after the undo: goals %v, drafts %v", h.Goals, h.Drafts)
	}
}
