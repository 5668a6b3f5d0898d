package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// When the last one is removed the file is as at the first start, and whoever
// helped is not added a second time.
func TestRemoveLast(t *testing.T) {
	ctx := context.Background()
	s, ben, goal := begun(t)
	window := open(t, s.Path())
	mustRemove(t, s, ben, model.At{ID: goal.Patient.ID, Name: "Rosa"})
	home, err := window.Home(ctx, model.Seat{At: ben.ID})
	must(t, err)
	if home.Patient.ID != 0 || home.At != ben || len(home.Goals)+len(home.Drafts) != 0 {
		t.Errorf("home %+v", home)
	}
	c, err := s.SetUp(ctx, model.Person{Name: "Mara"}, &model.Person{Name: " ben", Contact: "555"})
	must(t, err)
	home, err = s.Home(ctx, model.Seat{})
	must(t, err)
	if p := home.Person(ben.ID); home.Patient.Name != "Mara" || home.At != ben || c.ByID != ben.ID || p.Contact != "555" || p.Relation != "my son" || len(home.People) != 3 {
		t.Errorf("home %+v", home)
	}
	for _, p := range home.People {
		mustRemove(t, s, home.At, model.At{ID: p.ID, Name: p.Name})
	}
	home, err = window.Home(ctx, model.Seat{})
	must(t, err)
	if home.Patient.ID != 0 || home.At.ID != 0 || len(home.People) != 0 {
		t.Errorf("home %+v", home)
	}
	if lines := mustChanges(t, s); len(lines) != 4 || lines[0].By != "" || lines[3].By != "" {
		t.Errorf("lines %+v", lines)
	}
	wantSound(t, s)
	_, err = s.SetUp(ctx, model.Person{Name: "Ben"}, nil)
	must(t, err)
}

// A helper who is known becomes the one who recovers, and stays who they are to
// others.
func TestSetUpKnown(t *testing.T) {
	ctx := context.Background()
	s, ben, goal := begun(t)
	mustRemove(t, s, ben, model.At{ID: goal.Patient.ID, Name: "Rosa"})
	_, err := s.SetUp(ctx, model.Person{Name: "Ben"}, nil)
	must(t, err)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if p := home.Patient; p.ID != ben.ID || !p.Recovers() || p.Relation != "my son" || home.At != ben {
		t.Errorf("home %+v", home)
	}
	wantSound(t, s)
}

// A window that does not know yet that someone was removed cannot bring them
// back.
func TestRemovedStaysRemoved(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	home, err := h.s.Home(ctx, model.Seat{At: h.ben.ID, Patient: h.rosa.ID})
	must(t, err)
	g := fullGoal(home)
	g.Team = append(g.Team, home.Person(h.ben.ID))
	draft := home.Drafts[0]
	draft.Rev++
	mustRemove(t, h.s, h.rosa, h.ben)
	_, _, err = h.s.AddMilestone(ctx, h.ben, h.goal.ID, model.Milestone{Title: "By nobody"})
	must(t, err)
	_, err = h.s.SaveDraft(ctx, draft)
	must(t, err)
	draft.ID = 0
	_, err = h.s.SaveDraft(ctx, draft)
	must(t, err)
	must(t, h.s.Choose(ctx, h.ben.ID, map[string]string{"dates": "order-of-Benq"}))
	g.Milestones[0].Check.CheckedBy = 0
	_, _, err = h.s.StartGoal(ctx, h.ben, g, 0)
	must(t, err)
	d := model.DraftOf(h.goal)
	d.Team = append(d.Team, model.Person{Name: "Mara"})
	_, err = h.s.SaveAnswer(ctx, h.ben, h.goal.ID, model.KeyPeople, model.DraftOf(h.goal), d)
	must(t, err)
	wantErr(t, h.s.Sit(ctx, model.Seat{At: h.ben.ID}), model.ErrNotFound)
	_, err = h.s.Undo(ctx, h.ben, 0)
	wantErr(t, err, model.ErrNothingToUndo)

	walters := model.NewDraft(home.Person(h.walter.ID))
	walters.Title = "Walterq walks"
	mustRemove(t, h.s, h.rosa, h.walter)
	_, err = h.s.SaveDraft(ctx, walters)
	wantErr(t, err, model.ErrNotFound)
	wantNothingOf(t, h.s.Path(), append(bens, "Walterq"))
	wantSound(t, h.s)
}

func TestRemoveRefused(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	_, err := h.s.ChangePerson(ctx, h.rosa, h.ben.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	before, lines := dump(t, h.s), mustChanges(t, h.s)
	files := beside(t, h.s)
	for _, x := range []struct {
		at, who model.At
		typed   string
		want    error
	}{
		{h.rosa, h.walter, "Walter", model.ErrNotThisName},
		{h.rosa, h.walter, "", model.ErrNotThisName},
		{h.rosa, model.At{ID: 99}, "", model.ErrNotFound},
		{h.ben, h.walter, "Walterq", model.ErrNotAllowed},
		{h.ben, h.dana, "Dana", model.ErrNotAllowed},
	} {
		_, _, err := h.s.RemovePerson(ctx, x.at, x.who.ID, x.typed)
		wantErr(t, err, x.want)
	}
	if d := cmp.Diff(before, dump(t, h.s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	if d := cmp.Diff(lines, mustChanges(t, h.s)); d != "" {
		t.Errorf("lines changed:\n%s", d)
	}
	if d := cmp.Diff(files, beside(t, h.s)); d != "" {
		t.Errorf("files changed:\n%s", d)
	}
	mustRemove(t, h.s, h.ben, h.ben) // oneself, always
	wantNothingOf(t, h.s.Path(), bens)
}

// beside are the names of the files beside the data file, and of its copies.
func beside(t testing.TB, s *Store) []string {
	t.Helper()
	var names []string
	must(t, fs.WalkDir(os.DirFS(filepath.Dir(s.Path())), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	}))
	return names
}

// Copies never take each other's place, and only their owner can read them.
func TestCopiesStay(t *testing.T) {
	ctx := context.Background()
	s, at, _ := begun(t)
	dir := copiesOf(s.Path())
	const name = "waymark-2026-11-23-1200-before-removal"
	must(t, os.MkdirAll(dir, 0o700))
	must(t, os.WriteFile(filepath.Join(dir, name+".db"), []byte("mine"), 0o644))
	for range 2 {
		id, _, err := s.AddPerson(ctx, at, model.Person{Name: "Ida"})
		must(t, err)
		mustRemove(t, s, at, model.At{ID: id, Name: "Ida"})
	}
	const in = "waymark-copies/" + name
	want := []string{in + "-2.db", in + "-3.db", in + ".db", "waymark.db", "waymark.db-shm", "waymark.db-wal"}
	if d := cmp.Diff(want, beside(t, s)); d != "" {
		t.Errorf("files (-want +got):\n%s", d)
	}
	if content, err := os.ReadFile(filepath.Join(dir, name+".db")); err != nil || string(content) != "mine" {
		t.Errorf("the file that was there: %q, %v", content, err)
	}
}

// What another window writes while the file is copied is in the copy, or nothing
// is removed.
func TestRemoveWhileOthersWrite(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	other := open(t, h.s.Path())
	stop, kept := make(chan struct{}), make(chan []string)
	go func() {
		var list []string
		for i := 0; ; i++ {
			select {
			case <-stop:
				kept <- list
				return
			default:
			}
			title := fmt.Sprint("Step ", i)
			if _, _, err := other.AddMilestone(ctx, h.rosa, h.goal.ID, model.Milestone{Title: title}); err != nil {
				t.Error(err)
			}
			list = append(list, title)
		}
	}()
	path, _, err := h.s.RemovePerson(ctx, h.rosa, h.walter.ID, "Walterq")
	close(stop)
	list := <-kept
	if err != nil && !errors.Is(err, model.ErrBusy) {
		t.Fatal(err)
	}
	if err != nil {
		if path != "" || slices.ContainsFunc(beside(t, h.s), func(name string) bool { return !strings.HasPrefix(name, "waymark.db") }) {
			t.Errorf("%q, %q", path, beside(t, h.s))
		}
	}
	g, err := h.s.Goal(ctx, h.goal.ID)
	must(t, err)
	if len(g.Milestones) != len(h.goal.Milestones)+len(list) {
		t.Errorf("%d of %d milestones", len(g.Milestones)-len(h.goal.Milestones), len(list))
	}
	path, _ = mustRemove(t, h.s, h.rosa, h.ben)
	copy := open(t, path)
	was, err := copy.Goal(ctx, h.goal.ID)
	must(t, err)
	if len(was.Milestones) != len(g.Milestones) {
		t.Errorf("the copy has %d milestones, the file %d", len(was.Milestones), len(g.Milestones))
	}
	wantSound(t, h.s)
}

// Where another program keeps the log of the file from being emptied, that is
// said, and done at the next start.
func TestRemoveLingers(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	db, err := sql.Open("sqlite", uri(h.s.Path(), nil))
	must(t, err)
	defer db.Close()
	reader, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	must(t, err)
	var n int
	must(t, reader.QueryRow("SELECT count(*) FROM goal").Scan(&n))
	h.s.patience = 50 * time.Millisecond
	_, c, err := h.s.RemovePerson(ctx, h.rosa, h.walter.ID, "Walterq")
	must(t, err)
	if !c.Lingers {
		t.Error("nothing is said of traces")
	}
	must(t, reader.Rollback())
	open(t, h.s.Path())
	wantNothingOf(t, h.s.Path(), append(h.words, "Walterq"))
	wantSound(t, h.s)
}

// In a folder that takes no copy nobody is removed.
func TestRemoveUnwritable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("everything can be written by root")
	}
	ctx := context.Background()
	h := lodged(t)
	before, lines := dump(t, h.s), mustChanges(t, h.s)
	dir := filepath.Dir(h.s.Path())
	must(t, os.Chmod(dir, 0o500))
	defer os.Chmod(dir, 0o700)
	_, _, err := h.s.RemovePerson(ctx, h.rosa, h.walter.ID, "Walterq")
	wantErr(t, err, model.ErrReadOnly)
	if d := cmp.Diff(before, dump(t, h.s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	if d := cmp.Diff(lines, mustChanges(t, h.s)); d != "" {
		t.Errorf("lines changed:\n%s", d)
	}
}

// A file that was much written in keeps traces of what it moved about in its
// pages; a removal leaves none of those either.
func TestRemoveLeavesNoTraces(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	_, err := h.s.db.Exec("PRAGMA synchronous = OFF")
	must(t, err)
	random := rand.New(rand.NewPCG(3, 2)) // with 3, overwriting alone leaves some
	home, err := h.s.Home(ctx, model.Seat{Patient: h.walter.ID})
	must(t, err)
	measures := map[string]int64{"rosaq": h.goal.Measures[0].ID, "walterq": home.Goals[0].Measures[0].ID}
	kept := map[string][]model.Reading{}
	for i := range 300 {
		whose := []string{"rosaq", "walterq"}[random.IntN(2)]
		r := model.Reading{On: model.DayOf(noon) - model.Day(i), Value: 1, Note: strings.Repeat(whose+" ", 1+random.IntN(60))}
		list := kept[whose]
		if len(list) == 0 || random.IntN(2) == 0 {
			r.ID, _, err = h.s.AddReading(ctx, h.rosa, measures[whose], r)
			must(t, err)
			kept[whose] = append(list, r)
			continue
		}
		n := random.IntN(len(list))
		if random.IntN(2) == 0 {
			_, err := h.s.RemoveReading(ctx, h.rosa, list[n].ID)
			must(t, err)
			kept[whose] = slices.Delete(list, n, n+1)
			continue
		}
		_, _, err := h.s.ChangeReading(ctx, h.rosa, list[n].ID, func(_ model.Measure, now *model.Reading) (model.Deed, error) {
			now.Note = r.Note
			return model.Deed{Words: "Corrected"}, nil
		})
		must(t, err)
	}
	mustRemove(t, h.s, h.rosa, h.walter)
	wantNothingOf(t, h.s.Path(), []string{"walterq"})
	wantSound(t, h.s)
}
