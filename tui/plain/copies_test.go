package plain

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

var copyDates = model.Dates{Today: model.NewDay(2026, time.November, 23)}

func copyMade(day, hour int) model.Copy {
	return model.Copy{
		Path: fmt.Sprintf("/c/waymark-2026-11-%02d-%02d00.db", day, hour), Made: time.Date(2026, time.November, day, hour, 0, 0, 0, time.UTC),
		Patients: []string{"Rosa"}, People: 2, Goals: 1, Progress: model.Progress{Reached: 2, Total: 6},
	}
}

func TestCopies(t *testing.T) {
	newer, removed := copyMade(22, 18), copyMade(20, 9)
	newer.Err, removed.Reason = model.ErrNewerFile, model.BeforeRemoval
	removed.Path = "/c/a\x1b[2Jb.db"
	var b strings.Builder
	Copies(&b, []model.Copy{copyMade(23, 9), newer, removed}, copyDates)
	want := `1. Today, 9:00. Rosa. 1 goal. 2 of 6 milestones done. /c/waymark-2026-11-23-0900.db
2. Yesterday, 18:00. Written by a newer Waymark. /c/waymark-2026-11-22-1800.db
3. Fri 20 Nov, 9:00. Rosa. 1 goal. 2 of 6 milestones done. Made before someone was removed. /c/ab.db
To see what differs from now, add its number: waymark restore 1
To bring it back, add --yes as well.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if Copies(&b, nil, copyDates); !strings.HasPrefix(b.String(), "There are no copies here yet. To save one, run waymark backup.\n") {
		t.Error(b.String())
	}
}

func TestDiffersNamesSomeChangesAndCountsTheRest(t *testing.T) {
	d := model.Difference{Copy: copyMade(22, 18), Related: true, MoreGone: 5}
	for i := range 20 {
		d.Gone = append(d.Gone, model.Change{On: copyDates.Today, Clock: "9:00", By: "Ben", Words: fmt.Sprintf("Step %d", i), Stands: true})
	}
	var b strings.Builder
	Differs(&b, d, copyDates)
	got := b.String()
	if n := strings.Count(got, "Not in the copy: "); n != 12 || !strings.HasSuffix(got, "And 13 more.\n") {
		t.Errorf("%d are named:\n%s", n, got)
	}
	b.Reset()
	d.Related, d.Now = false, copyMade(23, 9)
	Differs(&b, d, copyDates)
	if got := b.String(); strings.Contains(got, "Step") || !strings.Contains(got, "It is of another file") || !strings.Contains(got, "In your file now: Rosa.") {
		t.Error(got)
	}
}

// What is being typed stands in no history: that nothing differs does not speak of it.
func TestDiffersLeavesOutWhatIsTyped(t *testing.T) {
	var b strings.Builder
	Differs(&b, model.Difference{Copy: copyMade(22, 18), Related: true}, copyDates)
	if !strings.HasSuffix(b.String(), "Nothing differs. All that was done is in both.\nWords that are still being typed are not compared.\n") {
		t.Error(b.String())
	}
}

func TestSaved(t *testing.T) {
	for _, onStick := range []bool{true, false} {
		var b strings.Builder
		if Saved(&b, copyMade(22, 18), onStick); strings.Contains(b.String(), SameDisk) == onStick {
			t.Errorf("on a stick %v: %s", onStick, b.String())
		}
	}
}

func TestOpened(t *testing.T) {
	rescued := copyMade(23, 9)
	rescued.Reason = model.Rescued
	for want, got := range map[string]string{
		"We opened the copy from yesterday, 18:00. The damaged file is kept as waymark.db.damaged.": Opened(copyMade(22, 18), "/a/waymark.db.damaged", copyDates),
		"We opened the copy of Sat 21 Nov, 18:00.":                                                  Opened(copyMade(21, 18), "", copyDates),
		"We opened what could be read of the file. The damaged file is kept as b.db.damaged.":       Opened(rescued, "/a/b.db.damaged", copyDates),
		"This is a new, empty file.":                                                                Opened(model.Copy{}, "", copyDates),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWhyACopyIsNotUsed(t *testing.T) {
	for _, tt := range []struct {
		err  CopyError
		want string
	}{
		{CopyError{"/s", true, model.ErrFull}, "There is no room for a copy in this folder: /s\nYour file is safe."},
		{CopyError{"/s", true, model.ErrReadOnly}, "This folder cannot be written to: /s\nYour file is safe."},
		{CopyError{"/s", true, errors.New("odd")}, "No copy could be saved in this folder: /s\nYour file is safe."},
		{CopyError{"/s", false, model.ErrNewerFile}, "This copy was written by a newer Waymark. Nothing was changed."},
		{CopyError{"/s", false, model.ErrNotWaymark}, "This is not a copy of a Waymark file. Nothing was changed."},
		{CopyError{"/s", false, model.ErrDamaged}, "Part of this copy cannot be read. Nothing was changed."},
		{CopyError{"/s", false, fs.ErrNotExist}, "There is no copy at /s\nNothing was changed."},
		{CopyError{"/s", true, model.ErrBusy}, "Another program holds the file. No copy was saved.\nYour file is safe. Close"},
		{CopyError{"/s", false, model.ErrBusy}, "Another program holds your file. Nothing was changed.\nClose"},
		{CopyError{"/s", false, model.ErrFull}, "There is no room to bring this copy back. Nothing was changed.\nMake some room"},
		{CopyError{"/s", false, fmt.Errorf("%w: %w", model.ErrMoved, fs.ErrNotExist)}, "Your file was moved or replaced just now. Nothing was changed.\nTry again"},
		{CopyError{"/s", false, model.ErrReadOnly}, "The copy cannot be opened, or your file or its folder cannot be changed. Nothing was changed."},
		{CopyError{"/s", false, errors.New("odd")}, "This copy could not be brought back. Nothing was changed."},
	} {
		if got := Explain(fmt.Errorf("%w: %w", ErrUnwritten, tt.err), "/a/b.db"); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
}

func TestAPathIsQuotedWhereItHoldsASpace(t *testing.T) {
	var b strings.Builder
	HowToBring(&b, "/my stick/a.db")
	if !strings.Contains(b.String(), `waymark restore "/my stick/a.db" --yes`) {
		t.Error(b.String())
	}
}
