package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// Where there is no room for the copy nobody is removed.
func TestRemoveFull(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, dir string) {
		ctx := context.Background()
		s := open(t, filepath.Join(dir, "waymark.db"))
		_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
		must(t, err)
		home, err := s.Home(ctx, model.Seat{})
		must(t, err)
		_, _, err = s.StartGoal(ctx, home.At, fullGoal(home), 0)
		must(t, err)
		makeRoom := fillUp(t, dir, 64<<10)
		before, lines, files := dump(t, s), mustChanges(t, s), beside(t, s)
		_, _, err = s.RemovePerson(ctx, home.At, home.Patient.ID, "Rosa")
		wantErr(t, err, model.ErrFull)
		if d := cmp.Diff(before, dump(t, s)); d != "" {
			t.Errorf("rows changed:\n%s", d)
		}
		if d := cmp.Diff(lines, mustChanges(t, s)); d != "" {
			t.Errorf("lines changed:\n%s", d)
		}
		if d := cmp.Diff(files, beside(t, s)); d != "" {
			t.Errorf("files changed:\n%s", d)
		}
		makeRoom()
		mustRemove(t, s, home.At, model.At{ID: home.Patient.ID, Name: "Rosa"})
		wantSound(t, s)
	})
}
