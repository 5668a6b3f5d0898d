package tui

import (
	"context"
	"strings"
	"testing"

	"waymark/model"
	"waymark/store"
)

// laptop is one that is shared: Rosa and Walter recover, Ben and Dana
// help. Ben is at the computer, and Rosa's record is shown.
func laptop(t *testing.T) *store.Store {
	t.Helper()
	return openStore(t, copied(t, "laptop", fillLaptop(t)))
}

// fillLaptop writes that file.
func fillLaptop(t *testing.T) func(path string) {
	return func(path string) {
		in := newHouse(t, path)
		in.add(model.Person{Name: "Walter", Role: model.RolePatient, Relation: "a neighbor", Contact: "555 0188"})
		in.add(model.Person{Name: "Dana", Role: model.RolePhysical, Contact: "555 0134. Visits on Tuesdays."})
		in.start(1, "Walk to the park and back", 3, 6, 2, 4)
		in.start(1, "Button my shirt", 0, 2, 2)
		in.start(3, "Take the stairs", 2, 6, 4)
		in.close()
	}
}

// elsewhere is a store whose copies are said to lie in a folder that is the same
// in every run.
type elsewhere struct{ *store.Store }

const (
	theFolder = "/home/ben/.local/share/waymark/waymark-copies"
	theCopy   = theFolder + "/waymark-2026-11-23-0900-before-removal.db"
)

func (s elsewhere) Footprint(ctx context.Context, person int64) (model.Footprint, error) {
	f, err := s.Store.Footprint(ctx, person)
	f.Folder = theFolder
	return f, err
}

func (s elsewhere) RemovePerson(ctx context.Context, at model.At, person int64, name string) (string, model.Change, error) {
	_, c, err := s.Store.RemovePerson(ctx, at, person, name)
	return theCopy, c, err
}

// crowd is twelve people, three of whom recover, with names of all kinds.
func crowd(t *testing.T) *store.Store {
	t.Helper()
	return openStore(t, copied(t, "crowd", func(path string) {
		in := newHouse(t, path)
		for _, p := range []model.Person{
			{Name: "王秀英", Role: model.RolePatient, Relation: "我的邻居"},
			{Name: strings.TrimSpace(strings.Repeat("Longname ", 22)), Relation: strings.Repeat("w", 200), Contact: strings.Repeat("555 0134 ", 40)},
			{Name: "ليلى", Role: model.RolePatient},
			{Name: "Dana", Role: model.RolePhysical, Contact: "555 0134. Visits on Tuesdays."},
			{Name: "Dr. Lee", Role: model.RolePhysician, Contact: "555 0100"},
			{Name: "Ana María", Role: model.RoleFamily, Relation: "mi hija"},
			{Name: "Kim", Role: model.RoleNurse},
			{Name: "Tom"},
			{Name: "Ivo", Relation: "a friend"},
			{Name: "Mrs. Okafor", Relation: "my neighbor"},
		} {
			in.add(p)
		}
		in.start(1, "Walk to the park and back", 1, 4, 2, 4, 5, 6)
		in.start(3, strings.Repeat("走到公园再走回来", 12), 2, 3, 4, 5)
		in.close()
	}))
}

// house fills a file in which several people live.
type house struct {
	t  *testing.T
	st *store.Store
	at model.At
}

// newHouse begins with Rosa, who recovers, and Ben, who helps and is here.
func newHouse(t *testing.T, path string) *house {
	t.Helper()
	in := &house{t: t, st: openStore(t, path)}
	_, err := in.st.SetUp(t.Context(), model.Person{Name: "Rosa", Role: model.RolePatient}, &model.Person{Name: "Ben", Role: model.RoleFamily, Relation: "her son"})
	in.must(err)
	home, err := in.st.Home(t.Context(), model.Seat{})
	in.must(err)
	in.at = home.At
	return in
}

func (in *house) must(err error) {
	in.t.Helper()
	if err != nil {
		in.t.Fatal(err)
	}
}

func (in *house) close() { in.must(in.st.Close()) }

func (in *house) add(p model.Person) {
	in.t.Helper()
	_, _, err := in.st.AddPerson(context.Background(), in.at, p)
	in.must(err)
}

// start begins a goal of so many milestones, some of them done, with a team.
func (in *house) start(patient int64, title string, done, all int, team ...int64) {
	in.t.Helper()
	home, err := in.st.Home(context.Background(), model.Seat{Patient: patient})
	in.must(err)
	g := goalNamed(title, model.DayOf(monday)-30)
	for i := range all {
		m := model.Milestone{Title: "Step " + model.FormatNumber(float64(i+1)), State: model.Open}
		if i < done {
			m.State, m.Check = model.Reached, model.Check{On: model.DayOf(monday) - 9, ReachedBy: patient}
		}
		g.Milestones = append(g.Milestones, m)
	}
	for _, id := range team {
		g.Team = append(g.Team, home.Person(id))
	}
	g.Patient = home.Patient
	_, _, err = in.st.StartGoal(context.Background(), in.at, g, 0)
	in.must(err)
}
