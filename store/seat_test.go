package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// Who is at one window, and whose record it shows, is that window's own; the next
// one begins where the last was.
func TestSeats(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	must(t, h.s.Sit(ctx, model.Seat{At: h.ben.ID, Patient: h.rosa.ID}))
	other := open(t, h.s.Path())
	for _, x := range []struct {
		seat   model.Seat
		at, of model.At
	}{
		{model.Seat{}, h.ben, h.rosa},
		{model.Seat{At: h.walter.ID, Patient: h.walter.ID}, h.walter, h.walter},
		{model.Seat{At: h.dana.ID}, h.dana, h.rosa},
		{model.Seat{Patient: h.walter.ID}, h.ben, h.walter},
		{model.Seat{At: 99, Patient: 98}, model.At{ID: 99}, model.At{ID: 98}}, // nobody takes the place of who was removed
	} {
		for _, s := range []*Store{h.s, other} {
			home, err := s.Home(ctx, x.seat)
			must(t, err)
			if home.At != x.at || home.Patient.ID != x.of.ID {
				t.Errorf("%+v: %+v at the computer, record of %q", x.seat, home.At, home.Patient.Name)
			}
			if home.Seat() != (model.Seat{At: x.at.ID, Patient: x.of.ID}) {
				t.Errorf("%+v became %+v", x.seat, home.Seat())
			}
		}
	}
	must(t, other.Sit(ctx, model.Seat{At: h.dana.ID}))
	home, err := h.s.Home(ctx, model.Seat{})
	must(t, err)
	if home.At != h.dana || home.Patient.ID != h.rosa.ID {
		t.Errorf("after Dana sat down: %+v, record of %q", home.At, home.Patient.Name)
	}
	before := len(mustChanges(t, h.s))
	wantErr(t, h.s.Sit(ctx, model.Seat{At: h.ben.ID, Patient: 99}), model.ErrNotFound)
	home, err = h.s.Home(ctx, model.Seat{})
	must(t, err)
	if home.At != h.dana || len(mustChanges(t, h.s)) != before {
		t.Errorf("a seat that was refused: %+v", home.At)
	}
}

// A person whose addition is taken back while they sit at a window sits there no
// more, and does again when that is done again.
func TestSeatTakenBack(t *testing.T) {
	ctx := context.Background()
	s, ben, _ := begun(t)
	ida, added, err := s.AddPerson(ctx, ben, model.Person{Name: "Ida"})
	must(t, err)
	seat := model.Seat{At: ida}
	for range 2 {
		home, err := s.Home(ctx, seat)
		must(t, err)
		if home.At.ID != ida {
			t.Errorf("%+v", home.At)
		}
		c, err := s.TakeBack(ctx, ben, added.ID)
		must(t, err)
		home, err = s.Home(ctx, seat)
		must(t, err)
		if home.At != (model.At{ID: ida}) {
			t.Errorf("%+v", home.At)
		}
		_, err = s.TakeBack(ctx, ben, c.ID)
		must(t, err)
	}
}

// Each has settings of their own; what was chosen before anybody was known holds
// for whoever chose nothing else.
func TestChoicesOfEach(t *testing.T) {
	ctx := context.Background()
	s := open(t, newFile(t))
	must(t, s.Choose(ctx, 0, map[string]string{"dates": "day first", "look": "large"}))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
	must(t, err)
	for range 11 {
		_, _, err := s.AddPerson(ctx, model.At{}, model.Person{Name: "Ben"})
		must(t, err)
	}
	must(t, s.Choose(ctx, 1, map[string]string{"dates": "month first", "a/b*": "[x]"}))
	must(t, s.Choose(ctx, 11, map[string]string{"dates": "ISO"}))
	must(t, s.Choose(ctx, 11, map[string]string{"plain": "yes"}))
	for person, want := range map[int64]map[string]string{
		0:  {"dates": "day first", "look": "large"},
		1:  {"dates": "month first", "look": "large", "a/b*": "[x]"},
		2:  {"dates": "day first", "look": "large"},
		11: {"dates": "ISO", "look": "large", "plain": "yes"},
	} {
		got, err := s.Choices(ctx, person)
		must(t, err)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("chosen by %d (-want +got):\n%s", person, d)
		}
	}
}

// A celebration that is kept waits for the one who recovers for as long as its
// milestone is reached and major, and is no part of the history.
func TestCelebrationWaits(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	m := d.goal.Milestones[4]
	waits := func(of int64, want int) {
		t.Helper()
		home, err := open(t, d.s.Path()).Home(ctx, model.Seat{At: of, Patient: of})
		must(t, err)
		if len(home.Treats) != want {
			t.Errorf("%d wait, want %d", len(home.Treats), want)
		}
		for _, one := range home.Treats {
			if one.Milestone.ID != m.ID || one.Goal.ID != d.goal.ID || one.Milestone.Check.Checker != "Ben" {
				t.Errorf("%+v waits", one.Milestone)
			}
		}
	}
	waits(d.rosa.ID, 0)
	d.change(t, "reach", d.ben, 4, model.Reach(model.DayOf(noon), d.rosa.ID, d.ben.ID))
	rows := dump(t, d.s)
	waits(d.rosa.ID, 1)
	waits(d.ben.ID, 0)
	d.back(t, d.ben, "reach")
	waits(d.rosa.ID, 0)
	d.back(t, d.ben, "undo of reach")
	waits(d.rosa.ID, 1)
	if diff := cmp.Diff(rows, dump(t, d.s)); diff != "" {
		t.Errorf("rows changed:\n%s", diff)
	}
	d.change(t, "ordinary", d.rosa, 4, model.MarkMajor(false))
	waits(d.rosa.ID, 0)
	d.back(t, d.rosa, "ordinary")
	waits(d.rosa.ID, 1)
	lines := mustChanges(t, d.s)
	for range 2 {
		must(t, d.s.Celebrated(ctx, m.ID))
		waits(d.rosa.ID, 0)
	}
	if diff := cmp.Diff(lines, mustChanges(t, d.s)); diff != "" {
		t.Errorf("lines changed:\n%s", diff)
	}
	must(t, d.s.Celebrated(ctx, 99))

	// What Ben checked off waits no more once Rosa checked it off herself.
	d.change(t, "off", d.rosa, 4, model.Reopen(model.DayOf(noon)))
	d.change(t, "reach again", d.ben, 4, model.Reach(model.DayOf(noon), d.rosa.ID, d.ben.ID))
	waits(d.rosa.ID, 1)
	d.change(t, "off again", d.rosa, 4, model.Reopen(model.DayOf(noon)))
	d.change(t, "by herself", d.rosa, 4, model.Reach(model.DayOf(noon), d.rosa.ID, d.rosa.ID))
	waits(d.rosa.ID, 0)
	d.change(t, "off once more", d.rosa, 4, model.Reopen(model.DayOf(noon)))

	// One that waits keeps nothing from being taken back or removed.
	d.change(t, "reach at last", d.ben, 4, model.Reach(model.DayOf(noon), d.rosa.ID, d.ben.ID))
	_, err := d.s.RemoveMilestone(ctx, d.ben, m.ID)
	must(t, err)
	waits(d.rosa.ID, 0)
	_, err = d.s.Undo(ctx, d.ben, 0)
	must(t, err)
	wantSound(t, d.s)
}
