package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/model"
)

// hand does things at random to a file, as one person, in one record or whichever
// was shown last.
type hand struct {
	s       *Store
	at      model.At
	patient int64
}

var (
	titles = rapid.SampledFrom([]string{"Stand", "走十分钟", "المشي", "👨‍👩‍👧 walk", `"quoted" \ back`, "Line two", " padded "})
	lines  = rapid.SampledFrom([]string{"", "I sat on the bench", "Cake\nwith Ben", `{"json": null}`})
	dues   = rapid.SampledFrom([]model.Due{
		{},
		{Day: 46000, Typed: "by then"},
		{Day: 46500},
		{FromStart: true, Days: 42, Typed: "week 6"},
		{FromStart: true, Months: 2},
		{Day: model.DayOf(noon) - 20},
		{Day: model.DayOf(noon) - 3},
		{Day: model.DayOf(noon)},
		{Day: model.DayOf(noon) + 5},
	})
)

// do does one thing and returns the change it made; one without an ID when
// there was nothing to do, or when that is switched off for the person.
func (h hand) do(t *rapid.T) (model.Change, error) {
	c, err := h.try(t)
	if errors.Is(err, model.ErrNotAllowed) {
		return model.Change{}, nil
	}
	return c, err
}

func (h hand) try(t *rapid.T) (model.Change, error) {
	ctx := context.Background()
	home, err := h.s.Home(ctx, model.Seat{At: h.at.ID, Patient: h.patient})
	must2(t, err)
	if home.Person(home.Patient.ID).ID == 0 { // who was added was taken back
		home, err = h.s.Home(ctx, model.Seat{At: h.at.ID})
		must2(t, err)
	}
	what := rapid.IntRange(0, 21).Draw(t, "what")
	if len(home.Goals) == 0 || what == 0 {
		g := fullGoal(home)
		g.Title, g.Why = titles.Draw(t, "title"), lines.Draw(t, "why")
		_, c, err := h.s.StartGoal(ctx, h.at, g, 0)
		return c, err
	}
	g, err := h.s.Goal(ctx, rapid.SampledFrom(home.Goals).Draw(t, "goal").ID)
	must2(t, err)
	switch what {
	case 1:
		_, c, err := h.s.AddPerson(ctx, h.at, model.Person{Name: titles.Draw(t, "name"), Contact: "555"})
		return c, err
	case 2:
		_, c, err := h.s.AddMilestone(ctx, h.at, g.ID, model.Milestone{Title: titles.Draw(t, "title"), Due: dues.Draw(t, "due")})
		return c, err
	case 3:
		to := model.DraftOf(g)
		to.Title, to.Why, to.Area, to.Start = titles.Draw(t, "title"), lines.Draw(t, "why"), rapid.SampledFrom(model.Areas).Draw(t, "area"), g.Start-1
		to.Precautions = some(t, append(to.Precautions, model.Precaution{Text: titles.Draw(t, "keep"), Until: dues.Draw(t, "until")}))
		return h.s.ChangeGoal(ctx, h.at, g.ID, model.Describe(model.DraftOf(g), to, model.DayOf(noon)))
	case 4, 5, 6:
		if len(g.Milestones) == 0 {
			return model.Change{}, nil
		}
		m := rapid.SampledFrom(g.Milestones).Draw(t, "milestone")
		switch rapid.IntRange(0, 5).Draw(t, "how") {
		case 0:
			return h.s.RemoveMilestone(ctx, h.at, m.ID)
		case 1:
			return h.s.MoveMilestone(ctx, h.at, m.ID, rapid.IntRange(-3, 3).Draw(t, "by"))
		case 2:
			return h.s.RehomeMilestone(ctx, h.at, m.ID, rapid.SampledFrom(home.Goals).Draw(t, "home").ID)
		}
		change := h.change(t, home, m)
		if _, err := change(&m); err != nil {
			return model.Change{}, nil // what a check mark stands on is not rested
		}
		return h.s.ChangeMilestone(ctx, h.at, m.ID, change)
	case 7:
		return h.s.MoveGoal(ctx, h.at, g.ID, rapid.IntRange(-2, 2).Draw(t, "by"))
	case 8:
		to := rapid.SampledFrom([]model.Lifecycle{model.Active, model.OnHold, model.Completed, model.Cancelled, model.EnteredInError}).Draw(t, "to")
		return h.s.ChangeGoal(ctx, h.at, g.ID, model.Turn(to, lines.Draw(t, "reason"), model.DayOf(noon)))
	case 9:
		var all []int64
		for _, g := range home.Goals {
			all = append(all, g.ID)
		}
		return h.s.ChangeGoals(ctx, h.at, all, model.ShiftAhead(rapid.IntRange(0, 30).Draw(t, "days")))
	case 10:
		d := model.StartOver(g)
		again, err := d.Goal(model.DayOf(noon))
		must2(t, err)
		_, c, err := h.s.StartGoal(ctx, h.at, again, 0)
		return c, err
	}
	switch {
	case what > 18:
		return h.people(t, home, g)
	case what > 15:
		return h.measure(t, g)
	}
	key := rapid.SampledFrom(model.Questions).Draw(t, "question").Key
	return h.s.SaveAnswer(ctx, h.at, g.ID, key, model.DraftOf(g), redraft(t, g, home))
}

// people does one thing to what is known of someone, or to whose team they are on.
func (h hand) people(t *rapid.T, home model.Home, g model.Goal) (model.Change, error) {
	ctx := context.Background()
	p := rapid.SampledFrom(home.People).Draw(t, "who")
	told := p
	told.Contact = lines.Draw(t, "contact")
	if rapid.Bool().Draw(t, "name") { // one that stands nowhere else
		told.Name += "q"
	}
	switch how := rapid.IntRange(0, 4).Draw(t, "how"); {
	case how == 4:
		return h.s.ChangePerson(ctx, h.at, p.ID, model.BeginRecovery())
	case how < 2:
		return h.s.PutOnTeam(ctx, h.at, p.ID, g.ID, how == 0)
	case how == 2 && !strings.Contains(told.Contact, "\n"):
		return h.s.ChangePerson(ctx, h.at, p.ID, p.Tell(told))
	}
	right := rapid.SampledFrom([]model.Right{model.RightCheck, model.RightPlan}).Draw(t, "right")
	return h.s.ChangePerson(ctx, h.at, p.ID, model.Allow(right, rapid.Bool().Draw(t, "on")))
}

// measure does one thing to the readings of a goal, or to what they stand for.
func (h hand) measure(t *rapid.T, g model.Goal) (model.Change, error) {
	ctx, today := context.Background(), model.DayOf(noon)
	if rapid.IntRange(0, 4).Draw(t, "note") == 0 {
		hush := model.Hush{About: rapid.SampledFrom([]string{"level:1", "quiet"}).Draw(t, "about"), On: today, Until: today + 7, Times: rapid.IntRange(0, 3).Draw(t, "times")}
		change := model.Respond(hush, model.Deed{Words: "Did what was written", Plan: true})
		switch {
		case rapid.Bool().Draw(t, "ask"):
			change = model.Ask()
		case len(g.Milestones) > 0:
			m := rapid.SampledFrom(g.Milestones).Draw(t, "milestone")
			change = model.Respond(hush, model.Deed{}, model.ToMilestone(m.ID, model.Shrink(titles.Draw(t, "title"), g.Measures)), model.ToMilestone(m.ID, model.Reopen(today)))
		}
		return h.s.ChangeGoal(ctx, h.at, g.ID, change)
	}
	if len(g.Measures) == 0 {
		return model.Change{}, nil
	}
	m := rapid.SampledFrom(g.Measures).Draw(t, "measure")
	if len(g.Milestones) > 0 && rapid.Bool().Draw(t, "tie") {
		low := float64(rapid.IntRange(0, 9).Draw(t, "low"))
		c := rapid.SampledFrom([]model.Criterion{{}, {MeasureID: m.ID, Aim: model.Aim{Low: &low}}}).Draw(t, "criterion")
		return h.s.ChangeMilestone(ctx, h.at, rapid.SampledFrom(g.Milestones).Draw(t, "milestone").ID, model.Tie(c))
	}
	readings, err := h.s.Readings(ctx, m.ID, 0)
	must2(t, err)
	on := today - model.Day(rapid.IntRange(0, 3).Draw(t, "on"))
	value := float64(rapid.IntRange(0, 1).Draw(t, "value"))
	how := rapid.IntRange(0, 3).Draw(t, "how")
	if len(readings) == 0 || how < 2 {
		_, c, err := h.s.AddReading(ctx, h.at, m.ID, model.Reading{On: on, Value: value, ReadBy: h.at.ID, Note: lines.Draw(t, "note")})
		return c, err
	}
	r := rapid.SampledFrom(readings).Draw(t, "reading")
	if how == 2 {
		return h.s.RemoveReading(ctx, h.at, r.ID)
	}
	now := r
	now.On, now.Value = on, value
	_, c, err := h.s.ChangeReading(ctx, h.at, r.ID, model.Correct(r, now, today))
	return c, err
}

func (h hand) change(t *rapid.T, home model.Home, m model.Milestone) model.MilestoneChange {
	var earlier int64
	if len(m.Earlier) > 0 {
		earlier = rapid.SampledFrom(m.Earlier).Draw(t, "earlier").ID
	}
	return rapid.SampledFrom([]model.MilestoneChange{
		model.Reach(model.DayOf(noon)-model.Day(rapid.IntRange(0, 2).Draw(t, "ago")), home.Patient.ID, h.at.ID),
		model.Reopen(model.DayOf(noon)),
		model.Forget(earlier),
		model.Put(rapid.SampledFrom([]model.State{model.Open, model.Resting, model.LetGo}).Draw(t, "to")),
		model.Reword(titles.Draw(t, "title")),
		model.Redate(dues.Draw(t, "due")),
		model.MarkMajor(rapid.Bool().Draw(t, "major")),
		model.Foresee(lines.Draw(t, "sign")),
		model.PlanTreat(lines.Draw(t, "treat")),
	}).Draw(t, "change")
}

// redraft changes every answer of a goal at random.
func redraft(t *rapid.T, g model.Goal, home model.Home) model.Draft {
	d := model.DraftOf(g)
	d.Setback, d.QuietDays = lines.Draw(t, "setback"), rapid.IntRange(1, 365).Draw(t, "quiet")
	d.Milestones = append(d.Milestones, model.Milestone{Title: titles.Draw(t, "new"), Due: dues.Draw(t, "due")})
	d.Measures = append(d.Measures, rapid.SampledFrom(model.UsualMeasures()).Draw(t, "measure"))
	d.Team = append(d.Team, rapid.SampledFrom(home.People).Draw(t, "known"), model.Person{Name: titles.Draw(t, "person")})
	d.Milestones = some(t, d.Milestones)
	d.Measures = some(t, d.Measures)
	d.Team = some(t, d.Team)
	for i := range d.Milestones {
		m := &d.Milestones[i]
		m.Due, m.Major, m.Sign = dues.Draw(t, "due"), rapid.Bool().Draw(t, "major"), lines.Draw(t, "sign")
	}
	for i := range d.Measures {
		if low := rapid.Float64Range(0, 10).Draw(t, "low"); d.Measures[i].AimHigh == nil {
			d.Measures[i].AimLow = &low
		}
	}
	return d
}

// some returns part of a list in another order.
func some[T any](t *rapid.T, list []T) []T {
	list = rapid.Permutation(list).Draw(t, "order")
	if rapid.IntRange(0, 2).Draw(t, "drop") == 0 {
		list = list[:rapid.IntRange(0, len(list)).Draw(t, "keep")]
	}
	return slices.Clone(list)
}

func must2(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// Every action taken back restores every row exactly, for as many actions as
// there were, and the history always tells the whole of the tables.
func TestUndoProperty(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(t.TempDir(), "waymark.db")
		s, err := Open(ctx, path, clock)
		must2(rt, err)
		defer func() { s.Close() }()
		var dumps [][]string
		c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
		must2(rt, err)
		h := hand{s: s, at: model.At{ID: c.ByID, Name: c.By}}
		back := func() {
			_, err := h.s.Undo(ctx, h.at, 0)
			must2(rt, err)
			if d := cmp.Diff(dumps[len(dumps)-1], dump(t, h.s)); d != "" {
				rt.Fatalf("undo (-before the action +after the undo):\n%s", d)
			}
			dumps = dumps[:len(dumps)-1]
		}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			if len(dumps) > 0 && rapid.IntRange(0, 4).Draw(rt, "undo") == 0 {
				back()
				continue
			}
			before := dump(t, s)
			c, err := h.do(rt)
			must2(rt, err)
			if c.ID != 0 {
				dumps = append(dumps, before)
			} else if d := cmp.Diff(before, dump(t, s)); d != "" {
				rt.Fatalf("a change without an ID changed rows:\n%s", d)
			}
		}
		must2(rt, s.Close())
		s, err = Open(ctx, path, clock)
		must2(rt, err)
		h.s = s
		for len(dumps) > 0 {
			back()
		}
		_, err = s.Undo(ctx, h.at, 0)
		if !errors.Is(err, model.ErrNothingToUndo) {
			rt.Fatal(err)
		}
		wantSound(t, s)
	})
}

// Two people at two windows: an undo either takes its action back or changes
// nothing, and the file stays sound.
func TestUndoOfTwoProperty(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(t.TempDir(), "waymark.db")
		var hands []hand
		for range 2 {
			s, err := Open(ctx, path, clock)
			must2(rt, err)
			defer s.Close()
			hands = append(hands, hand{s: s})
		}
		_, err := hands[0].s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
		must2(rt, err)
		home, err := hands[1].s.Home(ctx, model.Seat{})
		must2(rt, err)
		hands[0].at, hands[1].at = home.At, model.At{ID: home.Patient.ID, Name: home.Patient.Name}
		for range rapid.IntRange(1, 20).Draw(rt, "steps") {
			h := rapid.SampledFrom(hands).Draw(rt, "hand")
			if rapid.Bool().Draw(rt, "act") {
				if _, err := h.do(rt); err != nil && home.Patient.ID != 0 {
					rt.Fatal(err)
				}
				continue
			}
			last, err := lastUndone(h.s, h.at)
			if errors.Is(err, model.ErrNothingToUndo) {
				continue
			}
			must2(rt, err)
			before := dump(t, h.s)
			c, err := h.s.Undo(ctx, h.at, 0)
			switch {
			case err == nil && c.Undoes == last.ID:
			case errors.Is(err, model.ErrChangedSince), errors.Is(err, model.ErrNotAllowed):
				if d := cmp.Diff(before, dump(t, h.s)); d != "" {
					rt.Fatalf("a refused undo changed rows:\n%s", d)
				}
			default:
				rt.Fatal(c, err)
			}
		}
		wantSound(t, hands[0].s)
	})
}

// The newest 60 actions go back one by one, across a new start of the program.
func TestUndoFarBack(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	var dumps [][]string
	for i := range 60 {
		dumps = append(dumps, dump(t, s))
		var err error
		switch m := goal.Milestones[i%len(goal.Milestones)]; i % 3 {
		case 0:
			_, _, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: fmt.Sprint("Step ", i)})
		case 1:
			_, err = s.ChangeMilestone(ctx, at, m.ID, model.Reword(fmt.Sprint("Other words ", i)))
		case 2:
			_, err = s.ChangeMilestone(ctx, at, m.ID, model.Foresee(fmt.Sprint(i)))
		}
		must(t, err)
	}
	for i, want := range slices.Backward(dumps) {
		if i%20 == 0 {
			must(t, s.Close())
			s = open(t, s.Path())
		}
		_, err := s.Undo(ctx, at, 0)
		must(t, err)
		if d := cmp.Diff(want, dump(t, s)); d != "" {
			t.Fatalf("undo to %d (-was +is):\n%s", i, d)
		}
	}
}
