package model

import "testing"

// What a person lacks is what is switched off on the record at hand, never on
// their own; and only whose record it is says who may do what there.
func TestLacks(t *testing.T) {
	all := RightCheck | RightPlan | RightSay
	off := func(id int64, role Role) Person {
		return Person{ID: id, Role: role, NoCheck: true, NoPlan: true}
	}
	for _, tt := range []struct {
		name    string
		p       Person
		patient int64
		want    Right
	}{
		{"nobody yet", Person{}, 1, RightNone},
		{"whose record it is", Person{ID: 1, Role: RolePatient}, 1, RightNone},
		{"whose record it is, as another's switches have them", off(1, RolePatient), 1, RightNone},
		{"someone else who recovers", Person{ID: 3, Role: RolePatient}, 1, RightSay},
		{"someone else who recovers, with all off", off(3, RolePatient), 1, all},
		{"a helper", Person{ID: 2, Role: RoleNurse}, 1, RightSay},
		{"a helper with all off", off(2, RoleNurse), 1, all},
		{"a helper in nobody's record", Person{ID: 2, Role: RoleNurse}, 0, RightSay},
		{"a helper of whom something is said", off(2, RoleNurse), 2, RightSay},
	} {
		for _, r := range []Right{RightNone, RightCheck, RightPlan, RightSay, all} {
			if got := tt.p.Lacks(r, tt.patient); got != tt.want&r || tt.p.May(r, tt.patient) != (got == RightNone) {
				t.Errorf("%s lacks %d of %d, want %d", tt.name, got, r, tt.want&r)
			}
		}
	}
}
