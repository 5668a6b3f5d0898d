package store

import (
	"context"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

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

func goalNow(t *testing.T, s *Store, id int64) model.Goal {
	t.Helper()
	g, err := s.Goal(context.Background(), id)
	must(t, err)
	return g
}

// What a list of goals shows is what the goals themselves say.
func TestHomeSumsUp(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t, newFile(t))
		defer s.Close()
		c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
		must2(rt, err)
		h := hand{s, model.At{ID: c.ByID, Name: c.By}}
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			_, err := h.do(rt)
			must2(rt, err)
		}
		home, err := s.Home(ctx)
		must2(rt, err)
		goals, err := s.Goals(ctx, home.Patient.ID)
		must2(rt, err)
		var want []model.Summary
		resting, ended, month := 0, 0, 0
		for _, g := range goals {
			for _, m := range g.Milestones {
				if m.State == model.Reached && m.Check.On >= model.DayOf(noon).MonthStart() {
					month++
				}
			}
			switch {
			case g.Lifecycle == model.Active:
				want = append(want, g.Summary(model.DayOf(noon)))
			case g.Lifecycle == model.OnHold:
				resting++
			default:
				ended++
			}
		}
		ignore := cmpopts.IgnoreFields(model.Milestone{}, "Earlier")
		if d := cmp.Diff(want, home.Goals, ignore, cmpopts.EquateEmpty()); d != "" || home.Resting != resting || home.Ended != ended || home.Month != month {
			rt.Fatalf("%d rest, want %d; %d ended, want %d; %d this month, want %d; goals (-want +got):\n%s",
				home.Resting, resting, home.Ended, ended, home.Month, month, d)
		}
	})
}

// What was done this month counts whatever became of its goal, unless that was
// a mistake.
func TestMonthCountsAllGoals(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	month := func() int {
		home, err := s.Home(ctx)
		must(t, err)
		return home.Month
	}
	before := month()
	_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reach(day.day, at.ID, at.ID))
	must(t, err)
	for _, to := range []model.Lifecycle{model.Active, model.OnHold, model.Completed, model.Cancelled} {
		_, err := s.ChangeGoal(ctx, at, goal.ID, model.Turn(to, "", day.day))
		must(t, err)
		if got := month(); got != before+1 {
			t.Errorf("%s: %d this month, want %d", to, got, before+1)
		}
	}
	_, err = s.ChangeGoal(ctx, at, goal.ID, model.Turn(model.EnteredInError, "", day.day))
	must(t, err)
	if got := month(); got != 0 {
		t.Errorf("of a goal made by mistake %d count", got)
	}
}

func TestGoalRestsAndIsPickedUp(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	_, err := s.ChangeGoal(ctx, at, goal.ID, model.Turn(model.OnHold, "The flu.", day.day))
	must(t, err)
	home, err := s.Home(ctx)
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
	_, err = s.Undo(ctx, at)
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
	_, err = s.Undo(ctx, at)
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
	_, err = s.Undo(ctx, at)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	home, err := s.Home(ctx)
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
	_, err = s.Undo(ctx, at)
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

// A milestone is not moved to where it would be out of sight.
func TestRehomeToAGoalThatEnded(t *testing.T) {
	ctx := context.Background()
	s, at, goal, day := lived(t)
	id, _, err := s.StartGoal(ctx, at, model.Goal{Patient: goal.Patient, Title: "Dance", Start: goal.Start, QuietDays: 14}, 0)
	must(t, err)
	_, err = s.ChangeGoal(ctx, at, id, model.Turn(model.EnteredInError, "", day.day))
	must(t, err)
	_, err = s.RehomeMilestone(ctx, at, goal.Milestones[1].ID, id)
	wantErr(t, err, model.ErrNotFound)
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
		_, err = s.Undo(ctx, at)
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
	_, err = s.Undo(ctx, at)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("removed and brought back (-before +after):\n%s", d)
	}
	wantSound(t, s)
}

func TestMoveMilestone(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	for _, tt := range []struct {
		which, by int
		want      []int
		rows      int // that the history has images of
	}{
		{2, -1, []int{0, 2, 1, 3, 4}, 1},
		{2, 1, []int{0, 1, 2, 3, 4}, 1},
		{0, 99, []int{1, 2, 3, 4, 0}, 1},
		{0, -99, []int{0, 1, 2, 3, 4}, 1},
		{4, 1, []int{0, 1, 2, 3, 4}, 0},
	} {
		c, err := s.MoveMilestone(ctx, at, goal.Milestones[tt.which].ID, tt.by)
		must(t, err)
		var want, got []int64
		for _, i := range tt.want {
			want = append(want, goal.Milestones[i].ID)
		}
		for _, m := range goalNow(t, s, goal.ID).Milestones {
			got = append(got, m.ID)
		}
		var rows int
		must(t, s.db.QueryRow(`SELECT count(*) FROM change_row WHERE change_id = ?`, c.ID).Scan(&rows))
		if !slices.Equal(got, want) || rows != tt.rows {
			t.Errorf("milestone %d by %d: %v, want %v; %d rows, want %d", tt.which, tt.by, got, want, rows, tt.rows)
		}
	}
	_, err := s.MoveMilestone(ctx, at, 99, 1)
	wantErr(t, err, model.ErrNotFound)
}

func TestMoveGoalAmongThoseUnderWay(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	var ids []int64
	for _, title := range []string{"B", "C", "D"} {
		g := goal
		g.Title, g.Team = title, nil
		id, _, err := s.StartGoal(ctx, at, g, 0)
		must(t, err)
		ids = append(ids, id)
	}
	_, err := s.ChangeGoal(ctx, at, ids[1], model.Turn(model.OnHold, "", model.DayOf(noon)))
	must(t, err)
	_, err = s.MoveGoal(ctx, at, ids[2], -1) // D past B, with C resting between
	must(t, err)
	home, err := s.Home(ctx)
	must(t, err)
	var got []string
	for _, g := range home.Goals {
		got = append(got, g.Title)
	}
	if want := []string{goal.Title, "D", "B"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, err = s.MoveGoal(ctx, at, ids[1], 1)
	wantErr(t, err, model.ErrNotFound)
}

func TestRehomeMilestone(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	other := goal
	other.Title, other.Team, other.Start, other.Answers, other.Milestones = "Other", nil, goal.Start+5, nil, nil
	id, _, err := s.StartGoal(ctx, at, other, 0)
	must(t, err)
	before := dump(t, s)
	m := goal.Milestones[1]
	c, err := s.RehomeMilestone(ctx, at, m.ID, id)
	must(t, err)
	from, to := goalNow(t, s, goal.ID), goalNow(t, s, id)
	if len(from.Milestones) != 4 || len(to.Milestones) != 1 || to.Milestones[0].UID != m.UID || c.GoalID != 0 {
		t.Fatalf("from %v, to %v, change %+v", titlesOf(from.Milestones), titlesOf(to.Milestones), c)
	}
	if got := to.Milestones[0].Due.On(to.Start); got != m.Due.On(goal.Start) {
		t.Errorf("due %s, then %s", m.Due.On(goal.Start), got)
	}
	if a, ok := to.Answer(model.KeyMilestones); !ok || a.WrittenOn != model.DayOf(noon) {
		t.Errorf("question 1 of its new goal: %+v", a)
	}
	_, err = s.Undo(ctx, at)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	_, err = s.RehomeMilestone(ctx, at, m.ID, 99)
	wantErr(t, err, model.ErrNotFound)
}

func TestChoices(t *testing.T) {
	ctx := context.Background()
	s, _, _ := begun(t)
	must(t, s.Choose(ctx, map[string]string{"look": "plain", "marks": "ascii"}))
	must(t, s.Choose(ctx, map[string]string{"look": "contrast"}))
	must(t, s.Close())
	s = open(t, s.Path())
	got, err := s.Choices(ctx)
	must(t, err)
	if d := cmp.Diff(map[string]string{"look": "contrast", "marks": "ascii"}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if h, err := s.Home(ctx); err != nil || h.Patient.Name != "Rosa" {
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
	home, err := s.Home(ctx)
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
	_, err = s.Undo(ctx, home.At)
	wantErr(t, err, model.ErrUndoClosed)
	_, err = s.ChangeGoal(ctx, home.At, g.ID, model.Turn(model.OnHold, "The flu.", model.DayOf(noon)))
	must(t, err)
	_, err = s.Undo(ctx, home.At)
	must(t, err)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("undone (-before +after):\n%s", d)
	}
	_, err = s.Undo(ctx, home.At)
	wantErr(t, err, model.ErrUndoClosed)
}

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
