package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHelps(t *testing.T) {
	rosa, walter := Person{ID: 1, Name: "Rosa", Role: RolePatient}, Person{ID: 2, Name: "Walter", Role: RolePatient}
	dana := Person{ID: 3, Name: "Dana"}
	goals := []Goal{
		{Patient: rosa, Team: []Person{dana}}, {Patient: rosa, Team: []Person{dana, walter}}, {Patient: walter, Team: []Person{dana, walter}},
	}
	for _, tt := range []struct {
		who   int64
		goals []Goal
		want  string
	}{
		{3, goals, "Rosa and Walter"}, // each once
		{2, goals, "Rosa"},            // their own goals are no help to others
		{1, goals, ""},
		{3, nil, ""},
		{9, goals, ""},
	} {
		if got := Names(Helps(tt.goals, tt.who)); got != tt.want {
			t.Errorf("%d helps %q, want %q", tt.who, got, tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	people := []Person{{Name: "Rosa"}, {Name: "王"}, {Name: "Ana"}}
	for n, want := range []string{"", "Rosa", "Rosa and 王", "Rosa, 王 and Ana"} {
		if got := Names(people[:n]); got != want {
			t.Errorf("%d names are %q, want %q", n, got, want)
		}
	}
}

func TestNamesake(t *testing.T) {
	list := []Person{{ID: 1, Name: "Rosa"}, {ID: 2, Name: "Ben"}}
	for _, tt := range []struct {
		of   Person
		want int64
	}{
		{Person{Name: "ben"}, 2},
		{Person{Name: " Ben "}, 2},
		{Person{ID: 2, Name: "Ben"}, 0}, // oneself
		{Person{ID: 1, Name: "Ben"}, 2},
		{Person{Name: "Benno"}, 0},
		{Person{}, 0},
	} {
		if got, ok := Namesake(list, tt.of); got.ID != tt.want || ok != (tt.want != 0) {
			t.Errorf("the namesake of %+v is %d, %v", tt.of, got.ID, ok)
		}
	}
}

func TestCalled(t *testing.T) {
	for _, tt := range []struct {
		p    Person
		want string
	}{
		{Person{Name: "Rosa", Role: RolePatient}, "Rosa"},
		{Person{Name: "Rosa", Role: RolePatient, Relation: "my mother"}, "Rosa, my mother"},
		{Person{Name: "Dana", Role: RolePhysical, Contact: "555"}, "Dana, physical therapist"},
		{Person{Name: "Ben", Role: RoleOther}, "Ben"},
	} {
		if got := tt.p.Called(); got != tt.want {
			t.Errorf("%+v is called %q, want %q", tt.p, got, tt.want)
		}
	}
}

// Words say who someone is; they make nobody recover, and nobody stop to.
func TestSaidOfAPerson(t *testing.T) {
	helper, patient := Person{Name: "Ben", Role: RoleFamily, Relation: "my son"}, Person{Name: "Rosa", Role: RolePatient}
	for _, tt := range []struct {
		p     Person
		words string
		want  Person
	}{
		{helper, " physical therapist ", Person{Name: "Ben", Role: RolePhysical}},
		{helper, "my nephew", Person{Name: "Ben", Role: RoleFamily, Relation: "my nephew"}},
		{helper, "", Person{Name: "Ben", Role: RoleOther}},
		{helper, "patient", Person{Name: "Ben", Role: RoleOther, Relation: "patient"}},
		{patient, "my mother", Person{Name: "Rosa", Role: RolePatient, Relation: "my mother"}},
		{patient, "", patient},
	} {
		if diff := cmp.Diff(tt.want, tt.p.Said(tt.words)); diff != "" {
			t.Errorf("%s as %q, -want +got:\n%s", tt.p.Name, tt.words, diff)
		}
	}
}

func TestRecovering(t *testing.T) {
	for _, tt := range []struct{ p, want Person }{
		{Person{Name: "Ben", Role: RoleFamily, Relation: "my son"}, Person{Name: "Ben", Role: RolePatient, Relation: "my son"}},
		{Person{Name: "Kim", Role: RoleNurse}, Person{Name: "Kim", Role: RolePatient, Relation: "nurse"}},
		{Person{Name: "Tom", Role: RoleOther}, Person{Name: "Tom", Role: RolePatient}},
		{Person{Name: "Rosa", Role: RolePatient}, Person{Name: "Rosa", Role: RolePatient}},
	} {
		if diff := cmp.Diff(tt.want, tt.p.Recovering()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

func TestOff(t *testing.T) {
	for _, tt := range []struct {
		p    Person
		want string
	}{
		{Person{}, ""},
		{Person{NoCheck: true}, "check off milestones"},
		{Person{NoPlan: true}, "change the plan"},
		{Person{NoCheck: true, NoPlan: true}, "check off milestones, change the plan"},
	} {
		if got := tt.p.Off(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.p, got, tt.want)
		}
	}
}
