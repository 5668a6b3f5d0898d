package tui

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// household is a file that several people share: Rosa and Walter recover, and
// Ben, who is at the computer, helps both.
type household struct {
	st          *store.Store
	now         time.Time
	rosa, ben   model.At
	goal, other model.Goal // Rosa's and Walter's
}

func newHousehold(t *testing.T) *household {
	t.Helper()
	in := &household{now: monday.AddDate(0, 0, -3)}
	in.st = openStoreAt(t, filepath.Join(t.TempDir(), "waymark.db"), func() time.Time { return in.now })
	ctx := context.Background()
	in.must(t, second(in.st.SetUp(ctx, model.Person{Name: "Rosa", Role: model.RolePatient}, &model.Person{Name: "Ben", Role: model.RoleFamily, Relation: "my son"})))
	walter, _, err := in.st.AddPerson(ctx, model.At{ID: 2, Name: "Ben"}, model.Person{Name: "Walter", Role: model.RolePatient})
	in.must(t, err)
	home, err := in.st.Home(ctx, model.Seat{})
	in.must(t, err)
	in.ben, in.rosa = home.At, model.At{ID: home.Patient.ID, Name: "Rosa"}
	start := func(patient int64, g model.Goal) model.Goal {
		g.Patient = home.Person(patient)
		id, _, err := in.st.StartGoal(ctx, in.ben, g, 0)
		in.must(t, err)
		g, err = in.st.Goal(ctx, id)
		in.must(t, err)
		return g
	}
	today := model.DayOf(in.now)
	step := func(title string, in model.Day) model.Milestone {
		return model.Milestone{Title: title, State: model.Open, Due: model.Due{Day: today + in}}
	}
	in.goal = start(in.rosa.ID, goalNamed("Walk to the park and back", today-30, step("Stand with support", 5), step("Walk 10 minutes without the cane", 9), step("Walk to the park", 20)))
	in.other = start(walter, goalNamed("Cook for my family", today-10, step("Make tea", 3)))
	return in
}

func second[T any](_ T, err error) error { return err }

func (in *household) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// change does something to one of Rosa's milestones, as someone, some minutes on.
func (in *household) change(t *testing.T, at model.At, place int, change model.MilestoneChange) model.Change {
	t.Helper()
	in.now = in.now.Add(4 * time.Minute)
	c, err := in.st.ChangeMilestone(context.Background(), at, in.goal.Milestones[place].ID, change)
	in.must(t, err)
	return c
}

// days is a household after some days: what each of them did, some of it taken
// back, and what Rosa did to something that Ben had done before.
func days(t *testing.T) *household {
	t.Helper()
	in := newHousehold(t)
	ctx := context.Background()
	today := model.DayOf(in.now)
	in.change(t, in.ben, 0, model.Reword("Stand with one hand"))
	in.change(t, in.rosa, 1, model.Redate(model.Due{Day: today + 14, Typed: "in 2 weeks"}))
	in.now = monday.Add(-12 * time.Hour)
	in.change(t, in.ben, 2, model.MarkMajor(true))
	in.must(t, second(in.st.Undo(ctx, in.ben, 0)))
	in.now = monday.Add(-10 * time.Minute)
	in.change(t, in.ben, 1, model.Reach(today+1, in.rosa.ID, in.ben.ID))
	in.change(t, in.rosa, 1, model.Tell(model.Check{}, model.Check{Note: "My legs shook,\nand I walked."}, today+3))
	in.now = monday
	return in
}

func (in *household) rig(t *testing.T, w, h int) *rig {
	t.Helper()
	in.must(t, in.st.Sit(context.Background(), model.Seat{At: in.ben.ID, Patient: in.rosa.ID}))
	return rigOn(t, in.st, w, h)
}
