package plain

import (
	"bytes"
	"context"
	"testing"

	"waymark/model"
)

// room is a file in which only people are.
type room struct {
	File
	people []model.Person
	teams  []model.Goal
}

func (f room) Records(context.Context) (list []model.Record, err error) {
	for _, p := range f.people {
		if p.Recovers() {
			list = append(list, model.Record{Patient: p})
		}
	}
	return list, nil
}

func (f room) Teams(context.Context) ([]model.Goal, error) { return f.teams, nil }

// Someone who recovers can help others; nobody helps themselves.
func TestPeopleWhoRecoverAndHelp(t *testing.T) {
	rosa := model.Person{ID: 1, Name: "Rosa", Role: model.RolePatient, Contact: "555 0101"}
	walter := model.Person{ID: 2, Name: "Walter", Role: model.RolePatient, Relation: "my neighbor", NoPlan: true, NoCheck: true}
	zoe := model.Person{ID: 3, Name: "Zoe", Role: model.RoleOther}
	team := func(patient model.Person, on ...model.Person) model.Goal {
		return model.Goal{Patient: patient, Team: on}
	}
	f := room{people: []model.Person{rosa, walter, zoe}, teams: []model.Goal{team(rosa, walter, rosa), team(rosa, walter), team(walter, walter)}}
	list, err := Desk{File: f, People: f.people, At: walter}.Everyone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	People(&b, list)
	want := `Recovers: Rosa. 555 0101. No goals under way.
Recovers: Walter, my neighbor. No goals under way. On the care team of Rosa. Switched off: check off milestones, change the plan.
Helps: Zoe. On no care team yet.
At the computer last: Walter.
`
	if b.String() != want {
		t.Errorf("people prints\n%s\nwant\n%s", b.String(), want)
	}
}

func TestPeopleOfNobody(t *testing.T) {
	list, err := Desk{}.Everyone(t.Context())
	var words, asJSON bytes.Buffer
	People(&words, list)
	if wrong := PeopleJSON(&asJSON, list); err != nil || wrong != nil || words.String() != "Nobody is here yet. To begin, run waymark in a terminal window.\n" || asJSON.String() != "{\n  \"people\": []\n}\n" {
		t.Errorf("%v, %v: %q, %q", err, wrong, words.String(), asJSON.String())
	}
}

// Whose record is meant is told by the names of those who recover; the name of a
// helper is not taken for a slip of one of them.
func TestDeskOfSomeone(t *testing.T) {
	desk := Desk{People: []model.Person{
		{ID: 1, Name: "Rosa", Role: model.RolePatient}, {ID: 2, Name: "Ana", Role: model.RolePatient}, {ID: 3, Name: "Dana", Role: model.RolePhysical},
	}}
	desk.Patient, desk.At = desk.People[0], desk.People[2]
	for typed, want := range map[string]int64{"": 1, "ros": 1, "ANÁ": 2, "an": 2, "rossa": 1, "dana": 0, "a": 0, " ": 0, "zoe": 0} {
		d, err := desk.Of(typed)
		if got := d.Patient.ID; want != 0 && (err != nil || got != want || d.At.ID != 3) || want == 0 && err == nil {
			t.Errorf("of %q is %d's, %v; want %d", typed, got, err, want)
		}
	}
	for typed, want := range map[string]int64{"": 3, "ros": 1, "dana": 3, "ana": 2, "an": 0} {
		d, err := desk.By(typed)
		if got := d.At.ID; want != 0 && (err != nil || got != want || d.Patient.ID != 1) || want == 0 && err == nil {
			t.Errorf("by %q is %d, %v; want %d", typed, got, err, want)
		}
	}
}
