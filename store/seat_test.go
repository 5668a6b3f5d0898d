package store

import (
	"context"
	"testing"

	"waymark/model"
)

// Taking back that someone was added, who sits there and whose record is shown,
// leaves a window, and the next one, with those who are there.
func TestASeatIsNeverEmpty(t *testing.T) {
	ctx := context.Background()
	s := open(t, newFile(t))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	rosa, ben := home.Patient.ID, home.At
	ana, _, err := s.AddPerson(ctx, ben, model.Person{Name: "Ana", Role: model.RolePatient})
	must(t, err)
	must(t, s.Sit(ctx, model.Seat{At: ana, Patient: ana}))
	_, err = s.Undo(ctx, ben)
	must(t, err)
	for _, seat := range []model.Seat{{}, {At: ana, Patient: ana}} {
		home, err = s.Home(ctx, seat)
		must(t, err)
		if home.Patient.ID != rosa || home.At.ID != rosa {
			t.Errorf("%+v shows %q to %q", seat, home.Patient.Name, home.At.Name)
		}
	}
	if home, err = s.Home(ctx, model.Seat{At: ben.ID, Patient: ana}); err != nil || home.At != ben || home.Patient.ID != rosa {
		t.Errorf("Ben sees %q as %q, %v", home.Patient.Name, home.At.Name, err)
	}
}
