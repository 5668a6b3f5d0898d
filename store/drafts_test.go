package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

func TestDrafts(t *testing.T) {
	ctx := context.Background()
	s, _, goal := begun(t)
	d := model.DraftOf(goal)
	d.Row, d.PersonRow, d.At, d.Rev = "half a li", "Dana, phys", model.StepMeasures, 3
	id, err := s.SaveDraft(ctx, d)
	must(t, err)
	want := d
	want.ID, want.Saved = id, noon
	for i := range want.Milestones {
		want.Milestones[i].Check.By, want.Milestones[i].Check.Checker = "", ""
	}
	got, err := s.Draft(ctx, id)
	must(t, err)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("draft (-want +got):\n%s", d)
	}

	later := got
	later.Title, later.Rev = "Later words", 5
	stale := got
	stale.Title, stale.Rev = "Words of an old timer", 4
	same := got
	same.Title, same.Rev = "Words of a lost race", 5
	for _, d := range []model.Draft{later, stale, same} {
		if again, err := s.SaveDraft(ctx, d); err != nil || again != id {
			t.Errorf("saved as %d, %v", again, err)
		}
	}
	got, err = s.Draft(ctx, id)
	must(t, err)
	if d := cmp.Diff(later, got); d != "" {
		t.Errorf("draft (-newest +got):\n%s", d)
	}
	if n := len(mustChanges(t, s)); n != 2 {
		t.Errorf("%d lines in the history: drafts are in it", n)
	}

	must(t, s.RemoveDraft(ctx, id))
	must(t, s.RemoveDraft(ctx, id))
	_, err = s.Draft(ctx, id)
	wantErr(t, err, model.ErrNotFound)
	// A save that was under way when it was removed does not bring it back.
	later.Rev = 9
	_, err = s.SaveDraft(ctx, later)
	must(t, err)
	_, err = s.Draft(ctx, id)
	wantErr(t, err, model.ErrNotFound)
}

// Two windows that type into one draft each keep what was typed there.
func TestDraftsOfTwoWindows(t *testing.T) {
	ctx := context.Background()
	s, _, goal := begun(t)
	d := model.NewDraft(goal.Patient)
	d.ForGoal, d.Rev, d.Window = goal.ID, 1, "one"
	id, err := s.SaveDraft(ctx, d)
	must(t, err)
	d.ID = id
	type saving struct {
		window    string
		base, rev int64
		row       string
		apart     bool // it gets a place of its own
	}
	for _, save := range []saving{
		{"two", 1, 2, "Stand", false}, // it was opened after the last save
		{"one", 1, 2, "Walk", true},   // as far as the other, but another line
		{"one", 1, 5, "Walk on", true},
		{"two", 2, 3, "Stand up", false},
		{"", 0, 4, "Put aside", false}, // from a screen that types nothing
	} {
		d.Window, d.Base, d.Rev, d.Row = save.window, save.base, save.rev, save.row
		got, err := s.SaveDraft(ctx, d)
		must(t, err)
		kept, err := s.Draft(ctx, got)
		must(t, err)
		if (got != id) != save.apart || kept.Row != save.row {
			t.Errorf("%+v: saved as %d beside %d, holding %q", save, got, id, kept.Row)
		}
	}
}

// Drafts are their person's. One begun before there is anybody is nobody's
// until it is saved for somebody.
func TestDraftsOfSomeone(t *testing.T) {
	ctx := context.Background()
	s := open(t, newFile(t))
	d := model.NewDraft(model.Person{})
	d.Title = "First words"
	id, err := s.SaveDraft(ctx, d)
	must(t, err)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if len(h.Drafts) != 1 || h.Drafts[0].ID != id {
		t.Fatalf("drafts %+v", h.Drafts)
	}
	_, err = s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
	must(t, err)
	h, err = s.Home(ctx, model.Seat{})
	must(t, err)
	if len(h.Drafts) != 0 {
		t.Errorf("Rosa's drafts %+v", h.Drafts)
	}
	d.ID, d.Rev, d.Patient = id, 1, h.Patient
	_, err = s.SaveDraft(ctx, d)
	must(t, err)
	h, err = s.Home(ctx, model.Seat{})
	must(t, err)
	if len(h.Drafts) != 1 || h.Drafts[0].Patient != h.Patient {
		t.Errorf("Rosa's drafts %+v", h.Drafts)
	}
}

func TestPeople(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	id, c, err := s.AddPerson(ctx, at, model.Person{Name: "Ida", Relation: "my neighbour", Contact: "next door"})
	must(t, err)
	if c.Words != `Added "Ida"` || c.Patient != goal.Patient.ID || c.Kind != "person-add" {
		t.Errorf("change %+v", c)
	}
	must(t, s.Sit(ctx, model.Seat{At: id}))
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if h.At != (model.At{ID: id, Name: "Ida"}) || h.Person(id).Role != model.RoleOther || h.Person(id).Is() != "my neighbour" {
		t.Errorf("at %+v, Ida %+v", h.At, h.Person(id))
	}
}
