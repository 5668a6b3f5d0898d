package store

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// calendar is a clock that a test sets on.
type calendar struct{ day model.Day }

func (c *calendar) now() time.Time {
	y, m, d := c.day.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

// lived is [begun] with a clock that can be set on.
func lived(t *testing.T) (s *Store, at model.At, goal model.Goal, c *calendar) {
	t.Helper()
	s, at, goal = begun(t)
	c = &calendar{model.DayOf(noon)}
	s.now = c.now
	return s, at, goal, c
}

func goalNow(t testing.TB, s *Store, id int64) model.Goal {
	t.Helper()
	g, err := s.Goal(context.Background(), id)
	must(t, err)
	return g
}

func TestGoalRestsAndIsPickedUp(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	_, err := s.ChangeGoal(ctx, at, goal.ID, model.Turn(model.OnHold, "The flu.", day.day))
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if len(home.Goals) != 0 || home.Resting != 1 {
		t.Errorf("home %+v", home)
	}
	day.day += 10
	before := dump(t, s)
	c, err := s.ChangeGoal(ctx, at, goal.ID, model.PickUp(10, day.day))
	must(t, err)
	if c.Kind != model.KindPlan || c.Words != "Picked the goal up again after 10 days. Moved what lies ahead 10 days later" {
		t.Errorf("change %+v", c)
	}
	g := goalNow(t, s, goal.ID)
	if was, now := goal.Milestones[1].Due.On(goal.Start), g.Milestones[1].Due.On(g.Start); now != was+10 || !g.Milestones[1].Due.FromStart {
		t.Errorf("due %s, then %s", was, now)
	}
	if g.HopedDay() != goal.HopedDay()+10 || g.Lifecycle != model.Active || g.Since != day.day {
		t.Errorf("goal %+v", g)
	}
	if got := wordsOf(g.Changes); !slices.Equal(got, []string{`Rested the goal. "The flu."`, c.Words}) || g.Changes[1].On != day.day {
		t.Errorf("changes of plan %q", got)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	if got := goalNow(t, s, goal.ID).Changes; len(got) != 1 {
		t.Errorf("a change taken back still stands: %q", wordsOf(got))
	}
	wantSound(t, s)
}

func wordsOf(list []model.Change) []string {
	var words []string
	for _, c := range list {
		words = append(words, c.Words)
	}
	return words
}

// All goals are moved as one action, which undo takes back as one.
func TestAllGoalsShift(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	second := goal
	second.Title, second.Team = "Use my hand", nil
	id, _, err := s.StartGoal(ctx, at, second, 0)
	must(t, err)
	before := dump(t, s)
	c, err := s.ChangeGoals(ctx, at, []int64{goal.ID, id}, model.ShiftAhead(7))
	must(t, err)
	if c.GoalID != 0 || c.Kind != model.KindPlan || c.Patient != goal.Patient.ID {
		t.Errorf("change %+v", c)
	}
	for _, id := range []int64{goal.ID, id} {
		g := goalNow(t, s, id)
		if g.HopedDay() != goal.HopedDay()+7 || len(g.Changes) != 1 {
			t.Errorf("goal %d: hoped for %s, changes %q", id, g.HopedDay(), wordsOf(g.Changes))
		}
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	// One that cannot be moved keeps all where they are.
	_, err = s.ChangeGoals(ctx, at, []int64{goal.ID, id}, func(g *model.Goal) (model.Deed, error) {
		if g.ID == id {
			return model.Deed{}, model.ErrBeforeStart
		}
		return model.ShiftAhead(7)(g)
	})
	wantErr(t, err, model.ErrBeforeStart)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("refused, and changed (-before +after):\n%s", d)
	}
}

func TestStartingOverFinishesTheOldGoal(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	day.day += 30
	d := model.StartOver(goal)
	g, err := d.Goal(day.day)
	must(t, err)
	before := dump(t, s)
	id, _, err := s.StartGoal(ctx, at, g, 0)
	must(t, err)
	old, begun := goalNow(t, s, goal.ID), goalNow(t, s, id)
	if old.Lifecycle != model.Completed || old.Since != day.day || old.Reason != "" {
		t.Errorf("the old goal: %s since %s, %q", old.Lifecycle, old.Since, old.Reason)
	}
	if begun.From != goal.ID || begun.Start != day.day || model.ProgressOf(begun.Milestones).Reached != 0 || len(begun.Milestones) != 4 {
		t.Errorf("the new one: %+v", begun)
	}
	if got := wordsOf(old.Changes); !slices.Equal(got, []string{`Started over: "` + goal.Title + `"`}) || len(begun.Changes) != 0 {
		t.Errorf("the old goal's story %q, the new one's %q", got, wordsOf(begun.Changes))
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if len(home.Drafts) != 1 || home.Drafts[0].From != goal.ID {
		t.Errorf("drafts %+v", home.Drafts)
	}
}

// A goal that had ended already stays as it ended when it is started over.
func TestStartingOverAGoalThatEnded(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	_, err := s.ChangeGoal(ctx, at, goal.ID, model.Turn(model.Cancelled, "Too much.", day.day))
	must(t, err)
	ended := day.day
	day.day += 30
	g, err := model.StartOver(goalNow(t, s, goal.ID)).Goal(day.day)
	must(t, err)
	id, _, err := s.StartGoal(ctx, at, g, 0)
	must(t, err)
	old, begun := goalNow(t, s, goal.ID), goalNow(t, s, id)
	if old.Lifecycle != model.Cancelled || old.Since != ended || old.Reason != "Too much." || begun.From != goal.ID || begun.Lifecycle != model.Active {
		t.Errorf("the old goal: %s since %s, %q; the new one: %+v", old.Lifecycle, old.Since, old.Reason, begun)
	}
	if got, want := wordsOf(old.Changes), []string{`Let the goal go. "Too much."`, `Started over: "` + goal.Title + `"`}; !slices.Equal(got, want) {
		t.Errorf("its story is %q, want %q", got, want)
	}
}

// A draft that starts a goal over can be begun when that goal is gone.
func TestStartingOverAGoalThatIsGone(t *testing.T) {
	ctx := context.Background()
	s, at, goal, _ := lived(t)
	id, _, err := s.StartGoal(ctx, at, model.Goal{Patient: goal.Patient, Title: "Dance", Start: goal.Start, QuietDays: 14}, 0)
	must(t, err)
	g, err := model.StartOver(goalNow(t, s, id)).Goal(goal.Start)
	must(t, err)
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	again, _, err := s.StartGoal(ctx, at, g, 0)
	must(t, err)
	if g := goalNow(t, s, again); g.Title != "Dance" || g.From != 0 {
		t.Errorf("begun %+v", g)
	}
}

// A change of several goals stands in the story of those it changed.
func TestChangesOfSeveralGoals(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	begin := func(title string, start model.Day) int64 {
		t.Helper()
		g := model.Goal{Patient: goal.Patient, Title: title, Start: start, QuietDays: 14, Milestones: []model.Milestone{
			{Title: "Go", Due: model.Due{Day: day.day + 30}, State: model.Open},
		}}
		id, _, err := s.StartGoal(ctx, at, g, 0)
		must(t, err)
		return id
	}
	rests, moved := begin("Rests", day.day), begin("Moves", day.day)
	_, err := s.ChangeGoal(ctx, at, rests, model.Turn(model.OnHold, "", day.day))
	must(t, err)
	_, err = s.ChangeGoals(ctx, at, []int64{goal.ID, rests, moved}, model.ShiftUnderWay(7))
	must(t, err)
	later := begin("Later, of an earlier surgery", day.day-30)
	opened, to := model.DraftOf(goalNow(t, s, moved)), model.DraftOf(goalNow(t, s, moved))
	to.Start = day.day + 3
	_, err = s.ChangeGoal(ctx, at, moved, model.Describe(opened, to, day.day))
	must(t, err)
	_, err = s.RehomeMilestone(ctx, at, goalNow(t, s, moved).Milestones[0].ID, later)
	must(t, err)
	for id, want := range map[int64][]string{
		goal.ID: {"Moved what lies ahead 7 days later"},
		rests:   {"Rested the goal"},
		moved:   {"Moved what lies ahead 7 days later", "Moved the start of the goal", `Moved "Go" to the goal "Later, of an earlier surgery"`},
		later:   {`Moved "Go" to the goal "Later, of an earlier surgery"`},
	} {
		if got := wordsOf(goalNow(t, s, id).Changes); !slices.Equal(got, want) {
			t.Errorf("goal %d: %q, want %q", id, got, want)
		}
	}
}

// Two windows change the same answer and the same goal's words: each keeps what
// the other did.
func TestTwoWindowsChangeAPlan(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	opened := model.DraftOf(goal)
	a, b := model.DraftOf(goal), model.DraftOf(goal)
	a.Milestones = append(a.Milestones, model.Milestone{Title: "From A", State: model.Open})
	b.Milestones = append(b.Milestones, model.Milestone{Title: "From B", State: model.Open})
	b.Milestones[1].Title = "Changed by B"
	for _, d := range []model.Draft{b, a} {
		_, err := s.SaveAnswer(ctx, at, goal.ID, model.KeyMilestones, opened, d)
		must(t, err)
	}
	titles := titlesOf(goalNow(t, s, goal.ID).Milestones)
	if !slices.Contains(titles, "From A") || !slices.Contains(titles, "From B") || titles[1] != "Changed by B" {
		t.Errorf("milestones %q", titles)
	}
	a, b = opened, opened
	a.Why, b.Title = "The ducks", "Walk to the lake"
	for _, d := range []model.Draft{b, a} {
		_, err := s.ChangeGoal(ctx, at, goal.ID, model.Describe(opened, d, day.day))
		must(t, err)
	}
	if g := goalNow(t, s, goal.ID); g.Why != "The ducks" || g.Title != "Walk to the lake" {
		t.Errorf("goal %q, %q", g.Title, g.Why)
	}
}

func TestTheFirstDayStays(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	m := goal.Milestones[0]
	before := dump(t, s)
	_, err := s.ChangeMilestone(ctx, at, m.ID, model.Reopen(day.day))
	must(t, err)
	day.day += 20
	_, err = s.ChangeMilestone(ctx, at, m.ID, model.Reach(day.day, goal.Patient.ID, goal.Patient.ID))
	must(t, err)
	got := goalNow(t, s, goal.ID).Milestones[0]
	want := []model.Earlier{{ID: got.Earlier[0].ID, Check: m.Check, Until: day.day - 20}}
	if d := cmp.Diff(want, got.Earlier); d != "" || got.Check.On != day.day || got.Check.Note != "" {
		t.Errorf("reached again: %+v; before (-want +got):\n%s", got.Check, d)
	}
	_, err = s.ChangeMilestone(ctx, at, m.ID, model.Forget(got.Earlier[0].ID))
	must(t, err)
	if got := goalNow(t, s, goal.ID).Milestones[0].Earlier; len(got) != 0 {
		t.Errorf("still told: %+v", got)
	}
	for range 3 {
		_, err = s.Undo(ctx, at, 0)
		must(t, err)
	}
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	// One with a story can be removed, and comes back whole.
	_, err = s.ChangeMilestone(ctx, at, m.ID, model.Reopen(day.day))
	must(t, err)
	before = dump(t, s)
	_, err = s.RemoveMilestone(ctx, at, m.ID)
	must(t, err)
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("removed and brought back (-before +after):\n%s", d)
	}
	wantSound(t, s)
}

func TestChoices(t *testing.T) {
	ctx := context.Background()
	s, _, _ := begun(t)
	must(t, s.Choose(ctx, 0, map[string]string{"look": "plain", "marks": "ascii"}))
	must(t, s.Choose(ctx, 0, map[string]string{"look": "contrast"}))
	must(t, s.Close())
	s = open(t, s.Path())
	got, err := s.Choices(ctx, 0)
	must(t, err)
	if d := cmp.Diff(map[string]string{"look": "contrast", "marks": "ascii"}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if h, err := s.Home(ctx, model.Seat{}); err != nil || h.Patient.Name != "Rosa" {
		t.Errorf("home %+v, %v", h, err)
	}
}

// A file of the first version opens with all that is in it. What was done
// before cannot be taken back, which undo says; what is done from now on can.
func TestFileOfTheFirstVersion(t *testing.T) {
	ctx := context.Background()
	content, err := os.ReadFile("testdata/version-1.db")
	must(t, err)
	path := newFile(t)
	must(t, os.WriteFile(path, content, 0o600))
	s := open(t, path)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if len(home.Goals) != 1 || home.Goals[0].Progress != (model.Progress{Reached: 1, Total: 3, Resting: 1, LetGo: 1}) || home.At.Name != "Ben" || len(home.Drafts) != 1 {
		t.Fatalf("home %+v", home)
	}
	g := goalNow(t, s, home.Goals[0].ID)
	if a, _ := g.Answer(model.KeySetback); g.Milestones[1].Title != "Walk on" || a.Text != "Call Dana." || len(g.Measures) != 2 || len(g.Team) != 2 {
		t.Errorf("goal %+v", g)
	}
	list, err := s.Wordings(ctx, g.ID, model.Dates{Today: model.DayOf(noon)})
	must(t, err)
	if len(list[model.KeySetback]) != 0 { // both on one day
		t.Errorf("wordings %+v", list)
	}
	_, err = lastUndone(s, home.At)
	wantErr(t, err, model.ErrUndoClosed)
	before := dump(t, s)
	_, err = s.Undo(ctx, home.At, 0)
	wantErr(t, err, model.ErrUndoClosed)
	_, err = s.ChangeGoal(ctx, home.At, g.ID, model.Turn(model.OnHold, "The flu.", model.DayOf(noon)))
	must(t, err)
	_, err = s.Undo(ctx, home.At, 0)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	_, err = s.Undo(ctx, home.At, 0)
	wantErr(t, err, model.ErrUndoClosed)
}
