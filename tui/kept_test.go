package tui

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// keeping is a store with copies, all of which are said to lie where they do in
// every run, and with places beside it.
type keeping struct {
	elsewhere
	folder string // where the copies are
	full   bool   // there is no room for another one
}

const (
	documents = "/home/ben/Documents"
	stick     = "/media/ben/BLUE"
)

func (keeping) places() []model.Place {
	return []model.Place{{Name: "Documents", Path: documents}, {Name: "The stick BLUE", Path: stick}}
}

// told says that a copy lies where it does in every run: the oldest one on a stick.
func (s keeping) told(c model.Copy) model.Copy {
	switch name := filepath.Base(c.Path); {
	case strings.Contains(name, "2026-11-14"):
		c.Path = stick + "/" + name
	default:
		c.Path = theFolder + "/" + name
	}
	return c
}

func (s keeping) Copies(ctx context.Context, folders ...string) ([]model.Copy, error) {
	list, err := toldAll(s.Store.Copies(ctx))(s, folders)
	if len(folders) == 1 && err == nil { // after one was saved there
		c := list[0]
		c.Path = folders[0] + "/waymark-2026-11-23-0930.db"
		list = append(list, c)
	}
	return list, err
}

// toldAll says so of all copies, but for those in folders that were not asked for.
func toldAll(list []model.Copy, err error) func(s keeping, folders []string) ([]model.Copy, error) {
	return func(s keeping, folders []string) ([]model.Copy, error) {
		for i, c := range list {
			list[i] = s.told(c)
		}
		return slices.DeleteFunc(list, func(c model.Copy) bool { return c.Beside(stick) && !slices.Contains(folders, stick) }), err
	}
}

// real is where a copy is.
func (s keeping) real(path string) (string, error) {
	if path == "/home/ben/letter.txt" {
		return "", fmt.Errorf("%s: %w", path, model.ErrNotWaymark)
	}
	real := filepath.Join(s.folder, filepath.Base(path))
	if _, err := os.Stat(real); err != nil {
		return "", fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	return real, nil
}

func (s keeping) Compare(ctx context.Context, path string) (model.Difference, error) {
	real, err := s.real(path)
	if err != nil {
		return model.Difference{}, err
	}
	d, err := s.Store.Compare(ctx, real)
	d.Copy = s.told(d.Copy)
	return d, err
}

func (s keeping) Restore(ctx context.Context, at model.At, path string) (model.Restored, error) {
	real, err := s.real(path)
	if err != nil {
		return model.Restored{}, err
	}
	r, err := s.Store.Restore(ctx, at, real)
	r.Copy, r.Kept = s.told(r.Copy), theFolder+"/"+filepath.Base(r.Kept)
	return r, err
}

func (s keeping) SaveCopy(_ context.Context, folder string) (string, error) {
	switch {
	case s.full:
		return "", model.ErrFull
	case !slices.ContainsFunc(s.places(), func(p model.Place) bool { return p.Path == folder }):
		return "", model.ErrReadOnly
	}
	return folder + "/waymark-2026-11-23-0930.db", nil
}

// saved is the shared laptop with copies of all kinds, and what was done since.
func saved(t *testing.T) keeping {
	t.Helper()
	now := monday
	st := openStoreAt(t, laptopFile(t), func() time.Time { return now })
	return keeping{elsewhere: elsewhere{st}, folder: fillKept(t, st, &now)}
}

// fillKept does something on each of some days, with copies between, and returns
// the folder of the copies. Ben does it.
func fillKept(t *testing.T, st *store.Store, now *time.Time) string {
	t.Helper()
	ctx := context.Background()
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := st.Goal(ctx, home.Goals[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	folder := st.CopiesFolder()
	for n, ago := range []int{9, 4, 2, 1} {
		*now = monday.AddDate(0, 0, -ago).Add(time.Duration(8*60+34-n*50) * time.Minute)
		if _, err := st.ChangeMilestone(ctx, home.At, g.Milestones[2+n].ID, model.Reword(fmt.Sprintf("Walk %d minutes", 5*n+5))); err != nil {
			t.Fatal(err)
		}
		madeByItself(t, st)
	}
	*now = monday
	if _, err := st.ChangeMilestone(ctx, home.At, g.Milestones[3].ID, model.Reach(model.DayOf(monday), home.Patient.ID, home.At.ID)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := st.AddMilestone(ctx, home.At, 3, model.Milestone{Title: "Up to the attic"}); err != nil {
		t.Fatal(err)
	}
	madeByItself(t, st)
	spoil := func(from, to string, at int64, bytes string) {
		t.Helper()
		whole, err := os.ReadFile(filepath.Join(folder, from))
		if err != nil {
			t.Fatal(err)
		}
		copy(whole[at:], bytes)
		if err := os.WriteFile(filepath.Join(folder, to), whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.ReadDir(folder)
	if err != nil || len(list) != 5 {
		t.Fatal(list, err)
	}
	spoil(list[0].Name(), "waymark-2026-11-20-1200.db", 60, "\x00\x00\x03\xe7") // the shape of a newer Waymark
	spoil(list[0].Name(), "waymark-2026-11-18-1200.db", 0, strings.Repeat("?", 100))
	if err := os.Rename(filepath.Join(folder, list[1].Name()), filepath.Join(folder, strings.TrimSuffix(list[1].Name(), ".db")+"-before-removal.db")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// lostFile is one that cannot be used, with what there is to go on from.
type lostFile struct {
	t      *testing.T
	saved  keeping
	none   bool // no copy can be used
	readsN int  // how many milestones could be read of it; 0 for nothing
}

func (b *lostFile) Copies(ctx context.Context, folders ...string) ([]model.Copy, error) {
	if b.none {
		return nil, nil
	}
	return b.saved.Copies(ctx, folders...)
}

func (b *lostFile) Rescue(context.Context) (model.Copy, error) {
	if b.readsN == 0 {
		return model.Copy{}, fmt.Errorf("read: %w", model.ErrDamaged)
	}
	return model.Copy{
		Path: theFolder + "/waymark-2026-11-23-0930-rescued.db", Made: monday, Reason: model.Rescued, Patients: []string{"Rosa", "Walter"}, People: 4, Goals: 3,
		Progress: model.Progress{Reached: b.readsN, Total: 15}, Readings: 14, LastAt: monday.Add(-20 * time.Minute), LastWords: `Checked off "Stand"`,
	}, nil
}

func (b *lostFile) Replace(ctx context.Context, from string) (Store, string, error) {
	if from == "" {
		return openStore(b.t, filepath.Join(b.t.TempDir(), "waymark.db")), "", nil
	}
	real, err := b.saved.real(from)
	if err != nil {
		real, err = b.saved.Store.Path(), nil
	}
	if strings.Contains(from, "2026-11-18") {
		return nil, "", model.ErrDamaged
	}
	whole, err := os.ReadFile(real)
	if err != nil {
		return nil, "", err
	}
	path := filepath.Join(b.t.TempDir(), "waymark.db")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		return nil, "", err
	}
	return keeping{elsewhere: elsewhere{openStore(b.t, path)}, folder: b.saved.folder}, "/home/ben/.local/share/waymark/waymark.db.damaged", nil
}

// brokenRig opens Waymark on a file that is "damaged", "gone", or damaged with no
// copies: "ruined".
func brokenRig(t *testing.T, how string, w, h int) *rig {
	t.Helper()
	b := &lostFile{t: t, saved: saved(t), readsN: 6}
	why := model.ErrDamaged
	switch how {
	case "gone":
		why = model.ErrGone
	case "ruined":
		b.none, b.readsN = true, 0
	}
	return rigWith(t, nil, Options{Mender: b, Trouble: fmt.Errorf("open: %w", why), Places: b.saved.places}, w, h)
}

// madeByItself saves a copy with the name of one that was made because a day went by.
func madeByItself(t *testing.T, st *store.Store) {
	t.Helper()
	path, err := st.SaveCopy(context.Background(), st.CopiesFolder())
	if err == nil {
		err = os.Rename(path, strings.Replace(path, "-by-hand", "", 1))
	}
	if err != nil {
		t.Fatal(err)
	}
}
