package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// wantNothingOf searches the file and what stands beside it byte by byte.
func wantNothingOf(t testing.TB, path string, words []string) {
	t.Helper()
	for _, file := range []string{path, path + "-wal", path + "-shm"} {
		content, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		must(t, err)
		content = bytes.ToLower(content)
		for _, word := range words {
			if at := bytes.Index(content, bytes.ToLower([]byte(word))); at >= 0 {
				t.Errorf("%s has %q: %q", filepath.Base(file), word, content[max(0, at-60):min(len(content), at+60)])
			}
		}
	}
}

// wantAllOf opens a copy and searches it.
func wantAllOf(t testing.TB, path string, words []string) {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	for _, word := range words {
		if !bytes.Contains(content, []byte(word)) {
			t.Errorf("the copy does not have %q", word)
		}
	}
	wantSound(t, open(t, path))
}

func mustRemove(t testing.TB, s *Store, at, who model.At) (string, model.Change) {
	t.Helper()
	path, c, err := s.RemovePerson(context.Background(), at, who.ID, " "+strings.ToUpper(who.Name))
	must(t, err)
	if c.Lingers {
		t.Error("traces linger")
	}
	return path, c
}

// Of one who recovers nothing is left but one line without a name; others, and
// what others have, stay as they were.
func TestRemovePatient(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	elsewhere := open(t, h.s.Path())
	_, err := elsewhere.Home(ctx, model.Seat{At: h.walter.ID, Patient: h.walter.ID})
	must(t, err)
	words := append(slices.Clone(h.words), "Walterq")
	f, err := h.s.Footprint(ctx, h.walter.ID)
	must(t, err)
	if got, want := f.Words(), "2 goals, 8 milestones, 1 plan not begun yet and a place on 1 care team"; got != want {
		t.Errorf("footprint %q, want %q", got, want)
	}
	rosa := rosas(t, h.s, h.goal.ID)
	path, c := mustRemove(t, h.s, h.ben, h.walter)
	if filepath.Dir(path) != f.Folder || filepath.Base(path) != "waymark-2026-11-23-1200-before-removal.db" {
		t.Errorf("copy %q, announced in %q", path, f.Folder)
	}
	wantNothingOf(t, h.s.Path(), words)
	wantAllOf(t, path, words[:12])
	wantSound(t, h.s)
	lines := mustChanges(t, h.s)
	if d := cmp.Diff(c, lines[0]); d != "" || c.String() != "Removed a person and all that was theirs. By Benq." {
		t.Errorf("%q, line (-returned +kept):\n%s", c, d)
	}
	want := slices.DeleteFunc(rosa, func(p string) bool { return strings.HasPrefix(p, "team Walterq") })
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "Walterq", "")
	}
	if d := cmp.Diff(want, rosas(t, h.s, h.goal.ID)); d != "" {
		t.Errorf("Rosa's goal (-was +is):\n%s", d)
	}
	for _, s := range []*Store{h.s, elsewhere} {
		home, err := s.Home(ctx, model.Seat{At: h.walter.ID, Patient: h.walter.ID})
		must(t, err)
		if home.Patient.Name != "" || home.At != (model.At{ID: h.walter.ID}) || len(home.Goals) != 0 {
			t.Errorf("home is of %q, at %v", home.Patient.Name, home.At)
		}
		home, err = s.Home(ctx, model.Seat{})
		must(t, err)
		if home.Patient.Name != "Rosa" || home.At != h.ben || len(home.People) != 9 {
			t.Errorf("home is of %q, at %v, of %d people", home.Patient.Name, home.At, len(home.People))
		}
	}
	if n, err := elsewhere.News(ctx, h.rosa.ID); err != nil || len(n.Changes) != 1 || n.Changes[0] != c {
		t.Errorf("news elsewhere: %+v, %v", n, err)
	}
	_, err = h.s.Undo(ctx, model.At{ID: h.ben.ID}, 0)
	if errors.Is(err, model.ErrNothingToUndo) {
		t.Error("Ben's older changes cannot be taken back")
	}
}

// rosas is what is shown of a goal with the people in it.
func rosas(t testing.TB, s *Store, id int64) []string {
	t.Helper()
	g, err := s.Goal(context.Background(), id)
	must(t, err)
	var list []string
	for _, m := range g.Milestones {
		list = append(list, fmt.Sprint(m.Title, m.State, m.Check.On, m.Check.By, m.Check.Checker, m.Check.Note, len(m.Earlier)))
	}
	for _, p := range g.Team {
		list = append(list, "team "+p.Name)
	}
	return append(list, fmt.Sprint(g.Answers, len(g.Measures), g.Precautions, len(g.Changes)))
}

// Of one who helps nothing is left either, and what they did in others' records
// is there, done by nobody.
func TestRemoveHelper(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	before := slices.DeleteFunc(mustChanges(t, h.s), func(c model.Change) bool { return c.Patient == h.ben.ID })
	path, _ := mustRemove(t, h.s, h.rosa, h.ben)
	wantNothingOf(t, h.s.Path(), bens)
	wantAllOf(t, path, bens)
	wantSound(t, h.s)
	after := mustChanges(t, h.s)[1:]
	if len(after) != len(before) {
		t.Fatalf("%d lines, there were %d", len(after), len(before))
	}
	told := map[string]bool{}
	for i, c := range after {
		was := before[i]
		if was.ByID == h.ben.ID {
			was.ByID, was.By = 0, ""
		}
		was.Words, was.Kind = c.Words, c.Kind
		if d := cmp.Diff(was, c); d != "" {
			t.Errorf("line (-was +is):\n%s", d)
		}
		told[c.Words] = true
	}
	for _, want := range []string{
		"Set up for Rosa", "Changed a name", `Put someone on the care team of ` + model.Quote(h.goal.Title), "Chose to talk to someone",
		"Switched off for someone: check off milestones", "Undone: switched off for someone: check off milestones",
	} {
		if !slices.ContainsFunc(after, func(c model.Change) bool { return strings.HasPrefix(c.Words, want) || want == "Changed a name" }) {
			t.Errorf("no line says %q; they say %v", want, told)
		}
	}
	home, err := h.s.Home(ctx, model.Seat{})
	must(t, err)
	if home.At.ID != h.rosa.ID || home.Patient.ID != h.walter.ID {
		t.Errorf("at %v, of %v", home.At, home.Patient)
	}
	home, err = h.s.Home(ctx, model.Seat{Patient: h.rosa.ID})
	must(t, err)
	if d := home.Drafts[0]; d.Title != "Swim" || len(d.Team) != 1 || d.PersonRow != "" {
		t.Errorf("Rosa's plan: %+v", d)
	}
	g, err := h.s.Goal(ctx, h.goal.ID)
	must(t, err)
	if g.Milestones[4].Treat != "Cake with Ben" || g.Milestones[1].Check.ReachedBy != 0 || g.Milestones[1].Check.Checker != "Walterq" {
		t.Errorf("Rosa's milestones: %+v", g.Milestones)
	}
	takeAllBack(t, h.s, h.rosa)
}

// takeAllBack takes back, from the newest, all that can be.
func takeAllBack(t testing.TB, s *Store, at model.At) {
	t.Helper()
	n := 0
	for _, c := range mustChanges(t, s) {
		if !c.Stands || c.Undoes != 0 || c.Kind == model.KindSetUp || c.Kind == model.KindGone {
			continue
		}
		by := at
		if c.Kind == model.KindAllow { // which only who said it takes back
			by = model.At{ID: c.ByID, Name: c.By}
		}
		if _, err := s.TakeBack(context.Background(), by, c.ID); err != nil {
			t.Errorf("take back %d, %s: %v", c.ID, c.Words, err)
		}
		n++
	}
	if n == 0 {
		t.Error("there was nothing to take back")
	}
	wantSound(t, s)
}
