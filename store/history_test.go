package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

// dump is every row of the tables that have a history, as text that tells
// 1 from 1.0 and nothing from an empty text.
func dump(t testing.TB, s *Store) []string {
	t.Helper()
	ctx := context.Background()
	var all []string
	must(t, s.read(ctx, func(tx *sql.Tx) error {
		for _, table := range recorded {
			err := each(ctx, tx, "SELECT * FROM "+table+" ORDER BY id", nil, func(rows *sql.Rows) error {
				columns, err := rows.Columns()
				values := make([]any, len(columns))
				to := make([]any, len(columns))
				for i := range values {
					to[i] = &values[i]
				}
				must(t, err)
				must(t, rows.Scan(to...))
				all = append(all, fmt.Sprintf("%s %#v", table, values))
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return all
}

// replayed are the rows that the history alone would give: the last image of
// each.
func replayed(t testing.TB, s *Store) (fromHistory, inTables map[string]string) {
	t.Helper()
	ctx := context.Background()
	fromHistory, inTables = make(map[string]string), make(map[string]string)
	must(t, s.read(ctx, func(tx *sql.Tx) error {
		err := each(ctx, tx, `SELECT tbl, row_id, coalesce(before, ''), coalesce(after, '') FROM change_row ORDER BY id`, nil, func(rows *sql.Rows) error {
			var r rowImage
			must(t, rows.Scan(&r.table, &r.id, &r.before, &r.after))
			key := fmt.Sprint(r.table, " ", r.id)
			if fromHistory[key] != r.before {
				t.Errorf("%s was %s, and then %s", key, fromHistory[key], r.before)
			}
			if fromHistory[key] = r.after; r.after == "" {
				delete(fromHistory, key)
			}
			return nil
		})
		must(t, err)
		for _, table := range recorded {
			columns, err := columnsOf(ctx, tx, table)
			must(t, err)
			must(t, each(ctx, tx, fmt.Sprintf("SELECT id, %s FROM %s", image(table, columns), table), nil, func(rows *sql.Rows) error {
				var id int64
				var now string
				must(t, rows.Scan(&id, &now))
				inTables[fmt.Sprint(table, " ", id)] = now
				return nil
			}))
		}
		return nil
	}))
	return fromHistory, inTables
}

func wantSound(t testing.TB, s *Store) {
	t.Helper()
	want, got := replayed(t, s)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the history does not give the tables (-history +tables):\n%s", d)
	}
	wantWhole(t, s)
	wantWell(t, s.Path())
}

// wantWhole checks that the parts of a file fit each other, whichever shape its
// history began in.
func wantWhole(t testing.TB, s *Store) {
	t.Helper()
	for _, check := range []string{
		"SELECT count(*) FROM pragma_foreign_key_check", "SELECT count(*) FROM current_action WHERE change_id IS NOT NULL",
		"SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'",
	} {
		var n int
		must(t, s.db.QueryRow(check).Scan(&n))
		if n != 0 {
			t.Errorf("%s: %d", check, n)
		}
	}
}

// wantWell holds that an examination finds nothing in a file that is not as
// Waymark makes it.
func wantWell(t testing.TB, path string) {
	t.Helper()
	c, err := Examine(context.Background(), path, clock)
	must(t, err)
	for _, k := range []model.FindingKey{model.FileOurs, model.PagesWhole, model.LinksWhole, model.ShapeNewest, model.RulesKept} {
		if !c.Has(k) {
			t.Errorf("%s is not well: %+v", path, c.Findings)
			return
		}
	}
}

// lastUndone is the change that an undo would take back.
func lastUndone(s *Store, at model.At) (c model.Change, err error) {
	ctx := context.Background()
	err = s.read(ctx, func(tx *sql.Tx) error {
		c, err = undoable(ctx, tx, at, 0, s.zone())
		return err
	})
	return c, err
}

// everywhere puts rows into the recorded tables that a new goal leaves empty.
func everywhere(t *testing.T, s *Store, at model.At, goal model.Goal) {
	t.Helper()
	ctx := context.Background()
	_, err := s.ChangeMilestone(ctx, at, goal.Milestones[0].ID, model.Reopen(model.DayOf(noon)))
	must(t, err)
	_, _, err = s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: model.DayOf(noon) - 3, Value: 4})
	must(t, err)
	_, err = s.ChangeGoal(ctx, at, goal.ID, model.Respond(model.Hush{About: "quiet", On: model.DayOf(noon), Until: model.DayOf(noon) + 7, Times: 1}, model.Deed{}))
	must(t, err)
	_, err = s.ChangePerson(ctx, model.At{ID: goal.Patient.ID, Name: goal.Patient.Name}, at.ID, model.Allow(model.RightCheck, false))
	must(t, err)
	for _, table := range recorded {
		var n int
		must(t, s.db.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
		if n == 0 {
			t.Errorf("%s is empty", table)
		}
	}
}

func TestWriteOutsideAnAction(t *testing.T) {
	s, at, goal := begun(t)
	everywhere(t, s, at, goal)
	before := dump(t, s)
	for _, table := range recorded {
		for _, statement := range []string{"DELETE FROM " + table, "UPDATE " + table + " SET id = id + 1000"} {
			if _, err := s.db.Exec(statement); err == nil {
				t.Errorf("%s went through", statement)
			}
		}
	}
	if _, err := s.db.Exec(`INSERT INTO person (uid, name, role, relation, contact) VALUES ('0190a1b2-0000-7000-8000-000000000000', 'X', 'other', '', '')`); err == nil {
		t.Error("a person could be added outside an action")
	}
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
}

// Doing the same again leaves no line in the history, and nothing to undo.
func TestSameAgain(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	m := goal.Milestones[1]
	for i, change := range []func() (model.Change, error){
		func() (model.Change, error) {
			return s.ChangeMilestone(ctx, at, m.ID, model.Reach(goal.Start+9, at.ID, at.ID))
		},
		func() (model.Change, error) {
			return s.ChangeMilestone(ctx, at, m.ID, model.Redate(model.Due{Day: goal.Start + 20}))
		},
		func() (model.Change, error) {
			to := model.DraftOf(goal)
			to.Title = "Another goal"
			return s.ChangeGoal(ctx, at, goal.ID, model.Describe(model.DraftOf(goal), to, model.DayOf(noon)))
		},
		func() (model.Change, error) {
			d := model.DraftOf(goal)
			d.Setback = "Call Dana"
			return s.SaveAnswer(ctx, at, goal.ID, model.KeySetback, model.DraftOf(goal), d)
		},
	} {
		first, err := change()
		must(t, err)
		again, err := change()
		must(t, err)
		if first.ID == 0 || again.ID != 0 {
			t.Errorf("change %d: first %+v, again %+v", i, first, again)
		}
		last, err := lastUndone(s, at)
		must(t, err)
		if d := cmp.Diff(first, last); d != "" {
			t.Errorf("change %d is not the last (-made +last):\n%s", i, d)
		}
	}
	wantSound(t, s)
}

func TestUndoNothing(t *testing.T) {
	ctx := context.Background()
	s := open(t, newFile(t))
	_, err := s.Undo(ctx, model.At{}, 0)
	wantErr(t, err, model.ErrNothingToUndo)
	_, err = lastUndone(s, model.At{})
	wantErr(t, err, model.ErrNothingToUndo)

	c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
	must(t, err)
	at := model.At{ID: c.ByID, Name: c.By}
	_, err = s.Undo(ctx, at, 0) // the first start stays
	wantErr(t, err, model.ErrNothingToUndo)
	if h, err := s.Home(ctx, model.Seat{}); err != nil || h.Patient.Name != "Rosa" {
		t.Errorf("home %+v, %v", h, err)
	}
	list, err := s.Changes(ctx, model.Lines{})
	must(t, err)
	if d := cmp.Diff([]model.Change{c}, list); d != "" {
		t.Errorf("history (-want +got):\n%s", d)
	}
}

// What stands on an action of another person keeps it from being taken back,
// and then nothing changes at all.
func TestUndoChangedSince(t *testing.T) {
	ctx := context.Background()
	type scene struct {
		s         *Store
		ben, rosa model.At
		goal      model.Goal
	}
	for _, test := range []struct {
		name  string
		first func(x scene) // by Rosa
		since func(x scene) // by Ben
	}{
		{"the same row", func(x scene) {
			_, err := x.s.ChangeMilestone(ctx, x.rosa, x.goal.Milestones[1].ID, model.Reword("Walk on"))
			must(t, err)
		}, func(x scene) {
			_, err := x.s.ChangeMilestone(ctx, x.ben, x.goal.Milestones[1].ID, model.MarkMajor(true))
			must(t, err)
		}},
		{"a row in its place", func(x scene) {
			d := model.DraftOf(x.goal)
			d.Team = d.Team[1:]
			_, err := x.s.SaveAnswer(ctx, x.rosa, x.goal.ID, model.KeyPeople, model.DraftOf(x.goal), d)
			must(t, err)
		}, func(x scene) {
			now, err := x.s.Goal(ctx, x.goal.ID)
			must(t, err)
			_, err = x.s.SaveAnswer(ctx, x.ben, x.goal.ID, model.KeyPeople, model.DraftOf(now), model.DraftOf(x.goal))
			must(t, err)
		}},
		{"a row that names it", func(x scene) {
			id, _, err := x.s.AddPerson(ctx, x.rosa, model.Person{Name: "Ida"})
			must(t, err)
			must(t, x.s.Sit(ctx, model.Seat{At: id}))
		}, func(x scene) {
			h, err := x.s.Home(ctx, model.Seat{})
			must(t, err)
			_, err = x.s.ChangeMilestone(ctx, x.ben, x.goal.Milestones[1].ID, model.Reach(x.goal.Start, h.At.ID, h.At.ID))
			must(t, err)
		}},
		{"a milestone of the goal it started", func(x scene) {
			g := model.Goal{Patient: x.goal.Patient, Title: "Another", Start: x.goal.Start, QuietDays: 14}
			_, _, err := x.s.StartGoal(ctx, x.rosa, g, 0)
			must(t, err)
		}, func(x scene) {
			h, err := x.s.Home(ctx, model.Seat{})
			must(t, err)
			_, _, err = x.s.AddMilestone(ctx, x.ben, h.Goals[1].ID, model.Milestone{Title: "Mine"})
			must(t, err)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, ben, goal := begun(t)
			x := scene{s, ben, model.At{ID: goal.Patient.ID, Name: goal.Patient.Name}, goal}
			test.first(x)
			test.since(x)
			before := dump(t, s)
			_, err := s.Undo(ctx, x.rosa, 0)
			wantErr(t, err, model.ErrChangedSince)
			if d := cmp.Diff(before, dump(t, s)); d != "" {
				t.Errorf("rows changed:\n%s", d)
			}
			// Ben first, then Rosa: both go back.
			_, err = s.Undo(ctx, ben, 0)
			must(t, err)
			_, err = s.Undo(ctx, x.rosa, 0)
			must(t, err)
			wantSound(t, s)
		})
	}
}

// The plan of a goal whose start is taken back is a draft again.
func TestUndoStartKeepsThePlan(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	d := model.NewDraft(h.Patient)
	d.Title = "Climb the stairs"
	d.ID, err = s.SaveDraft(ctx, d)
	must(t, err)
	g := fullGoal(h)
	g.Title = d.Title
	id, _, err := s.StartGoal(ctx, at, g, d.ID)
	must(t, err)
	started, err := s.Goal(ctx, id)
	must(t, err)
	if _, err := s.Draft(ctx, d.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
	_, err = s.Undo(ctx, at, 0)
	must(t, err)
	h, err = s.Home(ctx, model.Seat{})
	must(t, err)
	if len(h.Goals) != 1 || h.Goals[0].ID != goal.ID || len(h.Drafts) != 1 {
		t.Fatalf("home %+v", h)
	}
	back := h.Drafts[0]
	if back.Title != d.Title || len(back.Milestones) != len(started.Milestones) || back.Setback == "" || back.At != model.StepLook {
		t.Errorf("draft %+v", back)
	}
	// It can be started again, although some of its people went with it.
	again, err := back.Goal(model.DayOf(noon))
	must(t, err)
	id, _, err = s.StartGoal(ctx, at, again, back.ID)
	must(t, err)
	got, err := s.Goal(ctx, id)
	must(t, err)
	if len(got.Team) != 2 || got.Team[0].Name != "Dana" || len(got.Measures) != 2 {
		t.Errorf("started again: %+v", got)
	}
	wantSound(t, s)
}
