package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// twoRecords is a file with two people who recover, and what was done to each.
func twoRecords(t testing.TB) (s *Store, ben, dana model.At, rosas, walters model.Goal, walter model.Person) {
	t.Helper()
	ctx := context.Background()
	s, ben, rosas = begun(t)
	id, _, err := s.AddPerson(ctx, ben, model.Person{Name: "Walter", Role: model.RolePatient})
	must(t, err)
	danas, _, err := s.AddPerson(ctx, ben, model.Person{Name: "Dana", Role: model.RoleNurse})
	must(t, err)
	dana = model.At{ID: danas, Name: "Dana"}
	home, err := s.Home(ctx, model.Seat{At: ben.ID, Patient: id})
	must(t, err)
	walter = home.Patient
	g := fullGoal(home)
	g.Title = "Cook"
	goal, _, err := s.StartGoal(ctx, dana, g, 0)
	must(t, err)
	walters, err = s.Goal(ctx, goal)
	must(t, err)
	return s, ben, dana, rosas, walters, walter
}

// words are what lines of the history say, newest first.
func words(t testing.TB, s *Store, of model.Lines) []string {
	t.Helper()
	list, err := s.Changes(context.Background(), of)
	must(t, err)
	var said []string
	for _, c := range list {
		said = append(said, c.Words)
	}
	return said
}

// A record's lines are its own and those about people, whosever they are; no
// other patient's goal is named among them.
func TestLinesOfARecordKeepToIt(t *testing.T) {
	ctx := context.Background()
	s, ben, dana, rosas, walters, walter := twoRecords(t)
	rosa := model.At{ID: rosas.Patient.ID, Name: "Rosa"}
	_, err := s.ChangePerson(ctx, rosa, dana.ID, model.Allow(model.RightCheck, true))
	must(t, err) // which changes nothing

	// Each in their own record.
	for at, person := range map[model.At]int64{rosa: dana.ID, {ID: walter.ID, Name: "Walter"}: ben.ID} {
		_, err = s.ChangePerson(ctx, at, person, model.Allow(model.RightPlan, false))
		must(t, err)
		_, err = s.Undo(ctx, at, 0)
		must(t, err)
	}
	_, err = s.ChangePerson(ctx, ben, walter.ID, walter.Tell(model.Person{Name: "Walt", Role: walter.Role}))
	must(t, err)
	_, err = s.PutOnTeam(ctx, ben, dana.ID, walters.ID, true)
	must(t, err)
	_, err = s.PutOnTeam(ctx, ben, dana.ID, rosas.ID, true)
	must(t, err)
	second := walters
	second.Title = "Sing"
	id, _, err := s.StartGoal(ctx, dana, second, 0)
	must(t, err)
	_, err = s.ChangeGoals(ctx, dana, []int64{walters.ID, id}, model.ShiftAhead(3)) // names neither
	must(t, err)
	_, _, err = s.AddPerson(ctx, ben, model.Person{Name: "Carla"})
	must(t, err)
	_, err = s.Undo(ctx, ben, 0)
	must(t, err)
	want := []string{
		`Undone: added "Carla"`, `Added "Carla"`, `Put Dana on the care team of ` + model.Quote(rosas.Title),
		`Changed the name "Walter" to "Walt"`, `Undone: switched off for Dana: change the plan`, `Switched off for Dana: change the plan`, `Added "Dana"`, `Added "Walter"`, `Started the goal: ` + model.Quote(rosas.Title), "Set up for Rosa, with Ben helping",
	}
	if got := words(t, s, model.Lines{Patient: rosas.Patient.ID, People: true}); !slices.Equal(got, want) {
		t.Errorf("Rosa's lines (-want +got):\n%s", cmp.Diff(want, got))
	}
	for _, said := range words(t, s, model.Lines{Patient: walter.ID, People: true}) {
		if strings.Contains(said, rosas.Title) || strings.Contains(said, "witched off for Dana") {
			t.Errorf("among Walter's lines: %s", said)
		}
	}
	alone := words(t, s, model.Lines{Patient: rosas.Patient.ID})
	if want := slices.DeleteFunc(want, func(said string) bool { return strings.Contains(said, "Walt\"") }); !slices.Equal(alone, want) {
		t.Errorf("without those about other people (-want +got):\n%s", cmp.Diff(want, alone))
	}
}

// Whatever is asked for, Changes finds the lines that a look at every one of them
// finds, page by page.
func TestLinesAreThoseAskedFor(t *testing.T) {
	ctx := context.Background()
	s, ben, dana, rosas, walters, walter := twoRecords(t)
	over, err := model.StartOver(walters).Goal(model.DayOf(noon))
	must(t, err)
	_, _, err = s.StartGoal(ctx, ben, over, 0) // is about the old goal too
	must(t, err)
	_, err = s.Undo(ctx, ben, 0)
	must(t, err)
	for i := range 9 {
		at := []model.At{ben, dana}[i%2]
		g := []model.Goal{rosas, walters}[i/2%2]
		_, _, err := s.AddMilestone(ctx, at, g.ID, model.Milestone{Title: fmt.Sprint("Step ", i)})
		must(t, err)
	}
	all, err := s.Changes(ctx, model.Lines{})
	must(t, err)
	also := map[[2]int64]bool{}
	must(t, s.read(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, `SELECT goal_id, change_id FROM also_about`, nil, func(rows *sql.Rows) error {
			var pair [2]int64
			err := rows.Scan(&pair[0], &pair[1])
			also[pair] = true
			return err
		})
	}))
	if len(also) != 2 {
		t.Fatalf("%d lines are about a further goal, want the start and its undo", len(also))
	}
	for _, patient := range []int64{0, rosas.Patient.ID, walter.ID} {
		for _, by := range []int64{0, ben.ID, dana.ID, 77} {
			for _, goal := range []int64{0, rosas.ID, walters.ID, 77} {
				of := model.Lines{Patient: patient, By: by, Goal: goal, Most: 3}
				var want, got []model.Change
				for _, c := range all {
					if (patient == 0 || c.Patient == patient) && (by == 0 || c.ByID == by) && (goal == 0 || c.GoalID == goal || also[[2]int64{goal, c.ID}]) {
						want = append(want, c)
					}
				}
				for {
					page, err := s.Changes(ctx, of)
					must(t, err)
					got = append(got, page...)
					if len(page) < of.Most {
						break
					}
					of.Before = page[len(page)-1].ID
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%+v (-want +got):\n%s", of, d)
				}
			}
		}
	}
}

// Lines are found by an index and in its order, so that the newest of very many
// are read as fast as those of few. Only a page of them is put in order.
func TestLinesArePlanned(t *testing.T) {
	s, _, _ := begun(t)
	for _, of := range []model.Lines{
		{Patient: 1, Most: 9},
		{Patient: 1, People: true, Most: 9},
		{Patient: 1, People: true, By: 2, Before: 5, Most: 9},
		{By: 2, Most: 9},
		{Goal: 1, Most: 9},
		{Goal: 1, By: 2, Before: 5, Most: 9},
		{Goal: 1, Patient: 1, Most: 9},
		{Before: 5, Most: 9},
	} {
		query, args := lineQuery(of)
		rows, err := s.db.Query("EXPLAIN QUERY PLAN "+query, args...)
		must(t, err)
		was := ""
		for rows.Next() {
			var id, parent, unused int
			var step string
			must(t, rows.Scan(&id, &parent, &unused, &step))
			page := strings.HasPrefix(was, "SCAN (subquery")
			if step == "SCAN change" || step == "SCAN also_about" || strings.Contains(step, "TEMP B-TREE") && !page {
				t.Errorf("%+v: %s\n%s", of, step, query)
			}
			was = step
		}
		must(t, rows.Err())
		must(t, rows.Close())
	}
}

// longHistory writes so many lines of a long time below the store's methods.
func longHistory(t testing.TB, s *Store, lines int, at model.At, goal model.Goal) {
	t.Helper()
	ctx := context.Background()
	must(t, s.write(ctx, func(tx *sql.Tx) error {
		return run(ctx, tx, `WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO change (made_at, by_id, by_name, patient_id, goal_id, kind, words)
			SELECT ?, ?, ?, ?, ?, 'reading', 'Wrote down Knee bend: ' || i || ' degrees' FROM n`,
			lines, noon.Format(instant), at.ID, at.Name, goal.Patient.ID, goal.ID)
	}))
}

func TestLinesOfALongHistory(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	longHistory(t, s, 100_000, at, goal)
	_, _, err := s.AddPerson(ctx, at, model.Person{Name: "Dana"})
	must(t, err)
	began := time.Now()
	const pages = 20
	of := model.Lines{Patient: goal.Patient.ID, People: true, Most: 100}
	for range pages {
		page, err := s.Changes(ctx, of)
		must(t, err)
		if len(page) != of.Most {
			t.Fatalf("%d lines", len(page))
		}
		of.Before = page[len(page)-1].ID
	}
	if took := time.Since(began) / pages; took > 100*time.Millisecond {
		t.Errorf("a page of a long history took %v", took)
	}
}

// BenchmarkChanges reads the newest lines of a history of 100,000, and then all
// of them.
func BenchmarkChanges(b *testing.B) {
	ctx := context.Background()
	s, at, goal := begun(b)
	longHistory(b, s, 100_000, at, goal)
	for name, of := range map[string]model.Lines{
		"page": {Patient: goal.Patient.ID, People: true, Most: 100}, "goal": {Goal: goal.ID, Most: 100},
		"by-nobody": {Patient: goal.Patient.ID, People: true, By: 77, Most: 100}, "all": {Patient: goal.Patient.ID, People: true},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := s.Changes(ctx, of)
				must(b, err)
			}
		})
	}
}
