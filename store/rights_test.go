package store

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// shared is a file in which Ben helps Rosa, who has one goal, and has one goal of
// his own.
type shared struct {
	s         *Store
	rosa, ben model.At
	goal, own model.Goal
}

func begunShared(t *testing.T) shared {
	t.Helper()
	ctx := context.Background()
	s, ben, goal := begun(t)
	x := shared{s: s, ben: ben, rosa: model.At{ID: goal.Patient.ID, Name: "Rosa"}, goal: goal}
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	own := fullGoal(home)
	own.Patient, own.Team = home.Person(ben.ID), nil
	id, _, err := s.StartGoal(ctx, ben, own, 0)
	must(t, err)
	x.own, err = s.Goal(ctx, id)
	must(t, err)
	return x
}

// taking are all that can be done to a goal, by what it takes. Each that Store can
// do is among them.
var taking = []struct {
	method string
	right  model.Right
	do     func(x shared, at model.At, g model.Goal) (model.Change, error)
}{
	{"ChangeMilestone", model.RightCheck, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeMilestone(context.Background(), at, g.Milestones[1].ID, model.Reach(model.DayOf(noon), x.rosa.ID, at.ID))
	}},
	{"ChangeMilestone", model.RightCheck, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeMilestone(context.Background(), at, g.Milestones[0].ID, model.Reopen(model.DayOf(noon)))
	}},
	{"ChangeMilestone", model.RightCheck, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		was := g.Milestones[0].Check
		now := was
		now.Note = "Slowly"
		return x.s.ChangeMilestone(context.Background(), at, g.Milestones[0].ID, model.Tell(was, now, model.DayOf(noon)))
	}},
	{"ChangeMilestone", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeMilestone(context.Background(), at, g.Milestones[1].ID, model.Reword("Walk on"))
	}},
	{"ChangeMilestone", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeMilestone(context.Background(), at, g.Milestones[1].ID, model.Put(model.Resting))
	}},
	{"ChangeGoal", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeGoal(context.Background(), at, g.ID, model.Turn(model.OnHold, "", model.DayOf(noon)))
	}},
	{"ChangeGoal", model.RightCheck, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeGoal(context.Background(), at, g.ID, model.Respond(model.Hush{About: "quiet", On: 46000, Until: 46007}, model.Deed{}, model.ToMilestone(g.Milestones[0].ID, model.Reopen(model.DayOf(noon)))))
	}},
	{"ChangeGoal", model.RightNone, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeGoal(context.Background(), at, g.ID, model.Respond(model.Hush{About: "quiet", On: 46000, Until: 46007}, model.Deed{Words: "Put aside"}))
	}},
	{"ChangeGoals", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.ChangeGoals(context.Background(), at, []int64{g.ID}, model.ShiftAhead(7))
	}},
	{"MoveGoal", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		other := g
		other.Team = nil
		if _, _, err := x.s.StartGoal(context.Background(), x.by(g), other, 0); err != nil {
			return model.Change{}, err
		}
		return x.s.MoveGoal(context.Background(), at, g.ID, 1)
	}},
	{"StartGoal", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		g.Team = nil
		_, c, err := x.s.StartGoal(context.Background(), at, g, 0)
		return c, err
	}},
	{"SaveAnswer", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		d := model.DraftOf(g)
		d.Setback = "Rest"
		return x.s.SaveAnswer(context.Background(), at, g.ID, model.KeySetback, model.DraftOf(g), d)
	}},
	{"AddMilestone", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		_, c, err := x.s.AddMilestone(context.Background(), at, g.ID, model.Milestone{Title: "Swim"})
		return c, err
	}},
	{"MoveMilestone", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.MoveMilestone(context.Background(), at, g.Milestones[1].ID, 1)
	}},
	{"RehomeMilestone", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		other := g
		other.Team = nil
		id, _, err := x.s.StartGoal(context.Background(), x.by(g), other, 0)
		if err != nil {
			return model.Change{}, err
		}
		return x.s.RehomeMilestone(context.Background(), at, g.Milestones[1].ID, id)
	}},
	{"RemoveMilestone", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		return x.s.RemoveMilestone(context.Background(), at, g.Milestones[1].ID)
	}},
	{"PutOnTeam", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		id, _, err := x.s.AddPerson(context.Background(), at, model.Person{Name: "Ida"})
		if err != nil {
			return model.Change{}, err
		}
		return x.s.PutOnTeam(context.Background(), at, id, g.ID, true)
	}},
	{"AddPerson", model.RightNone, func(x shared, at model.At, _ model.Goal) (model.Change, error) {
		_, c, err := x.s.AddPerson(context.Background(), at, model.Person{Name: "Ida"})
		return c, err
	}},
	{"ChangePerson", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		now := g.Patient
		now.Contact = "555"
		return x.s.ChangePerson(context.Background(), at, g.Patient.ID, g.Patient.Tell(now))
	}},
	{"AddReading", model.RightNone, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		_, c, err := x.s.AddReading(context.Background(), at, g.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 2})
		return c, err
	}},
	{"ChangeReading", model.RightNone, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		r := model.Reading{On: model.DayOf(noon), Value: 2}
		id, _, err := x.s.AddReading(context.Background(), x.rosa, g.Measures[0].ID, r)
		if err != nil {
			return model.Change{}, err
		}
		now := r
		now.Value = 3
		_, c, err := x.s.ChangeReading(context.Background(), at, id, model.Correct(r, now, model.DayOf(noon)))
		return c, err
	}},
	{"RemoveReading", model.RightNone, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		id, _, err := x.s.AddReading(context.Background(), x.rosa, g.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 2})
		if err != nil {
			return model.Change{}, err
		}
		return x.s.RemoveReading(context.Background(), at, id)
	}},
	{"Undo", model.RightNone, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		if _, _, err := x.s.AddReading(context.Background(), at, g.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 2}); err != nil {
			return model.Change{}, err
		}
		return x.s.Undo(context.Background(), at, 0)
	}},
	{"TakeBack", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		c, err := x.s.ChangeMilestone(context.Background(), x.by(g), g.Milestones[1].ID, model.Reword("Walk on"))
		if err != nil {
			return model.Change{}, err
		}
		return x.s.TakeBack(context.Background(), at, c.ID)
	}},
	{"TakeBack", model.RightNone, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		_, c, err := x.s.AddReading(context.Background(), x.by(g), g.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 2})
		if err != nil {
			return model.Change{}, err
		}
		return x.s.TakeBack(context.Background(), at, c.ID)
	}},
	{"RemovePerson", model.RightPlan, func(x shared, at model.At, g model.Goal) (model.Change, error) {
		_, c, err := x.s.RemovePerson(context.Background(), at, g.Patient.ID, g.Patient.Name)
		return c, err
	}},
}

// by is whose goal it is.
func (x shared) by(g model.Goal) model.At { return model.At{ID: g.Patient.ID, Name: g.Patient.Name} }

// What is switched off for Ben is refused in Rosa's record, whatever way there is
// to do it, and changes nothing; it is never refused in his own; and what is not
// switched off goes on.
func TestRights(t *testing.T) {
	ctx := context.Background()
	tried := map[string]bool{"Restore": true} // of all records at once: TestRestoreSwitchedOff
	for _, one := range taking {
		tried[one.method] = true
		for _, off := range []model.Right{model.RightCheck, model.RightPlan} {
			x := begunShared(t)
			_, err := x.s.ChangePerson(ctx, x.rosa, x.ben.ID, model.Allow(off, false))
			must(t, err)
			before := rowsOf(t, x.s, x.goal.ID)
			c, err := one.do(x, x.ben, x.goal)
			var lacks *model.NotAllowedError
			switch {
			case one.right&off == 0:
				if err != nil || c.ID == 0 {
					t.Errorf("%s, with %q off: %+v, %v", one.method, off.Words(), c, err)
				}
			case !errors.As(err, &lacks) || lacks.Name != "Ben" || lacks.Right != off:
				t.Errorf("%s, with %q off: %v", one.method, off.Words(), err)
			case one.method != "TakeBack": // which is of something that Rosa did before
				if d := cmp.Diff(before, rowsOf(t, x.s, x.goal.ID)); d != "" {
					t.Errorf("%s was refused and changed the goal:\n%s", one.method, d)
				}
			}
			if one.method == "RemovePerson" && err == nil {
				continue // and with her goes who sits here
			}
			if c, err := one.do(x, x.ben, x.own); err != nil || c.ID == 0 {
				t.Errorf("%s in Ben's own record, with %q off: %+v, %v", one.method, off.Words(), c, err)
			}
		}
	}
	at := reflect.TypeFor[model.At]()
	for m := range reflect.TypeFor[*Store]().Methods() {
		if m.Type.NumIn() > 2 && m.Type.In(2) == at && !tried[m.Name] {
			t.Errorf("nobody tried whether %s is refused", m.Name)
		}
	}
}

// rowsOf is a goal as it stands.
func rowsOf(t *testing.T, s *Store, id int64) model.Goal {
	t.Helper()
	g, err := s.Goal(context.Background(), id)
	must(t, err)
	return g
}

// Who may do what is said by those who recover alone, and not got round by taking
// back what they said.
func TestRightToSay(t *testing.T) {
	ctx := context.Background()
	s, ben, goal := begun(t)
	rosa := model.At{ID: goal.Patient.ID, Name: "Rosa"}
	_, err := s.ChangePerson(ctx, ben, ben.ID, model.Allow(model.RightPlan, false))
	wantErr(t, err, model.ErrNotAllowed)
	for _, off := range []model.Right{model.RightCheck, model.RightPlan} {
		c, err := s.ChangePerson(ctx, rosa, ben.ID, model.Allow(off, false))
		must(t, err)
		_, err = s.TakeBack(ctx, ben, c.ID)
		wantErr(t, err, model.ErrNotAllowed)
		_, err = s.ChangePerson(ctx, ben, ben.ID, model.Allow(off, true))
		wantErr(t, err, model.ErrNotAllowed)
		back, err := s.TakeBack(ctx, rosa, c.ID)
		must(t, err)
		_, err = s.TakeBack(ctx, ben, back.ID)
		wantErr(t, err, model.ErrNotAllowed)
	}
	home, err := s.Home(ctx, model.Seat{At: ben.ID})
	must(t, err)
	if p := home.Person(ben.ID); p.NoCheck || p.NoPlan || !home.May(model.RightPlan) || home.May(model.RightSay) {
		t.Errorf("%+v", p)
	}
}

// What one did oneself can always be taken back, even when it is switched off by
// then; to do it again takes the right to do it.
func TestRightToTakeBack(t *testing.T) {
	ctx := context.Background()
	for _, x := range []struct {
		right  model.Right
		change model.MilestoneChange
	}{{model.RightCheck, model.Reach(model.DayOf(noon), 1, 2)}, {model.RightPlan, model.Reword("Walk on")}} {
		s, ben, goal := begun(t)
		rosa := model.At{ID: goal.Patient.ID, Name: "Rosa"}
		_, err := s.ChangeMilestone(ctx, ben, goal.Milestones[1].ID, x.change)
		must(t, err)
		both := model.RightCheck | model.RightPlan
		_, err = s.ChangePerson(ctx, rosa, ben.ID, model.Allow(both, false))
		must(t, err)
		back, err := s.Undo(ctx, ben, 0)
		must(t, err)
		_, err = s.TakeBack(ctx, ben, back.ID)
		wantErr(t, err, model.ErrNotAllowed)
		_, err = s.ChangePerson(ctx, rosa, ben.ID, model.Allow(x.right, true))
		must(t, err)
		_, err = s.TakeBack(ctx, ben, back.ID)
		must(t, err)
		wantSound(t, s)
	}
}

// Records do not mix: one action is about goals of one person.
func TestRecordsDoNotMix(t *testing.T) {
	ctx := context.Background()
	x := begunShared(t)
	before := dump(t, x.s)
	_, err := x.s.ChangeGoals(ctx, x.ben, []int64{x.goal.ID, x.own.ID}, model.ShiftAhead(7))
	wantErr(t, err, model.ErrNotFound)
	_, err = x.s.RehomeMilestone(ctx, x.ben, x.goal.Milestones[1].ID, x.own.ID)
	wantErr(t, err, model.ErrNotFound)
	if d := cmp.Diff(before, dump(t, x.s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	over := x.own
	over.From, over.Team = x.goal.ID, nil
	id, _, err := x.s.StartGoal(ctx, x.ben, over, 0)
	must(t, err)
	if g := rowsOf(t, x.s, id); g.From != 0 {
		t.Errorf("it starts goal %d of someone else over", g.From)
	}
	if g := rowsOf(t, x.s, x.goal.ID); g.Lifecycle != model.Active {
		t.Errorf("Rosa's goal is %s", g.Lifecycle)
	}
}
