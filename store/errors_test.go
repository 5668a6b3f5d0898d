package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

func TestBusy(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	other := open(t, s.Path())
	tx, err := other.db.Begin()
	must(t, err)
	defer tx.Rollback()
	s.patience = 50 * time.Millisecond
	_, _, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Wait"})
	wantErr(t, err, model.ErrBusy)
	if _, err := s.Home(ctx, model.Seat{}); err != nil {
		t.Errorf("reading while another window writes: %v", err)
	}
	must(t, tx.Rollback())
	_, _, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: "Wait"})
	must(t, err)
}

// A new file that another window is still making is waited for.
func TestOpenWaits(t *testing.T) {
	path := newFile(t)
	must(t, os.WriteFile(path, nil, 0o600))
	db, err := sql.Open("sqlite", uri(path, nil)+"?_txlock=exclusive")
	must(t, err)
	defer db.Close()
	tx, err := db.Begin()
	must(t, err)
	time.AfterFunc(200*time.Millisecond, func() { tx.Rollback() })
	open(t, path)
}

func TestFull(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	limitPages(t, s, 1) // as many as there are
	before := dump(t, s)
	m := model.Milestone{Title: "Walk", Major: true, Sign: strings.Repeat("word ", 4000)}
	_, _, err := s.AddMilestone(ctx, at, goal.ID, m)
	wantErr(t, err, model.ErrFull)
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	limitPages(t, s, 100000)
	_, _, err = s.AddMilestone(ctx, at, goal.ID, m)
	must(t, err)
	wantSound(t, s)
}

// Damage among the rows is told when they are read.
func TestDamagedRows(t *testing.T) {
	path := closed(t)
	var first int64
	func() {
		s := open(t, path)
		defer s.Close()
		must(t, s.db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'milestone'").Scan(&first))
	}()
	content, err := os.ReadFile(path)
	must(t, err)
	copy(content[(first-1)*4096:first*4096], bytes.Repeat([]byte{0xa5}, 4096))
	must(t, os.WriteFile(path, content, 0o600))
	s := open(t, path)
	_, err = s.Home(context.Background(), model.Seat{})
	wantErr(t, err, model.ErrDamaged)
}

func TestRefusedValues(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	before := dump(t, s)
	long := strings.Repeat("ü", model.MaxName+1)
	for name, test := range map[string]struct {
		do   func() error
		want error
	}{
		"no goal":        {func() error { _, err := s.Goal(ctx, 99); return err }, model.ErrNotFound},
		"no draft":       {func() error { _, err := s.Draft(ctx, 99); return err }, model.ErrNotFound},
		"nobody":         {func() error { return s.Sit(ctx, model.Seat{At: 99}) }, model.ErrNotFound},
		"no milestone":   {func() error { _, err := s.ChangeMilestone(ctx, at, 99, model.Reopen(model.DayOf(noon))); return err }, model.ErrNotFound},
		"none to remove": {func() error { _, err := s.RemoveMilestone(ctx, at, 99); return err }, model.ErrNotFound},
		"none to change": {func() error {
			_, err := s.ChangeGoal(ctx, at, 99, model.Describe(model.DraftOf(goal), model.DraftOf(goal), model.DayOf(noon)))
			return err
		}, model.ErrNotFound},
		"goal gone": {func() error {
			_, _, err := s.AddMilestone(ctx, at, 99, model.Milestone{Title: "Walk"})
			return err
		}, model.ErrNotFound},
		"no such question": {func() error {
			_, err := s.SaveAnswer(ctx, at, goal.ID, "why", model.DraftOf(goal), model.DraftOf(goal))
			return err
		}, model.ErrNotFound},
		"reached by nobody": {func() error {
			_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reach(goal.Start, 99, 99))
			return err
		}, model.ErrNotFound},
		"goal of nobody": {func() error {
			g := goal
			g.Patient = model.Person{}
			_, _, err := s.StartGoal(ctx, at, g, 0)
			return err
		}, model.ErrNotFound},
		"long milestone": {func() error {
			_, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: long})
			return err
		}, model.ErrTooLong},
		"nameless person": {func() error { _, _, err := s.AddPerson(ctx, at, model.Person{Name: " "}); return err }, model.ErrEmpty},
		"no words": {func() error {
			_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reword(""))
			return err
		}, model.ErrEmpty},
		"bad goal in a plan": {func() error {
			g := goal
			g.Measures = []model.Measure{{Name: "Pain", Kind: model.Number, Better: model.Lower}}
			_, _, err := s.StartGoal(ctx, at, g, 0)
			return err
		}, model.ErrOutOfRange},
		"unknown state": {func() error {
			_, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, func(m *model.Milestone) (model.Deed, error) { m.State = "lost"; return model.Deed{}, nil })
			return err
		}, model.ErrOutOfRange},
	} {
		t.Run(name, func(t *testing.T) { wantErr(t, test.do(), test.want) })
	}
	if d := cmp.Diff(before, dump(t, s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	if n := len(mustChanges(t, s)); n != 2 {
		t.Errorf("%d lines in the history", n)
	}
}

func mustChanges(t testing.TB, s *Store) []model.Change {
	t.Helper()
	list, err := s.Changes(context.Background(), model.Lines{})
	must(t, err)
	return list
}

// A name may be as long as allowed, in any script.
func TestLongestWords(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	for _, letter := range []string{"w", "ü", "走", "ب", "👍"} {
		title := strings.Repeat(letter, model.MaxName)
		id, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: title, Sign: strings.Repeat(letter, model.MaxText)})
		must(t, err)
		got, err := s.Goal(ctx, goal.ID)
		must(t, err)
		if m, _ := got.Milestone(id); m.Title != title {
			t.Errorf("title is %q", m.Title)
		}
	}
}

// limitPages lets the file grow to n pages at most, or not at all.
func limitPages(t testing.TB, s *Store, n int) {
	t.Helper()
	var now int
	must(t, s.db.QueryRow(fmt.Sprintf("PRAGMA max_page_count = %d", n)).Scan(&now))
}
