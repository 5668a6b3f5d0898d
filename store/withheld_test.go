package store

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// Two who recover, and what each of them says of the same helper.
func TestEachDecidesForTheirOwnRecord(t *testing.T) {
	ctx := context.Background()
	s, _, dana, rosas, walters, w := twoRecords(t)
	rosa, walter := model.At{ID: rosas.Patient.ID, Name: "Rosa"}, model.At{ID: w.ID, Name: "Walter"}
	both := model.RightCheck | model.RightPlan
	may := func(when string, inRosas, inWalters bool) {
		t.Helper()
		for _, x := range []struct {
			whose model.At
			goal  model.Goal
			want  bool
		}{{rosa, rosas, inRosas}, {walter, walters, inWalters}} {
			home, err := s.Home(ctx, model.Seat{At: dana.ID, Patient: x.whose.ID})
			must(t, err)
			if p := home.Person(dana.ID); home.May(both) != x.want || home.May(model.RightCheck) != x.want || p.NoPlan == x.want {
				t.Errorf("%s, in the record of %s: %+v", when, x.whose.Name, p)
			}
			id := x.goal.Milestones[1].ID
			for _, change := range []model.MilestoneChange{model.Reword("Walk on"), model.Reach(model.DayOf(noon), x.whose.ID, dana.ID)} {
				_, err = s.ChangeMilestone(ctx, dana, id, change)
				var off *model.NotAllowedError
				if refused := errors.As(err, &off); refused == x.want || refused && (off.Name != "Dana" || off.Whose != x.whose.Name) {
					t.Errorf("%s, in the record of %s: %v, %+v", when, x.whose.Name, err, off)
				}
				if err == nil {
					_, err = s.Undo(ctx, dana, 0)
					must(t, err)
				}
			}
		}
	}
	allow := func(at model.At, on bool) model.Change {
		t.Helper()
		c, err := s.ChangePerson(ctx, at, dana.ID, model.Allow(both, on))
		must(t, err)
		if c.ID != 0 && c.Patient != at.ID {
			t.Errorf("what %s says is about the record of %d", at.Name, c.Patient)
		}
		return c
	}
	may("at first", true, true)
	allow(rosa, false)
	may("Rosa switched it off", false, true)
	if c := allow(walter, true); c.ID != 0 {
		t.Errorf("Walter changed something: %+v", c)
	}
	may("Walter said nothing new", false, true)
	allow(walter, false)
	may("both switched it off", false, false)
	allow(rosa, true)
	may("Rosa switched it on", true, false)
	wantSound(t, s)
}

// Only Rosa takes back what she said, and does it again.
func TestNobodyElseTakesADecisionBack(t *testing.T) {
	ctx := context.Background()
	s, ben, dana, rosas, _, walter := twoRecords(t)
	rosa := model.At{ID: rosas.Patient.ID, Name: "Rosa"}
	c, err := s.ChangePerson(ctx, rosa, dana.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	for range 4 { // taken back, done again, and so on
		before := dump(t, s)
		for _, at := range []model.At{ben, dana, {ID: walter.ID, Name: "Walter"}} {
			_, err = s.TakeBack(ctx, at, c.ID)
			var off *model.NotAllowedError
			if !errors.As(err, &off) || off.Right&model.RightSay == 0 || off.Whose != "Rosa" {
				t.Errorf("%s takes it back: %v", at.Name, err)
			}
		}
		if d := cmp.Diff(before, dump(t, s)); d != "" {
			t.Errorf("rows changed:\n%s", d)
		}
		c, err = s.TakeBack(ctx, rosa, c.ID)
		must(t, err)
	}
	wantSound(t, s)
}

// Whoever may not change Rosa's plan makes nobody recover in her record.
func TestBeginRecoveryIsOfTheRecordShown(t *testing.T) {
	ctx := context.Background()
	s, ben, dana, rosas, _, _ := twoRecords(t)
	_, err := s.ChangePerson(ctx, model.At{ID: rosas.Patient.ID, Name: "Rosa"}, ben.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	_, err = s.ChangePerson(ctx, ben, dana.ID, model.BeginRecovery())
	wantErr(t, err, model.ErrNotAllowed)
}

// What is said of oneself changes nothing, and those who have no record say
// nothing.
func TestSayingNothing(t *testing.T) {
	ctx := context.Background()
	s, ben, goal := begun(t)
	rosa := model.At{ID: goal.Patient.ID, Name: "Rosa"}
	c, err := s.ChangePerson(ctx, rosa, rosa.ID, model.Allow(model.RightPlan, false))
	if must(t, err); c.ID != 0 {
		t.Errorf("Rosa switched it off for herself: %+v", c)
	}
	for _, on := range []bool{true, false} {
		_, err = s.ChangePerson(ctx, ben, rosa.ID, model.Allow(model.RightPlan, on))
		wantErr(t, err, model.ErrNotAllowed)
		_, err = s.ChangePerson(ctx, model.At{}, ben.ID, model.Allow(model.RightPlan, on))
		wantErr(t, err, model.ErrNotFound)
	}
}

// With a person goes what they said, and what was said of them.
func TestDecisionsGoWithAPerson(t *testing.T) {
	ctx := context.Background()
	for _, goes := range []string{"Rosa", "Dana"} {
		s, _, dana, rosas, _, w := twoRecords(t)
		rosa, walter := model.At{ID: rosas.Patient.ID, Name: "Rosa"}, model.At{ID: w.ID, Name: "Walter"}
		for _, at := range []model.At{rosa, walter} {
			_, err := s.ChangePerson(ctx, at, dana.ID, model.Allow(model.RightCheck, false))
			must(t, err)
		}
		want := 1 // Walter's word about Dana
		if goes == "Dana" {
			mustRemove(t, s, rosa, dana)
			want = 0
		} else {
			mustRemove(t, s, walter, rosa)
		}
		for _, query := range []string{`SELECT count(*) FROM withheld`, `SELECT count(*) FROM change_row WHERE tbl = 'withheld'`} {
			var n int
			must(t, s.db.QueryRow(query).Scan(&n))
			if n != want {
				t.Errorf("%s is gone: %s: %d, want %d", goes, query, n, want)
			}
		}
		wantSound(t, s)
	}
}

// To take back that someone was added is to take back what was said of them too.
func TestADecisionStandsOnAPerson(t *testing.T) {
	ctx := context.Background()
	s, ben, goal := begun(t)
	rosa := model.At{ID: goal.Patient.ID, Name: "Rosa"}
	id, added, err := s.AddPerson(ctx, ben, model.Person{Name: "Kim"})
	must(t, err)
	said, err := s.ChangePerson(ctx, rosa, id, model.Allow(model.RightPlan, false))
	must(t, err)
	var later *model.LaterError
	if _, err := s.TakeBack(ctx, rosa, added.ID); !errors.As(err, &later) || len(later.Later) != 1 || later.Later[0].ID != said.ID {
		t.Errorf("%v, %+v", err, later)
	}
}

// Whoever may not change a plan removes nobody who is part of it, and may remove
// others.
func TestWhoseRemovalIsRefused(t *testing.T) {
	ctx := context.Background()
	s, ben, _, rosas, walters, w := twoRecords(t)
	rosa, walter := model.At{ID: rosas.Patient.ID, Name: "Rosa"}, model.At{ID: w.ID, Name: "Walter"}
	_, err := s.ChangePerson(ctx, rosa, ben.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	helps := func(name string, goal int64) model.At {
		id, _, err := s.AddPerson(ctx, rosa, model.Person{Name: name})
		must(t, err)
		_, err = s.PutOnTeam(ctx, walter, id, goal, true)
		must(t, err)
		return model.At{ID: id, Name: name}
	}
	for _, who := range []model.At{rosa, helps("Ida", rosas.ID)} {
		_, _, err := s.RemovePerson(ctx, ben, who.ID, who.Name)
		var off *model.NotAllowedError
		if !errors.As(err, &off) || off.Name != "Ben" || off.Right != model.RightPlan || off.Whose != "Rosa" {
			t.Errorf("%s: %v", who.Name, err)
		}
	}
	mustRemove(t, s, ben, helps("Kim", walters.ID))
	mustRemove(t, s, ben, walter)
}
