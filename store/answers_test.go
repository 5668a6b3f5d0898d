package store

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/model"
)

func titlesOf(list []model.Milestone) []string {
	var titles []string
	for _, m := range list {
		titles = append(titles, m.Title)
	}
	return titles
}

func namesOf(list []model.Person) []string {
	var names []string
	for _, p := range list {
		names = append(names, p.Name)
	}
	return names
}

// answered saves an answer and returns the goal as it is then.
func answered(t *testing.T, s *Store, at model.At, goal int64, key model.Key, d model.Draft) model.Goal {
	t.Helper()
	ctx := context.Background()
	was := goalNow(t, s, goal)
	c, err := s.SaveAnswer(ctx, at, goal, key, model.DraftOf(was), d)
	must(t, err)
	want, kind := was.Answered(key, d), model.KindAnswer
	if want.Plan {
		kind = model.KindPlan
	}
	if c.ID == 0 || c.Words != want.Words || c.GoalID != goal || c.Kind != kind || c.By != at.Name {
		t.Errorf("change %+v", c)
	}
	g, err := s.Goal(ctx, goal)
	must(t, err)
	return g
}

func TestAnswerMilestones(t *testing.T) {
	s, at, goal := begun(t)
	d := model.DraftOf(goal)
	list := d.Milestones
	last := list[4]
	last.Title, last.Due = "Walk to the bench", model.Due{Day: goal.Start + 50, Typed: "in 50 days"}
	last.Major, last.Sign, last.State, last.Check = false, "", model.Reached, model.Check{On: goal.Start} // none of which it asks
	d.Milestones = []model.Milestone{last, list[0], {Title: "New", Major: true, Sign: "I will know"}, list[3], {ID: 999, Title: "Removed elsewhere"}}
	g := answered(t, s, at, goal.ID, model.KeyMilestones, d)

	if d := cmp.Diff([]string{"Walk to the bench", "Stand with support", "New", "Let it go", "Removed elsewhere"}, titlesOf(g.Milestones)); d != "" {
		t.Errorf("list (-want +got):\n%s", d)
	}
	want := goal.Milestones[4]
	want.Title, want.Due, want.Rank = last.Title, last.Due, g.Milestones[0].Rank
	if d := cmp.Diff(want, g.Milestones[0]); d != "" {
		t.Errorf("changed one (-want +got):\n%s", d)
	}
	if d := cmp.Diff(goal.Milestones[0], g.Milestones[1]); d != "" {
		t.Errorf("kept one (-want +got):\n%s", d)
	}
	if m := g.Milestones[2]; m.State != model.Open || !m.Major || m.Sign != "I will know" {
		t.Errorf("new one %+v", m)
	}
	wantSound(t, s)
}

func TestAnswerMeasures(t *testing.T) {
	s, at, goal := begun(t)
	d := model.DraftOf(goal)
	aim := 1.5
	pain := d.Measures[0]
	pain.AimHigh = &aim
	d.Measures = []model.Measure{{Name: "Steps", Unit: "steps", Kind: model.Number, Better: model.Higher, EveryDays: 1}, pain}
	g := answered(t, s, at, goal.ID, model.KeyMeasures, d)
	ignore := cmpopts.IgnoreFields(model.Measure{}, "ID", "UID", "GoalID", "Rank")
	if d := cmp.Diff(d.Measures, g.Measures, ignore); d != "" {
		t.Errorf("measures (-want +got):\n%s", d)
	}
	if g.Measures[1].ID != pain.ID || g.Measures[1].UID != pain.UID {
		t.Errorf("pain is another measure: %+v", g.Measures[1])
	}
}

func TestAnswerPeople(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	d := model.DraftOf(goal)
	dana := d.Team[0]
	dana.Contact = "555 0199"
	d.Team = []model.Person{{Name: "Dr. Lee", Role: model.RolePhysician}, dana, dana}
	g := answered(t, s, at, goal.ID, model.KeyPeople, d)
	if d := cmp.Diff([]string{"Dr. Lee", "Dana"}, namesOf(g.Team)); d != "" {
		t.Errorf("team (-want +got):\n%s", d)
	}
	if g.Team[1] != dana {
		t.Errorf("Dana is %+v", g.Team[1])
	}
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if d := cmp.Diff([]string{"Rosa", "Ben", "Dana", "Dr. Lee"}, namesOf(h.People)); d != "" {
		t.Errorf("everyone (-want +got):\n%s", d)
	}
}

// An action may touch a row twice; it goes back all the way.
func TestAnswerTwiceTheSamePerson(t *testing.T) {
	s, at, goal := begun(t)
	before := dump(t, s)
	d := model.DraftOf(goal)
	again := d.Team[0]
	d.Team[0].Contact, again.Contact = "555 0001", "555 0002"
	d.Team = append(d.Team, again)
	g := answered(t, s, at, goal.ID, model.KeyPeople, d)
	if len(g.Team) != 2 || g.Team[0].Contact != "555 0002" {
		t.Errorf("team %+v", g.Team)
	}
	_, err := s.Undo(context.Background(), at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undo (-before +after):\n%s", d)
	}
}

func TestAnswerSetbackAndMajor(t *testing.T) {
	s, at, goal := begun(t)
	d := model.DraftOf(goal)
	d.Setback, d.QuietDays = "Rest.\nThen \"again\".", 21
	g := answered(t, s, at, goal.ID, model.KeySetback, d)
	if a, _ := g.Answer(model.KeySetback); a.Text != d.Setback || g.QuietDays != 21 || a.WrittenOn != model.DayOf(noon) {
		t.Errorf("answer %+v, quiet %d", a, g.QuietDays)
	}

	d = model.DraftOf(g)
	d.Milestones[0].Major, d.Milestones[0].Treat, d.Milestones[0].Title = true, "Ice cream", "Not asked here"
	d.Milestones[4].Major = false
	g = answered(t, s, at, goal.ID, model.KeyMajor, d)
	want := goal.Milestones[0]
	want.Major, want.Treat = true, "Ice cream"
	if d := cmp.Diff(want, g.Milestones[0]); d != "" {
		t.Errorf("major one (-want +got):\n%s", d)
	}
	if m := g.Milestones[4]; m.Major || m.Sign == "" {
		t.Errorf("no longer major: %+v", m)
	}
}

// The day of an answer is that of its last change; an answer taken away has no
// record, and the others keep theirs.
func TestAnswerWrittenOn(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	day := goal.Answers[0].WrittenOn
	d := model.DraftOf(goal)
	for _, q := range model.Questions {
		c, err := s.SaveAnswer(ctx, at, goal.ID, q.Key, d, d)
		must(t, err)
		if c.ID != 0 {
			t.Errorf("the same answer to %s was kept again", q.Key)
		}
	}
	empty := model.NewDraft(goal.Patient)
	empty.QuietDays = goal.QuietDays
	keys := []model.Key{model.KeyMeasures, model.KeyPeople, model.KeySetback, model.KeyMilestones}
	for i, key := range keys {
		g := answered(t, s, at, goal.ID, key, empty)
		if _, ok := g.Answer(key); ok || len(g.Answers) != 4-i {
			t.Errorf("answers after %s is empty: %+v", key, g.Answers)
		}
		for _, a := range g.Answers {
			if a.WrittenOn != day {
				t.Errorf("answer %+v", a)
			}
		}
	}
	g := answered(t, s, at, goal.ID, model.KeySetback, d)
	if a, _ := g.Answer(model.KeySetback); a.WrittenOn != model.DayOf(noon) {
		t.Errorf("answer %+v", a)
	}
}

func TestAddMilestone(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	id, c, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: `The "last" one`})
	must(t, err)
	want := model.Change{ID: c.ID, When: noon, On: model.DayOf(noon), Clock: "12:00", By: "Ben", ByID: at.ID, Patient: goal.Patient.ID, GoalID: goal.ID, Kind: "milestone-add", Words: `Added "The "last" one"`, Stands: true}
	if d := cmp.Diff(want, c); d != "" {
		t.Errorf("change (-want +got):\n%s", d)
	}
	g, err := s.Goal(ctx, goal.ID)
	must(t, err)
	if m := g.Milestones[len(g.Milestones)-1]; m.ID != id || m.State != model.Open || len(m.UID) != 36 {
		t.Errorf("milestone %+v", m)
	}
	c, err = s.RemoveMilestone(ctx, at, id)
	must(t, err)
	if c.Words != `Removed "The "last" one"` || c.GoalID != goal.ID {
		t.Errorf("change %+v", c)
	}
}

func TestGoalsInOrder(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	for _, title := range []string{"Second", "Third", "Mistake"} {
		g := goal
		g.Title, g.Team = title, nil
		_, _, err := s.StartGoal(ctx, at, g, 0)
		must(t, err)
	}
	list, err := s.Goals(ctx, goal.Patient.ID)
	must(t, err)
	for i, to := range map[int]model.Lifecycle{1: model.OnHold, 3: model.EnteredInError} {
		_, err := s.ChangeGoal(ctx, at, list[i].ID, model.Turn(to, "", model.DayOf(noon)))
		must(t, err)
	}
	list, err = s.Goals(ctx, goal.Patient.ID)
	must(t, err)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if len(list) != 3 || list[1].Title != "Second" || len(h.Goals) != 2 || h.Goals[1].Title != "Third" {
		t.Errorf("goals %v, at home %v", list, h.Goals)
	}
	if len(list[2].Milestones) != len(goal.Milestones) || len(list[2].Measures) != len(goal.Measures) {
		t.Errorf("third goal %+v", list[2])
	}
}

// One moment for a whole action, in UTC; days are those of the person's zone.
func TestClock(t *testing.T) {
	ctx := context.Background()
	late := time.Date(2026, time.November, 23, 23, 30, 0, 123_456_789, time.FixedZone("", -6*3600))
	s, err := Open(ctx, newFile(t), func() time.Time { return late })
	must(t, err)
	defer s.Close()
	c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
	must(t, err)
	at := model.At{ID: c.ByID, Name: c.By}
	if want := time.Date(2026, time.November, 24, 5, 30, 0, 123_000_000, time.UTC); c.When != want {
		t.Errorf("when %v, want %v", c.When, want)
	}
	if got := mustChanges(t, s)[0]; got != c {
		t.Errorf("kept %+v, made %+v", got, c)
	}
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	g := model.Goal{Patient: h.Patient, Title: "Walk", Start: model.DayOf(late), QuietDays: 14}
	id, _, err := s.StartGoal(ctx, at, g, 0)
	must(t, err)
	d := model.NewDraft(h.Patient)
	d.Setback = "Rest"
	got := answered(t, s, at, id, model.KeySetback, d)
	if a, _ := got.Answer(model.KeySetback); a.WrittenOn.String() != "2026-11-23" {
		t.Errorf("written on %v", a.WrittenOn)
	}
}

// What the history says of a person's words holds them exactly as typed.
func TestWordsAsTyped(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	const title = "👨\u200d👩\u200d👧 say \"hi\" \\o/ می\u200cخواهم"
	id, c, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: title})
	must(t, err)
	if want := `Added "` + title + `"`; c.Words != want {
		t.Errorf("words %s, want %s", c.Words, want)
	}
	c, err = s.ChangeMilestone(ctx, at, id, model.Reach(goal.Start, at.ID, at.ID))
	must(t, err)
	if want := `Checked off "` + title + `"`; c.Words != want {
		t.Errorf("words %s, want %s", c.Words, want)
	}
}

// What is said of a major milestone is kept, though another window removed it
// meanwhile.
func TestAnswerMajorOfWhatWasRemoved(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	was, d := model.DraftOf(goal), model.DraftOf(goal)
	d.Milestones[1].Major, d.Milestones[1].Sign = true, "I stand by myself."
	_, err := s.RemoveMilestone(ctx, at, goal.Milestones[1].ID)
	must(t, err)
	_, err = s.RemoveMilestone(ctx, at, goal.Milestones[2].ID) // nothing was said of this one
	must(t, err)
	_, err = s.SaveAnswer(ctx, at, goal.ID, model.KeyMajor, was, d)
	must(t, err)
	g := goalNow(t, s, goal.ID)
	last := g.Milestones[len(g.Milestones)-1]
	if len(g.Milestones) != 4 || last.Title != goal.Milestones[1].Title || !last.Major || last.Sign != "I stand by myself." || last.State != model.Open {
		t.Errorf("%q, the last one %+v", titlesOf(g.Milestones), last)
	}
}
