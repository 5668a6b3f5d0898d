package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// mustCopy saves a copy among the file's copies.
func mustCopy(t testing.TB, s *Store) string {
	t.Helper()
	path, err := s.SaveCopy(context.Background(), copiesOf(s.path))
	must(t, err)
	return path
}

func mustAdd(t testing.TB, s *Store, at model.At, goal int64, title string) int64 {
	t.Helper()
	id, _, err := s.AddMilestone(context.Background(), at, goal, model.Milestone{Title: title})
	must(t, err)
	return id
}

// What is brought back is all that was in the copy and nothing else, in every
// window; what it replaced is another copy.
func TestRestore(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	other := open(t, s.Path())
	then := dump(t, s)
	path := mustCopy(t, s)
	first := mustAdd(t, s, at, goal.ID, "Added later")
	mustAdd(t, other, at, goal.ID, "Added in another window")
	late := dump(t, s)
	before := mustChanges(t, s)
	_, err := other.News(ctx, goal.Patient.ID)
	must(t, err)

	d, err := s.Compare(ctx, path)
	must(t, err)
	if !d.Related || len(d.Gone) != 2 || len(d.Back) != 0 || d.MoreGone+d.MoreBack != 0 || d.Same() {
		t.Errorf("%+v", d)
	}
	want := []model.GoalDifference{{Patient: "Rosa", Title: goal.Title, Then: &model.Progress{Reached: 1, Total: 3, Resting: 1, LetGo: 1}, Now: &model.Progress{Reached: 1, Total: 5, Resting: 1, LetGo: 1}}}
	if diff := cmp.Diff(want, d.Goals); diff != "" {
		t.Errorf("goals (-want +got):\n%s", diff)
	}

	r, err := s.Restore(ctx, at, path)
	must(t, err)
	for _, window := range []*Store{s, other, open(t, s.Path())} {
		if diff := cmp.Diff(then, dump(t, window)); diff != "" {
			t.Errorf("brought back (-copy +file):\n%s", diff)
		}
		wantSound(t, window)
	}
	if diff := cmp.Diff(late, dump(t, openCopied(t, r.Kept))); diff != "" {
		t.Errorf("kept (-before +copy):\n%s", diff)
	}
	if filepath.Base(r.Kept) != "waymark-2026-11-23-1200-before-restore.db" {
		t.Errorf("kept as %q", r.Kept)
	}
	n, err := other.News(ctx, goal.Patient.ID)
	must(t, err)
	if !n.Any || !n.Back {
		t.Errorf("the other window hears %+v", n)
	}
	if n, err = s.News(ctx, goal.Patient.ID); err != nil || n.Any {
		t.Errorf("this window hears %+v, %v", n, err)
	}
	if _, err = s.Undo(ctx, at, 0); !errors.Is(err, model.ErrNothingToUndo) { // u takes back what was done last, and that was this
		t.Errorf("undo after it: %v", err)
	}
	line := mustChanges(t, s)[0]
	if line.Kind != model.KindRestore || line.String() != "Brought back the copy of Mon 23 Nov, 12:00. By Ben." || line.ID <= before[0].ID {
		t.Errorf("line %+v after %d", line, before[0].ID)
	}
	if again := mustAdd(t, other, at, goal.ID, "After it"); again <= first+1 {
		t.Errorf("a milestone has the id %d again", again)
	}
	n, err = s.News(ctx, goal.Patient.ID)
	must(t, err)
	if n.Back || len(n.Changes) != 1 {
		t.Errorf("then this window hears %+v", n)
	}
	if _, err = s.Undo(ctx, at, 0); err != nil { // what was done since, not the bringing back
		t.Error(err)
	}
	if left := mustLeft(t, s); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	// And back to how it was, with all that was done there.
	_, err = s.Restore(ctx, at, r.Kept)
	must(t, err)
	if diff := cmp.Diff(late, dump(t, other)); diff != "" {
		t.Errorf("brought back again:\n%s", diff)
	}
	wantSound(t, other)
}

// openCopied opens a copy of a file that nobody writes to.
func openCopied(t testing.TB, path string) *Store {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	to := newFile(t)
	must(t, os.WriteFile(to, b, 0o600))
	return open(t, to)
}

// mustLeft are files among the copies that are none.
func mustLeft(t testing.TB, s *Store) []string {
	t.Helper()
	return slices.DeleteFunc(beside(t, s), func(name string) bool {
		_, _, ok := model.ParseCopyName(filepath.Base(name), time.UTC)
		return ok || filepath.Dir(name) == "."
	})
}

// Nothing that another window was told is saved is lost: it is in the file or in
// what was kept.
func TestRestoreWhileOthersWrite(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	path := mustCopy(t, s)
	other := open(t, s.Path())
	stop := writing(t, other, at, goal.ID)
	var kept []string
	for range 3 {
		r, err := s.Restore(ctx, at, path)
		must(t, err)
		kept = append(kept, r.Kept)
	}
	saved := stop()
	for _, path := range append(kept, mustCopy(t, s)) {
		g, err := openCopied(t, path).Goal(ctx, goal.ID)
		must(t, err)
		for _, m := range g.Milestones {
			delete(saved, m.ID)
		}
	}
	if len(saved) > 0 {
		t.Errorf("nowhere: %v", saved)
	}
	wantSound(t, s)
}

// Into a file in which nothing is yet, nothing is kept of it.
func TestRestoreIntoNew(t *testing.T) {
	s, at, _ := begun(t)
	want, path := dump(t, s), mustCopy(t, s)
	fresh := open(t, newFile(t))
	r, err := fresh.Restore(context.Background(), model.At{}, path)
	must(t, err)
	if d := cmp.Diff(want, dump(t, fresh)); d != "" {
		t.Errorf("brought back:\n%s", d)
	}
	if r.Kept != "" || len(mustLeft(t, fresh)) > 0 || r.Copy.Progress.Reached != 1 || !slices.Equal(r.Copy.Patients, []string{"Rosa"}) {
		t.Errorf("%+v, left %v", r, mustLeft(t, fresh))
	}
	wantSound(t, fresh)
	mustAdd(t, fresh, at, 1, "More")
}

// A copy of an older Waymark is brought to the newest shape on the way.
func TestRestoreOlder(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, newFile(t), func() time.Time { return noon.Add(time.Hour) })
	must(t, err)
	t.Cleanup(func() { s.Close() })
	_, err = s.SetUp(ctx, model.Person{Name: "Ida"}, nil)
	must(t, err)
	old := filepath.Join(t.TempDir(), "old.db")
	b, err := os.ReadFile("testdata/version-1.db")
	must(t, err)
	must(t, os.WriteFile(old, b, 0o600))
	d, err := s.Compare(ctx, old)
	must(t, err)
	if d.Related || d.Copy.Goals == 0 {
		t.Errorf("%+v", d)
	}
	_, err = s.Restore(ctx, model.At{ID: 1, Name: "Ida"}, old)
	must(t, err)
	must(t, s.fitsTogether(ctx))
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	if h.Patient.Name == "" || len(h.Goals) == 0 {
		t.Errorf("home %+v", h)
	}
	after, err := os.ReadFile(old)
	must(t, err)
	if string(after) != string(b) {
		t.Error("the copy changed")
	}
	if left := mustLeft(t, s); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What is no copy, or cannot be used, is refused, and all stays as it was.
func TestRestoreRefused(t *testing.T) {
	ctx := context.Background()
	s, at, _ := begun(t)
	path := mustCopy(t, s)
	good, err := os.ReadFile(path)
	must(t, err)
	is, files := dump(t, s), beside(t, s)
	dir := t.TempDir()
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"a newer one":   {newer(good), model.ErrNewerFile},
		"another file":  {[]byte("Dear Rosa, see you on Sunday, all of us together then."), model.ErrNotWaymark},
		"an empty file": {nil, model.ErrDamaged},
		"half of one":   {good[:len(good)/2], model.ErrDamaged},
		"a hole":        {slices.Concat(good[:5*4096], make([]byte, 4096), good[6*4096:]), model.ErrDamaged},
	} {
		bad := filepath.Join(dir, name+".db")
		must(t, os.WriteFile(bad, c.content, 0o600))
		_, err := s.Restore(ctx, at, bad)
		wantErr(t, err, c.want)
		_, err = s.Compare(ctx, bad)
		wantErr(t, err, c.want)
		if errors.Is(err, model.ErrOpenDamaged) || s.damaged.Load() {
			t.Errorf("%s is blamed on the file", name)
		}
	}
	_, err = s.Restore(ctx, at, filepath.Join(dir, "nothing.db"))
	wantErr(t, err, model.ErrReadOnly)
	if d := cmp.Diff(is, dump(t, s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	if d := cmp.Diff(files, beside(t, s)); d != "" {
		t.Errorf("files changed:\n%s", d)
	}
}

// Where it is the open file of which part cannot be read, that is said, and not that
// it is the copy. Nothing is written to the file any more.
func TestRestoreIntoDamaged(t *testing.T) {
	ctx := context.Background()
	for name, do := range map[string]func(s *Store, at model.At, path string) error{
		"compare": func(s *Store, _ model.At, path string) error { _, err := s.Compare(ctx, path); return err },
		"restore": func(s *Store, at model.At, path string) error { _, err := s.Restore(ctx, at, path); return err },
	} {
		t.Run(name, func(t *testing.T) {
			s, at, _ := begun(t)
			path := mustCopy(t, s)
			must(t, s.Close())
			wiped("goal")(t, s.Path())
			s = open(t, s.Path())
			err := do(s, at, path)
			wantErr(t, err, model.ErrDamaged)
			wantErr(t, err, model.ErrOpenDamaged)
			if !s.damaged.Load() {
				t.Error("the file can be written to")
			}
		})
	}
}

// A copy whose rows name others that are not there is refused, and nothing is left
// of looking at it.
func TestRestoreRowsThatDoNotFit(t *testing.T) {
	ctx := context.Background()
	s, at, _ := begun(t)
	path := filepath.Join(t.TempDir(), "copy.db")
	must(t, os.WriteFile(path, []byte(mustRead(t, mustCopy(t, s))), 0o600))
	foreign(t, path, "", `INSERT INTO change_row (change_id, tbl, row_id, after) VALUES (999, 'goal', 1, '{}')`)
	_, err := s.Restore(ctx, at, path)
	wantErr(t, err, model.ErrDamaged)
	if left := mustLeft(t, s); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Nothing is brought back into a file that was moved away or is known to be damaged.
func TestRestoreNotReady(t *testing.T) {
	ctx := context.Background()
	s, at, _ := begun(t)
	path := mustCopy(t, s)
	s.damaged.Store(true)
	_, err := s.Restore(ctx, at, path)
	wantErr(t, err, model.ErrOpenDamaged)
	s.damaged.Store(false)
	is := dump(t, s)
	must(t, os.Rename(s.Path(), s.Path()+"-elsewhere"))
	_, err = s.Restore(ctx, at, path)
	wantErr(t, err, model.ErrMoved)
	if d := cmp.Diff(is, dump(t, s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
}

// Someone who may not change one plan cannot get round that by bringing back a
// copy from before it was switched off.
func TestRestoreSwitchedOff(t *testing.T) {
	ctx := context.Background()
	x := begunShared(t)
	path := mustCopy(t, x.s)
	_, err := x.s.ChangePerson(ctx, x.rosa, x.ben.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	is := dump(t, x.s)
	_, err = x.s.Restore(ctx, x.ben, path)
	wantErr(t, err, model.ErrNotAllowed)
	if d := cmp.Diff(is, dump(t, x.s)); d != "" {
		t.Errorf("rows changed:\n%s", d)
	}
	_, err = x.s.Restore(ctx, x.rosa, path)
	must(t, err)
}

// newer is a file as a later Waymark would leave it.
func newer(file []byte) []byte {
	b := slices.Clone(file)
	b[63]++ // https://www.sqlite.org/fileformat2.html, section 1.3: the user version
	return b
}
